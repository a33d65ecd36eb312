//! How the disguises of one stretch of a text are undone.

use std::ops::Range;

use super::Sign;
use crate::signs;

/// How many single letters stand here with one and the same sign between them.
pub(super) fn dotted_run(chunk: &[Sign], at: usize) -> usize {
    let is_word_letter = |place: usize| chunk.get(place).is_some_and(|sign| is_letter_or_stand_in(sign.letter));
    if at > 0 && is_word_letter(at - 1) || !signs::is_alphabetic(chunk[at].letter) {
        return 1;
    }
    let Some(between) = chunk.get(at + 1).map(|sign| sign.letter).filter(|sign| is_separator(*sign)) else { return 1 };
    let mut run = 1;
    while chunk.get(at + run * 2 - 1).is_some_and(|sign| sign.letter == between)
        && is_word_letter(at + run * 2)
        && !is_word_letter(at + run * 2 + 1)
    {
        run += 1;
    }
    // Digits apart by dots are a number or a date.
    let letters = chunk[at..].iter().step_by(2).take(run).filter(|sign| signs::is_alphabetic(sign.letter)).count();
    if letters >= 3 { run } else { 1 }
}

pub(super) fn is_separator(letter: char) -> bool {
    matches!(
        letter,
        '.' | '-' | '_' | '*' | '~' | '/' | ',' | '+' | '|' | '\'' | '"' | '`' | '^' | '=' | ':' | ';' | '•' | '·' | '–' | '—'
    )
}

/// The letter that a digit or sign stands for.
pub(super) fn stands_for(letter: char) -> Option<char> {
    Some(match letter {
        '0' => 'o',
        '1' | '!' | '|' => 'i',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        '8' => 'b',
        '9' => 'g',
        _ => return None,
    })
}

pub(super) fn is_letter_or_stand_in(letter: char) -> bool {
    signs::is_alphabetic(letter) || stands_for(letter).is_some()
}

/// Undoes the digits and signs of one token. Left alone are numbers with a unit, letters with a number behind (`A55`,
/// `H264`), capitals with as many digits as letters, and what is a price.
pub(super) fn undo_numbers_in(token: &mut [Sign], known: &impl Fn(&str) -> bool) {
    // A sign at the end is punctuation, unless a word is known that way.
    let is_letter = |sign: &Sign| signs::is_alphabetic(sign.letter);
    let (Some(first), Some(last)) = (token.iter().position(is_letter), token.iter().rposition(is_letter)) else { return };
    let letters = token.iter().filter(|sign| is_letter(sign)).count();
    let inner = &token[first..=last];
    let replaced = inner.iter().filter(|sign| !is_letter(sign)).count();
    let digits = inner.iter().filter(|sign| sign.letter.is_ascii_digit()).count();
    let capitals = token.iter().filter(|sign| sign.capital).count();
    let leading = first;
    let trailing = token.len() - 1 - last;
    let is_code = replaced > letters || capitals == letters && replaced + trailing >= letters;
    // `great!thanks` is two words: a sign that also ends sentences stands for a letter only near an end of the token.
    let joins_words = inner.iter().enumerate().any(|(at, sign)| sign.letter == '!' && at > 3 && inner.len() - at > 5);
    let does_inner = replaced > 0 && !is_code && !joins_words && (letters >= 2 && (digits <= 2 || letters > digits));
    let spell = |range: Range<usize>| -> String {
        token[range].iter().map(|sign| stands_for(sign.letter).unwrap_or(sign.letter)).collect()
    };
    let mut from = first;
    let mut to = last + 1;
    // Ends only where a known word comes out of it, and not behind a letter or two, as in the name of a model.
    let has_code_end = replaced == 0
        && (trailing > 1 && letters <= 4 || letters <= 2)
        && token[to..].iter().any(|sign| sign.letter.is_ascii_digit());
    if (1..=3).contains(&leading) && letters + replaced >= 3 && known(&spell(0..to)) {
        from = 0;
    }
    if (1..=2).contains(&trailing) && !is_code && !has_code_end {
        // One digit behind a word with others in it (`sal0p3`), or a nought (`hell0`), needs no known word.
        let is_lone_digit = trailing == 1 && letters >= 3 && replaced > 0 && token[to].letter.is_ascii_digit();
        let is_nought = trailing == 1 && letters >= 4 && token[to].letter == '0';
        if is_lone_digit || is_nought || known(&spell(from..token.len())) {
            to = token.len();
        }
    }
    if does_inner || from < first || to > last + 1 {
        for sign in &mut token[from..to] {
            sign.letter = stands_for(sign.letter).unwrap_or(sign.letter);
        }
    }
}

/// The runs of one and the same letter: the letter and how often it stands there.
pub(super) fn runs(token: &[Sign]) -> impl Iterator<Item = (Sign, usize)> {
    token.chunk_by(|one, next| one.letter == next.letter).map(|run| (run[0], run.len()))
}

/// A token with its long runs shortened: to the known word if there is one, else vowels to one and inner consonants to two.
pub(super) fn shortened(token: &[Sign], known: &impl Fn(&str) -> bool) -> Vec<Sign> {
    let is_roman = token.iter().all(|sign| sign.capital && matches!(sign.letter, 'i' | 'v' | 'x'));
    if is_roman || token.len() <= 4 && runs(token).count() == 1 {
        return token.to_vec();
    }
    let cut = |long: &dyn Fn(char, bool) -> usize| -> Vec<Sign> {
        let mut at = 0;
        let mut kept = Vec::with_capacity(token.len());
        for (sign, run) in runs(token) {
            let is_inner = at > 0 && at + run < token.len();
            let length = if run >= 3 { long(sign.letter, is_inner) } else { run };
            // The last letter of the run ends where the run ended.
            kept.extend_from_slice(&token[at..at + length]);
            if let Some(end) = kept.last_mut() {
                end.end = token[at + run - 1].end;
            }
            at += run;
        }
        kept
    };
    for length in [1, 2] {
        let short = cut(&|_, _| length);
        if known(&short.iter().map(|sign| sign.letter).collect::<String>()) {
            return short;
        }
    }
    cut(&|letter, is_inner| if is_inner && matches!(letter, 'l' | 'r' | 's' | 't' | 'p' | 'm' | 'n' | 'f' | 'g') { 2 } else { 1 })
}
