//! Acts on one asset: what is said of it, another file in its place, out of the library.

use std::collections::BTreeMap;

use app::{Refusal, publish::asset_change::AssetForm};
use axum::body::Bytes;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use minijinja::{Value, context};
use store::asset::Asset;
use url::form_urlencoded;

use super::{fault, reads, show, take::replacement};
use crate::{
    Web,
    error::{Fault, invalid, told},
    page,
    request::Member,
};

/// The most fields that are read of the form.
const FIELDS_MAX: usize = 60;

/// `POST /w/{workspace}/media/{asset}`.
pub(super) async fn act(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let asset = super::asset(&web, &member, &said).await?;
    let fields: BTreeMap<String, String> = form_urlencoded::parse(&body).into_owned().take(FIELDS_MAX).collect();
    let seen = fields.get("seen").and_then(|seen| seen.parse().ok());
    let (form, day_is_wrong) = read(&web, &member, &fields);
    let changed = if day_is_wrong {
        Err(Refusal::Invalid { field: "expires", why: "not_a_day" })
    } else {
        web.app.change_asset(&member.actor, asset.id, seen, form.clone()).await
    };
    match changed {
        Ok(()) => Ok(page::go(&web, &member.href(&format!("media/{}", asset.id)), "good", "media-told-changed", &[])),
        Err(Refusal::Invalid { field, why }) => {
            let errors = Value::from_pairs([(field, invalid(&web, member.language(), field, why))]);
            show::draw(&web, &member, &headers, StatusCode::UNPROCESSABLE_ENTITY, &asset, &form, errors).await
        }
        Err(refusal @ Refusal::Changed(_)) => {
            let (status, sentence) = told(&web, member.language(), &refusal);
            show::draw(&web, &member, &headers, status, &asset, &form, context! { form => sentence }).await
        }
        Err(refusal) => Err(fault(&web, &member)(refusal)),
    }
}

/// The form, and whether its day is none.
fn read(web: &Web, member: &Member, fields: &BTreeMap<String, String>) -> (AssetForm, bool) {
    let text = |name: &str| fields.get(name).map(|text| text.trim().to_owned()).unwrap_or_default();
    let alt = fields.iter().filter_map(|(name, text)| Some((name.strip_prefix("alt-")?.to_owned(), text.clone())));
    let day = text("expires");
    let zone = reads(web, member).zone;
    // The last day counts: the right ends when it is over where the reader is.
    let end = day
        .parse::<jiff::civil::Date>()
        .and_then(|day| day.tomorrow()?.to_zoned(zone))
        .map(|end| end.timestamp().as_microsecond());
    let form = AssetForm {
        name: text("name"),
        alt: alt.collect(),
        rights_owner: text("rights_owner"),
        rights_note: text("rights_note"),
        expires_at: end.as_ref().ok().copied(),
        tells: fields.contains_key("tells"),
        folder: text("folder"),
        tags: text("tags").split(',').map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect(),
    };
    (form, !day.is_empty() && end.is_err())
}

/// `POST /w/{workspace}/media/{asset}/replace`.
pub(super) async fn replace(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Fault> {
    let asset = super::asset(&web, &member, &said).await?;
    let replaced = match form {
        Ok(form) => Box::pin(replacement(&web, &member.actor, asset.id, form)).await,
        Err(_) => Err(Refusal::Invalid { field: "files", why: "cut_short" }),
    };
    match replaced {
        Ok(added) => {
            let (kind, key) = if added.twin { ("info", "media-told-same") } else { ("good", "media-told-replaced") };
            Ok(page::go(&web, &member.href(&format!("media/{}", asset.id)), kind, key, &[]))
        }
        Err(refusal @ (Refusal::Invalid { .. } | Refusal::Unreadable { .. } | Refusal::Taken(_))) => {
            again(&web, &member, &headers, &asset, "files", &refusal).await
        }
        Err(refusal) => Err(fault(&web, &member)(refusal)),
    }
}

/// `POST /w/{workspace}/media/{asset}/remove`.
pub(super) async fn remove(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let asset = super::asset(&web, &member, &said).await?;
    match web.app.remove_asset(&member.actor, asset.id).await {
        Ok(()) => Ok(page::go(&web, &member.href("media"), "good", "media-told-removed", &[])),
        Err(refusal @ Refusal::Held { .. }) => again(&web, &member, &headers, &asset, "form", &refusal).await,
        Err(refusal) => Err(fault(&web, &member)(refusal)),
    }
}

/// The page again, with the sentence of a refusal.
async fn again(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    asset: &Asset,
    field: &'static str,
    refusal: &Refusal,
) -> Result<Response, Fault> {
    let (status, sentence) = told(web, member.language(), refusal);
    let errors = Value::from_pairs([(field, sentence)]);
    show::draw(web, member, headers, status, asset, &AssetForm::of(asset), errors).await
}
