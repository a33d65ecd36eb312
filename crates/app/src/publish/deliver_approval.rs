//! A delivery that not everybody has said yes to: it waits, and is held once it is later than the workspace allows.

use domain::delivery::State;
use store::{Tx, delivery::Delivery, job::Job};

use super::{
    approval::{AWAITS_APPROVAL, Facts},
    deliver::Leaving,
    deliver_note::stand,
};
use crate::{App, Refusal};

impl App {
    /// Whether everybody who is asked has said yes to exactly what is about to leave. A thread that began is brought to its end.
    pub(super) async fn is_approved(&self, tx: &Tx, delivery: &Delivery) -> Result<bool, Refusal> {
        if delivery.step > 0 {
            return Ok(true);
        }
        let facts = Facts::within(tx, delivery.workspace_id, delivery.post_id).await?;
        facts.approve(delivery.channel_id, &delivery.hash)
    }

    /// The same as a page sees it, without holding anybody off: asked before anything is made ready.
    pub(super) async fn seems_approved(&self, delivery: &Delivery) -> Result<bool, Refusal> {
        if delivery.step > 0 {
            return Ok(true);
        }
        let facts = Facts::read(&self.store.reader(delivery.workspace_id), delivery.post_id).await?;
        facts.approve(delivery.channel_id, &delivery.hash)
    }

    /// Makes the delivery wait for those who are asked; once it is too late, holds it and tells its author. False when somebody else
    /// moved it.
    pub(super) async fn wait_for_approval(&self, leaving: &mut Leaving) -> Result<bool, Refusal> {
        let now = self.now();
        let policy = self.publishing_policy(leaving.delivery.workspace_id).await?;
        let until = leaving.delivery.due_at.saturating_add(i64::from(policy.late_minutes) * 60_000_000);
        let mut delivery = leaving.delivery.clone();
        let tx = self.store.begin().await?;
        if now > until {
            stand(&mut delivery, State::Held, AWAITS_APPROVAL, now);
            delivery.released = false;
            self.tell(&tx, leaving, "delivery.held", now).await?;
            if let Some(post) = tx.post(delivery.workspace_id, delivery.post_id).await? {
                self.tell_late(&tx, &post).await?;
            }
        } else {
            let state = State::from_name(&delivery.state).unwrap_or(State::Waiting);
            stand(&mut delivery, state, AWAITS_APPROVAL, until + 1);
        }
        self.moved(tx, leaving, delivery).await
    }

    /// Puts the job off until the delivery is due again, as it stands now: who said yes meanwhile has asked for it at once.
    pub(super) async fn put_off(&self, job: &Job, leaving: &Leaving) -> Result<(), Refusal> {
        let tx = self.store.begin().await?;
        if leaving.delivery.reason != AWAITS_APPROVAL {
            tx.reschedule(job.id, leaving.delivery.next_at).await?;
            return Ok(tx.commit().await?);
        }
        tx.lock_post(leaving.delivery.post_id).await?;
        let standing = tx.deliveries_of(leaving.delivery.post_id).await?.into_iter().find(|one| one.id == leaving.delivery.id);
        tx.reschedule(job.id, standing.map_or(leaving.delivery.next_at, |one| one.next_at)).await?;
        Ok(tx.commit().await?)
    }
}
