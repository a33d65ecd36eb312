//! A delivery on its way: once, or told.
//!
//! Each step is written down before it is made, under a key that stays the same for ever, and that is on the disk before the network hears
//! of it. What came of it is judged by [`domain::delivery::judge`] and written down with what is to be done next. A process that dies
//! anywhere leaves a row from which the next one goes on by the same diagram: it looks at the account before it says anything again.

use std::time::Instant;

use connect::channels::{File, Sending};
use domain::{
    delivery::{Class, Happened, Next, Outcome, Remote, State, left_behind},
    network::Rate,
    post::{Variant, validate},
};
use serde_json::json;
use store::{
    Id, StoreError, Tx,
    channel::Channel,
    delivery::{Attempt, Delivery, Step},
    job::Job,
    workspace::Workspace,
};

use super::{
    channel_open::Opened,
    deliver_files::Ready,
    deliver_note::{begun, channel_scope, progress},
    post_save::is_grave,
};
use crate::{Actor, App, Refusal, vault::random};

/// The kind of the job that brings one delivery further.
pub const DELIVER_JOB: &str = "deliver";
/// Ids of other deliveries on the same channel that are never taken for this one: as many as the account is looked through.
const OTHERS_MAX: u32 = 200;
/// So long before its first call others are looked for, microseconds: longer than clocks differ.
const OTHERS_BEFORE_US: i64 = 3_600 * 1_000_000;
/// Bytes of a key: beyond meeting another by chance.
const KEY_BYTES: usize = 16;
/// How long a delivery waits whose channel is being spoken to by another process, microseconds.
const MOVED_US: i64 = 1_000_000;

/// Why a round that a later one overtook does not leave.
pub(super) const PASSED_OVER: &str = "passed_over";

/// A delivery, and what it needs to go on.
pub(super) struct Leaving {
    pub(super) delivery: Delivery,
    pub(super) channel: Channel,
    pub(super) variant: Variant,
    pub(super) steps: Vec<Step>,
    /// Where the steps are that are there, in order.
    pub(super) remotes: Vec<Remote>,
    pub(super) opened: Opened,
}

/// Why a delivery does not go on by itself.
pub(super) struct Hindrance {
    pub(super) state: State,
    pub(super) reason: &'static str,
    pub(super) said: String,
}

impl App {
    /// Brings the delivery that a job is about as far as it goes now.
    ///
    /// # Errors
    /// When the database refuses. What the network does wrong is no error here: it is written down.
    pub(crate) async fn deliver(&self, job: &Job) -> Result<(), Refusal> {
        let leaving = match job.key.parse() {
            Ok(id) => self.leaving(job.workspace_id, id).await?,
            Err(_) => None,
        };
        let Some(mut leaving) = leaving else { return self.end_job(job).await };
        loop {
            let state = State::from_name(&leaving.delivery.state).unwrap_or(State::Cancelled);
            if state.is_over() || state.wants_person() {
                return self.end_job(job).await;
            }
            if leaving.delivery.next_at > self.now() {
                return self.put_off(job, &leaving).await;
            }
            let moved = match state {
                State::Waiting | State::Retrying => self.depart(job, &mut leaving).await?,
                State::Sending => self.take_up(&mut leaving).await?,
                State::Unknown => self.look_on_account(&mut leaving).await?,
                State::Pending => self.ask_again(&mut leaving).await?,
                _ => false,
            };
            if !moved {
                return self.end_job_if_over(job, &leaving).await;
            }
        }
    }

    /// A delivery with what it needs to go on; `None` when it is gone.
    pub(super) async fn leaving(&self, workspace: Id<Workspace>, id: Id<Delivery>) -> Result<Option<Leaving>, Refusal> {
        let reader = self.store.reader(workspace);
        let Some(delivery) = reader.delivery(id).await? else { return Ok(None) };
        let Some(channel) = reader.channel(delivery.channel_id).await? else { return Ok(None) };
        let steps = reader.delivery_steps(id).await?;
        let Ok(variant) = serde_json::from_str(&delivery.content) else { return Ok(None) };
        let opened = self.open_channel(&channel).await?;
        let there = steps.iter().take_while(|step| step.step < delivery.step);
        let remotes = there.map(|step| Remote { id: step.remote_id.clone(), address: step.remote_address.clone() }).collect();
        Ok(Some(Leaving { delivery, channel, variant, steps, remotes, opened }))
    }

