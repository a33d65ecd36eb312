//! When a new theme comes up: a phrase that is said far more often than its own past allows.
//!
//! Phrases are many and memory is not: a fixed number is kept, and a phrase that comes takes the place of the one that was said least,
//! with its count as the most that it may have had before (the *space saving* sketch of A. Metwally, D. Agrawal and A. El Abbadi,
//! ICDT 2005, with counts that fade). What is compared is the share of the mentions that have the phrase, so that a peak of everything is
//! no new theme.

use serde::{Deserialize, Serialize};

use super::{
    Threshold,
    alarm::{mended, told},
    grain::{Grain, HOUR_S, WEEK_S},
    tails,
};

/// The phrases that are kept.
pub const PHRASES_MAX: usize = 96;
/// A longer phrase is not kept.
pub const PHRASE_BYTES_MAX: usize = 60;
/// Half of what counts as now was said within this time …
const NOW_HALF_S: u32 = 3 * HOUR_S;
/// … and half of the past within this.
const PAST_HALF_S: u32 = 2 * WEEK_S;
/// Fewer mentions than this are no theme.
const NOW_MIN: f64 = 5.0;
/// Nor is what less than this part of the mentions have.
const SHARE_MIN: f64 = 0.05;
/// How far phrases scatter beyond chance: people repeat each other.
const SCATTER: f64 = 0.5;
/// A theme is over when its share is down to this many times its past.
const OVER_FACTOR: f64 = 1.5;
/// So many mentions are assumed to be among those of the past that had the phrase.
const PAST_DOUBT: f64 = 1.0;
/// The past has to hold so many mentions.
const PAST_MIN: f64 = 30.0;

/// A phrase that bursts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Theme {
    /// The phrase.
    pub phrase: String,
    /// When it was told.
    pub at_s: i64,
    /// Mentions with it in about the last hours.
    pub count: f64,
    /// What its past would have led to expect.
    pub expected: f64,
    /// From 0.5 to 1.
    pub score: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Phrase {
    phrase: Box<str>,
    now: f32,
    past: f32,
    /// Told, and not over.
    told: bool,
}

/// Watches the phrases of one topic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ThemeWatch {
    grain: Grain,
    last_s: Option<i64>,
    phrases: Vec<Phrase>,
    now: f64,
    past: f64,
    #[serde(deserialize_with = "mended")]
    threshold: Threshold,
}

impl ThemeWatch {
    /// One that knows nothing yet.
    #[must_use]
    pub fn new(grain: Grain) -> Self {
        Self { grain, last_s: None, phrases: Vec::new(), now: 0.0, past: 0.0, threshold: Threshold::default() }
    }

    /// How unusual a burst has to be here.
    #[must_use]
    pub fn threshold(&self) -> Threshold {
        self.threshold
    }

    /// The same, to be taught.
    pub fn threshold_mut(&mut self) -> &mut Threshold {
        &mut self.threshold
    }

    /// Whether a phrase was told and still bursts.
    #[must_use]
    pub fn lasts(&self, phrase: &str) -> bool {
        self.phrases.iter().any(|known| known.told && &*known.phrase == phrase)
    }

    /// The bytes of memory that it takes.
    #[must_use]
    pub fn memory_bytes(&self) -> usize {
        let texts: usize = self.phrases.iter().map(|phrase| phrase.phrase.len()).sum();
        size_of::<Self>() + self.phrases.capacity() * size_of::<Phrase>() + texts
    }

    /// Reads the phrases of the next point: how many mentions there were, and how many of them have each phrase. The phrases that
    /// burst with it are told, each once until it is over. A point that is not later than the last tells nothing.
    pub fn read<'a>(&mut self, at_s: i64, mentions: u32, phrases: impl IntoIterator<Item = (&'a str, u32)>) -> Vec<Theme> {
        if self.last_s.is_some_and(|last| at_s <= last) {
            return Vec::new();
        }
        self.fade(at_s);
        for (phrase, count) in phrases {
            if count > 0 && !phrase.is_empty() && phrase.len() <= PHRASE_BYTES_MAX {
                self.count(phrase, count.min(mentions));
            }
        }
        self.now += f64::from(mentions);
        let themes = self.bursts(at_s);
        // What is now belongs to the past from the next point on.
        self.past += f64::from(mentions);
        themes
    }

    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "seven digits are enough for what fades")]
    fn fade(&mut self, at_s: i64) {
        let step = i64::from(self.grain.as_seconds());
        let passed_s = self.last_s.map_or(step, |last| at_s.saturating_sub(last)) as f64;
        self.last_s = Some(at_s);
        let (now, past) = ((-passed_s / f64::from(NOW_HALF_S)).exp2(), (-passed_s / f64::from(PAST_HALF_S)).exp2());
        self.threshold.pass(self.grain, passed_s / step as f64);
        let sensible = |value: f64| if value.is_finite() && value >= 0.0 { value } else { 0.0 };
        (self.now, self.past) = (sensible(self.now * now), sensible(self.past * past));
        self.phrases.truncate(PHRASES_MAX);
        for phrase in &mut self.phrases {
            phrase.now = sensible(f64::from(phrase.now) * now) as f32;
            phrase.past = sensible(f64::from(phrase.past) * past) as f32;
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "seven digits are enough for what fades")]
    fn count(&mut self, phrase: &str, count: u32) {
        let count = count as f32;
        if let Some(known) = self.phrases.iter_mut().find(|known| &*known.phrase == phrase) {
            known.now += count;
            known.past += count;
            return;
        }
        let fresh = Phrase { phrase: phrase.into(), now: count, past: count, told: false };
        if self.phrases.len() < PHRASES_MAX {
            self.phrases.push(fresh);
            return;
        }
        if let Some(least) = self.phrases.iter_mut().min_by(|a, b| a.past.total_cmp(&b.past)) {
            *least = Phrase { past: least.past + count, ..fresh };
        }
    }

    fn bursts(&mut self, at_s: i64) -> Vec<Theme> {
        let mut themes = Vec::new();
        let before = self.past - self.now;
        for phrase in &mut self.phrases {
            let (now, past) = (f64::from(phrase.now), f64::from(phrase.past));
            let usual = ((past - now).max(0.0) + PAST_DOUBT) / (before.max(0.0) + PAST_DOUBT / SHARE_MIN);
            let expected = self.now * usual.min(1.0);
            phrase.told &= now > OVER_FACTOR * expected && now >= 1.0;
            if before < PAST_MIN || phrase.told || now < NOW_MIN || now < SHARE_MIN * self.now {
                continue;
            }
            let part = tails::surprise(now, expected, SCATTER) / self.threshold.value();
            // A theme is judged on few words: it is told from four fifths of what a peak needs.
            let part = part * 1.25;
            if part >= 1.0 {
                phrase.told = true;
                themes.push(Theme { phrase: phrase.phrase.to_string(), at_s, count: now, expected, score: told(part) });
            }
        }
        if !themes.is_empty() {
            self.threshold.alarmed();
        }
        // Of phrases that burst alike the one of most words says most.
        let words = |theme: &Theme| theme.phrase.split_whitespace().count();
        themes.sort_by(|a, b| {
            let by_score = b.score.total_cmp(&a.score);
            by_score.then_with(|| words(b).cmp(&words(a))).then_with(|| a.phrase.cmp(&b.phrase))
        });
        themes
    }
}
