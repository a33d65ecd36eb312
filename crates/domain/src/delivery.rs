//! A variant leaving for one channel: once, or told.
//!
//! The diagram of what may become of a delivery, as one pure function, [`judge`]. Whoever acts writes what it is about to do before it
//! does it, does it, and asks here what that means. A process that died between is a call whose answer was lost.

use serde::{Deserialize, Serialize};

use crate::network::Guarantee;

/// How long after a call without an answer the account is looked at, microseconds from the call: long enough that a server that was slow
/// has made the post by then.
pub const LOOKS_AFTER_US: [i64; 3] = [15_000_000, 60_000_000, 180_000_000];
/// How often a delivery is tried that certainly did not arrive.
pub const ATTEMPTS_MAX: u32 = 20;
/// The first wait after a failure of the network, microseconds; twice as long after each further one.
const RETRY_FIRST_US: i64 = 5_000_000;
/// The longest wait between two tries, microseconds.
const RETRY_US_MAX: i64 = 300_000_000;
/// The wait after a refusal for haste that names no time, microseconds.
const RATE_US: i64 = 60_000_000;
/// The first wait before a network that is still at work is asked again, microseconds; half as long again after each further one.
const CHECK_FIRST_US: i64 = 2_000_000;
/// The longest of those, microseconds.
const CHECK_US_MAX: i64 = 60_000_000;
/// How often a network that is still at work is asked before a person is told: over an hour.
const CHECKS_MAX: u32 = 80;

/// Where a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Its time has not come.
    Waiting,
    /// It is leaving, or was when its process died.
    Sending,
    /// It is there.
    Published,
    /// The network does not want it as it is; a person must change it.
    Refused,
    /// It certainly is not there, and is tried again.
    Retrying,
    /// The network has it and is still at work on it.
    Pending,
    /// It was sent and nothing answered; the account is being looked at.
    Unknown,
    /// It was not found and nothing keeps a second try from becoming a second post: a person says.
    Asking,
    /// Somebody or something holds it back; a person releases or drops it.
    Held,
    /// It will not leave.
    Cancelled,
}

impl State {
    /// All states, in the order a filter shows them.
    pub const ALL: [Self; 10] = [
        Self::Waiting,
        Self::Sending,
        Self::Retrying,
        Self::Pending,
        Self::Unknown,
        Self::Asking,
        Self::Held,
        Self::Refused,
        Self::Published,
        Self::Cancelled,
    ];

    /// The stable name in the database and in addresses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Published => "published",
            Self::Refused => "refused",
            Self::Retrying => "retrying",
            Self::Pending => "pending",
            Self::Unknown => "unknown",
            Self::Asking => "asking",
            Self::Held => "held",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether it may still be changed: nothing of it has left.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Held | Self::Refused | Self::Retrying)
    }

    /// Whether a person has to do something.
    #[must_use]
    pub const fn wants_person(self) -> bool {
        matches!(self, Self::Refused | Self::Asking | Self::Held)
    }

    /// Whether nothing more will happen by itself.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Published | Self::Cancelled)
    }
}

/// Where something is on a network.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remote {
    /// Its id there; what an edit, a deletion or an answer needs.
    pub id: String,
    /// The address at which a person sees it; empty when there is none.
    pub address: String,
}

/// What came of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// It is there.
    Accepted {
        /// Where.
        remote: Remote,
    },
    /// The network has it and is at work.
    Pending {
        /// What to ask about it by.
        handle: String,
    },
    /// It certainly is not there.
    Rejected {
        /// Why, in kind.
        class: Class,
        /// What the network said, for the page.
        said: String,
        /// Not before, UTC microseconds, where the network told.
        again_at: Option<i64>,
    },
    /// It was sent and nothing that can be believed was answered.
    Unknown {
        /// Why.
        why: String,
    },
}

/// Why a network refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// What is said: too long, forbidden, said before.
    Content,
    /// Who says it: the token is dead or lacks a right.
    Auth,
    /// How fast.
    Rate,
    /// The way there: nothing was sent.
    Network,
    /// Where: the account, room or board is no longer there.
    Gone,
    /// The version of the interface is no longer served.
    UnsupportedVersion,
}

impl Class {
    /// The stable name in the database and the translations.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Auth => "auth",
            Self::Rate => "rate",
            Self::Network => "network",
            Self::Gone => "gone",
            Self::UnsupportedVersion => "unsupported_version",
        }
    }
}

/// What was learned by looking at the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "sight", rename_all = "snake_case")]
pub enum Sight {
    /// It is there.
    Found {
        /// Where.
        remote: Remote,
    },
    /// It is not there now.
    NotFound,
    /// The account could not be looked at.
    Blind {
        /// Why.
        why: String,
    },
    /// This network cannot be looked at.
    NoWindow,
}

