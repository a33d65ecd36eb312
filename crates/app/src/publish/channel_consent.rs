//! Channels that a person grants access to at the network itself, with the installation's own application keys.
//!
//! The person is sent there with a state that only they can bring back, once and soon; what they come back with is exchanged for secrets,
//! and the channel is connected, or the one of the same account connected anew.

use std::collections::BTreeMap;

use connect::{
    channels::{Adapter, Application, Asking},
    notify::Secret,
};
use domain::hat::Act;
use serde_json::json;
use store::{
    Id,
    access::User,
    channel::{Application as Kept, Channel, Consent},
    workspace::Workspace,
};
use url::Url;

use super::{
    channel_connect::{FIELD_CHARACTERS_MAX, know, opened, server_of},
    channel_open::{Opened, network_of},
};
use crate::{
    Actor, App, Means, Noun, Refusal,
    vault::{new_token, token_hash},
};

/// The address, below the public one, that people come back to.
pub const CONSENT_PATH: &str = "/channels/consent";
/// Whoever has not come back within this time begins anew, microseconds: an hour.
const CONSENT_US_MAX: i64 = 3_600 * 1_000_000;
/// What the verifier is called among the secrets that wait.
const VERIFIER: &str = "verifier";

/// What is filled in before somebody is sent away.
#[derive(Clone, Copy)]
pub struct ConsentForm<'a> {
    /// The name of the network.
    pub network: &'a str,
    /// What its fields say.
    pub filled: &'a BTreeMap<String, String>,
    /// The public id of our application there; empty to use the keys that are known.
    pub client_id: &'a str,
    /// Its secret.
    pub client_secret: &'a str,
}

/// Keys of an application, as they were given at a network.
#[derive(Clone, Copy)]
pub struct ApplicationForm<'a> {
    /// The name of the network.
    pub network: &'a str,
    /// The server, for networks of many; empty otherwise.
    pub server: &'a str,
    /// Its public id there.
    pub client_id: &'a str,
    /// Its secret.
    pub client_secret: &'a str,
}

/// Who is sent away: a person, or nobody that has an account for somebody at the machine itself.
fn sent(actor: &Actor) -> Result<Option<Id<User>>, Refusal> {
    match actor.means {
        Means::CommandLine => Ok(None),
        _ => actor.person().map(Some),
    }
}

impl App {
    /// Keeps the keys of an application of ours, its secret sealed, in place of those of before. Channels that were connected by it go on
    /// with the new ones.
    ///
    /// # Errors
    /// When the hats do not allow it, nothing is granted at that network, or a field is missing.
    pub async fn set_application(&self, actor: &Actor, form: &ApplicationForm<'_>) -> Result<(), Refusal> {
        actor.may(Act::Connect)?;
        let (network, adapter) = network_of(form.network)?;
        if adapter.keys_at().is_none() {
            return Err(Refusal::NoSuch(Noun::Network));
        }
        let server = if adapter.home().is_empty() { server_of(form.server)?.to_string() } else { String::new() };
        let (id, secret) = (form.client_id.trim(), form.client_secret.trim());
        for (field, said) in [("client_id", id), ("client_secret", secret)] {
            match said.chars().count() {
                0 => return Err(Refusal::Invalid { field, why: "empty" }),
                1..=FIELD_CHARACTERS_MAX => {}
                _ => return Err(Refusal::Invalid { field, why: "too_long" }),
            }
        }
        let sealed = self.vault.seal(secret)?;
        let now = self.now();
        let tx = self.store.begin().await?;
        tx.put_application(actor.workspace, network.name(), &server, (id, sealed.stored()), now).await?;
        let detail = json!({ "network": network.name() });
        tx.record(&actor.event("channel.application_set", "channel", None, &detail, now)).await?;
        Ok(tx.commit().await?)
    }

    /// The whole address that people come back to, for the page that guides: networks want it word for word.
    #[must_use]
    pub fn consent_address(&self) -> String {
        format!("{}{CONSENT_PATH}", self.config.public_address)
    }

    /// Where the person is sent to grant access. Keys that are given are kept for the next time; a server that gives keys to whoever asks
    /// is asked.
    ///
    /// # Errors
    /// When the hats do not allow it, a field or the keys are missing, or the network refuses.
    pub async fn begin_consent(&self, actor: &Actor, form: &ConsentForm<'_>) -> Result<Url, Refusal> {
        actor.may(Act::Connect)?;
        let user_id = sent(actor)?;
        let (network, adapter) = network_of(form.network)?;
        if adapter.keys_at().is_none() {
            return Err(Refusal::NoSuch(Noun::Network));
        }
        let mut opened = opened(network, adapter.fields(), form.filled)?;
        let server = if adapter.home().is_empty() { opened.server.to_string() } else { String::new() };
        let keys = self.keys(actor, adapter, &opened, form, &server).await?;
        let (state, verifier) = (new_token()?, new_token()?);
        let redirect = self.consent_address();
        let asking = Asking { redirect: &redirect, state: &state, verifier: &verifier };
        let sealed = self.vault.seal(keys.secret.reveal())?;
        let client_id = keys.id.clone();
        opened.application = Some(keys);
        let (address, mut waits) = adapter.begin(&opened.connection(&self.client, self.clock.now()), &asking).await?;
        waits.insert(VERIFIER.to_owned(), Secret::new(verifier));
        let now = self.now();
        let tx = self.store.begin().await?;
        let keys = (client_id.as_str(), sealed.stored());
        let application_id = tx.put_application(actor.workspace, network.name(), &server, keys, now).await?;
        let consent = Consent {
            state_hash: token_hash(&state),
            workspace_id: actor.workspace,
            user_id,
            application_id,
            network: network.name().to_owned(),
            server: opened.server.to_string(),
            settings: json!(opened.settings).to_string(),
            secrets: self.sealed(&waits)?,
            created_at: now,
        };
        tx.add_consent(&consent, now.saturating_sub(CONSENT_US_MAX)).await?;
        let detail = json!({ "network": network.name() });
        tx.record(&actor.event("channel.consent_asked", "channel", None, &detail, now)).await?;
        tx.commit().await?;
        Ok(address)
    }

