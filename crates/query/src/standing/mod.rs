//! Hundreds of thousands of queries that stand for months, and all of them that hold for a document found in microseconds.
//!
//! Each query is filed under keys of which a document must show at least one for it to hold: of words that must all occur the one
//! that passes least often, of alternatives each. A document visits what its own words point to. Beside the key a posting carries
//! guards, a few bits of what else must be there; most visits end at them, and only what passes is judged, by a program that
//! says what the plain evaluator says. The idea of filing by the rarest term is that of Yan and García-Molina, "Index Structures
//! for Selective Dissemination of Information", TODS 19(2), 1994.

mod bucket;
mod code;
mod filing;
mod frequencies;
mod judge;
mod posting;
mod shelf;
mod signature;
mod ways;

use std::{hint::black_box, sync::Arc};

use crate::{
    analysis::Analysis,
    document::Document,
    evaluate::Judge,
    hash::hash_word_again,
    occurrences::Occurrence,
    syntax::{Clause, Node, Query, Term},
};
use code::Code;
use filing::{Filing, Visits};
pub use frequencies::Frequencies;
use judge::{Judging, stand_so};
use posting::{NUMBERS_MAX, Posting, Says, number_of};
use shelf::Shelf;
use signature::{Signature, Wanted};
use ways::{Kind, PREFIX_BYTES_MAX};

/// Numbers of 32 bits in one line of a processor's cache.
const CACHE_LINE_WORDS: usize = 16;
/// Of so many documents one is learned from.
const LEARN_EVERY: u32 = 8;

/// Where a query stands, for whoever takes it away.
#[derive(Debug)]
struct Filed {
    asks: Asks,
    /// The keys it is filed under; one stands twice when two alternatives share it.
    keys: Box<[u64]>,
    /// The lengths of those keys that are prefixes.
    prefixes: Box<[u8]>,
}

/// What a query asks beside single words.
#[derive(Clone, Copy, Debug)]
struct Asks {
    fields: bool,
    pairs: bool,
    beginnings: bool,
}

impl Asks {
    fn of(query: &Query) -> Self {
        let is_beginning = |term: &Term| matches!(term, Term::Wild(_) | Term::Stem(_));
        Self {
            fields: query.has_clause(|clause| matches!(clause.node, Node::Field(_))),
            pairs: query.has_clause(|clause| matches!(clause.node, Node::Phrase(_))),
            beginnings: query.has_clause(|clause| clause.terms().iter().any(is_beginning)),
        }
    }
}

/// The queries that stand, to add to and take from. Matching is done by a [`Standing`] of them, which an edit does not change.
#[derive(Debug, Default)]
pub struct StandingQueries {
    standing: Standing,
    /// By number; nothing where none stands.
    filed: Vec<Option<Filed>>,
    free: Vec<u32>,
    /// How many keys of each prefix length are filed.
    prefixes: [u32; PREFIX_BYTES_MAX + 1],
    /// How many queries ask for a field, for words side by side, for the beginning of a word.
    asking: [u32; 3],
}

/// The queries that stood at one moment. Copying one is free, and any number of threads may match with one.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    filing: Filing,
    codes: Shelf<Code>,
    /// Of the few queries that have some, the clauses left to the plain evaluator.
    clauses: Shelf<[Clause]>,
    wanted: Wanted,
    frequencies: Arc<Frequencies>,
}

/// Room to match in. Keep one for each thread: after a few documents it allocates no more.
#[derive(Debug, Default)]
pub struct Matcher {
    signature: Signature,
    documents: u32,
    /// The queries whose guards let the document pass.
    candidates: Vec<Candidate>,
    visits: Visits,
    places: Vec<Occurrence>,
    found: Vec<u32>,
}

/// A query that may hold: twice its number, and one more when that is still to be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate(u32);

impl Candidate {
    const fn new(number: u32, holds: bool) -> Self {
        Self(number << 1 | !holds as u32)
    }

    const fn number(self) -> u32 {
        self.0 >> 1
    }

