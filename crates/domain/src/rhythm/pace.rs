//! How often a source speaks, hour of the week by hour of the week.

use jiff::{SignedDuration, Timestamp};

/// How far back entries count.
pub const PACE_WINDOW: SignedDuration = SignedDuration::from_hours(30 * 24);
/// The most entries that count, the newest.
pub const PACE_ENTRIES_MAX: usize = 512;
/// The fewest bursts of entries from which a silence can be called abnormal.
pub const LATE_EVENTS_MIN: usize = 5;
/// The fewest bursts of entries from which a rhythm is read.
const PACE_EVENTS_MIN: usize = 3;
/// After this long an entry weighs half as much: a source that changes its habits is followed within two weeks.
const PACE_HALF_LIFE_SECONDS: f64 = 7.0 * DAY_SECONDS;
/// How many entries' worth of doubt there is about an hour or a day being different from the others.
const PROFILE_DOUBT: f64 = 2.0;
/// A silence is abnormal when a source that speaks at random moments at its usual rate would keep it once in a thousand times:
/// `-ln(0.001)` entries are missing.
const LATE_ENTRIES_MISSING: f64 = 6.907_755;
/// ... and only when it is longer than the longest one of the window by this factor.
const LATE_LONGEST_FACTOR: f64 = 1.5;

const HOUR_SECONDS: i64 = 3_600;
const DAY_SECONDS: f64 = 86_400.0;
const HOURS: usize = 24;
const DAYS: usize = 7;

/// The rate of a source: an inhomogeneous Poisson process whose intensity is a base rate times a factor for the hour of the
/// day and one for the day of the week (both UTC, both drawn towards 1 while little is known). Entries that come within the
/// shortest time between visits are one event, so that a burst of forty entries does not look like forty reasons to come.
#[derive(Clone, Debug)]
pub struct Pace {
    /// Events per second, averaged over the week.
    base: f64,
    by_hour: [f64; HOURS],
    by_day: [f64; DAYS],
    events: usize,
    longest: SignedDuration,
}

impl Pace {
    /// The rate as known at `now`; `None` when there are too few entries within the window.
    #[must_use]
    pub fn of(entries: &[Timestamp], burst: SignedDuration, now: Timestamp) -> Option<Self> {
        let events = events(entries, burst, now);
        let (first, rest) = events.split_first()?;
        if events.len() < PACE_EVENTS_MIN {
            return None;
        }
        let weight = |at: i64| (-(seconds(now.as_second() - at)) / PACE_HALF_LIFE_SECONDS).exp2();
        let (mut heard_hour, mut heard_day) = ([0.0; HOURS], [0.0; DAYS]);
        for at in rest {
            heard_hour[hour_of(*at)] += weight(*at);
            heard_day[day_of(*at)] += weight(*at);
        }
        let (mut time_hour, mut time_day) = ([0.0; HOURS], [0.0; DAYS]);
        let mut from = *first;
        while from < now.as_second() {
            let to = end_of_hour(from).min(now.as_second());
            let weighed = seconds(to - from) * weight(i64::midpoint(from, to));
            time_hour[hour_of(from)] += weighed;
            time_day[day_of(from)] += weighed;
            from = to;
        }
        let (heard, time): (f64, f64) = (heard_day.iter().sum(), time_day.iter().sum());
        if time < 1.0 {
            return None;
        }
        let base = heard / time;
        let by_hour = profile(&smooth(&heard_hour), &smooth(&time_hour), base);
        let by_day = profile(&heard_day, &time_day, base);
        let longest = events.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap_or_default();
        Some(Self { base, by_hour, by_day, events: events.len(), longest: SignedDuration::from_secs(longest) })
    }

    /// The usual time between two events, averaged over the week.
    #[must_use]
    pub fn gap(&self) -> SignedDuration {
        gap_of(self.base)
    }

    /// The usual time between two events at this time of the week.
    #[must_use]
    pub fn gap_at(&self, at: Timestamp) -> SignedDuration {
        gap_of(self.rate_at(at.as_second()))
    }

