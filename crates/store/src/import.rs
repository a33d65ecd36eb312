//! Imports of lists of sources, line by line.

use sea_orm::FromQueryResult;
use serde::Serialize;

use crate::{Id, Reader, StoreError, Tx, access::User, row, source::Source, workspace::Workspace};

/// A list of sources that was handed in.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct Import {
    /// Its id.
    pub id: Id<Import>,
    /// The workspace it is for.
    pub workspace_id: Id<Workspace>,
    /// Who handed it in.
    pub user_id: Id<User>,
    /// What the list calls itself, or the file's name.
    pub title: String,
    /// `open`, `done` or `stopped`.
    pub state: String,
    /// Lines in all.
    pub total: i64,
    /// Lines decided.
    pub done: i64,
    /// When it was handed in, UTC microseconds.
    pub created_at: i64,
    /// When its last line was decided, UTC microseconds.
    pub ended_at: Option<i64>,
}

/// One line of a list.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct ImportLine {
    /// The line of the file, from 1.
    pub line: i64,
    /// Its place among the lines, from 1.
    pub position: i64,
    /// What it is called.
    pub title: String,
    /// The feed's address.
    pub address: String,
    /// The page that people read.
    pub site_address: Option<String>,
    /// The folder it goes in; empty for none.
    pub folder: String,
    /// `waiting`, `added`, `known` or `refused`.
    pub outcome: String,
    /// Why it was refused, JSON as the verb wrote it; empty when it was not.
    pub reason: String,
    /// The source it became or already was.
    pub source_id: Option<Id<Source>>,
}

/// How many lines came to what.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct OutcomeCount {
    /// A value of [`ImportLine::outcome`].
    pub outcome: String,
    /// How many.
    pub lines: i64,
}

const IMPORT: &str = "SELECT id, workspace_id, user_id, title, state, total, done, created_at, ended_at FROM imports";
const LINE: &str = "SELECT line, position, title, address, site_address, folder, outcome, reason, source_id FROM import_lines";

impl Reader {
    /// An import.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn import(&self, id: Id<Import>) -> Result<Option<Import>, StoreError> {
        row::one(
            &self.connection,
            &format!("{IMPORT} WHERE workspace_id = $1 AND id = $2"),
            vec![self.workspace.into(), id.into()],
        )
        .await
    }

    /// The last imports, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn imports(&self, limit: u32) -> Result<Vec<Import>, StoreError> {
        let sql = format!("{IMPORT} WHERE workspace_id = $1 ORDER BY id DESC LIMIT $2");
        row::all(&self.connection, &sql, vec![self.workspace.into(), i64::from(limit).into()]).await
    }

    /// Lines of an import after a place, of one outcome or all, in the order of the file.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn import_lines(
        &self,
        id: Id<Import>,
        outcome: Option<&str>,
        after: i64,
        limit: u32,
    ) -> Result<Vec<ImportLine>, StoreError> {
        let sql = format!(
            "{LINE} WHERE import_id = (SELECT id FROM imports WHERE workspace_id = $1 AND id = $2) AND position > $3 AND ($4 = '' OR outcome = $4) \
             ORDER BY position LIMIT $5"
        );
        let values =
            vec![self.workspace.into(), id.into(), after.into(), outcome.unwrap_or_default().into(), i64::from(limit).into()];
        row::all(&self.connection, &sql, values).await
    }

    /// How many lines came to what.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn import_outcomes(&self, id: Id<Import>) -> Result<Vec<OutcomeCount>, StoreError> {
        let sql = "SELECT outcome, COUNT(*) AS lines FROM import_lines \
                   WHERE import_id = (SELECT id FROM imports WHERE workspace_id = $1 AND id = $2) GROUP BY outcome ORDER BY outcome";
        row::all(&self.connection, sql, vec![self.workspace.into(), id.into()]).await
    }
}

impl Tx {
    /// Keeps a list that was handed in, with its lines.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_import(&self, import: &Import, lines: &[ImportLine]) -> Result<Id<Import>, StoreError> {
        let sql = "INSERT INTO imports (workspace_id, user_id, title, state, total, done, created_at, ended_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id";
        let i = import.clone();
        let values = vec![
            i.workspace_id.into(),
            i.user_id.into(),
            i.title.into(),
            i.state.into(),
            i.total.into(),
            i.done.into(),
            i.created_at.into(),
            i.ended_at.into(),
        ];
        let id = row::insert(self.connection(), sql, values).await?;
        if lines.is_empty() {
            return Ok(Id::new(id));
        }
        let row = |line: &ImportLine| {
            let l = line.clone();
            [
                id.into(),
                l.line.into(),
                l.position.into(),
                l.title.into(),
                l.address.into(),
                l.site_address.into(),
                l.folder.into(),
                l.outcome.into(),
                l.reason.into(),
            ]
        };
        let columns = ["import_id", "line", "position", "title", "address", "site_address", "folder", "outcome", "reason"];
        row::run_each(self.connection(), self.engine.inserts("import_lines", columns, lines.iter().map(row).collect(), ""))
            .await?;
        Ok(Id::new(id))
    }

    /// The next lines to decide.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn waiting_lines(&self, import: Id<Import>, limit: u32) -> Result<Vec<ImportLine>, StoreError> {
        let sql = format!("{LINE} WHERE import_id = $1 AND outcome = 'waiting' ORDER BY position LIMIT $2");
        row::all(self.connection(), &sql, vec![import.into(), i64::from(limit).into()]).await
    }

    /// Finds an import inside the transaction.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn import(&self, workspace: Id<Workspace>, id: Id<Import>) -> Result<Option<Import>, StoreError> {
        row::one(self.connection(), &format!("{IMPORT} WHERE workspace_id = $1 AND id = $2"), vec![workspace.into(), id.into()])
            .await
    }

    /// Writes down what a line came to.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn decide_line(&self, import: Id<Import>, line: &ImportLine) -> Result<(), StoreError> {
        let sql = "UPDATE import_lines SET outcome = $3, reason = $4, source_id = $5 WHERE import_id = $1 AND position = $2";
        let source: Option<i64> = line.source_id.map(Id::get);
        let values =
            vec![import.into(), line.position.into(), line.outcome.as_str().into(), line.reason.as_str().into(), source.into()];
        row::run(self.connection(), sql, values).await?;
        Ok(())
    }

    /// Saves how far an import is.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn save_import(&self, import: &Import) -> Result<(), StoreError> {
        let sql = "UPDATE imports SET state = $2, done = $3, ended_at = $4 WHERE id = $1";
        let i = import.clone();
        row::run(self.connection(), sql, vec![i.id.into(), i.state.into(), i.done.into(), i.ended_at.into()]).await?;
        Ok(())
    }

    /// Saves how far an open import is, and its end when it has come.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn advance_import(&self, id: Id<Import>, done: i64, ended_at: Option<i64>) -> Result<(), StoreError> {
        let state = if ended_at.is_some() { "done" } else { "open" };
        let sql = "UPDATE imports SET done = $2, state = $3, ended_at = $4 WHERE id = $1 AND state = 'open'";
        row::run(self.connection(), sql, vec![id.into(), done.into(), state.into(), ended_at.into()]).await?;
        Ok(())
    }

    /// Ends an open import before its last line.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn stop_import(&self, id: Id<Import>, now: i64) -> Result<(), StoreError> {
        let sql = "UPDATE imports SET state = 'stopped', ended_at = $2 WHERE id = $1 AND state = 'open'";
        row::run(self.connection(), sql, vec![id.into(), now.into()]).await?;
        Ok(())
    }
}
