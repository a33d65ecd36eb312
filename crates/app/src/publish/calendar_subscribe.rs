//! Addresses from which a calendar program reads the calendar of a workspace with the eyes of one person: made, shown once, taken back.

use domain::hat::Act;
use serde_json::json;
use store::{Id, access::User, subscription::Subscription, workspace::Workspace};

use crate::{
    Actor, App, Means, Noun, Refusal,
    access::{Secret, field, tries::Allowance},
    vault::{new_token, token_hash},
};

/// Addresses that one person has in one workspace.
pub const SUBSCRIPTIONS_MAX: usize = 20;
/// How often an address of the network may read calendars: a hundred and twenty times in ten minutes.
const READ_ALLOWANCE: Allowance = Allowance { times: 120, window_us: 10 * 60_000_000 };
/// That an address was read is noted once in so many microseconds: programs come every few minutes.
const TOUCH_US: i64 = 3_600 * 1_000_000;

/// Whose calendar an address shows, and to whom.
#[derive(Clone, Debug)]
pub struct Subscribed {
    /// The workspace.
    pub workspace: Workspace,
    /// Who reads.
    pub user: User,
    /// The same as an actor, with the hats of now.
    pub actor: Actor,
}

impl App {
    /// Makes an address of the person's own. It is told this once; only its hash is kept.
    ///
    /// # Errors
    /// When the hats do not allow reading, nobody is signed in, the name cannot be kept, or there are [`SUBSCRIPTIONS_MAX`] already.
    pub async fn subscribe_calendar(&self, actor: &Actor, name: &str) -> Result<Secret, Refusal> {
        actor.may(Act::Read)?;
        let user_id = actor.person()?;
        let name = field::name("name", name)?;
        if self.reader(actor).subscriptions(user_id).await?.len() >= SUBSCRIPTIONS_MAX {
            return Err(Refusal::Invalid { field: "name", why: "too_many" });
        }
        let now = self.now();
        let one = Subscription { id: Id::new(0), workspace_id: actor.workspace, user_id, name, created_at: now, read_at: None };
        let token = new_token()?;
        let tx = self.store.begin().await?;
        let id = tx.add_subscription(&one, &token_hash(&token)).await?;
        let detail = json!({ "name": one.name });
        tx.record(&actor.event("calendar.subscribed", "subscription", Some(id.get()), &detail, now)).await?;
        tx.commit().await?;
        Ok(Secret::new(format!("{}/calendar/{token}.ics", self.config.public_address)))
    }

    /// Takes an address of the person's own back: the next program that asks by it finds nothing.
    ///
    /// # Errors
    /// [`Refusal::NoSuch`] when the person has no such address, or it was taken back before.
    pub async fn unsubscribe_calendar(&self, actor: &Actor, id: Id<Subscription>) -> Result<(), Refusal> {
        actor.may(Act::Read)?;
        let (user, now) = (actor.person()?, self.now());
        let tx = self.store.begin().await?;
        if !tx.revoke_subscription(actor.workspace, user, id, now).await? {
            return Err(Refusal::NoSuch(Noun::Subscription));
        }
        tx.record(&actor.event("calendar.unsubscribed", "subscription", Some(id.get()), &json!({}), now)).await?;
        Ok(tx.commit().await?)
    }

    /// Whose calendar an address shows. Whoever is no member any more, or may not read, sees nothing, as if it had never been made.
    ///
    /// # Errors
    /// [`Refusal::NoSuch`] for one that shows nothing, [`Refusal::TooOften`] for an address of the network that comes too often.
    pub async fn subscribed(&self, token: &str, address: &str) -> Result<Subscribed, Refusal> {
        let now = self.now();
        let counted = self.tries.count(&format!("calendar {address}"), READ_ALLOWANCE, now);
        counted.map_err(|seconds| Refusal::TooOften { seconds })?;
        let none = || Refusal::NoSuch(Noun::Subscription);
        let one = self.store.subscription(&token_hash(token)).await?.ok_or_else(none)?;
        let user = self.store.user(one.user_id).await?.filter(|user| user.disabled_at.is_none()).ok_or_else(none)?;
        let memberships = self.store.memberships(user.id).await?;
        let membership = memberships.iter().find(|one_of| one_of.workspace_id == one.workspace_id).ok_or_else(none)?;
        let actor = Actor {
            user: Some(user.id),
            name: user.name.clone(),
            workspace: one.workspace_id,
            hats: membership.hats(),
            means: Means::ReadToken,
        };
        actor.may(Act::Read).or(Err(none()))?;
        let workspace = self.reader(&actor).workspace().await?.ok_or_else(none)?;
        if one.read_at.is_none_or(|read| now - read >= TOUCH_US) {
            let tx = self.store.begin().await?;
            tx.touch_subscription(one.id, now).await?;
            tx.commit().await?;
        }
        Ok(Subscribed { workspace, user, actor })
    }
}
