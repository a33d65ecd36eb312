//! The team: hats, and leaving.

use domain::{Hat, hat::Act};
use serde_json::json;
use store::{
    Id,
    access::User,
    workspace::{Member, Workspace},
};

use crate::{Actor, App, Noun, Refusal, access::field, listen::alert_plan::pause_alerts_of};

impl App {
    /// Gives a member other hats.
    ///
    /// # Errors
    /// [`Refusal::NoSuch`] for somebody who is no member, [`Refusal::LastOwner`] when no owner would be left.
    pub async fn change_hats(&self, actor: &Actor, user: Id<User>, hats: &[String]) -> Result<(), Refusal> {
        actor.may(Act::Govern)?;
        let hats = field::hats(hats)?;
        let member = self.team_member(actor, user).await?;
        let now = self.now();
        let tx = self.store.begin().await?;
        tx.lock_team(actor.workspace).await?;
        if !hats.contains(&Hat::Owner) && tx.owners_besides(actor.workspace, user).await? == 0 {
            return Err(Refusal::LastOwner);
        }
        tx.put_member(actor.workspace, user, &hats, now).await?;
        let detail = json!({ "name": member.name, "hats": hats });
        tx.record(&actor.event("member.hats_changed", "member", Some(user.get()), &detail, now)).await?;
        Ok(tx.commit().await?)
    }

    /// Ends a membership. What the member did stays; the member's tokens of this workspace open nothing any more, and the member's
    /// alerts are paused. Everybody may
    /// leave; only who governs may send somebody else away.
    ///
    /// # Errors
    /// [`Refusal::NoSuch`] for somebody who is no member, [`Refusal::LastOwner`] when no owner would be left.
    pub async fn remove_member(&self, actor: &Actor, user: Id<User>) -> Result<(), Refusal> {
        let leaves = actor.user == Some(user);
        actor.may(if leaves { Act::Personal } else { Act::Govern })?;
        let member = self.team_member(actor, user).await?;
        let now = self.now();
        let tx = self.store.begin().await?;
        tx.lock_topics(actor.workspace).await?;
        tx.lock_team(actor.workspace).await?;
        if member.hats().contains(&Hat::Owner) && tx.owners_besides(actor.workspace, user).await? == 0 {
            return Err(Refusal::LastOwner);
        }
        if !tx.remove_member(actor.workspace, user).await? {
            return Err(Refusal::NoSuch(Noun::Member));
        }
        let paused = pause_alerts_of(&tx, actor.workspace, user).await?;
        let verb = if leaves { "member.left" } else { "member.removed" };
        let detail = json!({ "name": member.name, "alerts_paused": paused });
        tx.record(&actor.event(verb, "member", Some(user.get()), &detail, now)).await?;
        Ok(tx.commit().await?)
    }

    async fn team_member(&self, actor: &Actor, user: Id<User>) -> Result<Member, Refusal> {
        self.reader(actor).member(user).await?.ok_or(Refusal::NoSuch(Noun::Member))
    }

    /// The workspaces of which nobody but the user is an owner, which the user therefore cannot leave.
    pub(crate) async fn owned_alone(&self, user: Id<User>) -> Result<Vec<Id<Workspace>>, Refusal> {
        let mut alone = Vec::new();
        for membership in self.store.memberships(user).await? {
            let tx = self.store.begin().await?;
            if membership.hats().contains(&Hat::Owner) && tx.owners_besides(membership.workspace_id, user).await? == 0 {
                alone.push(membership.workspace_id);
            }
        }
        Ok(alone)
    }
}
