//! Turns a document into elements, one child of the feed at a time, so that memory holds one entry's tree and no more.

use std::sync::Arc;

use url::Url;

use super::element::{Attribute, Element, Node};
use super::entity::Entities;
use super::namespace::{self, Space};
use super::token::{self, Token, Tokens};
use super::xml::{Family, Reading};
use super::{Feed, FeedError, FeedProblem, address};

/// How deep elements may stand inside one another; what is deeper is flattened into its text.
const DEPTH_MAX: usize = 100;
/// How far behind rubbish (warnings of a program, blank lines) a feed may begin, bytes.
const RUBBISH_BYTES_MAX: usize = 64 << 10;
/// The most namespace declarations in force at once.
const NAMESPACES_MAX: usize = 100;

/// Reads an XML feed.
pub(crate) fn read(text: &str, base: Option<Arc<Url>>) -> Result<Feed, FeedError> {
    let start = feed_start(text)?;
    let mut tree = Tree::new(text, start, base);
    tree.walk();
    tree.finish()
}

/// Where the feed's outermost element begins, or a declaration before it.
fn feed_start(text: &str) -> Result<usize, FeedError> {
    let first = first_element(text);
    if first.is_some_and(is_root) {
        return Ok(0);
    }
    let head = domain::html::cut(text, RUBBISH_BYTES_MAX).to_ascii_lowercase();
    let is_page = first.is_some_and(|name| name.eq_ignore_ascii_case("html")) || head.trim_start().starts_with("<!doctype html");
    if is_page {
        return Err(FeedError::Page);
    }
    let found = ["<?xml", "<rss", "<rdf:rdf", "<feed", "<channel"].iter().filter_map(|root| head.find(root)).min();
    if let Some(start) = found.filter(|start| first_element(&text[*start..]).is_some_and(is_root)) {
        return Ok(start);
    }
    let is_page = ["<body", "<head", "<div", "<title", "<p>"].iter().any(|tag| head.contains(tag));
    if is_page && first.is_none_or(|name| !name.contains(':')) && !head.trim_start().starts_with("<?xml") {
        return Err(FeedError::Page);
    }
    let found = first.map_or_else(|| text.chars().take(40).collect(), |name| name.chars().take(40).collect());
    Err(FeedError::NotAFeed { found })
}

fn first_element(text: &str) -> Option<&str> {
    Tokens::new(text).take(1_000).find_map(|token| match token {
        Token::Open { name, .. } => Some(name),
        _ => None,
    })
}

fn is_root(name: &str) -> bool {
    Family::of_root(local(name)).is_some()
}

/// The part of a name after its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// An open element with the name by which it will be closed.
#[derive(Debug)]
struct Open<'a> {
    written: &'a str,
    element: Element,
    /// Whether it is the feed or its channel: its children are handed over one by one.
    is_container: bool,
    /// How many namespace declarations were in force outside it.
    namespaces: usize,
}

#[derive(Debug)]
struct Tree<'a> {
    text: &'a str,
    start: usize,
    tokens: Tokens<'a>,
    base: Option<Arc<Url>>,
    open: Vec<Open<'a>>,
    /// Open elements below [`DEPTH_MAX`], of which only the number is kept.
    flattened: usize,
    /// Prefixes in force, the innermost last.
    namespaces: Vec<(&'a str, Space)>,
    entities: Entities,
    reading: Option<Reading>,
    has_ended: bool,
    /// Whether characters that XML forbids were left out.
    has_controls: bool,
    problems: Vec<FeedProblem>,
}

impl<'a> Tree<'a> {
    fn new(text: &'a str, start: usize, base: Option<Arc<Url>>) -> Self {
        Self {
            text,
            start,
            tokens: Tokens::new(&text[start..]),
            base,
            open: Vec::new(),
            flattened: 0,
            namespaces: Vec::new(),
            entities: Entities::default(),
            reading: None,
            has_ended: false,
            has_controls: false,
            problems: Vec::new(),
        }
    }

    fn walk(&mut self) {
        while let Some(token) = self.tokens.next() {
            match token {
                Token::DocumentType(declaration) => self.entities.define(declaration),
                Token::Text(text) => {
                    if self.takes_text() {
                        let text = self.entities.resolve(text).into_owned();
                        self.add_text(&text);
                    }
                }
                Token::Verbatim(text) => {
                    if self.takes_text() {
                        self.add_text(text);
                    }
                }
                Token::Open { name, attributes, is_empty } => {
                    self.open(name, attributes);
                    if is_empty {
                        self.close(name);
                    }
                }
                Token::Close(name) => self.close(name),
            }
            if self.has_ended || self.reading.as_ref().is_some_and(Reading::is_full) {
                return;
            }
        }
    }

