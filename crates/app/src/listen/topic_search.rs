//! The archive searched for a topic: what was said before the topic was made, or before its query was changed. A job that goes from
//! the newest document to the oldest, a batch a transaction, and goes on where it was when the program ended.

use domain::hat::Act;
use query::{Analysis, Candidates, Query};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{
    Id, Tx,
    document::Document,
    job::{Job, NewJob},
    mention::NewMention,
    topic::Topic,
};

use crate::{
    Actor, App, Noun, Refusal,
    listen::{
        kept::{SourceTitles, holds},
        listening,
        stream::source_titles,
    },
    live::News,
    worker::LEASE_US,
};

/// The kind of the job; its key is the topic's id.
pub const SEARCH_JOB: &str = "search";
/// Candidates that are judged in one transaction.
pub const SEARCH_BATCH: u32 = 400;

/// How far a search is.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Cursor {
    /// The number of the topic's text that is searched for.
    version: i64,
    /// Documents with ids below are still to be judged.
    before: i64,
    /// Mentions that were added.
    found: i64,
    /// How many documents there were to judge when the search began; counted once, for it takes as long as a batch.
    total: Option<i64>,
}

impl Cursor {
    const fn start(topic: &Topic) -> Self {
        Self { version: topic.version, before: i64::MAX, found: 0, total: None }
    }

    fn stored(self) -> String {
        json!(self).to_string()
    }
}

/// Asks for the archive to be searched for a topic, from the beginning.
pub(crate) async fn enqueue(tx: &Tx, topic: &Topic, now: i64) -> Result<(), Refusal> {
    let job = NewJob {
        workspace_id: topic.workspace_id,
        kind: SEARCH_JOB,
        key: topic.id.to_string(),
        // One search at a time in a workspace: the pages and the sources share the same two cores.
        lane: format!("search {}", topic.workspace_id),
        payload: Cursor::start(topic).stored(),
        due_at: now,
    };
    // What was usual for its old text is not for its new one.
    tx.forget_watch(topic.workspace_id, topic.id).await?;
    Ok(tx.enqueue(&job, now).await?)
}

/// What a batch came to.
enum Went {
    /// There is more.
    On(Cursor),
    /// The search is at its end, was stopped, or its topic is gone.
    Ended,
}

impl App {
    /// Searches the archive for a topic again, as when documents were imported behind its back.
    ///
    /// # Errors
    /// When the hats do not allow it, or there is no such topic that listens.
    pub async fn search_archive(&self, actor: &Actor, id: Id<Topic>) -> Result<(), Refusal> {
        actor.may(Act::Listen)?;
        let now = self.now();
        let tx = self.store.begin().await?;
        let topic = tx.topic(actor.workspace, id).await?.filter(|topic| topic.archived_at.is_none());
        let topic = topic.ok_or(Refusal::NoSuch(Noun::Topic))?;
        enqueue(&tx, &topic, now).await?;
        tx.record(&actor.event("topic.search_asked", "topic", Some(id.get()), &json!({ "version": topic.version }), now)).await?;
        tx.commit().await?;
        self.bell.notify_one();
        Ok(())
    }

    /// Stops the search of the archive for a topic; what it found stays. Nothing to stop is no error.
    ///
    /// # Errors
    /// When the hats do not allow it, or there is no such topic.
    pub async fn stop_search(&self, actor: &Actor, id: Id<Topic>) -> Result<(), Refusal> {
        actor.may(Act::Listen)?;
        let now = self.now();
        let tx = self.store.begin().await?;
        tx.topic(actor.workspace, id).await?.ok_or(Refusal::NoSuch(Noun::Topic))?;
        let stopped = tx.cancel_job(SEARCH_JOB, &id.to_string()).await?;
        tx.record(&actor.event("topic.search_stopped", "topic", Some(id.get()), &json!({ "was_under_way": stopped }), now))
            .await?;
        Ok(tx.commit().await?)
    }