    pub(super) async fn end_job(&self, job: &Job) -> Result<(), Refusal> {
        let tx = self.store.begin().await?;
        tx.finish(job.id, self.now()).await?;
        Ok(tx.commit().await?)
    }

    /// Ends the job of a delivery that somebody else moved, or that is over; otherwise it comes again.
    async fn end_job_if_over(&self, job: &Job, leaving: &Leaving) -> Result<(), Refusal> {
        let now = self.reader(&Actor::worker(job.workspace_id)).delivery(leaving.delivery.id).await?;
        let state = now.as_ref().and_then(|now| State::from_name(&now.state)).unwrap_or(State::Cancelled);
        if state.is_over() || state.wants_person() {
            return self.end_job(job).await;
        }
        let next_at = now.map_or(0, |now| now.next_at).max(self.now().saturating_add(MOVED_US));
        let tx = self.store.begin().await?;
        tx.reschedule(job.id, next_at).await?;
        Ok(tx.commit().await?)
    }

    /// Makes the call of the step that is due, unless something holds it back. False when somebody else moved the delivery.
    async fn depart(&self, job: &Job, leaving: &mut Leaving) -> Result<bool, Refusal> {
        if !self.seems_approved(&leaving.delivery).await? {
            return self.wait_for_approval(leaving).await;
        }
        if let Some(hindrance) = self.hindrance(leaving).await? {
            return self.hold_back(leaving, hindrance).await;
        }
        if let Err(fault) = self.renew_for_call(&mut leaving.channel, &mut leaving.opened).await? {
            // Nothing was said: as after a call that was refused for its token or for the way there.
            let reason = if fault.class == Class::Auth { "channel_auth" } else { "channel_broken" };
            return self.hold_back(leaving, Hindrance { state: State::Held, reason, said: fault.said }).await;
        }
        let files = match self.step_files(leaving).await? {
            Ready::Files(files) => files,
            Ready::Later => return self.wait_for_files(leaving).await,
            Ready::Never(hindrance) => return self.hold_back(leaving, hindrance).await,
        };
        let (zone, now) = (self.wall_of(leaving.delivery.workspace_id).await?, self.now());
        let tx = self.store.begin().await?;
        if !self.is_approved(&tx, &leaving.delivery).await? {
            // Somebody changed their mind, or a chain, while this was made ready.
            drop(tx);
            return self.wait_for_approval(leaving).await;
        }
        if self.goes_over_budget(&tx, leaving, &zone).await? {
            drop(tx);
            return self.hold_back(leaving, Hindrance { state: State::Held, reason: "budget", said: String::new() }).await;
        }
        let turn = take_turns(&tx, leaving, now).await?;
        if turn > now {
            // Whoever waits for a turn waits in the open, and takes none of those it asked for on the way.
            drop(tx);
            let tx = self.store.begin().await?;
            let waited = Delivery { next_at: turn, reason: "rate".to_owned(), ..leaving.delivery.clone() };
            return self.moved(tx, leaving, waited).await;
        }
        let step = self.step_for_call(leaving, now)?;
        let attempt = begun("publish", step.step, now, &leaving.delivery.hash);
        let sending = Delivery { state: State::Sending.name().to_owned(), reason: String::new(), ..leaving.delivery.clone() };
        tx.put_step(&step).await?;
        if leaving.opened.can.readers {
            tx.write_letters(&sending, now).await?;
        }
        let attempt = tx.add_attempt(leaving.delivery.id, &attempt).await?;
        tx.progress(job.id, sending.step, sending.steps, "{}", now + crate::worker::LEASE_US).await?;
        put_in(&mut leaving.steps, step);
        if !self.moved(tx, leaving, sending).await? {
            return Ok(false);
        }
        self.store.settle().await?;
        let began = Instant::now();
        let outcome = self.say(leaving, &files).await?;
        self.note(leaving, attempt, began, Happened::Called(outcome)).await
    }

