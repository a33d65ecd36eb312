//! A text cut into words, emoji and marks, folded; and hashed features of them: runs of words and of letters.
//!
//! Folding takes small letters for capitals, one sign for every digit, one for every address and one for every `@name`, and
//! cuts a sign repeated more than twice to two. Features are numbers of 32 bits; whoever uses them takes the low bits.

use crate::signs;
use std::ops::Range;

/// Bytes of a text that are folded; what comes after says nothing that the beginning did not.
pub const FOLD_BYTES_MAX: usize = 4096;
/// What stands for an address of the web.
pub const ADDRESS: char = '\u{e000}';
/// What stands for `@name`.
pub const NAME: char = '\u{e001}';
/// What stands for any digit.
pub const DIGIT: char = '0';

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Letters and digits.
    Letters,
    /// Marks that follow each other, such as `:)` and `…`.
    Marks,
    /// One emoji or other sign.
    Sign,
}

/// One word of a folded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it lies in [`Folded::signs`].
    pub at: Range<usize>,
    /// What it is.
    pub sort: Sort,
    /// Its letters are all capitals, two or more.
    pub is_loud: bool,
    /// A sign in it was repeated more than twice.
    pub is_drawn: bool,
    /// It is of letters and there is a digit in it.
    pub has_digit: bool,
}

/// A folded text. It is filled again for every text, so that nothing is allocated for the next.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    /// The signs, words parted by one space, a space at either end.
    pub signs: Vec<char>,
    /// The words, in order.
    pub words: Vec<Word>,
}

impl Folded {
    /// Folds a text, up to [`FOLD_BYTES_MAX`].
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut folded = Self::default();
        folded.fill(text);
        folded
    }

    /// Folds another text in place of the one it held.
    pub fn fill(&mut self, text: &str) {
        self.signs.clear();
        self.words.clear();
        self.signs.push(' ');
        let mut end = text.len().min(FOLD_BYTES_MAX);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let mut rest = &text[..end];
        // Folding makes no text longer but for the spaces around what is one sign by itself.
        self.signs.reserve(end + end / 2);
        while let Some(sign) = rest.chars().next() {
            if sign == ' ' {
                rest = &rest[1..];
                continue;
            }
            let left = match sign {
                _ if is_left_out(sign) => after(rest, sign),
                'h' | 'H' if is_address(rest) => self.one(ADDRESS, after_word(rest)),
                'w' | 'W' if is_bare_address(rest) => self.one(ADDRESS, after_word(rest)),
                '@' if after(rest, sign).starts_with(|next: char| signs::is_alphanumeric(next) || next == '_') => {
                    self.one(NAME, after_name(rest))
                }
                _ if is_of_words(sign) => self.letters(rest),
                _ if sign.is_ascii() || is_mark(sign) => self.marks(rest),
                _ => {
                    self.one(sign, after(rest, sign));
                    after(rest, sign)
                }
            };
            rest = left;
        }
    }

    /// The signs of a word.
    #[must_use]
    pub fn signs_of(&self, word: &Word) -> &[char] {
        &self.signs[word.at.clone()]
    }

    fn one<'a>(&mut self, sign: char, rest: &'a str) -> &'a str {
        let start = self.signs.len();
        self.signs.extend([sign, ' ']);
        self.words.push(Word { at: start..start + 1, sort: Sort::Sign, is_loud: false, is_drawn: false, has_digit: false });
        rest
    }

    /// Takes the letters and digits that the text begins with.
    fn letters<'a>(&mut self, text: &'a str) -> &'a str {
        let start = self.signs.len();
        let (mut capitals, mut smalls, mut run, mut is_drawn, mut has_digit) = (0, 0, 0, false, false);
        let mut last = ' ';
        let bytes = text.as_bytes();
        let mut end = 0;
        while let Some(byte) = bytes.get(end) {
            let small = if byte.is_ascii() {
                let step = STEPS[usize::from(*byte)];
                end += usize::from(step != Step::End);
                let small = match step {
                    Step::End => break,
                    Step::Nothing => continue,
                    Step::Small => {
                        smalls += 1;
                        *byte
                    }
                    Step::Capital => {
                        capitals += 1;
                        byte.to_ascii_lowercase()
                    }
                    Step::Digit => {
                        has_digit = true;
                        DIGIT as u8
                    }
                };
                char::from(small)
            } else {
                let Some(sign) = text[end..].chars().next() else { break };
                let is_nothing = is_left_out(sign) && !signs::is_whitespace(sign);
                if !is_nothing && !is_of_words(sign) {
                    break;
                }
                end += sign.len_utf8();
                if is_nothing {
                    continue;
                }
                let small = signs::small(sign);
                if small == sign {
                    smalls += usize::from(is_plain_letter(sign) || signs::is_alphabetic(sign))
                } else {
                    capitals += 1
                }
                small
            };
            run = if small == last { run + 1 } else { 1 };
            last = small;
            if run <= 2 {
                self.signs.push(small);
            } else {
                is_drawn |= small != DIGIT;
            }
        }
        let at = start..self.signs.len();
        self.signs.push(' ');
        let is_loud = capitals >= 2 && smalls == 0;
        self.words.push(Word { at, sort: Sort::Letters, is_loud, is_drawn, has_digit });
        &text[end..]
    }

    /// Takes the marks that the text begins with; a hash sign is one for itself.
    fn marks<'a>(&mut self, text: &'a str) -> &'a str {
        let start = self.signs.len();
        let (mut run, mut last, mut is_drawn) = (0, ' ', false);
        let mut end = text.len();
        for (at, sign) in text.char_indices() {
            let is_over = is_of_words(sign) || signs::is_whitespace(sign) || !(sign.is_ascii() || is_mark(sign));
            if is_over || (at > 0 && (sign == '@' || sign == '#' || last == '#')) {
                end = at;
                break;
            }
            let sign = folded_mark(sign);
            run = if sign == last { run + 1 } else { 1 };
            last = sign;
            if run <= 2 {
                self.signs.push(sign);
            } else {
                is_drawn = true;
            }
        }
        let at = start..self.signs.len();
        self.signs.push(' ');
        self.words.push(Word { at, sort: Sort::Marks, is_loud: false, is_drawn, has_digit: false });
        &text[end..]
    }

    /// Gives every run of `lengths` letters inside the words, each with a space before and behind it, as a number.
    pub fn letter_runs(&self, lengths: Range<usize>, mut give: impl FnMut(u32)) {
        self.words.iter().for_each(|word| self.letter_runs_of(word, lengths.clone(), &mut give));
    }

    /// The same for one word.
    pub fn letter_runs_of(&self, word: &Word, lengths: Range<usize>, mut give: impl FnMut(u32)) {
        let padded = &self.signs[word.at.start - 1..word.at.end + 1];
        for start in 0..padded.len() {
            let mut hash = LETTERS_SEED;
            for (more, sign) in padded[start..].iter().take(lengths.end - 1).enumerate() {
                hash = stir(hash, u32::from(*sign));
                if more + 1 >= lengths.start {
                    give(settle(hash));
                }
            }
        }
    }

    /// The number of each word, in order, into `numbers`, which is emptied first.
    pub fn word_numbers(&self, numbers: &mut Vec<u32>) {
        numbers.clear();
        numbers.extend(self.words.iter().map(|word| word_number(self.signs_of(word))));
    }
}

