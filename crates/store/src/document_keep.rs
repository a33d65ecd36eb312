//! Keeping documents: recognising what came before, writing what is new, and what was changed.

use std::collections::{BTreeMap, HashMap};

use sea_orm::{FromQueryResult, Value};

use crate::{
    Engine, Id, StoreError, Tx, dialect, document::Document, figure::aspects_of, row, source::Source, workspace::Workspace,
};

/// PostgreSQL refuses a `tsvector` of a megabyte; a text with more distinct words than fit is left out of the index and always judged.
const INDEXED_WORDS_BYTES_MAX: usize = 700_000;

/// A document that is about to be kept, with what the one door worked out.
#[derive(Clone, Debug)]
pub struct NewDocument {
    /// What makes it the same document when it comes again.
    pub key: String,
    /// The row; its id and workspace are ignored.
    pub row: Document,
    /// The distinct folded words of title and text.
    pub words: Vec<String>,
}

/// What is known of a document that came again.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Known {
    /// The document.
    pub id: Id<Document>,
    /// Its key.
    pub document_key: String,
    /// The hash of its last text.
    pub content_hash: String,
    /// The number of its last text.
    pub version: i64,
    /// Whether any topic caught it.
    pub caught: bool,
    /// Its title.
    pub title: String,
    /// When it was said, UTC microseconds.
    pub published_at: i64,
    /// What sort of place.
    pub kind: String,
    /// What it is written in.
    pub language: String,
    /// What it was felt to be.
    pub sentiment: String,
    /// The source that brought it first.
    pub source_id: Id<Source>,
    /// Where it was said to be.
    pub address: Option<String>,
}

/// The columns of a document that are written when it is kept.
const NEW_COLUMNS: [&str; 29] = [
    "workspace_id",
    "source_id",
    "document_key",
    "address",
    "site",
    "title",
    "html",
    "text",
    "author",
    "author_address",
    "language",
    "kind",
    "tags",
    "rating",
    "image",
    "published_at",
    "published_known",
    "found_at",
    "content_hash",
    "version",
    "caught",
    "leads",
    "starred",
    "sentiment",
    "intent",
    "toxicity",
    "spam",
    "personal",
    "reading",
];
const KNOWN: &str = "SELECT d.id, d.document_key, d.content_hash, d.version, d.caught, d.title, d.published_at, d.kind, d.language, d.sentiment, d.source_id, d.address FROM documents d";

