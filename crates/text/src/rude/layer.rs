//! The layer over the features of a row: six answers, of eight numbers a feature, and the meanings of words beside them.

use std::collections::HashMap;

use super::cue::{Cues, Straight, Table, hash};
use super::reading::{FeatureSort, Row, lone, pairs};
use crate::linear::Linear;
use crate::memory::Memory;
use crate::model::{Blocks, Fault, Rounded};

/// Numbers a feature; six are answers, two keep the rows even.
pub const WIDTH: usize = 8;
/// 2^bits features.
pub const BITS: u32 = 18;
/// Numbers of the meaning of a word.
pub const MEANING: usize = 40;
/// The version of the file.
pub const VERSION: u16 = 1;

/// A text as the layer sees it: sums of each sort of feature, and its meaning.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The hashed features with their words, by sort.
    pub features: [Vec<(u32, u32)>; FeatureSort::COUNT],
}

impl Seen {
    /// All features of a row.
    #[must_use]
    pub fn of(row: &Row) -> Self {
        let mut features: [Vec<(u32, u32)>; FeatureSort::COUNT] = Default::default();
        row.features(|sort, feature, word| features[sort as usize].push((feature, word as u32)));
        Self { features }
    }
}

/// How much one feature of a sort counts in a text that has `count` of them.
#[must_use]
pub fn share_of(sort: usize, count: usize) -> f32 {
    let count = count.max(1) as f32;
    if sort == FeatureSort::Cues as usize { 1.0 / (4.0 + count).sqrt() } else { 1.0 / count.sqrt() }
}

/// The meanings of words, tabulated.
#[derive(Debug)]
pub struct Meanings<'a> {
    places: HashMap<u32, u32, Straight>,
    numbers: Rounded<'a>,
}

impl<'a> Meanings<'a> {
    /// Reads the table: the keys of the words, then [`MEANING`] numbers each.
    pub fn read(blocks: &mut Blocks<'a>) -> Result<Self, Fault> {
        let keys = blocks.bytes()?.as_chunks::<4>().0;
        let places = keys.iter().zip(0..).map(|(key, place)| (u32::from_le_bytes(*key), place)).collect();
        Ok(Self { places, numbers: blocks.rounded(keys.len() * MEANING)? })
    }

    /// The meaning of a word, when it is known.
    fn of_word(&self, word: &str) -> Option<&'a [u8; MEANING]> {
        let place = *self.places.get(&hash(word))? as usize;
        self.numbers.bytes.as_chunks::<MEANING>().0.get(place)
    }

    /// The meaning of a text: the mean of its words, of length one.
    #[must_use]
    pub fn of(&self, row: &Row) -> [f32; MEANING] {
        let mut sum = [0; MEANING];
        (0..row.words.len()).filter_map(|at| self.of_word(row.word(at))).for_each(|word| add_meaning(&mut sum, word));
        of_length_one(&sum)
    }
}

#[inline]
fn add_meaning(sum: &mut [i32; MEANING], word: &[u8; MEANING]) {
    // Eight at once, which the processor adds in one step.
    for (sums, numbers) in sum.as_chunks_mut::<8>().0.iter_mut().zip(word.as_chunks::<8>().0) {
        let mut eight = *sums;
        for place in 0..8 {
            eight[place] += i32::from(numbers[place] as i8);
        }
        *sums = eight;
    }
}

fn of_length_one(sum: &[i32; MEANING]) -> [f32; MEANING] {
    let length = sum.iter().map(|number| (*number as f32).powi(2)).sum::<f32>().sqrt().max(1.0);
    sum.map(|number| number as f32 / length)
}

/// Parts what is remembered of a word read as French from what is of one read as English.
const FRENCH: u64 = 0x9e37_79b9_7f4a_7c15;

/// Words whose part is remembered.
const HEARD_MAX: usize = 16_384;

/// What one word of a language adds by itself. It is kept small, so that many stay near the processor.
#[derive(Debug, Clone)]
pub(super) struct Heard {
    /// Among the features.
    key: u32,
    /// What it does in English and in French.
    pub(super) cues: [Cues; 2],
    letter_count: u16,
    /// A word has at most 40 runs of letters, of at most 127 each.
    letters: [i16; WIDTH],
    word: [i8; WIDTH],
    is_known: bool,
    meaning: [u8; MEANING],
}

impl Default for Heard {
    fn default() -> Self {
        Self {
            key: 0,
            cues: Default::default(),
            letter_count: 0,
            letters: [0; WIDTH],
            word: [0; WIDTH],
            is_known: false,
            meaning: [0; MEANING],
        }
    }
}

/// What is used again from text to text.
#[derive(Debug, Clone)]
pub(super) struct Desk {
    /// What words add.
    pub(super) memory: Memory<Heard>,
    /// Features of more than one word, by sort.
    features: [Vec<u32>; FeatureSort::COUNT],
}

impl Default for Desk {
    fn default() -> Self {
        Self { memory: Memory::new(HEARD_MAX), features: Default::default() }
    }
}

/// The layer, read from its file.
#[derive(Debug)]
pub struct Layer<'a> {
    /// The meanings of words.
    pub meanings: Meanings<'a>,
    hashed: Linear<'a, WIDTH>,
    /// [`WIDTH`] numbers for each number of the meaning, then as many that count always.
    dense: Vec<f32>,
    /// For English and French: how steep and how far each answer is made into a score.
    scales: Vec<f32>,
}

