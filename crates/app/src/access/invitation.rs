//! Inviting a colleague, and joining.

use domain::{Hat, Language, hat::Act};
use serde_json::json;
use store::{
    Id,
    access::{Invitation, User},
    workspace::Workspace,
};

use crate::{
    Actor, App, Noun, Refusal,
    access::{
        Browser, NewAccount, Opened, Secret, Signed, field,
        invitation_mail::invitation_mail,
        sign_in::{account_event, new_user, open_session},
        tries::Allowance,
    },
    govern::Posted,
    vault::{new_token, token_hash},
};

/// How long an invitation can be used: a week.
pub const INVITATION_SECONDS: i64 = 7 * 24 * 3_600;
/// Invitations of one workspace, so that a stolen session cannot mail the whole world.
const INVITE_ALLOWANCE: Allowance = Allowance { times: 60, window_us: 3_600 * 1_000_000 };

/// An invitation that was just made.
pub struct Invite {
    /// The address to open, whole; shown once.
    pub link: Secret,
    /// What became of the mail with it.
    pub posted: Posted,
}

/// What the page of an invitation shows.
#[derive(Clone, Debug)]
pub struct Invited {
    /// The workspace to join.
    pub workspace: Workspace,
    /// Whom the place is kept for.
    pub email: String,
    /// The hats it gives.
    pub hats: Vec<Hat>,
    /// Whether that mail address has an account.
    pub has_account: bool,
    invitation: Id<Invitation>,
}

/// How somebody shows to be the one invited.
pub enum Acceptance<'a> {
    /// By making an account.
    New(NewAccount<'a>),
    /// By the password of the account.
    Password(&'a str),
    /// By being signed in with the account.
    Signed(&'a Signed),
}

/// What joining gave.
pub struct Joined {
    /// The workspace.
    pub workspace: Id<Workspace>,
    /// A session, unless there was one.
    pub opened: Option<Opened>,
}

impl App {
    /// Keeps a place in the workspace for a mail address, and mails the link when the workspace has a mail server. An earlier
    /// invitation of the same address stops working.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for an address that is none or a member's, or no hats.
    pub async fn invite_member(&self, actor: &Actor, email: &str, hats: &[String]) -> Result<Invite, Refusal> {
        actor.may(Act::Govern)?;
        let (email, hats) = (field::email(email)?, field::hats(hats)?);
        let (reader, now) = (self.reader(actor), self.now());
        if reader.members().await?.iter().any(|member| member.email == email) {
            return Err(Refusal::Invalid { field: "email", why: "member_already" });
        }
        let allowed = self.tries.count(&format!("invite {}", actor.workspace), INVITE_ALLOWANCE, now);
        allowed.map_err(|seconds| Refusal::TooOften { seconds })?;
        let workspace = reader.workspace().await?.ok_or(Refusal::NoSuch(Noun::Workspace))?;
        let token = new_token()?;
        let earlier = reader.invitations(now).await?;
        let tx = self.store.begin().await?;
        for invitation in earlier.iter().filter(|invitation| invitation.email == email) {
            tx.remove_invitation(actor.workspace, invitation.id).await?;
        }
        let ends_at = now + INVITATION_SECONDS * 1_000_000;
        let id = tx.add_invitation(Some(actor.workspace), &email, &hats, &token_hash(&token), now, ends_at).await?;
        let detail = json!({ "email": email, "hats": hats, "invitation": id });
        tx.record(&actor.event("member.invited", "member", None, &detail, now)).await?;
        tx.commit().await?;
        let link = format!("{}/join/{token}", self.config.public_address);
        let language = Language::from_code(&workspace.language).unwrap_or_default();
        let (subject, text) = invitation_mail(language, &actor.name, &workspace.name, &link);
        let posted = self.post_mail(actor.workspace, &email, &subject, &text).await?;
        Ok(Invite { link: Secret::new(link), posted })
    }

    /// Takes an invitation back.
    ///
    /// # Errors
    /// [`Refusal::NoSuch`] when the workspace has no such invitation.
    pub async fn withdraw_invitation(&self, actor: &Actor, id: Id<Invitation>) -> Result<(), Refusal> {
        actor.may(Act::Govern)?;
        let tx = self.store.begin().await?;
        if !tx.remove_invitation(actor.workspace, id).await? {
            return Err(Refusal::NoSuch(Noun::Invitation));
        }
        let detail = json!({ "invitation": id });
        tx.record(&actor.event("member.uninvited", "member", None, &detail, self.now())).await?;
        Ok(tx.commit().await?)
    }

    /// What a link of an invitation leads to.
    ///
    /// # Errors
    /// [`Refusal::NoSuch`] when it was used, is over, was taken back or never was.
    pub async fn invitation(&self, token: &str) -> Result<Invited, Refusal> {
        let none = || Refusal::NoSuch(Noun::Invitation);
        let invitation = self.store.invitation(&token_hash(token), self.now()).await?.ok_or_else(none)?;
        let workspace = self.workspace(invitation.workspace_id.ok_or_else(none)?).await?;
        let has_account = self.store.user_by_email(&invitation.email).await?.is_some();
        Ok(Invited { workspace, hats: invitation.hats(), email: invitation.email, has_account, invitation: invitation.id })
    }

    /// Makes the invited one a member. The place is kept for one mail address: an account of another cannot take it.
    ///
    /// # Errors
    /// [`Refusal::NoSuch`] when the link does not work, [`Refusal::WrongPassword`] for a wrong password or another's session,
    /// [`Refusal::Invalid`] for a field that cannot be kept.
    pub async fn accept_invitation(
        &self,
        token: &str,
        acceptance: Acceptance<'_>,
        browser: Browser<'_>,
    ) -> Result<Joined, Refusal> {
        let invited = self.invitation(token).await?;
        let now = self.now();
        let (mut user, is_new, is_signed): (User, bool, bool) = match &acceptance {
            Acceptance::New(_) if invited.has_account => return Err(Refusal::Taken(Noun::Member)),
            Acceptance::New(said) => (new_user(invited.email.clone(), said, now).await?, true, false),
            Acceptance::Password(said) => (self.user_by_password(&invited.email, said, browser.address).await?, false, false),
            Acceptance::Signed(signed) if signed.user.email == invited.email => (signed.user.clone(), false, true),
            Acceptance::Signed(_) => return Err(Refusal::WrongPassword),
        };
        let workspace = invited.workspace.id;
        let tx = self.store.begin().await?;
        if !tx.use_invitation(invited.invitation, now).await? {
            return Err(Refusal::NoSuch(Noun::Invitation));
        }
        if is_new {
            user.id = tx.add_user(&user).await.map_err(Refusal::taken(Noun::Member))?;
        }
        tx.put_member(workspace, user.id, &invited.hats, now).await?;
        let cookie = if is_signed { None } else { Some(open_session(&tx, &user, browser, now).await?.1) };
        let detail = json!({ "name": user.name, "hats": invited.hats });
        let mut event = account_event(&user, "member.joined", "member", Some(user.id.get()), &detail, now);
        event.workspace_id = Some(workspace);
        tx.record(&event).await?;
        tx.commit().await?;
        Ok(Joined { workspace, opened: cookie.map(|cookie| Opened { cookie, user }) })
    }
}
