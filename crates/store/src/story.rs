//! Stories: documents that are copies of one another. A story is called by the id of its first document. A document without a row in
//! `copies` is a story by itself, so that what nobody copied costs nothing here.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::FromQueryResult;
use serde::Serialize;

use crate::{
    Engine, Id, Reader, StoreError, Tx,
    document::Document,
    mention::NewMention,
    rollup_cell::{Cell, Counted, RollupCounts},
    row,
    topic::Topic,
    workspace::Workspace,
};

/// How much a story was copied.
#[derive(Clone, Copy, Debug, FromQueryResult, PartialEq, Eq, Serialize)]
pub struct Story {
    /// Its name: the id of its first document.
    pub id: Id<Story>,
    /// Documents.
    pub copies: i64,
    /// Hosts that they were said on.
    pub sites: i64,
}

/// A document that stands for a story.
#[derive(Clone, Debug, FromQueryResult)]
pub struct StoryText {
    /// The document.
    pub document_id: Id<Document>,
    /// Its story, as it is called now.
    pub story_id: Id<Story>,
    /// Whether it began a story.
    pub is_first: bool,
    /// What it says, as it was handed in.
    pub fingerprint: String,
}

/// The keys that a document is found by that stands for a story.
#[derive(Clone, Debug, FromQueryResult)]
pub struct StoryKeys {
    /// The document.
    pub document_id: Id<Document>,
    /// Its keys, as they were handed in.
    pub keys: String,
}

/// A document that was placed.
#[derive(Clone, Debug)]
pub struct NewCopy {
    /// The document.
    pub document: Id<Document>,
    /// Its story.
    pub story: Id<Story>,
    /// Whether it began one.
    pub is_first: bool,
    /// What it says, when it stands for the story.
    pub fingerprint: Option<String>,
    /// The keys that it is to be found by then, as they were handed in.
    pub keys: String,
}

/// One document of a story, as its page lists it.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct StoryCopy {
    /// The document.
    pub id: Id<Document>,
    /// One line.
    pub title: String,
    /// Where it can be read.
    pub address: Option<String>,
    /// The host it was said on.
    pub site: String,
    /// Who wrote it; may be empty.
    pub author: String,
    /// What sort of place.
    pub kind: String,
    /// When it was said, UTC microseconds.
    pub published_at: i64,
    /// Characters of its text.
    pub length: i64,
    /// Whether any topic caught it.
    pub caught: bool,
}

/// Which stories have mentions already, while others are kept.
pub(crate) struct Leading {
    story_of: HashMap<Id<Document>, Id<Story>>,
    topics: BTreeSet<(Id<Story>, Id<Topic>)>,
    caught: BTreeSet<Id<Story>>,
}

impl Leading {
    fn story(&self, document: Id<Document>) -> Id<Story> {
        self.story_of.get(&document).copied().unwrap_or(Id::new(document.get()))
    }

    /// Whether a mention is the first of its story in its topic; the next one is not.
    pub(crate) fn leads(&mut self, mention: &NewMention) -> bool {
        let story = self.story(mention.document);
        self.topics.insert((story, mention.topic))
    }

    /// Those of these documents that are the first of their stories that any topic caught.
    pub(crate) fn caught_first(&mut self, documents: &[Id<Document>]) -> Vec<Id<Document>> {
        let mut first = Vec::new();
        for document in documents {
            let story = self.story(*document);
            if self.caught.insert(story) {
                first.push(*document);
            }
        }
        first
    }
}

