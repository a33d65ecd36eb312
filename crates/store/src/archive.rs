//! The archive asked in the order of time, a stretch after the other, so that an answer begins before everything was looked at.

use sea_orm::Value;

use crate::{
    Reader, StoreError,
    document::{DOCUMENT, Document},
    row,
    stream::Place,
};

/// Up to so many candidates are looked up one by one and put in order; beyond, the archive is walked in the order of time and
/// each document held against the list of candidates, so that a page of a common word does not sort them all.
const LOOKED_UP_MAX: i64 = 5_000;

impl Reader {
    /// Documents that pass the candidate filter, caught or not, said at or after `since` (UTC microseconds) and further on than
    /// `after`; newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn archive_in_time(
        &self,
        candidates: &query::Candidates,
        since: Option<i64>,
        after: Option<Place>,
        limit: u32,
    ) -> Result<Vec<Document>, StoreError> {
        let mut values: Vec<Value> = vec![self.workspace.into(), i64::from(limit).into()];
        let mut clauses = String::new();
        if let Some(since) = since {
            values.push(since.into());
            clauses.push_str(&format!(" AND published_at >= ${}", values.len()));
        }
        if let Some(place) = after {
            values.push(place.published_at.into());
            values.push(place.id.into());
            let n = values.len();
            // The first half says again what the second says, in the form that an index can begin at.
            clauses.push_str(&format!(" AND published_at <= ${0} AND (published_at, id) < (${0}, ${n})", n - 1));
        }
        let mut few = false;
        if let Some((subquery, text)) = self.engine.candidates(candidates, values.len() + 1) {
            few = self.are_few(&subquery, values.len() + 1, &text).await?;
            values.push(text.into());
            // A plus sign keeps an index from being used for what stands behind it.
            clauses.push_str(&format!(" AND {}id IN ({subquery})", if few { "" } else { "+" }));
        }
        let order = "ORDER BY published_at DESC, id DESC LIMIT $2";
        let sql = if few {
            format!("{DOCUMENT} WHERE +workspace_id = $1{clauses} {order}")
        } else {
            // What was caught and what was not stand in an index each: both are read in the order of time and merged. Said twice, so
            // that an index of the caught serves whether it has the column or is limited by it.
            let half = |which: &str| format!("{DOCUMENT} WHERE workspace_id = $1 AND {which}{clauses}");
            format!("{} UNION ALL {} {order}", half("caught AND caught = TRUE"), half("NOT caught"))
        };
        row::all(&self.connection, &sql, values).await
    }

    /// Whether at most [`LOOKED_UP_MAX`] documents pass a candidate filter. The parameter stands at `$at` of the subquery.
    async fn are_few(&self, subquery: &str, at: usize, text: &str) -> Result<bool, StoreError> {
        let alone = subquery.replace(&format!("${at}"), "$1");
        let sql = format!("SELECT COUNT(*) AS n FROM ({alone} LIMIT {}) AS passing", LOOKED_UP_MAX + 1);
        Ok(row::number(&self.connection, &sql, vec![text.into()]).await? <= LOOKED_UP_MAX)
    }

    /// The document of that key (`app`'s `identity` makes them from addresses).
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn document_by_key(&self, key: &str) -> Result<Option<Document>, StoreError> {
        let sql = format!("{DOCUMENT} WHERE workspace_id = $1 AND document_key = $2");
        row::one(&self.connection, &sql, vec![self.workspace.into(), key.into()]).await
    }

    /// Up to how many documents were found lately, and in how many of them each of these filters passes: `newest` counts ids, those
    /// of other workspaces included, so that it is a bound on the work.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn lately(&self, filters: &[query::Candidates], newest: i64) -> Result<(i64, Vec<i64>), StoreError> {
        let top = row::number(&self.connection, "SELECT COALESCE(MAX(id), 0) AS n FROM documents", vec![]).await?;
        let floor = top - newest;
        let sql = "SELECT COUNT(*) AS n FROM documents WHERE workspace_id = $1 AND id > $2";
        let documents = row::number(&self.connection, sql, vec![self.workspace.into(), floor.into()]).await?;
        let mut counts = Vec::with_capacity(filters.len());
        for filter in filters {
            let Some((subquery, text)) = self.engine.candidates(filter, 3) else {
                counts.push(documents);
                continue;
            };
            let bounded = self.engine.above(&subquery, "$2");
            let sql = format!("SELECT COUNT(*) AS n FROM documents WHERE workspace_id = $1 AND id > $2 AND id IN ({bounded})");
            let values = vec![self.workspace.into(), floor.into(), text.into()];
            counts.push(row::number(&self.connection, &sql, values).await?);
        }
        Ok((documents, counts))
    }

    /// Whether any document of the archive passes a candidate filter.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn is_anywhere(&self, filter: &query::Candidates) -> Result<bool, StoreError> {
        let mut values: Vec<Value> = vec![self.workspace.into()];
        let passing = match self.engine.candidates(filter, 2) {
            Some((subquery, text)) => {
                values.push(text.into());
                format!(" AND id IN ({subquery})")
            }
            None => String::new(),
        };
        let sql = format!(
            "SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM documents WHERE workspace_id = $1{passing} LIMIT 1) AS passing"
        );
        Ok(row::number(&self.connection, &sql, values).await? > 0)
    }
}
