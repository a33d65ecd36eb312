//! The chips above a stream: each says one thing that is filtered by, and takes it away.

use app::listen::filter::{MentionFilter, Period, Treated};
use fluent_bundle::FluentValue;
use minijinja::{Value, context};
use store::source::Source;

use super::{
    choices::{Choices, label_key},
    row::language_words,
    understood::{aspect_words, intent_words, sentiment_words},
};
use crate::{Web, format::Reader, pages::mentions::row, request::Member};

/// Adds a chip: its words, and how the filter is without it.
type AddChip<'a> = dyn FnMut(String, &dyn Fn(&mut MentionFilter)) + 'a;

/// The chips of a filter.
pub(super) fn chips(
    web: &Web,
    member: &Member,
    reads: &Reader,
    filter: &MentionFilter,
    choices: &Choices,
    source: Option<&Source>,
) -> Vec<Value> {
    let say = |key: &str, args: &[(&str, FluentValue<'_>)]| web.views.words.say(reads.language, key, args);
    let mut chips: Vec<(String, MentionFilter)> = Vec::new();
    let mut chip = |words: String, without: &dyn Fn(&mut MentionFilter)| {
        let mut rest = filter.clone();
        without(&mut rest);
        chips.push((words, rest));
    };
    if let Some(id) = filter.topic {
        let name = choices.topics.iter().find(|topic| topic.id == id).map(|topic| &topic.name);
        chip(named(name, id), &|rest| rest.topic = None);
    }
    if let Some(words) = period_words(web, reads, filter) {
        chip(words, &|rest| rest.period = Period::All);
    }
    if let Some(code) = &filter.language {
        chip(language_words(web, reads, code), &|rest| rest.language = None);
    }
    if let Some(sentiment) = &filter.sentiment {
        let name = if sentiment == "none" { "" } else { sentiment.as_str() };
        chip(sentiment_words(web, reads.language, name), &|rest| rest.sentiment = None);
    }
    if let Some(intent) = &filter.intent {
        chip(intent_words(web, reads.language, intent), &|rest| rest.intent = None);
    }
    if filter.rude {
        chip(say("understood-rude", &[]), &|rest| rest.rude = false);
    }
    if let Some(kind) = &filter.kind {
        chip(row::kind_words(web, reads.language, kind), &|rest| rest.kind = None);
    }
    if let Some(id) = filter.source {
        chip(source.map_or_else(|| format!("#{id}"), |source| source.title.clone()), &|rest| rest.source = None);
    }
    if let Some(id) = filter.folder {
        let name = choices.folders.iter().find(|folder| folder.id == id).map(|folder| &folder.name);
        chip(named(name, id), &|rest| rest.folder = None);
    }
    if let Some(site) = &filter.site {
        chip(site.clone(), &|rest| rest.site = None);
    }
    if let Some(author) = &filter.author {
        chip(author.clone(), &|rest| rest.author = None);
    }
    if let Some(aspect) = &filter.aspect {
        chip(aspect_words(web, reads.language, aspect), &|rest| rest.aspect = None);
    }
    treated(web, reads, filter, choices, &mut chip);
    if !filter.words.is_empty() {
        chip(say("mentions-chip-words", &[("words", filter.words.as_str().into())]), &|rest| rest.ask(""));
    }
    chips.into_iter().map(|(words, rest)| context! { words, href => address(member, &rest) }).collect()
}

/// The chips of what the team did about mentions, and of how they are counted.
fn treated(web: &Web, reads: &Reader, filter: &MentionFilter, choices: &Choices, chip: &mut AddChip<'_>) {
    let say = |key: &str, args: &[(&str, FluentValue<'_>)]| web.views.words.say(reads.language, key, args);
    if let Some(tag) = &filter.tag {
        chip(say("mentions-chip-tag", &[("tag", tag.as_str().into())]), &|rest| rest.tag = None);
    }
    match filter.treated {
        Treated::Any => {}
        Treated::Open => chip(say("mentions-state-open", &[]), &|rest| rest.treated = Treated::Any),
        Treated::Done => chip(say("mentions-state-done", &[]), &|rest| rest.treated = Treated::Any),
    }
    if filter.starred {
        chip(say("mentions-starred", &[]), &|rest| rest.starred = false);
    }
    if let Some(label) = filter.label {
        chip(say(label_key(label), &[]), &|rest| rest.label = None);
    }
    if filter.by_story {
        chip(say("stories-chip", &[]), &|rest| rest.by_story = false);
    }
    if let Some(id) = filter.assignee {
        chip(say("mentions-chip-assignee", &[("name", named(choices.names.get(&id), id).into())]), &|rest| rest.assignee = None);
    }
}

/// A name, or the number of what has none any more.
fn named(name: Option<&String>, id: impl std::fmt::Display) -> String {
    name.cloned().unwrap_or_else(|| format!("#{id}"))
}

/// The stream under a filter.
pub(super) fn address(member: &Member, filter: &MentionFilter) -> String {
    let query = filter.to_address();
    member.href(&if query.is_empty() { "mentions".to_owned() } else { format!("mentions?{query}") })
}

/// The words for a period; none for all time.
fn period_words(web: &Web, reads: &Reader, filter: &MentionFilter) -> Option<String> {
    let say = |key: &str, args: &[(&str, FluentValue<'_>)]| web.views.words.say(reads.language, key, args);
    let (from, to) = filter.bounds(reads.now);
    // The last moment of a stretch, not the first after it, is what people name.
    let (from, last) = (from.map(|from| reads.day(from)), to.map(|to| reads.day(to - 1)));
    match filter.period {
        Period::All => None,
        Period::Days(days) => {
            let own = web.views.words.find(reads.language, &format!("mentions-period-{days}"), &[]);
            Some(own.unwrap_or_else(|| say("mentions-period-days", &[("n", FluentValue::from(f64::from(days)))])))
        }
        Period::Between(..) => match (from, last) {
            (Some(from), Some(last)) if from == last => Some(from),
            (Some(from), Some(last)) => Some(format!("{from}\u{a0}– {last}")),
            (Some(from), None) => Some(say("mentions-period-since", &[("day", from.into())])),
            (None, Some(last)) => Some(say("mentions-period-until", &[("day", last.into())])),
            (None, None) => None,
        },
        Period::Moments(start, end) => {
            let (first, last) = (reads.day(start), reads.day(end - 1));
            Some(if first != last {
                format!("{first}\u{a0}– {last}")
            } else if end.saturating_sub(start) < 20 * store::mention::HOUR_US {
                format!("{first} {}\u{a0}– {}", reads.clock(start), reads.clock(end))
            } else {
                first
            })
        }
    }
}
