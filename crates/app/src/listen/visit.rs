//! Visiting a source: fetch, read, take in, decide when to come back. One job per source, moved on after each visit.

use std::sync::Arc;

use connect::{
    feed::{self, Feed, FeedContext, FeedError},
    fetch::{FetchError, Request, Response},
};
use domain::{
    Document, Kind, Language, address,
    rhythm::{self, Hints, NextVisit, Past, Trouble},
};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use sha2::{Digest, Sha256};
use store::{
    Id, StoreError, Tx,
    job::{Job, NewJob},
    source::{Source, Visit},
    workspace::Workspace,
};
use url::Url;

use crate::{
    Actor, App, Refusal,
    listen::{
        feed_document::{document, primary_language},
        ingest::{Batch, INGEST_BATCH_MAX, Ingested},
        source_field::{self, SOURCE_ADDRESS_BYTES_MAX, SOURCE_TITLE_CHARS_MAX},
    },
};

pub use super::visit_reason::Reason;

/// The kind of the job.
pub const VISIT_JOB: &str = "visit";
/// How many past documents tell a source's rhythm.
const MOMENTS_MAX: u32 = 200;

/// Why the next visit is when it is, as [`Source::next_reason`] holds it.
#[must_use]
pub fn next_sentence(stored: &str, language: Language) -> Option<String> {
    serde_json::from_str::<rhythm::Why>(stored).ok().map(|why| why.sentence(language))
}

/// The same as seen at `now`: a pause is told with what is left of it.
#[must_use]
pub fn next_sentence_at(stored: &str, language: Language, now: Timestamp) -> Option<String> {
    serde_json::from_str::<rhythm::Why>(stored).ok().map(|why| why.sentence_at(language, now))
}

/// The job that visits a source. Its lane is the host, so that one slow host never fills the worker.
#[must_use]
pub fn job(workspace: Id<Workspace>, source: Id<Source>, source_address: &str, due_at: i64) -> NewJob {
    let host = address::site(source_address).unwrap_or_default();
    NewJob {
        workspace_id: workspace,
        kind: VISIT_JOB,
        key: source.to_string(),
        lane: format!("host {host}"),
        payload: "{}".to_owned(),
        due_at,
    }
}

/// What a visit found.
enum Found {
    /// The same as last time.
    Unchanged(Box<Response>),
    /// A feed.
    Read(Box<Response>, Box<Feed>, Vec<Document>),
    /// An answer that is no feed.
    NoFeed(Box<Response>, (String, String)),
    /// No answer that can be used.
    Failed(FetchError),
}

impl App {
    /// Visits the source that a job is about and moves the job to the next visit.
    ///
    /// # Errors
    /// When the database refuses. What the source or its site does wrong is no error here: it is written down.
    pub(crate) async fn visit_source(&self, job: &Job) -> Result<(), Refusal> {
        let actor = Actor::worker(job.workspace_id);
        let reader = self.reader(&actor);
        let source = match job.key.parse() {
            Ok(id) => reader.source(id).await?,
            Err(_) => None,
        };
        let Some(source) = source.filter(|source| source.paused_at.is_none()) else {
            let tx = self.store.begin().await?;
            tx.finish(job.id, self.now()).await?;
            return Ok(tx.commit().await?);
        };
        let found = self.look(&source).await?;
        let moments = reader.source_moments(source.id, MOMENTS_MAX).await?;
        self.write_down(&actor, job, source, found, &moments).await
    }

    async fn look(&self, source: &Source) -> Result<Found, Refusal> {
        let now = self.clock.now();
        let Ok(url) = Url::parse(&source.address) else {
            return Ok(Found::Failed(FetchError::BadAddress { fault: connect::fetch::AddressFault::Host }));
        };
        let mut request = Request::feed(url, now);
        request.etag.clone_from(&source.etag);
        request.last_modified.clone_from(&source.last_modified);
        let response = match self.client.get(&request).await {
            Ok(response) => response,
            Err(error) => return Ok(Found::Failed(error)),
        };
        if response.not_modified || source.body_hash.as_deref() == Some(body_hash(&response.body).as_str()) {
            return Ok(Found::Unchanged(Box::new(response)));
        }
        let (kind, language) = (Kind::from_name(&source.kind).unwrap_or_default(), source.language.clone());
        self.reading_room.work(move || read(response, kind, language.as_deref())).await
    }

