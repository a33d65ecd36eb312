//! A folded copy of a text that sees through disguise: `h3ll0`, `heeeello`, `l.i.k.e t.h.i.s`, letters of other scripts,
//! inserted signs and invisible letters. Every byte of it knows the place in the text that it came from.
//!
//! What could make an innocent text into an insult (a year, a price, a product code, a hyphen) is only undone where the
//! caller knows the word that comes out, and never where the token looks like a code.

mod letters;
mod plain;
mod undo;

use std::ops::Range;

use crate::signs;
use plain::{class_of, is_plain, is_plain_word, plain_length};
use undo::{dotted_run, is_letter_or_stand_in, is_separator, runs, shortened, undo_numbers_in};

/// At most so many bytes of a text are read; what follows is not looked at.
pub const READ_BYTES_MAX: usize = 16 * 1024;

/// A stretch without a space longer than this, in letters, is no word: it is copied as it is.
const CHUNK_LETTERS_MAX: usize = 200;

/// So many single letters apart by single spaces are a word written wide.
const WIDE_LETTERS_MIN: usize = 4;

/// The folded copy of a text.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    text: String,
    /// Where the stretches of `text` came from, in order.
    pieces: Vec<Piece>,
    /// Room to work in.
    chunk: Vec<Sign>,
}

/// A stretch of the copy, up to where the next begins.
#[derive(Debug, Clone, Copy)]
struct Piece {
    /// Its first byte in the copy.
    copy: u32,
    /// Its first byte in the original.
    start: u32,
    /// Where the letter that all of it came from ends in the original, or [`BYTE_BY_BYTE`].
    end: u32,
}

/// Stands for the end of a [`Piece`] that was copied as it was: each byte came from one.
const BYTE_BY_BYTE: u32 = u32::MAX;

impl Folded {
    /// The copy: small letters without accents, spaces and punctuation kept.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that these bytes of the copy came from. Empty beyond the end.
    #[must_use]
    pub fn origin(&self, range: Range<usize>) -> Range<usize> {
        let first = self.origin_of(range.start);
        let last = range.end.checked_sub(1).filter(|last| *last >= range.start).and_then(|last| self.origin_of(last));
        match (first, last) {
            (Some(first), Some(last)) => first.start..last.end.max(first.start),
            _ => 0..0,
        }
    }

    /// The bytes of the original that one byte of the copy came from.
    fn origin_of(&self, at: usize) -> Option<Range<usize>> {
        let number = self.pieces.partition_point(|piece| piece.copy as usize <= at).checked_sub(1)?;
        let piece = self.pieces.get(number).filter(|_| at < self.text.len())?;
        match piece.end {
            BYTE_BY_BYTE => {
                let start = piece.start as usize + (at - piece.copy as usize);
                Some(start..start + 1)
            }
            end => Some(piece.start as usize..end as usize),
        }
    }

    fn clear(&mut self) {
        self.text.clear();
        self.pieces.clear();
    }

    /// Copies a stretch of ASCII byte by byte, in small letters; `start` is its first byte in the original.
    #[inline]
    fn copy(&mut self, stretch: &str, start: usize) {
        self.follow(start as u32);
        let begin = self.text.len();
        self.text.push_str(stretch);
        self.text[begin..].make_ascii_lowercase();
    }

    /// What is pushed next stands at `start` of the original, byte by byte.
    #[inline]
    fn follow(&mut self, start: u32) {
        let copy = self.text.len() as u32;
        let follows = |last: &Piece| last.end == BYTE_BY_BYTE && last.start.wrapping_add(copy - last.copy) == start;
        if !self.pieces.last().is_some_and(follows) {
            self.pieces.push(Piece { copy, start, end: BYTE_BY_BYTE });
        }
    }

    fn push(&mut self, sign: Sign) {
        if sign.letter.is_ascii() && sign.end == sign.start + 1 {
            self.follow(sign.start);
        } else {
            self.pieces.push(Piece { copy: self.text.len() as u32, start: sign.start, end: sign.end });
        }
        self.text.push(sign.letter);
    }
}

/// A letter of the copy with its place in the original.
#[derive(Debug, Clone, Copy)]
struct Sign {
    letter: char,
    start: u32,
    end: u32,
    /// Written as a capital.
    capital: bool,
}

/// Folds the first [`READ_BYTES_MAX`] bytes of a text. `known` says whether a word is one that people disguise; it is
/// asked in small letters without accents. Linear in the length.
#[must_use]
pub fn fold(text: &str, known: impl Fn(&str) -> bool) -> Folded {
    let mut folded = Folded::default();
    folded.refill(text, known);
    folded
}

