//! Adapters against real servers. `cargo xtask peers` starts each server and tells where it is in `PARVIS_PEER_NAME`; without that
//! variable, nothing is tested here and each test says so.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test that cannot be set up should fail at once, and says when it is left out"
)]

mod bluesky;
mod ghost;
mod mail;
mod synapse;
mod wordpress;

use std::{collections::BTreeMap, time::Duration};

use connect::{
    channels::{Adapter, Connection, File, Sending, adapter},
    fetch::{Client, FetchPolicy},
    notify::Secret,
};
use domain::{
    Clock,
    delivery::{Class, Outcome, Remote, Sight},
    network::Network,
    post::{Medium, Variant},
};
use jiff::Timestamp;
use serde_json::Value;

/// A real server that runs now, and a channel of it.
pub(crate) struct Peer {
    network: Network,
    told: Value,
    client: Client,
    account: String,
    secrets: BTreeMap<String, Secret>,
    settings: BTreeMap<String, String>,
}

impl Peer {
    /// The server of that name, when one runs, and the channel after connecting.
    pub(crate) async fn of(name: &str, network: Network) -> Option<Self> {
        let variable = format!("PARVIS_PEER_{name}");
        #[expect(clippy::disallowed_methods, reason = "the address of the peer comes from the test runner")]
        let Ok(told) = std::env::var(&variable) else {
            eprintln!("skipped: {variable} is not set");
            return None;
        };
        let told: Value = serde_json::from_str(&told).unwrap();
        let policy = FetchPolicy {
            allowed_ranges: vec!["127.0.0.1/32".parse().unwrap()],
            host_interval: Duration::ZERO,
            ..FetchPolicy::default()
        };
        let (mut secrets, mut settings) = (BTreeMap::new(), BTreeMap::new());
        for (name, value) in told.as_object().unwrap() {
            let value = value.as_str().unwrap().to_owned();
            settings.insert(name.clone(), value.clone());
            secrets.insert(name.clone(), Secret::new(value));
        }
        let client = Client::new(&policy).unwrap();
        let mut peer = Self { network, told, client, account: String::new(), secrets, settings };
        let account = peer.adapter().account(&peer.to()).await.unwrap();
        assert!(!account.id.is_empty() && !account.name.is_empty(), "{account:?}");
        peer.account = account.id;
        Some(peer)
    }

    pub(crate) fn adapter(&self) -> &'static dyn Adapter {
        adapter(self.network)
    }

    pub(crate) fn told(&self, name: &str) -> &str {
        self.told[name].as_str().unwrap()
    }

    pub(crate) fn to(&self) -> Connection<'_> {
        Connection {
            client: &self.client,
            now: now(),
            server: self.told("server").parse().unwrap(),
            account: &self.account,
            secrets: &self.secrets,
            settings: &self.settings,
            application: None,
        }
    }

    /// The same channel with another secret.
    pub(crate) fn with_secret(mut self, name: &str, value: &str) -> Self {
        self.secrets.insert(name.to_owned(), Secret::new(value.to_owned()));
        self
    }

    pub(crate) async fn published(&self, sending: &Sending<'_>) -> Remote {
        match self.adapter().publish(&self.to(), sending).await {
            Outcome::Accepted { remote } => remote,
            outcome => panic!("{outcome:?}"),
        }
    }

    /// Publishes, publishes again as after a lost answer, and looks: there is one, and all three know where.
    pub(crate) async fn once(&self, sending: &Sending<'_>) -> Remote {
        assert_eq!(self.adapter().find(&self.to(), sending).await, Sight::NotFound);
        let first = self.published(sending).await;
        assert_eq!(self.found(sending).await, first);
        let second = self.published(sending).await;
        assert_eq!(second.id, first.id, "a second try made a second one");
        first
    }

    pub(crate) async fn found(&self, sending: &Sending<'_>) -> Remote {
        match self.adapter().find(&self.to(), sending).await {
            Sight::Found { remote } => remote,
            sight => panic!("{sight:?}"),
        }
    }

    pub(crate) async fn delete(&self, remote: &Remote) {
        self.adapter().delete(&self.to(), remote).await.unwrap();
        // What is gone is what was wanted.
        self.adapter().delete(&self.to(), remote).await.unwrap();
    }

    /// Whoever comes with a wrong secret is told that it is about them.
    pub(crate) async fn refuses(self, secret: &str, wrong: &str, sending: &Sending<'_>) {
        let wrong = self.with_secret(secret, wrong);
        let outcome = wrong.adapter().publish(&wrong.to(), sending).await;
        assert!(matches!(outcome, Outcome::Rejected { class: Class::Auth, .. }), "{outcome:?}");
        assert!(matches!(wrong.adapter().find(&wrong.to(), sending).await, Sight::Blind { .. }));
        assert_eq!(wrong.adapter().account(&wrong.to()).await.unwrap_err().class, Class::Auth);
    }

    /// Reads a page of the server, as somebody who passes by.
    pub(crate) async fn page(&self, address: &str) -> String {
        let reply = self.client.call(connect::fetch::Call::get(address.parse().unwrap(), now())).await.unwrap();
        assert_eq!(reply.status, 200, "{address}");
        String::from_utf8(reply.body).unwrap()
    }
}

pub(crate) fn now() -> Timestamp {
    Clock::machine().now()
}

/// A key that no run has had before.
pub(crate) fn key(name: &str) -> String {
    format!("{name}-{}", now().as_microsecond())
}

pub(crate) fn sending<'a>(variant: &'a Variant, files: &'a [File], key: &'a str) -> Sending<'a> {
    Sending { variant, step: 0, files, key, root: None, parent: None, at: now().as_microsecond(), others: &[] }
}

/// A picture of one colour, eight by eight.
pub(crate) fn picture() -> File {
    const PNG: &[u8] = include_bytes!("picture.png");
    File {
        name: "neige.png".to_owned(),
        mime: "image/png".to_owned(),
        bytes: PNG.to_vec(),
        alt: "Une veste sous la neige".to_owned(),
        width: 8,
        height: 8,
        address: None,
    }
}

/// A variant with as many pictures as there are files.
pub(crate) fn shown(text: &str, files: &[File]) -> Variant {
    let medium = |file: &File| Medium { alt: file.alt.clone(), mime: file.mime.clone(), ..Medium::default() };
    Variant { text: text.to_owned(), media: files.iter().map(medium).collect(), ..Variant::default() }
}
