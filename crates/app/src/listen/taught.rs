//! What is understood from a text: what the models say, and what the workspace's people taught them.

use std::{borrow::Cow, collections::HashMap};

use serde::Deserialize;
use store::{Reader, correction::Correction, document::Understood};
use text::{
    Reading,
    lesson::{Features, Lesson},
    tone::Tone,
};

use crate::{
    Refusal,
    listen::reading_line::{self, ReadingLine},
};

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

/// What the models say of a text, as far as people correct it.
#[derive(Default)]
pub(crate) struct Said {
    sentiment: Cow<'static, str>,
    sentiments: [f32; 3],
    /// The intents, then that there is none.
    intents: [f32; 8],
}

/// The same in what is kept with a document.
#[derive(Default, Deserialize)]
#[serde(default)]
struct SaidLine {
    sentiment: String,
    sentiment_scores: HashMap<String, f32>,
    intents: HashMap<String, f32>,
}

impl Said {
    /// What is kept with a document.
    pub(crate) fn of(understood: &Understood) -> Self {
        Self::kept(&understood.reading)
    }

    /// Nothing when what was kept is no reading.
    fn kept(reading: &str) -> Self {
        let Ok(line) = serde_json::from_str::<SaidLine>(reading) else { return Self::default() };
        let sentiments = SENTIMENTS.map(|name| line.sentiment_scores.get(name).copied().unwrap_or(0.0));
        Self::from_scores(line.sentiment.into(), sentiments, |name| line.intents.get(name).copied().unwrap_or(0.0))
    }

    /// What was read just now.
    fn read(reading: &Reading) -> Self {
        let Tone { negative, neutral, positive, verdict } = reading.tone;
        let share =
            |name: &str| reading.intents.iter().find(|(intent, _)| intent.name() == name).map_or(0.0, |(_, share)| *share);
        Self::from_scores(reading_line::word(verdict).into(), [negative, neutral, positive], share)
    }

    fn from_scores(sentiment: Cow<'static, str>, sentiments: [f32; 3], intent: impl Fn(&str) -> f32) -> Self {
        let mut intents = [0.0; 8];
        for (score, name) in intents.iter_mut().zip(INTENTS) {
            *score = intent(name);
        }
        intents[7] = 1.0 - intents.iter().copied().fold(0.0, f32::max);
        Self { sentiment, sentiments, intents }
    }

    /// What the model alone says about it; empty for nothing.
    pub(crate) fn about(&self, about: About) -> String {
        match about {
            About::Sentiment => self.sentiment.clone().into_owned(),
            About::Intent => named_intent(&self.intents).to_owned(),
            About::Kind => String::new(),
        }
    }
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
        text.into()
    } else {
        format!("{title}\n{text}").into()
    }
}

impl Taught {
    /// Learns from what people said, in the order in which they said it.
    pub(crate) async fn read(reader: &Reader) -> Result<Self, Refusal> {
        let mut taught = Self { on: reader.setting(SWITCH).await?.as_deref() != Some("off"), ..Self::default() };
        for lesson in reader.lessons(About::Sentiment.name(), LESSONS_MAX).await? {
            let features = Features::of(&whole(&lesson.title, &lesson.text));
            if let Some(right) = SENTIMENTS.iter().position(|name| *name == lesson.said) {
                taught.sentiment.learn(Said::kept(&lesson.reading).sentiments, &features, right);
            }
        }
        for lesson in reader.lessons(About::Intent.name(), LESSONS_MAX).await? {
            let features = Features::of(&whole(&lesson.title, &lesson.text));
            let right = INTENTS.iter().position(|name| *name == lesson.said).unwrap_or(INTENTS.len());
            taught.intent.learn(Said::kept(&lesson.reading).intents, &features, right);
        }
        for lesson in reader.lessons(About::Kind.name(), LESSONS_MAX).await? {
            taught.kinds.insert(lesson.site, lesson.said);
        }
        Ok(taught)
    }

    /// What is understood from a text, and what it is written in: `declared` unless the text says otherwise; empty when neither
    /// tells.
    pub(crate) fn understand(&self, reader: &mut text::Reader, title: &str, text: &str, declared: &str) -> (Understood, String) {
        let whole = whole(title, text);
        let language = language_of(reader, &whole, declared);
        let reading = reader.read(&whole, language.as_deref());
        let said = Said::read(&reading);
        let learned = self.on && self.sentiment.learned() + self.intent.learned() > 0;
        let features = if learned { Features::of(&whole) } else { Features::default() };
        let about = |about| if learned { self.about(about, &said, &features) } else { said.about(about) };
        let understood = Understood {
            sentiment: about(About::Sentiment),
            intent: about(About::Intent),
            toxicity: per_mille(reading.rudeness.toxicity),
            spam: per_mille(reading.spam),
            personal: !reading.personal.is_empty(),
            reading: serde_json::to_string(&ReadingLine::kept(&reading)).unwrap_or_default(),
        };
        (understood, language.unwrap_or_default())
    }

    /// What sort of place a site is, if somebody said so.
    pub(crate) fn kind_of(&self, site: &str) -> Option<&str> {
        self.kinds.get(site).filter(|_| self.on).map(String::as_str)
    }

    /// What a text says with all that was learned so far.
    pub(crate) fn about(&self, about: About, said: &Said, features: &Features) -> String {
        match about {
            About::Sentiment if self.sentiment.learned() > 0 => {
                let scores = self.sentiment.scores(said.sentiments, features);
                let likeliest = SENTIMENTS.iter().zip(scores).max_by(|a, b| a.1.total_cmp(&b.1));
                likeliest.filter(|(_, score)| *score >= SENTIMENT_FROM).map_or(UNSURE, |(name, _)| name).to_owned()
            }
            About::Intent if self.intent.learned() > 0 => {
                let scores = self.intent.scores(said.intents, features);
                let likeliest = INTENTS.iter().zip(scores).max_by(|a, b| a.1.total_cmp(&b.1));
                likeliest.filter(|(_, score)| *score > scores[INTENTS.len()]).map_or("", |(name, _)| name).to_owned()
            }
            _ => said.about(about),
        }
    }
}
