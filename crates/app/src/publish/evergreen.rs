//! Evergreen lists: texts that are sent again and again, each time the one that a channel sent longest ago.
//!
//! Which text goes is decided when its time has come, from what the channel sent by then. Times that were missed while nothing ran are
//! one time, the last of them; whether it is still sent is up to the late policy, as for any delivery.

use domain::{
    evergreen::{Evergreen, Next, TEXTS_OF_LIST_MAX, next},
    hat::Act,
};
use serde_json::json;
use store::{
    Id, Tx,
    channel::Channel,
    job::{Job, NewJob},
    list::List,
    post::Post,
};

use super::{
    finish::Finishes,
    post_judge::{folded, folded_json},
    post_save::{POST_CHANNELS_MAX, cause},
    recurrence_set::Repeat,
    rounds::{next_after, times_between},
};
use crate::{Actor, App, Noun, Refusal};

/// The kind of the job that sends the next text of a list; its key is the list's id.
pub const LIST_JOB: &str = "list";
/// The longest name of a list, characters.
pub const LIST_NAME_CHARS_MAX: usize = 100;

/// A list as it should be.
#[derive(Clone, Debug)]
pub struct ListWish<'a> {
    /// What people call it.
    pub name: &'a str,
    /// When it sends one of its texts.
    pub repeat: Repeat<'a>,
    /// When the rule begins, UTC microseconds; now when nothing is said, and as it was for a list that is changed.
    pub starts_at: Option<i64>,
    /// Where to.
    pub channels: Vec<Id<Channel>>,
}

impl App {
    /// Makes a list, or writes one anew.
    ///
    /// # Errors
    /// When the hats do not allow it, the name is empty, too long or taken, the rule cannot be read, or a channel is not there.
    pub async fn save_list(&self, actor: &Actor, id: Option<Id<List>>, wish: &ListWish<'_>) -> Result<Id<List>, Refusal> {
        actor.may(Act::Publish)?;
        let (reader, now, name) = (self.reader(actor), self.now(), wish.name.trim());
        if name.is_empty() {
            return Err(Refusal::Invalid { field: "name", why: "empty" });
        }
        if name.chars().count() > LIST_NAME_CHARS_MAX {
            return Err(Refusal::Invalid { field: "name", why: "too_long" });
        }
        if wish.channels.len() > POST_CHANNELS_MAX {
            return Err(Refusal::Invalid { field: "channels", why: "too_many" });
        }
        for channel in &wish.channels {
            reader.channel(*channel).await?.ok_or(Refusal::NoSuch(Noun::Channel))?;
        }
        let known = match id {
            Some(id) => Some(reader.list(id).await?.ok_or(Refusal::NoSuch(Noun::List))?),
            None => None,
        };
        let (recurrence, zone) = self.read_repeat(actor, wish.repeat).await?;
        let starts_at = wish.starts_at.or(known.as_ref().map(|known| known.starts_at)).unwrap_or(now);
        let created_at = known.as_ref().map_or(now, |known| known.created_at);
        let list = List {
            id: id.unwrap_or(Id::new(0)),
            workspace_id: actor.workspace,
            name: name.to_owned(),
            recurrence,
            zone,
            starts_at,
            done_at: now - 1,
            created_at,
        };
        let tx = self.store.begin().await?;
        let written = match id {
            Some(id) => tx.save_list(&list).await.map(|()| id),
            None => tx.add_list(&list).await,
        };
        let id = match written {
            Err(store::StoreError::Taken) => return Err(Refusal::Taken(Noun::List)),
            written => written?,
        };
        let mut channels = wish.channels.clone();
        channels.sort_unstable();
        channels.dedup();
        tx.put_list_channels(id, &channels).await?;
        self.ask_for_list(&tx, &List { id, ..list }, now).await?;
        let detail = json!({ "name": name, "channels": channels.len() });
        tx.record(&actor.event("list.saved", "list", Some(id.get()), &detail, now)).await?;
        tx.commit().await?;
        self.bell.notify_one();
        Ok(id)
    }

    /// Removes a list: its texts become drafts again, what was sent stays.
    ///
    /// # Errors
    /// When the hats do not allow it, or there is no such list.
    pub async fn remove_list(&self, actor: &Actor, id: Id<List>) -> Result<(), Refusal> {
        actor.may(Act::Publish)?;
        let list = self.reader(actor).list(id).await?.ok_or(Refusal::NoSuch(Noun::List))?;
        let posts = self.reader(actor).list_posts(id).await?;
        let now = self.now();
        let tx = self.store.begin().await?;
        tx.restate_posts(&posts, "listed", "draft", now).await?;
        tx.remove_list(actor.workspace, id).await?;
        tx.cancel_job(LIST_JOB, &id.to_string()).await?;
        tx.record(&actor.event("list.removed", "list", Some(id.get()), &json!({ "name": list.name }), now)).await?;
        Ok(tx.commit().await?)
    }

