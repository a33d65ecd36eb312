//! Posts: begun, written, planned, moved, dropped.
//!
//! What a post says stands in one place for all its channels, and in words of its own for those that were given some. A planned post has
//! a delivery for each channel that holds exactly what will leave; a change of the post changes those of which nothing has left yet.

use std::collections::BTreeMap;

use domain::{
    delivery::State,
    hat::Act,
    post::{Problem, Variant, validate},
};
use serde_json::json;
use sha2::{Digest, Sha256};
use store::{
    Id, Tx,
    channel::Channel,
    delivery::Delivery,
    job::NewJob,
    link::Campaign,
    post::{Post, PostVersion},
};

use super::{
    approval_ask::Cause, channel_open::capabilities, deliver::DELIVER_JOB, finish::Finishes, post_label::labels, rounds,
};
use crate::{Actor, App, Noun, Refusal};

/// The longest post as it is kept, bytes of JSON for each channel: a long article and all its settings.
pub const POST_BYTES_MAX: usize = 2 << 20;
/// The most channels of one post.
pub const POST_CHANNELS_MAX: usize = 50;
/// How far ahead a post may be planned, microseconds: five years.
pub const PLAN_US_MAX: i64 = 5 * 366 * 86_400 * 1_000_000;

/// What is said, as somebody wrote it.
#[derive(Clone, Debug, Default)]
pub struct PostDraft {
    /// What is said on every channel that has no words of its own.
    pub content: Variant,
    /// The channels, with words of their own where they have any.
    pub channels: BTreeMap<Id<Channel>, Option<Variant>>,
    /// When it is due, UTC microseconds.
    pub due_at: Option<i64>,
    /// The words it is filed under.
    pub labels: Vec<String>,
    /// The campaign it belongs to.
    pub campaign: Option<Id<Campaign>>,
}

impl PostDraft {
    /// What is said on a channel.
    #[must_use]
    pub fn on(&self, channel: Id<Channel>) -> &Variant {
        self.channels.get(&channel).and_then(Option::as_ref).unwrap_or(&self.content)
    }

    /// Whether it says the same words, with the same files, on the same channels.
    fn says_the_same(&self, other: &Self) -> bool {
        json!(self.content) == json!(other.content) && json!(self.channels) == json!(other.channels)
    }
}

/// A post as it was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its id.
    pub id: Id<Post>,
    /// Its version, for whoever writes on.
    pub version: i64,
}