impl Folded {
    /// Folds another text in place of the one that it held, as [`fold`] does.
    pub fn refill(&mut self, text: &str, known: impl Fn(&str) -> bool) {
        let text = &text[..text.floor_char_boundary(READ_BYTES_MAX)];
        self.clear();
        self.text.reserve(text.len() + 8);
        let chunk = std::mem::take(&mut self.chunk);
        let mut reader = Reader { folded: self, chunk, is_latin: is_mostly_latin(text), known };
        reader.read(text);
        let chunk = reader.chunk;
        self.chunk = chunk;
    }
}

/// Appends one word to `out` in small letters without accents, with nothing else undone. Linear in the length.
pub fn fold_word(word: &str, out: &mut String) {
    if word.is_ascii() {
        let start = out.len();
        out.push_str(word);
        out[start..].make_ascii_lowercase();
        return;
    }
    word.chars().for_each(|letter| letters::fold(letter, |folded| out.push(folded)));
}

/// True where Latin letters are the most; only there are other scripts' letters taken for disguise.
fn is_mostly_latin(text: &str) -> bool {
    if text.is_ascii() {
        return true;
    }
    let (mut latin, mut other) = (0_usize, 0_usize);
    for letter in text.chars() {
        if letter.is_ascii_alphabetic() || ('\u{C0}'..'\u{250}').contains(&letter) {
            latin += 1;
        } else if signs::is_alphabetic(letter) {
            // Wide, circled and mathematical letters are Latin ones in another dress.
            let is_dressed = matches!(letter, '\u{1D400}'..'\u{1F200}' | '\u{FF21}'..='\u{FF5A}' | '\u{2460}'..='\u{24FF}');
            other += usize::from(!is_dressed);
        }
    }
    latin >= other
}

struct Reader<'a, K> {
    folded: &'a mut Folded,
    /// The letters between two spaces.
    chunk: Vec<Sign>,
    is_latin: bool,
    known: K,
}

impl<K: Fn(&str) -> bool> Reader<'_, K> {
    fn read(&mut self, text: &str) {
        let mut place = 0;
        while place < text.len() {
            let rest = &text[place..];
            // Most of what people write: letters and marks of ASCII that no disguise can be in.
            let plain = plain_length(rest.as_bytes());
            if plain > 0 {
                self.folded.copy(&rest[..plain], place);
                place += plain;
                continue;
            }
            let length = rest.find(signs::is_whitespace).unwrap_or(rest.len());
            if length == 0 {
                let Some(space) = rest.chars().next() else { return };
                let end = place + space.len_utf8();
                let letter = if space == '\n' { '\n' } else { ' ' };
                self.folded.push(Sign { letter, start: place as u32, end: end as u32, capital: false });
                place = end;
                continue;
            }
            let length = wide_word(rest, length).unwrap_or(length);
            self.chunk(&rest[..length], place);
            place += length;
        }
    }

    fn chunk(&mut self, chunk: &str, place: usize) {
        if is_plain(chunk.as_bytes()) || is_plain_address(chunk) {
            self.folded.copy(chunk, place);
            return;
        }
        self.chunk.clear();
        let mut is_plain = true;
        let mut before = ('\0', '\0');
        for (at, letter) in chunk.char_indices() {
            if signs::is_whitespace(letter) {
                continue;
            }
            let (start, end) = ((place + at) as u32, (place + at + letter.len_utf8()) as u32);
            let capital = signs::is_uppercase(letter);
            letters::fold(letter, |letter| {
                is_plain &= letter.is_ascii_alphabetic() && (letter != before.0 || letter != before.1);
                before = (before.1, letter);
                self.chunk.push(Sign { letter, start, end, capital });
            });
        }
        if !is_plain && self.chunk.len() <= CHUNK_LETTERS_MAX && !is_address(&self.chunk) {
            self.undo_look_alikes();
            if !is_plain_word(self.chunk.iter().map(|sign| class_of(sign.letter))) {
                self.undo_dots();
                self.undo_numbers();
                self.undo_repetition();
                self.undo_insertion();
            }
        }
        for sign in &self.chunk {
            self.folded.push(*sign);
        }
    }

    /// Letters of other scripts, in a token that has Latin ones or in a text that is mostly Latin.
    fn undo_look_alikes(&mut self) {
        if self.chunk.iter().all(|sign| sign.letter.is_ascii()) {
            return;
        }
        if self.is_latin || self.chunk.iter().any(|sign| sign.letter.is_ascii_alphabetic()) {
            for sign in &mut self.chunk {
                if let Some(letter) = (!sign.letter.is_ascii()).then(|| letters::look_alike(sign.letter)).flatten() {
                    sign.letter = letter;
                }
            }
        }
    }

    /// `l.i.k.e`: three single letters or more with one and the same sign between them.
    fn undo_dots(&mut self) {
        if !self.chunk.iter().any(|sign| is_separator(sign.letter)) {
            return;
        }
        let mut kept = Vec::with_capacity(self.chunk.len());
        let mut at = 0;
        while at < self.chunk.len() {
            let run = dotted_run(&self.chunk, at);
            if run >= 3 {
                kept.extend(self.chunk[at..at + run * 2 - 1].iter().step_by(2).copied());
                at += run * 2 - 1;
            } else {
                kept.push(self.chunk[at]);
                at += 1;
            }
        }
        self.chunk = kept;
    }

    /// `h3ll0`: digits and signs that stand for letters.
    fn undo_numbers(&mut self) {
        let mut at = 0;
        while at < self.chunk.len() {
            let length = self.chunk[at..].iter().take_while(|sign| is_letter_or_stand_in(sign.letter)).count();
            if length >= 3 {
                undo_numbers_in(&mut self.chunk[at..at + length], &self.known);
            }
            at += length.max(1);
        }
    }

    /// `heeeello`: three times the same letter and more.
    fn undo_repetition(&mut self) {
        let mut at = 0;
        while at < self.chunk.len() {
            let length = self.chunk[at..].iter().take_while(|sign| signs::is_alphabetic(sign.letter)).count();
            if length >= 3 && runs(&self.chunk[at..at + length]).any(|(_, run)| run >= 3) {
                let shorter = shortened(&self.chunk[at..at + length], &self.known);
                let kept = shorter.len();
                self.chunk.splice(at..at + length, shorter);
                at += kept;
            } else {
                at += length.max(1);
            }
        }
    }

    /// `wo.rd`: signs between the letters of a known word.
    fn undo_insertion(&mut self) {
        let first = self.chunk.iter().position(|sign| signs::is_alphabetic(sign.letter));
        let last = self.chunk.iter().rposition(|sign| signs::is_alphabetic(sign.letter));
        let (Some(first), Some(last)) = (first, last) else { return };
        let inner = &self.chunk[first..=last];
        if !inner.iter().any(|sign| is_separator(sign.letter)) {
            return;
        }
        let joined: Vec<Sign> = inner.iter().filter(|sign| !is_separator(sign.letter)).copied().collect();
        if joined.len() < 4 || !joined.iter().all(|sign| signs::is_alphabetic(sign.letter)) {
            return;
        }
        let word: String = joined.iter().map(|sign| sign.letter).collect();
        if (self.known)(&word) {
            self.chunk.splice(first..=last, joined);
        }
    }
}

