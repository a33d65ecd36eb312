//! How long an alert takes to tell: from when something was said, and from when it was found.

use domain::hat::Act;
use store::{Id, alert::Alert};

use crate::{Actor, App, Refusal};

/// How many of the last messages the figures are of.
pub const LATENCY_MESSAGES_MAX: u32 = 500;

/// How many messages, and how long they took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AlertLatency {
    /// Messages that were sent, of the last [`LATENCY_MESSAGES_MAX`].
    pub messages: usize,
    /// From publication until it left; none when that is known of no message.
    pub since_published: Option<Spread>,
    /// From finding until it left.
    pub since_found: Option<Spread>,
}

/// The middle and the slow end of some durations, seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    /// Half took no longer.
    pub median: i64,
    /// Nine of ten took no longer.
    pub p90: i64,
}

impl Spread {
    /// The spread of some durations by the nearest rank; none of none.
    #[must_use]
    pub fn of(mut seconds: Vec<i64>) -> Option<Self> {
        seconds.sort_unstable();
        let at = |percent: usize| seconds.get((seconds.len() * percent).div_ceil(100).max(1) - 1).copied();
        Some(Self { median: at(50)?, p90: at(90)? })
    }
}

impl App {
    /// How long an alert takes to tell, tests left out.
    ///
    /// # Errors
    /// When the hats do not allow reading, or the database does not answer.
    pub async fn alert_latency(&self, actor: &Actor, alert: Id<Alert>) -> Result<AlertLatency, Refusal> {
        actor.may(Act::Read)?;
        let told = self.reader(actor).latencies(alert, LATENCY_MESSAGES_MAX).await?;
        Ok(AlertLatency {
            messages: told.len(),
            since_published: Spread::of(told.iter().filter_map(|one| one.since_published_seconds).collect()),
            since_found: Spread::of(told.iter().filter_map(|one| one.since_found_seconds).collect()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_and_the_slow_end_are_values_that_were_seen() {
        let check = |seconds: &[i64], expect: Option<(i64, i64)>| {
            assert_eq!(Spread::of(seconds.to_vec()).map(|spread| (spread.median, spread.p90)), expect, "{seconds:?}");
        };
        check(&[], None);
        check(&[7], Some((7, 7)));
        check(&[9, 1], Some((1, 9)));
        check(&[10, 1, 2, 3, 4, 5, 6, 7, 8, 9], Some((5, 9)));
        check(&[100, 1, 1, 1, 1, 1, 1, 1, 1, 1], Some((1, 1)));
    }
}
