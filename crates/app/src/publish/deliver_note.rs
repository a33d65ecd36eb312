//! What is written down of a delivery: what came of what was done, and what is to be done next.

use std::time::Instant;

use domain::{
    delivery::{Happened, Next, Outcome, Progress, Remote, Sight, State, judge},
    network::Guarantee,
};
use serde_json::json;
use store::{
    Id, Tx,
    channel::Channel,
    delivery::{Attempt, Delivery, DeliveryFilter},
    publication::Publication,
};

use super::{
    deliver::{Hindrance, Leaving, PASSED_OVER},
    post_save::enqueue,
    spending::keep_step,
};
use crate::{Actor, App, Refusal};

impl App {
    /// Writes down what came of what was done, and what is to be done next.
    pub(super) async fn note(
        &self,
        leaving: &mut Leaving,
        attempt: Id<Attempt>,
        began: Instant,
        happened: Happened,
    ) -> Result<bool, Refusal> {
        let now = self.now();
        let answered = match &happened {
            Happened::Called(outcome) => json!(outcome),
            Happened::Looked(sight) => json!(sight),
        };
        let again_at = match &happened {
            Happened::Called(Outcome::Rejected { again_at: Some(at), .. }) => Some(*at),
            _ => None,
        };
        let version = match &happened {
            Happened::Called(Outcome::Accepted { remote }) | Happened::Looked(Sight::Found { remote }) => {
                self.version_said(leaving, remote).await
            }
            _ => String::new(),
        };
        let next = judge(happened, progress(leaving), now);
        let mut delivery = leaving.delivery.clone();
        let tx = self.store.begin().await?;
        if let Some(at) = again_at {
            tx.close_until(&channel_scope(&leaving.channel), at).await?;
        }
        let verb = match next {
            Next::There(remote) => there(&tx, leaving, &mut delivery, (remote, version), now).await?,
            Next::CallAt(at) => stand(&mut delivery, State::Retrying, "not_there", at),
            Next::LookAt(at) => stand(&mut delivery, State::Unknown, "no_answer", at),
            Next::CheckAt(at, handle) => {
                delivery.handle = handle;
                stand(&mut delivery, State::Pending, "at_work", at)
            }
            Next::Refuse(class, said) => {
                delivery.said = said;
                stand(&mut delivery, State::Refused, class.name(), now);
                Some("delivery.refused")
            }
            Next::HoldChannel(class, said) => {
                let mut channel = leaving.channel.clone();
                "broken".clone_into(&mut channel.state);
                channel.problem = answered.to_string();
                tx.save_channel(&channel, None).await?;
                leaving.channel = channel;
                delivery.said = said;
                stand(&mut delivery, State::Held, held_for(class.name()), now);
                Some("delivery.held")
            }
            Next::Ask(why) => {
                delivery.said = why;
                stand(&mut delivery, State::Asking, "asks", now);
                Some("delivery.asks")
            }
        };
        let milliseconds = i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX);
        tx.end_attempt(attempt, milliseconds, &answered.to_string(), &delivery.state).await?;
        if let Some(verb) = verb {
            self.tell(&tx, leaving, verb, now).await?;
        }
        self.moved(tx, leaving, delivery).await
    }

    /// What the network calls the version of something that was just said, so that a change made there is noticed later; empty when it does
    /// not tell: then nothing is noticed, which keeps nothing from leaving.
    async fn version_said(&self, leaving: &Leaving, remote: &Remote) -> String {
        if let Some(always) = leaving.opened.adapter.first_version() {
            return always.to_owned();
        }
        let connection = leaving.opened.connection(&self.client, self.clock.now());
        leaving.opened.adapter.version(&connection, remote).await.ok().flatten().unwrap_or_default()
    }

    pub(super) async fn tell(&self, tx: &Tx, leaving: &Leaving, verb: &str, now: i64) -> Result<(), Refusal> {
        let detail =
            json!({ "channel": leaving.channel.name, "network": leaving.channel.network, "post": leaving.delivery.post_id });
        let actor = Actor::worker(leaving.delivery.workspace_id);
        tx.record(&actor.event(verb, "delivery", Some(leaving.delivery.id.get()), &detail, now)).await?;
        Ok(())
    }

    /// Writes where the delivery stands now, and commits. False when somebody else moved it since it was read: then nothing was written.
    pub(super) async fn moved(&self, tx: Tx, leaving: &mut Leaving, mut now: Delivery) -> Result<bool, Refusal> {
        now.changed_at = self.now().max(leaving.delivery.changed_at + 1);
        if !tx.move_delivery(&now, (&leaving.delivery.state, leaving.delivery.changed_at)).await? {
            return Ok(false);
        }
        tx.commit().await?;
        leaving.delivery = now;
        Ok(true)
    }

    /// Leaves the delivery to a person.
    pub(super) async fn hold_back(&self, leaving: &mut Leaving, hindrance: Hindrance) -> Result<bool, Refusal> {
        let now = self.now();
        let mut delivery = leaving.delivery.clone();
        delivery.said = hindrance.said;
        stand(&mut delivery, hindrance.state, hindrance.reason, now);
        let tx = self.store.begin().await?;
        let verb = match hindrance.state {
            State::Held => "delivery.held",
            State::Cancelled => "delivery.passed_over",
            _ => "delivery.refused",
        };
        if hindrance.reason == "late" {
            tx.pass_over(&leaving.delivery, PASSED_OVER, now).await?;
        }
        self.tell(&tx, leaving, verb, now).await?;
        self.moved(tx, leaving, delivery).await
    }

    /// Lets go what a channel held back for want of a connection, now that it has one.
    pub(crate) async fn go_on(&self, tx: &Tx, channel: &Channel, now: i64) -> Result<(), Refusal> {
        let filter = DeliveryFilter {
            channel: Some(channel.id),
            states: vec![State::Held.name().to_owned()],
            ..DeliveryFilter::default()
        };
        for delivery in self.store.reader(channel.workspace_id).deliveries(&filter, u32::MAX >> 1).await? {
            if !delivery.reason.starts_with("channel_") {
                continue;
            }
            let seen = (delivery.state.clone(), delivery.changed_at);
            let mut waits = delivery;
            let at = waits.due_at.max(now);
            // One that was called before and refused for its channel is certainly not there.
            let state = if waits.step == 0 { State::Waiting } else { State::Retrying };
            stand(&mut waits, state, "", at);
            waits.changed_at = now.max(seen.1 + 1);
            if tx.move_delivery(&waits, (&seen.0, seen.1)).await? {
                enqueue(tx, channel.workspace_id, channel.id, waits.id, at, now).await?;
            }
        }
        Ok(())
    }
}

