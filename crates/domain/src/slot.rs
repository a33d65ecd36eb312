//! When a channel publishes: its slots of the week, and the next one that is free.
//!
//! A slot is a weekday and a minute on the clock of the wall, in the workspace's time zone, so that daylight saving does not
//! move it for those who read. On the two days a year when the clock is changed there is one rule, the one of RFC 5545,
//! section 3.3.5, which jiff calls *compatible*: a time that the clock jumps over (02:30 in spring) becomes as much later as the
//! clock jumped (03:30), and of a time that comes twice (02:30 in autumn) the first is meant.

use std::collections::BTreeSet;

use jiff::{
    Timestamp,
    civil::{Date, Time, Weekday},
    tz::TimeZone,
};

/// Slots that one channel may have: one every half hour of the week.
pub const SLOTS_PER_CHANNEL_MAX: usize = 7 * 48;
/// How far ahead a free slot is looked for, in days.
pub const SLOT_SEARCH_DAYS_MAX: i32 = 731;
/// Slots that are found at once.
pub const SLOTS_FOUND_MAX: usize = 1_000;
/// Minutes of a day on the wall.
const MINUTES_OF_DAY: u16 = 24 * 60;

/// A moment of the week at which a channel publishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    weekday: Weekday,
    minute: u16,
}

impl Slot {
    /// The slot on that weekday, `minute` minutes after midnight on the wall (0 to 1,439); none beyond.
    #[must_use]
    pub fn new(weekday: Weekday, minute: u16) -> Option<Self> {
        (minute < MINUTES_OF_DAY).then_some(Self { weekday, minute })
    }

    /// Its day of the week.
    #[must_use]
    pub const fn weekday(self) -> Weekday {
        self.weekday
    }

    /// Minutes after midnight on the wall, 0 to 1,439.
    #[must_use]
    pub const fn minute(self) -> u16 {
        self.minute
    }

    /// Its time on the wall.
    #[must_use]
    pub fn time(self) -> Time {
        let part = |number: u16| i8::try_from(number).unwrap_or_default();
        Time::new(part(self.minute / 60), part(self.minute % 60), 0, 0).unwrap_or_else(|_| Time::midnight())
    }

    /// The moment of this slot on `date`, if that is its weekday.
    fn on(self, date: Date, zone: &TimeZone) -> Option<Timestamp> {
        if date.weekday() != self.weekday {
            return None;
        }
        zone.to_timestamp(date.to_datetime(self.time())).ok()
    }
}

/// The first moment of a slot, later than `after`, in whose minute nothing of `taken` stands. None when there are no slots or all
/// of the next [`SLOT_SEARCH_DAYS_MAX`] days are taken.
#[must_use]
pub fn next_free(slots: &[Slot], zone: &TimeZone, taken: &[Timestamp], after: Timestamp) -> Option<Timestamp> {
    next_free_several(slots, zone, taken, after, 1).first().copied()
}

/// The next `count` free moments in their order, at most [`SLOTS_FOUND_MAX`]; fewer when fewer are free. Two slots that daylight
/// saving puts at one moment (02:30 and 03:30 on a Sunday in spring) are one.
#[must_use]
pub fn next_free_several(slots: &[Slot], zone: &TimeZone, taken: &[Timestamp], after: Timestamp, count: usize) -> Vec<Timestamp> {
    let taken: BTreeSet<i64> = taken.iter().copied().map(minute_of).collect();
    let count = count.min(SLOTS_FOUND_MAX);
    let mut found: Vec<Timestamp> = Vec::new();
    let Ok(mut day) = zone.to_datetime(after).date().yesterday() else { return found };
    // A day of a slot that the calendar of a place left out becomes the day after, so that two days are sorted together.
    let mut ahead: BTreeSet<Timestamp> = BTreeSet::new();
    for _ in 0..=SLOT_SEARCH_DAYS_MAX {
        let tomorrow = day.tomorrow().ok();
        for date in [Some(day), tomorrow].into_iter().flatten() {
            ahead.extend(slots.iter().filter_map(|slot| slot.on(date, zone)));
        }
        let later = tomorrow.and_then(|date| zone.to_timestamp(date.to_datetime(Time::midnight())).ok());
        while let Some(at) = ahead.first().copied().filter(|at| later.is_none_or(|later| *at < later)) {
            ahead.pop_first();
            let is_new = found.last().is_none_or(|last| *last < at);
            if at > after && is_new && !taken.contains(&minute_of(at)) {
                found.push(at);
            }
            if found.len() >= count {
                found.truncate(count);
                return found;
            }
        }
        let Some(tomorrow) = tomorrow else { break };
        day = tomorrow;
    }
    found
}

/// The minute that a moment lies in, counted from 1970.
fn minute_of(at: Timestamp) -> i64 {
    at.as_second().div_euclid(60)
}

#[cfg(test)]
mod tests {
    use jiff::civil::Weekday::*;
    use proptest::prelude::*;

