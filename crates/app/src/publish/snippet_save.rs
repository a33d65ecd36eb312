//! Snippets: words that are used again and again, made, changed, taken away.

use domain::{
    hat::Act,
    snippet::{Kind, TEXT_CHARS_MAX, hashtags},
};
use serde_json::json;
use store::{Id, channel::Channel, snippet::Snippet};

use crate::{Actor, App, Noun, Refusal, access::field};

/// The most snippets of a workspace.
pub const SNIPPETS_MAX: usize = 500;

/// A snippet as a form gives it.
#[derive(Clone, Debug)]
pub struct SnippetForm {
    /// What it is.
    pub kind: Kind,
    /// What people call it.
    pub name: String,
    /// Its words; for a group of hashtags, these.
    pub text: String,
    /// The channels that it is for; none for all.
    pub channels: Vec<Id<Channel>>,
    /// Whether it stands under whatever leaves there. For signatures alone.
    pub always: bool,
}

impl App {
    /// Makes a snippet.
    ///
    /// # Errors
    /// When the hats do not allow it, it has no name or no words, or too many, another one is called so, or a channel is not there.
    pub async fn add_snippet(&self, actor: &Actor, form: &SnippetForm) -> Result<Id<Snippet>, Refusal> {
        actor.may(Act::Publish)?;
        if self.reader(actor).snippets().await?.len() >= SNIPPETS_MAX {
            return Err(Refusal::Invalid { field: "snippet", why: "too_many" });
        }
        let snippet = self.snippet_of(actor, Id::new(0), form).await?;
        let tx = self.store.begin().await?;
        let id = tx.add_snippet(&snippet).await.map_err(Refusal::taken(Noun::Snippet))?;
        let detail = json!({ "name": snippet.name });
        tx.record(&actor.event("snippet.added", "snippet", Some(id.get()), &detail, self.now())).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Changes a snippet. Texts that it was put into stay as they are; a signature changes with what is planned from now on.
    ///
    /// # Errors
    /// As [`App::add_snippet`], or when there is no such one.
    pub async fn change_snippet(&self, actor: &Actor, id: Id<Snippet>, form: &SnippetForm) -> Result<(), Refusal> {
        actor.may(Act::Publish)?;
        let snippet = self.snippet_of(actor, id, form).await?;
        let tx = self.store.begin().await?;
        if !tx.save_snippet(&snippet).await.map_err(Refusal::taken(Noun::Snippet))? {
            return Err(Refusal::NoSuch(Noun::Snippet));
        }
        let detail = json!({ "name": snippet.name });
        tx.record(&actor.event("snippet.changed", "snippet", Some(id.get()), &detail, self.now())).await?;
        Ok(tx.commit().await?)
    }

    /// Takes a snippet away. Texts that it was put into stay as they are.
    ///
    /// # Errors
    /// When the hats do not allow it, or there is no such one.
    pub async fn remove_snippet(&self, actor: &Actor, id: Id<Snippet>) -> Result<(), Refusal> {
        actor.may(Act::Publish)?;
        let snippet = self.reader(actor).snippet(id).await?.ok_or(Refusal::NoSuch(Noun::Snippet))?;
        let tx = self.store.begin().await?;
        if !tx.remove_snippet(actor.workspace, id).await? {
            return Err(Refusal::NoSuch(Noun::Snippet));
        }
        let detail = json!({ "name": snippet.name });
        tx.record(&actor.event("snippet.removed", "snippet", Some(id.get()), &detail, self.now())).await?;
        Ok(tx.commit().await?)
    }

    async fn snippet_of(&self, actor: &Actor, id: Id<Snippet>, form: &SnippetForm) -> Result<Snippet, Refusal> {
        let name = field::name("name", &form.name)?;
        let text = form.text.replace("\r\n", "\n").trim().to_owned();
        if text.is_empty() {
            return Err(Refusal::Invalid { field: "snippet", why: "empty" });
        }
        if text.chars().count() > TEXT_CHARS_MAX {
            return Err(Refusal::Invalid { field: "snippet", why: "too_long" });
        }
        let text = match form.kind {
            Kind::Hashtags => hashtags(&text).ok_or(Refusal::Invalid { field: "snippet", why: "not_hashtags" })?,
            Kind::Template | Kind::Signature => text,
        };
        for channel in &form.channels {
            if self.reader(actor).channel(*channel).await?.is_none() {
                return Err(Refusal::NoSuch(Noun::Channel));
            }
        }
        let now = self.now();
        Ok(Snippet {
            id,
            workspace_id: actor.workspace,
            kind: form.kind.name().to_owned(),
            name,
            text,
            channels: json!(form.channels).to_string(),
            always: form.always && form.kind == Kind::Signature,
            created_at: now,
            changed_at: now,
            changed_by: actor.user,
        })
    }
}
