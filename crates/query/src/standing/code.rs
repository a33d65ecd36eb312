//! A query laid flat in one piece of memory, so that judging it follows no pointers: a candidate costs a miss or two of the
//! cache and little else.
//!
//! Each clause is a word that says what it is and carries a number of 24 bits, followed by what the clause needs: the
//! letters of a word, then its parts.

use std::sync::Arc;

use crate::{
    hash::hash_packed,
    syntax::{Clause, Node, Term},
};

const NUMBER_BITS: u32 = 24;
/// Lengths of letters are written in half a number.
const LENGTH_BITS: u32 = 12;
const LENGTH_MASK: u32 = (1 << LENGTH_BITS) - 1;

/// What a clause is. The number that it carries stands behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    /// All parts hold. Its whole length.
    And,
    /// One part holds. Its whole length.
    Or,
    /// The next does not hold.
    Not,
    /// The next holds in the title.
    Title,
    /// The next holds in the rest.
    Rest,
    /// A folded word. The length of its letters.
    Word,
    /// A word as it was written. Both lengths.
    Exact,
    /// A word with `*` or `?`. The length of its letters.
    Wild,
    /// Words side by side. Its whole length.
    Phrase,
    /// Any one word, in a phrase.
    Any,
    /// The next two stand so near. The distance; the whole length stands in the next word.
    Near,
    /// The same, in this order.
    NearInOrder,
    /// The next two stand in one sentence. Its whole length.
    Sentence,
    /// The next occurs so often. How often.
    AtLeast,
    /// What the plain evaluator is left to judge. Its number.
    Plain,
}

const KINDS: [Kind; 15] = [
    Kind::And,
    Kind::Or,
    Kind::Not,
    Kind::Title,
    Kind::Rest,
    Kind::Word,
    Kind::Exact,
    Kind::Wild,
    Kind::Phrase,
    Kind::Any,
    Kind::Near,
    Kind::NearInOrder,
    Kind::Sentence,
    Kind::AtLeast,
    Kind::Plain,
];

/// A query ready to be judged, without the clauses left to the plain evaluator.
pub(super) type Code = [u32];

/// Letters, four to a word, the last filled with zeros.
#[derive(Clone, Copy)]
pub(super) struct Letters<'a> {
    packed: &'a [u32],
    len: usize,
}

fn packed(letters: &[u8]) -> u32 {
    letters.iter().rev().fold(0, |word, byte| word << 8 | u32::from(*byte))
}

impl Letters<'_> {
    pub(super) fn are(self, text: &str) -> bool {
        text.len() == self.len && text.as_bytes().chunks(4).zip(self.packed).all(|(chunk, word)| packed(chunk) == *word)
    }

    /// The hash by which an analysis knows the word.
    pub(super) fn hash(self) -> u64 {
        hash_packed(self.packed, self.len)
    }

    /// The letters as text, written to `room`, which must be as long.
    pub(super) fn text(self, room: &mut [u8]) -> &str {
        for (bytes, word) in room.chunks_mut(4).zip(self.packed) {
            bytes.copy_from_slice(&word.to_le_bytes()[..bytes.len()]);
        }
        room.get(..self.len).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

/// The kind of the clause at `at` and the number it carries.
pub(super) fn clause_at(code: &Code, at: usize) -> (Kind, u32) {
    let word = code[at];
    (KINDS[(word >> NUMBER_BITS) as usize], word & ((1 << NUMBER_BITS) - 1))
}

const fn words_for(letters: u32) -> usize {
    (letters as usize).div_ceil(4)
}

/// Where the clause at `at` ends.
pub(super) fn end_of(code: &Code, mut at: usize) -> usize {
    loop {
        let (kind, number) = clause_at(code, at);
        match kind {
            Kind::And | Kind::Or | Kind::Phrase | Kind::Sentence => return at + number as usize,
            Kind::Near | Kind::NearInOrder => return at + code[at + 1] as usize,
            Kind::Not | Kind::Title | Kind::Rest | Kind::AtLeast => at += 1,
            Kind::Word => return at + 1 + words_for(number),
            Kind::Exact => return at + 1 + words_for(number & LENGTH_MASK) + words_for(number >> LENGTH_BITS),
            Kind::Wild => return at + 1 + words_for(number),
            Kind::Any | Kind::Plain => return at + 1,
        }
    }
}

/// Where the first part of the clause at `at` begins.
pub(super) fn parts_of(code: &Code, at: usize) -> usize {
    at + if matches!(clause_at(code, at).0, Kind::Near | Kind::NearInOrder) { 2 } else { 1 }
}

/// The folded letters of a [`Kind::Word`] or [`Kind::Exact`].
pub(super) fn word_at(code: &Code, at: usize) -> Letters<'_> {
    let len = clause_at(code, at).1 & LENGTH_MASK;
    Letters { packed: &code[at + 1..][..words_for(len)], len: len as usize }
}

