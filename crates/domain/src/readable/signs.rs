//! Capitals, emoji, and letters that are none.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{EmojiStatus, UnicodeEmoji};
use unicode_segmentation::UnicodeSegmentation;

use super::Finding;

/// Words in capitals in a row, of two letters at least, that are said: an acronym or two are none.
pub const CAPITAL_WORDS_MIN: usize = 3;
/// Letters that these words have together at least.
pub const CAPITAL_LETTERS_MIN: usize = 10;
/// Emoji in a row that are well.
pub const EMOJI_ROW_MAX: usize = 3;
/// Lines that begin with an emoji from which these are a list.
pub const EMOJI_BULLETS_MIN: usize = 3;
/// Mathematical letters in a row that are said: one alone is a variable of a formula.
pub const LOOKALIKES_MIN: usize = 2;

/// Rows of words in capitals. A sign that parts a list (comma, slash) ends a row, so that a list of acronyms is none; a hashtag, an
/// address of an account or of a page is no word.
pub(super) fn capitals(text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut row = Row::default();
    let mut at = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let start = at;
        at += piece.len();
        let word = piece.trim();
        let letters = word.chars().filter(|sign| sign.is_alphabetic()).count();
        let is_name = word.starts_with(['#', '@']) || word.contains("://");
        let is_capital = letters > 0 && !is_name && word.chars().all(|sign| !sign.is_alphabetic() || sign.is_uppercase());
        if !is_capital && (letters > 0 || is_name) {
            row.end(&mut findings);
        } else if is_capital {
            row.add(start..start + word.len(), letters);
        }
        if word.ends_with([',', ';', '/', '|']) || piece.ends_with('\n') {
            row.end(&mut findings);
        }
    }
    row.end(&mut findings);
    findings
}

/// Words in capitals that follow each other.
#[derive(Default)]
struct Row {
    at: Option<Range<usize>>,
    words: usize,
    letters: usize,
}

impl Row {
    fn add(&mut self, place: Range<usize>, letters: usize) {
        let start = self.at.as_ref().map_or(place.start, |at| at.start);
        self.at = Some(start..place.end);
        // "A" and "À" go along without counting.
        self.words += usize::from(letters > 1);
        self.letters += letters;
    }

    fn end(&mut self, findings: &mut Vec<Finding>) {
        let row = std::mem::take(self);
        if row.words >= CAPITAL_WORDS_MIN && row.letters >= CAPITAL_LETTERS_MIN {
            findings.extend(row.at.map(|at| Finding::Capitals { at }));
        }
    }
}

pub(super) fn emoji_rows(text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let (mut row, mut count) = (0..0, 0);
    for (at, sign) in text.grapheme_indices(true).chain([(text.len(), "x")]) {
        if is_emoji(sign) {
            row = if count == 0 { at..at + sign.len() } else { row.start..at + sign.len() };
            count += 1;
        } else if !sign.chars().all(char::is_whitespace) || sign.contains('\n') {
            if count > EMOJI_ROW_MAX {
                findings.push(Finding::EmojiRow { at: row.clone(), count });
            }
            count = 0;
        }
    }
    findings
}

pub(super) fn emoji_bullets(text: &str) -> Option<Finding> {
    let begins = |line: &str| {
        let line = line.trim();
        line.graphemes(true).next().is_some_and(is_emoji) && line.chars().any(char::is_alphabetic)
    };
    let lines = text.lines().filter(|line| begins(line)).count();
    (lines >= EMOJI_BULLETS_MIN).then_some(Finding::EmojiBullets { lines })
}

pub(super) fn lookalikes(text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut row: Option<(Range<usize>, usize)> = None;
    for (at, sign) in text.char_indices().chain([(text.len(), '.')]) {
        if is_lookalike(sign) {
            let (place, count) = row.take().unwrap_or((at..at, 0));
            row = Some((place.start..at + sign.len_utf8(), count + 1));
        } else if sign != ' ' {
            // Words of one row stay together over the space between them.
            if let Some((at, _)) = row.take().filter(|(_, count)| *count >= LOOKALIKES_MIN) {
                let plain = text[at.clone()].nfkc().collect();
                findings.push(Finding::Lookalikes { at, plain });
            }
        }
    }
    findings
}

/// The blocks Mathematical Alphanumeric Symbols, circled letters and squared letters, all of which fold to plain ones.
const fn is_lookalike(sign: char) -> bool {
    matches!(sign, '\u{1d400}'..='\u{1d7ff}' | '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f149}')
}

/// Whether people see an emoji: by its own presentation, by the variation selector after it, or as a keycap.
fn is_emoji(grapheme: &str) -> bool {
    let by_itself = grapheme.chars().next().is_some_and(|sign| {
        matches!(
            sign.emoji_status(),
            EmojiStatus::EmojiPresentation
                | EmojiStatus::EmojiPresentationAndModifierBase
                | EmojiStatus::EmojiPresentationAndEmojiComponent
                | EmojiStatus::EmojiPresentationAndModifierAndEmojiComponent
        )
    });
    by_itself || grapheme.contains(['\u{fe0f}', '\u{20e3}'])
}
