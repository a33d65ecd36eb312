//! Hourly counts of mentions, kept in step by the transaction that keeps the mentions, so that no chart scans them.
//! Topic 0 counts documents that any topic caught, once each.

use std::collections::BTreeMap;

use sea_orm::{FromQueryResult, Value};
use serde::Serialize;

use crate::{Id, Reader, Store, StoreError, Tx, row, topic::Topic, workspace::Workspace};

/// Mentions of a topic in one hour.
#[derive(Clone, Copy, Debug, FromQueryResult, Serialize)]
pub struct HourCount {
    /// Hours since 1970, UTC.
    pub hour: i64,
    /// How many.
    pub mentions: i64,
}

/// Mentions of a topic in a stretch of time.
#[derive(Clone, Copy, Debug, FromQueryResult, Serialize)]
pub struct TopicCount {
    /// The topic.
    pub topic_id: Id<Topic>,
    /// How many.
    pub mentions: i64,
}

/// Mentions of a topic in one hour, for several topics at once.
#[derive(Clone, Copy, Debug, FromQueryResult, Serialize)]
pub struct TopicHour {
    /// The topic; 0 for any.
    pub topic_id: Id<Topic>,
    /// Hours since 1970, UTC.
    pub hour: i64,
    /// How many.
    pub mentions: i64,
}

/// Mentions under one word of a choice, such as a language.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct WordCount {
    /// The word; empty when not known.
    pub word: String,
    /// How many.
    pub mentions: i64,
}

/// The columns of the rollups that a choice can be counted by.
#[derive(Clone, Copy, Debug)]
pub enum Facet {
    /// What sort of place.
    Kind,
    /// As declared.
    Language,
}

/// What a recount found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Recount {
    /// Rows of the rollups.
    pub rows: i64,
    /// Rows that differ from the count of the mentions themselves, missing and superfluous ones too.
    pub wrong: i64,
}

/// What the rollups must hold, counted from the mentions themselves.
const TRUTH: &str = "SELECT workspace_id, topic_id, published_at / 3600000000 AS hour, kind, language, '' AS sentiment, COUNT(*) AS mentions \
                     FROM mentions GROUP BY workspace_id, topic_id, published_at / 3600000000, kind, language UNION ALL \
                     SELECT workspace_id, 0, published_at / 3600000000, kind, language, '', COUNT(*) FROM documents WHERE caught \
                     GROUP BY workspace_id, published_at / 3600000000, kind, language";
const KEPT: &str = "SELECT workspace_id, topic_id, hour, kind, language, sentiment, mentions FROM rollups";

impl Store {
    /// Holds the rollups of all workspaces against a recount of the mentions.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn check_rollups(&self) -> Result<Recount, StoreError> {
        let rows = row::number(self.readers(), "SELECT COUNT(*) AS n FROM rollups", vec![]).await?;
        let sql = format!(
            "SELECT (SELECT COUNT(*) FROM (SELECT * FROM ({TRUTH}) AS t EXCEPT {KEPT}) AS missing) + \
             (SELECT COUNT(*) FROM ({KEPT} EXCEPT SELECT * FROM ({TRUTH}) AS t) AS extra) AS n"
        );
        let wrong = row::number(self.readers(), &sql, vec![]).await?;
        Ok(Recount { rows, wrong })
    }
}

