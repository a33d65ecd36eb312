//! Channels: connected, tested, disconnected.

use std::collections::BTreeMap;

use connect::{
    channels::{Account, Fault, Field, FieldKind},
    notify::Secret,
};
use domain::{
    delivery::Class,
    hat::Act,
    network::{Capabilities, Network},
};
use serde_json::json;
use store::{
    Id,
    channel::{Application, Channel},
};
use url::Url;

use super::{
    channel_open::{Opened, network_of},
    channel_watch::look_after,
};
use crate::{Actor, App, Noun, Refusal};

/// The most characters of anything that is filled in to connect.
pub const FIELD_CHARACTERS_MAX: usize = 4_000;

/// A network as the page that connects shows it.
pub struct Connectable {
    /// What it can do.
    pub can: &'static Capabilities,
    /// What is filled in.
    pub fields: &'static [Field],
    /// Where the keys of an application are made, when access is granted at the network itself.
    pub keys_at: Option<&'static str>,
}

/// The networks that a channel can be connected to.
#[must_use]
pub fn connectable() -> Vec<Connectable> {
    let of = |network: Network| {
        let adapter = connect::channels::adapter(network);
        Connectable { can: network.capabilities(), fields: adapter.fields(), keys_at: adapter.keys_at() }
    };
    Network::ALL.into_iter().map(of).collect()
}

impl App {
    /// Connects a channel by what was filled in. The network is asked who we are first: a channel that cannot speak is not kept.
    ///
    /// # Errors
    /// When the hats do not allow it, a field is missing or wrong, the network refuses, or this account is connected already.
    pub async fn connect_channel(
        &self,
        actor: &Actor,
        network: &str,
        filled: &BTreeMap<String, String>,
    ) -> Result<Id<Channel>, Refusal> {
        actor.may(Act::Connect)?;
        let (network, adapter) = network_of(network)?;
        let opened = opened(network, adapter.fields(), filled)?;
        let account = adapter.account(&opened.connection(&self.client, self.clock.now())).await?;
        self.keep_new_channel(actor, network, opened, account, None).await
    }

    /// Keeps a channel of which its network told who we are there.
    pub(super) async fn keep_new_channel(
        &self,
        actor: &Actor,
        network: Network,
        mut opened: Opened,
        account: Account,
        granted: Option<(Id<Application>, Option<i64>)>,
    ) -> Result<Id<Channel>, Refusal> {
        let now = self.now();
        let mut channel = Channel {
            id: Id::new(0),
            workspace_id: actor.workspace,
            application_id: granted.map(|(application, _)| application),
            network: network.name().to_owned(),
            name: String::new(),
            handle: String::new(),
            address: String::new(),
            server: opened.server.to_string(),
            account: String::new(),
            settings: json!(opened.settings).to_string(),
            limits: String::new(),
            state: String::new(),
            problem: String::new(),
            expires_at: None,
            checked_at: now,
            created_at: now,
            disconnected_at: None,
        };
        know(&mut channel, account);
        channel.expires_at = granted.and_then(|(_, end)| end).or(channel.expires_at);
        opened.account.clone_from(&channel.account);
        self.first_token(&mut channel, &mut opened).await?;
        let secrets = self.sealed(&opened.secrets)?;
        let tx = self.store.begin().await?;
        let id = tx.add_channel(&channel, &secrets).await.map_err(Refusal::taken(Noun::Channel))?;
        look_after(&tx, &channel, id, now).await?;
        let detail = json!({ "network": channel.network, "name": channel.name });
        tx.record(&actor.event("channel.connected", "channel", Some(id.get()), &detail, now)).await?;
        tx.commit().await?;
        self.bell.notify_one();
        Ok(id)
    }

    /// Connects a channel anew: with other secrets, or with the same when nothing was filled in. What it held back for want of a
    /// connection goes on.
    ///
    /// # Errors
    /// As [`App::connect_channel`]; and when the account is another one.
    pub async fn reconnect_channel(
        &self,
        actor: &Actor,
        id: Id<Channel>,
        filled: &BTreeMap<String, String>,
    ) -> Result<(), Refusal> {
        actor.may(Act::Connect)?;
        let mut channel = self.standing_channel(actor, id).await?;
        let mut opened = self.open_channel(&channel).await?;
        let given: Vec<_> = filled.iter().filter(|(_, said)| !said.trim().is_empty()).collect();
        if !given.is_empty() {
            // What was granted for the secrets of before says nothing of others, nor does its end.
            opened.secrets.retain(|name, _| opened.adapter.fields().iter().any(|field| field.name == name.as_str()));
            channel.expires_at = None;
        }
        for (name, said) in given {
            let Some(field) = opened.adapter.fields().iter().find(|field| field.name == name.as_str()) else { continue };
            match field.kind {
                FieldKind::Secret => drop(opened.secrets.insert(name.clone(), Secret::new(said.trim().to_owned()))),
                FieldKind::Plain => drop(opened.settings.insert(name.clone(), said.trim().to_owned())),
                FieldKind::Server => opened.server = server_of(said)?,
            }
        }
        let account = opened.adapter.account(&opened.connection(&self.client, self.clock.now())).await?;
        if account.id != channel.account {
            return Err(Refusal::Invalid { field: "account", why: "another" });
        }
        channel.server = opened.server.to_string();
        channel.settings = json!(opened.settings).to_string();
        know(&mut channel, account);
        self.first_token(&mut channel, &mut opened).await?;
        let secrets = self.sealed(&opened.secrets)?;
        self.keep_channel(actor, &mut channel, Some(&secrets), "channel.reconnected").await
    }

