//! What was understood from a mention's text, in words, and the words of people about it.

use app::{
    Noun, Refusal,
    listen::{filter::RUDE_FROM, taught::About},
};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::{Language, hat::Act};
use fluent_bundle::FluentValue;
use minijinja::{Value, context};
use serde_json::Value as Json;
use store::{
    Id,
    correction::Correction,
    document::{Document, Understood},
};

use super::{fields::Fields, row};
use crate::{Web, error::Fault, page, private, request::Member};

/// The sign that goes with each sentiment, so that colour never says it alone; its key, and the mark of its colour.
const SIGNS: [(&str, &str, &str, &str); 3] =
    [("positive", "plus", "+", "good"), ("neutral", "equal", "=", ""), ("negative", "minus", "-", "bad")];
/// A list calls a text spam from here on, per mille. The model learnt from remarks and messages and is less sure of longer texts: of the
/// demo's 8,130 texts 179 have so much, of which 100 are adverts; from 500 on it would call news and reviews so.
const SPAM_FROM: i64 = 800;
/// The most phrases and aspects that are shown.
const SHOWN_MAX: usize = 12;

/// The word for a sentiment.
pub(crate) fn sentiment_words(web: &Web, language: Language, sentiment: &str) -> String {
    let key = if sentiment.is_empty() { "none" } else { sentiment };
    web.views.words.find(language, &format!("understood-sentiment-{key}"), &[]).unwrap_or_else(|| sentiment.to_owned())
}

/// The word for an intent.
pub(crate) fn intent_words(web: &Web, language: Language, intent: &str) -> String {
    let key = if intent.is_empty() { "none" } else { intent };
    web.views.words.find(language, &format!("understood-intent-{key}"), &[]).unwrap_or_else(|| intent.to_owned())
}

/// The word for an aspect.
pub(crate) fn aspect_words(web: &Web, language: Language, aspect: &str) -> String {
    web.views.words.find(language, &format!("understood-aspect-{aspect}"), &[]).unwrap_or_else(|| aspect.to_owned())
}

/// The three words that correct a sentiment, for every sentiment that may be there already: said once a page, not once a row.
pub(super) struct Tones {
    none: Value,
    of: [Value; SIGNS.len()],
}

impl Tones {
    pub(super) fn new(web: &Web, language: Language) -> Self {
        let with = |held: Option<&str>| {
            let words = SIGNS.map(|(name, symbol, key, _)| {
                let said = FluentValue::from(sentiment_words(web, language, name));
                let say = web.views.words.say(language, "understood-say", &[("said", said)]);
                context! { name, symbol, key, say, on => held == Some(name) }
            });
            Value::from(words.to_vec())
        };
        Self { none: with(None), of: SIGNS.map(|sign| with(Some(sign.0))) }
    }

    /// The words where `sentiment` holds.
    fn of(&self, sentiment: &str) -> Value {
        SIGNS.iter().position(|sign| sign.0 == sentiment).map_or(&self.none, |place| &self.of[place]).clone()
    }
}

/// What a row of the stream shows: the sentiment with the three words that correct it, what it wants, what to beware of.
pub(super) fn row(web: &Web, member: &Member, tones: &Tones, id: Id<Document>, understood: &Understood) -> Value {
    let language = member.language();
    let corrects = member.actor.allows(Act::Treat);
    let sign = SIGNS.iter().find(|sign| sign.0 == understood.sentiment);
    context! {
        sentiment => (!understood.sentiment.is_empty()).then(|| sentiment_words(web, language, &understood.sentiment)),
        colour => sign.map_or("", |sign| sign.3), symbol => sign.map_or("unsure", |sign| sign.1),
        tones => tones.of(&understood.sentiment), correct_href => corrects.then(|| member.href(&format!("mentions/{id}/correct"))),
        intent => (!understood.intent.is_empty()).then(|| intent_words(web, language, &understood.intent)),
        rude => understood.toxicity >= RUDE_FROM, spam => understood.spam >= SPAM_FROM, personal => understood.personal,
    }
}

