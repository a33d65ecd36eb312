//! What is understood from a text: what the models say, and what the workspace's people taught them.

use std::{borrow::Cow, collections::HashMap};

use serde_json::Value;
use store::{Reader, correction::Correction, document::Understood};
use text::{
    fingerprint::Fingerprint,
    lesson::{Features, Lesson},
};

use crate::{Refusal, listen::reading_line::ReadingLine};

/// What people correct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// What a text is felt to be.
    Sentiment,
    /// What it wants.
    Intent,
    /// What sort of place it was said in.
    Kind,
}

impl About {
    /// All, in the order that a page shows them.
    pub const ALL: [Self; 3] = [Self::Sentiment, Self::Intent, Self::Kind];

    /// The word for it in addresses and tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sentiment => "sentiment",
            Self::Intent => "intent",
            Self::Kind => "kind",
        }
    }

    /// What may be said of it.
    #[must_use]
    pub fn choices(self) -> Vec<&'static str> {
        match self {
            Self::Sentiment => SENTIMENTS.to_vec(),
            Self::Intent => INTENTS.to_vec(),
            Self::Kind => domain::Kind::ALL.iter().map(|kind| kind.name()).collect(),
        }
    }

    /// The thing of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|about| about.name() == name)
    }
}

/// What a text can be felt to be, in the order of the model's classes.
pub const SENTIMENTS: [&str; 3] = ["negative", "neutral", "positive"];
/// What a text is felt to be when the model does not know.
pub const UNSURE: &str = "unsure";
/// The most corrections that are learned from: the latest.
const LESSONS_MAX: i64 = 2_000;
/// The name of the setting that switches off what was learned.
pub(crate) const SWITCH: &str = "learning";
/// What a text can want, most pressing first: of two that are as likely the first is named.
pub const INTENTS: [&str; 7] = ["crisis", "leaving", "complaint", "question", "purchase", "suggestion", "praise"];
/// An intent is named from here on.
const INTENT_FROM: f32 = 0.5;
/// After learning a sentiment is named from here on; less is unsure.
const SENTIMENT_FROM: f32 = 0.5;

/// What a source declares is not believed when the text is in another language as surely as this.
const SURE_OF_LANGUAGE: f32 = 0.95;

/// The language that a text is read in: the declared one, unless the text says otherwise.
fn language_of(reader: &mut text::Reader, whole: &str, declared: &str) -> Option<String> {
    let declared = declared.trim();
    let guess = reader.language(whole);
    let own = declared.split(['-', '_']).next().unwrap_or_default();
    let is_other = guess.code != text::language::UNKNOWN && !guess.code.eq_ignore_ascii_case(own);
    if is_other && (declared.is_empty() || guess.confidence >= SURE_OF_LANGUAGE) {
        return Some(guess.code.to_owned());
    }
    Some(own.to_ascii_lowercase()).filter(|code| !code.is_empty())
}

/// What the people of a workspace taught.
#[derive(Debug, Default)]
pub struct Taught {
    /// Whether what was learned is used.
    on: bool,
    sentiment: Lesson<3>,
    intent: Lesson<8>,
    /// What sort of place a site is, by the latest word about it.
    kinds: HashMap<String, String>,
}

/// What the models say of a text that people correct, as it is kept with the document.
#[derive(Default)]
pub(crate) struct Said {
    sentiment: String,
    sentiments: [f32; 3],
    /// In the order of [`INTENTS`].
    intents: [f32; 7],
}

impl Said {
    pub(crate) fn of(understood: &Understood) -> Self {
        Self::kept(&understood.reading)
    }

    /// What was kept; nothing where it cannot be read.
    fn kept(reading: &str) -> Self {
        let reading: Value = serde_json::from_str(reading).unwrap_or_default();
        let number = |object: &str, name: &str| reading[object][name].as_f64().map_or(0.0, as_kept);
        Self {
            sentiment: reading["sentiment"].as_str().unwrap_or_default().to_owned(),
            sentiments: SENTIMENTS.map(|name| number("sentiment_scores", name)),
            intents: INTENTS.map(|name| number("intents", name)),
        }
    }

    /// The same of a reading that is about to be kept.
    fn written(line: &ReadingLine<'_>) -> Self {
        let intents = line.intents();
        let intent = |wanted: &str| intents.iter().find(|(name, _)| *name == wanted).map_or(0.0, |(_, share)| as_kept(*share));
        let sentiments = line.sentiments().map(as_kept);
        Self { sentiment: line.sentiment().to_owned(), sentiments, intents: INTENTS.map(intent) }
    }

    /// What the model alone says about it; empty for nothing.
    pub(crate) fn about(&self, about: About) -> String {
        match about {
            About::Sentiment => self.sentiment.clone(),
            About::Intent => named_intent(&self.intents()).to_owned(),
            About::Kind => String::new(),
        }
    }

    fn sentiments(&self) -> [f32; 3] {
        self.sentiments
    }

