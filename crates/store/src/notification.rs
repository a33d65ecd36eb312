//! Notifications: what alerts told, to whom, and what became of it.

use sea_orm::FromQueryResult;
use serde::Serialize;

use crate::{Id, Reader, StoreError, Tx, alert::Alert, row, workspace::Workspace};

/// How long a notification took.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Latency {
    /// From the publication of its newest document until it left, seconds; none when nobody knows when that was said.
    pub since_published_seconds: Option<i64>,
    /// From the finding of its newest document until it left, seconds.
    pub since_found_seconds: Option<i64>,
}

/// What was told, or is about to be.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct Notification {
    /// Its id.
    pub id: Id<Notification>,
    /// The alert.
    pub alert_id: Id<Alert>,
    /// The same for every attempt: the message id of a mail, the delivery id of a webhook.
    pub key: String,
    /// Where it goes: one mail address, or the address to call.
    pub address: String,
    /// `sending`, `sent`, `retrying` or `failed`.
    pub state: String,
    /// Asked for by the test button.
    pub test: bool,
    /// Ids of the documents told of, a JSON list.
    pub documents: String,
    /// Ids of the signals told of, a JSON list.
    pub signals: String,
    /// How many there were, the list may be shorter.
    pub total: i64,
    /// How often it was tried.
    pub attempts: i64,
    /// What went wrong the last time, JSON as the verb wrote it; empty when nothing did.
    pub problem: String,
    /// When it was made, UTC microseconds.
    pub created_at: i64,
    /// When it left, UTC microseconds.
    pub sent_at: Option<i64>,
    /// From the publication of its newest document until it left, seconds.
    pub since_published_seconds: Option<i64>,
    /// From the finding of its newest document until it left, seconds.
    pub since_found_seconds: Option<i64>,
}

const NOTIFICATION: &str = "SELECT id, alert_id, key, address, state, test, documents, signals, total, attempts, problem, created_at, sent_at, \
                            since_published_seconds, since_found_seconds FROM notifications";

impl Reader {
    /// What was told, newest first: by one alert or by all; before a notification's id, if given.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn notifications(
        &self,
        alert: Option<Id<Alert>>,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<Notification>, StoreError> {
        let sql =
            format!("{NOTIFICATION} WHERE workspace_id = $1 AND ($2 = 0 OR alert_id = $2) AND id < $3 ORDER BY id DESC LIMIT $4");
        let values = vec![
            self.workspace.into(),
            alert.map_or(0, Id::get).into(),
            before.unwrap_or(i64::MAX).into(),
            i64::from(limit).into(),
        ];
        row::all(&self.connection, &sql, values).await
    }

    /// The last notification of each alert, tests left out, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn last_notifications(&self) -> Result<Vec<Notification>, StoreError> {
        let sql = format!(
            "{NOTIFICATION} WHERE id IN (SELECT (SELECT n.id FROM notifications n WHERE n.alert_id = a.id AND NOT n.test \
             ORDER BY n.created_at DESC, n.id DESC LIMIT 1) FROM alerts a WHERE a.workspace_id = $1) ORDER BY created_at DESC, id DESC"
        );
        row::all(&self.connection, &sql, vec![self.workspace.into()]).await
    }

    /// A notification.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn notification(&self, id: Id<Notification>) -> Result<Option<Notification>, StoreError> {
        let sql = format!("{NOTIFICATION} WHERE workspace_id = $1 AND id = $2");
        row::one(&self.connection, &sql, vec![self.workspace.into(), id.into()]).await
    }

    /// How long the last notifications of an alert took that were sent, tests left out, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn latencies(&self, alert: Id<Alert>, limit: u32) -> Result<Vec<Latency>, StoreError> {
        let sql = "SELECT since_published_seconds, since_found_seconds FROM notifications \
                   WHERE workspace_id = $1 AND alert_id = $2 AND state = 'sent' AND NOT test ORDER BY created_at DESC LIMIT $3";
        row::all(&self.connection, sql, vec![self.workspace.into(), alert.into(), i64::from(limit).into()]).await
    }
}

impl Tx {
    /// When an alert last told something, tests left out, UTC microseconds.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn last_told_at(&self, alert: Id<Alert>) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT COALESCE(MAX(created_at), 0) AS n FROM notifications WHERE alert_id = $1 AND NOT test";
        let at = row::number(self.connection(), sql, vec![alert.into()]).await?;
        Ok(Some(at).filter(|&at| at != 0))
    }

    /// The mails of a workspace that wait for another attempt.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn waiting_mails(&self, workspace: Id<Workspace>) -> Result<Vec<Id<Notification>>, StoreError> {
        #[derive(FromQueryResult)]
        struct Waiting {
            id: Id<Notification>,
        }
        let sql = "SELECT n.id FROM notifications n JOIN alerts a ON a.id = n.alert_id \
                   WHERE n.workspace_id = $1 AND n.state = 'retrying' AND a.way = 'mail' ORDER BY n.id";
        let waiting: Vec<Waiting> = row::all(self.connection(), sql, vec![workspace.into()]).await?;
        Ok(waiting.into_iter().map(|waiting| waiting.id).collect())
    }

    /// Forgets notifications made before `before` that left or were given up, but the last one of each alert; says how many.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn forget_notifications(&self, before: i64) -> Result<u64, StoreError> {
        let sql = "DELETE FROM notifications WHERE created_at < $1 AND state IN ('sent', 'failed') AND EXISTS \
                   (SELECT 1 FROM notifications later WHERE later.alert_id = notifications.alert_id AND NOT later.test AND later.id > notifications.id)";
        row::run(self.connection(), sql, vec![before.into()]).await
    }

    /// Writes down what is about to be told. The id is ignored.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_notification(
        &self,
        workspace: Id<Workspace>,
        notification: &Notification,
    ) -> Result<Id<Notification>, StoreError> {
        let sql = "INSERT INTO notifications (workspace_id, alert_id, key, address, state, test, documents, total, attempts, problem, created_at, \
                   since_published_seconds, since_found_seconds, signals) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, '', $9, $10, $11, $12) RETURNING id";
        let n = notification.clone();
        let values = vec![
            workspace.into(),
            n.alert_id.into(),
            n.key.into(),
            n.address.into(),
            n.state.into(),
            n.test.into(),
            n.documents.into(),
            n.total.into(),
            n.created_at.into(),
            n.since_published_seconds.into(),
            n.since_found_seconds.into(),
            n.signals.into(),
        ];
        row::insert(self.connection(), sql, values).await.map(Id::new)
    }

    /// Finds a notification inside the transaction.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn notification(&self, workspace: Id<Workspace>, id: Id<Notification>) -> Result<Option<Notification>, StoreError> {
        row::one(
            self.connection(),
            &format!("{NOTIFICATION} WHERE workspace_id = $1 AND id = $2"),
            vec![workspace.into(), id.into()],
        )
        .await
    }

    /// Saves what became of a notification.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn save_notification(&self, notification: &Notification) -> Result<(), StoreError> {
        let sql = "UPDATE notifications SET state = $2, attempts = $3, problem = $4, sent_at = $5, since_published_seconds = $6, \
                   since_found_seconds = $7 WHERE id = $1";
        let n = notification.clone();
        let values = vec![
            n.id.into(),
            n.state.into(),
            n.attempts.into(),
            n.problem.into(),
            n.sent_at.into(),
            n.since_published_seconds.into(),
            n.since_found_seconds.into(),
        ];
        row::run(self.connection(), sql, values).await?;
        Ok(())
    }
}
