//! Which posts of the calendar are shown: by channel, campaign, state, author and label, all in the address.

use std::collections::BTreeSet;

use domain::delivery::State;
use store::{
    Id, Reader, StoreError, access::User, channel::Channel, delivery::DeliveryFilter, link::Campaign, post::Post,
    publication::Publication,
};
use url::form_urlencoded;

/// What was said elsewhere is left out when the address says so.
const HIDDEN: &str = "hidden";
/// The most posts said elsewhere that one stretch shows.
const ELSEWHERE_MAX: u32 = 2_000;

/// Which posts are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filters {
    /// Only what goes to this channel.
    pub(super) channel: Option<Id<Channel>>,
    /// Only what belongs to this campaign.
    pub(super) campaign: Option<Id<Campaign>>,
    /// Only what stands there.
    pub(super) state: Option<State>,
    /// Only what this user began.
    pub(super) author: Option<Id<User>>,
    /// Only what is filed under this label.
    pub(super) label: Option<String>,
    /// Whether what was said elsewhere is left out.
    pub(super) is_ours_only: bool,
}

impl Filters {
    /// Reads them; what cannot be read filters nothing.
    pub(super) fn read(query: &str) -> Self {
        let asked = |name: &str| {
            let mut pairs = form_urlencoded::parse(query.as_bytes());
            pairs.find(|(key, value)| key == name && !value.is_empty()).map(|(_, value)| value.into_owned())
        };
        Self {
            channel: asked("channel").and_then(|said| said.parse().ok()),
            campaign: asked("campaign").and_then(|said| said.parse().ok()),
            state: asked("state").and_then(|said| State::from_name(&said)),
            author: asked("author").and_then(|said| said.parse().ok()),
            label: asked("label"),
            is_ours_only: asked("elsewhere").as_deref() == Some(HIDDEN),
        }
    }

    /// As they stand in an address.
    pub(super) fn pairs(&self) -> Vec<(&'static str, String)> {
        let pairs = [
            ("channel", self.channel.map(|id| id.to_string())),
            ("campaign", self.campaign.map(|id| id.to_string())),
            ("state", self.state.map(|state| state.name().to_owned())),
            ("author", self.author.map(|id| id.to_string())),
            ("label", self.label.clone()),
            ("elsewhere", self.is_ours_only.then(|| HIDDEN.to_owned())),
        ];
        pairs.into_iter().filter_map(|(name, said)| Some((name, said?))).collect()
    }

    /// Whether any post of ours is left out.
    pub(super) fn is_any(&self) -> bool {
        *self != Self { is_ours_only: self.is_ours_only, ..Self::default() }
    }

    /// The same without what looks at the posts: how a channel's time is filled.
    pub(super) fn of_channel(&self) -> Self {
        Self { channel: self.channel, ..Self::default() }
    }

    /// What deliveries are asked for by that are due between two moments, UTC microseconds.
    pub(super) fn deliveries(&self, from: i64, to: i64) -> DeliveryFilter {
        DeliveryFilter {
            from: Some(from),
            to: Some(to),
            channel: self.channel,
            states: self.state.map(|state| state.name().to_owned()).into_iter().collect(),
            post: None,
            campaign: self.campaign,
            author: self.author,
            label: self.label.clone(),
        }
    }

    /// Those of the drafts that are shown. A draft has no state of a delivery.
    pub(super) async fn drafts(&self, reader: &Reader, mut drafts: Vec<Post>) -> Result<Vec<Post>, StoreError> {
        drafts.retain(|draft| self.campaign.is_none() || draft.campaign_id == self.campaign);
        drafts.retain(|draft| self.author.is_none() || draft.author_id == self.author);
        let ids: Vec<Id<Post>> = drafts.iter().map(|draft| draft.id).collect();
        if let Some(channel) = self.channel {
            let variants = reader.variants(&ids).await?;
            let going: BTreeSet<Id<Post>> =
                variants.into_iter().filter(|variant| variant.channel_id == channel).map(|variant| variant.post_id).collect();
            drafts.retain(|draft| going.contains(&draft.id));
        }
        if let Some(label) = &self.label {
            let filed: BTreeSet<Id<Post>> = reader.posts_labelled(label, &ids).await?.into_iter().collect();
            drafts.retain(|draft| filed.contains(&draft.id));
        }
        Ok(drafts)
    }

    /// What was said on our channels elsewhere between two moments; nothing where something is asked that only a post of ours has.
    pub(super) async fn elsewhere(&self, reader: &Reader, from: i64, to: i64) -> Result<Vec<Publication>, StoreError> {
        let is_ours = Self { channel: None, is_ours_only: false, ..self.clone() }.is_any();
        if self.is_ours_only || is_ours {
            return Ok(Vec::new());
        }
        reader.publications_elsewhere(self.channel, from..to, ELSEWHERE_MAX).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_was_read_from_it() {
        let all = "channel=3&campaign=7&state=held&author=2&label=No%C3%ABl&elsewhere=hidden";
        let filters = Filters::read(all);
        let mut written = form_urlencoded::Serializer::new(String::new());
        written.extend_pairs(filters.pairs());
        assert_eq!(written.finish(), all);
        assert!(filters.is_any() && !Filters::read("elsewhere=hidden").is_any());
        assert_eq!(Filters::read("channel=x&state=asleep&author=&label=&campaign=-"), Filters::default());
    }
}
