//! Signals: that something happens with a topic, and what is known of the usual of each topic.

use sea_orm::{FromQueryResult, Value};
use serde::Serialize;

use crate::{Id, Reader, StoreError, Tx, access::User, alert::Alert, row, topic::Topic, workspace::Workspace};

pub use crate::signal_series::{Settled, SlotCount, Voice, Watch};

/// Something that happened with a topic.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct Signal {
    /// Its id.
    pub id: Id<Signal>,
    /// The workspace.
    pub workspace_id: Id<Workspace>,
    /// The topic.
    pub topic_id: Id<Topic>,
    /// A name of [`domain::signal::Kind`]: `peak`, `negative_peak`, `silence`, `new_theme`, `spread`.
    pub kind: String,
    /// The phrase of a new theme; empty otherwise.
    pub phrase: String,
    /// When it began, UTC microseconds.
    pub started_at: i64,
    /// When it could first be known, UTC microseconds.
    pub alarmed_at: i64,
    /// When it was strongest, UTC microseconds.
    pub peak_at: i64,
    /// Its last unusual point, UTC microseconds.
    pub last_at: i64,
    /// When it ended, UTC microseconds; none while it lasts.
    pub ended_at: Option<i64>,
    /// The count of the strongest point.
    pub count: f64,
    /// What was expected there.
    pub expected: f64,
    /// 95 % of such points lie at this or above …
    pub low: f64,
    /// … and at this or under.
    pub high: f64,
    /// What was above that.
    pub above: f64,
    /// From 0.5 to 1, when it was raised.
    pub score: f64,
    /// How much it looks like a bad buzz, 0 to 100.
    pub buzz: f64,
    /// The parts of that, JSON of [`domain::signal::Buzz`].
    pub parts: String,
    /// What explains it, JSON of [`domain::signal::Evidence`].
    pub evidence: String,
    /// What was found, JSON of [`domain::signal::Finding`].
    pub finding: String,
    /// Whether it was found in what had been said before Parvis listened: then it was told to nobody.
    pub hindsight: bool,
    /// `useful`, `noise`, or nothing.
    pub feedback: String,
    /// Who said so.
    pub feedback_by: Option<Id<User>>,
    /// When, UTC microseconds.
    pub feedback_at: Option<i64>,
}

/// Which signals are listed.
#[derive(Clone, Debug, Default)]
pub struct SignalFilter {
    /// Of one topic.
    pub topic: Option<Id<Topic>>,
    /// Of one kind.
    pub kind: Option<String>,
    /// Those that last, and those that began or ended at or after this, UTC microseconds.
    pub since: Option<i64>,
    /// Those that last only.
    pub open: bool,
}

const SIGNAL: &str = "SELECT id, workspace_id, topic_id, kind, phrase, started_at, alarmed_at, peak_at, last_at, ended_at, count, expected, low, high, \
                      above, score, buzz, parts, evidence, finding, hindsight, feedback, feedback_by, feedback_at FROM signals";

impl Reader {
    /// Signals: those that last first, then the newest.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn signals(&self, filter: &SignalFilter, limit: u32) -> Result<Vec<Signal>, StoreError> {
        let mut values: Vec<Value> = vec![self.workspace.into()];
        let mut sql = format!("{SIGNAL} WHERE workspace_id = $1");
        if let Some(topic) = filter.topic {
            values.push(topic.into());
            sql.push_str(&format!(" AND topic_id = ${}", values.len()));
        }
        if let Some(kind) = &filter.kind {
            values.push(kind.as_str().into());
            sql.push_str(&format!(" AND kind = ${}", values.len()));
        }
        if let Some(since) = filter.since {
            values.push(since.into());
            let at = values.len();
            sql.push_str(&format!(" AND (ended_at IS NULL OR started_at >= ${at} OR ended_at >= ${at})"));
        }
        if filter.open {
            sql.push_str(" AND ended_at IS NULL");
        }
        values.push(i64::from(limit).into());
        let last = values.len();
        sql.push_str(&format!(" ORDER BY CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, started_at DESC, id DESC LIMIT ${last}"));
        row::all(&self.connection, &sql, values).await
    }

    /// A signal.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn signal(&self, id: Id<Signal>) -> Result<Option<Signal>, StoreError> {
        let sql = format!("{SIGNAL} WHERE workspace_id = $1 AND id = $2");
        row::one(&self.connection, &sql, vec![self.workspace.into(), id.into()]).await
    }

    /// The signals of a topic that last or whose last point was at or after `since` (UTC microseconds), oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn late_signals(&self, topic: Id<Topic>, since: i64) -> Result<Vec<Signal>, StoreError> {
        let sql =
            format!("{SIGNAL} WHERE workspace_id = $1 AND topic_id = $2 AND (ended_at IS NULL OR last_at >= $3) ORDER BY id");
        row::all(&self.connection, &sql, vec![self.workspace.into(), topic.into(), since.into()]).await
    }
}