    /// Takes up what a process left that died while it was sending: the account is looked at, as after any call without an answer.
    async fn take_up(&self, leaving: &mut Leaving) -> Result<bool, Refusal> {
        let progress = progress(leaving);
        let next = left_behind(progress);
        let Next::LookAt(at) = next else { return Ok(false) };
        let unknown = Delivery {
            state: State::Unknown.name().to_owned(),
            reason: "left_behind".to_owned(),
            next_at: at.max(self.now()),
            ..leaving.delivery.clone()
        };
        let tx = self.store.begin().await?;
        let mut step = leaving.steps.iter().find(|step| step.step == leaving.delivery.step).cloned();
        if let Some(step) = &mut step {
            step.looks = 0;
            tx.put_step(step).await?;
        }
        let moved = self.moved(tx, leaving, unknown).await?;
        step.into_iter().for_each(|step| put_in(&mut leaving.steps, step));
        Ok(moved)
    }

    /// Looks on the account for a step that may be there.
    async fn look_on_account(&self, leaving: &mut Leaving) -> Result<bool, Refusal> {
        if leaving.opened.can.readers {
            return self.look_at_letters(leaving).await;
        }
        let attempt = self.begin_attempt(leaving, "find", |step| step.looks += 1).await?;
        let began = Instant::now();
        let others = self.others(leaving).await?;
        // Looking needs no bytes.
        let sight = match sending(leaving, &others, &[]) {
            Some(sought) => {
                leaving.opened.adapter.find(&leaving.opened.connection(&self.client, self.clock.now()), &sought).await
            }
            None => return Ok(false),
        };
        self.note(leaving, attempt, began, Happened::Looked(sight)).await
    }

    /// Asks a network that was at work what came of it.
    async fn ask_again(&self, leaving: &mut Leaving) -> Result<bool, Refusal> {
        let attempt = self.begin_attempt(leaving, "check", |step| step.checks += 1).await?;
        let began = Instant::now();
        let connection = leaving.opened.connection(&self.client, self.clock.now());
        let outcome = leaving.opened.adapter.check(&connection, &leaving.delivery.handle).await;
        self.note(leaving, attempt, began, Happened::Called(outcome)).await
    }

    /// Says the step that is due.
    async fn say(&self, leaving: &mut Leaving, files: &[File]) -> Result<Outcome, Refusal> {
        if leaving.opened.can.readers {
            return self.say_to_readers(leaving, files).await;
        }
        let others = self.others(leaving).await?;
        let Some(sending) = sending(leaving, &others, files) else {
            return Ok(Outcome::Unknown { why: "the step is not written down".to_owned() });
        };
        let connection = leaving.opened.connection(&self.client, self.clock.now());
        Ok(leaving.opened.adapter.publish(&connection, &sending).await)
    }

    /// What on the account is known to be said by other deliveries, of the time in which this step may have been said.
    async fn others(&self, leaving: &Leaving) -> Result<Vec<String>, Refusal> {
        let reader = self.store.reader(leaving.delivery.workspace_id);
        let step = leaving.steps.iter().find(|step| step.step == leaving.delivery.step);
        let since = step.map_or(0, |step| step.first_at).saturating_sub(OTHERS_BEFORE_US);
        Ok(reader.remote_ids(leaving.channel.id, since, OTHERS_MAX).await?)
    }

