//! What a document shows of itself: the keys that point to queries, and a set of marks that guards are held against.

use super::{
    posting::{ANY_MAX, Posting},
    ways::{ALWAYS, BEGINNING_MASKS, PREFIX_BYTES_MAX, Proof, Way},
};
use crate::{
    analysis::Analysis,
    document::Document,
    field::Field,
    fold::fold_into,
    hash::{hash_beginning, hash_field, hash_pair, hash_prefix, hash_word_again},
    place,
};

/// The mark that every document has.
pub(super) const GIVEN: u16 = 0;
const WORDS: usize = 1 << 10;

/// Which keys beside words any query is filed or guarded by.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wanted {
    /// A bit for each length of a prefix in bytes.
    pub(super) prefixes: u32,
    /// True when a word is asked by its beginning.
    pub(super) beginnings: bool,
    /// True when words are asked side by side.
    pub(super) pairs: bool,
    /// True when a field is asked.
    pub(super) fields: bool,
}

/// One document's keys and marks. Kept between documents for its room.
#[derive(Debug)]
pub(super) struct Signature {
    marks: Box<[u64; WORDS]>,
    /// What the marks were set for, so that they are taken away again.
    marked: Vec<u16>,
    keys: Vec<u64>,
    pairs: Vec<Pair>,
    /// The distinct terms by their first letters, when words are asked by their beginning: these in the upper half of each, the
    /// term's number in the lower, sorted.
    beginnings: Vec<u64>,
    folded: String,
    words: Analysis,
}

/// How many bytes of a word its first letters are.
pub(super) const FIRST_BYTES: usize = size_of::<u32>();

/// The first bytes of a word in the order in which words are sorted, with zeros where there are no more.
pub(super) fn first_letters(word: &str) -> u32 {
    let mut first = [0; FIRST_BYTES];
    first.iter_mut().zip(word.bytes()).for_each(|(place, byte)| *place = byte);
    u32::from_be_bytes(first)
}

/// Two words that follow each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub(super) key: u64,
    terms: [u32; 2],
}

const fn mark_of(key: u64) -> u16 {
    let mark = (key >> 48) as u16;
    if mark == GIVEN { 1 } else { mark }
}

/// The posting of a way of the query of this number.
pub(super) fn posting(way: &Way, number: u32) -> Posting {
    let must = way.must.and_then(|must| must.mark).map_or(GIVEN, mark_of);
    let proven = match way.proof {
        Some(Proof::Key { again }) => Some(Posting::whole(number, again)),
        // A word whose hash begins as no mark does is judged like any other.
        Some(Proof::Word { other, stand, again }) => Posting::joint(number, must, other, again, stand),
        Some(Proof::Beginning { letters, len, again }) => Some(Posting::begins(number, must, letters, len, again)),
        None => None,
    };
    proven.unwrap_or_else(|| Posting::guarded(number, must, marks_of_any(way)))
}

fn marks_of_any(way: &Way) -> [u16; ANY_MAX] {
    let mut any = [GIVEN; ANY_MAX];
    if let Some((marks, _)) = way.any {
        // An empty place repeats the first, which asks nothing more.
        let first = marks[0].map_or(GIVEN, mark_of);
        for (place, mark) in any.iter_mut().zip(marks) {
            *place = mark.map_or(first, mark_of);
        }
    }
    any
}

impl Pair {
    /// The other hash of the pair.
    pub(super) fn again(&self, analysis: &Analysis) -> u64 {
        let [first, second] = self.terms.map(|term| hash_word_again(analysis.term(term)));
        hash_pair(first, second)
    }
}

impl Default for Signature {
    fn default() -> Self {
        Self {
            marks: Box::new([0; WORDS]),
            marked: Vec::new(),
            keys: Vec::new(),
            pairs: Vec::new(),
            beginnings: Vec::new(),
            folded: String::new(),
            words: Analysis::new(),
        }
    }
}

impl Signature {
    /// Forgets the last document and takes this one's.
    pub(super) fn read(&mut self, analysis: &Analysis, document: &Document<'_>, wanted: Wanted) {
        if self.marked.len() < WORDS {
            self.marked.iter().for_each(|mark| self.marks[usize::from(*mark) / 64] = 0);
        } else {
            self.marks.fill(0);
        }
        self.marked.clear();
        self.keys.clear();
        self.pairs.clear();
        self.beginnings.clear();
        self.keys.push(ALWAYS);
        if wanted.fields {
            self.read_fields(document);
        }
        self.marked.push(GIVEN);
        self.marked.extend(self.keys.iter().copied().chain(analysis.hashes()).map(mark_of));
        if wanted.pairs {
            self.read_pairs(analysis);
        }
        if wanted.beginnings {
            self.read_beginnings(analysis, wanted.prefixes);
        }
        for mark in &self.marked {
            self.marks[usize::from(*mark) / 64] |= 1 << (mark % 64);
        }
    }

    /// Several tokens may stand at one position: a tag and its word.
    fn read_pairs(&mut self, analysis: &Analysis) {
        let tokens = analysis.tokens();
        let mut next = 0;
        for (at, token) in tokens.iter().enumerate() {
            next = next.max(at + 1);
            while tokens.get(next).is_some_and(|other| other.position == token.position) {
                next += 1;
            }
            let first = analysis.hash_of(token);
            for other in tokens[next..].iter().take_while(|other| other.position == token.position + 1) {
                let key = hash_pair(first, analysis.hash_of(other));
                self.marked.push(mark_of(key));
                self.pairs.push(Pair { key, terms: [token.term, other.term] });
            }
        }
    }