    /// Everything of a visit in one transaction: documents, the visit's row, the source, the job.
    async fn write_down(
        &self,
        actor: &Actor,
        job: &Job,
        mut source: Source,
        found: Found,
        moments: &[i64],
    ) -> Result<(), Refusal> {
        let now = self.clock.now();
        let (tx, report) = match &found {
            Found::Read(_, _, documents) => self.take_in(actor, &source, documents).await?,
            _ => (self.store.begin().await?, Ingested::default()),
        };
        // The page may have changed the source while it was being fetched; what it changed stays. Of an address that is no
        // longer the source's only the documents are kept.
        let fresh = tx.source(actor.workspace, source.id).await?.filter(|fresh| fresh.address == source.address);
        let Some(fresh) = fresh else {
            tx.finish(job.id, now.as_microsecond()).await?;
            return Ok(tx.commit().await?);
        };
        source = fresh;
        let (before, paused) = (source.state.clone(), source.paused_at.is_some());
        let visit = describe(&mut source, &found, report, now);
        let next = decide(&mut source, &found, moments, self.config.rhythm, now);
        if let Found::Unchanged(response) | Found::Read(response, ..) = &found {
            follow(&tx, actor, &mut source, response).await?;
        }
        if paused {
            source.state.clone_from(&before);
            (source.next_at, source.next_reason) = (None, String::new());
        }
        tx.save_source(&source).await?;
        tx.add_visit(actor.workspace, &visit).await?;
        if source.state != before {
            let detail = json!({ "from": before, "to": source.state });
            tx.record(&actor.event("source.changed_state", "source", Some(source.id.get()), &detail, now.as_microsecond()))
                .await?;
        }
        let next = next.at.filter(|_| source.paused_at.is_none()).map(Timestamp::as_microsecond);
        move_on(&tx, job, &source, next, now.as_microsecond()).await?;
        Ok(tx.commit().await?)
    }

    /// Keeps all documents; the last batch leaves its transaction open.
    async fn take_in(&self, actor: &Actor, source: &Source, documents: &[Document]) -> Result<(Tx, Ingested), Refusal> {
        let batches: Vec<Batch> = documents.chunks(INGEST_BATCH_MAX).map(|part| Arc::new(part.to_vec())).collect();
        let Some((last, first)) = batches.split_last() else { return Ok((self.store.begin().await?, Ingested::default())) };
        let mut total = Ingested::default();
        for batch in first {
            let (tx, report) = self.ingest_batch(actor, source, batch).await?;
            tx.commit().await?;
            total += report;
        }
        let (tx, report) = self.ingest_batch(actor, source, last).await?;
        total += report;
        Ok((tx, total))
    }
}

/// Reads a feed and makes documents of its entries; sanitising and parsing are the heavy part of a visit.
fn read(response: Response, kind: Kind, language: Option<&str>) -> Found {
    let context = FeedContext {
        content_type: response.content_type.as_deref(),
        address: Some(&response.final_address),
        content_language: response.content_language.as_deref(),
        ..FeedContext::default()
    };
    match feed::parse(&response.body, &context) {
        Ok(feed) => {
            let documents = feed.entries.iter().map(|entry| document(entry, kind, language)).collect();
            Found::Read(Box::new(response), Box::new(feed), documents)
        }
        Err(error) => {
            let sentences = both(&error);
            Found::NoFeed(Box::new(response), sentences)
        }
    }
}

fn both(error: &FeedError) -> (String, String) {
    (error.sentence(Language::English), error.sentence(Language::French))
}

fn body_hash(body: &[u8]) -> String {
    use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
    STANDARD_NO_PAD.encode(Sha256::digest(body))
}

/// What the visit's row says, and what the source remembers of the answer.
fn describe(source: &mut Source, found: &Found, report: Ingested, now: Timestamp) -> Visit {
    let whole = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let (outcome, response, reason) = match found {
        Found::Unchanged(response) => {
            renew(source, response);
            // What was wrong with the same body when it was read is still wrong with it.
            let reading = Reason::from_stored(&source.state_reason).reading.filter(|_| source.failures == 0);
            ("unchanged", Some(response), Reason { reading, ..Reason::default() })
        }
        Found::Read(response, feed, _) => {
            remember(source, response, feed);
            let reading = Reason::of_reading(feed);
            ("read", Some(response), Reason { reading, ..Reason::default() })
        }
        Found::NoFeed(response, reading) => {
            ("no_feed", Some(response), Reason { reading: Some(reading.clone()), ..Reason::default() })
        }
        Found::Failed(error) => (error.class(), None, Reason { fetch: Some(error.clone()), ..Reason::default() }),
    };
    // A visit that was put off because of the host's other sources says nothing about this one.
    if !matches!(found, Found::Failed(error) if error.trouble().is_put_off()) {
        source.state_reason = reason.stored();
        source.visited_at = Some(now.as_microsecond());
    }
    Visit {
        id: Id::new(0),
        source_id: source.id,
        at: now.as_microsecond(),
        outcome: outcome.to_owned(),
        status: response.map(|response| i64::from(response.status)),
        seen: whole(report.seen),
        new: whole(report.new),
        changed: whole(report.changed),
        milliseconds: response.map_or(0, |response| i64::try_from(response.elapsed.as_millis()).unwrap_or(i64::MAX)),
        problem: if reason.fetch.is_none() && reason.reading.is_none() { String::new() } else { reason.stored() },
    }
}

/// What the next request will ask by. An answer without a body need not repeat it.
fn renew(source: &mut Source, response: &Response) {
    if response.not_modified && response.etag.is_none() && response.last_modified.is_none() {
        return;
    }
    source.etag.clone_from(&response.etag);
    source.last_modified.clone_from(&response.last_modified);
}

