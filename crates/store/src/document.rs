//! Documents: kept once, whoever brought them, with their earlier texts and what the team did about them.

use std::collections::BTreeMap;

use sea_orm::{FromQueryResult, Value};
use serde::Serialize;

use crate::{Engine, Id, Reader, StoreError, Tx, access::User, dialect, row, source::Source, workspace::Workspace};

/// PostgreSQL refuses a `tsvector` of a megabyte; a text with more distinct words than fit is left out of the index and always judged.
const INDEXED_WORDS_BYTES_MAX: usize = 700_000;

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
    /// Whether somebody starred it.
    pub starred: bool,
    /// When it was marked done, UTC microseconds.
    pub done_at: Option<i64>,
    /// Who marked it done.
    pub done_by: Option<Id<User>>,
    /// Who is to look after it.
    pub assignee_id: Option<Id<User>>,
}

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
    /// As declared.
    pub language: String,
    /// The source that brought it first.
    pub source_id: Id<Source>,
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

/// What a colleague wrote beside a document.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct Note {
    /// Its id.
    pub id: Id<Note>,
    /// Who wrote it.
    pub user_id: Id<User>,
    /// The writer's name.
    pub name: String,
    /// What it says.
    pub text: String,
    /// When, UTC microseconds.
    pub created_at: i64,
}

/// A tag and how often it is used.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct TagCount {
    /// The tag.
    pub tag: String,
    /// How many documents wear it.
    pub documents: i64,
}

const KNOWN: &str = "SELECT d.id, d.document_key, d.content_hash, d.version, d.caught, d.title, d.published_at, d.kind, d.language, d.source_id FROM documents d";
const DOCUMENT: &str = "SELECT id, workspace_id, source_id, address, site, title, html, text, author, author_address, language, kind, tags, rating, \
                        image, published_at, published_known, found_at, changed_at, content_hash, version, caught, starred, done_at, done_by, \
                        assignee_id FROM documents";

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
        let sql = format!(
            "{DOCUMENT} WHERE workspace_id = $1 AND id IN ({}) ORDER BY published_at DESC, id DESC",
            row::list(ids.len(), 2)
        );
        let mut values: Vec<Value> = vec![self.workspace.into()];
        values.extend(ids.iter().map(|&id| Value::from(id)));
        row::all(&self.connection, &sql, values).await
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

    /// The notes beside a document, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn notes(&self, id: Id<Document>) -> Result<Vec<Note>, StoreError> {
        let sql = "SELECT n.id, n.user_id, u.name, n.text, n.created_at FROM notes n JOIN users u ON u.id = n.user_id \
                   WHERE n.workspace_id = $1 AND n.document_id = $2 ORDER BY n.id";
        row::all(&self.connection, sql, vec![self.workspace.into(), id.into()]).await
    }

    /// How many notes stand beside each of these documents; those without any are left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn note_counts(&self, ids: &[Id<Document>]) -> Result<BTreeMap<Id<Document>, i64>, StoreError> {
        #[derive(FromQueryResult)]
        struct Noted {
            document_id: Id<Document>,
            notes: i64,
        }
        let sql = format!(
            "SELECT document_id, COUNT(*) AS notes FROM notes WHERE workspace_id = $1 AND document_id IN ({}) GROUP BY document_id",
            row::list(ids.len(), 2)
        );
        let mut values: Vec<Value> = vec![self.workspace.into()];
        values.extend(ids.iter().map(|&id| Value::from(id)));
        let noted: Vec<Noted> = row::all(&self.connection, &sql, values).await?;
        Ok(noted.into_iter().map(|noted| (noted.document_id, noted.notes)).collect())
    }

    /// The team's tags on each of these documents.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn tags_of(&self, ids: &[Id<Document>]) -> Result<BTreeMap<Id<Document>, Vec<String>>, StoreError> {
        #[derive(FromQueryResult)]
        struct Tagged {
            document_id: Id<Document>,
            tag: String,
        }
        let sql = format!(
            "SELECT document_id, tag FROM document_tags WHERE workspace_id = $1 AND document_id IN ({}) ORDER BY tag",
            row::list(ids.len(), 2)
        );
        let mut values: Vec<Value> = vec![self.workspace.into()];
        values.extend(ids.iter().map(|&id| Value::from(id)));
        let tagged: Vec<Tagged> = row::all(&self.connection, &sql, values).await?;
        let mut tags: BTreeMap<Id<Document>, Vec<String>> = BTreeMap::new();
        for Tagged { document_id, tag } in tagged {
            tags.entry(document_id).or_default().push(tag);
        }
        Ok(tags)
    }

    /// The team's tags, most used first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn tags(&self, limit: u32) -> Result<Vec<TagCount>, StoreError> {
        let sql = "SELECT tag, COUNT(*) AS documents FROM document_tags WHERE workspace_id = $1 GROUP BY tag ORDER BY COUNT(*) DESC, tag LIMIT $2";
        row::all(&self.connection, sql, vec![self.workspace.into(), i64::from(limit).into()]).await
    }
}

