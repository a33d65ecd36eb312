//! A link that lets one account in, once: made at the machine, for the demo and for whoever lost a password.

use domain::Hat;
use serde_json::json;

use crate::{
    App, Noun, Refusal,
    access::{
        Browser, Opened, Secret,
        sign_in::{account_event, open_session},
    },
    vault::{new_token, token_hash},
};

/// How long the link works, seconds: an hour.
pub const ENTRY_SECONDS: i64 = 3_600;

impl App {
    /// The path of a link that opens a session for an account, once, within an hour.
    ///
    /// # Errors
    /// [`Refusal::NoSuch`] when there is no such account or it was closed.
    pub async fn make_entry(&self, email: &str) -> Result<Secret, Refusal> {
        let user = self.store.user_by_email(&email.trim().to_lowercase()).await?.filter(|user| user.disabled_at.is_none());
        let user = user.ok_or(Refusal::NoSuch(Noun::Member))?;
        let (token, now) = (new_token()?, self.now());
        let tx = self.store.begin().await?;
        // No hat: it makes nobody a member, it only opens the door for one.
        let hats: [Hat; 0] = [];
        tx.add_invitation(None, &user.email, &hats, &token_hash(&token), now, now + ENTRY_SECONDS * 1_000_000).await?;
        tx.record(&account_event(&user, "session.offered", "session", None, &json!({}), now)).await?;
        tx.commit().await?;
        Ok(Secret::new(format!("/enter/{token}")))
    }

    /// Opens a session by such a link.
    ///
    /// # Errors
    /// [`Refusal::NoSuch`] when the link was used, is over or never was.
    pub async fn enter(&self, token: &str, browser: Browser<'_>) -> Result<Opened, Refusal> {
        let now = self.now();
        let gone = || Refusal::NoSuch(Noun::Invitation);
        let found = self.store.invitation(&token_hash(token), now).await?;
        let invitation =
            found.filter(|invitation| invitation.workspace_id.is_none() && !invitation.email.is_empty()).ok_or_else(gone)?;
        let user =
            self.store.user_by_email(&invitation.email).await?.filter(|user| user.disabled_at.is_none()).ok_or_else(gone)?;
        let tx = self.store.begin().await?;
        if !tx.use_invitation(invitation.id, now).await? {
            return Err(gone());
        }
        let (session, cookie) = open_session(&tx, &user, browser, now).await?;
        tx.record(&account_event(&user, "session.opened", "session", Some(session.get()), &json!({ "by": "link" }), now)).await?;
        tx.commit().await?;
        Ok(Opened { cookie, user })
    }
}