#[inline]
fn add<N: Copy + Into<i32>>(sums: &mut [i32; WIDTH], more: &[N; WIDTH]) {
    let mut all = *sums;
    for place in 0..WIDTH {
        all[place] += more[place].into();
    }
    *sums = all;
}

impl<'a> Layer<'a> {
    /// Reads the file of the model.
    pub fn read(file: &'a [u8]) -> Result<Self, Fault> {
        let mut blocks = Blocks::open(file, VERSION)?;
        let layer = Self {
            meanings: Meanings::read(&mut blocks)?,
            hashed: Linear::read(&mut blocks, BITS)?,
            dense: blocks.numbers((MEANING + 2) * WIDTH)?,
            scales: blocks.numbers(2 * 2 * WIDTH)?,
        };
        blocks.end()?;
        Ok(layer)
    }

    /// The answers for a row, as sums before they become scores.
    pub(super) fn sums(&self, row: &Row, is_french: bool, desk: &mut Desk) -> [f32; WIDTH] {
        let Desk { memory, features } = desk;
        features.iter_mut().for_each(Vec::clear);
        let mut parts = [[0_i32; WIDTH]; FeatureSort::COUNT];
        let mut counts = [0_usize; FeatureSort::COUNT];
        let (mut meaning, mut before) = ([0; MEANING], (0, 0));
        for at in 0..row.words.len() {
            let heard = self.heard(row, at, is_french, memory);
            add(&mut parts[FeatureSort::Words as usize], &heard.word);
            features[FeatureSort::Words as usize].extend(pairs(heard.key, before));
            before = (heard.key, before.0);
            add(&mut parts[FeatureSort::Letters as usize], &heard.letters);
            counts[FeatureSort::Words as usize] += 3;
            counts[FeatureSort::Letters as usize] += usize::from(heard.letter_count);
            if heard.is_known {
                add_meaning(&mut meaning, &heard.meaning);
            }
        }
        row.features_of_all(&mut |sort, feature, _| {
            features[sort as usize].push(feature);
            counts[sort as usize] += 1;
        });
        features.iter().zip(&mut parts).for_each(|(features, part)| self.hashed.add_all(features, part));
        let mut sums = [0.0; WIDTH];
        for (sort, part) in parts.iter().enumerate() {
            let share = share_of(sort, counts[sort]) * self.hashed.scale();
            sums.iter_mut().zip(part).for_each(|(sum, number)| *sum += *number as f32 * share);
        }
        let always = [1.0, f32::from(u8::from(is_french))];
        for (number, weights) in of_length_one(&meaning).iter().chain(&always).zip(self.dense.as_chunks::<WIDTH>().0) {
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += number * weight);
        }
        sums
    }

    /// What a word of a row adds by itself, read as English or as French.
    #[inline]
    pub(super) fn heard<'m>(&self, row: &Row, at: usize, is_french: bool, memory: &'m mut Memory<Heard>) -> &'m Heard {
        let key = row.words.get(at).map_or(0, |word| word.memory_key);
        memory.get(if is_french { key ^ FRENCH } else { key }, |heard| {
            let word = row.word(at);
            let meaning = self.meanings.of_word(word);
            let tables = ["en", "fr"].map(Table::of);
            *heard = Heard {
                key: row.key(word),
                cues: tables.map(|table| table.cues(word)),
                is_known: meaning.is_some(),
                meaning: meaning.copied().unwrap_or([0; MEANING]),
                ..Heard::default()
            };
            let (mut sums, mut letters) = ([0; WIDTH], [0; WIDTH]);
            self.hashed.add(lone(heard.key), &mut sums);
            row.letters(word, |feature| {
                self.hashed.add(feature, &mut letters);
                heard.letter_count += 1;
            });
            heard.word = sums.map(|sum| sum as i8);
            heard.letters = letters.map(|sum| sum as i16);
        })
    }

    /// What each word added to the first answer.
    #[must_use]
    pub fn told(&self, row: &Row) -> Vec<f32> {
        let mut counts = [0_usize; FeatureSort::COUNT];
        let mut words = vec![[0_i32; FeatureSort::COUNT]; row.words.len()];
        row.features(|sort, feature, word| {
            let mut sums = [0; WIDTH];
            self.hashed.add(feature, &mut sums);
            counts[sort as usize] += 1;
            if let Some(word) = words.get_mut(word) {
                word[sort as usize] += sums[0];
            }
        });
        let shares: [f32; FeatureSort::COUNT] = std::array::from_fn(|sort| share_of(sort, counts[sort]) * self.hashed.scale());
        words.iter().map(|word| word.iter().zip(shares).map(|(number, share)| *number as f32 * share).sum()).collect()
    }

    /// A sum made into a score from 0 to 1 by the logistic of its language.
    #[must_use]
    pub fn score(&self, answer: usize, sum: f32, is_french: bool) -> f32 {
        let at = (usize::from(is_french) * WIDTH + answer) * 2;
        let (steep, far) = (self.scales.get(at).copied().unwrap_or(1.0), self.scales.get(at + 1).copied().unwrap_or(0.0));
        1.0 / (1.0 + (-(sum * steep + far)).exp())
    }
}
