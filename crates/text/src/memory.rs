//! What was worked out of words is remembered for when they come again: few words make up most of what is written.
//!
//! A table of a bounded number of places, each for one word at a time, by a key of 64 bits; a word has two places to stand in, and
//! takes that of the one that was asked for less lately. What is remembered is what would be
//! worked out again, so that no answer depends on what was read before.

/// Places that a memory begins with, so that one short text does not pay for a large table.
const PLACES_MIN: usize = 64;

/// Remembers a `T` for each of the latest words.
#[derive(Clone, Debug)]
pub(crate) struct Memory<T> {
    /// Keys stand beside what they are for, so that both are fetched at once.
    places: Vec<[(u64, T); 2]>,
    /// Which of the two was asked for last.
    latest: Vec<u8>,
    places_max: usize,
    /// How often a word was not there, since the table was made larger.
    misses: usize,
}

impl<T: Clone + Default> Memory<T> {
    /// A memory of at most so many words; a power of two, [`PLACES_MIN`] or more.
    pub(crate) fn new(places_max: usize) -> Self {
        Self { places: Vec::new(), latest: Vec::new(), places_max, misses: 0 }
    }

    /// What is remembered under a key, or else what `fill` makes of what stood in its place.
    #[inline]
    pub(crate) fn get(&mut self, key: u64, fill: impl FnOnce(&mut T)) -> &T {
        // A key of 0 is that of a free place.
        let key = key.max(1);
        if self.misses >= self.places.len() * 2 && self.places.len() * 2 < self.places_max {
            self.grow();
        }
        let at = spread(key) & (self.places.len() - 1);
        let two = &mut self.places[at];
        let side = if two[0].0 == key {
            0
        } else if two[1].0 == key {
            1
        } else {
            let side = usize::from(1 - self.latest[at]);
            two[side].0 = key;
            fill(&mut two[side].1);
            self.misses += 1;
            side
        };
        self.latest[at] = side as u8;
        &two[side].1
    }

    /// What is remembered under a key, if it is. To ask for many at once before any is used lets the processor fetch them side
    /// by side.
    #[inline]
    pub(crate) fn peek(&self, key: u64) -> Option<&T> {
        let two = self.places.get(spread(key) & self.places.len().wrapping_sub(1))?;
        two.iter().find(|one| one.0 == key).map(|one| &one.1)
    }

    #[cold]
    fn grow(&mut self) {
        let places = (self.places.len() * 8).clamp(PLACES_MIN, self.places_max) / 2;
        self.places = vec![[(0, T::default()), (0, T::default())]; places];
        self.latest = vec![0; places];
        self.misses = 0;
    }
}

/// Makes every bit of a key count for its place: the upper half of a product.
#[inline]
fn spread(key: u64) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize
}

/// Of the letters of a word, a key that no two words of a language are likely to share.
#[inline]
pub(crate) fn key(seed: u64, letters: impl Iterator<Item = u32>) -> u64 {
    letters.fold(seed ^ 0x517c_c1b7_2722_0a95, |key, letter| {
        (key.rotate_left(23) ^ u64::from(letter)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}

/// The same of a word as it stands, eight bytes at once.
#[inline]
pub(crate) fn key_of(seed: u64, word: &str) -> u64 {
    let (eights, rest) = word.as_bytes().as_chunks::<8>();
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(place, byte)| *place = *byte);
    let seed = (seed ^ (word.len() as u64) << 32).wrapping_mul(0x517c_c1b7_2722_0a95);
    eights.iter().chain([&last]).fold(seed, |key, eight| {
        let key = (key.rotate_left(23) ^ u64::from_le_bytes(*eight)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        key ^ key >> 29
    })
}

#[cfg(test)]
mod tests {
    use super::{Memory, key, key_of};
    use std::collections::HashSet;

    #[test]
    fn what_is_told_is_what_would_be_made() {
        let mut memory = Memory::<u64>::new(128);
        let mut made = 0;
        for round in 0..20 {
            for word in 0..200_u64 {
                let told = *memory.get(key(0, [word as u32].into_iter()), |place| {
                    made += 1;
                    *place = word * 3;
                });
                assert_eq!(told, word * 3, "round {round}");
            }
        }
        assert!((200..4_000).contains(&made), "{made}");
        assert_eq!(*memory.get(0, |place| *place = 7), 7);
    }

    #[test]
    fn words_have_keys_of_their_own() {
        let mut seen = HashSet::new();
        for first in 0..300_u32 {
            assert!(seen.insert(key(0, [first].into_iter())) && seen.insert(key(1, [first].into_iter())));
            for second in 0..300_u32 {
                assert!(seen.insert(key(0, [first, second].into_iter())));
                assert!(seen.insert(key_of(0, &format!("{first}-{second}"))));
                assert!(seen.insert(key_of(1, &format!("a longer {first}-{second}"))));
            }
        }
    }
}
