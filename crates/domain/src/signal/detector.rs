//! Peaks of one series, found while it grows.

use serde::{Deserialize, Serialize};

use super::{
    Episode, Feedback, Grain, Kind, Point, Reading, Refused, Threshold,
    level::{self, Level, Scatter, Width},
    point::{self, COUNT_MAX},
    tails,
    week::{WEEK_HOURS, Week},
};

/// Fewer mentions than this beyond the expected are never told, however rare a topic is.
const EXCESS_MIN: f64 = 4.0;
/// The least mean that is reckoned with, one point: a mention in a century.
const MEAN_MIN: f64 = 1e-7;
/// With less than this part of its sources answering, nothing is learnt of a topic.
const HEARD_MIN: f64 = 0.5;
/// The least part of the expected that is reckoned with where sources are ill.
const HEARD_FLOOR: f64 = 0.1;
/// A point of an episode's first sum is its beginning when it is this unusual by itself.
const BEGINNING_SURPRISE: f64 = 2.0;

/// With so many mentions an hour, the rhythm is learnt half as fast as with any number: the inverse of a scatter of one half.
const RHYTHM_DOUBT: f64 = 2.0;

/// One of the last points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Past {
    count: f64,
    mean: f64,
}

/// Watches the counts of one topic at one grain. Serialise it at any point and resume it: it goes on as if nothing had been.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "Kept")]
pub struct Detector {
    grain: Grain,
    last_s: Option<i64>,
    seen: u32,
    level: Level,
    week: Week,
    /// Of the two sums that are judged.
    scatter: [Scatter; 2],
    width: Width,
    /// The last points, as many as the longer sum has, the newest at `newest`.
    past: Vec<Past>,
    newest: usize,
    threshold: Threshold,
    episode: Option<Episode>,
}

/// How unusual the newest sums are.
struct Judged {
    surprise: f64,
    window: usize,
}

impl Detector {
    /// One that knows nothing yet.
    #[must_use]
    pub fn new(grain: Grain) -> Self {
        Self {
            grain,
            last_s: None,
            seen: 0,
            level: Level::new(),
            week: Week::new(),
            scatter: [Scatter::new(); 2],
            width: Width::new(),
            past: vec![Past::default(); grain.windows()[1]],
            newest: 0,
            threshold: Threshold::default(),
            episode: None,
        }
    }

    /// The grain it was made for.
    #[must_use]
    pub fn grain(&self) -> Grain {
        self.grain
    }

    /// How unusual something has to be here.
    #[must_use]
    pub fn threshold(&self) -> Threshold {
        self.threshold
    }

    /// How far the longer of the judged sums scatters beyond chance; 0 would be pure chance.
    #[must_use]
    pub fn scatter(&self) -> f64 {
        self.scatter[1].learnt()
    }

    /// The bytes of memory that it takes.
    #[must_use]
    pub fn memory_bytes(&self) -> usize {
        size_of::<Self>() + self.past.capacity() * size_of::<Past>()
    }

    /// Takes all that was ever said of its alarms, instead of what it had learnt of it.
    pub fn relearn(&mut self, feedback: &[Feedback]) {
        self.threshold.relearn(feedback);
    }

    /// Learns from what somebody said of an alarm.
    pub fn learn(&mut self, feedback: Feedback) {
        self.threshold.learn(feedback);
    }

    /// The episode that lasts.
    #[must_use]
    pub fn episode(&self) -> Option<&Episode> {
        self.episode.as_ref()
    }

    /// What is usual for a point at this hour of the week, with the bounds that 95 % of such points lie between.
    #[must_use]
    pub fn expects(&self, hour_of_week: u8) -> (f64, f64, f64) {
        let expected = self.level.value(0.0) * self.week.factor(usize::from(hour_of_week));
        let (low, high) = tails::band(expected, self.width.value());
        (expected, low, high)
    }

    /// Reads the next point, with only the past known. A point that is missing is not taken for a count of nothing.
    ///
    /// # Errors
    /// For a point that is not later than the last, or is no count; what is known stays as it was.
    pub fn read(&mut self, point: &Point) -> Result<Reading, Refused> {
        if !(0.0..=COUNT_MAX).contains(&point.count) {
            return Err(Refused::NoCount);
        }
        let passed = self.passed(point.at_s)?;
        let heard = if point.heard.is_finite() { point.heard.clamp(HEARD_FLOOR, 1.0) } else { 1.0 };
        let hour = usize::from(point.hour_of_week) % WEEK_HOURS;
        let level = self.level.value(0.0).max(MEAN_MIN);
        let factor = self.week.factor(hour);
        let expected = level * factor * heard;
        let (low, high) = tails::band(expected, self.width.value());
        // At night few words are unusual for the hour; to wake somebody it takes more than the mean of the week, too.
        let mean = level * factor.max(1.0) * heard;
        self.keep(Past { count: point.count, mean }, passed);
        let judged = self.judge();
        let start_s = self.beginning(&judged, point.at_s);
        self.threshold.pass(self.grain, passed);
        let mut reading = Reading {
            at_s: point.at_s,
            count: point.count,
            expected,
            low,
            high,
            score: 0.0,
            alarm: None,
            over: None,
            lasts: false,
        };
        let ready = self.seen > self.grain.warm();
        let calm_s = self.grain.calm();
        point::follow(&mut self.episode, &mut self.threshold, Kind::Peak, judged.surprise, calm_s, ready, &mut reading);
        if let (Some(alarm), Some(episode)) = (&mut reading.alarm, &mut self.episode) {
            alarm.start_s = start_s;
            episode.start_s = start_s;
        }
        self.learn_point(point.count / heard, heard, hour, factor, level);
        Ok(reading)
    }

