//! From a hit to a message: alerts gather what they have to tell, write down what they are about to say, and say it.

use store::{Tx, alert::Alert, job::NewJob};

use crate::Refusal;

/// The kind of the job that composes a notification.
pub const COMPOSE_JOB: &str = "alert";
/// How long an alert that tells at once waits for more of the same, microseconds.
pub const GATHER_US: i64 = 8_000_000;

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
        lane: format!("alert {}", alert.id),
        payload: "{}".to_owned(),
        due_at: now + GATHER_US,
    };
    Ok(tx.enqueue(&job, now).await?)
}
