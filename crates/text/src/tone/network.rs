//! The network that a tone is read with, as it lies in `models/tone.bin`.
//!
//! Two readers of one text, whose sums are added: a linear layer over hashed features (`features`), and a small network over
//! vectors of words. Each known word has a vector of [`WIDTH`] numbers; windows of three words give [`FILTERS`] numbers a place
//! (a convolution), whose mean and largest over the text, with the mean vector, go through one hidden layer.

use super::features::Features;
use crate::grams::{Folded, Sort};
use crate::linear::Linear;
use crate::model::{Blocks, Fault, Rounded, Writing};

/// The version of the file.
pub const VERSION: u16 = 1;
/// 2 to this is the number of hashed features.
pub const BITS: u32 = 19;
/// Numbers of a word's vector.
pub const WIDTH: usize = 32;
/// Numbers that a window of three words gives.
pub const FILTERS: usize = 32;
/// Words of a window.
pub const WINDOW: usize = 3;
/// Numbers that the hidden layer reads: mean and largest of the filters, mean of the vectors.
pub const POOLED: usize = 2 * FILTERS + WIDTH;
/// Numbers of the hidden layer.
pub const HIDDEN: usize = 32;
/// Negative, neutral, positive.
pub const CLASSES: usize = 3;
/// Languages that have numbers of their own; see [`LANGUAGES`].
pub const LANGUAGE_COUNT: usize = 8;
/// The languages whose tone is read.
pub const LANGUAGES: [&str; LANGUAGE_COUNT] = ["ar", "de", "en", "es", "fr", "hi", "it", "pt"];
/// Words that the network reads of a text; the first half of these are its first, the others its last.
pub const WORDS_MAX: usize = 256;
/// The shortest beginning that stands for an unknown word, in letters.
const BEGINNING_LETTERS_MIN: usize = 4;
/// The sum of the linear layer is divided by the root of the number of features and this.
pub const EVENNESS: f32 = 20.0;

/// The dense numbers of the network, in the order of the file.
#[derive(Clone, Debug)]
pub struct Dense {
    /// `WINDOW` × `WIDTH` × `FILTERS`: for each place of the window and number of the vector, its weight for each filter.
    pub filters: Vec<f32>,
    /// `FILTERS`.
    pub filters_bias: Vec<f32>,
    /// `POOLED` × `HIDDEN`.
    pub hidden: Vec<f32>,
    /// `HIDDEN`.
    pub hidden_bias: Vec<f32>,
    /// `HIDDEN` × `CLASSES`.
    pub out: Vec<f32>,
    /// `LANGUAGE_COUNT` × `CLASSES`.
    pub out_bias: Vec<f32>,
    /// `LANGUAGE_COUNT`: what the sums are multiplied with so that shares are as often right as they say.
    pub sureness: Vec<f32>,
}

/// How many numbers each part of [`Dense`] has.
pub const DENSE_SIZES: [usize; 7] =
    [WINDOW * WIDTH * FILTERS, FILTERS, POOLED * HIDDEN, HIDDEN, HIDDEN * CLASSES, LANGUAGE_COUNT * CLASSES, LANGUAGE_COUNT];

/// Where the vector of a word lies.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    /// Open addressing: the number of a word and its place, `u32::MAX` where there is none.
    slots: Vec<(u32, u32)>,
}

impl Vocabulary {
    /// Of words by their numbers, in the order of their vectors.
    #[must_use]
    pub fn new(numbers: impl ExactSizeIterator<Item = u32>) -> Self {
        let size = (numbers.len() * 2).next_power_of_two().max(2);
        let mut slots = vec![(0, u32::MAX); size];
        for (place, number) in (0u32..).zip(numbers) {
            let mut at = number as usize & (size - 1);
            while slots[at].1 != u32::MAX && slots[at].0 != number {
                at = (at + 1) & (size - 1);
            }
            slots[at] = (number, place);
        }
        Self { slots }
    }

    /// The place of a word's vector.
    #[inline]
    #[must_use]
    pub fn place(&self, number: u32) -> Option<u32> {
        let mask = self.slots.len() - 1;
        let mut at = number as usize & mask;
        loop {
            let (found, place) = self.slots[at];
            if place == u32::MAX {
                return None;
            }
            if found == number {
                return Some(place);
            }
            at = (at + 1) & mask;
        }
    }

    /// The places of the words of a text that have a vector, or whose beginning has one; `u32::MAX` for the others.
    pub fn places(&self, folded: &Folded, numbers: &[u32], places: &mut Vec<u32>) {
        places.clear();
        let all = folded.words.len();
        let (first, last) = if all <= WORDS_MAX { (all, all) } else { (WORDS_MAX / 2, all - WORDS_MAX / 2) };
        for at in (0..first).chain(last..all) {
            let word = &folded.words[at];
            let place = self.place(numbers[at]).or_else(|| {
                let signs = folded.signs_of(word);
                let longest = signs.len().saturating_sub(1);
                let lengths = (BEGINNING_LETTERS_MIN..=longest).rev().take(if word.sort == Sort::Letters { 4 } else { 0 });
                lengths.map(|length| crate::grams::word_number(&signs[..length])).find_map(|number| self.place(number))
            });
            places.push(place.unwrap_or(u32::MAX));
        }
    }
}

