//! The one way to write.

use sea_orm::DatabaseTransaction;

use crate::{StoreError, connection::Engine, row};

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
}
