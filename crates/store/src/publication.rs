//! What a channel said, by us or by hand, and what came back.

use sea_orm::FromQueryResult;

use crate::{Id, Reader, StoreError, Tx, channel::Channel, row};

/// One thing that a channel said.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Publication {
    /// Its id on the network.
    pub remote_id: String,
    /// When, UTC microseconds.
    pub published_at: i64,
    /// Reactions, answers, shares and saves together.
    pub engagement: i64,
}

impl Reader {
    /// What a channel said, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn publications(&self, channel: Id<Channel>, limit: u32) -> Result<Vec<Publication>, StoreError> {
        let sql = "SELECT p.remote_id, p.published_at, p.engagement FROM publications p JOIN channels c ON c.id = p.channel_id \
                   WHERE c.workspace_id = $1 AND p.channel_id = $2 ORDER BY p.published_at DESC, p.remote_id LIMIT $3";
        row::all(&self.connection, sql, vec![self.workspace.into(), channel.into(), i64::from(limit).into()]).await
    }
}

impl Tx {
    /// Keeps what came back to what a channel said, in place of what was known of it.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_publication(&self, channel: Id<Channel>, said: &Publication, now: i64) -> Result<(), StoreError> {
        let sql = "INSERT INTO publications (channel_id, remote_id, published_at, engagement, read_at) VALUES ($1, $2, $3, $4, $5) \
                   ON CONFLICT (channel_id, remote_id) DO UPDATE SET published_at = excluded.published_at, \
                   engagement = excluded.engagement, read_at = excluded.read_at";
        let values = vec![
            channel.into(),
            said.remote_id.clone().into(),
            said.published_at.into(),
            said.engagement.into(),
            now.into(),
        ];
        row::run(self.connection(), sql, values).await?;
        Ok(())
    }
}
