//! A post that comes again: by a rule of iCalendar, on the wall of a named zone.

use domain::{hat::Act, recurrence::Recurrence};
use jiff::tz::TimeZone;
use serde_json::json;
use store::{Id, post::Post};

use super::post_save::{PostDraft, Saved};
use crate::{Actor, App, Noun, Refusal};

/// How often something comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeat<'a> {
    /// The rule (RFC 5545), such as `FREQ=WEEKLY;BYDAY=MO`.
    pub rule: &'a str,
    /// The IANA zone of its wall; the workspace's when empty.
    pub zone: &'a str,
}

impl App {
    /// Has a post come again by a rule, or end coming again. The rule begins at the time of the post. What has left stays; of what has not,
    /// the rounds of the next weeks are made anew.
    ///
    /// # Errors
    /// When the hats do not allow it, the rule or zone cannot be read, nothing more would come, or somebody wrote meanwhile.
    pub async fn set_recurrence(
        &self,
        actor: &Actor,
        id: Id<Post>,
        seen: i64,
        repeat: Option<Repeat<'_>>,
    ) -> Result<Saved, Refusal> {
        actor.may(Act::Publish)?;
        let (post, draft): (Post, PostDraft) = self.post_draft(actor, id).await?.ok_or(Refusal::NoSuch(Noun::Post))?;
        let (recurrence, zone) = match repeat {
            None => (String::new(), String::new()),
            Some(repeat) => self.read_repeat(actor, repeat).await?,
        };
        let now = self.now();
        let changed = Post { recurrence, zone, version: seen + 1, changed_at: now, changed_by: actor.user, ..post };
        if changed.state == "planned"
            && repeat.is_some()
            && draft.due_at.is_none_or(|start| super::rounds::is_over(&changed, start, now))
        {
            return Err(Refusal::Invalid { field: "recurrence", why: "over" });
        }
        let (channels, times) = (self.reader(actor).channels().await?, self.own_times(&changed).await?);
        let tx = self.store.begin().await?;
        if !tx.save_post(&changed, seen).await? {
            return Err(Refusal::Changed(Noun::Post));
        }
        super::post_save::keep_version(&tx, id, &changed, &draft).await?;
        if changed.state == "planned" {
            self.plan_deliveries(&tx, &changed, &draft, &channels, &times).await?;
        }
        let verb = if repeat.is_some() { "post.recurrence_set" } else { "post.recurrence_ended" };
        let detail = json!({ "rule": changed.recurrence, "zone": changed.zone });
        tx.record(&actor.event(verb, "post", Some(id.get()), &detail, now)).await?;
        tx.commit().await?;
        self.bell.notify_one();
        Ok(Saved { id, version: changed.version })
    }

    /// Reads a rule and its zone: both as they are kept.
    pub(super) async fn read_repeat(&self, actor: &Actor, repeat: Repeat<'_>) -> Result<(String, String), Refusal> {
        let rule = match Recurrence::parse(repeat.rule) {
            Ok(rule) => rule.to_string(),
            Err(problem) => return Err(Refusal::Invalid { field: "recurrence", why: problem.code() }),
        };
        let zone = if repeat.zone.is_empty() { self.workspace_zone(actor).await?.0 } else { repeat.zone.to_owned() };
        match TimeZone::get(&zone) {
            Ok(_) => Ok((rule, zone)),
            Err(_) => Err(Refusal::Invalid { field: "time_zone", why: "unknown" }),
        }
    }

    /// The zone of the workspace's wall, and its name.
    pub(super) async fn workspace_zone(&self, actor: &Actor) -> Result<(String, TimeZone), Refusal> {
        let name = self.reader(actor).workspace().await?.map_or_else(|| "UTC".to_owned(), |workspace| workspace.time_zone);
        let zone = TimeZone::get(&name).unwrap_or(TimeZone::UTC);
        Ok((name, zone))
    }
}
