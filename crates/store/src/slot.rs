//! The slots of channels, and the minutes in which something stands already.

use sea_orm::FromQueryResult;

use crate::{Id, Reader, StoreError, Tx, channel::Channel, row};

/// A moment of the week at which a channel publishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Slot {
    /// The channel.
    pub channel_id: Id<Channel>,
    /// The day of the week, 0 for Monday.
    pub weekday: i64,
    /// Minutes after midnight on the wall.
    pub minute: i64,
}

impl Reader {
    /// The slots of these channels, by weekday and minute.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn channel_slots(&self, channels: &[Id<Channel>]) -> Result<Vec<Slot>, StoreError> {
        let sql = format!(
            "SELECT s.channel_id, s.weekday, s.minute FROM slots s JOIN channels c ON c.id = s.channel_id \
             WHERE c.workspace_id = $1 AND s.channel_id IN ({}) ORDER BY s.channel_id, s.weekday, s.minute",
            self.engine.numbers(2)
        );
        row::all(&self.connection, &sql, vec![self.workspace.into(), row::ids(channels)]).await
    }

    /// When something is to leave for a channel, or has left, from a moment on, UTC microseconds; what was cancelled takes no room.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn taken_times(&self, channel: Id<Channel>, from: i64) -> Result<Vec<i64>, StoreError> {
        #[derive(FromQueryResult)]
        struct Taken {
            due_at: i64,
        }
        let sql =
            "SELECT due_at FROM deliveries WHERE workspace_id = $1 AND channel_id = $2 AND due_at >= $3 AND state <> 'cancelled'";
        let taken: Vec<Taken> = row::all(&self.connection, sql, vec![self.workspace.into(), channel.into(), from.into()]).await?;
        Ok(taken.into_iter().map(|taken| taken.due_at).collect())
    }
}

impl Tx {
    /// Puts these slots, weekday and minute, in place of those a channel had.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_slots(&self, channel: Id<Channel>, slots: &[(i64, i64)]) -> Result<(), StoreError> {
        row::run(self.connection(), "DELETE FROM slots WHERE channel_id = $1", vec![channel.into()]).await?;
        let rows = slots.iter().map(|(weekday, minute)| [channel.into(), (*weekday).into(), (*minute).into()]).collect();
        row::run_each(self.connection(), self.engine.inserts("slots", ["channel_id", "weekday", "minute"], rows, "")).await
    }
}
