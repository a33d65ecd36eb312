//! How much an episode looks like a bad buzz: a number from 0 to 100 with an open formula.
//!
//! Each part is a share `u` from 0 to 1 of what would be grave, weighed in points that sum to 100:
//!
//! | part | points | `u` |
//! |---|---|---|
//! | volume | 25 | log₂(count ÷ upper bound of the expected) ÷ 4: sixteen times as much is all of it |
//! | negative | 30 | (lower bound of the share of negative − usual share) ÷ 0.4 |
//! | speed | 15 | log₂((last hour + 1) ÷ (hour before + 1)) ÷ 3: eight times as much within an hour is all of it |
//! | spread | 10 | log₂(sites ÷ usual sites) ÷ 3: eight times as many is all of it |
//! | authors | 10 | log₂(authors) ÷ log₂(100): one voice is nothing, a hundred are all of it |
//! | reach | 10 | log₁₀(reach) ÷ 6: a million is all of it |
//!
//! What is not known (reach, or the tone) is left out and the others are scaled up to 100. A peak that is not more negative than
//! usual is no bad buzz: all parts are multiplied by a factor from 0.3 (the lower bound of the share of negative is not above the
//! usual share) to 1 (it is a fifth above). When the tone is not known, the factor is 0.6.

use serde::{Deserialize, Serialize};

use super::Evidence;

/// What the factor is when nothing is more negative than usual …
const CALM_FACTOR: f64 = 0.3;
/// … and when the tone is not known.
const UNKNOWN_FACTOR: f64 = 0.6;
/// The lower bound of the share of negative above the usual share at which the factor is 1 …
const FULL_FACTOR_EXCESS: f64 = 0.2;
/// … and at which the part of negative is full.
const FULL_NEGATIVE_EXCESS: f64 = 0.4;

/// What a part of the score measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// How far beyond the expected.
    Volume,
    /// How much more negative than usual, by the lower bound.
    Negative,
    /// How fast it grows.
    Speed,
    /// On how many more sites than usual.
    Spread,
    /// By how many voices.
    Authors,
    /// How many people it reaches.
    Reach,
}

/// One part of the score.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// What it measures.
    pub kind: PartKind,
    /// The points that it adds; the points of all parts sum to the score.
    pub points: f64,
    /// The most that it can add here.
    pub most: f64,
}

/// The score with its parts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Buzz {
    /// From 0 to 100.
    pub score: f64,
    /// What every part was multiplied by for the tone, from 0.3 to 1.
    pub factor: f64,
    /// The parts that are known.
    pub parts: Vec<Part>,
}

/// What the score needs to know beside the evidence.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// The count of the strongest point, and the upper bound of what was expected there.
    pub count: f64,
    /// The upper bound of what was expected there.
    pub high: f64,
    /// The topic's usual share of negative.
    pub usual_negative: f64,
    /// The topic's usual number of sites within the same time.
    pub usual_sites: f64,
}

impl Buzz {
    /// Reckons it.
    #[must_use]
    pub fn of(told: &Told, evidence: &Evidence) -> Self {
        let tone = (evidence.judged > 0).then(|| share(evidence.negative_bounds.0 - told.usual_negative, 1.0));
        let factor = tone.map_or(UNKNOWN_FACTOR, |excess| CALM_FACTOR + (1.0 - CALM_FACTOR) * share(excess, FULL_FACTOR_EXCESS));
        let (last, before) = evidence.last_hour;
        let speed = share((f64::from(last) + 1.0).log2() - (f64::from(before) + 1.0).log2(), 3.0);
        let spread = share((f64::from(evidence.sites_count) / told.usual_sites.max(1.0)).log2(), 3.0);
        let authors = (evidence.authors_count > 0).then(|| share(f64::from(evidence.authors_count).log2(), 100_f64.log2()));
        #[expect(clippy::cast_precision_loss, reason = "its logarithm is taken")]
        let reach = evidence.reach.map(|reach| share((reach as f64).log10(), 6.0));
        let known: Vec<(PartKind, f64, f64)> = [
            (PartKind::Volume, 25.0, Some(share((told.count / told.high.max(1.0)).log2(), 4.0))),
            (PartKind::Negative, 30.0, tone.map(|excess| share(excess, FULL_NEGATIVE_EXCESS))),
            (PartKind::Speed, 15.0, Some(speed)),
            (PartKind::Spread, 10.0, Some(spread)),
            (PartKind::Authors, 10.0, authors),
            (PartKind::Reach, 10.0, reach),
        ]
        .into_iter()
        .filter_map(|(kind, most, part)| Some((kind, most, part?)))
        .collect();
        let all: f64 = known.iter().map(|(_, most, _)| most).sum();
        let part = |(kind, most, part): (PartKind, f64, f64)| {
            let most = most * 100.0 / all;
            Part { kind, points: most * part * factor, most }
        };
        let parts: Vec<Part> = known.into_iter().map(part).collect();
        let score = parts.iter().map(|part| part.points).sum::<f64>().clamp(0.0, 100.0);
        Self { score, factor, parts }
    }
}

/// `value` of `full`, from 0 to 1; what is no number is nothing.
fn share(value: f64, full: f64) -> f64 {
    let share = value / full;
    if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOLD: Told = Told { count: 160.0, high: 10.0, usual_negative: 0.1, usual_sites: 2.0 };

    fn evidence(negative: u32, judged: u32) -> Evidence {
        Evidence {
            negative,
            judged,
            negative_bounds: crate::proportion::wilson_95_of(f64::from(negative), f64::from(judged)),
            sites_count: 16,
            authors_count: 100,
            last_hour: (79, 9),
            reach: Some(1_000_000),
            ..Evidence::default()
        }
    }

    #[test]
    fn the_worst_is_a_hundred_and_praise_is_little() {
        let worst = Buzz::of(&TOLD, &evidence(900, 1000));
        assert!((worst.score - 100.0).abs() < 1e-9, "{worst:?}");
        let praise = Buzz::of(&TOLD, &evidence(10, 1000));
        assert!(praise.score < 25.0 && (praise.factor - 0.3).abs() < 1e-9, "{praise:?}");
    }

    #[test]
    fn few_negative_words_weigh_less_than_many_with_the_same_share() {
        assert!(Buzz::of(&TOLD, &evidence(3, 5)).score < Buzz::of(&TOLD, &evidence(60, 100)).score);
    }

    #[test]
    fn the_points_sum_to_the_score_and_what_is_not_known_is_left_out() {
        let without = Evidence { reach: None, ..evidence(500, 1000) };
        let buzz = Buzz::of(&TOLD, &without);
        assert_eq!(buzz.parts.len(), 5);
        assert!((buzz.parts.iter().map(|part| part.points).sum::<f64>() - buzz.score).abs() < 1e-9);
        assert!((buzz.parts.iter().map(|part| part.most).sum::<f64>() - 100.0).abs() < 1e-9);
    }

    #[test]
    fn nonsense_stays_within_bounds() {
        let told = Told { count: f64::NAN, high: f64::INFINITY, usual_negative: f64::NAN, usual_sites: f64::NAN };
        let buzz = Buzz::of(&told, &Evidence::default());
        assert!((0.0..=100.0).contains(&buzz.score));
    }
}