    /// How long after `from` until `events` are expected to have happened, at most `max`.
    #[must_use]
    pub fn wait_for(&self, events: f64, from: Timestamp, max: SignedDuration) -> SignedDuration {
        let end = from.as_second().saturating_add(max.as_secs());
        let (mut at, mut missing) = (from.as_second(), events);
        while at < end {
            let to = end_of_hour(at).min(end);
            let rate = self.rate_at(at);
            let expected = rate * seconds(to - at);
            if expected >= missing {
                return SignedDuration::from_secs(at - from.as_second()) + SignedDuration::from_secs_f64(missing / rate);
            }
            missing -= expected;
            at = to;
        }
        max
    }

    /// How long a silence after `last` is still usual; `None` when that cannot be told within the window.
    #[must_use]
    pub fn expected_silence(&self, last: Timestamp) -> Option<SignedDuration> {
        if self.events < LATE_EVENTS_MIN {
            return None;
        }
        let silence = self.wait_for(LATE_ENTRIES_MISSING, last, PACE_WINDOW).max(self.longest.mul_f64(LATE_LONGEST_FACTOR));
        (silence < PACE_WINDOW).then_some(silence)
    }

    fn rate_at(&self, second: i64) -> f64 {
        self.base * self.by_hour[hour_of(second)] * self.by_day[day_of(second)]
    }
}

/// The seconds at which bursts began, oldest first, within the window and not in the future.
fn events(entries: &[Timestamp], burst: SignedDuration, now: Timestamp) -> Vec<i64> {
    let oldest = now.checked_sub(PACE_WINDOW).unwrap_or(Timestamp::MIN);
    let mut times: Vec<i64> = entries.iter().filter(|at| (oldest..=now).contains(*at)).map(|at| at.as_second()).collect();
    times.sort_unstable();
    let mut kept = times.split_off(times.len().saturating_sub(PACE_ENTRIES_MAX));
    let burst = burst.as_secs().max(1);
    let mut begun: Option<i64> = None;
    kept.retain(|at| {
        let new = begun.is_none_or(|begun| at - begun >= burst);
        if new {
            begun = Some(*at);
        }
        new
    });
    kept
}

/// How much more than the base rate was heard in each part of the time, drawn towards 1 by the doubt.
fn profile<const N: usize>(heard: &[f64; N], time: &[f64; N], base: f64) -> [f64; N] {
    std::array::from_fn(|part| (heard[part] + PROFILE_DOUBT) / (time[part].mul_add(base, PROFILE_DOUBT)))
}

/// Each hour with half of its neighbours, around midnight too.
fn smooth(hours: &[f64; HOURS]) -> [f64; HOURS] {
    std::array::from_fn(|hour| {
        let beside = hours[(hour + HOURS - 1) % HOURS] + hours[(hour + 1) % HOURS];
        beside.mul_add(0.5, hours[hour])
    })
}

fn gap_of(rate: f64) -> SignedDuration {
    SignedDuration::try_from_secs_f64((1.0 / rate).round()).unwrap_or(PACE_WINDOW).min(PACE_WINDOW)
}

#[expect(clippy::cast_precision_loss, reason = "spans of a few weeks")]
const fn seconds(span: i64) -> f64 {
    span as f64
}

const fn end_of_hour(second: i64) -> i64 {
    second - second.rem_euclid(HOUR_SECONDS) + HOUR_SECONDS
}

#[expect(clippy::cast_possible_truncation, reason = "0 to 23")]
const fn hour_of(second: i64) -> usize {
    second.div_euclid(HOUR_SECONDS).rem_euclid(HOURS as i64) as usize
}

#[expect(clippy::cast_possible_truncation, reason = "0 to 6")]
const fn day_of(second: i64) -> usize {
    second.div_euclid(HOUR_SECONDS * HOURS as i64).rem_euclid(DAYS as i64) as usize
}
