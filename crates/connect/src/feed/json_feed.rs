//! What a feed says, written as JSON Feed 1.1 for `parvis feed` and for scripts.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::written::written;
use super::{Enclosure, Entry, Feed, FeedAuthor};

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
