//! RSS 0.90 to 2.0 and RSS 1.0.

use super::element::Element;
use super::extension;
use super::namespace::Space;
use super::{Enclosure, Entry, Feed, FeedFormat, Markup, address, atom, markup};

/// The version of an RSS or RDF element.
pub(crate) fn format(root: &Element) -> FeedFormat {
    if root.name == "rdf" {
        // The outermost element is RDF's in both; only its default namespace tells, which rarely matters.
        return FeedFormat::Rss10;
    }
    match root.attribute("version") {
        Some("0.90") => FeedFormat::Rss090,
        Some(version) if version.starts_with("0.9") => FeedFormat::Rss09x,
        Some(version) if version.starts_with('1') => FeedFormat::Rss10,
        _ => FeedFormat::Rss20,
    }
}

/// An entry of an `<item>`.
pub(crate) fn entry(item: &Element, unread_dates: &mut Vec<String>) -> Entry {
    let mut entry = Entry { title: title(item), ..Entry::default() };
    identify(item, &mut entry);
    say(item, &mut entry);
    entry.published = extension::date(
        item,
        &[
            (Space::Core, "pubdate"),
            (Space::Atom, "published"),
            (Space::Core, "published"),
            (Space::Dc, "date"),
            (Space::DcTerms, "issued"),
            (Space::DcTerms, "created"),
            (Space::DcTerms, "date"),
            (Space::Core, "date"),
            (Space::Core, "created"),
        ],
        unread_dates,
    );
    let names =
        [(Space::Atom, "updated"), (Space::DcTerms, "modified"), (Space::Core, "updated"), (Space::Core, "lastbuilddate")];
    entry.updated = extension::date(item, &names, unread_dates);
    for child in item.elements() {
        match (child.space, child.name.as_str()) {
            (Space::Core, "author") => extension::add_author(&mut entry.authors, extension::author_of_parts(child)),
            (Space::Atom, "author") => extension::add_author(&mut entry.authors, extension::author_of_parts(child)),
            (Space::Core, "category") => extension::add_once(&mut entry.categories, &child.text()),
            (Space::Atom, "category") => extension::add_once(&mut entry.categories, child.attribute("term").unwrap_or_default()),
            (Space::Core, "comments") => entry.comments_address = extension::address_in(child),
            (Space::Core, "source") => entry.source_title = Some(child.text()).filter(|title| !title.is_empty()),
            (Space::Core, "enclosure") => enclosure(child, &mut entry),
            (Space::Core, "image") => entry.image = picture(child),
            _ => {}
        }
    }
    extension::entry(item, &mut entry);
    entry
}

fn title(of: &Element) -> Markup {
    let names =
        [(Space::Core, "title"), (Space::Dc, "title"), (Space::Media, "title"), (Space::Itunes, "title"), (Space::Atom, "title")];
    let title =
        of.first_of(&names).or_else(|| of.first(Space::Media, "group").and_then(|group| group.first(Space::Media, "title")));
    title.map(|title| if title.space == Space::Atom { markup::of_atom(title) } else { markup::unsaid(title) }).unwrap_or_default()
}

/// The guid and the address, each of which may stand for the other.
fn identify(item: &Element, entry: &mut Entry) {
    atom::links(item, Space::Atom, entry);
    let permalink = item.first(Space::Core, "guid");
    entry.guid = permalink
        .map(Element::text)
        .filter(|guid| !guid.is_empty())
        .or_else(|| item.text_of(Space::Atom, "id"))
        .or_else(|| item.attribute("about").map(str::to_owned))
        .or_else(|| item.text_of(Space::Dc, "identifier"))
        .map(|guid| absolute_id(item, guid));
    let link = item.all(Space::Core, "link").find_map(link_address);
    entry.address = link.or_else(|| entry.address.take());
    if entry.address.is_none() {
        let is_permalink =
            permalink.and_then(|guid| guid.attribute("ispermalink")).is_none_or(|it| !it.eq_ignore_ascii_case("false"));
        let about = entry.guid.clone().filter(|guid| is_permalink && address::is_web(guid));
        entry.address = about.or_else(|| item.attribute("about").filter(|about| address::is_web(about)).map(str::to_owned));
    }
}

/// The address in a `<link>`, unless it is one of Atom's that leads to something else.
fn link_address(link: &Element) -> Option<String> {
    if link.attribute("rel").is_some_and(|rel| rel != "alternate") {
        return None;
    }
    extension::address_in(link)
}

/// An id that is plainly a relative address is made absolute; any other stays as it is.
pub(crate) fn absolute_id(scope: &Element, id: String) -> String {
    if id.starts_with('/') || id.starts_with("./") || id.starts_with("../") {
        return address::resolve(scope.base.as_ref(), &id).unwrap_or(id);
    }
    id
}

