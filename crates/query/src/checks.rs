//! What a tree says that nobody means: only what must be absent, the same thing twice, what can never hold.

use std::collections::{HashMap, HashSet};

use crate::{
    problem::{Problem, ProblemKind},
    syntax::{Clause, Node, Query, Term},
    values,
};

/// A term found in more of the archive than this says little. In percent.
pub const COMMON_PERCENT: f64 = 5.0;
/// How many wildcards of one OR are tried against its words.
const WILDCARDS_TRIED_MAX: usize = 100;

/// What an archive holds of some terms. The store counts them for [`Query::terms`]; a term that is missing here is not judged.
#[derive(Clone, Debug, Default)]
pub struct Statistics {
    /// How many documents the archive holds.
    pub documents: u64,
    /// In how many of them each folded term was found.
    pub counts: HashMap<String, u64>,
}

pub(crate) fn check(root: &Clause, problems: &mut Vec<Problem>) {
    if let Some(negative) = first_negative(root) {
        problems.push(Problem { kind: ProblemKind::OnlyNegative, span: negative.place.0.clone() });
    }
    regexes_stand_beside_words(root, false, problems);
    never(root, problems);
}

/// The clause on whose account the whole would hold for nearly every document.
fn first_negative(clause: &Clause) -> Option<&Clause> {
    match &clause.node {
        Node::Not(_) => Some(clause),
        Node::Or(parts) => parts.iter().find_map(first_negative),
        Node::And(parts) => {
            let all_negative = parts.iter().all(|part| first_negative(part).is_some());
            all_negative.then_some(clause)
        }
        Node::Within { of, .. } => first_negative(of).map(|_| clause),
        Node::Saved { of, .. } => first_negative(of).map(|_| clause),
        _ => None,
    }
}

/// True when the clause cannot hold without an ordinary word in the text.
fn needs_word(clause: &Clause) -> bool {
    match &clause.node {
        Node::Term(Term::Regex(_)) | Node::Not(_) | Node::Field(_) => false,
        Node::Term(_) | Node::Phrase(_) | Node::Stretch { .. } => true,
        Node::Or(parts) => parts.iter().all(needs_word),
        Node::And(parts) => parts.iter().any(needs_word),
        Node::Near { left, right, .. } | Node::Sentence { left, right } => needs_word(left) || needs_word(right),
        Node::AtLeast { of, .. } | Node::Within { of, .. } => needs_word(of),
        Node::Saved { of, .. } => needs_word(of),
    }
}

fn regexes_stand_beside_words(clause: &Clause, has_word: bool, problems: &mut Vec<Problem>) {
    match &clause.node {
        Node::Term(Term::Regex(_)) if !has_word => {
            problems.push(Problem { kind: ProblemKind::RegexAlone, span: clause.place.0.clone() });
        }
        Node::And(parts) => {
            let words = parts.iter().filter(|part| needs_word(part)).count();
            for part in parts {
                let others = words - usize::from(needs_word(part));
                regexes_stand_beside_words(part, has_word || others > 0, problems);
            }
        }
        Node::Near { left, right, .. } | Node::Sentence { left, right } => {
            regexes_stand_beside_words(left, has_word || needs_word(right), problems);
            regexes_stand_beside_words(right, has_word || needs_word(left), problems);
        }
        _ => clause.children().into_iter().for_each(|child| regexes_stand_beside_words(child, has_word, problems)),
    }
}

/// Warns of clauses that say what a neighbour says, and of clauses that never hold.
fn never(clause: &Clause, problems: &mut Vec<Problem>) {
    match &clause.node {
        Node::And(parts) => neighbours(parts, true, problems),
        Node::Or(parts) => neighbours(parts, false, problems),
        Node::Field(test) if values::is_empty_range(test) => {
            problems.push(Problem { kind: ProblemKind::NeverHolds(test.to_string()), span: clause.place.0.clone() });
        }
        _ => {}
    }
    // A saved query has been warned of when it was saved.
    if !matches!(clause.node, Node::Saved { .. }) {
        clause.children().into_iter().for_each(|child| never(child, problems));
    }
}

