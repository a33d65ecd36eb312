//! How a text is read for its language: which tokens count, how letters are folded, and which n-grams a word gives.
//!
//! The training program reads texts by the same functions, so that what was learnt is what is looked up.

use super::script::{Script, script_of};
use crate::signs;

/// A word that is longer is parted after so many letters: scripts without spaces write whole sentences in one.
pub const WORD_LETTERS_MAX: usize = 24;
/// The longest n-gram; a whole word is read besides.
pub const GRAM_LETTERS_MAX: usize = 5;
/// The n-grams of the longest word, with the whole word.
pub const WORD_GRAMS_MAX: usize = (WORD_LETTERS_MAX + 2) * GRAM_LETTERS_MAX;
/// How often a letter is kept when it is repeated (`soooo`).
const REPEATS_MAX: usize = 2;
/// Stands before and behind each word.
const EDGE: u32 = 1;
/// Of Firefox's hash, whose upper half is well mixed.
const FACTOR: u64 = 0x517c_c1b7_2722_0a95;

/// The letters of a text that say something of its language, parted into words by [`EDGE`], with their scripts counted.
#[derive(Clone, Debug, Default)]
pub struct Letters {
    signs: Vec<u32>,
    counts: [u32; Script::COUNT],
    word_start: usize,
    word_script: Option<Script>,
}

impl Letters {
    /// Reads the tokens between `from` and the place where `most` letters are read. Addresses, names with `@`, what is in
    /// `&…;` and whatever is no letter is left out, a tag loses its sign, and letters are made small.
    pub fn read(text: &str, most: usize) -> Self {
        let mut letters = Self { signs: Vec::with_capacity(most + most / 2 + 8), ..Self::default() };
        letters.add(text, most);
        letters
    }

    /// Forgets the text.
    pub(super) fn clear(&mut self) {
        self.signs.clear();
        (self.counts, self.word_start, self.word_script) = ([0; Script::COUNT], 0, None);
    }

    /// Reads on in another piece of the same text.
    pub fn add(&mut self, text: &str, most: usize) {
        let most = self.len() + most;
        let mut rest = Some(text);
        while let Some(text) = rest {
            let (token, after) = token_of(text);
            rest = after;
            if is_left_out(token) {
                continue;
            }
            self.add_token(token, most);
            self.end_word();
            if self.len() >= most {
                break;
            }
        }
    }

    fn add_token(&mut self, token: &str, most: usize) {
        let is_mark = token.starts_with(['#', '@']);
        let mut before = 0_u32;
        let mut is_name = is_mark && token.starts_with('@');
        let mut entity = false;
        let mut rest = token;
        while let Some(sign) = rest.chars().next() {
            if self.signs.len() >= most + WORD_LETTERS_MAX {
                return;
            }
            if !is_name && !entity && sign.is_ascii_alphabetic() {
                let taken = self.latin(rest.as_bytes(), most + WORD_LETTERS_MAX);
                before = u32::from(rest.as_bytes()[taken - 1]);
                rest = &rest[taken..];
                continue;
            }
            rest = &rest[sign.len_utf8()..];
            match sign {
                '@' => is_name = true,
                '&' => entity = true,
                ';' | '#' if entity => entity = sign == '#',
                '\'' | '\u{2019}' | '\u{2bc}' if !is_name => {
                    if before != 0 && self.signs.len() > self.word_start {
                        self.signs.push(u32::from(b'\''));
                    }
                    self.end_word();
                }
                '0'..='9' | '_' if is_name || entity => {}
                '\u{200c}' | '\u{200d}' | '\u{200b}' | '\u{ad}' | '\u{2060}' | '\u{feff}' => {}
                _ if sign.is_ascii() => {
                    if !sign.is_ascii_alphabetic() {
                        is_name = false;
                        entity = false;
                        self.end_word();
                    }
                }
                '\u{300}'..='\u{36f}' => self.compose(sign),
                _ if is_name && signs::is_alphanumeric(sign) => {}
                _ => match script_of(sign) {
                    Some(script) => self.push(small(sign), script),
                    None => self.end_word(),
                },
            }
            before = sign as u32;
        }
    }

    /// Takes the letters of ASCII that these bytes begin with, as many as leave no more than `most` of all, and says how many.
    #[inline]
    fn latin(&mut self, bytes: &[u8], most: usize) -> usize {
        let mut taken = 0;
        while let Some(byte) = bytes.get(taken).filter(|byte| byte.is_ascii_alphabetic() && self.signs.len() < most) {
            self.push(u32::from(byte | 0x20), Script::Latin);
            taken += 1;
        }
        taken
    }

