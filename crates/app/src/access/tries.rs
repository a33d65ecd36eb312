//! Counting tries, so that guessing takes longer than anybody has.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// The most keys remembered at once; beyond it the oldest are forgotten, so that a flood of addresses cannot fill the memory.
const TRIES_KEYS_MAX: usize = 50_000;

/// How often something may be tried.
#[derive(Clone, Copy, Debug)]
pub struct Allowance {
    /// So many times …
    pub times: u32,
    /// … in so many microseconds, after which the count starts again.
    pub window_us: i64,
}

/// Tries of one process, by key. Several processes count apart: the allowance is then theirs together.
#[derive(Debug, Default)]
pub struct Tries {
    counts: Mutex<HashMap<String, (i64, u32)>>,
}

impl Tries {
    /// Counts a try; refuses with the seconds to wait when there were too many.
    ///
    /// # Errors
    /// The seconds until the next try.
    pub fn count(&self, key: &str, allowance: Allowance, now: i64) -> Result<(), u64> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= TRIES_KEYS_MAX {
            counts.retain(|_, (begun, _)| now - *begun < allowance.window_us);
            if counts.len() >= TRIES_KEYS_MAX {
                counts.clear();
            }
        }
        let (begun, times) = counts.entry(key.to_owned()).or_insert((now, 0));
        if now - *begun >= allowance.window_us {
            (*begun, *times) = (now, 0);
        }
        if *times >= allowance.times {
            let left = (*begun + allowance.window_us - now).max(0);
            return Err(u64::try_from(left / 1_000_000 + 1).unwrap_or(u64::MAX));
        }
        *times += 1;
        Ok(())
    }

    /// Takes one try back that turned out to be none, such as a right password.
    pub fn give_back(&self, key: &str) {
        if let Some((_, times)) = self.counts.lock().unwrap_or_else(PoisonError::into_inner).get_mut(key) {
            *times = times.saturating_sub(1);
        }
    }

    /// Forgets a key, as after a right password.
    pub fn forget(&self, key: &str) {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sixth_try_waits_until_the_window_is_over() {
        let (tries, allowance) = (Tries::default(), Allowance { times: 5, window_us: 60_000_000 });
        for _ in 0..5 {
            assert_eq!(tries.count("a", allowance, 0), Ok(()));
        }
        assert_eq!(tries.count("a", allowance, 10_000_000), Err(51));
        assert_eq!(tries.count("b", allowance, 10_000_000), Ok(()));
        assert_eq!(tries.count("a", allowance, 60_000_000), Ok(()));
    }

    #[test]
    fn a_try_given_back_can_be_made_again() {
        let (tries, allowance) = (Tries::default(), Allowance { times: 1, window_us: 60_000_000 });
        assert_eq!(tries.count("a", allowance, 0), Ok(()));
        tries.give_back("a");
        assert_eq!(tries.count("a", allowance, 1), Ok(()));
        assert!(tries.count("a", allowance, 2).is_err());
    }
}
