//! The library: every picture and film, one with its text, rights and where it is used; adding, replacing, removing; the files themselves.

mod add;
mod change;
mod file;
mod list;
mod show;
pub(crate) mod take;

pub(crate) use file::answer;

use app::{Noun, Refusal};
use axum::extract::DefaultBodyLimit;
use jiff::tz::TimeZone;
use store::{Id, asset::Asset};

use crate::{
    Route, Web,
    error::Fault,
    format::Reader,
    request::Member,
    router::{Gate, get, post},
};

/// The most bytes of all files that are sent at once. How large each may be, the library says itself.
pub(crate) const UPLOAD_BYTES_MAX: usize = 2_000_000_000;

/// The addresses of this room.
pub(crate) fn routes() -> Vec<Route> {
    let large = || DefaultBodyLimit::max(UPLOAD_BYTES_MAX);
    vec![
        get("/files/{token}", Gate::Open, file::public),
        get("/w/{workspace}/media", Gate::Member, list::show),
        post("/w/{workspace}/media", Gate::Member, add::act).layered(large()),
        get("/w/{workspace}/media/{asset}", Gate::Member, show::show),
        post("/w/{workspace}/media/{asset}", Gate::Member, change::act),
        get("/w/{workspace}/media/{asset}/thumbnail", Gate::Member, file::thumbnail),
        get("/w/{workspace}/media/{asset}/file", Gate::Member, file::original),
        get("/w/{workspace}/media/{asset}/renditions/{rendition}", Gate::Member, file::rendition),
        post("/w/{workspace}/media/{asset}/replace", Gate::Member, change::replace).layered(large()),
        post("/w/{workspace}/media/{asset}/remove", Gate::Member, change::remove),
    ]
}

/// A sentence in the member's language.
fn say(web: &Web, member: &Member, key: &str) -> String {
    web.views.words.say(member.language(), key, &[])
}

/// Turns a refusal, or a fault of the store, into a page.
fn fault<'a, E: Into<Refusal>>(web: &'a Web, member: &'a Member) -> impl Fn(E) -> Fault + 'a {
    move |error| Fault::page(web, member.language(), error.into())
}

/// The asset that an address names.
async fn asset(web: &Web, member: &Member, said: &str) -> Result<Asset, Fault> {
    let none = || Fault::page(web, member.language(), Refusal::NoSuch(Noun::Asset));
    let id: Id<Asset> = said.parse().ok().ok_or_else(none)?;
    let found = member.reader.asset(id).await.map_err(fault(web, member))?;
    found.filter(|asset| asset.removed_at.is_none()).ok_or_else(none)
}

/// How times and figures are written for the member.
fn reads(web: &Web, member: &Member) -> Reader {
    let zone = TimeZone::get(&member.signed.user.time_zone).unwrap_or(TimeZone::UTC);
    Reader { language: member.language(), zone, now: web.app.clock().now() }
}

/// How long a film plays: `1:05`.
fn playing(milliseconds: i64) -> Option<String> {
    let seconds = (milliseconds + 500) / 1_000;
    (milliseconds > 0).then(|| format!("{}:{:02}", seconds / 60, seconds % 60))
}

/// Where the small picture of an asset is; nothing for a film.
pub(crate) fn thumbnail_href(member: &Member, asset: &Asset) -> Option<String> {
    (asset.kind == "image").then(|| thumbnail_of(member, asset.id.get(), &asset.hash))
}

/// Where the small picture of an image is; its address changes with the picture, so that it may be kept.
pub(crate) fn thumbnail_of(member: &Member, asset: i64, hash: &str) -> String {
    member.href(&format!("media/{asset}/thumbnail?of={}", hash.get(..12).unwrap_or_default()))
}

/// Where the small picture of a part of an image is; of the whole where there is no part.
pub(crate) fn cropped_of(member: &Member, asset: i64, hash: &str, crop: Option<[u32; 4]>) -> String {
    let whole = thumbnail_of(member, asset, hash);
    crop.map_or_else(|| whole.clone(), |[left, top, width, height]| format!("{whole}&crop={left}-{top}-{width}-{height}"))
}
