//! The pictures and films of a post in its form: read, put in order, chosen from the library, shown.

use std::collections::BTreeMap;

use app::publish::post_save::PostDraft;
use domain::{
    network::MediaRule,
    post::{Medium, SHAPES, Variant, shaped, tidied},
};
use minijinja::{Value, context};
use store::{
    Id, StoreError,
    asset::{Asset, AssetFilter},
};

use crate::{
    pages::{
        media::{cropped_of, thumbnail_href},
        mentions::fields::Fields,
    },
    request::Member,
};

/// Files of the library that the form offers, newest first.
const OFFERED: u32 = 24;

/// The files of a text as the form has them: in order, each with its text and its crop, those that were just ticked last. A form without
/// the section leaves them as they were `before`; `known` are those of the whole variant, since one may have been moved between its parts.
pub(super) fn read<'a>(
    fields: &Fields,
    ending: &str,
    before: &[Medium],
    known: impl Iterator<Item = &'a Medium> + Clone,
) -> Vec<Medium> {
    if fields.text(&format!("files{ending}")).is_empty() {
        return before.to_vec();
    }
    let (named, ticked) = (format!("media{ending}"), format!("add{ending}"));
    let mut media: Vec<Medium> = Vec::new();
    for asset in fields.all(&named).chain(fields.all(&ticked)).filter_map(|id| id.parse::<i64>().ok()) {
        if media.iter().any(|one| one.asset == asset) {
            continue;
        }
        let kept = before.iter().find(|one| one.asset == asset).or_else(|| known.clone().find(|one| one.asset == asset));
        let mut medium = kept.cloned().unwrap_or(Medium { asset, ..Medium::default() });
        if let Some(alt) = fields.all(&format!("alt{ending}-{asset}")).next() {
            alt.trim().clone_into(&mut medium.alt);
        }
        if let Some(crop) = crop(fields, &format!("crop{ending}-{asset}")) {
            medium.crop = tidied(crop);
        }
        media.push(medium);
    }
    media
}

/// The four numbers of a crop, as per cent; `None` where the form has none, or one of them is no number.
fn crop(fields: &Fields, name: &str) -> Option<[u32; 4]> {
    let said: Vec<u32> = fields.all(name).map(thousandths).collect::<Option<_>>()?;
    said.try_into().ok()
}

/// A share as people type it, `12.5` or `12,5` for per cent, in thousandths.
fn thousandths(said: &str) -> Option<u32> {
    let said: f64 = said.trim().replace(',', ".").parse().ok()?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between nought and a thousand")]
    said.is_finite().then(|| (said * 10.0).round().clamp(0.0, 1_000.0) as u32)
}

/// What a button asks of the files of a text: `up`, `down` or `out` of one of them, or a `shape` of it, `4-5` or `whole`.
pub(super) fn arrange(media: &mut Vec<Medium>, what: &str, asset: i64, shape: &str) {
    let Some(place) = media.iter().position(|one| one.asset == asset) else { return };
    match what {
        "up" if place > 0 => media.swap(place - 1, place),
        "down" if place + 1 < media.len() => media.swap(place, place + 1),
        "out" => drop(media.remove(place)),
        "shape" => {
            let medium = &mut media[place];
            let sides = shape.split_once('-').and_then(|(wide, high)| Some((wide.parse().ok()?, high.parse().ok()?)));
            medium.crop = sides.and_then(|sides| shaped((medium.width, medium.height), sides));
        }
        _ => {}
    }
}

/// The shapes that all these networks take.
pub(super) fn shapes(rules: &[&MediaRule]) -> Vec<Value> {
    let taken = |(wide, high): (u32, u32)| {
        let aspect = wide * 1_000 / high;
        rules.iter().all(|rule| rule.aspect == (0, 0) || (rule.aspect.0..=rule.aspect.1).contains(&aspect))
    };
    let named = |(wide, high): (u32, u32)| {
        let said = if high == 100 { format!("{}.{:02}:1", wide / 100, wide % 100) } else { format!("{wide}:{high}") };
        context! { act => format!("{wide}-{high}"), said }
    };
    SHAPES.into_iter().filter(|shape| taken(*shape)).map(named).collect()
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

    /// Files of a text as a list shows them.
    pub(super) fn shown(&self, member: &Member, media: &[Medium]) -> Vec<Value> {
        media.iter().map(|medium| self.one(member, medium)).collect()
    }

    /// The files that can be chosen.
    pub(super) fn offered(&self, member: &Member) -> Vec<Value> {
        let medium = |asset: &i64| Medium { asset: *asset, ..Medium::default() };
        self.offered.iter().map(|asset| self.one(member, &medium(asset))).collect()
    }

    fn one(&self, member: &Member, medium: &Medium) -> Value {
        let asset = self.known.get(&medium.asset).filter(|asset| asset.removed_at.is_none());
        let whole = asset.and_then(|asset| thumbnail_href(member, asset));
        let cropped = asset.filter(|_| whole.is_some() && medium.crop.is_some());
        let thumbnail = cropped.map(|asset| cropped_of(member, medium.asset, &asset.hash, medium.crop)).or_else(|| whole.clone());
        // With a point: it is the value of a field of numbers, whatever the language.
        let per_cent = |share: u32| format!("{}.{}", share / 10, share % 10);
        context! {
            id => medium.asset, alt => medium.alt.as_str(), name => asset.map(|asset| asset.name.as_str()), thumbnail, whole,
            is_film => asset.is_some_and(|asset| asset.kind == "video"), is_gone => asset.is_none(), may_crop => asset.is_some() && medium.can_be_cropped(),
            is_cropped => medium.crop.is_some(), crop => medium.crop.unwrap_or([0, 0, 1_000, 1_000]).map(per_cent).to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;

    use super::*;

    fn fields(form: &'static str) -> Fields {
        Fields::read(&Bytes::from_static(form.as_bytes()))
    }

    #[test]
    fn a_crop_is_read_as_per_cent_and_kept_where_the_form_has_none() {
        let kept = [Medium { asset: 3, crop: Some([0, 0, 500, 1_000]), ..Medium::default() }];
        let read = |form| read(&fields(form), ".1", &[], kept.iter())[0].crop;
        assert_eq!(read("files.1=1&media.1=3"), Some([0, 0, 500, 1_000]));
        let typed = "files.1=1&media.1=3&crop.1-3=12.5&crop.1-3=0&crop.1-3=75&crop.1-3=100";
        assert_eq!(read(typed), Some([125, 0, 750, 1_000]));
        assert_eq!(read("files.1=1&media.1=3&crop.1-3=0&crop.1-3=0&crop.1-3=100&crop.1-3=100"), None);
        assert_eq!(read("files.1=1&media.1=3&crop.1-3=a&crop.1-3=0&crop.1-3=1&crop.1-3=1"), Some([0, 0, 500, 1_000]));
    }

    #[test]
    fn a_shape_is_chosen_and_taken_back() {
        let mut media = vec![Medium { asset: 3, width: 1_200, height: 900, ..Medium::default() }];
        arrange(&mut media, "shape", 3, "1-1");
        assert_eq!(media[0].crop, Some([125, 0, 750, 1_000]));
        arrange(&mut media, "shape", 3, "whole");
        assert_eq!(media[0].crop, None);
    }
}
