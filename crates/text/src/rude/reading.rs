//! A text as a row of words with what each does, and the features of that row.

use std::cell::Cell;
use std::ops::Range;

use super::cue::{CUES, Cue, Cues, Table, extend, hash};
use crate::disguise::Folded;
use crate::memory;
use crate::signs;

/// Words of a text that are judged, at most.
const WORDS_MAX: usize = 600;

/// Words apart, at most, that are seen together.
const TOGETHER_WORDS: usize = 6;

/// One word.
#[derive(Debug, Clone)]
pub struct Word {
    /// Its bytes in the folded copy.
    pub at: Range<usize>,
    /// The number of its sentence.
    pub sentence: u16,
    /// It stands between quotation marks.
    pub is_quoted: bool,
    /// Where in [`Row::meant`] the word lies that was meant, where it is written with stars or an apostrophe.
    meant: Option<Range<usize>>,
    /// Of its letters, for what is remembered of it.
    pub(super) memory_key: u64,
}

/// A text as a row of words. It is filled again for every text.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// The folded copy.
    pub folded: Folded,
    /// Its words, at most [`WORDS_MAX`].
    pub words: Vec<Word>,
    /// What each word does.
    pub cues: Vec<Cues>,
    /// `@names`, addresses of the web, exclamation marks, question marks.
    pub marks: [u32; 4],
    /// Words that were meant by others.
    meant: String,
    /// The salt of the features that belong to one language.
    salt: u32,
}

/// The sorts of features; each is brought to the same length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeatureSort {
    /// Words, alone and together.
    Words,
    /// Runs of letters.
    Letters,
    /// What words do, alone and together.
    Cues,
}

impl FeatureSort {
    /// How many there are.
    pub const COUNT: usize = 3;
}

/// Letters of a run that is a feature.
const RUN_LETTERS: usize = 4;

/// What stands before an apostrophe in French and is a word.
const ELIDED: [&str; 10] = ["l", "d", "j", "n", "t", "m", "s", "c", "qu", "jusqu"];

impl Row {
    /// Reads a text in a language (`fr`, else as English).
    #[must_use]
    pub fn read(text: &str, language: &str) -> Self {
        let table = Table::of(language);
        let mut row = Self::default();
        row.fill(text, language == "fr");
        let mut cues: Vec<Cues> = (0..row.words.len()).map(|at| table.cues(row.word(at))).collect();
        table.mark_phrases(&mut cues, |at| row.word(at));
        row.cues = cues;
        row
    }

    /// Takes the words of another text in place of those it held; what they do is left open.
    pub(super) fn fill(&mut self, text: &str, is_french: bool) {
        let table = Table::of(if is_french { "fr" } else { "en" });
        self.folded.refill(text, |word| table.is_disguised(word));
        self.cut(table, is_french);
    }

    /// The same for a text that is read as English or as French, whichever fits; false where the words would be others.
    pub(super) fn fill_for_both(&mut self, text: &str) -> bool {
        let (english, french) = (Table::of("en"), Table::of("fr"));
        let differs = Cell::new(false);
        self.folded.refill(text, |word| {
            let is_disguised = english.is_disguised(word);
            differs.set(differs.get() | (is_disguised != french.is_disguised(word)));
            is_disguised
        });
        self.cut(english, false);
        !differs.get() && !self.folded.text().contains(['\'', '*'])
    }

    /// Says in which language the row is read.
    pub(super) fn set_french(&mut self, is_french: bool) {
        self.salt = u32::from(is_french);
    }

