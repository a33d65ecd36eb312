//! Cuts XML that may be broken into tags and text. Never fails: what cannot be a tag is text.

use memchr::{memchr, memmem};

/// The longest tag, bytes; a quote that is not closed within it is taken as a fault.
const TAG_BYTES_MAX: usize = 64 << 10;
/// The longest processing instruction that is believed to end with `?>`, bytes; a longer one ends at its first `>`.
const INSTRUCTION_BYTES_MAX: usize = 1 << 10;
/// How many tags with faulty quotes are looked at closely before quotes are no longer honoured: each costs a scan of
/// [`TAG_BYTES_MAX`] bytes.
const FAULTY_TAGS_MAX: usize = 500;

/// A piece of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// `<name attributes>`, or `<name attributes/>`.
    Open { name: &'a str, attributes: &'a str, is_empty: bool },
    /// `</name>`.
    Close(&'a str),
    /// Characters, references not yet resolved.
    Text(&'a str),
    /// Characters of a CDATA section: no references inside.
    Verbatim(&'a str),
    /// The inside of a document type declaration.
    DocumentType(&'a str),
}

/// Cuts a text; an iterator over its tokens.
#[derive(Debug)]
pub(crate) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    faulty_tags: usize,
    /// Where the first fault was met, bytes from the start.
    pub(crate) fault_at: Option<usize>,
    has_document_type: bool,
    /// Where the tag read last begins, bytes from the start.
    pub(crate) tag_at: usize,
    /// Whether the tag read last was broken.
    pub(crate) is_tag_faulty: bool,
    /// Whether the text ends inside a tag, comment or CDATA section.
    pub(crate) ends_inside: bool,
}

impl<'a> Tokens<'a> {
    pub(crate) const fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            faulty_tags: 0,
            fault_at: None,
            has_document_type: false,
            tag_at: 0,
            is_tag_faulty: false,
            ends_inside: false,
        }
    }

    /// How far the text has been read, bytes.
    pub(crate) const fn at(&self) -> usize {
        self.at
    }

    /// Goes on at a later place.
    pub(crate) fn skip_to(&mut self, at: usize) {
        if at >= self.at && self.text.is_char_boundary(at) {
            self.at = at;
        }
    }

    /// Notes a fault at the place reached.
    pub(crate) fn fault(&mut self) {
        self.fault_at.get_or_insert(self.at);
    }

    /// Text up to the next `<` that can begin a tag.
    fn text_run(&mut self) -> Token<'a> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut end = start;
        loop {
            end = memchr(b'<', &bytes[end..]).map_or(bytes.len(), |found| end + found);
            if end >= bytes.len() || begins_markup(&bytes[end..]) {
                break;
            }
            self.fault_at.get_or_insert(end);
            end += 1;
        }
        self.at = end;
        Token::Text(&self.text[start..end])
    }

    /// The part between the place reached plus `opening_bytes` and `closing`; the rest when there is no `closing`.
    fn until(&mut self, opening_bytes: usize, closing: &str) -> &'a str {
        let start = (self.at + opening_bytes).min(self.text.len());
        if let Some(found) = memmem::find(&self.text.as_bytes()[start..], closing.as_bytes()) {
            self.at = start + found + closing.len();
            &self.text[start..start + found]
        } else {
            self.ends_inside = true;
            self.at = self.text.len();
            &self.text[start..]
        }
    }

    fn document_type(&mut self) -> Token<'a> {
        let start = self.at;
        let rest = &self.text[start..];
        // Only the first declaration may define anything: a second one is a fault, and looking for its end costs.
        let is_first = !std::mem::replace(&mut self.has_document_type, true);
        let subset = rest.find(['[', '>']).filter(|at| is_first && rest[*at..].starts_with('['));
        if let Some(close) = subset.and_then(|open| rest[open..].find(']').map(|close| open + close)) {
            self.at = start + close;
        }
        self.until(0, ">");
        Token::DocumentType(&self.text[start..self.at])
    }

    /// The tag that begins at the place reached, or `None` when the text ends inside it.
    fn tag(&mut self) -> Option<Token<'a>> {
        let start = self.at + 1;
        self.tag_at = self.at;
        self.is_tag_faulty = false;
        let Some(length) = self.tag_length(start) else {
            self.ends_inside = true;
            self.at = self.text.len();
            return None;
        };
        let inside = &self.text[start..start + length];
        self.at = start + length + usize::from(self.text.as_bytes().get(start + length) == Some(&b'>'));
        if let Some(name) = inside.strip_prefix('/') {
            let name = name.trim_start();
            return Some(Token::Close(&name[..name_length(name)]));
        }
        let (inside, is_empty) = inside.strip_suffix('/').map_or((inside, false), |inside| (inside, true));
        let (name, attributes) = inside.split_at(name_length(inside));
        Some(Token::Open { name, attributes, is_empty })
    }

    /// How many bytes the tag whose inside begins at `start` has inside, quotes honoured; when a quote is not closed,
    /// or a `<` stands where none may, up to the first `>` or `<`. `None` when the text ends first.
    fn tag_length(&mut self, start: usize) -> Option<usize> {
        let bytes = &self.text.as_bytes()[start..];
        let head = &bytes[..bytes.len().min(TAG_BYTES_MAX)];
        let mut quote = None;
        let name = &head[..head.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(head.len())];
        if self.faulty_tags < FAULTY_TAGS_MAX {
            for (at, byte) in head.iter().enumerate() {
                match (quote, byte) {
                    (Some(open), byte) if open == *byte => quote = None,
                    // A line that begins with such a tag inside a value means that the quote was forgotten.
                    (Some(_), b'<') if begins_line(&head[..at]) && head[at + 1..].starts_with(name) => break,
                    // A quote opens a value only after `=`; elsewhere it is a stray one.
                    (None, b'"' | b'\'') if head[..at].trim_ascii_end().ends_with(b"=") => quote = Some(*byte),
                    (None, b'>') => return Some(at),
                    (None, b'<') => break,
                    _ => {}
                }
            }
            self.faulty_tags += 1;
        }
        self.fault_at.get_or_insert(start);
        self.is_tag_faulty = true;
        let end = bytes.iter().position(|byte| matches!(byte, b'>' | b'<'))?;
        Some(end)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let bytes = &self.text.as_bytes()[self.at..];
            if bytes.is_empty() {
                return None;
            }
            if !begins_markup(bytes) {
                return Some(self.text_run());
            }
            if bytes.starts_with(b"<!--") {
                self.until(4, "-->");
            } else if bytes.starts_with(b"<![CDATA[") {
                return Some(Token::Verbatim(self.until(9, "]]>")));
            } else if bytes.starts_with(b"<?") {
                let head = &bytes[..bytes.len().min(INSTRUCTION_BYTES_MAX)];
                self.until(2, if memmem::find(head, b"?>").is_some() { "?>" } else { ">" });
            } else if bytes.starts_with(b"<!") {
                return Some(self.document_type());
            } else {
                return self.tag();
            }
        }
    }
}