    /// Puts these posts, in this order, in place of those a list had. Drafts become texts of the list; what is taken out is a draft again.
    ///
    /// # Errors
    /// When the hats do not allow it, there is no such list or post, there are too many, or one is planned or in another list.
    pub async fn set_list_posts(&self, actor: &Actor, id: Id<List>, posts: &[Id<Post>]) -> Result<(), Refusal> {
        actor.may(Act::Publish)?;
        let reader = self.reader(actor);
        let list = reader.list(id).await?.ok_or(Refusal::NoSuch(Noun::List))?;
        let mut wanted: Vec<Id<Post>> = Vec::new();
        for post in posts {
            if !wanted.contains(post) {
                wanted.push(*post);
            }
        }
        if wanted.len() > TEXTS_OF_LIST_MAX {
            return Err(Refusal::Invalid { field: "posts", why: "too_many" });
        }
        let before = reader.list_posts(id).await?;
        let found = reader.posts(&wanted).await?;
        if found.len() < wanted.len() {
            return Err(Refusal::NoSuch(Noun::Post));
        }
        for post in found {
            match post.state.as_str() {
                "draft" => {}
                "listed" if before.contains(&post.id) => {}
                "listed" => return Err(Refusal::Invalid { field: "posts", why: "elsewhere" }),
                _ => return Err(Refusal::Invalid { field: "posts", why: "planned" }),
            }
        }
        let now = self.now();
        let out: Vec<Id<Post>> = before.into_iter().filter(|post| !wanted.contains(post)).collect();
        let tx = self.store.begin().await?;
        tx.restate_posts(&out, "listed", "draft", now).await?;
        tx.restate_posts(&wanted, "draft", "listed", now).await?;
        tx.put_list_posts(id, &wanted).await?;
        let detail = json!({ "name": list.name, "posts": wanted.len() });
        tx.record(&actor.event("list.filled", "list", Some(id.get()), &detail, now)).await?;
        Ok(tx.commit().await?)
    }

    async fn ask_for_list(&self, tx: &Tx, list: &List, now: i64) -> Result<(), Refusal> {
        let key = list.id.to_string();
        tx.cancel_job(LIST_JOB, &key).await?;
        let Some(due_at) = next_after(&list.recurrence, &list.zone, list.starts_at, list.done_at) else { return Ok(()) };
        let job = NewJob {
            workspace_id: list.workspace_id,
            kind: LIST_JOB,
            lane: format!("{LIST_JOB} {key}"),
            key,
            payload: "{}".to_owned(),
            due_at,
        };
        Ok(tx.enqueue(&job, now).await?)
    }

    /// Does the job: gives each channel of the list its next text.
    ///
    /// # Errors
    /// When the database refuses.
    pub(crate) async fn send_of_list(&self, job: &Job) -> Result<(), Refusal> {
        let actor = Actor::worker(job.workspace_id);
        let (reader, now) = (self.reader(&actor), self.now());
        let list = match job.key.parse::<Id<List>>() {
            Ok(id) => reader.list(id).await?,
            Err(_) => None,
        };
        let missed = |list: &List| times_between(&list.recurrence, &list.zone, list.starts_at, list.done_at, now).pop();
        let due = list.as_ref().and_then(missed);
        let finishes = self.finishes(actor.workspace).await?;
        let mut given = Vec::new();
        if let (Some(list), Some(at)) = (&list, due) {
            let posts = reader.list_posts(list.id).await?;
            let wanted = reader.list_channels(list.id).await?;
            for channel in reader.channels().await?.into_iter().filter(|channel| wanted.contains(&channel.id)) {
                given.push((self.choose(&actor, (&channel, &finishes), &posts, at).await?, channel));
            }
        }
        let tx = self.store.begin().await?;
        if let (Some(list), Some(at)) = (&list, due) {
            let mut sent = 0_u32;
            for (chosen, channel) in &given {
                let Some((post, said, round)) = chosen else { continue };
                self.plan_delivery(&tx, post, (channel, &finishes), said, (at, *round), None).await?;
                self.ask_anew(&tx, post, &cause(&actor)).await?;
                sent += 1;
            }
            tx.save_list(&List { done_at: at, ..list.clone() }).await?;
            let detail = json!({ "name": list.name, "sent": sent, "channels": given.len() });
            tx.record(&actor.event("list.sent", "list", Some(list.id.get()), &detail, now)).await?;
        }
        match list.and_then(|list| next_after(&list.recurrence, &list.zone, list.starts_at, now)) {
            Some(at) => tx.reschedule(job.id, at).await?,
            None => tx.finish(job.id, now).await?,
        }
        tx.commit().await?;
        self.bell.notify_one();
        Ok(())
    }

    /// The text of a list that goes to a channel at a moment, in its words there, and which round of it that is.
    async fn choose(
        &self,
        actor: &Actor,
        (channel, finishes): (&Channel, &Finishes),
        posts: &[Id<Post>],
        at: i64,
    ) -> Result<Option<(Post, domain::post::Variant, i64)>, Refusal> {
        let reader = self.reader(actor);
        let last = reader.last_on(channel.id, posts).await?;
        let previous = reader.said_last(channel.id, at).await?.map(|delivery| folded_json(&delivery.content));
        let mut texts = Vec::new();
        for id in posts {
            if let Some((post, draft)) = self.post_draft(actor, *id).await? {
                let said = draft.on(channel.id).clone();
                texts.push((post, folded(&finishes.on(channel, &said)), said));
            }
        }
        let known = |post: &Post| last.iter().find(|last| last.post_id == post.id);
        let list: Vec<Evergreen<'_>> = texts
            .iter()
            .map(|(post, text, _)| Evergreen {
                text,
                sent: known(post).and_then(|last| u64::try_from(last.id.get()).ok()).filter(|number| *number > 0),
                is_open: post.state == "listed",
            })
            .collect();
        let Next::Send(place) = next(&list, previous.as_ref()) else { return Ok(None) };
        let (post, _, said) = texts.swap_remove(place);
        let round = known(&post).map_or(0, |last| last.round + 1);
        Ok(Some((post, said, round)))
    }
}