    fn takes_text(&self) -> bool {
        self.open.last().is_some_and(|open| !open.is_container)
    }

    /// Adds characters to the innermost element, without those that XML forbids.
    fn add_text(&mut self, text: &str) {
        let Some(open) = self.open.last_mut() else { return };
        let is_allowed = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{85}');
        self.has_controls |= !text.chars().all(is_allowed);
        if let Some(Node::Text(before)) = open.element.nodes.last_mut() {
            before.extend(text.chars().filter(|c| is_allowed(*c)));
        } else {
            open.element.nodes.push(Node::Text(text.chars().filter(|c| is_allowed(*c)).collect()));
        }
    }

    fn open(&mut self, name: &'a str, attributes: &'a str) {
        if self.flattened > 0 || self.open.len() >= DEPTH_MAX {
            if self.flattened == 0 {
                self.problems.push(FeedProblem::TooDeep { line: self.line(self.tokens.at()) });
            }
            self.flattened += 1;
            return;
        }
        self.close_entry_left_open(name);
        self.close_leaf_left_open(name);
        let namespaces = self.namespaces.len();
        self.declare(attributes);
        let element = self.element(name, attributes);
        let is_container = self.enter(&element);
        self.open.push(Open { written: name, element, is_container, namespaces });
    }

    /// An entry that begins directly inside another one means that the other's end was forgotten.
    fn close_entry_left_open(&mut self, name: &str) {
        let is_entry = |name: &str| matches!(local(name).to_ascii_lowercase().as_str(), "item" | "entry");
        let forgotten = self.open.last().is_some_and(|open| is_entry(open.written) && open.written == name);
        if forgotten && self.open.len() >= 2 && self.open[self.open.len() - 2].is_container && !self.is_cdf() {
            self.tokens.fault();
            self.close(name);
        }
    }

    /// An element of an entry that begins inside one that holds nothing but text means that the other's end was forgotten.
    fn close_leaf_left_open(&mut self, name: &str) {
        const LEAVES: [&str; 6] = ["title", "link", "guid", "pubdate", "category", "comments"];
        const OTHERS: [&str; 4] = ["description", "enclosure", "author", "source"];
        let is_rss = self.reading.as_ref().is_some_and(|reading| reading.family == Family::Rss);
        let name = name.to_ascii_lowercase();
        let is_sibling = LEAVES.contains(&name.as_str()) || OTHERS.contains(&name.as_str());
        let Some(open) = self.open.last().filter(|open| is_rss && is_sibling && LEAVES.contains(&open.element.name.as_str()))
        else {
            return;
        };
        let written = open.written;
        if self.open.len() >= 2 && open.element.space == Space::Core && open.element.name != name {
            self.tokens.fault();
            self.close(written);
        }
    }

    fn is_cdf(&self) -> bool {
        self.reading.as_ref().is_some_and(|reading| reading.family == Family::Cdf)
    }

    /// Starts the reading at the outermost element; tells whether the element's children are handed over one by one.
    fn enter(&mut self, element: &Element) -> bool {
        match &mut self.reading {
            None => {
                let Some(family) = Family::of_root(&element.name) else { return false };
                self.reading = Some(Reading::new(family, element));
                true
            }
            Some(reading) if self.open.len() == 1 && element.name == "channel" && reading.family == Family::Rss => {
                reading.enter_channel(element);
                true
            }
            Some(_) => false,
        }
    }

    fn declare(&mut self, attributes: &'a str) {
        for (name, address) in token::attributes(attributes) {
            let prefix = match name.strip_prefix("xmlns") {
                Some("") => "",
                Some(prefix) => match prefix.strip_prefix(':') {
                    Some(prefix) => prefix,
                    None => continue,
                },
                None => continue,
            };
            if self.namespaces.len() < NAMESPACES_MAX {
                let space = match namespace::of_address(address) {
                    // A default namespace nobody knows is a dialect of the format; a known prefix with a misspelt address is meant.
                    Space::Other if prefix.is_empty() => Space::Core,
                    Space::Other => namespace::of_prefix(prefix),
                    space => space,
                };
                self.namespaces.push((prefix, space));
            }
        }
    }

