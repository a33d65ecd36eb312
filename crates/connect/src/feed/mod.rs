//! Reads what a feed says: RSS 0.9x, 1.0 and 2.0, CDF, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1. No network here.
//!
//! The reader is our own because feeds in the wild break XML in ways that a strict parser refuses:
//! what can be understood is kept, and what was wrong is named in [`Feed::problems`].

pub(crate) mod address;
mod atom;
mod cdf;
mod date;
mod discover;
mod element;
pub(crate) mod entity;
mod extension;
mod guess;
mod json;
mod json_feed;
pub(crate) mod markup;
mod model;
mod namespace;
mod problem;
mod rss;
pub(crate) mod serialise;
pub(crate) mod token;
mod tree;
mod written;
mod xml;

pub use date::read_date;
pub use discover::{FOUND_FEEDS_MAX, FeedKind, FoundFeed, discover};
pub use json_feed::to_json_feed;
pub use model::{Enclosure, Entry, Feed, FeedAuthor, FeedFormat, Markup, Rhythm};
pub use problem::{FeedError, FeedProblem};
use url::Url;

use crate::charset;

/// The longest feed that is read, bytes. Miniflux reads 15 MiB, RSS-Bridge 20 MB; a podcast's whole history fits.
pub const FEED_BYTES_MAX: usize = 20 << 20;
/// The most entries that are kept of one feed.
pub const FEED_ENTRIES_MAX: usize = 10_000;
/// The most problems that are named for one feed.
pub const FEED_PROBLEMS_MAX: usize = 100;

/// What is known of a feed's bytes besides themselves: what HTTP said of them.
#[derive(Clone, Copy, Debug, Default)]
pub struct FeedContext<'a> {
    /// The `Content-Type` header, with its `charset` parameter if it has one.
    pub content_type: Option<&'a str>,
    /// The address from which the bytes came, after redirects.
    pub address: Option<&'a Url>,
    /// The `Content-Location` header, against which relative addresses are meant when it is there (RFC 3986 section 5.1.3).
    pub content_location: Option<&'a str>,
    /// The `Content-Language` header, which stands when the feed itself names no language.
    pub content_language: Option<&'a str>,
}

/// Reads a feed. Never panics, takes time and memory in proportion to the input.
///
/// # Errors
/// [`FeedError`] when there is nothing of a feed in `bytes`. A feed that is broken in part is no error: the good part is
/// returned and [`Feed::problems`] names the bad part.
pub fn parse(bytes: &[u8], context: &FeedContext<'_>) -> Result<Feed, FeedError> {
    if bytes.len() > FEED_BYTES_MAX {
        return Err(FeedError::TooLong { bytes: bytes.len(), bytes_max: FEED_BYTES_MAX });
    }
    if charset::is_binary(bytes) {
        return Err(FeedError::Binary);
    }
    let decoded = charset::decode(bytes, context.content_type);
    let text = decoded.text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\0'));
    if text.is_empty() {
        return Err(FeedError::Empty);
    }
    let base = address::document_base(context);
    let mut feed = if text.starts_with(['{', '[']) { json::read(text, base)? } else { tree::read(text, base)? };
    feed.charset = decoded.charset;
    if let Some(declared) = decoded.wrong_label {
        feed.problems.insert(0, FeedProblem::WrongCharset { declared, used: decoded.charset });
    }
    if decoded.has_bad_bytes {
        feed.problems.insert(0, FeedProblem::BadBytes { charset: decoded.charset });
    }
    if feed.language.is_none() {
        feed.language = context.content_language.map(first_language).filter(|language| !language.is_empty());
    }
    for entry in &mut feed.entries {
        if entry.language.is_none() {
            entry.language.clone_from(&feed.language);
        }
    }
    feed.problems.truncate(FEED_PROBLEMS_MAX);
    Ok(feed)
}

/// `Content-Language` may name several languages; the first is the one meant first.
fn first_language(header: &str) -> String {
    header.split(',').next().unwrap_or_default().trim().to_owned()
}
