//! What was published gets new words, or is taken away.
//!
//! Doing the same twice comes to the same: new words stand in place of the same new words, and what is gone is gone. So a call without an
//! answer is simply made again, and a process that dies leaves a job that the next one takes up. Before anything is written over, the
//! network is asked whether somebody changed it there since we last did.

use std::time::Instant;

use connect::channels::{Fault, File};
use domain::{
    delivery::{Class, Outcome, Remote},
    post::{Variant, take_step},
};
use serde_json::json;
use sha2::{Digest, Sha256};
use store::{Id, amendment::Amendment, delivery::Attempt, job::Job, publication::Publication};

use super::{
    channel_watch::look_after,
    deliver::{Leaving, sending, take_turns},
    deliver_files::Ready,
    deliver_note::{begun, channel_scope},
    post_save::content_hash,
};
use crate::{Actor, App, Refusal};

/// The kind of the job that does one thing with one publication.
pub const AMEND_JOB: &str = "amend";
/// How often it is tried when the network does not answer.
const ATTEMPTS_MAX: i64 = 8;
/// The first wait after that, microseconds; twice as long after each further one.
const AGAIN_FIRST_US: i64 = 5_000_000;
/// The wait after a refusal for haste that names no time, and for a library that does not answer, microseconds.
const REST_US: i64 = 60_000_000;
/// The letters of a key.
const KEY_LETTERS: usize = 32;

/// A wish, and what it needs to be done.
struct Amending {
    wish: Amendment,
    publication: Publication,
    leaving: Leaving,
}

/// What came of trying.
enum Came {
    /// It is done, and the network calls its version that.
    Done(Remote, String),
    /// Somebody changed it there since.
    Conflict,
    /// It could not be done.
    Fault(Fault),
}

impl App {
    /// Does what a job is about: one thing with one publication.
    ///
    /// # Errors
    /// When the database refuses. What the network refuses is written down.
    pub(crate) async fn amend(&self, job: &Job) -> Result<(), Refusal> {
        let Some(mut amending) = self.amending(job).await? else { return self.end_job(job).await };
        let channel = &amending.leaving.channel;
        if channel.state != "connected" {
            return self.refuse_amendment(job, &amending, "channel", "").await;
        }
        let leaving = &mut amending.leaving;
        if let Err(fault) = self.renew_for_call(&mut leaving.channel, &mut leaving.opened).await? {
            return self.refuse_amendment(job, &amending, fault.class.name(), &fault.said).await;
        }
        let files = match self.amending_files(&amending).await? {
            Ready::Files(files) => files,
            Ready::Later => return self.amend_at(job, self.now().saturating_add(REST_US)).await,
            Ready::Never(hindrance) => return self.refuse_amendment(job, &amending, hindrance.reason, &hindrance.said).await,
        };
        let now = self.now();
        let tx = self.store.begin().await?;
        let turn = take_turns(&tx, &amending.leaving, now).await?;
        if turn > now {
            drop(tx);
            return self.amend_at(job, turn).await;
        }
        amending.wish.attempts += 1;
        if !tx.move_amendment(&amending.wish, "waiting").await? {
            drop(tx);
            return self.end_job(job).await;
        }
        let hash = if amending.wish.act == "edit" {
            content_hash(amending.leaving.channel.id, &amending.wish.content)
        } else {
            String::new()
        };
        let attempt =
            tx.add_attempt(amending.wish.delivery_id, &begun(&amending.wish.act, amending.wish.step, now, &hash)).await?;
        tx.commit().await?;
        let began = Instant::now();
        let came = self.try_amendment(&amending, &files).await;
        self.note_amendment(job, amending, attempt, began, came).await
    }

