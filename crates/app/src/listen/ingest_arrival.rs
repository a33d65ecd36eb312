//! A document at the one door, before the database is asked: its parts bounded and cleaned, its keys, the topics and alerts it is for.

use std::collections::{BTreeSet, HashMap};

use domain::{
    Document, SafeHtml, address,
    document::{Author, DOCUMENT_TEXT_BYTES_MAX, DOCUMENT_TITLE_BYTES_MAX},
    html::cut,
};
use jiff::Timestamp;
use query::{Analysis, Matcher};
use serde_json::json;
use store::{
    Id,
    document::{Document as Row, NewDocument},
    source::Source,
    topic::Topic,
};
use text::fingerprint::{self, Fingerprint};

use crate::listen::{
    filter, identity,
    listening::{Standing, StandingAlert},
    reading::{Readable, words_of},
};

/// What was said longer ago than this alerts nobody when a source is first read: that brings its past.
pub(crate) const ALERT_AGE_US_MAX: i64 = 48 * 3_600 * 1_000_000;
/// How long before the last good visit of a source a thing may be dated and still be news when it first appears after it. Entries are
/// dated when their writing began, and held back for approval; what is older comes from an archive that was put up again.
const APPEARS_LATE_US_MAX: i64 = 7 * 24 * 3_600 * 1_000_000;
/// How far ahead of now a document may be dated and still be believed, for clocks that run fast.
const AHEAD_US_MAX: i64 = 24 * 3_600 * 1_000_000;

/// A document with all that can be known of it without the database.
pub(crate) struct Arrival {
    pub(crate) document: NewDocument,
    pub(crate) guid: String,
    /// What it says, for finding its copies.
    pub(crate) fingerprint: Fingerprint,
    /// A key for when it turns out to share its address with another.
    pub(crate) key_apart: String,
    pub(crate) topics: Vec<(Id<Topic>, i64)>,
    pub(crate) alerts: Vec<usize>,
}

/// What documents are read and matched with, kept for a batch.
pub(crate) struct Desk<'r> {
    analysis: Analysis,
    matcher: Matcher,
    reader: &'r mut text::Reader,
}

impl<'r> Desk<'r> {
    /// Of one reader.
    pub(crate) fn of(reader: &'r mut text::Reader) -> Self {
        Self { analysis: Analysis::default(), matcher: Matcher::default(), reader }
    }
}

/// Works out what can be known of a document without the database.
pub(crate) fn arrive(document: &Document, source: &Source, standing: &Standing, desk: &mut Desk<'_>, now: Timestamp) -> Arrival {
    let now_us = now.as_microsecond();
    let said = document.published_at.map(Timestamp::as_microsecond).filter(|at| *at > 0 && *at <= now_us + AHEAD_US_MAX);
    let html = without_nul(document.html.as_str());
    let Document { guid: _, address, title, text, author, language, kind, tags, rating, image, .. } = bounded(document);
    let author = author.unwrap_or_default();
    let declared = language.or_else(|| source.language.clone()).unwrap_or_default();
    let (understood, language) = standing.taught.understand(desk.reader, &title, &text, &declared);
    let site = address.as_deref().and_then(address::site).or_else(|| address::site(&source.address)).unwrap_or_default();
    let kind = kind_of(kind, source, standing, &site);
    let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
    let readable = Readable {
        title: &title,
        text: &text,
        html: &html,
        address: address.as_deref(),
        author: &author.name,
        language: &language,
        kind: &kind,
        source: Some(&source.title),
        tags: &tags,
        rating,
        image: image.is_some(),
        published_at: said.unwrap_or(now_us),
        understood: &understood,
    };
    let topics = topics_for(standing, &readable, desk, now_us);
    let analysis = &mut desk.analysis;
    let ids: Vec<Id<Topic>> = topics.iter().map(|(id, _)| *id).collect();
    let mention = filter::NewMention { readable, site: &site, topics: &ids, source: source.id, folder: source.folder_id };
    let alerts = alerts_for(&standing.alerts, &mention, source, said, analysis, now);
    let key = identity::key(document, source.id);
    let fingerprint = fingerprint::of_document(&title, &text);
    let row = Row {
        address,
        site,
        content_hash: identity::content_hash(&title, &text),
        html,
        author: author.name,
        author_address: author.address,
        language,
        kind,
        tags: json!(tags).to_string(),
        rating: rating.map(f64::from),
        image,
        published_at: said.unwrap_or(now_us),
        published_known: said.is_some(),
        understood,
        title,
        text,
        ..Row::new(source.workspace_id, source.id, now_us)
    };
    Arrival {
        guid: identity::guid(document, &key),
        fingerprint,
        key_apart: identity::key_apart(document, source.id),
        document: NewDocument { key, row, words: words_of(analysis) },
        topics,
        alerts,
    }
}