/// The short and the long form.
fn say(item: &Element, entry: &mut Entry) {
    let long = [
        (Space::Content, "encoded"),
        (Space::Xhtml, "body"),
        (Space::Xhtml, "div"),
        (Space::Core, "body"),
        (Space::Core, "fullitem"),
        (Space::Core, "content"),
        (Space::Atom, "content"),
    ];
    let short = [(Space::Core, "description"), (Space::Dc, "description"), (Space::DcTerms, "abstract")];
    if let Some(content) = item.first_of(&long) {
        entry.content = match content.space {
            Space::Xhtml => markup::of_inside(content, false),
            Space::Atom => markup::of_atom(content),
            _ => markup::unsaid(content),
        };
    }
    let others = [
        (Space::Core, "summary"),
        (Space::Atom, "summary"),
        (Space::Itunes, "summary"),
        (Space::Media, "description"),
        (Space::Itunes, "subtitle"),
    ];
    let in_group = |name| item.first(Space::Media, "group").and_then(|group| group.first(Space::Media, name));
    match item.first_of(&short) {
        Some(description) => {
            entry.summary = markup::unsaid(description);
            if let Some(second) = item.first(Space::Core, "summary").filter(|_| entry.content.is_empty()) {
                entry.content = markup::unsaid(second);
            }
        }
        None => {
            entry.summary = item.first_of(&others).or_else(|| in_group("description")).map(markup::unsaid).unwrap_or_default();
        }
    }
}

fn enclosure(element: &Element, entry: &mut Entry) {
    if let Some(address) = extension::address_at(element, "url") {
        let file = Enclosure {
            address,
            media_type: element.attribute("type").map(str::to_owned),
            bytes: element.attribute("length").and_then(|bytes| bytes.parse().ok()),
            ..Enclosure::default()
        };
        extension::add_enclosure(entry, file);
    }
}

/// The address of an `<image>`: a child `<url>`, an attribute or the text.
fn picture(image: &Element) -> Option<String> {
    image
        .first(Space::Core, "url")
        .map_or_else(|| extension::address_in(image).filter(|_| image.elements().next().is_none()), extension::address_in)
}

/// The feed's own elements.
pub(crate) fn metadata(channel: &Element, feed: &mut Feed, unread_dates: &mut Vec<String>) {
    feed.title = title(channel);
    let short = [
        (Space::Core, "description"),
        (Space::Dc, "description"),
        (Space::Core, "tagline"),
        (Space::Core, "subtitle"),
        (Space::Atom, "subtitle"),
    ];
    let others = [(Space::Itunes, "summary"), (Space::Itunes, "subtitle"), (Space::Core, "abstract")];
    feed.description = channel.first_of(&short).or_else(|| channel.first_of(&others)).map(markup::unsaid).unwrap_or_default();
    if channel.first(Space::Itunes, "subtitle").is_some() && feed.description.is_empty() {
        feed.description = channel.first(Space::Itunes, "subtitle").map(markup::unsaid).unwrap_or_default();
    }
    atom::feed_links(channel, Space::Atom, feed);
    atom::feed_links(channel, Space::Core, feed);
    feed.site_address = channel.all(Space::Core, "link").find_map(link_address).or_else(|| feed.site_address.take());
    feed.guid = channel.text_of(Space::Atom, "id").or_else(|| channel.attribute("about").map(str::to_owned));
    feed.published =
        extension::date(channel, &[(Space::Core, "pubdate"), (Space::Dc, "date"), (Space::DcTerms, "issued")], unread_dates);
    feed.updated = extension::date(
        channel,
        &[(Space::Core, "lastbuilddate"), (Space::Atom, "updated"), (Space::DcTerms, "modified")],
        unread_dates,
    );
    for child in channel.elements() {
        match (child.space, child.name.as_str()) {
            (Space::Core, "managingeditor" | "author") | (Space::Dc, "creator" | "author") | (Space::Itunes, "author") => {
                extension::add_author(&mut feed.authors, extension::author_of_line(&child.text()));
            }
            (Space::Core | Space::Media, "category") | (Space::Dc, "subject") => {
                extension::add_once(&mut feed.categories, &child.text())
            }
            (Space::Itunes, "category") => extension::add_once(&mut feed.categories, child.attribute("text").unwrap_or_default()),
            (Space::Itunes, "new-feed-url") => feed.moved_address = extension::address_in(child),
            (Space::Itunes, "complete") => feed.is_complete = child.text().eq_ignore_ascii_case("yes"),
            _ => {}
        }
    }
    feed.image = channel
        .first(Space::Core, "image")
        .and_then(picture)
        .or_else(|| channel.first(Space::Itunes, "image").and_then(extension::address_in));
    feed.generator = channel.text_of(Space::Core, "generator");
    feed.rights = channel.text_of(Space::Core, "copyright").or_else(|| channel.text_of(Space::Dc, "rights"));
    feed.rhythm = extension::rhythm(channel);
    feed.language = channel
        .text_of(Space::Core, "language")
        .or_else(|| channel.text_of(Space::Dc, "language"))
        .or_else(|| channel.language.as_deref().map(str::to_owned));
}
