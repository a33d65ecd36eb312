//! Chains: who has to say yes before something leaves, and people without an account who are asked.

use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::{Id, Reader, StoreError, Tx, row, workspace::Workspace};

/// Who has to say yes, and of what.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Chain {
    /// Its id.
    pub id: Id<Chain>,
    /// The workspace it belongs to.
    pub workspace_id: Id<Workspace>,
    /// Its name.
    pub name: String,
    /// Whether everything that leaves passes it.
    pub everything: bool,
    /// The channels of which everything passes it: a JSON list of ids.
    pub channels: String,
    /// The labels of which everything passes it: a JSON list.
    pub labels: String,
    /// The campaigns of which everything passes it: a JSON list of ids.
    pub campaigns: String,
    /// Its steps: a `domain::approval::Chain` as JSON.
    pub steps: String,
    /// When it was made, UTC microseconds.
    pub created_at: i64,
    /// When it was last changed, UTC microseconds.
    pub changed_at: i64,
}

/// Somebody without an account who is asked by mail.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Outsider {
    /// Their id.
    pub id: Id<Outsider>,
    /// Their mail address.
    pub email: String,
}

const CHAIN: &str =
    "SELECT id, workspace_id, name, everything, channels, labels, campaigns, steps, created_at, changed_at FROM chains";

async fn standing(c: &impl ConnectionTrait, workspace: Id<Workspace>) -> Result<Vec<Chain>, StoreError> {
    let sql = format!("{CHAIN} WHERE workspace_id = $1 AND removed_at IS NULL ORDER BY id");
    row::all(c, &sql, vec![workspace.into()]).await
}

impl Reader {
    /// The chains of the workspace, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn chains(&self) -> Result<Vec<Chain>, StoreError> {
        standing(&self.connection, self.workspace).await
    }

    /// Everybody without an account whom the workspace ever asked.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn outsiders(&self) -> Result<Vec<Outsider>, StoreError> {
        let sql = "SELECT id, email FROM outsiders WHERE workspace_id = $1 ORDER BY email";
        row::all(&self.connection, sql, vec![self.workspace.into()]).await
    }
}

impl Tx {
    /// The chains of a workspace, oldest first, as this transaction sees them.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn chains(&self, workspace: Id<Workspace>) -> Result<Vec<Chain>, StoreError> {
        standing(self.connection(), workspace).await
    }

    /// Adds a chain. The id is ignored.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_chain(&self, chain: &Chain) -> Result<Id<Chain>, StoreError> {
        let sql = "INSERT INTO chains (workspace_id, name, everything, channels, labels, campaigns, steps, created_at, changed_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id";
        let c = chain.clone();
        let values = vec![
            c.workspace_id.into(),
            c.name.into(),
            c.everything.into(),
            c.channels.into(),
            c.labels.into(),
            c.campaigns.into(),
            c.steps.into(),
            c.created_at.into(),
            c.changed_at.into(),
        ];
        row::insert(self.connection(), sql, values).await.map(Id::new)
    }

    /// Saves a chain. False when the workspace has no such chain.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn save_chain(&self, chain: &Chain) -> Result<bool, StoreError> {
        let sql = "UPDATE chains SET name = $3, everything = $4, channels = $5, labels = $6, campaigns = $7, steps = $8, changed_at = $9 \
                   WHERE workspace_id = $1 AND id = $2 AND removed_at IS NULL";
        let c = chain.clone();
        let values = vec![
            c.workspace_id.into(),
            c.id.into(),
            c.name.into(),
            c.everything.into(),
            c.channels.into(),
            c.labels.into(),
            c.campaigns.into(),
            c.steps.into(),
            c.changed_at.into(),
        ];
        Ok(row::run(self.connection(), sql, values).await? > 0)
    }

    /// Takes a chain away; what was decided in it is kept. False when the workspace has no such chain.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn remove_chain(&self, workspace: Id<Workspace>, id: Id<Chain>, now: i64) -> Result<bool, StoreError> {
        let sql = "UPDATE chains SET removed_at = $3 WHERE workspace_id = $1 AND id = $2 AND removed_at IS NULL";
        Ok(row::run(self.connection(), sql, vec![workspace.into(), id.into(), now.into()]).await? > 0)
    }

    /// Finds the outsider of a mail address, or adds them.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_outsider(&self, workspace: Id<Workspace>, email: &str, now: i64) -> Result<Id<Outsider>, StoreError> {
        let sql = "INSERT INTO outsiders (workspace_id, email, created_at) VALUES ($1, $2, $3) \
                   ON CONFLICT (workspace_id, email) DO UPDATE SET email = excluded.email RETURNING id";
        row::insert(self.connection(), sql, vec![workspace.into(), email.into(), now.into()]).await.map(Id::new)
    }
}
