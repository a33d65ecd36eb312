//! Patterns of words: `a|b` one or the other, `_` any one word, `...` up to three words, `^` the beginning of a sentence.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Intent;
use super::{patterns_en, patterns_fr};
use crate::clause::{Clauses, Word};
use crate::rude::cue::{Straight, hash};

/// Patterns of one intent: with how much trust they speak for it, from 0 to 1, and the patterns, parted by commas.
pub(super) type Line = (Intent, f32, &'static str);

/// Words that a gap may hold, at most.
const GAP_WORDS_MAX: usize = 3;

/// Hits of one pattern that are counted; saying it again says no more.
const HITS_MAX: usize = 1;

#[derive(Debug)]
enum Part {
    /// One of these words.
    OneOf(Vec<u32>),
    /// Any one word.
    Any,
    /// Up to [`GAP_WORDS_MAX`] words.
    Gap,
}

#[derive(Debug)]
struct Pattern {
    intent: Intent,
    trust: f32,
    is_first: bool,
    /// What follows the first word.
    rest: Vec<Part>,
}

/// The patterns of a language, by their first word.
#[derive(Debug)]
pub(super) struct Patterns {
    patterns: Vec<Pattern>,
    by_first: HashMap<u32, Vec<u16>, Straight>,
}

impl Patterns {
    /// The patterns that are asked for a language.
    pub(super) fn of(language: &str) -> &'static [Self] {
        static ALL: LazyLock<[Patterns; 2]> =
            LazyLock::new(|| [Patterns::read(patterns_en::LINES), Patterns::read(patterns_fr::LINES)]);
        match language {
            "en" => &ALL[..1],
            "fr" => &ALL[1..],
            _ => &ALL[..],
        }
    }

    fn read(lines: &[Line]) -> Self {
        let mut read = Self { patterns: Vec::new(), by_first: HashMap::default() };
        for (intent, trust, patterns) in lines {
            for pattern in patterns.split(',') {
                let is_first = pattern.trim().starts_with('^');
                let mut parts = pattern.trim().trim_start_matches('^').split_whitespace();
                let Some(first) = parts.next() else { continue };
                let rest = parts.map(|part| match part {
                    "_" => Part::Any,
                    "..." => Part::Gap,
                    _ => Part::OneOf(part.split('|').map(hash).collect()),
                });
                let number = read.patterns.len() as u16;
                read.patterns.push(Pattern { intent: *intent, trust: *trust, is_first, rest: rest.collect() });
                for word in first.split('|') {
                    read.by_first.entry(hash(word)).or_default().push(number);
                }
            }
        }
        read
    }

    /// Hands each pattern that holds to `take`, once, with its trust.
    pub(super) fn find(&self, clauses: &Clauses, mut take: impl FnMut(Intent, f32)) {
        let mut found: Vec<(u16, usize)> = Vec::new();
        for (at, word) in clauses.words.iter().enumerate() {
            for number in self.by_first.get(&word.key).into_iter().flatten() {
                let pattern = &self.patterns[usize::from(*number)];
                let begins = || at == 0 || clauses.words[at - 1].sentence != word.sentence;
                if pattern.is_first && !begins() || !holds(&pattern.rest, &clauses.words[at + 1..], word.sentence) {
                    continue;
                }
                match found.iter_mut().find(|(known, _)| known == number) {
                    Some((_, hits)) => *hits += 1,
                    None => found.push((*number, 1)),
                }
                if found.iter().any(|(known, hits)| known == number && *hits <= HITS_MAX) {
                    take(pattern.intent, pattern.trust);
                }
            }
        }
    }
}

/// Whether the parts hold from here on, inside one sentence. A gap tries every length; there is at most a gap or two in a
/// pattern, so that the time stays bounded.
fn holds(parts: &[Part], words: &[Word], sentence: u16) -> bool {
    let Some((part, rest)) = parts.split_first() else { return true };
    let word = words.first().filter(|word| word.sentence == sentence);
    match (part, word) {
        (Part::OneOf(keys), Some(word)) => keys.contains(&word.key) && holds(rest, &words[1..], sentence),
        (Part::Any, Some(_)) => holds(rest, &words[1..], sentence),
        (Part::Gap, _) => (0..=GAP_WORDS_MAX.min(words.len())).any(|length| holds(rest, &words[length..], sentence)),
        (_, None) => false,
    }
}
