//! What a document must show for a query to hold: the keys to file the query under, and what to ask of a document before judging.

use crate::{
    field::{Field, FieldTest},
    fold::cut,
    hash::{hash_beginning, hash_field, hash_pair, hash_prefix, hash_word, hash_word_again},
    place,
    standing::{
        Frequencies,
        posting::{ANY_MAX, Order, Stand},
        signature::{FIRST_BYTES, first_letters},
    },
    syntax::{Clause, Node, Term},
    wildcard::Wildcard,
};

/// The key that every document has.
pub(super) const ALWAYS: u64 = 0;
/// A prefix is filed by so many of its first bytes.
pub(super) const PREFIX_BYTES_MAX: usize = 24;
/// Of the texts that have the rarer word of a pair that somebody asks for, so many are thought to have the pair.
const PAIR_SHARE: f32 = 0.3;

/// Of the first four bytes of a word the four and the three are marks of their own, for guards.
pub(super) const BEGINNING_MASKS: [u32; 2] = [u32::MAX, 0xFFFF_FF00];

/// What a document shows of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word, or a field that says something.
    Plain,
    /// Two words that follow each other.
    Pair,
    /// Words that begin so, with this many bytes.
    Prefix(u8),
    /// Something all documents have.
    Always,
}

/// Something that documents show, and how many of them are expected to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    pub(super) hash: u64,
    pub(super) share: f32,
    pub(super) kind: Kind,
    /// What it is marked by, if it is.
    pub(super) mark: Option<u64>,
}

/// One way for a query to hold: this key is there, and with it what the guards say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    pub(super) key: Key,
    /// Another key that must be there.
    pub(super) must: Option<Key>,
    /// Of these another must be there.
    pub(super) any: Option<([Option<u64>; ANY_MAX], f32)>,
    /// What makes the query hold without judging it, if that can be said.
    pub(super) proof: Option<Proof>,
}

/// What makes a query hold beside its key, of which `again` is another hash.
#[derive(Clone, Copy, Debug)]
pub(super) enum Proof {
    /// Nothing.
    Key { again: u64 },
    /// The word of this hash, standing so.
    Word { other: u64, stand: Stand, again: u64 },
    /// A word that begins with the highest `len` bytes of these letters.
    Beginning { letters: u32, len: u32, again: u64 },
}

/// Both hashes of a word or a pair of words.
type Hashes = (u64, u64);

/// The ways of a query: when it holds, the key of at least one is in the document. Never empty.
pub(super) fn ways(root: &Clause, frequencies: &Frequencies) -> Vec<Way> {
    let always = Key { hash: ALWAYS, share: 1.0, kind: Kind::Always, mark: None };
    let mut ways = Finder { frequencies }.of(root).unwrap_or_else(|| vec![always.into()]);
    let mut wholes = Vec::new();
    push_wholes(root, &mut wholes);
    for way in &mut ways {
        let whole = wholes.iter().find(|(hash, _)| *hash == way.key.hash);
        way.proof = whole.map(|(_, again)| Proof::Key { again: *again }).or_else(|| proof_beside(root, way.key.hash));
    }
    ways
}

/// What must stand beside the key for a query to hold that asks for the key's word and one thing more.
fn proof_beside(root: &Clause, key: u64) -> Option<Proof> {
    match &root.node {
        Node::And(parts) if parts.len() == 2 => match [&parts.first()?.node, &parts.get(1)?.node] {
            [Node::Term(Term::Wild(wild)), Node::Term(Term::Word(word))]
            | [Node::Term(Term::Word(word)), Node::Term(Term::Wild(wild))] => beginning(wild, hashes(word), key),
            [Node::Term(Term::Word(left)), Node::Term(Term::Word(right))] => {
                joined([left, right], Stand { distance: 0, order: Order::Either }, key)
            }
            _ => None,
        },
        Node::Near { left, right, distance, ordered } => match [&left.node, &right.node] {
            [Node::Term(Term::Word(left)), Node::Term(Term::Word(right))] => {
                let order = if *ordered { Order::KeyFirst } else { Order::Either };
                joined([left, right], Stand { distance: *distance, order }, key)
            }
            _ => None,
        },
        Node::Saved { of, .. } => proof_beside(of, key),
        _ => None,
    }
}

fn hashes(word: &str) -> Hashes {
    (hash_word(word), hash_word_again(word))
}

