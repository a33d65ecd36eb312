//! The standing questions of each workspace, held in memory and refreshed when they change.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::tz::TimeZone;
use query::{Dialect, Query};
use store::{Id, Store, alert::Alert, topic::Topic, workspace::Workspace};

use crate::{Refusal, listen::filter::MentionFilter};

/// A topic that listens.
#[derive(Clone, Debug)]
pub struct StandingTopic {
    /// The topic.
    pub id: Id<Topic>,
    /// The number of its text.
    pub version: i64,
    /// Its question.
    pub query: Query,
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
    /// The topics.
    pub topics: Vec<StandingTopic>,
    /// The alerts.
    pub alerts: Vec<StandingAlert>,
}

/// What each workspace listens for.
#[derive(Default)]
pub struct Listening {
    held: Mutex<HashMap<Id<Workspace>, Arc<Standing>>>,
}

impl Listening {
    /// What the workspace listens for now: the copy in memory when nothing changed since, read again otherwise.
    pub(crate) async fn of(&self, store: &Store, workspace: Id<Workspace>) -> Result<Arc<Standing>, Refusal> {
        let stamp = store.listening_stamp(workspace).await?;
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner).get(&workspace).cloned();
        if let Some(standing) = held.filter(|standing| standing.stamp == stamp) {
            return Ok(standing);
        }
        let standing = Arc::new(read(store, workspace, stamp).await?);
        self.held.lock().unwrap_or_else(PoisonError::into_inner).insert(workspace, standing.clone());
        Ok(standing)
    }
}

async fn read(store: &Store, workspace: Id<Workspace>, stamp: i64) -> Result<Standing, Refusal> {
    let reader = store.reader(workspace);
    let topics = reader.topics().await?;
    let views = reader.views().await?;
    let zone = reader.workspace().await?.and_then(|workspace| TimeZone::get(&workspace.time_zone).ok()).unwrap_or(TimeZone::UTC);
    let alerts = store.listening_alerts(workspace).await?;
    let standing_topics = topics
        .iter()
        .filter_map(|topic| Some(StandingTopic { id: topic.id, version: topic.version, query: asked(topic, &topics)? }));
    let standing_alerts = alerts.into_iter().map(|alert| {
        let view = alert.view_id.and_then(|id| views.iter().find(|view| view.id == id));
        StandingAlert { filter: view.map(|view| MentionFilter::from_address(&view.filter, &zone)), alert }
    });
    Ok(Standing { stamp, topics: standing_topics.collect(), alerts: standing_alerts.collect() })
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
