//! In which language a text is.
//!
//! The script decides first. Where several languages share one, n-grams of one to five letters and whole words are looked up in
//! a table of weights that a softmax regression learnt (`examples/train_language`); the sum, divided by the root of their
//! number, is turned into a probability by a temperature measured for texts of that length. Texts in Latin letters may also be no
//! language at all. What is measured stands in `docs/models.md`.

pub mod grams;
pub mod model;
pub mod script;

use crate::memory::{self, Memory};
use grams::{Letters, WORD_GRAMS_MAX, each_gram};
use model::{Group, MODEL, TOGETHER, WIDTH_MAX};
use script::Script;

/// Of a text so many letters are read at most.
pub const LETTERS_MAX: usize = 120;
/// A text above this size is read in [`PIECES`] pieces from all over it. Bytes.
const WHOLE_BYTES_MAX: usize = 1_200;
/// The pieces of a long text.
const PIECES: usize = 4;
/// A piece of a long text, in bytes.
const PIECE_BYTES: usize = 300;
/// After so many n-grams it is looked whether the rest is worth reading.
const GRAMS_BETWEEN_LOOKS: usize = 128;
/// It is not when the likeliest is so far ahead of the next, in units of the temperature: 1 in 3,000.
const LEAD_ENOUGH: f32 = 8.0;
/// Below this probability nothing is said.
const CONFIDENCE_MIN: f32 = 0.1;
/// The code of no language, after ISO 639-2.
pub const UNKNOWN: &str = "und";

/// The language of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guess {
    /// After ISO 639-1, or `und` when it cannot be said.
    pub code: &'static str,
    /// The probability that this is right, as measured on texts of that length; 0 for `und`.
    pub confidence: f32,
}

impl Guess {
    const NONE: Self = Self { code: UNKNOWN, confidence: 0.0 };
}

/// Says in which language a text is. Reads at most [`LETTERS_MAX`] letters.
#[must_use]
pub fn detect(text: &str) -> Guess {
    Detector::default().detect(text)
}

/// Words whose part is remembered.
const HEARD_MAX: usize = 16_384;

/// What the n-grams of one word add.
#[derive(Clone, Debug)]
struct Heard {
    /// A word gives at most 121 n-grams of at most 31 each, which sixteen bits hold.
    sums: [i16; WIDTH_MAX],
    grams: usize,
}

impl Default for Heard {
    fn default() -> Self {
        Self { sums: [0; WIDTH_MAX], grams: 0 }
    }
}

/// Tells languages of texts one after another, with one desk for all.
#[derive(Clone, Debug)]
pub struct Detector {
    letters: Letters,
    heard: Memory<Heard>,
}

impl Default for Detector {
    fn default() -> Self {
        Self { letters: Letters::default(), heard: Memory::new(HEARD_MAX) }
    }
}

impl Detector {
    /// As [`detect`].
    pub fn detect(&mut self, text: &str) -> Guess {
        self.sample(text);
        let letters = &self.letters;
        let Some(script) = main_script(letters) else { return Guess::NONE };
        if let Some(code) = script.only_language() {
            return alone(code, letters.count(script));
        }
        let number = match script {
            Script::Latin => 0,
            Script::Cyrillic => 1,
            Script::Arabic => 2,
            Script::Devanagari => 3,
            Script::Han => 4,
            _ => return Guess::NONE,
        };
        let Some(group) = MODEL.as_ref().and_then(|groups| groups.get(number)) else { return Guess::NONE };
        judge(group, number as u64, letters, &mut self.heard)
    }

    /// Takes the letters that are read: all of a short text, pieces from all over a long one.
    fn sample(&mut self, text: &str) {
        self.letters.clear();
        if text.len() <= WHOLE_BYTES_MAX {
            self.letters.add(text, LETTERS_MAX);
            return;
        }
        for piece in 0..PIECES {
            let start = text.ceil_char_boundary(text.len() / PIECES * piece);
            let end = text.floor_char_boundary((start + PIECE_BYTES).min(text.len()));
            self.letters.add(&text[start..end.max(start)], LETTERS_MAX / PIECES);
        }
    }
}

/// The script of most letters. One kana among Han letters makes a text Japanese, and a sign of Chinese weighs as a word's
/// worth of letters.
fn main_script(letters: &Letters) -> Option<Script> {
    let han = letters.count(Script::Han);
    let weight = |script: Script| match script {
        Script::Han => han * 3,
        Script::Kana if letters.count(Script::Kana) * 8 >= han => (letters.count(Script::Kana) + han) * 3,
        Script::Hangul => letters.count(Script::Hangul) * 2,
        _ => letters.count(script),
    };
    let most = Script::ALL.into_iter().max_by_key(|&script| weight(script))?;
    (weight(most) > 0).then_some(most)
}

