//! Hashtags of several words: `#jaimemonchien` is read out as one word, `#JaimeMonChien` as three.

use super::Finding;

/// Letters of one case from which a tag is taken for several words, where its words are not known.
pub const JOINED_LETTERS_MIN: usize = 15;
/// Length of a tag that is taken apart, in bytes.
pub const TAG_BYTES_MAX: usize = 140;
/// Letters of a word that a tag is taken apart into; shorter ones would take every word apart.
const PART_LETTERS_MIN: usize = 2;

pub(super) fn joined(text: &str, is_word: &dyn Fn(&str) -> bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, _) in text.match_indices('#') {
        let before = text[..at].chars().next_back();
        if before.is_some_and(|sign| sign.is_alphanumeric() || matches!(sign, '_' | '&' | '/' | '#' | '=')) {
            continue;
        }
        let rest = &text[at + 1..];
        let end = rest.find(|sign: char| !sign.is_alphanumeric() && sign != '_').unwrap_or(rest.len());
        let tag = &rest[..end];
        if tag.len() > TAG_BYTES_MAX || !is_of_one_case(tag) {
            continue;
        }
        let lower = tag.to_lowercase();
        if is_word(&lower) {
            continue;
        }
        let better = words_of(&lower, is_word).map(|words| words.iter().map(|word| capitalized(word)).collect::<String>());
        if better.is_some() || tag.chars().filter(|sign| sign.is_alphabetic()).count() >= JOINED_LETTERS_MIN {
            findings.push(Finding::JoinedTag { at: at..at + 1 + end, better: better.map(|tag| format!("#{tag}")) });
        }
    }
    findings
}

/// Whether it is all small or all capital letters. A script without cases has nothing to capitalize, and `_` parts words well enough.
fn is_of_one_case(tag: &str) -> bool {
    let mut letters = tag.chars().filter(|sign| sign.is_alphabetic()).peekable();
    if letters.peek().is_none() || tag.contains('_') {
        return false;
    }
    let letters: Vec<char> = letters.collect();
    letters.iter().all(|sign| sign.is_lowercase()) || (letters.len() > 1 && letters.iter().all(|sign| sign.is_uppercase()))
}

/// The fewest known words that make the tag, two at least; of as many, those with the longest last one. Numbers stand for themselves.
fn words_of<'a>(tag: &'a str, is_word: &dyn Fn(&str) -> bool) -> Option<Vec<&'a str>> {
    let ends: Vec<usize> = tag.char_indices().map(|(at, _)| at).chain([tag.len()]).collect();
    // For each end: how few words lead there, and where the last of them begins.
    let mut best: Vec<Option<(usize, usize)>> = vec![None; ends.len()];
    best[0] = Some((0, 0));
    for end in 1..ends.len() {
        for start in 0..end {
            let Some((count, _)) = best[start] else { continue };
            let part = &tag[ends[start]..ends[end]];
            let is_number = part.chars().all(char::is_numeric);
            let is_part = is_number || (end - start >= PART_LETTERS_MIN && is_word(part));
            if is_part && best[end].is_none_or(|(fewest, _)| count + 1 < fewest) {
                best[end] = Some((count + 1, start));
            }
        }
    }
    let mut words = Vec::new();
    let mut end = ends.len() - 1;
    while end > 0 {
        let (_, start) = best[end]?;
        words.push(&tag[ends[start]..ends[end]]);
        end = start;
    }
    words.reverse();
    let letters = words.iter().filter(|word| !word.chars().all(char::is_numeric)).count();
    (letters >= 2).then_some(words)
}

fn capitalized(word: &str) -> String {
    let mut signs = word.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}
