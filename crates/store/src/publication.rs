//! Publications: what stands on our channels, said by a delivery of ours or by hand elsewhere, and what is counted of it.

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
}

const PUBLICATION: &str = "SELECT id, workspace_id, channel_id, delivery_id, remote_id, address, text, published_at, likes, replies, shares, views, \
                           saves, counted_at, gone_at FROM publications";

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
            ]
        };
        let then = "ON CONFLICT (channel_id, remote_id) DO UPDATE SET delivery_id = COALESCE(publications.delivery_id, excluded.delivery_id), \
                    likes = COALESCE(excluded.likes, publications.likes), replies = COALESCE(excluded.replies, publications.replies), \
                    shares = COALESCE(excluded.shares, publications.shares), views = COALESCE(excluded.views, publications.views), \
                    saves = COALESCE(excluded.saves, publications.saves), \
                    counted_at = COALESCE(excluded.counted_at, publications.counted_at), gone_at = NULL";
        let rows = publications.iter().map(row).collect();
        row::run_each(self.connection(), self.engine.inserts("publications", columns, rows, then)).await
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
