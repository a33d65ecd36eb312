//! What an edit of a topic's query gains and loses, told before anything is saved.

use std::collections::BTreeMap;

use domain::hat::Act;
use query::{Candidates, Query};
use store::{Id, Reader, document::Document, stream::Place, topic::Topic};

use crate::{
    Actor, App, Noun, Refusal,
    listen::{
        judging::{READ_AT_ONCE, Shown, ask_each},
        topic_quality::labels_of_topic,
        topic_save::parse_among,
    },
};

/// How far back a comparison looks, in days.
pub const COMPARED_DAYS: i64 = 30;
/// The most documents of these days that are judged, newest first, of those that either query's candidate filter finds.
pub const COMPARED_MAX: usize = 5_000;
/// The most documents that each list shows.
pub const COMPARED_SHOWN_MAX: usize = 10;

/// A document that one of the queries holds for and the other does not.
#[derive(Clone, Debug)]
pub struct Moved {
    /// The document.
    pub shown: Shown,
    /// How it is labelled.
    pub label: Option<bool>,
}

/// What one side has that the other has not.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// Documents of the sample.
    pub documents: usize,
    /// Documents labelled relevant, of any time.
    pub relevant: usize,
    /// Documents labelled not relevant, of any time.
    pub irrelevant: usize,
    /// Labelled ones first, then the newest of the sample; at most [`COMPARED_SHOWN_MAX`].
    pub shown: Vec<Moved>,
}

impl Side {
    fn take(&mut self, moved: Moved) {
        let known = self.shown.iter().any(|other| other.shown.id == moved.shown.id);
        if !known && self.shown.len() < COMPARED_SHOWN_MAX {
            self.shown.push(moved);
        }
    }
}

/// An edited query held against the saved one.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// Documents of the sample that were judged.
    pub judged: usize,
    /// Whether these are all that the last [`COMPARED_DAYS`] days have for either query.
    pub complete: bool,
    /// When the oldest of the judged ones was said, UTC microseconds; none when the sample is complete or empty.
    pub searched_to: Option<i64>,
    /// Documents of the sample that both queries hold for.
    pub both: usize,
    /// Labelled documents that were judged.
    pub labelled: usize,
    /// What the edited query holds for and the saved one does not.
    pub gained: Side,
    /// What the saved query holds for and the edited one does not.
    pub lost: Side,
}

/// What the two queries say of one document.
enum Verdict {
    Both,
    Gained(Shown),
    Lost(Shown),
    Neither,
}

impl App {
    /// Holds an edited query against the one that a topic has: on the documents of the last [`COMPARED_DAYS`] days that either
    /// candidate filter finds, newest first and at most [`COMPARED_MAX`], and on all documents labelled for the topic. Nothing is
    /// saved.
    ///
    /// # Errors
    /// When the hats do not allow reading, there is no such topic, or one of the queries cannot be asked ([`Refusal::Query`]).
    pub async fn compare_query(&self, actor: &Actor, id: Id<Topic>, name: &str, text: &str) -> Result<Comparison, Refusal> {
        actor.may(Act::Read)?;
        let reader = self.reader(actor);
        let topic = reader.topic(id).await?.ok_or(Refusal::NoSuch(Noun::Topic))?;
        let all = reader.topics().await?;
        let ask = |text: &str, name: &str| {
            let parsed = parse_among(text, Some((id, name)), &all);
            parsed.query.ok_or(Refusal::Query(parsed.problems))
        };
        let queries = Two { saved: ask(&topic.query, &topic.name)?, edited: ask(text, name)?, now_us: self.now() };
        let labels: BTreeMap<Id<Document>, bool> =
            labels_of_topic(&reader, id).await?.into_iter().map(|label| (label.document_id, label.relevant)).collect();
        let mut comparison = Comparison::default();
        on_labels(&reader, &queries, &labels, &mut comparison).await?;
        self.on_sample(&reader, &queries, &labels, &mut comparison).await?;
        Ok(comparison)
    }

