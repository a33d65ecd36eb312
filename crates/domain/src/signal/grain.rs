//! How long a point of a series is, and what follows from it.

use serde::{Deserialize, Serialize};

/// A minute, in seconds.
const MINUTE_S: u32 = 60;
/// An hour, in seconds.
pub(super) const HOUR_S: u32 = 60 * MINUTE_S;
/// A day, in seconds.
pub(super) const DAY_S: u32 = 24 * HOUR_S;
/// A week, in seconds.
pub(super) const WEEK_S: u32 = 7 * DAY_S;
/// Half of what is known of the level was learnt within this time: a whole week, so that every day of it counts once.
const LEVEL_HALF_S: u32 = WEEK_S;
/// Half of what is known of the scatter was learnt within this time.
const SCATTER_HALF_S: u32 = 4 * WEEK_S;
/// The sums that are judged: a single point of a fine grain is too easily one person's doing.
const SHORT_S: u32 = 15 * MINUTE_S;
/// The longer sum, as a multiple of the shorter one.
const LONG_FACTOR: u32 = 4;
/// No alarm is raised before so much was seen.
const WARM_S: u32 = DAY_S;
/// An episode ends when so long nothing unusual was seen.
const CALM_S: u32 = 6 * HOUR_S;
/// A level that halved for so long is the new level …
const FALL_S: u32 = 3 * DAY_S;
/// … and one that doubled for so long.
const RISE_S: u32 = WEEK_S;

/// The length of a point, from one minute to one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Grain(u32);

impl Grain {
    /// Five minutes.
    pub const FIVE_MINUTES: Self = Self(5 * MINUTE_S);
    /// An hour.
    pub const HOUR: Self = Self(HOUR_S);
    /// A day.
    pub const DAY: Self = Self(DAY_S);

    /// A grain of so many seconds; nothing under a minute or over a day.
    #[must_use]
    pub fn seconds(seconds: u32) -> Option<Self> {
        (MINUTE_S..=DAY_S).contains(&seconds).then_some(Self(seconds))
    }

    /// Reads `5m`, `90s`, `1h`, `1d`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let unit = match text.chars().last()? {
            's' => 1,
            'm' => MINUTE_S,
            'h' => HOUR_S,
            'd' => DAY_S,
            _ => return None,
        };
        let number: u32 = text[..text.len() - 1].parse().ok()?;
        Self::seconds(number.checked_mul(unit)?)
    }

    /// Its length in seconds.
    #[must_use]
    pub fn as_seconds(self) -> u32 {
        self.0
    }

    fn points(self, seconds: u32, least: u32) -> u32 {
        (seconds / self.0).max(least)
    }

    /// Points of the two sums that are judged.
    pub(super) fn windows(self) -> [usize; 2] {
        let short = self.points(SHORT_S, 1);
        [short as usize, (short * LONG_FACTOR) as usize]
    }

    pub(super) fn level_half(self) -> f64 {
        f64::from(self.points(LEVEL_HALF_S, 28))
    }

    pub(super) fn scatter_half(self) -> f64 {
        f64::from(self.points(SCATTER_HALF_S, 56))
    }

    pub(super) fn warm(self) -> u32 {
        self.points(WARM_S, 7)
    }

    /// In seconds.
    pub(super) fn calm(self) -> i64 {
        i64::from(CALM_S.max(2 * self.0))
    }

    /// Points of a day, at least three.
    pub(super) fn recent_half(self) -> f64 {
        f64::from(self.points(DAY_S, 3))
    }

    pub(super) fn fall(self) -> u32 {
        self.points(FALL_S, 5)
    }

    pub(super) fn rise(self) -> u32 {
        self.points(RISE_S, 12)
    }

    /// The part of an hour that a point covers, at most one: what it weighs in the rhythm of the week.
    pub(super) fn visit(self) -> f64 {
        f64::from(self.0.min(HOUR_S)) / f64::from(HOUR_S)
    }

    /// The part of a week that a point covers.
    pub(super) fn weeks(self) -> f64 {
        f64::from(self.0) / f64::from(WEEK_S)
    }
}

impl TryFrom<u32> for Grain {
    type Error = String;

    fn try_from(seconds: u32) -> Result<Self, String> {
        Self::seconds(seconds).ok_or_else(|| format!("a point of {seconds} seconds is not between a minute and a day"))
    }
}

impl From<Grain> for u32 {
    fn from(grain: Grain) -> Self {
        grain.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_as_people_write_them() {
        assert_eq!(Grain::parse("5m"), Some(Grain::FIVE_MINUTES));
        assert_eq!(Grain::parse("1h"), Some(Grain::HOUR));
        assert_eq!(Grain::parse("1d"), Some(Grain::DAY));
        for bad in ["", "m", "5", "0m", "30s", "2d", "-5m", "5 m", "99999999999m", "4294967295h", "5é"] {
            assert_eq!(Grain::parse(bad), None, "{bad}");
        }
    }
}
