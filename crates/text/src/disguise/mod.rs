//! A folded copy of a text that sees through disguise: `h3ll0`, `heeeello`, `l.i.k.e t.h.i.s`, letters of other scripts,
//! inserted signs and invisible letters. Every byte of it knows the place in the text that it came from.
//!
//! What could make an innocent text into an insult (a year, a price, a product code, a hyphen) is only undone where the
//! caller knows the word that comes out, and never where the token looks like a code.

mod letters;

use std::ops::Range;

use crate::signs;

/// At most so many bytes of a text are read; what follows is not looked at.
pub const READ_BYTES_MAX: usize = 16 * 1024;

/// A stretch without a space longer than this, in letters, is no word: it is copied as it is.
const CHUNK_LETTERS_MAX: usize = 200;

/// So many single letters apart by single spaces are a word written wide.
const WIDE_LETTERS_MIN: usize = 4;

/// The folded copy of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// For each byte of `text` the byte of the original where its letter begins, and where it ends.
    origin: Vec<(u32, u32)>,
}

impl Folded {
    /// The copy: small letters without accents, spaces and punctuation kept.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that these bytes of the copy came from. Empty beyond the end.
    #[must_use]
    pub fn origin(&self, range: Range<usize>) -> Range<usize> {
        let first = self.origin.get(range.start);
        let last = range.end.checked_sub(1).filter(|last| *last >= range.start).and_then(|last| self.origin.get(last));
        match (first, last) {
            (Some(first), Some(last)) => first.0 as usize..(last.1 as usize).max(first.0 as usize),
            _ => 0..0,
        }
    }

    fn push(&mut self, sign: Sign) {
        let before = self.text.len();
        self.text.push(sign.letter);
        self.origin.extend(std::iter::repeat_n((sign.start, sign.end), self.text.len() - before));
    }
}

/// A letter of the copy with its place in the original.
#[derive(Debug, Clone, Copy)]
struct Sign {
    letter: char,
    start: u32,
    end: u32,
    /// Written as a capital.
    capital: bool,
}

/// Folds the first [`READ_BYTES_MAX`] bytes of a text. `known` says whether a word is one that people disguise; it is
/// asked in small letters without accents. Linear in the length.
#[must_use]
pub fn fold(text: &str, known: impl Fn(&str) -> bool) -> Folded {
    let text = &text[..text.floor_char_boundary(READ_BYTES_MAX)];
    let mut reader = Reader { folded: Folded::default(), chunk: Vec::new(), is_latin: is_mostly_latin(text), known };
    reader.folded.text.reserve(text.len() + 8);
    reader.folded.origin.reserve(text.len() + 8);
    reader.read(text);
    reader.folded
}

/// Appends one word to `out` in small letters without accents, with nothing else undone. Linear in the length.
pub fn fold_word(word: &str, out: &mut String) {
    if word.is_ascii() {
        let start = out.len();
        out.push_str(word);
        out[start..].make_ascii_lowercase();
        return;
    }
    word.chars().for_each(|letter| letters::fold(letter, |folded| out.push(folded)));
}

/// True where Latin letters are the most; only there are other scripts' letters taken for disguise.
fn is_mostly_latin(text: &str) -> bool {
    if text.is_ascii() {
        return true;
    }
    let (mut latin, mut other) = (0_usize, 0_usize);
    for letter in text.chars() {
        if letter.is_ascii_alphabetic() || ('\u{C0}'..'\u{250}').contains(&letter) {
            latin += 1;
        } else if signs::is_alphabetic(letter) {
            // Wide, circled and mathematical letters are Latin ones in another dress.
            let is_dressed = matches!(letter, '\u{1D400}'..'\u{1F200}' | '\u{FF21}'..='\u{FF5A}' | '\u{2460}'..='\u{24FF}');
            other += usize::from(!is_dressed);
        }
    }
    latin >= other
}

struct Reader<K> {
    folded: Folded,
    /// The letters between two spaces.
    chunk: Vec<Sign>,
    is_latin: bool,
    known: K,
}

