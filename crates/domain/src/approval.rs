//! Who has to say yes before something leaves: chains of up to five steps, and what the approvals so far come to.
//!
//! An approval, which may be a no, is bound to the hash of what was decided on: text, media and channel. Any change makes another
//! hash, for which no approval counts, so that everybody is asked again. Nobody approves what they wrote. Of each person the last
//! word in a step counts, also after the step was done: a yes that is taken back is lost, and a no can be taken back by who said it.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::Hat;

/// Steps of a chain.
pub const STEPS_MAX: usize = 5;
/// Whom a step may name.
pub const NAMED_IN_STEP_MAX: usize = 20;

/// Who is asked in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Anybody of the workspace who wears that hat.
    Hat(Hat),
    /// The user of that number.
    User(i64),
    /// The outsider whom the invitation of that number was sent to.
    Outsider(i64),
}

/// How many of those who are asked have to say yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// One of them.
    Any,
    /// Each of them; for a hat one who wears it. Who is asked as a user and by a hat says yes for both.
    All,
}

impl Need {
    /// A stable word for it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::All => "all",
        }
    }
}

/// One step of a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Who is asked.
    pub who: Vec<Who>,
    /// How many have to say yes.
    pub need: Need,
}

/// The steps, in the order in which they are asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Step>", into = "Vec<Step>")]
pub struct Chain {
    steps: Vec<Step>,
}

/// Why steps are no chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// More than [`STEPS_MAX`].
    #[error("a chain has at most {STEPS_MAX} steps")]
    TooManySteps,
    /// A step, counted from 0, that asks nobody: it would never be done.
    #[error("step {0} asks nobody")]
    NobodyAsked(usize),
    /// A step, counted from 0, that names more than [`NAMED_IN_STEP_MAX`].
    #[error("step {0} names more than {NAMED_IN_STEP_MAX}")]
    TooManyNamed(usize),
}

impl Problem {
    /// A stable word for it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooManySteps => "too_many_steps",
            Self::NobodyAsked(_) => "nobody_asked",
            Self::TooManyNamed(_) => "too_many_named",
        }
    }
}

impl Chain {
    /// A chain of these steps. Without any, everything is approved. Who is named twice in a step is named once.
    ///
    /// # Errors
    /// A [`Problem`] where there are too many steps, or a step asks nobody or too many.
    pub fn new(mut steps: Vec<Step>) -> Result<Self, Problem> {
        if steps.len() > STEPS_MAX {
            return Err(Problem::TooManySteps);
        }
        for (at, step) in steps.iter_mut().enumerate() {
            if step.who.is_empty() {
                return Err(Problem::NobodyAsked(at));
            }
            if step.who.len() > NAMED_IN_STEP_MAX {
                return Err(Problem::TooManyNamed(at));
            }
            let mut once: Vec<Who> = Vec::new();
            for who in &step.who {
                if !once.contains(who) {
                    once.push(*who);
                }
            }
            step.who = once;
        }
        Ok(Self { steps })
    }

    /// Its steps.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }
}

impl TryFrom<Vec<Step>> for Chain {
    type Error = Problem;

    fn try_from(steps: Vec<Step>) -> Result<Self, Problem> {
        Self::new(steps)
    }
}

impl From<Chain> for Vec<Step> {
    fn from(chain: Chain) -> Self {
        chain.steps
    }
}

/// The hash of what is decided on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ContentHash([u8; 32]);

impl ContentHash {
    /// The SHA-256 of these parts in this order, each with its length before it, so that no other parts make the same bytes.
    #[must_use]
    pub fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(part);
        }
        Self(hash.finalize().into())
    }

    /// A hash that was kept.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Who decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// A user with the hats that they wore at that moment.
    User {
        /// Number of the user.
        id: i64,
        /// Their hats.
        hats: Vec<Hat>,
    },
    /// The outsider of that invitation.
    Outsider(i64),
}

