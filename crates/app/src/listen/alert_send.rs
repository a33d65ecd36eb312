//! Sending what an alert tells: one attempt, its outcome written down, the next attempt planned.
//!
//! A message is marked as being sent before it leaves. Should the program stop in between, its outcome is unknown: a mail is then not
//! sent again; a webhook is, under the same delivery id, by which its receiver drops a double.

use std::time::Duration;

use connect::{
    fetch::{AddressFault, FetchError},
    notify::{
        Secret,
        mail::{Mail, Mailer},
        webhook::{self, Webhook, WebhookError},
    },
};
use domain::Language;
use jiff::tz::TimeZone;
use serde_json::json;
use store::{
    Id,
    alert::{Alert, Notification},
    document::Document,
    job::Job,
    signal::Signal,
};
use url::Url;

use crate::{
    Actor, App, Refusal, Sealed,
    govern::mail::sender_host,
    listen::{
        alert_message::{Message, Named},
        alert_problem::{AlertProblem, Next},
        alert_save::About,
    },
    worker::LEASE_US,
};

/// The most attempts for one message: about a day of them.
pub const NOTIFY_ATTEMPTS_MAX: i64 = 30;
/// The wait after the first attempt that failed, microseconds; twice as long after each further one.
pub const NOTIFY_RETRY_FIRST_US: i64 = 30 * 1_000_000;
/// The longest wait between two attempts, microseconds.
pub const NOTIFY_RETRY_US_MAX: i64 = 3_600 * 1_000_000;
/// The most signals that one message tells.
const NOTIFICATION_SIGNALS_MAX: usize = 25;
/// How long each step of the exchange with a mail server may take.
const NOTIFY_STEP_TIME_MAX: Duration = Duration::from_secs(20);

/// A message ready to leave.
enum Ready {
    Mail(Box<Mailer>, Box<Mail>),
    Webhook(Webhook, String),
}

impl App {
    /// Makes one attempt to send the notification that a job is about.
    ///
    /// # Errors
    /// When the database refuses. What the mail server or receiver does wrong is no error here: it is written down.
    pub(crate) async fn send_notification(&self, job: &Job) -> Result<(), Refusal> {
        let reader = self.store.reader(job.workspace_id);
        let notification = match job.key.parse::<Id<Notification>>() {
            Ok(id) => reader.notification(id).await?,
            Err(_) => None,
        };
        let waiting = notification.filter(|notification| matches!(notification.state.as_str(), "sending" | "retrying"));
        let alert = match &waiting {
            Some(notification) => reader.alert(notification.alert_id).await?,
            None => None,
        };
        let (Some(mut notification), Some(alert)) = (waiting, alert) else {
            let tx = self.store.begin().await?;
            tx.finish(job.id, self.now()).await?;
            return Ok(tx.commit().await?);
        };
        if let Some(problem) = hindrance(&alert, &notification) {
            return self.note_outcome(job, &alert, notification, Err(problem)).await;
        }
        let ready = self.prepare(job, &alert, &notification).await?;
        let now = self.now();
        notification.attempts += 1;
        "sending".clone_into(&mut notification.state);
        let ready = match ready {
            Ok(ready) => ready,
            Err(problem) => return self.note_outcome(job, &alert, notification, Err(problem)).await,
        };
        let tx = self.store.begin().await?;
        tx.save_notification(&notification).await?;
        tx.progress(job.id, 0, 0, &job.payload, now + LEASE_US).await?;
        tx.commit().await?;
        let outcome = match ready {
            Ready::Mail(mailer, mail) => Box::pin(mailer.send(&mail)).await.map(drop).map_err(AlertProblem::Mail),
            Ready::Webhook(webhook, body) => {
                let sent = webhook::deliver(&self.client, &webhook, &notification.key, &body, self.clock.now()).await;
                sent.map(drop).map_err(AlertProblem::Webhook)
            }
        };
        self.note_outcome(job, &alert, notification, outcome).await
    }

