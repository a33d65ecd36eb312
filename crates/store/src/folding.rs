//! Putting the pages of SQLite's write-ahead log into the file beside the connection that writes, which would otherwise stop for it.
//!
//! The log can only begin anew when all of it is in the file, and while writing goes on its end never is: that last part is left to
//! the writer itself, once the log is long (`wal_autocheckpoint`, sqlite.org/wal.html, "Checkpointing").

use std::{
    fmt,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use sea_orm::sqlx::{
    self, ConnectOptions as _, Connection as _,
    sqlite::{SqliteConnectOptions, SqliteConnection},
};
use tokio::{sync::Notify, task::JoinHandle};

/// How many pages of 4 KiB are worth the trip: 16 MiB. Fewer would write pages that many batches touch again and again.
const WORTH_PAGES: i64 = 4_096;
/// A log that was never longer than this, in bytes, has not so many pages.
const WORTH_BYTES: u64 = 4_096 * 4_096;
/// How often is looked, in milliseconds.
const LOOK_MS: u64 = 500;

/// The task that puts the log into the file. It ends with the last [`crate::Store`] that holds it.
pub(crate) struct Folding {
    over: Arc<Notify>,
    task: Mutex<Option<JoinHandle<()>>>,
}

impl Folding {
    /// Begins it. A connection is only opened once there is something to do.
    pub(crate) fn begin(options: SqliteConnectOptions, log: PathBuf) -> Self {
        let over = Arc::new(Notify::new());
        let task = tokio::spawn(look_and_fold(options, log, over.clone()));
        Self { over, task: Mutex::new(Some(task)) }
    }

    /// Waits for what it is at and closes its connection.
    pub(crate) async fn end(&self) {
        let task = self.task.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(task) = task {
            self.over.notify_one();
            // It gives nothing back, and a panic of it has been said.
            let _ = task.await;
        }
    }
}

impl Drop for Folding {
    fn drop(&mut self) {
        self.over.notify_one();
    }
}

async fn look_and_fold(options: SqliteConnectOptions, log: PathBuf, over: Arc<Notify>) {
    let mut connection = None;
    while tokio::time::timeout(Duration::from_millis(LOOK_MS), over.notified()).await.is_err() {
        if connection.is_none() && !tokio::fs::metadata(&log).await.is_ok_and(|log| log.len() >= WORTH_BYTES) {
            continue;
        }
        if let Err(error) = fold(&mut connection, &options).await {
            // Nothing is lost: the writer does it when the log is long.
            tracing::debug!(%error, "the write-ahead log could not be put into the file beside the writer");
            connection = None;
        }
    }
    if let Some(connection) = connection {
        // Closing only gives back what the system would take by itself.
        let _ = connection.close().await;
    }
}

/// Puts what is in the log into the file when it is worth it.
async fn fold(connection: &mut Option<SqliteConnection>, options: &SqliteConnectOptions) -> Result<(), sqlx::Error> {
    let connection = match connection {
        Some(connection) => connection,
        none => none.insert(options.connect().await?),
    };
    // Whether another one is at it, the pages of the log, and how many of them are in the file.
    let (_, log, folded): (i64, i64, i64) = sqlx::query_as("PRAGMA wal_checkpoint(NOOP)").fetch_one(&mut *connection).await?;
    if log - folded >= WORTH_PAGES {
        sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").execute(connection).await?;
    }
    Ok(())
}

impl fmt::Debug for Folding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Folding").finish_non_exhaustive()
    }
}
