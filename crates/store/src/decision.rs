//! What was decided in chains, where planned posts stand in them, and the links of outsiders.

use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::{
    Id, Reader, Store, StoreError, Tx,
    access::User,
    chain::{Chain, Outsider},
    channel::Channel,
    delivery::Delivery,
    post::Post,
    row,
    workspace::Workspace,
};

/// Where a planned post stands in a chain, as it was last judged.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Ask {
    /// The workspace.
    pub workspace_id: Id<Workspace>,
    /// The post.
    pub post_id: Id<Post>,
    /// The chain.
    pub chain_id: Id<Chain>,
    /// The hash of the hashes that are decided on.
    pub digest: String,
    /// `waiting`, `approved` or `refused`.
    pub state: String,
    /// The step that is asked or that refused, from 0.
    pub step: i64,
    /// Whose yes is awaited: a list of `domain::approval::Who` as JSON.
    pub asked: String,
    /// Since when it stands so, UTC microseconds.
    pub asked_at: i64,
}

/// What somebody said on what leaves for one channel.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Decision {
    /// Its id.
    pub id: Id<Decision>,
    /// The workspace.
    pub workspace_id: Id<Workspace>,
    /// The post.
    pub post_id: Id<Post>,
    /// The chain it was asked in.
    pub chain_id: Id<Chain>,
    /// The chain's name then.
    pub chain: String,
    /// The step, from 0.
    pub step: i64,
    /// The channel.
    pub channel_id: Id<Channel>,
    /// The hash of what was to leave there.
    pub hash: String,
    /// The user who said it …
    pub user_id: Option<Id<User>>,
    /// … or the outsider.
    pub outsider_id: Option<Id<Outsider>>,
    /// The name or mail address then.
    pub who: String,
    /// Names of the hats worn then, joined by commas.
    pub hats: String,
    /// Yes or no.
    pub is_yes: bool,
    /// What was said with it; may be empty.
    pub note: String,
    /// The version of the post.
    pub version: i64,
    /// When, UTC microseconds.
    pub at: i64,
}

/// A link that an outsider was given. Its token is kept as a hash only.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ApprovalLink {
    /// Its id.
    pub id: Id<ApprovalLink>,
    /// The workspace.
    pub workspace_id: Id<Workspace>,
    /// The post it shows.
    pub post_id: Id<Post>,
    /// Whose it is.
    pub outsider_id: Id<Outsider>,
    /// When it was made, UTC microseconds.
    pub created_at: i64,
    /// When it ends, UTC microseconds.
    pub ends_at: i64,
    /// When it was answered with, UTC microseconds.
    pub used_at: Option<i64>,
    /// When it was taken back, or another took its place, UTC microseconds.
    pub revoked_at: Option<i64>,
}

const ASK: &str = "SELECT workspace_id, post_id, chain_id, digest, state, step, asked, asked_at FROM asks";
const DECISION: &str = "SELECT id, workspace_id, post_id, chain_id, chain, step, channel_id, hash, user_id, outsider_id, who, hats, is_yes, note, version, at \
                        FROM decisions";
const LINK: &str = "SELECT id, workspace_id, post_id, outsider_id, created_at, ends_at, used_at, revoked_at FROM approval_links";

async fn decided(c: &impl ConnectionTrait, workspace: Id<Workspace>, post: Id<Post>) -> Result<Vec<Decision>, StoreError> {
    let sql = format!("{DECISION} WHERE workspace_id = $1 AND post_id = $2 ORDER BY id");
    row::all(c, &sql, vec![workspace.into(), post.into()]).await
}

impl Store {
    /// The link of a token, wherever it leads and whether it still works or not.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn approval_link(&self, token_hash: &str) -> Result<Option<ApprovalLink>, StoreError> {
        row::one(self.readers(), &format!("{LINK} WHERE token_hash = $1"), vec![token_hash.into()]).await
    }
}

