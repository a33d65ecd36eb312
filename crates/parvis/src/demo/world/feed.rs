//! A site's feed, in the format that the site has chosen.

use jiff::{Timestamp, fmt::rfc2822::DateTimePrinter};

use super::{World, xml::Xml};
use crate::demo::{
    sites::{Format, Site},
    talk::Said,
};

impl Format {
    /// What the format is called in `Content-Type` and in `<link rel="alternate">`.
    pub(super) const fn media_type(self) -> &'static str {
        match self {
            Self::Rss => "application/rss+xml",
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
        }
    }
}

/// The moment as RSS and HTTP headers write it; `None` for years that they cannot.
pub(super) fn http_date(at: Timestamp) -> Option<String> {
    DateTimePrinter::new().timestamp_to_rfc9110_string(&at).ok()
}

/// The feed of those documents, newest first.
pub(super) fn written(world: &World, site: &Site, documents: &[Said]) -> String {
    match site.format {
        Format::Rss => rss(world, site, documents),
        Format::Atom => atom(world, site, documents),
        Format::Json => json(world, site, documents),
    }
}

fn rss(world: &World, site: &Site, documents: &[Said]) -> String {
    let base = world.base(site.key);
    let own = format!("{base}{}", site.moved_feed_path());
    let mut xml = Xml::declared();
    xml.open(
        "rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:media=\"http://search.yahoo.com/mrss/\"",
    );
    xml.open("channel");
    xml.text("title", site.name);
    xml.text("link", &format!("{base}/"));
    xml.text("description", site.motto);
    xml.text("language", site.language.code());
    xml.empty("atom:link", &[("rel", "self"), ("type", site.format.media_type()), ("href", &own)]);
    if let Some(date) = documents.first().and_then(|newest| http_date(newest.published)) {
        xml.text("lastBuildDate", &date);
    }
    for said in documents {
        xml.open("item");
        if !said.title.is_empty() {
            xml.text("title", &said.title);
        }
        xml.text("link", &world.address_of(said));
        xml.text("guid isPermaLink=\"false\"", &said.guid);
        if let Some(date) = http_date(said.published) {
            xml.text("pubDate", &date);
        }
        xml.text("dc:creator", &said.author);
        for tag in &said.tags {
            xml.text("category", tag);
        }
        if let Some(stars) = said.rating {
            xml.open("media:community");
            xml.empty("media:starRating", &[("average", &stars.to_string()), ("count", "1"), ("min", "1"), ("max", "5")]);
            xml.close("media:community");
        }
        xml.markup("description", &said.html);
        xml.close("item");
    }
    xml.close("channel");
    xml.close("rss");
    xml.finished()
}

fn atom(world: &World, site: &Site, documents: &[Said]) -> String {
    let base = world.base(site.key);
    let own = format!("{base}{}", site.moved_feed_path());
    let mut xml = Xml::declared();
    xml.open(&format!("feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\"", site.language.code()));
    xml.text("id", &format!("{base}/"));
    xml.text("title", site.name);
    xml.text("subtitle", site.motto);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &format!("{base}/"))]);
    xml.empty("link", &[("rel", "self"), ("type", site.format.media_type()), ("href", &own)]);
    let updated = documents.first().map_or(world.started, |newest| newest.published);
    xml.text("updated", &updated.to_string());
    for said in documents {
        xml.open("entry");
        xml.text("id", &said.guid);
        xml.text("title", &said.title);
        xml.empty("link", &[("rel", "alternate"), ("href", &world.address_of(said))]);
        xml.text("published", &said.published.to_string());
        xml.text("updated", &said.published.to_string());
        xml.open("author");
        xml.text("name", &said.author);
        if let Some(path) = &said.author_path {
            xml.text("uri", &format!("{base}{path}"));
        }
        xml.close("author");
        for tag in &said.tags {
            xml.empty("category", &[("term", tag)]);
        }
        xml.text("content type=\"html\"", &said.html);
        xml.close("entry");
    }
    xml.close("feed");
    xml.finished()
}

fn json(world: &World, site: &Site, documents: &[Said]) -> String {
    let base = world.base(site.key);
    let items: Vec<_> = documents
        .iter()
        .map(|said| {
            serde_json::json!({
                "id": said.guid,
                "url": world.address_of(said),
                "title": said.title,
                "content_html": said.html,
                "date_published": said.published.to_string(),
                "authors": [{ "name": said.author, "url": said.author_path.as_ref().map(|path| format!("{base}{path}")) }],
                "tags": said.tags,
                "language": said.language.code(),
            })
        })
        .collect();
    serde_json::json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.name,
        "description": site.motto,
        "home_page_url": format!("{base}/"),
        "feed_url": format!("{base}{}", site.moved_feed_path()),
        "language": site.language.code(),
        "items": items,
    })
    .to_string()
}