    /// The letters of a word.
    #[must_use]
    pub fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| match &word.meant {
            Some(meant) => &self.meant[meant.clone()],
            None => &self.folded.text()[word.at.clone()],
        })
    }

    /// Cuts the copy into words.
    fn cut(&mut self, table: &Table, is_french: bool) {
        self.set_french(is_french);
        self.marks = [0; 4];
        self.meant.clear();
        self.words.clear();
        let (text, words) = (self.folded.text(), &mut self.words);
        let (mut sentence, mut is_quoted, mut place) = (0_u16, false, 0);
        while words.len() < WORDS_MAX {
            let rest = &text[place..];
            let Some(sign) = rest.chars().next() else { break };
            if sign == ' ' {
                place += 1;
                continue;
            }
            if signs::is_alphanumeric(sign) {
                let (length, may_have_star) = word_length(rest);
                let mut end = place + length;
                let has_apostrophe = text.as_bytes().get(end) == Some(&b'\'');
                let is_elided = has_apostrophe && is_french && ELIDED.contains(&&text[place..end]);
                let is_joined = has_apostrophe && !is_french && text[end + 1..].starts_with(signs::is_alphanumeric);
                let begin = self.meant.len();
                if is_joined {
                    // `don't` is read as `dont`.
                    end += 1 + word_length(&text[end + 1..]).0;
                    self.meant.extend(text[place..end].split('\''));
                }
                if matches!(end - place, 3..=5) && matches!(&text[place..end], "http" | "https" | "www") {
                    end = place + rest.find(signs::is_whitespace).unwrap_or(rest.len());
                    self.marks[1] += 1;
                } else {
                    if !is_joined && may_have_star && text[place..end].contains('*') {
                        self.meant.push_str(table.starred(&text[place..end]).unwrap_or_default());
                    }
                    let meant = Some(begin..self.meant.len()).filter(|meant| !meant.is_empty());
                    let memory_key =
                        memory::key_of(0, meant.as_ref().map_or(&text[place..end], |meant| &self.meant[meant.clone()]));
                    words.push(Word { at: place..end, sentence, is_quoted, meant, memory_key });
                }
                place = end + usize::from(is_elided);
                continue;
            }
            let length = sign.len_utf8();
            match sign {
                '@' if rest[1..].starts_with(signs::is_alphanumeric) => {
                    self.marks[0] += 1;
                    place += 1 + word_length(&rest[1..]).0;
                    continue;
                }
                '"' | '\u{AB}' | '\u{BB}' => is_quoted = !is_quoted,
                '.' | ';' | '\n' => sentence = sentence.saturating_add(1),
                '!' | '?' => {
                    self.marks[if sign == '!' { 2 } else { 3 }] += 1;
                    sentence = sentence.saturating_add(1);
                }
                _ if !sign.is_ascii() && !signs::is_whitespace(sign) && !('\u{2000}'..'\u{2190}').contains(&sign) => {
                    let (at, memory_key) = (place..place + length, memory::key_of(0, &rest[..length]));
                    words.push(Word { at, sentence, is_quoted, meant: None, memory_key });
                }
                _ => {}
            }
            place += length;
        }
    }

    /// Hands every feature of the row to `take`, with the word that it begins at.
    pub fn features(&self, mut take: impl FnMut(FeatureSort, u32, usize)) {
        let mut before = (0_u32, 0_u32);
        for at in 0..self.words.len() {
            let word = self.word(at);
            let key = self.key(word);
            take(FeatureSort::Words, lone(key), at);
            for pair in pairs(key, before) {
                take(FeatureSort::Words, pair, at);
            }
            before = (key, before.0);
            self.letters(word, |feature| take(FeatureSort::Letters, feature, at));
        }
        self.features_of_all(&mut take);
    }

    /// The key of a word among the features of its language.
    pub(super) fn key(&self, word: &str) -> u32 {
        mix(hash(word), self.salt)
    }

    /// Every feature that does not follow from a word and the two before it.
    pub(super) fn features_of_all(&self, take: &mut impl FnMut(FeatureSort, u32, usize)) {
        self.rows_of_cues(take);
        for (number, count) in self.marks.iter().enumerate() {
            for step in 0..(*count).min(3) {
                take(FeatureSort::Cues, mix(step * 8 + number as u32, 14), 0);
            }
        }
        let long = (self.words.len().next_power_of_two().trailing_zeros()).min(7);
        take(FeatureSort::Cues, mix(long, 15), 0);
    }

    /// Runs of letters of a word, with its ends.
    pub(super) fn letters(&self, word: &str, mut take: impl FnMut(u32)) {
        let bytes = word.as_bytes();
        if bytes.len() < 3 || bytes.len() > 40 {
            return;
        }
        let byte = |place: usize| if place == 0 || place > bytes.len() { b'<' } else { bytes[place - 1] };
        for start in 0..bytes.len() {
            if start + RUN_LETTERS > bytes.len() + 2 {
                break;
            }
            let run = (start..start + RUN_LETTERS).map(byte);
            let key = run.fold(0x811c_9dc5 ^ self.salt, |key, byte| (key ^ u32::from(byte)).wrapping_mul(0x0100_0193));
            take(mix(key, 20 + RUN_LETTERS as u32));
        }
    }

    /// What the words do, one by one, two together, and in rows of two to four with what lies between left out.
    fn rows_of_cues(&self, take: &mut impl FnMut(FeatureSort, u32, usize)) {
        let doing: Vec<usize> = (0..self.words.len()).filter(|at| self.cues[*at].first() < CUES).collect();
        let mut seen = [0_u8; CUES as usize];
        for (place, at) in doing.iter().copied().enumerate() {
            let quoted = u32::from(self.words[at].is_quoted);
            for cue in self.cues[at].numbers() {
                let count = &mut seen[usize::from(cue)];
                if *count < 3 {
                    take(FeatureSort::Cues, mix(u32::from(cue) | u32::from(*count) << 8, 30), at);
                    *count += 1;
                }
                if quoted == 1 {
                    take(FeatureSort::Cues, mix(u32::from(cue), 31), at);
                }
            }
            let mut key = 0;
            for (step, next) in doing[place..].iter().copied().take(4).enumerate() {
                if self.words[next].sentence != self.words[at].sentence {
                    break;
                }
                key = extend(key, "|").wrapping_add(u32::from(self.cues[next].first()) + 1);
                if step > 0 {
                    take(FeatureSort::Cues, mix(key, 32), at);
                }
                if step > 0 && next - at <= TOGETHER_WORDS {
                    for one in self.cues[at].numbers() {
                        for other in self.cues[next].numbers() {
                            take(FeatureSort::Cues, mix(u32::from(one) << 8 | u32::from(other), 33), at);
                        }
                    }
                }
            }
            // Close by: the very next word too.
            if let Some(next) = doing.get(place + 1).filter(|next| **next == at + 1) {
                take(FeatureSort::Cues, mix(u32::from(self.cues[at].first()) << 8 | u32::from(self.cues[*next].first()), 34), at);
            }
        }
        // What the whole text has, two and two, wherever it stands.
        let present: Vec<u8> = (0..CUES).filter(|cue| seen[usize::from(*cue)] > 0).collect();
        for (place, one) in present.iter().enumerate().filter(|(_, one)| **one <= Cue::Exclude as u8) {
            for other in &present[place + 1..] {
                take(FeatureSort::Cues, mix(u32::from(*one) << 8 | u32::from(*other), 35), 0);
            }
        }
    }
}

