//! The days that a rule holds for, and their moments.
//!
//! A rule is read period by period (day, week, month or year). In a period every day is held against every part, which gives what
//! the table of RFC 5545 gives by limiting and expanding, for the parts that are kept here; then BYSETPOS chooses.

use jiff::{
    Span, Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};

use super::{DAYS_LOOKED_AT_MAX, End, Frequency, OCCURRENCES_GIVEN_MAX, Recurrence};

/// One time that it comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// The moment.
    pub at: Timestamp,
    /// The date and time of the rule on the wall, by which the occurrence is known. In the hour that the clock jumps over in
    /// spring, what the wall shows at the moment is later.
    pub wall: DateTime,
}

impl Recurrence {
    /// The occurrences later than `after`, at most `limit` and [`OCCURRENCES_GIVEN_MAX`] of them, in their order, of a rule that
    /// starts on the wall at `start`. COUNT counts from the start, whatever `after` is.
    ///
    /// Whoever keeps the last occurrence that was made and passes it as `after` gets each one once, wherever the clock of the machine
    /// goes meanwhile.
    #[must_use]
    pub fn occurrences(&self, start: DateTime, zone: &TimeZone, after: Timestamp, limit: usize) -> Vec<Occurrence> {
        self.walk(start, zone).filter(|occurrence| occurrence.at > after).take(limit.min(OCCURRENCES_GIVEN_MAX)).collect()
    }

    /// What came later than `after` and not later than `upto`, at most [`OCCURRENCES_GIVEN_MAX`]: what was missed while nothing
    /// ran. Nothing where `upto` is the earlier one, as with a clock that went backwards.
    #[must_use]
    pub fn occurrences_between(&self, start: DateTime, zone: &TimeZone, after: Timestamp, upto: Timestamp) -> Vec<Occurrence> {
        self.walk(start, zone)
            .take_while(|occurrence| occurrence.at <= upto)
            .filter(|occurrence| occurrence.at > after)
            .take(OCCURRENCES_GIVEN_MAX)
            .collect()
    }

    /// All of them from the start on, until the rule ends or [`DAYS_LOOKED_AT_MAX`] is reached.
    fn walk<'a>(&'a self, start: DateTime, zone: &'a TimeZone) -> impl Iterator<Item = Occurrence> + 'a {
        let most = match self.end {
            End::Count(count) => usize::try_from(count).unwrap_or(usize::MAX),
            _ => usize::MAX,
        };
        let mut last = None;
        Days { rule: self, start: start.date(), period: 0, looked_at: 0, ready: Vec::new().into_iter() }
            .filter_map(move |date| {
                let wall = date.to_datetime(start.time());
                Some(Occurrence { at: zone.to_timestamp(wall).ok()?, wall })
            })
            // A place that left out a whole day of its calendar shows two days at one moment.
            .filter(move |occurrence| last.replace(occurrence.at).is_none_or(|last| last < occurrence.at))
            .take_while(move |occurrence| self.is_before_end(*occurrence))
            .take(most)
    }

    fn is_before_end(&self, occurrence: Occurrence) -> bool {
        match self.end {
            End::Never | End::Count(_) => true,
            End::Day(day) => occurrence.wall.date() <= day,
            End::Wall(wall) => occurrence.wall <= wall,
            End::Moment(at) => occurrence.at <= at,
        }
    }

    /// Whether every part but INTERVAL and BYSETPOS holds for that day of a rule that starts on `start`.
    fn holds(&self, date: Date, start: Date) -> bool {
        let has_days = !self.month_days.is_empty() || !self.weekdays.is_empty();
        let by_month = if self.months.is_empty() && !has_days && self.frequency == Frequency::Yearly {
            date.month() == start.month()
        } else {
            self.months.is_empty() || self.months.contains(&date.month())
        };
        if !by_month {
            return false;
        }
        if !has_days {
            return match self.frequency {
                Frequency::Daily => true,
                Frequency::Weekly => date.weekday() == start.weekday(),
                Frequency::Monthly | Frequency::Yearly => date.day() == start.day(),
            };
        }
        let from_end = date.day() - date.days_in_month() - 1;
        let by_month_day =
            self.month_days.is_empty() || self.month_days.contains(&date.day()) || self.month_days.contains(&from_end);
        let by_weekday = self.weekdays.is_empty()
            || self.weekdays.iter().any(|on| on.weekday == date.weekday() && on.nth.is_none_or(|nth| self.is_nth(date, nth)));
        by_month_day && by_weekday
    }

    /// Whether the day is the `nth` of its weekday: in the month where the rule is of months, in the year otherwise.
    fn is_nth(&self, date: Date, nth: i8) -> bool {
        let (day, days) = if self.frequency == Frequency::Monthly || !self.months.is_empty() {
            (i16::from(date.day()), i16::from(date.days_in_month()))
        } else {
            (date.day_of_year(), date.days_in_year())
        };
        i16::from(nth) == (day - 1) / 7 + 1 || i16::from(nth) == -((days - day) / 7 + 1)
    }

    /// The first and the last day of the period that comes `number` intervals after the one of the start.
    fn period(&self, start: Date, number: u32) -> Option<(Date, Date)> {
        let steps = i64::from(number).checked_mul(i64::from(self.interval))?;
        match self.frequency {
            Frequency::Daily => {
                let day = start.checked_add(Span::new().try_days(steps).ok()?).ok()?;
                Some((day, day))
            }
            Frequency::Weekly => {
                let back = i64::from(start.weekday().since(self.week_start));
                let monday = start.checked_sub(Span::new().try_days(back).ok()?).ok()?;
                let first = monday.checked_add(Span::new().try_weeks(steps).ok()?).ok()?;
                Some((first, first.checked_add(Span::new().days(6)).ok()?))
            }
            Frequency::Monthly => {
                let first = start.first_of_month().checked_add(Span::new().try_months(steps).ok()?).ok()?;
                Some((first, first.last_of_month()))
            }
            Frequency::Yearly => {
                let first = start.first_of_year().checked_add(Span::new().try_years(steps).ok()?).ok()?;
                Some((first, first.last_of_year()))
            }
        }
    }
}

/// The days of a rule, one after the other.
struct Days<'a> {
    rule: &'a Recurrence,
    start: Date,
    period: u32,
    looked_at: u32,
    ready: std::vec::IntoIter<Date>,
}

impl Iterator for Days<'_> {
    type Item = Date;

    fn next(&mut self) -> Option<Date> {
        loop {
            if let Some(date) = self.ready.next() {
                return Some(date);
            }
            if self.looked_at >= DAYS_LOOKED_AT_MAX {
                return None;
            }
            let (first, last) = self.rule.period(self.start, self.period)?;
            self.period += 1;
            let mut found = Vec::new();
            for date in first.series(Span::new().days(1)).take_while(|date| *date <= last) {
                self.looked_at += 1;
                if self.rule.holds(date, self.start) {
                    found.push(date);
                }
            }
            let mut chosen = self.chosen(&found);
            chosen.retain(|date| *date >= self.start);
            self.ready = chosen.into_iter();
        }
    }
}

impl Days<'_> {
    /// What BYSETPOS leaves of the days of a period.
    fn chosen(&self, found: &[Date]) -> Vec<Date> {
        if self.rule.positions.is_empty() {
            return found.to_vec();
        }
        let count = i16::try_from(found.len()).unwrap_or(i16::MAX);
        (1..=count)
            .zip(found)
            .filter(|(at, _)| self.rule.positions.contains(at) || self.rule.positions.contains(&(at - count - 1)))
            .map(|(_, date)| *date)
            .collect()
    }
}
