//! Making and changing topics. What was caught before stays caught: it is marked with the version that caught it.

use domain::hat::Act;
use query::{Dialect, Parsed, TopicForm};
use serde_json::json;
use store::{
    Id, Tx,
    topic::{NewText, Topic},
};

use crate::{
    Actor, App, Noun, Refusal,
    listen::{listening::query_of, topic_search},
};

/// The longest name of a topic, in characters.
pub const TOPIC_NAME_CHARACTERS_MAX: usize = 80;
/// The longest reason for a change, in characters.
pub const REASON_CHARACTERS_MAX: usize = 300;
/// What a topic can be, in the order a form shows them.
pub const TOPIC_KINDS: [&str; 5] = ["own_brand", "product", "competitor", "theme", "person"];

/// What a topic asks for: the lists of the form, or a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// By lists of names; the query is made from them.
    Form(TopicForm),
    /// By a query.
    Text(String),
}

impl Asked {
    /// The query that it comes to.
    #[must_use]
    pub fn query(&self) -> String {
        match self {
            Self::Form(form) => form.to_query(),
            Self::Text(text) => text.trim().to_owned(),
        }
    }

    fn form(&self) -> Option<String> {
        match self {
            Self::Form(form) => serde_json::to_string(form).ok(),
            Self::Text(_) => None,
        }
    }
}

/// A topic as somebody writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicDraft {
    /// Its name.
    pub name: String,
    /// One of [`TOPIC_KINDS`].
    pub kind: String,
    /// What it asks for.
    pub asked: Asked,
}

/// Reads a query that may name other topics, as the topic `own` of that name would be read among `all`.
#[must_use]
pub fn parse_among(text: &str, own: Option<(Id<Topic>, &str)>, all: &[Topic]) -> Parsed {
    let others: Vec<Topic> = all.iter().filter(|topic| own.is_none_or(|(id, _)| topic.id != id)).cloned().collect();
    query::parse_with(Dialect::Parvis, text, &|name| {
        let is_own = own.is_some_and(|(_, own)| own.eq_ignore_ascii_case(name.trim()));
        if is_own { Some(text.to_owned()) } else { query_of(name, &others) }
    })
}

impl App {
    /// Saves a topic: a new one, or another text of one that is there. Its search of the archive begins when its query is new.
    ///
    /// # Errors
    /// When the hats do not allow it, the topic is not there, its name is empty, too long or taken, its query cannot be asked
    /// ([`Refusal::Query`] with every problem), or another topic that names it could no longer be asked.
    pub async fn save_topic(&self, actor: &Actor, id: Option<Id<Topic>>, draft: &TopicDraft) -> Result<Id<Topic>, Refusal> {
        self.save_topic_because(actor, id, draft, "").await
    }

    /// The same with the reason that the history of texts keeps beside a new one; it may be empty.
    ///
    /// # Errors
    /// As [`App::save_topic`], and when the reason is longer than [`REASON_CHARACTERS_MAX`].
    pub async fn save_topic_because(
        &self,
        actor: &Actor,
        id: Option<Id<Topic>>,
        draft: &TopicDraft,
        reason: &str,
    ) -> Result<Id<Topic>, Refusal> {
        actor.may(Act::Listen)?;
        let now = self.now();
        let tx = self.store.begin().await?;
        tx.lock_topics(actor.workspace).await?;
        let before = match id {
            Some(id) => Some(tx.topic(actor.workspace, id).await?.ok_or(Refusal::NoSuch(Noun::Topic))?),
            None => None,
        };
        let name = checked_name(&draft.name)?;
        if !TOPIC_KINDS.contains(&draft.kind.as_str()) {
            return Err(Refusal::Invalid { field: "kind", why: "unknown" });
        }
        let text = draft.asked.query();
        let all = tx.topics(actor.workspace).await?;
        let parsed = parse_among(&text, Some((id.unwrap_or(Id::new(0)), &name)), &all);
        if parsed.query.is_none() {
            return Err(if matches!(draft.asked, Asked::Form(_)) && text.is_empty() {
                Refusal::Invalid { field: "names", why: "empty" }
            } else {
                Refusal::Query(parsed.problems)
            });
        }
        let changed = before.as_ref().is_none_or(|before| before.query != text);
        let saved = Topic {
            id: id.unwrap_or(Id::new(0)),
            workspace_id: actor.workspace,
            name: name.clone(),
            kind: draft.kind.clone(),
            query: text,
            form: draft.asked.form(),
            version: before.as_ref().map_or(1, |before| before.version + i64::from(changed)),
            created_at: before.as_ref().map_or(now, |before| before.created_at),
            changed_at: before.as_ref().filter(|_| !changed).map_or(now, |before| before.changed_at),
            archived_at: before.as_ref().and_then(|before| before.archived_at),
        };
        others_still_stand(&all, &saved)?;
        let reason = checked_reason(reason)?;
        let text = NewText { by: actor.user, at: now, reason: &reason, restores: None };
        let id = keep(&tx, actor, saved, before.as_ref(), changed.then_some(text), now).await?;
        tx.commit().await?;
        self.bell.notify_one();
        Ok(id)
    }

