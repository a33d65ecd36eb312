//! Slots: when channels publish, and a post planned into the next that are free.

use std::collections::BTreeMap;

use domain::{
    hat::Act,
    slot::{SLOTS_PER_CHANNEL_MAX, Slot, next_free},
};
use jiff::{Timestamp, civil::Weekday};
use serde_json::json;
use store::{Id, channel::Channel, post::Post};

use super::post_save::{PostDraft, Saved};
use crate::{Actor, App, Noun, Refusal};

impl App {
    /// Puts these slots in place of those a channel had; none at all is allowed.
    ///
    /// # Errors
    /// When the hats do not allow it, there is no such channel, or there are more than [`SLOTS_PER_CHANNEL_MAX`].
    pub async fn set_slots(&self, actor: &Actor, channel: Id<Channel>, slots: Vec<Slot>) -> Result<(), Refusal> {
        actor.may(Act::Publish)?;
        let found = self.reader(actor).channel(channel).await?.ok_or(Refusal::NoSuch(Noun::Channel))?;
        let mut kept: Vec<(i64, i64)> =
            slots.iter().map(|slot| (slot.weekday().to_monday_zero_offset().into(), slot.minute().into())).collect();
        kept.sort_unstable();
        kept.dedup();
        if kept.len() > SLOTS_PER_CHANNEL_MAX {
            return Err(Refusal::Invalid { field: "slots", why: "too_many" });
        }
        let tx = self.store.begin().await?;
        tx.put_slots(channel, &kept).await?;
        let detail = json!({ "name": found.name, "slots": kept.len() });
        tx.record(&actor.event("channel.slots_set", "channel", Some(channel.get()), &detail, self.now())).await?;
        Ok(tx.commit().await?)
    }

    /// The slots of a channel, by weekday and minute.
    ///
    /// # Errors
    /// When there is no such channel, or the database does not answer.
    pub async fn slots(&self, actor: &Actor, channel: Id<Channel>) -> Result<Vec<Slot>, Refusal> {
        if self.reader(actor).channel(channel).await?.is_none() {
            return Err(Refusal::NoSuch(Noun::Channel));
        }
        Ok(self.reader(actor).channel_slots(&[channel]).await?.iter().filter_map(read).collect())
    }

    /// The next free slot of each channel after a moment, UTC microseconds: one in whose minute nothing of the channel leaves or has left.
    /// `None` for a channel that has no slots, or none that is free within two years.
    ///
    /// # Errors
    /// When a channel is not there, or the database does not answer.
    pub async fn next_free_slot(
        &self,
        actor: &Actor,
        channels: &[Id<Channel>],
        after: i64,
    ) -> Result<BTreeMap<Id<Channel>, Option<i64>>, Refusal> {
        let reader = self.reader(actor);
        let (_, zone) = self.workspace_zone(actor).await?;
        let all = reader.channel_slots(channels).await?;
        let at = |micros| Timestamp::from_microsecond(micros).unwrap_or(Timestamp::MAX);
        let mut found = BTreeMap::new();
        for channel in channels {
            if reader.channel(*channel).await?.is_none() {
                return Err(Refusal::NoSuch(Noun::Channel));
            }
            let slots: Vec<Slot> = all.iter().filter(|slot| slot.channel_id == *channel).filter_map(read).collect();
            // What stands in the minute of `after` itself may be later than it.
            let taken = reader.taken_times(*channel, after.saturating_sub(60_000_000)).await?;
            let taken: Vec<Timestamp> = taken.into_iter().map(at).collect();
            let free = next_free(&slots, &zone, &taken, at(after));
            found.insert(*channel, free.map(Timestamp::as_microsecond));
        }
        Ok(found)
    }

    /// Plans a post in the next free slot of each of its channels, each at its own time.
    ///
    /// # Errors
    /// As [`App::plan_post`]; [`Refusal::Invalid`] when a channel has no free slot.
    pub async fn plan_post_in_slots(&self, actor: &Actor, id: Id<Post>, seen: i64) -> Result<Saved, Refusal> {
        actor.may(Act::Publish)?;
        let (post, draft) = self.post_draft(actor, id).await?.ok_or(Refusal::NoSuch(Noun::Post))?;
        let channels: Vec<Id<Channel>> = draft.channels.keys().copied().collect();
        let mut times = BTreeMap::new();
        for (channel, free) in self.next_free_slot(actor, &channels, self.now()).await? {
            times.insert(channel, free.ok_or(Refusal::Invalid { field: "slots", why: "empty" })?);
        }
        let draft = PostDraft { due_at: times.values().min().copied().or(draft.due_at), ..draft };
        self.plan_at(actor, (post, draft), seen, &times).await
    }
}

/// A slot as the rules know it.
fn read(slot: &store::slot::Slot) -> Option<Slot> {
    let weekday = i8::try_from(slot.weekday).ok().and_then(|day| Weekday::from_monday_zero_offset(day).ok())?;
    Slot::new(weekday, u16::try_from(slot.minute).ok()?)
}
