//! Visits: each look at a source, and what came of it.

use sea_orm::FromQueryResult;
use serde::Serialize;

use crate::{Id, Reader, StoreError, Tx, row, source::Source, workspace::Workspace};

/// One visit to a source and what came of it.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct Visit {
    /// Its id.
    pub id: Id<Visit>,
    /// The source visited.
    pub source_id: Id<Source>,
    /// When, UTC microseconds.
    pub at: i64,
    /// `read`, `unchanged`, or the class of the failure.
    pub outcome: String,
    /// The HTTP status, when there was an answer.
    pub status: Option<i64>,
    /// Entries in the feed.
    pub seen: i64,
    /// Documents not known before.
    pub new: i64,
    /// Documents whose text had changed.
    pub changed: i64,
    /// How long it took, milliseconds.
    pub milliseconds: i64,
    /// What was wrong, JSON as the verb wrote it; empty when nothing was.
    pub problem: String,
}

impl Reader {
    /// The last visits to a source, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn visits(&self, source: Id<Source>, limit: u32) -> Result<Vec<Visit>, StoreError> {
        let sql = "SELECT id, source_id, at, outcome, status, seen, new, changed, milliseconds, problem FROM visits \
                   WHERE workspace_id = $1 AND source_id = $2 ORDER BY at DESC, id DESC LIMIT $3";
        row::all(&self.connection, sql, vec![self.workspace.into(), source.into(), i64::from(limit).into()]).await
    }
}

impl Tx {
    /// Writes a visit down. Its id is ignored.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_visit(&self, workspace: Id<Workspace>, visit: &Visit) -> Result<(), StoreError> {
        let sql = "INSERT INTO visits (workspace_id, source_id, at, outcome, status, seen, new, changed, milliseconds, problem) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
        let v = visit.clone();
        let values = vec![
            workspace.into(),
            v.source_id.into(),
            v.at.into(),
            v.outcome.into(),
            v.status.into(),
            v.seen.into(),
            v.new.into(),
            v.changed.into(),
            v.milliseconds.into(),
            v.problem.into(),
        ];
        row::run(self.connection(), sql, values).await?;
        Ok(())
    }

    /// Forgets the visits before `before`; says how many.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn forget_visits(&self, before: i64) -> Result<u64, StoreError> {
        row::run(self.connection(), "DELETE FROM visits WHERE at < $1", vec![before.into()]).await
    }
}