/// The length in bytes of a word written wide (`w i d e`) that begins here, when one does.
fn wide_word(rest: &str, length: usize) -> Option<usize> {
    if length > 4 || rest[..length].chars().count() != 1 {
        return None;
    }
    let (mut letters, mut end) = (0, 0);
    let mut signs = rest.char_indices().peekable();
    while let Some((_, letter)) =
        signs.next_if(|(_, letter)| signs::is_alphanumeric(*letter) || matches!(letter, '@' | '$' | '!'))
    {
        let followed_by = signs.peek().copied();
        if followed_by.is_some_and(|(_, next)| !signs::is_whitespace(next)) {
            break;
        }
        letters += usize::from(signs::is_alphabetic(letter));
        end = followed_by.map_or(rest.len(), |(at, _)| at);
        if signs.next_if(|(_, next)| *next == ' ').is_none() {
            break;
        }
    }
    (letters >= WIDE_LETTERS_MIN).then_some(end)
}

/// The same as [`is_address`] of what is ASCII, for most of those there are.
fn is_plain_address(chunk: &str) -> bool {
    let is_one = match chunk.as_bytes() {
        [b'@', next, ..] => next.is_ascii_alphabetic(),
        [b'#', ..] => true,
        [b'h' | b'H', ..] => chunk.contains("://"),
        _ => false,
    };
    is_one && chunk.is_ascii()
}

/// An address, an e-mail or a name after `@` is copied as it is.
fn is_address(chunk: &[Sign]) -> bool {
    let letter = |at: usize| chunk.get(at).map_or('\0', |sign| sign.letter);
    if letter(0) == '@' && letter(1).is_alphabetic() || letter(0) == '#' {
        return true;
    }
    let has = |pattern: &str| {
        chunk.windows(pattern.len()).any(|window| window.iter().zip(pattern.chars()).all(|(sign, letter)| sign.letter == letter))
    };
    let at = chunk.iter().position(|sign| sign.letter == '@');
    let is_mail = at.is_some_and(|at| at > 0 && chunk[at..].iter().any(|sign| sign.letter == '.'));
    is_mail || has("://") || has("www.")
}

#[cfg(test)]
mod tests;
