//! What a watch remembers of its alarms: how unusual something has to be, and what is going on.

use serde::{Deserialize, Deserializer, Serialize};

use super::{Episode, Feedback, Grain, Kind, Reading, Threshold};

/// An episode lasts while the surprise is at least this part of the threshold.
const LASTING_PART: f64 = 0.7;
/// The score of what is not told stays under one half by this much.
const SCORE_UNTOLD_MAX: f64 = 0.499;

/// Tells of each episode once. Every watch has one; it is kept as two fields of the watch itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Alarm {
    #[serde(deserialize_with = "mended")]
    threshold: Threshold,
    #[serde(default, deserialize_with = "mended")]
    episode: Option<Episode>,
}

impl Alarm {
    /// How unusual something has to be here.
    #[must_use]
    pub fn threshold(&self) -> Threshold {
        self.threshold
    }

    /// The episode that lasts.
    #[must_use]
    pub fn episode(&self) -> Option<&Episode> {
        self.episode.as_ref()
    }

    /// Learns from what somebody said of it.
    pub fn learn(&mut self, feedback: Feedback) {
        self.threshold.learn(feedback);
    }

    /// Takes all that was ever said of it, instead of what it had learnt.
    pub fn relearn(&mut self, feedback: &[Feedback]) {
        self.threshold.relearn(feedback);
    }

    /// Lets the time of so many points pass.
    pub(super) fn pass(&mut self, grain: Grain, points: f64) {
        self.threshold.pass(grain, points);
    }

    /// Scores a point by its surprise, and opens, continues or closes the episode: told once, it ends when nothing unusual was seen
    /// for `calm_s` seconds. `ready` is whether enough is known to tell anything.
    pub(super) fn follow(&mut self, kind: Kind, surprise: f64, calm_s: i64, ready: bool, reading: &mut Reading) {
        let part = surprise / self.threshold.value();
        reading.score = (part / 2.0).clamp(0.0, SCORE_UNTOLD_MAX);
        if let Some(mut episode) = self.episode.take() {
            if reading.at_s.saturating_sub(episode.last_s) > calm_s {
                episode.end_s = Some(episode.last_s);
                reading.over = Some(episode);
            } else {
                episode.add(reading, surprise, part >= LASTING_PART);
                self.episode = Some(episode);
            }
        }
        if self.episode.is_none() && part >= 1.0 && ready {
            let episode = Episode::begin(kind, surprise, reading);
            reading.score = told(part);
            reading.alarm = Some(episode);
            self.episode = Some(episode);
            self.threshold.alarmed();
        }
        reading.lasts = self.episode.is_some();
    }

    /// What it tells with this point began earlier, with what was counted and expected until now.
    pub(super) fn began(&mut self, began: Began, reading: &mut Reading) {
        if reading.alarm.is_none() {
            return;
        }
        let Began { start_s, total, total_expected, usual_week } = began;
        for episode in reading.alarm.iter_mut().chain(&mut self.episode) {
            *episode = Episode { start_s, total, total_expected, usual_week, ..*episode };
        }
    }
}

/// How something began that is told only now. The fields are those of [`Episode`].
pub(super) struct Began {
    pub(super) start_s: i64,
    pub(super) total: f64,
    pub(super) total_expected: f64,
    pub(super) usual_week: f64,
}

/// The score of what is told when it is `part` times as unusual as it has to be, from one on.
pub(super) fn told(part: f64) -> f64 {
    0.5 + 0.5 * (1.0 - (1.0 - part).exp())
}

/// What was kept may have been written by anybody.
pub(super) trait Mend {
    /// As it was, or sensible.
    fn mended(self) -> Self;
}

impl Mend for Option<Episode> {
    fn mended(self) -> Self {
        self.filter(Episode::is_sensible)
    }
}

impl<T: Mend, const N: usize> Mend for [T; N] {
    fn mended(self) -> Self {
        self.map(T::mended)
    }
}

/// Reads what was kept, and mends it.
pub(super) fn mended<'de, D: Deserializer<'de>, T: Deserialize<'de> + Mend>(kept: D) -> Result<T, D::Error> {
    T::deserialize(kept).map(T::mended)
}
