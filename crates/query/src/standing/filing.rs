//! Which queries are to be looked at when a key is in a document.
//!
//! A tree of fixed fan-out over the key's hash, whose leaves are flat pieces of memory. Copies share all of it; writing to one
//! copies the path to one leaf, so an edit costs microseconds and whoever holds another copy sees nothing of it.

use std::{hint::black_box, ops::Range, sync::Arc};

use super::{
    bucket::{Bucket, Postings},
    posting::{Posting, mark_of},
};

/// Children of each inner node: six bits of the hash.
pub(super) const FAN_OUT: usize = 64;
/// Buckets of a branch, as many in each leaf.
const BUCKETS: usize = FAN_OUT * FAN_OUT;

/// How many keys are looked up together.
const AT_ONCE: usize = 128;
/// Numbers in a line of the processor's cache, and how many lines of heads are asked for before they are read.
const LINE_WORDS: usize = 16;
const LINES_MAX: usize = 16;

/// A key that may be there, and its place among those asked for.
#[derive(Clone, Copy, Debug, Default)]
struct Lookup {
    key: u64,
    at: u32,
}

/// Room to look keys up in.
#[derive(Debug)]
pub(super) struct Visits {
    lookups: Box<[Lookup; AT_ONCE]>,
    /// The postings whose mark is there: their key's place among the look-ups, and their own in the key's.
    passing: Vec<(u32, u32)>,
}

impl Default for Visits {
    fn default() -> Self {
        Self { lookups: Box::new([Lookup::default(); AT_ONCE]), passing: Vec::new() }
    }
}

impl Visits {
    /// Notes of which heads the marks are there. Which they are is not foreseeable, so nothing branches on it.
    fn take(&mut self, lookup: u32, heads: &[u32], has: &impl Fn(u16) -> bool) {
        let mut end = self.passing.len();
        self.passing.resize(end + heads.len(), (lookup, 0));
        for (head, place) in heads.iter().zip(0..) {
            self.passing[end].1 = place;
            end += usize::from(has(mark_of(*head)));
        }
        self.passing.truncate(end);
    }
}

/// Leaves, each of which is its buckets one after the other. What is looked at for every key stands together and is small, so that it
/// stays near.
#[derive(Clone, Debug)]
struct Branch {
    /// Of each bucket a bit for each check in it: most keys that are not there are known by it.
    outlines: [u16; BUCKETS],
    /// Where each bucket ends in its leaf.
    ends: [u32; BUCKETS],
    leaves: [Arc<[u32]>; FAN_OUT],
}

/// All postings.
#[derive(Clone, Debug)]
pub(super) struct Filing {
    root: Arc<[Arc<Branch>; FAN_OUT]>,
}

const fn digit(hash: u64, level: u32) -> usize {
    (hash >> (58 - 6 * level)) as usize % FAN_OUT
}

/// The place of a key's bucket among those of its branch.
const fn bucket_of(hash: u64) -> usize {
    digit(hash, 1) * FAN_OUT + digit(hash, 2)
}

const fn bit_of(check: u32) -> u16 {
    1 << (check % u16::BITS)
}

impl Branch {
    /// Where in the leaf the bucket of a key is.
    fn range(&self, hash: u64) -> Range<usize> {
        let bucket = bucket_of(hash);
        let start = if digit(hash, 2) == 0 { 0 } else { self.ends[bucket - 1] };
        start as usize..self.ends[bucket] as usize
    }

    /// False when no posting has the key.
    fn may_have(&self, hash: u64) -> bool {
        self.outlines[bucket_of(hash)] & bit_of(hash as u32) != 0
    }

    fn bucket(&self, hash: u64) -> Bucket<'_> {
        Bucket(&self.leaves[digit(hash, 1)][self.range(hash)])
    }

    /// Puts another bucket in the place of the key's.
    fn change(&mut self, hash: u64, change: impl FnOnce(Bucket<'_>) -> Vec<u32>) {
        let range = self.range(hash);
        let leaf = &mut self.leaves[digit(hash, 1)];
        let bucket = change(Bucket(&leaf[range.clone()]));
        *leaf = [&leaf[..range.start], &bucket, &leaf[range.end..]].concat().into();
        self.outlines[bucket_of(hash)] = Bucket(&bucket).checks().iter().fold(0, |bits, check| bits | bit_of(*check));
        for end in &mut self.ends[bucket_of(hash)..(digit(hash, 1) + 1) * FAN_OUT] {
            *end = *end - range.len() as u32 + bucket.len() as u32;
        }
    }
}

