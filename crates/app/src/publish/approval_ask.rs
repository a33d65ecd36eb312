//! Asking: whoever a chain asks now is told, and deliveries wait or go.

use domain::approval::{State, Who};
use store::{Id, Tx, access::User, decision::Ask, delivery::Delivery, notice::Notice, post::Post};

use super::{
    approval::{AWAITS_APPROVAL, Facts, Person, Standing, is_decidable, people},
    notice::enqueue_notice,
    post_save::enqueue,
};
use crate::{App, Refusal};

/// How often a delivery is looked at again that somebody else moved meanwhile.
const MOVE_TRIES_MAX: usize = 4;

/// What is told to whom, when a post stands elsewhere than before.
pub(super) struct Cause<'a> {
    /// Who did it.
    pub(super) by: &'a str,
    /// Their user, who is not told what they did.
    pub(super) user: Option<Id<User>>,
    /// What they said.
    pub(super) said: &'a str,
}

/// Whether something of a post may be about to leave: it is planned, or a text of an evergreen list.
fn leaves(post: &Post) -> bool {
    matches!(post.state.as_str(), "planned" | "listed")
}

impl App {
    /// Judges anew where a post stands in its chains, tells whom it asks now, and lets its deliveries wait or go. Called in the
    /// transaction of every change of the post, of every decision, and for all posts once a chain was changed.
    pub(super) async fn ask_anew(&self, tx: &Tx, post: &Post, cause: &Cause<'_>) -> Result<(), Refusal> {
        let now = self.now();
        let before = tx.asks_of(post.id).await?;
        let facts = Facts::within(tx, post.workspace_id, post.id).await?;
        let standings = if leaves(post) { facts.standings()? } else { Vec::new() };
        for gone in before.iter().filter(|known| !standings.iter().any(|one| one.chain.id == known.chain_id)) {
            let has_left = leaves(post) && gone.state == "approved" && facts.has(gone.chain_id);
            if !has_left {
                tx.remove_ask(post.id, gone.chain_id).await?;
            }
        }
        if standings.is_empty() && !before.is_empty() {
            tx.revoke_approval_links(post.id, None, now).await?;
        }
        let changed =
            before.iter().any(|known| standings.iter().any(|one| one.chain.id == known.chain_id && one.digest != known.digest));
        if changed {
            tx.revoke_approval_links(post.id, None, now).await?;
        }
        for standing in &standings {
            let ask = standing.ask(post, now);
            let known = before.iter().find(|known| known.chain_id == ask.chain_id);
            if known.is_some_and(|known| Ask { asked_at: known.asked_at, ..ask.clone() } == *known) {
                continue;
            }
            tx.put_ask(&ask).await?;
            self.tell_of(tx, post, standing, known.filter(|_| !changed), &facts, cause).await?;
        }
        if facts.is_free() && before.is_empty() {
            return Ok(());
        }
        self.let_go(tx, post, &facts).await
    }

    /// Tells whom a chain asks now, or its author what became of it.
    async fn tell_of(
        &self,
        tx: &Tx,
        post: &Post,
        standing: &Standing,
        known: Option<&Ask>,
        facts: &Facts,
        cause: &Cause<'_>,
    ) -> Result<(), Refusal> {
        let kind = match &standing.state {
            State::Waiting { step, asked } => {
                let same = |known: &&Ask| known.state == "waiting" && usize::try_from(known.step) == Ok(*step);
                let told: Vec<Who> =
                    known.filter(same).and_then(|known| serde_json::from_str(&known.asked).ok()).unwrap_or_default();
                let fresh: Vec<Who> = asked.iter().copied().filter(|who| !told.contains(who)).collect();
                let members = self.store.reader(post.workspace_id).members().await?;
                for person in people(&fresh, &members, facts.writers()) {
                    // What those before said is for the author; an outsider is not told what the team says.
                    self.notify(tx, post, person, "ask", &Cause { said: "", ..*cause }).await?;
                }
                return Ok(());
            }
            State::Approved => "approved",
            State::Refused { .. } => "refused",
        };
        match post.author_id.filter(|author| Some(*author) != cause.user) {
            Some(author) => self.notify(tx, post, Person::User(author), kind, cause).await,
            None => Ok(()),
        }
    }

    /// Writes down that somebody is to be told something about a post.
    pub(super) async fn notify(
        &self,
        tx: &Tx,
        post: &Post,
        person: Person,
        kind: &str,
        cause: &Cause<'_>,
    ) -> Result<(), Refusal> {
        let now = self.now();
        let (user_id, outsider_id) = match person {
            Person::User(user) => (Some(user), None),
            Person::Outsider(outsider) => (None, Some(outsider)),
        };
        let notice = Notice {
            id: Id::new(0),
            workspace_id: post.workspace_id,
            post_id: post.id,
            user_id,
            outsider_id,
            kind: kind.to_owned(),
            by_name: cause.by.to_owned(),
            said: cause.said.to_owned(),
            state: "waiting".to_owned(),
            problem: String::new(),
            attempts: 0,
            created_at: now,
            sent_at: None,
        };
        let id = tx.add_notice(&notice).await?;
        enqueue_notice(tx, post.workspace_id, id, now).await
    }

    /// Lets go what everybody said yes to, and makes wait what is not approved any more. What is held stays held.
    async fn let_go(&self, tx: &Tx, post: &Post, facts: &Facts) -> Result<(), Refusal> {
        let now = self.now();
        for _ in 0..MOVE_TRIES_MAX {
            let mut is_moved = true;
            for delivery in tx.deliveries_of(post.id).await?.into_iter().filter(is_decidable) {
                let is_approved = facts.approve(delivery.channel_id, &delivery.hash)?;
                let (reason, next_at) = match (delivery.state.as_str(), is_approved, delivery.reason == AWAITS_APPROVAL) {
                    ("waiting", true, true) => ("", delivery.due_at.max(now)),
                    ("waiting", false, false) => (AWAITS_APPROVAL, delivery.due_at),
                    ("held", true, true) => ("late", delivery.next_at),
                    _ => continue,
                };
                let seen = (delivery.state.clone(), delivery.changed_at);
                let moved = Delivery { reason: reason.to_owned(), next_at, changed_at: now.max(seen.1 + 1), ..delivery };
                is_moved &= tx.move_delivery(&moved, (&seen.0, seen.1)).await?;
                if moved.state == "waiting" {
                    enqueue(tx, post.workspace_id, moved.channel_id, moved.id, next_at, now).await?;
                }
            }
            if is_moved {
                break;
            }
        }
        Ok(())
    }
}
