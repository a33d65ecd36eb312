//! The little world: a server on the loopback interface that is all the sites of [`super::sites`] at once, and goes on
//! publishing while one looks.
//!
//! It is there so that the demo's Parvis collects through the real fetcher: feeds in three formats with `ETag`,
//! `Last-Modified` and 304, a feed that has moved, servers that ask for patience, a wall, a silence and a farewell.

mod feed;
mod network;
mod page;
mod serve;
#[cfg(test)]
mod tests;
mod xml;

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
};

use domain::{Clock, Document, Language, SafeHtml, document::Author};
use jiff::Timestamp;
use tokio::sync::watch;
use url::Url;

use super::{
    sites::{self, Site, SourceKey},
    talk::{self, Said},
};

pub(crate) use network::ACCOUNTS;

/// How many documents a feed lists.
pub(crate) const FEED_DOCUMENTS_MAX: usize = 30;

/// How the sites' addresses are written. The world answers to both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    /// `http://forum-rando.localhost:4000/`: each site is a host of its own, as on the web. Browsers lead such names to this
    /// machine by themselves (RFC 6761, 6.3); a fetcher has to know that too.
    Names,
    /// `http://127.0.0.1:4000/forum-rando/`: for fetchers that ask a name server about everything.
    #[cfg(test)]
    Paths,
}

/// The world as it stands: what is said by now, and where.
#[derive(Debug)]
pub(crate) struct World {
    seed: u64,
    started: Timestamp,
    days: u32,
    clock: Clock,
    address: SocketAddr,
    naming: Naming,
    /// Which the brand publishes in.
    language: Language,
    visits: Vec<AtomicU64>,
    past: Vec<OnceLock<Vec<Said>>>,
    network: network::Network,
}

/// A site as the demo's workspace needs to know it.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The site.
    pub site: &'static Site,
    /// The address of its home page.
    pub home: String,
    /// The address of its feed, as people know it.
    pub feed: String,
}

/// A running world. It ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Running {
    world: Arc<World>,
    stop: watch::Sender<()>,
}

impl Running {
    /// The world.
    pub(crate) fn world(&self) -> &World {
        &self.world
    }

    /// Ends it now; what dropping does as well.
    pub(crate) fn stop(self) {
        self.stop.send_replace(());
    }
}

impl World {
    /// Starts the world of that seed on a free port of 127.0.0.1. `started` is the moment up to which [`talk::past`] was told,
    /// with the same `days`; what `clock` shows beyond it is live. The brand itself publishes in
    /// `language`. Needs a running tokio.
    ///
    /// # Errors
    /// When no port of the loopback interface can be listened on.
    pub(crate) async fn start(
        seed: u64,
        started: Timestamp,
        days: u32,
        clock: Clock,
        naming: Naming,
        language: Language,
    ) -> io::Result<Running> {
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let count = sites::sites().len();
        let world = Arc::new(Self {
            seed,
            started,
            days,
            clock,
            address: listener.local_addr()?,
            naming,
            visits: (0..count).map(|_| AtomicU64::new(0)).collect(),
            past: (0..count).map(|_| OnceLock::new()).collect(),
            language,
            network: network::Network::before(started, language),
        });
        let (stop, mut stopped) = watch::channel(());
        let app = serve::app(Arc::clone(&world));
        tokio::spawn(async move {
            let ended = async move {
                // Either somebody says so or nobody is left who could.
                let _ = stopped.changed().await;
            };
            if let Err(error) = axum::serve(listener, app).with_graceful_shutdown(ended).await {
                tracing::warn!(%error, "the demo's sites are no longer served");
            }
        });
        Ok(Running { world, stop })
    }

    /// Where it listens.
    #[cfg(test)]
    pub(crate) const fn address(&self) -> SocketAddr {
        self.address
    }

    /// All sites with their addresses.
    pub(crate) fn places(&self) -> Vec<Place> {
        let placed = |site: &'static Site| {
            let base = self.base(site.key);
            Place { site, home: format!("{base}/"), feed: format!("{base}{}", site.feed_path()) }
        };
        sites::sites().iter().map(placed).collect()
    }

    /// The address that the paths of that site are written after, without a slash at its end.
    pub(crate) fn base(&self, key: SourceKey) -> String {
        let port = self.address.port();
        match self.naming {
            Naming::Names => format!("http://{key}.localhost:{port}"),
            #[cfg(test)]
            Naming::Paths => format!("http://127.0.0.1:{port}/{key}"),
        }
    }

    /// Where the team's chat takes messages of alerts.
    pub(crate) fn chat_address(&self) -> String {
        format!("{}{}", self.base(serve::CHAT), serve::CHAT_PATH)
    }

    /// Where the network is on which the brand publishes.
    pub(crate) fn network_address(&self) -> String {
        self.base(network::HOST)
    }

    /// Where a document can be read.
    pub(crate) fn address_of(&self, said: &Said) -> String {
        format!("{}{}", self.base(said.source), said.path)
    }

    /// The document as a reader of its feed would hand it to the one door.
    pub(crate) fn document(&self, said: &Said) -> Document {
        let address = self.address_of(said);
        let html = SafeHtml::sanitise(&said.html, Url::parse(&address).ok().as_ref());
        let page = said.author_path.as_ref().map(|path| format!("{}{path}", self.base(said.source)));
        Document {
            guid: Some(said.guid.clone()),
            address: Some(address),
            title: said.title.clone(),
            text: html.to_text(),
            html,
            author: Some(Author { name: said.author.clone(), address: page }),
            published_at: Some(said.published),
            language: Some(said.language.code().to_owned()),
            kind: said.kind,
            tags: said.tags.clone(),
            rating: said.rating.map(f32::from),
            image: None,
        }
    }

    /// The newest documents of a site by now, newest first.
    fn newest(&self, site: &'static Site) -> Vec<Said> {
        let mut newest = talk::live_of_site(self.seed, self.started, self.clock.now(), site, FEED_DOCUMENTS_MAX);
        let older = place_of(site)
            .and_then(|place| self.past.get(place))
            .map(|past| past.get_or_init(|| talk::past_of_site(self.seed, self.started, self.days, site, FEED_DOCUMENTS_MAX)));
        newest.extend(older.into_iter().flatten().cloned());
        newest.truncate(FEED_DOCUMENTS_MAX);
        newest
    }

    /// The document at that path, when the site has said it by now.
    fn find(&self, site: &Site, path: &str) -> Option<Said> {
        let code = path.rsplit('/').next()?;
        talk::find(self.seed, self.started, self.clock.now(), site, code).filter(|said| said.path == path)
    }

    /// Counts a visit to the feed of a site and says which it is, from 0.
    fn visit(&self, site: &Site) -> u64 {
        place_of(site).and_then(|place| self.visits.get(place)).map_or(0, |visits| visits.fetch_add(1, Ordering::Relaxed))
    }
}

fn place_of(site: &Site) -> Option<usize> {
    sites::sites().iter().position(|other| other.key == site.key)
}
