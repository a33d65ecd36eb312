//! What Unicode says of a letter, looked up in one place of a table for the scripts that are read most; the tables of the
//! standard library are searched, which for Arabic or Devanagari takes longer than everything else that is done with a letter.

use std::sync::LazyLock;

/// Below this code point the table answers: everything before the scripts of East Asia.
const TABLE_END: u32 = 0x3100;

const ALPHABETIC: u8 = 1;
const ALPHANUMERIC: u8 = 2;
const UPPERCASE: u8 = 4;
const WHITESPACE: u8 = 8;

static TABLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let flags = |code: u32| {
        let Some(sign) = char::from_u32(code) else { return 0 };
        let flag = |is: bool, flag: u8| if is { flag } else { 0 };
        flag(sign.is_alphabetic(), ALPHABETIC)
            | flag(sign.is_alphanumeric(), ALPHANUMERIC)
            | flag(sign.is_uppercase(), UPPERCASE)
            | flag(sign.is_whitespace(), WHITESPACE)
    };
    (0..TABLE_END).map(flags).collect()
});

#[inline]
fn flags(sign: char) -> Option<u8> {
    TABLE.get(sign as usize).copied()
}

/// For each byte whether it is a letter or digit of ASCII.
static OF_WORDS: [bool; 256] = {
    let mut of_words = [false; 256];
    let mut byte = 0;
    while byte < 128_u8 {
        of_words[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    of_words
};

/// Whether a byte is a letter or digit of ASCII, as [`u8::is_ascii_alphanumeric`] says with more comparisons.
#[inline]
pub(crate) fn is_of_word(byte: u8) -> bool {
    OF_WORDS[usize::from(byte)]
}

static SMALL: LazyLock<Vec<char>> = LazyLock::new(|| {
    let small = |code: u32| char::from_u32(code).and_then(|sign| sign.to_lowercase().next()).unwrap_or('\0');
    (0..TABLE_END).map(small).collect()
});

/// The first letter of [`char::to_lowercase`], which is all of it but for one letter of Turkish.
#[inline]
pub(crate) fn small(sign: char) -> char {
    if sign.is_ascii() {
        return sign.to_ascii_lowercase();
    }
    match SMALL.get(sign as usize) {
        Some(small) => *small,
        None => sign.to_lowercase().next().unwrap_or(sign),
    }
}

/// As [`char::is_alphabetic`].
#[inline]
pub(crate) fn is_alphabetic(sign: char) -> bool {
    if sign.is_ascii() {
        return sign.is_ascii_alphabetic();
    }
    flags(sign).map_or_else(|| sign.is_alphabetic(), |flags| flags & ALPHABETIC != 0)
}

/// As [`char::is_alphanumeric`].
#[inline]
pub(crate) fn is_alphanumeric(sign: char) -> bool {
    if sign.is_ascii() {
        return sign.is_ascii_alphanumeric();
    }
    flags(sign).map_or_else(|| sign.is_alphanumeric(), |flags| flags & ALPHANUMERIC != 0)
}

/// As [`char::is_uppercase`].
#[inline]
pub(crate) fn is_uppercase(sign: char) -> bool {
    if sign.is_ascii() {
        return sign.is_ascii_uppercase();
    }
    flags(sign).map_or_else(|| sign.is_uppercase(), |flags| flags & UPPERCASE != 0)
}

/// As [`char::is_whitespace`].
#[inline]
pub(crate) fn is_whitespace(sign: char) -> bool {
    if sign.is_ascii() {
        return matches!(sign, ' ' | '\t'..='\r');
    }
    flags(sign).map_or_else(|| sign.is_whitespace(), |flags| flags & WHITESPACE != 0)
}

#[cfg(test)]
mod tests {
    use super::{is_alphabetic, is_alphanumeric, is_uppercase, is_whitespace, small};

    #[test]
    fn the_table_says_what_unicode_says() {
        for sign in '\0'..='\u{32000}' {
            assert_eq!(is_alphabetic(sign), sign.is_alphabetic(), "{sign:?}");
            assert_eq!(is_alphanumeric(sign), sign.is_alphanumeric(), "{sign:?}");
            assert_eq!(is_uppercase(sign), sign.is_uppercase(), "{sign:?}");
            assert_eq!(is_whitespace(sign), sign.is_whitespace(), "{sign:?}");
            assert_eq!(Some(small(sign)), sign.to_lowercase().next(), "{sign:?}");
        }
    }
}
