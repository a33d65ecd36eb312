//! `parvis text`: what each of many texts says, as one JSON object a line.

use std::{
    fs::File,
    io::{BufRead, BufReader, BufWriter, Write as _},
    time::Instant,
};

use anyhow::Context;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use text::{Reader, Reading, tone::Verdict};

use crate::line::{Text, TextInput};

/// A text with its language, as JSON Lines have it.
#[derive(Deserialize)]
struct Said {
    text: String,
    language: Option<String>,
}

/// One line of the answer; the order of its fields is part of the format.
#[derive(Serialize)]
struct Line<'a> {
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
    fingerprint: String,
}

#[derive(Serialize)]
struct Scores {
    negative: f64,
    neutral: f64,
    positive: f64,
}

/// Reads the texts and writes what they say, in order, then one line of figures on standard error.
///
/// # Errors
/// For input that cannot be read, and for a line that is not JSON where JSON is expected, with its number.
pub(crate) fn run(line: &Text) -> anyhow::Result<()> {
    let input: Box<dyn BufRead> = match line.from.as_deref().filter(|from| *from != "-") {
        Some(from) => Box::new(BufReader::new(File::open(from).with_context(|| format!("{from} cannot be read"))?)),
        None => Box::new(std::io::stdin().lock()),
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut reader = Reader::default();
    let (mut texts, mut seconds) = (0u64, 0.0);
    let begun = Instant::now();
    for (place, bytes) in input.split(b'\n').enumerate() {
        let bytes = bytes.context("the input cannot be read")?;
        let read = String::from_utf8_lossy(&bytes);
        let read = read.strip_suffix('\r').unwrap_or(&read);
        let said = match line.input {
            TextInput::Lines => Said { text: read.to_owned(), language: None },
            TextInput::Jsonl if read.trim().is_empty() => continue,
            TextInput::Jsonl => {
                serde_json::from_str(read).with_context(|| format!("line {} is not JSON with a `text`", place + 1))?
            }
        };
        let reading = reader.read(&said.text, said.language.as_deref());
        serde_json::to_writer(&mut out, &line_of(&reading))?;
        out.write_all(b"\n")?;
        texts += 1;
        seconds = begun.elapsed().as_secs_f64();
    }
    out.flush()?;
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    let rate = texts as f64 / f64::max(seconds, f64::MIN_POSITIVE);
    writeln!(std::io::stderr(), "{texts} texts, {seconds:.3} seconds, {rate:.0} texts per second")?;
    Ok(())
}

fn line_of(reading: &Reading) -> Line<'_> {
    let tone = &reading.tone;
    let (negative, positive) = (rounded(tone.negative), rounded(tone.positive));
    // The third is what is left, so that they sum to 1 as written.
    let neutral = ((1.0 - negative - positive).max(0.0) * 1e4).round() / 1e4;
    let shares = |pairs: &mut dyn Iterator<Item = (&'static str, f32)>| -> Map<String, Value> {
        pairs.map(|(name, share)| (name.to_owned(), json!(rounded(share)))).collect()
    };
    Line {
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
        fingerprint: reading.fingerprint.to_string(),
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
