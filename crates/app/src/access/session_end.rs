//! Sessions, listed and ended.

use serde_json::json;
use store::{Id, access::Session};

use crate::{
    App, Noun, Refusal,
    access::{Signed, sign_in::account_event},
};

impl App {
    /// The sessions of a user that have not ended, the one used last first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sessions(&self, signed: &Signed) -> Result<Vec<Session>, Refusal> {
        Ok(self.store.sessions(signed.user.id, self.now()).await?)
    }

    /// Ends the session that asks.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sign_out(&self, signed: &Signed) -> Result<(), Refusal> {
        self.end_session(signed, signed.session.id).await
    }

    /// Ends one session of the user.
    ///
    /// # Errors
    /// [`Refusal::NoSuch`] when it is over already, or another user's.
    pub async fn end_session(&self, signed: &Signed, id: Id<Session>) -> Result<(), Refusal> {
        let (user, now) = (&signed.user, self.now());
        let tx = self.store.begin().await?;
        if !tx.end_session(user.id, id).await? {
            return Err(Refusal::NoSuch(Noun::Session));
        }
        tx.record(&account_event(user, "session.ended", "session", Some(id.get()), &json!({}), now)).await?;
        Ok(tx.commit().await?)
    }

    /// Ends every session of the user but the one that asks; says how many.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn end_other_sessions(&self, signed: &Signed) -> Result<u64, Refusal> {
        let (user, now) = (&signed.user, self.now());
        let tx = self.store.begin().await?;
        let ended = tx.end_other_sessions(user.id, Some(signed.session.id)).await?;
        tx.record(&account_event(user, "session.others_ended", "session", None, &json!({ "n": ended }), now)).await?;
        tx.commit().await?;
        Ok(ended)
    }
}
