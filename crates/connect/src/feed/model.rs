//! What a feed says, in one shape for all formats.

use std::sync::Arc;

use domain::SafeHtml;
use jiff::Timestamp;
use url::Url;

use super::FeedProblem;
use crate::feed::markup;

/// The format in which a feed was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FeedFormat {
    /// RSS 0.90, RDF with the Netscape names.
    Rss090,
    /// RSS 0.91 to 0.94.
    Rss09x,
    /// RSS 1.0, RDF.
    Rss10,
    /// RSS 2.0, and whatever calls itself RSS without a version.
    Rss20,
    /// Microsoft's Channel Definition Format.
    Cdf,
    /// Atom 0.3, the draft that stayed in use.
    Atom03,
    /// Atom 1.0, RFC 4287.
    Atom10,
    /// JSON Feed 1.0.
    Json10,
    /// JSON Feed 1.1.
    Json11,
}

impl FeedFormat {
    /// The stable name, as `parvis feed` writes it into `_format`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rss090 => "rss-0.90",
            Self::Rss09x => "rss-0.9x",
            Self::Rss10 => "rss-1.0",
            Self::Rss20 => "rss-2.0",
            Self::Cdf => "cdf",
            Self::Atom03 => "atom-0.3",
            Self::Atom10 => "atom-1.0",
            Self::Json10 => "json-feed-1.0",
            Self::Json11 => "json-feed-1.1",
        }
    }
}

/// A piece of text of a feed: plain, or foreign HTML that is not yet sanitised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup {
    /// The text as the feed gave it, entities of the outer format resolved. Foreign: never to be shown as it is.
    pub raw: String,
    /// Whether `raw` is HTML; plain text otherwise.
    pub is_html: bool,
    /// The address against which relative addresses in `raw` are meant.
    pub base: Option<Arc<Url>>,
}

impl Markup {
    /// A plain text.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { raw: text.into(), is_html: false, base: None }
    }

    /// Whether there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.raw.trim().is_empty()
    }

    /// The plain text: tags gone, entities resolved, blocks on lines of their own.
    #[must_use]
    pub fn text(&self) -> String {
        if self.is_html { self.safe().to_text() } else { self.raw.trim().to_owned() }
    }

    /// The plain text on one line, as a title wants it.
    #[must_use]
    pub fn line(&self) -> String {
        self.text().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The HTML, sanitised, relative addresses resolved.
    #[must_use]
    pub fn safe(&self) -> SafeHtml {
        let base = self.base.as_deref();
        if self.is_html {
            SafeHtml::sanitise(&self.raw, base)
        } else {
            SafeHtml::sanitise(&markup::plain_to_html(&self.raw), base)
        }
    }
}

/// Who wrote, as a feed names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedAuthor {
    /// The name shown; empty when only an address is given.
    pub name: String,
    /// The author's page, absolute.
    pub address: Option<String>,
    /// The author's mail address.
    pub email: Option<String>,
}

/// A file that an entry carries or names: a sound, an image, a film.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Enclosure {
    /// Where it is, absolute.
    pub address: String,
    /// The media type as declared, such as `audio/mpeg`.
    pub media_type: Option<String>,
    /// Length in bytes as declared.
    pub bytes: Option<u64>,
    /// Duration in seconds as declared.
    pub duration_seconds: Option<u64>,
    /// Its title, when it has one of its own.
    pub title: Option<String>,
}

/// One entry of a feed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// The feed's own id of it (`guid`, `id`, `rdf:about`), white space trimmed.
    pub guid: Option<String>,
    /// Where it can be read, absolute when a base is known. The publisher's own address where a feed broker gives both.
    pub address: Option<String>,
    /// The page that it talks about, where that is another one (JSON Feed's `external_url`, Atom's `related`).
    pub about_address: Option<String>,
    /// The title.
    pub title: Markup,
    /// The short form, when the feed gives one.
    pub summary: Markup,
    /// The long form, when the feed gives one.
    pub content: Markup,
    /// Who wrote it.
    pub authors: Vec<FeedAuthor>,
    /// When it was first published.
    pub published: Option<Timestamp>,
    /// When it was last changed.
    pub updated: Option<Timestamp>,
    /// Categories or tags, in the feed's order, each once.
    pub categories: Vec<String>,
    /// Files it carries.
    pub enclosures: Vec<Enclosure>,
    /// An image that stands for it, absolute.
    pub image: Option<String>,
    /// The page where it is discussed.
    pub comments_address: Option<String>,
    /// The feed of its comments.
    pub comments_feed: Option<String>,
    /// How many comments it has, as declared.
    pub comments_count: Option<u64>,
    /// The guid of what it answers (`thr:in-reply-to`).
    pub answers: Option<String>,
    /// The language as declared by the entry or, failing that, by the feed; as written, such as `fr-CA`.
    pub language: Option<String>,
    /// The title of the feed that it was taken from, for a feed that gathers others.
    pub source_title: Option<String>,
    /// Whether the feed ended in the middle of it, so that what is here may be incomplete.
    pub cut: bool,
}