/// The reason of a delivery that its channel holds back.
fn held_for(class: &str) -> &'static str {
    match class {
        "auth" => "channel_auth",
        "gone" => "channel_gone",
        _ => "channel_version",
    }
}

pub(super) fn stand(delivery: &mut Delivery, state: State, reason: &str, next_at: i64) -> Option<&'static str> {
    state.name().clone_into(&mut delivery.state);
    reason.clone_into(&mut delivery.reason);
    delivery.next_at = next_at;
    None
}

/// The step is there: on with the next one, or published.
async fn there(
    tx: &Tx,
    leaving: &mut Leaving,
    delivery: &mut Delivery,
    (remote, version): (Remote, String),
    now: i64,
) -> Result<Option<&'static str>, Refusal> {
    if let Some(step) = leaving.steps.iter_mut().find(|step| step.step == delivery.step) {
        step.remote_id.clone_from(&remote.id);
        step.remote_address.clone_from(&remote.address);
        tx.put_step(step).await?;
    }
    let text = leaving.variant.step(usize::try_from(delivery.step).unwrap_or_default()).text.to_owned();
    let publication = Publication {
        id: Id::new(0),
        workspace_id: delivery.workspace_id,
        channel_id: delivery.channel_id,
        delivery_id: Some(delivery.id),
        remote_id: remote.id.clone(),
        address: remote.address.clone(),
        text,
        published_at: now,
        likes: None,
        replies: None,
        shares: None,
        views: None,
        saves: None,
        counted_at: None,
        gone_at: None,
        version,
    };
    tx.put_publications(&[publication]).await?;
    keep_step(tx, delivery, &leaving.channel, delivery.step, now).await?;
    leaving.remotes.push(remote);
    delivery.handle.clear();
    delivery.said.clear();
    delivery.published_at = delivery.published_at.or(Some(now));
    delivery.step += 1;
    if delivery.step < delivery.steps {
        stand(delivery, State::Waiting, "next_step", now);
        return Ok(None);
    }
    stand(delivery, State::Published, "", now);
    Ok(Some("delivery.published"))
}

pub(super) fn begun(act: &str, step: i64, at: i64, hash: &str) -> Attempt {
    Attempt {
        id: Id::new(0),
        step,
        act: act.to_owned(),
        at,
        milliseconds: 0,
        hash: hash.to_owned(),
        answered: String::new(),
        decided: String::new(),
    }
}

pub(super) fn progress(leaving: &Leaving) -> Progress {
    let step = leaving.steps.iter().find(|step| step.step == leaving.delivery.step);
    let small = |n: Option<i64>| u32::try_from(n.unwrap_or_default()).unwrap_or(u32::MAX);
    Progress {
        attempts: small(step.map(|step| step.attempts)),
        looks: small(step.map(|step| step.looks)),
        checks: small(step.map(|step| step.checks)),
        called_at: step.map_or(0, |step| step.called_at),
        guarantee: guarantee(leaving),
    }
}

pub(super) fn guarantee(leaving: &Leaving) -> Guarantee {
    leaving.opened.can.guarantee
}

/// The name of a channel among the rates.
pub(super) fn channel_scope(channel: &Channel) -> String {
    format!("channel {}", channel.id)
}
