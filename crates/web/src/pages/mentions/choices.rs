//! What the selects of the filter bar offer, and the words for what is on.

use std::collections::BTreeMap;

use app::listen::{
    filter::{LABELS, MentionFilter, Period, Treated, label_name},
    taught::{INTENTS, SENTIMENTS, UNSURE},
};
use minijinja::{Value, context};
use store::{Id, access::User, document::TagCount, source::Folder, stream::LabelState, topic::Topic};

use super::understood::{intent_words, sentiment_words};
use crate::{Web, format::Reader, pages::mentions::row};

/// The most tags that the bar offers.
const TAGS_MAX: u32 = 60;
/// The periods that the bar offers, in days.
const PERIODS: [i32; 5] = [1, 7, 30, 56, 365];

/// Everything in the workspace that a filter can name.
pub(super) struct Choices {
    pub(super) topics: Vec<Topic>,
    pub(super) folders: Vec<Folder>,
    pub(super) languages: Vec<String>,
    pub(super) tags: Vec<TagCount>,
    pub(super) names: BTreeMap<Id<User>, String>,
}

impl Choices {
    pub(super) async fn read(reader: &store::Reader) -> Result<Self, store::StoreError> {
        let (languages, topics, folders, tags, members) =
            tokio::try_join!(reader.languages(), reader.topics(), reader.folders(), reader.tags(TAGS_MAX), reader.members())?;
        Ok(Self {
            topics,
            folders,
            languages: languages.into_iter().map(|count| count.word).collect(),
            tags,
            names: row::named(members),
        })
    }
}

/// A choice of a select.
pub(super) fn choice(value: impl ToString, label: impl Into<String>) -> Value {
    context! { value => value.to_string(), label => label.into() }
}

/// The switch between mentions and stories, each a link.
pub(crate) fn by(web: &Web, reads: &Reader, filter: &MentionFilter, address: impl Fn(&MentionFilter) -> String) -> Vec<Value> {
    let choice = |by_story: bool, key: &str| {
        let label = web.views.words.say(reads.language, key, &[]);
        context! { label, href => address(&MentionFilter { by_story, ..filter.clone() }), on => filter.by_story == by_story }
    };
    vec![choice(false, "stories-by-mention"), choice(true, "stories-by-story")]
}

/// The key of the words for a label in the bar.
pub(super) const fn label_key(label: LabelState) -> &'static str {
    match label {
        LabelState::Relevant => "care-relevant",
        LabelState::Irrelevant => "care-irrelevant",
        LabelState::None => "care-filter-none",
    }
}

/// The selects of the bar.
pub(super) fn selects(web: &Web, reads: &Reader, filter: &MentionFilter, choices: &Choices) -> Value {
    let say = |key: &str| web.views.words.say(reads.language, key, &[]);
    let begin = |key: &str| vec![choice("", say(key))];
    let mut topics = begin("mentions-any-topic");
    topics.extend(choices.topics.iter().map(|topic| choice(topic.id, topic.name.as_str())));
    let mut periods = begin("mentions-any-time");
    periods.extend(PERIODS.iter().map(|days| choice(format!("{days}d"), say(&format!("mentions-period-{days}")))));
    let mut kinds = begin("mentions-any-kind");
    kinds.extend(domain::Kind::ALL.iter().map(|kind| choice(kind.name(), row::kind_words(web, reads.language, kind.name()))));
    let mut languages = begin("mentions-any-language");
    languages.extend(choices.languages.iter().map(|code| {
        let value = if code.is_empty() { "none" } else { code.as_str() };
        choice(value, row::language_words(web, reads, value))
    }));
    let mut sentiments = begin("understood-any-sentiment");
    sentiments
        .extend(SENTIMENTS.iter().rev().chain([&UNSURE]).map(|name| choice(name, sentiment_words(web, reads.language, name))));
    let mut intents = begin("understood-any-intent");
    intents.extend(INTENTS.iter().map(|name| choice(name, intent_words(web, reads.language, name))));
    let states: Vec<Value> = [("", "mentions-state-any"), ("open", "mentions-state-open"), ("done", "mentions-state-done")]
        .map(|(value, key)| choice(value, say(key)))
        .to_vec();
    let mut tags = begin("mentions-any-tag");
    tags.extend(choices.tags.iter().map(|tag| choice(&tag.tag, tag.tag.as_str())));
    let mut members = begin("mentions-anybody");
    members.extend(choices.names.iter().map(|(id, name)| choice(id, name.as_str())));
    let mut folders = begin("mentions-any-folder");
    folders.extend(choices.folders.iter().map(|folder| choice(folder.id, folder.name.as_str())));
    let mut labels = vec![choice("", say("care-filter-any"))];
    labels.extend(LABELS.map(|label| choice(label_name(label), say(label_key(label)))));
    let period = if let Period::Days(days) = filter.period { format!("{days}d") } else { String::new() };
    let (from, to) = match &filter.period {
        Period::Between(from, to) => (from.map(|day| day.to_string()), to.map(|day| day.to_string())),
        _ => (None, None),
    };
    context! {
        sentiments, sentiment => filter.sentiment.as_deref(), intents, intent => filter.intent.as_deref(), rude => filter.rude,
        labels, label => filter.label.map_or("", label_name), topics, periods, kinds, languages, states, tags, members, folders, period, from, to,
        at => if let Period::Moments(from, to) = filter.period { Some(format!("{from}-{to}")) } else { None },
        topic => filter.topic.map(Id::get), kind => filter.kind.as_deref(), language => filter.language.as_deref(),
        state => match filter.treated { Treated::Any => "", Treated::Open => "open", Treated::Done => "done" },
        tag => filter.tag.as_deref(), assignee => filter.assignee.map(Id::get), folder => filter.folder.map(Id::get),
        source => filter.source.map(Id::get), site => filter.site.as_deref(), author => filter.author.as_deref(), aspect => filter.aspect.as_deref(), starred => filter.starred, by_story => filter.by_story, words => filter.words.as_str(),
        more => filter.rude || filter.language.is_some() || filter.label.is_some() || filter.tag.is_some() || filter.assignee.is_some() || filter.folder.is_some() || filter.starred || matches!(filter.period, Period::Between(..)),
    }
}
