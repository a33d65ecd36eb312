//! Channels: what is said for us on a network, and what becomes of it there.
//!
//! One module a network, one contract, [`Adapter`]. What a network can do is not asked here but read in
//! [`domain::network::Capabilities`]; an adapter only does it. Every call goes through the guarded client.
//!
//! The contract is made for deliveries that happen once, or are told: [`Adapter::publish`] tells a refusal apart from an answer that was
//! lost, and [`Adapter::find`] looks whether something is there. Both are called by the worker, from a row that was written before.

mod bluesky;
mod connection;
mod discord;
mod discourse;
mod facebook;
mod fault;
mod flickr;
mod ghost;
mod graph;
mod instagram;
mod json;
mod lemmy;
mod linkedin;
mod mail;
pub mod markdown;
mod mastodon;
mod matrix;
mod multipart;
mod nodebb;
mod oauth;
mod oauth1;
mod pinterest;
mod read_back;
mod reddit;
mod seen;
mod sending;
mod slack;
mod telegram;
mod threads;
mod tiktok;
mod told;
mod webhook;
mod wordpress;
mod x;
mod youtube;

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::{
    delivery::{Outcome, Remote, Sight},
    network::{Capabilities, Network},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{fetch::Client, notify::Secret};

pub use domain::post::StepKind;
pub use fault::Fault;
pub use multipart::Multipart;
pub use oauth::{Application, Asking, Consent, Grant};
pub use read_back::{Counts, Named, Said, Stands};
pub use sending::{File, Sending};

/// How a network is spoken to. Every method is one conversation with it; none keeps anything.
#[async_trait]
pub trait Adapter: Sync {
    /// What a person fills in to connect; the token alone where access is otherwise granted at the network itself.
    fn fields(&self) -> &'static [Field] {
        &[Field { name: "token", kind: FieldKind::Secret, required: false }]
    }

    /// Where the interface of a network of one company is; empty where each channel names its server.
    fn home(&self) -> &'static str {
        self.consent().map_or("", |consent| consent.home)
    }

    /// How a person grants access at the network itself; `None` where the fields are enough, or it is done in a way of its own.
    fn consent(&self) -> Option<&'static Consent> {
        None
    }

    /// Where a person makes an application, for networks at which access is granted; `None` where the fields are enough.
    fn keys_at(&self) -> Option<&'static str> {
        self.consent().map(|consent| consent.keys_at)
    }

    /// Where a person is sent to grant access, and secrets to keep in the connection until they are back.
    ///
    /// # Errors
    /// When nothing is granted there, the installation has no application, or the network refuses.
    async fn begin(&self, to: &Connection<'_>, asking: &Asking<'_>) -> Result<(Url, BTreeMap<String, Secret>), Fault> {
        let consent = self.consent().ok_or_else(Fault::unsupported)?;
        Ok((consent.address(to, to.application()?, asking)?, BTreeMap::new()))
    }

    /// What was granted, for the code that the person came back with.
    ///
    /// # Errors
    /// As [`Adapter::begin`].
    async fn finish(&self, to: &Connection<'_>, asking: &Asking<'_>, code: &str) -> Result<Grant, Fault> {
        let consent = self.consent().ok_or_else(Fault::unsupported)?;
        let grant = consent.exchange(to, to.application()?, asking, code).await?;
        self.granted(to, grant).await
    }

    /// Makes an application at a server that gives keys to whoever asks.
    ///
    /// # Errors
    /// When the server does not.
    async fn register(&self, _to: &Connection<'_>, _redirect: &str) -> Result<Option<Application>, Fault> {
        Ok(None)
    }

    /// What becomes of a grant before it is kept: a lasting one in place of one that ends within the hour, that of a page in place of that
    /// of its owner.
    ///
    /// # Errors
    /// When the network refuses, or a setting has to say which of several places is meant: the fault names them.
    async fn granted(&self, _to: &Connection<'_>, grant: Grant) -> Result<Grant, Fault> {
        Ok(grant)
    }

    /// Who we are there, and what the server tells of its limits. What connecting and testing a channel do.
    ///
    /// # Errors
    /// When it cannot be asked or does not know us.
    async fn account(&self, to: &Connection<'_>) -> Result<Account, Fault>;

    /// How much of the quota was taken, where the network tells it beside what its limits are; `None` where it does not.
    ///
    /// # Errors
    /// When it cannot be asked or does not know us.
    async fn limits(&self, _to: &Connection<'_>) -> Result<Option<Limits>, Fault> {
        Ok(None)
    }

    /// Says one step of a delivery.
    async fn publish(&self, to: &Connection<'_>, sending: &Sending<'_>) -> Outcome;

    /// Asks a network that was still at work what came of it.
    async fn check(&self, _to: &Connection<'_>, _handle: &str) -> Outcome {
        Outcome::Unknown { why: "this network answers at once".to_owned() }
    }

    /// Looks on the account for a step that may have been said. Reads only.
    async fn find(&self, _to: &Connection<'_>, _sought: &Sending<'_>) -> Sight {
        Sight::NoWindow
    }

    /// Puts a new text in place of what was said.
    ///
    /// # Errors
    /// When the network refuses or does not know such a thing.
    async fn edit(&self, _to: &Connection<'_>, _remote: &Remote, _sending: &Sending<'_>) -> Result<Remote, Fault> {
        Err(Fault::unsupported())
    }

    /// What the network calls the present version of what was said, so that a change made there is noticed before it is written over;
    /// `None` where it has no such thing.
    ///
    /// # Errors
    /// When the network refuses or it is gone.
    async fn version(&self, to: &Connection<'_>, remote: &Remote) -> Result<Option<String>, Fault> {
        Ok(self.stands(to, remote).await?.map(|there| there.version))
    }

    /// What stands there now of something long, where it can be read back; `None` where it cannot.
    ///
    /// # Errors
    /// When the network refuses or it is gone.
    async fn stands(&self, _to: &Connection<'_>, _remote: &Remote) -> Result<Option<Stands>, Fault> {
        Ok(None)
    }

    /// The version of everything that was just said, where it is the same for all of it and so need not be asked for.
    fn first_version(&self) -> Option<&'static str> {
        None
    }

    /// Takes away what was said.
    ///
    /// # Errors
    /// When the network refuses or does not know such a thing.
    async fn delete(&self, _to: &Connection<'_>, _remote: &Remote) -> Result<(), Fault> {
        Err(Fault::unsupported())
    }

    /// What is counted of things that were said; those that are gone are left out. What is not told is not zero.
    ///
    /// # Errors
    /// When the network refuses or does not know such a thing.
    async fn counts(&self, _to: &Connection<'_>, _remotes: &[Remote]) -> Result<Vec<(Remote, Counts)>, Fault> {
        Err(Fault::unsupported())
    }

    /// What the account said since a moment, newest first.
    ///
    /// # Errors
    /// When the network refuses or does not know such a thing.
    async fn history(&self, _to: &Connection<'_>, _since: Timestamp) -> Result<Vec<Said>, Fault> {
        Err(Fault::unsupported())
    }

    /// Whether [`Adapter::refresh`] can renew access with the secrets at hand, so that nobody need connect anew when it ends.
    fn renews(&self, to: &Connection<'_>) -> bool {
        to.secrets.contains_key("refresh_token")
    }

    /// Accounts whose name or handle begins with words, for mentioning them; asked for where [`Capabilities::finds_accounts`] says so.
    ///
    /// # Errors
    /// When the network refuses or does not know such a thing.
    async fn accounts(&self, _to: &Connection<'_>, _words: &str) -> Result<Vec<Named>, Fault> {
        Err(Fault::unsupported())
    }

    /// New secrets in place of ones that end; `None` when those at hand do not.
    ///
    /// # Errors
    /// When the network refuses: a person has to connect anew.
    async fn refresh(&self, _to: &Connection<'_>) -> Result<Option<Grant>, Fault> {
        Ok(None)
    }
}

