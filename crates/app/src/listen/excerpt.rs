//! What to show of a text: the sentence around the first word that was caught, and the words marked.

use std::ops::Range;

use query::{Analysis, BODY, Query, TITLE};

use crate::listen::{
    private::{Private, Words, apart, private, replaced, veil},
    reading::Readable,
};

/// How long an excerpt may be, in characters: two or three lines of a page.
pub const EXCERPT_CHARACTERS_MAX: usize = 280;
/// How far before the first caught word an excerpt begins at most, in characters.
const LEAD_CHARACTERS_MAX: usize = 110;
/// The words of this many queries are marked in one text.
const MARKED_QUERIES_MAX: usize = 20;

/// The stretches of a text that made queries hold, in bytes, in order, none overlapping another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Of the title.
    pub title: Vec<Range<usize>>,
    /// Of the text.
    pub text: Vec<Range<usize>>,
}

/// A piece of a text with its marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The piece, one line of plain text, with `…` where something is left out.
    pub text: String,
    /// What to mark in it, in bytes.
    pub marks: Vec<Range<usize>>,
    /// What is private in it, also where only a part of that is in the piece.
    pub private: Vec<Private>,
}

impl Excerpt {
    /// A text that is shown as it is, such as a title.
    #[must_use]
    pub fn whole(text: &str, marks: Vec<Range<usize>>) -> Self {
        Self { text: text.to_owned(), marks, private: private(text) }
    }

    /// The text alone, with words in the place of what is private.
    #[must_use]
    pub fn masked_line(&self, words: &Words<'_>) -> String {
        replaced(&self.text, &self.private, words)
    }

    /// As [`Excerpt::markup`], with words in the place of what is private.
    #[must_use]
    pub fn masked(&self, words: &Words<'_>) -> String {
        veiled(&self.text, &self.marks, &self.private, words)
    }

    /// As markup that is safe in a page: escaped, the caught words in `<mark>`.
    #[must_use]
    pub fn markup(&self) -> String {
        marked(&self.text, &self.marks)
    }
}

/// Finds what the queries caught in a document. `analysis` is a buffer that is read over.
#[must_use]
pub fn marks<'q>(
    queries: impl IntoIterator<Item = &'q Query>,
    analysis: &mut Analysis,
    readable: &Readable<'_>,
    now_us: i64,
) -> Marks {
    let document = readable.document();
    analysis.read(&document);
    let mut found = Marks::default();
    for query in queries.into_iter().take(MARKED_QUERIES_MAX) {
        for span in query.hits(analysis, &document, now_us) {
            let (part, text) = match span.part {
                TITLE => (&mut found.title, readable.title),
                BODY => (&mut found.text, readable.text),
                _ => continue,
            };
            let range = span.start as usize..span.end as usize;
            if text.get(range.clone()).is_some() {
                part.push(range);
            }
        }
    }
    Marks { title: united(found.title), text: united(found.text) }
}

/// The stretches of two lists as one.
#[must_use]
pub fn united_marks(one: &[Range<usize>], other: &[Range<usize>]) -> Vec<Range<usize>> {
    united(one.iter().chain(other).cloned().collect())
}

/// Sorts stretches and makes one of those that overlap.
fn united(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    let mut kept: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match kept.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => kept.push(range),
        }
    }
    kept
}

/// The sentence around the first mark and what follows it; the beginning of the text when nothing is marked.
#[must_use]
pub fn excerpt(text: &str, marks: &[Range<usize>]) -> Excerpt {
    excerpt_at(text, marks, marks.first())
}