    #[inline]
    fn push(&mut self, sign: u32, script: Script) {
        // A word ends where its script does; Han and the kana are one way of writing.
        if self.word_script.is_some_and(|before| before != script && !(before.is_east_asian() && script.is_east_asian())) {
            self.end_word();
        }
        if self.signs.len() >= self.word_start + WORD_LETTERS_MAX {
            self.end_word();
        }
        self.word_script = Some(script);
        let end = self.signs.len();
        if end >= self.word_start + REPEATS_MAX && self.signs[end - REPEATS_MAX..].iter().all(|&last| last == sign) {
            return;
        }
        self.counts[script as usize] += 1;
        self.signs.push(sign);
    }

    /// Joins a mark that stands by itself with its letter.
    fn compose(&mut self, mark: char) {
        let Some(last) = self.signs[self.word_start..].last_mut() else { return };
        let letter = char::from_u32(*last);
        if let Some(whole) = letter.and_then(|letter| unicode_normalization::char::compose(letter, mark)) {
            *last = whole as u32;
        }
    }

    fn end_word(&mut self) {
        if self.signs.len() > self.word_start {
            self.signs.push(EDGE);
        }
        self.word_start = self.signs.len();
        self.word_script = None;
    }

    /// Letters and ends of words read so far.
    pub fn len(&self) -> usize {
        self.signs.len()
    }

    /// Whether there was no letter.
    pub fn is_empty(&self) -> bool {
        self.signs.is_empty()
    }

    /// How many letters of that script there are.
    pub fn count(&self, script: Script) -> u32 {
        self.counts[script as usize]
    }

    /// The words, small and folded.
    pub fn words(&self) -> impl Iterator<Item = &[u32]> {
        self.signs.split(|&sign| sign == EDGE).filter(|word| !word.is_empty())
    }
}

/// The text up to the next space, and what comes after it, if anything does.
#[inline]
fn token_of(text: &str) -> (&str, Option<&str>) {
    for (at, byte) in text.bytes().enumerate() {
        let length = match byte {
            b' ' | b'\n' | b'\t' | b'\r' => 1,
            0xc2 if text[at..].starts_with('\u{a0}') => 2,
            0xe2 if text[at..].starts_with('\u{202f}') => 3,
            _ => continue,
        };
        return (&text[..at], Some(&text[at + length..]));
    }
    (text, None)
}

/// Addresses, and what a network puts before a repeated text.
fn is_left_out(token: &str) -> bool {
    match token.as_bytes() {
        [] => true,
        [b'h', b't', b't', b'p', ..] => {
            let rest = token[4..].strip_prefix('s').unwrap_or(&token[4..]);
            rest.is_empty() || rest.starts_with([':', '\u{2026}'])
        }
        [b'w', b'w', b'w', b'.', ..] | b"RT" | b"via" => true,
        bytes => bytes.contains(&b'/') && token.contains("://"),
    }
}

/// The small letter. The tables of Latin and Cyrillic are regular nearly everywhere, and the rest is asked of the language.
fn small(sign: char) -> u32 {
    match sign {
        '\u{c0}'..='\u{de}' if sign != '\u{d7}' => sign as u32 + 32,
        '\u{df}'..='\u{ff}' | '\u{430}'..='\u{45f}' => sign as u32,
        '\u{410}'..='\u{42f}' => sign as u32 + 32,
        '\u{400}'..='\u{40f}' => sign as u32 + 80,
        '\u{590}'..='\u{109f}' | '\u{3000}'..='\u{9fff}' => sign as u32,
        _ => sign.to_lowercase().next().map_or(sign as u32, |small| small as u32),
    }
}

/// Calls with the key of each n-gram of one to five letters of the word with its edges, and of the whole word.
#[inline]
pub fn each_gram(word: &[u32], mut take: impl FnMut(u32)) {
    let mut framed = [EDGE; WORD_LETTERS_MAX + 2];
    let length = word.len().min(WORD_LETTERS_MAX);
    framed[1..=length].copy_from_slice(&word[..length]);
    let framed = &framed[..length + 2];
    for start in 0..framed.len() - 1 {
        let mut hash = 0_u64;
        for (taken, &sign) in framed[start..].iter().take(GRAM_LETTERS_MAX).enumerate() {
            hash = (hash.rotate_left(5) ^ u64::from(sign)).wrapping_mul(FACTOR);
            // An edge alone says nothing.
            if taken > 0 || start > 0 {
                take((hash >> 32) as u32);
            }
        }
    }
    if framed.len() > GRAM_LETTERS_MAX {
        let hash = framed.iter().fold(0_u64, |hash, &sign| (hash.rotate_left(5) ^ u64::from(sign)).wrapping_mul(FACTOR));
        take((hash >> 32) as u32);
    }
}
