//! The pictures and films of a post in its form: read, put in order, chosen from the library, shown.

use std::collections::BTreeMap;

use app::publish::post_save::PostDraft;
use domain::post::{Medium, Variant};
use minijinja::{Value, context};
use store::{
    Id, StoreError,
    asset::{Asset, AssetFilter},
};

use crate::{
    pages::{media::thumbnail_href, mentions::fields::Fields},
    request::Member,
};

/// Files of the library that the form offers, newest first.
const OFFERED: u32 = 24;

/// The files of one variant as the form has them: in order, each with its text, those that were just ticked last. A form without the
/// section leaves them as they were.
pub(super) fn read(fields: &Fields, ending: &str, kept: Option<&Variant>) -> Vec<Medium> {
    let before = kept.map_or(&[][..], |kept| &kept.media);
    if fields.text(&format!("files{ending}")).is_empty() {
        return before.to_vec();
    }
    let (named, ticked) = (format!("media{ending}"), format!("add{ending}"));
    let mut media: Vec<Medium> = Vec::new();
    for asset in fields.all(&named).chain(fields.all(&ticked)).filter_map(|id| id.parse::<i64>().ok()) {
        if media.iter().any(|one| one.asset == asset) {
            continue;
        }
        let known = before.iter().find(|one| one.asset == asset).cloned();
        let mut medium = known.unwrap_or(Medium { asset, ..Medium::default() });
        if let Some(alt) = fields.all(&format!("alt{ending}-{asset}")).next() {
            alt.trim().clone_into(&mut medium.alt);
        }
        media.push(medium);
    }
    media
}

/// What a button asks of the files of a variant: `up`, `down` or `out` of one of them.
pub(super) fn arrange(variant: &mut Variant, what: &str, asset: i64) {
    let Some(place) = variant.media.iter().position(|one| one.asset == asset) else { return };
    match what {
        "up" if place > 0 => variant.media.swap(place - 1, place),
        "down" if place + 1 < variant.media.len() => variant.media.swap(place, place + 1),
        "out" => drop(variant.media.remove(place)),
        _ => {}
    }
}

/// The files that a form shows.
pub(super) struct Shelf {
    known: BTreeMap<i64, Asset>,
    offered: Vec<i64>,
}

impl Shelf {
    /// Those of a post, and the newest of the library.
    pub(super) async fn of(member: &Member, draft: &PostDraft) -> Result<Self, StoreError> {
        let recent = member.reader.assets(&AssetFilter::default(), OFFERED).await?;
        let offered = recent.iter().map(|asset| asset.id.get()).collect();
        let mut known: BTreeMap<i64, Asset> = recent.into_iter().map(|asset| (asset.id.get(), asset)).collect();
        let variants = std::iter::once(&draft.content).chain(draft.channels.values().flatten());
        for medium in variants.flat_map(Variant::all_media) {
            if !known.contains_key(&medium.asset)
                && let Some(asset) = member.reader.asset(Id::new(medium.asset)).await?
            {
                known.insert(medium.asset, asset);
            }
        }
        Ok(Self { known, offered })
    }

    /// Files of a variant as a list shows them.
    pub(super) fn shown(&self, member: &Member, media: &[Medium]) -> Vec<Value> {
        media.iter().map(|medium| self.one(member, medium.asset, &medium.alt)).collect()
    }

    /// The files that can be chosen.
    pub(super) fn offered(&self, member: &Member) -> Vec<Value> {
        self.offered.iter().map(|asset| self.one(member, *asset, "")).collect()
    }

    fn one(&self, member: &Member, id: i64, alt: &str) -> Value {
        let asset = self.known.get(&id).filter(|asset| asset.removed_at.is_none());
        context! {
            id, alt, name => asset.map(|asset| asset.name.as_str()), thumbnail => asset.and_then(|asset| thumbnail_href(member, asset)),
            is_film => asset.is_some_and(|asset| asset.kind == "video"), is_gone => asset.is_none(),
        }
    }
}