fn neighbours(parts: &[Clause], is_and: bool, problems: &mut Vec<Problem>) {
    let printed: Vec<String> = parts.iter().map(Clause::to_string).collect();
    let known: HashSet<&str> = printed.iter().map(String::as_str).collect();
    let wilds: Vec<_> = parts.iter().filter_map(wild_of).take(WILDCARDS_TRIED_MAX).collect();
    let mut seen = HashSet::new();
    for (part, text) in parts.iter().zip(&printed) {
        let mut warn = |kind| problems.push(Problem { kind, span: part.place.0.clone() });
        if !seen.insert(text.as_str()) {
            warn(ProblemKind::NeverMatters(text.clone()));
            continue;
        }
        let absorbed_by = match &part.node {
            // a AND (a OR b) is a; a OR (a AND b) is a; a OR "a b" is a; a* OR ab is a*.
            Node::Or(inner) if is_and => inner.iter().map(Clause::to_string).find(|one| known.contains(one.as_str())),
            Node::And(inner) if !is_and => inner.iter().map(Clause::to_string).find(|one| known.contains(one.as_str())),
            Node::Phrase(terms) if !is_and => terms.iter().map(Term::to_string).find(|one| known.contains(one.as_str())),
            Node::Term(Term::Word(word)) if !is_and => {
                wilds.iter().find(|wild| wild.matches(word)).map(|wild| wild.pattern().to_owned())
            }
            Node::Not(of) if is_and => {
                let denied = of.to_string();
                if known.contains(denied.as_str()) {
                    warn(ProblemKind::NeverHolds(format!("{denied} AND NOT {denied}")));
                }
                None
            }
            _ => None,
        };
        if absorbed_by.is_some() {
            warn(ProblemKind::NeverMatters(text.clone()));
        }
    }
}

fn wild_of(clause: &Clause) -> Option<&crate::wildcard::Wildcard> {
    match &clause.node {
        Node::Term(Term::Wild(wild)) => Some(wild),
        _ => None,
    }
}

impl Query {
    /// The folded words that the query names outside of `NOT`, each once: those whose counts [`Self::warnings`] wants.
    #[must_use]
    pub fn terms(&self) -> Vec<&str> {
        let mut seen = HashSet::new();
        let mut terms = Vec::new();
        each_word(&self.root, &mut |word, _, _| {
            if seen.insert(word) {
                terms.push(word);
            }
        });
        terms
    }

    /// Warns of terms that the archive holds nearly everywhere, or nowhere.
    #[must_use]
    pub fn warnings(&self, statistics: &Statistics) -> Vec<Problem> {
        let mut problems = Vec::new();
        if statistics.documents == 0 {
            return problems;
        }
        each_word(&self.root, &mut |word, stands_alone, clause| {
            let Some(count) = statistics.counts.get(word) else { return };
            let percent = *count as f64 * 100.0 / statistics.documents as f64;
            let span = clause.place.0.clone();
            if *count == 0 {
                problems.push(Problem { kind: ProblemKind::TermAbsent(word.to_owned()), span });
            } else if stands_alone && percent > COMMON_PERCENT {
                problems.push(Problem { kind: ProblemKind::TermCommon(word.to_owned(), percent), span });
            }
        });
        problems.truncate(crate::PROBLEMS_MAX);
        problems
    }
}

fn each_word<'a>(clause: &'a Clause, call: &mut impl FnMut(&'a str, bool, &'a Clause)) {
    if matches!(clause.node, Node::Not(_)) {
        return;
    }
    for term in clause.terms() {
        if let Term::Word(word) | Term::Exact { folded: word, .. } = term {
            call(word, matches!(clause.node, Node::Term(_)), clause);
        }
    }
    for child in clause.children() {
        each_word(child, call);
    }
}
