//! When a source is visited next and why, and when its silence is abnormal.
//!
//! The expected rate comes from the source's own history (see [`Pace`]): recent entries weigh more, bursts count once, and
//! hours of the day and days of the week at which the source is active count for more than its dead hours. What the server
//! asks for (`<ttl>`, `sy:updatePeriod`, `Cache-Control`, `Expires`, `Retry-After`) is a lower bound within limits. Failures
//! slow the visits down, up to [`RHYTHM_FAILURE_MAX`], and never end them; only 410 Gone does, with a notice.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::Language;

mod pace;
mod standing;
mod words;

pub use pace::{LATE_EVENTS_MIN, PACE_ENTRIES_MAX, PACE_WINDOW, Pace};
pub use standing::{Standing, standing};
pub use words::spell;

/// The shortest time between two visits of one source.
pub const RHYTHM_MIN: SignedDuration = SignedDuration::from_mins(5);
/// The longest time between two visits of a source that answers: a rare writer is still heard within this time.
pub const RHYTHM_MAX: SignedDuration = SignedDuration::from_hours(6);
/// The longest time between two visits of a source that fails, blocks us or asks us to wait.
pub const RHYTHM_FAILURE_MAX: SignedDuration = SignedDuration::from_hours(24);
/// The time between visits of a source of which too little is known, unless the bounds say otherwise.
const RHYTHM_UNKNOWN: SignedDuration = SignedDuration::from_hours(1);
/// How many new entries should be waiting, on average, at a visit: with one half, most visits of an active source find at most one.
const ENTRIES_PER_VISIT: f64 = 0.5;
/// A silence of an eighth of its age is added to a source that has been quiet: it is looked at ever more rarely.
const QUIET_AGE_DIVISOR: i32 = 8;
/// The first wait after a failure, in shortest times between visits: 15 minutes with the default bounds.
const FAILURE_FIRST_FACTOR: i32 = 3;
/// A site that refuses us is asked as rarely as one that failed this many times more.
const BLOCKED_HEAD_START: u32 = 5;
/// The part of a wait by which sources are spread, so that those of one host do not come back in step.
const JITTER_PART: f64 = 0.1;

/// The shortest and longest time between two visits of a source that answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The shortest. It is also the time within which entries count as one burst.
    pub min: SignedDuration,
    /// The longest. Less than `min` counts as `min`.
    pub max: SignedDuration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { min: RHYTHM_MIN, max: RHYTHM_MAX }
    }
}

/// What the source and its server said of how often to come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hints {
    /// RSS `<ttl>`.
    pub ttl: Option<SignedDuration>,
    /// `sy:updatePeriod` divided by `sy:updateFrequency`.
    pub update_period: Option<SignedDuration>,
    /// `max-age` of `Cache-Control`, unless it also said `no-cache` or `no-store`.
    pub max_age: Option<SignedDuration>,
    /// The moment of `Expires`, when `Cache-Control` said nothing.
    pub expires: Option<Timestamp>,
}

/// Why the last visit brought nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// The network, the server or the content failed.
    Failing,
    /// The site refuses us: 401, 403, 451, a bot wall, its robots rules.
    Blocked,
    /// The server asked to wait, by 429 or 503, perhaps until a moment.
    AskedToWait {
        /// The moment, when it said one.
        until: Option<Timestamp>,
    },
    /// We did not go: the host was busy with our other requests. It is nobody's failure.
    HostBusy {
        /// When the host can be asked again.
        until: Timestamp,
    },
    /// We did not go: the host had asked to wait, perhaps at another of its addresses. It is no failure of this one.
    HostResting {
        /// When the pause it asked for ends.
        until: Timestamp,
    },
    /// The host's `robots.txt` could not be read, so nothing of it is fetched. The host asked for nothing.
    RobotsUnreachable {
        /// When it is asked for again.
        until: Timestamp,
    },
    /// 410: the address is gone for good.
    Gone,
}

impl Trouble {
    /// Whether the visit was put off for the host's sake before anything was asked: it says nothing of the source itself.
    #[must_use]
    pub const fn is_put_off(self) -> bool {
        matches!(self, Self::HostBusy { .. } | Self::HostResting { .. })
    }
}