/// The length in bytes of the word that begins here, and whether it may have stars; those inside belong to it.
#[inline]
fn word_length(rest: &str) -> (usize, bool) {
    let (mut end, mut has_star) = (0, false);
    while let Some(byte) = rest.as_bytes().get(end) {
        if signs::is_of_word(*byte) {
            end += 1;
        } else if *byte == b'*' {
            (end, has_star) = (end + 1, true);
        } else if byte.is_ascii() {
            break;
        } else {
            match rest[end..].chars().next().filter(|sign| signs::is_alphanumeric(*sign)) {
                Some(sign) => end += sign.len_utf8(),
                None => break,
            }
        }
    }
    if !has_star {
        return (end.max(1), false);
    }
    // A star behind the word is a mark, unless the word is one letter.
    let word = &rest[..end];
    let trimmed = word.trim_end_matches('*').len();
    (if trimmed <= 2 && word.len() >= 4 { end } else { trimmed.max(1) }, true)
}

/// The feature of a word by itself.
pub(super) fn lone(key: u32) -> u32 {
    mix(key, 11)
}

/// The features of a word with the one before it, and with the one before that.
pub(super) fn pairs(key: u32, before: (u32, u32)) -> [u32; 2] {
    [mix(key ^ before.0.rotate_left(9), 12), mix(key ^ before.1.rotate_left(9), 13)]
}

/// Spreads a key, with the number of its kind.
fn mix(key: u32, kind: u32) -> u32 {
    let mut mixed = key ^ kind.wrapping_mul(0x9e37_79b9);
    mixed = (mixed ^ mixed >> 16).wrapping_mul(0x85eb_ca6b);
    mixed = (mixed ^ mixed >> 13).wrapping_mul(0xc2b2_ae35);
    mixed ^ mixed >> 16
}