impl Tx {
    /// Which of these keys are known in the workspace.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn known_by_key(&self, workspace: Id<Workspace>, keys: &[&str]) -> Result<Vec<Known>, StoreError> {
        let sql = format!("{KNOWN} WHERE d.workspace_id = $1 AND d.document_key IN ({})", row::list(keys.len(), 2));
        let mut values: Vec<Value> = vec![workspace.into()];
        values.extend(keys.iter().map(|&key| Value::from(key)));
        row::all(self.connection(), &sql, values).await
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
            "SELECT b.guid, d.id, d.document_key, d.content_hash, d.version, d.caught, d.title, d.published_at, d.kind, d.language, d.source_id \
             FROM document_sources b JOIN documents d ON d.id = b.document_id WHERE b.source_id = $1 AND b.guid IN ({})",
            row::list(guids.len(), 2)
        );
        let mut values: Vec<Value> = vec![source.into()];
        values.extend(guids.iter().map(|&guid| Value::from(guid)));
        let named: Vec<Named> = row::all(self.connection(), &sql, values).await?;
        Ok(named.into_iter().map(|named| (named.guid, named.known)).collect())
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
        let sql = format!(
            "SELECT document_id, guid FROM document_sources WHERE source_id = $1 AND document_id IN ({})",
            row::list(documents.len(), 2)
        );
        let mut values: Vec<Value> = vec![source.into()];
        values.extend(documents.iter().map(|&id| Value::from(id)));
        let guids: Vec<Guid> = row::all(self.connection(), &sql, values).await?;
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
        documents: &[NewDocument],
    ) -> Result<Vec<Option<Id<Document>>>, StoreError> {
        #[derive(FromQueryResult)]
        struct Kept {
            id: Id<Document>,
            document_key: String,
        }
        if documents.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "INSERT INTO documents (workspace_id, source_id, document_key, address, site, title, html, text, author, author_address, language, kind, \
             tags, rating, image, published_at, published_known, found_at, content_hash, version, caught, starred) VALUES {} \
             ON CONFLICT (workspace_id, document_key) DO NOTHING RETURNING id, document_key",
            row::tuples(documents.len(), 22, 1)
        );
        let mut values: Vec<Value> = Vec::with_capacity(documents.len() * 22);
        for NewDocument { key, row, .. } in documents {
            let d = row.clone();
            values.extend([
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
            ]);
        }
        let kept: Vec<Kept> = row::all(self.connection(), &sql, values).await?;
        let by_key: BTreeMap<&str, Id<Document>> = kept.iter().map(|kept| (kept.document_key.as_str(), kept.id)).collect();
        let ids: Vec<Option<Id<Document>>> =
            documents.iter().map(|document| by_key.get(document.key.as_str()).copied()).collect();
        let words: Vec<(Id<Document>, &[String])> =
            ids.iter().zip(documents).filter_map(|(id, document)| id.map(|id| (id, document.words.as_slice()))).collect();
        self.put_words(&words).await?;
        Ok(ids)
    }

    /// Keeps the words by which documents are found, in place of those of before.
    async fn put_words(&self, documents: &[(Id<Document>, &[String])]) -> Result<(), StoreError> {
        if documents.is_empty() {
            return Ok(());
        }
        let mut values: Vec<Value> = Vec::with_capacity(documents.len() * 2);
        for (id, words) in documents {
            let stored: Vec<String> = words.iter().map(|word| dialect::stored_word(word)).collect();
            let joined = stored.join(" ");
            values.push((*id).into());
            values.push(if joined.len() > INDEXED_WORDS_BYTES_MAX && self.engine == Engine::Postgres {
                Value::String(None)
            } else {
                joined.into()
            });
        }
        let sql = self.engine.put_words(documents.len());
        row::run(self.connection(), &sql, values).await?;
        Ok(())
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
        if self.engine == Engine::Sqlite {
            row::run(self.connection(), "DELETE FROM document_words WHERE rowid = $1", vec![known.id.into()]).await?;
        } else {
            row::run(self.connection(), "DELETE FROM document_words WHERE document_id = $1", vec![known.id.into()]).await?;
        }
        self.put_words(&[(known.id, &now.words)]).await
    }

    /// Remembers that a source brought these documents under these ids of its own.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_bringers(&self, source: Id<Source>, brought: &[(String, Id<Document>)], now: i64) -> Result<(), StoreError> {
        if brought.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "INSERT INTO document_sources (source_id, guid, document_id, found_at) VALUES {} ON CONFLICT (source_id, guid) DO NOTHING",
            row::tuples(brought.len(), 4, 1)
        );
        let mut values: Vec<Value> = Vec::with_capacity(brought.len() * 4);
        for (guid, document) in brought {
            values.extend([source.into(), guid.as_str().into(), (*document).into(), now.into()]);
        }
        row::run(self.connection(), &sql, values).await?;
        Ok(())
    }

    /// Adds to the count of documents that a source was the first to bring, and moves its newest moment on.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn count_documents(&self, source: Id<Source>, added: i64, newest_at: Option<i64>) -> Result<(), StoreError> {
        let sql = "UPDATE sources SET documents = documents + $2, \
                   newest_at = CASE WHEN newest_at IS NULL OR newest_at < $3 THEN COALESCE($3, newest_at) ELSE newest_at END WHERE id = $1";
        row::run(self.connection(), sql, vec![source.into(), added.into(), newest_at.into()]).await?;
        Ok(())
    }

    /// Those of these ids that are documents of the workspace, in ascending order.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn documents_among(&self, workspace: Id<Workspace>, ids: &[Id<Document>]) -> Result<Vec<Id<Document>>, StoreError> {
        #[derive(FromQueryResult)]
        struct Found {
            id: Id<Document>,
        }
        let sql = format!("SELECT id FROM documents WHERE workspace_id = $1 AND id IN ({}) ORDER BY id", row::list(ids.len(), 2));
        let mut values: Vec<Value> = vec![workspace.into()];
        values.extend(ids.iter().map(|&id| Value::from(id)));
        let found: Vec<Found> = row::all(self.connection(), &sql, values).await?;
        Ok(found.into_iter().map(|found| found.id).collect())
    }

    /// Stars documents or takes the star away; gives the ids that are the workspace's.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn star(&self, workspace: Id<Workspace>, ids: &[Id<Document>], starred: bool) -> Result<u64, StoreError> {
        self.treat(workspace, ids, "starred = $1", vec![starred.into()]).await
    }

    /// Marks documents done, or open again.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn mark_done(
        &self,
        workspace: Id<Workspace>,
        ids: &[Id<Document>],
        done: Option<(i64, Id<User>)>,
    ) -> Result<u64, StoreError> {
        let (at, by): (Option<i64>, Option<i64>) = (done.map(|(at, _)| at), done.map(|(_, by)| by.get()));
        self.treat(workspace, ids, "done_at = $1, done_by = $2", vec![at.into(), by.into()]).await
    }

    /// Gives documents to a member, or to nobody.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn assign(&self, workspace: Id<Workspace>, ids: &[Id<Document>], to: Option<Id<User>>) -> Result<u64, StoreError> {
        let to: Option<i64> = to.map(Id::get);
        self.treat(workspace, ids, "assignee_id = $1", vec![to.into()]).await
    }

    async fn treat(
        &self,
        workspace: Id<Workspace>,
        ids: &[Id<Document>],
        change: &str,
        mut values: Vec<Value>,
    ) -> Result<u64, StoreError> {
        let first = values.len() + 1;
        let sql = format!(
            "UPDATE documents SET {change} WHERE workspace_id = ${first} AND id IN ({})",
            row::list(ids.len(), first + 1)
        );
        values.push(workspace.into());
        values.extend(ids.iter().map(|&id| Value::from(id)));
        row::run(self.connection(), &sql, values).await
    }

    /// Puts a tag on documents of the workspace.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn tag(&self, workspace: Id<Workspace>, ids: &[Id<Document>], tag: &str) -> Result<u64, StoreError> {
        let sql = format!(
            "INSERT INTO document_tags (workspace_id, document_id, tag) SELECT workspace_id, id, CAST($1 AS TEXT) FROM documents \
             WHERE workspace_id = $2 AND id IN ({}) ON CONFLICT (document_id, tag) DO NOTHING",
            row::list(ids.len(), 3)
        );
        let mut values: Vec<Value> = vec![tag.into(), workspace.into()];
        values.extend(ids.iter().map(|&id| Value::from(id)));
        row::run(self.connection(), &sql, values).await
    }

    /// Takes a tag off documents of the workspace.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn untag(&self, workspace: Id<Workspace>, ids: &[Id<Document>], tag: &str) -> Result<u64, StoreError> {
        let sql = format!(
            "DELETE FROM document_tags WHERE tag = $1 AND workspace_id = $2 AND document_id IN ({})",
            row::list(ids.len(), 3)
        );
        let mut values: Vec<Value> = vec![tag.into(), workspace.into()];
        values.extend(ids.iter().map(|&id| Value::from(id)));
        row::run(self.connection(), &sql, values).await
    }

    /// Writes a note beside a document of the workspace; none when there is no such document.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_note(
        &self,
        workspace: Id<Workspace>,
        document: Id<Document>,
        user: Id<User>,
        text: &str,
        now: i64,
    ) -> Result<Option<Id<Note>>, StoreError> {
        #[derive(FromQueryResult)]
        struct Kept {
            id: Id<Note>,
        }
        let sql = "INSERT INTO notes (workspace_id, document_id, user_id, text, created_at) \
                   SELECT workspace_id, id, $3, $4, $5 FROM documents WHERE workspace_id = $1 AND id = $2 RETURNING id";
        let kept: Option<Kept> =
            row::one(self.connection(), sql, vec![workspace.into(), document.into(), user.into(), text.into(), now.into()])
                .await?;
        Ok(kept.map(|kept| kept.id))
    }

    /// Removes a note; only its writer may. False when there is none.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn remove_note(&self, workspace: Id<Workspace>, id: Id<Note>, user: Id<User>) -> Result<bool, StoreError> {
        let sql = "DELETE FROM notes WHERE workspace_id = $1 AND id = $2 AND user_id = $3";
        Ok(row::run(self.connection(), sql, vec![workspace.into(), id.into(), user.into()]).await? > 0)
    }
}
