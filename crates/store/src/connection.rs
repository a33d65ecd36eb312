//! Opening the database.

use std::{fs::File, io::ErrorKind, path::PathBuf, sync::Arc, time::Duration};

use sea_orm::{
    ConnAcquireErr, ConnectOptions, Database, DatabaseConnection, DbErr, RuntimeErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
    sqlx::{ConnectOptions as _, Connection, sqlite::SqliteConnectOptions},
};

use crate::{
    Reader, StoreError, Tx,
    folding::Folding,
    migration,
    readers::{FileReaders, Readers},
    workspace::Workspace,
};

/// How long a writer of SQLite waits for another process to let go, in milliseconds.
const SQLITE_BUSY_MS_MAX: u64 = 10_000;
/// How long is waited before such a file is tried again, in milliseconds.
const SQLITE_RETRY_MS: u64 = 20;
/// SQLite's page cache of the connection that writes, and of each that reads, in KiB. What is not in it is in the system's.
const SQLITE_WRITER_CACHE_KIB: u32 = 16_384;
const SQLITE_READER_CACHE_KIB: u32 = 8_192;
/// How long the write-ahead log of SQLite grows before the writer puts into the file what [`Folding`] has not, in pages of 4 KiB: 64 MiB.
const SQLITE_LOG_PAGES: u32 = 16_384;
/// Rows that a connection to SQLite may be ahead of whoever takes them: beyond that its thread waits, and is woken again for the rest.
const SQLITE_ROWS_AHEAD: usize = 1_024;
/// Connections that only read, on SQLite: two pages at once for each of two cores.
const SQLITE_READERS: u32 = 4;
/// Connections to PostgreSQL of one process.
const POSTGRES_CONNECTIONS_MAX: u32 = 16;
/// How long a page waits for a free connection, in seconds.
const ACQUIRE_SECONDS_MAX: u64 = 30;

/// Which database stands behind a [`Store`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// One file in the data folder.
    Sqlite,
    /// A server, version 15 or later.
    Postgres,
}

/// How far the tables of a database are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schema {
    /// The version that the database says; 0 when it has no tables.
    pub found: i64,
    /// The newest version that this program knows.
    pub known: i64,
}

/// The database. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    engine: Engine,
    /// On SQLite the one connection that writes; on PostgreSQL the same pool as `readers`.
    writer: DatabaseConnection,
    readers: Readers,
    /// SQLite's write-ahead log.
    log: Option<PathBuf>,
    folding: Option<Arc<Folding>>,
}

