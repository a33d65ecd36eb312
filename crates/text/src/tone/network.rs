//! The network that a tone is read with, as it lies in `models/tone.bin`.
//!
//! Two readers of one text, whose sums are added: a linear layer over hashed features (`features`), and a small network over
//! vectors of words. Each known word has a vector of [`WIDTH`] numbers; windows of three words give [`FILTERS`] numbers a place
//! (a convolution), whose mean and largest over the text, with the mean vector, go through one hidden layer.

use super::features::{Features, RUNS};
use super::vocabulary::Vocabulary;
use crate::grams::{Folded, Sort, Word};
use crate::linear::Linear;
use crate::memory::{self, Memory};
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

/// The network, read.
#[derive(Debug)]
pub struct Network<'a> {
    linear: Linear<'a, CLASSES>,
    vocabulary: Vocabulary,
    vectors: Rounded<'a>,
    dense: Dense,
    /// What one word adds to a filter is remembered as a whole number of these.
    filter_unit: f32,
}

/// What one word says by itself.
#[derive(Clone, Debug, Default)]
struct Heard {
    /// What the linear layer says of the word.
    word: [i32; CLASSES],
    /// What it says of its runs of letters.
    runs: [i32; CLASSES],
    /// How many those are.
    run_count: u32,
    vector: [i8; WIDTH],
    /// What it adds to the filters of the window that it is the first, the second and the third word of, in
    /// [`Network::filter_unit`]s.
    filters: [[i16; FILTERS]; WINDOW],
}

/// Filters that are summed up at once.
const BLOCK: usize = 16;

/// Words whose part is remembered.
const HEARD_MAX: usize = 16_384;

/// What is used again from text to text.
#[derive(Clone, Debug)]
pub struct Desk {
    heard: Memory<Heard>,
    /// What the words are remembered under.
    keys: Vec<u64>,
    /// The filters over each window of words, before what they begin with.
    windows: Vec<[i32; FILTERS]>,
}

impl Default for Desk {
    fn default() -> Self {
        Self { heard: Memory::new(HEARD_MAX), keys: Vec::new(), windows: Vec::new() }
    }
}

impl Desk {
    /// Asks for what is remembered of all words of a text, before any of it is needed.
    fn ask(&mut self, folded: &Folded) {
        self.keys.clear();
        self.keys.extend(folded.words.iter().map(|word| key(folded.signs_of(word), word.sort)));
        let first_of_each_line = |heard: &Heard| heard.filters.iter().fold(0, |some, part| some ^ part[0]);
        let some = self.keys.iter().filter_map(|key| self.heard.peek(*key)).map(first_of_each_line);
        std::hint::black_box(some.fold(0, |some, next| some ^ next));
    }
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
        let filter_unit = dense.largest_part() * vectors.scale * 127.0 / 32_767.0;
        Ok(Self { linear, vocabulary, vectors, dense, filter_unit })
    }

    /// The sums of the three classes for a text of the language at `language` of [`LANGUAGES`], made as sure as they may be.
    #[must_use]
    pub fn sums(&self, folded: &Folded, features: &mut Features, language: usize, desk: &mut Desk) -> [f32; CLASSES] {
        features.fill_apart(folded);
        let mut whole = [0; CLASSES];
        self.linear.add_all(&features.all, &mut whole);
        let all = folded.words.len();
        let seen = all.min(WORDS_MAX);
        desk.windows.clear();
        desk.windows.resize(seen, [0; FILTERS]);
        let mut vector = [0_i32; WIDTH];
        let room = features.room();
        let (mut left, mut at_seen) = (room, 0);
        desk.ask(folded);
        for (at, (word, key)) in folded.words.iter().zip(&desk.keys).enumerate() {
            let number = features.words[at];
            let heard = desk.heard.get(*key, |heard| self.hear(folded, word, number, heard));
            add(&mut whole, &heard.word);
            if heard.run_count as usize <= left {
                left -= heard.run_count as usize;
                add(&mut whole, &heard.runs);
            } else {
                folded.letter_runs_of(word, RUNS, |number| {
                    if left > 0 {
                        left -= 1;
                        self.linear.add(number, &mut whole);
                    }
                });
            }
            if all <= WORDS_MAX || at < WORDS_MAX / 2 || at >= all - WORDS_MAX / 2 {
                heard.join(&mut desk.windows, at_seen);
                vector.iter_mut().zip(&heard.vector).for_each(|(sum, number)| *sum += i32::from(*number));
                at_seen += 1;
            }
        }
        let count = features.all.len() + all + room - left;
        let evenness = self.linear.scale() / (count as f32 + EVENNESS).sqrt();
        let pooled = self.pooled(&desk.windows, &vector);
        let deep = self.dense.deep(&self.dense.hidden_of(&pooled), language);
        let sureness = self.dense.sureness[language];
        std::array::from_fn(|class| sureness * (deep[class] + whole[class] as f32 * evenness))
    }

    /// What the hidden layer reads, of the windows of a text and the sum of its vectors.
    fn pooled(&self, windows: &[[i32; FILTERS]], vector: &[i32; WIDTH]) -> [f32; POOLED] {
        let mut pooled = [0.0; POOLED];
        if windows.is_empty() {
            return pooled;
        }
        let share = 1.0 / windows.len() as f32;
        for (block, bias) in self.dense.filters_bias.as_chunks::<BLOCK>().0.iter().enumerate() {
            let (mut sums, mut largest) = ([0.0_f32; BLOCK], [0.0_f32; BLOCK]);
            for window in windows {
                let window = &window.as_chunks::<BLOCK>().0[block];
                for filter in 0..BLOCK {
                    let number = bias[filter] + self.filter_unit * window[filter] as f32;
                    let number = if number > 0.0 { number } else { 0.0 };
                    sums[filter] += number;
                    largest[filter] = if number > largest[filter] { number } else { largest[filter] };
                }
            }
            for filter in 0..BLOCK {
                pooled[block * BLOCK + filter] = sums[filter] * share;
                pooled[FILTERS + block * BLOCK + filter] = largest[filter];
            }
        }
        for (number, sum) in pooled[2 * FILTERS..].iter_mut().zip(vector) {
            *number = *sum as f32 * self.vectors.scale * share;
        }
        pooled
    }

    /// Puts down what a word says by itself.
    fn hear(&self, folded: &Folded, word: &Word, number: u32, heard: &mut Heard) {
        (heard.word, heard.runs, heard.run_count) = ([0; CLASSES], [0; CLASSES], 0);
        self.linear.add(number, &mut heard.word);
        folded.letter_runs_of(word, RUNS, |number| {
            self.linear.add(number, &mut heard.runs);
            heard.run_count += 1;
        });
        let place = self.vocabulary.place_of(folded, word, number).map(|place| place as usize);
        let Some(bytes) = place.and_then(|place| self.vectors.bytes.as_chunks::<WIDTH>().0.get(place)) else {
            (heard.vector, heard.filters) = ([0; WIDTH], [[0; FILTERS]; WINDOW]);
            return;
        };
        heard.vector = bytes.map(|byte| byte as i8);
        let vector = heard.vector.map(|number| self.vectors.scale / self.filter_unit * f32::from(number));
        for (sums, block) in heard.filters.iter_mut().zip(self.dense.filters.as_chunks::<{ WIDTH * FILTERS }>().0) {
            // So many sums at once as stay in the processor.
            for (part, sums) in sums.as_chunks_mut::<BLOCK>().0.iter_mut().enumerate() {
                *sums = times(&vector, block, FILTERS / BLOCK, part, [0.0; BLOCK]).map(nearest);
            }
        }
    }
}

