//! The texts that are learnt from, as words, and the examples drawn from them.

use std::{
    collections::{HashMap, HashSet},
    error::Error,
    fs,
    path::Path,
};
use text::language::{
    grams::{Letters, each_gram},
    script::Script,
};
use unicode_normalization::UnicodeNormalization;

/// Of the sentences each whose hash divides by this is kept out and measured on (`examples/measure_language` has the same rule).
const HELD_EVERY: u64 = 20;
/// Of a text so many letters are read.
const TEXT_LETTERS: usize = 4_000;
/// Words of English so frequent do not make a text Hindi.
const FREQUENT: usize = 4_000;
/// How many of the examples have lost their accents, of a hundred.
const BARE_PERCENT: u64 = 8;
/// The scripts of each table.
const SCRIPTS: [&[Script]; 5] =
    [&[Script::Latin], &[Script::Cyrillic], &[Script::Arabic], &[Script::Devanagari], &[Script::Han, Script::Kana]];
/// Small talk of our own, as it is written to friends: the sets have none in Dutch, and few greetings in any language.
const TALK: &str = include_str!("talk.txt");
/// What else there is of a language: file, the field that is the text (from 0), and whether its first line is left.
const MORE: [(&str, &str, usize); 27] = [
    ("ca", "language/tatoeba/cat.txt", 0),
    ("zh", "language/tatoeba/cmn.txt", 0),
    ("en", "language/tatoeba/eng.txt", 0),
    ("fr", "language/tatoeba/fra.txt", 0),
    ("it", "language/tatoeba/ita.txt", 0),
    ("ja", "language/tatoeba/jpn.txt", 0),
    ("pt", "language/tatoeba/por.txt", 0),
    ("es", "language/tatoeba/spa.txt", 0),
    ("ar", "sentiment/tweets/ar.train.tsv", 1),
    ("de", "sentiment/tweets/de.train.tsv", 1),
    ("en", "sentiment/tweets/en.train.tsv", 1),
    ("es", "sentiment/tweets/es.train.tsv", 1),
    ("fr", "sentiment/tweets/fr.train.tsv", 1),
    ("hi", "sentiment/tweets/hi.train.tsv", 1),
    ("it", "sentiment/tweets/it.train.tsv", 1),
    ("pt", "sentiment/tweets/pt.train.tsv", 1),
    ("en", "sentiment/tweets/en.semeval.tsv", 1),
    ("fr", "sentiment/reviews/fr.train.tsv", 1),
    ("en", "sentiment/rated/en.amazonReviewSnippets.tsv", 1),
    ("en", "sentiment/rated/en.movieReviewSnippets.tsv", 1),
    ("en", "sentiment/rated/en.nytEditorialSnippets.tsv", 1),
    ("en", "toxicity/en_fr.jigsaw.tsv", 1),
    ("fr", "toxicity/en_fr.jigsaw.tsv", 2),
    ("fr", "toxicity/fr.mlma.tsv", 1),
    ("en", "matching/agnews.tsv", 1),
    ("en", "spam/en.sms.tsv", 1),
    ("en", "toxicity/en.davidson.tsv", 1),
];
const SERBIAN: [(&str, &str); 30] = [
    ("а", "a"),
    ("б", "b"),
    ("в", "v"),
    ("г", "g"),
    ("д", "d"),
    ("ђ", "đ"),
    ("е", "e"),
    ("ж", "ž"),
    ("з", "z"),
    ("и", "i"),
    ("ј", "j"),
    ("к", "k"),
    ("л", "l"),
    ("љ", "lj"),
    ("м", "m"),
    ("н", "n"),
    ("њ", "nj"),
    ("о", "o"),
    ("п", "p"),
    ("р", "r"),
    ("с", "s"),
    ("т", "t"),
    ("ћ", "ć"),
    ("у", "u"),
    ("ф", "f"),
    ("х", "h"),
    ("ц", "c"),
    ("ч", "č"),
    ("џ", "dž"),
    ("ш", "š"),
];

