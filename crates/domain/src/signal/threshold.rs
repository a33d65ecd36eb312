//! How unusual something has to be before somebody is told: the least surprise that keeps alarms within what people can bear.
//!
//! The threshold follows the number of alarms: each one raises it, time lowers it, so that in the long run there are
//! [`ALARMS_A_WEEK`]. This is the online quantile tracking of I. Gibbs and E. Candès, "Adaptive Conformal Inference Under
//! Distribution Shift" (2021), on a logarithmic scale: what the counts of a topic are distributed like need not be known.

use serde::{Deserialize, Serialize};

use super::{Grain, alarm::Mend};

/// How many alarms a week a topic may raise in the long run, at one grain.
const ALARMS_A_WEEK: f64 = 1.5;
/// An alarm raises the logarithm of the threshold by so much: 28 %.
const RISE: f64 = 0.25;
/// The threshold of a topic of which nothing is known, in standard deviations.
const START: f64 = 5.0;
/// It never falls under this, however calm it was.
const FLOOR: f64 = 4.0;
/// Nor rises over this.
const CEILING: f64 = 60.0;
/// "Useful" makes the threshold a tenth lower, "noise" makes it higher by more than that: a false alarm costs attention.
const USEFUL_FACTOR: f64 = 0.9;
const NOISE_FACTOR: f64 = 1.15;
/// What feedback may do in all.
const FACTOR_MIN: f64 = 0.7;
const FACTOR_MAX: f64 = 1.6;

/// What somebody said of an alarm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Feedback {
    /// It was good to know.
    Useful,
    /// It was not worth telling.
    Noise,
}

/// The threshold of one topic at one grain.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Threshold {
    /// The natural logarithm of it, before feedback.
    log: f64,
    /// What feedback made of it.
    factor: f64,
}

impl Default for Threshold {
    fn default() -> Self {
        Self { log: START.ln(), factor: 1.0 }
    }
}

impl Threshold {
    /// In standard deviations.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.log.exp() * self.factor
    }

    /// What feedback made of it: 1 is nothing, under 1 is more alarms, over 1 is fewer.
    #[must_use]
    pub fn factor(&self) -> f64 {
        self.factor
    }

    /// Learns from what somebody said of an alarm; bounded, so that no series of clicks makes a topic deaf or shrill.
    pub fn learn(&mut self, feedback: Feedback) {
        let factor = match feedback {
            Feedback::Useful => USEFUL_FACTOR,
            Feedback::Noise => NOISE_FACTOR,
        };
        self.factor = (self.factor * factor).clamp(FACTOR_MIN, FACTOR_MAX);
    }

    /// Takes all that was ever said, instead of what it had learnt of it.
    pub fn relearn(&mut self, feedback: &[Feedback]) {
        self.factor = 1.0;
        feedback.iter().for_each(|one| self.learn(*one));
    }

    pub(super) fn pass(&mut self, grain: Grain, points: f64) {
        self.log = (self.log - RISE * ALARMS_A_WEEK * grain.weeks() * points).max(FLOOR.ln());
    }

    pub(super) fn alarmed(&mut self) {
        self.log = (self.log + RISE).min(CEILING.ln());
    }
}

impl Mend for Threshold {
    fn mended(mut self) -> Self {
        let sensible =
            |value: f64, low: f64, high: f64, otherwise: f64| if value.is_finite() { value.clamp(low, high) } else { otherwise };
        self.log = sensible(self.log, FLOOR.ln(), CEILING.ln(), START.ln());
        self.factor = sensible(self.factor, FACTOR_MIN, FACTOR_MAX, 1.0);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alarms_raise_it_time_lowers_it_and_the_floor_holds() {
        let mut threshold = Threshold::default();
        threshold.alarmed();
        let raised = threshold.value();
        assert!(raised > START * 1.2);
        threshold.pass(Grain::HOUR, 168.0 * 52.0);
        assert!((threshold.value() - FLOOR).abs() < 1e-9);
        (0..100).for_each(|_| threshold.alarmed());
        assert!(threshold.value() <= CEILING + 1e-9);
    }

    #[test]
    fn feedback_moves_it_within_bounds() {
        let (mut kind, mut strict) = (Threshold::default(), Threshold::default());
        (0..50).for_each(|_| kind.learn(Feedback::Useful));
        (0..50).for_each(|_| strict.learn(Feedback::Noise));
        assert!((kind.factor() - FACTOR_MIN).abs() < 1e-9 && (strict.factor() - FACTOR_MAX).abs() < 1e-9);
        assert!(kind.value() < Threshold::default().value() && strict.value() > Threshold::default().value());
    }
}
