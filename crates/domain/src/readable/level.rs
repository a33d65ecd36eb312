//! How hard a text is to read: from the length of its sentences and words.
//!
//! English: R. Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948):
//! `206.835 − 1.015 × words per sentence − 84.6 × syllables per word`. French: L. Kandel and A. Moles, "Application de l’indice de
//! Flesch à la langue française", Cahiers d’études de radio-télévision 19 (1958): `207 − 1.015 × words per sentence − 73.6 ×
//! syllables per word`. Both want a hundred words to be exact; of a short post they are a hint, and below [`LEVEL_WORDS_MIN`]
//! nothing is said. Syllables are counted by rules of spelling, not from a dictionary.

use crate::Language::{self, English, French};

/// Words below which nothing is said of a text.
pub const LEVEL_WORDS_MIN: usize = 30;

/// How hard a text is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    /// The score of the formula: about 100 is very easy, 0 very hard; it may lie beyond both.
    pub score: f64,
    /// Words it is counted from.
    pub words: usize,
    /// Sentences.
    pub sentences: usize,
    /// Syllables.
    pub syllables: usize,
}

/// The steps of Flesch's own table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ease {
    /// Below 30: for specialists.
    VeryHard,
    /// 30 to 50.
    Hard,
    /// 50 to 60.
    FairlyHard,
    /// 60 to 70: for everybody.
    Plain,
    /// 70 to 80.
    FairlyEasy,
    /// 80 to 90.
    Easy,
    /// From 90 on.
    VeryEasy,
}

impl Ease {
    /// A stable word for it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::VeryHard => "very_hard",
            Self::Hard => "hard",
            Self::FairlyHard => "fairly_hard",
            Self::Plain => "plain",
            Self::FairlyEasy => "fairly_easy",
            Self::Easy => "easy",
            Self::VeryEasy => "very_easy",
        }
    }
}

impl Level {
    /// Its step in Flesch's table.
    #[must_use]
    pub fn ease(&self) -> Ease {
        [
            (30.0, Ease::VeryHard),
            (50.0, Ease::Hard),
            (60.0, Ease::FairlyHard),
            (70.0, Ease::Plain),
            (80.0, Ease::FairlyEasy),
            (90.0, Ease::Easy),
        ]
        .into_iter()
        .find(|(below, _)| self.score < *below)
        .map_or(Ease::VeryEasy, |(_, ease)| ease)
    }
}

/// The level of a text in that language; none below [`LEVEL_WORDS_MIN`] words. Addresses, hashtags, names of accounts, numbers and emoji are
/// no words.
#[must_use]
pub fn reading_level(text: &str, language: Language) -> Option<Level> {
    let (mut words, mut all_syllables, mut sentences, mut is_open) = (0usize, 0usize, 0usize, false);
    for line in super::beginning(text, super::TEXT_BYTES_MAX).lines() {
        for piece in line.split_whitespace() {
            let is_name = piece.starts_with(['#', '@']) || piece.contains("://");
            if !is_name && piece.chars().any(char::is_alphabetic) {
                // A word with a hyphen is as many as it has parts; an elision (l’été) belongs to its word.
                for part in piece.split(['-', '–', '—', '/']).filter(|part| part.chars().any(char::is_alphabetic)) {
                    words += 1;
                    all_syllables += syllables(part, language);
                }
                is_open = true;
            }
            let end = piece.trim_end_matches(['"', '»', '”', ')', '\'', '’']);
            if is_open && end.ends_with(['.', '!', '?', '…', ':', ';']) {
                sentences += 1;
                is_open = false;
            }
        }
        sentences += usize::from(is_open);
        is_open = false;
    }
    if words < LEVEL_WORDS_MIN || sentences == 0 {
        return None;
    }
    let (per_sentence, per_word) = (count(words) / count(sentences), count(all_syllables) / count(words));
    let score = match language {
        English => 206.835 - 1.015 * per_sentence - 84.6 * per_word,
        French => 207.0 - 1.015 * per_sentence - 73.6 * per_word,
    };
    Some(Level { score, words, sentences, syllables: all_syllables })
}

/// The syllables of a word, at least one; of what has no letter, none.
#[must_use]
pub fn syllables(word: &str, language: Language) -> usize {
    let lower = word.to_lowercase();
    match language {
        English => {
            let letters: Vec<char> = lower.chars().filter(|sign| sign.is_alphabetic()).collect();
            if letters.is_empty() { 0 } else { english(&letters).max(1) }
        }
        French => {
            // Of an elision (l’, qu’, aujourd’) the consonants belong to what follows, and the vowels count.
            let letters: Vec<char> = lower.chars().filter(|sign| sign.is_alphabetic()).collect();
            if letters.is_empty() { 0 } else { french(&letters).max(1) }
        }
    }
}

fn is_vowel(sign: char) -> bool {
    "aeiouyàâäáèéêëìîïíòôöóùûüúœæ".contains(sign)
}

fn ends(letters: &[char], ending: &str) -> bool {
    let ending: Vec<char> = ending.chars().collect();
    letters.ends_with(&ending)
}