    /// Writes down what became of an attempt and plans the next one.
    async fn note_outcome(
        &self,
        job: &Job,
        alert: &Alert,
        mut notification: Notification,
        outcome: Result<(), AlertProblem>,
    ) -> Result<(), Refusal> {
        let now = self.now();
        let later = (now - notification.created_at).max(0) / 1_000_000;
        let again = match &outcome {
            Err(problem) if problem.next() == Next::Again && notification.attempts < NOTIFY_ATTEMPTS_MAX => {
                Some(now + wait(notification.attempts, problem, now))
            }
            _ => None,
        };
        let (state, verb) = match (&outcome, again) {
            (Ok(()), _) => ("sent", "alert.sent"),
            (Err(_), Some(_)) => ("retrying", "alert.delayed"),
            (Err(_), None) => ("failed", "alert.failed"),
        };
        state.clone_into(&mut notification.state);
        notification.problem = outcome.as_ref().err().map(AlertProblem::stored).unwrap_or_default();
        if outcome.is_ok() {
            notification.sent_at = Some(now);
            notification.since_published_seconds = notification.since_published_seconds.map(|seconds| seconds + later);
            notification.since_found_seconds = notification.since_found_seconds.map(|seconds| seconds + later);
        }
        let tx = self.store.begin().await?;
        tx.save_notification(&notification).await?;
        match again {
            Some(at) => tx.reschedule(job.id, at).await?,
            None => tx.finish(job.id, now).await?,
        }
        let detail = json!({
            "name": alert.name, "mentions": notification.total, "test": notification.test, "attempts": notification.attempts,
            "problem": outcome.as_ref().err().map(AlertProblem::code),
        });
        tx.record(&Actor::worker(job.workspace_id).event(verb, "alert", Some(alert.id.get()), &detail, now)).await?;
        Ok(tx.commit().await?)
    }

    /// Puts the message together, or says why it cannot leave.
    async fn prepare(
        &self,
        job: &Job,
        alert: &Alert,
        notification: &Notification,
    ) -> Result<Result<Ready, AlertProblem>, Refusal> {
        let message = self.message(alert, notification).await?;
        if is_webhook(notification) {
            let secret = alert.secret.clone().and_then(|sealed| self.vault.open(&Sealed::from_store(sealed)));
            let Some(secret) = secret else { return Ok(Err(AlertProblem::NoSecret)) };
            let address = match Url::parse(&notification.address) {
                Ok(address) => address,
                Err(_) => return Ok(Err(bad_address())),
            };
            let webhook = Webhook { address, secret: Secret::new(secret) };
            return Ok(Ok(Ready::Webhook(webhook, message.json(&notification.key).to_string())));
        }
        let Some(mut server) = self.mail_server(job.workspace_id).await? else { return Ok(Err(AlertProblem::NoMailServer)) };
        server.step_time_max = NOTIFY_STEP_TIME_MAX;
        let message_id = format!("{}@{}", notification.key, sender_host(&server.from));
        let mailer = match Mailer::new(server) {
            Ok(mailer) => mailer,
            Err(error) => return Ok(Err(AlertProblem::Mail(error))),
        };
        let manage = message.alert_href();
        let mail = Mail {
            to: notification.address.clone(),
            subject: message.subject(),
            text: message.text(),
            html: Some(message.html()),
            message_id,
            at: self.clock.now(),
            unsubscribe: Some(manage).filter(|href| href.starts_with("https://")),
        };
        Ok(Ok(Ready::Mail(Box::new(mailer), Box::new(mail))))
    }

