//! Rules by which the entries of a source become posts, once for ever.

use sea_orm::FromQueryResult;

use crate::{Id, Reader, StoreError, Tx, document::Document, post::Post, row, source::Source, workspace::Workspace};

/// What becomes of the entries of a source by itself.
#[derive(Clone, Debug, FromQueryResult)]
pub struct FeedRule {
    /// Its id.
    pub id: Id<FeedRule>,
    /// The workspace it belongs to.
    pub workspace_id: Id<Workspace>,
    /// The source.
    pub source_id: Id<Source>,
    /// The ids of the channels: a list as JSON.
    pub channels: String,
    /// The text of each post, with holes.
    pub template: String,
    /// Whether the posts are planned; drafts otherwise.
    pub plans: bool,
    /// The hour on the wall from which on they leave, 0 to 23.
    pub from_hour: i64,
    /// The hour on the wall before which they leave, 1 to 24.
    pub to_hour: i64,
    /// When the last entry that was looked at came in, UTC microseconds.
    pub looked_at: i64,
    /// When the last post was planned for, UTC microseconds; 0 before the first.
    pub planned_at: i64,
    /// When it was made, UTC microseconds.
    pub created_at: i64,
}

/// An entry of a source.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Entry {
    /// Its id.
    pub id: Id<Document>,
    /// What it is known by for ever.
    pub document_key: String,
    /// Its title.
    pub title: String,
    /// Its address; may be none.
    pub address: Option<String>,
    /// Its text.
    pub text: String,
    /// When the source brought it, UTC microseconds.
    pub found_at: i64,
}

const RULE: &str = "SELECT id, workspace_id, source_id, channels, template, plans, from_hour, to_hour, looked_at, planned_at, created_at \
                    FROM feed_rules";

impl Reader {
    /// The rules, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn feed_rules(&self) -> Result<Vec<FeedRule>, StoreError> {
        row::all(&self.connection, &format!("{RULE} WHERE workspace_id = $1 ORDER BY id"), vec![self.workspace.into()]).await
    }

    /// A rule.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn feed_rule(&self, id: Id<FeedRule>) -> Result<Option<FeedRule>, StoreError> {
        row::one(&self.connection, &format!("{RULE} WHERE workspace_id = $1 AND id = $2"), vec![self.workspace.into(), id.into()])
            .await
    }

    /// How many posts rules made, by rule; what made none yet is left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn feed_posts_made(&self) -> Result<Vec<(Id<FeedRule>, i64)>, StoreError> {
        #[derive(FromQueryResult)]
        struct Made {
            id: Id<FeedRule>,
            n: i64,
        }
        let sql = "SELECT p.rule_id AS id, COUNT(*) AS n FROM feed_posts p JOIN feed_rules r ON r.id = p.rule_id \
                   WHERE r.workspace_id = $1 GROUP BY p.rule_id";
        let made: Vec<Made> = row::all(&self.connection, sql, vec![self.workspace.into()]).await?;
        Ok(made.into_iter().map(|made| (made.id, made.n)).collect())
    }

    /// The entries of a rule's source that came in at a moment or later and of which the rule made nothing yet, in the order in which they
    /// came in. What says itself that it was published before `since` is left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn entries_for(&self, rule: &FeedRule, from: i64, since: i64, limit: u32) -> Result<Vec<Entry>, StoreError> {
        let sql = "SELECT d.id, d.document_key, d.title, d.address, d.text, MIN(b.found_at) AS found_at \
                   FROM document_sources b JOIN documents d ON d.id = b.document_id \
                   WHERE d.workspace_id = $1 AND b.source_id = $2 AND b.found_at >= $3 AND (NOT d.published_known OR d.published_at >= $4) \
                   AND NOT EXISTS (SELECT 1 FROM feed_posts f WHERE f.rule_id = $5 AND f.document_key = d.document_key) \
                   GROUP BY d.id, d.document_key, d.title, d.address, d.text ORDER BY MIN(b.found_at), d.id LIMIT $6";
        let values = vec![
            self.workspace.into(),
            rule.source_id.into(),
            from.into(),
            since.into(),
            rule.id.into(),
            i64::from(limit).into(),
        ];
        row::all(&self.connection, sql, values).await
    }
}

impl Tx {
    /// Whether any rule waits for the entries of a source.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn has_feed_rule(&self, source: Id<Source>) -> Result<bool, StoreError> {
        let sql = "SELECT COUNT(*) AS n FROM feed_rules WHERE source_id = $1";
        Ok(row::number(self.connection(), sql, vec![source.into()]).await? > 0)
    }

    /// Makes a rule. The id is ignored.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_feed_rule(&self, rule: &FeedRule) -> Result<Id<FeedRule>, StoreError> {
        let sql = "INSERT INTO feed_rules (workspace_id, source_id, channels, template, plans, from_hour, to_hour, looked_at, planned_at, \
                   created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id";
        let r = rule.clone();
        let values = vec![
            r.workspace_id.into(),
            r.source_id.into(),
            r.channels.into(),
            r.template.into(),
            r.plans.into(),
            r.from_hour.into(),
            r.to_hour.into(),
            r.looked_at.into(),
            r.planned_at.into(),
            r.created_at.into(),
        ];
        row::insert(self.connection(), sql, values).await.map(Id::new)
    }

    /// Removes a rule; the posts that it made stay. False when there is none.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn remove_feed_rule(&self, workspace: Id<Workspace>, id: Id<FeedRule>) -> Result<bool, StoreError> {
        let sql = "DELETE FROM feed_rules WHERE workspace_id = $1 AND id = $2";
        Ok(row::run(self.connection(), sql, vec![workspace.into(), id.into()]).await? > 0)
    }

    /// Takes an entry for a rule, once for ever. False when it was taken before.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn take_entry(&self, rule: Id<FeedRule>, key: &str, now: i64) -> Result<bool, StoreError> {
        let sql = "INSERT INTO feed_posts (rule_id, document_key, made_at) VALUES ($1, $2, $3) ON CONFLICT (rule_id, document_key) DO NOTHING";
        Ok(row::run(self.connection(), sql, vec![rule.into(), key.into(), now.into()]).await? > 0)
    }

    /// Writes down which post an entry became.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn entry_became(&self, rule: Id<FeedRule>, key: &str, post: Id<Post>) -> Result<(), StoreError> {
        let sql = "UPDATE feed_posts SET post_id = $3 WHERE rule_id = $1 AND document_key = $2";
        row::run(self.connection(), sql, vec![rule.into(), key.into(), post.into()]).await?;
        Ok(())
    }

    /// Writes down how far a rule looked, and when its last post leaves.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn advance_feed_rule(&self, rule: Id<FeedRule>, looked_at: i64, planned_at: i64) -> Result<(), StoreError> {
        let sql = "UPDATE feed_rules SET looked_at = $2, planned_at = $3 WHERE id = $1";
        row::run(self.connection(), sql, vec![rule.into(), looked_at.into(), planned_at.into()]).await?;
        Ok(())
    }
}