impl Tx {
    /// Keeps others from placing documents of the workspace until this transaction ends: two copies that come by two workers at once
    /// would not see one another. On SQLite there is one writer, and nothing to do.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn lock_stories(&self, workspace: Id<Workspace>) -> Result<(), StoreError> {
        if self.engine == Engine::Postgres {
            row::run(self.connection(), "SELECT pg_advisory_xact_lock(7305803, CAST($1 AS INTEGER))", vec![workspace.into()])
                .await?;
        }
        Ok(())
    }

    /// Those who stand for stories and came after this document, in the order of their ids.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn story_texts_since(&self, workspace: Id<Workspace>, after: Id<Document>) -> Result<Vec<StoryText>, StoreError> {
        let sql = format!("{STORY_TEXT} WHERE t.workspace_id = $1 AND t.document_id > $2 ORDER BY t.document_id");
        row::all(self.connection(), &sql, vec![workspace.into(), after.into()]).await
    }

    /// How these stories are called now; those whose name did not change are left out.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn stories_called(&self, stories: &[Id<Story>]) -> Result<HashMap<Id<Story>, Id<Story>>, StoreError> {
        #[derive(FromQueryResult)]
        struct Called {
            document_id: Id<Story>,
            story_id: Id<Story>,
        }
        if stories.is_empty() {
            return Ok(HashMap::new());
        }
        let among = self.engine.numbers(1);
        let sql = format!("SELECT document_id, story_id FROM copies WHERE document_id IN ({among})");
        let called: Vec<Called> = row::all(self.connection(), &sql, vec![row::ids(stories)]).await?;
        Ok(called.into_iter().map(|called| (called.document_id, called.story_id)).collect())
    }

    /// Keeps where documents were placed.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_copies(&self, workspace: Id<Workspace>, placed: &[NewCopy]) -> Result<(), StoreError> {
        let copies = placed.iter().filter(|copy| copy.story.get() != copy.document.get());
        let rows: Vec<_> = copies.map(|copy| [copy.document.into(), copy.story.into()]).collect();
        let then = "ON CONFLICT (document_id) DO NOTHING";
        if !rows.is_empty() {
            row::run_each(self.connection(), self.engine.inserts("copies", ["document_id", "story_id"], rows, then)).await?;
        }
        let text = |copy: &NewCopy| {
            let fingerprint = copy.fingerprint.as_deref()?;
            Some([workspace.into(), copy.document.into(), copy.is_first.into(), fingerprint.into(), copy.keys.as_str().into()])
        };
        let columns = ["workspace_id", "document_id", "is_first", "fingerprint", "keys"];
        let rows: Vec<_> = placed.iter().filter_map(text).collect();
        if rows.is_empty() {
            return Ok(());
        }
        let then = "ON CONFLICT (workspace_id, document_id) DO NOTHING";
        row::run_each(self.connection(), self.engine.inserts("story_texts", columns, rows, then)).await
    }

    /// Makes a story part of an older one: its documents go there, and its name leads there. What was counted as a story of its own
    /// no longer is, where the older one is counted.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn merge_story(&self, workspace: Id<Workspace>, younger: Id<Story>, older: Id<Story>) -> Result<(), StoreError> {
        self.step_down(workspace, younger, older).await?;
        let sql = "UPDATE copies SET story_id = $2 WHERE story_id = $1";
        row::run(self.connection(), sql, vec![younger.into(), older.into()]).await?;
        let sql = "INSERT INTO copies (document_id, story_id) VALUES ($1, $2) ON CONFLICT (document_id) DO UPDATE SET story_id = excluded.story_id";
        row::run(self.connection(), sql, vec![younger.into(), older.into()]).await?;
        Ok(())
    }

    /// Whoever leads the younger story in a topic no longer does when somebody leads the older one there; topic 0 is any.
    async fn step_down(&self, workspace: Id<Workspace>, younger: Id<Story>, older: Id<Story>) -> Result<(), StoreError> {
        #[derive(FromQueryResult)]
        struct Led {
            topic_id: i64,
            hour: i64,
            kind: String,
            language: String,
            sentiment: String,
        }
        let of = |story: &str| {
            format!("(SELECT CAST({story} AS BIGINT) UNION ALL SELECT document_id FROM copies WHERE story_id = {story})")
        };
        let (of_younger, of_older) = (of("$2"), of("$3"));
        let cell = "published_at / 3600000000 AS hour, kind, language, sentiment";
        let in_topics = format!(
            "UPDATE mentions SET leads = FALSE WHERE workspace_id = $1 AND leads AND document_id IN {of_younger} \
             AND topic_id IN (SELECT topic_id FROM mentions WHERE leads AND document_id IN {of_older}) RETURNING topic_id, {cell}"
        );
        let in_any = format!(
            "UPDATE documents SET leads = FALSE WHERE workspace_id = $1 AND caught AND leads AND id IN {of_younger} \
             AND EXISTS (SELECT 1 FROM documents o WHERE o.caught AND o.leads AND o.id IN {of_older}) \
             RETURNING CAST(0 AS BIGINT) AS topic_id, {cell}"
        );
        let values = || vec![workspace.into(), younger.into(), older.into()];
        let mut led: Vec<Led> = row::all(self.connection(), &in_topics, values()).await?;
        led.extend(row::all::<Led>(self.connection(), &in_any, values()).await?);
        let mut counts: RollupCounts<'_> = BTreeMap::new();
        for Led { topic_id, hour, kind, language, sentiment } in &led {
            let cell = Cell { topic: *topic_id, hour: *hour, kind, language, sentiment };
            *counts.entry(cell).or_default() += Counted { mentions: 0, stories: -1 };
        }
        if counts.is_empty() {
            return Ok(());
        }
        self.add_to_rollups(workspace, &counts).await
    }

    /// Which of the stories of these mentions have mentions already, and in which topics.
    pub(crate) async fn leading(&self, mentions: &[NewMention]) -> Result<Leading, StoreError> {
        #[derive(FromQueryResult)]
        struct Copy {
            document_id: Id<Document>,
            story_id: Id<Story>,
        }
        #[derive(FromQueryResult)]
        struct Taken {
            story_id: Id<Story>,
            topic_id: Id<Topic>,
        }
        let documents: BTreeSet<Id<Document>> = mentions.iter().map(|mention| mention.document).collect();
        let documents: Vec<Id<Document>> = documents.into_iter().collect();
        let among = self.engine.numbers(1);
        let sql = format!("SELECT document_id, story_id FROM copies WHERE document_id IN ({among})");
        let copies: Vec<Copy> = row::all(self.connection(), &sql, vec![row::ids(&documents)]).await?;
        let story_of: HashMap<Id<Document>, Id<Story>> =
            copies.into_iter().map(|copy| (copy.document_id, copy.story_id)).collect();
        let mut leading = Leading { story_of, topics: BTreeSet::new(), caught: BTreeSet::new() };
        let stories: BTreeSet<Id<Story>> = documents.iter().map(|document| leading.story(*document)).collect();
        let sql = format!(
            "SELECT c.story_id, m.topic_id FROM copies c JOIN mentions m ON m.document_id = c.document_id \
             WHERE c.story_id IN ({among}) AND m.leads UNION ALL \
             SELECT m.document_id AS story_id, m.topic_id FROM mentions m WHERE m.document_id IN ({among}) AND m.leads"
        );
        let stories: Vec<Id<Story>> = stories.into_iter().collect();
        let taken: Vec<Taken> = row::all(self.connection(), &sql, vec![row::ids(&stories)]).await?;
        leading.caught = taken.iter().map(|taken| taken.story_id).collect();
        leading.topics = taken.iter().map(|taken| (taken.story_id, taken.topic_id)).collect();
        Ok(leading)
    }
}

