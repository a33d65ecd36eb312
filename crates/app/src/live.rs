//! Telling open pages that something happened. The log of acts is the truth; this only wakes its readers.

use std::{collections::BTreeMap, sync::atomic::Ordering};

use store::{Id, event::Event, workspace::Workspace};
use tokio::sync::broadcast;

use crate::App;

/// How many news a slow page may lag behind before it is told to read everything again.
pub(crate) const NEWS_MAX: usize = 256;
/// The most lines of the log that are read at once.
const NEWS_AT_ONCE_MAX: u32 = 1_000;
/// The most numbers that are looked for again.
const MISSING_MAX: i64 = 1_000;
/// How long a number that is not there is looked for, microseconds: longer than a transaction lasts.
const MISSING_US: i64 = 60 * 1_000_000;

/// Something happened in a workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// Where; none for the whole installation.
    pub workspace: Option<Id<Workspace>>,
    /// The verb of the event.
    pub verb: String,
    /// The noun of the event.
    pub subject: String,
    /// The row of the event.
    pub subject_id: Option<i64>,
}

/// How far the log of acts was read.
///
/// On PostgreSQL a line gets its number when it is written and is seen when its transaction is kept, so a line may show itself after
/// one with a higher number. A number that is not there is looked for again for [`MISSING_US`]; after that its transaction was undone.
#[derive(Debug, Default)]
pub struct NewsRead {
    last: i64,
    /// Numbers below `last` that were not there, and when they were first missed, UTC microseconds.
    missing: BTreeMap<i64, i64>,
    /// How many lines showed themselves late.
    late: i64,
}

impl NewsRead {
    /// A reading that begins after the line of that number.
    #[must_use]
    pub const fn after(last: i64) -> Self {
        Self { last, missing: BTreeMap::new(), late: 0 }
    }

    /// Takes lines with these numbers, lowest first, as read.
    fn take(&mut self, numbers: impl IntoIterator<Item = i64>, now: i64) {
        for number in numbers {
            if self.missing.remove(&number).is_some() {
                self.late += 1;
            }
            if number > self.last {
                let first = (self.last + 1).max(number - MISSING_MAX);
                self.missing.extend((first..number).map(|missed| (missed, now)));
                self.last = number;
            }
        }
        self.missing.retain(|_, since| now - *since < MISSING_US);
        while i64::try_from(self.missing.len()).is_ok_and(|missing| missing > MISSING_MAX) {
            self.missing.pop_first();
        }
    }

    /// Rises with every line that is told, a late one too.
    const fn told(&self) -> i64 {
        self.last + self.late
    }
}

impl App {
    /// The news of all workspaces from now on.
    #[must_use]
    pub fn news(&self) -> broadcast::Receiver<News> {
        self.news.subscribe()
    }

    /// The last line of the log of acts that open pages were told of. A page that was drawn when it stood lower is behind.
    #[must_use]
    pub fn last_told(&self) -> i64 {
        self.told.load(Ordering::SeqCst)
    }

    /// Reads the log of acts on and tells it to the open pages. Each web process calls it every second or so, so that what another
    /// process did is seen too.
    ///
    /// # Errors
    /// When the database does not answer; then nothing was read.
    pub async fn tell_news(&self, read: &mut NewsRead) -> Result<(), crate::Refusal> {
        let missing: Vec<i64> = read.missing.keys().copied().collect();
        let events = self.store.events_after(read.last, &missing, NEWS_AT_ONCE_MAX).await?;
        read.take(events.iter().map(|event| event.id.get()), self.now());
        self.told.store(read.told(), Ordering::SeqCst);
        for Event { workspace_id, verb, subject, subject_id, .. } in events {
            // Nobody listening is no failure.
            let _ = self.news.send(News { workspace: workspace_id, verb, subject, subject_id });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_shows_itself_late_is_looked_for_and_one_that_was_undone_is_not_for_ever() {
        let mut read = NewsRead::after(10);
        read.take([11, 14], 0);
        assert_eq!((read.last, read.missing.keys().copied().collect::<Vec<_>>()), (14, vec![12, 13]));
        let told = read.told();
        read.take([12], 1);
        assert!(read.told() > told, "a page drawn before it is behind");
        assert_eq!(read.missing.keys().copied().collect::<Vec<_>>(), [13]);
        read.take([15], MISSING_US);
        assert!(read.missing.is_empty());
        read.take([1_000_000], MISSING_US);
        assert_eq!(i64::try_from(read.missing.len()).unwrap(), MISSING_MAX);
    }
}
