//! The layer over the features of a row: six answers, of eight numbers a feature, and the meanings of words beside them.

use std::collections::HashMap;

use super::cue::{Straight, hash};
use super::reading::{FeatureSort, Row};
use crate::linear::Linear;
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

    /// Adds the meaning of a word to the sum; false when it is not known.
    pub fn add(&self, word: &str, sum: &mut [i32; MEANING]) -> bool {
        let Some(place) = self.places.get(&hash(word)) else { return false };
        let start = *place as usize * MEANING;
        let Some(numbers) = self.numbers.bytes.get(start..start + MEANING) else { return false };
        sum.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += i32::from(*number as i8));
        true
    }

    /// The meaning of a text: the mean of its words, of length one.
    #[must_use]
    pub fn of(&self, row: &Row) -> [f32; MEANING] {
        let mut sum = [0; MEANING];
        for at in 0..row.words.len() {
            self.add(row.word(at), &mut sum);
        }
        let length = sum.iter().map(|number| (*number as f32).powi(2)).sum::<f32>().sqrt().max(1.0);
        sum.map(|number| number as f32 / length)
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
    pub fn sums(&self, row: &Row, is_french: bool) -> [f32; WIDTH] {
        let mut parts = [[0_i32; WIDTH]; FeatureSort::COUNT];
        let mut counts = [0_usize; FeatureSort::COUNT];
        row.features(|sort, feature, _| {
            self.hashed.add(feature, &mut parts[sort as usize]);
            counts[sort as usize] += 1;
        });
        let mut sums = [0.0; WIDTH];
        for (sort, part) in parts.iter().enumerate() {
            let share = share_of(sort, counts[sort]) * self.hashed.scale();
            sums.iter_mut().zip(part).for_each(|(sum, number)| *sum += *number as f32 * share);
        }
        let meaning = self.meanings.of(row);
        let always = [1.0, f32::from(u8::from(is_french))];
        for (number, weights) in meaning.iter().chain(&always).zip(self.dense.as_chunks::<WIDTH>().0) {
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += number * weight);
        }
        sums
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
