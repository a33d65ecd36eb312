//! Which queries are to be looked at when a key is in a document.
//!
//! A tree of fixed fan-out over the key's hash, whose leaves are sorted arrays. Copies share all of it; writing to one copies the
//! path to one leaf, so an edit costs microseconds and whoever holds another copy sees nothing of it.

use std::{hint::black_box, ops::Range, sync::Arc};

/// Children of each inner node: six bits of the hash.
pub(super) const FAN_OUT: usize = 64;

/// How many keys are looked up together.
const AT_ONCE: usize = 64;
/// Checks in a line of the processor's cache, and how many lines of them are asked for before they are searched.
const LINE_CHECKS: usize = 16;
const LINES_MAX: usize = 8;
/// Says that the key alone makes the query hold.
const WHOLE: u32 = 1 << 31;
/// Says that the key and one word more make the query hold.
const JOINT: u32 = 1 << 30;
/// The most queries that can stand.
pub(super) const NUMBERS_MAX: u32 = JOINT;

/// A query filed under a key, with what a document must show beside the key before the query is judged. Of all that, the mark
/// that must be there is kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Posting {
    place: u32,
    more: [u16; 4],
}

/// What a posting says of its query, once its mark is there.
pub(super) enum Says {
    /// It is to be judged if one of these marks is there.
    Any([u16; 3]),
    /// It holds when the key has this for its other hash.
    Whole(u64),
    /// It holds when the word of this hash is there, and the key's other hash ends so.
    Joint(u64, u16),
}

const fn parts_of(number: u64) -> [u16; 4] {
    [number as u16, (number >> 16) as u16, (number >> 32) as u16, (number >> 48) as u16]
}

impl Posting {
    /// The query of this number may hold when one of `any` is there.
    pub(super) const fn guarded(number: u32, [first, second, third]: [u16; 3]) -> Self {
        Self { place: number, more: [first, second, third, 0] }
    }

    /// The query of this number holds when the key is there; `again` is another hash of it, so that it is surely this key.
    pub(super) const fn whole(number: u32, again: u64) -> Self {
        Self { place: number | WHOLE, more: parts_of(again) }
    }

    /// The query of this number holds when the key is there and the word of the hash `other`, whose highest 16 bits are the mark
    /// that is kept apart; `again` is the other hash of the key.
    pub(super) const fn joint(number: u32, other: u64, again: u64) -> Self {
        Self { place: number | JOINT, more: parts_of(other << 16 | again & 0xFFFF) }
    }

    /// The query's number.
    pub(super) const fn number(&self) -> u32 {
        self.place & (JOINT - 1)
    }

    /// What it says, with the mark that is kept apart.
    pub(super) fn says(&self, must: u16) -> Says {
        let whole = self.more.iter().rev().fold(0, |all, part| all << 16 | u64::from(*part));
        match self.place & (WHOLE | JOINT) {
            0 => Says::Any([self.more[0], self.more[1], self.more[2]]),
            JOINT => Says::Joint(whole >> 16 | u64::from(must) << 48, whole as u16),
            _ => Says::Whole(whole),
        }
    }
}

/// A key looked up: where in a leaf its postings are, or at first may be.
#[derive(Clone, Copy, Debug, Default)]
struct Lookup {
    at: u32,
    check: u32,
    leaf: u32,
    start: u32,
    end: u32,
}

/// Room to look keys up in.
#[derive(Debug)]
pub(super) struct Visits {
    lookups: Box<[Lookup; AT_ONCE]>,
    /// The postings whose mark is there: their key's place among the look-ups, and their own in the leaf.
    passing: Vec<(u32, u32)>,
}

impl Default for Visits {
    fn default() -> Self {
        Self { lookups: Box::new([Lookup::default(); AT_ONCE]), passing: Vec::new() }
    }
}

impl Visits {
    /// Notes which of these marks are there. Which they are is not foreseeable, so nothing branches on it.
    fn take(&mut self, lookup: u32, start: u32, musts: &[u16], has: &impl Fn(u16) -> bool) {
        let mut end = self.passing.len();
        self.passing.resize(end + musts.len(), (lookup, 0));
        for (must, place) in musts.iter().zip(start..) {
            self.passing[end].1 = place;
            end += usize::from(has(*must));
        }
        self.passing.truncate(end);
    }
}

