//! Alerts, and what they are waiting to tell.

use std::collections::BTreeMap;

use sea_orm::FromQueryResult;
use serde::Serialize;

use crate::{
    Id, Reader, Store, StoreError, Tx, access::User, document::Document, row, topic::Topic, view::View, workspace::Workspace,
};

pub use crate::notification::{Latency, Notification};

/// The rule that tells somebody of mentions.
#[derive(Clone, FromQueryResult, Serialize)]
pub struct Alert {
    /// Its id.
    pub id: Id<Alert>,
    /// The workspace it listens in.
    pub workspace_id: Id<Workspace>,
    /// Whose it is.
    pub user_id: Id<User>,
    /// Its name.
    pub name: String,
    /// Tells of the mentions of this topic …
    pub topic_id: Option<Id<Topic>>,
    /// … or of those in this view.
    pub view_id: Option<Id<View>>,
    /// What it tells: `mentions`, or the `signals` of its topic.
    pub tells: String,
    /// `at_once` or `daily`.
    pub rhythm: String,
    /// The hour of the daily digest in its owner's zone, 0 to 23.
    pub hour: i64,
    /// `mail` or `webhook`.
    pub way: String,
    /// Mail addresses, separated by commas, or an address to call.
    pub address: String,
    /// The webhook's secret, sealed.
    #[serde(skip)]
    pub secret: Option<String>,
    /// `on` or `paused`.
    pub state: String,
    /// When it was made, UTC microseconds.
    pub created_at: i64,
}

impl std::fmt::Debug for Alert {
    /// The sealed secret stays out of logs too.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Alert").field("id", &self.id).field("name", &self.name).field("way", &self.way).finish_non_exhaustive()
    }
}

/// A document that an alert has to tell of.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Hit {
    /// The document.
    pub document_id: Id<Document>,
    /// When it was caught, UTC microseconds.
    pub found_at: i64,
    /// When it was said, UTC microseconds.
    pub published_at: i64,
    /// Whether the source said when.
    pub published_known: bool,
}

/// Looks into the index of the log, each for its last line. The workspace is among them because the days of a view's filter are
/// days of its time zone, the members because the alerts of one who goes are paused.
pub(crate) const LISTENING_STAMP: &str = "SELECT COALESCE(MAX(id), 0) AS n FROM (SELECT MAX(id) AS id FROM events WHERE workspace_id = $1 AND subject = 'alert' \
     UNION ALL SELECT MAX(id) FROM events WHERE workspace_id = $1 AND subject = 'view' \
     UNION ALL SELECT MAX(id) FROM events WHERE workspace_id = $1 AND subject = 'workspace' \
     UNION ALL SELECT MAX(id) FROM events WHERE workspace_id = $1 AND subject = 'member' \
     UNION ALL SELECT MAX(id) FROM events WHERE workspace_id = $1 AND subject = 'correction' \
     UNION ALL SELECT MAX(id) FROM events WHERE workspace_id = $1 AND subject = 'topic') AS last";
pub(crate) const ALERT: &str = "SELECT id, workspace_id, user_id, name, topic_id, view_id, tells, rhythm, hour, way, address, secret, state, created_at FROM alerts";
impl Store {
    /// The alerts of a workspace that are on and tell of mentions, for the one door.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn listening_alerts(&self, workspace: Id<Workspace>) -> Result<Vec<Alert>, StoreError> {
        row::all(
            self.readers(),
            &format!("{ALERT} WHERE workspace_id = $1 AND state = 'on' AND tells = 'mentions' ORDER BY id"),
            vec![workspace.into()],
        )
        .await
    }

    /// A number that changes whenever what the workspace listens for does: a topic, a view, an alert, its time zone.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn listening_stamp(&self, workspace: Id<Workspace>) -> Result<i64, StoreError> {
        row::number(self.readers(), LISTENING_STAMP, vec![workspace.into()]).await
    }
}

impl Reader {
    /// The same number as [`Store::listening_stamp`], of this workspace.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn listening_stamp(&self) -> Result<i64, StoreError> {
        row::number(&self.connection, LISTENING_STAMP, vec![self.workspace.into()]).await
    }

    /// The workspace's alerts, by name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn alerts(&self) -> Result<Vec<Alert>, StoreError> {
        row::all(&self.connection, &format!("{ALERT} WHERE workspace_id = $1 ORDER BY name, id"), vec![self.workspace.into()])
            .await
    }

    /// An alert.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn alert(&self, id: Id<Alert>) -> Result<Option<Alert>, StoreError> {
        row::one(
            &self.connection,
            &format!("{ALERT} WHERE workspace_id = $1 AND id = $2"),
            vec![self.workspace.into(), id.into()],
        )
        .await
    }
}