/// The hash of what leaves for a channel: what an approval is bound to and a delivery's page shows.
#[must_use]
pub fn content_hash(channel: Id<Channel>, content: &str) -> String {
    let digest = Sha256::digest(format!("{channel}\n{content}"));
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl App {
    /// Begins a post, as a draft.
    ///
    /// # Errors
    /// When the hats do not allow it, it is too long, or a channel is not there.
    pub async fn begin_post(&self, actor: &Actor, draft: &PostDraft) -> Result<Saved, Refusal> {
        actor.may(Act::Publish)?;
        self.check_draft(actor, draft).await?;
        let draft = &PostDraft { labels: labels(&draft.labels)?, ..self.with_facts(actor, draft).await? };
        let now = self.now();
        let post = Post {
            id: Id::new(0),
            workspace_id: actor.workspace,
            author_id: actor.user,
            state: "draft".to_owned(),
            content: json!(draft.content).to_string(),
            due_at: draft.due_at,
            version: 1,
            created_at: now,
            changed_at: now,
            changed_by: actor.user,
            recurrence: String::new(),
            zone: String::new(),
            campaign_id: draft.campaign,
        };
        let tx = self.store.begin().await?;
        let id = tx.add_post(&post).await?;
        write_variants(&tx, id, draft).await?;
        keep_version(&tx, id, &post, draft).await?;
        tx.put_post_labels(id, &draft.labels).await?;
        if let Some(user) = actor.user {
            tx.add_writer(id, user).await?;
        }
        self.ask_links(&tx, actor.workspace, draft).await?;
        tx.record(&actor.event("post.begun", "post", Some(id.get()), &json!({}), now)).await?;
        tx.commit().await?;
        self.bell.notify_one();
        Ok(Saved { id, version: 1 })
    }

    /// Writes a post, over the version that was seen. Deliveries of which nothing has left say the new words.
    ///
    /// # Errors
    /// As [`App::begin_post`], and as [`App::plan_post`] when it is planned; [`Refusal::Changed`] when somebody else wrote meanwhile: nothing is lost, both texts are there.
    pub async fn write_post(&self, actor: &Actor, id: Id<Post>, seen: i64, draft: &PostDraft) -> Result<Saved, Refusal> {
        actor.may(Act::Publish)?;
        self.check_draft(actor, draft).await?;
        let draft = &PostDraft { labels: labels(&draft.labels)?, ..self.with_facts(actor, draft).await? };
        let (post, before) = self.post_draft(actor, id).await?.ok_or(Refusal::NoSuch(Noun::Post))?;
        let channels = self.reader(actor).channels().await?;
        if post.state == "planned" {
            self.check_plan(actor, &post, draft, &channels).await?;
        }
        // Channels with times of their own keep them until the post is moved as a whole.
        let times = if draft.due_at == post.due_at { self.own_times(&post).await? } else { BTreeMap::new() };
        let now = self.now();
        let changed = Post {
            content: json!(draft.content).to_string(),
            due_at: draft.due_at,
            version: seen + 1,
            changed_at: now,
            changed_by: actor.user,
            campaign_id: draft.campaign,
            ..post
        };
        let tx = self.store.begin().await?;
        if !tx.save_post(&changed, seen).await? {
            return Err(Refusal::Changed(Noun::Post));
        }
        write_variants(&tx, id, draft).await?;
        tx.put_times(id, &times).await?;
        keep_version(&tx, id, &changed, draft).await?;
        tx.put_post_labels(id, &draft.labels).await?;
        // Who gives it another time has not written it.
        if let Some(user) = actor.user.filter(|_| !before.says_the_same(draft)) {
            tx.add_writer(id, user).await?;
        }
        self.ask_links(&tx, actor.workspace, draft).await?;
        if changed.state == "planned" {
            self.plan_deliveries(&tx, &changed, draft, &channels, &times).await?;
            self.ask_anew(&tx, &changed, &cause(actor)).await?;
        }
        tx.record(&actor.event("post.written", "post", Some(id.get()), &json!({ "version": changed.version }), now)).await?;
        tx.commit().await?;
        self.bell.notify_one();
        Ok(Saved { id, version: changed.version })
    }

    /// Plans a post for its time: from now on it leaves by itself. A time that is past means now, and for a post that comes again the
    /// next time.
    ///
    /// # Errors
    /// When the hats do not allow it, it has no time, no channel or a problem that keeps it from leaving, or somebody wrote meanwhile.
    pub async fn plan_post(&self, actor: &Actor, id: Id<Post>, seen: i64) -> Result<Saved, Refusal> {
        actor.may(Act::Publish)?;
        let (post, draft) = self.post_draft(actor, id).await?.ok_or(Refusal::NoSuch(Noun::Post))?;
        let times = self.own_times(&post).await?;
        self.plan_at(actor, (post, draft), seen, &times).await
    }

    /// Plans a post, each channel at its own time where it has one.
    pub(super) async fn plan_at(
        &self,
        actor: &Actor,
        (post, draft): (Post, PostDraft),
        seen: i64,
        times: &BTreeMap<Id<Channel>, i64>,
    ) -> Result<Saved, Refusal> {
        let (id, now) = (post.id, self.now());
        let channels = self.reader(actor).channels().await?;
        let due_at = self.check_plan(actor, &post, &draft, &channels).await?;
        if !post.recurrence.is_empty() && rounds::is_over(&post, due_at, now) {
            return Err(Refusal::Invalid { field: "recurrence", why: "over" });
        }
        let planned = Post {
            state: "planned".to_owned(),
            due_at: Some(due_at),
            version: seen + 1,
            changed_at: now,
            changed_by: actor.user,
            ..post
        };
        let draft = PostDraft { due_at: Some(due_at), ..draft };
        let tx = self.store.begin().await?;
        if !tx.save_post(&planned, seen).await? {
            return Err(Refusal::Changed(Noun::Post));
        }
        tx.put_times(id, times).await?;
        keep_version(&tx, id, &planned, &draft).await?;
        self.plan_deliveries(&tx, &planned, &draft, &channels, times).await?;
        self.ask_anew(&tx, &planned, &cause(actor)).await?;
        let detail = json!({ "due_at": due_at, "channels": draft.channels.len() });
        tx.record(&actor.event("post.planned", "post", Some(id.get()), &detail, now)).await?;
        tx.commit().await?;
        self.bell.notify_one();
        Ok(Saved { id, version: planned.version })
    }

    /// When a post that is to be planned is due, unless something keeps it from that.
    async fn check_plan(&self, actor: &Actor, post: &Post, draft: &PostDraft, channels: &[Channel]) -> Result<i64, Refusal> {
        if post.state == "listed" {
            return Err(Refusal::Invalid { field: "post", why: "listed" });
        }
        let due_at = draft.due_at.ok_or(Refusal::Invalid { field: "due_at", why: "empty" })?;
        if draft.channels.is_empty() {
            return Err(Refusal::Invalid { field: "channels", why: "empty" });
        }
        let now = self.now();
        if due_at > now.saturating_add(PLAN_US_MAX) {
            return Err(Refusal::Invalid { field: "due_at", why: "too_far" });
        }
        let policy = self.publishing_policy(actor.workspace).await?;
        let finishes = self.finishes(actor.workspace).await?;
        let budgets = self.budget_problems(actor, draft, (channels, &finishes), Some(post.id)).await?;
        for channel in channels.iter().filter(|channel| draft.channels.contains_key(&channel.id)) {
            let Some(can) = capabilities(channel) else { continue };
            let said = finishes.on(channel, draft.on(channel.id));
            let mut problems = validate(&said, &can, &policy.content);
            problems.extend(self.asset_problems(actor.workspace, &said, due_at).await?);
            problems.extend(budgets.get(&channel.network).cloned());
            if problems.iter().any(is_grave) {
                return Err(Refusal::Problems { channel: channel.name.clone(), problems });
            }
        }
        // The beginning of what comes again is what its times are counted from: it stays, also when it is past.
        Ok(if post.recurrence.is_empty() { due_at.max(now) } else { due_at })
    }

    /// Takes a post out of the plan, or throws a draft away. What has left stays where it is.
    ///
    /// # Errors
    /// When the hats do not allow it, there is no such post, or somebody wrote meanwhile.
    pub async fn drop_post(&self, actor: &Actor, id: Id<Post>, seen: i64) -> Result<(), Refusal> {
        actor.may(Act::Publish)?;
        let post = self.reader(actor).post(id).await?.ok_or(Refusal::NoSuch(Noun::Post))?;
        let now = self.now();
        let dropped = Post { state: "dropped".to_owned(), version: seen + 1, changed_at: now, changed_by: actor.user, ..post };
        let tx = self.store.begin().await?;
        if !tx.save_post(&dropped, seen).await? {
            return Err(Refusal::Changed(Noun::Post));
        }
        self.plan_deliveries(&tx, &dropped, &PostDraft::default(), &[], &BTreeMap::new()).await?;
        self.ask_anew(&tx, &dropped, &cause(actor)).await?;
        tx.record(&actor.event("post.dropped", "post", Some(id.get()), &json!({}), now)).await?;
        Ok(tx.commit().await?)
    }

    /// A post and what it says.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn post_draft(&self, actor: &Actor, id: Id<Post>) -> Result<Option<(Post, PostDraft)>, Refusal> {
        let reader = self.reader(actor);
        let Some(post) = reader.post(id).await? else { return Ok(None) };
        let said = |json: &str| serde_json::from_str::<Variant>(json).unwrap_or_default();
        let own = reader.variants(&[id]).await?;
        let channels = own.into_iter().map(|variant| (variant.channel_id, variant.content.as_deref().map(said))).collect();
        let labels = reader.post_labels(id).await?;
        let draft = PostDraft { content: said(&post.content), channels, due_at: post.due_at, labels, campaign: post.campaign_id };
        Ok(Some((post, draft)))
    }

    pub(super) async fn check_draft(&self, actor: &Actor, draft: &PostDraft) -> Result<(), Refusal> {
        let long = |variant: &Variant| json!(variant).to_string().len() > POST_BYTES_MAX;
        if long(&draft.content) || draft.channels.values().flatten().any(long) {
            return Err(Refusal::Invalid { field: "text", why: "too_long" });
        }
        if draft.channels.len() > POST_CHANNELS_MAX {
            return Err(Refusal::Invalid { field: "channels", why: "too_many" });
        }
        for id in draft.channels.keys() {
            if self.reader(actor).channel(*id).await?.is_none() {
                return Err(Refusal::NoSuch(Noun::Channel));
            }
        }
        if let Some(campaign) = draft.campaign
            && self.reader(actor).campaign(campaign).await?.is_none()
        {
            return Err(Refusal::NoSuch(Noun::Campaign));
        }
        Ok(())
    }

    /// Writes a delivery of a post down as the post says it now, finished for its channel, due at a time in a round; over the one that
    /// is known where it has not begun to leave.
    pub(super) async fn plan_delivery(
        &self,
        tx: &Tx,
        post: &Post,
        (channel, finishes): (&Channel, &Finishes),
        said: &Variant,
        (due_at, round): (i64, i64),
        known: Option<&Delivery>,
    ) -> Result<(), Refusal> {
        let now = self.now();
        let said = finishes.on(channel, said);
        let content = json!(said).to_string();
        let hash = content_hash(channel.id, &content);
        let steps = i64::try_from(said.steps()).unwrap_or(1);
        let fresh = Delivery {
            id: Id::new(0),
            workspace_id: post.workspace_id,
            post_id: post.id,
            channel_id: channel.id,
            round,
            state: State::Waiting.name().to_owned(),
            reason: String::new(),
            said: String::new(),
            due_at,
            next_at: due_at,
            released: false,
            content,
            hash,
            step: 0,
            steps,
            handle: String::new(),
            published_at: None,
            created_at: now,
            changed_at: now,
        };
        let id = match known {
            None => tx.add_delivery(&fresh).await?,
            // What has begun to leave is what it is; what was refused or held is judged anew as it is now.
            Some(known) if State::from_name(&known.state).is_some_and(State::is_open) && known.step == 0 => {
                let changed_at = now.max(known.changed_at + 1);
                let moved = Delivery { id: known.id, created_at: known.created_at, round: known.round, changed_at, ..fresh };
                if !tx.move_delivery(&moved, (&known.state, known.changed_at)).await? {
                    return Err(Refusal::TooLate(Noun::Delivery));
                }
                known.id
            }
            Some(_) => return Ok(()),
        };
        enqueue(tx, post.workspace_id, channel.id, id, due_at, now).await
    }
}

