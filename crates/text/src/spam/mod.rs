//! How much a text looks like spam: an advertisement put where people speak.
//!
//! A linear layer over words, runs of letters, and what spam does: links, calls to subscribe or to look elsewhere, numbers to
//! call, prices, repetition, talk of one's own channel. What a call is, is told by small lists in English and French, so that
//! the layer, which learnt from English, knows French calls as well.

mod calls;
mod extent;

use std::sync::LazyLock;

use extent::{Extent, extent};

use crate::linear::Linear;
use crate::memory::{self, Memory};
use crate::model::{Blocks, Fault};
use crate::rude::cue::{extend, hash};
use crate::signs;

/// At most so many bytes of a text are read.
pub const READ_BYTES_MAX: usize = 4096;

/// 2^bits features.
pub const BITS: u32 = 16;

/// The version of the file.
pub const VERSION: u16 = 1;

/// Words of a text that are looked at, at most.
const WORDS_MAX: usize = 400;

/// The sorts of features; each is brought to the same length.
pub const SORTS: usize = 3;

const WORDS: usize = 0;
const LETTERS: usize = 1;
const SIGNS: usize = 2;

/// The layer, read from its file.
#[derive(Debug)]
pub struct Layer<'a> {
    hashed: Linear<'a, 1>,
    /// What counts always, then how steep the logistic is.
    always: Vec<f32>,
}

impl<'a> Layer<'a> {
    /// Reads the file of the model.
    pub fn read(file: &'a [u8]) -> Result<Self, Fault> {
        let mut blocks = Blocks::open(file, VERSION)?;
        let layer = Self { hashed: Linear::read(&mut blocks, BITS)?, always: blocks.numbers(2)? };
        blocks.end()?;
        Ok(layer)
    }

    /// How sure the layer is that a text is spam, from 0 to 1.
    #[must_use]
    pub fn judge(&self, text: &str) -> f32 {
        self.judge_at(text, &mut Desk::default())
    }

    fn judge_at(&self, text: &str, desk: &mut Desk) -> f32 {
        let mut sums = [[0_i32; 1]; SORTS];
        let mut counts = [0_usize; SORTS];
        let Desk { heard, word } = desk;
        read(text, word, |found| match found {
            Found::Sign(feature) => {
                self.hashed.add(feature, &mut sums[SIGNS]);
                counts[SIGNS] += 1;
                Known::default()
            }
            Found::Word(word, before) => {
                let heard = heard.get(memory::key_of(0, word), |heard| self.hear(word, heard));
                sums[WORDS][0] += heard.word[0];
                self.hashed.add(pair(heard.known.key, before), &mut sums[WORDS]);
                counts[WORDS] += 2;
                sums[LETTERS][0] += heard.letters[0];
                counts[LETTERS] += heard.letter_count as usize;
                heard.known
            }
        });
        let sum: f32 = (0..SORTS).map(|sort| sums[sort][0] as f32 * self.hashed.scale() * share_of(sort, counts[sort])).sum();
        let (far, steep) = (self.always.first().copied().unwrap_or(0.0), self.always.get(1).copied().unwrap_or(1.0));
        1.0 / (1.0 + (-(sum + far) * steep).exp())
    }

    /// Puts down what a word adds by itself.
    fn hear(&self, word: &str, heard: &mut Heard) {
        *heard = Heard { known: Known::of(word), ..Heard::default() };
        self.hashed.add(lone(heard.known.key), &mut heard.word);
        letters(word, |feature| {
            self.hashed.add(feature, &mut heard.letters);
            heard.letter_count += 1;
        });
    }
}

/// What one word adds by itself.
#[derive(Clone, Debug, Default)]
struct Heard {
    word: [i32; 1],
    letters: [i32; 1],
    letter_count: u32,
    known: Known,
}

/// What is known of a word from its letters.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// Among the features.
    key: u32,
    /// The number of what it calls for, as of [`calls::of`].
    call: u8,
}

impl Known {
    fn of(word: &str) -> Self {
        let key = hash(word);
        Self { key, call: calls::of(key) }
    }
}

/// What is used again from text to text.
#[derive(Clone, Debug)]
struct Desk {
    heard: Memory<Heard>,
    /// The word that is read, folded.
    word: String,
}

/// Words whose part is remembered.
const HEARD_MAX: usize = 16_384;

impl Default for Desk {
    fn default() -> Self {
        Self { heard: Memory::new(HEARD_MAX), word: String::new() }
    }
}

