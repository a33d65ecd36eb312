//! The key phrases of a text, by RAKE (Rose, Engel, Cramer and Cowley 2010): runs of words between stop words and marks are
//! candidates; a word's weight is the number of words it stands together with over how often it occurs, a phrase's weight is
//! the sum over its words.

mod stop_words;

use std::ops::Range;

use crate::clause::{Clauses, Word};

/// At most so many phrases of a text are told.
pub const PHRASES_MAX: usize = 6;

/// Words of a phrase, at most; a longer run is cut.
const PHRASE_WORDS_MAX: usize = 3;

/// A word of fewer letters is no phrase by itself.
const LONE_LETTERS_MIN: usize = 4;

/// A key phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// In small letters, with its accents.
    pub phrase: String,
    /// Where it first stands, in bytes of the text.
    pub at: Range<usize>,
}

/// The key phrases of a text, the weightiest first, at most [`PHRASES_MAX`]. Stop words are those of French for `fr`, of English
/// for `en`, of both for everything else, where a run of words is a phrase as it stands.
#[must_use]
pub fn find(text: &str, language: &str) -> Vec<Phrase> {
    of(&Clauses::of(text), text, language, &mut Desk::default())
}

/// What is used again from text to text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Desk {
    runs: Vec<Range<usize>>,
    /// For each word: its key, how often it occurs, and with how many words it stands together.
    weights: Vec<(u32, f32, f32)>,
    /// Candidates: their key, weight and place.
    phrases: Vec<(u64, f32, Range<usize>)>,
}

pub(crate) fn of(clauses: &Clauses, text: &str, language: &str, desk: &mut Desk) -> Vec<Phrase> {
    let Desk { runs, weights, phrases } = desk;
    fill_runs(clauses, language, runs);
    weights.clear();
    weights.extend(runs.iter().flat_map(|run| clauses.words[run.clone()].iter().map(|word| (word.key, 1.0, run.len() as f32))));
    weights.sort_unstable_by_key(|(key, _, _)| *key);
    weights.dedup_by(|next, first| {
        let is_same = next.0 == first.0;
        if is_same {
            first.1 += next.1;
            first.2 += next.2;
        }
        is_same
    });
    phrases.clear();
    for run in runs.iter() {
        let words = &clauses.words[run.clone()];
        if run.len() == 1 && clauses.letters(&words[0]).chars().count() < LONE_LETTERS_MIN {
            continue;
        }
        let key =
            words.iter().fold(0_u64, |key, word| key.rotate_left(21) ^ u64::from(word.key).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let of_word = |word: &Word| weights.binary_search_by_key(&word.key, |weight| weight.0).map(|at| &weights[at]);
        let weight: f32 = words.iter().filter_map(|word| of_word(word).ok()).map(|(_, often, together)| together / often).sum();
        phrases.push((key, weight, words[0].at.start..words[words.len() - 1].at.end));
    }
    // Said again, it weighs more; it stands where it stood first.
    phrases.sort_unstable_by_key(|(key, _, at)| (*key, at.start));
    phrases.dedup_by(|next, first| {
        let is_same = next.0 == first.0;
        if is_same {
            first.1 += next.1 * 0.5;
        }
        is_same
    });
    phrases.sort_unstable_by(|one, other| other.1.total_cmp(&one.1).then(one.2.start.cmp(&other.2.start)));
    phrases.truncate(PHRASES_MAX);
    phrases.iter().map(|(_, _, at)| Phrase { phrase: text[at.clone()].to_lowercase(), at: at.clone() }).collect()
}

/// Takes the runs of words that are no stop words, inside one clause and without a mark between.
fn fill_runs(clauses: &Clauses, language: &str, runs: &mut Vec<Range<usize>>) {
    runs.clear();
    let mut start = 0;
    for at in 0..=clauses.words.len() {
        let word = clauses.words.get(at);
        let is_stop = word.is_none_or(|word| {
            let letters = clauses.letters(word);
            letters.len() < 2 || letters.bytes().all(|byte| byte.is_ascii_digit()) || stop_words::is_stop(word.key, language)
        });
        let is_cut = at > start && word.is_some_and(|word| word.clause != clauses.words[at - 1].clause);
        if is_stop || is_cut || at - start >= PHRASE_WORDS_MAX {
            if at > start {
                runs.push(start..at);
            }
            start = if is_stop { at + 1 } else { at };
        }
    }
}

#[cfg(test)]
mod tests;
