//! Which queries are to be looked at when a key is in a document.
//!
//! A tree of fixed fan-out over the key's hash, whose leaves are sorted arrays. Copies share all of it; writing to one copies the
//! path to one leaf, so an edit costs microseconds and whoever holds another copy sees nothing of it.

use std::{ops::Range, sync::Arc};

/// Children of each inner node: six bits of the hash.
pub(super) const FAN_OUT: usize = 64;

/// How many keys are looked up before the first is visited.
const AT_ONCE: usize = 32;
/// Says that the key alone makes the query hold.
const WHOLE: u32 = 1 << 31;
/// The most queries that can stand.
pub(super) const NUMBERS_MAX: u32 = WHOLE;

/// A query filed under a key, with what a document must show beside the key before the query is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Posting {
    /// The lower half of the key's hash.
    pub(super) check: u32,
    place: u32,
    more: [u16; 4],
}

impl Posting {
    /// The query of this number may hold when the mark `must` and one of `any` are there.
    pub(super) const fn guarded(key: u64, number: u32, must: u16, [first, second, third]: [u16; 3]) -> Self {
        Self { check: key as u32, place: number, more: [must, first, second, third] }
    }

    /// The query of this number holds when the key is there; `again` is another hash of it, so that it is surely this key.
    pub(super) const fn whole(key: u64, number: u32, again: u64) -> Self {
        let more = [again as u16, (again >> 16) as u16, (again >> 32) as u16, (again >> 48) as u16];
        Self { check: key as u32, place: number | WHOLE, more }
    }

    /// The query's number.
    pub(super) const fn number(&self) -> u32 {
        self.place & !WHOLE
    }

    /// True when the key alone makes the query hold.
    pub(super) const fn is_whole(&self) -> bool {
        self.place & WHOLE != 0
    }

    /// The other hash of the key of a whole one.
    pub(super) fn again(&self) -> u64 {
        self.more.iter().rev().fold(0, |again, part| again << 16 | u64::from(*part))
    }

    /// The marks of which the first and one of the others must be there.
    pub(super) const fn marks(&self) -> (u16, [u16; 3]) {
        (self.more[0], [self.more[1], self.more[2], self.more[3]])
    }
}

/// Where a bucket's postings end, and a bit for each check among them, so that most keys that are not there are known by it.
#[derive(Clone, Copy, Debug, Default)]
struct Bucket {
    end: u32,
    checks: u32,
}

/// Postings in the order of bucket, check and number.
#[derive(Clone, Debug)]
struct Leaf {
    buckets: [Bucket; FAN_OUT],
    postings: Vec<Posting>,
}

type Branch = [Arc<Leaf>; FAN_OUT];

/// All postings.
#[derive(Clone, Debug)]
pub(super) struct Filing {
    root: Arc<[Arc<Branch>; FAN_OUT]>,
}

const fn digit(hash: u64, level: u32) -> usize {
    (hash >> (58 - 6 * level)) as usize % FAN_OUT
}

const fn bit_of(check: u32) -> u32 {
    1 << (check % u32::BITS)
}

impl Leaf {
    fn bucket(&self, hash: u64) -> Range<usize> {
        let bucket = digit(hash, 2);
        let start = bucket.checked_sub(1).map_or(0, |before| self.buckets[before].end);
        start as usize..self.buckets[bucket].end as usize
    }

    /// The postings from the first of a key on, or none.
    fn from(&self, hash: u64) -> &[Posting] {
        let check = hash as u32;
        if self.buckets[digit(hash, 2)].checks & bit_of(check) == 0 {
            return &[];
        }
        let bucket = &self.postings[self.bucket(hash)];
        let rest = &bucket[bucket.partition_point(|posting| posting.check < check)..];
        if rest.first().is_some_and(|first| first.check == check) { rest } else { &[] }
    }

    fn add(&mut self, hash: u64, posting: Posting) {
        let bucket = self.bucket(hash);
        let order = |posting: &Posting| (posting.check, posting.number());
        let before = self.postings[bucket.clone()].partition_point(|held| order(held) < order(&posting));
        self.postings.insert(bucket.start + before, posting);
        self.buckets[digit(hash, 2)].checks |= bit_of(posting.check);
        self.buckets[digit(hash, 2)..].iter_mut().for_each(|bucket| bucket.end += 1);
    }

    fn remove(&mut self, hash: u64, number: u32) {
        let bucket = self.bucket(hash);
        let found =
            self.postings[bucket.clone()].binary_search_by_key(&(hash as u32, number), |held| (held.check, held.number()));
        if let Ok(at) = found {
            self.postings.remove(bucket.start + at);
            self.buckets[digit(hash, 2)..].iter_mut().for_each(|bucket| bucket.end -= 1);
            let left = &self.postings[self.bucket(hash)];
            self.buckets[digit(hash, 2)].checks = left.iter().fold(0, |bits, posting| bits | bit_of(posting.check));
        }
    }
}

impl Default for Filing {
    fn default() -> Self {
        let leaf = Arc::new(Leaf { buckets: [Bucket::default(); FAN_OUT], postings: Vec::new() });
        let branch: Arc<Branch> = Arc::new(std::array::from_fn(|_| leaf.clone()));
        Self { root: Arc::new(std::array::from_fn(|_| branch.clone())) }
    }
}

impl Filing {
    /// Calls for each key under which queries are filed, with its place among the keys and a slice that begins with its postings:
    /// those with the check of the first. Another key may rarely share them, so what is found is judged all the same.
    ///
    /// Keys are looked up some at a time before any posting is visited, so that the memory of several is waited for at once.
    pub(super) fn each<'f>(&'f self, keys: impl Iterator<Item = u64>, mut call: impl FnMut(usize, &'f [Posting])) {
        let mut keys = keys.fuse();
        let mut base = 0;
        loop {
            let mut found: [&[Posting]; AT_ONCE] = [&[]; AT_ONCE];
            let mut count = 0;
            for (place, key) in found.iter_mut().zip(&mut keys) {
                *place = self.root[digit(key, 0)][digit(key, 1)].from(key);
                count += 1;
            }
            for (at, postings) in found.iter().enumerate().filter(|(_, postings)| !postings.is_empty()) {
                call(base + at, postings);
            }
            base += count;
            if count < AT_ONCE {
                return;
            }
        }
    }

    /// Files a query under a key, once.
    pub(super) fn add(&mut self, hash: u64, posting: Posting) {
        self.leaf(hash).add(hash, posting);
    }

    /// Takes a query away from a key.
    pub(super) fn remove(&mut self, hash: u64, number: u32) {
        self.leaf(hash).remove(hash, number);
    }

    fn leaf(&mut self, hash: u64) -> &mut Leaf {
        let branch = Arc::make_mut(&mut Arc::make_mut(&mut self.root)[digit(hash, 0)]);
        Arc::make_mut(&mut branch[digit(hash, 1)])
    }

    /// Bytes held by the postings and the tree over them, parts that copies share counted once.
    pub(super) fn bytes(&self) -> usize {
        let leaf_bytes = |leaf: &Arc<Leaf>| size_of::<Leaf>() + leaf.postings.capacity() * size_of::<Posting>();
        let used = self.root.iter().flat_map(|branch| branch.iter()).filter(|leaf| !leaf.postings.is_empty());
        FAN_OUT * size_of::<Branch>() + used.map(leaf_bytes).sum::<usize>()
    }
}
