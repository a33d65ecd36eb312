//! The one door. Everything that anyone says enters here: it gets its identity, is matched against every topic, is kept, is
//! counted, and whoever waits for it is told. A batch is one transaction.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use domain::{
    Document, address,
    document::{DOCUMENT_TEXT_BYTES_MAX, DOCUMENT_TITLE_BYTES_MAX},
    html::cut,
};
use jiff::Timestamp;
use query::Analysis;
use serde_json::json;
use store::{
    Id, Tx,
    document::{Document as Row, Known, NewDocument},
    mention::NewMention,
    source::Source,
    topic::Topic,
};

use crate::{
    Actor, App, Refusal,
    listen::{
        filter, identity,
        listening::{Standing, StandingAlert},
        reading::{Readable, words_of},
    },
};

/// The most documents of one transaction: long enough to be quick, short enough that other writers are not kept waiting.
pub const INGEST_BATCH_MAX: usize = 500;
/// What was said longer ago than this alerts nobody: the first visit to a feed brings its past.
pub const ALERT_AGE_US_MAX: i64 = 48 * 3_600 * 1_000_000;
/// How far ahead of now a document may be dated and still be believed, for clocks that run fast.
const AHEAD_US_MAX: i64 = 24 * 3_600 * 1_000_000;
/// How often a batch is matched again because the topics changed while it was being kept.
const MATCH_AGAIN_MAX: u32 = 5;

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

/// A document with all that can be known of it without the database.
struct Arrival {
    document: NewDocument,
    guid: String,
    /// A key for when it turns out to share its address with another.
    key_apart: String,
    topics: Vec<(Id<Topic>, i64)>,
    alerts: Vec<usize>,
}

/// A batch that was matched and waits to be kept.
pub(crate) struct Matched {
    standing: Arc<Standing>,
    arrivals: Vec<Arrival>,
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
        loop {
            let batch: Arc<Vec<Document>> = Arc::new(documents.by_ref().take(INGEST_BATCH_MAX).collect());
            if batch.is_empty() {
                return Ok(total);
            }
            let (tx, report) = self.ingest_batch(actor, source, &batch).await?;
            tx.commit().await?;
            self.bell.notify_one();
            total += report;
        }
    }

    /// Takes one batch in and leaves the transaction open, for what belongs to it, such as a visit's own row.
    pub(crate) async fn ingest_batch(
        &self,
        actor: &Actor,
        source: &Source,
        batch: &Arc<Vec<Document>>,
    ) -> Result<(Tx, Ingested), Refusal> {
        for _ in 0..MATCH_AGAIN_MAX {
            let matched = self.match_batch(actor, source, batch).await?;
            let tx = self.store.begin().await?;
            // Topics may have been saved meanwhile. Whoever holds the matching lock first is seen by the other.
            tx.lock_matching(actor.workspace).await?;
            if tx.alerts_stamp(actor.workspace).await? == matched.standing.stamp {
                let report = keep_and_record(&tx, actor, source, matched).await?;
                return Ok((tx, report));
            }
        }
        Err(Refusal::Interrupted)
    }

    /// Works everything out that needs no transaction, away from the async threads: words and matching are the heavy part.
    async fn match_batch(&self, actor: &Actor, source: &Source, batch: &Arc<Vec<Document>>) -> Result<Matched, Refusal> {
        let standing = self.listening.of(&self.store, actor.workspace).await?;
        let (now, source, batch) = (self.clock.now(), source.clone(), batch.clone());
        let work = move || {
            let mut analysis = Analysis::new();
            let arrivals = batch.iter().map(|document| arrive(document, &source, &standing, &mut analysis, now)).collect();
            Matched { standing, arrivals, now }
        };
        tokio::task::spawn_blocking(work).await.map_err(|_| Refusal::Interrupted)
    }
}

/// Keeps a batch and writes the one line of the log that says so.
async fn keep_and_record(tx: &Tx, actor: &Actor, source: &Source, matched: Matched) -> Result<Ingested, Refusal> {
    let Matched { standing, arrivals, now } = matched;
    let Kept { report, caught } = keep(tx, actor, source, &standing, arrivals, now).await?;
    if report.new + report.changed > 0 {
        let detail = json!({
            "source": source.id, "seen": report.seen, "new": report.new, "changed": report.changed, "mentions": report.mentions, "topics": caught,
        });
        tx.record(&actor.event("documents.ingested", "document", None, &detail, now.as_microsecond())).await?;
    }
    Ok(report)
}

/// What a batch came to inside its transaction.
struct Kept {
    report: Ingested,
    /// The topics that caught something.
    caught: BTreeSet<i64>,
}

