//! Labels: a word on whether a document is relevant to a topic. From them a query is measured, see
//! [`topic_quality`](super::topic_quality).

use domain::hat::Act;
use serde_json::json;
use store::{Id, document::Document, topic::Topic};

use crate::{Actor, App, Noun, Refusal, listen::mention_treat::TREATED_AT_ONCE_MAX};

impl App {
    /// Labels documents for a topic, relevant or not, or takes the label back; says how many of them are the workspace's. The topic
    /// need not have caught them.
    ///
    /// # Errors
    /// When the hats do not allow it, there is no such topic, none of the ids is a document of the workspace, or there are more than
    /// [`TREATED_AT_ONCE_MAX`].
    pub async fn label_documents(
        &self,
        actor: &Actor,
        topic: Id<Topic>,
        documents: &[Id<Document>],
        relevant: Option<bool>,
    ) -> Result<u64, Refusal> {
        actor.may(Act::Treat)?;
        if documents.len() > TREATED_AT_ONCE_MAX {
            return Err(Refusal::Invalid { field: "mention", why: "too_many" });
        }
        let now = self.now();
        let tx = self.store.begin().await?;
        let topic = tx.topic(actor.workspace, topic).await?.ok_or(Refusal::NoSuch(Noun::Topic))?;
        let ids = tx.documents_among(actor.workspace, documents).await?;
        if ids.is_empty() {
            return Err(Refusal::NoSuch(Noun::Mention));
        }
        match relevant {
            Some(relevant) => tx.label(actor.workspace, topic.id, &ids, relevant, actor.user, now).await?,
            None => tx.unlabel(actor.workspace, topic.id, &ids).await?,
        };
        let verb = match relevant {
            Some(true) => "mention.found_relevant",
            Some(false) => "mention.found_irrelevant",
            None => "mention.unlabelled",
        };
        let only = if let [id] = ids[..] { Some(id.get()) } else { None };
        let detail = json!({ "mentions": ids.len(), "topic_id": topic.id, "what": { "topic": topic.name } });
        tx.record(&actor.event(verb, "document", only, &detail, now)).await?;
        tx.commit().await?;
        Ok(ids.len() as u64)
    }
}