    /// True when it surely holds.
    const fn holds(self) -> bool {
        self.0 & 1 == 0
    }
}

impl StandingQueries {
    /// None stands. What is learned of words is kept in `frequencies`, which may be shared.
    #[must_use]
    pub fn new(frequencies: Arc<Frequencies>) -> Self {
        Self { standing: Standing { frequencies, ..Standing::default() }, ..Self::default() }
    }

    /// How many stand.
    #[must_use]
    pub fn len(&self) -> usize {
        self.filed.len() - self.free.len()
    }

    /// True when none stands.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds a query and gives the number it is known by until it is removed: a small one, that a removed query may have had.
    ///
    /// # Panics
    /// When a thousand million queries stand.
    pub fn add(&mut self, query: &Query) -> u32 {
        let number = self.free.pop().unwrap_or(self.filed.len() as u32);
        assert!(number < NUMBERS_MAX, "more queries than numbers");
        self.file(number, query);
        number
    }

    /// Puts a query in the place of one that stands; doing so with the same files it by what was learned since. False when none
    /// of that number stands.
    pub fn replace(&mut self, number: u32, query: &Query) -> bool {
        let stood = self.take_away(number);
        if stood {
            self.file(number, query);
        }
        stood
    }

    /// Takes a query away. False when none of that number stands.
    pub fn remove(&mut self, number: u32) -> bool {
        let stood = self.take_away(number);
        if stood {
            self.free.push(number);
        }
        stood
    }

    fn file(&mut self, number: u32, query: &Query) {
        let ways = ways::ways(&query.root, &self.standing.frequencies);
        for way in &ways {
            self.standing.filing.add(way.key.hash, signature::posting(way, number));
        }
        let (code, clauses) = code::code_of(&query.root);
        self.standing.codes.put(number, Some(code));
        if !clauses.is_empty() {
            self.standing.clauses.put(number, Some(clauses.into()));
        }
        let lengths = ways.iter().filter_map(|way| if let Kind::Prefix(length) = way.key.kind { Some(length) } else { None });
        let filed =
            Filed { asks: Asks::of(query), prefixes: lengths.collect(), keys: ways.iter().map(|way| way.key.hash).collect() };
        self.count(&filed, true);
        if self.filed.len() <= number as usize {
            self.filed.resize_with(number as usize + 1, || None);
        }
        self.filed[number as usize] = Some(filed);
    }

    fn take_away(&mut self, number: u32) -> bool {
        let Some(filed) = self.filed.get_mut(number as usize).and_then(Option::take) else { return false };
        for key in &filed.keys {
            self.standing.filing.remove(*key, number);
        }
        self.standing.codes.put(number, None);
        if self.standing.clauses.get(number).is_some() {
            self.standing.clauses.put(number, None);
        }
        self.count(&filed, false);
        true
    }

    fn count(&mut self, filed: &Filed, added: bool) {
        let change = |count: &mut u32| *count = if added { *count + 1 } else { count.saturating_sub(1) };
        filed.prefixes.iter().for_each(|length| change(&mut self.prefixes[usize::from(*length)]));
        let asks = [filed.asks.fields, filed.asks.pairs, filed.asks.beginnings];
        self.asking.iter_mut().zip(asks).filter(|(_, asks)| *asks).for_each(|(count, _)| change(count));
        let lengths = self.prefixes.iter().enumerate().filter(|(_, count)| **count > 0);
        self.standing.wanted = Wanted {
            prefixes: lengths.fold(0, |mask, (length, _)| mask | 1 << length),
            fields: self.asking[0] > 0,
            pairs: self.asking[1] > 0,
            beginnings: self.asking[2] > 0,
        };
    }

    /// What stands now. Later edits do not change it; each of them copies the little it touches of what is shared.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.standing.clone()
    }

    /// Memory held, in bytes, without the overhead of the allocator and without clauses that only the plain evaluator can judge.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let codes = self.standing.codes.iter().map(|code| size_of_val(&**code) + 4 * size_of::<usize>());
        let keys = self.filed.iter().flatten().map(|filed| size_of_val(&*filed.keys) + filed.prefixes.len());
        let filed = self.filed.capacity() * size_of::<Option<Filed>>();
        self.standing.filing.bytes() + codes.sum::<usize>() + keys.sum::<usize>() + filed
    }
}

