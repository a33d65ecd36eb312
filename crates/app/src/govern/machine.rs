//! What somebody at the machine may do without signing in: the commands `user`, `token` and `workspace`.

use domain::Hat;
use serde_json::{Value, json};
use store::{Id, access::User, event::Event, workspace::Workspace};

use crate::{
    Actor, App, Noun, Refusal,
    access::{NewAccount, NewToken, field, password, sign_in::new_user},
    listen::alert_plan::pause_alerts_of,
};

impl App {
    /// Makes an account and, when a workspace is named, a member of it with these hats.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for what cannot be kept, [`Refusal::Taken`] when the mail address has an account,
    /// [`Refusal::NoSuch`] for a workspace that is not there.
    pub async fn user_add(
        &self,
        email: &str,
        said: &NewAccount<'_>,
        place: Option<(Id<Workspace>, &[Hat])>,
    ) -> Result<Id<User>, Refusal> {
        let now = self.now();
        if let Some((workspace, hats)) = place {
            self.workspace(workspace).await?;
            if hats.is_empty() {
                return Err(Refusal::Invalid { field: "hats", why: "empty" });
            }
        }
        let user = new_user(field::email(email)?, said, now).await?;
        let tx = self.store.begin().await?;
        let id = tx.add_user(&user).await.map_err(Refusal::taken(Noun::Member))?;
        let mut event = machine_event("user.added", id, &json!({ "name": user.name }), now);
        if let Some((workspace, hats)) = place {
            tx.put_member(workspace, id, hats, now).await?;
            event.workspace_id = Some(workspace);
        }
        tx.record(&event).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Gives an account another password and ends all its sessions; says how many. A closed account is open again.
    ///
    /// # Errors
    /// [`Refusal::NoSuch`] when there is no such account, [`Refusal::Invalid`] for a password that cannot be kept.
    pub async fn user_password(&self, email: &str, said: &str) -> Result<u64, Refusal> {
        field::password(said)?;
        let mut user = self.account(email).await?;
        user.password_hash = password::hash(said).await?;
        user.disabled_at = None;
        let now = self.now();
        let tx = self.store.begin().await?;
        tx.save_user(&user).await?;
        let ended = tx.end_other_sessions(user.id, None).await?;
        tx.record(&machine_event("user.password_changed", user.id, &json!({ "n": ended }), now)).await?;
        tx.commit().await?;
        Ok(ended)
    }

    /// Closes an account: nobody signs in with it, its sessions and tokens open nothing, its alerts are paused. What it did stays.
    ///
    /// # Errors
    /// [`Refusal::NoSuch`] when there is no such account, [`Refusal::LastOwner`] when a workspace would be left without an owner.
    pub async fn user_disable(&self, email: &str) -> Result<(), Refusal> {
        let mut user = self.account(email).await?;
        if !self.owned_alone(user.id).await?.is_empty() {
            return Err(Refusal::LastOwner);
        }
        let now = self.now();
        user.disabled_at = Some(now);
        let memberships = self.store.memberships(user.id).await?;
        let tx = self.store.begin().await?;
        for membership in &memberships {
            tx.lock_topics(membership.workspace_id).await?;
        }
        tx.save_user(&user).await?;
        tx.end_other_sessions(user.id, None).await?;
        let mut paused = 0;
        for membership in &memberships {
            paused += pause_alerts_of(&tx, membership.workspace_id, user.id).await?;
        }
        tx.record(&machine_event("user.disabled", user.id, &json!({ "alerts_paused": paused }), now)).await?;
        Ok(tx.commit().await?)
    }

    /// Makes a token of a workspace that acts with the hats of the member of that mail address.
    ///
    /// # Errors
    /// [`Refusal::NoSuch`] when there is no such workspace or member, [`Refusal::Invalid`] for a name that cannot be kept.
    pub async fn token_create(
        &self,
        workspace: Id<Workspace>,
        email: &str,
        name: &str,
        may_write: bool,
    ) -> Result<NewToken, Refusal> {
        self.workspace(workspace).await?;
        let actor = Actor::command_line(workspace);
        let user = self.account(email).await?;
        self.reader(&actor).member(user.id).await?.ok_or(Refusal::NoSuch(Noun::Member))?;
        self.add_token_of(&actor, user.id, name, may_write).await
    }

    async fn account(&self, email: &str) -> Result<User, Refusal> {
        let found = self.store.user_by_email(&email.trim().to_lowercase()).await?;
        found.ok_or(Refusal::NoSuch(Noun::Member))
    }
}

fn machine_event(verb: &str, user: Id<User>, detail: &Value, now: i64) -> Event {
    Event {
        id: Id::new(0),
        workspace_id: None,
        at: now,
        actor: "command line".to_owned(),
        user_id: None,
        verb: verb.to_owned(),
        subject: "user".to_owned(),
        subject_id: Some(user.get()),
        detail: detail.to_string(),
    }
}
