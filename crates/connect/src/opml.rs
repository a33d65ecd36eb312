//! Lists of feeds in OPML 1.0 and 2.0, as feed readers exchange them, broken ones too; and plain lists of addresses.

use std::collections::HashMap;

use domain::Language;
use thiserror::Error;
use url::{Host, Url};

use crate::charset;

mod outlines;
mod writing;

use outlines::Outlines;
pub use writing::write;

/// The longest list that is read, bytes.
pub const OPML_BYTES_MAX: usize = 32 << 20;
/// The most feeds that are taken from one list.
pub const OPML_FEEDS_MAX: usize = 100_000;
/// The most problems that are named, besides that the list ends too early or is too long; the others are counted.
pub const OPML_PROBLEMS_MAX: usize = 10_000;
/// How deep folders may stand inside one another; deeper ones are left out of the path.
pub const OPML_FOLDER_DEPTH_MAX: usize = 10;
/// How much of a bad line is quoted, bytes.
const QUOTED_BYTES_MAX: usize = 80;

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
    /// How many more such lines there were after [`OPML_PROBLEMS_MAX`] had been named.
    pub problems_left: usize,
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
        // That something at the end is missing must be known however much else is wrong; it is told once.
        let is_end = matches!(fault, OpmlFault::Truncated | OpmlFault::TooMany);
        if is_end || self.reading.problems.len() < OPML_PROBLEMS_MAX {
            self.reading.problems.push(OpmlProblem { line, fault });
        } else {
            self.reading.problems_left += 1;
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

/// A line of a plain list as an address: `https://` is put before what begins with a host, as people write addresses. Not so
/// in OPML, which programs write and where `feed.xml` is a file of theirs.
fn with_scheme(written: &str) -> String {
    let bare = written.strip_prefix("feed:").unwrap_or(written);
    if begins_with_host(bare) { format!("https://{bare}") } else { written.to_owned() }
}

/// Whether this is an address without its scheme: a name with a dot in it, `localhost`, or an address in numbers as such are
/// written, perhaps with a port and a path. `12:30` and `28.02.2004` are none, although a browser makes an address of them.
fn begins_with_host(bare: &str) -> bool {
    let authority = bare.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    if authority.is_empty() || authority.ends_with(':') || authority.contains('@') || bare.contains(char::is_whitespace) {
        return false;
    }
    let Ok(url) = Url::parse(&format!("https://{bare}")) else { return false };
    match url.host() {
        Some(Host::Domain(name)) => {
            let is_label = |label: &str| {
                !label.is_empty() && label.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'))
            };
            let name = name.strip_suffix('.').unwrap_or(name);
            // The dot is looked for as written: other full stops, as after a Japanese sentence, become one in a host.
            (name == "localhost" || name.contains('.') && authority.contains('.')) && name.split('.').all(is_label)
        }
        Some(Host::Ipv4(address)) => authority.split(':').next() == Some(address.to_string().as_str()),
        Some(Host::Ipv6(_)) => true,
        None => false,
    }
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
        list.add(OpmlFeed { address: with_scheme(written), line: number + 1, ..OpmlFeed::default() });
    }
}
