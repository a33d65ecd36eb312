//! Snippets: words that are used again and again. And where the addresses of a text stand on a channel.

use sea_orm::FromQueryResult;

use crate::{Id, Reader, StoreError, Tx, access::User, channel::Channel, row, workspace::Workspace};

/// Words that are used again and again.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Snippet {
    /// Its id.
    pub id: Id<Snippet>,
    /// The workspace it belongs to.
    pub workspace_id: Id<Workspace>,
    /// The name of a `domain::snippet::Kind`.
    pub kind: String,
    /// What people call it.
    pub name: String,
    /// Its words.
    pub text: String,
    /// The channels that it is for: a JSON list of ids, empty for all.
    pub channels: String,
    /// Whether it stands under whatever leaves there; signatures alone do.
    pub always: bool,
    /// When it was made, UTC microseconds.
    pub created_at: i64,
    /// When it was last changed, UTC microseconds.
    pub changed_at: i64,
    /// Who changed it last.
    pub changed_by: Option<Id<User>>,
}

const SNIPPET: &str =
    "SELECT id, workspace_id, kind, name, text, channels, always, created_at, changed_at, changed_by FROM snippets";

#[derive(FromQueryResult)]
struct Placed {
    channel_id: Id<Channel>,
    place: String,
}

impl Reader {
    /// The snippets of the workspace, by kind and name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn snippets(&self) -> Result<Vec<Snippet>, StoreError> {
        let sql = format!("{SNIPPET} WHERE workspace_id = $1 ORDER BY kind, name");
        row::all(&self.connection, &sql, vec![self.workspace.into()]).await
    }

    /// One of them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn snippet(&self, id: Id<Snippet>) -> Result<Option<Snippet>, StoreError> {
        let sql = format!("{SNIPPET} WHERE workspace_id = $1 AND id = $2");
        row::one(&self.connection, &sql, vec![self.workspace.into(), id.into()]).await
    }

    /// Where addresses stand, for the channels where that was chosen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn link_places(&self) -> Result<Vec<(Id<Channel>, String)>, StoreError> {
        let sql =
            "SELECT p.channel_id, p.place FROM link_places p JOIN channels c ON c.id = p.channel_id WHERE c.workspace_id = $1";
        let found: Vec<Placed> = row::all(&self.connection, sql, vec![self.workspace.into()]).await?;
        Ok(found.into_iter().map(|one| (one.channel_id, one.place)).collect())
    }
}

impl Tx {
    /// Adds a snippet. The id is ignored.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when another one has its name; when the database refuses.
    pub async fn add_snippet(&self, snippet: &Snippet) -> Result<Id<Snippet>, StoreError> {
        let sql = "INSERT INTO snippets (workspace_id, kind, name, text, channels, always, created_at, changed_at, changed_by) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id";
        let s = snippet.clone();
        let values = vec![
            s.workspace_id.into(),
            s.kind.into(),
            s.name.into(),
            s.text.into(),
            s.channels.into(),
            s.always.into(),
            s.created_at.into(),
            s.changed_at.into(),
            s.changed_by.map(Id::get).into(),
        ];
        row::insert(self.connection(), sql, values).await.map(Id::new)
    }

    /// Saves a snippet. False when the workspace has no such one.
    ///
    /// # Errors
    /// As [`Tx::add_snippet`].
    pub async fn save_snippet(&self, snippet: &Snippet) -> Result<bool, StoreError> {
        let sql = "UPDATE snippets SET kind = $3, name = $4, text = $5, channels = $6, always = $7, changed_at = $8, changed_by = $9 \
                   WHERE workspace_id = $1 AND id = $2";
        let s = snippet.clone();
        let values = vec![
            s.workspace_id.into(),
            s.id.into(),
            s.kind.into(),
            s.name.into(),
            s.text.into(),
            s.channels.into(),
            s.always.into(),
            s.changed_at.into(),
            s.changed_by.map(Id::get).into(),
        ];
        Ok(row::run(self.connection(), sql, values).await? > 0)
    }

    /// Takes a snippet away. False when the workspace has no such one.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn remove_snippet(&self, workspace: Id<Workspace>, id: Id<Snippet>) -> Result<bool, StoreError> {
        let sql = "DELETE FROM snippets WHERE workspace_id = $1 AND id = $2";
        Ok(row::run(self.connection(), sql, vec![workspace.into(), id.into()]).await? > 0)
    }

    /// Says where the addresses of a text stand on a channel.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_link_place(&self, channel: Id<Channel>, place: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO link_places (channel_id, place) VALUES ($1, $2) ON CONFLICT (channel_id) DO UPDATE SET place = excluded.place";
        row::run(self.connection(), sql, vec![channel.into(), place.into()]).await?;
        Ok(())
    }
}
