//! The fingerprint of a text: a bounded sample of its runs of words, by which copies are known from one another.
//!
//! The words ([`words`]) are hashed in runs of [`RUN_WORDS`], and the [`MARKS_MAX`] lowest of the different hashes are kept, the
//! k-minimum-values sketch of Bar-Yossef and others (2002), which Broder (1997) proposed for near-duplicates. A text of fewer runs is
//! kept whole. Two sketches tell how much their texts share, and, unlike those of fixed places, also how much of a short one stands
//! in a long one: both are cut at the lower of their highest marks, and below that line they are complete.

mod words;

use std::fmt;

pub use words::TEXT_BYTES_MAX;
pub(crate) use words::mix;

/// Words that are hashed together.
pub const RUN_WORDS: usize = 3;
/// The most marks of a fingerprint: what is kept of a text is at most four bytes for each.
pub const MARKS_MAX: usize = 128;
/// Hashes that are gathered before the higher ones are let go.
const GATHERED_MAX: usize = 4_096;
/// From so many words on a text speaks for itself, and the headline over it is left out: copies often bear another.
const WORDS_WITHOUT_TITLE: u32 = 8;
/// Texts of fewer words than this, or fewer letters than [`LETTERS_MIN`], are nobody's copy: thousands say "thank you".
const WORDS_MIN: u32 = 2;
const LETTERS_MIN: u32 = 16;

/// What is kept of a text to know its copies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Fingerprint {
    /// Of all its words in order: the same for texts that differ only in punctuation, case, accents, links and names called.
    pub(crate) whole: u64,
    pub(crate) words: u32,
    pub(crate) letters: u32,
    /// Different runs of words, counted up to [`MARKS_MAX`] and estimated above.
    pub(crate) runs: u32,
    /// The lowest hashes of runs, ascending.
    pub(crate) marks: Vec<u32>,
}

/// The fingerprint of a text without a headline.
#[must_use]
pub fn of(text: &str) -> Fingerprint {
    of_document("", text)
}

/// The fingerprint of a document: of its text, and of its headline too where the text is short. Reads at most [`TEXT_BYTES_MAX`]
/// bytes of each.
#[must_use]
pub fn of_document(title: &str, text: &str) -> Fingerprint {
    let mut words = Vec::with_capacity(64);
    let mut extent = words::read(text, |word| words.push(word));
    words.truncate(extent.words as usize);
    if extent.words < WORDS_WITHOUT_TITLE && !title.is_empty() {
        let body = std::mem::take(&mut words);
        let head = words::read(title, |word| words.push(word));
        words.truncate(head.words as usize);
        words.extend(body);
        extent.words += head.words;
        extent.letters = extent.letters.saturating_add(head.letters);
    }
    let whole = words.iter().fold(0_u64, |hash, word| mix(hash.rotate_left(7) ^ word));
    let (marks, runs) = marks(&words);
    Fingerprint { whole, words: extent.words, letters: extent.letters, runs, marks }
}

/// The lowest different hashes of the runs, ascending, and how many different ones there are.
fn marks(words: &[u64]) -> (Vec<u32>, u32) {
    let mut gathered: Vec<u32> = Vec::with_capacity(words.len().min(GATHERED_MAX));
    let mut bar = u32::MAX;
    for run in words.windows(RUN_WORDS.min(words.len()).max(1)) {
        let hash = run.iter().fold(0_u64, |hash, word| (hash.rotate_left(23) ^ word).wrapping_mul(0xD6E8_FEB8_6659_FD93));
        let mark = (hash >> 32) as u32;
        if mark > bar {
            continue;
        }
        gathered.push(mark);
        if gathered.len() == GATHERED_MAX {
            keep_lowest(&mut gathered);
            if gathered.len() >= MARKS_MAX {
                bar = gathered[MARKS_MAX - 1];
            }
        }
    }
    gathered.sort_unstable();
    gathered.dedup();
    let different = u32::try_from(gathered.len()).unwrap_or(u32::MAX);
    gathered.truncate(MARKS_MAX);
    gathered.shrink_to_fit();
    let highest = gathered.last().copied().unwrap_or(u32::MAX);
    let runs = if bar == u32::MAX { different } else { estimate(highest) };
    (gathered, runs)
}

fn keep_lowest(gathered: &mut Vec<u32>) {
    gathered.sort_unstable();
    gathered.dedup();
    gathered.truncate(MARKS_MAX);
}

/// How many different hashes there are when the last of the lowest [`MARKS_MAX`] is at `highest`.
fn estimate(highest: u32) -> u32 {
    let share = (f64::from(highest) + 1.0) / 4_294_967_296.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of at most the bytes of a text")]
    let runs = ((MARKS_MAX - 1) as f64 / share) as u32;
    runs
}

impl Fingerprint {
    /// Whether the text says too little to be known again: no words, or a word or two that anybody says.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.words < WORDS_MIN || self.letters < LETTERS_MIN
    }

    /// What of the text is kept: hashes of runs of words.
    pub fn marks(&self) -> impl Iterator<Item = u32> + '_ {
        self.marks.iter().copied()
    }

    /// Whether the marks are all that the text has.
    pub(crate) fn is_complete(&self) -> bool {
        self.marks.len() < MARKS_MAX
    }

    /// The fingerprint as bytes, for a database: at most `20 + 4 × MARKS_MAX`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(20 + 4 * self.marks.len());
        bytes.extend(self.whole.to_le_bytes());
        for number in [self.words, self.letters, self.runs] {
            bytes.extend(number.to_le_bytes());
        }
        self.marks.iter().for_each(|mark| bytes.extend(mark.to_le_bytes()));
        bytes
    }

    /// The fingerprint that [`Self::to_bytes`] wrote; none where the bytes are none.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (whole, rest) = bytes.split_first_chunk::<8>()?;
        let (numbers, marks) = rest.split_at_checked(12)?;
        let (numbers, _) = numbers.as_chunks::<4>();
        let (marks, []) = marks.as_chunks::<4>() else { return None };
        let marks: Vec<u32> = marks.iter().map(|mark| u32::from_le_bytes(*mark)).collect();
        (marks.len() <= MARKS_MAX && marks.is_sorted_by(|a, b| a < b)).then(|| Self {
            whole: u64::from_le_bytes(*whole),
            words: u32::from_le_bytes(numbers[0]),
            letters: u32::from_le_bytes(numbers[1]),
            runs: u32::from_le_bytes(numbers[2]),
            marks,
        })
    }

    /// Sixty-four bits in which copies differ little: each bit is what most marks have there (Charikar's `SimHash`, 2002).
    #[must_use]
    pub fn bits(&self) -> u64 {
        let mut votes = [0_i32; 64];
        for mark in &self.marks {
            let hash = mix(u64::from(*mark));
            for (place, vote) in votes.iter_mut().enumerate() {
                *vote += if hash >> place & 1 == 1 { 1 } else { -1 };
            }
        }
        votes.iter().enumerate().filter(|(_, vote)| **vote > 0).fold(0, |bits, (place, _)| bits | 1 << place)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.bits())
    }
}
