//! The words that posts are filed under.

use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::{Id, Reader, StoreError, Tx, post::Post, row};

#[derive(FromQueryResult)]
struct Filed {
    label: String,
}

async fn filed(c: &impl ConnectionTrait, post: Id<Post>) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT label FROM post_labels WHERE post_id = $1 ORDER BY label";
    let found: Vec<Filed> = row::all(c, sql, vec![post.into()]).await?;
    Ok(found.into_iter().map(|found| found.label).collect())
}

impl Reader {
    /// The labels of a post, by name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn post_labels(&self, post: Id<Post>) -> Result<Vec<String>, StoreError> {
        filed(&self.connection, post).await
    }

    /// All labels that posts of the workspace have, by name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn labels_in_use(&self, limit: u32) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT DISTINCT l.label FROM post_labels l JOIN posts p ON p.id = l.post_id WHERE p.workspace_id = $1 ORDER BY l.label LIMIT $2";
        let found: Vec<Filed> = row::all(&self.connection, sql, vec![self.workspace.into(), i64::from(limit).into()]).await?;
        Ok(found.into_iter().map(|found| found.label).collect())
    }
}

impl Reader {
    /// Those of these posts that are filed under a label, as it is written there.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn posts_labelled(&self, label: &str, posts: &[Id<Post>]) -> Result<Vec<Id<Post>>, StoreError> {
        #[derive(FromQueryResult)]
        struct Found {
            id: Id<Post>,
        }
        let sql = format!(
            "SELECT p.id FROM posts p JOIN post_labels l ON l.post_id = p.id WHERE p.workspace_id = $1 AND l.label = $2 AND p.id IN ({})",
            self.engine.numbers(3)
        );
        let found: Vec<Found> =
            row::all(&self.connection, &sql, vec![self.workspace.into(), label.into(), row::ids(posts)]).await?;
        Ok(found.into_iter().map(|found| found.id).collect())
    }
}

impl Tx {
    /// The labels of a post, as this transaction sees them.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn post_labels(&self, post: Id<Post>) -> Result<Vec<String>, StoreError> {
        filed(self.connection(), post).await
    }

    /// Puts these labels in place of those a post had.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_post_labels(&self, post: Id<Post>, labels: &[String]) -> Result<(), StoreError> {
        row::run(self.connection(), "DELETE FROM post_labels WHERE post_id = $1", vec![post.into()]).await?;
        let rows = labels.iter().map(|label| [post.into(), label.clone().into()]).collect();
        row::run_each(self.connection(), self.engine.inserts("post_labels", ["post_id", "label"], rows, "")).await
    }
}
