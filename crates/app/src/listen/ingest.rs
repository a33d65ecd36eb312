//! The one door. Everything that anyone says enters here: it gets its identity, is matched against every topic, is kept, is
//! counted, and whoever waits for it is told. A batch is one transaction.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, VecDeque},
    sync::Arc,
};

use domain::Document;
use jiff::Timestamp;
use serde_json::json;
use store::{
    Id, Tx,
    document::{Known, NewDocument},
    mention::NewMention,
    source::Source,
    topic::Topic,
};
use text::fingerprint::Fingerprint;
use tokio::task::JoinHandle;

use crate::{
    Actor, App, Refusal,
    listen::{
        ingest_arrival::{Arrival, Desk, arrive},
        ingest_recognise::{Recognised, recognise},
        listening::Standing,
        story_place::Recalled,
        taught,
    },
    publish::feed_post,
};

/// The most documents of one transaction: long enough to be quick, short enough that other writers are not kept waiting.
pub const INGEST_BATCH_MAX: usize = 1_000;
/// Batches that are read while one is written.
const BATCHES_AHEAD: usize = 2;
/// How often a batch is matched before it is given the lock, in the hope that no topic changes meanwhile.
const MATCH_FREELY_MAX: u32 = 2;

/// What came of a batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ingested {
    /// Documents handed in.
    pub seen: usize,
    /// Documents not known before.
    pub new: usize,
    /// Documents whose text had changed.
    pub changed: usize,
    /// New pairs of a document and a topic.
    pub mentions: usize,
}

impl std::ops::AddAssign for Ingested {
    fn add_assign(&mut self, other: Self) {
        self.seen += other.seen;
        self.new += other.new;
        self.changed += other.changed;
        self.mentions += other.mentions;
    }
}

/// Documents that are taken in by one transaction.
pub(crate) type Batch = Arc<Vec<Document>>;

/// A batch that is being matched beside what else goes on.
type Ahead = (Batch, JoinHandle<Result<Matched, Refusal>>);

/// A batch that was matched and waits to be kept.
pub(crate) struct Matched {
    standing: Arc<Standing>,
    arrivals: Vec<Arrival>,
    /// Whom the arrivals may copy.
    recalled: Recalled,
    now: Timestamp,
}