pub(super) fn cause(actor: &Actor) -> Cause<'_> {
    Cause { by: &actor.name, user: actor.user, said: "" }
}

/// Asks for work on a delivery at a moment.
pub(crate) async fn enqueue(
    tx: &Tx,
    workspace: Id<store::workspace::Workspace>,
    channel: Id<Channel>,
    delivery: Id<Delivery>,
    at: i64,
    now: i64,
) -> Result<(), Refusal> {
    let job = NewJob {
        workspace_id: workspace,
        kind: DELIVER_JOB,
        key: delivery.to_string(),
        lane: format!("channel {channel}"),
        payload: "{}".to_owned(),
        due_at: at,
    };
    Ok(tx.enqueue(&job, now).await?)
}

/// Whether a problem keeps a variant from leaving.
pub(crate) fn is_grave(problem: &Problem) -> bool {
    problem.gravity == domain::post::Gravity::Stops
}

pub(super) async fn write_variants(tx: &Tx, id: Id<Post>, draft: &PostDraft) -> Result<(), Refusal> {
    let own = |own: &Option<Variant>| own.as_ref().map(|own| json!(own).to_string());
    let variants: Vec<_> = draft.channels.iter().map(|(channel, said)| (*channel, own(said))).collect();
    Ok(tx.put_variants(id, &variants).await?)
}

pub(super) async fn keep_version(tx: &Tx, id: Id<Post>, post: &Post, draft: &PostDraft) -> Result<(), Refusal> {
    let channels: BTreeMap<String, &Option<Variant>> = draft.channels.iter().map(|(id, own)| (id.to_string(), own)).collect();
    let said = json!({
        "content": draft.content, "channels": channels, "due_at": draft.due_at, "labels": draft.labels, "campaign": draft.campaign,
    });
    let version = PostVersion { version: post.version, said: said.to_string(), user_id: post.changed_by, at: post.changed_at };
    Ok(tx.add_post_version(id, &version).await?)
}
