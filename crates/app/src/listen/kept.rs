//! Documents as they are kept, read again by a query: for a search of the archive, for a filter's words, for what a page marks.

use std::collections::BTreeMap;

use query::{Analysis, Query};
use store::{Id, document::Document, source::Source, stream::StreamRow};

use crate::listen::reading::Readable;

/// Titles of sources, by id.
pub type SourceTitles = BTreeMap<Id<Source>, String>;

/// Hands a kept document to `ask` as the query language sees it.
pub fn reread<T>(document: &Document, titles: &SourceTitles, ask: impl FnOnce(&Readable<'_>) -> T) -> T {
    let tags: Vec<String> = serde_json::from_str(&document.tags).unwrap_or_default();
    let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
    ask(&Readable {
        title: &document.title,
        text: &document.text,
        html: &document.html,
        address: document.address.as_deref(),
        author: &document.author,
        language: &document.language,
        kind: &document.kind,
        source: titles.get(&document.source_id).map(String::as_str),
        tags: &tags,
        rating: stars(document.rating),
        image: document.image.is_some(),
        published_at: document.published_at,
        understood: &document.understood,
    })
}

/// Hands a row of the stream to `ask`, to find what to mark in it. Its text may be cut and its markup is not there, so that a verdict
/// on it would not be the document's.
pub fn reread_row<T>(row: &StreamRow, titles: &SourceTitles, ask: impl FnOnce(&Readable<'_>) -> T) -> T {
    let tags: Vec<String> = serde_json::from_str(&row.tags).unwrap_or_default();
    let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
    ask(&Readable {
        title: &row.title,
        text: &row.text,
        html: "",
        address: row.address.as_deref(),
        author: &row.author,
        language: &row.language,
        kind: &row.kind,
        source: titles.get(&row.source_id).map(String::as_str),
        tags: &tags,
        rating: stars(row.rating),
        image: false,
        published_at: row.published_at,
        understood: &row.understood,
    })
}

/// Whether a query holds for a kept document. `analysis` is a buffer that is read over.
pub fn holds(query: &Query, analysis: &mut Analysis, document: &Document, titles: &SourceTitles, now_us: i64) -> bool {
    reread(document, titles, |readable| {
        let asked = readable.document();
        analysis.read(&asked);
        query.matches(analysis, &asked, now_us)
    })
}

/// Stars are kept in double precision, which both engines have, and asked for in single.
#[expect(clippy::cast_possible_truncation, reason = "what was kept came from an f32")]
fn stars(kept: Option<f64>) -> Option<f32> {
    kept.map(|stars| stars as f32)
}
