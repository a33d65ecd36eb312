//! What becomes of something that was due while nothing ran: a little late it leaves, later it is held and asks.
//!
//! "Good morning" at four in the afternoon, or a week of posts in one minute, is worse than a question.

use jiff::{SignedDuration, Timestamp};

/// Lateness up to which it leaves by itself, in minutes, where nobody set another.
pub const LATE_MINUTES_DEFAULT: u16 = 15;
/// The most that may be set, in minutes: a week.
pub const LATE_MINUTES_MAX: u16 = 7 * 24 * 60;

/// How late is not too late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    minutes: u16,
}

impl Default for Policy {
    fn default() -> Self {
        Self { minutes: LATE_MINUTES_DEFAULT }
    }
}

impl Policy {
    /// Up to so many minutes late it leaves by itself; none beyond [`LATE_MINUTES_MAX`].
    #[must_use]
    pub fn of_minutes(minutes: u16) -> Option<Self> {
        (minutes <= LATE_MINUTES_MAX).then_some(Self { minutes })
    }

    /// Minutes up to which it leaves by itself.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.minutes
    }
}

/// What to do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is not due yet: nothing, for so long.
    Wait {
        /// Until it is due.
        left: SignedDuration,
    },
    /// It may leave.
    Leave,
    /// It is held, and a person is asked.
    Hold {
        /// How late it would be.
        late_by: SignedDuration,
    },
}

impl Verdict {
    /// A stable word for it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Wait { .. } => "wait",
            Self::Leave => "leave",
            Self::Hold { .. } => "hold",
        }
    }
}

/// What to do at `now` with what is due at `due` and has not left. A clock that went backwards finds it not due yet, so it never
/// leaves early; that it does not leave twice is up to the row, which says that it left before it does, and to
/// [`crate::recurrence::Recurrence::occurrences`], which goes on from what was made and not from the clock.
#[must_use]
pub fn judge(due: Timestamp, now: Timestamp, policy: Policy) -> Verdict {
    let late_by = now.duration_since(due);
    if late_by.is_negative() {
        Verdict::Wait { left: late_by.abs() }
    } else if late_by <= SignedDuration::from_mins(i64::from(policy.minutes)) {
        Verdict::Leave
    } else {
        Verdict::Hold { late_by }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DUE: Timestamp = Timestamp::UNIX_EPOCH;

    fn check(seconds: i64, minutes: u16, expect: Verdict) {
        let policy = Policy::of_minutes(minutes).unwrap();
        assert_eq!(judge(DUE, DUE + SignedDuration::from_secs(seconds), policy), expect, "{seconds} s, {minutes} min");
    }

    #[test]
    fn a_quarter_of_an_hour_late_is_well_and_later_is_asked() {
        let late = |seconds| Verdict::Hold { late_by: SignedDuration::from_secs(seconds) };
        check(0, 15, Verdict::Leave);
        check(15 * 60, 15, Verdict::Leave);
        check(15 * 60 + 1, 15, late(15 * 60 + 1));
        check(7 * 86_400, 15, late(7 * 86_400));
        check(1, 0, late(1));
        check(7 * 86_400, LATE_MINUTES_MAX, Verdict::Leave);
        assert_eq!(Policy::default().minutes(), 15);
        assert_eq!(Policy::of_minutes(LATE_MINUTES_MAX + 1), None);
    }

    #[test]
    fn a_clock_that_went_backwards_publishes_nothing_early() {
        check(-1, 15, Verdict::Wait { left: SignedDuration::from_secs(1) });
        check(-3_600, 15, Verdict::Wait { left: SignedDuration::from_hours(1) });
        assert_eq!(judge(Timestamp::MAX, Timestamp::MIN, Policy::default()).code(), "wait");
        assert_eq!(judge(Timestamp::MIN, Timestamp::MAX, Policy::default()).code(), "hold");
    }

    proptest! {
        /// A row that leaves once, under a clock that goes anywhere: never before it is due, never twice, never too late.
        #[test]
        fn it_leaves_once_within_its_time_wherever_the_clock_goes(
            moves in prop::collection::vec(-3_000i64..3_000, 1..40), due in 0i64..10_000, minutes in 0u16..60,
        ) {
            let policy = Policy::of_minutes(minutes).unwrap();
            let due = DUE + SignedDuration::from_secs(due);
            let (mut now, mut left) = (DUE, Vec::new());
            for by in moves {
                now += SignedDuration::from_secs(by);
                if left.is_empty() && judge(due, now, policy) == Verdict::Leave {
                    left.push(now);
                }
            }
            prop_assert!(left.len() <= 1);
            for at in left {
                prop_assert!(at >= due && at.duration_since(due) <= SignedDuration::from_mins(i64::from(minutes)));
            }
        }
    }
}
