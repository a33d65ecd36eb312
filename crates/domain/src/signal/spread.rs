//! When what stayed on few sites is on many: the number of different sites within six hours, against the usual number.

use serde::{Deserialize, Serialize};

use super::{
    Alarm, Grain, Kind, Reading, Refused,
    grain::{HOUR_S, WEEK_S},
    level::held,
    tails,
};

/// Sites are counted that spoke within this time.
const WINDOW_S: u32 = 6 * HOUR_S;
/// Half of the usual number was learnt within this time.
const USUAL_HALF_S: u32 = 2 * WEEK_S;
/// The most sites that are told apart; more are as many.
pub const SPREAD_SITES_MAX: usize = 128;
/// Fewer sites than this beyond the usual are never told.
const EXCESS_MIN: f64 = 3.0;
/// How far the number of sites scatters beyond chance.
const SCATTER: f64 = 0.1;
/// No alarm before so many points.
const WARM_POINTS: f64 = 24.0;

/// What is said of a point.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpreadReading {
    /// Different sites within the last six hours.
    pub sites: usize,
    /// The usual number.
    pub usual: f64,
    /// From 0 to 1; an alarm is 0.5 or more, once an episode. `count` is `sites`, `expected` is `usual`.
    pub reading: Reading,
}

/// Watches on how many sites a topic is spoken of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpreadWatch {
    grain: Grain,
    last_s: Option<i64>,
    /// Hash of a site, and when it last spoke.
    sites: Vec<(u32, i64)>,
    sum: f64,
    weight: f64,
    #[serde(flatten)]
    alarm: Alarm,
}

impl SpreadWatch {
    /// One that knows nothing yet.
    #[must_use]
    pub fn new(grain: Grain) -> Self {
        Self { grain, last_s: None, sites: Vec::new(), sum: 0.0, weight: 0.0, alarm: Alarm::default() }
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

    /// The usual number of different sites within six hours.
    #[must_use]
    pub fn usual(&self) -> f64 {
        if self.weight > 0.0 { (self.sum / self.weight).max(0.0) } else { 0.0 }
    }

    /// The bytes of memory that it takes.
    #[must_use]
    pub fn memory_bytes(&self) -> usize {
        size_of::<Self>() + self.sites.capacity() * size_of::<(u32, i64)>()
    }

    /// Reads on which sites was spoken in the next point.
    ///
    /// # Errors
    /// For a point that is not later than the last.
    pub fn read<'a>(&mut self, at_s: i64, sites: impl IntoIterator<Item = &'a str>) -> Result<SpreadReading, Refused> {
        let step = i64::from(self.grain.as_seconds());
        #[expect(clippy::cast_precision_loss, reason = "a length of time")]
        let passed = match self.last_s {
            Some(last) if at_s <= last => return Err(Refused::NotLater),
            Some(last) => (at_s.saturating_sub(last) as f64 / step as f64).max(1.0),
            None => 1.0,
        };
        self.last_s = Some(at_s);
        let oldest = at_s.saturating_sub(i64::from(WINDOW_S.max(self.grain.as_seconds())));
        self.sites.retain(|(_, spoke_s)| *spoke_s > oldest);
        for hash in sites.into_iter().map(hash) {
            let room = self.sites.len() < SPREAD_SITES_MAX;
            match self.sites.iter_mut().find(|(known, _)| *known == hash) {
                Some((_, spoke_s)) => *spoke_s = at_s,
                None if room => self.sites.push((hash, at_s)),
                None => {}
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "at most 128")]
        let count = self.sites.len() as f64;
        if !(self.sum.is_finite() && self.weight.is_finite() && self.weight >= 0.0) {
            (self.sum, self.weight) = (0.0, 0.0);
        }
        let usual = if self.weight > 0.0 { (self.sum / self.weight).max(0.0) } else { count };
        let surprise = if count - usual >= EXCESS_MIN { tails::surprise(count, usual.max(0.1), SCATTER) } else { 0.0 };
        self.alarm.pass(self.grain, passed);
        let (low, high) = tails::band(usual, SCATTER);
        let mut reading = Reading { at_s, count, expected: usual, low, high, score: 0.0, alarm: None, over: None, lasts: false };
        let ready = self.weight >= WARM_POINTS.min(self.grain.level_half());
        self.alarm.follow(Kind::Spread, surprise.max(0.0), self.grain.calm(), ready, &mut reading);
        let keep = (-passed * f64::from(self.grain.as_seconds()) / f64::from(USUAL_HALF_S)).exp2();
        self.sum = self.sum.mul_add(keep, held(count, usual, SCATTER));
        self.weight = self.weight.mul_add(keep, 1.0);
        Ok(SpreadReading { sites: self.sites.len(), usual, reading })
    }
}

/// FNV-1a, 32 bits: two of 128 sites are taken for one in one of 500,000 topics.
fn hash(site: &str) -> u32 {
    site.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