impl Tx {
    /// Finds an alert inside the transaction.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn alert(&self, workspace: Id<Workspace>, id: Id<Alert>) -> Result<Option<Alert>, StoreError> {
        row::one(self.connection(), &format!("{ALERT} WHERE workspace_id = $1 AND id = $2"), vec![workspace.into(), id.into()])
            .await
    }

    /// Adds an alert. The id is ignored.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_alert(&self, alert: &Alert) -> Result<Id<Alert>, StoreError> {
        let sql = "INSERT INTO alerts (workspace_id, user_id, name, topic_id, view_id, rhythm, hour, way, address, secret, state, created_at, tells) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id";
        let a = alert.clone();
        let (topic, view): (Option<i64>, Option<i64>) = (a.topic_id.map(Id::get), a.view_id.map(Id::get));
        let values = vec![
            a.workspace_id.into(),
            a.user_id.into(),
            a.name.into(),
            topic.into(),
            view.into(),
            a.rhythm.into(),
            a.hour.into(),
            a.way.into(),
            a.address.into(),
            a.secret.into(),
            a.state.into(),
            a.created_at.into(),
            a.tells.into(),
        ];
        row::insert(self.connection(), sql, values).await.map(Id::new)
    }

    /// Saves what may be changed of an alert. False when the workspace has no such alert.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn save_alert(&self, alert: &Alert) -> Result<bool, StoreError> {
        let sql = "UPDATE alerts SET name = $3, topic_id = $4, view_id = $5, rhythm = $6, hour = $7, way = $8, address = $9, secret = $10, state = $11, tells = $12 \
                   WHERE workspace_id = $1 AND id = $2";
        let a = alert.clone();
        let (topic, view): (Option<i64>, Option<i64>) = (a.topic_id.map(Id::get), a.view_id.map(Id::get));
        let values = vec![
            a.workspace_id.into(),
            a.id.into(),
            a.name.into(),
            topic.into(),
            view.into(),
            a.rhythm.into(),
            a.hour.into(),
            a.way.into(),
            a.address.into(),
            a.secret.into(),
            a.state.into(),
            a.tells.into(),
        ];
        Ok(row::run(self.connection(), sql, values).await? > 0)
    }

    /// Pauses the alerts of one user in a workspace; says which were on.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn pause_alerts(&self, workspace: Id<Workspace>, user: Id<User>) -> Result<Vec<Id<Alert>>, StoreError> {
        #[derive(FromQueryResult)]
        struct Paused {
            id: Id<Alert>,
        }
        let sql = "UPDATE alerts SET state = 'paused' WHERE workspace_id = $1 AND user_id = $2 AND state = 'on' RETURNING id";
        let paused: Vec<Paused> = row::all(self.connection(), sql, vec![workspace.into(), user.into()]).await?;
        Ok(paused.into_iter().map(|paused| paused.id).collect())
    }

    /// The digests of a user that are on, in every workspace.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn digests_of(&self, user: Id<User>) -> Result<Vec<Alert>, StoreError> {
        let sql = "SELECT * FROM alerts WHERE user_id = $1 AND rhythm = 'daily' AND state = 'on' ORDER BY id";
        row::all(self.connection(), sql, vec![user.into()]).await
    }

    /// Removes an alert and its log. False when there is none.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn remove_alert(&self, workspace: Id<Workspace>, id: Id<Alert>) -> Result<bool, StoreError> {
        let sql = "DELETE FROM alerts WHERE workspace_id = $1 AND id = $2";
        Ok(row::run(self.connection(), sql, vec![workspace.into(), id.into()]).await? > 0)
    }

    /// Notes what alerts have to tell of.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_hits(&self, hits: &[(Id<Alert>, Id<Document>)], now: i64) -> Result<(), StoreError> {
        if hits.is_empty() {
            return Ok(());
        }
        let rows = hits.iter().map(|(alert, document)| [(*alert).into(), (*document).into(), now.into()]);
        let then = "ON CONFLICT (alert_id, document_id) DO NOTHING";
        let statements = self.engine.inserts("alert_hits", ["alert_id", "document_id", "found_at"], rows.collect(), then);
        row::run_each(self.connection(), statements).await
    }

    /// Takes everything an alert has to tell of, newest first; it will not be given again once the transaction is kept.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn take_hits(&self, alert: Id<Alert>) -> Result<Vec<Hit>, StoreError> {
        #[derive(FromQueryResult)]
        struct Taken {
            document_id: Id<Document>,
            found_at: i64,
        }
        // One statement both takes and tells, so that a hit that comes in meanwhile is neither lost nor told twice.
        let sql = "DELETE FROM alert_hits WHERE alert_id = $1 RETURNING document_id, found_at";
        let taken: Vec<Taken> = row::all(self.connection(), sql, vec![alert.into()]).await?;
        let taken: Vec<(Id<Document>, i64)> = taken.into_iter().map(|hit| (hit.document_id, hit.found_at)).collect();
        let mut hits = self.described_hits(&taken).await?;
        hits.sort_unstable_by_key(|hit| std::cmp::Reverse((hit.published_at, hit.document_id)));
        Ok(hits)
    }

    async fn described_hits(&self, taken: &[(Id<Document>, i64)]) -> Result<Vec<Hit>, StoreError> {
        #[derive(FromQueryResult)]
        struct Said {
            id: Id<Document>,
            published_at: i64,
            published_known: bool,
        }
        let sql = format!("SELECT id, published_at, published_known FROM documents WHERE id IN ({})", self.engine.numbers(1));
        let said: Vec<Said> = row::all(self.connection(), &sql, vec![row::list(taken.iter().map(|(id, _)| id.get()))]).await?;
        let found: BTreeMap<Id<Document>, i64> = taken.iter().copied().collect();
        let hit = |said: Said| Hit {
            found_at: found.get(&said.id).copied().unwrap_or(said.published_at),
            document_id: said.id,
            published_at: said.published_at,
            published_known: said.published_known,
        };
        Ok(said.into_iter().map(hit).collect())
    }
}
