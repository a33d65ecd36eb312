//! What many stories say: banners, signatures, turns of phrase. It makes nobody a copy of anybody.

use crate::fingerprint::mix;

/// Cells of a row of the count-min sketch (Cormode and Muthukrishnan, 2005), one byte each.
const CELLS: usize = 1 << 20;
/// After so many counts all are halved: what is no longer said is forgotten, and the cells do not fill up.
const COUNTS_BEFORE_HALVING: u32 = 1 << 18;
/// In up to so many stories a run of words counts in full.
const STORIES_IN_FULL: f32 = 4.0;

/// How many of the latest stories each run of words stands in.
pub struct Commonplace {
    rows: [Vec<u8>; 2],
    counted: u32,
}

impl Default for Commonplace {
    fn default() -> Self {
        Self { rows: [vec![0; CELLS], vec![0; CELLS]], counted: 0 }
    }
}

impl Commonplace {
    fn cells(mark: u32) -> [usize; 2] {
        let hash = mix(u64::from(mark));
        [hash as usize % CELLS, (hash >> 32) as usize % CELLS]
    }

    /// In how many stories a run of words was seen lately, at least.
    pub(crate) fn stories(&self, mark: u32) -> u8 {
        let [first, second] = Self::cells(mark);
        self.rows[0][first].min(self.rows[1][second])
    }

    /// What a run of words weighs as a sign of being a copy: 1, and less the more stories say it.
    pub(crate) fn weight(&self, mark: u32) -> f32 {
        let stories = f32::from(self.stories(mark));
        if stories <= STORIES_IN_FULL { 1.0 } else { (STORIES_IN_FULL / stories).powi(2) }
    }

    /// Counts runs of words that a text brings to a story.
    pub fn learn(&mut self, marks: impl Iterator<Item = u32>) {
        for mark in marks {
            let [first, second] = Self::cells(mark);
            self.rows[0][first] = self.rows[0][first].saturating_add(1);
            self.rows[1][second] = self.rows[1][second].saturating_add(1);
            self.counted += 1;
        }
        if self.counted >= COUNTS_BEFORE_HALVING {
            self.counted = 0;
            self.rows.iter_mut().flatten().for_each(|cell| *cell /= 2);
        }
    }
}
