//! What people say to each other about a post.

use sea_orm::FromQueryResult;

use crate::{Id, Reader, StoreError, Tx, access::User, chain::Outsider, post::Post, row, workspace::Workspace};

/// What somebody said about a post.
#[derive(Clone, Debug, FromQueryResult)]
pub struct PostComment {
    /// Its id.
    pub id: Id<PostComment>,
    /// The workspace.
    pub workspace_id: Id<Workspace>,
    /// The post.
    pub post_id: Id<Post>,
    /// The user who said it …
    pub user_id: Option<Id<User>>,
    /// … or the outsider.
    pub outsider_id: Option<Id<Outsider>>,
    /// The name or mail address then.
    pub who: String,
    /// What they said.
    pub text: String,
    /// Users who are called: a JSON list of ids.
    pub mentions: String,
    /// The version of the post that it is about.
    pub version: i64,
    /// When, UTC microseconds.
    pub at: i64,
    /// When it was settled, UTC microseconds.
    pub resolved_at: Option<i64>,
    /// By whom.
    pub resolved_by: Option<Id<User>>,
}

const COMMENT: &str = "SELECT id, workspace_id, post_id, user_id, outsider_id, who, text, mentions, version, at, resolved_at, resolved_by FROM post_comments";

impl Reader {
    /// What was said about a post, in order; the last `limit` of it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn post_comments(&self, post: Id<Post>, limit: u32) -> Result<Vec<PostComment>, StoreError> {
        let sql = format!("{COMMENT} WHERE workspace_id = $1 AND post_id = $2 ORDER BY id DESC LIMIT $3");
        let values = vec![self.workspace.into(), post.into(), i64::from(limit).into()];
        let mut said: Vec<PostComment> = row::all(&self.connection, &sql, values).await?;
        said.reverse();
        Ok(said)
    }

    /// A comment.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn post_comment(&self, id: Id<PostComment>) -> Result<Option<PostComment>, StoreError> {
        let sql = format!("{COMMENT} WHERE workspace_id = $1 AND id = $2");
        row::one(&self.connection, &sql, vec![self.workspace.into(), id.into()]).await
    }

    /// Comments that are not settled, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn open_post_comments(&self, limit: u32) -> Result<Vec<PostComment>, StoreError> {
        let sql = format!("{COMMENT} WHERE workspace_id = $1 AND resolved_at IS NULL ORDER BY id DESC LIMIT $2");
        row::all(&self.connection, &sql, vec![self.workspace.into(), i64::from(limit).into()]).await
    }
}

impl Tx {
    /// Writes a comment down. The id is ignored.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_post_comment(&self, comment: &PostComment) -> Result<Id<PostComment>, StoreError> {
        let sql = "INSERT INTO post_comments (workspace_id, post_id, user_id, outsider_id, who, text, mentions, version, at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id";
        let c = comment.clone();
        let values = vec![
            c.workspace_id.into(),
            c.post_id.into(),
            c.user_id.map(Id::get).into(),
            c.outsider_id.map(Id::get).into(),
            c.who.into(),
            c.text.into(),
            c.mentions.into(),
            c.version.into(),
            c.at.into(),
        ];
        row::insert(self.connection(), sql, values).await.map(Id::new)
    }

    /// Settles a comment, or opens it again.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn resolve_post_comment(
        &self,
        id: Id<PostComment>,
        by: Option<Id<User>>,
        at: Option<i64>,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE post_comments SET resolved_at = $2, resolved_by = $3 WHERE id = $1";
        row::run(self.connection(), sql, vec![id.into(), at.into(), by.map(Id::get).into()]).await?;
        Ok(())
    }
}
