//! What a member of a workspace may do. A role is a set of hats.

use serde::{Deserialize, Serialize};

/// One hat. A user wears one or several in each workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hat {
    /// Team, channels, departments, policies, everything.
    Owner,
    /// Creates content and the editorial calendar.
    ContentManager,
    /// Follows the brand's identity on networks: topics, campaigns, buzz.
    SocialMediaManager,
    /// Moderates and animates discussions, answers people.
    CommunityManager,
    /// Reads, measures, reports; changes nothing else.
    Analyst,
}

/// What somebody is about to do, in the grain at which hats differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Look at anything of the workspace.
    Read,
    /// Save views and alerts of one's own.
    Personal,
    /// Treat a mention: star, done, tag, note, assign.
    Treat,
    /// Change what is listened to: sources, folders, topics.
    Listen,
    /// Write, plan and send what we say; hold it back.
    Publish,
    /// Connect the channels that we say it on.
    Connect,
    /// Change the workspace itself: team, mail server, tokens, settings.
    Govern,
}

impl Hat {
    /// All hats, in the order a form shows them.
    pub const ALL: [Self; 5] =
        [Self::Owner, Self::ContentManager, Self::SocialMediaManager, Self::CommunityManager, Self::Analyst];

    /// The stable name in the database, in addresses and in translations.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::ContentManager => "content_manager",
            Self::SocialMediaManager => "social_media_manager",
            Self::CommunityManager => "community_manager",
            Self::Analyst => "analyst",
        }
    }

    /// The hat of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|hat| hat.name() == name)
    }

    /// Whether who wears this hat may do that.
    #[must_use]
    pub const fn may(self, act: Act) -> bool {
        match act {
            Act::Read | Act::Personal => true,
            Act::Treat | Act::Publish => !matches!(self, Self::Analyst),
            Act::Connect => matches!(self, Self::Owner | Self::SocialMediaManager),
            Act::Listen => matches!(self, Self::Owner | Self::SocialMediaManager | Self::CommunityManager),
            Act::Govern => matches!(self, Self::Owner),
        }
    }
}
