//! From a key to the texts that bear it: a hash table of buckets, each a line of the processor's cache, in which the newest
//! drives out the oldest.

/// Texts in a bucket.
const SLOTS: usize = 8;
/// A slot that holds nothing.
const EMPTY: (u32, u32) = (0, u32::MAX);
/// Buckets at first.
const BUCKETS_FIRST: usize = 1 << 8;
/// The table doubles when more than so many eighths of it are in use.
const EIGHTHS_MAX: usize = 4;

/// A key and the number of a text, many times.
pub struct Table {
    buckets: Vec<[(u32, u32); SLOTS]>,
    used: usize,
}

impl Default for Table {
    fn default() -> Self {
        Self { buckets: vec![[EMPTY; SLOTS]; BUCKETS_FIRST], used: 0 }
    }
}

impl Table {
    fn bucket(key: u32, buckets: usize) -> usize {
        (key.wrapping_mul(0x9E37_79B1) as usize ^ (key >> 15) as usize) & (buckets - 1)
    }

    /// Adds a text under a key.
    pub fn add(&mut self, key: u32, text: u32) {
        if self.used * 8 > self.buckets.len() * SLOTS * EIGHTHS_MAX {
            self.grow();
        }
        self.used += usize::from(Self::put(&mut self.buckets, key, text));
    }

    /// Says whether a free slot was taken.
    fn put(buckets: &mut [[(u32, u32); SLOTS]], key: u32, text: u32) -> bool {
        let place = Self::bucket(key, buckets.len());
        let bucket = &mut buckets[place];
        if let Some(free) = bucket.iter_mut().find(|slot| **slot == EMPTY) {
            *free = (key, text);
            return true;
        }
        bucket.rotate_left(1);
        bucket[SLOTS - 1] = (key, text);
        false
    }

    fn grow(&mut self) {
        let mut wider = vec![[EMPTY; SLOTS]; self.buckets.len() * 2];
        self.used = 0;
        for (key, text) in self.buckets.iter().flatten().filter(|slot| **slot != EMPTY) {
            self.used += usize::from(Self::put(&mut wider, *key, *text));
        }
        self.buckets = wider;
    }

    /// Asks for where a key is looked up, before it is: what is far off in memory is then fetched side by side for many keys.
    pub(crate) fn ask(&self, key: u32) -> u32 {
        self.buckets[Self::bucket(key, self.buckets.len())][0].0
    }

    /// The texts that were added under a key and not driven out.
    pub fn texts(&self, key: u32) -> impl Iterator<Item = u32> + '_ {
        let bucket = &self.buckets[Self::bucket(key, self.buckets.len())];
        bucket.iter().filter(move |slot| slot.0 == key && **slot != EMPTY).map(|slot| slot.1)
    }
}
