//! The cells of the rollups: what each of their numbers counts.

use std::collections::BTreeMap;

/// One number of the rollups: what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cell<'a> {
    /// The topic, or 0 for any.
    pub(crate) topic: i64,
    /// Hours since 1970, UTC.
    pub(crate) hour: i64,
    pub(crate) kind: &'a str,
    pub(crate) language: &'a str,
    pub(crate) sentiment: &'a str,
}

/// Which cells of an hour are counted: those with these words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CellsOf<'a> {
    /// What sort of place.
    pub kind: Option<&'a str>,
    /// What it is written in; empty for not known.
    pub language: Option<&'a str>,
    /// What it was felt to be; empty for not read.
    pub sentiment: Option<&'a str>,
}

/// What is added to a row of the rollups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counted {
    /// Mentions.
    pub mentions: i64,
    /// Of these, the first of their stories.
    pub stories: i64,
}

impl std::ops::AddAssign for Counted {
    fn add_assign(&mut self, other: Self) {
        self.mentions += other.mentions;
        self.stories += other.stories;
    }
}

/// What is added, by cell.
pub(crate) type RollupCounts<'a> = BTreeMap<Cell<'a>, Counted>;
