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
mod commonplace;
mod table;

use std::collections::HashMap;

pub use commonplace::Commonplace;
pub use table::Table;

use crate::fingerprint::Fingerprint;
use alike::Likeness;

/// Keys that a text is kept under.
pub const KEYS_KEPT: usize = 16;
/// Keys that a text asks by: a long text among cuts of it must ask by more than it is kept under.
pub const KEYS_ASKED: usize = 24;
/// A run of words that so many stories say is no key.
const STORIES_OF_KEY_MAX: u8 = 6;
/// Texts that one is held against.
const COMPARED_MAX: usize = 24;
/// Two who share one part in so many of what each has of a third say much the same.
const BRIDGE_SHARES: usize = 2;
/// Texts that stand for one story.
pub const STANDING_MAX: u8 = 4;

/// A text that stands for a story, as a database keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The story, as it is called now.
    pub story: u64,
    /// It began a story.
    pub first: bool,
    /// What it says.
    pub fingerprint: Fingerprint,
}

/// Where a text went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// Its story: the number of the story's first document.
    pub story: u64,
    /// It begins the story.
    pub first: bool,
    /// It stands for the story from now on and is to be kept under these keys.
    pub keys: Vec<u32>,
    /// Stories that it made part of this one; their names lead here.
    pub merged: Vec<u64>,
}

struct Kept {
    story: u64,
    /// It began a story.
    first: bool,
    fingerprint: Fingerprint,
}

/// One who stands for a story that a text is a copy of.
struct Copy {
    place: usize,
    /// The story, as it is called now.
    story: u64,
    likeness: Likeness,
}

/// Stories and who stands for them.
#[derive(Default)]
pub struct Stories {
    kept: Vec<Kept>,
    table: Table,
    /// From a merged story to the one that it is part of.
    led: HashMap<u64, u64>,
    /// How many stand for a story.
    standing: HashMap<u64, u8>,
    /// What many stories say.
    pub common: Commonplace,
}

/// The keys that a text is kept under or asks by: of all it says, and of its lowest marks that few stories have.
#[must_use]
pub fn keys(fingerprint: &Fingerprint, common: &Commonplace, most: usize) -> Vec<u32> {
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
    /// No stories yet, and what many others say.
    #[must_use]
    pub fn knowing(common: Commonplace) -> Self {
        Self { kept: Vec::new(), table: Table::default(), led: HashMap::new(), standing: HashMap::new(), common }
    }

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
        let Standing { story, first, fingerprint } = standing;
        self.keep(Kept { story, first, fingerprint }, found_by);
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
        let Some(best) = copies.first() else {
            self.common.learn(fingerprint.marks.iter().copied());
            self.standing.insert(document, 1);
            self.keep(Kept { story: document, first: true, fingerprint }, &keys);
            return Placed { story: document, first: true, keys, merged: Vec::new() };
        };
        let mut stories: Vec<u64> = copies
            .iter()
            .filter(|copy| copy.story == best.story || self.bridges(&fingerprint, best, copy))
            .map(|copy| copy.story)
            .collect();
        stories.sort_unstable();
        stories.dedup();
        let story = stories.remove(0);
        let stands = copies.iter().all(|copy| !copy.likeness.is_same())
            && copies.iter().any(|copy| self.kept[copy.place].first && (copy.story == story || stories.contains(&copy.story)));
        let known = self.kept[best.place].fingerprint.marks.clone();
        self.common.learn(fingerprint.marks.iter().copied().filter(|mark| known.binary_search(mark).is_err()));
        self.lead(&stories, story);
        let standing = self.standing.entry(story).or_default();
        if !stands || *standing >= STANDING_MAX {
            return Placed { story, first: false, keys: Vec::new(), merged: stories };
        }
        *standing += 1;
        self.keep(Kept { story, first: false, fingerprint }, &keys);
        Placed { story, first: false, keys, merged: stories }
    }

    /// Makes stories part of an older one.
    fn lead(&mut self, younger: &[u64], older: u64) {
        for younger in younger {
            self.led.insert(*younger, older);
            let standing = self.standing.remove(younger).unwrap_or(0);
            let all = self.standing.entry(older).or_default();
            *all = all.saturating_add(standing);
        }
    }

    /// Whether a text that is a copy of two makes one story of theirs. Either they say much the same themselves, or they are the two
    /// ends of it, each whole and neither heard elsewhere: a banner is heard elsewhere.
    fn bridges(&self, fingerprint: &Fingerprint, one: &Copy, other: &Copy) -> bool {
        let parts = [one, other].map(|copy| {
            let theirs = &self.kept[copy.place].fingerprint.marks;
            fingerprint.marks.iter().copied().filter(|mark| theirs.binary_search(mark).is_ok()).collect::<Vec<u32>>()
        });
        let both = parts[0].iter().filter(|mark| parts[1].binary_search(mark).is_ok()).count();
        let least = parts[0].len().min(parts[1].len()).max(1);
        if both * BRIDGE_SHARES >= least {
            return true;
        }
        let unheard = |part: &[u32]| part.iter().filter(|mark| self.common.stories(**mark) <= 1).count() * 2 > part.len();
        [one, other].iter().all(|copy| copy.likeness.is_piece()) && parts.iter().all(|part| unheard(part))
    }

    /// Who stands for a story that the text is a copy of, the most alike first, the oldest of those that are as much alike.
    fn copies(&self, fingerprint: &Fingerprint, keys: &[u32]) -> Vec<Copy> {
        std::hint::black_box(keys.iter().fold(0, |some, key| some ^ self.table.ask(*key)));
        let mut found: Vec<u32> = Vec::with_capacity(keys.len() * 2);
        for key in keys {
            found.extend(self.table.texts(*key));
        }
        found.sort_unstable();
        let mut counted: Vec<(usize, u32)> = found.chunk_by(|a, b| a == b).map(|same| (same.len(), same[0])).collect();
        counted.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        counted.truncate(COMPARED_MAX);
        // The texts lie far apart in memory, and their marks again elsewhere: all are asked for before the first is compared.
        let marks = |(_, place): &(usize, u32)| &self.kept[*place as usize].fingerprint.marks;
        std::hint::black_box(counted.iter().fold(0, |some, one| some ^ marks(one).len()));
        std::hint::black_box(counted.iter().filter_map(|one| marks(one).first()).fold(0, |some, mark| some ^ mark));
        let mut copies = Vec::new();
        for (_, place) in counted {
            let place = place as usize;
            let kept = &self.kept[place];
            let likeness = Likeness::between(fingerprint, &kept.fingerprint, &self.common);
            if let Some(likeness) = likeness.filter(Likeness::is_copy) {
                copies.push(Copy { place, story: self.called(kept.story), likeness });
            }
        }
        copies.sort_by(|a, b| b.likeness.rank().total_cmp(&a.likeness.rank()).then(a.story.cmp(&b.story)));
        copies
    }
}
