//! What texts become on their way to a channel: the signature under them, the place of their addresses.

use std::collections::BTreeMap;

use domain::{
    hat::Act,
    post::{LinkPlace, Variant, finished},
    snippet::Kind,
};
use serde_json::json;
use store::{Id, channel::Channel, workspace::Workspace};

use super::{channel_open::capabilities, post_save::PostDraft};
use crate::{Actor, App, Noun, Refusal};

/// What a workspace does to every text on its way to its channels.
#[derive(Clone, Debug, Default)]
pub struct Finishes {
    places: BTreeMap<Id<Channel>, LinkPlace>,
    /// The signatures that stand under everything, by name, with their channels; none named is all.
    signatures: Vec<(Vec<Id<Channel>>, String)>,
}

impl Finishes {
    /// Where addresses stand on a channel.
    #[must_use]
    pub fn place(&self, channel: Id<Channel>) -> LinkPlace {
        self.places.get(&channel).copied().unwrap_or_default()
    }

    /// The signature under everything that leaves for a channel: one of its own before one for all; empty for none.
    #[must_use]
    pub fn signature(&self, channel: Id<Channel>) -> &str {
        let own = self.signatures.iter().find(|(channels, _)| channels.contains(&channel));
        let found = own.or_else(|| self.signatures.iter().find(|(channels, _)| channels.is_empty()));
        found.map_or("", |(_, text)| text.as_str())
    }

    /// A variant as it leaves for a channel.
    #[must_use]
    pub fn on(&self, channel: &Channel, said: &Variant) -> Variant {
        match capabilities(channel) {
            Some(can) => finished(said, self.place(channel.id), self.signature(channel.id), &can),
            None => said.clone(),
        }
    }

    /// What a draft says on each of its channels, as it leaves.
    #[must_use]
    pub fn of(&self, channels: &[Channel], draft: &PostDraft) -> BTreeMap<Id<Channel>, Variant> {
        let chosen = channels.iter().filter(|channel| draft.channels.contains_key(&channel.id));
        chosen.map(|channel| (channel.id, self.on(channel, draft.on(channel.id)))).collect()
    }
}

impl App {
    /// What a workspace does to every text on its way to its channels.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn finishes(&self, workspace: Id<Workspace>) -> Result<Finishes, Refusal> {
        let reader = self.store.reader(workspace);
        let places = reader.link_places().await?;
        let places = places.into_iter().filter_map(|(channel, place)| Some((channel, LinkPlace::from_name(&place)?)));
        let snippets = reader.snippets().await?;
        let signatures = snippets.into_iter().filter(|snippet| snippet.always && snippet.kind == Kind::Signature.name());
        let named = |channels: &str| serde_json::from_str(channels).unwrap_or_default();
        Ok(Finishes {
            places: places.collect(),
            signatures: signatures.map(|snippet| (named(&snippet.channels), snippet.text)).collect(),
        })
    }

    /// Says where the addresses of a text stand on a channel when it leaves. What is planned already stays as it was judged.
    ///
    /// # Errors
    /// When the hats do not allow it, or there is no such channel.
    pub async fn set_link_place(&self, actor: &Actor, id: Id<Channel>, place: LinkPlace) -> Result<(), Refusal> {
        actor.may(Act::Publish)?;
        let channel = self.reader(actor).channel(id).await?.ok_or(Refusal::NoSuch(Noun::Channel))?;
        let tx = self.store.begin().await?;
        tx.put_link_place(id, place.name()).await?;
        let detail = json!({ "name": channel.name, "place": place.name() });
        tx.record(&actor.event("channel.link_place_set", "channel", Some(id.get()), &detail, self.now())).await?;
        Ok(tx.commit().await?)
    }
}
