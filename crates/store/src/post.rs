//! Posts: what we plan to say, on which channels, in whose words.

use std::collections::BTreeMap;

use sea_orm::FromQueryResult;

use crate::{Id, Reader, StoreError, Tx, access::User, channel::Channel, link::Campaign, row, workspace::Workspace};

/// What we plan to say.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Post {
    /// Its id.
    pub id: Id<Post>,
    /// The workspace it belongs to.
    pub workspace_id: Id<Workspace>,
    /// Who began it.
    pub author_id: Option<Id<User>>,
    /// `draft`, `planned`, `listed` (a text of an evergreen list) or `dropped`.
    pub state: String,
    /// What is said where a channel has no words of its own: a `domain::post::Variant` as JSON.
    pub content: String,
    /// When it is due, UTC microseconds.
    pub due_at: Option<i64>,
    /// How often it was changed, from 1; whoever changes it says which one was seen.
    pub version: i64,
    /// When it was begun, UTC microseconds.
    pub created_at: i64,
    /// When it was last changed, UTC microseconds.
    pub changed_at: i64,
    /// By whom.
    pub changed_by: Option<Id<User>>,
    /// The rule by which it comes again from `due_at` on (RFC 5545); empty when it goes once.
    pub recurrence: String,
    /// The IANA zone of that rule's wall; empty without a rule.
    pub zone: String,
    /// The campaign it belongs to.
    pub campaign_id: Option<Id<Campaign>>,
}

/// A channel of a post.
#[derive(Clone, Debug, FromQueryResult)]
pub struct PostVariant {
    /// The post.
    pub post_id: Id<Post>,
    /// The channel.
    pub channel_id: Id<Channel>,
    /// Its own words as JSON; `None` when it takes those of the post.
    pub content: Option<String>,
    /// A time of its own, UTC microseconds; `None` when it goes with the post.
    pub due_at: Option<i64>,
}

/// What a post once said.
#[derive(Clone, Debug, FromQueryResult)]
pub struct PostVersion {
    /// Which version.
    pub version: i64,
    /// All that was said, by channel: JSON.
    pub said: String,
    /// Who wrote it.
    pub user_id: Option<Id<User>>,
    /// When, UTC microseconds.
    pub at: i64,
}

const POST: &str = "SELECT id, workspace_id, author_id, state, content, due_at, version, created_at, changed_at, changed_by, recurrence, zone, \
                    campaign_id FROM posts";

impl Reader {
    /// A post.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn post(&self, id: Id<Post>) -> Result<Option<Post>, StoreError> {
        let sql = format!("{POST} WHERE workspace_id = $1 AND id = $2");
        row::one(&self.connection, &sql, vec![self.workspace.into(), id.into()]).await
    }

    /// Posts by their ids.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn posts(&self, ids: &[Id<Post>]) -> Result<Vec<Post>, StoreError> {
        let sql = format!("{POST} WHERE workspace_id = $1 AND id IN ({})", self.engine.numbers(2));
        row::all(&self.connection, &sql, vec![self.workspace.into(), row::ids(ids)]).await
    }

    /// Posts that were begun after one, in the order in which they were begun.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn posts_after(&self, after: i64, limit: u32) -> Result<Vec<Post>, StoreError> {
        let sql = format!("{POST} WHERE workspace_id = $1 AND id > $2 ORDER BY id LIMIT $3");
        row::all(&self.connection, &sql, vec![self.workspace.into(), after.into(), i64::from(limit).into()]).await
    }

    /// The posts of a campaign but those that were thrown away: those without a time first, then the latest.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn campaign_posts(&self, campaign: Id<Campaign>, limit: u32) -> Result<Vec<Post>, StoreError> {
        let sql = format!(
            "{POST} WHERE workspace_id = $1 AND campaign_id = $2 AND state <> 'dropped' \
             ORDER BY CASE WHEN due_at IS NULL THEN 0 ELSE 1 END, due_at DESC, id DESC LIMIT $3"
        );
        row::all(&self.connection, &sql, vec![self.workspace.into(), campaign.into(), i64::from(limit).into()]).await
    }

    /// Those of these posts whose times follow a rule: what comes again, and texts of evergreen lists.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn fixed_posts(&self, ids: &[Id<Post>]) -> Result<Vec<Id<Post>>, StoreError> {
        #[derive(FromQueryResult)]
        struct Fixed {
            id: Id<Post>,
        }
        let sql = format!(
            "SELECT id FROM posts WHERE workspace_id = $1 AND (recurrence <> '' OR state = 'listed') AND id IN ({})",
            self.engine.numbers(2)
        );
        let found: Vec<Fixed> = row::all(&self.connection, &sql, vec![self.workspace.into(), row::ids(ids)]).await?;
        Ok(found.into_iter().map(|fixed| fixed.id).collect())
    }

    /// The drafts, last changed first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drafts(&self, limit: u32) -> Result<Vec<Post>, StoreError> {
        let sql = format!("{POST} WHERE workspace_id = $1 AND state = 'draft' ORDER BY changed_at DESC, id DESC LIMIT $2");
        row::all(&self.connection, &sql, vec![self.workspace.into(), i64::from(limit).into()]).await
    }

    /// The channels of posts, by channel.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn variants(&self, posts: &[Id<Post>]) -> Result<Vec<PostVariant>, StoreError> {
        let sql = format!(
            "SELECT v.post_id, v.channel_id, v.content, v.due_at FROM variants v JOIN posts p ON p.id = v.post_id \
             WHERE p.workspace_id = $1 AND v.post_id IN ({}) ORDER BY v.post_id, v.channel_id",
            self.engine.numbers(2)
        );
        row::all(&self.connection, &sql, vec![self.workspace.into(), row::ids(posts)]).await
    }

    /// What a post said before, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn post_versions(&self, id: Id<Post>, limit: u32) -> Result<Vec<PostVersion>, StoreError> {
        let sql = "SELECT v.version, v.said, v.user_id, v.at FROM post_versions v JOIN posts p ON p.id = v.post_id \
                   WHERE p.workspace_id = $1 AND v.post_id = $2 ORDER BY v.version DESC LIMIT $3";
        row::all(&self.connection, sql, vec![self.workspace.into(), id.into(), i64::from(limit).into()]).await
    }
}

