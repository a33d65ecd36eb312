//! What no disguise can be in, told at a glance: most of what people write.

use super::undo::stands_for;
use crate::signs;

/// What a letter or sign may be the disguise of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A letter, small.
    Letter(char),
    /// It stands for a letter.
    StandIn,
    /// Neither.
    Mark,
}

#[inline]
pub(super) fn class_of(letter: char) -> Class {
    if signs::is_alphabetic(letter) {
        Class::Letter(letter)
    } else if stands_for(letter).is_some() {
        Class::StandIn
    } else {
        Class::Mark
    }
}

/// True for what nothing is undone in: letters in one piece, none three times in a row, and marks around them that stand for
/// no letter.
#[inline]
pub(super) fn is_plain_word(signs: impl Iterator<Item = Class>) -> bool {
    let (mut before, mut run, mut is_over) = (Class::Mark, 0, false);
    for class in signs {
        match class {
            Class::StandIn => return false,
            Class::Letter(_) if is_over => return false,
            Class::Letter(_) => {
                run = if class == before { run + 1 } else { 1 };
                if run >= 3 {
                    return false;
                }
            }
            Class::Mark => is_over |= before != Class::Mark,
        }
        before = class;
    }
    true
}

/// The same for a stretch that is all ASCII, before it is folded.
#[inline]
pub(super) fn is_plain(chunk: &[u8]) -> bool {
    chunk.is_ascii()
        && !chunk.iter().any(u8::is_ascii_whitespace)
        && is_plain_word(chunk.iter().map(|byte| match byte.to_ascii_lowercase() {
            letter @ b'a'..=b'z' => Class::Letter(char::from(letter)),
            b'0' | b'1' | b'3'..=b'5' | b'7'..=b'9' | b'!' | b'|' | b'@' | b'$' => Class::StandIn,
            _ => Class::Mark,
        }))
}
