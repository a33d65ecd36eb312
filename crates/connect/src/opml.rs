//! Lists of feeds in OPML 1.0 and 2.0, as feed readers exchange them, broken ones too; and plain lists of addresses.

use std::collections::HashMap;

use domain::Language;
use thiserror::Error;
use url::Url;

use crate::charset;
use crate::feed::entity::Entities;
use crate::feed::serialise::escape_into;
use crate::feed::token::{self, Token, Tokens};

/// The longest list that is read, bytes.
pub const OPML_BYTES_MAX: usize = 32 << 20;
/// The most feeds that are taken from one list.
pub const OPML_FEEDS_MAX: usize = 100_000;
/// The most problems that are named.
pub const OPML_PROBLEMS_MAX: usize = 10_000;
/// How deep folders may stand inside one another; deeper ones are left out of the path.
pub const OPML_FOLDER_DEPTH_MAX: usize = 10;
/// How far behind the beginning of an outline its address is looked for, bytes.
const OUTLINE_BYTES_MAX: usize = 64 << 10;
/// How much of a bad line is quoted, bytes.
const QUOTED_BYTES_MAX: usize = 80;
/// The namespace of `FreshRSS`'s attributes, which tell how a feed is made from a page.
const FRESH_RSS: &str = "https://freshrss.org/opml";

/// A feed of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpmlFeed {
    /// Its title; its address when it has none.
    pub title: String,
    /// Where it is, `http` or `https`.
    pub address: String,
    /// The page that it belongs to.
    pub site_address: Option<String>,
    /// The folders in which it stands, the outermost first.
    pub folders: Vec<String>,
    /// The line on which it stands, from 1; 0 for one that was not read from a list.
    pub line: usize,
    /// Its other attributes that belong to a namespace, such as `frss:xPathItem`, as name and value, for the way back.
    pub extras: Vec<(String, String)>,
}

/// What a list says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpmlReading {
    /// The list's title.
    pub title: Option<String>,
    /// Its feeds, in its own order, each address once.
    pub outlines: Vec<OpmlFeed>,
    /// The lines from which no feed could be taken, in order.
    pub problems: Vec<OpmlProblem>,
}

/// A line of which nothing, or nothing new, could be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpmlProblem {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub fault: OpmlFault,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpmlFault {
    /// An outline that is neither a folder nor a feed.
    NoAddress {
        /// Its title.
        title: String,
    },
    /// An address that cannot be one.
    BadAddress {
        /// As written, cut.
        written: String,
    },
    /// A feed that stands there already.
    Twice {
        /// The line where it stands first.
        first_line: usize,
    },
    /// Something that is no outline.
    Rubbish {
        /// As written, cut.
        written: String,
    },
    /// The list ends in the middle.
    Truncated,
    /// More feeds than are taken.
    TooMany,
}

impl OpmlProblem {
    /// The sentence for a reader of that language, beginning with the line.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let line = self.line;
        match language {
            Language::English => match &self.fault {
                OpmlFault::NoAddress { title } => format!("Line {line}: “{title}” has no feed address."),
                OpmlFault::BadAddress { written } => format!("Line {line}: “{written}” is not a web address."),
                OpmlFault::Twice { first_line } => format!("Line {line}: this feed is already on line {first_line}."),
                OpmlFault::Rubbish { written } => format!("Line {line}: “{written}” means nothing here."),
                OpmlFault::Truncated => format!("Line {line}: the list ends in the middle."),
                OpmlFault::TooMany => {
                    format!("Line {line}: the list has more than {OPML_FEEDS_MAX} feeds; the others were left.")
                }
            },
            Language::French => match &self.fault {
                OpmlFault::NoAddress { title } => format!("Ligne {line} : « {title} » n’a pas d’adresse de flux."),
                OpmlFault::BadAddress { written } => format!("Ligne {line} : « {written} » n’est pas une adresse web."),
                OpmlFault::Twice { first_line } => format!("Ligne {line} : ce flux est déjà à la ligne {first_line}."),
                OpmlFault::Rubbish { written } => format!("Ligne {line} : « {written} » ne veut rien dire ici."),
                OpmlFault::Truncated => format!("Ligne {line} : la liste s’arrête au milieu."),
                OpmlFault::TooMany => {
                    format!("Ligne {line} : la liste a plus de {OPML_FEEDS_MAX} flux ; les autres sont laissés.")
                }
            },
        }
    }
}

/// Why no list could be read at all.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum OpmlError {
    /// Longer than [`OPML_BYTES_MAX`].
    #[error("the list has {bytes} bytes, more than {OPML_BYTES_MAX}")]
    TooLong {
        /// Its length, bytes.
        bytes: usize,
    },
    /// Nothing in it.
    #[error("the list is empty")]
    Empty,
    /// Neither OPML nor a list of addresses.
    #[error("this is neither OPML nor a list of addresses")]
    NotAList,
}

