//! The networks of the rehearsal: one of each kind of guarantee, all as unreliable as the others.

use std::collections::BTreeMap;

use testkit::{FakeNetwork, Keys, Mood};

use crate::chance::Chance;

/// What keeps a second call from becoming a second post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// The server keeps its promise of one post for one key.
    KeyKept,
    /// It promises that and breaks it.
    KeyIgnored,
    /// The id is ours.
    ChosenId,
    /// Nothing.
    Nothing,
}

impl Kind {
    pub(crate) const ALL: [Self; 4] = [Self::KeyKept, Self::KeyIgnored, Self::ChosenId, Self::Nothing];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::KeyKept => "key_kept",
            Self::KeyIgnored => "key_ignored",
            Self::ChosenId => "chosen_id",
            Self::Nothing => "nothing",
        }
    }

    pub(crate) const fn network(self) -> &'static str {
        match self {
            Self::KeyKept | Self::KeyIgnored => "mastodon",
            Self::ChosenId => "bluesky",
            Self::Nothing => "nodebb",
        }
    }

    /// What is filled in to connect a channel.
    pub(crate) fn filled(self, server: &str, number: usize) -> BTreeMap<String, String> {
        let account = format!("account{number}");
        let secret = if self == Self::ChosenId { "password" } else { "token" };
        [("server", server.to_owned()), ("handle", account.clone()), (secret, account)]
            .into_iter()
            .map(|(name, said)| (name.to_owned(), said))
            .collect()
    }
}

/// One network of each kind.
pub(crate) struct Networks(Vec<FakeNetwork>);

impl Networks {
    pub(crate) async fn start(seed: u64) -> Self {
        let mut networks = Vec::new();
        for (kind, number) in Kind::ALL.into_iter().zip(1..) {
            let network = FakeNetwork::start(if kind == Kind::KeyKept { Keys::Kept } else { Keys::Ignored }).await;
            let mut chance = Chance::new(seed.wrapping_mul(31).wrapping_add(number));
            network.behave(move |_| mood(&mut chance));
            networks.push(network);
        }
        Self(networks)
    }

    pub(crate) fn of(&self, kind: Kind) -> &FakeNetwork {
        let place = Kind::ALL.iter().position(|other| *other == kind).unwrap_or_default();
        &self.0[place]
    }
}

/// Four calls in ten go well; the others go wrong in each of the ways there are.
fn mood(chance: &mut Chance) -> Mood {
    match chance.below(20) {
        0..=7 => Mood::Well,
        8 | 9 => Mood::LosesAnswer,
        10 => Mood::LosesCall,
        11 => Mood::Fails,
        12 => Mood::FailsAfter,
        13 => Mood::AnswersPage,
        14 => Mood::Hurried(20 + u32::try_from(chance.below(40)).unwrap_or_default()),
        // Longer than a call is waited for.
        15 => Mood::Slow(2_500),
        16 => Mood::Later(u32::try_from(chance.below(5_000)).unwrap_or_default()),
        _ => Mood::Slow(u32::try_from(chance.below(300)).unwrap_or_default()),
    }
}
