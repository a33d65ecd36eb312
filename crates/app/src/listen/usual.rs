//! What a stretch of time usually brings: the same hours of the same weekdays in the weeks before.

use jiff::{Span, Timestamp, tz::TimeZone};
use store::{mention::HOUR_US, rollup::HourCount};

/// How many earlier weeks tell what is usual.
pub const USUAL_WEEKS: usize = 4;
/// The fewest earlier weeks that must be known before anything is called usual.
const USUAL_WEEKS_MIN: usize = 2;
/// Less than this share of the usual, or more than its inverse, is a great difference.
const FAR_SHARE: f64 = 0.5;
/// A count that differs by less than so many standard deviations of a Poisson count is as usual.
const DEVIATIONS_MIN: f64 = 2.0;
/// A topic rises only beyond so many standard deviations: among twenty topics, two are passed by chance every day.
const RISE_DEVIATIONS_MIN: f64 = 3.0;
/// The fewest mentions that are worth a word about rising.
const RISE_MENTIONS_MIN: i64 = 4;
/// The least that a rise is, in multiples of the usual.
const RISE_TIMES_MIN: f64 = 1.5;

/// A stretch of time, UTC microseconds: `[from, to)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Between {
    /// Its first microsecond.
    pub from: i64,
    /// The first one after it.
    pub to: i64,
}

impl Between {
    /// The hours since 1970 that it touches: `[first, last)`.
    #[must_use]
    pub const fn hours(&self) -> (i64, i64) {
        let last = self.to.div_euclid(HOUR_US);
        (self.from.div_euclid(HOUR_US), if self.to.rem_euclid(HOUR_US) == 0 { last } else { last + 1 })
    }

    /// The same hours of the same weekdays in the weeks before, nearest first: as many whole weeks back as keep it apart from
    /// itself. Clock times of the zone are kept, so that a change of the clocks between does not move an evening.
    #[must_use]
    pub fn earlier(&self, zone: &TimeZone) -> Vec<Self> {
        const WEEK_US: i64 = 7 * 24 * HOUR_US;
        let apart = (self.to - self.from).div_euclid(WEEK_US) + 1;
        let back = |at: i64, weeks: i64| -> Option<i64> {
            let at = Timestamp::from_microsecond(at).ok()?.to_zoned(zone.clone());
            let earlier = at.checked_sub(Span::new().try_weeks(weeks).ok()?).ok()?;
            Some(earlier.timestamp().as_microsecond())
        };
        (1..=USUAL_WEEKS)
            .filter_map(|turn| {
                let weeks = apart.saturating_mul(i64::try_from(turn).ok()?);
                Some(Self { from: back(self.from, weeks)?, to: back(self.to, weeks)? })
            })
            .collect()
    }

    /// How many mentions it holds by hourly counts; of an hour that it holds in part, that part.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts and parts of an hour are far below 2^53")]
    pub fn sum(&self, hours: &[HourCount]) -> f64 {
        let share = |hour: i64| {
            let from = hour.saturating_mul(HOUR_US).max(self.from);
            let to = (hour + 1).saturating_mul(HOUR_US).min(self.to);
            (to - from).max(0) as f64 / HOUR_US as f64
        };
        hours.iter().map(|count| count.mentions as f64 * share(count.hour)).sum()
    }
}

/// How a count stands beside what is usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not enough weeks are known.
    Unknown,
    /// Half of it or less.
    FarUnder,
    /// Less.
    Under,
    /// As much, as far as chance allows to tell.
    Usual,
    /// More.
    Over,
    /// Twice as much or more.
    FarOver,
}

impl Standing {
    /// The stable word for translations.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::FarUnder => "far-under",
            Self::Under => "under",
            Self::Usual => "usual",
            Self::Over => "over",
            Self::FarOver => "far-over",
        }
    }
}

/// The mean of what the earlier stretches held; none when too few are known. `first` is the hour of the first mention of all.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "there are four weeks at most")]
pub fn mean(earlier: &[(Between, f64)], first_hour: Option<i64>) -> Option<f64> {
    let first = first_hour?.saturating_mul(HOUR_US);
    let known: Vec<f64> = earlier.iter().filter(|(between, _)| between.from >= first).map(|(_, sum)| *sum).collect();
    (known.len() >= USUAL_WEEKS_MIN).then(|| known.iter().sum::<f64>() / known.len() as f64)
}