/// Judges texts one after another, with one desk for all.
#[derive(Clone, Debug, Default)]
pub struct Judge {
    desk: Desk,
}

impl Judge {
    /// As [`judge`].
    pub fn judge(&mut self, text: &str) -> f32 {
        match LAYER.as_ref() {
            Some(layer) if !text.trim().is_empty() => layer.judge_at(text, &mut self.desk),
            _ => 0.0,
        }
    }
}

static LAYER: LazyLock<Option<Layer<'static>>> = LazyLock::new(|| Layer::read(include_bytes!("../../models/spam.bin")).ok());

/// How sure it is that a text is spam, from 0 to 1; 0.5 and more counts as spam. Nothing is known of an empty text: 0.
#[must_use]
pub fn judge(text: &str) -> f32 {
    Judge::default().judge(text)
}

/// How much one feature of a sort counts in a text that has `count` of them.
#[must_use]
pub fn share_of(sort: usize, count: usize) -> f32 {
    if sort == SIGNS { 0.5 } else { 1.0 / (count.max(1) as f32).sqrt() }
}

/// Hands every feature of a text with its sort to `take`.
pub fn features(text: &str, mut take: impl FnMut(usize, u32)) {
    read(text, &mut String::new(), |found| match found {
        Found::Sign(feature) => {
            take(SIGNS, feature);
            Known::default()
        }
        Found::Word(word, before) => {
            let known = Known::of(word);
            take(WORDS, lone(known.key));
            take(WORDS, pair(known.key, before));
            letters(word, |feature| take(LETTERS, feature));
            known
        }
    });
}

/// What is found in a text, in order.
enum Found<'a> {
    /// A feature of what spam does.
    Sign(u32),
    /// A word, with the key of the word before it; what is known of it is answered.
    Word(&'a str, u32),
}

/// The feature of a word by itself.
fn lone(key: u32) -> u32 {
    mix(key, 41)
}

/// The feature of a word with the one before it.
fn pair(key: u32, before: u32) -> u32 {
    mix(key ^ before.rotate_left(7), 42)
}

/// Hands what is found in a text to `take`; `word` is room for one word.
fn read(text: &str, word: &mut String, mut take: impl FnMut(Found) -> Known) {
    let text = &text[..text.floor_char_boundary(READ_BYTES_MAX)];
    let mut seen = Seen::default();
    let mut before = 0;
    let mut last_calls = [0_u8; 3];
    let mut place = 0;
    while place < text.len() && seen.words < WORDS_MAX {
        let rest = &text[place..];
        let Some(sign) = rest.chars().next() else { break };
        if sign == ' ' {
            place += 1;
            continue;
        }
        if let Some(end) = markup(rest).filter(|_| matches!(sign, '<' | '&')) {
            seen.links += usize::from(rest[..end].contains("href"));
            place += end;
            continue;
        }
        if !signs::is_alphanumeric(sign) {
            seen.mark(sign);
            place += sign.len_utf8();
            continue;
        }
        let Extent { end, capitals, is_number, is_ascii } = extent(rest);
        let here = &rest[..end];
        seen.words += 1;
        seen.letters += end;
        seen.capitals += capitals;
        place += end;
        if is_scheme(here) || is_domain(rest, end) {
            let link = rest.find(|sign: char| signs::is_whitespace(sign) || sign == '<' || sign == '"').unwrap_or(rest.len());
            let address = rest[..link].to_ascii_lowercase();
            seen.links += 1;
            take(Found::Sign(mix(if address.contains("watch?v") { if address.contains("t=") { 1 } else { 2 } } else { 3 }, 40)));
            place += link - end;
            continue;
        }
        word.clear();
        if is_number {
            // A number is its length.
            seen.numbers += 1;
            seen.long_numbers += usize::from(end >= 5);
            word.extend(std::iter::repeat_n('0', end.min(6)));
        } else if is_ascii {
            word.push_str(here);
            word.make_ascii_lowercase();
        } else {
            crate::disguise::fold_word(here, word);
        }
        let Known { key, call } = take(Found::Word(word, before));
        seen.twice += usize::from(before == key);
        for (step, earlier) in last_calls.iter().enumerate() {
            if call > 0 && *earlier > 0 {
                take(Found::Sign(mix(u32::from(*earlier) << 8 | u32::from(call), 43 + u32::from(step == 0))));
            }
        }
        if call > 0 {
            take(Found::Sign(mix(u32::from(call), 45)));
            seen.calls |= 1 << call;
        }
        last_calls = [call, last_calls[0], last_calls[1]];
        before = key;
    }
    seen.tell(text, &mut |feature| {
        take(Found::Sign(feature));
    });
}

