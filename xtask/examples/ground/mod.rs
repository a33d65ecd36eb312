//! What the benches that look inside stand on: an app over a database of their own, a workspace that listens.

pub(crate) mod words;

use anyhow::Result;
use app::{App, Config, Vault};
use connect::fetch::{Client, FetchPolicy};
use domain::{Clock, rhythm::Bounds};
use std::time::Duration;
use store::source::Source;
use store::topic::Topic;
use store::workspace::Workspace;
use store::{Id, Store};

/// The program's own, so that what is measured is the program's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The verbs over this database, allowed to reach the loopback interface and in no need to be slow there.
pub(crate) async fn app(database: &str, clock: Clock) -> Result<App> {
    let policy =
        FetchPolicy { allowed_ranges: vec!["127.0.0.0/8".parse()?], host_interval: Duration::ZERO, ..FetchPolicy::default() };
    let config = Config {
        public_address: "http://127.0.0.1".to_owned(),
        rhythm: Bounds::default(),
        library: app::publish::library::Library::default(),
    };
    Ok(App::new(Store::open(database).await?, clock, Client::new(&policy)?, Vault::new(&[7; app::vault::KEY_BYTES]), config))
}

/// A workspace with the topics of [`words::queries`].
pub(crate) async fn workspace(store: &Store, topics: usize, now: i64) -> Result<Id<Workspace>> {
    let tx = store.begin().await?;
    let workspace_id = tx.add_workspace("Bench", "blue", "en", "Europe/Paris", now).await?;
    for (number, query) in words::queries(topics).into_iter().enumerate() {
        let topic = Topic {
            id: Id::new(0),
            workspace_id,
            name: format!("Topic {number}"),
            kind: "theme".to_owned(),
            query,
            form: None,
            version: 1,
            created_at: now,
            changed_at: now,
            archived_at: None,
        };
        tx.add_topic(&topic, None).await?;
    }
    tx.commit().await?;
    Ok(workspace_id)
}

/// A feed that was never visited, due now.
pub(crate) fn source(workspace_id: Id<Workspace>, address: &str, now: i64) -> Source {
    Source { kind: "news".to_owned(), language: Some("en".to_owned()), ..Source::new(workspace_id, address, now) }
}
