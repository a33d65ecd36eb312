//! Channels: the accounts that are written to, and the applications they were connected by.

use sea_orm::FromQueryResult;

use crate::{Id, Reader, Store, StoreError, Tx, access::User, row, workspace::Workspace};

/// A connected account. Its secrets are sealed.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Channel {
    /// Its id.
    pub id: Id<Channel>,
    /// The workspace it belongs to.
    pub workspace_id: Id<Workspace>,
    /// The application that it was connected by.
    pub application_id: Option<Id<Application>>,
    /// The name of its network.
    pub network: String,
    /// What people call it.
    pub name: String,
    /// Its handle there.
    pub handle: String,
    /// Where a person sees it; may be empty.
    pub address: String,
    /// The address of its server.
    pub server: String,
    /// Its id there.
    pub account: String,
    /// What was filled in, in the open: JSON.
    pub settings: String,
    /// What the server told of its limits: JSON.
    pub limits: String,
    /// `connected`, `broken` or `disconnected`.
    pub state: String,
    /// Why it is broken, JSON as the verb wrote it; empty when it is not.
    pub problem: String,
    /// When the access ends, UTC microseconds, where that is known.
    pub expires_at: Option<i64>,
    /// When it was last asked who we are, UTC microseconds.
    pub checked_at: i64,
    /// When it was connected, UTC microseconds.
    pub created_at: i64,
    /// When it was disconnected, UTC microseconds.
    pub disconnected_at: Option<i64>,
}

/// The keys of an application of ours at a network. The secret is sealed, and not shown by `Debug`.
#[derive(Clone, FromQueryResult)]
pub struct Application {
    /// Its id.
    pub id: Id<Application>,
    /// The name of the network.
    pub network: String,
    /// The server, for networks of many servers; empty otherwise.
    pub server: String,
    /// Its public id there.
    pub client_id: String,
    /// Its secret, sealed.
    pub secret: String,
    /// When its keys were given, UTC microseconds.
    pub created_at: i64,
}

/// A consent that somebody was sent away for.
#[derive(Clone, FromQueryResult)]
pub struct Consent {
    /// The hash of the state that was given along.
    pub state_hash: String,
    /// The workspace.
    pub workspace_id: Id<Workspace>,
    /// Who was sent; none for somebody at the machine itself.
    pub user_id: Option<Id<User>>,
    /// By which application.
    pub application_id: Id<Application>,
    /// The name of the network.
    pub network: String,
    /// The server.
    pub server: String,
    /// What was filled in, JSON.
    pub settings: String,
    /// The verifier and what the network gave along, sealed.
    pub secrets: String,
    /// When, UTC microseconds.
    pub created_at: i64,
}

const CHANNEL: &str = "SELECT id, workspace_id, application_id, network, name, handle, address, server, account, settings, limits, state, problem, \
                       expires_at, checked_at, created_at, disconnected_at FROM channels";
const APPLICATION: &str = "SELECT id, network, server, client_id, secret, created_at FROM applications";

impl Store {
    /// The workspace for which a user was sent away for consent, by the hash of the state that was given along.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn consent_workspace(&self, state_hash: &str, user: Id<User>) -> Result<Option<Id<Workspace>>, StoreError> {
        let sql = "SELECT workspace_id AS n FROM consents WHERE state_hash = $1 AND user_id = $2";
        let found = row::number(self.readers(), sql, vec![state_hash.into(), user.into()]).await?;
        Ok(Some(found).filter(|&id| id != 0).map(Id::new))
    }
}

impl Reader {
    /// The channels that are not disconnected, by network and name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn channels(&self) -> Result<Vec<Channel>, StoreError> {
        let sql = format!("{CHANNEL} WHERE workspace_id = $1 AND disconnected_at IS NULL ORDER BY network, name, id");
        row::all(&self.connection, &sql, vec![self.workspace.into()]).await
    }

    /// A channel, also one that was disconnected.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn channel(&self, id: Id<Channel>) -> Result<Option<Channel>, StoreError> {
        let sql = format!("{CHANNEL} WHERE workspace_id = $1 AND id = $2");
        row::one(&self.connection, &sql, vec![self.workspace.into(), id.into()]).await
    }

    /// The sealed secrets of a channel.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn channel_secrets(&self, id: Id<Channel>) -> Result<Option<String>, StoreError> {
        #[derive(FromQueryResult)]
        struct Secrets {
            secrets: String,
        }
        let sql = "SELECT secrets FROM channels WHERE workspace_id = $1 AND id = $2";
        let found: Option<Secrets> = row::one(&self.connection, sql, vec![self.workspace.into(), id.into()]).await?;
        Ok(found.map(|found| found.secrets))
    }

    /// The applications whose keys were given.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn applications(&self) -> Result<Vec<Application>, StoreError> {
        let sql = format!("{APPLICATION} WHERE workspace_id = $1 ORDER BY network, server");
        row::all(&self.connection, &sql, vec![self.workspace.into()]).await
    }

    /// An application.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn application(&self, id: Id<Application>) -> Result<Option<Application>, StoreError> {
        let sql = format!("{APPLICATION} WHERE workspace_id = $1 AND id = $2");
        row::one(&self.connection, &sql, vec![self.workspace.into(), id.into()]).await
    }
}