impl Reader {
    /// Where posts stand in their chains.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn asks(&self, posts: &[Id<Post>]) -> Result<Vec<Ask>, StoreError> {
        let sql = format!("{ASK} WHERE workspace_id = $1 AND post_id IN ({}) ORDER BY post_id, chain_id", self.engine.numbers(2));
        row::all(&self.connection, &sql, vec![self.workspace.into(), row::ids(posts)]).await
    }

    /// What waits for somebody's yes, the oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn waiting_asks(&self, limit: u32) -> Result<Vec<Ask>, StoreError> {
        let sql = format!("{ASK} WHERE workspace_id = $1 AND state = 'waiting' ORDER BY asked_at, post_id LIMIT $2");
        row::all(&self.connection, &sql, vec![self.workspace.into(), i64::from(limit).into()]).await
    }

    /// What was decided on a post, in order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn decisions(&self, post: Id<Post>) -> Result<Vec<Decision>, StoreError> {
        decided(&self.connection, self.workspace, post).await
    }

    /// All that was decided in the workspace after the decision `after`, in order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn record(&self, after: Id<Decision>, limit: u32) -> Result<Vec<Decision>, StoreError> {
        let sql = format!("{DECISION} WHERE workspace_id = $1 AND id > $2 ORDER BY id LIMIT $3");
        row::all(&self.connection, &sql, vec![self.workspace.into(), after.into(), i64::from(limit).into()]).await
    }

    /// The last that was decided in the workspace, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn last_decisions(&self, limit: u32) -> Result<Vec<Decision>, StoreError> {
        let sql = format!("{DECISION} WHERE workspace_id = $1 ORDER BY id DESC LIMIT $2");
        row::all(&self.connection, &sql, vec![self.workspace.into(), i64::from(limit).into()]).await
    }

    /// Who wrote any of a post.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn writers(&self, post: Id<Post>) -> Result<Vec<Id<User>>, StoreError> {
        written(&self.connection, post).await
    }

    /// Who wrote any of posts, by post.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn writers_of(&self, posts: &[Id<Post>]) -> Result<Vec<(Id<Post>, Id<User>)>, StoreError> {
        #[derive(FromQueryResult)]
        struct Wrote {
            post_id: Id<Post>,
            user_id: Id<User>,
        }
        let sql = format!(
            "SELECT w.post_id, w.user_id FROM post_writers w JOIN posts p ON p.id = w.post_id \
             WHERE p.workspace_id = $1 AND w.post_id IN ({})",
            self.engine.numbers(2)
        );
        let found: Vec<Wrote> = row::all(&self.connection, &sql, vec![self.workspace.into(), row::ids(posts)]).await?;
        Ok(found.into_iter().map(|found| (found.post_id, found.user_id)).collect())
    }

    /// The planned posts of which something has not left, by id, after one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn planned_after(&self, after: Id<Post>, limit: u32) -> Result<Vec<Id<Post>>, StoreError> {
        #[derive(FromQueryResult)]
        struct Found {
            id: Id<Post>,
        }
        let sql = "SELECT DISTINCT p.id FROM posts p JOIN deliveries d ON d.post_id = p.id WHERE p.workspace_id = $1 AND p.id > $2 \
                   AND p.state = 'planned' AND d.step = 0 AND d.state IN ('waiting', 'held', 'refused', 'retrying') ORDER BY p.id LIMIT $3";
        let values = vec![self.workspace.into(), after.into(), i64::from(limit).into()];
        let found: Vec<Found> = row::all(&self.connection, sql, values).await?;
        Ok(found.into_iter().map(|found| found.id).collect())
    }
}

async fn written(c: &impl ConnectionTrait, post: Id<Post>) -> Result<Vec<Id<User>>, StoreError> {
    #[derive(FromQueryResult)]
    struct Writer {
        user_id: Id<User>,
    }
    let sql = "SELECT user_id FROM post_writers WHERE post_id = $1 ORDER BY user_id";
    let found: Vec<Writer> = row::all(c, sql, vec![post.into()]).await?;
    Ok(found.into_iter().map(|found| found.user_id).collect())
}

