//! One letter as it is read: small, without its accent, and from the script that it imitates.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::rude::cue::Straight;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters of other scripts, each followed by the Latin letter that it is taken for. Drawn up by eye, from the shapes.
const LOOK_ALIKES: &str = "аa бb вb гr ԁd еe ёe зz иn іi їi јj кk ӏl мm нh һh оo пn рp ԛq сc ѕs тt уy үy ѵv ԝw хx ҳx ьb яr шw щw \
    АA ВB ЕE НH ЅS ІI ЈJ КK МM ОO РP СC ТT УY ХX \
    αa βb γy δd εe ζz ηn ιi κk λl μu νv οo ρp σo ςc τt υu χx ωw άa έe ήn ίi όo ύu ώw \
    ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX \
    ɑa ɐa ɓb ƈc ɕc ɗd ɘe əe ɛe ɜe ɟj ɡg ɠg ɢg ɦh ɨi ɩi ɪi ʝj ʞk ɭl ʟl ɱm ɯm ɲn ɳn ɴn ɔc ɵo ʀr ɾr ɹr ʁr ʂs ʃs ʇt ʈt ʉu ʊu ʋv ʌv ʍw ʏy ʎy ʐz \
    ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ꞯq ꜱs ᴛt ᴜu ᴠv ᴡw ᴢz \
    աw յj ոn սu օo հh զq ցg ᎪA ᏴB ᏟC ᎠD ᎬE ᏀG ᎻH ᏆI ᎫJ ᏦK ᏞL ᎷM ᏢP ᏒR ᏚS ᎢT ᏙV ᎳW ᏃZ";

static LOOK_ALIKE: LazyLock<HashMap<char, char, Straight>> = LazyLock::new(|| {
    LOOK_ALIKES
        .split_whitespace()
        .filter_map(|pair| {
            let mut letters = pair.chars();
            Some((letters.next()?, letters.next()?.to_ascii_lowercase()))
        })
        .collect()
});

/// The Latin letter that a letter of another script, or a rare one of ours, is taken for.
pub(super) fn look_alike(letter: char) -> Option<char> {
    LOOK_ALIKE.get(&letter).copied()
}

/// A letter in a square or in a filled circle, which has no compatible form that would say so.
fn framed(letter: char) -> Option<char> {
    let code = u32::from(letter);
    let first = [0x1F130, 0x1F150, 0x1F170].into_iter().find(|first| (*first..first + 26).contains(&code))?;
    char::from_u32(u32::from('a') + code - first)
}

/// True for what shows nothing by itself: zero-width letters, marks of direction, soft hyphens, selectors of variants.
pub(super) fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Below this code point a letter is folded by a table: everything before the scripts of East Asia.
const TABLE_END: u32 = 0x3100;

/// Below this code point a letter is one of Latin as European languages write it.
const LATIN_END: u32 = 0x250;

/// What a letter is folded to.
#[derive(Clone, Copy)]
enum Fold {
    /// At most two letters.
    Letters([Option<char>; 2]),
    /// More than that; it is worked out each time.
    Many,
}

static TABLE: LazyLock<Vec<Fold>> = LazyLock::new(|| {
    let fold = |code: u32| {
        if code < LATIN_END {
            return Fold::Letters(fold_latin(code));
        }
        let Some(letter) = char::from_u32(code) else { return Fold::Letters([None; 2]) };
        let (mut letters, mut count) = ([None; 2], 0);
        fold_other(letter, |part| {
            if let Some(place) = letters.get_mut(count) {
                *place = Some(part);
            }
            count += 1;
        });
        if count > 2 { Fold::Many } else { Fold::Letters(letters) }
    };
    (0..TABLE_END).map(fold).collect()
});

/// The folded form of one Latin letter, at most two letters; computed once.
fn fold_latin(code: u32) -> [Option<char>; 2] {
    let Some(letter) = char::from_u32(code).filter(|letter| !is_invisible(*letter)) else { return [None; 2] };
    match letter {
        'œ' | 'Œ' => return [Some('o'), Some('e')],
        'æ' | 'Æ' => return [Some('a'), Some('e')],
        'ß' => return [Some('s'), Some('s')],
        'ø' | 'Ø' => return [Some('o'), None],
        'đ' | 'Đ' | 'ð' | 'Ð' => return [Some('d'), None],
        'ł' | 'Ł' => return [Some('l'), None],
        'ħ' | 'Ħ' => return [Some('h'), None],
        'ı' => return [Some('i'), None],
        '\u{A0}' => return [Some(' '), None],
        '\u{B4}' => return [Some('\''), None],
        _ => {}
    }
    let mut folded = std::iter::once(letter).nfkd().filter(|part| !is_combining_mark(*part)).flat_map(char::to_lowercase);
    [folded.next(), folded.next()]
}

/// Hands the folded form of a letter to `push`: small, without accents, wide and mathematical letters as plain ones.
/// A combining mark and an invisible letter give nothing.
#[inline]
pub(super) fn fold(letter: char, mut push: impl FnMut(char)) {
    if letter.is_ascii() {
        push(letter.to_ascii_lowercase());
        return;
    }
    match TABLE.get(letter as usize) {
        Some(Fold::Letters(letters)) => letters.iter().flatten().for_each(|part| push(*part)),
        Some(Fold::Many) | None => fold_other(letter, push),
    }
}

/// The same for a letter beyond Latin, from the tables of Unicode.
fn fold_other(letter: char, mut push: impl FnMut(char)) {
    if is_invisible(letter) {
        return;
    }
    match letter {
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2032}' | '\u{2BC}' | '\u{FF07}' => push('\''),
        '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{2033}' | '\u{FF02}' => push('"'),
        // Marks go only where they are accents of Latin, Greek and Cyrillic; elsewhere they are letters of the word.
        '\u{300}'..='\u{36F}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' => {}
        '\u{1F130}'..='\u{1F189}' => push(framed(letter).unwrap_or(letter)),
        _ => std::iter::once(letter).nfkc().flat_map(char::to_lowercase).for_each(|part| {
            if u32::from(part) < LATIN_END {
                fold_latin(u32::from(part)).into_iter().flatten().for_each(&mut push);
            } else if !is_combining_mark(part) || is_combining_mark(letter) {
                push(part);
            }
        }),
    }
}