    /// How many points later this one is than the last, at least one.
    fn passed(&mut self, at_s: i64) -> Result<f64, Refused> {
        let step = i64::from(self.grain.as_seconds());
        let passed = match self.last_s {
            None => 1,
            Some(last) if at_s <= last => return Err(Refused::NotLater),
            Some(last) => at_s.saturating_sub(last).saturating_add(step / 2) / step,
        };
        self.last_s = Some(at_s);
        self.seen = self.seen.saturating_add(1);
        #[expect(clippy::cast_precision_loss, reason = "no series has 2^53 points")]
        Ok(passed.max(1) as f64)
    }

    fn keep(&mut self, newest: Past, passed: f64) {
        let length = self.past.len();
        if passed > length as f64 {
            self.past.fill(Past::default());
        } else {
            let mut missing = passed - 1.0;
            while missing >= 1.0 {
                self.newest = (self.newest + 1) % length;
                self.past[self.newest] = Past::default();
                missing -= 1.0;
            }
        }
        self.newest = (self.newest + 1) % length;
        self.past[self.newest] = newest;
    }

    /// The point that is `back` points before the newest.
    fn back(&self, back: usize) -> Past {
        self.past[(self.newest + self.past.len() - back) % self.past.len()]
    }

    /// How old what is known is, in days; a coarse grain needs a week of points to know as much as a fine one knows after a day.
    fn days(&self) -> f64 {
        f64::from(self.seen) / f64::from(self.grain.warm())
    }

    /// The surprise of the two sums, and learns how far they scatter.
    fn judge(&mut self) -> Judged {
        let mut judged = Judged { surprise: 0.0, window: 1 };
        let (mut sum, mut mean, mut points) = (0.0, 0.0, 0);
        let days = self.days();
        for (place, window) in self.grain.windows().into_iter().enumerate() {
            while points < window.min(self.past.len()) {
                let past = self.back(points);
                (sum, mean, points) = (sum + past.count, mean + past.mean, points + 1);
            }
            if (self.seen as usize) < window {
                continue;
            }
            if sum - mean >= EXCESS_MIN {
                let surprise = tails::surprise(sum, mean, self.scatter[place].value(days));
                if surprise > judged.surprise {
                    judged = Judged { surprise, window };
                }
            }
            self.scatter[place].learn(sum, mean, f64::from(self.seen), self.grain);
        }
        judged
    }

    /// An episode begins with the first point of its sum that is unusual by itself.
    fn beginning(&self, judged: &Judged, at_s: i64) -> i64 {
        let unusual = |back: &usize| {
            let past = self.back(*back);
            tails::surprise(past.count, past.mean, self.scatter[0].learnt()) >= BEGINNING_SURPRISE
        };
        let back = (0..judged.window).rev().find(unusual).unwrap_or(0);
        let back_s = i64::try_from(back).unwrap_or(0) * i64::from(self.grain.as_seconds());
        at_s.saturating_sub(back_s)
    }

    fn learn_point(&mut self, count: f64, heard: f64, hour: usize, factor: f64, level: f64) {
        if heard < HEARD_MIN {
            return;
        }
        let expected = level * factor;
        self.width.learn(count, expected, self.grain);
        let scatter = self.scatter[0].learnt();
        let share = level::held(count, expected, scatter) / level;
        self.level.learn(count, factor, scatter, self.grain);
        // An hour in which half a mention is usual tells less of the rhythm than one with fifty: its share of the level has the variance
        // 1/n + a, and is weighed by the inverse of that.
        let usual = level / self.grain.visit();
        let weight = self.grain.visit() * usual / (usual + RHYTHM_DOUBT);
        if self.seen > 1 {
            self.week.learn(hour, share, weight);
        }
    }
}

/// A detector as it was kept, by us or by anybody.
#[derive(Deserialize)]
struct Kept {
    grain: Grain,
    last_s: Option<i64>,
    seen: u32,
    level: Level,
    week: Week,
    scatter: [Scatter; 2],
    width: Width,
    past: Vec<Past>,
    newest: usize,
    threshold: Threshold,
    episode: Option<Episode>,
}

impl From<Kept> for Detector {
    fn from(kept: Kept) -> Self {
        let length = kept.grain.windows()[1];
        let sensible = |past: &Past| (0.0..=COUNT_MAX).contains(&past.count) && past.mean.is_finite() && past.mean >= 0.0;
        let whole = kept.past.len() == length && kept.newest < length && kept.past.iter().all(sensible);
        Self {
            grain: kept.grain,
            last_s: kept.last_s,
            seen: kept.seen,
            level: kept.level.mended(),
            week: kept.week,
            scatter: kept.scatter.map(Scatter::mended),
            width: kept.width.mended(),
            past: if whole { kept.past } else { vec![Past::default(); length] },
            newest: if whole { kept.newest } else { 0 },
            threshold: kept.threshold.mended(),
            episode: kept.episode.filter(Episode::is_sensible),
        }
    }
}
