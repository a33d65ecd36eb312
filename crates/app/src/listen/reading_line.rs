//! What a text says, as it is written down: by `parvis text`, beside a document, and in what the API answers.

use serde::{Serialize, Serializer};
use text::{Reading, aspect::Spoken, fingerprint::Fingerprint, personal::Personal, tone::Verdict};

/// A share below this is not kept with a document: nobody acts upon it.
const SHARE_KEPT_MIN: f64 = 0.1;

/// A reading as one JSON object; the order of its fields is part of the format. All places are bytes of the text.
#[derive(Debug, Serialize)]
pub struct ReadingLine<'a> {
    language: &'a str,
    language_confidence: f64,
    sentiment: &'static str,
    sentiment_scores: Scores,
    toxicity: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    toxicity_kinds: Option<Shares>,
    #[serde(skip_serializing_if = "Option::is_none")]
    toxicity_spans: Option<Vec<[usize; 2]>>,
    spam: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    personal_data: Option<Vec<Private>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    intents: Option<Shares>,
    #[serde(skip_serializing_if = "Option::is_none")]
    aspects: Option<Vec<Aspect>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phrases: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fingerprint: Option<String>,
}

#[derive(Debug, Serialize)]
struct Scores {
    negative: f64,
    neutral: f64,
    positive: f64,
}

#[derive(Debug, Serialize)]
struct Private {
    kind: &'static str,
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct Aspect {
    aspect: &'static str,
    sentiment: &'static str,
    start: usize,
    end: usize,
}

/// Shares by name, as one object.
#[derive(Debug)]
struct Shares(Vec<(&'static str, f64)>);

impl Shares {
    fn of(shares: impl Iterator<Item = (&'static str, f32)>, min: f64) -> Self {
        Self(shares.map(|(name, share)| (name, rounded(share))).filter(|(_, share)| *share >= min).collect())
    }
}

impl Serialize for Shares {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

impl<'a> ReadingLine<'a> {
    /// All of the reading, with what it takes to know the text's copies.
    #[must_use]
    pub fn whole(reading: &'a Reading, fingerprint: &Fingerprint) -> Self {
        Self { fingerprint: Some(fingerprint.to_string()), ..Self::of(reading, 0.0) }
    }

    /// The reading as it is kept beside a document, where half a kilobyte each would be most of what is kept: without lists
    /// that are empty and shares below [`SHARE_KEPT_MIN`], and without what it takes to know its copies, which is kept elsewhere.
    #[must_use]
    pub fn kept(reading: &'a Reading) -> Self {
        let line = Self::of(reading, SHARE_KEPT_MIN);
        Self {
            toxicity_kinds: line.toxicity_kinds.filter(|shares| !shares.0.is_empty()),
            toxicity_spans: line.toxicity_spans.filter(|spans| !spans.is_empty()),
            personal_data: line.personal_data.filter(|found| !found.is_empty()),
            intents: line.intents.filter(|shares| !shares.0.is_empty()),
            aspects: line.aspects.filter(|aspects| !aspects.is_empty()),
            phrases: line.phrases.filter(|phrases| !phrases.is_empty()),
            ..line
        }
    }

    fn of(reading: &'a Reading, share_min: f64) -> Self {
        let tone = &reading.tone;
        let (negative, positive) = (rounded(tone.negative), rounded(tone.positive));
        // The third is what is left, so that they sum to 1 as written.
        let neutral = ((1.0 - negative - positive).max(0.0) * 1e4).round() / 1e4;
        let private = |found: &Personal| Private { kind: found.kind.name(), start: found.start, end: found.end };
        let spoken = |spoken: &Spoken<Verdict>| Aspect {
            aspect: spoken.aspect.name(),
            sentiment: word(spoken.tone),
            start: spoken.at.start,
            end: spoken.at.end,
        };
        Self {
            language: &reading.language,
            language_confidence: rounded(reading.language_confidence),
            sentiment: word(tone.verdict),
            sentiment_scores: Scores { negative, neutral, positive },
            toxicity: rounded(reading.rudeness.toxicity),
            toxicity_kinds: Some(Shares::of(reading.rudeness.kinds.iter().map(|(kind, share)| (kind.name(), *share)), share_min)),
            toxicity_spans: Some(reading.rudeness.spans.iter().map(|span| [span.start, span.end]).collect()),
            spam: rounded(reading.spam),
            personal_data: Some(reading.personal.iter().map(private).collect()),
            intents: Some(Shares::of(reading.intents.iter().map(|(intent, share)| (intent.name(), *share)), share_min)),
            aspects: Some(reading.aspects.iter().map(spoken).collect()),
            phrases: Some(reading.phrases.iter().map(|phrase| phrase.phrase.as_str()).collect()),
            fingerprint: None,
        }
    }
}

/// Four decimals: what is beyond is noise.
fn rounded(share: f32) -> f64 {
    (f64::from(share) * 1e4).round() / 1e4
}

/// The word for a verdict.
pub(crate) const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Negative => "negative",
        Verdict::Neutral => "neutral",
        Verdict::Positive => "positive",
        Verdict::Unsure => "unsure",
    }
}
