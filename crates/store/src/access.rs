//! Who may come in: users, invitations, sessions, tokens. Secrets are here as hashes only.

use domain::Hat;
use sea_orm::FromQueryResult;
use serde::Serialize;

use crate::{
    Id, Reader, Store, StoreError, Tx, row,
    workspace::{Workspace, read_hats, write_hats},
};

/// An account of the team.
#[derive(Clone, FromQueryResult)]
pub struct User {
    /// Its id.
    pub id: Id<User>,
    /// The address one signs in with, lower case.
    pub email: String,
    /// The name shown.
    pub name: String,
    /// The argon2id string.
    pub password_hash: String,
    /// `en` or `fr`.
    pub language: String,
    /// An IANA zone.
    pub time_zone: String,
    /// `system`, `light` or `dark`.
    pub theme: String,
    /// `comfortable` or `compact`.
    pub density: String,
    /// When it was made, UTC microseconds.
    pub created_at: i64,
    /// When it was closed, UTC microseconds.
    pub disabled_at: Option<i64>,
}

impl std::fmt::Debug for User {
    /// The hash stays out of logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("User").field("id", &self.id).field("email", &self.email).finish_non_exhaustive()
    }
}

/// A place kept for somebody: the first owner, or a colleague.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Invitation {
    /// Its id.
    pub id: Id<Invitation>,
    /// The workspace to join; none for the first owner, who makes one.
    pub workspace_id: Option<Id<Workspace>>,
    /// Whom it is for; empty for the first owner.
    pub email: String,
    /// Names of hats, joined by commas.
    pub hats: String,
    /// When it was made, UTC microseconds.
    pub created_at: i64,
    /// When it stops working, UTC microseconds.
    pub ends_at: i64,
}

impl Invitation {
    /// The hats it gives.
    #[must_use]
    pub fn hats(&self) -> Vec<Hat> {
        read_hats(&self.hats)
    }
}

/// A browser that is signed in.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct Session {
    /// Its id.
    pub id: Id<Session>,
    /// Whose it is.
    pub user_id: Id<User>,
    /// The browser's own word.
    pub user_agent: String,
    /// The address it signed in from.
    pub address: String,
    /// When it signed in, UTC microseconds.
    pub created_at: i64,
    /// The last request, to the minute, UTC microseconds.
    pub seen_at: i64,
    /// When it ends by itself, UTC microseconds.
    pub ends_at: i64,
}

/// A key for scripts, bound to one workspace and to the user who made it.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct Token {
    /// Its id.
    pub id: Id<Token>,
    /// The workspace it opens.
    pub workspace_id: Id<Workspace>,
    /// Who made it, and whose hats bound it.
    pub user_id: Id<User>,
    /// What it is for, in its maker's words.
    pub name: String,
    /// `read` or `read,write`.
    pub scopes: String,
    /// When it was made, UTC microseconds.
    pub created_at: i64,
    /// The last request, to the minute, UTC microseconds.
    pub used_at: Option<i64>,
    /// When it was taken back, UTC microseconds.
    pub revoked_at: Option<i64>,
}

const SESSION: &str = "SELECT id, user_id, user_agent, address, created_at, seen_at, ends_at FROM sessions";
const TOKEN: &str = "SELECT id, workspace_id, user_id, name, scopes, created_at, used_at, revoked_at FROM tokens";
const INVITATION: &str = "SELECT id, workspace_id, email, hats, created_at, ends_at FROM invitations";

impl Store {
    /// The user with that mail address.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn user_by_email(&self, email: &str) -> Result<Option<User>, StoreError> {
        row::one(self.readers(), "SELECT * FROM users WHERE email = $1", vec![email.into()]).await
    }

    /// A user.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn user(&self, id: Id<User>) -> Result<Option<User>, StoreError> {
        row::one(self.readers(), "SELECT * FROM users WHERE id = $1", vec![id.into()]).await
    }

    /// Whether nobody has an account yet.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn has_no_user(&self) -> Result<bool, StoreError> {
        Ok(row::number(self.readers(), "SELECT COUNT(*) AS n FROM users", vec![]).await? == 0)
    }

    /// The sessions of a user that have not ended, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sessions(&self, user: Id<User>, now: i64) -> Result<Vec<Session>, StoreError> {
        let sql = format!("{SESSION} WHERE user_id = $1 AND ends_at > $2 ORDER BY seen_at DESC, id DESC");
        row::all(self.readers(), &sql, vec![user.into(), now.into()]).await
    }

    /// The token of an API request, if it was not taken back.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn token(&self, token_hash: &str) -> Result<Option<Token>, StoreError> {
        row::one(self.readers(), &format!("{TOKEN} WHERE token_hash = $1 AND revoked_at IS NULL"), vec![token_hash.into()]).await
    }

    /// The invitation behind a link, if it can still be used.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn invitation(&self, token_hash: &str, now: i64) -> Result<Option<Invitation>, StoreError> {
        let sql = format!("{INVITATION} WHERE token_hash = $1 AND used_at IS NULL AND ends_at > $2");
        row::one(self.readers(), &sql, vec![token_hash.into(), now.into()]).await
    }
}

