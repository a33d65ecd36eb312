//! The rhythm of a topic's week: how much is said at each hour, against the mean of the week.

use serde::{Deserialize, Serialize};

const DAY_HOURS: usize = 24;
/// Hours of a week.
pub(super) const WEEK_HOURS: usize = 7 * DAY_HOURS;
/// An hour of the day is believed half when it was seen so many times.
const HOUR_DOUBT: f64 = 4.0;
/// An hour of the week is believed half, against the same hour of other days, when it was seen so many times.
const SLOT_DOUBT: f64 = 4.0;
/// Half of what is known of an hour was learnt on its last so many days or weeks.
const HOUR_HALF: f64 = 84.0;
const SLOT_HALF: f64 = 12.0;
/// The least and the most that an hour may count for against the mean.
const FACTOR_MIN: f64 = 0.02;
const FACTOR_MAX: f64 = 20.0;

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Hour {
    /// Sum of the shares of the level that were seen.
    sum: f32,
    /// How often.
    visits: f32,
}

impl Hour {
    fn share(self, doubt: f64, otherwise: f64) -> f64 {
        (f64::from(self.sum) + doubt * otherwise) / (f64::from(self.visits) + doubt)
    }

    #[expect(clippy::cast_possible_truncation, reason = "seven digits are enough for a rhythm")]
    fn learn(&mut self, share: f64, visit: f64, half: f64) {
        let keep = (-visit / half).exp2();
        self.sum = (f64::from(self.sum) * keep + share * visit) as f32;
        self.visits = (f64::from(self.visits) * keep + visit) as f32;
    }
}

/// What is known of a topic's week. Hours that were seen rarely lean on the same hour of other days, those on the mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "Vec<Hour>", into = "Vec<Hour>")]
pub(super) struct Week {
    days: [Hour; DAY_HOURS],
    slots: [Hour; WEEK_HOURS],
}

impl Week {
    pub(super) fn new() -> Self {
        Self { days: [Hour::default(); DAY_HOURS], slots: [Hour::default(); WEEK_HOURS] }
    }

    /// How much is said at this hour of the week against the mean, smoothed over its neighbours.
    pub(super) fn factor(&self, hour: usize) -> f64 {
        let hour = hour % WEEK_HOURS;
        let of_day = smooth(hour % DAY_HOURS, DAY_HOURS, |at| self.days[at].share(HOUR_DOUBT, 1.0));
        smooth(hour, WEEK_HOURS, |at| self.slots[at].share(SLOT_DOUBT, of_day)).clamp(FACTOR_MIN, FACTOR_MAX)
    }

    /// Learns that `share` times the level was seen; `visit` is what that weighs, 1 for a whole hour that is sure.
    pub(super) fn learn(&mut self, hour: usize, share: f64, visit: f64) {
        let hour = hour % WEEK_HOURS;
        self.days[hour % DAY_HOURS].learn(share, visit, HOUR_HALF);
        self.slots[hour].learn(share, visit, SLOT_HALF);
    }
}

fn smooth(at: usize, of: usize, value: impl Fn(usize) -> f64) -> f64 {
    0.25 * value((at + of - 1) % of) + 0.5 * value(at) + 0.25 * value((at + 1) % of)
}

impl From<Week> for Vec<Hour> {
    fn from(week: Week) -> Self {
        [&week.days[..], &week.slots[..]].concat()
    }
}

impl From<Vec<Hour>> for Week {
    /// What is missing is not known yet; what makes no sense is forgotten.
    fn from(kept: Vec<Hour>) -> Self {
        let mut week = Self::new();
        let sensible = |hour: &&Hour| hour.sum.is_finite() && hour.visits.is_finite() && hour.sum >= 0.0 && hour.visits >= 0.0;
        for (place, hour) in kept.iter().enumerate().filter(|(_, hour)| sensible(hour)) {
            let slot = if place < DAY_HOURS { week.days.get_mut(place) } else { week.slots.get_mut(place - DAY_HOURS) };
            if let Some(slot) = slot {
                *slot = *hour;
            }
        }
        week
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_that_was_seen_is_believed_and_one_that_was_not_leans_on_its_day() {
        let mut week = Week::new();
        assert!((week.factor(5) - 1.0).abs() < 1e-6);
        for _ in 0..30 {
            for hour in 0..WEEK_HOURS - DAY_HOURS {
                week.learn(hour, if hour % DAY_HOURS >= 12 { 1.8 } else { 0.2 }, 1.0);
            }
        }
        assert!(week.factor(5) < 0.35 && week.factor(18) > 1.6);
        // The last day was never seen, and still has its night and its noon.
        assert!(week.factor(WEEK_HOURS - 20) < 0.4 && week.factor(WEEK_HOURS - 6) > 1.5);
    }
}
