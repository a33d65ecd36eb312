//! What the team does about mentions: star, done, tag, note, give to somebody. One act on one or on many is one event.

use domain::hat::Act;
use serde_json::json;
use store::{
    Id,
    access::User,
    document::{Document, Note},
};

use crate::{Actor, App, Noun, Refusal};

/// The most mentions of one act.
pub const TREATED_AT_ONCE_MAX: usize = 1_000;
/// The longest tag, in characters.
pub const TAG_CHARACTERS_MAX: usize = 60;
/// The longest note, in characters.
pub const NOTE_CHARACTERS_MAX: usize = 10_000;
/// How many ids the event of an act names; the count is told whole.
const IDS_TOLD_MAX: usize = 100;

/// What is done about mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Treatment {
    /// Starred, or the star taken away.
    Star(bool),
    /// Marked done, or open again.
    Done(bool),
    /// Tagged.
    Tag(String),
    /// A tag taken off.
    Untag(String),
    /// Given to a member, or to nobody.
    Assign(Option<Id<User>>),
}

impl Treatment {
    const fn verb(&self) -> &'static str {
        match self {
            Self::Star(true) => "mention.starred",
            Self::Star(false) => "mention.unstarred",
            Self::Done(true) => "mention.done",
            Self::Done(false) => "mention.reopened",
            Self::Tag(_) => "mention.tagged",
            Self::Untag(_) => "mention.untagged",
            Self::Assign(Some(_)) => "mention.assigned",
            Self::Assign(None) => "mention.unassigned",
        }
    }
}

/// A tag as it is kept: one line, spaces joined, not too long.
fn tag(words: &str) -> Result<String, Refusal> {
    let tag = words.split_whitespace().collect::<Vec<_>>().join(" ").replace(char::is_control, "");
    let why = if tag.is_empty() {
        Some("empty")
    } else if tag.chars().count() > TAG_CHARACTERS_MAX {
        Some("too_long")
    } else {
        None
    };
    why.map_or(Ok(tag), |why| Err(Refusal::Invalid { field: "tag", why }))
}

impl App {
    /// Does something about mentions; says how many of them are the workspace's. Others are left alone.
    ///
    /// # Errors
    /// When the hats do not allow it, none of the ids is a document of the workspace, there are more than [`TREATED_AT_ONCE_MAX`],
    /// the tag is empty or too long, or the assignee is no member.
    pub async fn treat_mentions(&self, actor: &Actor, ids: &[Id<Document>], treatment: &Treatment) -> Result<u64, Refusal> {
        actor.may(Act::Treat)?;
        if ids.len() > TREATED_AT_ONCE_MAX {
            return Err(Refusal::Invalid { field: "mention", why: "too_many" });
        }
        let now = self.now();
        let tx = self.store.begin().await?;
        let ids = tx.documents_among(actor.workspace, ids).await?;
        if ids.is_empty() {
            return Err(Refusal::NoSuch(Noun::Mention));
        }
        let workspace = actor.workspace;
        let mut what = json!({});
        match treatment {
            Treatment::Star(starred) => tx.star(workspace, &ids, *starred).await?,
            Treatment::Done(true) => tx.mark_done(workspace, &ids, Some((now, actor.person()?))).await?,
            Treatment::Done(false) => tx.mark_done(workspace, &ids, None).await?,
            Treatment::Tag(words) => {
                let tag = tag(words)?;
                what = json!({ "tag": tag });
                tx.tag(workspace, &ids, &tag).await?
            }
            Treatment::Untag(words) => {
                let tag = tag(words)?;
                what = json!({ "tag": tag });
                tx.untag(workspace, &ids, &tag).await?
            }
            Treatment::Assign(to) => {
                if let Some(to) = to {
                    let member = self.reader(actor).member(*to).await?.filter(|member| member.disabled_at.is_none());
                    let member = member.ok_or(Refusal::Invalid { field: "assignee", why: "unknown" })?;
                    what = json!({ "to": member.name, "user": to });
                }
                tx.assign(workspace, &ids, *to).await?
            }
        };
        let only = if let [id] = ids[..] { Some(id.get()) } else { None };
        let told: Vec<i64> = ids.iter().take(IDS_TOLD_MAX).map(|id| id.get()).collect();
        let detail = json!({ "mentions": ids.len(), "ids": told, "what": what });
        tx.record(&actor.event(treatment.verb(), "document", only, &detail, now)).await?;
        tx.commit().await?;
        Ok(ids.len() as u64)
    }

    /// Writes a note beside a document.
    ///
    /// # Errors
    /// When the hats do not allow it, there is no such document, or the note is empty or too long.
    pub async fn add_note(&self, actor: &Actor, document: Id<Document>, text: &str) -> Result<Id<Note>, Refusal> {
        actor.may(Act::Treat)?;
        let by = actor.person()?;
        let now = self.now();
        let tx = self.store.begin().await?;
        if tx.documents_among(actor.workspace, &[document]).await?.is_empty() {
            return Err(Refusal::NoSuch(Noun::Mention));
        }
        let text = text.trim().replace('\0', "");
        if text.is_empty() {
            return Err(Refusal::Invalid { field: "note", why: "empty" });
        }
        if text.chars().count() > NOTE_CHARACTERS_MAX {
            return Err(Refusal::Invalid { field: "note", why: "too_long" });
        }
        let note = tx.add_note(actor.workspace, document, by, &text, now).await?.ok_or(Refusal::NoSuch(Noun::Mention))?;
        tx.record(&actor.event("mention.noted", "document", Some(document.get()), &json!({ "note": note }), now)).await?;
        tx.commit().await?;
        Ok(note)
    }

    /// Removes a note of one's own.
    ///
    /// # Errors
    /// When the hats do not allow it, or there is no such note of the actor's.
    pub async fn remove_note(&self, actor: &Actor, document: Id<Document>, note: Id<Note>) -> Result<(), Refusal> {
        actor.may(Act::Treat)?;
        let by = actor.person()?;
        let now = self.now();
        let tx = self.store.begin().await?;
        if !tx.remove_note(actor.workspace, note, by).await? {
            return Err(Refusal::NoSuch(Noun::Note));
        }
        tx.record(&actor.event("mention.note_removed", "document", Some(document.get()), &json!({ "note": note }), now)).await?;
        Ok(tx.commit().await?)
    }
}