    /// Asks the network who we are, and writes down what it says: also that it does not know us. Access that is about to end is renewed
    /// first, as before anything is said. A network that cannot be reached, or wants fewer calls, says nothing of the channel, which then
    /// stays as it was.
    ///
    /// # Errors
    /// When the hats do not allow it or there is no such channel. What the network says is given, not an error.
    pub async fn test_channel(&self, actor: &Actor, id: Id<Channel>) -> Result<Result<(), Fault>, Refusal> {
        actor.may(Act::Connect)?;
        let mut channel = self.standing_channel(actor, id).await?;
        let mut opened = self.open_channel(&channel).await?;
        let asked = match self.renew_for_call(&mut channel, &mut opened).await? {
            Ok(()) => opened.adapter.account(&opened.connection(&self.client, self.clock.now())).await,
            Err(fault) => Err(fault),
        };
        let told = match asked {
            Ok(account) => {
                know(&mut channel, account);
                Ok(())
            }
            Err(fault) if matches!(fault.class, Class::Network | Class::Rate) => Err(fault),
            Err(fault) => {
                "broken".clone_into(&mut channel.state);
                channel.problem = json!(fault).to_string();
                Err(fault)
            }
        };
        self.keep_channel(actor, &mut channel, None, "channel.tested").await?;
        Ok(told)
    }

    /// Disconnects a channel: its secrets are forgotten, what was said by it stays in the books, what was to leave is held.
    ///
    /// # Errors
    /// When the hats do not allow it or there is no such channel.
    pub async fn disconnect_channel(&self, actor: &Actor, id: Id<Channel>) -> Result<(), Refusal> {
        actor.may(Act::Connect)?;
        let mut channel = self.standing_channel(actor, id).await?;
        "disconnected".clone_into(&mut channel.state);
        channel.problem.clear();
        channel.disconnected_at = Some(self.now());
        let nothing = self.sealed(&BTreeMap::new())?;
        self.keep_channel(actor, &mut channel, Some(&nothing), "channel.disconnected").await
    }

    /// A channel that is not disconnected.
    async fn standing_channel(&self, actor: &Actor, id: Id<Channel>) -> Result<Channel, Refusal> {
        let channel = self.reader(actor).channel(id).await?;
        channel.filter(|channel| channel.disconnected_at.is_none()).ok_or(Refusal::NoSuch(Noun::Channel))
    }

    pub(super) async fn keep_channel(
        &self,
        actor: &Actor,
        channel: &mut Channel,
        secrets: Option<&str>,
        verb: &str,
    ) -> Result<(), Refusal> {
        let now = self.now();
        channel.checked_at = now;
        let tx = self.store.begin().await?;
        tx.save_channel(channel, secrets).await?;
        if channel.state == "connected" {
            self.go_on(&tx, channel, now).await?;
            look_after(&tx, channel, channel.id, now).await?;
        }
        let detail = json!({ "network": channel.network, "name": channel.name, "state": channel.state });
        tx.record(&actor.event(verb, "channel", Some(channel.id.get()), &detail, now)).await?;
        tx.commit().await?;
        self.bell.notify_one();
        Ok(())
    }
}

/// Writes down what a network told of us.
pub(super) fn know(channel: &mut Channel, account: Account) {
    channel.limits = json!(account.limits).to_string();
    channel.account = account.id;
    channel.name = account.name;
    channel.handle = account.handle;
    channel.address = account.address;
    // Few accounts tell when access ends; what the grant of it told stands then.
    channel.expires_at = account.expires_at.or(channel.expires_at);
    "connected".clone_into(&mut channel.state);
    channel.problem.clear();
}

/// What was filled in, parted into what is kept in the open and what is sealed.
pub(super) fn opened(network: Network, fields: &'static [Field], filled: &BTreeMap<String, String>) -> Result<Opened, Refusal> {
    let (_, adapter) = network_of(network.name())?;
    let (mut server, mut secrets, mut settings) = (None, BTreeMap::new(), BTreeMap::new());
    for field in fields {
        let said = filled.get(field.name).map_or("", |said| said.trim());
        if said.chars().count() > FIELD_CHARACTERS_MAX {
            return Err(Refusal::Invalid { field: field.name, why: "too_long" });
        }
        if said.is_empty() {
            if field.required {
                return Err(Refusal::Invalid { field: field.name, why: "empty" });
            }
            continue;
        }
        match field.kind {
            FieldKind::Server => server = Some(server_of(said)?),
            FieldKind::Secret => drop(secrets.insert(field.name.to_owned(), Secret::new(said.to_owned()))),
            FieldKind::Plain => drop(settings.insert(field.name.to_owned(), said.to_owned())),
        }
    }
    let server = match server {
        Some(server) => server,
        None => server_of(adapter.home())?,
    };
    let can = network.capabilities().clone();
    Ok(Opened { adapter, can, server, account: String::new(), secrets, settings, application: None })
}

/// The address of a server, also where only its name was given. Those of mail are written smtp:// and smtps://.
pub(super) fn server_of(said: &str) -> Result<Url, Refusal> {
    let said = said.trim();
    let whole = if said.contains("://") { said.to_owned() } else { format!("https://{said}") };
    let address = Url::parse(&whole)
        .ok()
        .filter(|address| matches!(address.scheme(), "http" | "https" | "smtp" | "smtps") && address.host().is_some());
    address.ok_or(Refusal::Invalid { field: "server", why: "not_an_address" })
}