/// What happened, of which [`judge`] says what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happened {
    /// A call was made, or a network at work was asked again.
    Called(Outcome),
    /// The account was looked at.
    Looked(Sight),
}

/// How far a step of a delivery is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How often it was called, this time included.
    pub attempts: u32,
    /// How often the account was looked at since the last call, this time included.
    pub looks: u32,
    /// How often a network at work was asked, this time included.
    pub checks: u32,
    /// When it was last called, UTC microseconds.
    pub called_at: i64,
    /// What keeps a second try from becoming a second post.
    pub guarantee: Guarantee,
}

/// What is to be done with a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// It is there: on with the next step, or published.
    There(Remote),
    /// Call at this moment, UTC microseconds, with the same key; the state is [`State::Retrying`].
    CallAt(i64),
    /// Look at the account at this moment, UTC microseconds; the state is [`State::Unknown`].
    LookAt(i64),
    /// Ask the network about this handle at this moment, UTC microseconds; the state is [`State::Pending`].
    CheckAt(i64, String),
    /// A person must change it; the state is [`State::Refused`].
    Refuse(Class, String),
    /// The channel can do nothing until a person sees to it; the state is [`State::Held`] and all else of the channel is held too.
    HoldChannel(Class, String),
    /// A person must say whether it is sent again; the state is [`State::Asking`].
    Ask(String),
}

/// What is to be done after something happened.
#[must_use]
pub fn judge(happened: Happened, progress: Progress, now: i64) -> Next {
    match happened {
        Happened::Called(outcome) => called(outcome, progress, now),
        Happened::Looked(sight) => looked(sight, progress, now),
    }
}

/// What is to be done first with a step that was left [`State::Sending`] by a process that died: look, as after any call without answer.
#[must_use]
pub fn left_behind(progress: Progress) -> Next {
    Next::LookAt(look_at(Progress { looks: 0, ..progress }))
}

fn called(outcome: Outcome, progress: Progress, now: i64) -> Next {
    match outcome {
        Outcome::Accepted { remote } => Next::There(remote),
        Outcome::Pending { handle } if progress.checks < CHECKS_MAX => {
            Next::CheckAt(now.saturating_add(check_wait(progress.checks)), handle)
        }
        Outcome::Pending { .. } => Next::Ask("still_at_work".to_owned()),
        Outcome::Unknown { .. } => Next::LookAt(look_at(Progress { looks: 0, ..progress }).max(now)),
        Outcome::Rejected { class, said, again_at } => match class {
            Class::Content => Next::Refuse(class, said),
            Class::Auth | Class::Gone | Class::UnsupportedVersion => Next::HoldChannel(class, said),
            Class::Rate | Class::Network if progress.attempts >= ATTEMPTS_MAX => Next::Refuse(class, said),
            Class::Rate => Next::CallAt(again_at.unwrap_or_else(|| now.saturating_add(RATE_US)).max(now)),
            Class::Network => {
                Next::CallAt(again_at.unwrap_or_else(|| now.saturating_add(retry_wait(progress.attempts))).max(now))
            }
        },
    }
}

fn looked(sight: Sight, progress: Progress, now: i64) -> Next {
    let looks = usize::try_from(progress.looks).unwrap_or(usize::MAX);
    match sight {
        Sight::Found { remote } => Next::There(remote),
        Sight::NoWindow if progress.guarantee == Guarantee::Nothing => Next::Ask("no_window".to_owned()),
        // What cannot be looked at is guarded by its key alone; so long as a slow server may take, it is left in peace.
        Sight::NoWindow if now < progress.called_at.saturating_add(LOOKS_AFTER_US[0]) => {
            Next::CallAt(progress.called_at.saturating_add(LOOKS_AFTER_US[0]))
        }
        Sight::NoWindow => Next::CallAt(now),
        _ if looks < LOOKS_AFTER_US.len() => Next::LookAt(look_at(progress).max(now)),
        Sight::NotFound if progress.guarantee != Guarantee::Nothing => Next::CallAt(now),
        Sight::NotFound => Next::Ask("not_found".to_owned()),
        Sight::Blind { why } => Next::Ask(format!("blind: {why}")),
    }
}

fn look_at(progress: Progress) -> i64 {
    let looks = usize::try_from(progress.looks).unwrap_or(usize::MAX).min(LOOKS_AFTER_US.len() - 1);
    progress.called_at.saturating_add(LOOKS_AFTER_US[looks])
}

fn retry_wait(attempts: u32) -> i64 {
    RETRY_FIRST_US.saturating_mul(1_i64 << attempts.saturating_sub(1).min(20)).min(RETRY_US_MAX)
}