    fn space(&self, prefix: &str) -> Space {
        match self.namespaces.iter().rev().find(|(known, _)| *known == prefix) {
            Some((_, space)) => *space,
            None if prefix.is_empty() => Space::Core,
            None => namespace::of_prefix(prefix),
        }
    }

    fn element(&mut self, name: &str, written_attributes: &str) -> Element {
        let (prefix, written) = name.split_once(':').unwrap_or(("", name));
        let attributes: Vec<Attribute> = token::attributes(written_attributes)
            .filter(|(name, _)| *name != "xmlns" && !name.starts_with("xmlns:"))
            .map(|(name, value)| {
                let (space, name) = name.split_once(':').map_or((Space::Core, name), |(prefix, name)| (self.space(prefix), name));
                Attribute { space, name: name.to_owned(), value: self.entities.resolve(value).into_owned() }
            })
            .collect();
        let of_xml = |name: &str| {
            attributes.iter().find(|attribute| attribute.space == Space::Xml && attribute.name == name).map(|it| it.value.trim())
        };
        let outer = self.open.last().map(|open| &open.element);
        let base = match of_xml("base") {
            Some(written) => address::inner_base(outer.map_or(&self.base, |outer| &outer.base).as_ref(), written),
            None => outer.map_or_else(|| self.base.clone(), |outer| outer.base.clone()),
        };
        let language = match of_xml("lang") {
            Some(written) => Some(Arc::from(written)).filter(|language: &Arc<str>| !language.is_empty()),
            None => outer.and_then(|outer| outer.language.clone()),
        };
        let family = self.reading.as_ref().map_or_else(|| Family::of_root(written), |reading| Some(reading.family));
        let space = match (family, self.space(prefix)) {
            (Some(Family::Atom), Space::Core) => Space::Atom,
            // RSS whose author declared Atom's namespace as the default one.
            (Some(Family::Rss), Space::Atom) if prefix.is_empty() => Space::Core,
            (_, space) => space,
        };
        Element {
            space,
            name: written.to_ascii_lowercase(),
            written: written.to_owned(),
            attributes,
            nodes: Vec::new(),
            base,
            language,
        }
    }

    fn close(&mut self, name: &str) {
        if self.flattened > 0 {
            self.flattened -= 1;
            return;
        }
        let Some(at) = self.open.iter().rposition(|open| open.written.eq_ignore_ascii_case(name)) else {
            self.tokens.fault();
            return;
        };
        if at + 1 < self.open.len() {
            self.tokens.fault();
        }
        while self.open.len() > at {
            self.close_innermost(false);
        }
    }

    fn close_innermost(&mut self, is_cut: bool) {
        let Some(closed) = self.open.pop() else { return };
        self.namespaces.truncate(closed.namespaces);
        match self.open.last_mut() {
            Some(outer) if outer.is_container => {
                if let Some(reading) = self.reading.as_mut().filter(|_| !closed.is_container) {
                    reading.take(closed.element, is_cut);
                }
            }
            Some(outer) => outer.element.nodes.push(Node::Element(closed.element)),
            None => self.has_ended = true,
        }
    }

    fn finish(mut self) -> Result<Feed, FeedError> {
        let is_full = self.reading.as_ref().is_some_and(Reading::is_full);
        let is_cut = !self.has_ended && !is_full;
        while !self.open.is_empty() && !is_full {
            self.close_innermost(is_cut);
        }
        let mut problems = std::mem::take(&mut self.problems);
        if let Some(at) = self.tokens.fault_at {
            problems.push(FeedProblem::Malformed { line: self.line(at) });
        }
        if is_cut {
            problems.push(FeedProblem::Truncated { line: self.line(self.tokens.at()) });
        }
        if self.has_controls {
            problems.push(FeedProblem::ControlCharacters);
        }
        if self.entities.is_bomb {
            problems.push(FeedProblem::EntityBomb);
        }
        problems.extend(self.entities.external().iter().take(10).map(|name| FeedProblem::ExternalEntity { name: name.clone() }));
        let reading = self.reading.take().ok_or_else(|| FeedError::NotAFeed { found: self.text.chars().take(40).collect() })?;
        let mut feed = reading.finish();
        feed.problems.splice(0..0, problems);
        Ok(feed)
    }

    /// The line of a place, from 1.
    fn line(&self, at: usize) -> usize {
        let end = (self.start + at).min(self.text.len());
        1 + memchr::memchr_iter(b'\n', &self.text.as_bytes()[..end]).count()
    }
}
