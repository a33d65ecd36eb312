//! Folders: shelves of sources.

use sea_orm::FromQueryResult;
use serde::Serialize;

use crate::{Id, Reader, StoreError, Tx, row, workspace::Workspace};

/// A named group of sources.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct Folder {
    /// Its id.
    pub id: Id<Folder>,
    /// Its name, unique in the workspace.
    pub name: String,
    /// How many sources are in it.
    pub sources: i64,
}

impl Reader {
    /// All folders by name, with how many sources each holds.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn folders(&self) -> Result<Vec<Folder>, StoreError> {
        let sql = "SELECT f.id, f.name, (SELECT COUNT(*) FROM sources s WHERE s.folder_id = f.id) AS sources FROM folders f \
                   WHERE f.workspace_id = $1 ORDER BY f.name";
        row::all(&self.connection, sql, vec![self.workspace.into()]).await
    }
}

impl Tx {
    /// Makes a folder, or finds the one of that name.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_folder(&self, workspace: Id<Workspace>, name: &str) -> Result<Id<Folder>, StoreError> {
        let sql = "INSERT INTO folders (workspace_id, name) VALUES ($1, $2) \
                   ON CONFLICT (workspace_id, name) DO UPDATE SET name = excluded.name RETURNING id";
        row::insert(self.connection(), sql, vec![workspace.into(), name.into()]).await.map(Id::new)
    }

    /// Renames a folder. False when there is none.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when another has the name.
    pub async fn rename_folder(&self, workspace: Id<Workspace>, id: Id<Folder>, name: &str) -> Result<bool, StoreError> {
        let sql = "UPDATE folders SET name = $3 WHERE workspace_id = $1 AND id = $2";
        Ok(row::run(self.connection(), sql, vec![workspace.into(), id.into(), name.into()]).await? > 0)
    }

    /// Removes a folder; its sources stay, in none. False when there is none.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn remove_folder(&self, workspace: Id<Workspace>, id: Id<Folder>) -> Result<bool, StoreError> {
        let sql = "DELETE FROM folders WHERE workspace_id = $1 AND id = $2";
        Ok(row::run(self.connection(), sql, vec![workspace.into(), id.into()]).await? > 0)
    }
}
