//! What is wanted of what was published: new words for it, or taking it away.
//!
//! A wish is a row for each publication that it is about; the worker does it (see `amend`), and what cannot be done comes back here, where
//! a person says what becomes of it.

use domain::{
    delivery::State,
    hat::Act,
    post::{Variant, amended, validate},
};
use serde_json::json;
use store::{
    Id, Tx,
    amendment::Amendment,
    channel::Channel,
    delivery::{Delivery, Step},
    job::NewJob,
    publication::Publication,
};

use super::{
    amend::AMEND_JOB,
    approval::Filed,
    channel_open::capabilities,
    post_save::{POST_BYTES_MAX, is_grave},
};
use crate::{Actor, App, Noun, Refusal};

/// What a person decides of a wish that could not be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmendmentAct {
    /// Try again.
    Retry,
    /// Write over what was changed there meanwhile.
    Overwrite,
    /// Let it be.
    Drop,
}

impl AmendmentAct {
    /// The act of that name in a form.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "retry" => Some(Self::Retry),
            "overwrite" => Some(Self::Overwrite),
            "drop" => Some(Self::Drop),
            _ => None,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Retry => "retry",
            Self::Overwrite => "overwrite",
            Self::Drop => "drop",
        }
    }
}

impl App {
    /// Asks for new words for what a delivery said; gives for how many of its steps. Steps that say the same stay untouched.
    ///
    /// # Errors
    /// When the hats do not allow it, nothing of it stands there, the network knows no such thing, the words cannot leave, or they have
    /// another number of steps.
    pub async fn edit_published(&self, actor: &Actor, id: Id<Delivery>, wished: &Variant) -> Result<usize, Refusal> {
        actor.may(Act::Publish)?;
        let (delivery, channel, standing) = self.published(actor, id).await?;
        let can = capabilities(&channel).ok_or(Refusal::NoSuch(Noun::Network))?;
        if !can.edit {
            return Err(Refusal::Invalid { field: "text", why: "never_edited" });
        }
        let content = json!(wished).to_string();
        if content.len() > POST_BYTES_MAX {
            return Err(Refusal::Invalid { field: "text", why: "too_long" });
        }
        let policy = self.publishing_policy(actor.workspace).await?;
        let problems = validate(wished, &can, &policy.content);
        if problems.iter().any(is_grave) {
            return Err(Refusal::Problems { channel: channel.name, problems });
        }
        // What a chain said yes to is not given other words behind its back.
        let filed = Filed {
            labels: self.reader(actor).post_labels(delivery.post_id).await?,
            campaign: self.reader(actor).post(delivery.post_id).await?.and_then(|post| post.campaign_id),
        };
        if !self.chains_for(&self.reader(actor), &filed, &[channel.id]).await?.is_empty() {
            return Err(Refusal::Invalid { field: "text", why: "needs_approval" });
        }
        let stands: Variant = serde_json::from_str(&delivery.content).unwrap_or_default();
        let steps = amended(&stands, wished).ok_or(Refusal::Invalid { field: "text", why: "other_steps" })?;
        let wanted: Vec<_> = standing.iter().filter(|(step, _)| steps.iter().any(|at| i64::try_from(*at) == Ok(*step))).collect();
        let tx = self.store.begin().await?;
        for (step, publication) in &wanted {
            self.ask_amendment(&tx, actor, &delivery, publication, ("edit", *step, &content)).await?;
        }
        if !wanted.is_empty() {
            self.record_asked(&tx, actor, &delivery, &channel, "delivery.edit_asked").await?;
        }
        tx.commit().await?;
        self.bell.notify_one();
        Ok(wanted.len())
    }

    /// Asks for what a delivery said to be taken away: what came last goes first.
    ///
    /// # Errors
    /// As [`App::edit_published`].
    pub async fn delete_published(&self, actor: &Actor, id: Id<Delivery>) -> Result<usize, Refusal> {
        actor.may(Act::Publish)?;
        let (delivery, channel, standing) = self.published(actor, id).await?;
        if !capabilities(&channel).is_some_and(|can| can.delete) {
            return Err(Refusal::Invalid { field: "text", why: "never_deleted" });
        }
        let tx = self.store.begin().await?;
        for (step, publication) in standing.iter().rev() {
            self.ask_amendment(&tx, actor, &delivery, publication, ("delete", *step, "")).await?;
        }
        self.record_asked(&tx, actor, &delivery, &channel, "delivery.delete_asked").await?;
        tx.commit().await?;
        self.bell.notify_one();
        Ok(standing.len())
    }

