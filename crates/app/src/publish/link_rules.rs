//! What is added to the links of a channel, and the host that a workspace's short links are told with.

use std::collections::BTreeMap;

use domain::{
    hat::Act,
    utm::{Rules, Template},
};
use serde_json::json;
use store::{Id, channel::Channel, workspace::Workspace};
use url::{Host, Url};

use super::link::PARAMETERS;
use crate::{Actor, App, Noun, Refusal};

const HOME_SETTING: &str = "link_home";
/// The longest host of short links, characters: as the names of hosts are limited (RFC 1035).
const HOST_CHARS_MAX: usize = 253;

impl App {
    /// What is added to the links of a channel: templates by the names of [`PARAMETERS`]; those it has none of its own for are left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn channel_rules(&self, actor: &Actor, channel: Id<Channel>) -> Result<BTreeMap<String, String>, Refusal> {
        let kept = self.reader(actor).channel_rules(channel).await?;
        Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()).unwrap_or_default())
    }

    /// Says what is added to the links of a channel, over what a campaign says. Links that were made keep where they lead.
    ///
    /// # Errors
    /// When the hats do not allow it, there is no such channel, or a template cannot be read.
    pub async fn set_channel_rules(
        &self,
        actor: &Actor,
        channel: Id<Channel>,
        rules: &BTreeMap<String, String>,
    ) -> Result<(), Refusal> {
        actor.may(Act::Publish)?;
        let channel = self.reader(actor).channel(channel).await?.ok_or(Refusal::NoSuch(Noun::Channel))?;
        if let Some(unknown) = rules.keys().find(|name| !PARAMETERS.contains(&name.as_str())) {
            tracing::debug!(%unknown, "no parameter of links");
            return Err(Refusal::Invalid { field: "rules", why: "unknown" });
        }
        rules_of(rules)?;
        let tx = self.store.begin().await?;
        tx.put_channel_rules(channel.id, &kept_rules(rules)).await?;
        let detail = json!({ "name": channel.name });
        tx.record(&actor.event("channel.link_rules_set", "channel", Some(channel.id.get()), &detail, self.now())).await?;
        Ok(tx.commit().await?)
    }

    /// The host of its own that a workspace tells its short links with, such as `https://go.solenne.fr`; nothing for that of the installation.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn link_home(&self, workspace: Id<Workspace>) -> Result<Option<String>, Refusal> {
        Ok(self.store.reader(workspace).setting(HOME_SETTING).await?.filter(|home| !home.is_empty()))
    }

    /// Has short links told with a host of one's own; with that of the installation when it is empty. Links lead on under both.
    ///
    /// # Errors
    /// When the hats do not allow it, or it is no name of a host of the web.
    pub async fn set_link_home(&self, actor: &Actor, said: &str) -> Result<(), Refusal> {
        actor.may(Act::Govern)?;
        let home = match said.trim() {
            "" => String::new(),
            said => home_of(said).ok_or(Refusal::Invalid { field: "link_home", why: "no_host" })?,
        };
        let tx = self.store.begin().await?;
        tx.put_setting(actor.workspace, HOME_SETTING, &home).await?;
        let detail = json!({ "home": home });
        tx.record(&actor.event("links.home_set", "workspace", None, &detail, self.now())).await?;
        Ok(tx.commit().await?)
    }

    /// What a short link of a workspace begins with, up to its ending: `https://go.solenne.fr/l/`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn short_home(&self, workspace: Id<Workspace>) -> Result<String, Refusal> {
        Ok(self.short_homes(workspace).await?.remove(0))
    }

    /// All that short links of a workspace begin with: first what they are told with, then that of the installation.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn short_homes(&self, workspace: Id<Workspace>) -> Result<Vec<String>, Refusal> {
        let own = self.link_home(workspace).await?;
        let homes = own.into_iter().chain([self.config().public_address.clone()]);
        Ok(homes.map(|home| format!("{home}/l/")).collect())
    }
}

/// Templates as rules.
pub(super) fn rules_of(said: &BTreeMap<String, String>) -> Result<Rules, Refusal> {
    let template = |name: &'static str| match said.get(name).map(|text| text.trim()).filter(|text| !text.is_empty()) {
        None => Ok(None),
        Some(text) => Template::parse(text).map(Some).or(Err(Refusal::Invalid { field: name, why: "no_template" })),
    };
    Ok(Rules {
        source: template("source")?,
        medium: template("medium")?,
        campaign: template("campaign")?,
        term: template("term")?,
        content: template("content")?,
        excluded_hosts: Vec::new(),
    })
}

/// Templates as they are kept: without those that add nothing.
pub(super) fn kept_rules(said: &BTreeMap<String, String>) -> String {
    let rules: BTreeMap<&str, &str> = PARAMETERS
        .iter()
        .filter_map(|name| Some((*name, said.get(*name)?.trim())))
        .filter(|(_, template)| !template.is_empty())
        .collect();
    json!(rules).to_string()
}

/// A host as an address without path; nothing for what is no name of the web.
fn home_of(said: &str) -> Option<String> {
    let whole = if said.contains("://") { said.to_owned() } else { format!("https://{said}") };
    let url = Url::parse(&whole).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let is_bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    let is_open = url.username().is_empty() && url.password().is_none();
    let Some(Host::Domain(host)) = url.host() else { return None };
    let is_name = host.len() <= HOST_CHARS_MAX && host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
    (is_bare && is_open && is_name).then(|| url.as_str().trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(said: &str, expected: Option<&str>) {
        assert_eq!(home_of(said).as_deref(), expected, "{said}");
    }

    #[test]
    fn a_host_is_a_name_of_the_web_and_nothing_else() {
        check("go.solenne.fr", Some("https://go.solenne.fr"));
        check("HTTPS://Go.Solenne.fr/", Some("https://go.solenne.fr"));
        check("http://go.solenne.fr:8080", Some("http://go.solenne.fr:8080"));
        check("été.example", Some("https://xn--t-9fab.example"));
        for wrong in [
            "localhost",
            "go.solenne.fr/l",
            "https://a@go.solenne.fr",
            "ftp://go.solenne.fr",
            "192.168.0.1",
            "go solenne.fr",
            "https://",
            ".fr.",
        ] {
            check(wrong, None);
        }
    }
}
