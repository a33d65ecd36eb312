//! Folders: named groups of sources.

use domain::hat::Act;
use serde_json::json;
use store::{Id, source::Folder};

use crate::{Actor, App, Noun, Refusal, listen::source_field};

impl App {
    /// Makes a folder, or finds the one of that name.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for a name that is empty or too long.
    pub async fn add_folder(&self, actor: &Actor, name: &str) -> Result<Id<Folder>, Refusal> {
        actor.may(Act::Listen)?;
        let name = source_field::folder_name(name)?;
        let now = self.now();
        let tx = self.store.begin().await?;
        let id = tx.put_folder(actor.workspace, &name).await?;
        tx.record(&actor.event("folder.added", "folder", Some(id.get()), &json!({ "name": name }), now)).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Gives a folder another name.
    ///
    /// # Errors
    /// [`Refusal::Invalid`], [`Refusal::NoSuch`], [`Refusal::Taken`] when another has the name.
    pub async fn rename_folder(&self, actor: &Actor, id: Id<Folder>, name: &str) -> Result<(), Refusal> {
        actor.may(Act::Listen)?;
        let name = source_field::folder_name(name)?;
        let now = self.now();
        let tx = self.store.begin().await?;
        let found = tx.rename_folder(actor.workspace, id, &name).await.map_err(Refusal::taken(Noun::Folder))?;
        if !found {
            return Err(Refusal::NoSuch(Noun::Folder));
        }
        tx.record(&actor.event("folder.renamed", "folder", Some(id.get()), &json!({ "name": name }), now)).await?;
        Ok(tx.commit().await?)
    }

    /// Removes a folder; its sources stay, in none.
    ///
    /// # Errors
    /// [`Refusal::NoSuch`].
    pub async fn remove_folder(&self, actor: &Actor, id: Id<Folder>) -> Result<(), Refusal> {
        actor.may(Act::Listen)?;
        let now = self.now();
        let tx = self.store.begin().await?;
        let folder = tx.folder(actor.workspace, id).await?.ok_or(Refusal::NoSuch(Noun::Folder))?;
        tx.remove_folder(actor.workspace, id).await?;
        let detail = json!({ "name": folder.name, "sources": folder.sources });
        tx.record(&actor.event("folder.removed", "folder", Some(id.get()), &detail, now)).await?;
        Ok(tx.commit().await?)
    }
}
