//! Keys for scripts: made, shown once, taken back.

use domain::hat::Act;
use serde_json::json;
use store::{
    Id,
    access::{Token, User},
};

use crate::{
    Actor, App, Noun, Refusal,
    access::{Secret, field},
    vault::{new_token, token_hash},
};

/// What every token begins with, so that it is recognised where it was left by mistake.
const TOKEN_BEGINS: &str = "parvis_";

/// A token that was just made.
pub struct NewToken {
    /// Its id.
    pub id: Id<Token>,
    /// The token itself; only its hash is kept.
    pub secret: Secret,
}

impl App {
    /// Makes a token of the workspace that acts with the hats of its maker.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for a name that cannot be kept.
    pub async fn add_token(&self, actor: &Actor, name: &str, may_write: bool) -> Result<NewToken, Refusal> {
        actor.may(Act::Govern)?;
        self.add_token_of(actor, actor.person()?, name, may_write).await
    }

    pub(crate) async fn add_token_of(
        &self,
        actor: &Actor,
        user: Id<User>,
        name: &str,
        may_write: bool,
    ) -> Result<NewToken, Refusal> {
        let now = self.now();
        let token = Token {
            id: Id::new(0),
            workspace_id: actor.workspace,
            user_id: user,
            name: field::name("name", name)?,
            scopes: if may_write { "read,write" } else { "read" }.to_owned(),
            created_at: now,
            used_at: None,
            revoked_at: None,
        };
        let secret = format!("{TOKEN_BEGINS}{}", new_token()?);
        let tx = self.store.begin().await?;
        let id = tx.add_token(&token, &token_hash(&secret)).await?;
        let detail = json!({ "name": token.name, "scopes": token.scopes });
        tx.record(&actor.event("token.added", "token", Some(id.get()), &detail, now)).await?;
        tx.commit().await?;
        Ok(NewToken { id, secret: Secret::new(secret) })
    }

    /// Takes a token back: the next request with it is refused.
    ///
    /// # Errors
    /// [`Refusal::NoSuch`] when the workspace has no such token, or it was taken back before.
    pub async fn revoke_token(&self, actor: &Actor, id: Id<Token>) -> Result<(), Refusal> {
        actor.may(Act::Govern)?;
        let (reader, now) = (self.reader(actor), self.now());
        let token = reader.tokens().await?.into_iter().find(|token| token.id == id).ok_or(Refusal::NoSuch(Noun::Token))?;
        let tx = self.store.begin().await?;
        if !tx.revoke_token(actor.workspace, id, now).await? {
            return Err(Refusal::NoSuch(Noun::Token));
        }
        let detail = json!({ "name": token.name });
        tx.record(&actor.event("token.revoked", "token", Some(id.get()), &detail, now)).await?;
        Ok(tx.commit().await?)
    }
}