const STORY_TEXT: &str = "SELECT t.document_id, COALESCE(c.story_id, t.document_id) AS story_id, t.is_first, t.fingerprint \
                          FROM story_texts t LEFT JOIN copies c ON c.document_id = t.document_id";

impl Reader {
    /// The document after which `count` stand for stories; 0 when not as many do.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn story_text_before(&self, count: i64) -> Result<Id<Document>, StoreError> {
        let sql = "SELECT document_id AS n FROM story_texts WHERE workspace_id = $1 ORDER BY document_id DESC LIMIT 1 OFFSET $2";
        Ok(Id::new(row::number(&self.connection, sql, vec![self.workspace.into(), count.into()]).await?))
    }

    /// The keys of those who stand for stories and came after a document, in the order of their ids.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn story_keys_since(&self, after: Id<Document>) -> Result<Vec<StoryKeys>, StoreError> {
        let sql = "SELECT document_id, keys FROM story_texts WHERE workspace_id = $1 AND document_id > $2 ORDER BY document_id";
        row::all(&self.connection, sql, vec![self.workspace.into(), after.into()]).await
    }

    /// What these documents say that stand for stories, in the order of their ids.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn story_texts(&self, documents: &[Id<Document>]) -> Result<Vec<StoryText>, StoreError> {
        if documents.is_empty() {
            return Ok(Vec::new());
        }
        let among = self.engine.numbers(2);
        let sql = format!("{STORY_TEXT} WHERE t.workspace_id = $1 AND t.document_id IN ({among}) ORDER BY t.document_id");
        row::all(&self.connection, &sql, vec![self.workspace.into(), row::ids(documents)]).await
    }

    /// The latest of those who stand for stories, the newest last, to learn from them what many stories say.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn latest_story_texts(&self, limit: i64) -> Result<Vec<StoryText>, StoreError> {
        let sql = format!("{STORY_TEXT} WHERE t.workspace_id = $1 ORDER BY t.document_id DESC LIMIT $2");
        let mut texts: Vec<StoryText> = row::all(&self.connection, &sql, vec![self.workspace.into(), limit.into()]).await?;
        texts.reverse();
        Ok(texts)
    }

    /// The stories of these documents, with how much each was copied; those that nobody copied are left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn stories(&self, documents: &[Id<Document>]) -> Result<BTreeMap<Id<Document>, Story>, StoreError> {
        #[derive(FromQueryResult)]
        struct Copy {
            document_id: Id<Document>,
            story_id: Id<Story>,
        }
        if documents.is_empty() {
            return Ok(BTreeMap::new());
        }
        let among = self.engine.numbers(1);
        let sql = format!(
            "SELECT document_id, story_id FROM copies WHERE document_id IN ({among}) UNION \
             SELECT story_id AS document_id, story_id FROM copies WHERE story_id IN ({among})"
        );
        let copies: Vec<Copy> = row::all(&self.connection, &sql, vec![row::ids(documents)]).await?;
        if copies.is_empty() {
            return Ok(BTreeMap::new());
        }
        let ids: BTreeSet<Id<Story>> = copies.iter().map(|copy| copy.story_id).collect();
        let ids: Vec<Id<Story>> = ids.into_iter().collect();
        let among = self.engine.numbers(2);
        // SQLite takes a CROSS JOIN in the order in which it is written; it would look through all documents of the workspace otherwise.
        let sql = format!(
            "SELECT s.story_id AS id, COUNT(*) AS copies, COUNT(DISTINCT d.site) AS sites FROM (\
               SELECT story_id, document_id FROM copies WHERE story_id IN ({among}) UNION \
               SELECT story_id, story_id FROM copies WHERE story_id IN ({among})) AS s \
             CROSS JOIN documents d WHERE d.id = s.document_id AND d.workspace_id = $1 GROUP BY s.story_id"
        );
        let stories: Vec<Story> = row::all(&self.connection, &sql, vec![self.workspace.into(), row::ids(&ids)]).await?;
        let by_id: HashMap<Id<Story>, Story> = stories.into_iter().map(|story| (story.id, story)).collect();
        Ok(copies.into_iter().filter_map(|copy| Some((copy.document_id, *by_id.get(&copy.story_id)?))).collect())
    }

    /// How the story of a document, or a story under a name of before, is called now.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn story_called(&self, id: Id<Story>) -> Result<Id<Story>, StoreError> {
        let sql = "SELECT story_id AS n FROM copies WHERE document_id = $1";
        let now = row::number(&self.connection, sql, vec![id.into()]).await?;
        Ok(if now == 0 { id } else { Id::new(now) })
    }

    /// The documents of a story, in the order in which they were said; none when there is no such story here.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn story_copies(&self, story: Id<Story>, limit: i64) -> Result<Vec<StoryCopy>, StoreError> {
        let sql = "SELECT d.id, d.title, d.address, d.site, d.author, d.kind, d.published_at, CAST(LENGTH(d.text) AS BIGINT) AS length, d.caught \
                   FROM documents d WHERE d.workspace_id = $1 AND (d.id = $2 OR d.id IN (SELECT document_id FROM copies WHERE story_id = $2)) \
                   ORDER BY d.published_at, d.id LIMIT $3";
        row::all(&self.connection, sql, vec![self.workspace.into(), story.into(), limit.into()]).await
    }

    /// Documents of a story by hour.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn story_hours(&self, story: Id<Story>) -> Result<Vec<crate::rollup::HourCount>, StoreError> {
        let sql = "SELECT d.published_at / 3600000000 AS hour, COUNT(*) AS mentions, SUM(CASE WHEN d.leads THEN 1 ELSE 0 END) AS stories \
                   FROM documents d WHERE d.workspace_id = $1 AND (d.id = $2 OR d.id IN (SELECT document_id FROM copies WHERE story_id = $2)) \
                   GROUP BY d.published_at / 3600000000 ORDER BY d.published_at / 3600000000";
        row::all(&self.connection, sql, vec![self.workspace.into(), story.into()]).await
    }
}
