//! Documents: kept once, whoever brought them, with their earlier texts and what the team did about them.

use sea_orm::{FromQueryResult, Value};
use serde::Serialize;

use crate::{Id, Reader, StoreError, access::User, row, source::Source, workspace::Workspace};

pub use crate::{
    document_keep::{Known, NewDocument},
    document_treat::{Note, TagCount},
};

/// One piece of public content as kept.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct Document {
    /// Its id.
    pub id: Id<Document>,
    /// The workspace it was found for.
    pub workspace_id: Id<Workspace>,
    /// The source that brought it first.
    pub source_id: Id<Source>,
    /// Where it can be read.
    pub address: Option<String>,
    /// The host it was said on, without `www.`.
    pub site: String,
    /// One line of plain text.
    pub title: String,
    /// The body, sanitised before it was stored.
    pub html: String,
    /// The body as plain text.
    pub text: String,
    /// The name of who wrote it; may be empty.
    pub author: String,
    /// The page of who wrote it.
    pub author_address: Option<String>,
    /// As declared, ISO 639-1; empty when not.
    pub language: String,
    /// A name of [`domain::Kind`].
    pub kind: String,
    /// The source's own categories, a JSON list.
    pub tags: String,
    /// Stars, 0 to 5.
    pub rating: Option<f64>,
    /// An image that stands for it.
    pub image: Option<String>,
    /// When it was said, or found when the source does not say; UTC microseconds.
    pub published_at: i64,
    /// Whether the source said when.
    pub published_known: bool,
    /// When Parvis found it, UTC microseconds.
    pub found_at: i64,
    /// When its text was last seen changed, UTC microseconds.
    pub changed_at: Option<i64>,
    /// A hash of title and text.
    pub content_hash: String,
    /// 1, and one more for each change seen.
    pub version: i64,
    /// Whether any topic caught it.
    pub caught: bool,
    /// Whether it is the first of its story that any topic caught.
    pub leads: bool,
    /// Whether somebody starred it.
    pub starred: bool,
    /// When it was marked done, UTC microseconds.
    pub done_at: Option<i64>,
    /// Who marked it done.
    pub done_by: Option<Id<User>>,
    /// Who is to look after it.
    pub assignee_id: Option<Id<User>>,
    /// What was understood from its text.
    #[sea_orm(nested)]
    #[serde(flatten)]
    pub understood: Understood,
}

impl Document {
    /// A document that was just found, at `found_at`, UTC microseconds: nothing is known of it but who brought it, and nobody has
    /// treated it.
    #[must_use]
    pub fn new(workspace: Id<Workspace>, source: Id<Source>, found_at: i64) -> Self {
        Self {
            id: Id::new(0),
            workspace_id: workspace,
            source_id: source,
            address: None,
            site: String::new(),
            title: String::new(),
            html: String::new(),
            text: String::new(),
            author: String::new(),
            author_address: None,
            language: String::new(),
            kind: domain::Kind::Other.name().to_owned(),
            tags: "[]".to_owned(),
            rating: None,
            image: None,
            published_at: found_at,
            published_known: false,
            found_at,
            changed_at: None,
            content_hash: String::new(),
            version: 1,
            caught: false,
            leads: false,
            starred: false,
            done_at: None,
            done_by: None,
            assignee_id: None,
            understood: Understood::default(),
        }
    }
}

/// What was understood from a text.
#[derive(Clone, Debug, Default, PartialEq, FromQueryResult, Serialize)]
pub struct Understood {
    /// `negative`, `neutral`, `positive`, `unsure`; empty when it was not read.
    pub sentiment: String,
    /// What it wants, such as `question`; empty for nothing clear.
    pub intent: String,
    /// How rude it is, per mille.
    pub toxicity: i64,
    /// How much it looks like spam, per mille.
    pub spam: i64,
    /// Whether it shows personal data.
    pub personal: bool,
    /// The whole reading, a JSON object; empty when it was not read.
    pub reading: String,
}

/// An earlier text of a document.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct Version {
    /// 1 for the first.
    pub version: i64,
    /// The title then.
    pub title: String,
    /// The text then.
    pub text: String,
    /// When that text was first seen, UTC microseconds.
    pub seen_at: i64,
}

/// A source that brought a document.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct Bringer {
    /// The source.
    pub source_id: Id<Source>,
    /// Its title, or none when it was removed since.
    pub title: Option<String>,
    /// When it brought the document, UTC microseconds.
    pub found_at: i64,
}

pub(crate) const DOCUMENT: &str = "SELECT id, workspace_id, source_id, address, site, title, html, text, author, author_address, language, kind, tags, rating, \
                        image, published_at, published_known, found_at, changed_at, content_hash, version, caught, leads, starred, done_at, done_by, \
                        assignee_id, sentiment, intent, toxicity, spam, personal, reading FROM documents";

