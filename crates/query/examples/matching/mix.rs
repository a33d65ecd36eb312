//! Queries of the shapes that people let stand, over the words of given texts. The same seed gives the same queries.

use std::collections::HashMap;

use query::{Analysis, Document};

/// Words that at most so many texts have are as rare as names.
const RARE_TEXTS_MAX: u32 = 5;
/// The words of middling frequency, by rank: below them are those of every text, above them those of few.
const MIDDLING: std::ops::Range<usize> = 200..3_000;
/// A word of more than so many percent of the texts makes no name.
const COMMON_PERCENT: usize = 5;

/// `SplitMix64` (Steele, Lea and Flood, 2014).
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(crate) const fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
}

/// What queries are made of.
pub(crate) struct Mix {
    rare: Vec<String>,
    middling: Vec<String>,
    /// Pairs and triples of words that follow each other in some text, one of them rare, as names are.
    phrases: Vec<String>,
}

/// A query, and the same as a Boolean of words where it is one.
pub(crate) struct Asked {
    pub(crate) text: String,
    pub(crate) boolean: Option<Boolean>,
}

/// All groups must have a word in the text, and none of the others may be there.
#[derive(Clone)]
pub(crate) struct Boolean {
    pub(crate) groups: Vec<Vec<String>>,
    pub(crate) others: Vec<String>,
}

impl Boolean {
    pub(crate) fn text(&self) -> String {
        let groups: Vec<String> = self.groups.iter().map(|words| format!("({})", words.join(" OR "))).collect();
        let others = if self.others.is_empty() { String::new() } else { format!(" NOT ({})", self.others.join(" OR ")) };
        groups.join(" AND ") + &others
    }
}

impl Mix {
    /// Learns the words of the texts.
    pub(crate) fn of(texts: &[(String, String)]) -> Self {
        let mut counts: HashMap<String, u32> = HashMap::new();
        let mut analysis = Analysis::new();
        for (title, body) in texts {
            analysis.read(&Document { title, body, ..Document::default() });
            for term in analysis.index_terms().filter(|term| is_word(term)) {
                *counts.entry(term.to_owned()).or_default() += 1;
            }
        }
        let is_name = |word: &&str| {
            let folded = query::fold(word);
            is_word(&folded) && counts.get(&folded).is_some_and(|count| *count as usize * 100 <= texts.len() * COMMON_PERCENT)
        };
        let is_rare = |word: &&str| counts.get(&query::fold(word)).is_some_and(|count| *count <= RARE_TEXTS_MAX);
        let mut phrases = Vec::new();
        for (_, body) in texts {
            let words: Vec<&str> = body.split(' ').collect();
            for (at, pair) in
                words.windows(2).enumerate().filter(|(_, pair)| pair.iter().all(is_name) && pair.iter().any(is_rare))
            {
                let third = words.get(at + 2).filter(|word| at.is_multiple_of(3) && is_name(word));
                phrases.push(third.map_or_else(|| pair.join(" "), |third| format!("{} {third}", pair.join(" "))));
            }
        }
        let mut by_count: Vec<(u32, String)> = counts.into_iter().map(|(word, count)| (count, word)).collect();
        by_count.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let rare = by_count.iter().filter(|(count, _)| *count <= RARE_TEXTS_MAX).map(|(_, word)| word.clone()).collect();
        let end = MIDDLING.end.min(by_count.len());
        let middling = by_count[MIDDLING.start.min(end)..end].iter().map(|(_, word)| word.clone()).collect();
        Self { rare, middling, phrases }
    }

    /// The queries, half of them around a brand.
    pub(crate) fn queries(&self, count: usize) -> impl Iterator<Item = Asked> {
        let mut chance = Chance::new(3);
        (0..count).map(move |number| match number % 20 {
            0..10 => self.brand(number, &mut chance),
            10..14 => Asked { text: format!("\"{}\"", self.phrase(number, &mut chance)), boolean: None },
            14..17 => {
                let groups = (0..2).map(|_| vec![pick(&self.middling, &mut chance)]).collect();
                let boolean = Boolean { groups, others: Vec::new() };
                Asked { text: boolean.text(), boolean: Some(boolean) }
            }
            17..19 => {
                let mut word = || pick(&self.middling, &mut chance);
                Asked { text: format!("{} NEAR/5 {}", word(), word()), boolean: None }
            }
            _ => {
                let beginning: String = pick(&self.middling, &mut chance).chars().take(4).collect();
                Asked { text: format!("{beginning}* AND {}", pick(&self.middling, &mut chance)), boolean: None }
            }
        })
    }

    /// Of two phrases one is some text's and rare, the other of middling words that hardly ever meet.
    fn phrase(&self, number: usize, chance: &mut Chance) -> String {
        if number.is_multiple_of(2) {
            return pick(&self.phrases, chance);
        }
        format!("{} {}", pick(&self.middling, chance), pick(&self.middling, chance))
    }

    /// `(brand OR "two words" OR @handle) AND (c1 OR c2 OR c3) NOT (x1 OR x2)`: of two brands one is said by nobody.
    fn brand(&self, number: usize, chance: &mut Chance) -> Asked {
        let absent = format!("brand{:x}", chance.next() >> 40);
        let brand = if number.is_multiple_of(2) { absent.clone() } else { pick(&self.rare, chance) };
        let phrase = self.phrase(number, chance);
        let mut middling = |count: usize| -> Vec<String> { (0..count).map(|_| pick(&self.middling, chance)).collect() };
        let (context, others) = (middling(3), middling(2));
        let text = format!("({brand} OR \"{phrase}\" OR @{absent}) AND ({}) NOT ({})", context.join(" OR "), others.join(" OR "));
        let boolean = Boolean { groups: vec![vec![brand, absent], context], others };
        Asked { text, boolean: Some(boolean) }
    }
}

fn is_word(term: &str) -> bool {
    term.len() >= 3 && term.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn pick(words: &[String], chance: &mut Chance) -> String {
    words.get(chance.below(words.len().max(1))).cloned().unwrap_or_default()
}
