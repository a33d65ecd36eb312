//! Amendments: what a person wants done with what stands on a channel, and what became of it.

use sea_orm::FromQueryResult;

use crate::{Id, Reader, StoreError, Tx, access::User, delivery::Delivery, publication::Publication, row, workspace::Workspace};

/// What a person wants done with one publication.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Amendment {
    /// Its id.
    pub id: Id<Amendment>,
    /// The workspace it belongs to.
    pub workspace_id: Id<Workspace>,
    /// The delivery that said it.
    pub delivery_id: Id<Delivery>,
    /// What stands there.
    pub publication_id: Id<Publication>,
    /// `edit` or `delete`.
    pub act: String,
    /// The step of the delivery that it is, from 0.
    pub step: i64,
    /// All that is to be said then: a `domain::post::Variant` as JSON; empty for taking away.
    pub content: String,
    /// A person said that what was changed there meanwhile may be written over.
    pub overwrites: bool,
    /// `waiting`, `done`, `conflict`, `refused` or `dropped`.
    pub state: String,
    /// Why it could not be done: a word for the translations; empty otherwise.
    pub reason: String,
    /// What the network said; may be empty.
    pub said: String,
    /// How often it was tried.
    pub attempts: i64,
    /// Who wanted it.
    pub user_id: Option<Id<User>>,
    /// When, UTC microseconds.
    pub asked_at: i64,
    /// When it last changed, UTC microseconds.
    pub changed_at: i64,
}

const AMENDMENT: &str = "SELECT id, workspace_id, delivery_id, publication_id, act, step, content, overwrites, state, reason, said, attempts, user_id, \
                         asked_at, changed_at FROM amendments";

impl Reader {
    /// An amendment.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn amendment(&self, id: Id<Amendment>) -> Result<Option<Amendment>, StoreError> {
        let sql = format!("{AMENDMENT} WHERE workspace_id = $1 AND id = $2");
        row::one(&self.connection, &sql, vec![self.workspace.into(), id.into()]).await
    }

    /// What was wanted of a delivery that was published, in the order in which it was asked.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn amendments(&self, delivery: Id<Delivery>) -> Result<Vec<Amendment>, StoreError> {
        let sql = format!("{AMENDMENT} WHERE workspace_id = $1 AND delivery_id = $2 ORDER BY id");
        row::all(&self.connection, &sql, vec![self.workspace.into(), delivery.into()]).await
    }

    /// What was wanted and could not be done, newest first: a person says what becomes of it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn amendments_wanting(&self, limit: u32) -> Result<Vec<Amendment>, StoreError> {
        let sql = format!("{AMENDMENT} WHERE workspace_id = $1 AND state IN ('refused', 'conflict') ORDER BY id DESC LIMIT $2");
        row::all(&self.connection, &sql, vec![self.workspace.into(), i64::from(limit).into()]).await
    }
}

impl Tx {
    /// Writes down what is wanted. The id is ignored.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_amendment(&self, amendment: &Amendment) -> Result<Id<Amendment>, StoreError> {
        let sql = "INSERT INTO amendments (workspace_id, delivery_id, publication_id, act, step, content, overwrites, state, reason, said, attempts, \
                   user_id, asked_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id";
        let a = amendment.clone();
        let values = vec![
            a.workspace_id.into(),
            a.delivery_id.into(),
            a.publication_id.into(),
            a.act.into(),
            a.step.into(),
            a.content.into(),
            a.overwrites.into(),
            a.state.into(),
            a.reason.into(),
            a.said.into(),
            a.attempts.into(),
            a.user_id.map(Id::get).into(),
            a.asked_at.into(),
            a.changed_at.into(),
        ];
        row::insert(self.connection(), sql, values).await.map(Id::new)
    }

    /// Writes where an amendment stands, when it still stands in `seen`. False when it does not: then nothing was written.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn move_amendment(&self, amendment: &Amendment, seen: &str) -> Result<bool, StoreError> {
        let sql = "UPDATE amendments SET state = $2, reason = $3, said = $4, attempts = $5, overwrites = $6, changed_at = $7 \
                   WHERE id = $1 AND state = $8";
        let a = amendment.clone();
        let values = vec![
            a.id.into(),
            a.state.into(),
            a.reason.into(),
            a.said.into(),
            a.attempts.into(),
            a.overwrites.into(),
            a.changed_at.into(),
            seen.into(),
        ];
        Ok(row::run(self.connection(), sql, values).await? > 0)
    }

    /// Puts what a delivery says since it was amended in place of what it said.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn delivery_amended(&self, id: Id<Delivery>, content: &str, hash: &str, now: i64) -> Result<(), StoreError> {
        let sql = "UPDATE deliveries SET content = $2, hash = $3, changed_at = $4 WHERE id = $1 AND state = 'published'";
        row::run(self.connection(), sql, vec![id.into(), content.into(), hash.into(), now.into()]).await?;
        Ok(())
    }
}
