//! When a topic falls silent: against what was expected, and told apart from sources that do not answer.

use serde::{Deserialize, Serialize};

use super::{Alarm, Grain, Kind, Reading, alarm::Began, point::COUNT_MAX, tails};

/// As long as less than this part of the expected is said, it is quiet.
const QUIET_PART: f64 = 0.1;
/// With less than this part of its sources answering, nothing can be said of a topic's silence.
const HEARD_MIN: f64 = 0.5;

/// Counts of people scatter at least so far over the length of a silence: with it, some twenty mentions must be missing.
const SCATTER_MIN: f64 = 0.2;

/// What a watch makes of a point.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "it is looked at and let go, never kept in numbers")]
pub enum Quiet {
    /// It is judged: `count` and `expected` are the sums since it fell quiet; an alarm is 0.5 or more, once an episode.
    Judged(Reading),
    /// Too many of the topic's sources do not answer: whoever is silent, it may be them.
    SourcesIll,
}

/// Watches for the silence of one topic, beside its [`super::Detector`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SilenceWatch {
    grain: Grain,
    /// Since it fell quiet: when, what was said, what would have been usual.
    since_s: Option<i64>,
    count: f64,
    expected: f64,
    #[serde(flatten)]
    alarm: Alarm,
}

impl SilenceWatch {
    /// One for which it is not quiet.
    #[must_use]
    pub fn new(grain: Grain) -> Self {
        Self { grain, since_s: None, count: 0.0, expected: 0.0, alarm: Alarm::default() }
    }

    /// What it remembers of its alarms.
    #[must_use]
    pub fn alarm(&self) -> &Alarm {
        &self.alarm
    }

    /// The same, to be taught.
    pub fn alarm_mut(&mut self) -> &mut Alarm {
        &mut self.alarm
    }

    /// Reads what the detector said of a point. `heard` is that of the point, `scatter` that of the detector
    /// ([`super::Detector::scatter`]).
    pub fn read(&mut self, of: &Reading, heard: f64, scatter: f64) -> Quiet {
        let scatter = scatter.max(SCATTER_MIN);
        if heard.is_nan() || heard < HEARD_MIN {
            (self.since_s, self.count, self.expected) = (None, 0.0, 0.0);
            return Quiet::SourcesIll;
        }
        let sensible = |value: f64| if (0.0..=COUNT_MAX).contains(&value) { value } else { 0.0 };
        self.count = sensible(self.count) + sensible(of.count);
        self.expected = sensible(self.expected) + sensible(of.expected);
        let since_s = *self.since_s.get_or_insert(of.at_s);
        let over = self.count > 0.0 && self.count > QUIET_PART * self.expected;
        let surprise = if over { 0.0 } else { -tails::surprise(self.count, self.expected, scatter) };
        let (low, high) = tails::band(self.expected, scatter);
        let mut reading = Reading {
            count: self.count,
            expected: self.expected,
            low,
            high,
            score: 0.0,
            alarm: None,
            over: None,
            lasts: false,
            ..*of
        };
        self.alarm.pass(self.grain, 1.0);
        // A silence is over with the first words; until then it lasts.
        let calm_s = if over { -1 } else { i64::MAX };
        self.alarm.follow(Kind::Silence, surprise.max(0.0), calm_s, true, &mut reading);
        let began = Began { start_s: since_s, total: self.count, total_expected: self.expected, usual_week: 0.0 };
        self.alarm.began(began, &mut reading);
        if over {
            (self.since_s, self.count, self.expected) = (None, 0.0, 0.0);
        }
        Quiet::Judged(reading)
    }
}