impl By {
    fn is_same_person(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::User { id, .. }, Self::User { id: other, .. }) | (Self::Outsider(id), Self::Outsider(other)) => id == other,
            _ => false,
        }
    }

    fn is_meant(&self, who: Who) -> bool {
        match (self, who) {
            (Self::User { hats, .. }, Who::Hat(hat)) => hats.contains(&hat),
            (Self::User { id, .. }, Who::User(meant)) => *id == meant,
            (Self::Outsider(id), Who::Outsider(meant)) => *id == meant,
            _ => false,
        }
    }

    fn is_among(&self, authors: &[i64]) -> bool {
        matches!(self, Self::User { id, .. } if authors.contains(id))
    }
}

/// One approval, a yes or a no, as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// The step it was given in, counted from 0.
    pub step: usize,
    /// Whose it is.
    pub by: By,
    /// Yes or no.
    pub is_yes: bool,
    /// What was decided on.
    pub hash: ContentHash,
}

/// What the approvals come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// A step is asked.
    Waiting {
        /// Which, counted from 0.
        step: usize,
        /// Whose yes would be the next: of an *any* step all of them, of an *all* step those who are missing.
        asked: Vec<Who>,
    },
    /// Every step is done.
    Approved,
    /// Somebody said no.
    Refused {
        /// In which step, counted from 0; the first where several did.
        step: usize,
        /// Who.
        by: By,
    },
}

impl State {
    /// A stable word for it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Waiting { .. } => "waiting",
            Self::Approved => "approved",
            Self::Refused { .. } => "refused",
        }
    }
}

/// Why somebody cannot decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotYours {
    /// They wrote it.
    OwnWork,
    /// The step does not ask them.
    NotAsked,
    /// There is no such step.
    NoSuchStep,
}

impl NotYours {
    /// A stable word for it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OwnWork => "own_work",
            Self::NotAsked => "not_asked",
            Self::NoSuchStep => "no_such_step",
        }
    }
}

/// What the approvals, in the order in which they were given, come to for what has this `hash`. `authors` are all who wrote any of
/// it; what they decided does not count, and neither does what was decided on another hash or by somebody whom the step does not
/// ask. A no stops it, in whichever step it was said, until who said it says yes or the content changes.
#[must_use]
pub fn judge(chain: &Chain, approvals: &[Approval], authors: &[i64], hash: ContentHash) -> State {
    let mut counting: Vec<&Approval> = Vec::new();
    for approval in approvals {
        if approval.hash != hash || may_decide(chain, approval.step, &approval.by, authors).is_err() {
            continue;
        }
        counting.retain(|earlier| earlier.step != approval.step || !earlier.by.is_same_person(&approval.by));
        counting.push(approval);
    }
    if let Some(no) = counting.iter().filter(|approval| !approval.is_yes).min_by_key(|approval| approval.step) {
        return State::Refused { step: no.step, by: no.by.clone() };
    }
    for (at, step) in chain.steps.iter().enumerate() {
        let said_yes = |who: &Who| counting.iter().any(|approval| approval.step == at && approval.by.is_meant(*who));
        let missing: Vec<Who> = step.who.iter().copied().filter(|who| !said_yes(who)).collect();
        let is_done = match step.need {
            Need::Any => missing.len() < step.who.len(),
            Need::All => missing.is_empty(),
        };
        if !is_done {
            return State::Waiting { step: at, asked: missing };
        }
    }
    State::Approved
}

/// Whether the step asks them and they did not write it.
///
/// # Errors
/// Why they cannot decide.
pub fn may_decide(chain: &Chain, step: usize, by: &By, authors: &[i64]) -> Result<(), NotYours> {
    let step = chain.steps.get(step).ok_or(NotYours::NoSuchStep)?;
    if by.is_among(authors) {
        return Err(NotYours::OwnWork);
    }
    if step.who.iter().any(|who| by.is_meant(*who)) { Ok(()) } else { Err(NotYours::NotAsked) }
}

#[cfg(test)]
mod tests;
