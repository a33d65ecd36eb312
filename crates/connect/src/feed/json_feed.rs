//! What a feed says, written as JSON Feed 1.1 for `parvis feed` and for scripts.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use ammonia::{Builder, UrlRelative};
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use url::Url;

use super::serialise::VOID;
use super::{Enclosure, Entry, Feed, FeedAuthor, Markup};

/// How many bytes of one text are written; the rest is cut.
const MARKUP_BYTES_MAX: usize = domain::html::FOREIGN_HTML_BYTES_MAX;

/// Elements of drawings and formulas that carry no script, as feeds use them inline.
const DRAWING_TAGS: [&str; 42] = [
    "svg",
    "g",
    "path",
    "circle",
    "ellipse",
    "rect",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "desc",
    "title",
    "defs",
    "linearGradient",
    "radialGradient",
    "stop",
    "marker",
    "math",
    "mrow",
    "mi",
    "mo",
    "mn",
    "ms",
    "mtext",
    "mspace",
    "mfrac",
    "msqrt",
    "mroot",
    "msub",
    "msup",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mtable",
    "mtr",
    "mtd",
    "mstyle",
    "mpadded",
    "mphantom",
    "mprescripts",
];
const DRAWING_ATTRIBUTES: [&str; 48] = [
    "xmlns",
    "xlink",
    "href",
    "show",
    "type",
    "version",
    "baseProfile",
    "viewBox",
    "preserveAspectRatio",
    "width",
    "height",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "d",
    "points",
    "transform",
    "fill",
    "fill-opacity",
    "fill-rule",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-dasharray",
    "opacity",
    "offset",
    "stop-color",
    "stop-opacity",
    "text-anchor",
    "font-size",
    "font-family",
    "font-weight",
    "display",
    "mathvariant",
    "columnalign",
    "rowspacing",
    "stretchy",
    "displaystyle",
];

/// The feed as JSON Feed 1.1: entries in the feed's own order, dates RFC 3339 in UTC, addresses absolute, markup sanitised,
/// `_format` with the format found and `_problems` with what was wrong, in English.
///
/// A title or description that the feed wrote as HTML stays HTML, sanitised, so that nothing the feed says is lost.
#[must_use]
pub fn to_json_feed(feed: &Feed) -> Value {
    let mut object = Map::new();
    put(&mut object, "version", Some("https://jsonfeed.org/version/1.1"));
    object.insert("title".to_owned(), Value::String(written(&feed.title)));
    put(&mut object, "home_page_url", feed.site_address.as_deref());
    put(&mut object, "feed_url", feed.address.as_deref());
    object.insert("description".to_owned(), Value::String(written(&feed.description)));
    put(&mut object, "next_url", feed.older_address.as_deref());
    put(&mut object, "icon", feed.image.as_deref());
    put(&mut object, "favicon", feed.icon.as_deref());
    put_authors(&mut object, &feed.authors);
    put(&mut object, "language", feed.language.as_deref());
    if feed.is_complete {
        object.insert("expired".to_owned(), Value::Bool(true));
    }
    if !feed.hubs.is_empty() {
        let hubs: Vec<Value> = feed.hubs.iter().map(|hub| json!({ "type": "WebSub", "url": hub })).collect();
        object.insert("hubs".to_owned(), Value::Array(hubs));
    }
    object.insert("items".to_owned(), Value::Array(feed.entries.iter().map(entry).collect()));
    put(&mut object, "_format", Some(feed.format.name()));
    put(&mut object, "_charset", Some(feed.charset));
    put_date(&mut object, "_updated", feed.updated.or(feed.published));
    let problems: Vec<Value> = feed.problems.iter().map(|problem| problem.sentence(domain::Language::English).into()).collect();
    if !problems.is_empty() {
        object.insert("_problems".to_owned(), Value::Array(problems));
    }
    Value::Object(object)
}

fn entry(entry: &Entry) -> Value {
    let mut object = Map::new();
    // The format wants an id; the address stands in, as it would for any reader.
    put(&mut object, "id", entry.guid.as_deref().or(entry.address.as_deref()));
    put(&mut object, "url", entry.address.as_deref());
    put(&mut object, "external_url", entry.about_address.as_deref());
    if !entry.title.is_empty() {
        object.insert("title".to_owned(), Value::String(written(&entry.title)));
    }
    if !entry.content.is_empty() && !entry.summary.is_empty() {
        object.insert("summary".to_owned(), Value::String(written(&entry.summary)));
    }
    let body = entry.body();
    let name = if body.is_html { "content_html" } else { "content_text" };
    object.insert(name.to_owned(), Value::String(written(body)));
    put(&mut object, "image", entry.image.as_deref());
    put_date(&mut object, "date_published", entry.published);
    put_date(&mut object, "date_modified", entry.updated);
    put_authors(&mut object, &entry.authors);
    if !entry.categories.is_empty() {
        object.insert("tags".to_owned(), json!(entry.categories));
    }
    put(&mut object, "language", entry.language.as_deref());
    if !entry.enclosures.is_empty() {
        object.insert("attachments".to_owned(), Value::Array(entry.enclosures.iter().map(attachment).collect()));
    }
    put(&mut object, "_comments_url", entry.comments_address.as_deref());
    if entry.cut {
        object.insert("_cut".to_owned(), Value::Bool(true));
    }
    Value::Object(object)
}

