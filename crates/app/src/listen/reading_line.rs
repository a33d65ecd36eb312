//! What a text says, as it is written down: by `parvis text`, beside a document, and in what the API answers.

use serde::Serialize;
use serde_json::{Map, Value, json};
use text::{Reading, tone::Verdict};

/// A reading as one JSON object; the order of its fields is part of the format. All places are bytes of the text.
#[derive(Debug, Serialize)]
pub struct ReadingLine<'a> {
    language: &'a str,
    language_confidence: f64,
    sentiment: &'static str,
    sentiment_scores: Scores,
    toxicity: f64,
    toxicity_kinds: Map<String, Value>,
    toxicity_spans: Vec<[usize; 2]>,
    spam: f64,
    personal_data: Vec<Value>,
    intents: Map<String, Value>,
    aspects: Vec<Value>,
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

impl<'a> ReadingLine<'a> {
    /// The whole reading.
    #[must_use]
    pub fn of(reading: &'a Reading) -> Self {
        let tone = &reading.tone;
        let (negative, positive) = (rounded(tone.negative), rounded(tone.positive));
        // The third is what is left, so that they sum to 1 as written.
        let neutral = ((1.0 - negative - positive).max(0.0) * 1e4).round() / 1e4;
        let shares = |pairs: &mut dyn Iterator<Item = (&'static str, f32)>| -> Map<String, Value> {
            pairs.map(|(name, share)| (name.to_owned(), json!(rounded(share)))).collect()
        };
        Self {
            language: &reading.language,
            language_confidence: rounded(reading.language_confidence),
            sentiment: word(tone.verdict),
            sentiment_scores: Scores { negative, neutral, positive },
            toxicity: rounded(reading.rudeness.toxicity),
            toxicity_kinds: shares(&mut reading.rudeness.kinds.iter().map(|(kind, share)| (kind.name(), *share))),
            toxicity_spans: reading.rudeness.spans.iter().map(|span| [span.start, span.end]).collect(),
            spam: rounded(reading.spam),
            personal_data: reading
                .personal
                .iter()
                .map(|found| json!({"kind": found.kind.name(), "start": found.start, "end": found.end}))
                .collect(),
            intents: shares(&mut reading.intents.iter().map(|(intent, share)| (intent.name(), *share))),
            aspects: reading
                .aspects
                .iter()
                .map(|spoken| {
                    let at = &spoken.at;
                    json!({"aspect": spoken.aspect.name(), "sentiment": word(spoken.tone), "start": at.start, "end": at.end})
                })
                .collect(),
            phrases: reading.phrases.iter().map(|phrase| phrase.phrase.as_str()).collect(),
            fingerprint: Some(reading.fingerprint.to_string()),
        }
    }

    /// The reading as it is kept: what it takes to know its copies is kept elsewhere.
    #[must_use]
    pub fn kept(reading: &'a Reading) -> Self {
        Self { fingerprint: None, ..Self::of(reading) }
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