/// The network, read.
#[derive(Debug)]
pub struct Network<'a> {
    linear: Linear<'a, CLASSES>,
    vocabulary: Vocabulary,
    vectors: Rounded<'a>,
    dense: Dense,
    blocked: Blocked,
}

/// The filters in blocks that stay in the processor while a window goes by.
#[derive(Debug)]
struct Blocked {
    /// For each block of filters, for each number of a window, its weight for each filter of the block.
    weights: Vec<[[f32; BLOCK]; WINDOW * WIDTH]>,
    biases: Vec<[f32; BLOCK]>,
}

/// Filters of a block.
const BLOCK: usize = 16;

impl Blocked {
    fn of(dense: &Dense) -> Self {
        let blocks = 0..FILTERS / BLOCK;
        let weight = |block: usize, input: usize, filter: usize| dense.filters[input * FILTERS + block * BLOCK + filter];
        Self {
            weights: blocks
                .clone()
                .map(|block| std::array::from_fn(|input| std::array::from_fn(|filter| weight(block, input, filter))))
                .collect(),
            biases: blocks.map(|block| std::array::from_fn(|filter| dense.filters_bias[block * BLOCK + filter])).collect(),
        }
    }

    /// What the hidden layer reads, of vectors one after another with an empty one before and behind.
    fn pooled(&self, vectors: &[f32]) -> [f32; POOLED] {
        let mut pooled = [0.0; POOLED];
        let count = (vectors.len() / WIDTH).saturating_sub(WINDOW - 1);
        if count == 0 {
            return pooled;
        }
        let share = 1.0 / count as f32;
        for (block, (weights, bias)) in self.weights.iter().zip(&self.biases).enumerate() {
            let (mut sums, mut largest) = ([0.0f32; BLOCK], [0.0f32; BLOCK]);
            for at in 0..count {
                let mut numbers = *bias;
                for (number, weights) in vectors[at * WIDTH..][..WINDOW * WIDTH].iter().zip(weights) {
                    for filter in 0..BLOCK {
                        numbers[filter] += number * weights[filter];
                    }
                }
                for filter in 0..BLOCK {
                    let number = if numbers[filter] > 0.0 { numbers[filter] } else { 0.0 };
                    sums[filter] += number;
                    largest[filter] = if number > largest[filter] { number } else { largest[filter] };
                }
            }
            for filter in 0..BLOCK {
                pooled[block * BLOCK + filter] = sums[filter] * share;
                pooled[FILTERS + block * BLOCK + filter] = largest[filter];
            }
        }
        for vector in vectors.as_chunks::<WIDTH>().0 {
            pooled[2 * FILTERS..].iter_mut().zip(vector).for_each(|(sum, number)| *sum += share * number);
        }
        pooled
    }
}

/// What is used again from text to text.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    places: Vec<u32>,
    vectors: Vec<f32>,
}

impl<'a> Network<'a> {
    /// Reads the file that [`write`] wrote.
    pub fn read(file: &'a [u8]) -> Result<Self, Fault> {
        let mut blocks = Blocks::open(file, VERSION)?;
        let linear = Linear::read(&mut blocks, BITS)?;
        let numbers = blocks.bytes()?.as_chunks::<4>().0;
        let vectors = blocks.rounded(numbers.len() * WIDTH)?;
        let vocabulary = Vocabulary::new(numbers.iter().map(|four| u32::from_le_bytes(*four)));
        let [filters, filters_bias, hidden, hidden_bias, out, out_bias, sureness] = DENSE_SIZES;
        let dense = Dense {
            filters: blocks.numbers(filters)?,
            filters_bias: blocks.numbers(filters_bias)?,
            hidden: blocks.numbers(hidden)?,
            hidden_bias: blocks.numbers(hidden_bias)?,
            out: blocks.numbers(out)?,
            out_bias: blocks.numbers(out_bias)?,
            sureness: blocks.numbers(sureness)?,
        };
        blocks.end()?;
        let blocked = Blocked::of(&dense);
        Ok(Self { linear, vocabulary, vectors, dense, blocked })
    }

