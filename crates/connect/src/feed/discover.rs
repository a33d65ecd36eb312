//! The feeds of a page: those it declares, those it links to, and those that a site of its kind is known to have.

use url::Url;

use super::entity::Entities;
use super::token::{self, Token, Tokens};
use super::{FeedContext, FeedFormat, address, guess};
use crate::charset;

/// How much of a page is searched, bytes. Feeds are declared in its head; links to them stand at its foot.
const DISCOVER_BYTES_MAX: usize = 8 << 20;
/// The most feeds that are named for one page.
pub const FOUND_FEEDS_MAX: usize = 50;
/// The longest title that is kept, bytes.
const FOUND_TITLE_BYTES_MAX: usize = 200;

/// The family of format that a page announces for a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FeedKind {
    /// Any RSS.
    Rss,
    /// Atom.
    Atom,
    /// JSON Feed.
    Json,
}

impl FeedKind {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rss => "rss",
            Self::Atom => "atom",
            Self::Json => "json",
        }
    }

    const fn of_format(format: FeedFormat) -> Self {
        match format {
            FeedFormat::Atom03 | FeedFormat::Atom10 => Self::Atom,
            FeedFormat::Json10 | FeedFormat::Json11 => Self::Json,
            _ => Self::Rss,
        }
    }
}

/// A feed that a page leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFeed {
    /// Where it is, absolute when the page's address is known.
    pub address: String,
    /// Its title, as the page or the feed itself gives it.
    pub title: Option<String>,
    /// Its format, as far as it is announced.
    pub format: Option<FeedKind>,
    /// Whether nothing but habit says that it exists: to be tried before it is offered.
    pub guess: bool,
}

/// The feeds of a page, the likeliest first: itself when it is one, else those declared by `<link rel="alternate">`, then
/// links that look like feeds, then the places where sites of that kind keep theirs. At most [`FOUND_FEEDS_MAX`].
#[must_use]
pub fn discover(bytes: &[u8], context: &FeedContext<'_>) -> Vec<FoundFeed> {
    if let Ok(feed) = super::parse(bytes, context) {
        let own = context.address.map(ToString::to_string).or(feed.address);
        let title = Some(feed.title.line()).filter(|title| !title.is_empty());
        return vec![FoundFeed {
            address: own.unwrap_or_default(),
            title,
            format: Some(FeedKind::of_format(feed.format)),
            guess: false,
        }];
    }
    if charset::is_binary(bytes) {
        return Vec::new();
    }
    let decoded = charset::decode(&bytes[..bytes.len().min(DISCOVER_BYTES_MAX)], context.content_type);
    let page = Page::read(&decoded.text, context.address);
    let mut found = page.declared;
    // The feed of the comments is rarely what is looked for.
    found.sort_by_key(is_of_comments);
    found.extend(page.linked);
    if let Some(address) = context.address {
        let has_declared = found.iter().any(|feed| !feed.guess);
        found.extend(guess::by_site(address, &decoded.text));
        if !has_declared && found.is_empty() {
            found.extend(guess::by_habit(address));
        }
    }
    without_doubles(found)
}

fn is_of_comments(feed: &FoundFeed) -> bool {
    let title = feed.title.as_deref().unwrap_or_default().to_lowercase();
    title.contains("comment") || feed.address.contains("/comments/")
}

fn without_doubles(found: Vec<FoundFeed>) -> Vec<FoundFeed> {
    let mut kept: Vec<FoundFeed> = Vec::new();
    for feed in found {
        if kept.len() < FOUND_FEEDS_MAX && !feed.address.is_empty() && kept.iter().all(|known| known.address != feed.address) {
            kept.push(feed);
        }
    }
    kept
}

/// What a page says of feeds.
#[derive(Debug, Default)]
struct Page {
    base: Option<Url>,
    declared: Vec<FoundFeed>,
    linked: Vec<FoundFeed>,
}

impl Page {
    fn read(html: &str, address: Option<&Url>) -> Self {
        let mut page = Self { base: address.cloned(), ..Self::default() };
        let mut entities = Entities::default();
        let mut is_in_script = false;
        let mut words_of_link: Option<String> = None;
        for token in Tokens::new(html) {
            match token {
                Token::Open { name, attributes, .. } => {
                    if is_in_script {
                        continue;
                    }
                    is_in_script = name.eq_ignore_ascii_case("script");
                    let is_link_open = page.tag(name, attributes, &mut entities);
                    if is_link_open {
                        words_of_link = Some(String::new());
                    }
                }
                Token::Close(name) if name.eq_ignore_ascii_case("script") => is_in_script = false,
                Token::Close(name) if name.eq_ignore_ascii_case("a") => page.name_last_link(words_of_link.take()),
                Token::Text(text) if !is_in_script => {
                    if let Some(words) = words_of_link.as_mut().filter(|words| words.len() < FOUND_TITLE_BYTES_MAX) {
                        words.push_str(&entities.resolve(text));
                    }
                }
                _ => {}
            }
        }
        page
    }

