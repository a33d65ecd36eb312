//! The hours of the week at which a channel's own posts did best, and the reading of what came back to them.

use domain::{
    best_time::{BestTime, Outcome, POSTS_LOOKED_AT_MAX, best_time},
    hat::Act,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use store::{Id, channel::Channel, publication::Publication};

use super::channel_watch::publication;
use crate::{Actor, App, Noun, Refusal};

/// How far back a channel's own posts are read, in days.
pub const HISTORY_DAYS: i64 = 365;
/// Publications that are written at once.
const WRITTEN_AT_ONCE: usize = 100;

/// Reactions, answers, shares and saves together; how often it was shown is no engagement. None where nothing was told.
fn engagement(said: &Publication) -> Option<i64> {
    let all = [said.likes, said.replies, said.shares, said.saves];
    all.iter().any(Option::is_some).then(|| all.into_iter().flatten().fold(0_i64, i64::saturating_add))
}

impl App {
    /// What a channel's own posts of the last [`HISTORY_DAYS`] say of the hours of the week, on the workspace's wall, with how many posts
    /// that is said from. Posts of which the network told nothing take no part.
    ///
    /// # Errors
    /// When there is no such channel, or the database does not answer.
    pub async fn best_times(&self, actor: &Actor, channel: Id<Channel>) -> Result<BestTime, Refusal> {
        let reader = self.reader(actor);
        reader.channel(channel).await?.ok_or(Refusal::NoSuch(Noun::Channel))?;
        let (_, zone) = self.workspace_zone(actor).await?;
        let since = self.history_begins().as_microsecond();
        let said = reader.publications(channel, since, u32::try_from(POSTS_LOOKED_AT_MAX).unwrap_or(u32::MAX)).await?;
        let outcome = |said: &Publication| {
            Some(Outcome {
                published_at: Timestamp::from_microsecond(said.published_at).unwrap_or(Timestamp::UNIX_EPOCH),
                #[expect(clippy::cast_precision_loss, reason = "counts of people")]
                engagement: engagement(said)? as f64,
            })
        };
        let outcomes: Vec<Outcome> = said.iter().filter_map(outcome).collect();
        Ok(best_time(&outcomes, &zone))
    }

    /// Reads what a channel said in the last [`HISTORY_DAYS`] and what came back, and keeps it; says how many posts. What the channel
    /// says from now on is counted every hour without that.
    ///
    /// # Errors
    /// When the hats do not allow it, there is no such channel, or its network refuses or tells no such thing.
    pub async fn read_history(&self, actor: &Actor, channel: Id<Channel>) -> Result<usize, Refusal> {
        actor.may(Act::Publish)?;
        let found = self.reader(actor).channel(channel).await?.ok_or(Refusal::NoSuch(Noun::Channel))?;
        let opened = self.open_channel(&found).await?;
        if !opened.can.history {
            return Err(Refusal::Invalid { field: "history", why: "not_told" });
        }
        let connection = opened.connection(&self.client, self.clock.now());
        let said = opened.adapter.history(&connection, self.history_begins()).await?;
        let now = self.now();
        let mut kept: Vec<Publication> = said.iter().map(|said| publication(&found, said, now)).collect();
        // One statement must not write a row twice.
        kept.sort_by(|one, other| one.remote_id.cmp(&other.remote_id));
        kept.dedup_by(|one, other| one.remote_id == other.remote_id);
        let tx = self.store.begin().await?;
        for some in kept.chunks(WRITTEN_AT_ONCE) {
            tx.put_publications(some).await?;
        }
        let detail = json!({ "name": found.name, "posts": kept.len() });
        tx.record(&actor.event("channel.history_read", "channel", Some(channel.get()), &detail, now)).await?;
        tx.commit().await?;
        Ok(kept.len())
    }

    fn history_begins(&self) -> Timestamp {
        self.clock.now().saturating_sub(SignedDuration::from_hours(24 * HISTORY_DAYS)).unwrap_or(Timestamp::MIN)
    }
}