/// `stand` is meant for the first of the two words being the key.
fn joined(words: [&str; 2], stand: Stand, key: u64) -> Option<Proof> {
    let [left, right] = words.map(hashes);
    if left.0 == key {
        return Some(Proof::Word { other: right.0, stand, again: left.1 });
    }
    let order = if stand.order == Order::KeyFirst { Order::KeyLast } else { stand.order };
    (right.0 == key).then_some(Proof::Word { other: left.0, stand: Stand { order, ..stand }, again: right.1 })
}

/// Only when the first letters of a word, as they are kept of a document, say it all.
fn beginning(wild: &Wildcard, word: Hashes, key: u64) -> Option<Proof> {
    let prefix = wild.pattern().strip_suffix('*').filter(|prefix| *prefix == wild.prefix() && prefix.len() <= FIRST_BYTES)?;
    (word.0 == key).then(|| Proof::Beginning { letters: first_letters(prefix), len: prefix.len() as u32, again: word.1 })
}

/// The alternatives of a query of which the key says all: single words and pairs of words. Both hashes of each.
fn push_wholes(clause: &Clause, wholes: &mut Vec<Hashes>) {
    match &clause.node {
        Node::Or(parts) => parts.iter().for_each(|part| push_wholes(part, wholes)),
        Node::Saved { of, .. } => push_wholes(of, wholes),
        Node::Term(Term::Word(word)) => wholes.push(hashes(word)),
        Node::Phrase(terms) => {
            if let [Term::Word(left), Term::Word(right)] = &terms[..] {
                let (left, right) = (hashes(left), hashes(right));
                wholes.push((hash_pair(left.0, right.0), hash_pair(left.1, right.1)));
            }
        }
        _ => {}
    }
}

impl From<Key> for Way {
    fn from(key: Key) -> Self {
        Self { key, must: None, any: None, proof: None }
    }
}

struct Finder<'a> {
    frequencies: &'a Frequencies,
}

fn cost(ways: &[Way]) -> f32 {
    ways.iter().map(|way| way.key.share).sum()
}

impl Finder<'_> {
    /// None when nothing is known of the documents that the clause holds for.
    fn of(&self, clause: &Clause) -> Option<Vec<Way>> {
        match &clause.node {
            Node::And(parts) => all(parts.iter().filter_map(|part| self.of(part)).collect()),
            Node::Or(parts) => parts.iter().map(|part| self.of(part)).collect::<Option<Vec<_>>>().map(|ways| ways.concat()),
            Node::Not(_) => None,
            Node::Term(term) => Some(vec![self.of_term(term)?.into()]),
            Node::Phrase(terms) => self.of_pairs(terms).or_else(|| self.of_terms(terms)),
            Node::Stretch { terms, .. } => self.of_terms(terms),
            Node::Near { left, right, .. } | Node::Sentence { left, right } => {
                all([left, right].into_iter().filter_map(|side| self.of(side)).collect())
            }
            Node::AtLeast { of, .. } | Node::Within { of, .. } => self.of(of),
            Node::Saved { of, .. } => self.of(of),
            Node::Field(test) => Some(vec![self.of_field(test)?.into()]),
        }
    }

    fn of_terms(&self, terms: &[Term]) -> Option<Vec<Way>> {
        all(terms.iter().filter_map(|term| Some(vec![self.of_term(term)?.into()])).collect())
    }

    /// Pairs of words that stand side by side in a phrase. How often they pass is not counted.
    fn of_pairs(&self, terms: &[Term]) -> Option<Vec<Way>> {
        let pairs = terms.windows(2).filter_map(|pair| match pair {
            [Term::Word(left), Term::Word(right)] => {
                let (left, right) = (self.word(left), self.word(right));
                let hash = hash_pair(left.hash, right.hash);
                let share = left.share.min(right.share) * PAIR_SHARE;
                Some(vec![Key { hash, share, kind: Kind::Pair, mark: Some(hash) }.into()])
            }
            _ => None,
        });
        all(pairs.collect())
    }

    /// A longer word is thought rarer until it is known better.
    fn word(&self, folded: &str) -> Key {
        let hash = hash_word(folded);
        Key { hash, share: self.frequencies.share(hash, 1.0 / (1 + folded.len()) as f32), kind: Kind::Plain, mark: Some(hash) }
    }

    fn of_term(&self, term: &Term) -> Option<Key> {
        match term {
            Term::Word(word) | Term::Exact { folded: word, .. } => Some(self.word(word)),
            Term::Wild(wild) => prefix(wild.prefix()),
            Term::Stem(stem) => prefix(&stem.prefix()),
            Term::Regex(_) | Term::Any => None,
        }
    }

    fn field(&self, field: Field, says: &str, guess: f32) -> Key {
        let hash = hash_field(field, says);
        Key { hash, share: self.frequencies.share(hash, guess), kind: Kind::Plain, mark: Some(hash) }
    }

    fn of_field(&self, test: &FieldTest) -> Option<Key> {
        match test {
            FieldTest::Is(field, wanted) => Some(self.field(*field, wanted, 0.3)),
            FieldTest::Words(field, terms) => {
                let words = terms.iter().filter_map(|term| match term {
                    Term::Word(word) | Term::Exact { folded: word, .. } => {
                        Some(self.field(*field, word, 1.0 / (1 + word.len()) as f32))
                    }
                    _ => None,
                });
                words.min_by(|a, b| a.share.total_cmp(&b.share))
            }
            // `tld:` asks for less than the site of those labels, so the same key serves both.
            FieldTest::Address(Field::Link, wanted) => Some(self.field(Field::Link, host_of(wanted), 0.1)),
            FieldTest::Address(_, wanted) => Some(self.field(Field::Site, host_of(wanted), 0.1)),
            FieldTest::Tld(wanted) => Some(self.field(Field::Site, wanted, 0.4)),
            FieldTest::Letters(_) => Some(self.field(Field::Url, "", 1.0)),
            FieldTest::Number(field, _, _) => Some(self.field(*field, "", 1.0)),
            FieldTest::Published(_) => Some(self.field(Field::Published, "", 1.0)),
        }
    }
}