impl Tx {
    /// Makes whoever decides on a post, or changes it, wait until this transaction ends.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn lock_post(&self, post: Id<Post>) -> Result<(), StoreError> {
        row::run(self.connection(), "UPDATE posts SET version = version WHERE id = $1", vec![post.into()]).await?;
        Ok(())
    }

    /// Remembers who wrote any of a post.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_writer(&self, post: Id<Post>, user: Id<User>) -> Result<(), StoreError> {
        let sql = "INSERT INTO post_writers (post_id, user_id) VALUES ($1, $2) ON CONFLICT (post_id, user_id) DO NOTHING";
        row::run(self.connection(), sql, vec![post.into(), user.into()]).await?;
        Ok(())
    }

    /// Who wrote any of a post.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn writers(&self, post: Id<Post>) -> Result<Vec<Id<User>>, StoreError> {
        written(self.connection(), post).await
    }

    /// The deliveries of a post, as this transaction sees them.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn deliveries_of(&self, post: Id<Post>) -> Result<Vec<Delivery>, StoreError> {
        let sql = format!("{} WHERE post_id = $1 ORDER BY id", crate::delivery::DELIVERY);
        row::all(self.connection(), &sql, vec![post.into()]).await
    }

    /// What was decided on a post, in order, as this transaction sees it.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn decisions(&self, workspace: Id<Workspace>, post: Id<Post>) -> Result<Vec<Decision>, StoreError> {
        decided(self.connection(), workspace, post).await
    }

    /// Writes down what was decided. The id is ignored.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_decision(&self, decision: &Decision) -> Result<(), StoreError> {
        let sql = "INSERT INTO decisions (workspace_id, post_id, chain_id, chain, step, channel_id, hash, user_id, outsider_id, who, hats, is_yes, note, version, at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
        let d = decision.clone();
        let values = vec![
            d.workspace_id.into(),
            d.post_id.into(),
            d.chain_id.into(),
            d.chain.into(),
            d.step.into(),
            d.channel_id.into(),
            d.hash.into(),
            d.user_id.map(Id::get).into(),
            d.outsider_id.map(Id::get).into(),
            d.who.into(),
            d.hats.into(),
            d.is_yes.into(),
            d.note.into(),
            d.version.into(),
            d.at.into(),
        ];
        row::run(self.connection(), sql, values).await?;
        Ok(())
    }

    /// Where a post stands in its chains.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn asks_of(&self, post: Id<Post>) -> Result<Vec<Ask>, StoreError> {
        row::all(self.connection(), &format!("{ASK} WHERE post_id = $1 ORDER BY chain_id"), vec![post.into()]).await
    }

    /// Writes down where a post stands in a chain, in place of what was known.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_ask(&self, ask: &Ask) -> Result<(), StoreError> {
        let sql = "INSERT INTO asks (workspace_id, post_id, chain_id, digest, state, step, asked, asked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
                   ON CONFLICT (post_id, chain_id) DO UPDATE SET digest = excluded.digest, state = excluded.state, step = excluded.step, \
                   asked = excluded.asked, asked_at = excluded.asked_at";
        let a = ask.clone();
        let values = vec![
            a.workspace_id.into(),
            a.post_id.into(),
            a.chain_id.into(),
            a.digest.into(),
            a.state.into(),
            a.step.into(),
            a.asked.into(),
            a.asked_at.into(),
        ];
        row::run(self.connection(), sql, values).await?;
        Ok(())
    }

    /// A chain asks nothing of a post any more.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn remove_ask(&self, post: Id<Post>, chain: Id<Chain>) -> Result<(), StoreError> {
        let sql = "DELETE FROM asks WHERE post_id = $1 AND chain_id = $2";
        row::run(self.connection(), sql, vec![post.into(), chain.into()]).await?;
        Ok(())
    }

    /// Keeps a link, as the hash of its token. The id is ignored.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_approval_link(&self, link: &ApprovalLink, token_hash: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO approval_links (workspace_id, post_id, outsider_id, token_hash, created_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6)";
        let values = vec![
            link.workspace_id.into(),
            link.post_id.into(),
            link.outsider_id.into(),
            token_hash.into(),
            link.created_at.into(),
            link.ends_at.into(),
        ];
        row::run(self.connection(), sql, values).await?;
        Ok(())
    }

    /// Uses the links of an outsider to a post up: they answered.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn use_approval_links(&self, post: Id<Post>, outsider: Id<Outsider>, now: i64) -> Result<(), StoreError> {
        let sql = "UPDATE approval_links SET used_at = $3 WHERE post_id = $1 AND outsider_id = $2 AND used_at IS NULL AND revoked_at IS NULL";
        row::run(self.connection(), sql, vec![post.into(), outsider.into(), now.into()]).await?;
        Ok(())
    }

    /// Takes links to a post back that nobody answered with: those of one outsider, or all of them. Says how many.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn revoke_approval_links(
        &self,
        post: Id<Post>,
        outsider: Option<Id<Outsider>>,
        now: i64,
    ) -> Result<u64, StoreError> {
        let sql = "UPDATE approval_links SET revoked_at = $3 WHERE post_id = $1 AND ($2 = 0 OR outsider_id = $2) AND used_at IS NULL \
                   AND revoked_at IS NULL";
        row::run(self.connection(), sql, vec![post.into(), outsider.map_or(0, Id::get).into(), now.into()]).await
    }

    /// Forgets links that ended before a moment; says how many.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn forget_approval_links(&self, before: i64) -> Result<u64, StoreError> {
        row::run(self.connection(), "DELETE FROM approval_links WHERE ends_at < $1", vec![before.into()]).await
    }
}
