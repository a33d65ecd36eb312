//! Rounds: the times at which a post leaves, made ahead for those that come again.
//!
//! The rounds of the next weeks stand in the plan as deliveries, so that whoever looks at the calendar sees them and can drop one. A job
//! makes more every day. Rounds that have begun to leave stay what they are; those that have not say what the post says now.

use std::collections::BTreeMap;

use domain::{delivery::State, recurrence::Recurrence};
use jiff::{Timestamp, tz::TimeZone};
use serde_json::json;
use store::{
    Id, Tx,
    channel::Channel,
    delivery::Delivery,
    job::{Job, NewJob},
    post::Post,
};

use super::{
    deliver::DELIVER_JOB,
    finish::Finishes,
    post_save::{PostDraft, cause},
};
use crate::{Actor, App, Refusal};

/// The kind of the job that makes more rounds of a post; its key is the post's id.
pub const ROUNDS_JOB: &str = "rounds";
/// How far ahead rounds are made, microseconds: five weeks, so that a calendar of a month is whole.
pub const ROUNDS_AHEAD_US: i64 = 35 * DAY_US;
const DAY_US: i64 = 86_400 * 1_000_000;

/// Times of their own that channels of a post have, UTC microseconds.
pub(super) type Times = BTreeMap<Id<Channel>, i64>;

/// The times after `after` and up to `upto` at which a post leaves that begins at `start`, UTC microseconds.
pub(super) fn times_between(rule: &str, zone: &str, start: i64, after: i64, upto: i64) -> Vec<i64> {
    let (Ok(rule), Ok(zone)) = (Recurrence::parse(rule), TimeZone::get(zone)) else { return Vec::new() };
    let at = |micros| Timestamp::from_microsecond(micros).unwrap_or(Timestamp::MAX);
    let wall = zone.to_datetime(at(start));
    let times = rule.occurrences_between(wall, &zone, at(after), at(upto));
    times.into_iter().map(|occurrence| occurrence.at.as_microsecond()).collect()
}

/// Whether nothing more comes at a moment or after it.
pub(super) fn is_over(post: &Post, start: i64, now: i64) -> bool {
    next_after(&post.recurrence, &post.zone, start, now - 1).is_none()
}

/// The next time after a moment, UTC microseconds.
pub(super) fn next_after(rule: &str, zone: &str, start: i64, after: i64) -> Option<i64> {
    let (Ok(rule), Ok(zone)) = (Recurrence::parse(rule), TimeZone::get(zone)) else { return None };
    let at = |micros| Timestamp::from_microsecond(micros).unwrap_or(Timestamp::MAX);
    let found = rule.occurrences(zone.to_datetime(at(start)), &zone, at(after), 1);
    found.first().map(|occurrence| occurrence.at.as_microsecond())
}

/// How far ahead rounds are made at a moment: of what begins later, its first weeks.
fn horizon(start: i64, now: i64) -> i64 {
    start.max(now).saturating_add(ROUNDS_AHEAD_US)
}

fn is_untouched(delivery: &Delivery) -> bool {
    State::from_name(&delivery.state).is_some_and(State::is_open) && delivery.step == 0
}

impl App {
    /// The times of their own that channels of a post have.
    pub(super) async fn own_times(&self, post: &Post) -> Result<Times, Refusal> {
        let variants = self.store.reader(post.workspace_id).variants(&[post.id]).await?;
        Ok(variants.into_iter().filter_map(|variant| Some((variant.channel_id, variant.due_at?))).collect())
    }

    /// Makes the deliveries of a post what the post says: one for each channel and time of a planned post, none that has not left for any
    /// other.
    pub(super) async fn plan_deliveries(
        &self,
        tx: &Tx,
        post: &Post,
        draft: &PostDraft,
        channels: &[Channel],
        times: &Times,
    ) -> Result<(), Refusal> {
        let standing = self.store.reader(post.workspace_id).deliveries_of(post.id).await?;
        for delivery in standing.iter().filter(|delivery| !draft.channels.contains_key(&delivery.channel_id)) {
            if is_untouched(delivery) {
                forget(tx, delivery).await?;
            }
        }
        let finishes = self.finishes(post.workspace_id).await?;
        for channel in channels.iter().filter(|channel| draft.channels.contains_key(&channel.id)) {
            let standing: Vec<&Delivery> = standing.iter().filter(|delivery| delivery.channel_id == channel.id).collect();
            let due_at = times.get(&channel.id).copied().or(draft.due_at).unwrap_or_else(|| self.now());
            self.plan_rounds(tx, post, draft, (channel, &finishes), due_at, &standing).await?;
        }
        self.ask_for_rounds(tx, post).await
    }

