//! Periods as `published:` writes them, in UTC.

/// Microseconds of one day.
const DAY_US: i64 = 86_400_000_000;
/// The longest span that `published:7d` and the like can ask for. In days, ten thousand years.
const SPAN_DAYS_MAX: i64 = 3_652_500;

/// When something was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Period {
    /// Between two dates, both included as far as they are written: `2026-01` holds all of January.
    Between(Option<Date>, Option<Date>),
    /// Not longer ago than this: `7d`.
    Last(Span),
}

/// A date as written, from a year down to a second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Date {
    written: Box<str>,
    start_us: i64,
    end_us: i64,
}

/// A length of time as written: a count and `h`, `d`, `w`, `m` (30 days) or `y` (365 days).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    count: u32,
    unit: char,
}

impl Period {
    /// True when the moment lies in the period. Times are microseconds since 1970.
    #[must_use]
    pub(crate) fn contains(&self, moment_us: i64, now_us: i64) -> bool {
        let (from, to) = self.bounds_us(now_us);
        from.is_none_or(|from| moment_us >= from) && to.is_none_or(|to| moment_us < to)
    }

    /// The first microsecond of the period and the one after its last; `None` is open.
    #[must_use]
    pub(crate) fn bounds_us(&self, now_us: i64) -> (Option<i64>, Option<i64>) {
        match self {
            Self::Between(from, to) => (from.as_ref().map(|date| date.start_us), to.as_ref().map(|date| date.end_us)),
            Self::Last(span) => (Some(now_us.saturating_sub(span.micros())), None),
        }
    }
}

impl Date {
    /// Reads `2026`, `2026-03`, `2026-03-01`, `2026-03-01T09:30` or `2026-03-01T09:30:15Z`; `None` for anything else.
    #[must_use]
    pub(crate) fn parse(written: &str) -> Option<Self> {
        let (day, time) = match written.split_once(['T', 't']) {
            Some((day, time)) => (day, Some(time)),
            None => (written, None),
        };
        let mut parts = day.split('-');
        let year = number(parts.next()?, 4)?;
        let month = parts.next().map(|part| number(part, 2).filter(|month| (1..=12).contains(month)));
        let date = parts.next().map(|part| number(part, 2));
        if parts.next().is_some() {
            return None;
        }
        let (start, end) = match (month, date) {
            (None, _) => (day_number(year, 1, 1), day_number(year + 1, 1, 1)),
            (Some(month), None) => (day_number(year, month?, 1), next_month(year, month?)),
            (Some(month), Some(date)) => {
                let start = day_number(year, month?, 1) + date? - 1;
                if date? < 1 || start >= next_month(year, month?) {
                    return None;
                }
                (start, start + 1)
            }
        };
        let (start_us, end_us) = match time {
            None => (start * DAY_US, end * DAY_US),
            Some(_) if date.is_none() => return None,
            Some(time) => {
                let (seconds, length) = clock(time)?;
                let start_us = start * DAY_US + seconds * 1_000_000;
                (start_us, start_us + length * 1_000_000)
            }
        };
        Some(Self { written: written.to_ascii_uppercase().into(), start_us, end_us })
    }

    /// As written.
    #[must_use]
    pub(crate) fn written(&self) -> &str {
        &self.written
    }
}

impl Span {
    /// Reads `36h`, `7d`, `2w`, `3m`, `1y`; `None` for anything else, for nothing, and for more than ten thousand years.
    #[must_use]
    pub(crate) fn parse(written: &str) -> Option<Self> {
        let (end, unit) = written.char_indices().next_back()?;
        let (digits, unit) = (&written[..end], unit.to_ascii_lowercase());
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let span = Self { count: digits.parse().ok()?, unit };
        let known = matches!(unit, 'h' | 'd' | 'w' | 'm' | 'y') && span.count > 0;
        (known && i64::from(span.count) * span.unit_hours() <= SPAN_DAYS_MAX * 24).then_some(span)
    }

    const fn unit_hours(&self) -> i64 {
        match self.unit {
            'h' => 1,
            'w' => 24 * 7,
            'm' => 24 * 30,
            'y' => 24 * 365,
            _ => 24,
        }
    }