impl Reader {
    /// The workspace's tokens that were not taken back, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn tokens(&self) -> Result<Vec<Token>, StoreError> {
        let sql = format!("{TOKEN} WHERE workspace_id = $1 AND revoked_at IS NULL ORDER BY id DESC");
        row::all(&self.connection, &sql, vec![self.workspace.into()]).await
    }

    /// The workspace's invitations that can still be used, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn invitations(&self, now: i64) -> Result<Vec<Invitation>, StoreError> {
        let sql = format!("{INVITATION} WHERE workspace_id = $1 AND used_at IS NULL AND ends_at > $2 ORDER BY id DESC");
        row::all(&self.connection, &sql, vec![self.workspace.into(), now.into()]).await
    }
}

impl Tx {
    /// Makes an account.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when the mail address has one.
    pub async fn add_user(&self, user: &User) -> Result<Id<User>, StoreError> {
        let sql = "INSERT INTO users (email, name, password_hash, language, time_zone, theme, density, created_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id";
        let User { email, name, password_hash, language, time_zone, theme, density, created_at, .. } = user.clone();
        let values = vec![
            email.into(),
            name.into(),
            password_hash.into(),
            language.into(),
            time_zone.into(),
            theme.into(),
            density.into(),
            created_at.into(),
        ];
        row::insert(self.connection(), sql, values).await.map(Id::new)
    }

    /// Saves what a user may change of an account, and its closing.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when the mail address belongs to another.
    pub async fn save_user(&self, user: &User) -> Result<(), StoreError> {
        let sql = "UPDATE users SET email = $2, name = $3, password_hash = $4, language = $5, time_zone = $6, theme = $7, density = $8, \
                   disabled_at = $9 WHERE id = $1";
        let User { id, email, name, password_hash, language, time_zone, theme, density, disabled_at, .. } = user.clone();
        let values = vec![
            id.into(),
            email.into(),
            name.into(),
            password_hash.into(),
            language.into(),
            time_zone.into(),
            theme.into(),
            density.into(),
            disabled_at.into(),
        ];
        row::run(self.connection(), sql, values).await?;
        Ok(())
    }

