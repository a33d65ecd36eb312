//! The hours of the week at which a channel's own posts did best, and the reading of what came back to them.

use domain::{
    best_time::{BestTime, Outcome, POSTS_LOOKED_AT_MAX, best_time},
    hat::Act,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use store::{Id, channel::Channel, publication::Publication};

use super::Counts;
use crate::{Actor, App, Noun, Refusal};

/// How far back a channel's own posts are read, in days.
pub const HISTORY_DAYS: i64 = 365;

/// Reactions, answers, shares and saves together; how often it was shown is no engagement.
fn engagement(counts: &Counts) -> i64 {
    let all = [counts.likes, counts.replies, counts.shares, counts.saves];
    i64::try_from(all.into_iter().flatten().fold(0_u64, u64::saturating_add)).unwrap_or(i64::MAX)
}

impl App {
    /// What a channel's own posts say of the hours of the week, on the workspace's wall, with how many posts that is said from.
    ///
    /// # Errors
    /// When there is no such channel, or the database does not answer.
    pub async fn best_times(&self, actor: &Actor, channel: Id<Channel>) -> Result<BestTime, Refusal> {
        let reader = self.reader(actor);
        reader.channel(channel).await?.ok_or(Refusal::NoSuch(Noun::Channel))?;
        let (_, zone) = self.workspace_zone(actor).await?;
        let said = reader.publications(channel, u32::try_from(POSTS_LOOKED_AT_MAX).unwrap_or(u32::MAX)).await?;
        let outcomes: Vec<Outcome> = said
            .iter()
            .map(|said| Outcome {
                published_at: Timestamp::from_microsecond(said.published_at).unwrap_or(Timestamp::UNIX_EPOCH),
                #[expect(clippy::cast_precision_loss, reason = "counts of people")]
                engagement: said.engagement as f64,
            })
            .collect();
        Ok(best_time(&outcomes, &zone))
    }

    /// Reads what a channel said in the last [`HISTORY_DAYS`] and what came back, and keeps it; says how many posts.
    ///
    /// # Errors
    /// When the hats do not allow it, there is no such channel, or its network refuses or tells no such thing.
    pub async fn read_history(&self, actor: &Actor, channel: Id<Channel>) -> Result<usize, Refusal> {
        actor.may(Act::Publish)?;
        let found = self.reader(actor).channel(channel).await?.ok_or(Refusal::NoSuch(Noun::Channel))?;
        let opened = self.open_channel(&found).await?;
        let since = self.clock.now().saturating_sub(SignedDuration::from_hours(24 * HISTORY_DAYS)).unwrap_or(Timestamp::MIN);
        let connection = opened.connection(&self.client, self.clock.now());
        let said = opened.adapter.history(&connection, since).await.map_err(|fault| Refusal::Channel(Box::new(fault)))?;
        let kept: Vec<Publication> = said
            .into_iter()
            .map(|said| Publication {
                remote_id: said.remote.id,
                published_at: said.at,
                engagement: engagement(&said.counts),
            })
            .collect();
        self.keep_publications(actor, channel, &kept).await?;
        Ok(kept.len())
    }

    /// Keeps what came back to what a channel said.
    ///
    /// # Errors
    /// When the hats do not allow it, there is no such channel, or the database refuses.
    pub async fn keep_publications(&self, actor: &Actor, channel: Id<Channel>, said: &[Publication]) -> Result<(), Refusal> {
        actor.may(Act::Publish)?;
        let channel = self.reader(actor).channel(channel).await?.ok_or(Refusal::NoSuch(Noun::Channel))?;
        let now = self.now();
        let tx = self.store.begin().await?;
        for publication in said {
            tx.put_publication(channel.id, publication, now).await?;
        }
        let detail = json!({ "name": channel.name, "posts": said.len() });
        tx.record(&actor.event("channel.history_read", "channel", Some(channel.id.get()), &detail, now)).await?;
        Ok(tx.commit().await?)
    }
}
