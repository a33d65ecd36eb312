//! Rounds: what of a post that comes again has become too late to say.

use sea_orm::FromQueryResult;

use crate::{
    Id, Reader, StoreError, Tx,
    channel::Channel,
    delivery::{Delivery, DeliveryFilter},
    post::Post,
    row,
};

/// What a channel was last given to say.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Last {
    /// The post.
    pub post_id: Id<Post>,
    /// Its last delivery to the channel.
    pub id: Id<Delivery>,
    /// The last round of it there.
    pub round: i64,
}

impl Reader {
    /// Whether a later round of the same post is due on the same channel.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn is_overtaken(&self, delivery: &Delivery, now: i64) -> Result<bool, StoreError> {
        let sql = "SELECT COUNT(*) AS n FROM deliveries WHERE workspace_id = $1 AND post_id = $2 AND channel_id = $3 AND due_at > $4 \
                   AND due_at <= $5 AND state <> 'cancelled'";
        let values =
            vec![self.workspace.into(), delivery.post_id.into(), delivery.channel_id.into(), delivery.due_at.into(), now.into()];
        Ok(row::number(&self.connection, sql, values).await? > 0)
    }

    /// The last delivery of each of these posts to a channel, of those that were not cancelled, and the last round of all.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn last_on(&self, channel: Id<Channel>, posts: &[Id<Post>]) -> Result<Vec<Last>, StoreError> {
        let sql = format!(
            "SELECT post_id, COALESCE(MAX(CASE WHEN state <> 'cancelled' THEN id END), 0) AS id, MAX(round) AS round FROM deliveries \
             WHERE workspace_id = $1 AND channel_id = $2 AND post_id IN ({}) GROUP BY post_id",
            self.engine.numbers(3)
        );
        row::all(&self.connection, &sql, vec![self.workspace.into(), channel.into(), row::ids(posts)]).await
    }

    /// What was last given to a channel to say, due at a moment or before, from whichever post.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn said_last(&self, channel: Id<Channel>, upto: i64) -> Result<Option<Delivery>, StoreError> {
        #[derive(FromQueryResult)]
        struct Found {
            id: Id<Delivery>,
        }
        let sql = "SELECT id FROM deliveries WHERE workspace_id = $1 AND channel_id = $2 AND due_at <= $3 AND state <> 'cancelled' \
                   ORDER BY due_at DESC, id DESC LIMIT 1";
        let found: Option<Found> =
            row::one(&self.connection, sql, vec![self.workspace.into(), channel.into(), upto.into()]).await?;
        match found {
            Some(found) => self.delivery(found.id).await,
            None => Ok(None),
        }
    }

    /// All deliveries of a post, in the order in which they are due.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn deliveries_of(&self, post: Id<Post>) -> Result<Vec<Delivery>, StoreError> {
        let filter = DeliveryFilter { post: Some(post), ..DeliveryFilter::default() };
        self.deliveries(&filter, u32::MAX >> 1).await
    }
}

impl Tx {
    /// Cancels the rounds before this one on its channel that were held for being late: the new one takes their place.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn pass_over(&self, delivery: &Delivery, reason: &str, now: i64) -> Result<u64, StoreError> {
        let sql = "UPDATE deliveries SET state = 'cancelled', reason = $5, changed_at = CASE WHEN changed_at >= $6 THEN changed_at + 1 ELSE $6 END \
                   WHERE workspace_id = $1 AND post_id = $2 AND channel_id = $3 AND due_at < $4 AND step = 0 AND state = 'held' \
                   AND reason = 'late'";
        let values = vec![
            delivery.workspace_id.into(),
            delivery.post_id.into(),
            delivery.channel_id.into(),
            delivery.due_at.into(),
            reason.into(),
            now.into(),
        ];
        row::run(self.connection(), sql, values).await
    }
}
