//! What a source brought, and how many sources a list holds.

use sea_orm::{FromQueryResult, Value};
use serde::Serialize;

use crate::{
    Id, Reader, StoreError,
    document::Document,
    rollup::HourCount,
    row,
    source::{Source, SourceFilter},
};

/// A document that a source brought, for its page.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct Brought {
    /// The document.
    pub id: Id<Document>,
    /// One line; empty when the source gave none.
    pub title: String,
    /// Where it can be read.
    pub address: Option<String>,
    /// When it was said, UTC microseconds.
    pub published_at: i64,
    /// When it was found, UTC microseconds.
    pub found_at: i64,
    /// Whether a topic caught it.
    pub caught: bool,
}

impl Reader {
    /// The last documents that a source brought, newest first, whether or not another source brought them too.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn source_brought(&self, source: Id<Source>, limit: u32) -> Result<Vec<Brought>, StoreError> {
        let sql = "SELECT id, title, address, published_at, found_at, caught FROM documents \
                   WHERE workspace_id = $1 AND id IN (SELECT document_id FROM document_sources WHERE source_id = $2) \
                   ORDER BY published_at DESC, id DESC LIMIT $3";
        row::all(&self.connection, sql, vec![self.workspace.into(), source.into(), i64::from(limit).into()]).await
    }

    /// A source's documents by the hour (since 1970) in which they were said, from `from` (UTC microseconds) on.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn source_hours(&self, source: Id<Source>, from: i64) -> Result<Vec<HourCount>, StoreError> {
        let sql = "SELECT published_at / 3600000000 AS hour, COUNT(*) AS mentions, \
                   SUM(CASE WHEN leads THEN 1 ELSE 0 END) AS stories FROM documents \
                   WHERE workspace_id = $1 AND id IN (SELECT document_id FROM document_sources WHERE source_id = $2) AND published_at >= $3 \
                   GROUP BY published_at / 3600000000 ORDER BY published_at / 3600000000";
        row::all(&self.connection, sql, vec![self.workspace.into(), source.into(), from.into()]).await
    }

    /// How many sources a filter lets through, wherever the page begins.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count_sources(&self, asked: &SourceFilter) -> Result<i64, StoreError> {
        let mut sql = "SELECT COUNT(*) AS n FROM sources WHERE workspace_id = $1".to_owned();
        let mut values: Vec<Value> = vec![self.workspace.into()];
        match asked.folder {
            Some(Some(folder)) => {
                values.push(folder.into());
                sql.push_str(" AND folder_id = $2");
            }
            Some(None) => sql.push_str(" AND folder_id IS NULL"),
            None => {}
        }
        if let Some(state) = &asked.state {
            values.push(state.as_str().into());
            sql.push_str(&format!(" AND state = ${}", values.len()));
        }
        if let Some(words) = &asked.words {
            values.push(format!("%{words}%").into());
            sql.push_str(&format!(" AND LOWER(title || ' ' || address) LIKE LOWER(${})", values.len()));
        }
        row::number(&self.connection, &sql, values).await
    }
}