impl Standing {
    /// The numbers of the queries that hold for the document that `analysis` has read, at the time `now_us` (microseconds since
    /// 1970 UTC), ascending: those and only those for which [`Query::matches`] is true.
    pub fn matches<'m>(&self, analysis: &Analysis, document: &Document<'_>, now_us: i64, matcher: &'m mut Matcher) -> &'m [u32] {
        matcher.documents = matcher.documents.wrapping_add(1);
        matcher.signature.read(analysis, document, self.wanted);
        if matcher.documents % LEARN_EVERY == 1 {
            self.frequencies.count(analysis.hashes().chain(matcher.signature.keys().iter().copied()));
        }
        self.gather(analysis, matcher);
        let Matcher { signature, candidates, places, found, .. } = matcher;
        let plain = Judge::new(analysis, document, now_us);
        found.clear();
        for candidate in &*candidates {
            let number = candidate.number();
            let holds = candidate.holds() || {
                let code = self.code(number);
                let clauses = self.clauses.get(number).map_or(&[][..], |clauses| clauses);
                Judging { code, clauses, signature, plain, places }.verdict()
            };
            if holds {
                found.push(number);
            }
        }
        found
    }

    /// Finds the queries that the document's keys point to and whose guards let it pass.
    fn gather(&self, analysis: &Analysis, matcher: &mut Matcher) {
        let Matcher { signature, candidates, visits, .. } = matcher;
        candidates.clear();
        let has = |mark| signature.has(mark);
        let mut proof = (usize::MAX, 0);
        // The postings of a key come together, and its other hash is wanted once.
        let mut visit = |key: usize, posting: &Posting, again: &dyn Fn() -> u64| {
            let mut proof = || {
                if proof.0 != key {
                    proof = (key, again());
                }
                proof.1
            };
            let holds = match posting.says() {
                Says::Any(marks) => marks.iter().any(|mark| signature.has(*mark)).then_some(false),
                Says::Whole(known) => (known == proof()).then_some(true),
                Says::Joint(other, known, stand) => {
                    let other = analysis.find_where(other, |_| true).filter(|_| known == proof() as u16);
                    other.is_some_and(|other| stand_so(analysis, key as u32, other, stand)).then_some(true)
                }
                Says::Begins(letters, len, known) => {
                    let begins = known == proof() as u32 && signature.beginning_with(letters, len).next().is_some();
                    begins.then_some(true)
                }
            };
            candidates.extend(holds.map(|holds| Candidate::new(number_of(&posting.rest), holds)));
        };
        let (words, pairs) = (analysis.hashes().len(), signature.pairs());
        let keys = analysis.hashes().chain(pairs.iter().map(|pair| pair.key)).chain(signature.keys().iter().copied());
        self.filing.each(keys, has, visits, |at, posting| {
            visit(at, posting, &|| match at.checked_sub(words) {
                None => hash_word_again(analysis.term(at as u32)),
                Some(pair) => pairs.get(pair).map_or(0, |pair| pair.again(analysis)),
            });
        });
        // One that surely holds comes before the same that is still to be judged.
        candidates.sort_unstable();
        candidates.dedup_by_key(|candidate| candidate.number());
        // The first look at where a code is waits for memory, and so does the first look at the code; many such looks, none of
        // which depends on another, wait together.
        let judged = || candidates.iter().filter(|candidate| !candidate.holds()).map(|candidate| self.code(candidate.number()));
        black_box(judged().fold(0, |seen, code| seen ^ code.len()));
        black_box(judged().flat_map(|code| code.iter().step_by(CACHE_LINE_WORDS)).fold(0, |seen, word| seen ^ word));
    }

    fn code(&self, number: u32) -> &Code {
        self.codes.get(number).map_or(&[][..], |code| code)
    }
}