/// A language that is alone in its script: sure from a word on.
fn alone(code: &'static str, letters: u32) -> Guess {
    Guess { code, confidence: if letters > 3 { 0.99 } else { 0.8 } }
}

/// Adds up the weights of the n-grams, and says the likeliest.
fn judge(group: &Group, number: u64, letters: &Letters, memory: &mut Memory<Heard>) -> Guess {
    let (scores, grams) = scores(group, number, letters, memory);
    let temperature = group.temperature(grams);
    let Some((best, top)) = scores.iter().take(group.codes.len()).enumerate().max_by(|a, b| a.1.total_cmp(b.1)) else {
        return Guess::NONE;
    };
    let sum: f32 = scores.iter().take(group.codes.len()).map(|score| ((score - top) / temperature).exp()).sum();
    let confidence = 1.0 / sum;
    let is_lone_letter = group.is_latin() && letters.words().all(|word| word.len() < 2) && letters.words().count() < 3;
    if group.codes[best] == UNKNOWN || confidence < CONFIDENCE_MIN || is_lone_letter {
        return Guess::NONE;
    }
    Guess { code: group.codes[best], confidence }
}

/// The score of each class, with the number of n-grams read.
fn scores(group: &Group, number: u64, letters: &Letters, memory: &mut Memory<Heard>) -> ([f32; WIDTH_MAX], usize) {
    let mut sums = [0_i32; WIDTH_MAX];
    let (mut grams, mut next_look) = (0_usize, GRAMS_BETWEEN_LOOKS);
    for word in letters.words() {
        let heard = memory.get(memory::key(number, word.iter().copied()), |heard| hear(group, word, heard));
        grams += heard.grams;
        for (sums, more) in sums.as_chunks_mut::<8>().0.iter_mut().zip(heard.sums.as_chunks::<8>().0) {
            let mut eight = *sums;
            for place in 0..8 {
                eight[place] += i32::from(more[place]);
            }
            *sums = eight;
        }
        if grams >= next_look {
            next_look = grams + GRAMS_BETWEEN_LOOKS;
            let scores = weighed(group, &sums, grams);
            if lead(&scores[..group.codes.len()]) > LEAD_ENOUGH * group.temperature(grams) {
                return (scores, grams);
            }
        }
    }
    (weighed(group, &sums, grams), grams)
}

/// Puts down what the n-grams of a word add. Places are looked up before rows are, so that the memory is asked for many at once,
/// and a few rows are summed up in bytes before they are widened.
fn hear(group: &Group, word: &[u32], heard: &mut Heard) {
    let mut keys = [0_u32; WORD_GRAMS_MAX];
    heard.grams = 0;
    each_gram(word, |key| {
        if let Some(place) = keys.get_mut(heard.grams) {
            *place = key;
            heard.grams += 1;
        }
    });
    let mut rows = [0_u16; WORD_GRAMS_MAX];
    let mut count = 0;
    for &key in &keys[..heard.grams] {
        if let Some(row) = group.place(key) {
            rows[count] = row;
            count += 1;
        }
    }
    let mut short = [0_i16; WIDTH_MAX];
    let (together, rest) = rows[..count].as_chunks::<TOGETHER>();
    for rows in together {
        let [first, second, third, fourth] = rows.map(|row| group.row(row));
        for (place, sum) in short.iter_mut().enumerate() {
            let sum_of_four = first[place].wrapping_add(second[place]).wrapping_add(third[place]).wrapping_add(fourth[place]);
            *sum += i16::from(sum_of_four);
        }
    }
    for &row in rest {
        for (sum, &weight) in short.iter_mut().zip(group.row(row)) {
            *sum += i16::from(weight);
        }
    }
    heard.sums = short;
}

/// The sums as scores: by the root of the number of n-grams, with what is known beforehand.
fn weighed(group: &Group, sums: &[i32; WIDTH_MAX], grams: usize) -> [f32; WIDTH_MAX] {
    let factor = group.scale / (grams.max(1) as f32).sqrt();
    let mut scores = [0.0; WIDTH_MAX];
    for ((score, &sum), bias) in scores.iter_mut().zip(sums).zip(&group.biases) {
        *score = sum as f32 * factor + bias;
    }
    scores
}

/// How far the highest score is above the next.
fn lead(scores: &[f32]) -> f32 {
    let (first, second) =
        scores.iter().fold(
            (f32::MIN, f32::MIN),
            |(first, second), &score| {
                if score > first { (score, first) } else { (first, second.max(score)) }
            },
        );
    first - second
}
