//! How much over time, in days or hours as the reader's zone has them.

use jiff::{Span, Timestamp, Unit, civil::Date, tz::TimeZone};
use store::{mention::HOUR_US, rollup::HourCount};

use crate::listen::filter::{MentionFilter, Period};

/// A stretch of at most so many days is told by the hour.
const HOURLY_DAYS_MAX: i64 = 3;
/// What a chart without a period shows, in days.
pub const CHART_DAYS: i32 = 56;
/// The longest stretch that one chart looks at, in days: eleven years.
const DAYS_MAX: i64 = 4_000;

/// A day or an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// Its first microsecond, UTC.
    pub from: i64,
    /// The first microsecond after it.
    pub to: i64,
    /// Mentions in it; none when nothing was heard yet, which is not the same as silence.
    pub mentions: Option<u64>,
}

/// The stretch that a chart shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// From, UTC microseconds.
    pub from: i64,
    /// Up to, UTC microseconds: never beyond the end of the present day.
    pub to: i64,
    /// By the hour rather than by the day.
    pub hourly: bool,
}

impl Stretch {
    /// What the filter's chart shows at `now`: its period, or the last [`CHART_DAYS`] days when it has none.
    #[must_use]
    pub fn of(filter: &MentionFilter, now: Timestamp) -> Self {
        let zone = &filter.zone;
        let tomorrow = begins(now.to_zoned(zone.clone()).date().saturating_add(Span::new().days(1)), zone);
        let period = match filter.period {
            Period::All => MentionFilter { period: Period::Days(CHART_DAYS), ..filter.clone() },
            _ => filter.clone(),
        };
        let (from, to) = period.bounds(now);
        let to = to.unwrap_or(tomorrow).min(tomorrow);
        let from = from.unwrap_or(to - i64::from(CHART_DAYS) * 24 * HOUR_US).min(to - HOUR_US).max(to - DAYS_MAX * 24 * HOUR_US);
        Self { from, to, hourly: to - from <= HOURLY_DAYS_MAX * 24 * HOUR_US + HOUR_US }
    }

    /// The stretch of the same length just before, in whole days of the zone so that weekdays and clock changes agree.
    #[must_use]
    pub fn before(&self, zone: &TimeZone) -> Self {
        let from = at(self.from, zone);
        let days = from.until((Unit::Day, &at(self.to, zone))).map_or(1, |span| span.get_days().max(1));
        let earlier = from.checked_sub(Span::new().days(days)).map_or(self.from, |at| at.timestamp().as_microsecond());
        Self { from: earlier, to: self.from, hourly: self.hourly }
    }

    /// The hours since 1970 that it touches: `[first, last)`.
    #[must_use]
    pub const fn hours(&self) -> (i64, i64) {
        (self.from.div_euclid(HOUR_US), self.to.div_euclid(HOUR_US) + if self.to.rem_euclid(HOUR_US) == 0 { 0 } else { 1 })
    }

    /// The stretch as buckets. Nothing is known before the hour `first` (since 1970) nor from `now` on.
    #[must_use]
    pub fn buckets(&self, hours: &[HourCount], first: Option<i64>, now: Timestamp, zone: &TimeZone) -> Vec<Bucket> {
        let known_from = first.map_or(i64::MAX, |hour| hour.saturating_mul(HOUR_US));
        let mut hours = hours.iter().peekable();
        let mut buckets = Vec::new();
        let mut from = self.from;
        while from < self.to {
            let to = self.step(from, zone).min(self.to);
            let mut sum = 0;
            while let Some(hour) = hours.next_if(|hour| hour.begins() < to) {
                sum += if hour.begins() >= from { u64::try_from(hour.mentions).unwrap_or(0) } else { 0 };
            }
            let known = to > known_from && from <= now.as_microsecond();
            buckets.push(Bucket { from, to, mentions: known.then_some(sum) });
            from = to;
        }
        buckets
    }

    /// The beginning of the next hour or day.
    fn step(&self, from: i64, zone: &TimeZone) -> i64 {
        let next =
            if self.hourly { from + HOUR_US } else { begins(at(from, zone).date().saturating_add(Span::new().days(1)), zone) };
        next.max(from + HOUR_US)
    }
}

