//! Reads the outlines of OPML from its tokens; a tree is not needed.

use super::{List, OPML_FOLDER_DEPTH_MAX, OpmlFault, OpmlFeed, quoted};
use crate::feed::entity::Entities;
use crate::feed::token::{self, Token, Tokens};

/// How far behind the beginning of an outline its address is looked for, bytes.
const OUTLINE_BYTES_MAX: usize = 64 << 10;

/// An open outline.
#[derive(Debug)]
struct Open {
    /// The folder's name; `None` for a feed.
    folder: Option<String>,
    line: usize,
    has_children: bool,
}

/// A reading of one document.
#[derive(Debug)]
pub(super) struct Outlines<'a, 'b> {
    text: &'a str,
    list: &'b mut List,
    entities: Entities,
    open: Vec<Open>,
    /// Characters of the head's title while inside it.
    title: Option<String>,
    has_ended: bool,
    /// A place and its line, so that lines are counted once.
    counted: (usize, usize),
}

impl<'a, 'b> Outlines<'a, 'b> {
    pub(super) fn new(text: &'a str, list: &'b mut List) -> Self {
        Self { text, list, entities: Entities::default(), open: Vec::new(), title: None, has_ended: false, counted: (0, 1) }
    }

    pub(super) fn walk(&mut self) {
        let mut tokens = Tokens::new(self.text);
        loop {
            let from = tokens.at();
            let Some(token) = tokens.next() else {
                if tokens.ends_inside {
                    let line = self.line(from);
                    self.list.tell(line, OpmlFault::Truncated);
                } else if !self.has_ended {
                    let line = self.line(self.text.len());
                    self.list.tell(line, OpmlFault::Truncated);
                }
                return;
            };
            if self.list.is_full() {
                let line = self.line(from);
                return self.list.tell(line, OpmlFault::TooMany);
            }
            match token {
                Token::Open { name, attributes, is_empty } if name.eq_ignore_ascii_case("outline") => {
                    let at = tokens.tag_at;
                    match self.feed_with_broken_quotes(at, attributes) {
                        Some((rest, end)) => {
                            tokens.skip_to(end);
                            self.outline(at, &[attributes, rest], true);
                        }
                        None => self.outline(at, &[attributes], is_empty || tokens.is_tag_faulty),
                    }
                }
                Token::Open { name, is_empty: false, .. } if name.eq_ignore_ascii_case("title") => {
                    self.title = Some(String::new())
                }
                Token::Close(name) if name.eq_ignore_ascii_case("title") => self.name_list(),
                Token::Close(name) if name.eq_ignore_ascii_case("outline") => self.close(),
                Token::Close(name) if name.eq_ignore_ascii_case("opml") => self.has_ended = true,
                Token::DocumentType(declaration) => self.entities.define(declaration),
                Token::Text(text) | Token::Verbatim(text) => self.text(from, text),
                _ => {}
            }
        }
    }

    /// Some programs write HTML with its quotes into a description, which seems to end the outline before its address.
    /// When the address stands before the next outline, the attributes from there on, and where they end.
    fn feed_with_broken_quotes(&self, at: usize, attributes: &str) -> Option<(&'a str, usize)> {
        let is_address = |name: &str| name.eq_ignore_ascii_case("xmlurl");
        if token::attributes(attributes).any(|(name, _)| is_address(name)) {
            return None;
        }
        let start = at + "<outline".len();
        let mut rest = domain::html::cut(self.text.get(start..)?, OUTLINE_BYTES_MAX);
        for next in ["<outline", "</outline", "</body"] {
            rest = &rest[..rest.find(next).unwrap_or(rest.len())];
        }
        let address = [" xmlUrl=", " xmlurl=", " xmlURL="].iter().find_map(|name| rest.find(name))?;
        let closing = rest[address..].find('>').map_or(rest.len(), |close| address + close + 1);
        let written = rest[address..closing].trim_end_matches(['>', '/']);
        Some((written, start + closing))
    }

    /// The line of a place; places are asked for in order.
    fn line(&mut self, at: usize) -> usize {
        let (before, line) = self.counted;
        let at = at.clamp(before, self.text.len());
        let line = line + memchr::memchr_iter(b'\n', &self.text.as_bytes()[before..at]).count();
        self.counted = (at, line);
        line
    }

    fn name_list(&mut self) {
        let title = self.title.take().map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
        if let Some(title) = title.filter(|title| !title.is_empty() && self.list.reading.title.is_none()) {
            self.list.reading.title = Some(title);
        }
    }

    /// Characters: the list's title, or rubbish between outlines.
    fn text(&mut self, from: usize, text: &str) {
        if let Some(title) = &mut self.title {
            title.push_str(&self.entities.resolve(text));
            return;
        }
        let is_in_body = !self.open.is_empty() || !self.list.reading.outlines.is_empty();
        if !is_in_body || self.has_ended {
            return;
        }
        let mut at = from;
        for piece in text.split_inclusive('\n') {
            if !piece.trim().is_empty() {
                let line = self.line(at);
                self.list.tell(line, OpmlFault::Rubbish { written: quoted(piece) });
            }
            at += piece.len();
        }
    }

    fn outline(&mut self, at: usize, written: &[&str], is_empty: bool) {
        let line = self.line(at);
        if let Some(outer) = self.open.last_mut() {
            outer.has_children = true;
        }
        let mut feed = OpmlFeed { line, folders: self.folders(), ..OpmlFeed::default() };
        let mut other_address = None;
        let mut kind = String::new();
        for (name, value) in written.iter().flat_map(|written| token::attributes(written)) {
            let value = self.entities.resolve(value).trim().to_owned();
            match name.to_ascii_lowercase().as_str() {
                "xmlurl" => feed.address = value,
                "url" => other_address = Some(value),
                "htmlurl" => feed.site_address = Some(value).filter(|address| !address.is_empty()),
                "title" if !value.is_empty() => feed.title = value,
                "text" if feed.title.is_empty() => feed.title = value,
                "type" => kind = value.to_ascii_lowercase(),
                other if other.contains(':') && !other.starts_with("xml") => feed.extras.push((name.to_owned(), value)),
                _ => {}
            }
        }
        if feed.address.is_empty() && matches!(kind.as_str(), "rss" | "atom" | "rss1" | "feed") {
            feed.address = other_address.unwrap_or_default();
        }
        let title = feed.title.clone();
        let is_feed = !feed.address.is_empty();
        if is_feed {
            self.list.add(feed);
        } else if is_empty {
            self.list.tell(line, OpmlFault::NoAddress { title: quoted(&title) });
        }
        if !is_empty {
            self.open.push(Open { folder: (!is_feed).then_some(title), line, has_children: is_feed });
        }
    }

    fn folders(&self) -> Vec<String> {
        self.open
            .iter()
            .filter_map(|open| open.folder.clone())
            .filter(|name| !name.is_empty())
            .take(OPML_FOLDER_DEPTH_MAX)
            .collect()
    }

    fn close(&mut self) {
        let Some(closed) = self.open.pop() else { return };
        if let Some(title) = closed.folder.filter(|_| !closed.has_children) {
            self.list.tell(closed.line, OpmlFault::NoAddress { title: quoted(&title) });
        }
    }
}
