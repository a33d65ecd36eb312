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

/// What a byte of ASCII is where a stretch without disguise is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    Letter,
    /// A mark that stands for no letter.
    Mark,
    /// A space.
    Space,
    /// Whatever has to be looked at closer.
    Other,
}

const BYTES: [Byte; 256] = {
    let mut bytes = [Byte::Other; 256];
    let mut byte = 0;
    while byte < 128_u8 {
        bytes[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Byte::Letter,
            b'\t'..=b'\r' | b' ' => Byte::Space,
            b'0' | b'1' | b'3'..=b'5' | b'7'..=b'9' | b'!' | b'|' | b'@' | b'$' => Byte::Other,
            _ => Byte::Mark,
        };
        byte += 1;
    }
    bytes
};

/// How many bytes are ASCII in which nothing is undone, as [`is_plain_word`] says, up to a space or the end: whole words with the
/// spaces between them. A sign alone between spaces may be of a word written wide, and ends it unless a longer word follows.
#[inline]
pub(super) fn plain_length(rest: &[u8]) -> usize {
    let (mut begin, mut before, mut run, mut is_over, mut has_letter) = (0, 0, 0, false, false);
    for (at, byte) in rest.iter().enumerate() {
        match BYTES[usize::from(*byte)] {
            Byte::Letter => {
                let small = byte | 0x20;
                run = if small == before { run + 1 } else { 1 };
                if is_over || run >= 3 {
                    return begin;
                }
                (before, has_letter) = (small, true);
            }
            Byte::Mark => (before, is_over) = (0, has_letter),
            Byte::Space if *byte == b' ' && (at != begin + 1 || is_word_next(&rest[at + 1..])) => {
                (begin, before, is_over, has_letter) = (at + 1, 0, false, false);
            }
            Byte::Space => return if at > begin + 1 { at } else { begin },
            Byte::Other => return begin,
        }
    }
    if rest.len() > begin + 1 { rest.len() } else { begin }
}

/// Whether two signs of ASCII that are no spaces stand here.
#[inline]
fn is_word_next(rest: &[u8]) -> bool {
    rest.first_chunk::<2>().is_some_and(|two| two.iter().all(|byte| byte.is_ascii() && BYTES[usize::from(*byte)] != Byte::Space))
}
