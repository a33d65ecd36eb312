//! The key phrases of a text, by RAKE (Rose, Engel, Cramer and Cowley 2010): runs of words between stop words and marks are
//! candidates; a word's weight is the number of words it stands together with over how often it occurs, a phrase's weight is
//! the sum over its words.

mod stop_words;

use std::collections::HashMap;
use std::ops::Range;

use crate::clause::Clauses;
use crate::rude::cue::Straight;

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
    of(&Clauses::of(text), text, language)
}

pub(crate) fn of(clauses: &Clauses, text: &str, language: &str) -> Vec<Phrase> {
    let runs = runs(clauses, language);
    // For each word: how often it occurs, and with how many words it stands together.
    let mut weights: HashMap<u32, (f32, f32), Straight> = HashMap::default();
    for run in &runs {
        for word in &clauses.words[run.clone()] {
            let (often, together) = weights.entry(word.key).or_default();
            *often += 1.0;
            *together += run.len() as f32;
        }
    }
    let mut phrases: Vec<(f32, u64, Range<usize>)> = Vec::new();
    let mut known: HashMap<u64, usize> = HashMap::new();
    for run in runs {
        let words = &clauses.words[run.clone()];
        if run.len() == 1 && clauses.letters(&words[0]).chars().count() < LONE_LETTERS_MIN {
            continue;
        }
        let key =
            words.iter().fold(0_u64, |key, word| key.rotate_left(21) ^ u64::from(word.key).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let weight: f32 = words.iter().filter_map(|word| weights.get(&word.key)).map(|(often, together)| together / often).sum();
        match known.get(&key) {
            // Said again, it weighs more.
            Some(place) => phrases[*place].0 += weight * 0.5,
            None => {
                known.insert(key, phrases.len());
                phrases.push((weight, key, words[0].at.start..words[words.len() - 1].at.end));
            }
        }
    }
    phrases.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.2.start.cmp(&other.2.start)));
    phrases.truncate(PHRASES_MAX);
    phrases.into_iter().map(|(_, _, at)| Phrase { phrase: text[at.clone()].to_lowercase(), at }).collect()
}

/// The runs of words that are no stop words, inside one clause and without a mark between.
fn runs(clauses: &Clauses, language: &str) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
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
    runs
}

#[cfg(test)]
mod tests;
