//! What a person decides about a delivery that does not go on by itself.

use domain::{delivery::State, hat::Act};
use serde_json::json;
use store::{
    Id, Tx,
    delivery::{Attempt, Delivery},
};

use super::{approval_ask::Cause, deliver::DELIVER_JOB, post_save::enqueue, spending::keep_step};
use crate::{Actor, App, Noun, Refusal};

/// What a person decides about a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryAct {
    /// Let it leave now: one that was held, refused and then mended, or is waiting for a later try.
    Release,
    /// Send again what was not found, knowing that it may be there twice.
    SendAgain,
    /// It is there: somebody saw it.
    IsThere,
    /// It will not leave, or not go on.
    Drop,
}

impl DeliveryAct {
    /// The act of that name in a form.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "release" => Some(Self::Release),
            "send_again" => Some(Self::SendAgain),
            "is_there" => Some(Self::IsThere),
            "drop" => Some(Self::Drop),
            _ => None,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::SendAgain => "send_again",
            Self::IsThere => "is_there",
            Self::Drop => "drop",
        }
    }

    /// Whether it can be decided of a delivery that stands there.
    #[must_use]
    pub const fn fits(self, state: State) -> bool {
        match self {
            Self::Release => matches!(state, State::Held | State::Refused | State::Retrying),
            Self::SendAgain | Self::IsThere => matches!(state, State::Asking),
            Self::Drop => matches!(state, State::Waiting | State::Held | State::Refused | State::Retrying | State::Asking),
        }
    }
}

impl App {
    /// Does what a person decided about a delivery, and writes down that they did.
    ///
    /// # Errors
    /// When the hats do not allow it, there is no such delivery, or it stands where that cannot be decided.
    pub async fn act_on_delivery(&self, actor: &Actor, id: Id<Delivery>, act: DeliveryAct) -> Result<(), Refusal> {
        actor.may(Act::Publish)?;
        let delivery = self.reader(actor).delivery(id).await?.ok_or(Refusal::NoSuch(Noun::Delivery))?;
        let state = State::from_name(&delivery.state).unwrap_or(State::Cancelled);
        if !act.fits(state) {
            return Err(Refusal::TooLate(Noun::Delivery));
        }
        let now = self.now();
        let mut moved = Delivery {
            reason: String::new(),
            said: String::new(),
            next_at: now,
            changed_at: now.max(delivery.changed_at + 1),
            ..delivery.clone()
        };
        let to = match act {
            DeliveryAct::Release => {
                moved.released = true;
                if delivery.step == 0 { State::Waiting } else { State::Retrying }
            }
            DeliveryAct::SendAgain => {
                moved.released = true;
                State::Retrying
            }
            DeliveryAct::IsThere => {
                moved.step += 1;
                moved.published_at = moved.published_at.or(Some(now));
                if moved.step < moved.steps { State::Waiting } else { State::Published }
            }
            DeliveryAct::Drop => State::Cancelled,
        };
        to.name().clone_into(&mut moved.state);
        let tx = self.store.begin().await?;
        if matches!(act, DeliveryAct::Release | DeliveryAct::SendAgain) && !self.is_approved(&tx, &delivery).await? {
            return Err(Refusal::Unapproved);
        }
        self.follow_up(&tx, &delivery, act, now).await?;
        if !tx.move_delivery(&moved, (&delivery.state, delivery.changed_at)).await? {
            return Err(Refusal::TooLate(Noun::Delivery));
        }
        let attempt = Attempt {
            id: Id::new(0),
            step: delivery.step,
            act: act.name().to_owned(),
            at: now,
            milliseconds: 0,
            hash: String::new(),
            answered: json!({ "by": actor.name }).to_string(),
            decided: moved.state.clone(),
        };
        tx.add_attempt(id, &attempt).await?;
        if to.is_over() {
            tx.cancel_job(DELIVER_JOB, &id.to_string()).await?;
        } else {
            enqueue(&tx, actor.workspace, delivery.channel_id, id, now, now).await?;
        }
        // What is dropped is not asked for any more.
        if let Some(post) = tx.post(actor.workspace, delivery.post_id).await? {
            self.ask_anew(&tx, &post, &Cause { by: &actor.name, user: actor.user, said: "" }).await?;
        }
        let detail = json!({ "act": act.name(), "post": delivery.post_id });
        tx.record(&actor.event("delivery.decided", "delivery", Some(id.get()), &detail, now)).await?;
        tx.commit().await?;
        self.bell.notify_one();
        Ok(())
    }

    /// What follows of a decision beside where the delivery stands: letters of which nobody knew are written again, and what is there after
    /// all was paid for.
    async fn follow_up(&self, tx: &Tx, delivery: &Delivery, act: DeliveryAct, now: i64) -> Result<(), Refusal> {
        match act {
            DeliveryAct::SendAgain => drop(tx.move_letters(delivery.id, ("unknown", "waiting"), now).await?),
            DeliveryAct::IsThere => {
                let channel = self.store.reader(delivery.workspace_id).channel(delivery.channel_id).await?;
                if let Some(channel) = channel {
                    keep_step(tx, delivery, &channel, delivery.step, now).await?;
                }
            }
            DeliveryAct::Release | DeliveryAct::Drop => {}
        }
        Ok(())
    }
}
