//! A topic tried before it is saved: is its query sound, and what would it catch?

use domain::hat::Act;
use query::{Analysis, Parsed, Statistics};
use store::{Id, document::Document, topic::Topic};

use crate::{
    Actor, App, Refusal,
    listen::{
        excerpt::{Excerpt, excerpt, marks},
        kept::reread,
        stream::source_titles,
        topic_save::parse_among,
    },
};

/// How far back a trial looks, in days.
pub const TRIED_DAYS: i64 = 30;
/// The most documents that a trial judges, newest found first.
pub const TRIED_MAX: usize = 3_000;
/// Documents read at a time.
const TRIED_AT_ONCE: u32 = 500;
/// The most mentions that a trial shows.
const SAMPLES_MAX: usize = 6;
/// The most words of a query that are counted in the archive for a warning.
const COUNTED_WORDS_MAX: usize = 24;

/// What a query would have caught.
#[derive(Clone, Debug, Default)]
pub struct Tried {
    /// Documents of the last [`TRIED_DAYS`] days that it would have caught, of those judged.
    pub caught: usize,
    /// Whether all of the archive was judged; otherwise it would have caught at least so many.
    pub complete: bool,
    /// Some of them, newest first.
    pub samples: Vec<Sample>,
}

/// A document that would have been caught.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The document.
    pub id: Id<Document>,
    /// Its title, marked.
    pub title: Excerpt,
    /// The sentence in which it was caught.
    pub excerpt: Excerpt,
    /// The host it was said on.
    pub site: String,
    /// When it was said, UTC microseconds.
    pub published_at: i64,
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
            let documents = reader.archive_size(&query::Candidates::Everything).await?;
            let mut statistics = Statistics { documents: u64::try_from(documents).unwrap_or(0), ..Statistics::default() };
            for word in query.terms().into_iter().take(COUNTED_WORDS_MAX) {
                let found = reader.archive_size(&query::Candidates::Term(word.to_owned())).await?;
                statistics.counts.insert(word.to_owned(), u64::try_from(found).unwrap_or(0));
            }
            parsed.problems.extend(query.warnings(&statistics));
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
        let since = self.now() - TRIED_DAYS * 24 * store::mention::HOUR_US;
        let (mut tried, mut samples, mut judged, mut before) = (Tried::default(), Vec::new(), 0, i64::MAX);
        while judged < TRIED_MAX && !tried.complete {
            let documents = reader.archive(&candidates, before, TRIED_AT_ONCE).await?;
            tried.complete = documents.len() < TRIED_AT_ONCE as usize;
            judged += documents.len();
            before = documents.last().map_or(0, |document| document.id.get());
            let caught = self.try_batch(&reader, documents, &query, since).await?;
            tried.caught += caught.len();
            samples.extend(caught);
            samples.sort_by_key(|sample: &Sample| std::cmp::Reverse((sample.published_at, sample.id)));
            samples.truncate(SAMPLES_MAX);
        }
        tried.samples = samples;
        Ok(tried)
    }

    async fn try_batch(
        &self,
        reader: &store::Reader,
        documents: Vec<Document>,
        query: &query::Query,
        since: i64,
    ) -> Result<Vec<Sample>, Refusal> {
        let titles = source_titles(reader, documents.iter().map(|document| document.source_id)).await?;
        let (query, now_us) = (query.clone(), self.now());
        let judged = tokio::task::spawn_blocking(move || {
            let mut analysis = Analysis::new();
            let recent = documents.iter().filter(|document| document.published_at >= since);
            recent
                .filter_map(|document| {
                    reread(document, &titles, |readable| {
                        analysis.read(&readable.document());
                        query.matches(&analysis, &readable.document(), now_us).then(|| {
                            let found = marks([&query], &mut analysis, readable, now_us);
                            Sample {
                                id: document.id,
                                title: Excerpt { text: document.title.clone(), marks: found.title },
                                excerpt: excerpt(&document.text, &found.text),
                                site: document.site.clone(),
                                published_at: document.published_at,
                            }
                        })
                    })
                })
                .collect()
        });
        judged.await.map_err(|_ended| Refusal::Interrupted)
    }
}