    /// Saves name, language, zone, theme and density of an account, and nothing else: a password that is changed at the same moment
    /// stays changed.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn save_profile(&self, user: &User) -> Result<(), StoreError> {
        let sql = "UPDATE users SET name = $2, language = $3, time_zone = $4, theme = $5, density = $6 WHERE id = $1";
        let User { id, name, language, time_zone, theme, density, .. } = user.clone();
        let values = vec![id.into(), name.into(), language.into(), time_zone.into(), theme.into(), density.into()];
        row::run(self.connection(), sql, values).await?;
        Ok(())
    }

    /// Keeps a place for somebody.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_invitation(
        &self,
        workspace: Option<Id<Workspace>>,
        email: &str,
        hats: &[Hat],
        token_hash: &str,
        now: i64,
        ends_at: i64,
    ) -> Result<Id<Invitation>, StoreError> {
        let sql = "INSERT INTO invitations (workspace_id, email, hats, token_hash, created_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id";
        let workspace: Option<i64> = workspace.map(Id::get);
        let values = vec![workspace.into(), email.into(), write_hats(hats).into(), token_hash.into(), now.into(), ends_at.into()];
        row::insert(self.connection(), sql, values).await.map(Id::new)
    }

    /// Uses an invitation up. False when somebody was quicker.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn use_invitation(&self, id: Id<Invitation>, now: i64) -> Result<bool, StoreError> {
        let sql = "UPDATE invitations SET used_at = $2 WHERE id = $1 AND used_at IS NULL";
        Ok(row::run(self.connection(), sql, vec![id.into(), now.into()]).await? == 1)
    }

    /// Takes back the first owner's links: a new start prints a new one.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn drop_first_invitations(&self) -> Result<(), StoreError> {
        row::run(self.connection(), "DELETE FROM invitations WHERE workspace_id IS NULL", vec![]).await?;
        Ok(())
    }

    /// Takes an invitation of the workspace back. False when there is none.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn remove_invitation(&self, workspace: Id<Workspace>, id: Id<Invitation>) -> Result<bool, StoreError> {
        let sql = "DELETE FROM invitations WHERE workspace_id = $1 AND id = $2";
        Ok(row::run(self.connection(), sql, vec![workspace.into(), id.into()]).await? > 0)
    }

    /// Opens a session.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_session(
        &self,
        user: Id<User>,
        token_hash: &str,
        user_agent: &str,
        address: &str,
        now: i64,
        ends_at: i64,
    ) -> Result<Id<Session>, StoreError> {
        let sql = "INSERT INTO sessions (user_id, token_hash, user_agent, address, created_at, seen_at, ends_at) \
                   VALUES ($1, $2, $3, $4, $5, $5, $6) RETURNING id";
        let values = vec![user.into(), token_hash.into(), user_agent.into(), address.into(), now.into(), ends_at.into()];
        row::insert(self.connection(), sql, values).await.map(Id::new)
    }

    /// Notes that a session was used.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn touch_session(&self, id: Id<Session>, now: i64) -> Result<(), StoreError> {
        row::run(self.connection(), "UPDATE sessions SET seen_at = $2 WHERE id = $1", vec![id.into(), now.into()]).await?;
        Ok(())
    }

    /// Ends one session of a user. False when there is none.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn end_session(&self, user: Id<User>, id: Id<Session>) -> Result<bool, StoreError> {
        let sql = "DELETE FROM sessions WHERE user_id = $1 AND id = $2";
        Ok(row::run(self.connection(), sql, vec![user.into(), id.into()]).await? > 0)
    }

    /// Ends all sessions of a user but one; says how many.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn end_other_sessions(&self, user: Id<User>, kept: Option<Id<Session>>) -> Result<u64, StoreError> {
        let sql = "DELETE FROM sessions WHERE user_id = $1 AND id <> $2";
        row::run(self.connection(), sql, vec![user.into(), kept.map_or(0, Id::get).into()]).await
    }

    /// Keeps a token's hash.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_token(&self, token: &Token, token_hash: &str) -> Result<Id<Token>, StoreError> {
        let sql = "INSERT INTO tokens (workspace_id, user_id, name, token_hash, scopes, created_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id";
        let Token { workspace_id, user_id, name, scopes, created_at, .. } = token.clone();
        let values = vec![workspace_id.into(), user_id.into(), name.into(), token_hash.into(), scopes.into(), created_at.into()];
        row::insert(self.connection(), sql, values).await.map(Id::new)
    }

    /// Notes that a token was used.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn touch_token(&self, id: Id<Token>, now: i64) -> Result<(), StoreError> {
        row::run(self.connection(), "UPDATE tokens SET used_at = $2 WHERE id = $1", vec![id.into(), now.into()]).await?;
        Ok(())
    }

    /// Takes a token back. False when there is none.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn revoke_token(&self, workspace: Id<Workspace>, id: Id<Token>, now: i64) -> Result<bool, StoreError> {
        let sql = "UPDATE tokens SET revoked_at = $3 WHERE workspace_id = $1 AND id = $2 AND revoked_at IS NULL";
        Ok(row::run(self.connection(), sql, vec![workspace.into(), id.into(), now.into()]).await? > 0)
    }

    /// Forgets sessions and invitations that are over; says how many.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn forget_ended_access(&self, now: i64) -> Result<u64, StoreError> {
        let sessions = row::run(self.connection(), "DELETE FROM sessions WHERE ends_at <= $1", vec![now.into()]).await?;
        Ok(sessions + row::run(self.connection(), "DELETE FROM invitations WHERE ends_at <= $1", vec![now.into()]).await?)
    }
}
