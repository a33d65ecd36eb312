//! The first start: a link that makes the owner, once.

use domain::Hat;
use serde_json::json;
use store::{Id, access::User, event::Event, workspace::Workspace};

use crate::{
    App, Noun, Refusal,
    access::{
        Browser, NewAccount, Opened, Secret, field,
        sign_in::{account_event, new_user, open_session},
    },
    vault::{new_token, token_hash},
};

/// How long the link of the first start works: a day. A new start prints a new one.
pub const FIRST_LINK_SECONDS: i64 = 24 * 3_600;

/// What the first owner says.
pub struct FirstOwner<'a> {
    /// The mail address to sign in with.
    pub email: &'a str,
    /// The name of the first workspace.
    pub workspace: &'a str,
    /// Name, password, language and zone; the workspace takes language and zone over.
    pub account: NewAccount<'a>,
}

impl App {
    /// When nobody has an account yet: the path of a link that makes the owner, once, within a day. The link of an earlier start
    /// stops working. None when somebody has an account.
    ///
    /// # Errors
    /// When the database does not answer, or the machine gives no randomness.
    pub async fn first_start(&self) -> Result<Option<Secret>, Refusal> {
        if !self.store.has_no_user().await? {
            return Ok(None);
        }
        let (token, now) = (new_token()?, self.now());
        let tx = self.store.begin().await?;
        tx.drop_first_invitations().await?;
        let ends_at = now + FIRST_LINK_SECONDS * 1_000_000;
        let invitation = tx.add_invitation(None, "", &[Hat::Owner], &token_hash(&token), now, ends_at).await?;
        let event = Event {
            id: Id::new(0),
            workspace_id: None,
            at: now,
            actor: "command line".to_owned(),
            user_id: None,
            verb: "user.invited".to_owned(),
            subject: "user".to_owned(),
            subject_id: None,
            detail: json!({ "invitation": invitation }).to_string(),
        };
        tx.record(&event).await?;
        tx.commit().await?;
        Ok(Some(Secret::new(format!("/welcome/{token}"))))
    }

    /// Whether nobody has an account yet.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn has_no_user(&self) -> Result<bool, Refusal> {
        Ok(self.store.has_no_user().await?)
    }

    /// Whether the link of the first start still works.
    ///
    /// # Errors
    /// [`Refusal::NoSuch`] when it does not.
    pub async fn first_invitation(&self, token: &str) -> Result<(), Refusal> {
        let found = self.store.invitation(&token_hash(token), self.now()).await?;
        match found.filter(|invitation| invitation.workspace_id.is_none()) {
            Some(_) if self.store.has_no_user().await? => Ok(()),
            _ => Err(Refusal::NoSuch(Noun::Invitation)),
        }
    }

    /// Makes the first owner and the first workspace, and opens a session.
    ///
    /// # Errors
    /// [`Refusal::NoSuch`] when the link was used or is over, [`Refusal::Invalid`] for a field that cannot be kept.
    pub async fn accept_first(
        &self,
        token: &str,
        said: &FirstOwner<'_>,
        browser: Browser<'_>,
    ) -> Result<(Opened, Id<Workspace>), Refusal> {
        self.first_invitation(token).await?;
        let name = field::name("workspace", said.workspace)?;
        let email = field::email(said.email)?;
        let now = self.now();
        let mut user: User = new_user(email, &said.account, now).await?;
        let invitation = self.store.invitation(&token_hash(token), now).await?.ok_or(Refusal::NoSuch(Noun::Invitation))?;
        let tx = self.store.begin().await?;
        if !tx.use_invitation(invitation.id, now).await? {
            return Err(Refusal::NoSuch(Noun::Invitation));
        }
        user.id = tx.add_user(&user).await.map_err(Refusal::taken(Noun::Member))?;
        let workspace = tx.add_workspace(&name, "0", &user.language, &user.time_zone, now).await?;
        tx.put_member(workspace, user.id, &[Hat::Owner], now).await?;
        let (_, cookie) = open_session(&tx, &user, browser, now).await?;
        let mut event =
            account_event(&user, "workspace.added", "workspace", Some(workspace.get()), &json!({ "name": name }), now);
        event.workspace_id = Some(workspace);
        tx.record(&event).await?;
        tx.commit().await?;
        Ok((Opened { cookie, user }, workspace))
    }
}
