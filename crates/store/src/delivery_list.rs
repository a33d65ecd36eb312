//! How many deliveries want a person, and in what states those of a channel are.

use sea_orm::FromQueryResult;

use crate::{
    Id, Reader, StoreError,
    channel::Channel,
    delivery::{DELIVERY, Delivery},
    row,
};

#[derive(FromQueryResult)]
struct Counted {
    n: i64,
}

/// How many deliveries of workspace `$1` do nothing more until a person does something: refused, held, or asking. Reads the index of
/// what is open.
pub(crate) const WANTING: &str = "(SELECT COUNT(*) FROM deliveries WHERE workspace_id = $1 \
    AND state NOT IN ('published', 'cancelled') AND state IN ('refused', 'held', 'asking')) \
    + (SELECT COUNT(DISTINCT delivery_id) FROM amendments WHERE workspace_id = $1 AND state IN ('refused', 'conflict'))";

impl Reader {
    /// Deliveries of which something was to be changed or taken away and was not, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn deliveries_not_amended(&self, limit: u32) -> Result<Vec<Delivery>, StoreError> {
        let sql = format!(
            "{DELIVERY} WHERE workspace_id = $1 AND id IN (SELECT delivery_id FROM amendments WHERE workspace_id = $1 \
             AND state IN ('refused', 'conflict')) ORDER BY id DESC LIMIT $2"
        );
        row::all(&self.connection, &sql, vec![self.workspace.into(), i64::from(limit).into()]).await
    }

    /// How many deliveries to a channel have not come to an end.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn deliveries_open_on(&self, channel: Id<Channel>) -> Result<i64, StoreError> {
        let sql = "SELECT COUNT(*) AS n FROM deliveries WHERE workspace_id = $1 AND channel_id = $2 \
                   AND state NOT IN ('published', 'cancelled')";
        let counted: Option<Counted> = row::one(&self.connection, sql, vec![self.workspace.into(), channel.into()]).await?;
        Ok(counted.map_or(0, |counted| counted.n))
    }
}
