//! Addresses from which a calendar program reads the calendar: each of one person, kept as a hash.

use sea_orm::FromQueryResult;

use crate::{Id, Reader, Store, StoreError, Tx, access::User, row, workspace::Workspace};

/// An address from which the calendar is read.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Subscription {
    /// Its id.
    pub id: Id<Subscription>,
    /// The workspace whose calendar it is.
    pub workspace_id: Id<Workspace>,
    /// Who reads it.
    pub user_id: Id<User>,
    /// What its person calls it.
    pub name: String,
    /// When it was made, UTC microseconds.
    pub created_at: i64,
    /// When it was last read, UTC microseconds; noted at most once an hour.
    pub read_at: Option<i64>,
}

const SUBSCRIPTION: &str =
    "SELECT id, workspace_id, user_id, name, created_at, read_at FROM subscriptions WHERE revoked_at IS NULL";

impl Store {
    /// The address with this hash, unless it was taken back.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn subscription(&self, token_hash: &str) -> Result<Option<Subscription>, StoreError> {
        row::one(self.readers(), &format!("{SUBSCRIPTION} AND token_hash = $1"), vec![token_hash.into()]).await
    }
}

impl Reader {
    /// The addresses that a person has in the workspace, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn subscriptions(&self, user: Id<User>) -> Result<Vec<Subscription>, StoreError> {
        let sql = format!("{SUBSCRIPTION} AND workspace_id = $1 AND user_id = $2 ORDER BY id DESC");
        row::all(&self.connection, &sql, vec![self.workspace.into(), user.into()]).await
    }
}

impl Tx {
    /// Adds an address. The id is ignored.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_subscription(&self, one: &Subscription, token_hash: &str) -> Result<Id<Subscription>, StoreError> {
        let sql = "INSERT INTO subscriptions (workspace_id, user_id, name, token_hash, created_at) VALUES ($1, $2, $3, $4, $5) RETURNING id";
        let values =
            vec![one.workspace_id.into(), one.user_id.into(), one.name.clone().into(), token_hash.into(), one.created_at.into()];
        row::insert(self.connection(), sql, values).await.map(Id::new)
    }

    /// Takes an address of a person back. False when there is none that stands.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn revoke_subscription(
        &self,
        workspace: Id<Workspace>,
        user: Id<User>,
        id: Id<Subscription>,
        now: i64,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE subscriptions SET revoked_at = $4 WHERE workspace_id = $1 AND user_id = $2 AND id = $3 AND revoked_at IS NULL";
        Ok(row::run(self.connection(), sql, vec![workspace.into(), user.into(), id.into(), now.into()]).await? > 0)
    }

    /// Notes that an address was read.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn touch_subscription(&self, id: Id<Subscription>, now: i64) -> Result<(), StoreError> {
        row::run(self.connection(), "UPDATE subscriptions SET read_at = $2 WHERE id = $1", vec![id.into(), now.into()]).await?;
        Ok(())
    }
}