impl Entry {
    /// The best body: the content, or the summary where there is no content.
    #[must_use]
    pub const fn body(&self) -> &Markup {
        if self.content.raw.is_empty() { &self.summary } else { &self.content }
    }
}

/// How often a feed says that it should be visited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rhythm {
    /// `<ttl>`: minutes for which a copy stays good.
    pub ttl_minutes: Option<u32>,
    /// `sy:updatePeriod` divided by `sy:updateFrequency`, in minutes.
    pub every_minutes: Option<u32>,
    /// `sy:updateBase`: the moment from which the period is counted.
    pub every_from: Option<Timestamp>,
    /// `<skipHours>`: hours, from 0 to 23, UTC, at which not to visit.
    pub skip_hours: Vec<u8>,
    /// `<skipDays>`: days on which not to visit, UTC, 1 for Monday to 7 for Sunday.
    pub skip_days: Vec<u8>,
}

/// What a feed says.
#[derive(Clone, Debug, PartialEq)]
pub struct Feed {
    /// The format found.
    pub format: FeedFormat,
    /// The charset with which it was read, by its WHATWG name, such as `UTF-8`.
    pub charset: &'static str,
    /// Its title.
    pub title: Markup,
    /// What it is about.
    pub description: Markup,
    /// Its own address as it declares it (`rel="self"`, `feed_url`), absolute.
    pub address: Option<String>,
    /// The page that it belongs to, absolute.
    pub site_address: Option<String>,
    /// Its own id (`atom:id`).
    pub guid: Option<String>,
    /// The language as declared, such as `en-us`.
    pub language: Option<String>,
    /// Who writes it.
    pub authors: Vec<FeedAuthor>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// When it was last changed.
    pub updated: Option<Timestamp>,
    /// Its image or logo, absolute.
    pub image: Option<String>,
    /// Its small square icon, absolute.
    pub icon: Option<String>,
    /// The program that wrote it.
    pub generator: Option<String>,
    /// Its rights.
    pub rights: Option<String>,
    /// Its categories.
    pub categories: Vec<String>,
    /// WebSub hubs (`rel="hub"`), absolute.
    pub hubs: Vec<String>,
    /// Where older entries are (`rel="next"`, RFC 5005, or `next_url`), absolute.
    pub older_address: Option<String>,
    /// Where the feed says that it has moved for good (`itunes:new-feed-url`), absolute.
    pub moved_address: Option<String>,
    /// Whether it says that it will never change again (`itunes:complete`, JSON Feed's `expired`).
    pub is_complete: bool,
    /// How often it says it should be visited.
    pub rhythm: Rhythm,
    /// Its entries, in its own order.
    pub entries: Vec<Entry>,
    /// What was wrong with it, in the order found.
    pub problems: Vec<FeedProblem>,
}

impl Feed {
    pub(super) fn new(format: FeedFormat) -> Self {
        Self {
            format,
            charset: "UTF-8",
            title: Markup::default(),
            description: Markup::default(),
            address: None,
            site_address: None,
            guid: None,
            language: None,
            authors: Vec::new(),
            published: None,
            updated: None,
            image: None,
            icon: None,
            generator: None,
            rights: None,
            categories: Vec::new(),
            hubs: Vec::new(),
            older_address: None,
            moved_address: None,
            is_complete: false,
            rhythm: Rhythm::default(),
            entries: Vec::new(),
            problems: Vec::new(),
        }
    }
}
