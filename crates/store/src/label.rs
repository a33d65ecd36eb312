//! Labels: somebody's word that a document is relevant to a topic, or not, whether the topic caught it or missed it.

use std::collections::BTreeMap;

use sea_orm::{FromQueryResult, Value};
use serde::Serialize;

use crate::{Id, Reader, StoreError, Tx, access::User, document::Document, row, topic::Topic, workspace::Workspace};

/// What somebody said of a document for a topic.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct Label {
    /// The topic.
    pub topic_id: Id<Topic>,
    /// The document.
    pub document_id: Id<Document>,
    /// Relevant, or not.
    pub relevant: bool,
    /// Who said so.
    pub user_id: Option<Id<User>>,
    /// Their name; none when the account is gone.
    pub name: Option<String>,
    /// When, UTC microseconds.
    pub at: i64,
}

/// How many labels a topic has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult, Serialize)]
pub struct LabelCounts {
    /// Documents labelled relevant.
    pub relevant: i64,
    /// Documents labelled not relevant.
    pub irrelevant: i64,
}

/// The place between two labels: those further on are older.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LabelPlace {
    /// When the last one was said, UTC microseconds.
    pub at: i64,
    /// Its document.
    pub document: Id<Document>,
}

const LABEL: &str =
    "SELECT l.topic_id, l.document_id, l.relevant, l.user_id, u.name, l.at FROM labels l LEFT JOIN users u ON u.id = l.user_id";

impl Reader {
    /// The labels of a topic further on than `after`, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn labels(&self, topic: Id<Topic>, after: Option<LabelPlace>, limit: u32) -> Result<Vec<Label>, StoreError> {
        let mut values: Vec<Value> = vec![self.workspace.into(), topic.into(), i64::from(limit).into()];
        let further = match after {
            Some(place) => {
                values.push(place.at.into());
                values.push(place.document.into());
                " AND (l.at, l.document_id) < ($4, $5)"
            }
            None => "",
        };
        let sql = format!(
            "{LABEL} WHERE l.workspace_id = $1 AND l.topic_id = $2{further} ORDER BY l.at DESC, l.document_id DESC LIMIT $3"
        );
        row::all(&self.connection, &sql, values).await
    }

    /// The labels that these documents have, for any topic.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn labels_of(&self, documents: &[Id<Document>]) -> Result<BTreeMap<Id<Document>, Vec<Label>>, StoreError> {
        let sql = format!(
            "{LABEL} WHERE l.workspace_id = $1 AND l.document_id IN ({}) ORDER BY l.document_id, l.topic_id",
            self.engine.numbers(2)
        );
        let values: Vec<Value> = vec![self.workspace.into(), row::ids(documents)];
        let rows: Vec<Label> = row::all(&self.connection, &sql, values).await?;
        let mut labels: BTreeMap<Id<Document>, Vec<Label>> = BTreeMap::new();
        for label in rows {
            labels.entry(label.document_id).or_default().push(label);
        }
        Ok(labels)
    }

    /// How many labels a topic has.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn label_counts(&self, topic: Id<Topic>) -> Result<LabelCounts, StoreError> {
        let sql = "SELECT CAST(COALESCE(SUM(CASE WHEN relevant THEN 1 ELSE 0 END), 0) AS BIGINT) AS relevant, \
                   CAST(COALESCE(SUM(CASE WHEN relevant THEN 0 ELSE 1 END), 0) AS BIGINT) AS irrelevant \
                   FROM labels WHERE workspace_id = $1 AND topic_id = $2";
        let counts: Option<LabelCounts> = row::one(&self.connection, sql, vec![self.workspace.into(), topic.into()]).await?;
        Ok(counts.unwrap_or_default())
    }
}

impl Tx {
    /// Labels documents of the workspace for one of its topics, in place of what was said before.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn label(
        &self,
        workspace: Id<Workspace>,
        topic: Id<Topic>,
        documents: &[Id<Document>],
        relevant: bool,
        by: Option<Id<User>>,
        now: i64,
    ) -> Result<u64, StoreError> {
        let by: Option<i64> = by.map(Id::get);
        let sql = format!(
            "INSERT INTO labels (workspace_id, topic_id, document_id, relevant, user_id, at) \
             SELECT workspace_id, CAST($1 AS BIGINT), id, CAST($2 AS BOOLEAN), CAST($3 AS BIGINT), CAST($4 AS BIGINT) FROM documents \
             WHERE workspace_id = $5 AND id IN ({}) \
             ON CONFLICT (topic_id, document_id) DO UPDATE SET relevant = excluded.relevant, user_id = excluded.user_id, at = excluded.at",
            self.engine.numbers(6)
        );
        let values: Vec<Value> =
            vec![topic.into(), relevant.into(), by.into(), now.into(), workspace.into(), row::ids(documents)];
        row::run(self.connection(), &sql, values).await
    }

    /// Takes labels back; says how many there were.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn unlabel(
        &self,
        workspace: Id<Workspace>,
        topic: Id<Topic>,
        documents: &[Id<Document>],
    ) -> Result<u64, StoreError> {
        let sql = format!(
            "DELETE FROM labels WHERE workspace_id = $1 AND topic_id = $2 AND document_id IN ({})",
            self.engine.numbers(3)
        );
        let values: Vec<Value> = vec![workspace.into(), topic.into(), row::ids(documents)];
        row::run(self.connection(), &sql, values).await
    }
}