/// The adapter of a network.
#[must_use]
pub fn adapter(network: Network) -> &'static dyn Adapter {
    match network {
        Network::Bluesky => &bluesky::Bluesky,
        Network::Mastodon => &mastodon::Mastodon,
        Network::Wordpress => &wordpress::Wordpress,
        Network::Ghost => &ghost::Ghost,
        Network::Discourse => &discourse::Discourse,
        Network::Nodebb => &nodebb::Nodebb,
        Network::Lemmy => &lemmy::Lemmy,
        Network::Matrix => &matrix::Matrix,
        Network::Telegram => &telegram::Telegram,
        Network::Discord => &discord::Discord,
        Network::Slack => &slack::Slack,
        Network::Mail => &mail::Mail,
        Network::Webhook => &webhook::Webhook,
        Network::Facebook => &facebook::Facebook,
        Network::Instagram => &instagram::Instagram,
        Network::Threads => &threads::Threads,
        Network::Linkedin => &linkedin::Linkedin,
        Network::X => &x::X,
        Network::Youtube => &youtube::Youtube,
        Network::Tiktok => &tiktok::Tiktok,
        Network::Pinterest => &pinterest::Pinterest,
        Network::Reddit => &reddit::Reddit,
        Network::Flickr => &flickr::Flickr,
    }
}

