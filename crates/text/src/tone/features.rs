//! What the tone of a text is read from: numbers of words, of pairs of words, of runs of letters, of how it is written.

use crate::grams::{self, Folded, Sort};
use std::ops::Range;

/// Runs of letters that are features.
pub(super) const RUNS: Range<usize> = 3..6;
/// How many words a word that negates reaches.
const NEGATION_WORDS: usize = 3;
/// Features of a text that are counted, so that a long text takes no longer than this.
pub const FEATURES_MAX: usize = 6000;

// Seeds of features that are no runs of letters or words.
const NEGATED: u32 = 0x51ed_270b;
const LOUD: u32 = 0x2c1b_3c6d;
const DRAWN: u32 = 0x297a_2d39;
const LAST: u32 = 0x1656_67b1;
const FIRST: u32 = 0x9e37_79b1;
const LENGTH: u32 = 0x85eb_ca77;
const MARKS: u32 = 0xc2b2_ae3d;

/// Words that turn what follows them round, folded; of English, French, German, Spanish, Italian, Portuguese, Arabic, Hindi.
const NEGATORS: [&str; 58] = [
    "not",
    "no",
    "never",
    "without",
    "cannot",
    "cant",
    "dont",
    "doesnt",
    "didnt",
    "isnt",
    "wasnt",
    "wont",
    "aint",
    "hardly",
    "t",
    "pas",
    "jamais",
    "rien",
    "aucun",
    "aucune",
    "sans",
    "ni",
    "non",
    "nicht",
    "kein",
    "keine",
    "keinen",
    "keiner",
    "nie",
    "ohne",
    "nichts",
    "nunca",
    "sin",
    "jamás",
    "tampoco",
    "nada",
    "mai",
    "senza",
    "niente",
    "não",
    "nao",
    "nem",
    "sem",
    "jamais",
    "لا",
    "ليس",
    "لم",
    "لن",
    "ما",
    "مش",
    "nahi",
    "nahin",
    "mat",
    "na",
    "नहीं",
    "मत",
    "nope",
    "neither",
];

/// The features of folded texts. It is used again for every text.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// The number of each word, in order.
    pub words: Vec<u32>,
    /// Everything that counts, in the order in which it was found.
    pub all: Vec<u32>,
    negators: Vec<u32>,
    /// By the low bits of a number whether any word that negates has them.
    may_negate: Vec<bool>,
}

/// 2 to this is how many low bits of a number [`Features::may_negate`] asks.
const MAY_NEGATE_BITS: u32 = 10;

