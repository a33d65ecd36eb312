//! What people said a document is where a model had said something else: kept, counted, and learned from.

use std::collections::BTreeMap;

use sea_orm::FromQueryResult;
use serde::Serialize;

use crate::{
    Id, Reader, StoreError, Tx,
    access::User,
    document::{Document, Understood},
    mention::HOUR_US,
    rollup_cell::{Cell, Counted, RollupCounts},
    row,
    topic::Topic,
    workspace::Workspace,
};

/// A person's word about a document.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult, Serialize)]
pub struct Correction {
    /// The document.
    pub document_id: Id<Document>,
    /// What it is about: `sentiment`, `intent`, `kind`.
    pub about: String,
    /// What the person said.
    pub said: String,
    /// What the model alone had said.
    pub model: String,
    /// What was said with all that had been learned before.
    pub learned: String,
    /// Who said it.
    pub user_id: Option<Id<User>>,
    /// When, UTC microseconds.
    pub at: i64,
}

/// A correction with the text that it is about, to learn from.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Lesson {
    /// What the person said.
    pub said: String,
    /// The document's title.
    pub title: String,
    /// Its text.
    pub text: String,
    /// The host it was said on.
    pub site: String,
    /// What the model alone says, a JSON object.
    pub reading: String,
}

/// How often the model was right where a person spoke, alone and with what it had learned by then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult, Serialize)]
pub struct Gain {
    /// Words of people.
    pub corrections: i64,
    /// How many of them the model alone had said too.
    pub model: i64,
    /// How many of them it said with what it had learned before each.
    pub learned: i64,
}

/// What a document is counted as.
#[derive(Clone, Debug, FromQueryResult)]
struct CountedAs {
    kind: String,
    language: String,
    sentiment: String,
    published_at: i64,
    caught: bool,
    leads: bool,
}

impl CountedAs {
    fn cell(&self, topic: i64) -> Cell<'_> {
        let hour = self.published_at.div_euclid(HOUR_US);
        Cell { topic, hour, kind: &self.kind, language: &self.language, sentiment: &self.sentiment }
    }
}

const CORRECTION: &str = "SELECT document_id, about, said, model, learned, user_id, at FROM corrections";
/// What counts the words of people in the workspace about one thing.
const GAIN: &str = "SELECT COUNT(*) AS corrections, CAST(COALESCE(SUM(CASE WHEN c.model = c.said THEN 1 ELSE 0 END), 0) AS BIGINT) AS model, \
                    CAST(COALESCE(SUM(CASE WHEN c.learned = c.said THEN 1 ELSE 0 END), 0) AS BIGINT) AS learned FROM corrections c";

impl Reader {
    /// What people said about a document.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn corrections_of(&self, document: Id<Document>) -> Result<Vec<Correction>, StoreError> {
        let sql = format!("{CORRECTION} WHERE workspace_id = $1 AND document_id = $2 ORDER BY about");
        row::all(&self.connection, &sql, vec![self.workspace.into(), document.into()]).await
    }

    /// The latest words of people about one thing, oldest first, with their texts.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn lessons(&self, about: &str, limit: i64) -> Result<Vec<Lesson>, StoreError> {
        let sql = "SELECT c.said, d.title, d.text, d.site, d.reading, c.at FROM corrections c JOIN documents d ON d.id = c.document_id \
                   WHERE c.workspace_id = $1 AND c.about = $2 ORDER BY c.at DESC, c.document_id DESC LIMIT $3";
        let mut lessons: Vec<Lesson> =
            row::all(&self.connection, sql, vec![self.workspace.into(), about.into(), limit.into()]).await?;
        lessons.reverse();
        Ok(lessons)
    }

    /// How right the model was about one thing, where people spoke: on a topic's mentions, or on all.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn gain(&self, about: &str, topic: Option<Id<Topic>>) -> Result<Gain, StoreError> {
        let mut sql = format!("{GAIN} WHERE c.workspace_id = $1 AND c.about = $2");
        let mut values = vec![self.workspace.into(), about.into()];
        if let Some(topic) = topic {
            sql.push_str(" AND c.document_id IN (SELECT document_id FROM mentions WHERE workspace_id = $1 AND topic_id = $3)");
            values.push(topic.into());
        }
        Ok(row::one(&self.connection, &sql, values).await?.unwrap_or_default())
    }
}

