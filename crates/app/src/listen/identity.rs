//! What makes a document the same when it comes again: by another feed, under another id, with another text.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{Document, address};
use sha2::{Digest, Sha256};
use store::{Id, source::Source};

/// Bytes of a hash that are kept: 128 bits, beyond chance among all documents of the world.
const HASH_BYTES: usize = 16;
/// The longest id of a source's own that is kept as it is. PostgreSQL indexes no value of 2,704 bytes or more.
const GUID_BYTES_MAX: usize = 1_000;

/// The key of a document. By its canonical address where it has one of its own; by the source's id otherwise; by its text
/// where there is neither. A site's front page is nobody's own address: notes without a page link there.
#[must_use]
pub fn key(document: &Document, source: Id<Source>) -> String {
    let own = document.address.as_deref().and_then(address::canonical).filter(|canonical| has_path(canonical));
    match (own, &document.guid) {
        (Some(canonical), _) => hashed("a", &[&canonical]),
        (None, Some(guid)) => hashed("g", &[&source.to_string(), guid]),
        (None, None) => hashed("t", &[&source.to_string(), &document.title, &document.text]),
    }
}

/// Whether a key is that of a document that is told by its source's id alone.
pub(crate) fn hangs_on_guid(key: &str) -> bool {
    key.starts_with('g')
}

/// The key that a document at this address has; none for what is no address of a document. The scheme may be left out.
#[must_use]
pub fn key_of_address(text: &str) -> Option<String> {
    let text = text.trim();
    if text.contains(char::is_whitespace) || !text.contains(['.', ':']) || !text.contains('/') {
        return None;
    }
    let whole = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    address::canonical(&whole).filter(|canonical| has_path(canonical)).map(|canonical| hashed("a", &[&canonical]))
}

/// The address that a document is said to have now, when it is another than the one that was kept. A site's front page is nobody's
/// own address, so nothing moves there.
pub(crate) fn moved<'a>(kept: Option<&str>, said: Option<&'a str>) -> Option<&'a str> {
    let now = said.and_then(address::canonical).filter(|canonical| has_path(canonical))?;
    said.filter(|_| kept.and_then(address::canonical).is_none_or(|before| before != now))
}

/// The key of a document that shares its address with another of the same source, as the entries of a change log do.
#[must_use]
pub fn key_apart(document: &Document, source: Id<Source>) -> String {
    let guid = document.guid.as_deref().unwrap_or_default();
    hashed(
        "s",
        &[
            &source.to_string(),
            document.address.as_deref().unwrap_or_default(),
            guid,
            if guid.is_empty() { &document.title } else { "" },
        ],
    )
}

/// The id under which a source brought a document: its own, or the key when it gives none. One that an index could not hold is
/// kept as its hash.
#[must_use]
pub fn guid(document: &Document, key: &str) -> String {
    match &document.guid {
        Some(guid) if guid.len() > GUID_BYTES_MAX || guid.contains('\0') => hashed("l", &[guid]),
        Some(guid) => guid.clone(),
        None => key.to_owned(),
    }
}

/// A hash of what people read: when it differs, the document was changed. White space does not count.
#[must_use]
pub fn content_hash(title: &str, text: &str) -> String {
    let joined: Vec<&str> = title.split_whitespace().chain(["\u{1}"]).chain(text.split_whitespace()).collect();
    hashed("", &[&joined.join(" ")])
}

fn has_path(canonical: &str) -> bool {
    canonical.strip_prefix("https://").is_some_and(|rest| rest.contains(['/', '?', '#']))
}

fn hashed(kind: &str, parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    format!("{kind}{}", URL_SAFE_NO_PAD.encode(&hash.finalize()[..HASH_BYTES]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(address: &str, guid: Option<&str>) -> Document {
        Document { address: Some(address.to_owned()), guid: guid.map(str::to_owned), ..Document::default() }
    }

    #[test]
    fn an_address_is_one_however_it_is_written_and_a_front_page_is_nobodys() {
        let (a, b) = (Id::new(1), Id::new(2));
        let plain = document("https://site.example/a", Some("1"));
        assert_eq!(key(&plain, a), key(&document("http://www.site.example/a/?utm_source=rss#x", Some("2")), b));
        let front = |guid| document("https://site.example/", Some(guid));
        assert_ne!(key(&front("1"), a), key(&front("2"), a));
        assert_eq!(key(&front("1"), a), key(&front("1"), a));
        assert_ne!(key(&front("1"), a), key(&front("1"), b));
    }

    #[test]
    fn a_document_moves_where_another_page_is_named() {
        let check = |kept: &str, said: &str, expected: bool| {
            assert_eq!(moved(Some(kept), Some(said)), expected.then_some(said), "{kept} {said}");
        };
        check("https://site.example/a", "https://site.example/b", true);
        check("https://site.example/a", "https://other.example/a", true);
        check("https://site.example/a", "http://www.site.example/a/?utm_source=rss", false);
        check("https://site.example/a", "https://site.example/", false);
        check("https://site.example/a", "not an address", false);
        assert_eq!(moved(None, Some("https://site.example/a")), Some("https://site.example/a"));
        assert_eq!(moved(Some("https://site.example/a"), None), None);
    }

    #[test]
    fn white_space_is_no_change_and_words_are() {
        assert_eq!(content_hash("a b", "c\n d"), content_hash("a  b ", "c d"));
        assert_ne!(content_hash("a", "b"), content_hash("a b", ""));
    }
}
