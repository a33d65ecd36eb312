//! Looking after channels: access is renewed before it ends, what stands on them is brought in and counted.

use connect::channels::{Counts, Fault, Grant, Limits, Said};
use domain::delivery::{Class, Remote};
use jiff::Timestamp;
use serde_json::json;
use store::{
    Id, Tx,
    channel::Channel,
    job::{Job, NewJob},
    publication::Publication,
};

use super::{channel_open::Opened, spending::keep_reading};
use crate::{Actor, App, Refusal};

/// The kind of the job that looks after one channel.
pub const CHANNEL_JOB: &str = "channel";
/// How often a channel is looked after, microseconds.
const WATCH_US: i64 = 3_600 * 1_000_000;
/// Access that ends sooner than this is renewed, microseconds.
const RENEW_AHEAD_US: i64 = 24 * 3_600 * 1_000_000;
/// Access that ends sooner than this is renewed before anything is said, microseconds.
const RENEW_AT_LEAST_US: i64 = 120 * 1_000_000;
/// So far back what was said is brought in and counted, microseconds: thirty days.
const LOOK_BACK_US: i64 = 30 * 86_400 * 1_000_000;
/// So many publications of a channel are counted at once, the newest.
const COUNTED_MAX: u32 = 100;

/// What one look at a channel came to.
#[derive(Default)]
struct Looked {
    said: Vec<Said>,
    counted: Vec<(Remote, Counts)>,
    asked: Vec<Publication>,
    limits: Option<Limits>,
}

impl App {
    /// Looks after the channel that a job is about, and comes again in an hour.
    ///
    /// # Errors
    /// When the database refuses. What the network does wrong is written down at the channel.
    pub(crate) async fn watch_channel(&self, job: &Job) -> Result<(), Refusal> {
        let reader = self.store.reader(job.workspace_id);
        let channel = match job.key.parse::<Id<Channel>>() {
            Ok(id) => reader.channel(id).await?,
            Err(_) => None,
        };
        let now = self.now();
        let Some(mut channel) = channel.filter(|channel| channel.disconnected_at.is_none()) else {
            let tx = self.store.begin().await?;
            tx.finish(job.id, now).await?;
            return Ok(tx.commit().await?);
        };
        if channel.state == "connected" {
            let mut opened = self.open_channel(&channel).await?;
            if let Err(fault) = self.renew(&mut channel, &mut opened, RENEW_AHEAD_US).await? {
                self.note_broken(&mut channel, &fault).await?;
            } else {
                match self.look_over(&channel, &opened).await {
                    Ok(looked) => self.keep_looked(&channel, looked).await?,
                    Err(fault) if fault.class == Class::Auth => self.note_broken(&mut channel, &fault).await?,
                    // It is looked after again in an hour; what is known stays.
                    Err(fault) => tracing::warn!(channel = %channel.id, %fault, "a channel could not be looked over"),
                }
            }
        }
        let tx = self.store.begin().await?;
        tx.reschedule(job.id, self.now().saturating_add(WATCH_US)).await?;
        Ok(tx.commit().await?)
    }

    /// Renews access that ends within `ahead` microseconds. The secrets are kept at once: an old refresh token is often good only once.
    ///
    /// # Errors
    /// When the database refuses. What the network refuses is given.
    async fn renew(&self, channel: &mut Channel, opened: &mut Opened, ahead: i64) -> Result<Result<(), Fault>, Refusal> {
        let now = self.now();
        if channel.expires_at.is_none_or(|end| end > now.saturating_add(ahead)) {
            return Ok(Ok(()));
        }
        let renewed = opened.adapter.refresh(&opened.connection(&self.client, self.clock.now())).await;
        let grant = match renewed {
            Ok(Some(grant)) => grant,
            Ok(None) => return Ok(Ok(())),
            Err(fault) => return Ok(Err(fault)),
        };
        self.keep_grant(channel, opened, grant).await?;
        Ok(Ok(()))
    }

    /// Asks for a token where the network gives one for what was filled in, such as a password.
    ///
    /// # Errors
    /// When the network refuses.
    pub(super) async fn first_token(&self, channel: &mut Channel, opened: &mut Opened) -> Result<(), Refusal> {
        if opened.secrets.contains_key("token") {
            return Ok(());
        }
        if let Some(grant) = opened.adapter.refresh(&opened.connection(&self.client, self.clock.now())).await? {
            opened.secrets.extend(grant.secrets);
            channel.expires_at = grant.expires_at;
        }
        Ok(())
    }

    /// Keeps what a network granted.
    async fn keep_grant(&self, channel: &mut Channel, opened: &mut Opened, grant: Grant) -> Result<(), Refusal> {
        opened.secrets.extend(grant.secrets);
        channel.expires_at = grant.expires_at;
        let secrets = self.sealed(&opened.secrets)?;
        let tx = self.store.begin().await?;
        tx.save_channel(channel, Some(&secrets)).await?;
        Ok(tx.commit().await?)
    }

    /// Renews access that would end before a call is over.
    ///
    /// # Errors
    /// When the database refuses. What the network refuses is given.
    pub(super) async fn renew_for_call(&self, channel: &mut Channel, opened: &mut Opened) -> Result<Result<(), Fault>, Refusal> {
        self.renew(channel, opened, RENEW_AT_LEAST_US).await
    }