impl App {
    /// Takes documents in. `source` must be of the actor's workspace. Batches are kept one by one: what a failure leaves out is
    /// what comes after it, and handing the same in again changes nothing that was kept.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn ingest(&self, actor: &Actor, source: &Source, documents: Vec<Document>) -> Result<Ingested, Refusal> {
        let mut total = Ingested::default();
        let mut documents = documents.into_iter();
        let mut batches = std::iter::from_fn(|| {
            let batch: Vec<Document> = documents.by_ref().take(INGEST_BATCH_MAX).collect();
            (!batch.is_empty()).then(|| Arc::new(batch))
        });
        let mut ahead: VecDeque<Ahead> = VecDeque::new();
        loop {
            // Reading is most of the work: the next batches are read while one is written.
            while ahead.len() <= BATCHES_AHEAD {
                let Some(batch) = batches.next() else { break };
                let matching = self.match_batch(actor, source, &batch).await?;
                ahead.push_back((batch, matching));
            }
            let Some((batch, matching)) = ahead.pop_front() else { return Ok(total) };
            let (tx, report) = self.keep_batch(actor, source, &batch, matching.await??).await?;
            tx.commit().await?;
            self.bell.notify_one();
            total += report;
        }
    }

    /// Takes one batch in and leaves the transaction open, for what belongs to it, such as a visit's own row.
    pub(crate) async fn ingest_batch(&self, actor: &Actor, source: &Source, batch: &Batch) -> Result<(Tx, Ingested), Refusal> {
        let matched = self.match_batch(actor, source, batch).await?.await??;
        self.keep_batch(actor, source, batch, matched).await
    }

    /// Keeps a batch that was matched, once it is sure that it was matched against the topics that stand now.
    async fn keep_batch(
        &self,
        actor: &Actor,
        source: &Source,
        batch: &Batch,
        matched: Matched,
    ) -> Result<(Tx, Ingested), Refusal> {
        let mut ahead = Some(matched);
        for _ in 0..MATCH_FREELY_MAX {
            let matched = match ahead.take() {
                Some(matched) => matched,
                None => self.match_batch(actor, source, batch).await?.await??,
            };
            let tx = self.store.begin().await?;
            // Topics may have been saved meanwhile. Whoever holds the matching lock first is seen by the other.
            tx.lock_matching(actor.workspace).await?;
            if tx.listening_stamp(actor.workspace).await? == matched.standing.stamp {
                let report = self.keep_and_record(&tx, actor, source, matched).await?;
                return Ok((tx, report));
            }
        }
        // Somebody saves one topic after the other. With the lock held first nothing can change any more.
        let tx = self.store.begin().await?;
        tx.lock_matching(actor.workspace).await?;
        let matched = self.match_batch(actor, source, batch).await?.await??;
        let report = self.keep_and_record(&tx, actor, source, matched).await?;
        Ok((tx, report))
    }

    /// Works everything out that needs no transaction, away from the async threads: words and matching are the heavy part.
    async fn match_batch(
        &self,
        actor: &Actor,
        source: &Source,
        batch: &Batch,
    ) -> Result<JoinHandle<Result<Matched, Refusal>>, Refusal> {
        let standing = self.listening.of(&self.store, actor.workspace).await?;
        let (now, source, batch, reader) = (self.clock.now(), source.clone(), batch.clone(), self.reader(actor));
        let app = self.clone();
        Ok(tokio::spawn(async move {
            let topics = standing.clone();
            let read = move |reader: &mut text::Reader| {
                let mut desk = Desk::of(reader);
                batch.iter().map(|document| arrive(document, &source, &topics, &mut desk, now)).collect::<Vec<Arrival>>()
            };
            let arrivals = app.reading_room.read(read).await?;
            let fingerprints: Vec<&Fingerprint> = arrivals.iter().map(|arrival| &arrival.fingerprint).collect();
            let recalled = app.retold.recall(&reader, &fingerprints).await?;
            Ok(Matched { standing, arrivals, recalled, now })
        }))
    }

    /// Keeps a batch and writes the one line of the log that says so.
    async fn keep_and_record(&self, tx: &Tx, actor: &Actor, source: &Source, matched: Matched) -> Result<Ingested, Refusal> {
        let Matched { standing, arrivals, recalled, now } = matched;
        tx.lock_stories(actor.workspace).await?;
        let kept = keep(tx, actor, source, arrivals, now).await?;
        let merged = self.retold.place(tx, actor.workspace, kept.fingerprints, recalled).await?;
        let caught = catch(tx, actor, &standing, &kept.arrivals, &kept.documents, &kept.known, now.as_microsecond()).await?;
        let report = Ingested { mentions: caught.len(), ..kept.report };
        if report.new + report.changed > 0 {
            let topics: BTreeSet<i64> = caught.iter().map(|(topic, _)| topic.get()).collect();
            let detail = json!({
                "source": source.id, "seen": report.seen, "new": report.new, "changed": report.changed, "mentions": report.mentions,
                "topics": topics, "merged": merged,
            });
            tx.record(&actor.event("documents.ingested", "document", None, &detail, now.as_microsecond())).await?;
        }
        Ok(report)
    }
}

/// What a batch came to inside its transaction.
struct Kept {
    report: Ingested,
    arrivals: Vec<Arrival>,
    /// The documents by the places of their arrivals.
    documents: HashMap<usize, Id<store::document::Document>>,
    /// Those of them that were known before.
    known: HashMap<usize, Known>,
    /// What the new ones say.
    fingerprints: Vec<(Id<store::document::Document>, Fingerprint)>,
}

