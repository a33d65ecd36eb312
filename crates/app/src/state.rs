//! What every verb stands on.

use std::{
    ops::Deref,
    sync::{Arc, atomic::AtomicI64},
};

use connect::fetch;
use domain::Clock;
use store::{Id, Reader, Store, workspace::Workspace};
use tokio::sync::{Notify, broadcast};

use crate::{
    Actor, Vault,
    listen::{listening::Listening, reading_room::ReadingRoom, story_place::Retold},
    live::{NEWS_MAX, News},
    publish::library::Library,
    trouble::LastTrouble,
};

/// What the installation's owner decides outside of any workspace.
#[derive(Clone, Debug)]
pub struct Config {
    /// The address at which people reach the pages, for links in mails; without a slash at the end.
    pub public_address: String,
    /// The shortest time between two visits of a source, when it is not the ordinary one: a demo and a benchmark shorten it.
    pub rhythm: domain::rhythm::Bounds,
    /// What the library of pictures and films is kept on.
    pub library: Library,
}

/// Everything that verbs need, passed in. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// The parts of an [`App`].
pub struct Parts {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    pub(crate) client: fetch::Client,
    pub(crate) vault: Vault,
    pub(crate) config: Config,
    pub(crate) listening: Listening,
    pub(crate) retold: Retold,
    pub(crate) reading_room: ReadingRoom,
    pub(crate) news: broadcast::Sender<News>,
    /// The last line of the log of acts that was told to open pages.
    pub(crate) told: AtomicI64,
    pub(crate) tries: crate::access::tries::Tries,
    pub(crate) last_trouble: LastTrouble,
    /// Rung when a verb asked for work that is due at once, so that the worker need not wait for its next look.
    pub(crate) bell: Notify,
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl App {
    /// Puts the parts together.
    #[must_use]
    pub fn new(store: Store, clock: Clock, client: fetch::Client, vault: Vault, config: Config) -> Self {
        let (news, _) = broadcast::channel(NEWS_MAX);
        Self(Arc::new(Parts {
            store,
            clock,
            client,
            vault,
            config,
            listening: Listening::default(),
            retold: Retold::default(),
            reading_room: ReadingRoom::default(),
            news,
            told: AtomicI64::new(0),
            tries: crate::access::tries::Tries::default(),
            last_trouble: LastTrouble::default(),
            bell: Notify::new(),
        }))
    }

    /// A view of the actor's workspace that cannot write.
    #[must_use]
    pub fn reader(&self, actor: &Actor) -> Reader {
        self.store.reader(actor.workspace)
    }

    /// Where "now" comes from.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Now, UTC microseconds.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.clock.now().as_microsecond()
    }

    /// What the installation's owner decided.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), crate::Refusal> {
        Ok(self.store.ping().await?)
    }

    /// The id of the last line of the log of acts, from where the live pages begin.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn last_event(&self) -> Result<i64, crate::Refusal> {
        Ok(self.store.last_event().await?)
    }

    /// All workspaces, for the worker and the command line.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn workspaces(&self) -> Result<Vec<Workspace>, crate::Refusal> {
        Ok(self.store.workspaces().await?)
    }

    /// Finds a workspace for the command line.
    ///
    /// # Errors
    /// When there is none of that id, or the database does not answer.
    pub async fn workspace(&self, id: Id<Workspace>) -> Result<Workspace, crate::Refusal> {
        let found = self.store.workspaces().await?.into_iter().find(|workspace| workspace.id == id);
        found.ok_or(crate::Refusal::NoSuch(crate::Noun::Workspace))
    }
}