/// A channel as an adapter needs it.
pub struct Connection<'a> {
    /// The guarded client.
    pub client: &'a Client,
    /// The present moment.
    pub now: Timestamp,
    /// Where its server is; for networks of one company, their own interface.
    pub server: Url,
    /// Who we are there; the id that [`Adapter::account`] gave.
    pub account: &'a str,
    /// The secrets, by the names of [`Field`]s and of a [`Grant`].
    pub secrets: &'a BTreeMap<String, Secret>,
    /// What else was filled in, by the names of [`Field`]s.
    pub settings: &'a BTreeMap<String, String>,
    /// The application whose keys are used, where there is one.
    pub application: Option<&'a Application>,
}

/// Something that a person fills in to connect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Its name, also in the translations.
    pub name: &'static str,
    /// What sort of thing it is.
    pub kind: FieldKind,
    /// Whether it may not be empty.
    pub required: bool,
}

/// What sort of thing is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// The address of the server; kept in the open.
    Server,
    /// A name or a number; kept in the open.
    Plain,
    /// A password or key; sealed.
    Secret,
}

/// Who we are on a network.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Its id there.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its handle or address, as people write it.
    pub handle: String,
    /// Where a person sees it; empty when there is no such place.
    pub address: String,
    /// What the server told of its limits.
    pub limits: Limits,
    /// When the access ends, UTC microseconds, where that is known.
    pub expires_at: Option<i64>,
}

/// What a server told of its limits; what it did not tell is as the table says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// The longest text, in what the network counts.
    pub text_max: Option<u32>,
    /// The most images.
    pub images_max: Option<u32>,
    /// The longest alternative text, characters.
    pub alt_max: Option<u32>,
    /// The most bytes of an image.
    pub image_bytes_max: Option<u64>,
    /// The most bytes of a video.
    pub video_bytes_max: Option<u64>,
    /// The most answers of a poll.
    pub poll_options_max: Option<u32>,
    /// The longest answer of a poll, characters.
    pub poll_option_max: Option<u32>,
    /// How much may be done in the time of the quota.
    pub quota_max: Option<u32>,
    /// How much of it was taken, also by others than us.
    pub quota_used: Option<u32>,
    /// When that was told, UTC microseconds.
    pub quota_at: Option<i64>,
}

impl Limits {
    /// What a channel can do when its server told this.
    #[must_use]
    pub fn of(&self, network: Network) -> Capabilities {
        let mut can = network.capabilities().clone();
        let put = |told: Option<u32>, into: &mut u32| *into = told.unwrap_or(*into);
        put(self.text_max, &mut can.text.max);
        put(self.images_max, &mut can.media.images_max);
        put(self.alt_max, &mut can.media.alt_max);
        can.media.image_bytes_max = self.image_bytes_max.unwrap_or(can.media.image_bytes_max);
        can.media.video_bytes_max = self.video_bytes_max.unwrap_or(can.media.video_bytes_max);
        if let Some(poll) = &mut can.poll {
            put(self.poll_options_max, &mut poll.options_max);
            put(self.poll_option_max, &mut poll.option_max);
        }
        if let Some(quota) = &mut can.quota {
            put(self.quota_max, &mut quota.amount);
        }
        can
    }
}