fn arrive(document: &Document, source: &Source, standing: &Standing, analysis: &mut Analysis, now: Timestamp) -> Arrival {
    let now_us = now.as_microsecond();
    let said = document.published_at.map(Timestamp::as_microsecond).filter(|at| *at > 0 && *at <= now_us + AHEAD_US_MAX);
    let title = cut(&document.title, DOCUMENT_TITLE_BYTES_MAX).replace('\0', "");
    let text = cut(&document.text, DOCUMENT_TEXT_BYTES_MAX).replace('\0', "");
    let author = document.author.clone().unwrap_or_default();
    let language = document.language.clone().or_else(|| source.language.clone()).unwrap_or_default();
    let kind = if document.kind == domain::Kind::Other { source.kind.clone() } else { document.kind.name().to_owned() };
    let site = document.address.as_deref().and_then(address::site).or_else(|| address::site(&source.address)).unwrap_or_default();
    let tags: Vec<&str> = document.tags.iter().map(String::as_str).collect();
    let html = document.html.as_str().replace('\0', "");
    let readable = Readable {
        title: &title,
        text: &text,
        html: &html,
        address: document.address.as_deref(),
        author: &author.name,
        language: &language,
        kind: &kind,
        source: Some(&source.title),
        tags: &tags,
        rating: document.rating,
        image: document.image.is_some(),
        published_at: said.unwrap_or(now_us),
    };
    let asked = readable.document();
    analysis.read(&asked);
    let topics: Vec<(Id<Topic>, i64)> = standing
        .topics
        .iter()
        .filter(|topic| topic.query.matches(analysis, &asked, now_us))
        .map(|topic| (topic.id, topic.version))
        .collect();
    let ids: Vec<Id<Topic>> = topics.iter().map(|(id, _)| *id).collect();
    let mention = filter::NewMention { readable, site: &site, topics: &ids, source: source.id, folder: source.folder_id };
    let alerts = alerts_for(&standing.alerts, &mention, source, said, analysis, now);
    let words = words_of(analysis);
    let key = identity::key(document, source.id);
    let row = Row {
        id: Id::new(0),
        workspace_id: source.workspace_id,
        source_id: source.id,
        address: document.address.clone(),
        site,
        content_hash: identity::content_hash(&title, &text),
        html,
        author: author.name.replace('\0', ""),
        author_address: author.address,
        language,
        kind,
        tags: json!(document.tags).to_string(),
        rating: document.rating.map(f64::from),
        image: document.image.clone(),
        published_at: said.unwrap_or(now_us),
        published_known: said.is_some(),
        found_at: now_us,
        changed_at: None,
        version: 1,
        caught: false,
        starred: false,
        done_at: None,
        done_by: None,
        assignee_id: None,
        title,
        text,
    };
    let guid = identity::guid(document, &key);
    Arrival {
        guid,
        key_apart: identity::key_apart(document, source.id),
        document: NewDocument { key, row, words },
        topics,
        alerts,
    }
}

/// Which alerts wait for it: places in the list.
fn alerts_for(
    alerts: &[StandingAlert],
    mention: &filter::NewMention<'_>,
    source: &Source,
    said: Option<i64>,
    analysis: &Analysis,
    now: Timestamp,
) -> Vec<usize> {
    // A document without a date is news only from a source whose past was read before.
    let fresh = said.map_or(source.succeeded_at.is_some(), |said| said >= now.as_microsecond() - ALERT_AGE_US_MAX);
    if !fresh || mention.topics.is_empty() {
        return Vec::new();
    }
    let waits = |standing: &StandingAlert| match (&standing.filter, standing.alert.topic_id) {
        (Some(filter), _) => filter.holds_new(mention, analysis, now),
        (None, Some(topic)) => mention.topics.contains(&topic),
        (None, None) => false,
    };
    alerts.iter().enumerate().filter(|(_, alert)| waits(alert)).map(|(place, _)| place).collect()
}