impl Tx {
    /// A post, as this transaction sees it.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn post(&self, workspace: Id<Workspace>, id: Id<Post>) -> Result<Option<Post>, StoreError> {
        let sql = format!("{POST} WHERE workspace_id = $1 AND id = $2");
        row::one(self.connection(), &sql, vec![workspace.into(), id.into()]).await
    }

    /// Begins a post. The id is ignored.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_post(&self, post: &Post) -> Result<Id<Post>, StoreError> {
        let sql = "INSERT INTO posts (workspace_id, author_id, state, content, due_at, version, created_at, changed_at, changed_by, \
                   recurrence, zone, campaign_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id";
        let p = post.clone();
        let values = vec![
            p.workspace_id.into(),
            p.author_id.map(Id::get).into(),
            p.state.into(),
            p.content.into(),
            p.due_at.into(),
            p.version.into(),
            p.created_at.into(),
            p.changed_at.into(),
            p.changed_by.map(Id::get).into(),
            p.recurrence.into(),
            p.zone.into(),
            p.campaign_id.map(Id::get).into(),
        ];
        row::insert(self.connection(), sql, values).await.map(Id::new)
    }

    /// Writes a post over the version that was seen. False when somebody else changed it since.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn save_post(&self, post: &Post, seen: i64) -> Result<bool, StoreError> {
        let sql = "UPDATE posts SET state = $3, content = $4, due_at = $5, version = $6, changed_at = $7, changed_by = $8, \
                   recurrence = $10, zone = $11, campaign_id = $12 WHERE workspace_id = $1 AND id = $2 AND version = $9";
        let p = post.clone();
        let values = vec![
            p.workspace_id.into(),
            p.id.into(),
            p.state.into(),
            p.content.into(),
            p.due_at.into(),
            p.version.into(),
            p.changed_at.into(),
            p.changed_by.map(Id::get).into(),
            seen.into(),
            p.recurrence.into(),
            p.zone.into(),
            p.campaign_id.map(Id::get).into(),
        ];
        Ok(row::run(self.connection(), sql, values).await? > 0)
    }

    /// Holds a post as it is until the transaction ends; gives its version, if it is there.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn hold_post(&self, id: Id<Post>) -> Result<Option<i64>, StoreError> {
        #[derive(FromQueryResult)]
        struct Held {
            version: i64,
        }
        let sql = format!("SELECT version FROM posts WHERE id = $1 {}", self.engine.hold_rows());
        let held: Option<Held> = row::one(self.connection(), &sql, vec![id.into()]).await?;
        Ok(held.map(|held| held.version))
    }

    /// Puts these channels in place of those a post had, without times of their own.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_variants(&self, post: Id<Post>, variants: &[(Id<Channel>, Option<String>)]) -> Result<(), StoreError> {
        row::run(self.connection(), "DELETE FROM variants WHERE post_id = $1", vec![post.into()]).await?;
        let rows = variants.iter().map(|(channel, content)| [post.into(), (*channel).into(), content.clone().into()]).collect();
        row::run_each(self.connection(), self.engine.inserts("variants", ["post_id", "channel_id", "content"], rows, "")).await
    }

    /// Gives channels of a post times of their own, UTC microseconds; those not named go with the post.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_times(&self, post: Id<Post>, times: &BTreeMap<Id<Channel>, i64>) -> Result<(), StoreError> {
        for (channel, at) in times {
            let sql = "UPDATE variants SET due_at = $3 WHERE post_id = $1 AND channel_id = $2";
            row::run(self.connection(), sql, vec![post.into(), (*channel).into(), (*at).into()]).await?;
        }
        Ok(())
    }

    /// Keeps what a post says as a version.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_post_version(&self, post: Id<Post>, version: &PostVersion) -> Result<(), StoreError> {
        let sql = "INSERT INTO post_versions (post_id, version, said, user_id, at) VALUES ($1, $2, $3, $4, $5)";
        let v = version.clone();
        let values = vec![post.into(), v.version.into(), v.said.into(), v.user_id.map(Id::get).into(), v.at.into()];
        row::run(self.connection(), sql, values).await?;
        Ok(())
    }
}