/// Holds a count beside what is usual. Mentions come by chance: a difference that chance explains is none.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
pub fn standing(count: i64, usual: Option<f64>) -> Standing {
    let Some(usual) = usual else { return Standing::Unknown };
    let count = count as f64;
    if (count - usual).abs() < DEVIATIONS_MIN * usual.max(1.0).sqrt() {
        Standing::Usual
    } else if count <= usual * FAR_SHARE {
        Standing::FarUnder
    } else if count < usual {
        Standing::Under
    } else if count >= usual / FAR_SHARE {
        Standing::FarOver
    } else {
        Standing::Over
    }
}

/// How far a topic rises beyond what chance explains, in standard deviations; none when it does not.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
pub fn rise(count: i64, usual: Option<f64>) -> Option<f64> {
    let usual = usual?;
    let deviations = (count as f64 - usual) / usual.max(1.0).sqrt();
    let rises = count >= RISE_MENTIONS_MIN && deviations >= RISE_DEVIATIONS_MIN && count as f64 >= usual * RISE_TIMES_MIN;
    rises.then_some(deviations)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_microsecond()
    }

    #[test]
    fn the_same_evening_of_earlier_weeks_keeps_its_clock_time() {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        // The clocks went back on 25 October 2026.
        let evening = Between { from: at("2026-10-30T17:00:00Z"), to: at("2026-10-30T21:00:00Z") };
        let earlier = evening.earlier(&zone);
        assert_eq!(earlier[0], Between { from: at("2026-10-23T16:00:00Z"), to: at("2026-10-23T20:00:00Z") });
        assert_eq!(earlier.len(), USUAL_WEEKS);
        assert_eq!(earlier[3].from, at("2026-10-02T16:00:00Z"));
    }

    #[test]
    fn a_long_stretch_is_not_compared_with_itself() {
        let long = Between { from: at("2026-11-01T00:00:00Z"), to: at("2026-11-10T00:00:00Z") };
        let earlier = long.earlier(&TimeZone::UTC);
        assert_eq!(earlier[0].from, at("2026-10-18T00:00:00Z"));
        assert!(earlier[0].to <= long.from);
    }

    #[test]
    fn an_hour_held_in_part_counts_in_part() {
        let stretch = Between { from: at("2026-11-01T10:30:00Z"), to: at("2026-11-01T12:15:00Z") };
        let hour = |text: &str, mentions| HourCount { hour: at(text) / HOUR_US, mentions, stories: mentions, past: 0 };
        let hours = [hour("2026-11-01T10:00:00Z", 10), hour("2026-11-01T11:00:00Z", 7), hour("2026-11-01T12:00:00Z", 4)];
        assert!((stretch.sum(&hours) - (5.0 + 7.0 + 1.0)).abs() < 1e-9);
        assert_eq!(stretch.hours(), (hours[0].hour, hours[2].hour + 1));
    }

    #[test]
    fn weeks_before_the_first_mention_tell_nothing() {
        let between = |from: i64| Between { from: from * HOUR_US, to: (from + 1) * HOUR_US };
        let earlier = [(between(400), 4.0), (between(300), 8.0), (between(200), 0.0)];
        assert_eq!(mean(&earlier, Some(300)), Some(6.0));
        assert_eq!(mean(&earlier, Some(301)), None);
        assert_eq!(mean(&earlier, None), None);
    }

    #[test]
    fn chance_is_not_called_a_difference() {
        let check = |count, usual, expect: Standing| assert_eq!(standing(count, usual), expect, "{count} {usual:?}");
        check(3, None, Standing::Unknown);
        check(3, Some(2.0), Standing::Usual);
        check(214, Some(230.0), Standing::Usual);
        check(150, Some(230.0), Standing::Under);
        check(100, Some(230.0), Standing::FarUnder);
        check(300, Some(230.0), Standing::Over);
        check(500, Some(230.0), Standing::FarOver);
        check(0, Some(0.0), Standing::Usual);
    }

    #[test]
    fn only_what_rises_beyond_chance_rises() {
        let check = |count, usual, rises| assert_eq!(rise(count, usual).is_some(), rises, "{count} {usual:?}");
        check(19, Some(2.0), true);
        check(3, Some(0.0), false);
        check(120, Some(100.0), false);
        check(15, Some(8.3), false);
        check(50, None, false);
        assert!(rise(19, Some(2.0)) > rise(19, Some(8.0)));
    }
}