fn at(moment: i64, zone: &TimeZone) -> jiff::Zoned {
    Timestamp::from_microsecond(moment).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone.clone())
}

fn begins(day: Date, zone: &TimeZone) -> i64 {
    day.to_zoned(zone.clone()).map_or(i64::MAX, |at| at.timestamp().as_microsecond())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_microsecond()
    }

    fn hour(text: &str, mentions: i64) -> HourCount {
        HourCount { hour: moment(text) / HOUR_US, mentions, stories: mentions, past: 0 }
    }

    fn filter(address: &str, zone: &TimeZone) -> MentionFilter {
        MentionFilter::from_address(address, zone)
    }

    #[test]
    fn days_are_the_readers_and_may_have_twenty_five_hours() {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        let now: Timestamp = "2026-10-27T12:00:00Z".parse().unwrap();
        let stretch = Stretch::of(&filter("from=2026-10-24&to=2026-10-27", &zone), now);
        let hours = [
            hour("2026-10-24T21:00:00Z", 1),
            hour("2026-10-24T22:00:00Z", 2),
            hour("2026-10-25T22:00:00Z", 4),
            hour("2026-10-25T23:00:00Z", 8),
        ];
        let counts: Vec<_> = stretch
            .buckets(&hours, Some(hours[0].hour), now, &zone)
            .iter()
            .map(|bucket| (bucket.to - bucket.from, bucket.mentions))
            .collect();
        assert_eq!(counts, [(24 * HOUR_US, Some(1)), (25 * HOUR_US, Some(6)), (24 * HOUR_US, Some(8)), (24 * HOUR_US, Some(0))]);
    }

    #[test]
    fn days_may_begin_at_half_an_hour() {
        let zone = TimeZone::get("Asia/Kolkata").unwrap();
        let now: Timestamp = "2026-10-27T12:00:00Z".parse().unwrap();
        let asked = filter("from=2026-10-24&to=2026-10-27", &zone);
        assert_eq!(asked.to_stream(now).past, HOUR_US / 2);
        let stretch = Stretch::of(&asked, now);
        let half = |text: &str, mentions| HourCount { past: HOUR_US / 2, ..hour(text, mentions) };
        let hours = [half("2026-10-24T17:00:00Z", 1), half("2026-10-24T18:00:00Z", 2), half("2026-10-25T17:00:00Z", 4)];
        let counts: Vec<_> = stretch.buckets(&hours, Some(0), now, &zone).iter().map(|bucket| bucket.mentions).collect();
        assert_eq!(counts, [Some(1), Some(6), Some(0), Some(0)]);
    }

    #[test]
    fn what_was_before_the_first_mention_is_not_known() {
        let now: Timestamp = "2026-10-27T12:00:00Z".parse().unwrap();
        let stretch = Stretch::of(&filter("period=7d", &TimeZone::UTC), now);
        let hours = [hour("2026-10-25T10:00:00Z", 3)];
        let known: Vec<_> =
            stretch.buckets(&hours, Some(hours[0].hour), now, &TimeZone::UTC).iter().map(|b| b.mentions).collect();
        assert_eq!(known, [None, None, None, None, Some(3), Some(0), Some(0)]);
        assert!(stretch.buckets(&[], None, now, &TimeZone::UTC).iter().all(|bucket| bucket.mentions.is_none()));
    }

    #[test]
    fn the_stretch_before_is_as_long_and_a_day_is_told_by_the_hour() {
        let now: Timestamp = "2026-10-27T12:00:00Z".parse().unwrap();
        let week = Stretch::of(&filter("period=7d", &TimeZone::UTC), now);
        let before = week.before(&TimeZone::UTC);
        assert_eq!((before.to, before.to - before.from), (week.from, week.to - week.from));
        let day = Stretch::of(&filter("period=1d", &TimeZone::UTC), now);
        assert!(day.hourly && !week.hourly);
        assert_eq!(day.buckets(&[], Some(0), now, &TimeZone::UTC).iter().filter(|bucket| bucket.mentions.is_some()).count(), 13);
    }
}