/// What a byte of ASCII is inside a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The end of the word.
    End,
    /// A control, which is nothing to be read.
    Nothing,
    Small,
    Capital,
    Digit,
}

const STEPS: [Step; 128] = {
    let mut steps = [Step::End; 128];
    let mut byte = 0;
    while byte < 128_u8 {
        steps[byte as usize] = match byte {
            b'a'..=b'z' => Step::Small,
            b'A'..=b'Z' => Step::Capital,
            b'0'..=b'9' => Step::Digit,
            b'\t'..=b'\r' => Step::End,
            _ if byte.is_ascii_control() => Step::Nothing,
            _ => Step::End,
        };
        byte += 1;
    }
    steps
};

const LETTERS_SEED: u32 = 0x9e37_79b9;
const WORDS_SEED: u32 = 0x85eb_ca6b;

/// The number of a folded word.
#[inline]
#[must_use]
pub fn word_number(signs: &[char]) -> u32 {
    settle(signs.iter().fold(WORDS_SEED, |hash, sign| stir(hash, u32::from(*sign))))
}

/// The number of two things that follow each other.
#[inline]
#[must_use]
pub fn pair(first: u32, second: u32) -> u32 {
    settle(stir(first.rotate_left(7), second))
}

#[inline]
fn stir(hash: u32, number: u32) -> u32 {
    // One step of FNV-1a over a whole number, turned so that the low bits depend on all before.
    (hash.rotate_left(5) ^ number).wrapping_mul(0x2722_0a95)
}

#[inline]
fn settle(hash: u32) -> u32 {
    // The last steps of MurmurHash3.
    let hash = (hash ^ (hash >> 15)).wrapping_mul(0x85eb_ca6b);
    hash ^ (hash >> 13)
}

/// Whether the sign is a letter that needs no look into the tables of Unicode: of ASCII, extended Latin, Arabic or Devanagari.
#[inline]
fn is_plain_letter(sign: char) -> bool {
    sign.is_ascii_alphabetic()
        || matches!(sign, '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}' | '\u{620}'..='\u{64a}' | '\u{904}'..='\u{939}')
}

