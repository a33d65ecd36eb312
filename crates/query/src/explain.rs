//! Why a query holds for a document, or which of its clauses stood in the way.

use std::ops::Range;

use serde::Serialize;

use crate::{
    analysis::{Analysis, Span},
    document::Document,
    evaluate::Judge,
    hits::merged,
    occurrences::Scope,
    problem::Language,
    syntax::{Clause, Node, Query},
};

/// The most hits listed for one leaf; [`Explained::count`] has them all.
pub const LEAF_HITS_MAX: usize = 100;

/// The verdict on one document and all that led to it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// Whether the query holds.
    pub holds: bool,
    /// The query's tree with each clause's verdict.
    pub tree: Explained,
    /// The clause on whose account the query does not hold.
    pub killer: Option<Killer>,
}

/// One clause and its verdict.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explained {
    /// A leaf as a query writes it; otherwise its operator (`AND`, `OR`, `NOT`, `NEAR/5`, `title:`, `[[name]]`).
    pub clause: String,
    /// Where it stands in the query's text, in bytes.
    pub span: Range<usize>,
    /// Whether it holds by itself.
    pub holds: bool,
    /// How often it occurs, for a clause that has a place in the text.
    pub count: usize,
    /// Where it occurs, the first [`LEAF_HITS_MAX`] places of a leaf.
    pub hits: Vec<Span>,
    /// Its parts.
    pub children: Vec<Self>,
}

/// The clause that stood in the way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Killer {
    /// The clause as a query writes it.
    pub clause: String,
    /// Where it stands in the query's text, in bytes.
    pub span: Range<usize>,
    /// What is wrong with it.
    pub reason: Reason,
}

/// Why a clause does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It is nowhere in the text it is looked for in.
    Missing,
    /// It is there and must not be.
    Forbidden,
    /// Its sides are there, but not as near as asked, or in another order.
    TooFar,
    /// Its sides are there, but not in one sentence.
    OtherSentence,
    /// It is there, but not often enough.
    TooFew,
    /// The field is not known, or says something else.
    Field,
}

impl Reason {
    /// The reason as the end of a sentence that begins with the clause.
    #[must_use]
    pub const fn sentence(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::English, Self::Missing) => "is not in this text",
            (Language::English, Self::Forbidden) => "is in this text and must not be",
            (Language::English, Self::TooFar) => "is not as near as asked",
            (Language::English, Self::OtherSentence) => "is not in one sentence",
            (Language::English, Self::TooFew) => "is not there often enough",
            (Language::English, Self::Field) => "is not what is known of this document",
            (Language::French, Self::Missing) => "n’est pas dans ce texte",
            (Language::French, Self::Forbidden) => "est dans ce texte et ne doit pas y être",
            (Language::French, Self::TooFar) => "n’est pas aussi proche que demandé",
            (Language::French, Self::OtherSentence) => "n’est pas dans une même phrase",
            (Language::French, Self::TooFew) => "n’y est pas assez souvent",
            (Language::French, Self::Field) => "n’est pas ce que l’on sait de ce document",
        }
    }
}

impl Query {
    /// Judges a document as [`Query::matches`] does and says why.
    #[must_use]
    pub fn explain(&self, analysis: &Analysis, document: &Document<'_>, now_us: i64) -> Explanation {
        let judge = Judge::new(analysis, document, now_us);
        let tree = judge.explain(&self.root, Scope::All);
        let killer = (!tree.holds).then(|| killer(&self.root, &tree));
        Explanation { holds: tree.holds, tree, killer }
    }
}

fn scope_of(clause: &Clause, scope: Scope) -> Scope {
    match clause.node {
        Node::Within { title: true, .. } => Scope::Title,
        Node::Within { title: false, .. } => Scope::Rest,
        _ => scope,
    }
}

fn label(clause: &Clause) -> String {
    match &clause.node {
        Node::And(_) => "AND".to_owned(),
        Node::Or(_) => "OR".to_owned(),
        Node::Not(_) => "NOT".to_owned(),
        Node::Near { distance, ordered, .. } => format!("NEAR/{distance}{}", if *ordered { "f" } else { "" }),
        Node::Sentence { .. } => "SENTENCE".to_owned(),
        Node::AtLeast { count, .. } => format!("ATLEAST/{count}"),
        Node::Within { title, .. } => if *title { "title:" } else { "text:" }.to_owned(),
        Node::Saved { name, .. } => format!("[[{name}]]"),
        Node::Term(_) | Node::Phrase(_) | Node::Stretch { .. } | Node::Field(_) => clause.to_string(),
    }
}

impl Judge<'_> {
    fn explain(&self, clause: &Clause, scope: Scope) -> Explained {
        let inner = scope_of(clause, scope);
        let children: Vec<Explained> = clause.children().into_iter().map(|child| self.explain(child, inner)).collect();
        let places = if clause.is_positional() { self.text.occurrences(clause, scope) } else { Vec::new() };
        let holds = match &clause.node {
            Node::And(_) => children.iter().all(|child| child.holds),
            Node::Or(_) => children.iter().any(|child| child.holds),
            Node::Not(_) => !children.iter().any(|child| child.holds),
            Node::Within { .. } | Node::Saved { .. } => children.iter().all(|child| child.holds),
            _ => self.holds(clause, scope),
        };
        let hits = if children.is_empty() {
            merged(places.iter().take(LEAF_HITS_MAX).map(|place| self.text.span(*place)).collect())
        } else {
            Vec::new()
        };
        Explained { clause: label(clause), span: clause.place.0.clone(), holds, count: places.len(), hits, children }
    }
}

/// Goes down to the smallest clause that has to change for the whole to hold.
fn killer(clause: &Clause, explained: &Explained) -> Killer {
    let parts = || clause.children().into_iter().zip(&explained.children);
    let failed = parts().find(|(_, part)| !part.holds);
    let reason = match (&clause.node, failed) {
        (Node::And(_) | Node::Within { .. } | Node::Saved { .. }, Some((part, explained))) => return killer(part, explained),
        // Both sides are needed, so one that is missing is the reason.
        (Node::Near { .. } | Node::Sentence { .. } | Node::AtLeast { .. }, Some((part, explained))) => {
            return killer(part, explained);
        }
        (Node::Not(of), _) => {
            return Killer { clause: of.to_string(), span: clause.place.0.clone(), reason: Reason::Forbidden };
        }
        (Node::Near { .. }, None) => Reason::TooFar,
        (Node::Sentence { .. }, None) => Reason::OtherSentence,
        (Node::AtLeast { .. }, None) => Reason::TooFew,
        (Node::Field(_), _) => Reason::Field,
        _ => Reason::Missing,
    };
    Killer { clause: clause.to_string(), span: clause.place.0.clone(), reason }
}