    /// What a notification tells, in its owner's language.
    pub(crate) async fn message(&self, alert: &Alert, notification: &Notification) -> Result<Message, Refusal> {
        let actor = Actor::worker(alert.workspace_id);
        let reader = self.reader(&actor);
        let user = self.store.user(alert.user_id).await?;
        let language = user.as_ref().and_then(|user| Language::from_code(&user.language)).unwrap_or_default();
        let zone = user.and_then(|user| TimeZone::get(&user.time_zone).ok()).unwrap_or(TimeZone::UTC);
        let ids: Vec<Id<Document>> = serde_json::from_str(&notification.documents).unwrap_or_default();
        let mut mentions = self.mentions(&actor, &ids).await?;
        mentions.sort_by_key(|mention| std::cmp::Reverse((mention.row.published_at, mention.row.id)));
        let about = match About::of(alert) {
            Some(About::Topic(id)) => {
                reader.topic(id).await?.map(|topic| Named { noun: "topic", id: id.get(), name: topic.name })
            }
            Some(About::Signals(id)) => {
                reader.topic(id).await?.map(|topic| Named { noun: "signals", id: id.get(), name: topic.name })
            }
            Some(About::View(id)) => reader.view(id).await?.map(|view| Named { noun: "view", id: id.get(), name: view.name }),
            None => None,
        };
        let workspace = reader.workspace().await?.map(|workspace| workspace.name).unwrap_or_default();
        let ids: Vec<Id<Signal>> = serde_json::from_str(&notification.signals).unwrap_or_default();
        let mut signals = Vec::new();
        for id in ids.into_iter().take(NOTIFICATION_SIGNALS_MAX) {
            signals.extend(reader.signal(id).await?);
        }
        Ok(Message {
            signals,
            alert: alert.clone(),
            about,
            workspace,
            mentions,
            total: notification.total,
            test: notification.test,
            language,
            zone,
            public_address: self.config.public_address.clone(),
        })
    }
}

/// Why nothing is to be attempted at all.
fn hindrance(alert: &Alert, notification: &Notification) -> Option<AlertProblem> {
    let stopped = notification.state == "sending" && notification.attempts > 0;
    if stopped && !is_webhook(notification) {
        Some(AlertProblem::Stopped)
    } else if alert.state != "on" && !notification.test {
        Some(AlertProblem::Paused)
    } else {
        None
    }
}

fn is_webhook(notification: &Notification) -> bool {
    notification.address.starts_with("http://") || notification.address.starts_with("https://")
}

fn bad_address() -> AlertProblem {
    AlertProblem::Webhook(WebhookError::NoAnswer(FetchError::BadAddress { fault: AddressFault::Host }))
}

/// How long until the next attempt, microseconds: as long as the receiver asked for, otherwise twice as long each time.
fn wait(attempts: i64, problem: &AlertProblem, now: i64) -> i64 {
    let doublings = u32::try_from(attempts.saturating_sub(1)).unwrap_or(0).min(20);
    let wait = NOTIFY_RETRY_FIRST_US.saturating_mul(1 << doublings);
    let asked = match problem {
        AlertProblem::Webhook(WebhookError::Answered { retry_after: Some(at), .. }) => at.as_microsecond() - now,
        _ => 0,
    };
    wait.max(asked).min(NOTIFY_RETRY_US_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_come_ever_more_rarely_and_heed_the_receiver() {
        let busy = |retry_after| AlertProblem::Webhook(WebhookError::Answered { status: 503, retry_after, said: String::new() });
        assert_eq!(wait(1, &busy(None), 0), NOTIFY_RETRY_FIRST_US);
        assert_eq!(wait(3, &busy(None), 0), 4 * NOTIFY_RETRY_FIRST_US);
        assert_eq!(wait(29, &busy(None), 0), NOTIFY_RETRY_US_MAX);
        let later = jiff::Timestamp::from_second(600).ok();
        assert_eq!(wait(1, &busy(later), 0), 600_000_000);
        let tomorrow = jiff::Timestamp::from_second(86_400).ok();
        assert_eq!(wait(1, &busy(tomorrow), 0), NOTIFY_RETRY_US_MAX);
        let all: i64 = (1..NOTIFY_ATTEMPTS_MAX).map(|attempts| wait(attempts, &AlertProblem::NoMailServer, 0)).sum();
        assert!((20..28).contains(&(all / 3_600_000_000)), "about a day, not {all} µs");
    }
}
