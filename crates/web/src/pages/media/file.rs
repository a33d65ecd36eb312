//! The files themselves: small, as they were handed in, as they were made for a network; and, signed, for networks that fetch them.

use app::{Noun, Refusal, publish::asset_files::OpenedFile};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::Language;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use url::form_urlencoded;

use super::fault;
use crate::{Web, error::Fault, request::Member};

/// How long a browser may keep a file whose address changes with it.
const KEPT: &str = "private, max-age=31536000, immutable";
/// How long a network may keep one whose address ends.
const KEPT_OUTSIDE: &str = "public, max-age=3600";

/// `GET /w/{workspace}/media/{asset}/thumbnail`; `?crop=100-0-500-1000` shows that part: left, top, width and height in thousandths.
pub(super) async fn thumbnail(
    State(web): State<Web>,
    member: Member,
    Path((_, asset)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let asset = super::asset(&web, &member, &asset).await?;
    let query = query.unwrap_or_default();
    let crop = form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == "crop").and_then(|(_, said)| part(&said));
    let found = Box::pin(web.app.asset_thumbnail(&member.actor, &asset, crop)).await.map_err(fault(&web, &member))?;
    found.map(|file| answer(file, KEPT, "inline")).ok_or_else(|| gone(&web, member.language()))
}

/// `GET /w/{workspace}/media/{asset}/file`: as it was handed in, for keeping.
pub(super) async fn original(
    State(web): State<Web>,
    member: Member,
    Path((_, asset)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let asset = super::asset(&web, &member, &asset).await?;
    let found = web.app.asset_bytes(&member.actor, &asset, None).await.map_err(fault(&web, &member))?;
    found.map(|file| answer(file, "private, no-cache", "attachment")).ok_or_else(|| gone(&web, member.language()))
}

/// `GET /w/{workspace}/media/{asset}/renditions/{rendition}`: as it was made for a network.
pub(super) async fn rendition(
    State(web): State<Web>,
    member: Member,
    Path((_, asset, key)): Path<(String, String, String)>,
) -> Result<Response, Fault> {
    let asset = super::asset(&web, &member, &asset).await?;
    let found = web.app.asset_bytes(&member.actor, &asset, Some(&key)).await.map_err(fault(&web, &member))?;
    found.map(|file| answer(file, "private, no-cache", "inline")).ok_or_else(|| gone(&web, member.language()))
}

/// `GET /files/{token}`: a rendition, for whoever was given its address before it ended.
pub(super) async fn public(State(web): State<Web>, Path(token): Path<String>) -> Result<Response, Fault> {
    let told_in = Language::English;
    let found = web.app.open_public_file(&token).await.map_err(|refusal| Fault::page(&web, told_in, refusal))?;
    found.map(|file| answer(file, KEPT_OUTSIDE, "inline")).ok_or_else(|| gone(&web, told_in))
}

/// A part of a picture as an address writes it.
fn part(said: &str) -> Option<[u32; 4]> {
    let numbers: Vec<u32> = said.split('-').map(str::parse).collect::<Result<_, _>>().ok()?;
    numbers.try_into().ok()
}

fn gone(web: &Web, language: Language) -> Fault {
    Fault::page(web, language, Refusal::NoSuch(Noun::Asset))
}

pub(crate) fn answer(file: OpenedFile, kept: &'static str, shown: &str) -> Response {
    let name = utf8_percent_encode(&file.name, NON_ALPHANUMERIC);
    let shown =
        HeaderValue::from_str(&format!("{shown}; filename*=UTF-8''{name}")).unwrap_or(HeaderValue::from_static("attachment"));
    // The type is one that we found in the bytes, and never one that a browser could run.
    let kind = HeaderValue::from_str(&file.mime).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let headers: [(HeaderName, HeaderValue); 3] = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, shown),
        (header::CACHE_CONTROL, HeaderValue::from_static(kept)),
    ];
    (headers, file.bytes).into_response()
}
