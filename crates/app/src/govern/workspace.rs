//! Making a workspace, and changing what it is called and how it looks.

use domain::{Hat, hat::Act};
use serde_json::json;
use store::{Id, workspace::Workspace};

use crate::{
    Actor, App, Noun, Refusal,
    access::{Signed, field, sign_in::account_event},
};

/// What a form says of a workspace.
#[derive(Clone, Copy, Debug)]
pub struct WorkspaceForm<'a> {
    /// The name in the rail.
    pub name: &'a str,
    /// The number of a colour of the style sheet.
    pub colour: &'a str,
    /// The language new members start in: `en` or `fr`.
    pub language: &'a str,
    /// The IANA zone of days and digests.
    pub time_zone: &'a str,
}

impl App {
    /// Makes a workspace whose owner is the user.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`] for who owns none of the workspaces joined so far, [`Refusal::Invalid`] for a field that cannot be
    /// kept.
    pub async fn add_workspace(&self, signed: &Signed, said: WorkspaceForm<'_>) -> Result<Id<Workspace>, Refusal> {
        if !signed.may_add_workspace() {
            return Err(Refusal::NotAllowed(Act::Govern));
        }
        let (name, colour) = (field::name("name", said.name)?, field::colour(said.colour)?);
        let (language, zone) = (field::language(said.language)?, field::time_zone(said.time_zone)?);
        let (user, now) = (&signed.user, self.now());
        let tx = self.store.begin().await?;
        let id = tx.add_workspace(&name, &colour, language, &zone, now).await?;
        tx.put_member(id, user.id, &[Hat::Owner], now).await?;
        let mut event = account_event(user, "workspace.added", "workspace", Some(id.get()), &json!({ "name": name }), now);
        event.workspace_id = Some(id);
        tx.record(&event).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Changes name, colour, language and zone of the workspace.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for a field that cannot be kept.
    pub async fn save_workspace(&self, actor: &Actor, said: WorkspaceForm<'_>) -> Result<(), Refusal> {
        actor.may(Act::Govern)?;
        let kept = self.reader(actor).workspace().await?.ok_or(Refusal::NoSuch(Noun::Workspace))?;
        let workspace = Workspace {
            name: field::name("name", said.name)?,
            colour: field::colour(said.colour)?,
            language: field::language(said.language)?.to_owned(),
            time_zone: field::time_zone(said.time_zone)?,
            ..kept
        };
        let tx = self.store.begin().await?;
        tx.lock_topics(workspace.id).await?;
        tx.save_workspace(&workspace).await?;
        let detail = json!({ "name": workspace.name });
        tx.record(&actor.event("workspace.saved", "workspace", Some(workspace.id.get()), &detail, self.now())).await?;
        Ok(tx.commit().await?)
    }
}

impl Signed {
    /// Whether the user may make a workspace: who owns one, or belongs to none yet.
    #[must_use]
    pub fn may_add_workspace(&self) -> bool {
        self.memberships.is_empty() || self.memberships.iter().any(|membership| membership.hats().contains(&Hat::Owner))
    }
}
