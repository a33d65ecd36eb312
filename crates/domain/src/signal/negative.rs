//! When what is said turns negative: the share of negative against the topic's own usual share.
//!
//! The number of negative mentions rises with every peak; it is the share that tells. Both shares are counted on few, so both have
//! their interval ([`crate::proportion`]): an alarm needs the lower bound of the recent share above the upper bound of the usual.

use serde::{Deserialize, Serialize};

use super::{
    Alarm, Grain, Kind, Reading, Refused,
    grain::{DAY_S, HOUR_S, WEEK_S},
    point::COUNT_MAX,
};
use crate::proportion::wilson_95_of;

/// Half of a recent share was counted within these times: a storm, a bad morning, a bad day.
const RECENT_HALF_S: [u32; 3] = [HOUR_S, 6 * HOUR_S, DAY_S];
/// Half of the usual share was counted within this time.
const USUAL_HALF_S: u32 = 2 * WEEK_S;
/// Nothing is told of fewer negative mentions than this.
const NEGATIVE_MIN: f64 = 5.0;
/// The usual share counts for no more mentions than this: shares wander from day to day, whatever their number.
const USUAL_WEIGHT_MAX: f64 = 400.0;
/// Nor does a recent one.
const RECENT_WEIGHT_MAX: f64 = 200.0;
/// Before so many mentions were judged, there is no usual share.
const USUAL_MIN: f64 = 20.0;
/// What is assumed of a topic of which nothing is known: one in five negative, on ten mentions.
const PRIOR: (f64, f64) = (2.0, 10.0);
/// The surprise scale of [`super::Threshold`] is for counts; a share's is stretched by this to be judged on it.
const STRETCH: f64 = 1.25;

/// What was judged of one point's mentions.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct NegativePoint {
    /// Its beginning, in seconds since 1970 (UTC).
    pub at_s: i64,
    /// Mentions whose tone was judged; unsure ones are not among them.
    pub judged: f64,
    /// Those of them that are negative.
    pub negative: f64,
}

/// What is said of it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct NegativeReading {
    /// The recent share of negative that is furthest above the usual …
    pub share: f64,
    /// … and its 95 % bounds.
    pub bounds: (f64, f64),
    /// The usual share.
    pub usual: f64,
    /// Its 95 % bounds.
    pub usual_bounds: (f64, f64),
    /// From 0 to 1; an alarm is 0.5 or more, once an episode. `count` and `expected` are numbers of negative mentions.
    pub reading: Reading,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Counted {
    negative: f64,
    judged: f64,
}

impl Counted {
    fn pass(&mut self, seconds: f64, half_s: u32) {
        let keep = (-seconds / f64::from(half_s)).exp2();
        self.negative *= keep;
        self.judged *= keep;
    }

    fn share(self) -> f64 {
        if self.judged > 0.0 { (self.negative / self.judged).min(1.0) } else { 0.0 }
    }

    fn capped(self, most: f64) -> Self {
        let factor = if self.judged > most { most / self.judged } else { 1.0 };
        Self { negative: self.negative * factor, judged: self.judged * factor }
    }

    fn sensible(&self) -> bool {
        [self.negative, self.judged].iter().all(|part| part.is_finite() && *part >= 0.0)
    }
}

/// Watches the share of negative of one topic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NegativeWatch {
    grain: Grain,
    last_s: Option<i64>,
    recent: [Counted; 3],
    usual: Counted,
    #[serde(flatten)]
    alarm: Alarm,
}

