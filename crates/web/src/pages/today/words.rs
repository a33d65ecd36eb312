//! Figures of the home page as its reader says them.

use domain::Language;
use jiff::{Unit, Zoned};

use crate::format::Reader;

/// The longest stretch that is called by a part of a day, hours.
const PART_HOURS_MAX: f64 = 14.0;
/// The longest stretch that is called a day, hours.
const DAY_HOURS_MAX: f64 = 36.0;
/// Below it, a multiple is said with a decimal.
const TIMES_WHOLE_MIN: f64 = 3.0;
/// A usual figure below this is called none.
const USUAL_MIN: f64 = 0.5;

/// The key of the greeting at this moment.
pub(super) fn greeting(now: &Zoned) -> &'static str {
    match now.hour() {
        5..=11 => "today-morning",
        12..=17 => "today-afternoon",
        _ => "today-evening",
    }
}

/// What a stretch is called beside "usual": the key and, for a part of a day, the weekday's key.
pub(super) fn stretch(reads: &Reader, from: i64, to: i64) -> (&'static str, Option<String>) {
    let (begins, ends) = (reads.zoned(from), reads.zoned(to));
    let hours = begins.until((Unit::Hour, &ends)).ok().and_then(|span| span.total(Unit::Hour).ok()).unwrap_or_default();
    if hours > DAY_HOURS_MAX {
        return ("today-stretch-days", None);
    }
    if hours > PART_HOURS_MAX {
        return ("today-stretch-day", None);
    }
    let middle = reads.zoned(from + (to - from) / 2);
    let (part, day) = match middle.hour() {
        // The small hours belong to the night of the day before.
        0..=4 => ("today-stretch-night", middle.yesterday().unwrap_or_else(|_| middle.clone())),
        5..=11 => ("today-stretch-morning", middle),
        12..=17 => ("today-stretch-afternoon", middle),
        _ => ("today-stretch-evening", middle),
    };
    (part, Some(format!("today-weekday-{}", day.weekday().to_monday_zero_offset())))
}

/// When somebody left: the key of the sentence; its `day` and `clock` are written by the reader.
pub(super) fn left(reads: &Reader, at: i64) -> &'static str {
    let (now, left) = (reads.now.to_zoned(reads.zone.clone()), reads.zoned(at));
    if left.date() == now.date() {
        "today-left-today"
    } else if now.yesterday().is_ok_and(|yesterday| yesterday.date() == left.date()) {
        "today-left-yesterday"
    } else {
        "today-left-on"
    }
}

/// How many times the usual, as the language writes it: `9`, `1.8`, `1,8`. None when the usual is none.
pub(super) fn times(count: i64, usual: f64, language: Language) -> Option<String> {
    if usual < USUAL_MIN {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "a count is far below 2^53")]
    let times = count as f64 / usual;
    if times >= TIMES_WHOLE_MIN {
        return Some(format!("{times:.0}"));
    }
    let written = format!("{times:.1}");
    Some(if language == Language::French { written.replace('.', ",") } else { written })
}

/// Hours of a stretch, rounded, for "in 24 hours".
pub(super) const fn hours(from: i64, to: i64) -> i64 {
    (to - from + store::mention::HOUR_US / 2) / store::mention::HOUR_US
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;

    fn reads() -> Reader {
        Reader {
            language: Language::English,
            zone: TimeZone::get("Europe/Paris").unwrap(),
            now: "2026-11-21T09:00:00Z".parse().unwrap(),
        }
    }

    fn at(text: &str) -> i64 {
        text.parse::<jiff::Timestamp>().unwrap().as_microsecond()
    }

    #[test]
    fn a_stretch_is_called_as_people_call_it() {
        let check = |from: &str, to: &str, expect: (&str, Option<&str>)| {
            let (key, day) = stretch(&reads(), at(from), at(to));
            assert_eq!((key, day.as_deref()), expect, "{from} {to}");
        };
        check("2026-11-20T17:40:00Z", "2026-11-20T21:00:00Z", ("today-stretch-evening", Some("today-weekday-4")));
        check("2026-11-20T17:40:00Z", "2026-11-21T07:00:00Z", ("today-stretch-night", Some("today-weekday-4")));
        check("2026-11-21T07:00:00Z", "2026-11-21T09:00:00Z", ("today-stretch-morning", Some("today-weekday-5")));
        check("2026-11-20T09:00:00Z", "2026-11-21T09:00:00Z", ("today-stretch-day", None));
        check("2026-11-10T09:00:00Z", "2026-11-21T09:00:00Z", ("today-stretch-days", None));
    }

    #[test]
    fn leaving_is_told_by_the_day() {
        assert_eq!(left(&reads(), at("2026-11-21T07:00:00Z")), "today-left-today");
        assert_eq!(left(&reads(), at("2026-11-20T17:40:00Z")), "today-left-yesterday");
        assert_eq!(left(&reads(), at("2026-11-18T17:40:00Z")), "today-left-on");
    }

    #[test]
    fn multiples_are_written_as_the_language_does() {
        assert_eq!(times(19, 2.1, Language::English).as_deref(), Some("9"));
        assert_eq!(times(19, 10.5, Language::French).as_deref(), Some("1,8"));
        assert_eq!(times(19, 0.2, Language::English), None);
    }
}