    /// The sums of the three classes for a text of the language at `language` of [`LANGUAGES`], made as sure as they may be.
    #[must_use]
    pub fn sums(&self, folded: &Folded, features: &Features, language: usize, desk: &mut Desk) -> [f32; CLASSES] {
        let mut whole = [0; CLASSES];
        features.all.iter().for_each(|feature| self.linear.add(*feature, &mut whole));
        let evenness = self.linear.scale() / (features.all.len() as f32 + EVENNESS).sqrt();
        self.vocabulary.places(folded, &features.words, &mut desk.places);
        desk.vectors.clear();
        desk.vectors.resize((desk.places.len() + WINDOW - 1) * WIDTH, 0.0);
        for (place, vector) in desk.places.iter().zip(desk.vectors.as_chunks_mut::<WIDTH>().0.iter_mut().skip(WINDOW / 2)) {
            self.put_vector(*place, vector);
        }
        let pooled = self.blocked.pooled(&desk.vectors);
        let deep = self.dense.deep(&self.dense.hidden_of(&pooled), language);
        let sureness = self.dense.sureness[language];
        std::array::from_fn(|class| sureness * (deep[class] + whole[class] as f32 * evenness))
    }

    fn put_vector(&self, place: u32, vector: &mut [f32; WIDTH]) {
        let at = place as usize * WIDTH;
        if let Some(bytes) = self.vectors.bytes.get(at..at + WIDTH).filter(|_| place != u32::MAX) {
            vector.iter_mut().zip(bytes).for_each(|(number, byte)| *number = self.vectors.scale * f32::from(*byte as i8));
        }
    }
}

impl Dense {
    /// Mean and largest of the filters over all windows, and the mean vector.
    #[must_use]
    pub fn pooled(&self, vectors: &[[f32; WIDTH]]) -> [f32; POOLED] {
        let mut pooled = [0.0; POOLED];
        if vectors.is_empty() {
            return pooled;
        }
        for at in 0..vectors.len() {
            let filtered = self.filtered(vectors, at);
            for (filter, number) in filtered.iter().enumerate() {
                pooled[filter] += number;
                pooled[FILTERS + filter] = pooled[FILTERS + filter].max(*number);
            }
            pooled[2 * FILTERS..].iter_mut().zip(&vectors[at]).for_each(|(sum, number)| *sum += number);
        }
        let share = 1.0 / vectors.len() as f32;
        pooled[..FILTERS].iter_mut().for_each(|number| *number *= share);
        pooled[2 * FILTERS..].iter_mut().for_each(|number| *number *= share);
        pooled
    }

    /// The filters at one place, nothing below 0.
    #[must_use]
    pub fn filtered(&self, vectors: &[[f32; WIDTH]], at: usize) -> [f32; FILTERS] {
        let mut sums: [f32; FILTERS] = std::array::from_fn(|filter| self.filters_bias[filter]);
        for place in 0..WINDOW {
            let Some(vector) = (at + place).checked_sub(WINDOW / 2).and_then(|at| vectors.get(at)) else { continue };
            let block = &self.filters[place * WIDTH * FILTERS..][..WIDTH * FILTERS];
            for (number, weights) in vector.iter().zip(block.as_chunks::<FILTERS>().0) {
                sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += number * weight);
            }
        }
        sums.map(|sum| sum.max(0.0))
    }

    /// The hidden layer, nothing below 0.
    #[must_use]
    pub fn hidden_of(&self, pooled: &[f32; POOLED]) -> [f32; HIDDEN] {
        let mut sums: [f32; HIDDEN] = std::array::from_fn(|at| self.hidden_bias[at]);
        for (number, weights) in pooled.iter().zip(self.hidden.as_chunks::<HIDDEN>().0) {
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += number * weight);
        }
        sums.map(|sum| sum.max(0.0))
    }

    /// The sums of the classes.
    #[must_use]
    pub fn deep(&self, hidden: &[f32; HIDDEN], language: usize) -> [f32; CLASSES] {
        let mut sums: [f32; CLASSES] = std::array::from_fn(|class| self.out_bias[language * CLASSES + class]);
        for (number, weights) in hidden.iter().zip(self.out.as_chunks::<CLASSES>().0) {
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += number * weight);
        }
        sums
    }

    /// The parts in the order of the file.
    #[must_use]
    pub fn parts(&self) -> [&Vec<f32>; 7] {
        [&self.filters, &self.filters_bias, &self.hidden, &self.hidden_bias, &self.out, &self.out_bias, &self.sureness]
    }
}

/// Writes the file: weights of the hashed features, numbers of the words, their vectors, the dense numbers.
#[must_use]
pub fn write(linear: &[f32], words: &[u32], vectors: &[f32], dense: &Dense) -> Vec<u8> {
    let mut writing = Writing::new(VERSION);
    writing.rounded(linear, Some(spread(linear)));
    writing.bytes(&words.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<u8>>());
    writing.rounded(vectors, Some(spread(vectors)));
    dense.parts().iter().for_each(|part| writing.numbers(part));
    writing.finish()
}

/// A size that few of the numbers are beyond: eight times their deviation, or the largest where that is less.
fn spread(numbers: &[f32]) -> f32 {
    let used: Vec<f32> = numbers.iter().copied().filter(|number| *number != 0.0).collect();
    let mean_square = used.iter().map(|number| number * number).sum::<f32>() / used.len().max(1) as f32;
    let largest = used.iter().fold(0.0f32, |most, number| most.max(number.abs()));
    largest.min(8.0 * mean_square.sqrt())
}