/// What sort of place it was said in: as people said of the site, as the document says, or as the source is.
fn kind_of(kind: domain::Kind, source: &Source, standing: &Standing, site: &str) -> String {
    let own = if kind == domain::Kind::Other { &source.kind } else { kind.name() };
    standing.taught.kind_of(site).unwrap_or(own).to_owned()
}

/// Which topics catch it, with the numbers of their texts. The analysis reads the document.
fn topics_for(standing: &Standing, readable: &Readable<'_>, desk: &mut Desk<'_>, now_us: i64) -> Vec<(Id<Topic>, i64)> {
    let asked = readable.document();
    desk.analysis.read(&asked);
    let numbers = standing.queries.matches(&desk.analysis, &asked, now_us, &mut desk.matcher);
    let catching = numbers.iter().filter_map(|number| standing.numbered(*number));
    catching.map(|topic| (topic.id, topic.version)).collect()
}

/// The document with its long parts cut, and without NUL, which PostgreSQL cannot keep. Its HTML is left out.
fn bounded(document: &Document) -> Document {
    let some = |text: &Option<String>| text.as_deref().map(without_nul);
    Document {
        guid: None,
        address: some(&document.address),
        title: without_nul(cut(&document.title, DOCUMENT_TITLE_BYTES_MAX)),
        text: without_nul(cut(&document.text, DOCUMENT_TEXT_BYTES_MAX)),
        html: SafeHtml::default(),
        author: document.author.as_ref().map(|author| Author { name: without_nul(&author.name), address: some(&author.address) }),
        published_at: document.published_at,
        language: some(&document.language),
        kind: document.kind,
        tags: document.tags.iter().map(|tag| without_nul(tag)).collect(),
        rating: document.rating,
        image: some(&document.image),
    }
}

fn without_nul(text: &str) -> String {
    text.replace('\0', "")
}

/// Which alerts wait for it: places in the list.
fn alerts_for(
    alerts: &[StandingAlert],
    mention: &filter::NewMention<'_>,
    source: &Source,
    said: Option<i64>,
    analysis: &Analysis,
    now: Timestamp,
) -> Vec<usize> {
    if !is_news(said, source.succeeded_at, now.as_microsecond()) || mention.topics.is_empty() {
        return Vec::new();
    }
    let waits = |standing: &StandingAlert| match (&standing.filter, standing.alert.topic_id) {
        (Some(filter), _) => filter.holds_new(mention, analysis, now),
        (None, Some(topic)) => mention.topics.contains(&topic),
        (None, None) => false,
    };
    alerts.iter().enumerate().filter(|(_, alert)| waits(alert)).map(|(place, _)| place).collect()
}

/// Whether what was `said` then is news from a source that was read before at `read_before`. All that was said while it could not be read
/// is, however long that was. Without a date it is so only where the past was read before.
fn is_news(said: Option<i64>, read_before: Option<i64>, now: i64) -> bool {
    match (said, read_before) {
        (None, before) => before.is_some(),
        (Some(said), None) => said >= now - ALERT_AGE_US_MAX,
        (Some(said), Some(before)) => said >= before.min(now) - APPEARS_LATE_US_MAX,
    }
}

/// An id that several documents of one batch bear names none of them, as when a feed gives its own address for every entry.
pub(crate) fn unname_shared_guids(arrivals: &mut [Arrival]) {
    let mut keys: HashMap<String, BTreeSet<String>> = HashMap::new();
    for arrival in arrivals.iter() {
        keys.entry(arrival.guid.clone()).or_default().insert(arrival.document.key.clone());
    }
    for arrival in arrivals.iter_mut() {
        if keys.get(&arrival.guid).is_some_and(|keys| keys.len() > 1) {
            arrival.guid.clone_from(&arrival.document.key);
        }
    }
}

/// Entries of one batch that share an address but not an id are several documents.
pub(crate) fn part_shared_addresses(arrivals: &mut [Arrival]) {
    let mut guids: HashMap<String, BTreeSet<String>> = HashMap::new();
    for arrival in arrivals.iter() {
        guids.entry(arrival.document.key.clone()).or_default().insert(arrival.guid.clone());
    }
    for arrival in arrivals.iter_mut() {
        if guids.get(&arrival.document.key).is_some_and(|guids| guids.len() > 1) {
            arrival.document.key = arrival.key_apart.clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_while_a_source_could_not_be_read_is_news() {
        const DAY_US: i64 = ALERT_AGE_US_MAX / 2;
        let now = 1_000 * DAY_US;
        let check = |said: Option<i64>, read: Option<i64>, expected: bool| {
            let (said, read) = (said.map(|days| now - days * DAY_US), read.map(|days| now - days * DAY_US));
            assert_eq!(is_news(said, read, now), expected, "{said:?} {read:?}");
        };
        check(Some(1), None, true);
        check(Some(3), None, false);
        check(None, None, false);
        check(None, Some(1), true);
        check(Some(3), Some(0), true);
        check(Some(8), Some(0), false);
        check(Some(20), Some(30), true);
        check(Some(36), Some(30), true);
        check(Some(400), Some(30), false);
    }
}