/// What is known of a source at the end of a visit.
#[derive(Clone, Copy, Debug, Default)]
pub struct Past<'a> {
    /// The source's id: spreads sources in time, always in the same way.
    pub source: i64,
    /// When its entries were published, or found when they do not say; any order. The newest [`PACE_ENTRIES_MAX`] within [`PACE_WINDOW`] count.
    pub entries: &'a [Timestamp],
    /// The last visit that succeeded, changed or not.
    pub last_success: Option<Timestamp>,
    /// Failed visits in a row, the last one included; 0 after a success.
    pub failures: u32,
    /// What went wrong at the last visit.
    pub trouble: Option<Trouble>,
    /// What the source asked for.
    pub hints: Hints,
}

/// When to come back, and why then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextVisit {
    /// The moment; `None` when the source is gone and must be paused with a notice.
    pub at: Option<Timestamp>,
    /// The reason, for the source's page.
    pub why: Why,
}

/// Which of its words made us wait longer than its rhythm would.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hint {
    /// RSS `<ttl>`.
    Ttl,
    /// `sy:updatePeriod`.
    UpdatePeriod,
    /// `Cache-Control: max-age`.
    MaxAge,
    /// `Expires`.
    Expires,
}

/// Why the next visit is when it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Too few entries to know a rhythm.
    FewEntries,
    /// The source's own rhythm at this time of the week.
    Rhythm {
        /// The usual time between two entries at this time of the week.
        gap: SignedDuration,
    },
    /// The source or its server asked not to come sooner.
    Asked {
        /// By which word.
        hint: Hint,
        /// The wait it asked for, at most the longest that is kept.
        wait: SignedDuration,
        /// Whether it asked for more, and `wait` is the longest that is kept.
        #[serde(default)]
        is_capped: bool,
    },
    /// The server said 429 or 503 and asked to wait.
    AskedToWait,
    /// The host is busy with our other requests.
    HostBusy,
    /// The host asked for a pause, which holds for all its addresses.
    HostResting {
        /// When it ends.
        until: Timestamp,
    },
    /// The host's `robots.txt` could not be read.
    RobotsUnreachable {
        /// When it is asked for again.
        until: Timestamp,
    },
    /// Visits fail; they become rarer and never end.
    Failing {
        /// How many in a row.
        failures: u32,
    },
    /// The site refuses us.
    Blocked {
        /// How many times in a row.
        failures: u32,
    },
    /// The address is gone for good (410).
    Gone,
}

impl Why {
    /// The reason as a sentence for people, without how long a pause still lasts: for a reader who is told the moment beside it.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        words::why(*self, language, None)
    }

    /// The reason as a sentence for people, as seen at `now`.
    #[must_use]
    pub fn sentence_at(&self, language: Language, now: Timestamp) -> String {
        words::why(*self, language, Some(now))
    }
}

/// Decides the next visit of a source at the end of a visit at `now`.
///
/// After a success the wait lies within `bounds`; after a failure within [`Bounds::min`] and [`RHYTHM_FAILURE_MAX`] (or
/// [`Bounds::max`], when that is longer). The same past always gives the same answer.
#[must_use]
pub fn next_visit(past: &Past<'_>, bounds: Bounds, now: Timestamp) -> NextVisit {
    let min = bounds.min.max(SignedDuration::from_secs(1));
    let max = bounds.max.max(min);
    let bounds = Bounds { min, max };
    let failure_max = RHYTHM_FAILURE_MAX.max(max);
    let spread = Spread::of(past);
    let (wait, why) = match past.trouble {
        Some(Trouble::Gone) => return NextVisit { at: None, why: Why::Gone },
        Some(trouble @ (Trouble::HostBusy { until } | Trouble::HostResting { until })) => {
            let wait = until.duration_since(now).clamp(SignedDuration::ZERO, failure_max);
            let rests = matches!(trouble, Trouble::HostResting { .. });
            (wait + spread.part_of(min), if rests { Why::HostResting { until } } else { Why::HostBusy })
        }
        Some(Trouble::RobotsUnreachable { until }) => {
            let wait = until.duration_since(now).clamp(min, failure_max);
            (wait + spread.part_of(min), Why::RobotsUnreachable { until })
        }
        Some(Trouble::AskedToWait { until }) => {
            let own = backoff(min, past.failures, failure_max);
            let asked = until.map_or(own, |until| until.duration_since(now).max(min));
            (asked + spread.part_of(min), Why::AskedToWait)
        }
        Some(Trouble::Failing) => {
            let failures = past.failures.max(1);
            (spread.shorten(backoff(min, failures, failure_max), min), Why::Failing { failures })
        }
        Some(Trouble::Blocked) => {
            let failures = past.failures.max(1);
            let slow = backoff(min, failures.saturating_add(BLOCKED_HEAD_START), failure_max);
            (spread.shorten(slow, min), Why::Blocked { failures })
        }
        None => wait_of_success(past, bounds, spread, now),
    };
    let ceiling = if past.trouble.is_some() { failure_max } else { max };
    let floor = if past.trouble.is_some_and(Trouble::is_put_off) { SignedDuration::ZERO } else { min };
    let wait = wait.clamp(floor, ceiling);
    NextVisit { at: Some(now.checked_add(wait).unwrap_or(Timestamp::MAX)), why }
}