    async fn amending(&self, job: &Job) -> Result<Option<Amending>, Refusal> {
        let reader = self.store.reader(job.workspace_id);
        let Ok(id) = job.key.parse::<Id<Amendment>>() else { return Ok(None) };
        let Some(wish) = reader.amendment(id).await?.filter(|wish| wish.state == "waiting") else { return Ok(None) };
        let Some(mut leaving) = self.leaving(job.workspace_id, wish.delivery_id).await? else { return Ok(None) };
        let publications = reader.publications_of(wish.delivery_id).await?;
        let Some(publication) = publications.into_iter().find(|one| one.id == wish.publication_id) else { return Ok(None) };
        // Said anew as that step was said, after what it followed.
        leaving.delivery.step = wish.step;
        leaving.remotes.truncate(usize::try_from(wish.step).unwrap_or_default());
        if let Ok(variant) = serde_json::from_str(&wish.content) {
            leaving.variant = variant;
        }
        for step in &mut leaving.steps {
            step.key = key_of(&wish, &step.key);
        }
        Ok(Some(Amending { wish, publication, leaving }))
    }

    async fn amending_files(&self, amending: &Amending) -> Result<Ready, Refusal> {
        if amending.wish.act == "delete" { Ok(Ready::Files(Vec::new())) } else { self.step_files(&amending.leaving).await }
    }

    async fn try_amendment(&self, amending: &Amending, files: &[File]) -> Came {
        let Amending { wish, publication, leaving } = amending;
        let adapter = leaving.opened.adapter;
        let connection = leaving.opened.connection(&self.client, self.clock.now());
        let remote = Remote { id: publication.remote_id.clone(), address: publication.address.clone() };
        if wish.act == "delete" {
            return match adapter.delete(&connection, &remote).await {
                Err(fault) if fault.class != Class::Gone => Came::Fault(fault),
                Ok(()) | Err(_) => Came::Done(remote, String::new()),
            };
        }
        if !wish.overwrites && !publication.version.is_empty() {
            match adapter.version(&connection, &remote).await {
                // A try without an answer may have been done: what stands there may be ours.
                Ok(Some(version)) if version != publication.version && wish.attempts <= 1 => return Came::Conflict,
                Ok(_) => {}
                Err(fault) => return Came::Fault(fault.before()),
            }
        }
        let Some(sending) = sending(leaving, &[], files) else {
            return Came::Fault(Fault::content("the step is not written down".to_owned()));
        };
        match adapter.edit(&connection, &remote, &sending).await {
            Ok(remote) => {
                let version = adapter.version(&connection, &remote).await.ok().flatten().unwrap_or_default();
                Came::Done(remote, version)
            }
            Err(fault) => Came::Fault(fault),
        }
    }