impl Reader {
    /// Mentions by hour in `[from, to)` (hours since 1970), of a topic or of all, of one kind or language or of all.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hours(
        &self,
        topic: Option<Id<Topic>>,
        from: i64,
        to: i64,
        kind: Option<&str>,
        language: Option<&str>,
    ) -> Result<Vec<HourCount>, StoreError> {
        let mut sql = "SELECT hour, CAST(SUM(mentions) AS BIGINT) AS mentions FROM rollups \
                       WHERE workspace_id = $1 AND topic_id = $2 AND hour >= $3 AND hour < $4"
            .to_owned();
        let mut values: Vec<Value> = vec![self.workspace.into(), topic.map_or(0, Id::get).into(), from.into(), to.into()];
        for (column, word) in [("kind", kind), ("language", language)] {
            if let Some(word) = word {
                values.push(word.into());
                sql.push_str(&format!(" AND {column} = ${}", values.len()));
            }
        }
        sql.push_str(" GROUP BY hour ORDER BY hour");
        row::all(&self.connection, &sql, values).await
    }

    /// The first hour (since 1970) that has a mention, of a topic or of all.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn first_hour(&self, topic: Option<Id<Topic>>) -> Result<Option<i64>, StoreError> {
        #[derive(FromQueryResult)]
        struct First {
            hour: Option<i64>,
        }
        let sql = "SELECT MIN(hour) AS hour FROM rollups WHERE workspace_id = $1 AND topic_id = $2";
        let first: Option<First> =
            row::one(&self.connection, sql, vec![self.workspace.into(), topic.map_or(0, Id::get).into()]).await?;
        Ok(first.and_then(|first| first.hour))
    }

    /// Mentions of each topic by hour in `[from, to)` (hours since 1970); topic 0 is any of them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn topic_hours(&self, from: i64, to: i64) -> Result<Vec<TopicHour>, StoreError> {
        let sql = "SELECT topic_id, hour, CAST(SUM(mentions) AS BIGINT) AS mentions FROM rollups \
                   WHERE workspace_id = $1 AND hour >= $2 AND hour < $3 GROUP BY topic_id, hour ORDER BY topic_id, hour";
        row::all(&self.connection, sql, vec![self.workspace.into(), from.into(), to.into()]).await
    }

    /// Mentions of each topic in `[from, to)` (hours since 1970).
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn topic_counts(&self, from: i64, to: i64) -> Result<Vec<TopicCount>, StoreError> {
        let sql = "SELECT topic_id, CAST(SUM(mentions) AS BIGINT) AS mentions FROM rollups \
                   WHERE workspace_id = $1 AND hour >= $2 AND hour < $3 GROUP BY topic_id";
        row::all(&self.connection, sql, vec![self.workspace.into(), from.into(), to.into()]).await
    }

    /// Mentions of each of these topics in `[from, to)` (hours since 1970); those without any are left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn counts_of_topics(&self, topics: &[Id<Topic>], from: i64, to: i64) -> Result<Vec<TopicCount>, StoreError> {
        // The topics are named so that the index is entered once for each, not read through for the whole workspace.
        let sql = format!(
            "SELECT topic_id, CAST(SUM(mentions) AS BIGINT) AS mentions FROM rollups \
             WHERE workspace_id = $1 AND hour >= $2 AND hour < $3 AND topic_id IN ({}) GROUP BY topic_id",
            self.engine.numbers(4)
        );
        row::all(&self.connection, &sql, vec![self.workspace.into(), from.into(), to.into(), row::ids(topics)]).await
    }

    /// Mentions by word of a choice in `[from, to)` (hours since 1970), most first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn facet(&self, facet: Facet, topic: Option<Id<Topic>>, from: i64, to: i64) -> Result<Vec<WordCount>, StoreError> {
        let column = match facet {
            Facet::Kind => "kind",
            Facet::Language => "language",
        };
        let sql = format!(
            "SELECT {column} AS word, CAST(SUM(mentions) AS BIGINT) AS mentions FROM rollups \
             WHERE workspace_id = $1 AND topic_id = $2 AND hour >= $3 AND hour < $4 GROUP BY {column} ORDER BY SUM(mentions) DESC, {column}"
        );
        row::all(&self.connection, &sql, vec![self.workspace.into(), topic.map_or(0, Id::get).into(), from.into(), to.into()])
            .await
    }
}

impl Tx {
    /// Adds to the rollups: (topic or 0, hour, kind, language) and how many.
    pub(crate) async fn add_to_rollups(
        &self,
        workspace: Id<Workspace>,
        counts: &BTreeMap<(i64, i64, &str, &str), i64>,
    ) -> Result<(), StoreError> {
        let row = |(&(topic, hour, kind, language), &mentions): (&(i64, i64, &str, &str), &i64)| {
            [workspace.into(), topic.into(), hour.into(), kind.into(), language.into(), "".into(), mentions.into()]
        };
        let columns = ["workspace_id", "topic_id", "hour", "kind", "language", "sentiment", "mentions"];
        let then = "ON CONFLICT (workspace_id, topic_id, hour, kind, language, sentiment) \
                    DO UPDATE SET mentions = rollups.mentions + excluded.mentions";
        row::run_each(self.connection(), self.engine.inserts("rollups", columns, counts.iter().map(row).collect(), then)).await
    }

    /// Counts everything again from the mentions; says how many rows there are now.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn rebuild_rollups(&self) -> Result<u64, StoreError> {
        row::run(self.connection(), "DELETE FROM rollups", vec![]).await?;
        let sql = format!("INSERT INTO rollups (workspace_id, topic_id, hour, kind, language, sentiment, mentions) {TRUTH}");
        row::run(self.connection(), &sql, vec![]).await
    }
}
