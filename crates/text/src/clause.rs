//! A text cut into words and clauses, for intents, aspects and key phrases.

use std::ops::Range;

use crate::disguise::fold_word;
use crate::rude::cue::hash;
use crate::signs;

/// At most so many bytes of a text are read.
pub(crate) const READ_BYTES_MAX: usize = 8 * 1024;

/// Words of a text that are looked at, at most.
const WORDS_MAX: usize = 800;

/// A word in small letters without accents.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// Its letters in [`Clauses::folded`].
    letters: Range<u32>,
    /// Its bytes in the text.
    pub(crate) at: Range<usize>,
    /// Its hash, as of [`hash`].
    pub(crate) key: u32,
    /// The number of its sentence.
    pub(crate) sentence: u16,
    /// The number of its clause.
    pub(crate) clause: u16,
}

/// A text as words in clauses.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clauses {
    folded: String,
    pub(crate) words: Vec<Word>,
    /// The sentences that end with a question mark.
    pub(crate) questions: Vec<u16>,
    /// Exclamation marks.
    pub(crate) exclamations: usize,
}

/// What stands before an apostrophe in French and is a word.
const ELIDED: [&str; 11] = ["l", "d", "j", "n", "t", "m", "s", "c", "qu", "jusqu", "lorsqu"];

/// Words that begin a clause.
const TURNS: [&str; 14] = [
    "but",
    "however",
    "although",
    "though",
    "whereas",
    "while",
    "except",
    "mais",
    "cependant",
    "toutefois",
    "pourtant",
    "sauf",
    "sinon",
    "malgre",
];

/// The hashes of [`TURNS`]: numbers are told apart sooner than words.
const TURN_KEYS: [u32; TURNS.len()] = {
    let mut keys = [0; TURNS.len()];
    let mut at = 0;
    while at < TURNS.len() {
        keys[at] = hash(TURNS[at]);
        at += 1;
    }
    keys
};

impl Clauses {
    /// Reads a text. Links and `@names` are left out.
    pub(crate) fn of(text: &str) -> Self {
        let mut clauses = Self::default();
        clauses.fill(text);
        clauses
    }

    /// Reads another text in place of the one it held.
    pub(crate) fn fill(&mut self, text: &str) {
        let text = &text[..text.floor_char_boundary(READ_BYTES_MAX)];
        let clauses = self;
        clauses.folded.clear();
        clauses.words.clear();
        clauses.questions.clear();
        clauses.exclamations = 0;
        clauses.folded.reserve(text.len());
        let (mut sentence, mut clause, mut place) = (0_u16, 0_u16, 0);
        while place < text.len() && clauses.words.len() < WORDS_MAX {
            let rest = &text[place..];
            let Some(sign) = rest.chars().next() else { break };
            if sign == ' ' {
                place += 1;
                continue;
            }
            if signs::is_alphanumeric(sign) {
                let end = place + word_length(rest);
                if matches!(end - place, 3..=5) && matches!(&text[place..end], "http" | "https" | "www") {
                    place += rest.find(signs::is_whitespace).unwrap_or(rest.len());
                    continue;
                }
                place = clauses.word(text, place, end, sentence, &mut clause);
                continue;
            }
            match sign {
                '@' => {
                    let name =
                        rest[1..].find(|sign: char| !(signs::is_alphanumeric(sign) || sign == '_')).unwrap_or(rest.len() - 1);
                    place += 1 + name;
                    continue;
                }
                '.' | '!' | '?' | '\n' | ';' | '…' | '。' | '؟' => {
                    if matches!(sign, '?' | '؟') {
                        clauses.questions.push(sentence);
                    }
                    clauses.exclamations += usize::from(sign == '!');
                    if clauses.words.last().is_some_and(|word| word.sentence == sentence) {
                        sentence = sentence.saturating_add(1);
                        clause = clause.saturating_add(1);
                    }
                }
                ',' | ':' | '(' | ')' | '"' | '«' | '»' | '–' | '—' => clause = clause.saturating_add(1),
                _ => {}
            }
            place += sign.len_utf8();
        }
    }

    /// Takes the word from `start` to `end`, or as much of it as is one, and says where to go on.
    fn word(&mut self, text: &str, start: usize, end: usize, sentence: u16, clause: &mut u16) -> usize {
        let first = self.folded.len();
        fold_word(&text[start..end], &mut self.folded);
        let mut stop = end;
        let after = &text[end..];
        let mark = after.chars().next().filter(|sign| matches!(sign, '\'' | '’'));
        let mut next = end;
        if let Some(mark) = mark {
            let behind = &after[mark.len_utf8()..];
            if ELIDED.contains(&&self.folded[first..]) && behind.starts_with(signs::is_alphanumeric) && !is_english_ending(behind)
            {
                next = end + mark.len_utf8();
            } else if behind.starts_with(signs::is_alphanumeric) {
                // `don't` is read as `dont`.
                stop = end + mark.len_utf8() + behind.find(|sign: char| !signs::is_alphanumeric(sign)).unwrap_or(behind.len());
                fold_word(&text[end + mark.len_utf8()..stop], &mut self.folded);
                next = stop;
            }
        }
        let folded = &self.folded[first..];
        let key = hash(folded);
        if TURN_KEYS.contains(&key) && TURNS.contains(&folded) {
            *clause = clause.saturating_add(1);
        }
        let word = Word { letters: first as u32..self.folded.len() as u32, at: start..stop, key, sentence, clause: *clause };
        self.words.push(word);
        next
    }

    /// The letters of a word.
    pub(crate) fn letters(&self, word: &Word) -> &str {
        &self.folded[word.letters.start as usize..word.letters.end as usize]
    }
}

/// `I'd`, `it's`, `don't`: what follows the apostrophe is the end of an English word.
fn is_english_ending(behind: &str) -> bool {
    ["d", "s", "t", "m", "ll", "re", "ve"]
        .iter()
        .any(|ending| behind.strip_prefix(ending).is_some_and(|rest| !rest.starts_with(signs::is_alphanumeric)))
}

/// The length in bytes of the word that begins here.
#[inline]
fn word_length(rest: &str) -> usize {
    let mut end = 0;
    while let Some(byte) = rest.as_bytes().get(end) {
        if signs::is_of_word(*byte) {
            end += 1;
        } else if byte.is_ascii() {
            break;
        } else {
            match rest[end..].chars().next().filter(|sign| signs::is_alphanumeric(*sign) || is_mark_of_word(*sign)) {
                Some(sign) => end += sign.len_utf8(),
                None => break,
            }
        }
    }
    end
}

/// Accents that are letters of their own.
fn is_mark_of_word(sign: char) -> bool {
    matches!(sign, '\u{300}'..='\u{36F}' | '\u{200C}' | '\u{200D}' | '\u{AD}')
}
