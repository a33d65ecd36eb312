//! What was read before is read again: by the models of this program, with what the workspace taught since. A job that goes from the newest
//! document to the oldest, a batch a transaction, and goes on where it was when the program ended. What people said of single
//! documents stays.

use domain::hat::Act;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{
    Id, Tx,
    correction::Correction,
    document::{Document, Understood},
    job::{Job, NewJob},
};

use crate::{
    Actor, App, Refusal,
    listen::taught::{self, About},
    live::News,
    worker::LEASE_US,
};

/// The kind of the job; its key is the workspace's id.
pub const REREAD_JOB: &str = "reread";
/// How far back is read again, in days.
pub const REREAD_DAYS: i64 = 90;
/// Documents that are read again in one transaction.
pub const REREAD_BATCH: u32 = 200;
const DAY_US: i64 = 24 * 3_600 * 1_000_000;

/// How far it is.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Cursor {
    /// Documents said before are not read again, UTC microseconds.
    since: i64,
    /// Documents with ids below are still to be read.
    before: i64,
    /// Documents of which something else is understood now.
    changed: i64,
}

/// A document with what is understood from it now.
struct Again {
    document: Document,
    understood: Understood,
    /// What sort of place it was said in, as people say of the site.
    kind: String,
}

impl App {
    /// Asks for the documents of the last [`REREAD_DAYS`] days to be read again, from the newest on. One that is under way begins anew.
    ///
    /// # Errors
    /// When the hats do not allow it, or the database refuses.
    pub async fn reread(&self, actor: &Actor) -> Result<(), Refusal> {
        actor.may(Act::Listen)?;
        let now = self.now();
        let cursor = Cursor { since: now - REREAD_DAYS * DAY_US, before: i64::MAX, changed: 0 };
        let job = NewJob {
            workspace_id: actor.workspace,
            kind: REREAD_JOB,
            key: actor.workspace.to_string(),
            lane: format!("{REREAD_JOB} {}", actor.workspace),
            payload: json!(cursor).to_string(),
            due_at: now,
        };
        let tx = self.store.begin().await?;
        tx.cancel_job(REREAD_JOB, &job.key).await?;
        tx.enqueue(&job, now).await?;
        tx.record(&actor.event("reading.asked", "workspace", None, &json!({ "days": REREAD_DAYS }), now)).await?;
        tx.commit().await?;
        self.bell.notify_one();
        Ok(())
    }

    /// Stops the reading again; what was read again stays. Nothing to stop is no error.
    ///
    /// # Errors
    /// When the hats do not allow it, or the database refuses.
    pub async fn stop_rereading(&self, actor: &Actor) -> Result<(), Refusal> {
        actor.may(Act::Listen)?;
        let tx = self.store.begin().await?;
        let stopped = tx.cancel_job(REREAD_JOB, &actor.workspace.to_string()).await?;
        let detail = json!({ "was_under_way": stopped });
        tx.record(&actor.event("reading.stopped", "workspace", None, &detail, self.now())).await?;
        Ok(tx.commit().await?)
    }

    /// Does the job: batch after batch until the documents are at their end.
    ///
    /// # Errors
    /// When the database refuses; it then goes on later from the last batch that was kept.
    pub(crate) async fn reread_documents(&self, job: &Job) -> Result<(), Refusal> {
        let actor = Actor::worker(job.workspace_id);
        let mut done = job.done;
        let mut next = serde_json::from_str(&job.payload).ok();
        while let Some(at) = next {
            next = self.reread_batch(&actor, job, at, &mut done).await?;
            // Not an act, hence no event; the open pages show how far it is all the same. Nobody listening is no failure.
            let _ = self.news.send(News {
                workspace: Some(actor.workspace),
                verb: "reading.advanced".to_owned(),
                subject: "workspace".to_owned(),
                subject_id: None,
            });
        }
        Ok(())
    }

    /// Reads one batch again; gives where to go on, or nothing at the end or when it was stopped.
    async fn reread_batch(&self, actor: &Actor, job: &Job, at: Cursor, done: &mut i64) -> Result<Option<Cursor>, Refusal> {
        let reader = self.reader(actor);
        let documents = reader.documents_since(at.since, at.before, REREAD_BATCH).await?;
        let (ended, read) = (documents.len() < REREAD_BATCH as usize, i64::try_from(documents.len()).unwrap_or(i64::MAX));
        let total = if job.total == 0 { reader.count_since(at.since).await? } else { job.total };
        let before = documents.last().map_or(0, |document| document.id.get());
        let again = self.read_again(actor, documents).await?;
        let now = self.now();
        let tx = self.store.begin().await?;
        tx.lock_matching(actor.workspace).await?;
        if !tx.is_open(job.id).await? {
            return Ok(None);
        }
        let ids: Vec<Id<Document>> = again.iter().map(|one| one.document.id).collect();
        let versions = tx.document_versions(&ids).await?;
        let mut next = Cursor { before, ..at };
        for one in &again {
            // What changed meanwhile was read as it came in.
            if versions.get(&one.document.id) == Some(&one.document.version) {
                next.changed += i64::from(keep(&tx, actor, one).await?);
            }
        }
        *done = done.saturating_add(read);
        tx.progress(job.id, *done, total.max(*done), &json!(next).to_string(), now + LEASE_US).await?;
        if ended {
            tx.finish(job.id, now).await?;
            let detail = json!({ "read": *done, "changed": next.changed });
            tx.record(&actor.event("reading.done", "workspace", None, &detail, now)).await?;
        }
        tx.commit().await?;
        Ok((!ended).then_some(next))
    }

    /// What is understood from the documents now; away from the async threads.
    async fn read_again(&self, actor: &Actor, documents: Vec<Document>) -> Result<Vec<Again>, Refusal> {
        let standing = self.listening.of(&self.store, actor.workspace).await?;
        let read = move |reader: &mut text::Reader| {
            let again = |document: Document| {
                let (understood, _) = standing.taught.understand(reader, &document.title, &document.text, &document.language);
                let kind = standing.taught.kind_of(&document.site).unwrap_or(&document.kind).to_owned();
                Again { document, understood, kind }
            };
            documents.into_iter().map(again).collect()
        };
        self.reading_room.read(read).await
    }
}

/// Writes down what is understood from a document now, under what people said of it; says whether that is something else.
async fn keep(tx: &Tx, actor: &Actor, again: &Again) -> Result<bool, Refusal> {
    let Again { document, kind, .. } = again;
    if again.understood == document.understood && *kind == document.kind {
        return Ok(false);
    }
    let mut understood = again.understood.clone();
    let corrections = tx.corrections_of(document.id).await?;
    corrections.iter().for_each(|correction| taught::put_in(&mut understood, correction));
    let about_kind = |correction: &&Correction| correction.about == About::Kind.name();
    let kind = corrections.iter().find(about_kind).map_or(kind, |correction| &correction.said);
    if understood == document.understood && *kind == document.kind {
        return Ok(false);
    }
    tx.put_understood(actor.workspace, document.id, &understood).await?;
    tx.count_as(actor.workspace, document.id, Some(kind), None).await?;
    Ok(true)
}
