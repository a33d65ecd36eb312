//! What single characters are to a word.

use unicode_properties::{GeneralCategoryGroup, UnicodeEmoji, UnicodeGeneralCategory};

use crate::fold::is_quick_letter;

/// What a character does to the word it stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Letter,
    Digit,
    Underscore,
    /// Joins two letters, or two digits.
    Dot,
    /// Joins two digits.
    Comma,
    Break,
    /// Only the full rules know.
    Other,
}

/// The classes of ASCII, so that most letters cost one look.
static ASCII: [Class; 128] = {
    let mut classes = [Class::Break; 128];
    let mut code = 0;
    while code < 128 {
        classes[code] = match code as u8 {
            b'0'..=b'9' => Class::Digit,
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'_' => Class::Underscore,
            b'.' => Class::Dot,
            b',' | b';' => Class::Comma,
            _ => Class::Break,
        };
        code += 1;
    }
    classes
};

pub(crate) fn class_of(letter: char) -> Class {
    match ASCII.get(letter as usize) {
        Some(class) => *class,
        None => class_beyond_ascii(letter),
    }
}

fn class_beyond_ascii(letter: char) -> Class {
    match letter {
        _ if is_quick_letter(letter) => Class::Letter,
        '\u{A1}'..='\u{A7}'
        | '\u{A9}'
        | '\u{AB}'
        | '\u{AC}'
        | '\u{AE}'
        | '\u{B0}'
        | '\u{B1}'
        | '\u{B6}'
        | '\u{B7}'
        | '\u{BB}'
        | '\u{BF}'
        | '×'
        | '÷'
        | '\u{2010}'
        | '\u{2012}'..='\u{2015}'
        | '\u{2018}'..='\u{201F}'
        | '\u{2022}'
        | '€' => Class::Break,
        _ => Class::Other,
    }
}

/// True for the characters at which a text is split before UAX #29 is asked.
pub(crate) fn splits_word(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '’'
            | '‘'
            | '‛'
            | 'ʼ'
            | 'ʻ'
            | 'ʹ'
            | '՚'
            | '＇'
            | '′'
            | '-'
            | '‐'
            | '‑'
            | '·'
            | '‧'
            | '•'
            | ':'
            | '：'
            | '︓'
    )
}

/// True for scripts that put no space between words; each of their characters is a token.
pub(crate) fn is_spaceless(letter: char) -> bool {
    matches!(letter,
        '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{19E0}'..='\u{19FF}' | '\u{1A20}'..='\u{1AAF}'
        | '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3031}'..='\u{3035}'
        | '\u{3041}'..='\u{3096}' | '\u{309D}'..='\u{309F}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}'
        | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FF9D}' | '\u{1AFF0}'..='\u{1B16F}' | '\u{20000}'..='\u{3FFFF}')
}

pub(crate) fn is_mark(letter: char) -> bool {
    letter.general_category_group() == GeneralCategoryGroup::Mark
}

pub(crate) fn is_combining(letter: char) -> bool {
    !letter.is_ascii() && is_mark(letter)
}

/// True for a character that may stand in a `#tag` or `@name`.
pub(crate) fn is_handle_letter(letter: char) -> bool {
    letter == '_' || letter.is_alphanumeric() || is_combining(letter)
}

pub(crate) fn sigil_of(letter: char) -> Option<char> {
    match letter {
        '#' | '＃' => Some('#'),
        '@' | '＠' => Some('@'),
        '$' | '＄' => Some('$'),
        _ => None,
    }
}

/// True for a segment that is a picture: a character shown as emoji by itself or by a selector, a flag, a keycap.
pub(crate) fn is_emoji(segment: &str) -> bool {
    let Some(first) = segment.chars().next() else { return false };
    if first.is_ascii() {
        return segment.ends_with('\u{20E3}');
    }
    if matches!(first, '©' | '®' | '™' | 'ℹ' | 'Ⓜ' | '㊗' | '㊙' | '\u{1F3FB}'..='\u{1F3FF}') {
        return false;
    }
    matches!(first, '\u{1F1E6}'..='\u{1F1FF}')
        || ((matches!(first, '\u{2600}'..='\u{27BF}' | '\u{1F000}'..='\u{1FFFF}') || segment.contains('\u{FE0F}'))
            && first.is_emoji_char())
        || first.is_emoji_char() && matches!(first, '\u{2300}'..='\u{23FF}' | '\u{2B00}'..='\u{2BFF}')
}
