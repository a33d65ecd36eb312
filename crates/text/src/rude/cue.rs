//! What a word does in a sentence about people, and the table that knows it.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::words::{ENGLISH, FRENCH, Lists};
use crate::disguise;

/// What a word does. The order is that of importance: the first of a word stands for it in a row of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Cue {
    /// A word that runs down a group.
    Slur,
    /// Says to harm oneself.
    SelfHarm,
    /// Sends somebody away rudely.
    Vulgar,
    /// Names a person with contempt.
    Insult,
    /// A group of people by what they are.
    Group,
    /// A group of people by what they do or think.
    Outsider,
    /// A thing that has no feelings.
    Thing,
    /// Hatred said outright.
    Hate,
    /// Not.
    Not,
    /// What is meant against a group without a rude word.
    Implied,
    /// Speaks against such speech.
    Counter,
    /// Somebody said or wrote.
    Say,
    /// Uses a rude word of oneself or among friends.
    Reclaim,
    /// Killing and beating.
    Violence,
    /// People called animals, dirt, disease.
    Dehuman,
    /// Sending away, locking up, forbidding.
    Exclude,
    /// Rude without a target.
    Profane,
    /// Of sex and body.
    Lewd,
    /// A bad quality.
    Negative,
    /// A good quality.
    Good,
    /// The reader.
    You,
    /// The writer.
    I,
    /// Others.
    They,
    /// Must, will, want.
    Should,
    /// All of them.
    All,
}

/// How many there are.
pub const CUES: u8 = Cue::All as u8 + 1;

/// What a word does, all of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cues(u32);

/// Set in the entry of a word that begins a phrase of the table.
const BEGINS_PHRASE: u32 = 1 << 31;

impl Cues {
    /// True if the word does this.
    #[must_use]
    pub fn has(self, cue: Cue) -> bool {
        self.0 & (1 << cue as u8) != 0
    }

    /// True if it does any of these.
    #[must_use]
    pub fn any(self, cues: &[Cue]) -> bool {
        cues.iter().any(|cue| self.has(*cue))
    }

    /// Everything it does, by number, the most important first.
    pub fn numbers(self) -> impl Iterator<Item = u8> {
        let mut rest = self.0 & !BEGINS_PHRASE;
        std::iter::from_fn(move || {
            let number = rest.trailing_zeros();
            rest &= rest.wrapping_sub(1);
            (number < 32).then_some(number as u8)
        })
    }

    /// The number of the most important, or [`CUES`] when it does nothing.
    #[must_use]
    pub fn first(self) -> u8 {
        self.numbers().next().unwrap_or(CUES)
    }

    fn join(&mut self, other: Self) {
        self.0 |= other.0 & !BEGINS_PHRASE;
    }
}

/// Words of a phrase, at most.
const PHRASE_WORDS_MAX: usize = 5;

/// Letters of a word that is looked for behind stars, at most.
const STARRED_LETTERS_MAX: usize = 16;

/// The words of one language.
#[derive(Debug)]
pub struct Table {
    entries: HashMap<u32, u32, Straight>,
    /// Rude words, for those that are written with stars, the most usual first.
    starred: Vec<String>,
}

impl Table {
    /// French for `fr`, English for everything else.
    #[must_use]
    pub fn of(language: &str) -> &'static Self {
        static TABLES: LazyLock<[Table; 2]> =
            LazyLock::new(|| [Table::from_lists(ENGLISH, "s es"), Table::from_lists(FRENCH, "s e es")]);
        &TABLES[usize::from(language == "fr")]
    }

    fn from_lists(lists: Lists, endings: &str) -> Self {
        let mut table = Self { entries: HashMap::default(), starred: Vec::new() };
        for (cue, words) in lists {
            for word in words.split_whitespace() {
                let stem = disguise::fold(word.trim_end_matches('+'), |_| false).text().to_owned();
                table.add(&stem, *cue);
                for ending in endings.split(' ').filter(|_| word.ends_with('+')) {
                    table.add(&format!("{stem}{ending}"), *cue);
                }
            }
        }
        for wanted in [Cue::Profane, Cue::Slur, Cue::Insult] {
            for (_, words) in lists.iter().filter(|(cue, _)| *cue == wanted) {
                let plain = words
                    .split_whitespace()
                    .map(|word| word.trim_end_matches('+'))
                    .filter(|word| word.is_ascii() && word.len() > 3);
                table.starred.extend(plain.filter(|word| !word.contains('_')).map(str::to_owned));
            }
        }
        table
    }

    fn add(&mut self, word: &str, cue: Cue) {
        *self.entries.entry(hash(word)).or_default() |= 1 << cue as u8;
        if let Some((first, _)) = word.split_once('_') {
            *self.entries.entry(hash(first)).or_default() |= BEGINS_PHRASE;
        }
    }

    /// What a word does.
    #[must_use]
    pub fn cues(&self, word: &str) -> Cues {
        Cues(self.entries.get(&hash(word)).copied().unwrap_or_default())
    }

    /// True for a word that people disguise.
    #[must_use]
    pub fn is_disguised(&self, word: &str) -> bool {
        word.len() >= 3 && self.cues(word).any(&[Cue::Slur, Cue::Insult, Cue::Profane, Cue::Vulgar, Cue::SelfHarm])
    }

    /// The rude word that was written with stars, as in `f**k`.
    #[must_use]
    pub fn starred(&self, word: &str) -> Option<&str> {
        if word.len() > STARRED_LETTERS_MAX || !word.is_ascii() {
            return None;
        }
        let fits = |known: &&String| {
            known.len() == word.len() && known.bytes().zip(word.bytes()).all(|(known, seen)| seen == b'*' || seen == known)
        };
        self.starred.iter().find(fits).map(String::as_str)
    }

    /// Marks the words of the phrases of the table that stand in this row: each word of a phrase does what the phrase does.
    pub fn mark_phrases<'a>(&self, row: &mut [Cues], word: impl Fn(usize) -> &'a str) {
        for start in 0..row.len() {
            if row[start].0 & BEGINS_PHRASE == 0 {
                continue;
            }
            let mut key = hash(word(start));
            for length in 2..=PHRASE_WORDS_MAX.min(row.len() - start) {
                key = extend(extend(key, "_"), word(start + length - 1));
                if let Some(found) = self.entries.get(&key) {
                    row[start..start + length].iter_mut().for_each(|cues| cues.join(Cues(*found)));
                }
            }
        }
    }
}

/// A hash of 32 bits of a word (FNV-1a).
#[must_use]
pub const fn hash(word: &str) -> u32 {
    extend(0x811c_9dc5, word)
}

/// Goes on with a hash.
#[must_use]
pub const fn extend(mut key: u32, word: &str) -> u32 {
    let mut bytes = word.as_bytes();
    while let [byte, rest @ ..] = bytes {
        key = (key ^ *byte as u32).wrapping_mul(0x0100_0193);
        bytes = rest;
    }
    key
}

/// Takes the key, which is a hash already, as it is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Straight;

impl std::hash::BuildHasher for Straight {
    type Hasher = StraightHasher;

    fn build_hasher(&self) -> StraightHasher {
        StraightHasher(0)
    }
}

/// See [`Straight`].
#[derive(Debug, Clone, Copy)]
pub struct StraightHasher(u64);

impl std::hash::Hasher for StraightHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0 << 8 | u64::from(*byte);
        }
    }

    fn write_u32(&mut self, number: u32) {
        // The table looks at the top bits too.
        self.0 = u64::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}
