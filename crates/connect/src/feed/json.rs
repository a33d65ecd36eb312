//! JSON Feed 1.0 and 1.1 (jsonfeed.org).

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Map, Value};
use url::Url;

use super::{
    Enclosure, Entry, FEED_ENTRIES_MAX, Feed, FeedAuthor, FeedError, FeedFormat, FeedProblem, Markup, address, extension,
    read_date,
};

type Object = Map<String, Value>;

/// Reads a JSON Feed. One that is cut keeps the entries before the cut.
pub(crate) fn read(text: &str, base: Option<Arc<Url>>) -> Result<Feed, FeedError> {
    let (value, broken_line) = match serde_json::from_str::<Value>(text) {
        Ok(value) => (value, None),
        Err(error) => {
            let broken = FeedError::BrokenJson { line: error.line() };
            let mended = mend(text).ok_or(broken)?;
            (mended, Some((error.line(), error.is_eof())))
        }
    };
    let Value::Object(object) = value else { return Err(not_a_feed(text)) };
    let version = string(&object, "version").unwrap_or_default();
    let is_json_feed =
        version.contains("jsonfeed.org") || (object.get("items").is_some_and(Value::is_array) && object.contains_key("title"));
    if !is_json_feed {
        return Err(not_a_feed(text));
    }
    let format = if version.ends_with("/1") || version.ends_with("/1.0") { FeedFormat::Json10 } else { FeedFormat::Json11 };
    let mut reading = Reading { base, feed: Feed::new(format) };
    if let Some((line, is_cut)) = broken_line {
        reading.feed.problems.push(if is_cut { FeedProblem::Truncated { line } } else { FeedProblem::Malformed { line } });
    }
    reading.metadata(&object);
    for (number, item) in object.get("items").and_then(Value::as_array).into_iter().flatten().enumerate() {
        if number >= FEED_ENTRIES_MAX {
            reading.feed.problems.push(FeedProblem::TooManyEntries { kept: FEED_ENTRIES_MAX });
            break;
        }
        match item {
            Value::Object(item) => {
                let entry = reading.entry(item, number + 1);
                reading.feed.entries.push(entry);
            }
            _ => reading.feed.problems.push(FeedProblem::WrongType { entry: number + 1 }),
        }
    }
    Ok(reading.feed)
}

fn not_a_feed(text: &str) -> FeedError {
    FeedError::NotAFeed { found: text.chars().take(40).collect() }
}

/// Closes a broken document behind the last whole entry before the break.
fn mend(text: &str) -> Option<Value> {
    let (mut depth, mut is_in_string, mut is_escaped, mut whole_until) = (0_usize, false, false, None);
    for (at, byte) in text.bytes().enumerate() {
        if is_in_string {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                b'"' => is_in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => is_in_string = true,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                // Depth 1 is the feed, 2 its list of entries.
                if byte == b'}' && depth == 2 {
                    whole_until = Some(at + 1);
                }
            }
            _ => {}
        }
    }
    serde_json::from_str(&format!("{}]}}", &text[..whole_until?])).ok()
}

/// A text, or a number where a careless program wrote one.
fn string(object: &Object, name: &str) -> Option<String> {
    match object.get(name)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

struct Reading {
    base: Option<Arc<Url>>,
    feed: Feed,
}

impl Reading {
    fn address(&self, object: &Object, name: &str) -> Option<String> {
        address::resolve(self.base.as_ref(), &string(object, name)?)
    }

    fn date(&mut self, object: &Object, name: &str, entry: Option<usize>) -> Option<Timestamp> {
        let written = string(object, name)?;
        let moment = read_date(&written);
        if moment.is_none() {
            self.feed.problems.push(FeedProblem::BadDate { entry, written: domain::html::cut(&written, 40).to_owned() });
        }
        moment
    }

    fn authors(&self, object: &Object) -> Vec<FeedAuthor> {
        let listed = object.get("authors").and_then(Value::as_array).into_iter().flatten();
        let mut authors = Vec::new();
        for author in listed.chain(object.get("author")) {
            let author = match author {
                Value::Object(author) => FeedAuthor {
                    name: string(author, "name").unwrap_or_default(),
                    address: self.address(author, "url"),
                    email: None,
                },
                Value::String(name) => extension::author_of_line(name),
                _ => continue,
            };
            extension::add_author(&mut authors, author);
        }
        authors
    }

    fn metadata(&mut self, object: &Object) {
        self.feed.title = Markup::plain(string(object, "title").unwrap_or_default());
        self.feed.description = Markup::plain(string(object, "description").unwrap_or_default());
        self.feed.site_address = self.address(object, "home_page_url");
        self.feed.address = self.address(object, "feed_url");
        self.feed.older_address = self.address(object, "next_url");
        self.feed.image = self.address(object, "icon");
        self.feed.icon = self.address(object, "favicon");
        self.feed.language = string(object, "language");
        self.feed.is_complete = object.get("expired").and_then(Value::as_bool).unwrap_or(false);
        self.feed.authors = self.authors(object);
        for hub in object.get("hubs").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object) {
            let is_websub = string(hub, "type")
                .is_none_or(|kind| kind.eq_ignore_ascii_case("websub") || kind.eq_ignore_ascii_case("pubsubhubbub"));
            if let Some(address) = self.address(hub, "url").filter(|_| is_websub) {
                extension::add_once(&mut self.feed.hubs, &address);
            }
        }
    }

    fn entry(&mut self, item: &Object, number: usize) -> Entry {
        let html = string(item, "content_html").map(|raw| Markup { raw, is_html: true, base: self.base.clone() });
        let text = string(item, "content_text").map(Markup::plain);
        let mut entry = Entry {
            guid: string(item, "id"),
            address: self.address(item, "url"),
            about_address: self.address(item, "external_url"),
            title: Markup::plain(string(item, "title").unwrap_or_default()),
            summary: Markup::plain(string(item, "summary").unwrap_or_default()),
            content: html.or(text).unwrap_or_default(),
            authors: self.authors(item),
            published: self.date(item, "date_published", Some(number)),
            updated: self.date(item, "date_modified", Some(number)),
            image: self.address(item, "image").or_else(|| self.address(item, "banner_image")),
            language: string(item, "language"),
            ..Entry::default()
        };
        entry.address = entry
            .address
            .or_else(|| entry.guid.clone().filter(|guid| address::is_web(guid)))
            .or_else(|| entry.about_address.clone());
        for tag in item.get("tags").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
            extension::add_once(&mut entry.categories, tag);
        }
        for file in item.get("attachments").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object) {
            if let Some(address) = self.address(file, "url") {
                let enclosure = Enclosure {
                    address,
                    media_type: string(file, "mime_type"),
                    bytes: file.get("size_in_bytes").and_then(Value::as_u64),
                    duration_seconds: string(file, "duration_in_seconds").as_deref().and_then(extension::duration_seconds),
                    title: string(file, "title"),
                };
                extension::add_enclosure(&mut entry, enclosure);
            }
        }
        entry
    }
}
