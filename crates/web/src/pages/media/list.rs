//! `GET /w/{workspace}/media`: the library as a grid, by words, folder, tag, kind, and what wants somebody.

use std::collections::BTreeMap;

use app::publish::asset_change::alt_in;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::hat::Act;
use minijinja::{Value, context};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use store::{
    Id,
    asset::{Asset, AssetFilter},
};

use super::{fault, playing, reads, say, size, take::Taken, thumbnail_href};
use crate::{Web, error::Fault, page, request::Member};

/// Assets on one page.
const PAGE: u32 = 60;
/// A right that ends within so long wants somebody, microseconds: 30 days.
pub(super) const EXPIRING_US: i64 = 30 * 86_400 * 1_000_000;
/// Words that are looked for at once.
const WORDS_MAX: usize = 10;

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wish {
    words: String,
    folder: String,
    tag: String,
    kind: String,
    /// `without_alt` or `expiring`.
    show: String,
    before: String,
}

impl Wish {
    fn filter(&self, now: i64) -> AssetFilter {
        let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        AssetFilter {
            words: self.words.split_whitespace().take(WORDS_MAX).map(query::fold).filter(|word| !word.is_empty()).collect(),
            folder: some(&self.folder),
            tag: some(&self.tag),
            kind: some(&self.kind).filter(|kind| kind == "image" || kind == "video"),
            without_alt: self.show == "without_alt",
            expires_before: (self.show == "expiring").then_some(now + EXPIRING_US),
            before: self.before.parse().ok().map(Id::new),
        }
    }

    fn is_filtered(&self) -> bool {
        [&self.words, &self.folder, &self.tag, &self.kind, &self.show].iter().any(|text| !text.is_empty())
    }

    /// The address of the list under this wish, with one thing changed.
    fn href(&self, member: &Member, changed: &str, value: &str) -> String {
        let mut parts = BTreeMap::from([
            ("words", self.words.as_str()),
            ("folder", &self.folder),
            ("tag", &self.tag),
            ("kind", &self.kind),
            ("show", &self.show),
        ]);
        parts.insert(changed, value);
        let pairs = parts.into_iter().filter(|(_, value)| !value.is_empty());
        let pairs: Vec<String> =
            pairs.map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC))).collect();
        member.href(&if pairs.is_empty() { "media".to_owned() } else { format!("media?{}", pairs.join("&")) })
    }
}

/// The page.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Query(wish): Query<Wish>,
) -> Result<Response, Fault> {
    draw(&web, &member, &headers, StatusCode::OK, &wish, Vec::new()).await
}

/// The page after files were handed in of which some were not taken.
pub(super) async fn refused(web: &Web, member: &Member, headers: &HeaderMap, taken: &Taken) -> Result<Response, Fault> {
    let refused = taken.refused.iter().map(|(name, sentence)| context! { name, sentence }).collect();
    draw(web, member, headers, StatusCode::UNPROCESSABLE_ENTITY, &Wish::default(), refused).await
}

async fn draw(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    status: StatusCode,
    wish: &Wish,
    refused: Vec<Value>,
) -> Result<Response, Fault> {
    let failed = fault::<store::StoreError>(web, member);
    let now = web.app.now();
    let filter = wish.filter(now);
    let mut assets = member.reader.assets(&filter, PAGE + 1).await.map_err(&failed)?;
    let total = member.reader.count_assets(&AssetFilter::default()).await.map_err(&failed)?;
    let shown = member.reader.count_assets(&AssetFilter { before: None, ..filter }).await.map_err(&failed)?;
    let folders = member.reader.asset_folders().await.map_err(&failed)?;
    let tags = tags(member).await.map_err(&failed)?;
    let next = (assets.len() > PAGE as usize).then(|| assets.truncate(PAGE as usize)).and_then(|()| assets.last());
    let next = next.map(|last| wish.href(member, "before", &last.id.to_string()));
    let chip = |key: &str, name: &str, value: &str, on: bool| {
        context! { words => say(web, member, key), on, href => wish.href(member, name, if on { "" } else { value }) }
    };
    let own = context! {
        rows => assets.iter().map(|asset| row(web, member, asset, now)).collect::<Vec<_>>(), total, shown, is_filtered => wish.is_filtered(),
        next, start => (!wish.before.is_empty()).then(|| wish.href(member, "before", "")), refused,
        chips => vec![
            chip("media-images", "kind", "image", wish.kind == "image"), chip("media-films", "kind", "video", wish.kind == "video"),
            chip("media-without-alt", "show", "without_alt", wish.show == "without_alt"),
            chip("media-expiring", "show", "expiring", wish.show == "expiring"),
        ],
        folders => folders.iter().map(|folder| {
            let on = folder.name == wish.folder;
            context! { name => folder.name.as_str(), assets => folder.assets, on, href => wish.href(member, "folder", if on { "" } else { &folder.name }) }
        }).collect::<Vec<_>>(),
        tags => tags.iter().map(|(tag, assets)| {
            let on = *tag == wish.tag;
            context! { name => tag, assets, on, href => wish.href(member, "tag", if on { "" } else { tag }) }
        }).collect::<Vec<_>>(),
        words => wish.words.as_str(), folder => wish.folder.as_str(), tag => wish.tag.as_str(), kind => wish.kind.as_str(), show => wish.show.as_str(),
        base => member.href("media"), may_add => member.actor.allows(Act::Publish),
        most => size(&reads(web, member), i64::try_from(web.app.config().library.bytes_max).unwrap_or(i64::MAX)),
    };
    let title = say(web, member, "media-title");
    Ok(page::show_as(web, member, headers, status, "publish", &title, "media/list.html", own))
}

/// Every tag in use, and how many assets have it.
async fn tags(member: &Member) -> Result<BTreeMap<String, i64>, store::StoreError> {
    let mut counted = BTreeMap::new();
    for lists in member.reader.asset_tags().await? {
        for tag in serde_json::from_str::<Vec<String>>(&lists.name).unwrap_or_default() {
            *counted.entry(tag).or_default() += lists.assets;
        }
    }
    Ok(counted)
}

/// One asset of the grid.
pub(super) fn row(web: &Web, member: &Member, asset: &Asset, now: i64) -> Value {
    let reads = reads(web, member);
    let ends = asset.expires_at.filter(|end| *end < now + EXPIRING_US);
    context! {
        id => asset.id.get(), name => asset.name.as_str(), href => member.href(&format!("media/{}", asset.id)), kind => asset.kind.as_str(),
        thumbnail => thumbnail_href(member, asset), alt => alt_in(asset, member.language().code()), described => asset.alt != "{}",
        size => size(&reads, asset.bytes), width => asset.width, height => asset.height, playing => playing(asset.milliseconds),
        expired => ends.is_some_and(|end| end <= now), ends => ends.map(|end| reads.day(end - 1)),
    }
}