/// Where a bucket's postings end, and a bit for each check among them, so that most keys that are not there are known by it.
#[derive(Clone, Copy, Debug, Default)]
struct Bucket {
    end: u32,
    checks: u32,
}

/// Postings in the order of bucket, check and number. What most visits end at stands close together, away from the rest.
#[derive(Clone, Debug, Default)]
struct Leaf {
    /// The lower half of each key's hash.
    checks: Vec<u32>,
    musts: Vec<u16>,
    postings: Vec<Posting>,
}

/// Leaves, with their buckets: those that are looked at for every key stand together, so that they stay near.
#[derive(Clone, Debug)]
struct Branch {
    buckets: [Buckets; FAN_OUT],
    leaves: [Arc<Leaf>; FAN_OUT],
}

/// The buckets of one leaf.
#[derive(Clone, Copy, Debug)]
struct Buckets([Bucket; FAN_OUT]);

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

impl Buckets {
    /// The postings of the bucket of a key.
    fn range(&self, hash: u64) -> Range<usize> {
        let bucket = digit(hash, 2);
        let start = bucket.checked_sub(1).map_or(0, |before| self.0[before].end);
        start as usize..self.0[bucket].end as usize
    }

    /// False when no posting has the key.
    fn may_have(&self, hash: u64) -> bool {
        self.0[digit(hash, 2)].checks & bit_of(hash as u32) != 0
    }
}

impl Leaf {
    /// Where the posting of this number under this key is among those of its bucket, or would be.
    fn place(&self, bucket: Range<usize>, check: u32, number: u32) -> Result<usize, usize> {
        let checks = &self.checks[bucket.clone()];
        let start = bucket.start + checks.partition_point(|held| *held < check);
        let end = bucket.start + checks.partition_point(|held| *held <= check);
        let found = self.postings[start..end].binary_search_by_key(&number, Posting::number);
        found.map(|at| start + at).map_err(|at| start + at)
    }
}

impl Branch {
    fn add(&mut self, hash: u64, must: u16, posting: Posting) {
        let (buckets, leaf) = (&mut self.buckets[digit(hash, 1)], Arc::make_mut(&mut self.leaves[digit(hash, 1)]));
        let check = hash as u32;
        let (Ok(at) | Err(at)) = leaf.place(buckets.range(hash), check, posting.number());
        leaf.checks.insert(at, check);
        leaf.musts.insert(at, must);
        leaf.postings.insert(at, posting);
        buckets.0[digit(hash, 2)].checks |= bit_of(check);
        buckets.0[digit(hash, 2)..].iter_mut().for_each(|bucket| bucket.end += 1);
    }

    fn remove(&mut self, hash: u64, number: u32) {
        let (buckets, leaf) = (&mut self.buckets[digit(hash, 1)], Arc::make_mut(&mut self.leaves[digit(hash, 1)]));
        if let Ok(at) = leaf.place(buckets.range(hash), hash as u32, number) {
            leaf.checks.remove(at);
            leaf.musts.remove(at);
            leaf.postings.remove(at);
            buckets.0[digit(hash, 2)..].iter_mut().for_each(|bucket| bucket.end -= 1);
            let left = &leaf.checks[buckets.range(hash)];
            buckets.0[digit(hash, 2)].checks = left.iter().fold(0, |bits, check| bits | bit_of(*check));
        }
    }
}

impl Default for Filing {
    fn default() -> Self {
        let leaf = Arc::new(Leaf::default());
        let buckets = [Buckets([Bucket::default(); FAN_OUT]); FAN_OUT];
        let branch = Arc::new(Branch { buckets, leaves: std::array::from_fn(|_| leaf.clone()) });
        Self { root: Arc::new(std::array::from_fn(|_| branch.clone())) }
    }
}

