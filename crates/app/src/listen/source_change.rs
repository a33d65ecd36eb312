//! Acts on sources, one or many at once: pause, resume, visit now, move, remove.

use domain::{hat::Act, rhythm::Standing};
use serde_json::json;
use store::{
    Id, Tx,
    source::{Folder, Source},
};

use crate::{
    Actor, App, Noun, Refusal,
    listen::{
        source_field,
        visit::{self, Reason, VISIT_JOB},
    },
};

/// The most sources of one act.
pub const SOURCES_AT_ONCE_MAX: usize = 10_000;
/// How far apart the visits of many sources are asked for, microseconds: twenty a second, so that a thousand feeds do not
/// stampede.
pub const VISIT_SPACING_US: i64 = 50_000;

/// What is done to sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceAct {
    /// No more visits until it is resumed.
    Pause,
    /// Visits again, the first one at once.
    Resume,
    /// A visit at once.
    VisitNow,
    /// Into a folder, or out of all.
    Move(Option<Id<Folder>>),
    /// Removes the source and the log of its visits. What it brought stays.
    Remove,
}

impl SourceAct {
    /// The verb of the log of acts.
    const fn verb(self) -> &'static str {
        match self {
            Self::Pause => "source.paused",
            Self::Resume => "source.resumed",
            Self::VisitNow => "source.visit_asked",
            Self::Move(_) => "source.moved",
            Self::Remove => "source.removed",
        }
    }
}

impl App {
    /// Does something to one source.
    ///
    /// # Errors
    /// [`Refusal::NoSuch`] when it is not there; [`Refusal::Invalid`] for a visit to a source that is paused.
    pub async fn change_source(&self, actor: &Actor, id: Id<Source>, act: SourceAct) -> Result<(), Refusal> {
        actor.may(Act::Listen)?;
        let source = self.reader(actor).source(id).await?.ok_or(Refusal::NoSuch(Noun::Source))?;
        if act == SourceAct::VisitNow && source.paused_at.is_some() {
            return Err(Refusal::Invalid { field: "source", why: "paused" });
        }
        self.change_sources(actor, &[id], act).await?;
        Ok(())
    }

    /// Does something to many sources; says how many it concerned. Those that are not there, or are as they should be already, are
    /// passed over.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for more than [`SOURCES_AT_ONCE_MAX`], [`Refusal::NoSuch`] for the folder.
    pub async fn change_sources(&self, actor: &Actor, ids: &[Id<Source>], act: SourceAct) -> Result<usize, Refusal> {
        actor.may(Act::Listen)?;
        if ids.len() > SOURCES_AT_ONCE_MAX {
            return Err(Refusal::Invalid { field: "source", why: "too_many" });
        }
        let now = self.now();
        let tx = self.store.begin().await?;
        let changed = match act {
            SourceAct::Pause => {
                let paused = tx.pause_sources(actor.workspace, ids, now).await?;
                cancel_visits(&tx, &paused).await?;
                paused
            }
            SourceAct::Remove => {
                let removed = tx.remove_sources(actor.workspace, ids).await?;
                cancel_visits(&tx, &removed).await?;
                removed
            }
            SourceAct::Move(folder) => {
                source_field::own_folder(&tx, actor.workspace, folder).await?;
                tx.move_sources(actor.workspace, ids, folder).await?
            }
            SourceAct::Resume => resume(&tx, actor, ids, now).await?,
            SourceAct::VisitNow => visit_now(&tx, actor, ids, now).await?,
        };
        if changed.is_empty() {
            // Nothing was done, and the log says nothing.
            return Ok(0);
        }
        let (one, numbers) = (ids.len() == 1, changed.iter().map(|id| id.get()).collect::<Vec<_>>());
        let subject = if one { ids.first().map(|id| id.get()) } else { None };
        let folder = if let SourceAct::Move(folder) = act { folder.map(Id::get) } else { None };
        let detail = json!({ "sources": numbers, "folder": folder });
        tx.record(&actor.event(act.verb(), "source", subject, &detail, now)).await?;
        tx.commit().await?;
        if matches!(act, SourceAct::Resume | SourceAct::VisitNow) {
            self.bell.notify_one();
        }
        Ok(changed.len())
    }
}

async fn cancel_visits(tx: &Tx, sources: &[Id<Source>]) -> Result<(), Refusal> {
    for source in sources {
        tx.cancel_job(VISIT_JOB, &source.to_string()).await?;
    }
    Ok(())
}

async fn resume(tx: &Tx, actor: &Actor, ids: &[Id<Source>], now: i64) -> Result<Vec<Id<Source>>, Refusal> {
    let mut resumed = Vec::new();
    let mut due_at = now;
    for &id in ids {
        let Some(source) = tx.source(actor.workspace, id).await?.filter(|source| source.paused_at.is_some()) else { continue };
        // It stands as it stood; one that was gone is looked at with new eyes.
        let stood = Reason::from_stored(&source.state_reason).standing.filter(|standing| *standing != Standing::Gone);
        let state = stood.as_ref().map_or("new", Standing::name);
        tx.resume_source(actor.workspace, id, state, due_at).await?;
        tx.enqueue(&visit::job(actor.workspace, id, &source.address, due_at), now).await?;
        resumed.push(id);
        due_at += VISIT_SPACING_US;
    }
    Ok(resumed)
}

async fn visit_now(tx: &Tx, actor: &Actor, ids: &[Id<Source>], now: i64) -> Result<Vec<Id<Source>>, Refusal> {
    let mut asked = Vec::new();
    let mut due_at = now;
    for &id in ids {
        let Some(source) = tx.source(actor.workspace, id).await?.filter(|source| source.paused_at.is_none()) else { continue };
        tx.enqueue(&visit::job(actor.workspace, id, &source.address, due_at), now).await?;
        tx.expect_visit(id, due_at).await?;
        asked.push(id);
        due_at += VISIT_SPACING_US;
    }
    Ok(asked)
}
