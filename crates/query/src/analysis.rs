//! A text as the query language reads it: words with positions, sentences and places, each distinct word kept once.

use unicode_normalization::UnicodeNormalization;

use crate::{
    Document,
    fold::cut,
    hash::{SEED, hash_of},
};

/// A word is known by its first bytes: what is longer is cut there, in texts and in queries alike. In bytes.
pub const WORD_BYTES_MAX: usize = 1_000;
/// A term of a full-text index is cut here, in [`Analysis::index_terms`] and in [`crate::candidates()`] alike. In bytes.
pub const INDEX_TERM_BYTES_MAX: usize = 200;
/// The most bytes of one part that are read; what follows is not matched. In bytes.
pub const PART_BYTES_MAX: usize = 64 << 20;
/// Empty positions between two parts, so that no usual proximity crosses from one to the other. In words.
pub const PART_GAP: u32 = 100;

/// "No token" in a chain of tokens.
const NONE: u32 = u32::MAX;

/// Where a stretch of text stands: which part, and which bytes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Span {
    /// 0 is the title, 1 the body, further ones are those of [`Analysis::add_part`] in their order.
    pub part: u16,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// The part number of a title.
pub const TITLE: u16 = 0;
/// The part number of a body.
pub const BODY: u16 = 1;

/// One word at its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// Index into the distinct terms.
    pub(crate) term: u32,
    /// Counts words; parts are [`PART_GAP`] apart.
    pub(crate) position: u32,
    /// Counts sentences over all parts.
    pub(crate) sentence: u32,
    /// Where it was written.
    pub(crate) span: Span,
    /// The next token of the same term, or `NONE`.
    next: u32,
    exact_start: u32,
    exact_len: u32,
    /// A `#tag`, `@name`, `$TICK`, address or emoji that has simpler tokens at its place.
    pub(crate) literal: bool,
}

#[derive(Clone, Copy, Debug)]
struct Term {
    start: u32,
    len: u32,
    hash: u64,
    first: u32,
    last: u32,
    count: u32,
}