    fn read_beginnings(&mut self, analysis: &Analysis, lengths: u32) {
        let both = |(term, number)| u64::from(first_letters(term)) << 32 | number;
        self.beginnings.extend(analysis.terms().zip(0_u64..).map(both));
        let marks = |first: &u64| BEGINNING_MASKS.map(|mask| mark_of(hash_beginning((first >> 32) as u32 & mask)));
        self.marked.extend(self.beginnings.iter().flat_map(marks));
        self.beginnings.sort_unstable();
        if lengths != 0 {
            for term in analysis.terms() {
                let longest = PREFIX_BYTES_MAX.min(term.len());
                let asked = (1..=longest).filter(|length| lengths >> length & 1 == 1);
                self.keys.extend(asked.map(|length| hash_prefix(&term.as_bytes()[..length])));
            }
        }
    }

    /// The keys that are neither words nor pairs.
    pub(super) fn keys(&self) -> &[u64] {
        &self.keys
    }

    /// The pairs, one that is there twice twice.
    pub(super) fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// The numbers of the distinct terms that may begin so. Only when words are asked by their beginning.
    pub(super) fn beginning(&self, letters: &str) -> impl Iterator<Item = u32> {
        self.beginning_with(first_letters(letters), letters.len().min(FIRST_BYTES) as u32)
    }

    /// The numbers of the distinct terms that begin with the highest `len` bytes of these letters.
    pub(super) fn beginning_with(&self, first: u32, len: u32) -> impl Iterator<Item = u32> {
        let last = first | u32::MAX.checked_shr(8 * len).unwrap_or(0);
        let letters = |both: &u64| (both >> 32) as u32;
        let start = self.beginnings.partition_point(|both| letters(both) < first);
        self.beginnings[start..].iter().take_while(move |both| letters(both) <= last).map(|both| *both as u32)
    }

    /// False when the document does not have the key.
    pub(super) fn may_have(&self, key: u64) -> bool {
        self.has(mark_of(key))
    }

    /// True when the document has the mark.
    pub(super) fn has(&self, mark: u16) -> bool {
        self.marks[usize::from(mark) / 64] >> (mark % 64) & 1 == 1
    }

    fn says(&mut self, field: Field, says: &str) {
        self.keys.push(hash_field(field, says));
    }

    fn says_folded(&mut self, field: Field, says: &str) {
        let mut folded = std::mem::take(&mut self.folded);
        folded.clear();
        fold_into(says, &mut folded);
        self.says(field, &folded);
        if matches!(field, Field::Lang | Field::Country) {
            // Not folded whole: what follows the hyphen must not change what comes before it.
            folded.clear();
            fold_into(says.split(['-', '_']).next().unwrap_or_default(), &mut folded);
            self.says(field, &folded);
        }
        self.folded = folded;
    }

    fn read_fields(&mut self, document: &Document<'_>) {
        let fields = &document.fields;
        for (field, value) in [
            (Field::Lang, fields.lang),
            (Field::Country, fields.country),
            (Field::Network, fields.network),
            (Field::Kind, fields.kind),
            (Field::Sentiment, fields.sentiment),
        ] {
            if let Some(value) = value {
                self.says_folded(field, value);
            }
        }
        if let Some(thread) = fields.thread {
            self.says(Field::Thread, thread);
        }
        for (field, is_known) in [
            (Field::Url, fields.url.is_some()),
            (Field::Followers, fields.followers.is_some()),
            (Field::Rating, fields.rating.is_some()),
            (Field::Toxicity, fields.toxicity.is_some()),
            (Field::Reach, fields.reach.is_some()),
            (Field::Published, fields.published.is_some()),
        ] {
            if is_known {
                self.says(field, "");
            }
        }
        let (is, has) = (fields.is, fields.has);
        for (name, holds) in [("reply", is.reply), ("repost", is.repost), ("question", is.question), ("original", is.original)] {
            if holds {
                self.says(Field::Is, name);
            }
        }
        for (name, holds) in
            [("image", has.image), ("video", has.video), ("link", has.link), ("personal_data", has.personal_data)]
        {
            if holds {
                self.says(Field::Has, name);
            }
        }
        self.read_addresses(document);
        self.read_names(document);
    }

    /// Every end of every host, since `site:` takes what stands under it.
    fn read_addresses(&mut self, document: &Document<'_>) {
        let fields = &document.fields;
        let own = fields.url.into_iter().chain(fields.site).map(|address| (Field::Site, address));
        for (field, address) in own.chain(fields.links.iter().map(|link| (Field::Link, *link))) {
            let mut folded = std::mem::take(&mut self.folded);
            folded.clear();
            fold_into(place::without_scheme(address), &mut folded);
            let mut host = place::host_of(&folded);
            loop {
                self.says(field, host);
                let Some(dot) = host.find('.') else { break };
                host = &host[dot + 1..];
            }
            self.folded = folded;
        }
    }

    fn read_names(&mut self, document: &Document<'_>) {
        let fields = &document.fields;
        let names = fields.author.map(|name| (Field::Author, name)).into_iter();
        let names = names.chain(fields.source.map(|name| (Field::Source, name)));
        for (field, name) in names.chain(fields.tags.iter().map(|tag| (Field::Tag, *tag))) {
            self.words.read_alone(name);
            self.keys.extend(self.words.terms().map(|word| hash_field(field, word)));
        }
    }
}
