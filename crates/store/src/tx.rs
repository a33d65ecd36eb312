//! The one way to write.

use sea_orm::DatabaseTransaction;

use crate::{Id, StoreError, alert::LISTENING_STAMP, connection::Engine, row, workspace::Workspace};

/// A transaction. What it wrote is kept by [`Tx::commit`] and undone by dropping it. Its verbs are beside their nouns: see
/// [`crate::source`], [`crate::document`] and the others.
#[derive(Debug)]
pub struct Tx {
    transaction: DatabaseTransaction,
    pub(crate) engine: Engine,
}

impl Tx {
    pub(crate) const fn new(transaction: DatabaseTransaction, engine: Engine) -> Self {
        Self { transaction, engine }
    }

    pub(crate) const fn connection(&self) -> &DatabaseTransaction {
        &self.transaction
    }

    /// Keeps everything that was written.
    ///
    /// # Errors
    /// When the engine cannot: then nothing was kept.
    pub async fn commit(self) -> Result<(), StoreError> {
        Ok(self.transaction.commit().await?)
    }

    /// Several processes may start at once on one PostgreSQL; they migrate one after the other. On SQLite the immediate
    /// transaction already holds everyone else off.
    pub(crate) async fn lock_migrations(&self) -> Result<(), StoreError> {
        if self.engine == Engine::Postgres {
            row::run(&self.transaction, "SELECT pg_advisory_xact_lock(7305801)", vec![]).await?;
        }
        Ok(())
    }

    /// Lets one process at a time take jobs, so that no two take one of the same lane each.
    pub(crate) async fn lock_leases(&self) -> Result<(), StoreError> {
        if self.engine == Engine::Postgres {
            row::run(&self.transaction, "SELECT pg_advisory_xact_lock(7305805)", vec![]).await?;
        }
        Ok(())
    }

    /// Holds off the saving of topics, views and alerts of the workspace until this transaction ends, or waits for it: a
    /// document that comes in while a topic is being saved is then seen either by the new topic or by its search of the archive.
    /// On SQLite there is one writer, and nothing to do.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn lock_matching(&self, workspace: Id<Workspace>) -> Result<(), StoreError> {
        if self.engine == Engine::Postgres {
            row::run(
                &self.transaction,
                "SELECT pg_advisory_xact_lock_shared(7305802, CAST($1 AS INTEGER))",
                vec![workspace.into()],
            )
            .await?;
        }
        Ok(())
    }

    /// Waits until no document is being taken in, and keeps them waiting until this transaction ends. Every verb that changes what the
    /// workspace listens for (a topic, view, alert or correction, its time zone) begins with it: their lines in the log then show
    /// themselves in the order of their numbers, by which [`Tx::listening_stamp`] tells a change.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn lock_topics(&self, workspace: Id<Workspace>) -> Result<(), StoreError> {
        if self.engine == Engine::Postgres {
            row::run(&self.transaction, "SELECT pg_advisory_xact_lock(7305802, CAST($1 AS INTEGER))", vec![workspace.into()])
                .await?;
        }
        Ok(())
    }

    /// The same number as [`crate::Store::listening_stamp`], as this transaction sees it.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn listening_stamp(&self, workspace: Id<Workspace>) -> Result<i64, StoreError> {
        row::number(&self.transaction, LISTENING_STAMP, vec![workspace.into()]).await
    }
}
