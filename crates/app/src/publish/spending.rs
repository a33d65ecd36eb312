//! What publishing costs: kept from what the networks really had, and held against what the workspace allows.
//!
//! A step that a network took is kept with its price, once for ever, in the transaction that says that it is there. What is read back of a
//! channel is kept once a day, as networks count it. A budget is judged where a post is written and planned, and once more before it leaves;
//! what is on its way already counts as spent.

use std::collections::BTreeMap;

use connect::channels::Limits;
use domain::{
    budget::{Budget, month, window},
    delivery::State,
    hat::Act,
    network::{Capabilities, Network},
    post::{Gravity, Problem, StepKind, Variant},
};
use jiff::{Timestamp, tz::TimeZone};
use serde_json::json;
use store::{
    Id, Tx,
    channel::Channel,
    delivery::{Delivery, DeliveryFilter},
    post::Post,
    spent::{Spent, Sum},
    workspace::Workspace,
};

use super::{channel_open::capabilities, deliver::Leaving, finish::Finishes, post_save::PostDraft};
use crate::{Actor, App, Noun, Refusal};

const BUDGETS_SETTING: &str = "publishing_budgets";
/// The largest budget, millionths of a dollar: a million dollars.
pub const BUDGET_MICROS_MAX: u64 = 1_000_000_000_000;
/// The most deliveries of a channel whose price is added up.
const PLANNED_MAX: u32 = 5_000;
const DAY_US: i64 = 86_400 * 1_000_000;

/// What stands where with the money of a network in this month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// What was spent, millionths of a dollar.
    pub spent: u64,
    /// The same by act.
    pub acts: Vec<Sum>,
    /// What is on its way and not yet known to be there.
    pub underway: u64,
    /// What is planned until the end of the month besides.
    pub planned: u64,
    /// What may be spent, where somebody said so.
    pub budget: Option<Budget>,
    /// The first moment of the month, and that of the next.
    pub month: (Timestamp, Timestamp),
}

impl Money {
    /// All that is spent, on its way or planned.
    #[must_use]
    pub const fn bound(&self) -> u64 {
        self.spent.saturating_add(self.underway).saturating_add(self.planned)
    }
}

/// What stands where with the quota of a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// What it is counted in: `posts`.
    pub unit: &'static str,
    /// How much there is.
    pub amount: u32,
    /// How much of it was taken.
    pub used: u32,
    /// When it begins anew; `None` where it counts back from each moment.
    pub anew: Option<Timestamp>,
    /// When the network itself told what was taken; `None` where only what we did is known.
    pub told_at: Option<Timestamp>,
}