/// A token as it was written.
pub(crate) enum Written<'a> {
    /// These letters, which are in NFC.
    Same(&'a str),
    /// These letters, to be put in NFC, after a sigil.
    Normalised(Option<char>, &'a str),
}

/// Reads texts into tokens. Keep one and read with it again and again: after a few texts it allocates no more.
#[derive(Debug)]
pub struct Analysis {
    letters: String,
    terms: Vec<Term>,
    slots: Vec<(u32, u32)>,
    generation: u32,
    exact: String,
    tokens: Vec<Token>,
    seed: u64,
    parts: u16,
    next_position: u32,
    pub(crate) sentence: u32,
    pub(crate) part: u16,
    /// The word being folded; lent out while segmenting.
    pub(crate) word: String,
    /// A stretch of text after NFKC; lent out while segmenting.
    pub(crate) scratch: String,
}

impl Default for Analysis {
    fn default() -> Self {
        Self::new()
    }
}

impl Analysis {
    /// An empty buffer.
    #[must_use]
    pub fn new() -> Self {
        Self {
            letters: String::new(),
            terms: Vec::new(),
            slots: vec![(0, 0); 1 << 8],
            generation: 0,
            exact: String::new(),
            tokens: Vec::new(),
            seed: *SEED,
            parts: 0,
            next_position: 0,
            sentence: 0,
            part: 0,
            word: String::new(),
            scratch: String::new(),
        }
    }

    /// Forgets the last document and reads this one's title and body. Linear in their length.
    pub fn read(&mut self, document: &Document<'_>) {
        self.clear();
        self.add_part(document.title);
        self.add_part(document.body);
    }

    /// Reads one text that has neither title nor body: a value of a query, a name.
    pub(crate) fn read_alone(&mut self, text: &str) {
        self.clear();
        self.add_part(text);
    }

    fn clear(&mut self) {
        self.letters.clear();
        self.terms.clear();
        self.exact.clear();
        self.tokens.clear();
        (self.parts, self.next_position, self.sentence, self.part) = (0, 0, 0, 0);
        self.generation = self.generation.wrapping_add(1);
        if self.generation == 0 {
            self.slots.fill((0, 0));
            self.generation = 1;
        }
    }

    /// Reads a further part (a list item, a quoted message), as far from the one before it as the body is from the title.
    pub fn add_part(&mut self, text: &str) {
        if self.parts == u16::MAX {
            return;
        }
        self.part = self.parts;
        self.parts += 1;
        if !self.tokens.is_empty() {
            self.next_position = self.next_position.saturating_add(PART_GAP);
            self.sentence += 1;
        }
        self.segment(cut(text, PART_BYTES_MAX));
    }

    /// The distinct folded terms in the order of their first occurrence, cut at [`INDEX_TERM_BYTES_MAX`]: what a full-text
    /// index has to hold for [`crate::candidates()`] to find this document.
    pub fn index_terms(&self) -> impl Iterator<Item = &str> {
        self.terms().map(|term| cut(term, INDEX_TERM_BYTES_MAX))
    }

    /// How many words, tags, names, addresses and emoji were read.
    #[must_use]
    pub fn words(&self) -> usize {
        self.tokens.len()
    }

    pub(crate) fn terms(&self) -> impl ExactSizeIterator<Item = &str> {
        self.terms.iter().map(|term| self.letters_of(term))
    }

    /// The [`hash_word`] of each distinct term.
    pub(crate) fn hashes(&self) -> impl ExactSizeIterator<Item = u64> {
        self.terms.iter().map(|term| term.hash)
    }

    /// The letters of a distinct term.
    pub(crate) fn term(&self, number: u32) -> &str {
        self.terms.get(number as usize).map_or("", |term| self.letters_of(term))
    }

    /// The [`hash_word`] of a token's term.
    pub(crate) fn hash_of(&self, token: &Token) -> u64 {
        self.terms.get(token.term as usize).map_or(0, |term| term.hash)
    }

    fn letters_of(&self, term: &Term) -> &str {
        &self.letters[term.start as usize..(term.start + term.len) as usize]
    }

    pub(crate) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The folded letters of a token.
    pub(crate) fn folded(&self, token: &Token) -> &str {
        self.term(token.term)
    }

    /// The token as it was written, in NFC.
    pub(crate) fn exact(&self, token: &Token) -> &str {
        if token.exact_len == 0 {
            return self.folded(token);
        }
        &self.exact[token.exact_start as usize..(token.exact_start + token.exact_len) as usize]
    }

    /// The number of a distinct term, if it was read.
    pub(crate) fn find(&self, folded: &str) -> Option<u32> {
        self.find_hashed(hash_of(self.seed, folded.as_bytes()), folded)
    }

    fn find_hashed(&self, hash: u64, folded: &str) -> Option<u32> {
        self.find_where(hash, |letters| letters == folded)
    }

    /// The number of the distinct term with this [`hash_word`] and these letters.
    pub(crate) fn find_where(&self, hash: u64, are_letters: impl Fn(&str) -> bool) -> Option<u32> {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let (generation, index) = self.slots[at];
            if generation != self.generation {
                return None;
            }
            let term = &self.terms[index as usize];
            if term.hash == hash && are_letters(self.letters_of(term)) {
                return Some(index);
            }
            at = (at + 1) & mask;
        }
    }

    /// How often a distinct term was read.
    pub(crate) fn count(&self, term: u32) -> u32 {
        self.terms.get(term as usize).map_or(0, |term| term.count)
    }

    /// The tokens of a distinct term, in order, as indexes into [`Self::tokens`].
    pub(crate) fn occurrences_of(&self, term: u32) -> impl Iterator<Item = u32> {
        let mut next = self.terms.get(term as usize).map_or(NONE, |term| term.first);
        std::iter::from_fn(move || {
            let at = next;
            next = self.tokens.get(at as usize)?.next;
            Some(at)
        })
    }

    /// Moves on to the next position.
    pub(crate) fn advance(&mut self) {
        self.next_position = self.next_position.saturating_add(1);
    }

    pub(crate) fn position(&self) -> u32 {
        self.next_position
    }

    pub(crate) fn is_sentence_begun(&self) -> bool {
        self.tokens.last().is_some_and(|token| token.sentence == self.sentence && token.span.part == self.part)
    }

    /// Puts a token at the current position. An empty one, or one that stands there already, is not put.
    pub(crate) fn put(&mut self, folded: &str, written: Written<'_>, span: (u32, u32), literal: bool) {
        let folded = cut(folded, WORD_BYTES_MAX);
        if folded.is_empty() {
            return;
        }
        let term = self.intern(folded);
        let position = self.next_position;
        let last = self.terms[term as usize].last;
        if self.tokens.get(last as usize).is_some_and(|token| token.position == position) {
            return;
        }
        let index = self.tokens.len() as u32;
        let exact_start = self.exact.len();
        match written {
            Written::Same(text) if text == folded => {}
            Written::Same(text) => self.exact.push_str(cut(text, WORD_BYTES_MAX)),
            Written::Normalised(sigil, text) => {
                self.exact.extend(sigil.into_iter().chain(text.nfc()));
                let kept = cut(&self.exact[exact_start..], WORD_BYTES_MAX);
                let len = if kept == folded { 0 } else { kept.len() };
                self.exact.truncate(exact_start + len);
            }
        }
        self.tokens.push(Token {
            term,
            position,
            sentence: self.sentence,
            span: Span { part: self.part, start: span.0, end: span.1 },
            next: NONE,
            exact_start: exact_start as u32,
            exact_len: (self.exact.len() - exact_start) as u32,
            literal,
        });
        if let Some(before) = self.tokens.get_mut(last as usize) {
            before.next = index;
        }
        let entry = &mut self.terms[term as usize];
        entry.first = entry.first.min(index);
        entry.last = index;
        entry.count += 1;
    }

    fn intern(&mut self, folded: &str) -> u32 {
        let hash = hash_of(self.seed, folded.as_bytes());
        if let Some(known) = self.find_hashed(hash, folded) {
            return known;
        }
        if (self.terms.len() + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let index = self.terms.len() as u32;
        let start = self.letters.len() as u32;
        self.letters.push_str(folded);
        self.terms.push(Term { start, len: folded.len() as u32, hash, first: NONE, last: NONE, count: 0 });
        self.seat(hash, index);
        index
    }

    fn seat(&mut self, hash: u64, index: u32) {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at].0 == self.generation {
            at = (at + 1) & mask;
        }
        self.slots[at] = (self.generation, index);
    }

    fn grow(&mut self) {
        let doubled = self.slots.len() * 2;
        self.slots.clear();
        self.slots.resize(doubled, (0, 0));
        self.generation = self.generation.max(1);
        for index in 0..self.terms.len() {
            self.seat(self.terms[index].hash, index as u32);
        }
    }
}