impl Default for Filing {
    fn default() -> Self {
        let leaf: Arc<[u32]> = Arc::default();
        let leaves = std::array::from_fn(|_| leaf.clone());
        let branch = Arc::new(Branch { outlines: [0; BUCKETS], ends: [0; BUCKETS], leaves });
        Self { root: Arc::new(std::array::from_fn(|_| branch.clone())) }
    }
}

impl Filing {
    /// Calls for each posting of the keys whose mark is there, with the key's place among them. Another key may rarely share
    /// postings, so what is found is judged all the same.
    ///
    /// Many keys go through each step together. What a step reads first is not in the processor's cache, and the memory of many
    /// is waited for at once when nothing between them depends on it.
    pub(super) fn each(
        &self,
        keys: impl Iterator<Item = u64>,
        has: impl Fn(u16) -> bool,
        visits: &mut Visits,
        mut call: impl FnMut(usize, &Posting),
    ) {
        let mut keys = keys.zip(0..);
        while let Some(count) = self.look_up(&mut keys, &mut visits.lookups) {
            let mut found = [Postings::default(); AT_ONCE];
            let mut there = 0;
            for number in 0..count {
                let lookup = visits.lookups[number];
                if let Some(postings) = self.bucket(lookup.key).postings(lookup.key as u32) {
                    black_box(postings.heads().iter().step_by(LINE_WORDS).take(LINES_MAX).fold(0, |seen, head| seen ^ head));
                    found[there] = postings;
                    visits.lookups[there].at = lookup.at;
                    there += 1;
                }
            }
            visits.passing.clear();
            for (postings, number) in found[..there].iter().zip(0..) {
                visits.take(number, postings.heads(), &has);
            }
            let passing = visits.passing.iter().map(|(lookup, place)| (*lookup as usize, *place as usize));
            black_box(passing.clone().fold(0, |seen, (lookup, place)| seen ^ found[lookup].look(place)));
            for (lookup, place) in passing {
                call(visits.lookups[lookup].at as usize, &found[lookup].posting(place));
            }
        }
    }

    fn bucket(&self, key: u64) -> Bucket<'_> {
        self.root[digit(key, 0)].bucket(key)
    }

    /// Takes some keys and looks up those of them that may be there, and says how many these are; nothing when no key was left.
    fn look_up(&self, keys: &mut impl Iterator<Item = (u64, u32)>, lookups: &mut [Lookup; AT_ONCE]) -> Option<usize> {
        let (mut taken, mut count) = (0, 0);
        for (key, at) in keys.take(AT_ONCE) {
            lookups[count] = Lookup { key, at };
            // Whether it may be there is not foreseeable either.
            count += usize::from(self.root[digit(key, 0)].may_have(key));
            taken += 1;
        }
        black_box(lookups[..count].iter().fold(0, |seen, lookup| seen ^ self.bucket(lookup.key).look()));
        (taken > 0).then_some(count)
    }

    /// Files a query under a key, once.
    pub(super) fn add(&mut self, hash: u64, posting: Posting) {
        self.branch(hash).change(hash, |bucket| bucket.with(hash as u32, posting));
    }

    /// Takes a query away from a key.
    pub(super) fn remove(&mut self, hash: u64, number: u32) {
        self.branch(hash).change(hash, |bucket| bucket.without(hash as u32, number));
    }

    fn branch(&mut self, hash: u64) -> &mut Branch {
        Arc::make_mut(&mut Arc::make_mut(&mut self.root)[digit(hash, 0)])
    }

    /// Bytes held by the postings and the tree over them, parts that copies share counted once.
    pub(super) fn bytes(&self) -> usize {
        let leaves = self.root.iter().flat_map(|branch| branch.leaves.iter()).filter(|leaf| !leaf.is_empty());
        let leaf_bytes = leaves.map(|leaf| size_of_val(&**leaf) + 2 * size_of::<usize>());
        FAN_OUT * size_of::<Branch>() + leaf_bytes.sum::<usize>()
    }
}
