//! A person says what a mention is: felt so, wanting that, said in such a place. It is kept, it counts at once, and it teaches.

use domain::hat::Act;
use serde_json::json;
use store::{Id, correction::Correction, document::Document};
use text::lesson::Features;

use crate::{
    Actor, App, Noun, Refusal,
    listen::{
        mention_treat::TREATED_AT_ONCE_MAX,
        taught::{About, SWITCH, Said, whole},
    },
};

impl App {
    /// Says what mentions are; says how many of them are the workspace's. What the models had said is kept beside it.
    ///
    /// # Errors
    /// When the hats do not allow it, `said` is no choice of what it is about, none of the ids is a document of the workspace, or
    /// there are more than [`TREATED_AT_ONCE_MAX`].
    pub async fn correct_mentions(&self, actor: &Actor, ids: &[Id<Document>], about: About, said: &str) -> Result<u64, Refusal> {
        actor.may(Act::Treat)?;
        // "It wants nothing" is a word about intents too.
        let wants_nothing = about == About::Intent && said.is_empty();
        if !about.choices().contains(&said) && !wants_nothing {
            return Err(Refusal::Invalid { field: about.name(), why: "unknown" });
        }
        if ids.len() > TREATED_AT_ONCE_MAX {
            return Err(Refusal::Invalid { field: "mention", why: "too_many" });
        }
        let now = self.now();
        let documents = self.reader(actor).documents(ids).await?;
        if documents.is_empty() {
            return Err(Refusal::NoSuch(Noun::Mention));
        }
        let standing = self.listening.of(&self.store, actor.workspace).await?;
        let tx = self.store.begin().await?;
        tx.lock_topics(actor.workspace).await?;
        for document in &documents {
            let model = Said::of(&document.understood);
            let features = Features::of(&whole(&document.title, &document.text));
            let (model, learned) = match about {
                About::Kind => (document.kind.clone(), document.kind.clone()),
                _ => (model.about(about), standing.taught.about(about, &model, &features)),
            };
            let correction = Correction {
                document_id: document.id,
                about: about.name().to_owned(),
                said: said.to_owned(),
                model,
                learned,
                user_id: actor.user,
                at: now,
            };
            tx.put_correction(actor.workspace, &correction).await?;
            match about {
                About::Sentiment => tx.count_as(actor.workspace, document.id, None, Some(said)).await?,
                About::Kind => tx.count_as(actor.workspace, document.id, Some(said), None).await?,
                About::Intent => tx.put_intent(actor.workspace, document.id, said).await?,
            }
        }
        let only = if let [document] = &documents[..] { Some(document.id.get()) } else { None };
        let detail = json!({ "mentions": documents.len(), "what": { "about": about.name(), "said": said } });
        tx.record(&actor.event("mention.corrected", "correction", only, &detail, now)).await?;
        tx.commit().await?;
        Ok(documents.len() as u64)
    }

    /// Whether what was learned from corrections is used.
    ///
    /// # Errors
    /// When the hats do not allow reading, or the database does not answer.
    pub async fn learning_is_on(&self, actor: &Actor) -> Result<bool, Refusal> {
        actor.may(Act::Read)?;
        Ok(self.reader(actor).setting(SWITCH).await?.as_deref() != Some("off"))
    }

    /// Uses what was learned from corrections, or the models alone. What people said of single documents stays either way.
    ///
    /// # Errors
    /// When the hats do not allow it.
    pub async fn switch_learning(&self, actor: &Actor, on: bool) -> Result<(), Refusal> {
        actor.may(Act::Listen)?;
        let tx = self.store.begin().await?;
        tx.lock_topics(actor.workspace).await?;
        tx.put_setting(actor.workspace, SWITCH, if on { "on" } else { "off" }).await?;
        let verb = if on { "learning.switched_on" } else { "learning.switched_off" };
        tx.record(&actor.event(verb, "correction", None, &json!({}), self.now())).await?;
        Ok(tx.commit().await?)
    }
}
