//! What a full-text index can say of a query: too much perhaps, never too little.

use serde::Serialize;

use crate::{
    analysis::INDEX_TERM_BYTES_MAX,
    fold::cut,
    syntax::{Clause, Node, Query, Term},
};

/// A Boolean filter over the terms of [`crate::Analysis::index_terms`]. Every document that a query holds for passes it; of
/// those that pass, the evaluator judges.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Candidates {
    /// All pass. At least two, none of them `And` or `Everything`.
    And(Vec<Self>),
    /// One passes. At least two, none of them `Or` or `Everything`.
    Or(Vec<Self>),
    /// The document has this term.
    Term(String),
    /// The document has a term that begins so.
    Prefix(String),
    /// The index cannot say.
    Everything,
}

/// The filter of a query. Its size is at most that of the query.
#[must_use]
pub fn candidates(query: &Query) -> Candidates {
    of_clause(&query.root)
}

fn of_clause(clause: &Clause) -> Candidates {
    match &clause.node {
        Node::And(parts) => all(parts.iter().map(of_clause)),
        Node::Or(parts) => any(parts.iter().map(of_clause)),
        Node::Not(_) | Node::Field(_) => Candidates::Everything,
        Node::Term(term) => of_term(term),
        Node::Phrase(terms) | Node::Stretch { terms, .. } => all(terms.iter().map(of_term)),
        Node::Near { left, right, .. } | Node::Sentence { left, right } => all([of_clause(left), of_clause(right)].into_iter()),
        Node::AtLeast { of, .. } | Node::Within { of, .. } => of_clause(of),
        Node::Saved { of, .. } => of_clause(of),
    }
}

fn of_term(term: &Term) -> Candidates {
    let cut = |word: &str| cut(word, INDEX_TERM_BYTES_MAX).to_owned();
    match term {
        Term::Word(word) | Term::Exact { folded: word, .. } => Candidates::Term(cut(word)),
        Term::Wild(wild) => prefix(cut(wild.prefix())),
        Term::Stem(stem) => prefix(stem.prefix()),
        Term::Regex(_) | Term::Any => Candidates::Everything,
    }
}

fn prefix(prefix: String) -> Candidates {
    if prefix.is_empty() { Candidates::Everything } else { Candidates::Prefix(prefix) }
}

fn all(parts: impl Iterator<Item = Candidates>) -> Candidates {
    let mut kept = Vec::new();
    for part in parts {
        match part {
            Candidates::And(inner) => kept.extend(inner),
            Candidates::Everything => {}
            other => kept.push(other),
        }
    }
    joined(kept, Candidates::And)
}

fn any(parts: impl Iterator<Item = Candidates>) -> Candidates {
    let mut kept = Vec::new();
    for part in parts {
        match part {
            Candidates::Or(inner) => kept.extend(inner),
            Candidates::Everything => return Candidates::Everything,
            other => kept.push(other),
        }
    }
    joined(kept, Candidates::Or)
}

fn joined(mut parts: Vec<Candidates>, join: fn(Vec<Candidates>) -> Candidates) -> Candidates {
    parts.sort_unstable();
    parts.dedup();
    if parts.len() > 1 { join(parts) } else { parts.pop().unwrap_or(Candidates::Everything) }
}
