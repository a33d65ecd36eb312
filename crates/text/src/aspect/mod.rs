//! Of what a text speaks when it speaks of a product or a firm: price, delivery, quality and so on, each with the place of its
//! word and with what a judge of tone says of the clause around it.

mod words;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::clause::Clauses;
use crate::rude::cue::{Straight, extend, hash};

/// An aspect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Aspect {
    /// What it costs.
    Price,
    /// How it comes.
    Delivery,
    /// How well it is made, how long it lasts.
    Quality,
    /// The people, and how one is received.
    Service,
    /// The thing itself.
    Product,
    /// The application or the site.
    App,
    /// Return, repayment, warranty, repair.
    AfterSales,
    /// How one pays.
    Payment,
    /// The place.
    Place,
    /// Food and drink.
    Food,
    /// What it is packed in.
    Packaging,
    /// How it looks.
    Looks,
    /// Whether it harms, whether it keeps what is private.
    Safety,
    /// What is said of it: advertisement, news.
    Advertising,
    /// Opening hours and waiting.
    Waiting,
}

impl Aspect {
    /// The word for it in what programs read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Price => "price",
            Self::Delivery => "delivery",
            Self::Quality => "quality",
            Self::Service => "service",
            Self::Product => "product",
            Self::App => "app",
            Self::AfterSales => "after_sales",
            Self::Payment => "payment",
            Self::Place => "place",
            Self::Food => "food",
            Self::Packaging => "packaging",
            Self::Looks => "looks",
            Self::Safety => "safety",
            Self::Advertising => "advertising",
            Self::Waiting => "waiting",
        }
    }
}

/// An aspect that a text speaks of.
#[derive(Debug, Clone, PartialEq)]
pub struct Spoken<T> {
    /// What is spoken of.
    pub aspect: Aspect,
    /// The word that says so, in bytes of the text.
    pub at: Range<usize>,
    /// What the judge says of its clause.
    pub tone: T,
}

/// At most so many aspects of a text are told.
pub const ASPECTS_MAX: usize = 12;

/// At most so many clauses of a text are judged; the others take what was said of the whole.
const JUDGED_CLAUSES_MAX: usize = 6;

/// A clause of fewer words says too little by itself.
const CLAUSE_WORDS_MIN: usize = 3;

/// The aspects that a text speaks of, in order, each once a clause. `judge` is asked for the tone of a clause, at most
/// [`JUDGED_CLAUSES_MAX`] times; a text of one clause is handed over whole.
#[must_use]
pub fn find<T: Clone>(text: &str, language: &str, judge: impl FnMut(&str) -> T) -> Vec<Spoken<T>> {
    spoken(&Clauses::of(text), text, language, judge)
}

pub(crate) fn spoken<T: Clone>(
    clauses: &Clauses,
    text: &str,
    language: &str,
    mut judge: impl FnMut(&str) -> T,
) -> Vec<Spoken<T>> {
    let mut found: Vec<(Aspect, usize, usize)> = Vec::new();
    let mut at = 0;
    while at < clauses.words.len() && found.len() < ASPECTS_MAX {
        let Some((aspect, length)) = Table::aspect(clauses, at, language) else {
            at += 1;
            continue;
        };
        let clause = clauses.words[at].clause;
        if !found.iter().any(|(known, place, _)| *known == aspect && clauses.words[*place].clause == clause) {
            found.push((aspect, at, length));
        }
        at += length;
    }
    let mut judged: Vec<(Range<usize>, T)> = Vec::new();
    let places: Vec<usize> = found.iter().map(|(_, at, _)| *at).collect();
    let mut all = Vec::with_capacity(found.len());
    for (number, (aspect, at, length)) in found.into_iter().enumerate() {
        let mut range = around(clauses, text, at, &places, number);
        if judged.len() >= JUDGED_CLAUSES_MAX {
            range = 0..text.len();
        }
        let tone = match judged.iter().find(|(known, _)| *known == range) {
            Some((_, tone)) => tone.clone(),
            None => {
                let tone = judge(&text[range.clone()]);
                judged.push((range, tone.clone()));
                tone
            }
        };
        all.push(Spoken { aspect, at: clauses.words[at].at.start..clauses.words[at + length - 1].at.end, tone });
    }
    all
}