/// The letters of a [`Kind::Exact`] as they must be written.
pub(super) fn written_at(code: &Code, at: usize) -> Letters<'_> {
    let number = clause_at(code, at).1;
    let (folded, len) = (number & LENGTH_MASK, number >> LENGTH_BITS);
    Letters { packed: &code[at + 1 + words_for(folded)..][..words_for(len)], len: len as usize }
}

/// The pattern of a [`Kind::Wild`].
pub(super) fn pattern_at(code: &Code, at: usize) -> Letters<'_> {
    let len = clause_at(code, at).1;
    Letters { packed: &code[at + 1..][..words_for(len)], len: len as usize }
}

/// Lays a query flat, and gives the clauses that the plain evaluator is left to judge.
pub(super) fn code_of(root: &Clause) -> (Arc<Code>, Vec<Clause>) {
    let mut writer = Writer { code: Vec::new(), plain: Vec::new() };
    writer.clause(root);
    (writer.code.into(), writer.plain)
}

/// True for what is laid flat so that distances can be measured from it.
fn has_places(clause: &Clause) -> bool {
    match &clause.node {
        Node::Term(term) => matches!(term, Term::Word(_) | Term::Exact { .. } | Term::Wild(_)),
        Node::Phrase(terms) => is_plain_phrase(terms),
        Node::Or(parts) => parts.iter().all(has_places),
        Node::Saved { of, .. } => has_places(of),
        _ => false,
    }
}

fn is_plain_phrase(terms: &[Term]) -> bool {
    matches!(terms.first(), Some(Term::Word(_))) && terms.iter().all(|term| matches!(term, Term::Word(_) | Term::Any))
}

/// What is quickly answered comes first, for `And` and `Or` alike.
fn effort(clause: &Clause) -> u32 {
    match &clause.node {
        Node::Term(Term::Word(_) | Term::Exact { .. }) => 1,
        Node::Phrase(terms) => 2 + terms.len() as u32,
        Node::Term(_) | Node::Field(_) => 20,
        Node::Stretch { .. } => 50,
        Node::Near { .. } | Node::Sentence { .. } => children_effort(clause).saturating_add(10),
        Node::And(_) | Node::Or(_) | Node::Not(_) | Node::AtLeast { .. } | Node::Within { .. } | Node::Saved { .. } => {
            children_effort(clause).saturating_add(1)
        }
    }
}

fn children_effort(clause: &Clause) -> u32 {
    clause.children().into_iter().map(effort).fold(0, u32::saturating_add)
}

struct Writer {
    code: Vec<u32>,
    plain: Vec<Clause>,
}

