//! Putting clauses together and looking into them.

use std::{ops::Range, sync::Arc};

use crate::{
    problem::Around,
    syntax::{Clause, Node, Place},
};

/// How clauses are joined.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Joint {
    And,
    Or,
}

/// The operands joined, those of an inner join of the same kind taken in.
pub(crate) fn join(mut parts: Vec<Clause>, joint: Joint, span: Range<usize>) -> Option<Clause> {
    if parts.len() <= 1 {
        return parts.pop();
    }
    let mut flat = Vec::with_capacity(parts.len());
    for part in parts {
        match part {
            Clause { node: Node::And(inner), .. } if joint == Joint::And => flat.extend(inner),
            Clause { node: Node::Or(inner), .. } if joint == Joint::Or => flat.extend(inner),
            other => flat.push(other),
        }
    }
    Some(Clause::new(if joint == Joint::And { Node::And(flat) } else { Node::Or(flat) }, span))
}

/// Why nothing can be measured from the clause, if so.
pub(crate) fn obstacle_in(clause: &Clause) -> Option<Around> {
    match &clause.node {
        Node::And(_) => Some(Around::And),
        Node::Not(_) => Some(Around::Not),
        Node::AtLeast { .. } => Some(Around::AtLeast),
        Node::Within { .. } | Node::Field(_) => Some(Around::Field),
        Node::Or(parts) => parts.iter().find_map(obstacle_in),
        Node::Saved { of, .. } => obstacle_in(of),
        Node::Term(_) | Node::Phrase(_) | Node::Stretch { .. } | Node::Near { .. } | Node::Sentence { .. } => None,
    }
}

/// True when a field is asked somewhere inside.
pub(crate) fn holds_field(clause: &Clause) -> bool {
    matches!(clause.node, Node::Field(_) | Node::Within { .. }) || clause.children().into_iter().any(holds_field)
}

/// Gives everything inside a saved query the place of its name.
pub(crate) fn relocate(clause: &mut Clause, span: &Range<usize>) {
    clause.place = Place(span.clone());
    match &mut clause.node {
        Node::And(parts) | Node::Or(parts) => parts.iter_mut().for_each(|part| relocate(part, span)),
        Node::Not(of) | Node::AtLeast { of, .. } | Node::Within { of, .. } => relocate(of, span),
        Node::Near { left, right, .. } | Node::Sentence { left, right } => {
            relocate(left, span);
            relocate(right, span);
        }
        Node::Saved { of, .. } => relocate(Arc::make_mut(of), span),
        Node::Term(_) | Node::Phrase(_) | Node::Stretch { .. } | Node::Field(_) => {}
    }
}