impl Reader {
    /// A document.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn document(&self, id: Id<Document>) -> Result<Option<Document>, StoreError> {
        row::one(
            &self.connection,
            &format!("{DOCUMENT} WHERE workspace_id = $1 AND id = $2"),
            vec![self.workspace.into(), id.into()],
        )
        .await
    }

    /// The documents with these ids, newest first; those of other workspaces are left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn documents(&self, ids: &[Id<Document>]) -> Result<Vec<Document>, StoreError> {
        let among = self.engine.numbers(2);
        let sql = format!("{DOCUMENT} WHERE workspace_id = $1 AND id IN ({among}) ORDER BY published_at DESC, id DESC");
        row::all(&self.connection, &sql, vec![self.workspace.into(), row::ids(ids)]).await
    }

    /// A stretch of the archive for a search: documents with ids below `before` that pass the candidate filter, newest id first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn archive(&self, candidates: &query::Candidates, before: i64, limit: u32) -> Result<Vec<Document>, StoreError> {
        let mut values: Vec<Value> = vec![self.workspace.into(), before.into(), i64::from(limit).into()];
        let filter = match self.engine.candidates(candidates, 4) {
            Some((subquery, text)) => {
                values.push(text.into());
                format!(" AND id IN ({subquery})")
            }
            None => String::new(),
        };
        row::all(
            &self.connection,
            &format!("{DOCUMENT} WHERE workspace_id = $1 AND id < $2{filter} ORDER BY id DESC LIMIT $3"),
            values,
        )
        .await
    }

    /// Documents said at `since` (UTC microseconds) or later, with ids below `before`, newest id first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn documents_since(&self, since: i64, before: i64, limit: u32) -> Result<Vec<Document>, StoreError> {
        let sql = format!("{DOCUMENT} WHERE workspace_id = $1 AND published_at >= $2 AND id < $3 ORDER BY id DESC LIMIT $4");
        row::all(&self.connection, &sql, vec![self.workspace.into(), since.into(), before.into(), i64::from(limit).into()]).await
    }

    /// How many documents were said at `since` (UTC microseconds) or later.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count_since(&self, since: i64) -> Result<i64, StoreError> {
        let sql = "SELECT COUNT(*) AS n FROM documents WHERE workspace_id = $1 AND published_at >= $2";
        row::number(&self.connection, sql, vec![self.workspace.into(), since.into()]).await
    }

    /// How many documents pass the candidate filter.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn archive_size(&self, candidates: &query::Candidates) -> Result<i64, StoreError> {
        let mut values: Vec<Value> = vec![self.workspace.into()];
        let filter = match self.engine.candidates(candidates, 2) {
            Some((subquery, text)) => {
                values.push(text.into());
                format!(" AND id IN ({subquery})")
            }
            None => String::new(),
        };
        row::number(&self.connection, &format!("SELECT COUNT(*) AS n FROM documents WHERE workspace_id = $1{filter}"), values)
            .await
    }

    /// Title and text of the newest documents: so many that a topic caught and so many that none did.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn newest_texts(&self, limit: i64) -> Result<Vec<(String, String)>, StoreError> {
        #[derive(FromQueryResult)]
        struct Text {
            title: String,
            text: String,
        }
        let mut texts = Vec::new();
        // In words, not as a parameter: there is an index of either, which is only used for what says that it is of it.
        for caught in ["caught", "NOT caught"] {
            let sql = format!(
                "SELECT title, text FROM documents WHERE workspace_id = $1 AND {caught} ORDER BY published_at DESC, id DESC LIMIT $2"
            );
            let found: Vec<Text> = row::all(&self.connection, &sql, vec![self.workspace.into(), limit.into()]).await?;
            texts.extend(found.into_iter().map(|text| (text.title, text.text)));
        }
        Ok(texts)
    }

    /// The earlier texts of a document, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn document_versions(&self, id: Id<Document>) -> Result<Vec<Version>, StoreError> {
        let sql = "SELECT v.version, v.title, v.text, v.seen_at FROM document_versions v JOIN documents d ON d.id = v.document_id \
                   WHERE d.workspace_id = $1 AND d.id = $2 ORDER BY v.version";
        row::all(&self.connection, sql, vec![self.workspace.into(), id.into()]).await
    }

    /// The sources that brought a document, first one first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn document_bringers(&self, id: Id<Document>) -> Result<Vec<Bringer>, StoreError> {
        let sql = "SELECT b.source_id, s.title, MIN(b.found_at) AS found_at FROM document_sources b JOIN documents d ON d.id = b.document_id \
                   LEFT JOIN sources s ON s.id = b.source_id WHERE d.workspace_id = $1 AND d.id = $2 \
                   GROUP BY b.source_id, s.title ORDER BY MIN(b.found_at), b.source_id";
        row::all(&self.connection, sql, vec![self.workspace.into(), id.into()]).await
    }
}