/// Chance with a seed: splitmix64.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }
}

type Words = Vec<Vec<u32>>;

/// What there is of one language.
#[derive(Default)]
pub(crate) struct Tongue {
    /// The sets: sentences first, then whatever else.
    sets: Vec<Vec<Words>>,
    /// Each word once.
    types: Words,
    /// Sentences that are kept out.
    pub(crate) held: Vec<Words>,
}

/// What there is of all languages of a table.
pub(crate) struct Corpus {
    pub(crate) tongues: Vec<Tongue>,
}

impl Corpus {
    pub(crate) fn read(sets: &Path, table: usize, codes: &[&str]) -> Result<Self, Box<dyn Error>> {
        let scripts = SCRIPTS[table];
        let mut tongues = codes.iter().map(|code| Tongue::read(sets, code, scripts)).collect::<Result<Vec<_>, _>>()?;
        let at = |wanted: &str| codes.iter().position(|code| *code == wanted);
        if let (Some(english), Some(hindi)) = (at("en"), at("hi")) {
            let english = tongues[english].most_frequent(FREQUENT);
            tongues[hindi].leave_out_mixed(&english);
        }
        Ok(Self { tongues })
    }

    pub(crate) fn size(&self) -> usize {
        self.tongues.iter().flat_map(|tongue| &tongue.sets).map(Vec::len).sum()
    }

    /// Calls with every word that is learnt from and its language.
    pub(crate) fn each_word(&self, mut take: impl FnMut(usize, &[u32])) {
        for (number, tongue) in self.tongues.iter().enumerate() {
            for word in tongue.sets.iter().flatten().flatten() {
                take(number, word);
            }
        }
    }

    /// The n-grams of an example of that language: often a word or a few, sometimes a whole text.
    pub(crate) fn example(&self, number: usize, chance: &mut Chance, grams: &mut Vec<u32>) {
        grams.clear();
        let tongue = &self.tongues[number];
        if tongue.sets.is_empty() {
            for word in nonsense(chance) {
                each_gram(&word, |key| grams.push(key));
            }
            return;
        }
        if chance.below(100) < 22 {
            let word = &tongue.types[chance.below(tongue.types.len())];
            each_gram(word, |key| grams.push(key));
            return;
        }
        let set = &tongue.sets[if chance.below(100) < 45 { 0 } else { chance.below(tongue.sets.len()) }];
        let words = &set[chance.below(set.len())];
        let wanted = match chance.below(100) {
            0..15 => 1,
            15..35 => 2,
            35..60 => 3 + chance.below(4),
            60..80 => 7 + chance.below(8),
            _ => 24,
        };
        let start = if words.len() > wanted { chance.below(words.len() - wanted + 1) } else { 0 };
        let is_bare = chance.next() % 100 < BARE_PERCENT;
        for word in words[start..].iter().take(wanted) {
            if is_bare {
                each_gram(&bare(word), |key| grams.push(key));
            } else {
                each_gram(word, |key| grams.push(key));
            }
        }
    }
}

impl Tongue {
    /// The words that are met most.
    fn most_frequent(&self, count: usize) -> HashSet<Vec<u32>> {
        let mut counts: HashMap<&Vec<u32>, usize> = HashMap::new();
        self.sets.iter().flatten().flatten().for_each(|word| *counts.entry(word).or_default() += 1);
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        counts.into_iter().take(count).map(|(word, _)| word.clone()).collect()
    }

    /// Leaves out texts that are partly in the other language: tweets in Hindi written in Latin letters often are.
    fn leave_out_mixed(&mut self, frequent: &HashSet<Vec<u32>>) {
        for set in &mut self.sets {
            set.retain(|words| words.iter().filter(|word| frequent.contains(*word)).count() * 10 < words.len());
            set.iter_mut().for_each(|words| words.retain(|word| !frequent.contains(word)));
        }
        self.types.retain(|word| !frequent.contains(word));
    }