/// The sentence around one stretch, with everything that is marked in it.
#[must_use]
pub fn excerpt_at(text: &str, marks: &[Range<usize>], at: Option<&Range<usize>>) -> Excerpt {
    let start = sentence_start(text, at.map_or(0, |mark| mark.start));
    let end = end_after(text, start, at.map_or(start, |mark| mark.end));
    let mut piece = Piece { excerpt: Excerpt::default(), open: None, places: Vec::new() };
    if text[..start].contains(|c: char| !c.is_whitespace()) {
        piece.excerpt.text.push_str("… ");
    }
    let mut marks = marks.iter().filter(|mark| mark.start >= start && mark.end <= end).peekable();
    let mut white = true;
    for (at, letter) in text[start..end].char_indices() {
        let at = start + at;
        piece.places.push((at, piece.excerpt.text.len()));
        if marks.peek().is_some_and(|mark| mark.start <= at) && piece.open.is_none() {
            piece.open = Some(piece.excerpt.text.len());
        }
        if marks.peek().is_some_and(|mark| mark.end <= at) {
            piece.close();
            marks.next();
            if marks.peek().is_some_and(|mark| mark.start <= at) {
                piece.open = Some(piece.excerpt.text.len());
            }
        }
        // Lines become one; the narrow spaces of French are kept.
        let breaks = letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{202f}');
        if !breaks {
            piece.excerpt.text.push(letter);
        } else if !white {
            piece.excerpt.text.push(' ');
        }
        white = breaks;
    }
    piece.close();
    piece.excerpt.text.truncate(piece.excerpt.text.trim_end().len());
    let mut excerpt = piece.with_private(private(text), start..end);
    if text[end..].contains(|c: char| !c.is_whitespace()) {
        excerpt.text.push_str(" …");
    }
    excerpt
}

/// An excerpt being written.
struct Piece {
    excerpt: Excerpt,
    open: Option<usize>,
    /// Each letter's place in the text, and in the excerpt.
    places: Vec<(usize, usize)>,
}

impl Piece {
    fn close(&mut self) {
        if let Some(start) = self.open.take().filter(|start| *start < self.excerpt.text.len()) {
            self.excerpt.marks.push(start..self.excerpt.text.len());
        }
    }

    /// The excerpt with what is private of it, found in the whole text: half of a number is as private as the whole.
    fn with_private(self, private: Vec<Private>, piece: Range<usize>) -> Excerpt {
        let Self { mut excerpt, places, .. } = self;
        let length = excerpt.text.len();
        let place = |at: usize| {
            let next = places.partition_point(|(from, _)| *from < at);
            places.get(next).map_or(length, |(_, to)| (*to).min(length))
        };
        let inside = private.into_iter().filter(|one| one.at.start < piece.end && piece.start < one.at.end);
        excerpt.private = inside.map(|one| Private { at: place(one.at.start)..place(one.at.end), kind: one.kind }).collect();
        excerpt
    }
}

/// Where the sentence that holds `at` begins, or a word not too far before it.
fn sentence_start(text: &str, at: usize) -> usize {
    let letters = text[..at].char_indices().rev().take(LEAD_CHARACTERS_MAX);
    let mut word = at;
    let mut after = None;
    for (place, letter) in letters {
        let ends =
            matches!(letter, '\n') || matches!(letter, '.' | '!' | '?' | '…' | '»') && after.is_none_or(char::is_whitespace);
        if ends && text[place + letter.len_utf8()..at].contains(|c: char| !c.is_whitespace()) {
            return skip_white(text, place + letter.len_utf8());
        }
        if letter.is_whitespace() {
            word = place + letter.len_utf8();
        }
        after = Some(letter);
        if place == 0 {
            return 0;
        }
    }
    word
}

fn skip_white(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start().len()
}

/// Where an excerpt that begins at `start` ends: at the space before its greatest length, and never before `least`.
fn end_after(text: &str, start: usize, least: usize) -> usize {
    let Some((cut, _)) = text[start..].char_indices().nth(EXCERPT_CHARACTERS_MAX) else { return text.len() };
    let cut = (start + cut).max(least);
    let space = text[start..cut].rfind(char::is_whitespace).map_or(cut, |space| start + space);
    if space > least && space > start { space } else { cut }
}

/// Plain text as markup that is safe in a page, the marked stretches in `<mark>`.
#[must_use]
pub fn marked(text: &str, marks: &[Range<usize>]) -> String {
    let mut markup = String::with_capacity(text.len() + marks.len() * 13 + 16);
    let mut at = 0;
    for mark in marks {
        let (Some(before), Some(inside)) = (text.get(at..mark.start), text.get(mark.clone())) else { continue };
        markup.push_str(&plain(before));
        markup.push_str("<mark>");
        markup.push_str(&plain(inside));
        markup.push_str("</mark>");
        at = mark.end;
    }
    markup.push_str(&plain(&text[at..]));
    markup
}

