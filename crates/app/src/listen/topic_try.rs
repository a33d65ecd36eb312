//! A topic tried before it is saved: is its query sound, and what would it catch?

use domain::hat::Act;
use query::{Candidates, Parsed, Query, Statistics};
use store::{Id, Reader, topic::Topic};

use crate::{
    Actor, App, Refusal,
    listen::{
        archive_ask::place_of,
        judging::{READ_AT_ONCE, Shown, ask_each},
        topic_save::parse_among,
    },
};

/// How far back a trial looks, in days.
pub const TRIED_DAYS: i64 = 30;
/// The most documents that a trial judges, newest first.
pub const TRIED_MAX: usize = 3_000;
/// The most mentions that a trial shows.
const SAMPLES_MAX: usize = 6;
/// The most words of a query that are counted in the archive for a warning.
const COUNTED_WORDS_MAX: usize = 24;
/// They are counted in so many of the newest documents.
const COUNTED_NEWEST: i64 = 20_000;
/// In fewer documents than these every word is common, and nothing is said of it.
const COUNTED_LEAST: i64 = 100;

/// What a query would have caught.
#[derive(Clone, Debug, Default)]
pub struct Tried {
    /// Documents of the last [`TRIED_DAYS`] days that it would have caught, of those judged.
    pub caught: usize,
    /// Whether all of these days were judged; otherwise it would have caught at least so many.
    pub complete: bool,
    /// Some of them, newest first.
    pub samples: Vec<Shown>,
    /// How far back was looked, UTC microseconds, when not all was judged.
    pub searched_to: Option<i64>,
}

impl App {
    /// Reads a query as the topic `own` of that name would have it, and warns of words that the archive holds nearly everywhere or
    /// nowhere.
    ///
    /// # Errors
    /// When the hats do not allow reading, or the database does not answer. What is wrong with the query is the answer.
    pub async fn check_query(&self, actor: &Actor, text: &str, own: Option<(Id<Topic>, &str)>) -> Result<Parsed, Refusal> {
        actor.may(Act::Read)?;
        let reader = self.reader(actor);
        let mut parsed = parse_among(text, own, &reader.topics().await?);
        if let Some(query) = &parsed.query {
            parsed.problems.extend(query.warnings(&statistics(&reader, query).await?));
        }
        Ok(parsed)
    }

    /// What a query would have caught in the last [`TRIED_DAYS`] days.
    ///
    /// # Errors
    /// When the hats do not allow reading, the query cannot be asked, or the database does not answer.
    pub async fn try_query(&self, actor: &Actor, text: &str, own: Option<(Id<Topic>, &str)>) -> Result<Tried, Refusal> {
        actor.may(Act::Read)?;
        let reader = self.reader(actor);
        let parsed = parse_among(text, own, &reader.topics().await?);
        let Some(query) = parsed.query else { return Err(Refusal::Query(parsed.problems)) };
        let candidates = query::candidates(&query);
        let now_us = self.now();
        let since = now_us - TRIED_DAYS * 24 * store::mention::HOUR_US;
        let (mut tried, mut samples, mut judged, mut place) = (Tried::default(), Vec::new(), 0, None);
        while judged < TRIED_MAX && !tried.complete {
            let documents = reader.archive_in_time(&candidates, Some(since), place, READ_AT_ONCE).await?;
            tried.complete = documents.len() < READ_AT_ONCE as usize;
            judged += documents.len();
            place = documents.last().map(place_of).or(place);
            let asked = query.clone();
            let caught = ask_each(&reader, documents, move |document, readable, analysis| {
                asked.matches(analysis, &readable.document(), now_us).then_some(document.id)
            })
            .await?;
            tried.caught += caught.len();
            samples.extend(caught.into_iter().take(SAMPLES_MAX.saturating_sub(samples.len())));
        }
        let documents = reader.documents(&samples).await?;
        tried.samples = ask_each(&reader, documents, move |document, readable, analysis| {
            Some(Shown::new(document, readable, &query, analysis, now_us))
        })
        .await?;
        tried.searched_to = place.filter(|_| !tried.complete).map(|place| place.published_at);
        Ok(tried)
    }
}

/// What the newest documents of the archive hold of a query's words: a bounded count, so that it can be asked while somebody
/// types. A word that none of them holds is looked for in the whole archive. Too few documents say nothing of what is common.
pub(crate) async fn statistics(reader: &Reader, query: &Query) -> Result<Statistics, Refusal> {
    let words: Vec<&str> = query.terms().into_iter().take(COUNTED_WORDS_MAX).collect();
    let filters: Vec<Candidates> = words.iter().map(|word| Candidates::Term((*word).to_owned())).collect();
    let (documents, found) = reader.lately(&filters, COUNTED_NEWEST).await?;
    let mut statistics = Statistics { documents: u64::try_from(documents).unwrap_or(0).max(1), ..Statistics::default() };
    for ((word, filter), found) in words.into_iter().zip(&filters).zip(found) {
        let found = if found == 0 { i64::from(reader.is_anywhere(filter).await?) } else { found };
        if found == 0 || documents >= COUNTED_LEAST {
            statistics.counts.insert(word.to_owned(), u64::try_from(found).unwrap_or(0));
        }
    }
    Ok(statistics)
}
