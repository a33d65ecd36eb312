//! Which words the network has a vector for.

use super::network::WORDS_MAX;
use crate::grams::{Folded, Sort, Word};

/// The shortest beginning that stands for an unknown word, in letters.
const BEGINNING_LETTERS_MIN: usize = 4;

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

    /// The place of a folded word's vector, or else of that of its longest known beginning.
    pub(super) fn place_of(&self, folded: &Folded, word: &Word, number: u32) -> Option<u32> {
        self.place(number).or_else(|| {
            let signs = folded.signs_of(word);
            let longest = signs.len().saturating_sub(1);
            let lengths = (BEGINNING_LETTERS_MIN..=longest).rev().take(if word.sort == Sort::Letters { 4 } else { 0 });
            lengths.map(|length| crate::grams::word_number(&signs[..length])).find_map(|number| self.place(number))
        })
    }

    /// The places of the words of a text that have a vector, or whose beginning has one; `u32::MAX` for the others.
    pub fn places(&self, folded: &Folded, numbers: &[u32], places: &mut Vec<u32>) {
        places.clear();
        places.extend(
            seen_words(folded.words.len()).map(|at| self.place_of(folded, &folded.words[at], numbers[at]).unwrap_or(u32::MAX)),
        );
    }
}

/// Which of the words of a text the network reads: all, or the first and the last.
fn seen_words(all: usize) -> impl Iterator<Item = usize> {
    let (first, last) = if all <= WORDS_MAX { (all, all) } else { (WORDS_MAX / 2, all - WORDS_MAX / 2) };
    (0..first).chain(last..all)
}
