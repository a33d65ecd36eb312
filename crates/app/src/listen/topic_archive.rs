//! Ending topics: archived, a topic listens no more and keeps what it caught; removed, that goes with it.

use domain::hat::Act;
use serde_json::json;
use store::{Id, topic::Topic};

use crate::{
    Actor, App, Noun, Refusal,
    listen::{
        topic_save::others_stand_without,
        topic_search::{self, SEARCH_JOB},
    },
};

impl App {
    /// Stops a topic from listening. Its mentions and figures stay.
    ///
    /// # Errors
    /// When the hats do not allow it, there is no such topic, or another topic names it.
    pub async fn archive_topic(&self, actor: &Actor, id: Id<Topic>) -> Result<(), Refusal> {
        actor.may(Act::Listen)?;
        let now = self.now();
        let tx = self.store.begin().await?;
        tx.lock_topics(actor.workspace).await?;
        let topic = tx.topic(actor.workspace, id).await?.ok_or(Refusal::NoSuch(Noun::Topic))?;
        others_stand_without(&tx.topics(actor.workspace).await?, id)?;
        let archived = Topic { archived_at: topic.archived_at.or(Some(now)), ..topic };
        tx.save_topic(&archived, None).await?;
        tx.cancel_job(SEARCH_JOB, &id.to_string()).await?;
        tx.record(&actor.event("topic.archived", "topic", Some(id.get()), &json!({ "name": archived.name }), now)).await?;
        Ok(tx.commit().await?)
    }

    /// Lets an archived topic listen again; what was said meanwhile is searched for in the archive.
    ///
    /// # Errors
    /// When the hats do not allow it, there is no such topic, or its query can no longer be asked.
    pub async fn revive_topic(&self, actor: &Actor, id: Id<Topic>) -> Result<(), Refusal> {
        actor.may(Act::Listen)?;
        let now = self.now();
        let tx = self.store.begin().await?;
        tx.lock_topics(actor.workspace).await?;
        let topic = tx.topic(actor.workspace, id).await?.ok_or(Refusal::NoSuch(Noun::Topic))?;
        let parsed = super::topic_save::parse_among(&topic.query, Some((id, &topic.name)), &tx.topics(actor.workspace).await?);
        if parsed.query.is_none() {
            return Err(Refusal::Query(parsed.problems));
        }
        let revived = Topic { archived_at: None, ..topic };
        tx.save_topic(&revived, None).await?;
        topic_search::enqueue(&tx, &revived, now).await?;
        tx.record(&actor.event("topic.revived", "topic", Some(id.get()), &json!({ "name": revived.name }), now)).await?;
        tx.commit().await?;
        self.bell.notify_one();
        Ok(())
    }

    /// Removes a topic with its mentions, its figures and its alerts. The documents stay.
    ///
    /// # Errors
    /// When the hats do not allow it, there is no such topic, or another topic names it.
    pub async fn remove_topic(&self, actor: &Actor, id: Id<Topic>) -> Result<(), Refusal> {
        actor.may(Act::Listen)?;
        let now = self.now();
        let tx = self.store.begin().await?;
        tx.lock_topics(actor.workspace).await?;
        let topic = tx.topic(actor.workspace, id).await?.ok_or(Refusal::NoSuch(Noun::Topic))?;
        others_stand_without(&tx.topics(actor.workspace).await?, id)?;
        tx.cancel_job(SEARCH_JOB, &id.to_string()).await?;
        tx.remove_topic(actor.workspace, id).await?;
        tx.record(&actor.event(
            "topic.removed",
            "topic",
            Some(id.get()),
            &json!({ "name": topic.name, "query": topic.query }),
            now,
        ))
        .await?;
        Ok(tx.commit().await?)
    }
}
