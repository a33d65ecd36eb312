//! `POST /w/{workspace}/media`: files, or an address, from a form; the composer asks for JSON and gets what it needs to show them.

use app::Refusal;
use axum::Json;
use axum::extract::State;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::{
    fault, list,
    take::{Taken, take},
    thumbnail_href,
};
use crate::{
    Web,
    error::{Fault, told},
    page,
    request::Member,
};

/// Takes what is handed in.
pub(super) async fn act(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Fault> {
    let wants_json =
        headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).is_some_and(|accept| accept.contains("json"));
    let taken = match form {
        Ok(form) => Box::pin(take(&web, &member.actor, member.language(), form)).await,
        Err(_) => Err(Refusal::Invalid { field: "files", why: "cut_short" }),
    };
    let taken = match taken {
        Ok(taken) => taken,
        Err(refusal @ Refusal::Invalid { .. }) => {
            let (_, sentence) = told(&web, member.language(), &refusal);
            Taken { added: Vec::new(), refused: vec![(String::new(), sentence)] }
        }
        Err(refusal) if wants_json => return Err(Fault::api(&web, member.language(), refusal)),
        Err(refusal) => return Err(fault(&web, &member)(refusal)),
    };
    if wants_json {
        let said = said(&web, &member, &taken).await?;
        let status = if taken.added.is_empty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        return Ok((status, Json(said)).into_response());
    }
    if !taken.refused.is_empty() {
        return list::refused(&web, &member, &headers, &taken).await;
    }
    let fresh = taken.added.iter().filter(|added| !added.twin).count();
    match taken.added.as_slice() {
        [one] => {
            let key = match (one.twin, one.misnamed, one.alike.is_empty()) {
                (true, ..) => "media-told-twin",
                (_, true, _) => "media-told-misnamed",
                (.., false) => "media-told-alike",
                _ => "media-told-added-one",
            };
            let kind = if key == "media-told-added-one" { "good" } else { "warn" };
            Ok(page::go(&web, &member.href(&format!("media/{}", one.id)), kind, key, &[]))
        }
        many => {
            let (fresh, known) = (fresh.to_string(), (many.len() - fresh).to_string());
            Ok(page::go(&web, &member.href("media"), "good", "media-told-added", &[("fresh", &fresh), ("known", &known)]))
        }
    }
}

/// What the composer needs of each: `{"added": […], "refused": [{"name", "sentence"}]}`.
async fn said(web: &Web, member: &Member, taken: &Taken) -> Result<Value, Fault> {
    let mut added = Vec::new();
    for one in &taken.added {
        let asset = super::asset(web, member, &one.id.to_string()).await?;
        added.push(json!({
            "asset": asset.id, "name": asset.name, "kind": asset.kind, "mime": asset.mime, "hash": asset.hash, "bytes": asset.bytes,
            "width": asset.width, "height": asset.height, "milliseconds": asset.milliseconds,
            "alt": app::publish::asset_change::alt_in(&asset, member.language().code()),
            "href": member.href(&format!("media/{}", asset.id)), "thumbnail": thumbnail_href(member, &asset),
            "twin": one.twin, "misnamed": one.misnamed, "alike": one.alike,
        }));
    }
    let refused: Vec<Value> =
        taken.refused.iter().map(|(name, sentence)| json!({ "name": name, "sentence": sentence })).collect();
    Ok(json!({ "added": added, "refused": refused }))
}