    /// The intents, then that there is none.
    fn intents(&self) -> [f32; 8] {
        let mut scores = [0.0; 8];
        scores[..INTENTS.len()].copy_from_slice(&self.intents);
        scores[INTENTS.len()] = 1.0 - scores.iter().copied().fold(0.0, f32::max);
        scores
    }
}

#[expect(clippy::cast_possible_truncation, reason = "what was kept came from an f32")]
fn as_kept(share: f64) -> f32 {
    share as f32
}

fn named_intent(scores: &[f32; 8]) -> &'static str {
    // The first of the likeliest: what presses most.
    let likeliest = INTENTS.iter().zip(scores).fold(("", INTENT_FROM), |best, (name, score)| {
        if *score > best.1 || (best.0.is_empty() && *score >= best.1) { (*name, *score) } else { best }
    });
    likeliest.0
}

#[expect(clippy::cast_possible_truncation, reason = "at most a thousand")]
fn per_mille(share: f32) -> i64 {
    (share * 1_000.0).round() as i64
}

/// What a person said of a document stands above what the models say.
pub(crate) fn put_in(understood: &mut Understood, correction: &Correction) {
    match About::from_name(&correction.about) {
        Some(About::Sentiment) => understood.sentiment.clone_from(&correction.said),
        Some(About::Intent) => understood.intent.clone_from(&correction.said),
        Some(About::Kind) | None => {}
    }
}

/// Title and body as one text; a title that the body begins with is not read twice.
pub(crate) fn whole<'a>(title: &str, text: &'a str) -> Cow<'a, str> {
    if title.is_empty() || text.starts_with(title.trim_end_matches('…')) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("{title}\n{text}"))
}

impl Taught {
    /// Learns from what people said, in the order in which they said it.
    pub(crate) async fn read(reader: &Reader) -> Result<Self, Refusal> {
        let mut taught = Self { on: reader.setting(SWITCH).await?.as_deref() != Some("off"), ..Self::default() };
        for lesson in reader.lessons(About::Sentiment.name(), LESSONS_MAX).await? {
            let features = Features::of(&whole(&lesson.title, &lesson.text));
            if let Some(right) = SENTIMENTS.iter().position(|name| *name == lesson.said) {
                taught.sentiment.learn(Said::kept(&lesson.reading).sentiments(), &features, right);
            }
        }
        for lesson in reader.lessons(About::Intent.name(), LESSONS_MAX).await? {
            let features = Features::of(&whole(&lesson.title, &lesson.text));
            let right = INTENTS.iter().position(|name| *name == lesson.said).unwrap_or(INTENTS.len());
            taught.intent.learn(Said::kept(&lesson.reading).intents(), &features, right);
        }
        for lesson in reader.lessons(About::Kind.name(), LESSONS_MAX).await? {
            taught.kinds.insert(lesson.site, lesson.said);
        }
        Ok(taught)
    }

    /// What is understood from a text, and what it is written in: `declared` unless the text says otherwise; empty when neither
    /// tells; and by what its copies are known.
    pub(crate) fn understand(
        &self,
        reader: &mut text::Reader,
        title: &str,
        text: &str,
        declared: &str,
    ) -> (Understood, String, Fingerprint) {
        let whole = whole(title, text);
        let language = language_of(reader, &whole, declared);
        let reading = reader.read_document(title, text, &whole, language.as_deref());
        let line = ReadingLine::kept(&reading);
        let said = Said::written(&line);
        let learned = self.on && self.sentiment.learned() + self.intent.learned() > 0;
        let features = if learned { Features::of(&whole) } else { Features::default() };
        let about = |about| if learned { self.about(about, &said, &features) } else { said.about(about) };
        let understood = Understood {
            sentiment: about(About::Sentiment),
            intent: about(About::Intent),
            toxicity: per_mille(reading.rudeness.toxicity),
            spam: per_mille(reading.spam),
            personal: !reading.personal.is_empty(),
            reading: serde_json::to_string(&line).unwrap_or_default(),
        };
        (understood, language.unwrap_or_default(), reading.fingerprint)
    }

    /// What sort of place a site is, if somebody said so.
    pub(crate) fn kind_of(&self, site: &str) -> Option<&str> {
        self.kinds.get(site).filter(|_| self.on).map(String::as_str)
    }

    /// What a text says with all that was learned so far.
    pub(crate) fn about(&self, about: About, said: &Said, features: &Features) -> String {
        match about {
            About::Sentiment if self.sentiment.learned() > 0 => {
                let scores = self.sentiment.scores(said.sentiments(), features);
                let likeliest = SENTIMENTS.iter().zip(scores).max_by(|a, b| a.1.total_cmp(&b.1));
                likeliest.filter(|(_, score)| *score >= SENTIMENT_FROM).map_or(UNSURE, |(name, _)| name).to_owned()
            }
            About::Intent if self.intent.learned() > 0 => {
                let scores = self.intent.scores(said.intents(), features);
                let likeliest = INTENTS.iter().zip(scores).max_by(|a, b| a.1.total_cmp(&b.1));
                likeliest.filter(|(_, score)| *score > scores[INTENTS.len()]).map_or("", |(name, _)| name).to_owned()
            }
            _ => said.about(about),
        }
    }
}
