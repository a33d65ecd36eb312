//! The last points of a series, as many as the longer sum has that is judged.

use serde::{Deserialize, Serialize};

use super::{
    Grain,
    alarm::{Mend, mended},
    point::COUNT_MAX,
};

/// One of the last points; what is missing counts nothing and expects nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Past {
    pub(super) count: f64,
    /// What was expected there.
    #[serde(default)]
    pub(super) expected: f64,
    /// What it is judged against: the expected, or the mean of the week where that is more.
    pub(super) mean: f64,
    /// The mean of the week, one point, as it was known then.
    #[serde(default)]
    pub(super) level: f64,
}

impl Mend for Vec<Past> {
    fn mended(self) -> Self {
        let sensible =
            |past: &Past| [past.count, past.expected, past.mean, past.level].iter().all(|part| (0.0..=COUNT_MAX).contains(part));
        self.into_iter().map(|past| if sensible(&past) { past } else { Past::default() }).collect()
    }
}

/// A ring of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Recent {
    #[serde(deserialize_with = "mended")]
    past: Vec<Past>,
    /// The place of the newest.
    newest: usize,
}

impl Recent {
    /// Nothing yet, of a grain.
    pub(super) fn of(grain: Grain) -> Self {
        Self { past: vec![Past::default(); grain.windows()[1]], newest: 0 }
    }

    /// Takes the next point, `passed` points after the last.
    pub(super) fn keep(&mut self, grain: Grain, newest: Past, passed: f64) {
        let length = grain.windows()[1];
        #[expect(clippy::cast_precision_loss, reason = "at most sixty points")]
        let all = length as f64;
        if passed > all || self.past.len() != length || self.newest >= length {
            *self = Self::of(grain);
        } else {
            let mut missing = passed - 1.0;
            while missing >= 1.0 {
                self.push(Past::default());
                missing -= 1.0;
            }
        }
        self.push(newest);
    }

    fn push(&mut self, past: Past) {
        self.newest = (self.newest + 1) % self.past.len();
        self.past[self.newest] = past;
    }

    /// The point that is `back` points before the newest.
    pub(super) fn back(&self, back: usize) -> Past {
        self.past[(self.newest + self.past.len() - back) % self.past.len()]
    }

    /// What was counted and expected from the point that is `back` points before the newest.
    pub(super) fn sum(&self, back: usize) -> (f64, f64) {
        (0..=back).map(|at| self.back(at)).fold((0.0, 0.0), |sum, past| (sum.0 + past.count, sum.1 + past.expected))
    }

    /// The bytes of memory that it takes beside itself.
    pub(super) fn heap_bytes(&self) -> usize {
        self.past.capacity() * size_of::<Past>()
    }
}