    fn read(sets: &Path, code: &str, scripts: &[Script]) -> Result<Self, Box<dyn Error>> {
        let mut tongue = Self::default();
        let path = sets.join(format!("language/sentences/{code}.txt"));
        if code == "und" {
            return Ok(tongue);
        }
        let is_turned = code == "sr" && scripts == [Script::Latin];
        let mut sentences = Vec::new();
        for line in fs::read_to_string(&path)?.lines() {
            let turned = if is_turned { in_latin(line) } else { line.to_owned() };
            let Some(words) = words(&turned, scripts) else { continue };
            if hash(line).is_multiple_of(HELD_EVERY) {
                tongue.held.push(words);
            } else {
                sentences.push(words);
            }
        }
        let mut others: Vec<Vec<Words>> = Vec::new();
        for (_, file, field) in MORE.iter().filter(|more| more.0 == code) {
            let text = fs::read_to_string(sets.join(file))?;
            let texts = text.lines().filter_map(|line| line.split('\t').nth(*field));
            others.push(texts.filter_map(|text| words(text, scripts)).collect());
        }
        let talk: Vec<Words> = TALK
            .lines()
            .filter_map(|line| line.split_once(' '))
            .filter(|(language, _)| *language == code && scripts == [Script::Latin])
            .flat_map(|(_, phrases)| phrases.split(" | "))
            .filter_map(|phrase| words(phrase, scripts))
            .collect();
        others.push(talk);
        tongue.sets = std::iter::once(sentences).chain(others).filter(|set| set.len() > 20).collect();
        let mut types: Words = tongue.sets.iter().flatten().flatten().filter(|word| word.len() >= 4).cloned().collect();
        types.sort_unstable();
        types.dedup();
        tongue.types = types;
        if tongue.types.is_empty() {
            tongue.types = tongue.sets.iter().flatten().flatten().cloned().collect();
        }
        Ok(tongue)
    }
}

/// The words of a text, unless it is written otherwise for the most part.
fn words(text: &str, scripts: &[Script]) -> Option<Words> {
    let letters = Letters::read(text, TEXT_LETTERS);
    let all: u32 = Script::ALL.iter().map(|&script| letters.count(script)).sum();
    let ours: u32 = scripts.iter().map(|&script| letters.count(script)).sum();
    (all > 0 && ours * 4 >= all * 3).then(|| letters.words().map(<[u32]>::to_vec).collect())
}

/// FNV-1a of 64 bits.
fn hash(text: &str) -> u64 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    hash >> 17
}

fn in_latin(text: &str) -> String {
    let turn = |sign: char| SERBIAN.iter().find(|(from, _)| from.starts_with(sign)).map(|(_, to)| *to);
    text.to_lowercase().chars().map(|sign| turn(sign).map_or_else(|| sign.to_string(), str::to_owned)).collect()
}

fn bare(word: &[u32]) -> Vec<u32> {
    let text: String = word.iter().filter_map(|&sign| char::from_u32(sign)).collect();
    text.nfd().filter(|&sign| !('\u{300}'..='\u{36f}').contains(&sign)).map(|sign| sign as u32).collect()
}

/// What hands, keys and encoders make that is no language.
fn nonsense(chance: &mut Chance) -> Words {
    const ROWS: [&str; 4] = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop"];
    let kind = chance.below(5);
    (0..1 + chance.below(5))
        .map(|_| {
            let length = 3 + chance.below(if kind == 1 { 21 } else { 9 });
            let row = ROWS[chance.below(ROWS.len())].as_bytes();
            let pick = |chance: &mut Chance| match kind {
                0 | 1 => b'a' + chance.below(26) as u8,
                2 => row[chance.below(row.len())],
                3 => b"abcdef"[chance.below(6)],
                _ => b"bcdfghjklmnpqrstvwxz"[chance.below(20)],
            };
            (0..length).map(|_| u32::from(pick(chance))).collect()
        })
        .collect()
}