/// Keeps what was prepared: finds what is known, writes what is new or changed, then mentions, figures and hits.
async fn keep(
    tx: &Tx,
    actor: &Actor,
    source: &Source,
    standing: &Standing,
    mut arrivals: Vec<Arrival>,
    now: Timestamp,
) -> Result<Kept, Refusal> {
    let now_us = now.as_microsecond();
    let mut report = Ingested { seen: arrivals.len(), ..Ingested::default() };
    let known = recognise(tx, actor, source, &mut arrivals).await?;
    let mut documents: HashMap<usize, Id<store::document::Document>> = HashMap::new();
    let mut fresh: Vec<usize> = Vec::new();
    let mut by_key: HashMap<String, usize> = HashMap::new();
    for (place, arrival) in arrivals.iter().enumerate() {
        match known.get(&place) {
            Some(known) => {
                documents.insert(place, known.id);
                if known.content_hash != arrival.document.row.content_hash
                    && known.source_id == source.id
                    && by_key.insert(known.document_key.clone(), place).is_none()
                {
                    tx.change_document(known, &arrival.document, now_us).await?;
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
    // Two workers that keep the same documents must ask for them in the same order, or each may wait for the other.
    fresh.sort_by(|a, b| arrivals[*a].document.key.cmp(&arrivals[*b].document.key));
    let new: Vec<NewDocument> = fresh.iter().map(|place| arrivals[*place].document.clone()).collect();
    let ids = tx.add_documents(actor.workspace, &new).await?;
    for (place, id) in fresh.iter().zip(&ids) {
        if let Some(id) = id {
            documents.insert(*place, *id);
            report.new += 1;
        }
    }
    let brought: BTreeMap<&str, Id<store::document::Document>> = arrivals
        .iter()
        .enumerate()
        .filter_map(|(place, arrival)| Some((arrival.guid.as_str(), *documents.get(&place)?)))
        .collect();
    let brought: Vec<(String, Id<_>)> = brought.into_iter().map(|(guid, id)| (guid.to_owned(), id)).collect();
    tx.add_bringers(source.id, &brought, now_us).await?;
    let newest = fresh
        .iter()
        .map(|place| &arrivals[*place].document.row)
        .filter(|row| row.published_known)
        .map(|row| row.published_at)
        .max();
    if report.new > 0 {
        tx.count_documents(source.id, i64::try_from(report.new).unwrap_or(i64::MAX), newest).await?;
    }
    let caught = catch(tx, actor, standing, &arrivals, &documents, &known, now_us).await?;
    report.mentions = caught.len();
    Ok(Kept { report, caught: caught.iter().map(|(topic, _)| topic.get()).collect() })
}

/// Finds which arrivals are documents that are kept already. One that only shares its address with another entry of the same
/// source gets a key of its own: the other's id is in this batch too, so it was not renamed.
async fn recognise(tx: &Tx, actor: &Actor, source: &Source, arrivals: &mut [Arrival]) -> Result<HashMap<usize, Known>, Refusal> {
    part_shared_addresses(arrivals);
    let guids: Vec<&str> = arrivals.iter().map(|arrival| arrival.guid.as_str()).collect();
    let by_guid: HashMap<String, Known> = tx.known_by_guid(source.id, &guids).await?.into_iter().collect();
    let keys: Vec<&str> = arrivals.iter().map(|arrival| arrival.document.key.as_str()).collect();
    let by_key: HashMap<String, Known> =
        tx.known_by_key(actor.workspace, &keys).await?.into_iter().map(|known| (known.document_key.clone(), known)).collect();
    let same_source: Vec<Id<_>> = by_key.values().filter(|known| known.source_id == source.id).map(|known| known.id).collect();
    let mut own: HashMap<Id<_>, Vec<String>> = HashMap::new();
    for (document, guid) in tx.guids_of(source.id, &same_source).await? {
        own.entry(document).or_default().push(guid);
    }
    let here: BTreeSet<String> = arrivals.iter().map(|arrival| arrival.guid.clone()).collect();
    let mut known = HashMap::new();
    for (place, arrival) in arrivals.iter_mut().enumerate() {
        if let Some(found) = by_guid.get(&arrival.guid) {
            known.insert(place, found.clone());
        } else if let Some(found) = by_key.get(&arrival.document.key) {
            let others = own.get(&found.id).map_or(&[][..], Vec::as_slice);
            let still_there = others.iter().any(|guid| *guid != arrival.guid && here.contains(guid));
            let another_text =
                found.title != arrival.document.row.title && found.published_at != arrival.document.row.published_at;
            if !others.is_empty() && (still_there || another_text) {
                arrival.document.key = arrival.key_apart.clone();
            } else {
                known.insert(place, found.clone());
            }
        }
    }
    Ok(known)
}

/// Entries of one batch that share an address but not an id are several documents.
fn part_shared_addresses(arrivals: &mut [Arrival]) {
    let mut guids: HashMap<String, BTreeSet<String>> = HashMap::new();
    for arrival in arrivals.iter() {
        guids.entry(arrival.document.key.clone()).or_default().insert(arrival.guid.clone());
    }
    for arrival in arrivals.iter_mut() {
        if guids.get(&arrival.document.key).is_some_and(|guids| guids.len() > 1) {
            arrival.document.key = arrival.key_apart.clone();
        }
    }
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
            published_at: before.map_or(row.published_at, |known| known.published_at),
        }));
    }
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