impl<K: Fn(&str) -> bool> Reader<K> {
    fn read(&mut self, text: &str) {
        let mut place = 0;
        while place < text.len() {
            let rest = &text[place..];
            let length = rest.find(signs::is_whitespace).unwrap_or(rest.len());
            if length == 0 {
                let Some(space) = rest.chars().next() else { return };
                let end = place + space.len_utf8();
                let letter = if space == '\n' { '\n' } else { ' ' };
                self.folded.push(Sign { letter, start: place as u32, end: end as u32, capital: false });
                place = end;
                continue;
            }
            let length = wide_word(rest, length).unwrap_or(length);
            self.chunk(&rest[..length], place);
            place += length;
        }
    }

    fn chunk(&mut self, chunk: &str, place: usize) {
        self.chunk.clear();
        let mut is_plain = true;
        let mut before = ('\0', '\0');
        for (at, letter) in chunk.char_indices() {
            if signs::is_whitespace(letter) {
                continue;
            }
            let (start, end) = ((place + at) as u32, (place + at + letter.len_utf8()) as u32);
            let capital = signs::is_uppercase(letter);
            letters::fold(letter, |letter| {
                is_plain &= letter.is_ascii_alphabetic() && (letter != before.0 || letter != before.1);
                before = (before.1, letter);
                self.chunk.push(Sign { letter, start, end, capital });
            });
        }
        if !is_plain && self.chunk.len() <= CHUNK_LETTERS_MAX && !is_address(&self.chunk) {
            self.undo_look_alikes();
            self.undo_dots();
            self.undo_numbers();
            self.undo_repetition();
            self.undo_insertion();
        }
        for sign in &self.chunk {
            self.folded.push(*sign);
        }
    }

    /// Letters of other scripts, in a token that has Latin ones or in a text that is mostly Latin.
    fn undo_look_alikes(&mut self) {
        if self.chunk.iter().all(|sign| sign.letter.is_ascii()) {
            return;
        }
        if self.is_latin || self.chunk.iter().any(|sign| sign.letter.is_ascii_alphabetic()) {
            for sign in &mut self.chunk {
                if let Some(letter) = (!sign.letter.is_ascii()).then(|| letters::look_alike(sign.letter)).flatten() {
                    sign.letter = letter;
                }
            }
        }
    }

    /// `l.i.k.e`: three single letters or more with one and the same sign between them.
    fn undo_dots(&mut self) {
        let mut kept = Vec::with_capacity(self.chunk.len());
        let mut at = 0;
        while at < self.chunk.len() {
            let run = dotted_run(&self.chunk, at);
            if run >= 3 {
                kept.extend(self.chunk[at..at + run * 2 - 1].iter().step_by(2).copied());
                at += run * 2 - 1;
            } else {
                kept.push(self.chunk[at]);
                at += 1;
            }
        }
        self.chunk = kept;
    }

    /// `h3ll0`: digits and signs that stand for letters.
    fn undo_numbers(&mut self) {
        let mut at = 0;
        while at < self.chunk.len() {
            let length = self.chunk[at..].iter().take_while(|sign| is_letter_or_stand_in(sign.letter)).count();
            if length >= 3 {
                undo_numbers_in(&mut self.chunk[at..at + length], &self.known);
            }
            at += length.max(1);
        }
    }

    /// `heeeello`: three times the same letter and more.
    fn undo_repetition(&mut self) {
        let mut at = 0;
        while at < self.chunk.len() {
            let length = self.chunk[at..].iter().take_while(|sign| signs::is_alphabetic(sign.letter)).count();
            if length >= 3 && runs(&self.chunk[at..at + length]).any(|(_, run)| run >= 3) {
                let shorter = shortened(&self.chunk[at..at + length], &self.known);
                let kept = shorter.len();
                self.chunk.splice(at..at + length, shorter);
                at += kept;
            } else {
                at += length.max(1);
            }
        }
    }

