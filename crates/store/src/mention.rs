//! Mentions: documents caught by topics.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::FromQueryResult;
use serde::Serialize;

use crate::{Id, Reader, StoreError, Tx, document::Document, rollup::Cell, row, source::Source, topic::Topic, workspace::Workspace};

/// Microseconds in an hour, the grain of the rollups.
pub const HOUR_US: i64 = 3_600_000_000;

/// A document caught by a topic, about to be kept.
#[derive(Clone, Debug)]
pub struct NewMention {
    /// The topic that caught it.
    pub topic: Id<Topic>,
    /// The number of the topic's text that caught it.
    pub topic_version: i64,
    /// The document.
    pub document: Id<Document>,
    /// The source that brought it first.
    pub source: Id<Source>,
    /// A name of [`domain::Kind`].
    pub kind: String,
    /// What it is written in; empty when not known.
    pub language: String,
    /// What it was felt to be; empty when it was not read.
    pub sentiment: String,
    /// When it was said, UTC microseconds.
    pub published_at: i64,
}

impl NewMention {
    /// The cell of the rollups that it is counted in, for its topic or for 0.
    fn cell(&self, topic: i64) -> Cell<'_> {
        Cell {
            topic,
            hour: self.published_at.div_euclid(HOUR_US),
            kind: &self.kind,
            language: &self.language,
            sentiment: &self.sentiment,
        }
    }
}

/// A topic that caught a document.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct Catch {
    /// The document.
    pub document_id: Id<Document>,
    /// The topic.
    pub topic_id: Id<Topic>,
    /// The topic's name.
    pub name: String,
    /// The topic's kind.
    pub kind: String,
    /// The number of the topic's text that caught it.
    pub topic_version: i64,
    /// When it was caught, UTC microseconds.
    pub found_at: i64,
    /// Whether somebody labelled it relevant to the topic, or not.
    pub label: Option<bool>,
}

impl Reader {
    /// Which topics caught each of these documents.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn catches(&self, documents: &[Id<Document>]) -> Result<BTreeMap<Id<Document>, Vec<Catch>>, StoreError> {
        let sql = format!(
            "SELECT m.document_id, m.topic_id, t.name, t.kind, m.topic_version, m.found_at, l.relevant AS label FROM mentions m \
             JOIN topics t ON t.id = m.topic_id LEFT JOIN labels l ON l.topic_id = m.topic_id AND l.document_id = m.document_id \
             WHERE m.workspace_id = $1 AND m.document_id IN ({}) ORDER BY t.name, t.id",
            self.engine.numbers(2)
        );
        let rows: Vec<Catch> = row::all(&self.connection, &sql, vec![self.workspace.into(), row::ids(documents)]).await?;
        let mut catches: BTreeMap<Id<Document>, Vec<Catch>> = BTreeMap::new();
        for catch in rows {
            catches.entry(catch.document_id).or_default().push(catch);
        }
        Ok(catches)
    }

    /// How many documents were caught after a moment, whenever they were said.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn caught_since(&self, topic: Id<Topic>, since: i64) -> Result<i64, StoreError> {
        let sql = "SELECT COUNT(*) AS n FROM mentions WHERE workspace_id = $1 AND topic_id = $2 AND published_at >= $3 AND found_at >= $3";
        row::number(&self.connection, sql, vec![self.workspace.into(), topic.into(), since.into()]).await
    }
}

impl Tx {
    /// Keeps mentions and counts them in the rollups. Those that are kept already are passed over. Gives what was new.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_mentions(
        &self,
        workspace: Id<Workspace>,
        mentions: &[NewMention],
        now: i64,
    ) -> Result<Vec<(Id<Topic>, Id<Document>)>, StoreError> {
        let new = self.put_mentions(workspace, mentions, now).await?;
        if new.is_empty() {
            return Ok(new);
        }
        let caught: BTreeSet<(Id<Topic>, Id<Document>)> = new.iter().copied().collect();
        let mut counts: BTreeMap<Cell<'_>, i64> = BTreeMap::new();
        for mention in mentions.iter().filter(|mention| caught.contains(&(mention.topic, mention.document))) {
            *counts.entry(mention.cell(mention.topic.get())).or_default() += 1;
        }
        let documents: BTreeSet<Id<Document>> = caught.iter().map(|(_, document)| *document).collect();
        let first = self.mark_caught(&documents.into_iter().collect::<Vec<_>>()).await?;
        let by_document: BTreeMap<Id<Document>, &NewMention> =
            mentions.iter().map(|mention| (mention.document, mention)).collect();
        for mention in first.iter().filter_map(|id| by_document.get(id)) {
            *counts.entry(mention.cell(0)).or_default() += 1;
        }
        self.add_to_rollups(workspace, &counts).await?;
        Ok(new)
    }

    async fn put_mentions(
        &self,
        workspace: Id<Workspace>,
        mentions: &[NewMention],
        now: i64,
    ) -> Result<Vec<(Id<Topic>, Id<Document>)>, StoreError> {
        #[derive(FromQueryResult)]
        struct Kept {
            topic_id: Id<Topic>,
            document_id: Id<Document>,
        }
        if mentions.is_empty() {
            return Ok(Vec::new());
        }
        let columns = [
            "workspace_id",
            "topic_id",
            "document_id",
            "source_id",
            "kind",
            "language",
            "sentiment",
            "topic_version",
            "published_at",
            "found_at",
        ];
        let row = |m: &NewMention| {
            [
                workspace.into(),
                m.topic.into(),
                m.document.into(),
                m.source.into(),
                m.kind.as_str().into(),
                m.language.as_str().into(),
                m.sentiment.as_str().into(),
                m.topic_version.into(),
                m.published_at.into(),
                now.into(),
            ]
        };
        let then = "ON CONFLICT (document_id, topic_id) DO NOTHING RETURNING topic_id, document_id";
        let statements = self.engine.inserts("mentions", columns, mentions.iter().map(row).collect(), then);
        let kept: Vec<Kept> = row::each(self.connection(), statements).await?;
        Ok(kept.into_iter().map(|kept| (kept.topic_id, kept.document_id)).collect())
    }

    /// Marks documents caught; gives those that were not before.
    async fn mark_caught(&self, documents: &[Id<Document>]) -> Result<Vec<Id<Document>>, StoreError> {
        #[derive(FromQueryResult)]
        struct Marked {
            id: Id<Document>,
        }
        let among = self.engine.numbers(1);
        let sql = format!("UPDATE documents SET caught = TRUE WHERE id IN ({among}) AND NOT caught RETURNING id");
        let marked: Vec<Marked> = row::all(self.connection(), &sql, vec![row::ids(documents)]).await?;
        Ok(marked.into_iter().map(|marked| marked.id).collect())
    }
}
