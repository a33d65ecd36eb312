//! Kept documents judged many at a time, away from the async threads: what comparing, labelling and explaining share.

use query::{Analysis, Query};
use store::{Id, Reader, document::Document};

use crate::{
    Refusal,
    listen::{
        excerpt::{Excerpt, excerpt, marks},
        kept::reread,
        reading::Readable,
        stream::source_titles,
    },
};

/// Documents read at a time.
pub(crate) const READ_AT_ONCE: u32 = 500;

/// A document in a list of those that a query caught, or missed.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The document.
    pub id: Id<Document>,
    /// Its title, marked.
    pub title: Excerpt,
    /// The sentence in which it was found.
    pub excerpt: Excerpt,
    /// Who wrote it; may be empty.
    pub author: String,
    /// The host it was said on.
    pub site: String,
    /// When it was said, UTC microseconds.
    pub published_at: i64,
}

impl Shown {
    /// The document as it begins, nothing marked.
    pub(crate) fn unmarked(document: &Document) -> Self {
        Self {
            id: document.id,
            title: Excerpt::whole(&document.title, Vec::new()),
            excerpt: excerpt(&document.text, &[]),
            author: document.author.clone(),
            site: document.site.clone(),
            published_at: document.published_at,
        }
    }

    /// The document with the words of a query marked. The analysis is read over.
    pub(crate) fn new(document: &Document, readable: &Readable<'_>, query: &Query, analysis: &mut Analysis, now_us: i64) -> Self {
        let found = marks([query], analysis, readable, now_us);
        Self {
            id: document.id,
            title: Excerpt::whole(&document.title, found.title),
            excerpt: excerpt(&document.text, &found.text),
            author: document.author.clone(),
            site: document.site.clone(),
            published_at: document.published_at,
        }
    }
}

/// Asks something of each document, in their order; what gives none is left out. The analysis has read the document.
pub(crate) async fn ask_each<T: Send + 'static>(
    reader: &Reader,
    documents: Vec<Document>,
    ask: impl Fn(&Document, &Readable<'_>, &mut Analysis) -> Option<T> + Send + 'static,
) -> Result<Vec<T>, Refusal> {
    let titles = source_titles(reader, documents.iter().map(|document| document.source_id)).await?;
    let asked = tokio::task::spawn_blocking(move || {
        let mut analysis = Analysis::new();
        let answers = documents.iter().filter_map(|document| {
            reread(document, &titles, |readable| {
                analysis.read(&readable.document());
                ask(document, readable, &mut analysis)
            })
        });
        answers.collect()
    });
    Ok(asked.await?)
}