impl App {
    /// What the workspace may spend, by network.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn budgets(&self, workspace: Id<Workspace>) -> Result<BTreeMap<String, Budget>, Refusal> {
        let kept = self.store.reader(workspace).setting(BUDGETS_SETTING).await?;
        Ok(read_budgets(kept))
    }

    /// Says what may be spent at a network in a month; nothing takes the limit away.
    ///
    /// # Errors
    /// When the hats do not allow it, nothing costs anything there, or it is nothing or too much.
    pub async fn set_budget(&self, actor: &Actor, network: &str, budget: Option<Budget>) -> Result<(), Refusal> {
        actor.may(Act::Govern)?;
        let can = Network::from_name(network).map(Network::capabilities).filter(|can| !can.costs.is_empty());
        let can = can.ok_or(Refusal::NoSuch(Noun::Network))?;
        match budget.map(|budget| budget.micros) {
            Some(0) => return Err(Refusal::Invalid { field: "budget", why: "empty" }),
            Some(BUDGET_MICROS_MAX..) => return Err(Refusal::Invalid { field: "budget", why: "out_of_range" }),
            _ => {}
        }
        let mut budgets = self.budgets(actor.workspace).await?;
        match budget {
            Some(budget) => drop(budgets.insert(can.name.to_owned(), budget)),
            None => drop(budgets.remove(can.name)),
        }
        let now = self.now();
        let tx = self.store.begin().await?;
        tx.put_setting(actor.workspace, BUDGETS_SETTING, &json!(budgets).to_string()).await?;
        let detail = json!({ "network": can.label, "budget": budget });
        tx.record(&actor.event("publishing.budget_set", "workspace", None, &detail, now)).await?;
        Ok(tx.commit().await?)
    }

    /// What stands where with the money of a network, in the month in which a moment is; `without` is a post of which nothing is counted.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn money(
        &self,
        workspace: Id<Workspace>,
        network: &str,
        at: Timestamp,
        without: Option<Id<Post>>,
    ) -> Result<Money, Refusal> {
        let reader = self.store.reader(workspace);
        let month = month(at, &self.wall_of(workspace).await?);
        let (from, to) = (month.0.as_microsecond(), month.1.as_microsecond());
        let acts = reader.spent(network, from, to).await?;
        let spent = in_all(&acts);
        let (mut underway, mut planned) = (0, 0);
        // What is late belongs to this month; a month to come has what is due in it.
        let due_from = (from > self.now()).then_some(from);
        let states = State::ALL.into_iter().filter(|state| !state.is_over() && *state != State::Refused);
        let states: Vec<String> = states.map(|state| state.name().to_owned()).collect();
        for channel in reader.channels().await?.into_iter().filter(|channel| channel.network == network) {
            let Some(can) = capabilities(&channel) else { continue };
            let (channel, states) = (Some(channel.id), states.clone());
            let filter = DeliveryFilter { from: due_from, to: Some(to), channel, states, ..DeliveryFilter::default() };
            for delivery in reader.deliveries(&filter, PLANNED_MAX).await? {
                if Some(delivery.post_id) == without {
                    continue;
                }
                let left = left_to_pay(&delivery, &can);
                if delivery.is_underway() { underway += left } else { planned += left }
            }
        }
        let budget = self.budgets(workspace).await?.get(network).copied();
        Ok(Money { spent, acts, underway, planned, budget, month })
    }

    /// What stands where with the quota of a channel, where its network has one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn quota_taken(&self, channel: &Channel) -> Result<Option<Taken>, Refusal> {
        let Some(quota) = capabilities(channel).and_then(|can| can.quota) else { return Ok(None) };
        let now = self.clock.now();
        let (since, anew) = window(&quota, now);
        let limits: Limits = serde_json::from_str(&channel.limits).unwrap_or_default();
        // What the network told stands, with what we did since.
        let told = limits.quota_used.zip(limits.quota_at.and_then(|at| Timestamp::from_microsecond(at).ok()));
        let told = told.filter(|(_, at)| *at >= since);
        let shared = channel.application_id.filter(|_| quota.is_shared);
        let counted_from = told.map_or(since, |(_, at)| at).as_microsecond();
        let reader = self.store.reader(channel.workspace_id);
        let ours = reader.units_taken(channel.id, shared, counted_from).await?;
        let ours = u32::try_from(ours).unwrap_or(u32::MAX);
        let used = told.map_or(0, |(used, _)| used).saturating_add(ours);
        Ok(Some(Taken { unit: quota.unit, amount: quota.amount, used, anew, told_at: told.map(|(_, at)| at) }))
    }

    /// What stands against the price of a draft: for each network with a budget that it would go beyond, `budget` with the price of all of it
    /// there and what is left, both in millionths of a dollar.
    pub(super) async fn budget_problems(
        &self,
        actor: &Actor,
        draft: &PostDraft,
        (channels, finishes): (&[Channel], &Finishes),
        of: Option<Id<Post>>,
    ) -> Result<BTreeMap<String, Problem>, Refusal> {
        let mut found = BTreeMap::new();
        for (network, budget) in self.budgets(actor.workspace).await? {
            let price: u64 = channels
                .iter()
                .filter(|channel| channel.network == network && draft.channels.contains_key(&channel.id))
                .filter_map(|channel| Some(capabilities(channel)?.cost_of(&finishes.on(channel, draft.on(channel.id)))))
                .sum();
            if price == 0 {
                continue;
            }
            let at = draft.due_at.and_then(|at| Timestamp::from_microsecond(at).ok());
            let at = at.map_or(self.clock.now(), |at| at.max(self.clock.now()));
            let bound = self.money(actor.workspace, &network, at, of).await?.bound();
            if !budget.fits(bound, price) {
                let problem = Problem {
                    code: "budget".to_owned(),
                    part: 0,
                    file: 0,
                    amount: price,
                    limit: budget.micros.saturating_sub(bound),
                    about: network.clone(),
                    gravity: budget.over,
                };
                found.insert(network, problem);
            }
        }
        Ok(found)
    }

    /// Whether a delivery that is about to leave would go beyond a budget that holds.
    pub(super) async fn is_over_budget(
        &self,
        delivery: &Delivery,
        channel: &Channel,
        can: &Capabilities,
    ) -> Result<bool, Refusal> {
        let price = left_to_pay(delivery, can);
        // A thread that began is brought to its end.
        if price == 0 || delivery.released || delivery.step > 0 {
            return Ok(false);
        }
        let budget = self.budgets(delivery.workspace_id).await?.get(&channel.network).copied();
        let Some(budget) = budget.filter(|budget| budget.over == Gravity::Stops) else { return Ok(false) };
        let money = self.money(delivery.workspace_id, &channel.network, self.clock.now(), None).await?;
        Ok(!budget.fits(money.spent.saturating_add(money.underway), price))
    }

    /// The same at the last moment, in the transaction in which it leaves: of two that leave at once the second sees the first. All is
    /// read by the transaction's own connection, since those that wait for one another could hold all others.
    pub(super) async fn goes_over_budget(&self, tx: &Tx, leaving: &Leaving, zone: &TimeZone) -> Result<bool, Refusal> {
        let (delivery, network, can) = (&leaving.delivery, &leaving.channel.network, &leaving.opened.can);
        let price = left_to_pay(delivery, can);
        if price == 0 || delivery.released || delivery.step > 0 {
            return Ok(false);
        }
        let budgets = read_budgets(tx.hold_setting(delivery.workspace_id, BUDGETS_SETTING).await?);
        let Some(budget) = budgets.get(network).filter(|budget| budget.over == Gravity::Stops) else { return Ok(false) };
        let (from, to) = month(self.clock.now(), zone);
        let acts = tx.spent(delivery.workspace_id, network, (from.as_microsecond(), to.as_microsecond())).await?;
        let underway = tx.underway(delivery.workspace_id, network).await?;
        let bound: u64 = underway.iter().map(|other| left_to_pay(other, can)).sum();
        Ok(!budget.fits(in_all(&acts).saturating_add(bound), price))
    }

    /// The zone of a workspace's wall.
    pub(super) async fn wall_of(&self, workspace: Id<Workspace>) -> Result<TimeZone, Refusal> {
        let zone = self.store.reader(workspace).workspace().await?.and_then(|workspace| TimeZone::get(&workspace.time_zone).ok());
        Ok(zone.unwrap_or(TimeZone::UTC))
    }
}