fn wait_of_success(past: &Past<'_>, bounds: Bounds, spread: Spread, now: Timestamp) -> (SignedDuration, Why) {
    let (own, why) = match Pace::of(past.entries, bounds.min, now) {
        Some(pace) => (pace.wait_for(ENTRIES_PER_VISIT, now, bounds.max), Why::Rhythm { gap: pace.gap_at(now) }),
        None => (wait_of_unknown(past.entries, bounds, now), Why::FewEntries),
    };
    let own = own.clamp(bounds.min, bounds.max);
    match longest_hint(&past.hints, now) {
        Some((hint, asked)) if asked > own => {
            let floor = asked.clamp(bounds.min, bounds.max);
            let why = Why::Asked { hint, wait: asked.min(bounds.max), is_capped: asked > bounds.max };
            (floor + spread.part_of(floor), why)
        }
        hint => {
            let floor = hint.map_or(bounds.min, |(_, asked)| asked.max(bounds.min));
            (spread.shorten(own, floor), why)
        }
    }
}

/// A source that has said little is looked at every hour at first, then ever more rarely while it stays quiet.
fn wait_of_unknown(entries: &[Timestamp], bounds: Bounds, now: Timestamp) -> SignedDuration {
    let newest = entries.iter().filter(|at| **at <= now).max();
    let quiet = newest.map_or(SignedDuration::ZERO, |newest| now.duration_since(*newest) / QUIET_AGE_DIVISOR);
    quiet.max(RHYTHM_UNKNOWN).clamp(bounds.min, bounds.max)
}

fn longest_hint(hints: &Hints, now: Timestamp) -> Option<(Hint, SignedDuration)> {
    let expires = hints.expires.map(|at| at.duration_since(now));
    [(Hint::Ttl, hints.ttl), (Hint::UpdatePeriod, hints.update_period), (Hint::MaxAge, hints.max_age), (Hint::Expires, expires)]
        .into_iter()
        .filter_map(|(hint, wait)| Some((hint, wait?)))
        .filter(|(_, wait)| wait.is_positive())
        .max_by_key(|(_, wait)| *wait)
}

/// Three shortest waits after the first failure, twice as long after each further one, up to `max`.
fn backoff(min: SignedDuration, failures: u32, max: SignedDuration) -> SignedDuration {
    const DOUBLINGS_MAX: u32 = 24;
    let doubled = 1_i32 << failures.saturating_sub(1).min(DOUBLINGS_MAX);
    min.checked_mul(FAILURE_FIRST_FACTOR).and_then(|first| first.checked_mul(doubled)).unwrap_or(max).min(max)
}

/// A number in [0, 1) that a source and its count of failures always give.
#[derive(Clone, Copy)]
struct Spread(f64);

impl Spread {
    fn of(past: &Past<'_>) -> Self {
        // SplitMix64 (Steele, Lea, Flood 2014): neighbouring ids land far apart.
        let mut mixed = past.source.cast_unsigned().wrapping_add(u64::from(past.failures) << 32);
        mixed = mixed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
        Self((mixed >> 11) as f64 / (1_u64 << 53) as f64)
    }

    /// Up to a tenth of `wait`.
    fn part_of(self, wait: SignedDuration) -> SignedDuration {
        wait.mul_f64(JITTER_PART * self.0)
    }

    /// `wait` less up to a tenth, but not under `floor`; what lies at the floor is lengthened instead.
    fn shorten(self, wait: SignedDuration, floor: SignedDuration) -> SignedDuration {
        let shorter = wait - self.part_of(wait);
        if shorter < floor { floor + self.part_of(floor) } else { shorter }
    }
}

#[cfg(test)]
mod tests;
