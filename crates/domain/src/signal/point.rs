//! What is read, and what is said of it.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Buzz, Evidence};

/// The most that a point may count; a larger number is a fault of whoever counts.
pub const COUNT_MAX: f64 = 1e12;

/// One point of a series: what was counted from `at_s` on, for the length of the grain.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Its beginning, in seconds since 1970 (UTC).
    pub at_s: i64,
    /// The hour of the week there, in the time zone of the topic: 0 is Monday from midnight to one, 167 the last of Sunday.
    pub hour_of_week: u8,
    /// What was counted.
    pub count: f64,
    /// The part of what is usually heard of this topic that comes from sources that answer now, from 0 to 1.
    pub heard: f64,
}

/// Why a point was not read. What was known before stays as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum Refused {
    /// It is not later than the last one.
    #[error("it is not later than the point before")]
    NotLater,
    /// Its count is negative, not a number, or beyond [`COUNT_MAX`].
    #[error("it is no count from 0 to 1e12")]
    NoCount,
}

/// What a signal is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// More is said than usual.
    Peak,
    /// What is said is more negative than usual.
    NegativePeak,
    /// Less is said than usual, and the sources are well.
    Silence,
    /// A phrase that was rare is everywhere.
    NewTheme,
    /// What stayed on few sites is on many.
    Spread,
}

/// A time during which something was unusual.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Episode {
    /// What was unusual.
    pub kind: Kind,
    /// When it began, in seconds since 1970: the first point of the sum that gave the alarm away.
    pub start_s: i64,
    /// When the alarm was raised: the beginning of the point that was read then.
    pub alarm_s: i64,
    /// When it was strongest.
    pub peak_s: i64,
    /// The count of the point that was strongest, and what was expected there.
    pub peak_count: f64,
    /// What was expected there.
    pub peak_expected: f64,
    /// How strong it was there, in standard deviations.
    pub strength: f64,
    /// All that was counted from the first point to the last unusual one.
    pub total: f64,
    /// What would have been usual in the same time.
    pub total_expected: f64,
    /// What is usual in a week, as of its beginning; 0 where that was not asked.
    #[serde(default)]
    pub usual_week: f64,
    /// What came after the last unusual point, counted and expected, until it is known whether it belongs to the episode.
    pub(super) after: (f64, f64),
    /// When the last unusual point was; it ended with that.
    pub last_s: i64,
    /// The end, once it is over.
    pub end_s: Option<i64>,
}

/// What is said of a point.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The point.
    pub at_s: i64,
    /// What was counted.
    pub count: f64,
    /// What is usual at this hour of the week.
    pub expected: f64,
    /// 95 % of such points lie at this or above …
    pub low: f64,
    /// … and at this or under.
    pub high: f64,
    /// How unusual it is, from 0 to 1: under 0.5 nothing is told.
    pub score: f64,
    /// An alarm that this point raises, once an episode.
    pub alarm: Option<Episode>,
    /// An episode that is over with this point.
    pub over: Option<Episode>,
    /// Whether an episode lasts.
    pub lasts: bool,
}

/// An alarm with what explains it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Signal {
    /// What happened, and when.
    pub episode: Episode,
    /// The length of the points it was found on, in seconds.
    pub grain_s: u32,
    /// 95 % of such points lie between these.
    pub band: (f64, f64),
    /// Who said what, where, how.
    pub evidence: Evidence,
    /// How much this looks like a bad buzz, with its parts.
    pub buzz: Buzz,
}

impl Episode {
    /// One that begins with this point.
    pub(super) fn begin(kind: Kind, surprise: f64, reading: &Reading) -> Self {
        Self {
            kind,
            start_s: reading.at_s,
            alarm_s: reading.at_s,
            peak_s: reading.at_s,
            peak_count: reading.count,
            peak_expected: reading.expected,
            strength: surprise,
            total: reading.count,
            total_expected: reading.expected,
            usual_week: 0.0,
            after: (0.0, 0.0),
            last_s: reading.at_s,
            end_s: None,
        }
    }

    /// Another point of it; `unusual` when it is what keeps it going.
    pub(super) fn add(&mut self, reading: &Reading, surprise: f64, unusual: bool) {
        self.after = (self.after.0 + reading.count, self.after.1 + reading.expected);
        self.strength = self.strength.max(surprise);
        if (reading.count - reading.expected).abs() > (self.peak_count - self.peak_expected).abs() {
            (self.peak_s, self.peak_count, self.peak_expected) = (reading.at_s, reading.count, reading.expected);
        }
        if unusual {
            self.last_s = reading.at_s;
            self.total += self.after.0;
            self.total_expected += self.after.1;
            self.after = (0.0, 0.0);
        }
    }

    /// Whether all its numbers are numbers.
    pub(super) fn is_sensible(&self) -> bool {
        let parts = [self.peak_count, self.peak_expected, self.strength, self.total, self.total_expected, self.usual_week];
        parts.iter().all(|part| part.is_finite()) && self.after.0.is_finite() && self.after.1.is_finite()
    }
}
