//! Saying yes or no to what is about to leave: by whom a step asks, never by who wrote it.

use domain::{approval::By, hat::Act};
use serde_json::json;
use store::{
    Id,
    chain::{Chain, Outsider},
    decision::Decision,
    post::Post,
};

use super::{approval::Facts, approval_ask::Cause};
use crate::{Actor, App, Noun, Refusal};

/// The longest note of a decision, characters.
pub const NOTE_CHARS_MAX: usize = 2_000;

/// A yes or a no.
#[derive(Clone, Copy, Debug)]
pub struct Verdict<'a> {
    /// In which chain.
    pub chain: Id<Chain>,
    /// The digest of what was seen: what changed meanwhile is looked at again first.
    pub seen: &'a str,
    /// Yes or no.
    pub is_yes: bool,
    /// What is said with it. A no says what should change.
    pub note: &'a str,
}

/// Who decides, and how the record calls them.
pub(super) struct Decider {
    pub(super) by: By,
    pub(super) actor: Actor,
    pub(super) outsider: Option<Id<Outsider>>,
    /// Whether their link is used up by it.
    pub(super) uses_link: bool,
}

impl App {
    /// Says yes or no to what a post says on the channels of a chain. A later word of the same person in the same step takes the place
    /// of the earlier one.
    ///
    /// # Errors
    /// When nothing is asked of them, they wrote it, it changed since they saw it, or it has left.
    pub async fn decide(&self, actor: &Actor, post: Id<Post>, verdict: Verdict<'_>) -> Result<(), Refusal> {
        actor.may(Act::Personal)?;
        let by = By::User { id: actor.person()?.get(), hats: actor.hats.clone() };
        self.decide_as(&Decider { by, actor: actor.clone(), outsider: None, uses_link: false }, post, verdict).await
    }

    pub(super) async fn decide_as(&self, decider: &Decider, id: Id<Post>, verdict: Verdict<'_>) -> Result<(), Refusal> {
        let actor = &decider.actor;
        let note = note(verdict)?;
        let now = self.now();
        let tx = self.store.begin().await?;
        tx.lock_post(id).await?;
        let post = tx.post(actor.workspace, id).await?.ok_or(Refusal::NoSuch(Noun::Post))?;
        if post.state != "planned" {
            return Err(Refusal::TooLate(Noun::Post));
        }
        let facts = Facts::within(&tx, actor.workspace, id).await?;
        let standing = facts.standings()?.into_iter().find(|one| one.chain.id == verdict.chain);
        let standing = standing.ok_or(Refusal::TooLate(Noun::Post))?;
        if standing.digest != verdict.seen {
            return Err(Refusal::Changed(Noun::Post));
        }
        let step = standing.step_of(&decider.by, facts.writers()).map_err(Refusal::NotYours)?;
        let hats: Vec<&str> = actor.hats.iter().map(|hat| hat.name()).collect();
        for covered in &standing.covered {
            let decision = Decision {
                id: Id::new(0),
                workspace_id: actor.workspace,
                post_id: id,
                chain_id: standing.chain.id,
                chain: standing.chain.name.clone(),
                step: i64::try_from(step).unwrap_or(0),
                channel_id: covered.channel,
                hash: covered.hash.clone(),
                user_id: actor.user,
                outsider_id: decider.outsider,
                who: actor.name.clone(),
                hats: hats.join(","),
                is_yes: verdict.is_yes,
                note: note.clone(),
                version: post.version,
                at: now,
            };
            tx.add_decision(&decision).await?;
        }
        if let Some(outsider) = decider.outsider.filter(|_| decider.uses_link) {
            tx.use_approval_links(id, outsider, now).await?;
        }
        let cause = Cause { by: &actor.name, user: actor.user, said: &note };
        self.ask_anew(&tx, &post, &cause).await?;
        let verb = if verdict.is_yes { "post.approved" } else { "post.refused" };
        let detail = json!({ "chain": standing.chain.name, "step": step + 1, "digest": standing.digest });
        tx.record(&actor.event(verb, "post", Some(id.get()), &detail, now)).await?;
        tx.commit().await?;
        self.bell.notify_one();
        Ok(())
    }
}

fn note(verdict: Verdict<'_>) -> Result<String, Refusal> {
    let note = verdict.note.trim().replace("\r\n", "\n");
    if note.chars().count() > NOTE_CHARS_MAX {
        return Err(Refusal::Invalid { field: "reason", why: "too_long" });
    }
    if note.is_empty() && !verdict.is_yes {
        return Err(Refusal::Invalid { field: "reason", why: "empty" });
    }
    Ok(note)
}