impl Heard {
    /// Adds its part to the windows around its place.
    #[inline]
    fn join(&self, windows: &mut [[i32; FILTERS]], at: usize) {
        // The first word of a window stands before its middle.
        let middles = [Some(at + 1), Some(at), at.checked_sub(1)];
        for (middle, part) in middles.into_iter().zip(&self.filters) {
            if let Some(window) = middle.and_then(|middle| windows.get_mut(middle)) {
                for (sums, part) in window.as_chunks_mut::<BLOCK>().0.iter_mut().zip(part.as_chunks::<BLOCK>().0) {
                    *sums = plus(*sums, part);
                }
            }
        }
    }
}

/// Numbers times a table of so many blocks a row, one block of it, added to what is there.
#[inline]
fn times(numbers: &[f32], table: &[f32], blocks: usize, block: usize, begin: [f32; BLOCK]) -> [f32; BLOCK] {
    // Sums of its own, not those of the caller, so that they stay in the processor and are taken several at once.
    let mut sums = begin;
    for (number, weights) in numbers.iter().zip(table.as_chunks::<BLOCK>().0.iter().skip(block).step_by(blocks)) {
        for place in 0..BLOCK {
            sums[place] += number * weights[place];
        }
    }
    sums
}

/// The nearest whole number of one between −2^15 and 2^15: adding so much leaves no room for what is behind the point.
#[inline]
fn nearest(number: f32) -> i16 {
    const ROUNDING: f32 = 12_582_912.0;
    ((number + ROUNDING) - ROUNDING) as i16
}

#[inline]
fn plus(mut sums: [i32; BLOCK], more: &[i16; BLOCK]) -> [i32; BLOCK] {
    for place in 0..BLOCK {
        sums[place] += i32::from(more[place]);
    }
    sums
}

#[inline]
fn add(sums: &mut [i32; CLASSES], more: &[i32; CLASSES]) {
    sums.iter_mut().zip(more).for_each(|(sum, number)| *sum += number);
}

/// What a folded word is remembered under.
#[inline]
fn key(signs: &[char], sort: Sort) -> u64 {
    memory::key(sort as u64, signs.iter().map(|sign| u32::from(*sign)))
}

impl Dense {
    /// The most that a word can add to a filter when each of its numbers is at most 1.
    fn largest_part(&self) -> f32 {
        let places = self.filters.as_chunks::<{ WIDTH * FILTERS }>().0;
        let part = |place: &[f32; WIDTH * FILTERS], filter: usize| -> f32 {
            place.iter().skip(filter).step_by(FILTERS).map(|weight| weight.abs()).sum()
        };
        let parts = places.iter().flat_map(|place| (0..FILTERS).map(move |filter| part(place, filter)));
        parts.fold(f32::MIN_POSITIVE, f32::max)
    }

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
        let mut all = [0.0; HIDDEN];
        let biases = self.hidden_bias.as_chunks::<BLOCK>().0;
        for (part, (sums, bias)) in all.as_chunks_mut::<BLOCK>().0.iter_mut().zip(biases).enumerate() {
            *sums = times(pooled, &self.hidden, HIDDEN / BLOCK, part, *bias).map(|sum| sum.max(0.0));
        }
        all
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
