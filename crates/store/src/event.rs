//! The log of acts: one line for each verb, written in the verb's own transaction.

use sea_orm::FromQueryResult;
use serde::Serialize;

use crate::{Id, Reader, Store, StoreError, Tx, access::User, row, workspace::Workspace};

/// One line of the log of acts.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct Event {
    /// Its id; later lines have greater ones.
    pub id: Id<Event>,
    /// The workspace, or none for an act on the whole installation.
    pub workspace_id: Option<Id<Workspace>>,
    /// When, UTC microseconds.
    pub at: i64,
    /// Who, in words: a user's name, `worker`, `command line`.
    pub actor: String,
    /// The user, when it was one.
    pub user_id: Option<Id<User>>,
    /// What was done, such as `topic.saved`.
    pub verb: String,
    /// The noun it was done to, such as `topic`.
    pub subject: String,
    /// The row it was done to.
    pub subject_id: Option<i64>,
    /// What else there is to say, JSON, never a secret.
    pub detail: String,
}

impl Store {
    /// The id of the last line.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn last_event(&self) -> Result<i64, StoreError> {
        row::number(self.readers(), "SELECT COALESCE(MAX(id), 0) AS n FROM events", vec![]).await
    }

    /// The lines of all workspaces after `id`, and those of the numbers in `missing`, oldest first, for the live page.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn events_after(&self, id: i64, missing: &[i64], limit: u32) -> Result<Vec<Event>, StoreError> {
        let sql = format!("SELECT * FROM events WHERE id > $1 OR id IN ({}) ORDER BY id LIMIT $2", self.engine().numbers(3));
        let values = vec![id.into(), i64::from(limit).into(), row::list(missing.iter().copied())];
        row::all(self.readers(), &sql, values).await
    }
}

impl Reader {
    /// The lines of the workspace before `before` (all when none), newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn events(&self, before: Option<i64>, limit: u32) -> Result<Vec<Event>, StoreError> {
        let sql = "SELECT * FROM events WHERE workspace_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
        let values = vec![self.workspace.into(), before.unwrap_or(i64::MAX).into(), i64::from(limit).into()];
        row::all(&self.connection, sql, values).await
    }

    /// What was done to one thing, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn events_of(&self, subject: &str, id: i64, limit: u32) -> Result<Vec<Event>, StoreError> {
        let sql = "SELECT * FROM events WHERE workspace_id = $1 AND subject = $2 AND subject_id = $3 ORDER BY id DESC LIMIT $4";
        row::all(&self.connection, sql, vec![self.workspace.into(), subject.into(), id.into(), i64::from(limit).into()]).await
    }
}

impl Tx {
    /// Writes a line. The id of the event is ignored.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn record(&self, event: &Event) -> Result<Id<Event>, StoreError> {
        let sql = "INSERT INTO events (workspace_id, at, actor, user_id, verb, subject, subject_id, detail) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id";
        let Event { workspace_id, at, actor, user_id, verb, subject, subject_id, detail, .. } = event.clone();
        let (workspace, user): (Option<i64>, Option<i64>) = (workspace_id.map(Id::get), user_id.map(Id::get));
        let values = vec![
            workspace.into(),
            at.into(),
            actor.into(),
            user.into(),
            verb.into(),
            subject.into(),
            subject_id.into(),
            detail.into(),
        ];
        row::insert(self.connection(), sql, values).await.map(Id::new)
    }
}
