//! Mentions: documents caught by topics.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::FromQueryResult;
use serde::Serialize;

use crate::{
    Id, Reader, StoreError, Tx,
    document::Document,
    rollup_cell::{Cell, Counted, RollupCounts},
    row,
    source::Source,
    topic::Topic,
    workspace::Workspace,
};

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
        if mentions.is_empty() {
            return Ok(Vec::new());
        }
        let mut leading = self.leading(mentions).await?;
        let leads: Vec<bool> = mentions.iter().map(|mention| leading.leads(mention)).collect();
        let mut new = self.put_mentions(workspace, mentions, &leads, now).await?;
        if new.is_empty() {
            return Ok(Vec::new());
        }
        let caught: Vec<(Id<Topic>, Id<Document>)> = new.keys().copied().collect();
        let documents: BTreeSet<Id<Document>> = caught.iter().map(|(_, document)| *document).collect();
        let documents: Vec<Id<Document>> = documents.into_iter().collect();
        let first = self.mark_caught(&documents, &leading.caught_first(&documents)).await?;
        let by_document: BTreeMap<Id<Document>, &NewMention> =
            mentions.iter().map(|mention| (mention.document, mention)).collect();
        let mut counts: RollupCounts<'_> = BTreeMap::new();
        let caught_now = mentions.iter().filter_map(|mention| {
            let leads = new.remove(&(mention.topic, mention.document))?;
            Some((mention.topic.get(), mention, leads))
        });
        let first_now = first.iter().filter_map(|marked| Some((0, *by_document.get(&marked.id)?, marked.leads)));
        for (topic, mention, leads) in caught_now.chain(first_now) {
            *counts.entry(mention.cell(topic)).or_default() += Counted { mentions: 1, stories: i64::from(leads) };
        }
        self.add_to_rollups(workspace, &counts).await?;
        Ok(caught)
    }

    /// Gives the new ones, and whether each is the first of its story in its topic.
    async fn put_mentions(
        &self,
        workspace: Id<Workspace>,
        mentions: &[NewMention],
        leads: &[bool],
        now: i64,
    ) -> Result<BTreeMap<(Id<Topic>, Id<Document>), bool>, StoreError> {
        #[derive(FromQueryResult)]
        struct Kept {
            topic_id: Id<Topic>,
            document_id: Id<Document>,
            leads: bool,
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
            "leads",
        ];
        let row = |(m, leads): (&NewMention, &bool)| {
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
                (*leads).into(),
            ]
        };
        let then = "ON CONFLICT (document_id, topic_id) DO NOTHING RETURNING topic_id, document_id, leads";
        let statements = self.engine.inserts("mentions", columns, mentions.iter().zip(leads).map(row).collect(), then);
        let kept: Vec<Kept> = row::each(self.connection(), statements).await?;
        Ok(kept.into_iter().map(|kept| ((kept.topic_id, kept.document_id), kept.leads)).collect())
    }

    /// Marks documents caught, and those of `leading` as the first of their stories; gives those that were not caught before.
    async fn mark_caught(&self, documents: &[Id<Document>], leading: &[Id<Document>]) -> Result<Vec<Marked>, StoreError> {
        let (among, leads) = (self.engine.numbers(1), self.engine.numbers(2));
        let sql = format!(
            "UPDATE documents SET caught = TRUE, leads = id IN ({leads}) WHERE id IN ({among}) AND NOT caught RETURNING id, leads"
        );
        row::all(self.connection(), &sql, vec![row::ids(documents), row::ids(leading)]).await
    }
}

/// A document that was caught for the first time.
#[derive(FromQueryResult)]
struct Marked {
    id: Id<Document>,
    leads: bool,
}
