//! How often words pass by: what tells a rare word from a common one.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::analysis::Analysis;

/// Counters, a power of two. Two words that share one are both taken for the more common.
const COUNTERS: usize = 1 << 18;
/// After so many documents all counts are halved, so that what is said today weighs more than what was said long ago.
const DOCUMENTS_MAX: u32 = 1 << 20;

/// Counts in how many documents each word was, roughly. It is shared between threads and between the standing queries of several
/// workspaces; a wrong count costs time and never a match.
#[derive(Debug)]
pub struct Frequencies {
    counts: Box<[AtomicU32]>,
    documents: AtomicU32,
}

impl Default for Frequencies {
    fn default() -> Self {
        Self { counts: (0..COUNTERS).map(|_| AtomicU32::new(0)).collect(), documents: AtomicU32::new(0) }
    }
}

impl Frequencies {
    /// Nothing passed yet. Takes about one megabyte.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts the words of the document that `analysis` has read, without matching it: queries that are added after are filed by
    /// what passes.
    pub fn learn(&self, analysis: &Analysis) {
        self.count(analysis.hashes());
    }

    /// Counts the keys of one document, each of which is there once.
    pub(crate) fn count(&self, keys: impl Iterator<Item = u64>) {
        if self.documents.fetch_add(1, Ordering::Relaxed) >= DOCUMENTS_MAX {
            self.halve();
        }
        for key in keys {
            // Two threads may count one instead of two. Adding in one step would wait for the memory of each counter in turn.
            let count = &self.counts[key as usize % COUNTERS];
            count.store(count.load(Ordering::Relaxed).saturating_add(1), Ordering::Relaxed);
        }
    }

    fn halve(&self) {
        self.documents.store(DOCUMENTS_MAX / 2, Ordering::Relaxed);
        for count in &self.counts {
            count.store(count.load(Ordering::Relaxed) / 2, Ordering::Relaxed);
        }
    }

    /// The share of documents that a key is expected in, from 0 to 1. `guess` is what was thought before any passed; it weighs as
    /// much as one document.
    pub(crate) fn share(&self, key: u64, guess: f32) -> f32 {
        let count = self.counts[key as usize % COUNTERS].load(Ordering::Relaxed);
        let documents = self.documents.load(Ordering::Relaxed);
        ((count as f32 + guess) / (documents as f32 + 1.0)).min(1.0)
    }
}