impl NegativeWatch {
    /// One that knows nothing yet.
    #[must_use]
    pub fn new(grain: Grain) -> Self {
        let nothing = Counted::default();
        Self { grain, last_s: None, recent: [nothing; 3], usual: nothing, alarm: Alarm::default() }
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

    /// The usual share with its 95 % bounds.
    #[must_use]
    pub fn usual(&self) -> (f64, (f64, f64)) {
        let capped = self.usual.capped(USUAL_WEIGHT_MAX);
        let with_prior = Counted { negative: capped.negative + PRIOR.0, judged: capped.judged + PRIOR.1 };
        (with_prior.share(), wilson_95_of(with_prior.negative, with_prior.judged))
    }

    /// Reads the next point.
    ///
    /// # Errors
    /// For one that is not later than the last, or whose numbers are no counts.
    pub fn read(&mut self, point: &NegativePoint) -> Result<NegativeReading, Refused> {
        if !(0.0..=COUNT_MAX).contains(&point.judged) || !(0.0..=point.judged).contains(&point.negative) {
            return Err(Refused::NoCount);
        }
        let step = f64::from(self.grain.as_seconds());
        let passed = match self.last_s {
            Some(last) if point.at_s <= last => return Err(Refused::NotLater),
            #[expect(clippy::cast_precision_loss, reason = "a length of time")]
            Some(last) => point.at_s.saturating_sub(last) as f64,
            None => step,
        };
        self.last_s = Some(point.at_s);
        let here = Counted { negative: point.negative, judged: point.judged };
        if !(self.usual.sensible() && self.recent.iter().all(Counted::sensible)) {
            (self.usual, self.recent) = (Counted::default(), [Counted::default(); 3]);
        }
        for (recent, half_s) in self.recent.iter_mut().zip(RECENT_HALF_S) {
            recent.pass(passed, half_s);
            recent.negative += here.negative;
            recent.judged += here.judged;
        }
        let (usual, usual_bounds) = self.usual();
        let (surprise, recent) = self.furthest(usual, usual_bounds);
        self.alarm.pass(self.grain, passed / step);
        let mut reading = Reading {
            at_s: point.at_s,
            count: point.negative,
            expected: point.judged * usual,
            low: (point.judged * usual_bounds.0).floor(),
            high: (point.judged * usual_bounds.1).ceil(),
            score: 0.0,
            alarm: None,
            over: None,
            lasts: false,
        };
        self.alarm.follow(Kind::NegativePeak, surprise, self.grain.calm(), true, &mut reading);
        self.learn_usual(here, passed, usual_bounds.1);
        let capped = recent.capped(RECENT_WEIGHT_MAX);
        let bounds = wilson_95_of(capped.negative, capped.judged);
        Ok(NegativeReading { share: recent.share(), bounds, usual, usual_bounds, reading })
    }

    /// The recent share that is furthest above the usual, in standard deviations of their difference.
    fn furthest(&self, usual: f64, usual_bounds: (f64, f64)) -> (f64, Counted) {
        let mut furthest = (0.0, self.recent[2]);
        if self.usual.judged < USUAL_MIN {
            return furthest;
        }
        let usual_weight = self.usual.judged.min(USUAL_WEIGHT_MAX) + PRIOR.1;
        for recent in self.recent {
            let capped = recent.capped(RECENT_WEIGHT_MAX);
            let (low, _) = wilson_95_of(capped.negative, capped.judged);
            if recent.negative < NEGATIVE_MIN || low <= usual_bounds.1 {
                continue;
            }
            // Two shares that are one: the plain test of their difference, with the pooled share.
            let pooled = (capped.negative + usual * usual_weight) / (capped.judged + usual_weight);
            let deviation = (pooled * (1.0 - pooled) * (capped.judged.recip() + usual_weight.recip())).sqrt();
            let surprise = STRETCH * (capped.share() - usual) / deviation.max(1e-9);
            if surprise > furthest.0 {
                furthest = (surprise, recent);
            }
        }
        furthest
    }

    /// A storm is learnt no faster than as the upper bound of the usual: it must not become usual while it rages.
    fn learn_usual(&mut self, here: Counted, passed: f64, most: f64) {
        self.usual.pass(passed, USUAL_HALF_S);
        let young = self.usual.judged < USUAL_MIN;
        self.usual.judged += here.judged;
        self.usual.negative += if young { here.negative } else { here.negative.min(here.judged * most + 1.0) };
    }
}
