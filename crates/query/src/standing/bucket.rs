//! The postings of a few keys laid flat in one piece of memory, so that visiting them waits for it once.
//!
//! First the number of keys; then the check of each, ascending; then how many postings it and those before it have; then of each key
//! in turn the heads of its postings and, in the same order, the rest of each, by the query's number.

use super::posting::{Posting, REST, number_of};

/// What each posting fills, its head and its rest.
const WORDS: usize = 1 + REST;

/// One bucket as it is laid flat. Without keys it is empty.
#[derive(Clone, Copy)]
pub(super) struct Bucket<'a>(pub(super) &'a [u32]);

/// The postings of one key: the heads, then the rests.
#[derive(Clone, Copy, Default)]
pub(super) struct Postings<'a>(&'a [u32]);

impl<'a> Postings<'a> {
    pub(super) const fn len(self) -> usize {
        self.0.len() / WORDS
    }

    pub(super) fn heads(self) -> &'a [u32] {
        &self.0[..self.len()]
    }

    fn rests(self) -> &'a [[u32; REST]] {
        self.0[self.len()..].as_chunks().0
    }

    /// The query's number and what the posting says of it.
    pub(super) fn posting(self, at: usize) -> Posting {
        Posting { head: self.0[at], rest: self.rests()[at] }
    }

    /// The first number of a posting's rest, to have it brought near.
    pub(super) fn look(self, at: usize) -> u32 {
        self.0[self.len() + REST * at]
    }

    /// Where the posting of this number is, or would be.
    fn place(self, number: u32) -> Result<usize, usize> {
        self.rests().binary_search_by_key(&number, number_of)
    }

    /// The same with one posting more.
    fn with(self, posting: Posting) -> Vec<u32> {
        let (Ok(at) | Err(at)) = self.place(number_of(&posting.rest));
        let (heads, rests) = self.0.split_at(self.len());
        [&heads[..at], &[posting.head], &heads[at..], &rests[..REST * at], &posting.rest, &rests[REST * at..]].concat()
    }

    /// The same without the posting of this number.
    fn without(self, number: u32) -> Vec<u32> {
        let Ok(at) = self.place(number) else { return self.0.to_vec() };
        let (heads, rests) = self.0.split_at(self.len());
        [&heads[..at], &heads[at + 1..], &rests[..REST * at], &rests[REST * (at + 1)..]].concat()
    }
}

impl<'a> Bucket<'a> {
    /// Its first number, to have it brought near.
    pub(super) fn look(self) -> u32 {
        self.0.first().map_or(0, |keys| *keys)
    }

    fn keys(self) -> usize {
        self.look() as usize
    }

    /// The lower halves of the hashes of its keys.
    pub(super) fn checks(self) -> &'a [u32] {
        self.0.get(1..=self.keys()).unwrap_or_default()
    }

    fn postings_at(self, key: usize) -> Postings<'a> {
        let keys = self.keys();
        let (ends, all) = (&self.0[1 + keys..=2 * keys], &self.0[1 + 2 * keys..]);
        let start = key.checked_sub(1).map_or(0, |before| ends[before]);
        Postings(&all[WORDS * start as usize..WORDS * ends[key] as usize])
    }

    /// The postings of the key with this check.
    pub(super) fn postings(self, check: u32) -> Option<Postings<'a>> {
        let key = self.checks().binary_search(&check).ok()?;
        Some(self.postings_at(key))
    }

    /// The same with one posting more.
    pub(super) fn with(self, check: u32, posting: Posting) -> Vec<u32> {
        self.changed(check, |postings| postings.with(posting))
    }

    /// The same without the posting of this number under the key with this check.
    pub(super) fn without(self, check: u32, number: u32) -> Vec<u32> {
        self.changed(check, |postings| postings.without(number))
    }

    fn changed(self, check: u32, change: impl FnOnce(Postings<'a>) -> Vec<u32>) -> Vec<u32> {
        let (Ok(at) | Err(at)) = self.checks().binary_search(&check);
        let changed = change(self.postings(check).unwrap_or_default());
        let after = at + usize::from(self.checks().get(at) == Some(&check));
        let kept = |key: usize| (self.checks()[key], self.postings_at(key));
        let own = (!changed.is_empty()).then_some((check, Postings(&changed)));
        let keys: Vec<(u32, Postings<'_>)> = (0..at).map(kept).chain(own).chain((after..self.keys()).map(kept)).collect();
        if keys.is_empty() {
            return Vec::new();
        }
        let ends = keys.iter().scan(0, |end, (_, postings)| {
            *end += postings.len() as u32;
            Some(*end)
        });
        let beginning = std::iter::once(keys.len() as u32).chain(keys.iter().map(|(check, _)| *check)).chain(ends);
        beginning.chain(keys.iter().flat_map(|(_, postings)| postings.0).copied()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Bucket, Posting};

    #[test]
    fn what_is_put_in_is_found_until_it_is_taken_away() {
        let posting = |number: u32| Posting::whole(number, u64::from(number) * 3);
        let mut flat = Vec::new();
        for number in [5, 1, 9, 3, 7] {
            for check in [2, 8, 4] {
                flat = Bucket(&flat).with(check, posting(number));
            }
        }
        for check in [2, 4, 8] {
            let postings = Bucket(&flat).postings(check).unwrap();
            let found: Vec<Posting> = (0..postings.len()).map(|at| postings.posting(at)).collect();
            assert_eq!(found, [1, 3, 5, 7, 9].map(posting));
        }
        assert!(Bucket(&flat).postings(3).is_none());
        assert_eq!(Bucket(&flat).without(3, 5), flat);
        assert_eq!(Bucket(&flat).without(4, 6), flat);
        for number in [3, 9, 1, 5, 7] {
            flat = Bucket(&flat).without(4, number);
        }
        assert_eq!(Bucket(&flat).checks(), [2, 8]);
        for (check, number) in [2, 8].into_iter().flat_map(|check| [1, 3, 5, 7, 9].map(|number| (check, number))) {
            flat = Bucket(&flat).without(check, number);
        }
        assert!(flat.is_empty() && Bucket(&flat).postings(2).is_none());
    }
}
