//! Mails to single people about a post.

use sea_orm::FromQueryResult;

use crate::{Id, Reader, StoreError, Tx, access::User, chain::Outsider, post::Post, row, workspace::Workspace};

/// A mail to one person about a post, and what became of it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Notice {
    /// Its id.
    pub id: Id<Notice>,
    /// The workspace.
    pub workspace_id: Id<Workspace>,
    /// The post.
    pub post_id: Id<Post>,
    /// The user it is for …
    pub user_id: Option<Id<User>>,
    /// … or the outsider.
    pub outsider_id: Option<Id<Outsider>>,
    /// `ask`, `called`, `approved`, `refused` or `late`.
    pub kind: String,
    /// Who caused it.
    pub by_name: String,
    /// What they said; may be empty.
    pub said: String,
    /// `waiting`, `sending`, `sent`, `failed`, `unknown`, `no_server` or `needless`.
    pub state: String,
    /// What went wrong, in English; empty when nothing did.
    pub problem: String,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was written down, UTC microseconds.
    pub created_at: i64,
    /// When it left, UTC microseconds.
    pub sent_at: Option<i64>,
}

const NOTICE: &str = "SELECT id, workspace_id, post_id, user_id, outsider_id, kind, by_name, said, state, problem, attempts, created_at, sent_at FROM notices";

impl Reader {
    /// A notice.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn notice(&self, id: Id<Notice>) -> Result<Option<Notice>, StoreError> {
        let sql = format!("{NOTICE} WHERE workspace_id = $1 AND id = $2");
        row::one(&self.connection, &sql, vec![self.workspace.into(), id.into()]).await
    }

    /// The notices about a post, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn notices(&self, post: Id<Post>, limit: u32) -> Result<Vec<Notice>, StoreError> {
        let sql = format!("{NOTICE} WHERE workspace_id = $1 AND post_id = $2 ORDER BY id DESC LIMIT $3");
        row::all(&self.connection, &sql, vec![self.workspace.into(), post.into(), i64::from(limit).into()]).await
    }
}

impl Tx {
    /// Writes a notice down before it is sent. The id is ignored.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_notice(&self, notice: &Notice) -> Result<Id<Notice>, StoreError> {
        let sql = "INSERT INTO notices (workspace_id, post_id, user_id, outsider_id, kind, by_name, said, state, problem, attempts, created_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id";
        let n = notice.clone();
        let values = vec![
            n.workspace_id.into(),
            n.post_id.into(),
            n.user_id.map(Id::get).into(),
            n.outsider_id.map(Id::get).into(),
            n.kind.into(),
            n.by_name.into(),
            n.said.into(),
            n.state.into(),
            n.problem.into(),
            n.attempts.into(),
            n.created_at.into(),
        ];
        row::insert(self.connection(), sql, values).await.map(Id::new)
    }

    /// Saves what became of a notice.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn save_notice(&self, notice: &Notice) -> Result<(), StoreError> {
        let sql = "UPDATE notices SET state = $2, problem = $3, attempts = $4, sent_at = $5 WHERE id = $1";
        let n = notice.clone();
        let values = vec![n.id.into(), n.state.into(), n.problem.into(), n.attempts.into(), n.sent_at.into()];
        row::run(self.connection(), sql, values).await?;
        Ok(())
    }
}