impl Tx {
    /// Adds a signal. The id is ignored.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_signal(&self, signal: &Signal) -> Result<Id<Signal>, StoreError> {
        let sql = "INSERT INTO signals (workspace_id, topic_id, kind, phrase, started_at, alarmed_at, peak_at, last_at, ended_at, count, expected, low, \
                   high, above, score, buzz, parts, evidence, finding, hindsight, feedback) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, '') RETURNING id";
        let mut values = vec![signal.workspace_id.into(), signal.topic_id.into(), signal.kind.as_str().into()];
        values.extend([signal.phrase.as_str().into(), signal.started_at.into(), signal.alarmed_at.into()]);
        values.extend(measured(signal));
        values.push(signal.hindsight.into());
        row::insert(self.connection(), sql, values).await.map(Id::new)
    }

    /// Saves how a signal went on. What was said of it stays.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn save_signal(&self, signal: &Signal) -> Result<(), StoreError> {
        let sql = "UPDATE signals SET started_at = $2, peak_at = $3, last_at = $4, ended_at = $5, count = $6, expected = $7, low = $8, high = $9, \
                   above = $10, score = $11, buzz = $12, parts = $13, evidence = $14, finding = $15 WHERE id = $1";
        let mut values = vec![signal.id.into(), signal.started_at.into()];
        values.extend(measured(signal));
        row::run(self.connection(), sql, values).await?;
        Ok(())
    }

    /// Notes what somebody said of a signal. False when the workspace has no such signal.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_signal_feedback(
        &self,
        workspace: Id<Workspace>,
        id: Id<Signal>,
        feedback: &str,
        by: Option<Id<User>>,
        now: i64,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE signals SET feedback = $3, feedback_by = $4, feedback_at = $5 WHERE workspace_id = $1 AND id = $2";
        let by: Option<i64> = by.map(Id::get);
        let values = vec![workspace.into(), id.into(), feedback.into(), by.into(), now.into()];
        Ok(row::run(self.connection(), sql, values).await? > 0)
    }

    /// What was said of the signals of a topic: kind and `useful` or `noise`, oldest first.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn signal_feedback(&self, workspace: Id<Workspace>, topic: Id<Topic>) -> Result<Vec<(String, String)>, StoreError> {
        #[derive(FromQueryResult)]
        struct Given {
            kind: String,
            feedback: String,
        }
        let sql = "SELECT kind, feedback FROM signals WHERE workspace_id = $1 AND topic_id = $2 AND feedback <> '' ORDER BY feedback_at, id";
        let given: Vec<Given> = row::all(self.connection(), sql, vec![workspace.into(), topic.into()]).await?;
        Ok(given.into_iter().map(|given| (given.kind, given.feedback)).collect())
    }

    /// The alerts that are on and tell of the signals of a topic.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn signal_alerts(&self, workspace: Id<Workspace>, topic: Id<Topic>) -> Result<Vec<Alert>, StoreError> {
        let sql = format!(
            "{} WHERE workspace_id = $1 AND topic_id = $2 AND state = 'on' AND tells = 'signals' ORDER BY id",
            crate::alert::ALERT
        );
        row::all(self.connection(), &sql, vec![workspace.into(), topic.into()]).await
    }

    /// Notes that an alert has a signal to tell of.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_alert_signal(&self, alert: Id<Alert>, signal: Id<Signal>, now: i64) -> Result<(), StoreError> {
        let sql = "INSERT INTO alert_signals (alert_id, signal_id, found_at) VALUES ($1, $2, $3) ON CONFLICT (alert_id, signal_id) DO NOTHING";
        row::run(self.connection(), sql, vec![alert.into(), signal.into(), now.into()]).await?;
        Ok(())
    }

    /// Takes the signals that an alert has to tell of; they will not be given again once the transaction is kept.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn take_alert_signals(&self, alert: Id<Alert>) -> Result<Vec<Id<Signal>>, StoreError> {
        #[derive(FromQueryResult)]
        struct Taken {
            signal_id: Id<Signal>,
        }
        let sql = "DELETE FROM alert_signals WHERE alert_id = $1 RETURNING signal_id";
        let taken: Vec<Taken> = row::all(self.connection(), sql, vec![alert.into()]).await?;
        let mut ids: Vec<Id<Signal>> = taken.into_iter().map(|taken| taken.signal_id).collect();
        ids.sort_unstable();
        Ok(ids)
    }
}

/// The columns from `peak_at` to `finding`, in order.
fn measured(signal: &Signal) -> [Value; 13] {
    [
        signal.peak_at.into(),
        signal.last_at.into(),
        signal.ended_at.into(),
        signal.count.into(),
        signal.expected.into(),
        signal.low.into(),
        signal.high.into(),
        signal.above.into(),
        signal.score.into(),
        signal.buzz.into(),
        signal.parts.as_str().into(),
        signal.evidence.as_str().into(),
        signal.finding.as_str().into(),
    ]
}
