//! When people speak: by hour, by day of the week, by season, in Paris time.
//!
//! The shapes are ours, drawn after common experience (newsrooms in the morning, forums in the evening, quiet nights), not
//! measured on anybody.

use std::sync::LazyLock;

use jiff::{
    Timestamp,
    civil::{Date, Weekday},
    tz::TimeZone,
};

use super::chance::Chance;
use crate::demo::sites::Flavour;

/// France's time by its rule, so that the demo needs no zone files on the machine.
static PARIS: LazyLock<TimeZone> = LazyLock::new(|| TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap_or(TimeZone::UTC));

/// Weights of the 24 hours of a day.
type Hours = [f64; 24];

#[rustfmt::skip]
const PRESS_HOURS: Hours = [
    0.2, 0.1, 0.1, 0.1, 0.2, 1.5, 5.0, 7.0, 7.5, 7.0, 6.5, 6.0, 5.0, 4.0, 4.5, 5.0, 6.0, 6.5, 6.0, 4.5, 2.5, 1.5, 0.8, 0.4,
];
#[rustfmt::skip]
const EVENING_HOURS: Hours = [
    0.9, 0.4, 0.2, 0.1, 0.1, 0.3, 0.8, 1.8, 2.6, 2.8, 2.6, 2.6, 4.2, 3.8, 2.6, 2.4, 2.8, 3.6, 4.6, 5.4, 7.4, 8.0, 6.2, 2.6,
];
#[rustfmt::skip]
const SOCIAL_HOURS: Hours = [
    1.2, 0.6, 0.3, 0.2, 0.2, 0.6, 1.8, 4.2, 5.0, 4.0, 3.6, 3.8, 6.2, 5.6, 3.6, 3.2, 3.4, 4.4, 5.8, 6.0, 6.6, 6.4, 4.6, 2.4,
];

/// The shape of a day in such a place.
const fn hours(flavour: Flavour) -> &'static Hours {
    match flavour {
        Flavour::Regional | Flavour::Agency | Flavour::Magazine => &PRESS_HOURS,
        Flavour::Social => &SOCIAL_HOURS,
        Flavour::Blog | Flavour::Forum | Flavour::Video | Flavour::Reviews => &EVENING_HOURS,
    }
}

/// How much is said on that weekday, beside 1 for the mean of a week.
const fn weekday_share(flavour: Flavour, weekday: Weekday) -> f64 {
    let (friday, saturday, sunday) = match flavour {
        Flavour::Regional | Flavour::Agency | Flavour::Magazine => (1.1, 0.7, 0.45),
        Flavour::Social => (1.0, 1.1, 1.2),
        Flavour::Blog | Flavour::Forum | Flavour::Video | Flavour::Reviews => (0.85, 1.1, 1.45),
    };
    match weekday {
        Weekday::Friday => friday,
        Weekday::Saturday => saturday,
        Weekday::Sunday => sunday,
        Weekday::Monday | Weekday::Tuesday | Weekday::Wednesday | Weekday::Thursday => (7.0 - friday - saturday - sunday) / 4.0,
    }
}

/// How much is said of mountain clothing in that season: most before and in winter, least in high summer.
fn season_share(date: Date) -> f64 {
    let turn = f64::from(date.day_of_year()) / 365.25;
    1.0 + 0.12 * (std::f64::consts::TAU * (turn - 0.92)).cos()
}

/// How many documents such a place brings on that date when it brings `daily` on an ordinary day.
pub(crate) fn count_on(chance: &mut Chance, flavour: Flavour, daily: f64, date: Date) -> usize {
    chance.times(daily * weekday_share(flavour, date.weekday()) * season_share(date))
}

/// A moment of that date, as people of such a place choose it.
pub(crate) fn moment_on(chance: &mut Chance, flavour: Flavour, date: Date) -> Timestamp {
    let hour = chance.weighed(hours(flavour));
    at(date, i8::try_from(hour).unwrap_or_default(), small(chance, 60), small(chance, 60))
}

fn small(chance: &mut Chance, end: usize) -> i8 {
    i8::try_from(chance.below(end)).unwrap_or_default()
}

/// A wall-clock moment in Paris; an hour that summer time skips is the next one.
pub(crate) fn at(date: Date, hour: i8, minute: i8, second: i8) -> Timestamp {
    date.at(hour, minute, second, 0).to_zoned(PARIS.clone()).map_or(Timestamp::UNIX_EPOCH, |moment| moment.timestamp())
}

/// The date in Paris.
pub(crate) fn date_of(moment: Timestamp) -> Date {
    moment.to_zoned(PARIS.clone()).date()
}

/// How much is said in such a place at the hour of that moment, beside 1 for the mean of a day.
pub(crate) fn liveliness(flavour: Flavour, moment: Timestamp) -> f64 {
    let shape = hours(flavour);
    let mean = shape.iter().sum::<f64>() / shape.len() as f64;
    shape.get(hour_of(moment)).map_or(1.0, |weight| weight / mean)
}

/// The hour of the day in Paris.
pub(crate) fn hour_of(moment: Timestamp) -> usize {
    usize::try_from(moment.to_zoned(PARIS.clone()).hour()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn paris_keeps_summer_time() {
        assert_eq!(at(date(2026, 7, 1), 12, 0, 0).to_string(), "2026-07-01T10:00:00Z");
        assert_eq!(at(date(2026, 12, 1), 12, 0, 0).to_string(), "2026-12-01T11:00:00Z");
        assert_eq!(at(date(2026, 3, 29), 2, 30, 0).to_string(), "2026-03-29T01:30:00Z");
        assert_eq!(date_of(at(date(2026, 12, 1), 0, 30, 0)), date(2026, 12, 1));
    }

    #[test]
    fn a_week_has_seven_ordinary_days() {
        for flavour in [Flavour::Regional, Flavour::Forum, Flavour::Social] {
            let days = [1, 2, 3, 4, 5, 6, 7].map(|day| weekday_share(flavour, date(2026, 6, day).weekday()));
            assert!((days.iter().sum::<f64>() - 7.0).abs() < 1e-9, "{flavour:?}: {days:?}");
        }
    }

    #[test]
    fn nights_are_quiet() {
        for shape in [PRESS_HOURS, EVENING_HOURS, SOCIAL_HOURS] {
            let night: f64 = shape[..6].iter().sum();
            assert!(night / shape.iter().sum::<f64>() < 0.08);
        }
    }
}