impl OpmlError {
    /// The sentence for a reader of that language.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let limit = OPML_BYTES_MAX >> 20;
        match (self, language) {
            (Self::TooLong { .. }, Language::English) => format!("The list is longer than {limit} MB."),
            (Self::TooLong { .. }, Language::French) => format!("La liste dépasse {limit} Mo."),
            (Self::Empty, Language::English) => "The list is empty.".to_owned(),
            (Self::Empty, Language::French) => "La liste est vide.".to_owned(),
            (Self::NotAList, Language::English) => "This is neither an OPML file nor a list of addresses.".to_owned(),
            (Self::NotAList, Language::French) => "Ce n’est ni un fichier OPML ni une liste d’adresses.".to_owned(),
        }
    }
}

/// Reads a list of feeds: OPML, or one address a line. Whatever can be understood is taken, and each line that cannot is
/// named.
///
/// # Errors
/// [`OpmlError`] when it is too long, empty, or no list.
pub fn read(bytes: &[u8]) -> Result<OpmlReading, OpmlError> {
    if bytes.len() > OPML_BYTES_MAX {
        return Err(OpmlError::TooLong { bytes: bytes.len() });
    }
    if charset::is_binary(bytes) {
        return Err(OpmlError::NotAList);
    }
    let decoded = charset::decode(bytes, None);
    let text = decoded.text.as_ref();
    if text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\0')).is_empty() {
        return Err(OpmlError::Empty);
    }
    let mut list = List::default();
    if text.contains("<outline") || text.contains("<opml") || text.contains("<OUTLINE") || text.contains("<OPML") {
        Outlines::new(text, &mut list).walk();
    } else {
        addresses(text, &mut list);
        if list.reading.outlines.is_empty() {
            return Err(OpmlError::NotAList);
        }
    }
    Ok(list.reading)
}

/// A reading that grows.
#[derive(Debug, Default)]
struct List {
    reading: OpmlReading,
    /// Where each address stands first.
    lines: HashMap<String, usize>,
}

impl List {
    fn tell(&mut self, line: usize, fault: OpmlFault) {
        if self.reading.problems.len() < OPML_PROBLEMS_MAX {
            self.reading.problems.push(OpmlProblem { line, fault });
        }
    }

    fn is_full(&self) -> bool {
        self.reading.outlines.len() >= OPML_FEEDS_MAX
    }

    fn add(&mut self, feed: OpmlFeed) {
        let written = feed.address.strip_prefix("feed:").map_or(feed.address.as_str(), |rest| rest);
        let written = if written.starts_with("//") { format!("http:{written}") } else { written.to_owned() };
        let address =
            Url::parse(&written).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.host_str().is_some());
        let Some(address) = address else {
            let fault = OpmlFault::BadAddress { written: quoted(&feed.address) };
            return self.tell(feed.line, fault);
        };
        if let Some(first_line) = self.lines.get(address.as_str()).copied() {
            return self.tell(feed.line, OpmlFault::Twice { first_line });
        }
        if self.is_full() {
            return self.tell(feed.line, OpmlFault::TooMany);
        }
        self.lines.insert(address.as_str().to_owned(), feed.line);
        let title = if feed.title.is_empty() { written.clone() } else { feed.title };
        self.reading.outlines.push(OpmlFeed { title, address: written, ..feed });
    }
}

fn quoted(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    domain::html::cut(&line, QUOTED_BYTES_MAX).to_owned()
}

/// A plain list: one address a line; blank lines and lines that begin with `#` are passed over.
fn addresses(text: &str, list: &mut List) {
    for (number, line) in text.lines().enumerate() {
        let written = line.trim().trim_start_matches('\u{feff}');
        if written.is_empty() || written.starts_with('#') {
            continue;
        }
        if list.is_full() {
            return list.tell(number + 1, OpmlFault::TooMany);
        }
        list.add(OpmlFeed { address: written.to_owned(), line: number + 1, ..OpmlFeed::default() });
    }
}

/// An open outline.
#[derive(Debug)]
struct Open {
    /// The folder's name; `None` for a feed.
    folder: Option<String>,
    line: usize,
    has_children: bool,
}

/// Reads OPML from its tokens; a tree is not needed.
#[derive(Debug)]
struct Outlines<'a, 'b> {
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
    fn new(text: &'a str, list: &'b mut List) -> Self {
        Self { text, list, entities: Entities::default(), open: Vec::new(), title: None, has_ended: false, counted: (0, 1) }
    }

    fn walk(&mut self) {
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
