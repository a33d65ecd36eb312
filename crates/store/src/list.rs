//! Evergreen lists: texts that are sent again and again.

use sea_orm::FromQueryResult;

use crate::{Id, Reader, StoreError, Tx, channel::Channel, post::Post, row, workspace::Workspace};

/// A list of texts that are sent again and again.
#[derive(Clone, Debug, FromQueryResult)]
pub struct List {
    /// Its id.
    pub id: Id<List>,
    /// The workspace it belongs to.
    pub workspace_id: Id<Workspace>,
    /// What people call it.
    pub name: String,
    /// The rule by which it sends one of its texts (RFC 5545).
    pub recurrence: String,
    /// The IANA zone of the rule's wall.
    pub zone: String,
    /// When the rule begins, UTC microseconds.
    pub starts_at: i64,
    /// The last occurrence that was sent or passed over, UTC microseconds.
    pub done_at: i64,
    /// When it was made, UTC microseconds.
    pub created_at: i64,
}

const LIST: &str = "SELECT id, workspace_id, name, recurrence, zone, starts_at, done_at, created_at FROM lists";

impl Reader {
    /// The lists, by name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn lists(&self) -> Result<Vec<List>, StoreError> {
        row::all(&self.connection, &format!("{LIST} WHERE workspace_id = $1 ORDER BY name, id"), vec![self.workspace.into()])
            .await
    }

    /// A list.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn list(&self, id: Id<List>) -> Result<Option<List>, StoreError> {
        let sql = format!("{LIST} WHERE workspace_id = $1 AND id = $2");
        row::one(&self.connection, &sql, vec![self.workspace.into(), id.into()]).await
    }

    /// The channels of a list.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn list_channels(&self, id: Id<List>) -> Result<Vec<Id<Channel>>, StoreError> {
        #[derive(FromQueryResult)]
        struct Of {
            id: Id<Channel>,
        }
        let sql = "SELECT o.channel_id AS id FROM list_channels o JOIN lists l ON l.id = o.list_id \
                   WHERE l.workspace_id = $1 AND o.list_id = $2 ORDER BY o.channel_id";
        let found: Vec<Of> = row::all(&self.connection, sql, vec![self.workspace.into(), id.into()]).await?;
        Ok(found.into_iter().map(|of| of.id).collect())
    }

    /// The posts of a list, in its order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn list_posts(&self, id: Id<List>) -> Result<Vec<Id<Post>>, StoreError> {
        #[derive(FromQueryResult)]
        struct Of {
            id: Id<Post>,
        }
        let sql = "SELECT o.post_id AS id FROM list_posts o JOIN lists l ON l.id = o.list_id \
                   WHERE l.workspace_id = $1 AND o.list_id = $2 ORDER BY o.place, o.post_id";
        let found: Vec<Of> = row::all(&self.connection, sql, vec![self.workspace.into(), id.into()]).await?;
        Ok(found.into_iter().map(|of| of.id).collect())
    }
}

impl Tx {
    /// Makes a list. The id is ignored.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when there is one of that name.
    pub async fn add_list(&self, list: &List) -> Result<Id<List>, StoreError> {
        let sql = "INSERT INTO lists (workspace_id, name, recurrence, zone, starts_at, done_at, created_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id";
        let l = list.clone();
        let values = vec![
            l.workspace_id.into(),
            l.name.into(),
            l.recurrence.into(),
            l.zone.into(),
            l.starts_at.into(),
            l.done_at.into(),
            l.created_at.into(),
        ];
        row::insert(self.connection(), sql, values).await.map(Id::new)
    }

    /// Writes a list anew.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when there is another of that name.
    pub async fn save_list(&self, list: &List) -> Result<(), StoreError> {
        let sql = "UPDATE lists SET name = $3, recurrence = $4, zone = $5, starts_at = $6, done_at = $7 WHERE workspace_id = $1 AND id = $2";
        let l = list.clone();
        let values = vec![
            l.workspace_id.into(),
            l.id.into(),
            l.name.into(),
            l.recurrence.into(),
            l.zone.into(),
            l.starts_at.into(),
            l.done_at.into(),
        ];
        row::run(self.connection(), sql, values).await?;
        Ok(())
    }

    /// Removes a list. Its posts and what they sent stay.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn remove_list(&self, workspace: Id<Workspace>, id: Id<List>) -> Result<(), StoreError> {
        let sql = "DELETE FROM lists WHERE workspace_id = $1 AND id = $2";
        row::run(self.connection(), sql, vec![workspace.into(), id.into()]).await?;
        Ok(())
    }

    /// Puts these channels in place of those a list had.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_list_channels(&self, id: Id<List>, channels: &[Id<Channel>]) -> Result<(), StoreError> {
        row::run(self.connection(), "DELETE FROM list_channels WHERE list_id = $1", vec![id.into()]).await?;
        let rows = channels.iter().map(|channel| [id.into(), (*channel).into()]).collect();
        row::run_each(self.connection(), self.engine.inserts("list_channels", ["list_id", "channel_id"], rows, "")).await
    }

    /// Puts these posts, in this order, in place of those a list had.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_list_posts(&self, id: Id<List>, posts: &[Id<Post>]) -> Result<(), StoreError> {
        row::run(self.connection(), "DELETE FROM list_posts WHERE list_id = $1", vec![id.into()]).await?;
        let rows = (0_i64..).zip(posts).map(|(place, post)| [id.into(), (*post).into(), place.into()]).collect();
        row::run_each(self.connection(), self.engine.inserts("list_posts", ["list_id", "post_id", "place"], rows, "")).await
    }

    /// Moves posts from one state to another, such as drafts into a list.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn restate_posts(&self, posts: &[Id<Post>], from: &str, to: &str, now: i64) -> Result<(), StoreError> {
        let sql = format!(
            "UPDATE posts SET state = $2, version = version + 1, changed_at = $3 WHERE state = $1 AND id IN ({})",
            self.engine.numbers(4)
        );
        row::run(self.connection(), &sql, vec![from.into(), to.into(), now.into(), row::ids(posts)]).await?;
        Ok(())
    }
}