/// Whether the sign belongs to a word: a letter, a digit, or a mark that is written over or behind letters.
#[inline]
fn is_of_words(sign: char) -> bool {
    if sign.is_ascii() {
        return sign.is_ascii_alphanumeric();
    }
    is_plain_letter(sign)
        || signs::is_alphanumeric(sign)
        || matches!(sign, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{94f}' )
}

/// Whether the sign is nothing to be read: space, control, zero width, direction, variant of an emoji.
#[inline]
fn is_left_out(sign: char) -> bool {
    signs::is_whitespace(sign)
        || sign.is_control()
        || matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Whether a sign outside ASCII is a mark of writing.
#[inline]
fn is_mark(sign: char) -> bool {
    matches!(
        sign,
        '\u{a1}' | '\u{ab}' | '\u{b4}' | '\u{b7}' | '\u{bb}' | '\u{bf}' | '\u{2010}'
            ..='\u{205e}' | '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{964}' | '\u{3001}' | '\u{3002}' | '\u{ff01}' | '\u{ff1f}'
    )
}

/// The plain form of quotes, dashes and the three dots.
#[inline]
fn folded_mark(sign: char) -> char {
    match sign {
        '\u{2018}' | '\u{2019}' | '\u{b4}' | '`' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' => '"',
        '\u{2010}'..='\u{2015}' => '-',
        '\u{61f}' | '\u{ff1f}' => '?',
        '\u{ff01}' => '!',
        other => other,
    }
}

fn is_address(text: &str) -> bool {
    let head = text.as_bytes();
    let starts = |with: &[u8]| head.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
    starts(b"http") && (starts(b"http:") || starts(b"https:") || !head.get(4).is_some_and(u8::is_ascii_alphanumeric))
}

fn is_bare_address(text: &str) -> bool {
    text.as_bytes().get(..4).is_some_and(|head| head.eq_ignore_ascii_case(b"www."))
}

fn after(text: &str, sign: char) -> &str {
    &text[sign.len_utf8()..]
}

fn after_word(text: &str) -> &str {
    text.find(signs::is_whitespace).map_or("", |end| &text[end..])
}

fn after_name(text: &str) -> &str {
    let name = &text[1..];
    name.find(|sign: char| !(signs::is_alphanumeric(sign) || sign == '_')).map_or("", |end| &name[end..])
}

#[cfg(test)]
mod tests {
    use super::{FOLD_BYTES_MAX, Folded};

    fn check(text: &str, expect: &str) {
        let folded = Folded::of(text);
        let read: Vec<String> = folded.words.iter().map(|word| folded.signs_of(word).iter().collect()).collect();
        assert_eq!(read.join("|").replace('\u{e000}', "URL").replace('\u{e001}', "NAME"), expect, "of {text:?}");
    }

    #[test]
    fn a_text_is_cut_and_folded() {
        check("Heeeello  WORLD!!!! 2026", "heello|world|!!|00");
        check("@you look: https://a.example/b?c http", "NAME|look|:|URL|URL");
        check("C’est l'été :-) 😀😀", "c|'|est|l|'|été|:-)|😀|😀");
        check("#Paris,#Lyon", "#|paris|,|#|lyon");
        check("नमस्ते दुनिया।", "नमस्ते|दुनिया|।");
        check("z\u{200b}ero", "zero");
        check("", "");
    }

    #[test]
    fn plain_letters_are_letters_of_unicode() {
        for sign in ('\0'..='\u{10ff}').filter(|sign| super::is_plain_letter(*sign)) {
            assert!(sign.is_alphabetic(), "{sign:?}");
        }
    }

    #[test]
    fn loud_and_drawn_words_are_known() {
        let folded = Folded::of("WOW soooo I ok");
        let marks: Vec<(bool, bool)> = folded.words.iter().map(|word| (word.is_loud, word.is_drawn)).collect();
        assert_eq!(marks, [(true, false), (false, true), (false, false), (false, false)]);
    }

    #[test]
    fn runs_of_letters_stay_inside_words() {
        let mut count = 0;
        Folded::of("abc de").letter_runs(3..5, |_| count += 1);
        // " abc " has three runs of three and two of four, " de " two and one.
        assert_eq!(count, 8);
    }

    #[test]
    fn a_long_text_is_read_to_the_limit() {
        assert!(Folded::of(&"é".repeat(5_000_000)).signs.len() <= FOLD_BYTES_MAX + 2);
        assert!(Folded::of(&"a ".repeat(2_500_000)).words.len() <= FOLD_BYTES_MAX);
    }
}