    async fn note_broken(&self, channel: &mut Channel, fault: &Fault) -> Result<(), Refusal> {
        if fault.class != Class::Auth {
            tracing::warn!(channel = %channel.id, %fault, "access could not be renewed");
            return Ok(());
        }
        let now = self.now();
        "broken".clone_into(&mut channel.state);
        channel.problem = json!(fault).to_string();
        let tx = self.store.begin().await?;
        tx.save_channel(channel, None).await?;
        let detail = json!({ "network": channel.network, "name": channel.name });
        let actor = Actor::worker(channel.workspace_id);
        tx.record(&actor.event("channel.broke", "channel", Some(channel.id.get()), &detail, now)).await?;
        Ok(tx.commit().await?)
    }

    /// Brings in what the account said and counts what is known of it.
    async fn look_over(&self, channel: &Channel, opened: &Opened) -> Result<Looked, Fault> {
        let since = self.now().saturating_sub(LOOK_BACK_US);
        let connection = opened.connection(&self.client, self.clock.now());
        // What is not told of the quota now is told in an hour.
        let mut looked = Looked { limits: opened.adapter.limits(&connection).await.ok().flatten(), ..Looked::default() };
        if opened.can.history {
            looked.said =
                opened.adapter.history(&connection, Timestamp::from_microsecond(since).unwrap_or(Timestamp::MIN)).await?;
        }
        if opened.can.counts {
            let reader = self.store.reader(channel.workspace_id);
            // What the database does not answer now is counted in an hour.
            looked.asked = reader.publications(channel.id, since, COUNTED_MAX).await.unwrap_or_default();
            let remotes: Vec<Remote> =
                looked.asked.iter().map(|asked| Remote { id: asked.remote_id.clone(), address: asked.address.clone() }).collect();
            looked.counted = opened.adapter.counts(&connection, &remotes).await?;
        }
        Ok(looked)
    }

    async fn keep_looked(&self, channel: &Channel, looked: Looked) -> Result<(), Refusal> {
        let now = self.now();
        let mut kept: Vec<Publication> = looked.said.iter().map(|said| publication(channel, said, now)).collect();
        let counted = looked.counted.iter().filter_map(|(remote, counts)| {
            let known = looked.asked.iter().find(|asked| asked.remote_id == remote.id)?;
            let (text, at) = (known.text.clone(), known.published_at);
            Some(publication(channel, &Said { remote: remote.clone(), at, text, counts: *counts }, now))
        });
        kept.extend(counted);
        // What was asked for and not answered of is gone.
        let answered = |asked: &Publication| looked.counted.iter().any(|(remote, _)| remote.id == asked.remote_id);
        let gone: Vec<Id<Publication>> = looked.asked.iter().filter(|asked| !answered(asked)).map(|asked| asked.id).collect();
        let tx = self.store.begin().await?;
        keep_reading(&tx, channel, looked.said.len().max(looked.counted.len()), now).await?;
        if let Some(told) = looked.limits {
            let known: Limits = serde_json::from_str(&channel.limits).unwrap_or_default();
            let (quota_used, quota_at) = (told.quota_used, told.quota_at);
            let limits = Limits { quota_max: told.quota_max.or(known.quota_max), quota_used, quota_at, ..known };
            tx.put_limits(channel.id, &json!(limits).to_string()).await?;
        }
        for some in kept.chunks(usize::try_from(COUNTED_MAX).unwrap_or(usize::MAX)) {
            // One statement must not write a row twice: what was counted stands above what was brought in.
            let last = some
                .iter()
                .enumerate()
                .filter(|(place, one)| !some[place + 1..].iter().any(|later| later.remote_id == one.remote_id));
            let once: Vec<Publication> = last.map(|(_, one)| one.clone()).collect();
            tx.put_publications(&once).await?;
        }
        if counts_at_all(channel) {
            tx.publications_gone(&gone, now).await?;
        }
        Ok(tx.commit().await?)
    }
}

/// What stands on a channel, as it is kept.
pub(super) fn publication(channel: &Channel, said: &Said, now: i64) -> Publication {
    let whole = |n: Option<u64>| n.map(|n| i64::try_from(n).unwrap_or(i64::MAX));
    Publication {
        id: Id::new(0),
        workspace_id: channel.workspace_id,
        channel_id: channel.id,
        delivery_id: None,
        remote_id: said.remote.id.clone(),
        address: said.remote.address.clone(),
        text: said.text.clone(),
        published_at: said.at,
        likes: whole(said.counts.likes),
        replies: whole(said.counts.replies),
        shares: whole(said.counts.shares),
        views: whole(said.counts.views),
        saves: whole(said.counts.saves),
        counted_at: (said.counts != Counts::default()).then_some(now),
        gone_at: None,
        version: String::new(),
    }
}

/// Whether a network tells counts: otherwise nothing that it does not answer of is gone.
fn counts_at_all(channel: &Channel) -> bool {
    super::channel_open::capabilities(channel).is_some_and(|can| can.counts)
}

/// Asks for a channel to be looked after, from now on.
///
/// # Errors
/// When the database refuses.
pub(super) async fn look_after(tx: &Tx, channel: &Channel, id: Id<Channel>, now: i64) -> Result<(), Refusal> {
    let job = NewJob {
        workspace_id: channel.workspace_id,
        kind: CHANNEL_JOB,
        key: id.to_string(),
        lane: format!("look after channel {id}"),
        payload: "{}".to_owned(),
        due_at: now,
    };
    Ok(tx.enqueue(&job, now).await?)
}
