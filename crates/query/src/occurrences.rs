//! Where the words of a clause stand in one text.

use std::collections::BTreeMap;

use crate::{
    analysis::{Analysis, TITLE, Token},
    syntax::{Clause, Node, Term},
};

/// How many places of a nested proximity are kept exactly; in a text with more, each side is paired with its nearest partners only.
pub const PROXIMITY_PLACES_MAX: usize = 20_000;

/// How many of those pairs are kept in each direction, the first in the text: what is said a hundred thousand times is said often
/// enough, and a proximity of proximities over a text of one word must end soon.
const NEAREST_PAIRS_MAX: usize = 100_000;

/// How many pairs of one proximity are highlighted in each direction.
const PARTNERS_MAX: usize = 10_000;

/// The part of a document that a clause may look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    All,
    Title,
    Rest,
}

impl Scope {
    pub(crate) const fn holds(self, token: &Token) -> bool {
        match self {
            Self::All => true,
            Self::Title => token.span.part == TITLE,
            Self::Rest => token.span.part != TITLE,
        }
    }
}

/// A stretch of words: first and last position, and a token at each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Occurrence {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) first: u32,
    pub(crate) last: u32,
}

/// A text to look at, in a language that chooses the stemmer.
#[derive(Clone, Copy)]
pub(crate) struct Text<'a> {
    pub(crate) analysis: &'a Analysis,
    pub(crate) language: Option<&'a str>,
}

/// How two sides must stand to each other.
#[derive(Clone, Copy)]
pub(crate) enum Reach {
    Words { distance: u32, ordered: bool },
    Sentence,
}

impl Clause {
    /// The two sides of a proximity and how they must stand.
    pub(crate) fn sides(&self) -> Option<(&Self, &Self, Reach)> {
        match &self.node {
            Node::Near { left, right, distance, ordered } => {
                Some((left, right, Reach::Words { distance: *distance, ordered: *ordered }))
            }
            Node::Sentence { left, right } => Some((left, right, Reach::Sentence)),
            _ => None,
        }
    }
}