    /// The workspace for which a user was sent away with this state.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn consent_workspace(&self, user: Id<User>, state: &str) -> Result<Option<Id<Workspace>>, Refusal> {
        Ok(self.store.consent_workspace(&token_hash(state), user).await?)
    }

    /// Connects the channel that the person granted access to, or connects the one of the same account anew.
    ///
    /// # Errors
    /// When the hats do not allow it, the state is not one that this person was sent away with in the last hour, or the network refuses.
    pub async fn finish_consent(&self, actor: &Actor, state: &str, code: &str) -> Result<Id<Channel>, Refusal> {
        actor.may(Act::Connect)?;
        let since = self.now().saturating_sub(CONSENT_US_MAX);
        let tx = self.store.begin().await?;
        let consent = tx.take_consent(&token_hash(state), sent(actor)?, since).await?;
        tx.commit().await?;
        let consent = consent.filter(|consent| consent.workspace_id == actor.workspace).ok_or(Refusal::NoSuch(Noun::Consent))?;
        let (network, adapter) = network_of(&consent.network)?;
        let kept = self.reader(actor).application(consent.application_id).await?;
        let application = kept.and_then(|kept| self.open_application(kept)).ok_or(Refusal::NoSuch(Noun::Consent))?;
        let mut waits = self.unsealed(consent.secrets).ok_or(Refusal::NoSuch(Noun::Consent))?;
        let verifier = waits.remove(VERIFIER).ok_or(Refusal::NoSuch(Noun::Consent))?;
        let mut opened = Opened {
            adapter,
            can: network.capabilities().clone(),
            server: Url::parse(&consent.server).or(Err(Refusal::Invalid { field: "server", why: "not_an_address" }))?,
            account: String::new(),
            secrets: waits,
            settings: serde_json::from_str(&consent.settings).unwrap_or_default(),
            application: Some(application),
        };
        let redirect = self.consent_address();
        let asking = Asking { redirect: &redirect, state, verifier: verifier.reveal() };
        let grant = adapter.finish(&opened.connection(&self.client, self.clock.now()), &asking, code).await?;
        opened.secrets = grant.secrets;
        let account = adapter.account(&opened.connection(&self.client, self.clock.now())).await?;
        let known = self.reader(actor).channels().await?.into_iter().find(|known| {
            known.network == network.name() && known.account == account.id && known.server == opened.server.as_str()
        });
        let Some(mut channel) = known else {
            let granted = (consent.application_id, grant.expires_at);
            return self.keep_new_channel(actor, network, opened, account, Some(granted)).await;
        };
        channel.expires_at = grant.expires_at;
        know(&mut channel, account);
        channel.application_id = Some(consent.application_id);
        channel.settings = json!(opened.settings).to_string();
        let secrets = self.sealed(&opened.secrets)?;
        self.keep_channel(actor, &mut channel, Some(&secrets), "channel.reconnected").await?;
        Ok(channel.id)
    }

    /// The keys to go with: those that were given, those that are known, or new ones where the server gives some to whoever asks.
    async fn keys(
        &self,
        actor: &Actor,
        adapter: &dyn Adapter,
        opened: &Opened,
        form: &ConsentForm<'_>,
        server: &str,
    ) -> Result<Application, Refusal> {
        let (id, secret) = (form.client_id.trim(), form.client_secret.trim());
        if id.chars().count().max(secret.chars().count()) > FIELD_CHARACTERS_MAX {
            return Err(Refusal::Invalid { field: "client_id", why: "too_long" });
        }
        match (id.is_empty(), secret.is_empty()) {
            (false, false) => return Ok(Application { id: id.to_owned(), secret: Secret::new(secret.to_owned()) }),
            (false, true) => return Err(Refusal::Invalid { field: "client_secret", why: "empty" }),
            (true, _) => {}
        }
        let known = self
            .reader(actor)
            .applications()
            .await?
            .into_iter()
            .find(|kept: &Kept| kept.network == opened.can.name && kept.server == server);
        if let Some(keys) = known.and_then(|kept| self.open_application(kept)) {
            return Ok(keys);
        }
        let made = adapter.register(&opened.connection(&self.client, self.clock.now()), &self.consent_address()).await?;
        made.ok_or(Refusal::Invalid { field: "client_id", why: "empty" })
    }
}
