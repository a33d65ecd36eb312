//! From a hit to a message: alerts gather what they have to tell and write down what they are about to say.

use jiff::tz::TimeZone;
use serde_json::json;
use store::{
    Id, Tx,
    alert::{Alert, Hit, Notification},
    document::Document,
    job::{Job, NewJob},
    signal::{Signal, SignalFilter},
};

use crate::{
    Actor, App, Refusal,
    listen::{
        alert_plan::next_digest,
        alert_save::{About, addresses, is_of_signals},
        filter::MentionFilter,
    },
    vault::new_token,
};

/// The kind of the job that composes a notification.
pub const COMPOSE_JOB: &str = "alert";
/// The kind of the job that sends a notification.
pub const NOTIFY_JOB: &str = "notify";
/// How long an alert that tells at once waits for more of the same, microseconds.
pub const GATHER_US: i64 = 8_000_000;
/// The shortest time between two messages of an alert that tells at once, microseconds.
pub const AT_ONCE_GAP_US: i64 = 60_000_000;
/// The most mentions of which a message tells in full; the others are counted and linked.
pub const NOTIFICATION_MENTIONS_MAX: usize = 25;
/// The most mentions in a test.
const SAMPLE_MENTIONS_MAX: usize = 3;

/// Asks for a notification to be composed: soon for an alert that tells at once. A digest has its own time, which is set when
/// the alert is saved and after each digest.
pub(crate) async fn enqueue(tx: &Tx, alert: &Alert, now: i64) -> Result<(), Refusal> {
    if alert.rhythm != "at_once" {
        return Ok(());
    }
    let job = NewJob {
        workspace_id: alert.workspace_id,
        kind: COMPOSE_JOB,
        key: alert.id.to_string(),
        lane: compose_lane(alert.id),
        payload: "{}".to_owned(),
        due_at: now + GATHER_US,
    };
    Ok(tx.enqueue(&job, now).await?)
}

/// An alert is composed by one worker at a time.
pub(crate) fn compose_lane(alert: Id<Alert>) -> String {
    format!("alert {alert}")
}

impl App {
    /// Takes what an alert has gathered, writes down the messages that tell of it, and asks for them to be sent.
    ///
    /// # Errors
    /// When the database refuses.
    pub(crate) async fn compose_alert(&self, job: &Job) -> Result<(), Refusal> {
        let now = self.now();
        let id: Option<Id<Alert>> = job.key.parse().ok();
        let alert = match id {
            Some(id) => self.store.reader(job.workspace_id).alert(id).await?.filter(|alert| alert.state == "on"),
            None => None,
        };
        let zone = match &alert {
            Some(alert) => self.zone_of(alert).await?,
            None => TimeZone::UTC,
        };
        let tx = self.store.begin().await?;
        let Some(alert) = alert else {
            tx.finish(job.id, now).await?;
            return Ok(tx.commit().await?);
        };
        // The job's row is written first: a document that comes in meanwhile then asks for a message of its own.
        if alert.rhythm == "daily" {
            tx.reschedule(job.id, next_digest(alert.hour, &zone, now)).await?;
        } else if let Some(again) = tx.last_told_at(alert.id).await?.map(|last| last + AT_ONCE_GAP_US).filter(|at| *at > now) {
            tx.reschedule(job.id, again).await?;
            return Ok(tx.commit().await?);
        } else {
            tx.finish(job.id, now).await?;
        }
        let hits = tx.take_hits(alert.id).await?;
        let signals = tx.take_alert_signals(alert.id).await?;
        if hits.is_empty() && signals.is_empty() {
            return Ok(tx.commit().await?);
        }
        self.write_notifications(&tx, &alert, &hits, &signals, false).await?;
        let detail = json!({ "name": alert.name, "mentions": hits.len(), "signals": signals.len() });
        tx.record(&Actor::worker(job.workspace_id).event("alert.composed", "alert", Some(alert.id.get()), &detail, now)).await?;
        tx.commit().await?;
        self.bell.notify_one();
        Ok(())
    }

    /// Writes down one message for each address of the alert, and asks for each to be sent now. `hits` is newest first.
    pub(crate) async fn write_notifications(
        &self,
        tx: &Tx,
        alert: &Alert,
        hits: &[Hit],
        signals: &[Id<Signal>],
        test: bool,
    ) -> Result<(), Refusal> {
        let now = self.now();
        let ids: Vec<Id<Document>> = hits.iter().take(NOTIFICATION_MENTIONS_MAX).map(|hit| hit.document_id).collect();
        let documents = serde_json::to_string(&ids).or(Err(Refusal::Interrupted))?;
        let told = serde_json::to_string(signals).or(Err(Refusal::Interrupted))?;
        let total = if is_of_signals(alert) { signals.len() } else { hits.len() };
        let since = |at: i64| (now - at).max(0) / 1_000_000;
        let newest = hits.first();
        for address in addresses(alert) {
            let notification = Notification {
                id: Id::new(0),
                alert_id: alert.id,
                key: new_token()?,
                address: address.to_owned(),
                state: "sending".to_owned(),
                test,
                documents: documents.clone(),
                signals: told.clone(),
                total: i64::try_from(total).unwrap_or(i64::MAX),
                attempts: 0,
                problem: String::new(),
                created_at: now,
                sent_at: None,
                since_published_seconds: newest.filter(|hit| hit.published_known).map(|hit| since(hit.published_at)),
                since_found_seconds: newest.map(|hit| since(hit.found_at)),
            };
            let id = tx.add_notification(alert.workspace_id, &notification).await?;
            let lane = if alert.way == "mail" {
                // One mail server, one connection at a time.
                format!("mail {}", alert.workspace_id)
            } else {
                format!("webhook {}", alert.id)
            };
            let job = NewJob {
                workspace_id: alert.workspace_id,
                kind: NOTIFY_JOB,
                key: id.to_string(),
                lane,
                payload: "{}".to_owned(),
                due_at: now,
            };
            tx.enqueue(&job, now).await?;
        }
        Ok(())
    }

    /// The newest signal that an alert would have told of.
    pub(crate) async fn alert_signal_sample(&self, actor: &Actor, alert: &Alert) -> Result<Vec<Id<Signal>>, Refusal> {
        let Some(About::Signals(topic)) = About::of(alert) else { return Ok(Vec::new()) };
        let filter = SignalFilter { topic: Some(topic), ..SignalFilter::default() };
        Ok(self.reader(actor).signals(&filter, 1).await?.into_iter().map(|signal| signal.id).collect())
    }

    /// The newest mentions that an alert would have told of.
    pub(crate) async fn alert_sample(&self, actor: &Actor, alert: &Alert) -> Result<Vec<Hit>, Refusal> {
        let zone = self.zone_of(alert).await?;
        let filter = match About::of(alert) {
            Some(About::Topic(id)) => MentionFilter { topic: Some(id), ..MentionFilter::all(zone) },
            Some(About::View(id)) => {
                let view = self.reader(actor).view(id).await?;
                view.map_or_else(|| MentionFilter::all(zone.clone()), |view| MentionFilter::from_address(&view.filter, &zone))
            }
            // It tells of no mentions.
            Some(About::Signals(_)) => return Ok(Vec::new()),
            None => MentionFilter::all(zone),
        };
        let page = self.stream(actor, &filter, None, SAMPLE_MENTIONS_MAX).await?;
        let hit = |mention: &crate::listen::stream::Mention| Hit {
            document_id: mention.row.id,
            found_at: mention.row.found_at,
            published_at: mention.row.published_at,
            published_known: mention.row.published_known,
        };
        Ok(page.mentions.iter().map(hit).collect())
    }
}