    /// Does the job: batch after batch until the archive is at its end.
    ///
    /// # Errors
    /// When the database refuses; the search then goes on later from the last batch that was kept.
    pub(crate) async fn search_topic(&self, job: &Job) -> Result<(), Refusal> {
        let actor = Actor::worker(job.workspace_id);
        let mut cursor: Option<Cursor> = serde_json::from_str(&job.payload).ok();
        let mut done = job.done;
        loop {
            let Ok(id) = job.key.parse() else { return self.end_search(job).await };
            let Some(topic) = self.reader(&actor).topic(id).await?.filter(|topic| topic.archived_at.is_none()) else {
                return self.end_search(job).await;
            };
            let topics = self.reader(&actor).topics().await?;
            let Some(query) = listening::asked(&topic, &topics) else { return self.end_search(job).await };
            // The topic was changed since: what was judged by its old text is judged again by its new one.
            let at = cursor.filter(|cursor| cursor.version == topic.version).unwrap_or_else(|| {
                done = 0;
                Cursor::start(&topic)
            });
            match self.search_batch(&actor, job, &topic, &query, at, &mut done).await? {
                Went::On(next) => cursor = Some(next),
                Went::Ended => return Ok(()),
            }
            // Not an act, hence no event; the open pages show how far it is all the same. Nobody listening is no failure.
            let _ = self.news.send(News {
                workspace: Some(actor.workspace),
                verb: "topic.searching".to_owned(),
                subject: "topic".to_owned(),
                subject_id: Some(topic.id.get()),
            });
        }
    }

    async fn end_search(&self, job: &Job) -> Result<(), Refusal> {
        let tx = self.store.begin().await?;
        tx.finish(job.id, self.now()).await?;
        Ok(tx.commit().await?)
    }

    async fn search_batch(
        &self,
        actor: &Actor,
        job: &Job,
        topic: &Topic,
        query: &Query,
        at: Cursor,
        done: &mut i64,
    ) -> Result<Went, Refusal> {
        let reader = self.reader(actor);
        let candidates: Candidates = query::candidates(query);
        let documents = reader.archive(&candidates, at.before, SEARCH_BATCH).await?;
        let ended = documents.len() < SEARCH_BATCH as usize;
        let judged = i64::try_from(documents.len()).unwrap_or(i64::MAX);
        let total = match at.total {
            Some(total) => total,
            None => reader.archive_size(&candidates).await?,
        };
        let before = documents.last().map_or(0, |document| document.id.get());
        let titles = source_titles(&reader, documents.iter().map(|document| document.source_id)).await?;
        let mentions = self.judge_batch(documents, topic, query, titles).await?;
        let now = self.now();
        let tx = self.store.begin().await?;
        tx.lock_topics(actor.workspace).await?;
        // Between reading and writing the topic may have been changed, archived or removed, and the search stopped.
        let still = tx.topic(actor.workspace, topic.id).await?.filter(|now| now.archived_at.is_none());
        let Some(still) = still else { return Ok(Went::Ended) };
        if still.version != at.version {
            *done = 0;
            return Ok(Went::On(Cursor::start(&still)));
        }
        if !tx.is_open(job.id).await? {
            return Ok(Went::Ended);
        }
        let new = tx.add_mentions(actor.workspace, &mentions, now).await?;
        *done = done.saturating_add(judged);
        let found = at.found + i64::try_from(new.len()).unwrap_or(i64::MAX);
        let next = Cursor { before, found, total: Some(total), ..at };
        tx.progress(job.id, *done, total.max(*done), &next.stored(), now + LEASE_US).await?;
        if ended {
            tx.forget_watch(actor.workspace, topic.id).await?;
            tx.finish(job.id, now).await?;
            let detail = json!({ "version": at.version, "judged": *done, "found": next.found });
            tx.record(&actor.event("topic.searched", "topic", Some(topic.id.get()), &detail, now)).await?;
        }
        tx.commit().await?;
        Ok(if ended { Went::Ended } else { Went::On(next) })
    }

    /// Those of the documents that the query holds for, as mentions; away from the async threads.
    async fn judge_batch(
        &self,
        documents: Vec<Document>,
        topic: &Topic,
        query: &Query,
        titles: SourceTitles,
    ) -> Result<Vec<NewMention>, Refusal> {
        let (query, now_us, id, version) = (query.clone(), self.now(), topic.id, topic.version);
        let judged = tokio::task::spawn_blocking(move || {
            let mut analysis = Analysis::new();
            let holding = documents.iter().filter(|document| holds(&query, &mut analysis, document, &titles, now_us));
            holding
                .map(|document| NewMention {
                    topic: id,
                    topic_version: version,
                    document: document.id,
                    source: document.source_id,
                    kind: document.kind.clone(),
                    language: document.language.clone(),
                    sentiment: document.understood.sentiment.clone(),
                    published_at: document.published_at,
                })
                .collect()
        });
        judged.await.map_err(|_ended| Refusal::Interrupted)
    }
}
