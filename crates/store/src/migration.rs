//! Bringing the tables up to date. Released texts never change; a change is a new file at the end of the list.

use sea_orm::{FromQueryResult, TransactionTrait};

use crate::{Schema, Store, StoreError, row};

/// All migrations, in order. The number of a migration is its place, from 1.
const MIGRATIONS: [&str; 2] = [include_str!("migrations/0001_foundation.sql"), include_str!("migrations/0002_publishing.sql")];

#[derive(FromQueryResult)]
struct Version {
    version: i64,
}

/// The newest version that this program knows.
fn known() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// How far the tables are.
pub(crate) async fn look(store: &Store) -> Result<Schema, StoreError> {
    let table = row::number(store.readers(), store.engine().tables_of_name(), vec!["schema_version".into()]).await?;
    let found = match table {
        0 => 0,
        _ => row::number(store.readers(), "SELECT COALESCE(MAX(version), 0) AS n FROM schema_version", vec![]).await?,
    };
    Ok(Schema { found, known: known() })
}

/// Applies what is missing, each migration in a transaction of its own.
pub(crate) async fn run(store: &Store) -> Result<(), StoreError> {
    let transaction = store.begin().await?;
    // PostgreSQL's IF NOT EXISTS does not hold for two that make the table in the same moment.
    transaction.lock_migrations().await?;
    let sql = "CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)";
    row::run(transaction.connection(), sql, vec![]).await?;
    transaction.commit().await?;
    loop {
        let transaction = store.begin().await?;
        transaction.lock_migrations().await?;
        let current: Option<Version> =
            row::one(transaction.connection(), "SELECT COALESCE(MAX(version), 0) AS version FROM schema_version", vec![]).await?;
        let found = current.map_or(0, |row| row.version);
        let known = known();
        if found > known {
            return Err(StoreError::TooNew { found, known });
        }
        let Some(text) = usize::try_from(found).ok().and_then(|next| MIGRATIONS.get(next)) else {
            return transaction.commit().await;
        };
        let engine = store.engine();
        let sql = text
            .replace("{id}", engine.id_column())
            .replace("{by_key}", engine.kept_by_key())
            .replace("{full_text}", engine.full_text_tables());
        let inner = transaction.connection().begin().await?;
        sea_orm::ConnectionTrait::execute_unprepared(&inner, &sql).await?;
        inner.commit().await?;
        row::run(transaction.connection(), "INSERT INTO schema_version (version) VALUES ($1)", vec![(found + 1).into()]).await?;
        transaction.commit().await?;
    }
}
