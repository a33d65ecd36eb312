//! Saved views: a filter of the stream under a name.

use sea_orm::FromQueryResult;
use serde::Serialize;

use crate::{Id, Reader, StoreError, Tx, access::User, row, workspace::Workspace};

/// A filter of the stream under a name.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct View {
    /// Its id.
    pub id: Id<View>,
    /// The workspace it belongs to.
    pub workspace_id: Id<Workspace>,
    /// Who saved it.
    pub user_id: Id<User>,
    /// Its name, unique in the workspace.
    pub name: String,
    /// The query part of the stream's address.
    pub filter: String,
    /// When it was saved, UTC microseconds.
    pub created_at: i64,
}

const VIEW: &str = "SELECT id, workspace_id, user_id, name, filter, created_at FROM views";

impl Reader {
    /// The workspace's views, by name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn views(&self) -> Result<Vec<View>, StoreError> {
        row::all(&self.connection, &format!("{VIEW} WHERE workspace_id = $1 ORDER BY name, id"), vec![self.workspace.into()])
            .await
    }

    /// A view.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn view(&self, id: Id<View>) -> Result<Option<View>, StoreError> {
        row::one(&self.connection, &format!("{VIEW} WHERE workspace_id = $1 AND id = $2"), vec![self.workspace.into(), id.into()])
            .await
    }
}

impl Tx {
    /// Saves a view. The id is ignored.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when the name is.
    pub async fn add_view(&self, view: &View) -> Result<Id<View>, StoreError> {
        let sql = "INSERT INTO views (workspace_id, user_id, name, filter, created_at) VALUES ($1, $2, $3, $4, $5) RETURNING id";
        let v = view.clone();
        let values = vec![v.workspace_id.into(), v.user_id.into(), v.name.into(), v.filter.into(), v.created_at.into()];
        row::insert(self.connection(), sql, values).await.map(Id::new)
    }

    /// Removes a view and the alerts on it. False when there is none.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn remove_view(&self, workspace: Id<Workspace>, id: Id<View>) -> Result<bool, StoreError> {
        let sql = "DELETE FROM views WHERE workspace_id = $1 AND id = $2";
        Ok(row::run(self.connection(), sql, vec![workspace.into(), id.into()]).await? > 0)
    }
}