    use super::*;

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).unwrap()
    }

    fn slot(weekday: Weekday, hour: u16, minute: u16) -> Slot {
        Slot::new(weekday, hour * 60 + minute).unwrap()
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn check(slots: &[Slot], place: &str, taken: &[&str], after: &str, expect: &[&str]) {
        let taken: Vec<_> = taken.iter().map(|text| at(text)).collect();
        let expect: Vec<_> = expect.iter().map(|text| at(text)).collect();
        let found = next_free_several(slots, &zone(place), &taken, at(after), expect.len().max(1));
        assert_eq!(found, expect, "{slots:?} in {place} after {after}");
        assert_eq!(next_free(slots, &zone(place), &taken, at(after)), expect.first().copied());
    }

    #[test]
    fn a_slot_is_within_a_day() {
        assert_eq!(Slot::new(Monday, 1_440), None);
        assert_eq!(slot(Monday, 23, 59).time().to_string(), "23:59:00");
    }

    #[test]
    fn the_next_slot_is_the_first_that_is_free_and_later() {
        let week = [slot(Thursday, 18, 0), slot(Tuesday, 9, 0)];
        let paris = "Europe/Paris";
        check(
            &week,
            paris,
            &[],
            "2026-01-05T00:00:00Z",
            &["2026-01-06T08:00:00Z", "2026-01-08T17:00:00Z", "2026-01-13T08:00:00Z"],
        );
        // At the slot itself it is too late for it.
        check(&week, paris, &[], "2026-01-06T08:00:00Z", &["2026-01-08T17:00:00Z"]);
        check(&week, paris, &["2026-01-06T08:00:59Z"], "2026-01-05T00:00:00Z", &["2026-01-08T17:00:00Z"]);
        check(&week, paris, &["2026-01-06T08:01:00Z"], "2026-01-05T00:00:00Z", &["2026-01-06T08:00:00Z"]);
        check(&[], paris, &[], "2026-01-05T00:00:00Z", &[]);
    }

    #[test]
    fn daylight_saving_moves_no_slot() {
        for (place, after, expect) in [
            ("Europe/Paris", "2026-03-22T12:00:00Z", ["2026-03-29T07:00:00Z", "2026-04-05T07:00:00Z"]),
            ("Europe/Paris", "2026-10-18T12:00:00Z", ["2026-10-25T08:00:00Z", "2026-11-01T08:00:00Z"]),
            ("Europe/Paris", "2027-03-21T12:00:00Z", ["2027-03-28T07:00:00Z", "2027-04-04T07:00:00Z"]),
            ("America/New_York", "2026-03-01T18:00:00Z", ["2026-03-08T13:00:00Z", "2026-03-15T13:00:00Z"]),
            ("America/New_York", "2026-10-25T18:00:00Z", ["2026-11-01T14:00:00Z", "2026-11-08T14:00:00Z"]),
        ] {
            check(&[slot(Sunday, 9, 0)], place, &[], after, &expect);
        }
    }

    #[test]
    fn a_time_that_is_jumped_over_comes_later_and_one_that_comes_twice_comes_first() {
        let night = [slot(Sunday, 2, 30)];
        check(&night, "Europe/Paris", &[], "2026-03-28T00:00:00Z", &["2026-03-29T01:30:00Z"]);
        check(&night, "Europe/Paris", &[], "2026-10-24T00:00:00Z", &["2026-10-25T00:30:00Z", "2026-11-01T01:30:00Z"]);
        check(&night, "America/New_York", &[], "2026-03-07T00:00:00Z", &["2026-03-08T07:30:00Z"]);
        // Between the first 02:30 and the second one the slot is over.
        check(&night, "Europe/Paris", &[], "2026-10-25T00:45:00Z", &["2026-11-01T01:30:00Z"]);
        let both = [slot(Sunday, 2, 30), slot(Sunday, 3, 30)];
        check(&both, "Europe/Paris", &[], "2026-03-28T00:00:00Z", &["2026-03-29T01:30:00Z", "2026-04-05T00:30:00Z"]);
    }

    #[test]
    fn a_day_that_the_calendar_left_out_is_the_day_after() {
        // Samoa had no 30 December 2011.
        let days = [slot(Friday, 9, 0), slot(Saturday, 8, 0)];
        check(&days, "Pacific/Apia", &[], "2011-12-29T20:00:00Z", &["2011-12-30T18:00:00Z", "2011-12-30T19:00:00Z"]);
    }

    #[test]
    fn a_full_calendar_has_no_free_slot() {
        let slots = [slot(Monday, 9, 0)];
        let utc = TimeZone::UTC;
        let taken = next_free_several(&slots, &utc, &[], at("2026-01-01T00:00:00Z"), SLOTS_FOUND_MAX);
        assert_eq!(taken.len(), 104);
        assert_eq!(next_free(&slots, &utc, &taken, at("2026-01-01T00:00:00Z")), None);
        assert_eq!(next_free(&slots, &utc, &[], Timestamp::MAX), None);
        assert!(next_free(&slots, &utc, &[], Timestamp::MIN).is_some());
    }

    proptest! {
        #[test]
        fn what_is_found_is_later_free_in_order_and_on_a_slot(
            places in prop::collection::vec((0i8..7, 0u16..1_440), 1..12),
            after in 1_700_000_000i64..1_900_000_000,
            count in 1usize..30,
            name in prop::sample::select(vec!["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "UTC"]),
        ) {
            let slots: Vec<_> = places.iter()
                .map(|(day, minute)| Slot::new(Weekday::from_monday_zero_offset(*day).unwrap(), *minute).unwrap())
                .collect();
            let (zone, after) = (zone(name), Timestamp::from_second(after).unwrap());
            let found = next_free_several(&slots, &zone, &[], after, count);
            prop_assert_eq!(found.len(), count);
            prop_assert!(found[0] > after);
            prop_assert!(found.windows(2).all(|pair| pair[0] < pair[1]));
            for at in &found {
                let wall = zone.to_datetime(*at);
                let is_slot = slots.iter().any(|slot| slot.on(wall.date(), &zone) == Some(*at));
                prop_assert!(is_slot, "{} is no slot", wall);
            }
            // Taking every other one leaves the rest.
            let taken: Vec<_> = found.iter().copied().step_by(2).collect();
            let rest: Vec<_> = found.iter().copied().skip(1).step_by(2).collect();
            let again = next_free_several(&slots, &zone, &taken, after, rest.len());
            prop_assert_eq!(again, rest);
        }
    }
}
