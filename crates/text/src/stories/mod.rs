//! Stories: texts that are copies of one another, grouped as they arrive.
//!
//! A text that is a copy of none begins a story and **stands for** it: its fingerprint is kept under a few **keys**, the lowest of its
//! marks that are not said everywhere. A later text asks for those who stand under its own keys and is held against each
//! ([`alike`]). It never joins by its likeness to just any member, so a chain of small changes does not lead from one text to
//! another: a member stands for the story too only when it is unlike those who do and a copy of the first.
//!
//! A story is called by its first document and never called otherwise. When a text is a copy of two stories, they become one:
//! the older name stays and the younger leads to it.
//!
//! What stands for stories may live in memory ([`Stories::place`] alone) or in a database: there the caller asks for the
//! [`keys`] of what arrives, hands what is found to [`Stories::recall`], places the arrivals and writes what [`Placed`] says.

mod alike;
mod common;
mod table;

use std::collections::HashMap;

pub use common::Common;

use crate::fingerprint::Fingerprint;
use alike::Likeness;
use table::Table;

/// Keys that a text is kept under.
pub const KEYS_KEPT: usize = 16;
/// Keys that a text asks by: a long text among cuts of it must ask by more than it is kept under.
pub const KEYS_ASKED: usize = 24;
/// A run of words that so many stories say is no key.
const STORIES_OF_KEY_MAX: u8 = 12;
/// Texts that one is held against.
const COMPARED_MAX: usize = 24;
/// Texts that stand for one story.
pub const STANDING_MAX: u8 = 4;

/// A text that stands for a story, as a database keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The story, as it is called now.
    pub story: u64,
    /// What it says.
    pub fingerprint: Fingerprint,
}

/// Where a text went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// Its story: the number of the story's first document.
    pub story: u64,
    /// It stands for the story from now on and is to be kept under these keys.
    pub keys: Vec<u32>,
    /// Stories that it made part of this one; their names lead here.
    pub merged: Vec<u64>,
}

struct Kept {
    story: u64,
    fingerprint: Fingerprint,
}

/// Stories and who stands for them.
#[derive(Default)]
pub struct Stories {
    kept: Vec<Kept>,
    table: Table,
    /// From a merged story to the one that it is part of.
    led: HashMap<u64, u64>,
    /// How many stand for a story besides its first, and the place of the first among `kept`.
    standing: HashMap<u64, u8>,
    /// What many stories say.
    pub common: Common,
}

/// The keys that a text is kept under or asks by: of all it says, and of its lowest marks that few stories have.
#[must_use]
pub fn keys(fingerprint: &Fingerprint, common: &Common, most: usize) -> Vec<u32> {
    if fingerprint.is_bare() {
        return Vec::new();
    }
    let mut keys = Vec::with_capacity(most + 1);
    keys.push((fingerprint.whole >> 32) as u32);
    let rare = fingerprint.marks.iter().copied().filter(|mark| common.stories(*mark) < STORIES_OF_KEY_MAX);
    keys.extend(rare.take(most));
    keys
}

impl Stories {
    /// How a story is called now.
    #[must_use]
    pub fn called(&self, mut story: u64) -> u64 {
        while let Some(older) = self.led.get(&story) {
            story = *older;
        }
        story
    }

    /// Takes in a text that stands for a story, from where such texts are kept, with the keys that it was found by.
    pub fn recall(&mut self, standing: Standing, found_by: &[u32]) {
        *self.standing.entry(standing.story).or_default() += 1;
        let Standing { story, fingerprint } = standing;
        self.keep(Kept { story, fingerprint }, found_by);
    }

    fn keep(&mut self, kept: Kept, keys: &[u32]) {
        let Ok(place) = u32::try_from(self.kept.len()) else { return };
        self.kept.push(kept);
        keys.iter().for_each(|key| self.table.add(*key, place));
    }

    /// Places a text that arrives. `document` is its number, higher than those of all that came before.
    pub fn place(&mut self, document: u64, fingerprint: Fingerprint) -> Placed {
        if fingerprint.is_bare() {
            return Placed { story: document, ..Placed::default() };
        }
        let mut keys = keys(&fingerprint, &self.common, KEYS_ASKED);
        let copies = self.copies(&fingerprint, &keys);
        keys.truncate(KEYS_KEPT + 1);
        self.common.learn(self.brought(&fingerprint, &copies).into_iter());
        let Some(story) = copies.iter().map(|(_, story, _)| *story).min() else {
            self.standing.insert(document, 1);
            self.keep(Kept { story: document, fingerprint }, &keys);
            return Placed { story: document, keys, merged: Vec::new() };
        };
        let mut merged: Vec<u64> = copies.iter().map(|(_, other, _)| *other).filter(|other| *other != story).collect();
        merged.sort_unstable();
        merged.dedup();
        for younger in &merged {
            self.led.insert(*younger, story);
            let standing = self.standing.remove(younger).unwrap_or(0);
            let all = self.standing.entry(story).or_default();
            *all = all.saturating_add(standing);
        }
        let unlike = copies.iter().all(|(_, _, likeness)| !likeness.is_same());
        let standing = self.standing.entry(story).or_default();
        if !unlike || *standing >= STANDING_MAX {
            return Placed { story, keys: Vec::new(), merged };
        }
        *standing += 1;
        self.keep(Kept { story, fingerprint }, &keys);
        Placed { story, keys, merged }
    }

    /// The marks of a text that its copies do not have.
    fn brought(&self, fingerprint: &Fingerprint, copies: &[(u32, u64, Likeness)]) -> Vec<u32> {
        let had = |mark: &u32| {
            copies.iter().any(|(place, ..)| self.kept[*place as usize].fingerprint.marks.binary_search(mark).is_ok())
        };
        fingerprint.marks.iter().copied().filter(|mark| !had(mark)).collect()
    }

    /// Who stands for a story that the text is a copy of: the place, the story as it is called now, how alike they are.
    fn copies(&self, fingerprint: &Fingerprint, keys: &[u32]) -> Vec<(u32, u64, Likeness)> {
        let mut found: Vec<u32> = Vec::new();
        for key in keys {
            found.extend(self.table.texts(*key));
        }
        found.sort_unstable();
        let mut counted: Vec<(usize, u32)> = found.chunk_by(|a, b| a == b).map(|same| (same.len(), same[0])).collect();
        counted.sort_unstable_by(|a, b| b.cmp(a));
        let mut copies = Vec::new();
        for (_, place) in counted.into_iter().take(COMPARED_MAX) {
            let kept = &self.kept[place as usize];
            let likeness = Likeness::between(fingerprint, &kept.fingerprint, &self.common);
            if let Some(likeness) = likeness.filter(Likeness::is_copy) {
                copies.push((place, self.called(kept.story), likeness));
            }
        }
        copies
    }
}