/// As [`marked`], with words in the place of what is private.
fn veiled(text: &str, marks: &[Range<usize>], private: &[Private], words: &Words<'_>) -> String {
    let marks = apart(marks, private);
    let mut markup = String::with_capacity(text.len() + 64);
    let mut at = 0;
    let within = |from: usize, to: usize| -> Vec<Range<usize>> {
        let inside = marks.iter().filter(|mark| mark.start >= from && mark.end <= to);
        inside.map(|mark| mark.start - from..mark.end - from).collect()
    };
    for one in private {
        let Some(before) = text.get(at..one.at.start) else { continue };
        markup.push_str(&marked(before, &within(at, one.at.start)));
        markup.push_str(&veil(one.kind, words));
        at = one.at.end;
    }
    markup.push_str(&marked(&text[at..], &within(at, text.len())));
    markup
}

/// Escapes for a page. `domain::html::escape` writes white space as entities too, which makes an excerpt three times as long.
#[must_use]
pub fn plain(text: &str) -> String {
    if text.contains(['<', '>', '&', '"', '\'']) {
        text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
    } else {
        text.to_owned()
    }
}

/// Elements of a kept text that a page of ours does not draw: they would tell the site who reads.
const NOT_DRAWN: [&str; 5] = ["img", "video", "audio", "source", "picture"];

/// Marks stretches of `text` in the markup that it was taken from. Both hold the same letters in the same order, white space and tags
/// apart, so a place in one is a place in the other. `html` must be sanitised. Without markup, or when the two differ, the lines of the
/// text become paragraphs.
#[must_use]
pub fn marked_html(html: &str, text: &str, marks: &[Range<usize>]) -> String {
    if html.is_empty() || !same_letters(html, text) {
        let paragraphs = lines(text).map(|line| {
            let inside = marks.iter().filter(|mark| mark.start >= line.start && mark.end <= line.end);
            let inside: Vec<Range<usize>> = inside.map(|mark| mark.start - line.start..mark.end - line.start).collect();
            format!("<p>{}</p>", marked(&text[line], &inside))
        });
        return paragraphs.collect();
    }
    let mut ordinals =
        marks.iter().map(|mark| (letters(&text[..mark.start]).count(), letters(&text[..mark.end]).count())).peekable();
    let mut out = String::with_capacity(html.len() + marks.len() * 13);
    let (mut seen, mut open) = (0_usize, false);
    for token in tokens(html) {
        match token {
            Token::Tag(tag) => {
                if open {
                    out.push_str("</mark>");
                    open = false;
                }
                if !NOT_DRAWN.iter().any(|name| is_tag(tag, name)) {
                    out.push_str(tag);
                }
            }
            Token::Letter(letter, white) => {
                while ordinals.peek().is_some_and(|(_, end)| seen >= *end) {
                    ordinals.next();
                    if open {
                        out.push_str("</mark>");
                        open = false;
                    }
                }
                if !open && !white && ordinals.peek().is_some_and(|(start, _)| seen >= *start) {
                    out.push_str("<mark>");
                    open = true;
                }
                out.push_str(letter);
                seen += usize::from(!white);
            }
        }
    }
    if open {
        out.push_str("</mark>");
    }
    out
}

fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let start = text.as_ptr() as usize;
    text.lines().filter(|line| !line.trim().is_empty()).map(move |line| {
        let at = line.as_ptr() as usize - start;
        at..at + line.len()
    })
}

pub(crate) fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !c.is_whitespace())
}

/// A piece of markup: a tag, or one letter as written and whether it is white space.
pub(crate) enum Token<'a> {
    Tag(&'a str),
    Letter(&'a str, bool),
}

/// The entities that a sanitiser writes.
const ENTITIES: [(&str, char); 7] =
    [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\''), ("&#x27;", '\''), ("&nbsp;", '\u{a0}')];

