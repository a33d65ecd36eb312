//! Talk that is taken in before anything is measured.

use super::ground::{self, words::Chance};
use super::talk;
use anyhow::{Context, Result};
use app::listen::ingest::INGEST_BATCH_MAX;
use app::{Actor, App};
use jiff::Timestamp;
use store::Store;

/// Makes a workspace with so many topics and takes so many documents in; gives who acts there.
pub(crate) async fn workspace(app: &App, store: &Store, topics: usize, documents: usize, now: Timestamp) -> Result<Actor> {
    let workspace = ground::workspace(store, topics, now.as_microsecond()).await?;
    let address = "https://bench.example/feed";
    let tx = store.begin().await?;
    let id = tx.add_source(&ground::source(workspace, address, now.as_microsecond()), address).await?;
    tx.commit().await?;
    let source = store.reader(workspace).source(id).await?.context("the source is gone")?;
    let actor = Actor::worker(workspace);
    let mut chance = Chance::new(7);
    for first in (0..documents).step_by(INGEST_BATCH_MAX) {
        let last = (first + INGEST_BATCH_MAX).min(documents);
        let said = (first..last).map(|number| talk::document(&mut chance, number, now)).collect();
        app.ingest(&actor, &source, said).await?;
    }
    Ok(actor)
}
