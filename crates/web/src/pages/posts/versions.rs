//! What a post said before: each version that says something else, with what changed in it, word by word.

use std::collections::{BTreeMap, BTreeSet};

use app::Refusal;
use domain::post::Variant;
use minijinja::{Value, context, value::Serde};
use serde::Deserialize;
use store::{Id, link::Campaign, post::Post};

use crate::{Web, difference::difference, pages::publish::say, request::Member};

/// The most versions of a post that are compared; a draft that saves itself makes many.
const VERSIONS_MAX: u32 = 60;
/// The most changes that are shown.
const CHANGES_MAX: usize = 20;

/// A version as it was kept.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Said {
    content: Variant,
    channels: BTreeMap<String, Option<Variant>>,
    labels: Vec<String>,
    campaign: Option<Id<Campaign>>,
}

impl Said {
    fn read(json: &str) -> Self {
        serde_json::from_str(json).unwrap_or_default()
    }

    /// What is said for all, and on the channels that have words of their own, as one text each.
    fn texts(&self) -> BTreeMap<Option<&str>, String> {
        let own = self.channels.iter().filter_map(|(channel, own)| Some((Some(channel.as_str()), whole(own.as_ref()?))));
        std::iter::once((None, whole(&self.content))).chain(own).collect()
    }

    fn files(&self) -> Vec<(&str, Option<[u32; 4]>)> {
        let variants = std::iter::once(&self.content).chain(self.channels.values().flatten());
        variants.flat_map(Variant::all_media).map(|medium| (medium.hash.as_str(), medium.crop)).collect()
    }
}

fn whole(said: &Variant) -> String {
    let thread = said.thread.iter().map(|part| part.text.as_str());
    let parts = [said.title.as_str(), said.warning.as_str(), said.text.as_str()].into_iter().chain(thread);
    let parts: Vec<&str> = parts.chain([said.first_comment.as_str()]).filter(|part| !part.trim().is_empty()).collect();
    parts.join("\n\n")
}

/// The versions of a post that differ from the one before, newest first.
pub(super) async fn versions(web: &Web, member: &Member, post: Id<Post>) -> Result<Vec<Value>, Refusal> {
    let kept = member.reader.post_versions(post, VERSIONS_MAX).await?;
    let team = member.reader.members().await?;
    let channels = member.reader.channels().await?;
    let campaigns = member.reader.campaigns().await?;
    let name = |id: &str| {
        let known = channels.iter().find(|channel| channel.id.to_string() == id);
        known.map_or_else(|| say(web, member, "version-channel-gone"), |channel| channel.name.clone())
    };
    let mut shown = Vec::new();
    for pair in kept.windows(2) {
        let (now, before) = (Said::read(&pair[0].said), Said::read(&pair[1].said));
        let texts = changed(&now, &before, &name);
        let (on, was_on): (BTreeSet<_>, BTreeSet<_>) = (now.channels.keys().collect(), before.channels.keys().collect());
        let added: Vec<String> = on.difference(&was_on).map(|id| name(id)).collect();
        let removed: Vec<String> = was_on.difference(&on).map(|id| name(id)).collect();
        let (files, labels) = (now.files() != before.files(), now.labels != before.labels);
        let campaign = (now.campaign != before.campaign).then(|| {
            let known = campaigns.iter().find(|one| Some(one.id) == now.campaign);
            known.map_or_else(|| "–".to_owned(), |one| one.name.clone())
        });
        if texts.is_empty() && added.is_empty() && removed.is_empty() && !files && !labels && campaign.is_none() {
            continue;
        }
        let by = team.iter().find(|one| Some(one.user_id) == pair[0].user_id).map(|one| one.name.clone());
        shown.push(context! {
            version => pair[0].version, at => pair[0].at, by, texts, added => added.join(", "), removed => removed.join(", "), files,
            labels => labels.then(|| now.labels.join(", ")), campaign,
        });
        if shown.len() >= CHANGES_MAX {
            break;
        }
    }
    Ok(shown)
}

/// The texts that are not what they were.
fn changed(now: &Said, before: &Said, name: &dyn Fn(&str) -> String) -> Vec<Value> {
    let (later, earlier) = (now.texts(), before.texts());
    let scopes: BTreeSet<Option<&str>> = later.keys().chain(earlier.keys()).copied().collect();
    let mut changed = Vec::new();
    for scope in scopes {
        // Words of its own that begin or end are compared with those of all.
        let text =
            |texts: &BTreeMap<Option<&str>, String>| texts.get(&scope).or_else(|| texts.get(&None)).cloned().unwrap_or_default();
        let (old, new) = (text(&earlier), text(&later));
        let is_known = earlier.contains_key(&scope) || scope.is_some_and(|id| before.channels.contains_key(id));
        if old != new && is_known {
            changed.push(context! { name => scope.map(name), changes => Value::from(Serde(difference(&old, &new))) });
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, own: &[(&str, Option<&str>)]) -> Said {
        let variant = |text: &str| Variant { text: text.to_owned(), ..Variant::default() };
        let channels = own.iter().map(|(id, own)| ((*id).to_owned(), own.map(variant))).collect();
        Said { content: variant(text), channels, labels: Vec::new(), campaign: None }
    }

    fn check(now: &Said, before: &Said, expected: &[Option<&str>]) {
        let names: Vec<Option<String>> = changed(now, before, &|id| format!("channel {id}"))
            .iter()
            .map(|one| one.get_attr("name").ok().and_then(|name| name.as_str().map(str::to_owned)))
            .collect();
        assert_eq!(names.iter().map(Option::as_deref).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn changes_are_told_by_channel() {
        let before = said("Neige", &[("3", None), ("7", Some("Neige, là-bas"))]);
        check(&before, &before, &[]);
        check(&said("Pluie", &[("3", None), ("7", Some("Neige, là-bas"))]), &before, &[None]);
        check(&said("Neige", &[("3", None), ("7", Some("Pluie"))]), &before, &[Some("channel 7")]);
        // Words of its own that begin differ from those of all; a channel that is new says nothing else than before.
        check(&said("Neige", &[("3", Some("Vent")), ("7", Some("Neige, là-bas"))]), &before, &[Some("channel 3")]);
        check(&said("Neige", &[("3", None), ("7", Some("Neige, là-bas")), ("9", Some("Neuf"))]), &before, &[]);
        // Words of its own that end: the channel says those of all.
        check(&said("Neige", &[("3", None), ("7", None)]), &before, &[Some("channel 7")]);
    }
}