    /// Reads one tag; tells whether it opened a link to something that looks like a feed.
    fn tag(&mut self, name: &str, attributes: &str, entities: &mut Entities) -> bool {
        let is_wanted = ["link", "a", "base"].iter().any(|wanted| name.eq_ignore_ascii_case(wanted));
        if !is_wanted || self.declared.len() + self.linked.len() >= 2 * FOUND_FEEDS_MAX {
            return false;
        }
        let mut attribute = |wanted: &str| {
            token::attributes(attributes)
                .find(|(name, _)| name.eq_ignore_ascii_case(wanted))
                .map(|(_, value)| entities.resolve(value).trim().to_owned())
        };
        let Some(href) = attribute("href").filter(|href| !href.is_empty()) else { return false };
        if name.eq_ignore_ascii_case("base") {
            self.base =
                self.base.as_ref().map_or_else(|| Url::parse(&href).ok(), |base| base.join(&href).ok()).or(self.base.take());
            return false;
        }
        let kind = attribute("type").as_deref().and_then(kind_of_media_type);
        let Some(address) = self.absolute(&href) else { return false };
        if name.eq_ignore_ascii_case("link") {
            let rel = attribute("rel").unwrap_or_default().to_ascii_lowercase();
            let is_alternate = rel.split_whitespace().any(|word| matches!(word, "alternate" | "feed" | "service.feed"));
            if is_alternate && kind.is_some() && !is_of_oembed(&href) {
                let title = attribute("title").filter(|title| !title.is_empty());
                self.declared.push(FoundFeed { address, title: title.map(short), format: kind, guess: false });
            }
            return false;
        }
        if kind.is_none() && !looks_like_feed(&address) {
            return false;
        }
        self.linked.push(FoundFeed { address, title: attribute("title").map(short), format: kind, guess: true });
        true
    }

    fn absolute(&self, href: &str) -> Option<String> {
        let base = self.base.clone().map(std::sync::Arc::new);
        address::resolve(base.as_ref(), href).filter(|address| base.is_none() || address::is_web(address))
    }

    fn name_last_link(&mut self, words: Option<String>) {
        let words = words.map(|words| words.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|words| !words.is_empty());
        if let (Some(words), Some(link)) = (words, self.linked.last_mut()) {
            link.title.get_or_insert_with(|| short(words));
        }
    }
}

fn short(title: String) -> String {
    if title.len() <= FOUND_TITLE_BYTES_MAX { title } else { domain::html::cut(&title, FOUND_TITLE_BYTES_MAX).to_owned() }
}

fn kind_of_media_type(media_type: &str) -> Option<FeedKind> {
    let media_type = media_type.to_ascii_lowercase();
    match media_type.split(';').next().unwrap_or_default().trim() {
        "application/rss+xml" | "application/rdf+xml" | "text/rss" | "application/x-rss+xml" => Some(FeedKind::Rss),
        "application/atom+xml" | "application/x.atom+xml" => Some(FeedKind::Atom),
        "application/feed+json" => Some(FeedKind::Json),
        // Plain `application/json` is left out: sites announce their programming interfaces by it.
        "text/xml" | "application/xml" => Some(FeedKind::Rss),
        _ => None,
    }
}

/// Descriptions for embedding are announced as alternates in XML too.
fn is_of_oembed(href: &str) -> bool {
    href.contains("oembed")
}

/// Whether an address looks like a feed's.
fn looks_like_feed(address: &str) -> bool {
    let Ok(url) = Url::parse(address) else { return false };
    let path = url.path().to_ascii_lowercase();
    let path = path.trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default();
    let is_named = matches!(
        last,
        "feed"
            | "rss"
            | "atom"
            | "rss2"
            | "rdf"
            | "feed.json"
            | "feed.xml"
            | "rss.xml"
            | "atom.xml"
            | "index.xml"
            | "index.rdf"
            | "rss.php"
            | "feed.php"
    );
    let has_ending = [".rss", ".rdf", ".atom"].iter().any(|ending| last.ends_with(ending));
    let is_xml_of_feeds =
        last.ends_with(".xml") && ["rss", "feed", "atom"].iter().any(|word| path.contains(word)) && !path.contains("sitemap");
    let is_asked_for = url.query_pairs().any(|(name, value)| {
        matches!(name.as_ref(), "feed" | "format" | "type" | "output" | "alt")
            && matches!(value.as_ref(), "rss" | "rss2" | "atom" | "rdf" | "feed")
    });
    is_named || has_ending || is_xml_of_feeds || is_asked_for
}
