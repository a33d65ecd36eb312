//! Handing out the sources as a list that any feed reader takes.

use std::collections::HashMap;

use connect::opml::{self, OpmlFeed};
use domain::hat::Act;
use store::source::SourceFilter;

use crate::{Actor, App, Noun, Refusal, listen::opml_import::FOLDER_JOINT};

/// How many sources are read at a time.
const EXPORT_PAGE: u32 = 1_000;

impl App {
    /// All sources with their folders, as OPML 2.0. Reading it back gives the same sources.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn export_opml(&self, actor: &Actor) -> Result<String, Refusal> {
        actor.may(Act::Read)?;
        let reader = self.reader(actor);
        let workspace = reader.workspace().await?.ok_or(Refusal::NoSuch(Noun::Workspace))?;
        let folders: HashMap<_, _> = reader.folders().await?.into_iter().map(|folder| (folder.id, folder.name)).collect();
        let mut feeds = Vec::new();
        let mut asked = SourceFilter::default();
        loop {
            let page = reader.sources(&asked, EXPORT_PAGE).await?;
            let Some(last) = page.last() else { break };
            asked.after = Some((last.title.clone(), last.id));
            feeds.extend(page.into_iter().filter(|source| source.medium == "feed").map(|source| OpmlFeed {
                folders: source.folder_id.and_then(|id| folders.get(&id)).map_or_else(Vec::new, |name| path_of(name)),
                title: source.title,
                address: source.address,
                site_address: source.site_address,
                ..OpmlFeed::default()
            }));
        }
        Ok(opml::write(&workspace.name, &feeds))
    }
}

fn path_of(name: &str) -> Vec<String> {
    name.split(FOLDER_JOINT).map(str::to_owned).collect()
}
