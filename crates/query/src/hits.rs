//! The words that made a query hold, to be highlighted.

use crate::{
    analysis::{Analysis, Span},
    document::Document,
    evaluate::Judge,
    occurrences::{Occurrence, Scope, Text},
    syntax::{Clause, Node, Query, Term},
};

/// The most stretches of one document that are highlighted.
pub const HITS_MAX: usize = 10_000;

impl Query {
    /// The stretches of title and body that made the query hold, sorted, overlapping ones made one. Empty when it does not hold,
    /// or holds by fields alone.
    #[must_use]
    pub fn hits(&self, analysis: &Analysis, document: &Document<'_>, now_us: i64) -> Vec<Span> {
        let judge = Judge::new(analysis, document, now_us);
        let mut spans = Vec::new();
        if judge.holds(&self.root, Scope::All) {
            judge.collect(&self.root, Scope::All, &mut spans);
        }
        merged(spans)
    }
}

pub(crate) fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut kept: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match kept.last_mut() {
            Some(last) if last.part == span.part && span.start < last.end => last.end = last.end.max(span.end),
            _ => kept.push(span),
        }
    }
    kept.truncate(HITS_MAX);
    kept
}

impl Judge<'_> {
    /// The words of a clause that holds.
    fn collect(&self, clause: &Clause, scope: Scope, out: &mut Vec<Span>) {
        match &clause.node {
            Node::And(parts) => parts.iter().for_each(|part| self.collect(part, scope, out)),
            Node::Or(parts) => {
                parts.iter().filter(|part| self.holds(part, scope)).for_each(|part| self.collect(part, scope, out));
            }
            Node::Not(_) | Node::Field(_) => {}
            Node::AtLeast { of, .. } => self.collect(of, scope, out),
            Node::Saved { of, .. } => self.collect(of, scope, out),
            Node::Within { title, of } => self.collect(of, if *title { Scope::Title } else { Scope::Rest }, out),
            _ => self.text.places(clause, scope, None, out),
        }
    }
}

/// Stretches by their start, each with the greatest end so far, so that one look says whether a place lies in one of them.
struct Windows(Vec<(u32, u32)>);

impl Windows {
    fn of(places: &[Occurrence]) -> Self {
        let mut end = 0;
        Self(
            places
                .iter()
                .map(|place| {
                    end = end.max(place.end);
                    (place.start, end)
                })
                .collect(),
        )
    }

    fn hold(&self, place: &Occurrence) -> bool {
        let before = self.0.partition_point(|(start, _)| *start <= place.start);
        before.checked_sub(1).is_some_and(|at| self.0[at].1 >= place.end)
    }
}

impl Text<'_> {
    /// The words of a positional clause, of those of its places that lie in a window.
    fn places(self, clause: &Clause, scope: Scope, windows: Option<&Windows>, out: &mut Vec<Span>) {
        let lies_in = |place: &Occurrence| windows.is_none_or(|windows| windows.hold(place));
        if let Some((left, right, reach)) = clause.sides() {
            let side = |of| self.occurrences(of, scope).into_iter().filter(lies_in).collect::<Vec<_>>();
            let (lefts, rights) = self.partners(&side(left), &side(right), reach);
            self.places(left, scope, Some(&Windows::of(&lefts)), out);
            self.places(right, scope, Some(&Windows::of(&rights)), out);
            return;
        }
        match &clause.node {
            Node::Or(parts) => parts.iter().for_each(|part| self.places(part, scope, windows, out)),
            Node::Saved { of, .. } => self.places(of, scope, windows, out),
            Node::Stretch { terms, slack } => {
                let stretches: Vec<_> = self.stretch(terms, *slack, scope).into_iter().filter(lies_in).collect();
                self.words_in(terms, scope, &Windows::of(&stretches), out);
            }
            _ => {
                let places = self.occurrences(clause, scope).into_iter().filter(lies_in);
                out.extend(places.take(HITS_MAX).map(|place| self.span(place)));
            }
        }
    }

    fn words_in(self, terms: &[Term], scope: Scope, windows: &Windows, out: &mut Vec<Span>) {
        for term in terms {
            for index in self.tokens_of(term, scope).into_iter().take(HITS_MAX) {
                let token = &self.analysis.tokens()[index as usize];
                let place = Occurrence { start: token.position, end: token.position, first: index, last: index };
                if windows.hold(&place) {
                    out.push(token.span);
                }
            }
        }
    }

    /// From the first byte of an occurrence to its last.
    pub(crate) fn span(self, place: Occurrence) -> Span {
        let tokens = self.analysis.tokens();
        let (first, last) = (tokens[place.first as usize].span, tokens[place.last as usize].span);
        Span { end: last.end.max(first.end), ..first }
    }
}