/// Keeps what was prepared: finds what is known, writes what is new or changed.
async fn keep(tx: &Tx, actor: &Actor, source: &Source, mut arrivals: Vec<Arrival>, now: Timestamp) -> Result<Kept, Refusal> {
    let now_us = now.as_microsecond();
    let mut report = Ingested { seen: arrivals.len(), ..Ingested::default() };
    let Recognised { mut known, mut seconded } = recognise(tx, actor, source, &mut arrivals).await?;
    let mut documents: HashMap<usize, Id<store::document::Document>> = HashMap::new();
    let mut fresh: Vec<usize> = Vec::new();
    let mut by_key: HashMap<String, usize> = HashMap::new();
    let mut felt = Vec::new();
    for (place, arrival) in arrivals.iter().enumerate() {
        match known.get(&place) {
            Some(known) => {
                documents.insert(place, known.id);
                if known.content_hash != arrival.document.row.content_hash
                    && known.source_id == source.id
                    && by_key.insert(known.document_key.clone(), place).is_none()
                {
                    tx.change_document(known, &arrival.document, now_us).await?;
                    felt.push((place, reread(tx, actor, known, arrival).await?));
                    report.changed += 1;
                }
            }
            None if by_key.contains_key(&arrival.document.key) => {}
            None => {
                by_key.insert(arrival.document.key.clone(), place);
                fresh.push(place);
            }
        }
    }
    for (place, sentiment) in felt {
        if let Some(known) = known.get_mut(&place) {
            known.sentiment = sentiment;
        }
    }
    // Two workers that keep the same documents must ask for them in the same order, or each may wait for the other.
    fresh.sort_by(|a, b| arrivals[*a].document.key.cmp(&arrivals[*b].document.key));
    let new: Vec<&NewDocument> = fresh.iter().map(|place| &arrivals[*place].document).collect();
    let ids = tx.add_documents(actor.workspace, &new).await?;
    report.new = ids.iter().flatten().count();
    let mut fingerprints = Vec::new();
    for (&place, id) in fresh.iter().zip(&ids) {
        if let Some(id) = id {
            documents.insert(place, *id);
            fingerprints.push((*id, std::mem::take(&mut arrivals[place].fingerprint)));
        }
    }
    // Those that another worker kept in the same moment are known now.
    let beaten: Vec<usize> = fresh.into_iter().filter(|place| !documents.contains_key(place)).collect();
    let beaten_keys: Vec<&str> = beaten.iter().map(|place| arrivals[*place].document.key.as_str()).collect();
    for found in tx.known_by_key(actor.workspace, &beaten_keys).await? {
        if let Some(&place) = beaten.iter().find(|place| arrivals[**place].document.key == found.document_key) {
            documents.insert(place, found.id);
            seconded.insert(found.id);
            known.insert(place, found);
        }
    }
    let brought: BTreeMap<&str, Id<store::document::Document>> = arrivals
        .iter()
        .enumerate()
        .filter_map(|(place, arrival)| Some((arrival.guid.as_str(), *documents.get(&place)?)))
        .collect();
    let brought: Vec<(String, Id<_>)> = brought.into_iter().map(|(guid, id)| (guid.to_owned(), id)).collect();
    tx.add_bringers(source.id, &brought, now_us).await?;
    feed_post::enqueue(tx, source, now_us).await?;
    let brought = report.new + seconded.len();
    if brought > 0 {
        let rows = arrivals.iter().map(|arrival| &arrival.document.row);
        let newest = rows.filter(|row| row.published_known).map(|row| row.published_at).max();
        tx.count_documents(source.id, i64::try_from(brought).unwrap_or(i64::MAX), newest).await?;
    }
    Ok(Kept { report, arrivals, documents, known, fingerprints })
}

/// Writes down what a changed text says now, and gives what it is felt to be. What a person said of the document stays.
async fn reread(tx: &Tx, actor: &Actor, known: &Known, arrival: &Arrival) -> Result<String, Refusal> {
    let mut understood = arrival.document.row.understood.clone();
    for correction in tx.corrections_of(known.id).await? {
        taught::put_in(&mut understood, &correction);
    }
    tx.put_understood(actor.workspace, known.id, &understood).await?;
    Ok(understood.sentiment)
}

/// Keeps the mentions, and what alerts have to tell of them.
async fn catch(
    tx: &Tx,
    actor: &Actor,
    standing: &Standing,
    arrivals: &[Arrival],
    documents: &HashMap<usize, Id<store::document::Document>>,
    known: &HashMap<usize, Known>,
    now_us: i64,
) -> Result<Vec<(Id<Topic>, Id<store::document::Document>)>, Refusal> {
    let mut mentions = Vec::new();
    for (place, arrival) in arrivals.iter().enumerate() {
        let Some(&document) = documents.get(&place) else { continue };
        // The figures of a document stay where they were first counted, whatever a later copy says of its date.
        let row = &arrival.document.row;
        let before = known.get(&place);
        mentions.extend(arrival.topics.iter().map(|(topic, version)| NewMention {
            topic: *topic,
            topic_version: *version,
            document,
            source: before.map_or(row.source_id, |known| known.source_id),
            kind: before.map_or(&row.kind, |known| &known.kind).clone(),
            language: before.map_or(&row.language, |known| &known.language).clone(),
            sentiment: before.map_or(&row.understood.sentiment, |known| &known.sentiment).clone(),
            published_at: before.map_or(row.published_at, |known| known.published_at),
        }));
    }
    // As with documents: the same order in every worker.
    mentions.sort_by_key(|mention| (mention.document, mention.topic));
    let caught = tx.add_mentions(actor.workspace, &mentions, now_us).await?;
    let new: BTreeSet<Id<_>> = caught.iter().map(|(_, document)| *document).collect();
    let mut hits = BTreeSet::new();
    for (place, arrival) in arrivals.iter().enumerate() {
        if let Some(document) = documents.get(&place).filter(|document| new.contains(document)) {
            hits.extend(arrival.alerts.iter().map(|alert| (standing.alerts[*alert].alert.id, *document)));
        }
    }
    let hits: Vec<(Id<_>, Id<_>)> = hits.into_iter().collect();
    tx.add_hits(&hits, now_us).await?;
    for alert in standing.alerts.iter().filter(|alert| hits.iter().any(|(id, _)| *id == alert.alert.id)) {
        crate::listen::alerting::enqueue(tx, &alert.alert, now_us).await?;
    }
    Ok(caught)
}
