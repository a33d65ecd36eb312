//! Approvals: which chains a planned post passes, where it stands in them, who is asked next.
//!
//! A chain passes what goes to a channel of its own, or everything of a post that is filed under a label or
//! belongs to a campaign of its own. What is decided on
//! is the hash of each delivery: a delivery leaves when in each of its chains every step said yes to exactly that hash. Whether it does
//! is judged from the decisions in the transaction in which the delivery leaves; [`store::decision::Ask`] is what was judged last, so
//! that pages need not judge, and people are told once.

use domain::{
    Hat,
    approval::{Approval, By, Chain as Steps, ContentHash, State, Who, judge, may_decide},
    delivery,
};
use serde_json::json;
use sha2::{Digest, Sha256};
use store::{
    Id, Reader, StoreError, Tx,
    access::User,
    chain::{Chain, Outsider},
    channel::Channel,
    decision::{Ask, Decision},
    delivery::Delivery,
    link::Campaign,
    post::Post,
    workspace::{Member, Workspace},
};

use crate::{App, Refusal};

/// The reason of a delivery that waits, or is held, because not everybody has said yes.
pub const AWAITS_APPROVAL: &str = "approval";

/// What a post is filed under, by which chains find it.
#[derive(Clone, Debug, Default)]
pub struct Filed {
    /// Its labels.
    pub labels: Vec<String>,
    /// Its campaign.
    pub campaign: Option<Id<Campaign>>,
}

/// What leaves for one channel, and what a chain says of it.
#[derive(Clone, Debug)]
pub struct Covered {
    /// The channel.
    pub channel: Id<Channel>,
    /// The hash of what leaves.
    pub hash: String,
    /// What the decisions on that hash come to.
    pub state: State,
}

/// Where a post stands in a chain.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The chain.
    pub chain: Chain,
    /// Its steps.
    pub steps: Steps,
    /// What it is about.
    pub covered: Vec<Covered>,
    /// Refused where anything is, waiting where anything is, else approved.
    pub state: State,
    /// The hash of what is decided on: whoever decides says which one was seen.
    pub digest: String,
    /// Whether anything of it can still be decided on; else it has left.
    pub is_open: bool,
}

/// What is judged: all that decides whether something may leave.
#[derive(Debug)]
pub struct Facts {
    chains: Vec<Chain>,
    filed: Filed,
    writers: Vec<i64>,
    decisions: Vec<Decision>,
    deliveries: Vec<Delivery>,
}

impl Facts {
    /// As a transaction sees them.
    pub(super) async fn within(tx: &Tx, workspace: Id<Workspace>, post: Id<Post>) -> Result<Self, StoreError> {
        let chains = tx.chains(workspace).await?;
        if chains.is_empty() {
            return Ok(Self::none());
        }
        Ok(Self {
            chains,
            filed: Filed {
                labels: tx.post_labels(post).await?,
                campaign: tx.post(workspace, post).await?.and_then(|post| post.campaign_id),
            },
            writers: numbers(&tx.writers(post).await?),
            decisions: tx.decisions(workspace, post).await?,
            deliveries: tx.deliveries_of(post).await?,
        })
    }

    /// As a page sees them.
    pub(super) async fn read(reader: &Reader, post: Id<Post>) -> Result<Self, StoreError> {
        let chains = reader.chains().await?;
        if chains.is_empty() {
            return Ok(Self::none());
        }
        let filter = store::delivery::DeliveryFilter { post: Some(post), ..Default::default() };
        Ok(Self {
            chains,
            filed: Filed {
                labels: reader.post_labels(post).await?,
                campaign: reader.post(post).await?.and_then(|post| post.campaign_id),
            },
            writers: numbers(&reader.writers(post).await?),
            decisions: reader.decisions(post).await?,
            deliveries: reader.deliveries(&filter, u32::MAX >> 1).await?,
        })
    }

    const fn none() -> Self {
        let filed = Filed { labels: Vec::new(), campaign: None };
        Self { chains: Vec::new(), filed, writers: Vec::new(), decisions: Vec::new(), deliveries: Vec::new() }
    }

    /// Who wrote any of the post.
    #[must_use]
    pub fn writers(&self) -> &[i64] {
        &self.writers
    }

    /// Whether a chain stands.
    pub(super) fn has(&self, chain: Id<Chain>) -> bool {
        self.chains.iter().any(|one| one.id == chain)
    }

