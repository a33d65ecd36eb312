//! Does a query laid flat hold for a document? The same verdict as the plain evaluator's, without building anything.

use super::code::{Code, Kind, Letters, clause_at, end_of, parts_of, pattern_at, word_at, written_at};
use super::posting::{Order, Stand};
use super::signature::Signature;
use crate::{
    analysis::{Analysis, Token, WORD_BYTES_MAX},
    evaluate::Judge,
    occurrences::{Occurrence, Scope},
    syntax::{Clause, PHRASE_WORDS_MAX},
    wildcard,
};

/// What is kept of the room for places when a document is done. In places.
const PLACES_KEPT: usize = 1 << 16;

/// One query and one document.
pub(super) struct Judging<'a> {
    pub(super) code: &'a Code,
    /// The clauses that are not laid flat.
    pub(super) clauses: &'a [Clause],
    pub(super) signature: &'a Signature,
    pub(super) plain: Judge<'a>,
    /// Room for places, lent by whoever judges many.
    pub(super) places: &'a mut Vec<Occurrence>,
}

/// The letters of a pattern, and the word they make.
struct Pattern([u8; WORD_BYTES_MAX]);

impl Judging<'_> {
    /// True when the query holds.
    pub(super) fn verdict(mut self) -> bool {
        self.places.clear();
        let holds = self.holds(0, Scope::All);
        if self.places.capacity() > PLACES_KEPT {
            self.places.clear();
            self.places.shrink_to(PLACES_KEPT);
        }
        holds
    }
}

impl<'a> Judging<'a> {
    fn holds(&mut self, at: usize, scope: Scope) -> bool {
        let (kind, number) = clause_at(self.code, at);
        match kind {
            Kind::And => !self.some(at, scope, false),
            Kind::Or => self.some(at, scope, true),
            Kind::Not => !self.holds(at + 1, scope),
            Kind::Title => self.holds(at + 1, Scope::Title),
            Kind::Rest => self.holds(at + 1, Scope::Rest),
            Kind::Word => self.has_word(at, scope),
            Kind::Exact => self.exact_tokens(at).any(|index| scope.holds(&self.tokens()[index as usize])),
            Kind::Wild => {
                let mut pattern = Pattern([0; WORD_BYTES_MAX]);
                self.wild_tokens(pattern.read(pattern_at(self.code, at))).any(|index| scope.holds(&self.tokens()[index as usize]))
            }
            Kind::Phrase => {
                let mut found = false;
                self.each_phrase(at, scope, &mut |_| {
                    found = true;
                    false
                });
                found
            }
            Kind::Near => self.stand_near(at, scope, number, false),
            Kind::NearInOrder => self.stand_near(at, scope, number, true),
            Kind::Sentence => self.stand_in_one_sentence(at, scope),
            Kind::AtLeast => {
                let before = self.places.len();
                self.collect(at + 1, scope);
                let occurs = self.places.len() - before >= number as usize;
                self.places.truncate(before);
                occurs
            }
            Kind::Plain => self.clauses.get(number as usize).is_some_and(|clause| self.plain.holds(clause, scope)),
            Kind::Any => false,
        }
    }

    /// True when one part of the clause at `at` is judged as wanted.
    fn some(&mut self, at: usize, scope: Scope, wanted: bool) -> bool {
        let end = end_of(self.code, at);
        let mut part = at + 1;
        while part < end {
            if self.holds(part, scope) == wanted {
                return true;
            }
            part = end_of(self.code, part);
        }
        false
    }

