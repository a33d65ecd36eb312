//! What comes again: the recurrence rules of iCalendar (RFC 5545, section 3.3.10) as wall-clock time in a named zone.
//!
//! An occurrence is a date and time on the wall; its moment follows from the zone, so that "every day at 09:00" stays at nine
//! when the clock is changed. A time that the clock jumps over comes as much later as it jumped, and of a time that comes twice
//! the first is meant, as for [`crate::slot`]. The wall time is what an occurrence is known by: it stays the same when a country
//! changes its clocks.
//!
//! Only days recur here, never hours: what would come every hour is refused by name. A month without a 31st is left out, as
//! the RFC demands. The first occurrence is the first day that the rule holds for, which is the start only where it does.

mod expand;
mod parse;
mod words;

use std::fmt;

use jiff::{
    Timestamp,
    civil::{Date, DateTime, Weekday},
};

pub use expand::Occurrence;

/// Length of a rule's text, in bytes.
pub const RULE_BYTES_MAX: usize = 512;
/// Occurrences that a rule may name by its count.
pub const COUNT_MAX: u32 = 10_000;
/// Days, weeks, months or years from one to the next.
pub const INTERVAL_MAX: u32 = 1_000;
/// Occurrences that are given at once.
pub const OCCURRENCES_GIVEN_MAX: usize = 1_000;
/// Days that are looked at from the start on, about 273 years of every day; a rule for 30 February ends there.
pub const DAYS_LOOKED_AT_MAX: u32 = 100_000;

/// How often it comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frequency {
    /// Every day.
    Daily,
    /// Every week.
    Weekly,
    /// Every month.
    Monthly,
    /// Every year.
    Yearly,
}

/// When it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Never.
    Never,
    /// After so many occurrences, counted from the start.
    Count(u32),
    /// With that day on the wall.
    Day(Date),
    /// With that date and time on the wall.
    Wall(DateTime),
    /// With that moment.
    Moment(Timestamp),
}

/// A weekday of a rule: every one, or the first, second, last of the month or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnWeekday {
    /// Which of them, from the end where negative; all of them where none.
    pub nth: Option<i8>,
    /// The weekday.
    pub weekday: Weekday,
}

/// A rule by which something comes again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurrence {
    pub(crate) frequency: Frequency,
    pub(crate) interval: u32,
    pub(crate) end: End,
    pub(crate) months: Vec<i8>,
    pub(crate) month_days: Vec<i8>,
    pub(crate) weekdays: Vec<OnWeekday>,
    pub(crate) positions: Vec<i16>,
    pub(crate) week_start: Weekday,
}

/// Why a text is no rule that is kept here. Each names the part it is about.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Longer than [`RULE_BYTES_MAX`].
    #[error("the rule is longer than {RULE_BYTES_MAX} bytes")]
    TooLong,
    /// A part without a name or without a value.
    #[error("`{0}` is no part of a rule: a name, `=` and a value")]
    NoPair(String),
    /// A part that stands twice.
    #[error("{0} stands twice")]
    Twice(String),
    /// A part or frequency of the RFC, or beyond it, that is not kept here.
    #[error("{0} is not kept")]
    NotKept(String),
    /// A value that the part cannot have.
    #[error("`{value}` is no value of {part}")]
    Value {
        /// The part.
        part: &'static str,
        /// What stood there.
        value: String,
    },
    /// No FREQ.
    #[error("FREQ is missing")]
    NoFrequency,
    /// Both COUNT and UNTIL.
    #[error("COUNT and UNTIL exclude each other")]
    TwoEnds,
    /// A part that has no meaning with this frequency, such as the first Monday of a week.
    #[error("{0} has no meaning with this frequency")]
    NotWithFrequency(&'static str),
    /// BYSETPOS without another part to choose from.
    #[error("BYSETPOS needs a part to choose from")]
    NothingToChoose,
}

impl Problem {
    /// A stable word for it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLong => "too_long",
            Self::NoPair(_) => "no_pair",
            Self::Twice(_) => "twice",
            Self::NotKept(_) => "not_kept",
            Self::Value { .. } => "value",
            Self::NoFrequency => "no_frequency",
            Self::TwoEnds => "two_ends",
            Self::NotWithFrequency(_) => "not_with_frequency",
            Self::NothingToChoose => "nothing_to_choose",
        }
    }

    /// The part it is about, as written; the whole rule where none.
    #[must_use]
    pub fn part(&self) -> Option<&str> {
        match self {
            Self::NoPair(part) | Self::Twice(part) | Self::NotKept(part) => Some(part),
            Self::Value { part, .. } | Self::NotWithFrequency(part) => Some(part),
            Self::NoFrequency => Some("FREQ"),
            Self::NothingToChoose => Some("BYSETPOS"),
            Self::TwoEnds => Some("UNTIL"),
            Self::TooLong => None,
        }
    }
}

/// The two letters of a weekday.
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Monday),
    ("TU", Weekday::Tuesday),
    ("WE", Weekday::Wednesday),
    ("TH", Weekday::Thursday),
    ("FR", Weekday::Friday),
    ("SA", Weekday::Saturday),
    ("SU", Weekday::Sunday),
];

fn letters(weekday: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(_, known)| *known == weekday).map_or("MO", |(letters, _)| letters)
}

impl Recurrence {
    /// How often it comes.
    #[must_use]
    pub const fn frequency(&self) -> Frequency {
        self.frequency
    }

    /// When it ends.
    #[must_use]
    pub const fn end(&self) -> End {
        self.end
    }
}

/// The rule in the form of the RFC, its parts in one order, so that equal rules are equal texts.
impl fmt::Display for Recurrence {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let frequency = match self.frequency {
            Frequency::Daily => "DAILY",
            Frequency::Weekly => "WEEKLY",
            Frequency::Monthly => "MONTHLY",
            Frequency::Yearly => "YEARLY",
        };
        write!(out, "FREQ={frequency}")?;
        if self.interval != 1 {
            write!(out, ";INTERVAL={}", self.interval)?;
        }
        match self.end {
            End::Never => {}
            End::Count(count) => write!(out, ";COUNT={count}")?,
            End::Day(date) => write!(out, ";UNTIL={}", date.strftime("%Y%m%d"))?,
            End::Wall(wall) => write!(out, ";UNTIL={}", wall.strftime("%Y%m%dT%H%M%S"))?,
            End::Moment(at) => write!(out, ";UNTIL={}", at.strftime("%Y%m%dT%H%M%SZ"))?,
        }
        write_list(out, "BYMONTH", &self.months)?;
        write_list(out, "BYMONTHDAY", &self.month_days)?;
        let weekdays: Vec<_> =
            self.weekdays.iter().map(|on| on.nth.map_or_else(String::new, |nth| nth.to_string()) + letters(on.weekday)).collect();
        write_list(out, "BYDAY", &weekdays)?;
        write_list(out, "BYSETPOS", &self.positions)?;
        if self.week_start != Weekday::Monday {
            write!(out, ";WKST={}", letters(self.week_start))?;
        }
        Ok(())
    }
}

fn write_list(out: &mut fmt::Formatter<'_>, part: &str, list: &[impl ToString]) -> fmt::Result {
    if list.is_empty() {
        return Ok(());
    }
    let words: Vec<_> = list.iter().map(ToString::to_string).collect();
    write!(out, ";{part}={}", words.join(","))
}

#[cfg(test)]
mod tests;