impl Text<'_> {
    /// True when the word is there.
    pub(crate) fn has(self, term: &Term, scope: Scope) -> bool {
        match (term, scope) {
            (Term::Word(word), Scope::All) => self.analysis.find(word).is_some(),
            _ => !self.tokens_of(term, scope).is_empty(),
        }
    }

    /// The tokens that a term names, in order.
    pub(crate) fn tokens_of(self, term: &Term, scope: Scope) -> Vec<u32> {
        let tokens = self.analysis.tokens();
        let in_scope = |index: &u32| scope.holds(&tokens[*index as usize]);
        let by_term = |holds: &dyn Fn(&str) -> bool| {
            let numbers = (0_u32..).zip(self.analysis.terms()).filter(|(_, word)| holds(word)).map(|(number, _)| number);
            let mut found: Vec<u32> = numbers.flat_map(|number| self.analysis.occurrences_of(number)).filter(in_scope).collect();
            found.sort_unstable();
            found
        };
        let all = 0..tokens.len() as u32;
        match term {
            Term::Word(word) => self.word(word).filter(in_scope).collect(),
            Term::Wild(wild) => by_term(&|word| wild.matches(word)),
            Term::Regex(regex) => by_term(&|word| !word.starts_with("//") && regex.matches(word)),
            Term::Exact { written, folded } => self
                .word(folded)
                .filter(|index| self.analysis.exact(&tokens[*index as usize]) == &**written)
                .filter(in_scope)
                .collect(),
            Term::Stem(stem) => {
                let wanted = stem.in_language(self.language);
                let is_inflection = |index: &u32| {
                    let token = &tokens[*index as usize];
                    !token.literal && scope.holds(token) && wanted.holds(self.analysis.exact(token))
                };
                all.filter(is_inflection).collect()
            }
            Term::Any => all.filter(in_scope).collect(),
        }
    }

    fn word(self, folded: &str) -> impl Iterator<Item = u32> {
        self.analysis.find(folded).into_iter().flat_map(move |number| self.analysis.occurrences_of(number))
    }

    fn places_of(self, term: &Term, scope: Scope) -> Vec<Occurrence> {
        let tokens = self.analysis.tokens();
        let place = |index: u32| {
            let position = tokens[index as usize].position;
            Occurrence { start: position, end: position, first: index, last: index }
        };
        let mut places: Vec<Occurrence> = self.tokens_of(term, scope).into_iter().map(place).collect();
        places.dedup_by_key(|place| place.start);
        places
    }

    /// Where a positional clause stands, sorted, each stretch once. Other clauses stand nowhere.
    pub(crate) fn occurrences(self, clause: &Clause, scope: Scope) -> Vec<Occurrence> {
        if let Some((left, right, reach)) = clause.sides() {
            return self.pairs(&self.occurrences(left, scope), &self.occurrences(right, scope), reach);
        }
        match &clause.node {
            Node::Term(term) => self.places_of(term, scope),
            Node::Phrase(terms) => self.phrase(terms, scope),
            Node::Stretch { terms, slack } => self.stretch(terms, *slack, scope),
            Node::Or(parts) => sorted(parts.iter().flat_map(|part| self.occurrences(part, scope)).collect()),
            Node::Saved { of, .. } => self.occurrences(of, scope),
            _ => Vec::new(),
        }
    }

    /// Words side by side. Linear in the occurrences of each.
    pub(crate) fn phrase(self, terms: &[Term], scope: Scope) -> Vec<Occurrence> {
        let Some((head, tail)) = terms.split_first() else { return Vec::new() };
        let mut found = self.places_of(head, scope);
        for term in tail {
            if found.is_empty() {
                break;
            }
            let next = self.places_of(term, scope);
            let mut at = 0;
            found.retain_mut(|place| {
                while next.get(at).is_some_and(|next| next.start <= place.end) {
                    at += 1;
                }
                let follows = next.get(at).filter(|next| next.start == place.end + 1);
                if let Some(next) = follows {
                    (place.end, place.last) = (next.end, next.last);
                }
                follows.is_some()
            });
        }
        found
    }

    /// The stretches that hold all words (a word written twice, twice) and are not longer than allowed: from each of the words the
    /// shortest one that begins there, and the shortest one that ends there.
    pub(crate) fn stretch(self, terms: &[Term], slack: u32, scope: Scope) -> Vec<Occurrence> {
        let mut wanted: BTreeMap<String, (&Term, usize)> = BTreeMap::new();
        for term in terms {
            wanted.entry(term.to_string()).or_insert((term, 0)).1 += 1;
        }
        let wanted: Vec<(&Term, usize)> = wanted.into_values().collect();
        let mut marks: Vec<(Occurrence, usize)> = Vec::new();
        for (kind, (term, _)) in wanted.iter().enumerate() {
            marks.extend(self.places_of(term, scope).into_iter().map(|place| (place, kind)));
        }
        marks.sort_unstable();
        let words_max = slack.saturating_add(terms.len() as u32);
        let mut lacking = wanted.len();
        let mut held = vec![0_usize; wanted.len()];
        let (mut found, mut left) = (Vec::new(), 0);
        for (place, kind) in &marks {
            held[*kind] += 1;
            if held[*kind] == wanted[*kind].1 {
                lacking -= 1;
            }
            let mut put = |first: &Occurrence| {
                if place.end - first.start < words_max {
                    found.push(Occurrence { start: first.start, end: place.end, first: first.first, last: place.last });
                }
            };
            while lacking == 0 {
                let (first, first_kind) = &marks[left];
                put(first);
                held[*first_kind] -= 1;
                lacking += usize::from(held[*first_kind] + 1 == wanted[*first_kind].1);
                left += 1;
            }
            if let Some((first, _)) = left.checked_sub(1).and_then(|at| marks.get(at)) {
                put(first);
            }
        }
        sorted(found)
    }

    /// True when one of `left` and one of `right` stand as they must. Both sorted.
    pub(crate) fn meet(self, left: &[Occurrence], right: &[Occurrence], reach: Reach) -> bool {
        self.each_pair(left, right, reach, &mut |_, _| false)
    }

    /// The stretches from one side to the other, for all pairs that stand as they must.
    fn pairs(self, left: &[Occurrence], right: &[Occurrence], reach: Reach) -> Vec<Occurrence> {
        let mut found = Vec::new();
        let ran_over = self.each_pair(left, right, reach, &mut |before, after| {
            found.push(Occurrence { start: before.start, end: after.end.max(before.end), first: before.first, last: after.last });
            found.len() <= PROXIMITY_PLACES_MAX
        });
        if ran_over {
            found.clear();
            for (before, after) in self.nearest(left, right, reach, NEAREST_PAIRS_MAX) {
                found.push(Occurrence { start: before.start, end: after.end, first: before.first, last: after.last });
            }
        }
        sorted(found)
    }

    /// Those of each side that have a partner on the other, the first of them where there are very many.
    pub(crate) fn partners(self, left: &[Occurrence], right: &[Occurrence], reach: Reach) -> (Vec<Occurrence>, Vec<Occurrence>) {
        let (mut lefts, mut rights) = (Vec::new(), Vec::new());
        for (before, after) in self.nearest(left, right, reach, PARTNERS_MAX) {
            for place in [before, after] {
                if left.binary_search(&place).is_ok() {
                    lefts.push(place);
                }
                if right.binary_search(&place).is_ok() {
                    rights.push(place);
                }
            }
        }
        (sorted(lefts), sorted(rights))
    }

    /// Each occurrence with its nearest partner after it, and before it; at most about so many pairs in each direction.
    fn nearest(self, left: &[Occurrence], right: &[Occurrence], reach: Reach, pairs_max: usize) -> Vec<(Occurrence, Occurrence)> {
        let mut found = Vec::new();
        for (befores, afters) in self.directions(left, right, reach) {
            let limit = found.len().saturating_add(pairs_max);
            for before in &befores {
                if found.len() >= limit {
                    break;
                }
                let next = afters.partition_point(|after| after.start <= before.end);
                found.extend(afters.get(next).filter(|after| self.reaches(before, after, reach)).map(|after| (*before, *after)));
            }
            let mut by_end = befores;
            by_end.sort_unstable_by_key(|before| (before.end, before.start));
            let limit = found.len().saturating_add(pairs_max);
            for after in &afters {
                if found.len() >= limit {
                    break;
                }
                let next = by_end.partition_point(|before| before.end < after.start);
                let last = next.checked_sub(1).and_then(|at| by_end.get(at));
                found.extend(last.filter(|before| self.reaches(before, after, reach)).map(|before| (*before, *after)));
            }
        }
        found
    }

    /// The pairs of sides to try: left before right and, where order does not count, right before left.
    fn directions(self, left: &[Occurrence], right: &[Occurrence], reach: Reach) -> Vec<(Vec<Occurrence>, Vec<Occurrence>)> {
        let usable = |side: &[Occurrence]| -> Vec<Occurrence> {
            let is_whole = |place: &&Occurrence| matches!(reach, Reach::Words { .. }) || self.sentence_of(place).is_some();
            side.iter().filter(is_whole).copied().collect()
        };
        let (left, right) = (usable(left), usable(right));
        match reach {
            Reach::Words { ordered: true, .. } => vec![(left, right)],
            _ => vec![(left.clone(), right.clone()), (right, left)],
        }
    }

    /// Calls for every pair, until the call says that it has enough; true when it did.
    fn each_pair(
        self,
        left: &[Occurrence],
        right: &[Occurrence],
        reach: Reach,
        goes_on: &mut dyn FnMut(&Occurrence, &Occurrence) -> bool,
    ) -> bool {
        for (befores, afters) in self.directions(left, right, reach) {
            for before in &befores {
                let next = afters.partition_point(|after| after.start <= before.end);
                for after in afters[next..].iter().take_while(|after| self.reaches(before, after, reach)) {
                    if !goes_on(before, after) {
                        return true;
                    }
                }
            }
        }
        false
    }

    fn reaches(self, before: &Occurrence, after: &Occurrence, reach: Reach) -> bool {
        match reach {
            Reach::Words { distance, .. } => after.start - before.end <= distance,
            Reach::Sentence => self.sentence_of(before) == self.sentence_of(after),
        }
    }

    /// The sentence that an occurrence stands in as a whole.
    fn sentence_of(self, place: &Occurrence) -> Option<u32> {
        let tokens = self.analysis.tokens();
        let sentence = tokens[place.first as usize].sentence;
        (tokens[place.last as usize].sentence == sentence).then_some(sentence)
    }
}

fn sorted(mut places: Vec<Occurrence>) -> Vec<Occurrence> {
    places.sort_unstable();
    places.dedup_by_key(|place| (place.start, place.end));
    places
}
