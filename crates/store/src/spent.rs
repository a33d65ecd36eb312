//! What was spent at networks: money, and what was taken of a quota.

use sea_orm::FromQueryResult;

use crate::{
    Id, Reader, StoreError, Tx,
    channel::{Application, Channel},
    delivery::{DELIVERY, Delivery},
    row,
    workspace::Workspace,
};

/// States in which nothing more leaves.
const OVER: [&str; 3] = ["published", "cancelled", "refused"];
/// States in which a network may have what is not known to be there.
const MAYBE_THERE: [&str; 4] = ["sending", "pending", "unknown", "asking"];

impl Delivery {
    /// Whether its network may have some of it that is not known to be there, or has some and is to have the rest.
    #[must_use]
    pub fn is_underway(&self) -> bool {
        let state = self.state.as_str();
        !OVER.contains(&state) && (self.step > 0 || MAYBE_THERE.contains(&state))
    }
}

/// Something that a network had from us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spent {
    /// What it was, once for ever: a step of a delivery, or what was read of a channel in a day.
    pub key: String,
    /// The workspace it belongs to.
    pub workspace_id: Id<Workspace>,
    /// On which channel.
    pub channel_id: Id<Channel>,
    /// The name of the network.
    pub network: String,
    /// The act that has the price; empty when it has none.
    pub act: String,
    /// How often it was done.
    pub times: i64,
    /// What it cost, millionths of a dollar.
    pub micros: i64,
    /// What it took of a quota.
    pub units: i64,
    /// When, UTC microseconds.
    pub at: i64,
}

/// What acts of one kind came to.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Sum {
    /// The act.
    pub act: String,
    /// How often it was done.
    pub times: i64,
    /// What it cost, millionths of a dollar.
    pub micros: i64,
}

/// What was spent at a network in a stretch of time, by act.
const SPENT: &str = "SELECT act, CAST(SUM(times) AS BIGINT) AS times, CAST(SUM(micros) AS BIGINT) AS micros FROM spent \
                     WHERE workspace_id = $1 AND network = $2 AND at >= $3 AND at < $4 AND micros > 0 GROUP BY act ORDER BY act";

impl Reader {
    /// What was spent at a network from a moment to before another, by act.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn spent(&self, network: &str, from: i64, to: i64) -> Result<Vec<Sum>, StoreError> {
        row::all(&self.connection, SPENT, vec![self.workspace.into(), network.into(), from.into(), to.into()]).await
    }

    /// What was taken of a quota since a moment: by a channel, or by all channels of an application.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn units_taken(
        &self,
        channel: Id<Channel>,
        application: Option<Id<Application>>,
        since: i64,
    ) -> Result<i64, StoreError> {
        let sql = "SELECT CAST(COALESCE(SUM(s.units), 0) AS BIGINT) AS n FROM spent s JOIN channels c ON c.id = s.channel_id \
                   WHERE s.workspace_id = $1 AND s.at >= $2 AND (c.id = $3 OR c.application_id = $4)";
        let values = vec![self.workspace.into(), since.into(), channel.into(), application.map_or(0, Id::get).into()];
        row::number(&self.connection, sql, values).await
    }
}

impl Tx {
    /// The same as [`Reader::spent`], as this transaction sees it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn spent(&self, workspace: Id<Workspace>, network: &str, (from, to): (i64, i64)) -> Result<Vec<Sum>, StoreError> {
        row::all(self.connection(), SPENT, vec![workspace.into(), network.into(), from.into(), to.into()]).await
    }

    /// The deliveries to a network that are [underway](Delivery::is_underway).
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn underway(&self, workspace: Id<Workspace>, network: &str) -> Result<Vec<Delivery>, StoreError> {
        let sql = format!(
            "{DELIVERY} WHERE workspace_id = $1 AND channel_id IN (SELECT id FROM channels WHERE workspace_id = $1 AND network = $2) \
             AND state NOT IN ('{}') AND (step > 0 OR state IN ('{}'))",
            OVER.join("', '"),
            MAYBE_THERE.join("', '")
        );
        row::all(self.connection(), &sql, vec![workspace.into(), network.into()]).await
    }

    /// Keeps what was spent. What is known by its key stays as it is, or grows to what it is now: a network that counts a thing once a day
    /// wants it paid once a day.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_spent(&self, spent: &Spent) -> Result<(), StoreError> {
        let sql = "INSERT INTO spent (key, workspace_id, channel_id, network, act, times, micros, units, at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (key) DO UPDATE SET \
                   times = CASE WHEN excluded.times > spent.times THEN excluded.times ELSE spent.times END, \
                   micros = CASE WHEN excluded.micros > spent.micros THEN excluded.micros ELSE spent.micros END";
        let s = spent.clone();
        let values = vec![
            s.key.into(),
            s.workspace_id.into(),
            s.channel_id.into(),
            s.network.into(),
            s.act.into(),
            s.times.into(),
            s.micros.into(),
            s.units.into(),
            s.at.into(),
        ];
        row::run(self.connection(), sql, values).await?;
        Ok(())
    }

    /// Writes down what a server told of its limits, and nothing else of the channel.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_limits(&self, channel: Id<Channel>, limits: &str) -> Result<(), StoreError> {
        row::run(self.connection(), "UPDATE channels SET limits = $2 WHERE id = $1", vec![channel.into(), limits.into()]).await?;
        Ok(())
    }
}
