//! Telling open pages that something happened. The log of acts is the truth; this only wakes its readers.

use std::sync::atomic::Ordering;

use store::{Id, event::Event, workspace::Workspace};
use tokio::sync::broadcast;

use crate::App;

/// How many news a slow page may lag behind before it is told to read everything again.
pub(crate) const NEWS_MAX: usize = 256;

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

    /// Reads the log of acts after `last` and tells it to the open pages; gives the last line read. Each web process calls it
    /// every second or so, so that what another process did is seen too.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn tell_news(&self, last: i64) -> Result<i64, crate::Refusal> {
        let events = self.store.events_after(last, 1_000).await?;
        let last = events.last().map_or(last, |event| event.id.get());
        self.told.store(last, Ordering::SeqCst);
        for Event { workspace_id, verb, subject, subject_id, .. } in events {
            // Nobody listening is no failure.
            let _ = self.news.send(News { workspace: workspace_id, verb, subject, subject_id });
        }
        Ok(last)
    }
}
