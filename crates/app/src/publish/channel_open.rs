//! A channel made ready to be spoken to: its secrets opened, for as long as a conversation lasts.

use std::collections::BTreeMap;

use connect::{
    channels::{Adapter, Application, Connection, Limits, adapter},
    fetch::Client,
    notify::Secret,
};
use domain::network::{Capabilities, Network};
use jiff::Timestamp;
use store::channel::Channel;
use url::Url;

use crate::{App, Noun, Refusal, Sealed};

/// A channel with its secrets open.
pub(crate) struct Opened {
    pub(crate) adapter: &'static dyn Adapter,
    pub(crate) can: Capabilities,
    pub(crate) server: Url,
    pub(crate) account: String,
    pub(crate) secrets: BTreeMap<String, Secret>,
    pub(crate) settings: BTreeMap<String, String>,
    pub(crate) application: Option<Application>,
}

impl Opened {
    /// It, as an adapter needs it.
    pub(crate) fn connection<'a>(&'a self, client: &'a Client, now: Timestamp) -> Connection<'a> {
        Connection {
            client,
            now,
            server: self.server.clone(),
            account: &self.account,
            secrets: &self.secrets,
            settings: &self.settings,
            application: self.application.as_ref(),
        }
    }
}

/// What a channel can do: what its network can, within what its server told.
#[must_use]
pub fn capabilities(channel: &Channel) -> Option<Capabilities> {
    let limits: Limits = serde_json::from_str(&channel.limits).unwrap_or_default();
    Network::from_name(&channel.network).map(|network| limits.of(network))
}

/// The network of a name and the adapter that speaks to it.
///
/// # Errors
/// When there is none.
pub(crate) fn network_of(name: &str) -> Result<(Network, &'static dyn Adapter), Refusal> {
    let network = Network::from_name(name).ok_or(Refusal::NoSuch(Noun::Network))?;
    Ok((network, adapter(network)))
}

impl App {
    /// Opens a channel.
    ///
    /// # Errors
    /// When it is gone, or its secrets were sealed by another key.
    pub(crate) async fn open_channel(&self, channel: &Channel) -> Result<Opened, Refusal> {
        let (_, adapter) = network_of(&channel.network)?;
        let reader = self.store.reader(channel.workspace_id);
        let sealed = reader.channel_secrets(channel.id).await?.ok_or(Refusal::NoSuch(Noun::Channel))?;
        let application = match channel.application_id {
            Some(id) => reader.application(id).await?,
            None => None,
        };
        let application = application.and_then(|kept| self.open_application(kept));
        Ok(Opened {
            adapter,
            can: capabilities(channel).ok_or(Refusal::NoSuch(Noun::Network))?,
            server: Url::parse(&channel.server).or(Err(Refusal::Invalid { field: "server", why: "not_an_address" }))?,
            account: channel.account.clone(),
            secrets: self.unsealed(sealed).ok_or(Refusal::NoSuch(Noun::Channel))?,
            settings: serde_json::from_str(&channel.settings).unwrap_or_default(),
            application,
        })
    }

    /// The keys of an application; `None` when another key of ours sealed them.
    pub(super) fn open_application(&self, kept: store::channel::Application) -> Option<Application> {
        let secret = self.vault.open(&Sealed::from_store(kept.secret))?;
        Some(Application { id: kept.client_id, secret: Secret::new(secret) })
    }

    /// Secrets as they are kept, opened; `None` when another key sealed them.
    pub(super) fn unsealed(&self, sealed: String) -> Option<BTreeMap<String, Secret>> {
        let text = self.vault.open(&Sealed::from_store(sealed))?;
        let kept: BTreeMap<String, String> = serde_json::from_str(&text).ok()?;
        Some(kept.into_iter().map(|(name, secret)| (name, Secret::new(secret))).collect())
    }

    /// Secrets as they are kept.
    ///
    /// # Errors
    /// When they cannot be sealed.
    pub(crate) fn sealed(&self, secrets: &BTreeMap<String, Secret>) -> Result<String, Refusal> {
        let open: BTreeMap<&str, &str> = secrets.iter().map(|(name, secret)| (name.as_str(), secret.reveal())).collect();
        let text = serde_json::json!(open).to_string();
        Ok(self.vault.seal(&text)?.stored().to_owned())
    }
}