    /// Whether no chain stands at all.
    pub(super) const fn is_free(&self) -> bool {
        self.chains.is_empty()
    }

    /// Whether every chain that it passes says yes to exactly this hash on this channel.
    pub(super) fn approve(&self, channel: Id<Channel>, hash: &str) -> Result<bool, Refusal> {
        for chain in self.chains.iter().filter(|chain| passes(chain, &self.filed, channel)) {
            if self.judge(chain, &steps(chain)?, hash) != State::Approved {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn judge(&self, chain: &Chain, steps: &Steps, hash: &str) -> State {
        let said: Vec<Approval> =
            self.decisions.iter().filter(|one| one.chain_id == chain.id && one.hash == hash).filter_map(approval).collect();
        judge(steps, &said, &self.writers, content_hash(hash))
    }

    /// Where the post stands in each chain that any of these deliveries passes.
    fn stand(&self, is_open: bool, about: impl Fn(&Delivery) -> bool) -> Result<Vec<Standing>, Refusal> {
        let mut standings = Vec::new();
        for chain in &self.chains {
            let steps = steps(chain)?;
            let mut covered: Vec<Covered> = Vec::new();
            for delivery in self.deliveries.iter().filter(|one| about(one) && passes(chain, &self.filed, one.channel_id)) {
                // The rounds of a post that comes again say the same: it is decided on once.
                if !covered.iter().any(|known| known.channel == delivery.channel_id && known.hash == delivery.hash) {
                    let state = self.judge(chain, &steps, &delivery.hash);
                    covered.push(Covered { channel: delivery.channel_id, hash: delivery.hash.clone(), state });
                }
            }
            if !covered.is_empty() {
                let state = together(&covered);
                let digest = digest(&covered);
                standings.push(Standing { chain: chain.clone(), steps, covered, state, digest, is_open });
            }
        }
        Ok(standings)
    }

    /// Where what has not left stands.
    pub(super) fn standings(&self) -> Result<Vec<Standing>, Refusal> {
        self.stand(true, is_decidable)
    }
}

impl Standing {
    /// The step that is asked, that refused, or the last one, from 0.
    #[must_use]
    pub fn step(&self) -> usize {
        match &self.state {
            State::Waiting { step, .. } | State::Refused { step, .. } => *step,
            State::Approved => self.steps.steps().len().saturating_sub(1),
        }
    }

    /// Whose yes is awaited.
    #[must_use]
    pub fn asked(&self) -> &[Who] {
        if let State::Waiting { asked, .. } = &self.state { asked } else { &[] }
    }

    /// The step in which somebody may say something now: the one that is asked, or one before it in which they may change their mind.
    ///
    /// # Errors
    /// Why they may not.
    pub fn step_of(&self, by: &By, writers: &[i64]) -> Result<usize, domain::approval::NotYours> {
        let mut last = may_decide(&self.steps, self.step(), by, writers).map(|()| self.step());
        for step in (0..self.step()).rev() {
            if last.is_ok() {
                break;
            }
            if may_decide(&self.steps, step, by, writers).is_ok() {
                last = Ok(step);
            }
        }
        last
    }

    pub(super) fn ask(&self, post: &Post, now: i64) -> Ask {
        Ask {
            workspace_id: post.workspace_id,
            post_id: post.id,
            chain_id: self.chain.id,
            digest: self.digest.clone(),
            state: self.state.code().to_owned(),
            step: i64::try_from(self.step()).unwrap_or(0),
            asked: json!(self.asked()).to_string(),
            asked_at: now,
        }
    }
}

impl App {
    /// Where a post stands in its chains, and who wrote it: of what has not left, or of all that left once nothing is left to decide.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn approval_of(&self, reader: &Reader, post: Id<Post>) -> Result<(Vec<Standing>, Facts), Refusal> {
        let facts = Facts::read(reader, post).await?;
        let mut standings = facts.standings()?;
        if standings.is_empty() {
            standings = facts.stand(false, |delivery| delivery.state != "cancelled" && !facts.decisions.is_empty())?;
        }
        Ok((standings, facts))
    }

    /// The chains that a post would pass that says something on these channels.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn chains_for(&self, reader: &Reader, filed: &Filed, channels: &[Id<Channel>]) -> Result<Vec<Chain>, Refusal> {
        let mut chains = reader.chains().await?;
        chains.retain(|chain| channels.iter().any(|channel| passes(chain, filed, *channel)));
        Ok(chains)
    }
}

/// Somebody who is told something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Person {
    /// A user.
    User(Id<User>),
    /// Somebody without an account.
    Outsider(Id<Outsider>),
}