pub(crate) fn tokens(html: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let name = rest.strip_prefix('<').map(|tag| tag.strip_prefix('/').unwrap_or(tag));
        let (length, tag) = match name {
            Some(name) if name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!') => {
                (rest.find('>').map_or(rest.len(), |end| end + 1), true)
            }
            _ => (
                ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity)).map_or(first.len_utf8(), |(entity, _)| entity.len()),
                false,
            ),
        };
        let (piece, after) = rest.split_at(length);
        rest = after;
        Some(if tag { Token::Tag(piece) } else { Token::Letter(piece, piece == "&nbsp;" || first.is_whitespace()) })
    })
}

fn is_tag(tag: &str, name: &str) -> bool {
    let inner = tag.trim_start_matches(['<', '/']);
    inner.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        && !inner[name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric())
}

fn same_letters(html: &str, text: &str) -> bool {
    let written = tokens(html).filter_map(|token| match token {
        Token::Letter(letter, false) => {
            ENTITIES.iter().find(|(entity, _)| *entity == letter).map(|(_, c)| *c).or_else(|| letter.chars().next())
        }
        _ => None,
    });
    written.eq(letters(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_excerpt(text: &str, word: &str, expected: &str) {
        let start = text.find(word).unwrap();
        let excerpt = excerpt(text, std::slice::from_ref(&(start..start + word.len())));
        assert_eq!(excerpt.markup(), expected);
    }

    #[test]
    fn an_excerpt_begins_with_the_sentence_that_was_caught() {
        check_excerpt(
            "Il a neigé. La veste Alto a tenu\nbon. On y retournera.",
            "Alto",
            "… La veste <mark>Alto</mark> a tenu bon. On y retournera.",
        );
        check_excerpt("Alto\u{202f}! Enfin.", "Alto", "<mark>Alto</mark>\u{202f}! Enfin.");
        check_excerpt("a <b> & \"c\"", "<b>", "a <mark>&lt;b&gt;</mark> &amp; &quot;c&quot;");
    }

    #[test]
    fn a_long_text_is_cut_between_words_on_both_sides() {
        let text = format!("{}zip {}", "mot ".repeat(200), "suite ".repeat(200));
        let at = text.find("zip").unwrap();
        let excerpt = excerpt(&text, std::slice::from_ref(&(at..at + 3)));
        assert!(excerpt.text.starts_with("… mot ") && excerpt.text.ends_with("suite …"), "{}", excerpt.text);
        assert!(excerpt.text.chars().count() <= EXCERPT_CHARACTERS_MAX + 4);
        assert_eq!(&excerpt.text[excerpt.marks[0].clone()], "zip");
    }

    #[test]
    fn a_text_of_one_long_word_and_an_empty_one_are_shown_too() {
        let word = "é".repeat(10_000);
        assert_eq!(excerpt(&word, &[]).text.chars().count(), EXCERPT_CHARACTERS_MAX + 2);
        assert_eq!(excerpt("", &[]), Excerpt::default());
    }

    fn check_html(html: &str, words: &[&str], expected: &str) {
        let text = domain::SafeHtml::from_store(html.to_owned()).to_text();
        let marks: Vec<Range<usize>> = words.iter().map(|word| text.find(word).map(|at| at..at + word.len()).unwrap()).collect();
        assert_eq!(marked_html(html, &text, &marks), expected);
    }

    #[test]
    fn marks_find_their_place_in_the_markup() {
        check_html("<p>La <b>veste</b> Alto&nbsp;!</p>", &["Alto"], "<p>La <b>veste</b> <mark>Alto</mark>&nbsp;!</p>");
        check_html(
            "<p>veste <i>Al</i>to &amp; co</p>",
            &["Alto & co"],
            "<p>veste <i><mark>Al</mark></i><mark>to &amp; co</mark></p>",
        );
        check_html("<p>a<img src=\"https://t.example/x.png\">b</p>", &["b"], "<p>a<mark>b</mark></p>");
    }

    #[test]
    fn a_text_that_is_not_the_markups_own_is_shown_as_lines() {
        assert_eq!(marked_html("", "un\n\n<deux>", std::slice::from_ref(&(4..10))), "<p>un</p><p><mark>&lt;deux&gt;</mark></p>");
        assert_eq!(marked_html("<p>other</p>", "text", &[]), "<p>text</p>");
    }
}
