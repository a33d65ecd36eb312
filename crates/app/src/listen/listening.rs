//! The standing questions of each workspace, held in memory and refreshed when they change.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex as QuickMutex, PoisonError},
};

use jiff::tz::TimeZone;
use query::{Analysis, Dialect, Frequencies, Query, StandingQueries};
use store::{Id, Store, alert::Alert, topic::Topic, workspace::Workspace};
use tokio::sync::Mutex;

use crate::{
    Refusal,
    listen::{filter::MentionFilter, taught::Taught},
};

/// How many of the newest documents, mentions and others each, tell which words are rare, before the first topic is filed. Read once for a workspace.
const LEARN_DOCUMENTS: i64 = 500;

/// A topic that listens.
#[derive(Clone, Debug)]
pub struct StandingTopic {
    /// The topic.
    pub id: Id<Topic>,
    /// The number of its text.
    pub version: i64,
    /// Its question, for showing what it hits; what it catches is asked of all at once.
    pub query: Arc<Query>,
}

/// An alert that is on, and what it waits for.
#[derive(Clone, Debug)]
pub struct StandingAlert {
    /// The alert.
    pub alert: Alert,
    /// For an alert on a view: the view's filter.
    pub filter: Option<MentionFilter>,
}

/// What a workspace listens for at one moment.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// The last change of a topic, view or alert that this knows of.
    pub stamp: i64,
    /// The questions of the topics.
    pub queries: query::Standing,
    /// The topics by the numbers of their questions; nothing where no question has that number.
    topics: Vec<Option<StandingTopic>>,
    numbers: HashMap<Id<Topic>, u32>,
    /// The alerts.
    pub alerts: Vec<StandingAlert>,
    /// What its people taught.
    pub taught: Arc<Taught>,
}

impl Standing {
    /// A topic that listens.
    #[must_use]
    pub fn topic(&self, id: Id<Topic>) -> Option<&StandingTopic> {
        self.numbered(*self.numbers.get(&id)?)
    }

    /// The topic whose question has this number.
    #[must_use]
    pub fn numbered(&self, number: u32) -> Option<&StandingTopic> {
        self.topics.get(number as usize)?.as_ref()
    }
}

/// What each workspace listens for.
#[derive(Default)]
pub struct Listening {
    frequencies: Arc<Frequencies>,
    held: QuickMutex<HashMap<Id<Workspace>, Arc<Mutex<Held>>>>,
}

/// The questions of a workspace, as they are edited.
struct Held {
    queries: StandingQueries,
    topics: HashMap<Id<Topic>, (u32, StandingTopic)>,
    standing: Option<Arc<Standing>>,
}

impl Listening {
    /// What the workspace listens for now: the copy in memory when nothing changed since, brought up to date otherwise. Only the
    /// questions that changed are read again; whoever matches with an older copy is not disturbed.
    pub(crate) async fn of(&self, store: &Store, workspace: Id<Workspace>) -> Result<Arc<Standing>, Refusal> {
        self.as_of(store, workspace, store.listening_stamp(workspace).await?).await
    }

    /// The same for whoever knows the [`Store::listening_stamp`] of just now.
    pub(crate) async fn as_of(&self, store: &Store, workspace: Id<Workspace>, stamp: i64) -> Result<Arc<Standing>, Refusal> {
        let held = {
            let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
            let fresh = || Arc::new(Mutex::new(Held::new(self.frequencies.clone())));
            held.entry(workspace).or_insert_with(fresh).clone()
        };
        let mut held = held.lock().await;
        if let Some(standing) = held.standing.as_ref().filter(|standing| standing.stamp >= stamp) {
            return Ok(standing.clone());
        }
        if held.standing.is_none() {
            learn(store, workspace, &self.frequencies).await?;
        }
        // What is read next may be newer than this, and is then read once more for nothing.
        let standing = Arc::new(held.read(store, workspace, stamp).await?);
        held.standing = Some(standing.clone());
        Ok(standing)
    }
}

/// Counts the words of the newest documents, so that questions are filed by what passes here.
async fn learn(store: &Store, workspace: Id<Workspace>, frequencies: &Frequencies) -> Result<(), Refusal> {
    let newest = store.reader(workspace).newest_texts(LEARN_DOCUMENTS).await?;
    let mut analysis = Analysis::new();
    for (title, body) in &newest {
        analysis.read(&query::Document { title, body, ..query::Document::default() });
        frequencies.learn(&analysis);
    }
    Ok(())
}

impl Held {
    fn new(frequencies: Arc<Frequencies>) -> Self {
        Self { queries: StandingQueries::new(frequencies), topics: HashMap::new(), standing: None }
    }

    async fn read(&mut self, store: &Store, workspace: Id<Workspace>, stamp: i64) -> Result<Standing, Refusal> {
        let reader = store.reader(workspace);
        let topics = reader.topics().await?;
        let views = reader.views().await?;
        let zone =
            reader.workspace().await?.and_then(|workspace| TimeZone::get(&workspace.time_zone).ok()).unwrap_or(TimeZone::UTC);
        let alerts = store.listening_alerts(workspace).await?;
        let taught = Arc::new(Taught::read(&reader).await?);
        self.edit(&topics);
        let mut numbered = Vec::new();
        for (number, topic) in self.topics.values() {
            numbered.resize(numbered.len().max(*number as usize + 1), None);
            numbered[*number as usize] = Some(topic.clone());
        }
        let numbers = self.topics.iter().map(|(id, (number, _))| (*id, *number)).collect();
        let alerts = alerts.into_iter().map(|alert| {
            let view = alert.view_id.and_then(|id| views.iter().find(|view| view.id == id));
            StandingAlert { filter: view.map(|view| MentionFilter::from_address(&view.filter, &zone)), alert }
        });
        Ok(Standing { stamp, queries: self.queries.standing(), topics: numbered, numbers, alerts: alerts.collect(), taught })
    }

    /// Brings the questions to what the topics ask now. A topic that names others may mean something else though it did not change.
    fn edit(&mut self, topics: &[Topic]) {
        let mut left = std::mem::take(&mut self.topics);
        for topic in topics {
            let before = left.remove(&topic.id);
            if let Some((number, known)) = &before
                && known.version == topic.version
                && known.query.saved_queries().is_empty()
            {
                self.topics.insert(topic.id, (*number, known.clone()));
                continue;
            }
            let number = before.map(|(number, _)| number);
            let Some(query) = asked(topic, topics) else {
                number.map(|number| self.queries.remove(number));
                continue;
            };
            let number = match number {
                Some(number) => {
                    self.queries.replace(number, &query);
                    number
                }
                None => self.queries.add(&query),
            };
            self.topics
                .insert(topic.id, (number, StandingTopic { id: topic.id, version: topic.version, query: Arc::new(query) }));
        }
        for (number, _) in left.into_values() {
            self.queries.remove(number);
        }
    }
}

/// The question of a topic, other topics' queries put in where it names them. None when it cannot be asked, which the verb
/// that saves topics does not let happen; a topic that another one named may have been removed since.
pub(crate) fn asked(topic: &Topic, all: &[Topic]) -> Option<Query> {
    let parsed = query::parse_with(Dialect::Parvis, &topic.query, &|name| query_of(name, all));
    if parsed.query.is_none() {
        tracing::warn!(topic = %topic.id, "the query of a topic can no longer be asked");
    }
    parsed.query
}

/// The text of the topic of that name.
pub(crate) fn query_of(name: &str, all: &[Topic]) -> Option<String> {
    all.iter().find(|topic| topic.name.eq_ignore_ascii_case(name.trim())).map(|topic| topic.query.clone())
}