/// The bytes of the clause around a word. Where a clause holds another aspect, it is cut at the nearest `and` between the two,
/// if there is one; where it is short, the one behind it belongs to it, else the one before.
fn around(clauses: &Clauses, text: &str, at: usize, places: &[usize], number: usize) -> Range<usize> {
    let words = &clauses.words;
    let (sentence, clause) = (words[at].sentence, words[at].clause);
    let mut first = (0..at).rev().take_while(|place| words[*place].clause == clause).last().unwrap_or(at);
    let mut last = (at..words.len()).take_while(|place| words[*place].clause == clause).last().unwrap_or(at);
    let is_and = |place: &usize| matches!(clauses.letters(&words[*place]), "and" | "et" | "ou" | "or" | "with" | "avec");
    let next = places.get(number + 1).filter(|next| **next <= last);
    if let Some(cut) = next.and_then(|next| (at + 1..*next).find(is_and)) {
        last = cut - 1;
    }
    let before = number.checked_sub(1).and_then(|before| places.get(before)).filter(|before| **before >= first);
    if let Some(cut) = before.and_then(|before| (before + 1..at).rev().find(is_and)) {
        first = cut + 1;
    }
    while last - first + 1 < CLAUSE_WORDS_MIN {
        if words.get(last + 1).is_some_and(|word| word.sentence == sentence) && !places.contains(&(last + 1)) {
            last += 1;
        } else if first > 0 && words[first - 1].sentence == sentence && !places.contains(&(first - 1)) {
            first -= 1;
        } else {
            break;
        }
    }
    let is_whole = first == 0 && last + 1 == words.len();
    // What stands behind the last word, such as a mark or an emoji, says something too.
    let end =
        words.get(last + 1).map_or(text.len(), |next| if next.sentence == sentence { words[last].at.end } else { next.at.start });
    if is_whole { 0..text.len() } else { words[first].at.start..end }
}

/// The words of the aspects in both languages.
struct Table {
    english: Names,
    french: Names,
}

/// The words and pairs of words of one language that name an aspect.
#[derive(Default)]
struct Names {
    aspects: HashMap<u32, Aspect, Straight>,
    /// For the low bits of the hash of a word, whether a name or a pair that is one begins with such a word.
    begins: Vec<u8>,
}

/// 2 to this is how many low bits of a hash [`Names::begins`] asks.
const BEGINS_BITS: u32 = 12;
/// A name.
const ALONE: u8 = 1;
/// The first of two words that are a name.
const OF_TWO: u8 = 2;

impl Names {
    fn begins(&self, key: u32) -> u8 {
        self.begins.get(low(key)).copied().unwrap_or(0)
    }

    fn add(&mut self, name: &str, aspect: Aspect) {
        self.begins.resize(1 << BEGINS_BITS, 0);
        self.aspects.entry(hash(name)).or_insert(aspect);
        match name.split_once('_') {
            Some((first, _)) => self.begins[low(hash(first))] |= OF_TWO,
            None => self.begins[low(hash(name))] |= ALONE,
        }
    }
}

fn low(key: u32) -> usize {
    (key & ((1 << BEGINS_BITS) - 1)) as usize
}

impl Table {
    /// The aspect that begins at this word, and how many words name it.
    fn aspect(clauses: &Clauses, at: usize, language: &str) -> Option<(Aspect, usize)> {
        static TABLE: LazyLock<Table> = LazyLock::new(|| Table {
            english: read(words::ENGLISH, &["s", "es"]),
            french: read(words::FRENCH, &["s", "e", "es", "x"]),
        });
        let tables: &[&Names] = match language {
            "en" => &[&TABLE.english],
            "fr" => &[&TABLE.french],
            _ => &[&TABLE.english, &TABLE.french],
        };
        let word = &clauses.words[at];
        let begins = tables.iter().fold(0, |begins, names| begins | names.begins(word.key));
        if begins == 0 {
            return None;
        }
        let pair = clauses.words.get(at + 1).filter(|next| begins & OF_TWO != 0 && next.clause == word.clause);
        let pair = pair.map(|next| extend(extend(word.key, "_"), clauses.letters(next)));
        tables.iter().find_map(|names| {
            let of_two = pair.and_then(|pair| names.aspects.get(&pair)).map(|aspect| (*aspect, 2));
            of_two.or_else(|| names.aspects.get(&word.key).map(|aspect| (*aspect, 1)))
        })
    }
}

/// Every word with its endings.
fn read(lists: &[(Aspect, &str)], endings: &[&str]) -> Names {
    let mut names = Names::default();
    for (aspect, words) in lists {
        for word in words.split_whitespace() {
            let stem = word.trim_end_matches('+');
            names.add(stem, *aspect);
            for ending in endings.iter().filter(|_| word.ends_with('+')) {
                names.add(&format!("{stem}{ending}"), *aspect);
            }
        }
    }
    names
}

#[cfg(test)]
mod tests;
