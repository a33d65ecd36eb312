//! Atom 0.3 and 1.0, and Atom's links wherever they stand.

use super::element::Element;
use super::extension;
use super::namespace::Space;
use super::{Enclosure, Entry, Feed, FeedFormat, Markup, address, markup, rss};

/// The version of a `<feed>`.
pub(crate) fn format(root: &Element) -> FeedFormat {
    match root.attribute("version") {
        Some(version) if version.starts_with('0') => FeedFormat::Atom03,
        _ => FeedFormat::Atom10,
    }
}

/// An entry of an `<entry>`.
pub(crate) fn entry(element: &Element, unread_dates: &mut Vec<String>) -> Entry {
    let text = |names: &[(Space, &str)]| element.first_of(names).map(of_construct).unwrap_or_default();
    let mut entry = Entry {
        guid: element
            .text_of(Space::Atom, "id")
            .or_else(|| element.text_of(Space::Atom, "guid"))
            .map(|id| rss::absolute_id(element, id)),
        title: text(&[(Space::Atom, "title"), (Space::Dc, "title"), (Space::Media, "title")]),
        summary: text(&[
            (Space::Atom, "summary"),
            (Space::Dc, "description"),
            (Space::Atom, "description"),
            (Space::Media, "description"),
        ]),
        content: text(&[(Space::Atom, "content"), (Space::Content, "encoded"), (Space::Xhtml, "body"), (Space::Xhtml, "div")]),
        ..Entry::default()
    };
    if entry.body().is_empty() {
        let group = element.first(Space::Media, "group");
        entry.summary = group.and_then(|group| group.first(Space::Media, "description")).map(markup::unsaid).unwrap_or_default();
    }
    links(element, Space::Atom, &mut entry);
    if entry.address.is_none() {
        let linked = element.first(Space::Atom, "content").and_then(|content| extension::address_at(content, "src"));
        entry.address = linked.or_else(|| entry.guid.clone().filter(|guid| address::is_web(guid)));
    }
    let published = [
        (Space::Atom, "published"),
        (Space::Atom, "issued"),
        (Space::Atom, "created"),
        (Space::Atom, "pubdate"),
        (Space::Dc, "date"),
        (Space::DcTerms, "issued"),
        (Space::DcTerms, "created"),
    ];
    entry.published = extension::date(element, &published, unread_dates);
    entry.updated = extension::date(
        element,
        &[(Space::Atom, "updated"), (Space::Atom, "modified"), (Space::DcTerms, "modified")],
        unread_dates,
    );
    for child in element.elements().filter(|child| child.space == Space::Atom) {
        match child.name.as_str() {
            "author" => extension::add_author(&mut entry.authors, extension::author_of_parts(child)),
            "category" => {
                let term = child.attribute("label").or_else(|| child.attribute("term"));
                extension::add_once(&mut entry.categories, term.unwrap_or(&child.text()));
            }
            "source" => source(child, &mut entry),
            _ => {}
        }
    }
    extension::entry(element, &mut entry);
    entry
}

/// What an entry keeps of the feed that it was taken from.
fn source(source: &Element, entry: &mut Entry) {
    entry.source_title =
        source.first(Space::Atom, "title").map(|title| of_construct(title).line()).filter(|title| !title.is_empty());
    if entry.authors.is_empty() {
        for author in source.all(Space::Atom, "author") {
            extension::add_author(&mut entry.authors, extension::author_of_parts(author));
        }
    }
}

/// A text construct of Atom, or of another vocabulary inside Atom.
fn of_construct(element: &Element) -> Markup {
    match element.space {
        Space::Atom => markup::of_atom(element),
        Space::Xhtml => markup::of_inside(element, false),
        _ => markup::unsaid(element),
    }
}

/// Where one `<link>` leads.
struct Link {
    rel: String,
    media_type: Option<String>,
    address: String,
}

fn link(element: &Element) -> Option<Link> {
    let address = extension::address_at(element, "href")?;
    let rel = element.attribute("rel").unwrap_or("alternate").to_ascii_lowercase();
    let rel = rel.strip_prefix("http://www.iana.org/assignments/relation/").unwrap_or(&rel).to_owned();
    Some(Link { rel, media_type: element.attribute("type").map(str::to_ascii_lowercase), address })
}

/// Whether a link leads to something that people read.
fn is_readable(link: &Link) -> bool {
    link.media_type.as_deref().is_none_or(|it| it.contains("html"))
}

