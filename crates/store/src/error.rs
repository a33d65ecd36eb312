//! What can go wrong between Parvis and its database.

use sea_orm::{DbErr, SqlErr};

/// A database that did not do what it was asked. Nothing of the transaction was kept.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The same name, address or key is there already.
    #[error("that is there already")]
    Taken,
    /// The disk that holds the database is full.
    #[error("the disk is full")]
    DiskFull,
    /// Another program holds the database.
    #[error("the database is locked by another program")]
    Locked,
    /// The file does not hold together: a disk or a copy that went wrong.
    #[error("the database is damaged")]
    Damaged(#[source] DbErr),
    /// The database was made by a newer Parvis than this one.
    #[error("the database is at version {found}, this program knows {known}")]
    TooNew {
        /// The version that the database says.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// A stored value that this program cannot read.
    #[error("the stored {what} cannot be read")]
    Unreadable {
        /// What was being read.
        what: &'static str,
    },
    /// The disk would not say that what was written is there.
    #[error("the disk refused")]
    Disk(#[source] std::io::Error),
    /// Anything else.
    #[error("the database refused")]
    Database(#[source] DbErr),
}

/// What SQLite, its full-text index and PostgreSQL say of a file that does not hold together (sqlite.org/rescode.html,
/// `SQLITE_CORRUPT` and `SQLITE_NOTADB`; PostgreSQL's `ERRCODE_DATA_CORRUPTED`).
const DAMAGED: [&str; 5] = [
    "database disk image is malformed",
    "file is not a database",
    "fts5: corrupt",
    "invalid page in block",
    "contains unexpected zero page",
];

/// What a full disk is called by PostgreSQL, and by SQLite: its own word, and the failures to write (778, `SQLITE_IOERR_WRITE`) and to
/// widen the index of its write-ahead log (4874, `SQLITE_IOERR_SHMSIZE`), which the system gives no other reason for.
const FULL: [&str; 4] = ["database or disk is full", "No space left on device", "(code: 778)", "(code: 4874)"];

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        if let Some(SqlErr::UniqueConstraintViolation(_)) = error.sql_err() {
            return Self::Taken;
        }
        // The engines' own words; sqlx gives no portable code for these conditions.
        let words = error.to_string();
        if FULL.iter().any(|sign| words.contains(sign)) {
            Self::DiskFull
        } else if words.contains("database is locked") || words.contains("database table is locked") {
            Self::Locked
        } else if DAMAGED.iter().any(|sign| words.contains(sign)) {
            Self::Damaged(error)
        } else {
            Self::Database(error)
        }
    }
}