/// Whether a tag, comment, CDATA section, instruction or document type begins here.
fn begins_markup(bytes: &[u8]) -> bool {
    const DOCUMENT_TYPE: &[u8] = b"<!doctype";
    let is_name_start = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b':') || *byte >= 0x80;
    match bytes {
        [b'<', b'/', next, ..] => is_name_start(next),
        [b'<', b'?', next, ..] => next.is_ascii_alphabetic(),
        [b'<', b'!', ..] => {
            bytes.starts_with(b"<!--")
                || bytes.starts_with(b"<![CDATA[")
                || bytes.get(..DOCUMENT_TYPE.len()).is_some_and(|head| head.eq_ignore_ascii_case(DOCUMENT_TYPE))
        }
        [b'<', next, ..] => is_name_start(next),
        _ => false,
    }
}

/// Whether only blanks stand between the end of `before` and its last line end.
fn begins_line(before: &[u8]) -> bool {
    before.iter().rev().find(|byte| !matches!(byte, b' ' | b'\t')).is_some_and(|byte| matches!(byte, b'\n' | b'\r'))
}

fn name_length(inside: &str) -> usize {
    inside.find(|c: char| c.is_whitespace() || matches!(c, '/' | '=' | '"' | '\'')).unwrap_or(inside.len())
}

/// The attributes of a tag as written: name and value, in order. Values without quotes and names without values are
/// taken as HTML takes them.
pub(crate) fn attributes(written: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = written;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '/' | '"' | '\'' | '='));
        if rest.is_empty() {
            return None;
        }
        let name_end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let (name, after) = rest.split_at(name_end);
        let Some(value) = after.trim_start().strip_prefix('=').map(str::trim_start) else {
            rest = after;
            return Some((name, ""));
        };
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        rest = after;
        Some((name, value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[Token<'_>]) {
        assert_eq!(Tokens::new(text).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn broken_markup_is_cut_as_it_was_probably_meant() {
        let open = |name, attributes| Token::Open { name, attributes, is_empty: false };
        check("<a>1 < 2 & 3</a>", &[open("a", ""), Token::Text("1 < 2 & 3"), Token::Close("a")]);
        check(
            "<a b='>'>x<!-- y --><![CDATA[<z>]]></a >",
            &[open("a", " b='>'"), Token::Text("x"), Token::Verbatim("<z>"), Token::Close("a")],
        );
        check("<a b=\"c>x</a>", &[open("a", " b=\"c"), Token::Text("x"), Token::Close("a")]);
        check("<a><b</a>", &[open("a", ""), open("b", ""), Token::Close("a")]);
        check("<a><![CDATA[cut", &[open("a", ""), Token::Verbatim("cut")]);
        check("<a>text<b at", &[open("a", ""), Token::Text("text")]);
    }

    #[test]
    fn attributes_are_read_with_or_without_quotes() {
        let found: Vec<_> = attributes(r#" a="1" b='2 3' c=4 d e = "5" "#).collect();
        assert_eq!(found, [("a", "1"), ("b", "2 3"), ("c", "4"), ("d", ""), ("e", "5")]);
    }
}