    async fn on_sample(
        &self,
        reader: &Reader,
        queries: &Two,
        labels: &BTreeMap<Id<Document>, bool>,
        comparison: &mut Comparison,
    ) -> Result<(), Refusal> {
        let candidates = either(query::candidates(&queries.saved), query::candidates(&queries.edited));
        let since = queries.now_us - COMPARED_DAYS * 24 * store::mention::HOUR_US;
        let mut place = None;
        while comparison.judged < COMPARED_MAX && !comparison.complete {
            let documents = reader.archive_in_time(&candidates, Some(since), place, READ_AT_ONCE).await?;
            comparison.complete = documents.len() < READ_AT_ONCE as usize;
            comparison.judged += documents.len();
            place = documents.last().map(|document| Place { published_at: document.published_at, id: document.id }).or(place);
            for (id, verdict) in judged(reader, documents, queries).await? {
                let label = labels.get(&id).copied();
                match verdict {
                    Verdict::Both => comparison.both += 1,
                    Verdict::Gained(shown) => {
                        comparison.gained.documents += 1;
                        comparison.gained.take(Moved { shown, label });
                    }
                    Verdict::Lost(shown) => {
                        comparison.lost.documents += 1;
                        comparison.lost.take(Moved { shown, label });
                    }
                    Verdict::Neither => {}
                }
            }
        }
        comparison.searched_to = place.filter(|_| !comparison.complete).map(|place| place.published_at);
        Ok(())
    }
}

/// The saved query and the edited one.
struct Two {
    saved: Query,
    edited: Query,
    now_us: i64,
}

async fn on_labels(
    reader: &Reader,
    queries: &Two,
    labels: &BTreeMap<Id<Document>, bool>,
    comparison: &mut Comparison,
) -> Result<(), Refusal> {
    let ids: Vec<Id<Document>> = labels.keys().copied().collect();
    for part in ids.chunks(READ_AT_ONCE as usize) {
        let documents = reader.documents(part).await?;
        comparison.labelled += documents.len();
        for (id, verdict) in judged(reader, documents, queries).await? {
            let (side, shown) = match verdict {
                Verdict::Gained(shown) => (&mut comparison.gained, shown),
                Verdict::Lost(shown) => (&mut comparison.lost, shown),
                Verdict::Both | Verdict::Neither => continue,
            };
            let label = labels.get(&id).copied();
            match label {
                Some(true) => side.relevant += 1,
                Some(false) => side.irrelevant += 1,
                None => {}
            }
            side.take(Moved { shown, label });
        }
    }
    Ok(())
}

async fn judged(reader: &Reader, documents: Vec<Document>, queries: &Two) -> Result<Vec<(Id<Document>, Verdict)>, Refusal> {
    let (saved, edited, now_us) = (queries.saved.clone(), queries.edited.clone(), queries.now_us);
    ask_each(reader, documents, move |document, readable, analysis| {
        let asked = readable.document();
        let was = saved.matches(analysis, &asked, now_us);
        let is = edited.matches(analysis, &asked, now_us);
        let verdict = match (was, is) {
            (true, true) => Verdict::Both,
            (false, true) => Verdict::Gained(Shown::new(document, readable, &edited, analysis, now_us)),
            (true, false) => Verdict::Lost(Shown::new(document, readable, &saved, analysis, now_us)),
            (false, false) => Verdict::Neither,
        };
        Some((document.id, verdict))
    })
    .await
}

/// What passes one filter or the other.
fn either(one: Candidates, other: Candidates) -> Candidates {
    if one == other {
        return one;
    }
    let mut parts = Vec::new();
    for part in [one, other] {
        match part {
            Candidates::Everything => return Candidates::Everything,
            Candidates::Or(inner) => parts.extend(inner),
            part => parts.push(part),
        }
    }
    Candidates::Or(parts)
}
