//! What a feed's entry is as a document.

use connect::feed::Entry;
use domain::{Document, Kind, document::Author};

/// An entry of a feed as a document. An entry without a title, as networks write them, has none here either.
pub(crate) fn document(entry: &Entry, kind: Kind, language: Option<&str>) -> Document {
    let html = entry.body().safe();
    let declared = entry.language.as_deref().or(language).map(primary_language).filter(|code| !code.is_empty());
    Document {
        guid: entry.guid.clone(),
        address: entry.address.clone(),
        title: entry.title.line(),
        text: html.to_text(),
        html,
        author: entry.authors.first().map(|author| Author { name: author.name.clone(), address: author.address.clone() }),
        published_at: entry.published.or(entry.updated),
        language: declared,
        kind,
        tags: entry.categories.clone(),
        rating: None,
        image: entry.image.clone(),
    }
}

/// `fr-CA` is French. What is no code of ISO 639 is nothing.
pub(crate) fn primary_language(declared: &str) -> String {
    let code = declared.split(['-', '_']).next().unwrap_or_default().trim().to_ascii_lowercase();
    if matches!(code.len(), 2 | 3) && code.bytes().all(|letter| letter.is_ascii_lowercase()) { code } else { String::new() }
}