impl Filing {
    /// Calls for each posting of the keys whose mark is there, with the key's place among them and the mark. Another key may
    /// rarely share postings, so what is found is judged all the same.
    ///
    /// Many keys go through each step together. What a step reads first is not in the processor's cache, and the memory of many
    /// is waited for at once when nothing between them depends on it.
    pub(super) fn each<'f>(
        &'f self,
        keys: impl Iterator<Item = u64>,
        has: impl Fn(u16) -> bool,
        visits: &mut Visits,
        mut call: impl FnMut(usize, u16, &'f Posting),
    ) {
        let mut keys = keys.zip(0..);
        while let Some(count) = self.look_up(&mut keys, &mut visits.lookups) {
            visits.passing.clear();
            for number in 0..count {
                let lookup = &mut visits.lookups[number];
                let leaf = self.leaf_of(lookup);
                let checks = &leaf.checks[lookup.start as usize..lookup.end as usize];
                let start = checks.partition_point(|held| *held < lookup.check);
                let end = start + checks[start..].partition_point(|held| *held == lookup.check);
                (lookup.start, lookup.end) = (lookup.start + start as u32, lookup.start + end as u32);
                let Lookup { start, end, .. } = *lookup;
                visits.take(number as u32, start, &leaf.musts[start as usize..end as usize], &has);
            }
            let posting = |(lookup, place): (u32, u32)| &self.leaf_of(&visits.lookups[lookup as usize]).postings[place as usize];
            black_box(visits.passing.iter().fold(0, |seen, passing| seen ^ posting(*passing).place));
            for passing in &visits.passing {
                let lookup = &visits.lookups[passing.0 as usize];
                call(lookup.at as usize, self.leaf_of(lookup).musts[passing.1 as usize], posting(*passing));
            }
        }
    }

    fn leaf_of(&self, lookup: &Lookup) -> &Leaf {
        &self.root[lookup.leaf as usize / FAN_OUT].leaves[lookup.leaf as usize % FAN_OUT]
    }

    /// Takes some keys and looks up those of them that may be there, and says how many these are; nothing when no key was left.
    fn look_up(&self, keys: &mut impl Iterator<Item = (u64, u32)>, lookups: &mut [Lookup; AT_ONCE]) -> Option<usize> {
        let (mut taken, mut count) = (0, 0);
        for (key, at) in keys.take(AT_ONCE) {
            let buckets = &self.root[digit(key, 0)].buckets[digit(key, 1)];
            let Range { start, end } = buckets.range(key);
            let leaf = (digit(key, 0) * FAN_OUT + digit(key, 1)) as u32;
            lookups[count] = Lookup { at, check: key as u32, leaf, start: start as u32, end: end as u32 };
            // Whether it may be there is not foreseeable either.
            count += usize::from(buckets.may_have(key));
            taken += 1;
        }
        for lookup in &lookups[..count] {
            let checks = &self.leaf_of(lookup).checks[lookup.start as usize..lookup.end as usize];
            black_box(checks.iter().step_by(LINE_CHECKS).take(LINES_MAX).fold(0, |seen, check| seen ^ check));
        }
        (taken > 0).then_some(count)
    }

    /// Files a query under a key, once.
    pub(super) fn add(&mut self, hash: u64, (must, posting): (u16, Posting)) {
        self.branch(hash).add(hash, must, posting);
    }

    /// Takes a query away from a key.
    pub(super) fn remove(&mut self, hash: u64, number: u32) {
        self.branch(hash).remove(hash, number);
    }

    fn branch(&mut self, hash: u64) -> &mut Branch {
        Arc::make_mut(&mut Arc::make_mut(&mut self.root)[digit(hash, 0)])
    }

    /// Bytes held by the postings and the tree over them, parts that copies share counted once.
    pub(super) fn bytes(&self) -> usize {
        let leaf_bytes = |leaf: &Arc<Leaf>| {
            let rows = leaf.checks.capacity() * size_of::<u32>() + leaf.musts.capacity() * size_of::<u16>();
            size_of::<Leaf>() + rows + leaf.postings.capacity() * size_of::<Posting>()
        };
        let used = self.root.iter().flat_map(|branch| branch.leaves.iter()).filter(|leaf| !leaf.postings.is_empty());
        FAN_OUT * size_of::<Branch>() + used.map(leaf_bytes).sum::<usize>()
    }
}