    /// Makes the rounds of one channel what the post says.
    async fn plan_rounds(
        &self,
        tx: &Tx,
        post: &Post,
        draft: &PostDraft,
        (channel, finishes): (&Channel, &Finishes),
        due_at: i64,
        standing: &[&Delivery],
    ) -> Result<(), Refusal> {
        let now = self.now();
        let (open, begun): (Vec<&Delivery>, Vec<&Delivery>) =
            standing.iter().copied().partition(|delivery| is_untouched(delivery));
        let said = draft.on(channel.id);
        let mut round = standing.iter().map(|delivery| delivery.round + 1).max().unwrap_or(0);
        let (mut wanted, mut ready) = (Vec::new(), Vec::new());
        if !post.recurrence.is_empty() {
            // What was due and waits for a person stays where it is, in the words of now.
            let (missed, ahead): (Vec<&Delivery>, Vec<&Delivery>) = open.into_iter().partition(|delivery| delivery.due_at < now);
            for delivery in missed {
                self.plan_delivery(tx, post, (channel, finishes), said, (delivery.due_at, delivery.round), Some(delivery))
                    .await?;
            }
            ready = ahead;
            wanted = times_between(&post.recurrence, &post.zone, due_at, now - 1, horizon(due_at, now));
            wanted.retain(|at| !begun.iter().any(|delivery| delivery.due_at == *at));
        } else {
            ready.extend(open);
            if begun.is_empty() {
                wanted.push(due_at);
            }
        }
        let mut ready = ready.into_iter();
        for at in wanted {
            let known = ready.next();
            self.plan_delivery(tx, post, (channel, finishes), said, (at, round), known).await?;
            round += i64::from(known.is_none());
        }
        for delivery in ready {
            forget(tx, delivery).await?;
        }
        Ok(())
    }

    /// Asks for more rounds to be made every day, or no longer.
    async fn ask_for_rounds(&self, tx: &Tx, post: &Post) -> Result<(), Refusal> {
        let key = post.id.to_string();
        if post.recurrence.is_empty() || post.state != "planned" {
            tx.cancel_job(ROUNDS_JOB, &key).await?;
            return Ok(());
        }
        let now = self.now();
        let job = NewJob {
            workspace_id: post.workspace_id,
            kind: ROUNDS_JOB,
            lane: format!("{ROUNDS_JOB} {key}"),
            key,
            payload: "{}".to_owned(),
            due_at: now + DAY_US,
        };
        Ok(tx.enqueue(&job, now).await?)
    }

    /// Does the job: makes the rounds that came within reach since the last time. Times that passed while nothing ran and were not made
    /// by then are not made any more.
    ///
    /// # Errors
    /// When the database refuses.
    pub(crate) async fn make_rounds(&self, job: &Job) -> Result<(), Refusal> {
        let actor = Actor::worker(job.workspace_id);
        let reader = self.reader(&actor);
        let now = self.now();
        let found = match job.key.parse::<Id<Post>>() {
            Ok(id) => self.post_draft(&actor, id).await?,
            Err(_) => None,
        };
        let wanted = found.filter(|(post, _)| post.state == "planned" && !post.recurrence.is_empty());
        let Some((post, draft)) = wanted else {
            let tx = self.store.begin().await?;
            tx.finish(job.id, now).await?;
            return Ok(tx.commit().await?);
        };
        let (channels, times, standing) =
            (reader.channels().await?, self.own_times(&post).await?, reader.deliveries_of(post.id).await?);
        let finishes = self.finishes(post.workspace_id).await?;
        let tx = self.store.begin().await?;
        // Whoever changed it meanwhile made its rounds too.
        let stands = tx.hold_post(post.id).await? == Some(post.version);
        let (mut made, mut more) = (0_u32, !stands);
        for channel in channels.iter().filter(|channel| stands && draft.channels.contains_key(&channel.id)) {
            let start = times.get(&channel.id).copied().or(draft.due_at).unwrap_or(now);
            let here = || standing.iter().filter(|delivery| delivery.channel_id == channel.id);
            let after = here().map(|delivery| delivery.due_at).max().unwrap_or(0).max(now - 1);
            let mut round = here().map(|delivery| delivery.round + 1).max().unwrap_or(0);
            for at in times_between(&post.recurrence, &post.zone, start, after, horizon(start, now)) {
                self.plan_delivery(&tx, &post, (channel, &finishes), draft.on(channel.id), (at, round), None).await?;
                (round, made) = (round + 1, made + 1);
            }
            more |= next_after(&post.recurrence, &post.zone, start, now).is_some();
        }
        if made > 0 {
            self.ask_anew(&tx, &post, &cause(&actor)).await?;
            let detail = json!({ "rounds": made });
            tx.record(&actor.event("post.rounds_made", "post", Some(post.id.get()), &detail, now)).await?;
        }
        if more {
            tx.reschedule(job.id, now + DAY_US).await?;
        } else {
            tx.finish(job.id, now).await?;
        }
        tx.commit().await?;
        self.bell.notify_one();
        Ok(())
    }
}

async fn forget(tx: &Tx, delivery: &Delivery) -> Result<(), Refusal> {
    tx.remove_delivery(delivery.id).await?;
    tx.cancel_job(DELIVER_JOB, &delivery.id.to_string()).await?;
    Ok(())
}