    /// Gives a topic back a text that it had: as a new version, for which the archive is searched.
    ///
    /// # Errors
    /// When the hats do not allow it, there is no such topic or text, the text is the topic's now, it can no longer be asked, another
    /// topic that names this one could not be asked by it, or the reason is too long.
    pub async fn revert_topic(&self, actor: &Actor, id: Id<Topic>, version: i64, reason: &str) -> Result<(), Refusal> {
        actor.may(Act::Listen)?;
        let now = self.now();
        let tx = self.store.begin().await?;
        tx.lock_topics(actor.workspace).await?;
        let before = tx.topic(actor.workspace, id).await?.ok_or(Refusal::NoSuch(Noun::Topic))?;
        let earlier = tx.topic_version(actor.workspace, id, version).await?.ok_or(Refusal::NoSuch(Noun::Version))?;
        if earlier.query == before.query {
            return Err(Refusal::Invalid { field: "version", why: "current" });
        }
        let all = tx.topics(actor.workspace).await?;
        let parsed = parse_among(&earlier.query, Some((id, &before.name)), &all);
        if parsed.query.is_none() {
            return Err(Refusal::Query(parsed.problems));
        }
        let saved =
            Topic { query: earlier.query, form: earlier.form, version: before.version + 1, changed_at: now, ..before.clone() };
        others_still_stand(&all, &saved)?;
        let reason = checked_reason(reason)?;
        let text = NewText { by: actor.user, at: now, reason: &reason, restores: Some(version) };
        keep(&tx, actor, saved, Some(&before), Some(text), now).await?;
        tx.commit().await?;
        self.bell.notify_one();
        Ok(())
    }
}

async fn keep(
    tx: &Tx,
    actor: &Actor,
    mut topic: Topic,
    before: Option<&Topic>,
    text: Option<NewText<'_>>,
    now: i64,
) -> Result<Id<Topic>, Refusal> {
    match before {
        Some(_) => tx.save_topic(&topic, text).await.map_err(Refusal::taken(Noun::Topic))?,
        None => topic.id = tx.add_topic(&topic, actor.user).await.map_err(Refusal::taken(Noun::Topic))?,
    }
    if text.is_some() && topic.archived_at.is_none() {
        topic_search::enqueue(tx, &topic, now).await?;
    }
    let restores = text.and_then(|text| text.restores);
    let (verb, detail) = match restores {
        Some(version) => ("topic.reverted", json!({ "name": topic.name, "version": topic.version, "restores": version })),
        None => (
            "topic.saved",
            json!({ "name": topic.name, "version": topic.version, "new": before.is_none(), "query_changed": text.is_some() }),
        ),
    };
    tx.record(&actor.event(verb, "topic", Some(topic.id.get()), &detail, now)).await?;
    Ok(topic.id)
}

/// A reason as it is kept: one line, spaces joined.
fn checked_reason(reason: &str) -> Result<String, Refusal> {
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ").replace(char::is_control, "");
    if reason.chars().count() > REASON_CHARACTERS_MAX {
        return Err(Refusal::Invalid { field: "reason", why: "too_long" });
    }
    Ok(reason)
}

fn checked_name(name: &str) -> Result<String, Refusal> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ").replace(char::is_control, "");
    let why = if name.is_empty() {
        "empty"
    } else if name.chars().count() > TOPIC_NAME_CHARACTERS_MAX {
        "too_long"
    } else if name.contains("[[") || name.contains("]]") {
        // `[[name]]` is how another query names it.
        "brackets"
    } else {
        return Ok(name);
    };
    Err(Refusal::Invalid { field: "name", why })
}

/// Refuses a change by which another topic, which names this one, could no longer be asked.
pub(crate) fn others_still_stand(all: &[Topic], changed: &Topic) -> Result<(), Refusal> {
    let after: Vec<Topic> =
        all.iter().map(|topic| if topic.id == changed.id { changed.clone() } else { topic.clone() }).collect();
    stand(all, &after, changed.id)
}

/// Refuses a removal after which another topic could no longer be asked.
pub(crate) fn others_stand_without(all: &[Topic], gone: Id<Topic>) -> Result<(), Refusal> {
    let after: Vec<Topic> = all.iter().filter(|topic| topic.id != gone).cloned().collect();
    stand(all, &after, gone)
}

fn stand(before: &[Topic], after: &[Topic], but: Id<Topic>) -> Result<(), Refusal> {
    let asks = |topic: &Topic, all: &[Topic]| parse_among(&topic.query, Some((topic.id, &topic.name)), all).query.is_some();
    let falls =
        after.iter().any(|topic| topic.id != but && topic.query.contains("[[") && !asks(topic, after) && asks(topic, before));
    if falls { Err(Refusal::Invalid { field: "topic", why: "named_by_others" }) } else { Ok(()) }
}
