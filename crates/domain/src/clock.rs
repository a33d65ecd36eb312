//! Time as a value that is passed in.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use jiff::{SignedDuration, Timestamp};

/// Where "now" comes from: the machine, or a test that sets it.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    hand: Hand,
}

#[derive(Clone, Debug, Default)]
enum Hand {
    /// The machine's clock.
    #[default]
    Machine,
    /// Set by hand: microseconds since 1970.
    Standing(Arc<AtomicI64>),
    /// The machine's clock, so many times as quick from a moment on.
    Quick { from: Timestamp, times: i32 },
}

impl Clock {
    /// The machine's own clock.
    #[must_use]
    pub const fn machine() -> Self {
        Self { hand: Hand::Machine }
    }

    /// A clock that stands at `at` until [`Clock::advance`] moves it. Clones share the hand.
    #[must_use]
    pub fn standing_at(at: Timestamp) -> Self {
        Self { hand: Hand::Standing(Arc::new(AtomicI64::new(at.as_microsecond()))) }
    }

    /// A clock that was right at `from` and has gone `times` as quickly since, in every process that makes it so: for a rehearsal of
    /// what otherwise takes hours.
    #[must_use]
    pub const fn quickened(from: Timestamp, times: i32) -> Self {
        Self { hand: Hand::Quick { from, times } }
    }

    /// The present moment, whole microseconds, UTC.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for the time")]
        let machine = Timestamp::now;
        match &self.hand {
            Hand::Machine => whole_microseconds(machine()),
            Hand::Quick { from, times } => {
                let since = machine().duration_since(*from).saturating_mul(*times);
                whole_microseconds(from.saturating_add(since).unwrap_or(Timestamp::MAX))
            }
            Hand::Standing(hand) => Timestamp::from_microsecond(hand.load(Ordering::SeqCst)).unwrap_or(Timestamp::MAX),
        }
    }

    /// Moves a standing clock by `by`. Any other goes by itself.
    pub fn advance(&self, by: SignedDuration) {
        if let Hand::Standing(hand) = &self.hand {
            let micros = i64::try_from(by.as_micros()).unwrap_or(i64::MAX);
            hand.fetch_add(micros, Ordering::SeqCst);
        }
    }
}

/// The database keeps microseconds, so a moment that is compared with a stored one must have no more.
fn whole_microseconds(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standing_clock_moves_only_by_hand() {
        let clock = Clock::standing_at(Timestamp::UNIX_EPOCH);
        let other = clock.clone();
        assert_eq!(clock.now(), Timestamp::UNIX_EPOCH);
        other.advance(SignedDuration::from_secs(60));
        assert_eq!(clock.now().as_second(), 60);
    }
}