/// What a mention's page shows of the reading, with what people said of it.
pub(super) fn card(web: &Web, member: &Member, document: &Document, corrections: &[Correction]) -> Value {
    let reads = row::reads(web, member);
    let language = reads.language;
    let reading: Json = serde_json::from_str(&document.understood.reading).unwrap_or_default();
    let percent = |value: &Json| value.as_f64().map_or(0, |share| (share * 100.0).round() as i64);
    let scores: Vec<Value> = SIGNS
        .iter()
        .map(|&(name, _, _, colour)| {
            let share = percent(&reading["sentiment_scores"][name]);
            context! { words => sentiment_words(web, language, name), share, colour, on => document.understood.sentiment == name }
        })
        .collect();
    let kinds: Vec<Value> = reading["toxicity_kinds"]
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(_, score)| score.as_f64() >= Some(0.5))
        .map(|(kind, score)| {
            let words = web.views.words.find(language, &format!("understood-rude-{kind}"), &[]).unwrap_or_else(|| kind.clone());
            context! { words, share => percent(score) }
        })
        .collect();
    let aspects: Vec<Value> = list(&reading["aspects"])
        .map(|aspect| {
            let name = aspect["aspect"].as_str().unwrap_or_default();
            let words = aspect_words(web, language, name);
            let felt = aspect["sentiment"].as_str().unwrap_or_default();
            let sign = SIGNS.iter().find(|sign| sign.0 == felt);
            context! { words, felt => sentiment_words(web, language, felt), colour => sign.map(|sign| sign.3), symbol => sign.map(|sign| sign.1) }
        })
        .collect();
    let personal: Vec<String> = list(&reading["personal_data"])
        .map(|one| one["kind"].as_str().unwrap_or_default())
        .map(|kind| {
            web.views.words.find(language, &format!("understood-personal-{kind}"), &[]).unwrap_or_else(|| kind.to_owned())
        })
        .collect();
    let phrases: Vec<String> =
        list(&reading["phrases"]).filter_map(Json::as_str).map(|phrase| private::line(web, member, phrase)).collect();
    let said: Vec<Value> = corrections
        .iter()
        .map(|correction| {
            let words = said_words(web, language, &correction.about, &correction.said);
            context! { about => correction.about.as_str(), words, model => said_words(web, language, &correction.about, &correction.model), at => correction.at }
        })
        .collect();
    context! {
        is_read => !document.understood.sentiment.is_empty(), scores, kinds, aspects, personal, phrases, said,
        language_share => (reading["language"].as_str() == Some(document.language.as_str())).then(|| percent(&reading["language_confidence"])),
        intents => About::Intent.choices().iter().map(|name| context! { value => *name, label => intent_words(web, language, name) }).collect::<Vec<_>>(),
        intent => document.understood.intent.as_str(),
        places => About::Kind.choices().iter().map(|name| context! { value => *name, label => row::kind_words(web, language, name) }).collect::<Vec<_>>(),
        place => document.kind.as_str(), correct_href => member.actor.allows(Act::Treat).then(|| member.href(&format!("mentions/{}/correct", document.id))),
    }
}

fn list(value: &Json) -> impl Iterator<Item = &Json> {
    value.as_array().into_iter().flatten().take(SHOWN_MAX)
}

/// What was said about something, in words.
fn said_words(web: &Web, language: Language, about: &str, said: &str) -> String {
    match About::from_name(about) {
        Some(About::Sentiment) => sentiment_words(web, language, said),
        Some(About::Intent) => intent_words(web, language, said),
        Some(About::Kind) | None => row::kind_words(web, language, said),
    }
}

/// `POST …/correct`: a person says what the mention is.
pub(super) async fn correct(
    State(web): State<Web>,
    member: Member,
    Path((_, document)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let fault = |refusal| Fault::page(&web, member.language(), refusal);
    let fields = Fields::read(&body);
    let id: Id<Document> = document.parse().map_err(|_not_a_number| fault(Refusal::NoSuch(Noun::Mention)))?;
    // A mention that is not there is told before what is wrong with the words.
    if member.reader.document(id).await.map_err(|error| fault(error.into()))?.is_none() {
        return Err(fault(Refusal::NoSuch(Noun::Mention)));
    }
    // The three buttons of a row say a sentiment, and nothing more.
    let about = match fields.text("about") {
        "" => About::Sentiment,
        named => About::from_name(named).ok_or(Refusal::Invalid { field: "about", why: "unknown" }).map_err(fault)?,
    };
    let said = fields.text("said");
    web.app.correct_mentions(&member.actor, &[id], about, said).await.map_err(fault)?;
    let own = member.href(&format!("mentions/{id}"));
    Ok(page::go(
        &web,
        fields.way_back(&own),
        "good",
        "understood-corrected",
        &[("said", &said_words(&web, member.language(), about.name(), said))],
    ))
}