impl Writer {
    fn clause(&mut self, clause: &Clause) {
        match &clause.node {
            Node::And(parts) => self.group(Kind::And, parts),
            Node::Or(parts) => self.group(Kind::Or, parts),
            Node::Not(of) => self.around(Kind::Not, 0, of),
            Node::Within { title, of } => self.around(if *title { Kind::Title } else { Kind::Rest }, 0, of),
            Node::Saved { of, .. } => self.clause(of),
            Node::Term(Term::Word(word)) => self.word(word),
            Node::Term(Term::Exact { written, folded }) => self.exact(written, folded),
            Node::Term(Term::Wild(wild)) => {
                self.put(Kind::Wild, wild.pattern().len() as u32);
                self.letters(wild.pattern());
            }
            Node::Phrase(terms) if is_plain_phrase(terms) => self.phrase(terms),
            Node::Near { left, right, distance, ordered } if has_places(left) && has_places(right) => {
                let at = self.code.len();
                self.put(if *ordered { Kind::NearInOrder } else { Kind::Near }, *distance);
                self.code.push(0);
                self.clause(left);
                self.clause(right);
                self.code[at + 1] = (self.code.len() - at) as u32;
            }
            Node::Sentence { left, right } if has_places(left) && has_places(right) => {
                let at = self.open();
                self.clause(left);
                self.clause(right);
                self.close(Kind::Sentence, at);
            }
            Node::AtLeast { count, of } if has_places(of) => self.around(Kind::AtLeast, *count, of),
            _ => {
                self.put(Kind::Plain, self.plain.len() as u32);
                self.plain.push(clause.clone());
            }
        }
    }

    fn put(&mut self, kind: Kind, number: u32) {
        self.code.push((kind as u32) << NUMBER_BITS | number);
    }

    /// Leaves room for a clause whose length is not known yet.
    fn open(&mut self) -> usize {
        self.code.push(0);
        self.code.len() - 1
    }

    fn close(&mut self, kind: Kind, at: usize) {
        self.code[at] = (kind as u32) << NUMBER_BITS | (self.code.len() - at) as u32;
    }

    fn around(&mut self, kind: Kind, number: u32, of: &Clause) {
        self.put(kind, number);
        self.clause(of);
    }

    fn group(&mut self, kind: Kind, parts: &[Clause]) {
        let mut parts: Vec<(u32, &Clause)> = parts.iter().map(|part| (effort(part), part)).collect();
        parts.sort_by_key(|(effort, _)| *effort);
        let at = self.open();
        parts.into_iter().for_each(|(_, part)| self.clause(part));
        self.close(kind, at);
    }

    fn phrase(&mut self, terms: &[Term]) {
        let at = self.open();
        for term in terms {
            match term {
                Term::Word(word) => self.word(word),
                _ => self.put(Kind::Any, 0),
            }
        }
        self.close(Kind::Phrase, at);
    }

    fn word(&mut self, folded: &str) {
        self.put(Kind::Word, folded.len() as u32);
        self.letters(folded);
    }

    fn exact(&mut self, written: &str, folded: &str) {
        self.put(Kind::Exact, (written.len() as u32) << LENGTH_BITS | folded.len() as u32);
        self.letters(folded);
        self.letters(written);
    }

    fn letters(&mut self, letters: &str) {
        self.code.extend(letters.as_bytes().chunks(4).map(packed));
    }
}

#[cfg(test)]
mod tests {
    use super::{KINDS, Letters, packed};
    use crate::hash::hash_word;

    #[test]
    fn kinds_stand_at_their_own_number() {
        assert!(KINDS.iter().enumerate().all(|(number, kind)| *kind as usize == number));
    }

    #[test]
    fn letters_come_back_as_they_went_in() {
        for text in ["", "a", "abcd", "abcde", "été", "東京タワー"] {
            let words: Vec<u32> = text.as_bytes().chunks(4).map(packed).collect();
            let letters = Letters { packed: &words, len: text.len() };
            assert_eq!(letters.text(&mut vec![0; text.len()]), text);
            assert_eq!(letters.hash(), hash_word(text));
            assert!(letters.are(text) && !letters.are("abce") && !letters.are("abcdf"));
        }
    }
}