/// The people whom a step means, without those who wrote it.
#[must_use]
pub fn people(asked: &[Who], members: &[Member], writers: &[i64]) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    for who in asked {
        let meant: Vec<Person> = match who {
            Who::Outsider(id) => vec![Person::Outsider(Id::new(*id))],
            Who::User(id) => members.iter().filter(|one| one.user_id.get() == *id).map(|one| Person::User(one.user_id)).collect(),
            Who::Hat(hat) => members.iter().filter(|one| one.hats().contains(hat)).map(|one| Person::User(one.user_id)).collect(),
        };
        for person in meant {
            let wrote = matches!(person, Person::User(id) if writers.contains(&id.get()));
            if !wrote && !people.contains(&person) {
                people.push(person);
            }
        }
    }
    people
}

/// Whether what a post says on a channel passes a chain.
#[must_use]
pub fn passes(chain: &Chain, filed: &Filed, channel: Id<Channel>) -> bool {
    let ids = |json: &str| serde_json::from_str::<Vec<i64>>(json).unwrap_or_default();
    let labels: Vec<String> = serde_json::from_str(&chain.labels).unwrap_or_default();
    let folded: Vec<String> = filed.labels.iter().map(|label| label.to_lowercase()).collect();
    chain.everything
        || ids(&chain.channels).contains(&channel.get())
        || filed.campaign.is_some_and(|campaign| ids(&chain.campaigns).contains(&campaign.get()))
        || labels.iter().any(|label| folded.contains(&label.to_lowercase()))
}

/// The steps of a chain.
///
/// # Errors
/// When what is kept cannot be read.
pub fn steps(chain: &Chain) -> Result<Steps, Refusal> {
    serde_json::from_str(&chain.steps).or(Err(Refusal::Store(StoreError::Unreadable { what: "steps of a chain" })))
}

/// Whether somebody can still decide on it: nothing of it has left, and it may.
pub(super) fn is_decidable(delivery: &Delivery) -> bool {
    delivery.step == 0 && delivery::State::from_name(&delivery.state).is_some_and(delivery::State::is_open)
}

fn numbers(users: &[Id<User>]) -> Vec<i64> {
    users.iter().map(|user| user.get()).collect()
}

fn content_hash(hash: &str) -> ContentHash {
    ContentHash::of([hash.as_bytes()])
}

/// A decision as it is judged; none when nobody is left whose it was.
fn approval(decision: &Decision) -> Option<Approval> {
    let by = match (decision.user_id, decision.outsider_id) {
        (Some(user), _) => By::User { id: user.get(), hats: decision.hats.split(',').filter_map(Hat::from_name).collect() },
        (None, Some(outsider)) => By::Outsider(outsider.get()),
        (None, None) => return None,
    };
    let step = usize::try_from(decision.step).ok()?;
    Some(Approval { step, by, is_yes: decision.is_yes, hash: content_hash(&decision.hash) })
}

/// What several hashes come to together: the first refusal, else the earliest step that is asked with all it asks.
fn together(covered: &[Covered]) -> State {
    let refused = covered.iter().filter_map(|one| match &one.state {
        State::Refused { step, .. } => Some((*step, &one.state)),
        _ => None,
    });
    if let Some((_, state)) = refused.min_by_key(|(step, _)| *step) {
        return state.clone();
    }
    let waiting = |one: &Covered| match &one.state {
        State::Waiting { step, asked } => Some((*step, asked.clone())),
        _ => None,
    };
    let Some(step) = covered.iter().filter_map(waiting).map(|(step, _)| step).min() else { return State::Approved };
    let mut all: Vec<Who> = Vec::new();
    for (_, asked) in covered.iter().filter_map(waiting).filter(|(at, _)| *at == step) {
        all.extend(asked.into_iter().filter(|who| !all.contains(who)).collect::<Vec<_>>());
    }
    State::Waiting { step, asked: all }
}

fn digest(covered: &[Covered]) -> String {
    let mut hashes: Vec<&str> = covered.iter().map(|one| one.hash.as_str()).collect();
    hashes.sort_unstable();
    Sha256::digest(hashes.join("\n")).iter().map(|byte| format!("{byte:02x}")).collect()
}
