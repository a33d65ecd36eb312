//! Adding a source, and changing what is said of it.

use domain::{address, hat::Act};
use serde_json::json;
use store::{
    Id,
    source::{Folder, Source},
    workspace::Workspace,
};

use crate::{
    Actor, App, Noun, Refusal,
    listen::{source_field, visit},
};

/// A source as a person or a script describes it.
#[derive(Clone, Debug, Default)]
pub struct NewSource {
    /// Where the feed is.
    pub address: String,
    /// What it is called; nothing said: as the feed calls itself, from the first visit on.
    pub title: String,
    /// The page that people read, when known.
    pub site_address: Option<String>,
    /// The folder to put it in.
    pub folder: Option<Id<Folder>>,
    /// What sort of place it is: a name of [`domain::Kind`]; nothing said: `other`.
    pub kind: String,
    /// Its language, ISO 639; nothing said: as the feed declares.
    pub language: String,
}

impl App {
    /// Adds a source. Its first visit is due at once.
    ///
    /// # Errors
    /// [`Refusal::Invalid`], [`Refusal::NoSuch`] for the folder, [`Refusal::Taken`] when the workspace reads that address already.
    pub async fn add_source(&self, actor: &Actor, new: &NewSource) -> Result<Id<Source>, Refusal> {
        actor.may(Act::Listen)?;
        let (source, key) = checked(actor.workspace, new, self.now())?;
        let tx = self.store.begin().await?;
        source_field::own_folder(&tx, actor.workspace, source.folder_id).await?;
        if tx.source_at(actor.workspace, &key).await?.is_some() {
            return Err(Refusal::Taken(Noun::Source));
        }
        let now = source.created_at;
        let id = tx.add_source(&source, &key).await.map_err(Refusal::taken(Noun::Source))?;
        tx.enqueue(&visit::job(actor.workspace, id, &source.address, now), now).await?;
        let detail = json!({ "title": source.title, "address": source.address });
        tx.record(&actor.event("source.added", "source", Some(id.get()), &detail, now)).await?;
        tx.commit().await?;
        self.bell.notify_one();
        Ok(id)
    }

    /// Changes what is said of a source. Another address is visited at once, from the beginning; what was brought stays.
    ///
    /// # Errors
    /// [`Refusal::Invalid`], [`Refusal::NoSuch`], [`Refusal::Taken`] when another source reads that address.
    pub async fn edit_source(&self, actor: &Actor, id: Id<Source>, edit: &NewSource) -> Result<(), Refusal> {
        actor.may(Act::Listen)?;
        let now = self.now();
        let (edited, key) = checked(actor.workspace, edit, now)?;
        let title = source_field::title(&edit.title)?;
        let tx = self.store.begin().await?;
        let before = tx.source(actor.workspace, id).await?.ok_or(Refusal::NoSuch(Noun::Source))?;
        source_field::own_folder(&tx, actor.workspace, edited.folder_id).await?;
        let language = edited.language.as_deref();
        tx.describe_source(actor.workspace, id, &title, edited.folder_id, &edited.kind, language).await?;
        let moves = edited.address != before.address;
        if moves {
            if tx.source_at(actor.workspace, &key).await?.is_some_and(|other| other.id != id) {
                return Err(Refusal::Taken(Noun::Source));
            }
            tx.move_source(id, &edited.address, &key).await.map_err(Refusal::taken(Noun::Source))?;
            tx.renew_source(id).await?;
            if before.paused_at.is_none() {
                // The lane of a visit is its host, so the job is asked for anew.
                tx.cancel_job(visit::VISIT_JOB, &id.to_string()).await?;
                tx.enqueue(&visit::job(actor.workspace, id, &edited.address, now), now).await?;
                tx.expect_visit(id, now).await?;
            }
        }
        let detail = json!({ "title": title, "address": edited.address, "from": before.address });
        tx.record(&actor.event("source.edited", "source", Some(id.get()), &detail, now)).await?;
        tx.commit().await?;
        if moves {
            self.bell.notify_one();
        }
        Ok(())
    }
}

/// A source that can be added, and the canonical address by which it is recognised.
fn checked(workspace: Id<Workspace>, new: &NewSource, now: i64) -> Result<(Source, String), Refusal> {
    let at = source_field::address(&new.address)?;
    let key = address::canonical(at.as_str()).ok_or(Refusal::Invalid { field: "address", why: "not_an_address" })?;
    let said = source_field::line(&new.title);
    let title = if said.is_empty() {
        source_field::cut(at.as_str(), source_field::SOURCE_TITLE_CHARS_MAX)
    } else {
        source_field::title(&said)?
    };
    let site = new.site_address.as_deref().and_then(|site| source_field::address(site).ok());
    let source = Source {
        title,
        site_address: site.map(Into::into),
        folder_id: new.folder,
        kind: source_field::kind(&new.kind)?.to_owned(),
        language: source_field::language(&new.language)?,
        ..Source::new(workspace, at.as_str(), now)
    };
    Ok((source, key))
}
