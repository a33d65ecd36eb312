//! Publications: what stands on our channels, said by a delivery of ours or by hand elsewhere, and what is counted of it.

use std::ops::Range;

use sea_orm::FromQueryResult;

use crate::{Id, Reader, StoreError, Tx, channel::Channel, delivery::Delivery, row, workspace::Workspace};

/// Something that stands on a channel of ours. What the network does not tell is none, which is not zero.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Publication {
    /// Its id.
    pub id: Id<Publication>,
    /// The workspace it belongs to.
    pub workspace_id: Id<Workspace>,
    /// The channel.
    pub channel_id: Id<Channel>,
    /// The delivery that said it; none when somebody said it elsewhere.
    pub delivery_id: Option<Id<Delivery>>,
    /// Its id on the network.
    pub remote_id: String,
    /// Where a person sees it.
    pub address: String,
    /// What it says.
    pub text: String,
    /// When it was said, UTC microseconds.
    pub published_at: i64,
    /// Those who liked it.
    pub likes: Option<i64>,
    /// Those who answered.
    pub replies: Option<i64>,
    /// Those who passed it on.
    pub shares: Option<i64>,
    /// How often it was shown.
    pub views: Option<i64>,
    /// Those who kept it.
    pub saves: Option<i64>,
    /// When it was last counted, UTC microseconds.
    pub counted_at: Option<i64>,
    /// When it was found to be gone, UTC microseconds.
    pub gone_at: Option<i64>,
    /// What the network called its version when we last said or changed it; empty when that is not known.
    pub version: String,
}

const PUBLICATION: &str = "SELECT id, workspace_id, channel_id, delivery_id, remote_id, address, text, published_at, likes, replies, shares, views, \
                           saves, counted_at, gone_at, version FROM publications";

impl Reader {
    /// What stands on a channel since a moment, newest first; what is gone is left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn publications(&self, channel: Id<Channel>, since: i64, limit: u32) -> Result<Vec<Publication>, StoreError> {
        let sql = format!(
            "{PUBLICATION} WHERE workspace_id = $1 AND channel_id = $2 AND published_at >= $3 AND gone_at IS NULL \
             ORDER BY published_at DESC, id DESC LIMIT $4"
        );
        let values = vec![self.workspace.into(), channel.into(), since.into(), i64::from(limit).into()];
        row::all(&self.connection, &sql, values).await
    }

    /// What somebody said elsewhere on our channels, or on one, in a stretch of time, oldest first; what is gone is left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn publications_elsewhere(
        &self,
        channel: Option<Id<Channel>>,
        during: Range<i64>,
        limit: u32,
    ) -> Result<Vec<Publication>, StoreError> {
        let sql = format!(
            "{PUBLICATION} WHERE workspace_id = $1 AND ($2 = 0 OR channel_id = $2) AND published_at >= $3 AND published_at < $4 \
             AND delivery_id IS NULL AND gone_at IS NULL AND channel_id IN (SELECT id FROM channels WHERE workspace_id = $1) \
             ORDER BY published_at, id LIMIT $5"
        );
        let values = vec![
            self.workspace.into(),
            channel.map_or(0, Id::get).into(),
            during.start.into(),
            during.end.into(),
            i64::from(limit).into(),
        ];
        row::all(&self.connection, &sql, values).await
    }

    /// What a delivery said, in the order in which it was said.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn publications_of(&self, delivery: Id<Delivery>) -> Result<Vec<Publication>, StoreError> {
        let sql = format!("{PUBLICATION} WHERE workspace_id = $1 AND delivery_id = $2 ORDER BY id");
        row::all(&self.connection, &sql, vec![self.workspace.into(), delivery.into()]).await
    }
}

impl Tx {
    /// Writes down what stands on channels. What is known keeps its delivery and its time; what is counted now stands above what was
    /// counted before. The ids are ignored.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_publications(&self, publications: &[Publication]) -> Result<(), StoreError> {
        let columns = [
            "workspace_id",
            "channel_id",
            "delivery_id",
            "remote_id",
            "address",
            "text",
            "published_at",
            "likes",
            "replies",
            "shares",
            "views",
            "saves",
            "counted_at",
            "version",
        ];
        let row = |publication: &Publication| {
            let p = publication.clone();
            [
                p.workspace_id.into(),
                p.channel_id.into(),
                p.delivery_id.map(Id::get).into(),
                p.remote_id.into(),
                p.address.into(),
                p.text.into(),
                p.published_at.into(),
                p.likes.into(),
                p.replies.into(),
                p.shares.into(),
                p.views.into(),
                p.saves.into(),
                p.counted_at.into(),
                p.version.into(),
            ]
        };
        let then = "ON CONFLICT (channel_id, remote_id) DO UPDATE SET delivery_id = COALESCE(publications.delivery_id, excluded.delivery_id), \
                    likes = COALESCE(excluded.likes, publications.likes), replies = COALESCE(excluded.replies, publications.replies), \
                    shares = COALESCE(excluded.shares, publications.shares), views = COALESCE(excluded.views, publications.views), \
                    saves = COALESCE(excluded.saves, publications.saves), \
                    counted_at = COALESCE(excluded.counted_at, publications.counted_at), gone_at = NULL, \
                    version = CASE WHEN excluded.version = '' THEN publications.version ELSE excluded.version END";
        let rows = publications.iter().map(row).collect();
        row::run_each(self.connection(), self.engine.inserts("publications", columns, rows, then)).await
    }

    /// Writes down what a publication says since we changed it, and what the network calls that.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn publication_amended(&self, id: Id<Publication>, text: &str, version: &str) -> Result<(), StoreError> {
        let sql = "UPDATE publications SET text = $2, version = $3 WHERE id = $1";
        row::run(self.connection(), sql, vec![id.into(), text.into(), version.into()]).await?;
        Ok(())
    }

    /// Writes down that publications are no longer there.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn publications_gone(&self, ids: &[Id<Publication>], now: i64) -> Result<(), StoreError> {
        let sql = format!("UPDATE publications SET gone_at = $1 WHERE gone_at IS NULL AND id IN ({})", self.engine.numbers(2));
        row::run(self.connection(), &sql, vec![now.into(), row::ids(ids)]).await?;
        Ok(())
    }
}