    /// `wo.rd`: signs between the letters of a known word.
    fn undo_insertion(&mut self) {
        let first = self.chunk.iter().position(|sign| signs::is_alphabetic(sign.letter));
        let last = self.chunk.iter().rposition(|sign| signs::is_alphabetic(sign.letter));
        let (Some(first), Some(last)) = (first, last) else { return };
        let inner = &self.chunk[first..=last];
        if !inner.iter().any(|sign| is_separator(sign.letter)) {
            return;
        }
        let joined: Vec<Sign> = inner.iter().filter(|sign| !is_separator(sign.letter)).copied().collect();
        if joined.len() < 4 || !joined.iter().all(|sign| signs::is_alphabetic(sign.letter)) {
            return;
        }
        let word: String = joined.iter().map(|sign| sign.letter).collect();
        if (self.known)(&word) {
            self.chunk.splice(first..=last, joined);
        }
    }
}

/// The length in bytes of a word written wide (`w i d e`) that begins here, when one does.
fn wide_word(rest: &str, length: usize) -> Option<usize> {
    if rest[..length].chars().count() != 1 {
        return None;
    }
    let (mut letters, mut end) = (0, 0);
    let mut signs = rest.char_indices().peekable();
    while let Some((_, letter)) =
        signs.next_if(|(_, letter)| signs::is_alphanumeric(*letter) || matches!(letter, '@' | '$' | '!'))
    {
        let followed_by = signs.peek().copied();
        if followed_by.is_some_and(|(_, next)| !signs::is_whitespace(next)) {
            break;
        }
        letters += usize::from(signs::is_alphabetic(letter));
        end = followed_by.map_or(rest.len(), |(at, _)| at);
        if signs.next_if(|(_, next)| *next == ' ').is_none() {
            break;
        }
    }
    (letters >= WIDE_LETTERS_MIN).then_some(end)
}

/// An address, an e-mail or a name after `@` is copied as it is.
fn is_address(chunk: &[Sign]) -> bool {
    let letter = |at: usize| chunk.get(at).map_or('\0', |sign| sign.letter);
    if letter(0) == '@' && letter(1).is_alphabetic() || letter(0) == '#' {
        return true;
    }
    let has = |pattern: &str| {
        let pattern: Vec<char> = pattern.chars().collect();
        chunk.windows(pattern.len()).any(|window| window.iter().zip(&pattern).all(|(sign, letter)| sign.letter == *letter))
    };
    let at = chunk.iter().position(|sign| sign.letter == '@');
    let is_mail = at.is_some_and(|at| at > 0 && chunk[at..].iter().any(|sign| sign.letter == '.'));
    is_mail || has("://") || has("www.")
}

/// How many single letters stand here with one and the same sign between them.
fn dotted_run(chunk: &[Sign], at: usize) -> usize {
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

fn is_separator(letter: char) -> bool {
    matches!(
        letter,
        '.' | '-' | '_' | '*' | '~' | '/' | ',' | '+' | '|' | '\'' | '"' | '`' | '^' | '=' | ':' | ';' | '•' | '·' | '–' | '—'
    )
}

/// The letter that a digit or sign stands for.
fn stands_for(letter: char) -> Option<char> {
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

fn is_letter_or_stand_in(letter: char) -> bool {
    signs::is_alphabetic(letter) || stands_for(letter).is_some()
}

/// Undoes the digits and signs of one token. Left alone are numbers with a unit, letters with a number behind (`A55`,
/// `H264`), capitals with as many digits as letters, and what is a price.
fn undo_numbers_in(token: &mut [Sign], known: &impl Fn(&str) -> bool) {
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
fn runs(token: &[Sign]) -> impl Iterator<Item = (Sign, usize)> {
    token.chunk_by(|one, next| one.letter == next.letter).map(|run| (run[0], run.len()))
}

/// A token with its long runs shortened: to the known word if there is one, else vowels to one and inner consonants to two.
fn shortened(token: &[Sign], known: &impl Fn(&str) -> bool) -> Vec<Sign> {
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

#[cfg(test)]
mod tests;