fn put(object: &mut Map<String, Value>, name: &str, text: Option<&str>) {
    if let Some(text) = text {
        object.insert(name.to_owned(), Value::String(text.to_owned()));
    }
}

fn put_date(object: &mut Map<String, Value>, name: &str, moment: Option<Timestamp>) {
    put(object, name, moment.map(|moment| moment.to_string()).as_deref());
}

fn put_authors(object: &mut Map<String, Value>, authors: &[FeedAuthor]) {
    if authors.is_empty() {
        return;
    }
    let authors = authors.iter().map(|author| {
        let mut written = Map::new();
        put(&mut written, "name", Some(author.name.as_str()).filter(|name| !name.is_empty()).or(author.email.as_deref()));
        put(&mut written, "url", author.address.as_deref());
        Value::Object(written)
    });
    object.insert("authors".to_owned(), Value::Array(authors.collect()));
}

fn attachment(enclosure: &Enclosure) -> Value {
    let mut object = Map::new();
    put(&mut object, "url", Some(&enclosure.address));
    put(&mut object, "mime_type", Some(enclosure.media_type.as_deref().unwrap_or("application/octet-stream")));
    put(&mut object, "title", enclosure.title.as_deref());
    if let Some(bytes) = enclosure.bytes {
        object.insert("size_in_bytes".to_owned(), bytes.into());
    }
    if let Some(seconds) = enclosure.duration_seconds {
        object.insert("duration_in_seconds".to_owned(), seconds.into());
    }
    Value::Object(object)
}

/// A text as it is written out: plain text as it is, HTML sanitised.
fn written(markup: &Markup) -> String {
    let raw = domain::html::cut(markup.raw.trim(), MARKUP_BYTES_MAX);
    if !markup.is_html {
        return raw.to_owned();
    }
    if domain::html::nests_too_deep(raw) {
        return markup.safe().as_str().to_owned();
    }
    let relative =
        markup.base.clone().map_or(UrlRelative::PassThrough, |base| UrlRelative::Custom(Box::new(making_absolute(base))));
    let mut builder = Builder::default();
    builder
        .add_tags(["video", "audio", "source"])
        .add_tags(DRAWING_TAGS)
        .add_tag_attributes("a", ["xlink"])
        .add_tag_attributes("video", ["src", "poster", "controls"])
        .add_tag_attributes("audio", ["src", "controls"])
        .add_tag_attributes("source", ["src", "type"])
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .link_rel(None)
        .url_relative(relative)
        .attribute_filter(|tag, attribute, value| {
            let is_link_of_drawing = attribute == "href" && tag != "a";
            (!is_link_of_drawing || super::address::is_web(value) || value.starts_with('#')).then(|| value.into())
        });
    for tag in DRAWING_TAGS {
        builder.add_tag_attributes(tag, DRAWING_ATTRIBUTES);
    }
    in_order(&builder.clean(raw).to_string())
}

fn making_absolute(base: Arc<Url>) -> impl for<'a> Fn(&'a str) -> Option<Cow<'a, str>> + Send + Sync {
    move |written| Some(Cow::Owned(absolute_with_letters(&base, written)))
}

/// A relative address made absolute, with the letters beyond ASCII in which the feed wrote it (RFC 3987) left readable.
fn absolute_with_letters(base: &Url, written: &str) -> String {
    let Ok(absolute) = base.join(written) else { return written.to_owned() };
    let absolute = String::from(absolute);
    if written.is_ascii() {
        return absolute;
    }
    let mut readable = String::with_capacity(absolute.len());
    let mut rest = absolute.as_str();
    while let Some(at) = rest.find('%') {
        readable.push_str(&rest[..at]);
        let run = rest.as_bytes()[at..]
            .chunks(3)
            .take_while(|escape| escape.len() == 3 && escape[0] == b'%' && escape[1] > b'7')
            .count()
            * 3;
        let escapes = &rest[at..at + run.max(1)];
        readable.push_str(&percent_encoding::percent_decode_str(escapes).decode_utf8().unwrap_or(Cow::Borrowed(escapes)));
        rest = &rest[at + run.max(1)..];
    }
    readable.push_str(rest);
    readable
}

/// Markup in one way of writing: attributes by name and void elements closed, so that copies of one text compare equal
/// and XML tools can read them. Takes what the sanitiser wrote: every `<` begins a tag, every value is in double quotes.
fn in_order(clean: &str) -> String {
    let mut ordered = String::with_capacity(clean.len() + 16);
    let mut rest = clean;
    while let Some(open) = rest.find('<') {
        ordered.push_str(&rest[..=open]);
        let inside = &rest[open + 1..];
        let mut is_quoted = false;
        let length = inside
            .bytes()
            .position(|byte| {
                is_quoted ^= byte == b'"';
                byte == b'>' && !is_quoted
            })
            .unwrap_or(inside.len());
        tag_in_order(&inside[..length], &mut ordered);
        rest = &inside[length..];
    }
    ordered.push_str(rest);
    ordered
}

fn tag_in_order(inside: &str, ordered: &mut String) {
    let (name, attributes) = inside.split_once(' ').unwrap_or((inside, ""));
    ordered.push_str(name);
    let mut attributes: Vec<(&str, &str)> = super::token::attributes(attributes).collect();
    attributes.sort_unstable();
    for (name, value) in attributes {
        ordered.push_str(&format!(" {name}=\"{value}\""));
    }
    if VOID.contains(&name) {
        ordered.push_str(" /");
    }
}
