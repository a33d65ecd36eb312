//! What may be spent at a network in a month, and in what time a quota is counted.

use jiff::{SignedDuration, Timestamp, civil::time, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::{network::Quota, post::Gravity};

/// What a workspace may spend at a network in a month of its wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    /// The most, millionths of a United States dollar; at least 1.
    pub micros: u64,
    /// Whether what would go beyond is held, or only told.
    pub over: Gravity,
}

impl Budget {
    /// Whether so much more fits in, after what is spent.
    #[must_use]
    pub const fn fits(self, spent: u64, more: u64) -> bool {
        spent.saturating_add(more) <= self.micros
    }

    /// How much of it an amount is, per cent, rounded down: less than all is never told as all.
    #[must_use]
    pub fn share(self, amount: u64) -> u64 {
        let share = u128::from(amount) * 100 / u128::from(self.micros.max(1));
        u64::try_from(share).unwrap_or(u64::MAX)
    }
}

/// The month on the wall of a zone that a moment is in: its first moment, and that of the next.
#[must_use]
pub fn month(at: Timestamp, zone: &TimeZone) -> (Timestamp, Timestamp) {
    let first = zone.to_datetime(at).date().first_of_month();
    let next = first.last_of_month().tomorrow().unwrap_or(first);
    let begins = |day: jiff::civil::Date| zone.to_timestamp(day.to_datetime(time(0, 0, 0, 0))).unwrap_or(at);
    (begins(first), begins(next))
}

/// Since when a quota is counted at a moment, and when it begins anew: at a midnight, or never at once where it counts back.
#[must_use]
pub fn window(quota: &Quota, at: Timestamp) -> (Timestamp, Option<Timestamp>) {
    let length = SignedDuration::from_secs(i64::try_from(quota.seconds).unwrap_or(i64::MAX));
    let back = at.saturating_sub(length).unwrap_or(Timestamp::MIN);
    let Some(zone) = quota.zone.and_then(|zone| TimeZone::get(zone).ok()) else { return (back, None) };
    let today = zone.to_datetime(at).date();
    let begins = |day: jiff::civil::Date| zone.to_timestamp(day.to_datetime(time(0, 0, 0, 0))).ok();
    (begins(today).unwrap_or(back), today.tomorrow().ok().and_then(begins))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_is_one_of_the_wall() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let (from, to) = month(at("2026-10-31T23:30:00Z"), &paris);
        assert_eq!((from, to), (at("2026-10-31T23:00:00Z"), at("2026-11-30T23:00:00Z")), "half past midnight in November");
        let (from, to) = month(at("2026-03-15T12:00:00Z"), &paris);
        assert_eq!((from, to), (at("2026-02-28T23:00:00Z"), at("2026-03-31T22:00:00Z")), "summer begins within");
    }

    #[test]
    fn a_quota_counts_from_its_midnight_or_back_from_now() {
        let rolls = Quota { unit: "posts", amount: 50, per_post: 1, seconds: 86_400, zone: None, is_shared: false };
        assert_eq!(window(&rolls, at("2026-11-22T10:00:00Z")), (at("2026-11-21T10:00:00Z"), None));
        let daily = Quota { zone: Some("America/Los_Angeles"), ..rolls };
        // The clocks of California went back in the night of the first of November.
        assert_eq!(window(&daily, at("2026-11-01T10:00:00Z")), (at("2026-11-01T07:00:00Z"), Some(at("2026-11-02T08:00:00Z"))));
    }

    #[test]
    fn less_than_all_is_never_told_as_all() {
        let budget = Budget { micros: 10_000_000, over: Gravity::Stops };
        assert_eq!(budget.share(6_199_999), 61);
        assert_eq!(budget.share(9_999_999), 99);
        assert!(budget.fits(9_800_000, 200_000) && !budget.fits(9_800_001, 200_000));
    }

    proptest! {
        #[test]
        fn what_fits_is_at_most_all_of_it(micros in 1_u64..u64::MAX, spent: u64, more: u64) {
            let budget = Budget { micros, over: Gravity::Warns };
            prop_assert!(!budget.fits(spent, more) || budget.share(spent.saturating_add(more)) <= 100);
        }
    }
}
