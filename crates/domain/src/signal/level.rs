//! How much is said of a topic in the mean of its week, and how far counts scatter around what is expected.

use serde::{Deserialize, Serialize};

use super::{alarm::Mend, grain::Grain, tails};

/// A count counts for the level no further from the expected than so many standard deviations, on both sides: what P. J. Huber
/// ("Robust estimation of a location parameter", 1964) does to outliers. A peak is thereby not learnt as usual.
const PULL_MAX: f64 = 1.0;
/// A single count adds to the scatter at most so many times the variance that is reckoned with.
const SCATTER_PULL_MAX: f64 = 3.0;
/// Scatter that counts of people have at least: they answer each other.
const SCATTER_MIN: f64 = 0.03;
/// The scatter of a topic of which nothing is known, and for how many points that guess stands.
const SCATTER_START: f64 = 0.3;
const SCATTER_DOUBT: f64 = 50.0;
/// Doubt about a level that is one day old, as scatter; it falls with the age.
const YOUNG_SCATTER: f64 = 0.3;
/// A level is new when the recent counts are so many times the old one, or less than one part in so many …
const SHIFT_FACTOR: f64 = 2.0;
/// … and that is no chance.
const SHIFT_SURPRISE: f64 = 3.0;
/// A count pulls the recent mean up to so many times what is expected: a single peak is no new level.
const RECENT_PULL: f64 = 20.0;

/// The mean of the week, one point.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Level {
    sum: f64,
    weight: f64,
    /// Counts and what was expected, of about the last day.
    recent: f64,
    recent_expected: f64,
    /// Points in a row at which the recent counts were those of another level.
    shifted: u32,
}

impl Level {
    pub(super) fn new() -> Self {
        Self { sum: 0.0, weight: 0.0, recent: 0.0, recent_expected: 0.0, shifted: 0 }
    }

    /// What is known, or `count` when nothing is.
    pub(super) fn value(&self, count: f64) -> f64 {
        if self.weight > 0.0 { self.sum / self.weight } else { count }
    }

    /// Learns a count at an hour that counts `factor` times the mean.
    pub(super) fn learn(&mut self, count: f64, factor: f64, scatter: f64, grain: Grain) {
        let keep = (-1.0 / grain.level_half()).exp2();
        let expected = self.value(count) * factor;
        self.sum = self.sum.mul_add(keep, held(count, expected, scatter) / factor);
        self.weight = self.weight.mul_add(keep, 1.0);
        self.follow(count, expected, scatter, grain);
    }

    /// A level that halved for days, or doubled for a week, is the new one. What is loud for some days is a matter that everybody speaks
    /// of, and over before the week is: were it learnt, the usual would stand high for a week after it.
    fn follow(&mut self, count: f64, expected: f64, scatter: f64, grain: Grain) {
        let half = grain.recent_half();
        let keep = (-1.0 / half).exp2();
        self.recent = self.recent.mul_add(keep, count.min(RECENT_PULL.mul_add(expected, RECENT_PULL)));
        self.recent_expected = self.recent_expected.mul_add(keep, expected);
        let factor = self.recent / self.recent_expected.max(f64::MIN_POSITIVE);
        let far = !(SHIFT_FACTOR.recip()..=SHIFT_FACTOR).contains(&factor);
        let sure = tails::surprise(self.recent, self.recent_expected, scatter / half).abs() > SHIFT_SURPRISE;
        self.shifted = if far && sure { self.shifted + 1 } else { 0 };
        let patience = if factor > 1.0 { grain.rise() } else { grain.fall() };
        if self.shifted > patience {
            let level = self.value(count) * factor;
            self.weight = self.weight.min(half);
            self.sum = level * self.weight;
            self.recent_expected = self.recent;
            self.shifted = 0;
        }
    }
}

impl Mend for Level {
    fn mended(self) -> Self {
        let parts = [self.sum, self.weight, self.recent, self.recent_expected];
        if parts.iter().all(|part| part.is_finite() && *part >= 0.0) { self } else { Self::new() }
    }
}

/// The count, drawn to within [`PULL_MAX`] standard deviations of the expected; a handful is never drawn.
pub(super) fn held(count: f64, expected: f64, scatter: f64) -> f64 {
    const HANDFUL: f64 = 2.0;
    let reach = PULL_MAX * (expected + scatter * expected * expected).sqrt();
    count.clamp((expected - reach).max(0.0), (expected + reach).max(HANDFUL))
}

/// How far sums of a number of points scatter beyond chance.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Scatter(f64);

impl Scatter {
    pub(super) fn new() -> Self {
        Self(SCATTER_START)
    }

    /// With the doubt about a level that is `days` old.
    pub(super) fn value(self, days: f64) -> f64 {
        self.0.max(SCATTER_MIN) + YOUNG_SCATTER / days.max(f64::MIN_POSITIVE)
    }

    /// As it was learnt, never under the least.
    pub(super) fn learnt(self) -> f64 {
        self.0.max(SCATTER_MIN)
    }

    /// Learns a sum; `seen` is the number of points so far.
    pub(super) fn learn(&mut self, sum: f64, mean: f64, seen: f64, grain: Grain) {
        let square = mean * mean;
        if square <= 0.0 || !square.is_finite() {
            return;
        }
        let here = ((sum - mean) * (sum - mean) - mean) / square;
        let most = SCATTER_PULL_MAX * (self.0 + mean.recip());
        // Where next to nothing is expected, a count says next to nothing of scatter.
        let sure = mean / (mean + 1.0);
        let weight = sure * (1.0 - (-1.0 / grain.scatter_half()).exp2()).max(1.0 / (seen + SCATTER_DOUBT));
        self.0 = (self.0 + weight * (here.min(most) - self.0)).max(0.0);
    }
}

impl Mend for Scatter {
    fn mended(self) -> Self {
        if self.0.is_finite() && self.0 >= 0.0 { self } else { Self::new() }
    }
}

/// How far single points scatter, weighed by what was expected of them, so that quiet hours do not drown it. For the band.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Width {
    beyond: f64,
    squares: f64,
}

impl Width {
    pub(super) fn new() -> Self {
        Self { beyond: 0.0, squares: 0.0 }
    }

    pub(super) fn value(self) -> f64 {
        if self.squares > 0.0 { (self.beyond / self.squares).max(0.0) } else { SCATTER_START }
    }

    pub(super) fn learn(&mut self, count: f64, expected: f64, grain: Grain) {
        /// Wider than for the scatter: a band that leaves tails out would promise too much.
        const PULL: f64 = 9.0;
        let keep = (-1.0 / grain.scatter_half()).exp2();
        let variance = expected + self.value() * expected * expected;
        let off = ((count - expected) * (count - expected)).min(PULL * variance);
        self.beyond = self.beyond.mul_add(keep, off - expected);
        self.squares = self.squares.mul_add(keep, expected * expected);
    }
}

impl Mend for Width {
    fn mended(self) -> Self {
        if self.beyond.is_finite() && self.squares.is_finite() && self.squares >= 0.0 { self } else { Self::new() }
    }
}
