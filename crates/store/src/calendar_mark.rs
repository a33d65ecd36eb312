//! What stands on days of the calendar besides posts: notes, and embargoes.

use sea_orm::FromQueryResult;

use crate::{Id, Reader, StoreError, Tx, access::User, row, workspace::Workspace};

/// Something that stands on days of the calendar.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct CalendarMark {
    /// Its id.
    pub id: Id<CalendarMark>,
    /// The workspace it belongs to.
    pub workspace_id: Id<Workspace>,
    /// `note` or `embargo`.
    pub kind: String,
    /// The first day, as ISO 8601 writes it.
    pub from_day: String,
    /// The last day, counted in.
    pub to_day: String,
    /// What it says.
    pub words: String,
    /// Who put it there.
    pub created_by: Option<Id<User>>,
    /// When, UTC microseconds.
    pub created_at: i64,
}

const MARK: &str = "SELECT id, workspace_id, kind, from_day, to_day, words, created_by, created_at FROM calendar_marks";

impl Reader {
    /// What stands on days from one to another, both counted in, by day.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn calendar_marks(&self, from: &str, to: &str, limit: u32) -> Result<Vec<CalendarMark>, StoreError> {
        let sql = format!("{MARK} WHERE workspace_id = $1 AND to_day >= $2 AND from_day <= $3 ORDER BY from_day, id LIMIT $4");
        row::all(&self.connection, &sql, vec![self.workspace.into(), from.into(), to.into(), i64::from(limit).into()]).await
    }
}

impl Tx {
    /// Puts a mark on days. The id is ignored.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_calendar_mark(&self, mark: &CalendarMark) -> Result<Id<CalendarMark>, StoreError> {
        let sql = "INSERT INTO calendar_marks (workspace_id, kind, from_day, to_day, words, created_by, created_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id";
        let m = mark.clone();
        let values = vec![
            m.workspace_id.into(),
            m.kind.into(),
            m.from_day.into(),
            m.to_day.into(),
            m.words.into(),
            m.created_by.map(Id::get).into(),
            m.created_at.into(),
        ];
        row::insert(self.connection(), sql, values).await.map(Id::new)
    }

    /// Takes a mark away. False when there is none.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn remove_calendar_mark(&self, workspace: Id<Workspace>, id: Id<CalendarMark>) -> Result<bool, StoreError> {
        let sql = "DELETE FROM calendar_marks WHERE workspace_id = $1 AND id = $2";
        Ok(row::run(self.connection(), sql, vec![workspace.into(), id.into()]).await? > 0)
    }
}
