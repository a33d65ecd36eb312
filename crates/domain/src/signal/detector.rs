//! Peaks of one series, found while it grows.

use serde::{Deserialize, Serialize};

use super::{
    Alarm, Grain, Kind, Point, Reading, Refused,
    alarm::{Began, mended},
    level::{self, Level, Scatter, Width},
    point::COUNT_MAX,
    recent::{Past, Recent},
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

/// Watches the counts of one topic at one grain. Serialise it at any point and resume it: it goes on as if nothing had been.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Detector {
    grain: Grain,
    last_s: Option<i64>,
    seen: u32,
    #[serde(deserialize_with = "mended")]
    level: Level,
    week: Week,
    /// Of the two sums that are judged.
    #[serde(deserialize_with = "mended")]
    scatter: [Scatter; 2],
    #[serde(deserialize_with = "mended")]
    width: Width,
    #[serde(flatten)]
    recent: Recent,
    #[serde(flatten)]
    alarm: Alarm,
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
            recent: Recent::of(grain),
            alarm: Alarm::default(),
        }
    }

    /// The grain it was made for.
    #[must_use]
    pub fn grain(&self) -> Grain {
        self.grain
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

    /// How far the longer of the judged sums scatters beyond chance; 0 would be pure chance.
    #[must_use]
    pub fn scatter(&self) -> f64 {
        self.scatter[1].learnt()
    }

    /// The bytes of memory that it takes.
    #[must_use]
    pub fn memory_bytes(&self) -> usize {
        size_of::<Self>() + self.recent.heap_bytes()
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
        self.recent.keep(self.grain, Past { count: point.count, expected, mean, level }, passed);
        let judged = self.judge();
        let beginning = self.beginning(&judged);
        self.alarm.pass(self.grain, passed);
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
        self.alarm.follow(Kind::Peak, judged.surprise, calm_s, ready, &mut reading);
        let back_s = i64::try_from(beginning).unwrap_or(0) * i64::from(self.grain.as_seconds());
        let (total, total_expected) = self.recent.sum(beginning);
        let usual_week = self.recent.back(beginning).level / self.grain.weeks();
        let start_s = point.at_s.saturating_sub(back_s);
        self.alarm.began(Began { start_s, total, total_expected, usual_week }, &mut reading);
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
            while points < window {
                let past = self.recent.back(points);
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

    /// An episode begins with the first point of its sum that is unusual by itself: how many points ago.
    fn beginning(&self, judged: &Judged) -> usize {
        let unusual = |back: &usize| {
            let past = self.recent.back(*back);
            tails::surprise(past.count, past.mean, self.scatter[0].learnt()) >= BEGINNING_SURPRISE
        };
        (0..judged.window).rev().find(unusual).unwrap_or(0)
    }

    fn learn_point(&mut self, count: f64, heard: f64, hour: usize, factor: f64, level: f64) {
        if heard < HEARD_MIN {
            return;
        }
        let expected = level * factor;
        // How far usual points scatter is not told by an episode.
        if self.alarm.episode().is_none() {
            self.width.learn(count, expected, self.grain);
        }
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
