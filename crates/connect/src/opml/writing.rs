//! Writes a list of feeds as OPML 2.0.

use std::collections::HashMap;

use super::{OPML_FOLDER_DEPTH_MAX, OpmlFeed};
use crate::feed::serialise::escape_into;

/// The namespace of `FreshRSS`'s attributes, which tell how a feed is made from a page.
const FRESH_RSS: &str = "https://freshrss.org/opml";

/// A folder being written.
#[derive(Debug, Default)]
struct Folder<'a> {
    feeds: Vec<&'a OpmlFeed>,
    folders: Vec<(&'a str, Folder<'a>)>,
    places: HashMap<&'a str, usize>,
}

impl<'a> Folder<'a> {
    fn add(&mut self, feed: &'a OpmlFeed) {
        let mut folder = self;
        for name in feed.folders.iter().take(OPML_FOLDER_DEPTH_MAX) {
            let place = *folder.places.entry(name).or_insert_with(|| {
                folder.folders.push((name, Folder::default()));
                folder.folders.len() - 1
            });
            folder = &mut folder.folders[place].1;
        }
        folder.feeds.push(feed);
    }

    fn write(&self, depth: usize, opml: &mut String) {
        let indent = "  ".repeat(depth);
        for (name, folder) in &self.folders {
            opml.push_str(&indent);
            opml.push_str("<outline");
            attribute("text", name, opml);
            opml.push_str(">\n");
            folder.write(depth + 1, opml);
            opml.push_str(&indent);
            opml.push_str("</outline>\n");
        }
        for feed in &self.feeds {
            opml.push_str(&indent);
            opml.push_str("<outline type=\"rss\"");
            attribute("text", &feed.title, opml);
            attribute("title", &feed.title, opml);
            attribute("xmlUrl", &feed.address, opml);
            if let Some(site) = &feed.site_address {
                attribute("htmlUrl", site, opml);
            }
            for (name, value) in feed.extras.iter().filter(|(name, _)| is_written_extra(name)) {
                attribute(name, value, opml);
            }
            opml.push_str("/>\n");
        }
    }
}

/// Only `FreshRSS`'s attributes are written back: the others' namespaces are not known here.
fn is_written_extra(name: &str) -> bool {
    let is_name =
        |local: &str| !local.is_empty() && local.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    name.strip_prefix("frss:").is_some_and(is_name)
}

fn attribute(name: &str, value: &str, opml: &mut String) {
    let value: String = value.chars().filter(|c| !c.is_control()).collect();
    opml.push(' ');
    opml.push_str(name);
    opml.push_str("=\"");
    escape_into(&value, true, opml);
    opml.push('"');
}

/// Writes a list of feeds as OPML 2.0, folders first in the order in which they appear.
#[must_use]
pub fn write(title: &str, feeds: &[OpmlFeed]) -> String {
    let mut root = Folder::default();
    for feed in feeds {
        root.add(feed);
    }
    let mut opml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\"");
    if feeds.iter().any(|feed| feed.extras.iter().any(|(name, _)| is_written_extra(name))) {
        attribute("xmlns:frss", FRESH_RSS, &mut opml);
    }
    opml.push_str(">\n<head><title>");
    let title: String = title.chars().filter(|c| !c.is_control()).collect();
    escape_into(&title, false, &mut opml);
    opml.push_str("</title></head>\n<body>\n");
    root.write(1, &mut opml);
    opml.push_str("</body>\n</opml>\n");
    opml
}
