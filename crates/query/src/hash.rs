//! The hashes by which words, pairs of words, beginnings and what fields say are known in this process.

use std::{
    hash::{BuildHasher, RandomState},
    sync::LazyLock,
};

use crate::field::Field;

/// Drawn once for the process, so that no text can be written that fills one corner of a table.
pub(crate) static SEED: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(0_u8));

/// An odd number without pattern: the golden ratio's fraction.
const ODD: u64 = 0x9E37_79B9_7F4A_7C15;

/// Mixes eight bytes at a time by a folded multiplication, as wyhash does; what is missing at the end counts as zeros.
fn hash_eights(seed: u64, len: usize, eights: impl Iterator<Item = u64>) -> u64 {
    let mix = |hash: u64, word: u64| {
        let product = u128::from(hash ^ word) * u128::from(ODD ^ seed | 1);
        product as u64 ^ (product >> 64) as u64
    };
    mix(eights.fold(seed ^ len as u64, mix), ODD)
}

/// The hash of some bytes under a seed.
pub(crate) fn hash_of(seed: u64, bytes: &[u8]) -> u64 {
    let (eights, rest) = bytes.as_chunks::<8>();
    let last = rest.iter().rev().fold(0_u64, |last, byte| last << 8 | u64::from(*byte));
    let eights = eights.iter().map(|eight| u64::from_le_bytes(*eight));
    hash_eights(seed, bytes.len(), eights.chain((!rest.is_empty()).then_some(last)))
}

/// The [`hash_word`] of `len` bytes that are packed four to a number, the first lowest, zeros at the end.
pub(crate) fn hash_packed(packed: &[u32], len: usize) -> u64 {
    let eights = packed.chunks(2).map(|pair| u64::from(pair[0]) | pair.get(1).map_or(0, |high| u64::from(*high) << 32));
    hash_eights(*SEED, len, eights)
}

/// The hash by which every analysis of this process knows a folded word.
pub(crate) fn hash_word(folded: &str) -> u64 {
    hash_of(*SEED, folded.as_bytes())
}

/// Another hash of a folded word, that says nothing of the first: both together are as good as the letters.
pub(crate) fn hash_word_again(folded: &str) -> u64 {
    hash_of(SEED.rotate_left(47), folded.as_bytes())
}

/// The hash of the beginning of folded words; none that [`hash_word`] gives.
pub(crate) fn hash_prefix(bytes: &[u8]) -> u64 {
    hash_of(SEED.rotate_left(17), bytes)
}

/// A cheap hash of the first four bytes of a word, for marks only.
pub(crate) const fn hash_beginning(first: u32) -> u64 {
    (first as u64).wrapping_mul(ODD)
}

/// The hash of two words that follow each other, from their own hashes.
pub(crate) const fn hash_pair(first: u64, second: u64) -> u64 {
    (first.rotate_left(23) ^ second).wrapping_mul(ODD)
}

/// The hash of something that a field says.
pub(crate) fn hash_field(field: Field, says: &str) -> u64 {
    hash_of(SEED.rotate_left(31) ^ (field as u64 + 1).wrapping_mul(ODD), says.as_bytes())
}
