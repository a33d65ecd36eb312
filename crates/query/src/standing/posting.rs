//! What is kept of a query under a key: enough to know, most often, that it does not hold, and for the simplest that it does.

use super::signature::GIVEN;

/// How many numbers a posting fills beside its head.
pub(super) const REST: usize = 3;
/// The most queries that can stand: their numbers leave two bits for what the posting says.
pub(super) const NUMBERS_MAX: u32 = 1 << KIND_SHIFT;
/// How many marks of alternatives a posting holds.
pub(super) const ANY_MAX: usize = 3;

const KIND_SHIFT: u32 = 30;
const ANY: u32 = 0;
const WHOLE: u32 = 1;
const JOINT: u32 = 2;
const BEGINS: u32 = 3;
/// Beside its mark a head says how near the words must stand, and which of them comes first.
const DISTANCE_SHIFT: u32 = 16;
const DISTANCE_BITS: u32 = 14;
const ORDER_SHIFT: u32 = DISTANCE_SHIFT + DISTANCE_BITS;
/// The greatest distance that a head can say.
pub(super) const DISTANCE_MAX: u32 = (1 << DISTANCE_BITS) - 1;

/// A query filed under a key, with what a document must show beside the key. The head, which holds the mark that must be there,
/// is kept apart from the rest: most visits end at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Posting {
    pub(super) head: u32,
    pub(super) rest: [u32; REST],
}

/// What a posting says of its query, once its mark is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// It is to be judged if one of these marks is there.
    Any([u16; ANY_MAX]),
    /// It holds when the key has this for its other hash.
    Whole(u64),
    /// It holds when the word of this hash is there and stands so to the key, and the key's other hash ends so.
    Joint(u64, u16, Stand),
    /// It holds when a word begins with so many of these letters, and the key's other hash ends so.
    Begins(u32, u32, u32),
}

/// How the key and the other word must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stand {
    /// At most so many words on; 0 for anywhere in the document.
    pub(super) distance: u32,
    pub(super) order: Order,
}

/// Which of two words must come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Either,
    KeyFirst,
    KeyLast,
}

/// The mark of a posting's head.
pub(super) const fn mark_of(head: u32) -> u16 {
    head as u16
}

/// The number of the query, from the rest of its posting.
pub(super) const fn number_of(rest: &[u32; REST]) -> u32 {
    rest[0] & (NUMBERS_MAX - 1)
}

const fn rest(number: u32, kind: u32, more: u64) -> [u32; REST] {
    [number | kind << KIND_SHIFT, more as u32, (more >> 32) as u32]
}

impl Posting {
    /// The query of this number may hold when `must` and one of `any` are there.
    pub(super) fn guarded(number: u32, must: u16, any: [u16; ANY_MAX]) -> Self {
        let more = any.iter().rev().fold(0, |all, mark| all << 16 | u64::from(*mark));
        Self { head: must.into(), rest: rest(number, ANY, more) }
    }

    /// The query of this number holds when the key is there; `again` is another hash of it, so that it is surely this key.
    pub(super) const fn whole(number: u32, again: u64) -> Self {
        Self { head: GIVEN as u32, rest: rest(number, WHOLE, again) }
    }

    /// The query of this number holds when the key is there and the word of the hash `other`, standing so; `again` is the other
    /// hash of the key. Nothing when the posting cannot say it: the mark must be the highest 16 bits of `other`.
    pub(super) fn joint(number: u32, must: u16, other: u64, again: u64, stand: Stand) -> Option<Self> {
        let order = match stand.order {
            Order::Either => 0,
            Order::KeyFirst => 1,
            Order::KeyLast => 2,
        };
        let head = order << ORDER_SHIFT | stand.distance << DISTANCE_SHIFT | u32::from(must);
        let is_said = (other >> 48) as u16 == must && stand.distance <= DISTANCE_MAX;
        is_said.then(|| Self { head, rest: rest(number, JOINT, other << 16 | again & 0xFFFF) })
    }

    /// The query of this number holds when the key is there and a word that begins with the highest `len` bytes of `letters`;
    /// `again` is the other hash of the key.
    pub(super) const fn begins(number: u32, must: u16, letters: u32, len: u32, again: u64) -> Self {
        let head = len << DISTANCE_SHIFT | must as u32;
        Self { head, rest: rest(number, BEGINS, again << 32 | letters as u64) }
    }

    /// What it says.
    pub(super) fn says(&self) -> Says {
        let more = u64::from(self.rest[2]) << 32 | u64::from(self.rest[1]);
        let distance = self.head >> DISTANCE_SHIFT & DISTANCE_MAX;
        match self.rest[0] >> KIND_SHIFT {
            ANY => Says::Any([more as u16, (more >> 16) as u16, (more >> 32) as u16]),
            WHOLE => Says::Whole(more),
            JOINT => {
                let order = match self.head >> ORDER_SHIFT {
                    0 => Order::Either,
                    1 => Order::KeyFirst,
                    _ => Order::KeyLast,
                };
                let other = more >> 16 | u64::from(mark_of(self.head)) << 48;
                Says::Joint(other, more as u16, Stand { distance, order })
            }
            _ => Says::Begins(more as u32, distance, (more >> 32) as u32),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ANY_MAX, DISTANCE_MAX, NUMBERS_MAX, Order, Posting, Says, Stand, mark_of, number_of};

    #[test]
    fn a_posting_says_what_it_was_made_of() {
        let number = NUMBERS_MAX - 1;
        let check = |posting: Posting, must: u16, says: Says| {
            assert_eq!((number_of(&posting.rest), mark_of(posting.head), posting.says()), (number, must, says));
        };
        check(Posting::guarded(number, 7, [1, 2, u16::MAX]), 7, Says::Any([1, 2, u16::MAX]));
        check(Posting::whole(number, u64::MAX - 5), 0, Says::Whole(u64::MAX - 5));
        check(Posting::begins(number, 9, u32::MAX, 4, 0xABCD_EF01_2345_6789), 9, Says::Begins(u32::MAX, 4, 0x2345_6789));
        for (distance, order) in [(0, Order::Either), (5, Order::KeyFirst), (DISTANCE_MAX, Order::KeyLast)] {
            let stand = Stand { distance, order };
            let other = 0xFEDC_BA98_7654_3210;
            let posting = Posting::joint(number, 0xFEDC, other, 0x1234, stand).unwrap();
            check(posting, 0xFEDC, Says::Joint(other, 0x1234, stand));
            assert_eq!(Posting::joint(number, 0xFED0, other, 0, stand), None);
        }
        let far = Stand { distance: DISTANCE_MAX + 1, order: Order::Either };
        assert_eq!(Posting::joint(number, 0, 0, 0, far), None);
        assert_eq!(ANY_MAX, 3);
    }
}