    async fn note_amendment(
        &self,
        job: &Job,
        amending: Amending,
        attempt: Id<Attempt>,
        began: Instant,
        came: Came,
    ) -> Result<(), Refusal> {
        let milliseconds = i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX);
        let answered = match &came {
            Came::Done(remote, _) => json!(Outcome::Accepted { remote: remote.clone() }),
            Came::Conflict => json!({ "outcome": "changed_there" }),
            Came::Fault(fault) => json!(fault.clone().outcome()),
        };
        let tx = self.store.begin().await?;
        tx.end_attempt(attempt, milliseconds, &answered.to_string(), "").await?;
        tx.commit().await?;
        match came {
            Came::Done(_, version) => self.amendment_done(job, &amending, &version).await,
            Came::Conflict => self.stop_amendment(job, &amending, "conflict", ("changed_there", "")).await,
            Came::Fault(fault) => self.amendment_failed(job, &amending, fault).await,
        }
    }

    /// Writes down what stands there now.
    async fn amendment_done(&self, job: &Job, amending: &Amending, version: &str) -> Result<(), Refusal> {
        let Amending { wish, publication, leaving } = amending;
        let now = self.now();
        let tx = self.store.begin().await?;
        let verb = if wish.act == "delete" {
            tx.publications_gone(&[publication.id], now).await?;
            "delivery.deleted"
        } else {
            let mut stands: Variant = serde_json::from_str(&leaving.delivery.content).unwrap_or_default();
            let step = usize::try_from(wish.step).unwrap_or_default();
            take_step(&mut stands, step, &leaving.variant);
            let content = json!(stands).to_string();
            let hash = content_hash(leaving.channel.id, &content);
            tx.delivery_amended(wish.delivery_id, &content, &hash, now.max(leaving.delivery.changed_at + 1)).await?;
            tx.publication_amended(publication.id, stands.step(step).text, version).await?;
            "delivery.edited"
        };
        // One that was let be while it was done is done all the same: what is written above is what stands there.
        let done = Amendment { state: "done".to_owned(), changed_at: now, ..wish.clone() };
        let _let_be = tx.move_amendment(&done, "waiting").await?;
        self.record_amendment(&tx, amending, verb, now).await?;
        tx.finish(job.id, now).await?;
        Ok(tx.commit().await?)
    }

    async fn amendment_failed(&self, job: &Job, amending: &Amending, fault: Fault) -> Result<(), Refusal> {
        let now = self.now();
        match fault.class {
            Class::Rate => {
                let at = fault.again_at.unwrap_or(now.saturating_add(REST_US));
                let tx = self.store.begin().await?;
                tx.close_until(&channel_scope(&amending.leaving.channel), at).await?;
                tx.commit().await?;
                self.amend_at(job, at).await
            }
            Class::Network if amending.wish.attempts < ATTEMPTS_MAX => {
                let wait = AGAIN_FIRST_US.saturating_mul(1 << amending.wish.attempts.clamp(0, ATTEMPTS_MAX));
                self.amend_at(job, fault.again_at.unwrap_or(now.saturating_add(wait))).await
            }
            Class::Auth => {
                // Whether it is the token or the right to do just this is for the look after the channel to say.
                let tx = self.store.begin().await?;
                look_after(&tx, &amending.leaving.channel, amending.leaving.channel.id, now).await?;
                tx.commit().await?;
                self.refuse_amendment(job, amending, "auth", &fault.said).await
            }
            class => {
                if class == Class::Gone {
                    let tx = self.store.begin().await?;
                    tx.publications_gone(&[amending.publication.id], now).await?;
                    tx.commit().await?;
                }
                self.refuse_amendment(job, amending, class.name(), &fault.said).await
            }
        }
    }

    async fn refuse_amendment(&self, job: &Job, amending: &Amending, reason: &str, said: &str) -> Result<(), Refusal> {
        self.stop_amendment(job, amending, "refused", (reason, said)).await
    }

    /// Leaves it to a person.
    async fn stop_amendment(
        &self,
        job: &Job,
        amending: &Amending,
        state: &str,
        (reason, said): (&str, &str),
    ) -> Result<(), Refusal> {
        let now = self.now();
        let stopped = Amendment {
            state: state.to_owned(),
            reason: reason.to_owned(),
            said: said.to_owned(),
            changed_at: now,
            ..amending.wish.clone()
        };
        let tx = self.store.begin().await?;
        if tx.move_amendment(&stopped, "waiting").await? {
            self.record_amendment(&tx, amending, "delivery.not_amended", now).await?;
        }
        tx.finish(job.id, now).await?;
        Ok(tx.commit().await?)
    }

    async fn record_amendment(&self, tx: &store::Tx, amending: &Amending, verb: &str, now: i64) -> Result<(), Refusal> {
        let Leaving { channel, delivery, .. } = &amending.leaving;
        let detail =
            json!({ "channel": channel.name, "network": channel.network, "post": delivery.post_id, "act": amending.wish.act });
        let actor = Actor::worker(delivery.workspace_id);
        tx.record(&actor.event(verb, "delivery", Some(delivery.id.get()), &detail, now)).await?;
        Ok(())
    }

    async fn amend_at(&self, job: &Job, at: i64) -> Result<(), Refusal> {
        let tx = self.store.begin().await?;
        tx.reschedule(job.id, at).await?;
        Ok(tx.commit().await?)
    }
}

/// The key under which a wish is sent: the same at every try, and another than that of the first saying.
fn key_of(wish: &Amendment, key: &str) -> String {
    let digest = Sha256::digest(format!("amend {} {key}", wish.id));
    digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>().chars().take(KEY_LETTERS).collect()
}