/// Groups of vowels, less the silent e of "make", "makes" and "walked", plus the vowels that are parted in "lion" and "create".
fn english(letters: &[char]) -> usize {
    let mut groups = 0;
    for (at, sign) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let starts =
            is_vowel(*sign) && !(at == 0 && *sign == 'y') && !before.is_some_and(|before| is_vowel(before) && before != 'q');
        groups += usize::from(starts);
        // Two vowels that are said one after the other, but where they follow t, s, c or g as in "nation" and "special".
        let parted = match (before, *sign) {
            (Some('i'), 'a' | 'o' | 'u') => {
                let softened = at >= 2 && matches!(letters[at - 2], 't' | 's' | 'c' | 'g' | 'x');
                !softened
            }
            (Some('e'), 'o') => !letters[..at].ends_with(&['p', 'e']),
            (Some('u'), 'a') => at >= 2 && !matches!(letters[at - 2], 'q' | 'g' | 's'),
            (Some('i'), 'e') => at == letters.len() - 2 && letters[at + 1] == 't' || at >= 2 && ends(&letters[..at], "sci"),
            (Some('e'), 'a') => at == letters.len() - 1 && at >= 3 || ends(&letters[..at], "cre") || ends(&letters[..at], "are"),
            _ => false,
        };
        groups += usize::from(parted);
    }
    let is_after_consonant = |back: usize| letters.len() > back && !is_vowel(letters[letters.len() - 1 - back]);
    let silent = if ends(letters, "e") {
        // "table" keeps it, "tree" and "the" have it as their vowel.
        is_after_consonant(1) && !(ends(letters, "le") && is_after_consonant(2))
    } else if ends(letters, "es") {
        let hisses = ["ses", "xes", "zes", "ches", "shes", "ces", "ges"].iter().any(|ending| ends(letters, ending));
        is_after_consonant(2) && !hisses && !(ends(letters, "les") && is_after_consonant(3))
    } else if ends(letters, "ed") {
        is_after_consonant(2) && !matches!(letters.get(letters.len().wrapping_sub(3)), Some('t' | 'd'))
    } else {
        false
    };
    groups - usize::from(silent && groups > 1)
}

/// Groups of vowels, less the mute e at the end, plus the vowels that are parted: "créer", "client", "théâtre", "actuel".
fn french(letters: &[char]) -> usize {
    let letters = without_mute_u(letters);
    let end = mute_end(&letters);
    let sounding = &letters[..end];
    let mut groups = 0;
    for (at, sign) in sounding.iter().enumerate() {
        if !is_sounded_vowel(sounding, at) {
            continue;
        }
        let is_inside = at > 0 && is_sounded_vowel(sounding, at - 1);
        groups += usize::from(!is_inside || is_parted(sounding, at, *sign));
    }
    groups
}

/// Whether the letter is a vowel that sounds: y between vowels, or before one at the beginning, is a consonant ("voyage", "yeux").
fn is_sounded_vowel(letters: &[char], at: usize) -> bool {
    let is_y = letters[at] == 'y';
    let next = letters.get(at + 1).copied().is_some_and(is_vowel);
    let before = at == 0 || is_vowel(letters[at - 1]);
    is_vowel(letters[at]) && !(is_y && next && before)
}

/// Whether a vowel after a vowel begins a syllable of its own.
fn is_parted(letters: &[char], at: usize, sign: char) -> bool {
    let before = letters[at - 1];
    let earlier = at.checked_sub(2).map(|at| letters[at]);
    let after = letters.get(at + 1).copied();
    match (before, sign) {
        // « théâtre », « réel », « créé », « Noël », « maïs ».
        ('é', _) | (_, 'ë' | 'ï') => true,
        // « client », « ouvrier », « plier »: after two consonants of which the second flows.
        ('i', _) => {
            let first = at.checked_sub(3).map(|at| letters[at]);
            matches!(earlier, Some('r' | 'l')) && first.is_some_and(|first| "bcdfgptv".contains(first))
        }
        // « tué », « jouer », « actuel », « nuage », but not « accueil ».
        ('u', 'é' | 'è' | 'a' | 'â') => earlier != Some('o') || sign == 'é',
        ('u', 'e') => after != Some('i'),
        // « chaos », but not « août ».
        ('a', 'o') => !matches!(after, Some('u' | 'û')),
        // « poète », « poésie ».
        ('o', 'é' | 'è' | 'a') => true,
        _ => false,
    }
}

/// The word without the u that is not said: « que », « guerre ».
fn without_mute_u(letters: &[char]) -> Vec<char> {
    let is_mute = |at: usize| {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let next = letters.get(at + 1).copied();
        letters[at] == 'u'
            && match before {
                Some('q') => next.is_some_and(is_vowel),
                Some('g') => matches!(next, Some('e' | 'é' | 'è' | 'ê' | 'i' | 'y')),
                _ => false,
            }
    };
    (0..letters.len()).filter(|at| !is_mute(*at)).map(|at| letters[at]).collect()
}

/// Where the word ends for the ear: without its mute e, es, or the ent of « parlaient ».
fn mute_end(letters: &[char]) -> usize {
    let cut = ["aient", "oient", "ssent"]
        .iter()
        .find(|ending| ends(letters, ending))
        .map(|_| 3)
        .or_else(|| ["es", "e"].iter().find(|ending| ends(letters, ending)).map(|ending| ending.len()));
    let end = letters.len() - cut.unwrap_or(0);
    // « le », « des »: the e is all there is.
    if letters[..end].iter().copied().any(is_vowel) { end } else { letters.len() }
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::from(u32::MAX), f64::from)
}