/// Reads an entry's links.
pub(crate) fn links(scope: &Element, space: Space, entry: &mut Entry) {
    let mut second_best = None;
    for element in scope.all(space, "link") {
        let Some(link) = link(element) else {
            // Blogs of the first hour wrote the address as text.
            entry.address =
                entry.address.take().or_else(|| extension::address_in(element).filter(|_| element.attribute("rel").is_none()));
            continue;
        };
        match link.rel.as_str() {
            "alternate" if is_readable(&link) => _ = entry.address.get_or_insert(link.address),
            "alternate" => _ = second_best.get_or_insert(link.address),
            "related" => _ = entry.about_address.get_or_insert(link.address),
            "replies" | "comments" if is_readable(&link) => _ = entry.comments_address.get_or_insert(link.address),
            "replies" => _ = entry.comments_feed.get_or_insert(link.address),
            "enclosure" => {
                let file = Enclosure {
                    address: link.address,
                    media_type: link.media_type,
                    bytes: element.attribute("length").and_then(|bytes| bytes.parse().ok()),
                    duration_seconds: None,
                    title: element.attribute("title").map(str::to_owned),
                };
                extension::add_enclosure(entry, file);
            }
            _ => {}
        }
    }
    entry.address = entry.address.take().or(second_best);
}

/// Reads a feed's links.
pub(crate) fn feed_links(scope: &Element, space: Space, feed: &mut Feed) {
    let mut second_best = None;
    for element in scope.all(space, "link") {
        let Some(link) = link(element) else { continue };
        match link.rel.as_str() {
            "alternate" if is_readable(&link) => _ = feed.site_address.get_or_insert(link.address),
            "alternate" => _ = second_best.get_or_insert(link.address),
            "self" => _ = feed.address.get_or_insert(link.address),
            "hub" => extension::add_once(&mut feed.hubs, &link.address),
            "next" | "prev-archive" => _ = feed.older_address.get_or_insert(link.address),
            _ => {}
        }
    }
    feed.site_address = feed.site_address.take().or(second_best);
}

/// The feed's own elements.
pub(crate) fn metadata(root: &Element, feed: &mut Feed, unread_dates: &mut Vec<String>) {
    let text = |names: &[(Space, &str)]| root.first_of(names).map(of_construct).unwrap_or_default();
    feed.title = text(&[(Space::Atom, "title"), (Space::Dc, "title")]);
    feed.description = text(&[
        (Space::Atom, "subtitle"),
        (Space::Atom, "tagline"),
        (Space::Atom, "description"),
        (Space::Dc, "description"),
        (Space::Itunes, "summary"),
        (Space::Itunes, "subtitle"),
    ]);
    feed_links(root, Space::Atom, feed);
    if feed.site_address.is_none() {
        feed.site_address =
            root.all(Space::Atom, "link").filter(|link| link.attribute("rel").is_none()).find_map(extension::address_in);
    }
    feed.guid = root.text_of(Space::Atom, "id").map(|id| rss::absolute_id(root, id));
    feed.updated =
        extension::date(root, &[(Space::Atom, "updated"), (Space::Atom, "modified"), (Space::Dc, "date")], unread_dates);
    for child in root.elements() {
        match (child.space, child.name.as_str()) {
            (Space::Atom, "author") => extension::add_author(&mut feed.authors, extension::author_of_parts(child)),
            (Space::Dc, "creator") => extension::add_author(&mut feed.authors, extension::author_of_line(&child.text())),
            (Space::Atom, "category") => {
                let term = child.attribute("label").or_else(|| child.attribute("term"));
                extension::add_once(&mut feed.categories, term.unwrap_or(&child.text()));
            }
            _ => {}
        }
    }
    let picture = |name: &'static str| root.first(Space::Atom, name).and_then(extension::address_in);
    feed.image = picture("logo");
    feed.icon = picture("icon");
    feed.generator = root.text_of(Space::Atom, "generator");
    feed.rights = root.text_of(Space::Atom, "rights").or_else(|| root.text_of(Space::Atom, "copyright"));
    feed.rhythm = extension::rhythm(root);
    feed.language = root
        .text_of(Space::Atom, "language")
        .or_else(|| root.text_of(Space::Dc, "language"))
        .or_else(|| root.language.as_deref().map(str::to_owned));
}