fn check_wait(checks: u32) -> i64 {
    (0..checks.min(20)).fold(CHECK_FIRST_US, |wait, _| wait * 3 / 2).min(CHECK_US_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: i64 = 1_700_000_000_000_000;

    fn progress(guarantee: Guarantee) -> Progress {
        Progress { attempts: 1, looks: 0, checks: 0, called_at: NOW, guarantee }
    }

    fn unknown() -> Happened {
        Happened::Called(Outcome::Unknown { why: "no answer".to_owned() })
    }

    #[test]
    fn a_call_without_an_answer_is_looked_for_three_times() {
        for guarantee in [Guarantee::Nothing, Guarantee::Key, Guarantee::ChosenId] {
            assert_eq!(judge(unknown(), progress(guarantee), NOW), Next::LookAt(NOW + LOOKS_AFTER_US[0]));
            for looks in 1..3 {
                let so_far = Progress { looks, ..progress(guarantee) };
                let next = Next::LookAt(NOW + LOOKS_AFTER_US[usize::try_from(looks).unwrap()]);
                assert_eq!(judge(Happened::Looked(Sight::NotFound), so_far, NOW), next);
            }
            let last = Progress { looks: 3, ..progress(guarantee) };
            let then = judge(Happened::Looked(Sight::NotFound), last, NOW);
            let asks = Next::Ask("not_found".to_owned());
            assert_eq!(then, if guarantee == Guarantee::Nothing { asks } else { Next::CallAt(NOW) });
        }
    }

    #[test]
    fn a_refusal_says_what_is_to_be_done() {
        let rejected = |class, again_at| Happened::Called(Outcome::Rejected { class, said: "why".to_owned(), again_at });
        let p = progress(Guarantee::Key);
        assert_eq!(judge(rejected(Class::Content, None), p, NOW), Next::Refuse(Class::Content, "why".to_owned()));
        assert_eq!(judge(rejected(Class::Auth, None), p, NOW), Next::HoldChannel(Class::Auth, "why".to_owned()));
        assert_eq!(judge(rejected(Class::Rate, Some(NOW + 7)), p, NOW), Next::CallAt(NOW + 7));
        assert_eq!(judge(rejected(Class::Network, None), p, NOW), Next::CallAt(NOW + RETRY_FIRST_US));
        let worn = Progress { attempts: ATTEMPTS_MAX, ..p };
        assert_eq!(judge(rejected(Class::Network, None), worn, NOW), Next::Refuse(Class::Network, "why".to_owned()));
    }

    fn any_guarantee() -> impl Strategy<Value = Guarantee> {
        prop_oneof![Just(Guarantee::Key), Just(Guarantee::ChosenId), Just(Guarantee::Nothing)]
    }

    fn any_happening() -> impl Strategy<Value = Happened> {
        let class =
            prop_oneof![Just(Class::Content), Just(Class::Auth), Just(Class::Rate), Just(Class::Network), Just(Class::Gone)];
        prop_oneof![
            Just(Happened::Called(Outcome::Accepted { remote: Remote::default() })),
            Just(Happened::Called(Outcome::Pending { handle: "h".to_owned() })),
            (class, any::<Option<i64>>()).prop_map(|(class, again_at)| Happened::Called(Outcome::Rejected {
                class,
                said: String::new(),
                again_at
            })),
            Just(unknown()),
            Just(Happened::Looked(Sight::NotFound)),
            Just(Happened::Looked(Sight::NoWindow)),
            Just(Happened::Looked(Sight::Blind { why: String::new() })),
            Just(Happened::Looked(Sight::Found { remote: Remote::default() })),
        ]
    }

    proptest! {
        /// Where nothing guards a second try, only a call that certainly did not arrive is followed by another one.
        #[test]
        fn nothing_unguarded_is_sent_again_unless_it_surely_did_not_arrive(
            happened in any_happening(), looks in 0_u32..9, attempts in 0_u32..30, checks in 0_u32..100, late in 0_i64..1_000_000_000,
        ) {
            let p = Progress { attempts, looks, checks, called_at: NOW, guarantee: Guarantee::Nothing };
            let surely_not = matches!(happened, Happened::Called(Outcome::Rejected { .. }));
            if let Next::CallAt(_) = judge(happened, p, NOW + late) {
                prop_assert!(surely_not);
            }
        }

        #[test]
        fn nothing_is_due_in_the_past(
            happened in any_happening(), guarantee in any_guarantee(), looks in 0_u32..9, attempts in 0_u32..30, checks in 0_u32..100, late in 0_i64..1_000_000_000,
        ) {
            let p = Progress { attempts, looks, checks, called_at: NOW, guarantee };
            match judge(happened, p, NOW + late) {
                Next::CallAt(at) | Next::LookAt(at) | Next::CheckAt(at, _) => prop_assert!(at >= NOW + late),
                _ => {}
            }
        }
    }
}
