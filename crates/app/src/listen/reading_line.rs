//! What a text says, as it is written down: by `parvis text`, beside a document, and in what the API answers.

use serde::{Serialize, Serializer};
use text::{Reading, aspect::Spoken, personal::Personal, tone::Verdict};

/// A reading as one JSON object; the order of its fields is part of the format. All places are bytes of the text.
#[derive(Debug, Serialize)]
pub struct ReadingLine<'a> {
    language: &'a str,
    language_confidence: f64,
    sentiment: &'static str,
    sentiment_scores: Scores,
    toxicity: f64,
    toxicity_kinds: Shares<5>,
    toxicity_spans: Vec<[usize; 2]>,
    spam: f64,
    personal_data: Vec<PersonalLine>,
    intents: Shares<7>,
    aspects: Vec<AspectLine>,
    phrases: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fingerprint: Option<String>,
}

#[derive(Debug, Serialize)]
struct Scores {
    negative: f64,
    neutral: f64,
    positive: f64,
}

/// Shares by name, written as an object.
#[derive(Debug)]
struct Shares<const COUNT: usize>([(&'static str, f64); COUNT]);

#[derive(Debug, Serialize)]
struct PersonalLine {
    kind: &'static str,
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct AspectLine {
    aspect: &'static str,
    sentiment: &'static str,
    start: usize,
    end: usize,
}

impl<const COUNT: usize> Serialize for Shares<COUNT> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0)
    }
}

impl<'a> ReadingLine<'a> {
    /// The whole reading.
    #[must_use]
    pub fn of(reading: &'a Reading) -> Self {
        Self { fingerprint: Some(reading.fingerprint.to_string()), ..Self::kept(reading) }
    }

    /// The reading as it is kept: what it takes to know its copies is kept elsewhere.
    #[must_use]
    pub fn kept(reading: &'a Reading) -> Self {
        let tone = &reading.tone;
        let (negative, positive) = (rounded(tone.negative), rounded(tone.positive));
        // The third is what is left, so that they sum to 1 as written.
        let neutral = ((1.0 - negative - positive).max(0.0) * 1e4).round() / 1e4;
        let personal = |found: &Personal| PersonalLine { kind: found.kind.name(), start: found.start, end: found.end };
        let aspect = |spoken: &Spoken<Verdict>| AspectLine {
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
            toxicity_kinds: Shares(reading.rudeness.kinds.map(|(kind, share)| (kind.name(), rounded(share)))),
            toxicity_spans: reading.rudeness.spans.iter().map(|span| [span.start, span.end]).collect(),
            spam: rounded(reading.spam),
            personal_data: reading.personal.iter().map(personal).collect(),
            intents: Shares(reading.intents.map(|(intent, share)| (intent.name(), rounded(share)))),
            aspects: reading.aspects.iter().map(aspect).collect(),
            phrases: reading.phrases.iter().map(|phrase| phrase.phrase.as_str()).collect(),
            fingerprint: None,
        }
    }

    /// What is said of its tone.
    pub(crate) fn sentiment(&self) -> &'static str {
        self.sentiment
    }

    /// The share of each sentiment, negative first.
    pub(crate) fn sentiments(&self) -> [f64; 3] {
        [self.sentiment_scores.negative, self.sentiment_scores.neutral, self.sentiment_scores.positive]
    }

    /// What it wants, by name.
    pub(crate) fn intents(&self) -> [(&'static str, f64); 7] {
        self.intents.0
    }
}

/// Four decimals: what is beyond is noise.
fn rounded(share: f32) -> f64 {
    (f64::from(share) * 1e4).round() / 1e4
}

const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Negative => "negative",
        Verdict::Neutral => "neutral",
        Verdict::Positive => "positive",
        Verdict::Unsure => "unsure",
    }
}
