//! One word as it is compared: NFKC, full case folding, no accents, no ligatures.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// Below this code point a letter is folded by a table; it covers Latin as European languages write it.
const LATIN_END: usize = 0x250;

/// The folded form of one Latin letter, at most two ASCII letters or one letter that has no simpler form.
#[derive(Clone, Copy, Default)]
struct LatinFold {
    bytes: [u8; 4],
    len: u8,
    quick: bool,
}

static LATIN: LazyLock<[LatinFold; LATIN_END]> = LazyLock::new(|| {
    let mut table = [LatinFold::default(); LATIN_END];
    let mut folded = String::new();
    for (code, entry) in (0_u32..).zip(table.iter_mut()) {
        let Some(letter) = char::from_u32(code) else { continue };
        if code < 0x80 || !letter.is_alphabetic() || !std::iter::once(letter).nfkc().eq(std::iter::once(letter)) {
            continue;
        }
        folded.clear();
        fold_slowly(letter.encode_utf8(&mut [0; 4]), &mut folded);
        if folded.len() <= entry.bytes.len() {
            entry.bytes[..folded.len()].copy_from_slice(folded.as_bytes());
            entry.len = folded.len() as u8;
            entry.quick = true;
        }
    }
    table
});

/// True for a Latin letter that [`fold_into`] folds by table and that NFKC leaves alone.
pub(crate) fn is_quick_letter(letter: char) -> bool {
    letter.is_ascii_alphabetic() || LATIN.get(letter as usize).is_some_and(|entry| entry.quick)
}

/// Appends the folded form of `word` to `out`. Linear in the length of the word.
pub(crate) fn fold_into(word: &str, out: &mut String) {
    let start = out.len();
    if word.is_ascii() {
        out.push_str(word);
        out[start..].make_ascii_lowercase();
        return;
    }
    for letter in word.chars() {
        if letter.is_ascii() {
            out.push(letter.to_ascii_lowercase());
        } else if let Some(entry) = LATIN.get(letter as usize).filter(|entry| entry.quick) {
            out.push_str(std::str::from_utf8(&entry.bytes[..usize::from(entry.len)]).unwrap_or_default());
        } else {
            // Combining marks may belong to letters already written, so the whole word goes the slow way.
            out.truncate(start);
            fold_slowly(word, out);
            return;
        }
    }
}

/// The folded form of `word`, as [`crate::Analysis`] compares it: `Œuvre` and `oeuvre`, `été` and `ete` are one.
#[must_use]
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, &mut out);
    out
}

fn fold_slowly(word: &str, out: &mut String) {
    let simple = word
        .nfkd()
        .flat_map(char::to_lowercase)
        .filter(|letter| !is_dropped(*letter))
        .flat_map(|letter| Spelled::of(letter).chain());
    out.extend(simple.nfc());
}

/// One letter spelled with one or two simpler ones.
struct Spelled(char, Option<char>);

impl Spelled {
    fn of(letter: char) -> Self {
        match letter {
            'œ' => Self('o', Some('e')),
            'æ' => Self('a', Some('e')),
            'ß' => Self('s', Some('s')),
            'þ' => Self('t', Some('h')),
            'ø' => Self('o', None),
            'đ' | 'ð' => Self('d', None),
            'ł' => Self('l', None),
            'ħ' => Self('h', None),
            'ŧ' => Self('t', None),
            'ı' => Self('i', None),
            'ς' => Self('σ', None),
            other => Self(other, None),
        }
    }

    fn chain(self) -> impl Iterator<Item = char> {
        std::iter::once(self.0).chain(self.1)
    }
}

/// Accents, points and marks that never change the word they stand on, and characters that are not seen.
///
/// Marks that are vowels (Indic scripts, Thai) or that make another letter (the kana's voicing marks) stay.
fn is_dropped(mark: char) -> bool {
    is_accent(mark) || is_invisible(mark)
}

fn is_accent(mark: char) -> bool {
    matches!(mark,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}' | '\u{5C4}'
        | '\u{5C5}' | '\u{5C7}' | '\u{610}'..='\u{61A}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}'
        | '\u{6DF}'..='\u{6E8}' | '\u{6EA}'..='\u{6ED}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

fn is_invisible(mark: char) -> bool {
    matches!(mark,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}

/// The longest beginning of `text` that has at most `bytes_max` bytes and ends between two characters.
#[must_use]
pub fn cut(text: &str, bytes_max: usize) -> &str {
    if text.len() <= bytes_max {
        return text;
    }
    let end = (0..=bytes_max).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn letters_lose_case_accents_and_ligatures() {
        for (written, folded) in [
            ("Été", "ete"),
            ("e\u{301}te\u{301}", "ete"),
            ("Œuvre", "oeuvre"),
            ("ÆTHER", "aether"),
            ("Straße", "strasse"),
            ("STRASSE", "strasse"),
            ("Łódź", "lodz"),
            ("Øre", "ore"),
            ("Đặng", "dang"),
            ("İstanbul", "istanbul"),
            ("ﬁn", "fin"),
            ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
            ("Σίσυφος", "σισυφοσ"),
            ("Ёлка", "елка"),
            ("مُحَمَّد", "محمد"),
            ("한국", "한국"),
            ("が", "が"),
            ("ＡＢＣ", "abc"),
            ("co\u{AD}op", "coop"),
        ] {
            assert_eq!(fold(written), folded, "{written}");
        }
    }

    #[test]
    fn folding_twice_is_folding_once_for_every_character() {
        for letter in (0..=0x0010_FFFF).filter_map(char::from_u32) {
            let once = fold(&letter.to_string());
            assert_eq!(fold(&once), once, "{letter:?}");
        }
    }
}
