//! How a source stands: whether its silence is usual, abnormal, or not its own.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Bounds, Pace, Past, Trouble, words};
use crate::Language;

/// How a source stands, in one word for a list and one sentence for its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Not visited yet.
    New,
    /// It answers, and its silence, if any, is usual.
    AsExpected {
        /// When its silence would become abnormal; `None` while its rhythm is not known.
        late_at: Option<Timestamp>,
    },
    /// It answers, but has been silent for longer than it ever is.
    Late {
        /// Its last entry.
        since: Timestamp,
        /// The usual time between two entries.
        gap: SignedDuration,
    },
    /// It asked us to wait.
    Waiting {
        /// Until when, if it said so.
        until: Option<Timestamp>,
    },
    /// The site refuses us.
    Blocked {
        /// The last visit that succeeded.
        since: Option<Timestamp>,
    },
    /// Visits fail.
    Failing {
        /// How many in a row.
        failures: u32,
        /// The last visit that succeeded.
        since: Option<Timestamp>,
    },
    /// Gone for good (410).
    Gone,
}

impl Standing {
    /// The stable name: `new`, `as_expected`, `late`, `waiting`, `blocked`, `failing`, `gone`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::AsExpected { .. } => "as_expected",
            Self::Late { .. } => "late",
            Self::Waiting { .. } => "waiting",
            Self::Blocked { .. } => "blocked",
            Self::Failing { .. } => "failing",
            Self::Gone => "gone",
        }
    }

    /// What the page of the source says, as seen at `now`.
    #[must_use]
    pub fn sentence(&self, language: Language, now: Timestamp) -> String {
        words::standing(*self, language, now)
    }
}

/// How the source stands at `now`: silence because nobody speaks is not silence because the collector is broken.
#[must_use]
pub fn standing(past: &Past<'_>, bounds: Bounds, now: Timestamp) -> Standing {
    match past.trouble {
        Some(Trouble::Gone) => return Standing::Gone,
        Some(Trouble::Blocked) => return Standing::Blocked { since: past.last_success },
        // A host whose rules cannot be read has a fault of its own; it did not ask us to wait.
        Some(Trouble::Failing | Trouble::RobotsUnreachable { .. }) => {
            return Standing::Failing { failures: past.failures.max(1), since: past.last_success };
        }
        Some(Trouble::AskedToWait { until }) => return Standing::Waiting { until },
        Some(Trouble::HostBusy { .. } | Trouble::HostResting { .. }) | None => {}
    }
    if past.last_success.is_none() {
        return Standing::New;
    }
    let Some(newest) = past.entries.iter().copied().filter(|at| *at <= now).max() else {
        return Standing::AsExpected { late_at: None };
    };
    // The rate as it was when the last entry came: a long silence must not make itself look usual.
    let late_at = Pace::of(past.entries, bounds.min, newest)
        .and_then(|pace| Some((pace.expected_silence(newest)?, pace.gap())))
        .and_then(|(silence, gap)| Some((newest.checked_add(silence).ok()?, gap)));
    match late_at {
        Some((late_at, gap)) if late_at <= now => Standing::Late { since: newest, gap },
        late_at => Standing::AsExpected { late_at: late_at.map(|(late_at, _)| late_at) },
    }
}
