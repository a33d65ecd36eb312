//! Groupings held against each other, pair by pair.

use std::collections::HashMap;

/// Pairs that a grouping makes, that another makes, and that both make.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Pairs {
    pub found: u64,
    pub wanted: u64,
    pub both: u64,
}

impl Pairs {
    /// Holds the group of each text, as it was found, against the group as it is wanted.
    pub(crate) fn of(found: &[u64], wanted: &[u64]) -> Self {
        let together: Vec<(u64, u64)> = found.iter().copied().zip(wanted.iter().copied()).collect();
        Self { found: count(found), wanted: count(wanted), both: count(&together) }
    }

    pub(crate) fn precision(&self) -> f64 {
        self.both as f64 / self.found.max(1) as f64
    }

    pub(crate) fn recall(&self) -> f64 {
        self.both as f64 / self.wanted.max(1) as f64
    }

    pub(crate) fn f1(&self) -> f64 {
        2.0 * self.both as f64 / (self.found + self.wanted).max(1) as f64
    }
}

impl std::ops::AddAssign for Pairs {
    fn add_assign(&mut self, other: Self) {
        self.found += other.found;
        self.wanted += other.wanted;
        self.both += other.both;
    }
}

fn count<T: std::hash::Hash + Eq>(groups: &[T]) -> u64 {
    let mut sizes: HashMap<&T, u64> = HashMap::new();
    groups.iter().for_each(|group| *sizes.entry(group).or_default() += 1);
    sizes.values().map(|size| size * (size - 1) / 2).sum()
}

/// The groups that pairs make: each text is called by the first of its group.
pub(crate) struct Groups(Vec<usize>);

impl Groups {
    pub(crate) fn new(texts: usize) -> Self {
        Self((0..texts).collect())
    }

    pub(crate) fn of(&mut self, text: usize) -> usize {
        let mut at = text;
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    pub(crate) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        self.0[a.max(b)] = a.min(b);
    }

    pub(crate) fn all(mut self) -> Vec<u64> {
        (0..self.0.len()).map(|text| self.of(text) as u64).collect()
    }
}

/// The stories of texts in the order of their arrival, as they are called in the end.
pub(crate) fn stories<'a>(texts: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<u64> {
    let mut stories = text::stories::Stories::default();
    let placed: Vec<u64> = (0..)
        .zip(texts)
        .map(|(number, (title, body))| stories.place(number, text::fingerprint::of_document(title, body)).story)
        .collect();
    placed.into_iter().map(|story| stories.called(story)).collect()
}
