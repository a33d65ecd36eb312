//! A question to the whole archive, caught or not: answered in the order of time, a page after the other, with bounded work for each.

use domain::hat::Act;
use query::{Analysis, Candidates};
use store::{Reader, document::Document, stream::Place};

use crate::{
    Actor, App, Refusal,
    listen::{
        identity,
        judging::{Shown, ask_each},
        reading::Readable,
        topic_save::parse_among,
    },
};

/// The most documents of one page.
pub const ARCHIVE_PAGE_MAX: usize = 200;
/// The most candidates that are judged for one page, before it is given as far as it got.
pub const ARCHIVE_JUDGED_MAX: usize = 2_000;
/// Candidates read at a time.
const CANDIDATES_AT_ONCE: u32 = 200;
/// The most documents that are offered for a few words.
const FOUND_MAX: usize = 12;

/// A page of an answer.
#[derive(Clone, Debug)]
pub struct ArchivePage<T> {
    /// What was found, newest first.
    pub found: Vec<T>,
    /// Where the next page begins; none at the end.
    pub next: Option<Place>,
    /// How far back was looked, UTC microseconds, when the page is short because so many candidates were judged that it was time to
    /// answer.
    pub searched_to: Option<i64>,
}

impl<T> ArchivePage<T> {
    pub(crate) const fn empty() -> Self {
        Self { found: Vec::new(), next: None, searched_to: None }
    }

    /// Takes what a stretch of candidates gave, in the order of the candidates; true when the page is full.
    fn take(&mut self, given: Vec<(Place, T)>, limit: usize) -> bool {
        for (place, one) in given {
            if self.found.len() == limit {
                return true;
            }
            self.next = Some(place);
            self.found.push(one);
        }
        false
    }
}

/// The place of a document in the order of time.
pub(crate) const fn place_of(document: &Document) -> Place {
    Place { published_at: document.published_at, id: document.id }
}

impl App {
    /// A page of the documents of the whole archive that a query holds for: up to `limit` (at most [`ARCHIVE_PAGE_MAX`]) further on
    /// than `after`. At most [`ARCHIVE_JUDGED_MAX`] candidates are judged for it, so that a page may be short and have a next one.
    ///
    /// # Errors
    /// When the hats do not allow reading, the query cannot be asked ([`Refusal::Query`]), or the database does not answer.
    pub async fn ask_archive(
        &self,
        actor: &Actor,
        text: &str,
        after: Option<Place>,
        limit: usize,
    ) -> Result<ArchivePage<Shown>, Refusal> {
        actor.may(Act::Read)?;
        let reader = self.reader(actor);
        let parsed = parse_among(text, None, &reader.topics().await?);
        let Some(query) = parsed.query else { return Err(Refusal::Query(parsed.problems)) };
        let now_us = self.now();
        let candidates = query::candidates(&query);
        let ask = move |document: &Document, readable: &Readable<'_>, analysis: &mut Analysis| {
            let holds = query.matches(analysis, &readable.document(), now_us);
            holds.then(|| Shown::new(document, readable, &query, analysis, now_us))
        };
        page_of_archive(&reader, &candidates, after, limit.clamp(1, ARCHIVE_PAGE_MAX), ask).await
    }

    /// The documents that somebody means by an address, or by a few words: the newest that hold them, at most a dozen.
    ///
    /// # Errors
    /// When the hats do not allow reading, the words cannot be asked ([`Refusal::Query`]), or the database does not answer.
    pub async fn find_documents(&self, actor: &Actor, about: &str) -> Result<Vec<Shown>, Refusal> {
        actor.may(Act::Read)?;
        let about = about.trim();
        let reader = self.reader(actor);
        if let Some(key) = identity::key_of_address(about) {
            let documents: Vec<Document> = reader.document_by_key(&key).await?.into_iter().collect();
            return Ok(documents.iter().map(Shown::unmarked).collect());
        }
        Ok(self.ask_archive(actor, about, None, FOUND_MAX).await?.found)
    }
}

/// Candidates in the order of time, asked until the page is full or [`ARCHIVE_JUDGED_MAX`] of them were.
pub(crate) async fn page_of_archive<T: Send + 'static>(
    reader: &Reader,
    candidates: &Candidates,
    after: Option<Place>,
    limit: usize,
    ask: impl Fn(&Document, &Readable<'_>, &mut Analysis) -> Option<T> + Clone + Send + 'static,
) -> Result<ArchivePage<T>, Refusal> {
    let (mut page, mut place, mut judged) = (ArchivePage::empty(), after, 0);
    loop {
        let documents = reader.archive_in_time(candidates, None, place, CANDIDATES_AT_ONCE).await?;
        let ended = documents.len() < CANDIDATES_AT_ONCE as usize;
        judged += documents.len();
        place = documents.last().map(place_of).or(place);
        let ask = ask.clone();
        let given = ask_each(reader, documents, move |document, readable, analysis| {
            ask(document, readable, analysis).map(|one| (place_of(document), one))
        })
        .await?;
        if page.take(given, limit) {
            return Ok(page);
        }
        if ended {
            return Ok(ArchivePage { next: None, ..page });
        }
        if judged >= ARCHIVE_JUDGED_MAX {
            return Ok(ArchivePage { next: place, searched_to: place.map(|place| place.published_at), ..page });
        }
    }
}