impl Tx {
    /// Connects a channel. The id is ignored; `secrets` is sealed.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when this account is connected already.
    pub async fn add_channel(&self, channel: &Channel, secrets: &str) -> Result<Id<Channel>, StoreError> {
        let sql = "INSERT INTO channels (workspace_id, application_id, network, name, handle, address, server, account, settings, secrets, limits, \
                   state, problem, expires_at, checked_at, created_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) RETURNING id";
        let c = channel.clone();
        let values = vec![
            c.workspace_id.into(),
            c.application_id.map(Id::get).into(),
            c.network.into(),
            c.name.into(),
            c.handle.into(),
            c.address.into(),
            c.server.into(),
            c.account.into(),
            c.settings.into(),
            secrets.into(),
            c.limits.into(),
            c.state.into(),
            c.problem.into(),
            c.expires_at.into(),
            c.checked_at.into(),
            c.created_at.into(),
        ];
        row::insert(self.connection(), sql, values).await.map(Id::new)
    }

    /// Writes what is known of a channel now, and its secrets, sealed, when they changed.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn save_channel(&self, channel: &Channel, secrets: Option<&str>) -> Result<(), StoreError> {
        let sql = "UPDATE channels SET application_id = $3, name = $4, handle = $5, address = $6, server = $7, account = $8, settings = $9, \
                   limits = $10, state = $11, problem = $12, expires_at = $13, checked_at = $14, disconnected_at = $15, \
                   secrets = COALESCE($16, secrets) WHERE workspace_id = $1 AND id = $2";
        let c = channel.clone();
        let values = vec![
            c.workspace_id.into(),
            c.id.into(),
            c.application_id.map(Id::get).into(),
            c.name.into(),
            c.handle.into(),
            c.address.into(),
            c.server.into(),
            c.account.into(),
            c.settings.into(),
            c.limits.into(),
            c.state.into(),
            c.problem.into(),
            c.expires_at.into(),
            c.checked_at.into(),
            c.disconnected_at.into(),
            secrets.map(str::to_owned).into(),
        ];
        row::run(self.connection(), sql, values).await?;
        Ok(())
    }

    /// Keeps the keys of an application, in place of those of before.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_application(
        &self,
        workspace: Id<Workspace>,
        network: &str,
        server: &str,
        keys: (&str, &str),
        now: i64,
    ) -> Result<Id<Application>, StoreError> {
        let sql = "INSERT INTO applications (workspace_id, network, server, client_id, secret, created_at) VALUES ($1, $2, $3, $4, $5, $6) \
                   ON CONFLICT (workspace_id, network, server) DO UPDATE SET client_id = excluded.client_id, secret = excluded.secret, \
                   created_at = excluded.created_at RETURNING id";
        let values = vec![workspace.into(), network.into(), server.into(), keys.0.into(), keys.1.into(), now.into()];
        row::insert(self.connection(), sql, values).await.map(Id::new)
    }

    /// Remembers that somebody was sent away for consent, and forgets those who did not come back since `before`.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_consent(&self, consent: &Consent, before: i64) -> Result<(), StoreError> {
        row::run(self.connection(), "DELETE FROM consents WHERE created_at < $1", vec![before.into()]).await?;
        let sql = "INSERT INTO consents (state_hash, workspace_id, user_id, application_id, network, server, settings, secrets, \
                   created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        let c = consent.clone();
        let values = vec![
            c.state_hash.into(),
            c.workspace_id.into(),
            c.user_id.map(Id::get).into(),
            c.application_id.into(),
            c.network.into(),
            c.server.into(),
            c.settings.into(),
            c.secrets.into(),
            c.created_at.into(),
        ];
        row::run(self.connection(), sql, values).await?;
        Ok(())
    }

    /// Takes back a consent that was asked for since `since`, by a user or at the machine itself: it is good for one return.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn take_consent(
        &self,
        state_hash: &str,
        user: Option<Id<User>>,
        since: i64,
    ) -> Result<Option<Consent>, StoreError> {
        let sql = "DELETE FROM consents WHERE state_hash = $1 AND COALESCE(user_id, 0) = $2 AND created_at >= $3 RETURNING state_hash, workspace_id, \
                   user_id, application_id, network, server, settings, secrets, created_at";
        row::one(self.connection(), sql, vec![state_hash.into(), user.map_or(0, Id::get).into(), since.into()]).await
    }
}