/// What is counted over a text.
#[derive(Debug, Default)]
struct Seen {
    words: usize,
    letters: usize,
    capitals: usize,
    links: usize,
    numbers: usize,
    long_numbers: usize,
    twice: usize,
    exclamations: usize,
    questions: usize,
    money: usize,
    ats: usize,
    hashes: usize,
    pictures: usize,
    calls: u32,
}

impl Seen {
    fn mark(&mut self, sign: char) {
        match sign {
            '!' => self.exclamations += 1,
            '?' => self.questions += 1,
            '$' | '£' | '€' => self.money += 1,
            '@' => self.ats += 1,
            '#' => self.hashes += 1,
            _ if !sign.is_ascii() && !signs::is_whitespace(sign) && sign > '\u{2190}' && sign != '\u{FEFF}' => self.pictures += 1,
            _ => {}
        }
    }

    fn tell(&self, text: &str, take: &mut impl FnMut(u32)) {
        let few = |count: usize| count.min(3) as u32;
        let long = (self.words.next_power_of_two().trailing_zeros()).min(8);
        let loud = if self.letters > 8 { (self.capitals * 4 / self.letters) as u32 } else { 9 };
        let counted = [
            few(self.links),
            few(self.numbers),
            few(self.long_numbers),
            few(self.twice),
            few(self.exclamations / 2),
            few(self.questions),
            few(self.money),
            few(self.ats),
            few(self.hashes),
            few(self.pictures),
            long,
            loud,
        ];
        for (number, count) in counted.into_iter().enumerate() {
            if count > 0 {
                take(mix((number as u32) << 8 | count, 46));
            }
        }
        let kinds = self.calls.count_ones().min(5);
        take(mix(kinds, 47));
        take(mix(kinds << 8 | few(self.links), 48));
        take(mix(kinds << 8 | long, 49));
        take(mix(long << 8 | few(self.links), 50));
        if text.contains('@') && text.contains(".com") {
            take(mix(1, 51));
        }
    }
}

/// The length of a tag of HTML or of a named sign, when one begins here.
fn markup(rest: &str) -> Option<usize> {
    if let Some(tag) = rest.strip_prefix('<') {
        let next = tag.chars().next()?;
        let end = rest.bytes().take(600).position(|byte| byte == b'>')?;
        return (next.is_ascii_alphabetic() || next == '/').then_some(end + 1);
    }
    if !rest.starts_with('&') {
        return None;
    }
    let end = rest.bytes().take(10).position(|byte| byte == b';')?;
    rest[1..end].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#').then_some(end + 1)
}

/// What the address of a link begins with.
#[inline]
fn is_scheme(word: &str) -> bool {
    matches!(word.len(), 3..=5) && matches!(word, "http" | "https" | "www" | "HTTP" | "Http")
}

/// True when the word that ends at `end` goes on as the name of a site.
fn is_domain(rest: &str, end: usize) -> bool {
    const ENDS: [&str; 12] = [".com", ".net", ".org", ".fr", ".ly", ".be/", ".gl/", ".co/", ".tk", ".info", ".me/", ".tv"];
    let after = &rest.as_bytes()[end..];
    if after.first() != Some(&b'.') {
        return false;
    }
    ENDS.iter().any(|known| {
        after.len() >= known.len()
            && after[..known.len()].eq_ignore_ascii_case(known.as_bytes())
            && !after.get(known.len()).is_some_and(u8::is_ascii_alphabetic)
    })
}

/// Runs of three to five letters with the ends of the word.
fn letters(word: &str, mut take: impl FnMut(u32)) {
    let bytes = word.as_bytes();
    if bytes.len() < 3 || bytes.len() > 30 {
        return;
    }
    for start in 0..bytes.len() - 1 {
        let mut key = extend(0x811c_9dc5, if start == 0 { "<" } else { "" });
        for (length, byte) in (1..=5).zip(&bytes[start..]) {
            key = (key ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
            if length >= 3 {
                take(mix(key, 52));
            }
        }
    }
}

/// Spreads a key, with the number of its kind.
fn mix(key: u32, kind: u32) -> u32 {
    let mut mixed = key ^ kind.wrapping_mul(0x9e37_79b9);
    mixed = (mixed ^ mixed >> 16).wrapping_mul(0x85eb_ca6b);
    mixed = (mixed ^ mixed >> 13).wrapping_mul(0xc2b2_ae35);
    mixed ^ mixed >> 16
}

#[cfg(test)]
mod tests;
