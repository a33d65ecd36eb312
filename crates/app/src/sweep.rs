//! Forgetting what nobody will ask for again.

use crate::{App, Refusal};

/// Visits are kept for so long, microseconds: the history of a source's page and of its rhythm.
pub const VISITS_KEPT_US: i64 = 60 * 86_400 * 1_000_000;
/// Work that ended is kept for so long, microseconds.
pub const JOBS_KEPT_US: i64 = 7 * 86_400 * 1_000_000;
/// What alerts told is kept for so long, microseconds; the last of each alert for ever.
pub const NOTIFICATIONS_KEPT_US: i64 = 180 * 86_400 * 1_000_000;

impl App {
    /// Drops old visits, work that ended long ago, what alerts told long ago, sessions and invitations that are over, files of assets that were removed. Nothing that
    /// anybody said or decided is dropped, so the log of acts says nothing of it.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn sweep(&self) -> Result<u64, Refusal> {
        let now = self.now();
        let tx = self.store.begin().await?;
        let mut dropped = tx.forget_visits(now - VISITS_KEPT_US).await?;
        dropped += tx.forget_jobs(now - JOBS_KEPT_US).await?;
        dropped += tx.forget_notifications(now - NOTIFICATIONS_KEPT_US).await?;
        dropped += tx.forget_ended_access(now).await?;
        tx.commit().await?;
        dropped += self.forget_removed_files().await?;
        Ok(dropped)
    }
}
