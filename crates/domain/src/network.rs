//! The networks that a channel may be connected to, and what each can do.
//!
//! What a network can do is a value, [`Capabilities`], in one table. The composer, the delivery and the pages read it there; nobody asks
//! which network it is.

mod capability;
mod table;

use serde::{Deserialize, Serialize};

pub use capability::{
    Capabilities, Cost, CostOf, Counting, Guarantee, MediaRule, PollRule, Proof, Quota, Rate, Setting, TextRule, Version,
};

/// A kind of place that we can publish in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Network {
    /// Bluesky and other servers of the AT Protocol.
    Bluesky,
    /// Servers that speak the Mastodon API.
    Mastodon,
    /// A WordPress site.
    Wordpress,
    /// A Ghost site.
    Ghost,
    /// A Discourse forum.
    Discourse,
    /// A NodeBB forum.
    Nodebb,
    /// A community of a Lemmy server.
    Lemmy,
    /// A room of a Matrix server.
    Matrix,
    /// A Telegram chat or channel, through a bot.
    Telegram,
    /// A Discord channel, through its webhook.
    Discord,
    /// A Slack channel.
    Slack,
    /// A newsletter by mail to a list of ours.
    Mail,
    /// A signed call of an address of ours.
    Webhook,
    /// A Facebook page.
    Facebook,
    /// A professional Instagram account.
    Instagram,
    /// A Threads profile.
    Threads,
    /// A LinkedIn member or organisation.
    Linkedin,
    /// An account on X.
    X,
    /// A YouTube channel.
    Youtube,
    /// A TikTok account.
    Tiktok,
    /// A Pinterest board.
    Pinterest,
    /// A subreddit.
    Reddit,
    /// A Flickr account.
    Flickr,
}

impl Network {
    /// All networks, in the order a form shows them.
    pub const ALL: [Self; 23] = [
        Self::Bluesky,
        Self::Mastodon,
        Self::Wordpress,
        Self::Ghost,
        Self::Discourse,
        Self::Nodebb,
        Self::Lemmy,
        Self::Matrix,
        Self::Telegram,
        Self::Discord,
        Self::Slack,
        Self::Mail,
        Self::Webhook,
        Self::Facebook,
        Self::Instagram,
        Self::Threads,
        Self::Linkedin,
        Self::X,
        Self::Youtube,
        Self::Tiktok,
        Self::Pinterest,
        Self::Reddit,
        Self::Flickr,
    ];

    /// The stable name in the database, in addresses and in commands.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.capabilities().name
    }

    /// The network of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|network| network.name() == name)
    }

    /// What it can do, as far as is known without asking a server.
    #[must_use]
    pub const fn capabilities(self) -> &'static Capabilities {
        table::of(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_and_are_written_as_in_the_database() {
        for network in Network::ALL {
            assert_eq!(Network::from_name(network.name()), Some(network));
            assert_eq!(serde_json::to_value(network).unwrap(), network.name());
            assert_eq!(network.capabilities().network, network);
        }
    }

    #[test]
    fn what_the_table_says_can_be_done() {
        for network in Network::ALL {
            let can = network.capabilities();
            assert!(can.text.max > 0, "{network:?}");
            assert!(can.media.images_max + can.media.videos_max > 0 || !can.media.required, "{network:?}");
            assert!(can.thread_max != 1, "{network:?}: a thread of one is no thread");
            if let Some(poll) = can.poll {
                assert!(poll.options_max >= 2, "{network:?}");
            }
        }
    }
}
