//! Time as a value that is passed in.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use jiff::{SignedDuration, Timestamp};

/// Where "now" comes from: the machine, or a test that sets it.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// Microseconds since 1970 when the time was set by hand; the machine's clock otherwise.
    set: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// The machine's own clock.
    #[must_use]
    pub const fn machine() -> Self {
        Self { set: None }
    }

    /// A clock that stands at `at` until [`Clock::advance`] moves it. Clones share the hand.
    #[must_use]
    pub fn standing_at(at: Timestamp) -> Self {
        Self { set: Some(Arc::new(AtomicI64::new(at.as_microsecond()))) }
    }

    /// The present moment, whole microseconds, UTC.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        match &self.set {
            #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for the time")]
            None => whole_microseconds(Timestamp::now()),
            Some(hand) => Timestamp::from_microsecond(hand.load(Ordering::SeqCst)).unwrap_or(Timestamp::MAX),
        }
    }

    /// Moves a standing clock by `by`. The machine's clock is left alone.
    pub fn advance(&self, by: SignedDuration) {
        if let Some(hand) = &self.set {
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