    /// Writes down that something that only reads is being done.
    pub(super) async fn begin_attempt(
        &self,
        leaving: &mut Leaving,
        act: &str,
        count: impl Fn(&mut Step),
    ) -> Result<Id<Attempt>, Refusal> {
        let now = self.now();
        let tx = self.store.begin().await?;
        if let Some(step) = leaving.steps.iter_mut().find(|step| step.step == leaving.delivery.step) {
            count(step);
            tx.put_step(step).await?;
        }
        let id = tx.add_attempt(leaving.delivery.id, &begun(act, leaving.delivery.step, now, "")).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// The step that is due, as it stands once it is called. Its key is made once.
    fn step_for_call(&self, leaving: &Leaving, now: i64) -> Result<Step, Refusal> {
        let at = leaving.delivery.step;
        let known = leaving.steps.iter().find(|step| step.step == at).cloned();
        let step = match known {
            Some(step) => step,
            None => Step {
                delivery_id: leaving.delivery.id,
                step: at,
                key: random::<KEY_BYTES>()?.iter().map(|byte| format!("{byte:02x}")).collect(),
                attempts: 0,
                looks: 0,
                checks: 0,
                first_at: now,
                called_at: now,
                remote_id: String::new(),
                remote_address: String::new(),
            },
        };
        Ok(Step { attempts: step.attempts + 1, looks: 0, checks: 0, called_at: now, ..step })
    }

    /// Why the step that is due must not be made now.
    async fn hindrance(&self, leaving: &Leaving) -> Result<Option<Hindrance>, Refusal> {
        let (delivery, channel) = (&leaving.delivery, &leaving.channel);
        let held = |reason| Some(Hindrance { state: State::Held, reason, said: String::new() });
        if channel.state != "connected" {
            return Ok(held(if channel.state == "broken" { "channel_broken" } else { "channel_disconnected" }));
        }
        if !delivery.released && self.held_by(delivery.workspace_id).await?.is_some() {
            return Ok(held("crisis"));
        }
        let policy = self.publishing_policy(delivery.workspace_id).await?;
        let late = self.now().saturating_sub(delivery.due_at);
        // A thread that began is brought to its end, and so is a newsletter that some have.
        let has_begun = delivery.step > 0 || (leaving.opened.can.readers && self.has_letters_out(delivery).await?);
        if !delivery.released && !has_begun && late > i64::from(policy.late_minutes) * 60_000_000 {
            // Of rounds that were missed the last one asks; those before it are over.
            if self.store.reader(delivery.workspace_id).is_overtaken(delivery, self.now()).await? {
                return Ok(Some(Hindrance { state: State::Cancelled, reason: PASSED_OVER, said: String::new() }));
            }
            return Ok(held("late"));
        }
        if self.is_over_budget(delivery, channel, &leaving.opened.can).await? {
            return Ok(held("budget"));
        }
        let problems = validate(&leaving.variant, &leaving.opened.can, &policy.content);
        if !has_begun && problems.iter().any(is_grave) {
            let said = json!(problems).to_string();
            return Ok(Some(Hindrance { state: State::Refused, reason: "problems", said }));
        }
        Ok(None)
    }
}

fn put_in(steps: &mut Vec<Step>, step: Step) {
    match steps.iter_mut().find(|known| known.step == step.step) {
        Some(known) => *known = step,
        None => steps.push(step),
    }
}

/// The step that is due, as an adapter needs it; `None` when it was never written down.
pub(super) fn sending<'a>(leaving: &'a Leaving, others: &'a [String], files: &'a [File]) -> Option<Sending<'a>> {
    let at = leaving.delivery.step;
    let step = leaving.steps.iter().find(|step| step.step == at)?;
    let place = usize::try_from(at).ok()?;
    let root = leaving.remotes.first();
    // A comment stands under the post, a part of a thread under the part before.
    let parent = if place > leaving.variant.thread.len() { root } else { leaving.remotes.last() };
    Some(Sending { variant: &leaving.variant, step: place, files, key: &step.key, root, parent, at: step.first_at, others })
}

/// Takes a turn of the account, and one of the application where those are counted too; gives when it is.
pub(super) async fn take_turns(tx: &Tx, leaving: &Leaving, now: i64) -> Result<i64, StoreError> {
    let can = &leaving.opened.can;
    let take = async |scope: String, rate: Rate| {
        let interval = i64::try_from(rate.interval_ms).unwrap_or(i64::MAX).saturating_mul(1_000);
        tx.take_turn(&scope, rate.burst.into(), interval, now).await
    };
    let turn = take(channel_scope(&leaving.channel), can.rate).await?;
    match (can.application_rate, leaving.channel.application_id) {
        (Some(rate), Some(application)) if turn <= now => take(format!("application {application}"), rate).await,
        _ => Ok(turn),
    }
}