/// The host of an address as `site:` has it.
fn host_of(wanted: &str) -> &str {
    place::host_of(&wanted[..wanted.find(['/', '?', '#']).unwrap_or(wanted.len())])
}

/// How many documents have a word that begins so is not counted; three letters more make it a tenth as likely.
fn prefix(letters: &str) -> Option<Key> {
    let filed = cut(letters, PREFIX_BYTES_MAX);
    let share = 0.5 * 0.1_f32.powf((filed.chars().count() as f32 - 2.0) / 3.0);
    let kind = Kind::Prefix(filed.len() as u8);
    // Two bytes have no mark; more than four are marked by the first four.
    let mask = match filed.len() {
        0..=2 => None,
        3 => Some(BEGINNING_MASKS[1]),
        _ => Some(BEGINNING_MASKS[0]),
    };
    let mark = mask.map(|mask| hash_beginning(first_letters(filed) & mask));
    (!filed.is_empty()).then(|| Key { hash: hash_prefix(filed.as_bytes()), share: share.min(1.0), kind, mark })
}

/// All of these must be in one document: it is filed by the rarest, and the others guard it.
fn all(mut parts: Vec<Vec<Way>>) -> Option<Vec<Way>> {
    let costs = parts.iter().map(|ways| cost(ways));
    let (rarest, _) = costs.enumerate().min_by(|(_, a), (_, b)| a.total_cmp(b))?;
    let mut ways = parts.swap_remove(rarest);
    parts.retain(|ways| ways.iter().all(|way| way.key.mark.is_some()) && ways.len() <= ANY_MAX);
    parts.sort_by(|a, b| cost(a).total_cmp(&cost(b)));
    for way in &mut ways {
        let others = parts.iter().filter(|part| part.iter().all(|other| other.key.hash != way.key.hash));
        for part in others {
            match part.as_slice() {
                [only] if way.must.is_none_or(|must| must.share > only.key.share && must.hash != only.key.hash) => {
                    way.must = Some(only.key);
                }
                [only] if way.must.is_some_and(|must| must.hash == only.key.hash) => {}
                several if way.any.is_none_or(|(_, share)| share > cost(several)) => {
                    let mut marks = [None; ANY_MAX];
                    for (mark, other) in marks.iter_mut().zip(several) {
                        *mark = other.key.mark;
                    }
                    way.any = Some((marks, cost(several)));
                }
                _ => {}
            }
        }
    }
    Some(ways)
}
