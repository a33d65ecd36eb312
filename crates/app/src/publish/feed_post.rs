//! Entries of a source that become drafts or planned posts by themselves, each once for ever.

use std::collections::BTreeMap;

use domain::{
    hat::Act,
    post::{Variant, validate},
};
use jiff::{Timestamp, civil::Time, tz::TimeZone};
use serde_json::json;
use store::{
    Id, Tx,
    channel::Channel,
    feed_rule::{Entry, FeedRule},
    job::{Job, NewJob},
    source::Source,
};

use super::{
    channel_open::capabilities,
    post_save::{POST_CHANNELS_MAX, PostDraft, is_grave},
};
use crate::{Actor, App, Noun, Refusal};

/// The kind of the job that makes posts of a source's new entries; its key is the source's id and the moment that they came in.
pub const FEED_JOB: &str = "feed_posts";
/// The longest template, characters.
pub const TEMPLATE_CHARS_MAX: usize = 5_000;
/// A summary has so many characters at most.
const SUMMARY_CHARS_MAX: usize = 200;
/// Between two planned posts of one rule lie at least so many microseconds: a source that brings ten entries at once is no flood.
const GAP_US: i64 = 15 * 60 * 1_000_000;
/// Entries that are taken in one transaction.
const ENTRIES_AT_ONCE: u32 = 100;
/// What came in so long before the last entry that was looked at is asked for again: transactions end in another order than they begin,
/// microseconds.
const LOOK_BACK_US: i64 = 3_600 * 1_000_000;
/// What was published so long before the rule was made is old, and nothing is made of it, microseconds: a feed that is new here brings
/// what it said for years.
const OLD_US: i64 = 24 * 3_600 * 1_000_000;

/// A rule as it should be.
#[derive(Clone, Debug)]
pub struct FeedWish<'a> {
    /// The source whose entries become posts.
    pub source: Id<Source>,
    /// Where to.
    pub channels: Vec<Id<Channel>>,
    /// The text, with `{title}`, `{link}` and `{summary}` where those belong.
    pub template: &'a str,
    /// Whether the posts are planned; drafts otherwise.
    pub plans: bool,
    /// The hours on the workspace's wall in which they leave: from the first, 0 to 23, to before the second, 1 to 24.
    pub hours: (u8, u8),
}