impl Tx {
    /// Which of these keys are known in the workspace.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn known_by_key(&self, workspace: Id<Workspace>, keys: &[&str]) -> Result<Vec<Known>, StoreError> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!("{KNOWN} WHERE d.workspace_id = $1 AND d.document_key IN ({})", self.engine.words(2));
        row::all(self.connection(), &sql, vec![workspace.into(), row::list(keys.iter().copied())]).await
    }

    /// What a source brought before under these ids of its own: the id and the document.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn known_by_guid(&self, source: Id<Source>, guids: &[&str]) -> Result<Vec<(String, Known)>, StoreError> {
        #[derive(FromQueryResult)]
        struct Named {
            guid: String,
            #[sea_orm(nested)]
            known: Known,
        }
        let sql = format!(
            "SELECT b.guid, d.id, d.document_key, d.content_hash, d.version, d.caught, d.title, d.published_at, d.kind, d.language, d.sentiment, d.source_id, d.address \
             FROM document_sources b JOIN documents d ON d.id = b.document_id WHERE b.source_id = $1 AND b.guid IN ({})",
            self.engine.words(2)
        );
        let named: Vec<Named> = row::all(self.connection(), &sql, vec![source.into(), row::list(guids.iter().copied())]).await?;
        Ok(named.into_iter().map(|named| (named.guid, named.known)).collect())
    }

    /// The documents that a source was the first to bring and that were said at one of these moments, UTC microseconds.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn known_by_moment(&self, source: Id<Source>, moments: &[i64]) -> Result<Vec<Known>, StoreError> {
        if moments.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!("{KNOWN} WHERE d.source_id = $1 AND d.published_at IN ({})", self.engine.numbers(2));
        row::all(self.connection(), &sql, vec![source.into(), row::list(moments.iter().copied())]).await
    }

    /// The ids of their own under which a source brought these documents.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn guids_of(
        &self,
        source: Id<Source>,
        documents: &[Id<Document>],
    ) -> Result<Vec<(Id<Document>, String)>, StoreError> {
        #[derive(FromQueryResult)]
        struct Guid {
            document_id: Id<Document>,
            guid: String,
        }
        if documents.is_empty() {
            return Ok(Vec::new());
        }
        let among = self.engine.numbers(2);
        let sql = format!("SELECT document_id, guid FROM document_sources WHERE source_id = $1 AND document_id IN ({among})");
        let guids: Vec<Guid> = row::all(self.connection(), &sql, vec![source.into(), row::ids(documents)]).await?;
        Ok(guids.into_iter().map(|row| (row.document_id, row.guid)).collect())
    }

    /// Keeps new documents and the words they are found by. Gives the ids in the order of the documents; none for a key that
    /// somebody else kept in the same moment.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_documents(
        &self,
        workspace: Id<Workspace>,
        documents: &[&NewDocument],
    ) -> Result<Vec<Option<Id<Document>>>, StoreError> {
        #[derive(FromQueryResult)]
        struct Kept {
            id: Id<Document>,
            document_key: String,
        }
        if documents.is_empty() {
            return Ok(Vec::new());
        }
        let row = |NewDocument { key, row, .. }: &&NewDocument| {
            let d = row.clone();
            [
                workspace.into(),
                d.source_id.into(),
                key.as_str().into(),
                d.address.into(),
                d.site.into(),
                d.title.into(),
                d.html.into(),
                d.text.into(),
                d.author.into(),
                d.author_address.into(),
                d.language.into(),
                d.kind.into(),
                d.tags.into(),
                d.rating.into(),
                d.image.into(),
                d.published_at.into(),
                d.published_known.into(),
                d.found_at.into(),
                d.content_hash.into(),
                1_i64.into(),
                d.caught.into(),
                false.into(),
                false.into(),
                d.understood.sentiment.into(),
                d.understood.intent.into(),
                d.understood.toxicity.into(),
                d.understood.spam.into(),
                d.understood.personal.into(),
                d.understood.reading.into(),
            ]
        };
        let then = "ON CONFLICT (workspace_id, document_key) DO NOTHING RETURNING id, document_key";
        let statements = self.engine.inserts("documents", NEW_COLUMNS, documents.iter().map(row).collect(), then);
        let kept: Vec<Kept> = row::each(self.connection(), statements).await?;
        let by_key: BTreeMap<&str, Id<Document>> = kept.iter().map(|kept| (kept.document_key.as_str(), kept.id)).collect();
        let ids: Vec<Option<Id<Document>>> =
            documents.iter().map(|document| by_key.get(document.key.as_str()).copied()).collect();
        let words: Vec<(Id<Document>, &[String])> =
            ids.iter().zip(documents).filter_map(|(id, document)| id.map(|id| (id, document.words.as_slice()))).collect();
        self.put_words(&words).await?;
        let read = ids.iter().zip(documents).filter_map(|(id, new)| Some(((*id)?, new.row.understood.reading.as_str())));
        self.put_aspects(workspace, read).await?;
        Ok(ids)
    }

    /// Keeps what these readings speak of.
    pub(crate) async fn put_aspects<'a>(
        &self,
        workspace: Id<Workspace>,
        readings: impl Iterator<Item = (Id<Document>, &'a str)>,
    ) -> Result<(), StoreError> {
        let of = |(id, reading): (Id<Document>, &'a str)| aspects_of(reading).into_iter().map(move |aspect| (id, aspect));
        let rows: Vec<_> = readings.flat_map(of).map(|(id, aspect)| [workspace.into(), aspect.into(), id.into()]).collect();
        if rows.is_empty() {
            return Ok(());
        }
        let columns = ["workspace_id", "aspect", "document_id"];
        row::run_each(self.connection(), self.engine.inserts("document_aspects", columns, rows, "")).await
    }

    /// Keeps the words by which documents are found, in place of those of before.
    pub(crate) async fn put_words(&self, documents: &[(Id<Document>, &[String])]) -> Result<(), StoreError> {
        if documents.is_empty() {
            return Ok(());
        }
        let row = |(id, words): &(Id<Document>, &[String])| {
            let stored: Vec<String> = words.iter().map(|word| dialect::stored_word(word)).collect();
            let joined = stored.join(" ");
            let is_too_long = joined.len() > INDEXED_WORDS_BYTES_MAX && self.engine == Engine::Postgres;
            [(*id).into(), if is_too_long { Value::String(None) } else { joined.into() }]
        };
        row::run_each(self.connection(), self.engine.put_words(documents.iter().map(row).collect())).await
    }

    /// How often the texts of documents were written.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn document_versions(&self, ids: &[Id<Document>]) -> Result<HashMap<Id<Document>, i64>, StoreError> {
        #[derive(FromQueryResult)]
        struct Written {
            id: Id<Document>,
            version: i64,
        }
        let sql = format!("SELECT id, version FROM documents WHERE id IN ({})", self.engine.numbers(1));
        let written: Vec<Written> = row::all(self.connection(), &sql, vec![row::ids(ids)]).await?;
        Ok(written.into_iter().map(|one| (one.id, one.version)).collect())
    }

    /// Writes a new text over a document's and keeps the old one as a version.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn change_document(&self, known: &Known, now: &NewDocument, at: i64) -> Result<(), StoreError> {
        let sql = "INSERT INTO document_versions (document_id, version, title, text, seen_at) \
                   SELECT id, version, title, text, COALESCE(changed_at, found_at) FROM documents WHERE id = $1";
        row::run(self.connection(), sql, vec![known.id.into()]).await?;
        let sql = "UPDATE documents SET title = $2, html = $3, text = $4, content_hash = $5, version = version + 1, changed_at = $6 WHERE id = $1";
        let d = now.row.clone();
        let values = vec![known.id.into(), d.title.into(), d.html.into(), d.text.into(), d.content_hash.into(), at.into()];
        row::run(self.connection(), sql, values).await?;
        let sql = format!("DELETE FROM document_words WHERE {} = $1", self.engine.id_of_words());
        row::run(self.connection(), &sql, vec![known.id.into()]).await?;
        self.put_words(&[(known.id, &now.words)]).await
    }

    /// Writes down that a document stands at another address now. Its key stays: it is still recognised by the one before.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn move_document(&self, id: Id<Document>, address: &str, site: &str) -> Result<(), StoreError> {
        let sql = "UPDATE documents SET address = $2, site = $3 WHERE id = $1";
        row::run(self.connection(), sql, vec![id.into(), address.into(), site.into()]).await?;
        Ok(())
    }

    /// Remembers that a source brought these documents under these ids of its own.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_bringers(&self, source: Id<Source>, brought: &[(String, Id<Document>)], now: i64) -> Result<(), StoreError> {
        if brought.is_empty() {
            return Ok(());
        }
        let rows = brought.iter().map(|(guid, document)| [source.into(), guid.as_str().into(), (*document).into(), now.into()]);
        let columns = ["source_id", "guid", "document_id", "found_at"];
        let then = "ON CONFLICT (source_id, guid) DO NOTHING";
        row::run_each(self.connection(), self.engine.inserts("document_sources", columns, rows.collect(), then)).await
    }

    /// Adds to the count of documents that a source brought, and moves its newest moment on.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn count_documents(&self, source: Id<Source>, added: i64, newest_at: Option<i64>) -> Result<(), StoreError> {
        let sql = "UPDATE sources SET documents = documents + $2, \
                   newest_at = CASE WHEN newest_at IS NULL OR newest_at < $3 THEN COALESCE($3, newest_at) ELSE newest_at END WHERE id = $1";
        row::run(self.connection(), sql, vec![source.into(), added.into(), newest_at.into()]).await?;
        Ok(())
    }
}