impl Store {
    /// Opens `sqlite:PATH`, `sqlite::memory:` is refused by nature (each connection would see another database), or
    /// `postgres://…`, and brings the tables up to date.
    ///
    /// # Errors
    /// When the database cannot be reached, is held by another program, or was made by a newer Parvis.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        let store =
            if address.starts_with("sqlite:") { Self::open_sqlite(address).await? } else { Self::open_postgres(address).await? };
        migration::run(&store).await?;
        Ok(store)
    }

    /// Looks how far the tables of a database are, and changes nothing. For a SQLite file that is not there a new one is made, so whoever
    /// asks looks first.
    ///
    /// # Errors
    /// When the database cannot be reached, or is held by another program.
    pub async fn schema(address: &str) -> Result<Schema, StoreError> {
        let store =
            if address.starts_with("sqlite:") { Self::open_sqlite(address).await? } else { Self::open_postgres(address).await? };
        let schema = migration::look(&store).await;
        store.close().await?;
        schema
    }

    async fn open_sqlite(address: &str) -> Result<Self, StoreError> {
        let mut options = sqlite_options(address, SQLITE_WRITER_CACHE_KIB);
        options.max_connections(1);
        // A full disk makes SQLite end a transaction by itself, and the driver goes on counting it as begun: such a connection
        // could never write again. It is closed, and the pool opens another. Those that read begin none, and are spared the question.
        options.map_sqlx_sqlite_pool_opts(|pool| {
            pool.after_release(|connection, _| {
                Box::pin(async move {
                    // What is waiting to be undone is undone before the answer comes.
                    connection.ping().await?;
                    Ok(!connection.is_in_transaction())
                })
            })
        });
        let writer = connect_sqlite(options).await?;
        let options: SqliteConnectOptions =
            address.parse().map_err(|error| DbErr::Conn(RuntimeErr::SqlxError(Arc::new(error))))?;
        let options = sqlite_file(options, SQLITE_READER_CACHE_KIB).disable_statement_logging();
        let log = log_of(address);
        let folding = Arc::new(Folding::begin(options.clone(), log.clone()));
        let readers = FileReaders::open(options, SQLITE_READERS, Duration::from_secs(ACQUIRE_SECONDS_MAX)).await?;
        Ok(Self { engine: Engine::Sqlite, writer, readers: Readers::File(readers), log: Some(log), folding: Some(folding) })
    }

    async fn open_postgres(address: &str) -> Result<Self, StoreError> {
        let mut options = ConnectOptions::new(address);
        options
            .max_connections(POSTGRES_CONNECTIONS_MAX)
            .acquire_timeout(Duration::from_secs(ACQUIRE_SECONDS_MAX))
            .test_before_acquire(false)
            .sqlx_logging(false);
        // A plan that was made while a table was empty reads the whole of it for ever after; planning anew takes a fraction of a
        // millisecond and sees how large it is and what is asked for.
        options.map_sqlx_postgres_opts(|postgres| postgres.options([("plan_cache_mode", "force_custom_plan")]));
        let pool = Database::connect(options).await?;
        Ok(Self { engine: Engine::Postgres, writer: pool.clone(), readers: Readers::Server(pool), log: None, folding: None })
    }

    /// Which database this is.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        self.engine
    }

    /// A view of one workspace that cannot write.
    #[must_use]
    pub fn reader(&self, workspace: Id<Workspace>) -> Reader {
        Reader::new(self.readers.clone(), self.engine, workspace)
    }

    /// Begins a transaction. Dropping it without [`Tx::commit`] undoes it.
    ///
    /// # Errors
    /// When the database cannot be reached or is locked.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        match self.writer.begin_with_options(options).await {
            Ok(transaction) => Ok(Tx::new(transaction, self.engine)),
            // Whoever waited longest for the one connection that writes waited for another who waits for the lock.
            Err(DbErr::ConnectionAcquire(ConnAcquireErr::Timeout)) if self.engine == Engine::Sqlite => Err(StoreError::Locked),
            Err(error) => Err(error.into()),
        }
    }

    /// Waits until everything that was committed is on the disk, so that not even a loss of power takes it back: what must be known
    /// before something is said to the world. SQLite otherwise leaves that to the next checkpoint; what it does with `synchronous =
    /// FULL` after every commit is done here after those that need it. PostgreSQL does so at every commit.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn settle(&self) -> Result<(), StoreError> {
        let Some(log) = self.log.clone() else { return Ok(()) };
        let synced = tokio::task::spawn_blocking(move || match File::open(&log) {
            Ok(log) => log.sync_data(),
            // Without a log everything is in the file already.
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        });
        synced.await.map_err(std::io::Error::other).flatten().map_err(StoreError::Disk)
    }

    /// Answers when the database does.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        Ok(self.readers.ping().await?)
    }

    /// Closes every connection; on SQLite this folds the write-ahead log into the file.
    ///
    /// # Errors
    /// When the engine cannot finish what it holds.
    pub async fn close(&self) -> Result<(), StoreError> {
        if let Some(folding) = &self.folding {
            folding.end().await;
        }
        self.readers.close().await?;
        Ok(self.writer.close_by_ref().await?)
    }

    pub(crate) const fn readers(&self) -> &Readers {
        &self.readers
    }
}

use crate::Id;

/// Connects, again and again for as long as a writer waits: SQLite does not wait by itself while another process turns a new file to
/// its write-ahead log.
async fn connect_sqlite(options: ConnectOptions) -> Result<DatabaseConnection, StoreError> {
    let mut waited = 0;
    loop {
        match Database::connect(options.clone()).await.map_err(StoreError::from) {
            Err(StoreError::Locked) if waited < SQLITE_BUSY_MS_MAX => {
                tokio::time::sleep(Duration::from_millis(SQLITE_RETRY_MS)).await;
                waited += SQLITE_RETRY_MS;
            }
            connected => return connected,
        }
    }
}

/// Where SQLite writes ahead for the database at an address.
fn log_of(address: &str) -> PathBuf {
    let path = address.trim_start_matches("sqlite:").trim_start_matches("//");
    PathBuf::from(format!("{}-wal", path.split('?').next().unwrap_or(path)))
}

fn sqlite_options(address: &str, cache_kib: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(address);
    options.acquire_timeout(Duration::from_secs(ACQUIRE_SECONDS_MAX)).test_before_acquire(false).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(move |sqlite| sqlite_file(sqlite, cache_kib));
    options
}

/// How a file of SQLite is opened.
fn sqlite_file(sqlite: SqliteConnectOptions, cache_kib: u32) -> SqliteConnectOptions {
    sqlite
        .create_if_missing(true)
        .foreign_keys(true)
        .busy_timeout(Duration::from_millis(SQLITE_BUSY_MS_MAX))
        .pragma("journal_mode", "WAL")
        .pragma("synchronous", "NORMAL")
        .pragma("cache_size", format!("-{cache_kib}"))
        .pragma("temp_store", "MEMORY")
        .pragma("wal_autocheckpoint", SQLITE_LOG_PAGES.to_string())
        .statement_cache_capacity(200)
        .row_buffer_size(SQLITE_ROWS_AHEAD)
}
