//! What people change of sources, one or many at once. Each statement names its columns, so that a visit which is being written
//! down at the same time loses nothing.

use sea_orm::Value;

use crate::{
    Id, StoreError, Tx, row,
    source::{Folder, Source},
    workspace::Workspace,
};

impl Tx {
    /// Changes what a person says of a source. False when there is none.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn describe_source(
        &self,
        workspace: Id<Workspace>,
        id: Id<Source>,
        title: &str,
        folder: Option<Id<Folder>>,
        kind: &str,
        language: Option<&str>,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE sources SET title = $3, folder_id = $4, kind = $5, language = $6 WHERE workspace_id = $1 AND id = $2";
        let folder: Option<i64> = folder.map(Id::get);
        let values = vec![workspace.into(), id.into(), title.into(), folder.into(), kind.into(), language.into()];
        Ok(row::run(self.connection(), sql, values).await? > 0)
    }

    /// Forgets what the last answer of a source was, as after its address changed: the next visit asks for everything.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn renew_source(&self, id: Id<Source>) -> Result<(), StoreError> {
        let sql = "UPDATE sources SET etag = NULL, last_modified = NULL, body_hash = NULL, hints = '{}', failures = 0, state_reason = '', \
                   state = CASE WHEN paused_at IS NULL THEN 'new' ELSE state END WHERE id = $1";
        row::run(self.connection(), sql, vec![id.into()]).await?;
        Ok(())
    }

    /// Says when a source is visited next; the reason is a person's wish, which needs no words.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn expect_visit(&self, id: Id<Source>, next_at: i64) -> Result<(), StoreError> {
        let sql = "UPDATE sources SET next_at = $2, next_reason = '' WHERE id = $1 AND (next_at IS NULL OR next_at > $2)";
        row::run(self.connection(), sql, vec![id.into(), next_at.into()]).await?;
        Ok(())
    }

    /// Pauses those of the sources that are not; says which.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn pause_sources(
        &self,
        workspace: Id<Workspace>,
        ids: &[Id<Source>],
        at: i64,
    ) -> Result<Vec<Id<Source>>, StoreError> {
        let set = "UPDATE sources SET paused_at = $2, state = 'paused', next_at = NULL, next_reason = ''";
        self.change_each(workspace, at.into(), ids, set, "AND paused_at IS NULL").await
    }

    /// Ends the pause of a source: it stands as `state` again. False when it was not paused.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn resume_source(
        &self,
        workspace: Id<Workspace>,
        id: Id<Source>,
        state: &str,
        next_at: i64,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE sources SET paused_at = NULL, state = $3, next_at = $4, next_reason = '' \
                   WHERE workspace_id = $1 AND id = $2 AND paused_at IS NOT NULL";
        Ok(row::run(self.connection(), sql, vec![workspace.into(), id.into(), state.into(), next_at.into()]).await? > 0)
    }

    /// Puts sources in a folder, or in none; says which there were.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn move_sources(
        &self,
        workspace: Id<Workspace>,
        ids: &[Id<Source>],
        folder: Option<Id<Folder>>,
    ) -> Result<Vec<Id<Source>>, StoreError> {
        let folder: Option<i64> = folder.map(Id::get);
        self.change_each(workspace, folder.into(), ids, "UPDATE sources SET folder_id = $2", "").await
    }

    /// Removes sources; what they brought stays. Says which there were.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn remove_sources(&self, workspace: Id<Workspace>, ids: &[Id<Source>]) -> Result<Vec<Id<Source>>, StoreError> {
        self.change_each(workspace, 0_i64.into(), ids, "DELETE FROM sources", "AND $2 = 0").await
    }

    /// A folder of the workspace.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn folder(&self, workspace: Id<Workspace>, id: Id<Folder>) -> Result<Option<Folder>, StoreError> {
        let sql = "SELECT id, name, (SELECT COUNT(*) FROM sources s WHERE s.folder_id = folders.id) AS sources FROM folders \
                   WHERE workspace_id = $1 AND id = $2";
        row::one(self.connection(), sql, vec![workspace.into(), id.into()]).await
    }

    /// Runs `change` on the sources of the workspace among `ids`; `$1` is the workspace, `$2` is `value`.
    async fn change_each(
        &self,
        workspace: Id<Workspace>,
        value: Value,
        ids: &[Id<Source>],
        change: &str,
        only: &str,
    ) -> Result<Vec<Id<Source>>, StoreError> {
        #[derive(sea_orm::FromQueryResult)]
        struct Changed {
            id: Id<Source>,
        }
        let sql = format!("{change} WHERE workspace_id = $1 {only} AND id IN ({}) RETURNING id", self.engine.numbers(3));
        let changed: Vec<Changed> = row::all(self.connection(), &sql, vec![workspace.into(), value, row::ids(ids)]).await?;
        Ok(changed.into_iter().map(|row| row.id).collect())
    }
}