fn read_budgets(kept: Option<String>) -> BTreeMap<String, Budget> {
    kept.and_then(|kept| serde_json::from_str(&kept).ok()).unwrap_or_default()
}

/// What acts cost together.
fn in_all(acts: &[Sum]) -> u64 {
    acts.iter().map(|act| u64::try_from(act.micros).unwrap_or_default()).sum()
}

/// What the steps of a delivery cost that are not there yet.
fn left_to_pay(delivery: &Delivery, can: &Capabilities) -> u64 {
    if can.costs.is_empty() {
        return 0;
    }
    let said: Variant = serde_json::from_str(&delivery.content).unwrap_or_default();
    let from = usize::try_from(delivery.step).unwrap_or_default();
    (from..said.steps()).map(|step| can.cost_of_text(said.step(step).text)).sum()
}

/// Keeps what a step of a delivery cost and took of a quota, once it is there.
pub(super) async fn keep_step(tx: &Tx, delivery: &Delivery, channel: &Channel, step: i64, now: i64) -> Result<(), Refusal> {
    let Some(can) = capabilities(channel) else { return Ok(()) };
    let said: Variant = serde_json::from_str(&delivery.content).unwrap_or_default();
    let place = said.step(usize::try_from(step).unwrap_or_default());
    let units = match (can.quota, place.kind) {
        (Some(quota), StepKind::Post | StepKind::Part) => i64::from(quota.per_post),
        _ => 0,
    };
    let micros = i64::try_from(can.cost_of_text(place.text)).unwrap_or(i64::MAX);
    if micros == 0 && units == 0 {
        return Ok(());
    }
    let spent = Spent {
        key: format!("step {step} of {}", delivery.id),
        workspace_id: delivery.workspace_id,
        channel_id: delivery.channel_id,
        network: channel.network.clone(),
        act: can.priced(place.text).map_or("", domain::network::CostOf::name).to_owned(),
        times: 1,
        micros,
        units,
        at: now,
    };
    Ok(tx.put_spent(&spent).await?)
}

/// Keeps what was read back of a channel today: networks that ask a price for it ask it once a day for a thing (docs.x.com, "Pricing").
pub(super) async fn keep_reading(tx: &Tx, channel: &Channel, things: usize, now: i64) -> Result<(), Refusal> {
    let price = capabilities(channel).map_or(0, |can| can.cost_of_reading());
    let things = i64::try_from(things).unwrap_or(i64::MAX);
    if price == 0 || things == 0 {
        return Ok(());
    }
    let spent = Spent {
        key: format!("read {} of {}", now.div_euclid(DAY_US), channel.id),
        workspace_id: channel.workspace_id,
        channel_id: channel.id,
        network: channel.network.clone(),
        act: domain::network::CostOf::Read.name().to_owned(),
        times: things,
        micros: things.saturating_mul(i64::try_from(price).unwrap_or(i64::MAX)),
        units: 0,
        at: now,
    };
    Ok(tx.put_spent(&spent).await?)
}