impl Tx {
    /// Keeps a person's word. What the model had said stays as it was at the first word about the document.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_correction(&self, workspace: Id<Workspace>, correction: &Correction) -> Result<(), StoreError> {
        let sql = "INSERT INTO corrections (workspace_id, document_id, about, said, model, learned, user_id, at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
                   ON CONFLICT (document_id, about) DO UPDATE SET said = excluded.said, user_id = excluded.user_id, at = excluded.at";
        let c = correction.clone();
        let values = vec![
            workspace.into(),
            c.document_id.into(),
            c.about.into(),
            c.said.into(),
            c.model.into(),
            c.learned.into(),
            c.user_id.map(Id::get).into(),
            c.at.into(),
        ];
        row::run(self.connection(), sql, values).await?;
        Ok(())
    }

    /// What people said about a document, inside the transaction.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn corrections_of(&self, document: Id<Document>) -> Result<Vec<Correction>, StoreError> {
        let sql = format!("{CORRECTION} WHERE document_id = $1 ORDER BY about");
        row::all(self.connection(), &sql, vec![document.into()]).await
    }

    /// Writes down what a document wants.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_intent(&self, workspace: Id<Workspace>, id: Id<Document>, intent: &str) -> Result<(), StoreError> {
        let sql = "UPDATE documents SET intent = $3 WHERE workspace_id = $1 AND id = $2";
        row::run(self.connection(), sql, vec![workspace.into(), id.into(), intent.into()]).await?;
        Ok(())
    }

    /// Writes down what was understood from a document's text, and counts its mentions anew when they are felt to be something else.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_understood(&self, workspace: Id<Workspace>, id: Id<Document>, now: &Understood) -> Result<(), StoreError> {
        let u = now.clone();
        let sql = "UPDATE documents SET intent = $3, toxicity = $4, spam = $5, personal = $6, reading = $7 WHERE workspace_id = $1 AND id = $2";
        let values = vec![
            workspace.into(),
            id.into(),
            u.intent.into(),
            u.toxicity.into(),
            u.spam.into(),
            u.personal.into(),
            u.reading.into(),
        ];
        row::run(self.connection(), sql, values).await?;
        row::run(self.connection(), "DELETE FROM document_aspects WHERE document_id = $1", vec![id.into()]).await?;
        self.put_aspects(workspace, std::iter::once((id, now.reading.as_str()))).await?;
        self.count_as(workspace, id, None, Some(&u.sentiment)).await
    }

    /// Changes what a document is counted as: what sort of place it was said in, what it was felt to be, or both.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn count_as(
        &self,
        workspace: Id<Workspace>,
        id: Id<Document>,
        kind: Option<&str>,
        sentiment: Option<&str>,
    ) -> Result<(), StoreError> {
        #[derive(FromQueryResult)]
        struct Caught {
            topic_id: Id<Topic>,
            leads: bool,
        }
        let c = self.connection();
        let sql =
            "SELECT kind, language, sentiment, published_at, caught, leads FROM documents WHERE workspace_id = $1 AND id = $2";
        let Some(before): Option<CountedAs> = row::one(c, sql, vec![workspace.into(), id.into()]).await? else { return Ok(()) };
        let after = CountedAs {
            kind: kind.unwrap_or(&before.kind).to_owned(),
            sentiment: sentiment.unwrap_or(&before.sentiment).to_owned(),
            ..before.clone()
        };
        if after.cell(0) == before.cell(0) {
            return Ok(());
        }
        for sql in [
            "UPDATE documents SET kind = $2, sentiment = $3 WHERE id = $1",
            "UPDATE mentions SET kind = $2, sentiment = $3 WHERE document_id = $1",
        ] {
            row::run(c, sql, vec![id.into(), after.kind.as_str().into(), after.sentiment.as_str().into()]).await?;
        }
        let sql = "SELECT topic_id, leads FROM mentions WHERE document_id = $1";
        let caught: Vec<Caught> = row::all(c, sql, vec![id.into()]).await?;
        let all = before.caught.then_some((0, before.leads));
        let mut counts: RollupCounts<'_> = BTreeMap::new();
        for (topic, leads) in caught.iter().map(|caught| (caught.topic_id.get(), caught.leads)).chain(all) {
            let stories = i64::from(leads);
            counts.insert(before.cell(topic), Counted { mentions: -1, stories: -stories });
            counts.insert(after.cell(topic), Counted { mentions: 1, stories });
        }
        self.add_to_rollups(workspace, &counts).await
    }
}