impl Features {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        let mut negators: Vec<u32> = NEGATORS.iter().map(|word| number_of(word)).collect();
        negators.sort_unstable();
        let mut may_negate = vec![false; 1 << MAY_NEGATE_BITS];
        negators.iter().for_each(|number| may_negate[low(*number)] = true);
        Self { words: Vec::new(), all: Vec::new(), negators, may_negate }
    }

    /// Takes the features of another text in place of the ones it held.
    pub fn fill(&mut self, folded: &Folded) {
        self.fill_apart(folded);
        self.all.splice(..0, self.words.iter().copied());
        let room = FEATURES_MAX.saturating_sub(self.all.len());
        let all = &mut self.all;
        let mut count = 0;
        folded.letter_runs(RUNS, |number| {
            count += 1;
            if count <= room {
                all.push(number);
            }
        });
    }

    /// The same, but for the words by themselves and their runs of letters, which follow from each word alone.
    pub(super) fn fill_apart(&mut self, folded: &Folded) {
        folded.word_numbers(&mut self.words);
        self.all.clear();
        self.all.extend(self.words.windows(2).map(|two| grams::pair(two[0], two[1])));
        self.negations(folded);
        self.manner(folded);
    }

    /// How many features there may be beside those of [`Self::fill_apart`] and the words by themselves.
    pub(super) fn room(&self) -> usize {
        FEATURES_MAX.saturating_sub(self.all.len() + self.words.len())
    }

    #[inline]
    fn is_negator(&self, number: u32) -> bool {
        self.may_negate.get(low(number)).is_some_and(|may| *may) && self.negators.binary_search(&number).is_ok()
    }

    /// Words after a negation, up to the next mark.
    fn negations(&mut self, folded: &Folded) {
        let mut left = 0;
        for (word, number) in folded.words.iter().zip(&self.words) {
            let ends = word.sort == Sort::Marks && !matches!(folded.signs_of(word), ['\''] | ['-'] | ['"']);
            if ends {
                left = 0;
            } else if word.sort == Sort::Letters && self.is_negator(*number) {
                left = NEGATION_WORDS;
            } else if left > 0 && word.sort == Sort::Letters {
                left -= 1;
                self.all.push(grams::pair(NEGATED, *number));
            }
        }
    }

    /// How it is written: capitals, drawn words, marks, length, first and last word.
    fn manner(&mut self, folded: &Folded) {
        let [mut loud, mut drawn, mut exclamations, mut questions, mut addresses, mut names, mut numbers] = [0_u32; 7];
        for word in &folded.words {
            match word.sort {
                Sort::Letters => {
                    loud += u32::from(word.is_loud);
                    drawn += u32::from(word.is_drawn);
                    numbers += u32::from(word.has_digit);
                }
                Sort::Marks => {
                    let has = |sign: char| u32::from(folded.signs_of(word).contains(&sign));
                    exclamations += has('!');
                    questions += has('?');
                }
                Sort::Sign => {
                    addresses += u32::from(*folded.signs_of(word) == [grams::ADDRESS]);
                    names += u32::from(*folded.signs_of(word) == [grams::NAME]);
                }
            }
        }
        let counts = [
            (LOUD, loud.min(3)),
            (DRAWN, drawn.min(2)),
            (MARKS, exclamations.min(3)),
            (MARKS + 1, questions.min(3)),
            (MARKS + 2, addresses.min(2)),
            (MARKS + 3, names.min(2)),
            (MARKS + 4, numbers.min(3)),
            (LENGTH, (folded.words.len() as u32).checked_ilog2().unwrap_or(0)),
        ];
        self.all.extend(counts.iter().map(|(seed, count)| grams::pair(*seed, *count)));
        for (seed, word) in [(FIRST, self.words.first()), (LAST, self.words.last())] {
            self.all.extend(word.map(|word| grams::pair(seed, *word)));
        }
        if loud == 0 && drawn == 0 && !folded.words.iter().any(|word| word.is_drawn) {
            return;
        }
        for (word, number) in folded.words.iter().zip(&self.words) {
            if word.is_drawn {
                self.all.push(grams::pair(DRAWN, *number));
            }
            if word.is_loud {
                self.all.push(grams::pair(LOUD, *number));
            }
        }
    }
}

#[inline]
fn low(number: u32) -> usize {
    (number & ((1 << MAY_NEGATE_BITS) - 1)) as usize
}

/// The number of a word that is written folded already.
#[must_use]
pub fn number_of(word: &str) -> u32 {
    let mut signs = ['\0'; 32];
    let mut length = 0;
    for (place, sign) in signs.iter_mut().zip(word.chars()) {
        *place = sign;
        length += 1;
    }
    grams::word_number(&signs[..length])
}

#[cfg(test)]
mod tests {
    use super::{FEATURES_MAX, Features};
    use crate::grams::Folded;

    fn features(text: &str) -> Vec<u32> {
        let mut features = Features::new();
        features.fill(&Folded::of(text));
        features.all
    }

    #[test]
    fn a_negation_is_a_feature_until_the_next_mark() {
        let count = |text: &str| features(text).len();
        // Both have the same words but for the order of mark and negation: one word is negated in the first, none in the second.
        assert_eq!(count("ab not cd ."), count("ab . cd not") + 1);
    }

    #[test]
    fn features_have_a_bound() {
        assert!(features(&"word ".repeat(1_000_000)).len() <= FEATURES_MAX);
        assert!(features(&"!?".repeat(2_000_000)).len() <= FEATURES_MAX);
        assert!(!features("").is_empty());
    }
}