    fn analysis(&self) -> &'a Analysis {
        self.plain.text.analysis
    }

    fn tokens(&self) -> &'a [Token] {
        self.plain.text.analysis.tokens()
    }

    /// The number of the distinct term that a word is, if the document has it.
    fn number_of(&self, at: usize) -> Option<u32> {
        let letters = word_at(self.code, at);
        let hash = letters.hash();
        // The marks are nearer than the table of terms, and most words are not there.
        if !self.signature.may_have(hash) {
            return None;
        }
        self.analysis().find_where(hash, |known| letters.are(known))
    }

    fn tokens_of(&self, at: usize) -> impl Iterator<Item = u32> + use<'a> {
        let analysis = self.analysis();
        self.number_of(at).into_iter().flat_map(move |number| analysis.occurrences_of(number))
    }

    fn has_word(&self, at: usize, scope: Scope) -> bool {
        match scope {
            Scope::All => self.number_of(at).is_some(),
            _ => self.tokens_of(at).any(|index| scope.holds(&self.tokens()[index as usize])),
        }
    }

    fn exact_tokens(&self, at: usize) -> impl Iterator<Item = u32> + use<'_, 'a> {
        let (analysis, tokens, written) = (self.analysis(), self.tokens(), written_at(self.code, at));
        self.tokens_of(at).filter(move |index| written.are(analysis.exact(&tokens[*index as usize])))
    }

    fn wild_tokens<'p>(&self, pattern: &'p str) -> impl Iterator<Item = u32> + use<'a, 'p> {
        let analysis = self.analysis();
        let prefix = pattern.split(['*', '?']).next().unwrap_or_default();
        let fits = move |word: &str| word.starts_with(prefix) && wildcard::fits(pattern, word);
        let signature = self.signature;
        let fitting = signature.beginning(prefix).filter(move |number| fits(analysis.term(*number)));
        fitting.flat_map(move |number| analysis.occurrences_of(number))
    }

    /// Calls for each place of the phrase at `at`, in order, until the call says that it has enough.
    fn each_phrase(&self, at: usize, scope: Scope, goes_on: &mut dyn FnMut(Occurrence) -> bool) {
        let end = end_of(self.code, at);
        let mut numbers = [None; PHRASE_WORDS_MAX];
        let (mut words, mut part) = (0, at + 1);
        while part < end {
            if clause_at(self.code, part).0 == Kind::Word {
                numbers[words] = self.number_of(part);
                if numbers[words].is_none() {
                    return;
                }
            }
            words += 1;
            part = end_of(self.code, part);
        }
        let (analysis, tokens) = (self.analysis(), self.tokens());
        let heads = numbers[0].into_iter().flat_map(|number| analysis.occurrences_of(number));
        // Neighbours stand in one part, so the scope is asked of the first alone.
        for head in heads.filter(|index| scope.holds(&tokens[*index as usize])) {
            let mut last = Some(head);
            for number in &numbers[1..words] {
                last = last.and_then(|last| self.next_to(last, *number));
            }
            let start = tokens[head as usize].position;
            let place = last.map(|last| Occurrence { start, end: tokens[last as usize].position, first: head, last });
            if place.is_some_and(|place| !goes_on(place)) {
                return;
            }
        }
    }

    /// The token of that term at the position after this token's, or the first one there when any will do.
    fn next_to(&self, index: u32, number: Option<u32>) -> Option<u32> {
        let tokens = self.tokens();
        let position = tokens[index as usize].position;
        let rest = (index + 1..).zip(&tokens[index as usize + 1..]).skip_while(|(_, token)| token.position == position);
        rest.take_while(|(_, token)| token.position == position + 1)
            .find(|(_, token)| number.is_none_or(|number| token.term == number))
            .map(|(index, _)| index)
    }

    fn place(&self, index: u32) -> Occurrence {
        let position = self.tokens()[index as usize].position;
        Occurrence { start: position, end: position, first: index, last: index }
    }

    /// Appends the places of a clause, sorted, each once.
    fn collect(&mut self, at: usize, scope: Scope) {
        let before = self.places.len();
        let tokens = self.tokens();
        let in_scope = |index: &u32| scope.holds(&tokens[*index as usize]);
        let mut places = std::mem::take(self.places);
        match clause_at(self.code, at).0 {
            Kind::Word => places.extend(self.tokens_of(at).filter(in_scope).map(|index| self.place(index))),
            Kind::Exact => places.extend(self.exact_tokens(at).filter(in_scope).map(|index| self.place(index))),
            Kind::Wild => {
                let mut pattern = Pattern([0; WORD_BYTES_MAX]);
                let found = self.wild_tokens(pattern.read(pattern_at(self.code, at)));
                places.extend(found.filter(in_scope).map(|index| self.place(index)));
                tidy(&mut places, before);
            }
            Kind::Phrase => self.each_phrase(at, scope, &mut |place| {
                places.push(place);
                true
            }),
            _ => {}
        }
        *self.places = places;
        if clause_at(self.code, at).0 == Kind::Or {
            let end = end_of(self.code, at);
            let mut part = at + 1;
            while part < end {
                self.collect(part, scope);
                part = end_of(self.code, part);
            }
            tidy(self.places, before);
        }
    }

    fn stand_near(&mut self, at: usize, scope: Scope, distance: u32, ordered: bool) -> bool {
        let before = self.places.len();
        let middle = self.collect_sides(at, scope, false);
        let (left, right) = self.places[before..].split_at(middle - before);
        let stand = is_followed(left, right, distance) || (!ordered && is_followed(right, left, distance));
        self.places.truncate(before);
        stand
    }

    fn stand_in_one_sentence(&mut self, at: usize, scope: Scope) -> bool {
        let before = self.places.len();
        let middle = self.collect_sides(at, scope, true);
        let (left, right) = self.places[before..].split_at(middle - before);
        let sentence = |index: u32| self.tokens()[index as usize].sentence;
        let follow = |befores: &[Occurrence], afters: &[Occurrence]| {
            befores.iter().any(|place| next_after(afters, place).is_some_and(|next| sentence(next.first) == sentence(place.last)))
        };
        let stand = follow(left, right) || follow(right, left);
        self.places.truncate(before);
        stand
    }

    /// Appends the places of both sides and gives where the second begins; of none when the first side is nowhere.
    fn collect_sides(&mut self, at: usize, scope: Scope, whole: bool) -> usize {
        let before = self.places.len();
        let left = parts_of(self.code, at);
        self.collect(left, scope);
        if whole {
            self.keep_whole(before);
        }
        let middle = self.places.len();
        if middle > before {
            self.collect(end_of(self.code, left), scope);
            if whole {
                self.keep_whole(middle);
            }
        }
        middle
    }

    /// Drops the places that reach over the end of a sentence.
    fn keep_whole(&mut self, from: usize) {
        let tokens = self.tokens();
        let mut kept = from;
        for at in from..self.places.len() {
            let place = self.places[at];
            if tokens[place.first as usize].sentence == tokens[place.last as usize].sentence {
                self.places[kept] = place;
                kept += 1;
            }
        }
        self.places.truncate(kept);
    }
}

