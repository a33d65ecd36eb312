//! One piece of public content as a source gave it, before it is anybody's mention.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::html::SafeHtml;

/// The most bytes of plain text that a document keeps; what is longer is cut at a character boundary and marked so.
pub const DOCUMENT_TEXT_BYTES_MAX: usize = 1 << 20;
/// The most bytes of a title.
pub const DOCUMENT_TITLE_BYTES_MAX: usize = 2_000;

/// What sort of place a document was said in. The words are those of the query language's `kind:`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A newspaper, magazine or agency.
    News,
    /// A blog.
    Blog,
    /// A forum's thread or reply.
    Forum,
    /// A review with or without stars.
    Review,
    /// A post on a social network.
    Social,
    /// A video and its description.
    Video,
    /// A remark under something else.
    Comment,
    /// A mail or newsletter.
    Mail,
    /// Anything else, or not known.
    #[default]
    Other,
}

impl Kind {
    /// All kinds, in the order a filter shows them.
    pub const ALL: [Self; 9] =
        [Self::News, Self::Blog, Self::Forum, Self::Review, Self::Social, Self::Video, Self::Comment, Self::Mail, Self::Other];

    /// The stable name, as `kind:` writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Blog => "blog",
            Self::Forum => "forum",
            Self::Review => "review",
            Self::Social => "social",
            Self::Video => "video",
            Self::Comment => "comment",
            Self::Mail => "mail",
            Self::Other => "other",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Who wrote a document, as the source names them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The name shown.
    pub name: String,
    /// The page of the author, when the source gives one.
    pub address: Option<String>,
}

/// A document as found, its HTML already sanitised, ready for the one door (`app::listen::ingest`).
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The source's own id of it (`guid`, `id`), which may change or lie.
    pub guid: Option<String>,
    /// Where it can be read, absolute, as the source wrote it.
    pub address: Option<String>,
    /// Plain text, one line.
    pub title: String,
    /// The body, sanitised.
    pub html: SafeHtml,
    /// The body as plain text.
    pub text: String,
    /// Who wrote it.
    pub author: Option<Author>,
    /// When it was said, by its own word; `None` when the source does not say or cannot be believed.
    pub published_at: Option<Timestamp>,
    /// The language as declared by the source, ISO 639-1, lower case.
    pub language: Option<String>,
    /// What sort of place it was said in.
    pub kind: Kind,
    /// The categories or tags that the source gave.
    pub tags: Vec<String>,
    /// Stars given, from 0 to 5, for a review.
    pub rating: Option<f32>,
    /// An image that stands for it, absolute address.
    pub image: Option<String>,
}
