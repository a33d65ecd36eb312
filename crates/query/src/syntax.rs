//! A query as a tree.

use std::{ops::Range, sync::Arc};

use crate::{field::FieldTest, stem::Stem, wildcard::Wildcard, word_regex::WordRegex};

/// How deep clauses may stand inside one another.
pub const DEPTH_MAX: u16 = 64;
/// How many leaves a query may have, those of its saved queries included.
pub const LEAVES_MAX: usize = 10_000;
/// How many words a phrase may have.
pub const PHRASE_WORDS_MAX: usize = 100;
/// The greatest bound of `NEAR`, `"…"~` and `ATLEAST`.
pub const BOUND_MAX: u32 = 10_000;
/// How many regular expressions a query may hold.
pub const REGEXES_MAX: usize = 50;
/// How long the text of a query may be. In bytes.
pub const QUERY_BYTES_MAX: usize = 1 << 20;

/// A query that can be asked. Two are equal when they ask the same in the same words, wherever they were written.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    pub(crate) root: Clause,
}

/// The bytes of the query's text that a clause was read from. All places are equal, so that trees compare by what they ask.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place(pub(crate) Range<usize>);

impl PartialEq for Place {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// One clause and where it was read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Clause {
    pub(crate) node: Node,
    pub(crate) place: Place,
    /// How many levels of clauses this one holds, itself counted.
    pub(crate) depth: u16,
}

/// What a clause asks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// All hold. At least two, none of them an `And`.
    And(Vec<Clause>),
    /// One holds. At least two, none of them an `Or`.
    Or(Vec<Clause>),
    /// It does not hold. Never a `Not`.
    Not(Box<Clause>),
    /// One word is there.
    Term(Term),
    /// These words stand side by side. At least two.
    Phrase(Vec<Term>),
    /// These words stand in any order within a stretch of at most `slack` words more than their count.
    Stretch { terms: Vec<Term>, slack: u32 },
    /// Both sides stand at most `distance` words apart.
    Near { left: Box<Clause>, right: Box<Clause>, distance: u32, ordered: bool },
    /// Both sides stand in one sentence.
    Sentence { left: Box<Clause>, right: Box<Clause> },
    /// It occurs so many times.
    AtLeast { count: u32, of: Box<Clause> },
    /// It holds in the title, or in the rest.
    Within { title: bool, of: Box<Clause> },
    /// The field answers.
    Field(FieldTest),
    /// Another query, by name.
    Saved { name: Box<str>, of: Arc<Clause> },
}

/// What one word may be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Term {
    /// This folded token.
    Word(Box<str>),
    /// A folded pattern with `*` and `?`.
    Wild(Wildcard),
    /// As written, case and accents included.
    Exact {
        /// As written, in NFC.
        written: Box<str>,
        /// The same, folded.
        folded: Box<str>,
    },
    /// A regular expression over the folded word.
    Regex(WordRegex),
    /// Any inflection.
    Stem(Stem),
    /// Any one word; only inside a phrase.
    Any,
}

impl Clause {
    pub(crate) fn new(node: Node, place: Range<usize>) -> Self {
        let inner = match &node {
            Node::And(parts) | Node::Or(parts) => parts.iter().map(|part| part.depth).max().unwrap_or(0),
            Node::Not(of) | Node::AtLeast { of, .. } | Node::Within { of, .. } => of.depth,
            Node::Near { left, right, .. } | Node::Sentence { left, right } => left.depth.max(right.depth),
            Node::Saved { of, .. } => of.depth,
            Node::Term(_) | Node::Phrase(_) | Node::Stretch { .. } | Node::Field(_) => 0,
        };
        Self { node, place: Place(place), depth: inner.saturating_add(1) }
    }

    /// The clauses this one is made of, in the order they are written.
    pub(crate) fn children(&self) -> Vec<&Self> {
        match &self.node {
            Node::And(parts) | Node::Or(parts) => parts.iter().collect(),
            Node::Not(of) | Node::AtLeast { of, .. } | Node::Within { of, .. } => vec![of],
            Node::Near { left, right, .. } | Node::Sentence { left, right } => vec![left, right],
            Node::Saved { of, .. } => vec![of],
            Node::Term(_) | Node::Phrase(_) | Node::Stretch { .. } | Node::Field(_) => Vec::new(),
        }
    }

    /// True for what occurs at a place of the text, so that distances can be measured from it.
    pub(crate) fn is_positional(&self) -> bool {
        match &self.node {
            Node::Term(_) | Node::Phrase(_) | Node::Stretch { .. } | Node::Near { .. } | Node::Sentence { .. } => true,
            Node::Or(parts) => parts.iter().all(Self::is_positional),
            Node::Saved { of, .. } => of.is_positional(),
            Node::And(_) | Node::Not(_) | Node::AtLeast { .. } | Node::Within { .. } | Node::Field(_) => false,
        }
    }

    /// The words this clause names itself, its inner clauses left out.
    pub(crate) fn terms(&self) -> &[Term] {
        match &self.node {
            Node::Term(term) => std::slice::from_ref(term),
            Node::Phrase(terms) | Node::Stretch { terms, .. } => terms,
            _ => &[],
        }
    }
}

impl Query {
    /// How many leaves it has, those of its saved queries included.
    #[must_use]
    pub fn leaves(&self) -> usize {
        fn count(clause: &Clause) -> usize {
            let children = clause.children();
            if children.is_empty() { 1 } else { children.into_iter().map(count).sum() }
        }
        count(&self.root)
    }

    /// True when one of its clauses is so.
    pub(crate) fn has_clause(&self, is_so: impl Fn(&Clause) -> bool + Copy) -> bool {
        fn has(clause: &Clause, is_so: impl Fn(&Clause) -> bool + Copy) -> bool {
            is_so(clause) || clause.children().into_iter().any(|child| has(child, is_so))
        }
        has(&self.root, is_so)
    }

    /// The names of the saved queries it is made of, each once, in alphabetical order.
    #[must_use]
    pub fn saved_queries(&self) -> Vec<String> {
        fn collect(clause: &Clause, names: &mut std::collections::BTreeSet<String>) {
            if let Node::Saved { name, .. } = &clause.node {
                names.insert(name.to_string());
            }
            clause.children().into_iter().for_each(|child| collect(child, names));
        }
        let mut names = std::collections::BTreeSet::new();
        collect(&self.root, &mut names);
        names.into_iter().collect()
    }
}