impl App {
    /// Makes a rule; it begins with the entries that come in from now on.
    ///
    /// # Errors
    /// When the hats do not allow it, the source or a channel is not there, or template or hours are not what they should be.
    pub async fn add_feed_rule(&self, actor: &Actor, wish: &FeedWish<'_>) -> Result<Id<FeedRule>, Refusal> {
        actor.may(Act::Publish)?;
        let (reader, now) = (self.reader(actor), self.now());
        let source = reader.source(wish.source).await?.ok_or(Refusal::NoSuch(Noun::Source))?;
        if wish.template.trim().is_empty() {
            return Err(Refusal::Invalid { field: "template", why: "empty" });
        }
        if wish.template.chars().count() > TEMPLATE_CHARS_MAX {
            return Err(Refusal::Invalid { field: "template", why: "too_long" });
        }
        if wish.hours.0 >= wish.hours.1 || wish.hours.1 > 24 {
            return Err(Refusal::Invalid { field: "hours", why: "unknown" });
        }
        if wish.channels.len() > POST_CHANNELS_MAX {
            return Err(Refusal::Invalid { field: "channels", why: "too_many" });
        }
        for channel in &wish.channels {
            reader.channel(*channel).await?.ok_or(Refusal::NoSuch(Noun::Channel))?;
        }
        let rule = FeedRule {
            id: Id::new(0),
            workspace_id: actor.workspace,
            source_id: source.id,
            channels: json!(wish.channels).to_string(),
            template: wish.template.to_owned(),
            plans: wish.plans,
            from_hour: wish.hours.0.into(),
            to_hour: wish.hours.1.into(),
            looked_at: now,
            planned_at: 0,
            created_at: now,
        };
        let tx = self.store.begin().await?;
        let id = tx.add_feed_rule(&rule).await?;
        let detail = json!({ "title": source.title, "plans": wish.plans });
        tx.record(&actor.event("feed_rule.added", "feed_rule", Some(id.get()), &detail, now)).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Removes a rule; the posts that it made stay.
    ///
    /// # Errors
    /// When the hats do not allow it, or there is no such rule.
    pub async fn remove_feed_rule(&self, actor: &Actor, id: Id<FeedRule>) -> Result<(), Refusal> {
        actor.may(Act::Publish)?;
        let tx = self.store.begin().await?;
        if !tx.remove_feed_rule(actor.workspace, id).await? {
            return Err(Refusal::NoSuch(Noun::FeedRule));
        }
        tx.record(&actor.event("feed_rule.removed", "feed_rule", Some(id.get()), &json!({}), self.now())).await?;
        Ok(tx.commit().await?)
    }

    /// Does the job: makes posts of the entries that each rule of the source has not looked at.
    ///
    /// # Errors
    /// When the database refuses; what was made by then is made.
    pub(crate) async fn make_feed_posts(&self, job: &Job) -> Result<(), Refusal> {
        let actor = Actor::worker(job.workspace_id);
        let source: i64 = job.key.split(' ').next().and_then(|id| id.parse().ok()).unwrap_or_default();
        for rule in self.reader(&actor).feed_rules().await? {
            if rule.source_id.get() == source {
                self.follow(&actor, rule).await?;
            }
        }
        let tx = self.store.begin().await?;
        tx.finish(job.id, self.now()).await?;
        tx.commit().await?;
        self.bell.notify_one();
        Ok(())
    }

    async fn follow(&self, actor: &Actor, mut rule: FeedRule) -> Result<(), Refusal> {
        let reader = self.reader(actor);
        let (_, zone) = self.workspace_zone(actor).await?;
        let ids: Vec<Id<Channel>> = serde_json::from_str(&rule.channels).unwrap_or_default();
        let channels: Vec<Channel> = reader.channels().await?.into_iter().filter(|channel| ids.contains(&channel.id)).collect();
        let policy = self.publishing_policy(actor.workspace).await?.content;
        let finishes = self.finishes(actor.workspace).await?;
        loop {
            let from = rule.looked_at.saturating_sub(LOOK_BACK_US).max(rule.created_at);
            let entries = reader.entries_for(&rule, from, rule.created_at.saturating_sub(OLD_US), ENTRIES_AT_ONCE).await?;
            let Some(last) = entries.iter().map(|entry| entry.found_at).max() else { return Ok(()) };
            let now = self.now();
            let tx = self.store.begin().await?;
            let mut made = 0_u32;
            for entry in &entries {
                if !tx.take_entry(rule.id, &entry.document_key, now).await? {
                    continue;
                }
                let content = Variant { text: filled(&rule.template, entry), ..Variant::default() };
                let fits = channels.iter().all(|channel| {
                    let said = finishes.on(channel, &content);
                    capabilities(channel).is_none_or(|can| !validate(&said, &can, &policy).iter().any(is_grave))
                });
                // What cannot leave as it is waits as a draft for somebody to mend it.
                let plans = rule.plans && fits && !channels.is_empty();
                let due_at = plans.then(|| within(now.max(rule.planned_at.saturating_add(GAP_US)), &zone, &rule));
                let draft = PostDraft {
                    content,
                    channels: channels.iter().map(|channel| (channel.id, None)).collect::<BTreeMap<_, _>>(),
                    due_at,
                    ..PostDraft::default()
                };
                let post = self.make_post(&tx, actor, &draft, plans, (&channels, &finishes)).await?;
                tx.entry_became(rule.id, &entry.document_key, post).await?;
                rule.planned_at = due_at.unwrap_or(rule.planned_at);
                made += 1;
            }
            rule.looked_at = rule.looked_at.max(last);
            tx.advance_feed_rule(rule.id, rule.looked_at, rule.planned_at).await?;
            if made > 0 {
                let detail = json!({ "made": made });
                tx.record(&actor.event("feed_rule.followed", "feed_rule", Some(rule.id.get()), &detail, now)).await?;
            }
            tx.commit().await?;
        }
    }
}

/// Asks for posts to be made of what came in from a source.
pub(crate) async fn enqueue(tx: &Tx, source: &Source, now: i64) -> Result<(), Refusal> {
    if !tx.has_feed_rule(source.id).await? {
        return Ok(());
    }
    // A job for each moment: one that is at work may have looked before this came in.
    let job = NewJob {
        workspace_id: source.workspace_id,
        kind: FEED_JOB,
        lane: format!("{FEED_JOB} {}", source.id),
        key: format!("{} {now}", source.id),
        payload: "{}".to_owned(),
        due_at: now,
    };
    Ok(tx.enqueue(&job, now).await?)
}

/// A template with what an entry says in its holes. What stands in an entry is no template: its braces stay.
fn filled(template: &str, entry: &Entry) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        text.push_str(&rest[..open]);
        rest = &rest[open..];
        let holes = [
            ("{title}", entry.title.clone()),
            ("{link}", entry.address.clone().unwrap_or_default()),
            ("{summary}", summary(&entry.text)),
        ];
        match holes.into_iter().find(|(hole, _)| rest.starts_with(hole)) {
            Some((hole, said)) => {
                text.push_str(&said);
                rest = &rest[hole.len()..];
            }
            None => {
                text.push('{');
                rest = &rest[1..];
            }
        }
    }
    text.push_str(rest);
    text.trim().to_owned()
}

/// The beginning of a text, up to a word's end.
fn summary(text: &str) -> String {
    let mut said = String::new();
    for word in text.split_whitespace() {
        if said.chars().count() + word.chars().count() >= SUMMARY_CHARS_MAX {
            said.push('…');
            break;
        }
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(word);
    }
    said
}

/// The first moment at or after `at` within the hours of a rule, UTC microseconds.
fn within(at: i64, zone: &TimeZone, rule: &FeedRule) -> i64 {
    let Ok(moment) = Timestamp::from_microsecond(at) else { return at };
    let wall = zone.to_datetime(moment);
    let hour = i64::from(wall.hour());
    if (rule.from_hour..rule.to_hour).contains(&hour) {
        return at;
    }
    let day = if hour < rule.from_hour { Some(wall.date()) } else { wall.date().tomorrow().ok() };
    let from = i8::try_from(rule.from_hour).ok().and_then(|hour| Time::new(hour, 0, 0, 0).ok());
    let begins = day.zip(from).and_then(|(day, from)| zone.to_timestamp(day.to_datetime(from)).ok());
    begins.map_or(at, Timestamp::as_microsecond)
}