/// What the next request will ask by, and what the feed says of itself where the source had no word of its own.
fn remember(source: &mut Source, response: &Response, feed: &Feed) {
    renew(source, response);
    source.body_hash = Some(body_hash(&response.body));
    let title = source_field::cut(&source_field::line(&feed.title.line()), SOURCE_TITLE_CHARS_MAX);
    if !title.is_empty() && (source.title.is_empty() || source.title == source.address) {
        source.title = title;
    }
    if source.site_address.is_none() {
        source.site_address = feed.site_address.as_ref().map(|site| site.replace('\0', ""));
    }
    if source.language.is_none() {
        source.language = feed.language.as_deref().map(primary_language).filter(|code| !code.is_empty());
    }
    let minutes = |minutes: u32| SignedDuration::from_mins(i64::from(minutes));
    let hints = Hints {
        ttl: feed.rhythm.ttl_minutes.map(minutes),
        update_period: feed.rhythm.every_minutes.map(minutes),
        ..Hints::default()
    };
    source.hints = serde_json::to_string(&hints).unwrap_or_default();
}

/// How the source stands now and when it is visited next.
fn decide(source: &mut Source, found: &Found, moments: &[i64], bounds: rhythm::Bounds, now: Timestamp) -> NextVisit {
    let trouble = match found {
        Found::Unchanged(_) | Found::Read(..) => None,
        Found::NoFeed(..) => Some(Trouble::Failing),
        Found::Failed(error) => Some(error.trouble()),
    };
    match trouble {
        None => {
            source.failures = 0;
            source.succeeded_at = Some(now.as_microsecond());
        }
        Some(trouble) if trouble.is_put_off() => {}
        Some(_) => source.failures += 1,
    }
    let mut hints: Hints = serde_json::from_str(&source.hints).unwrap_or_default();
    if let Found::Unchanged(response) | Found::Read(response, ..) = found {
        let said = response.hints();
        (hints.max_age, hints.expires) = (said.max_age, said.expires);
    }
    let moment = |at: &i64| Timestamp::from_microsecond(*at).ok();
    let mut entries: Vec<Timestamp> = moments.iter().filter_map(moment).collect();
    if let Found::Read(_, feed, _) = found {
        entries.extend(feed.entries.iter().filter_map(|entry| entry.published.or(entry.updated)));
        entries.sort_unstable();
        entries.dedup();
    }
    let past = Past {
        source: source.id.get(),
        entries: &entries,
        last_success: source.succeeded_at.as_ref().and_then(moment),
        failures: u32::try_from(source.failures).unwrap_or(u32::MAX),
        trouble,
        hints,
    };
    let next = rhythm::next_visit(&past, bounds, now);
    let standing = rhythm::standing(&past, bounds, now);
    if !trouble.is_some_and(Trouble::is_put_off) {
        standing.name().clone_into(&mut source.state);
        let reason = Reason { standing: Some(standing), ..Reason::from_stored(&source.state_reason) };
        source.state_reason = reason.stored();
    }
    source.expected_seconds = rhythm::Pace::of(&entries, bounds.min, now).map(|pace| pace.gap().as_secs());
    source.next_at = next.at.map(Timestamp::as_microsecond);
    source.next_reason = serde_json::to_string(&next.why).unwrap_or_default();
    if matches!(trouble, Some(Trouble::Gone)) {
        source.paused_at = Some(now.as_microsecond());
    }
    next
}

/// Moves the job to the next visit, or ends it. A source that moved to another host is visited in that host's lane.
async fn move_on(tx: &Tx, job: &Job, source: &Source, next: Option<i64>, now: i64) -> Result<(), Refusal> {
    let Some(next) = next else { return Ok(tx.finish(job.id, now).await?) };
    let again = self::job(source.workspace_id, source.id, &source.address, next);
    if again.lane == job.lane {
        return Ok(tx.reschedule(job.id, next).await?);
    }
    // Ended by a person in the meantime, it stays so.
    if tx.is_open(job.id).await? {
        tx.finish(job.id, now).await?;
        tx.enqueue(&again, now).await?;
    }
    Ok(())
}

/// Rewrites the stored address when every redirect on the way said "for good", unless another source is fetched from there.
async fn follow(tx: &Tx, actor: &Actor, source: &mut Source, response: &Response) -> Result<(), Refusal> {
    let Some(moved) = response.permanent_address.as_ref().map(Url::as_str) else { return Ok(()) };
    let Some(key) = address::canonical(moved) else { return Ok(()) };
    if moved.len() > SOURCE_ADDRESS_BYTES_MAX || moved == source.address {
        return Ok(());
    }
    if tx.source_at(actor.workspace, &key).await?.is_some_and(|other| other.id != source.id) {
        return Ok(());
    }
    match tx.move_source(source.id, moved, &key).await {
        Ok(()) => moved.clone_into(&mut source.address),
        Err(StoreError::Taken) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
