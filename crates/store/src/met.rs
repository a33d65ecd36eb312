//! Whom a workspace has met: authors of its newest mentions.

use sea_orm::FromQueryResult;

use crate::{Reader, StoreError, row};

/// An author with a profile.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Met {
    /// What they are called.
    pub name: String,
    /// Where their profile is.
    pub address: String,
}

/// The most authors that are given at once.
const MET_MAX: u32 = 50;

impl Reader {
    /// Authors of the newest `among` mentions whose name or profile has these words in it, in small letters.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn authors_called(&self, words: &str, among: u32) -> Result<Vec<Met>, StoreError> {
        let like = format!("%{}%", words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
        let sql = "SELECT author AS name, author_address AS address FROM (SELECT author, author_address FROM documents \
                   WHERE workspace_id = $1 AND caught AND author <> '' ORDER BY published_at DESC, id DESC LIMIT $2) newest \
                   WHERE author_address IS NOT NULL AND (lower(author) LIKE $3 ESCAPE '\\' OR lower(author_address) LIKE $3 ESCAPE '\\') \
                   GROUP BY author, author_address ORDER BY COUNT(*) DESC, author LIMIT $4";
        let values = vec![self.workspace.into(), i64::from(among).into(), like.into(), i64::from(MET_MAX).into()];
        row::all(&self.connection, sql, values).await
    }
}