    fn micros(&self) -> i64 {
        i64::from(self.count) * self.unit_hours() * (DAY_US / 24)
    }
}

impl std::fmt::Display for Span {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}{}", self.count, self.unit)
    }
}

/// The day before a day written `2026-03-01`, written likewise; `None` for anything else.
pub(crate) fn eve_of(written: &str) -> Option<String> {
    let date = Date::parse(written).filter(|date| date.end_us - date.start_us == DAY_US)?;
    let eve = date.start_us / DAY_US - 1;
    let (mut year, mut month) = (number(&written[..4], 4)?, 12);
    if eve < day_number(year, 1, 1) {
        year = year.checked_sub(1).filter(|year| *year >= 0)?;
    }
    while day_number(year, month, 1) > eve {
        month -= 1;
    }
    Some(format!("{year:04}-{month:02}-{:02}", eve - day_number(year, month, 1) + 1))
}

fn number(digits: &str, len: usize) -> Option<i64> {
    (digits.len() == len && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

/// The seconds into the day of `09`, `09:30` or `09:30:15`, and how many seconds that names.
fn clock(time: &str) -> Option<(i64, i64)> {
    let time = time.strip_suffix(['Z', 'z']).unwrap_or(time);
    let mut parts = time.split(':');
    let hour = number(parts.next()?, 2).filter(|hour| *hour < 24)?;
    let minute = parts.next().map(|part| number(part, 2).filter(|minute| *minute < 60));
    let second = parts.next().map(|part| number(part, 2).filter(|second| *second < 60));
    if parts.next().is_some() {
        return None;
    }
    Some(match (minute, second) {
        (None, _) => (hour * 3600, 3600),
        (Some(minute), None) => (hour * 3600 + minute? * 60, 60),
        (Some(minute), Some(second)) => (hour * 3600 + minute? * 60 + second?, 1),
    })
}

fn next_month(year: i64, month: i64) -> i64 {
    if month == 12 { day_number(year + 1, 1, 1) } else { day_number(year, month + 1, 1) }
}

/// Days since 1970-01-01 of a date of the Gregorian calendar, after Howard Hinnant's `days_from_civil`.
const fn day_number(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

#[cfg(test)]
mod tests {
    use super::{Date, Period, Span};

    #[test]
    fn dates_are_days_of_the_calendar() {
        let check = |written: &str, expect: Option<i64>| {
            assert_eq!(Date::parse(written).map(|date| date.start_us / 1_000_000), expect, "{written}");
        };
        check("1970-01-01", Some(0));
        check("2026-11-21", Some(1_795_219_200));
        check("2024-02-29T12:00:01Z", Some(1_709_208_001));
        check("2023-02-29", None);
        check("2026-13", None);
        check("26-01-01", None);
        check("0000-01-01", Some(-62_167_219_200));
        check("9999", Some(253_370_764_800));
    }

    #[test]
    fn a_month_ends_with_its_last_microsecond() {
        let january = Period::Between(Date::parse("2026-01"), Date::parse("2026-01"));
        let (from, to) = january.bounds_us(0);
        let (from, to) = (from.unwrap(), to.unwrap());
        assert!(january.contains(from, 0) && january.contains(to - 1, 0));
        assert!(!january.contains(from - 1, 0) && !january.contains(to, 0));
    }

    #[test]
    fn the_eve_is_the_day_before() {
        for (day, eve) in [("2026-03-01", "2026-02-28"), ("2024-03-01", "2024-02-29"), ("2026-01-01", "2025-12-31")] {
            assert_eq!(super::eve_of(day).as_deref(), Some(eve));
        }
        assert_eq!(super::eve_of("2026-03"), None);
        assert_eq!(super::eve_of("0000-01-01"), None);
    }

    #[test]
    fn spans_count_back_from_now() {
        let week = Period::Last(Span::parse("7d").unwrap());
        let now = 1_000_000_000_000_000;
        assert!(week.contains(now - 7 * 86_400_000_000, now));
        assert!(!week.contains(now - 7 * 86_400_000_000 - 1, now));
        assert_eq!(Span::parse("d"), None);
        assert_eq!(Span::parse("7x"), None);
        assert_eq!(Span::parse("99999999999d"), None);
        assert_eq!(Span::parse("4000000000y"), None);
    }
}