impl Pattern {
    fn read(&mut self, letters: Letters<'_>) -> &str {
        letters.text(&mut self.0)
    }
}

/// Sorts the places from `from` on and keeps each stretch once.
fn tidy(places: &mut Vec<Occurrence>, from: usize) {
    places[from..].sort_unstable();
    let mut kept = from;
    for at in from..places.len() {
        let place = places[at];
        let is_new = kept == from || (places[kept - 1].start, places[kept - 1].end) != (place.start, place.end);
        if is_new {
            places[kept] = place;
            kept += 1;
        }
    }
    places.truncate(kept);
}

/// True when an occurrence of the term of this number stands so to one of another's. A step for each occurrence of either.
pub(super) fn stand_so(analysis: &Analysis, key: u32, other: u32, stand: Stand) -> bool {
    let places = |term: u32| analysis.occurrences_of(term).map(|index| analysis.tokens()[index as usize].position);
    let follows = |first: u32, then: u32| {
        let mut afters = places(then).peekable();
        places(first).any(|place| {
            while afters.next_if(|after| *after <= place).is_some() {}
            afters.peek().is_some_and(|after| after - place <= stand.distance)
        })
    };
    match stand.order {
        _ if stand.distance == 0 => true,
        Order::Either => follows(key, other) || follows(other, key),
        Order::KeyFirst => follows(key, other),
        Order::KeyLast => follows(other, key),
    }
}

/// The first of the sorted places that begins after this one has ended.
fn next_after<'p>(afters: &'p [Occurrence], place: &Occurrence) -> Option<&'p Occurrence> {
    afters.get(afters.partition_point(|after| after.start <= place.end))
}

fn is_followed(befores: &[Occurrence], afters: &[Occurrence], distance: u32) -> bool {
    befores.iter().any(|place| next_after(afters, place).is_some_and(|next| next.start - place.end <= distance))
}