    /// Does what a person decided of a wish that could not be done.
    ///
    /// # Errors
    /// When the hats do not allow it, there is no such wish, or it is not waiting for anybody.
    pub async fn act_on_amendment(&self, actor: &Actor, id: Id<Amendment>, act: AmendmentAct) -> Result<(), Refusal> {
        actor.may(Act::Publish)?;
        let found = self.reader(actor).amendment(id).await?.ok_or(Refusal::NoSuch(Noun::Delivery))?;
        let fits = match found.state.as_str() {
            "conflict" => true,
            "refused" => act != AmendmentAct::Overwrite,
            _ => false,
        };
        let delivery = self.reader(actor).delivery(found.delivery_id).await?.filter(|_| fits);
        let delivery = delivery.ok_or(Refusal::TooLate(Noun::Delivery))?;
        let now = self.now();
        let to = if act == AmendmentAct::Drop { "dropped" } else { "waiting" };
        let moved = Amendment {
            state: to.to_owned(),
            reason: String::new(),
            said: String::new(),
            attempts: 0,
            overwrites: found.overwrites || act == AmendmentAct::Overwrite,
            changed_at: now,
            ..found.clone()
        };
        let tx = self.store.begin().await?;
        if !tx.move_amendment(&moved, &found.state).await? {
            return Err(Refusal::TooLate(Noun::Delivery));
        }
        if act != AmendmentAct::Drop {
            enqueue(&tx, &delivery, id, now).await?;
        }
        let detail = json!({ "act": act.name(), "post": delivery.post_id });
        tx.record(&actor.event("delivery.decided", "delivery", Some(delivery.id.get()), &detail, now)).await?;
        tx.commit().await?;
        self.bell.notify_one();
        Ok(())
    }

    /// A delivery that was published, its channel, and what stands of it with the step that it is.
    async fn published(&self, actor: &Actor, id: Id<Delivery>) -> Result<(Delivery, Channel, Vec<(i64, Publication)>), Refusal> {
        let reader = self.reader(actor);
        let delivery = reader.delivery(id).await?.ok_or(Refusal::NoSuch(Noun::Delivery))?;
        let channel = reader.channel(delivery.channel_id).await?.ok_or(Refusal::NoSuch(Noun::Channel))?;
        let standing = standing(&reader.delivery_steps(id).await?, reader.publications_of(id).await?);
        if standing.is_empty() || State::from_name(&delivery.state) != Some(State::Published) {
            return Err(Refusal::TooLate(Noun::Delivery));
        }
        Ok((delivery, channel, standing))
    }

    /// Writes down what is wanted of one publication; what was wanted of it before and not done is let be.
    async fn ask_amendment(
        &self,
        tx: &Tx,
        actor: &Actor,
        delivery: &Delivery,
        publication: &Publication,
        (act, step, content): (&str, i64, &str),
    ) -> Result<(), Refusal> {
        let now = self.now();
        for before in self.reader(actor).amendments(delivery.id).await? {
            if before.publication_id == publication.id && !matches!(before.state.as_str(), "done" | "dropped") {
                let seen = before.state.clone();
                let _moved_meanwhile =
                    tx.move_amendment(&Amendment { state: "dropped".to_owned(), changed_at: now, ..before }, &seen).await?;
            }
        }
        let wish = Amendment {
            id: Id::new(0),
            workspace_id: actor.workspace,
            delivery_id: delivery.id,
            publication_id: publication.id,
            act: act.to_owned(),
            step,
            content: content.to_owned(),
            overwrites: false,
            state: "waiting".to_owned(),
            reason: String::new(),
            said: String::new(),
            attempts: 0,
            user_id: actor.user,
            asked_at: now,
            changed_at: now,
        };
        let id = tx.add_amendment(&wish).await?;
        enqueue(tx, delivery, id, now).await
    }

    async fn record_asked(
        &self,
        tx: &Tx,
        actor: &Actor,
        delivery: &Delivery,
        channel: &Channel,
        verb: &str,
    ) -> Result<(), Refusal> {
        let detail = json!({ "channel": channel.name, "network": channel.network, "post": delivery.post_id });
        tx.record(&actor.event(verb, "delivery", Some(delivery.id.get()), &detail, self.now())).await?;
        Ok(())
    }
}

/// What of a delivery stands on its channel, with the step that it is, in order.
#[must_use]
pub fn standing(steps: &[Step], publications: Vec<Publication>) -> Vec<(i64, Publication)> {
    let there = publications.into_iter().filter(|one| one.gone_at.is_none());
    let step = |one: &Publication| steps.iter().find(|step| step.remote_id == one.remote_id).map(|step| step.step);
    let mut found: Vec<_> = there.filter_map(|one| Some((step(&one)?, one))).collect();
    found.sort_by_key(|(step, _)| *step);
    found
}

async fn enqueue(tx: &Tx, delivery: &Delivery, amendment: Id<Amendment>, now: i64) -> Result<(), Refusal> {
    let job = NewJob {
        workspace_id: delivery.workspace_id,
        kind: AMEND_JOB,
        key: amendment.to_string(),
        lane: format!("channel {}", delivery.channel_id),
        payload: "{}".to_owned(),
        due_at: now,
    };
    Ok(tx.enqueue(&job, now).await?)
}
