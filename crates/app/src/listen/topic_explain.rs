//! Why a topic caught one document, or which of its clauses stood in the way.

use domain::hat::Act;
use query::{Explanation, Query};
use store::{Id, document::Document, label::Label, mention::Catch, topic::Topic};

use crate::{
    Actor, App, Noun, Refusal,
    listen::{
        judging::{Shown, ask_each},
        topic_save::parse_among,
    },
};

/// What a topic says of one document.
#[derive(Clone, Debug)]
pub struct TopicExplained {
    /// The document, the words of the query marked where it holds.
    pub shown: Shown,
    /// Where it can be read.
    pub address: Option<String>,
    /// The verdict, clause by clause.
    pub explanation: Explanation,
    /// When and by which text it was caught, if it was.
    pub catch: Option<Catch>,
    /// How it is labelled for the topic.
    pub label: Option<Label>,
}

impl App {
    /// Judges a document by the text that a topic has now, and says why.
    ///
    /// # Errors
    /// When the hats do not allow reading, there is no such topic or document, or the query can no longer be asked.
    pub async fn explain_topic(&self, actor: &Actor, id: Id<Topic>, document: Id<Document>) -> Result<TopicExplained, Refusal> {
        actor.may(Act::Read)?;
        let reader = self.reader(actor);
        let topic = reader.topic(id).await?.ok_or(Refusal::NoSuch(Noun::Topic))?;
        let document = reader.document(document).await?.ok_or(Refusal::NoSuch(Noun::Mention))?;
        let parsed = parse_among(&topic.query, Some((id, &topic.name)), &reader.topics().await?);
        let Some(query): Option<Query> = parsed.query else { return Err(Refusal::Query(parsed.problems)) };
        let catches = reader.catches(&[document.id]).await?.remove(&document.id).unwrap_or_default();
        let labels = reader.labels_of(&[document.id]).await?.remove(&document.id).unwrap_or_default();
        let (address, now_us) = (document.address.clone(), self.now());
        let told = ask_each(&reader, vec![document], move |document, readable, analysis| {
            let explanation = query.explain(analysis, &readable.document(), now_us);
            Some((explanation, Shown::new(document, readable, &query, analysis, now_us)))
        })
        .await?;
        let (explanation, shown) = told.into_iter().next().ok_or(Refusal::Interrupted)?;
        Ok(TopicExplained {
            shown,
            address,
            explanation,
            catch: catches.into_iter().find(|catch| catch.topic_id == id),
            label: labels.into_iter().find(|label| label.topic_id == id),
        })
    }
}
