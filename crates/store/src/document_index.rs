//! What is made of the documents and can be made again: the words by which they are found, what they speak of, and who leads a story.

use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::{
    Engine, Id, Reader, Store, StoreError, Tx,
    document::{DOCUMENT, Document},
    row,
    workspace::Workspace,
};

/// A document and what is made of it anew.
#[derive(Clone, Debug)]
pub struct Indexed {
    /// The document.
    pub id: Id<Document>,
    /// The distinct folded words of its title and text.
    pub words: Vec<String>,
    /// What was understood from it, as it is kept.
    pub reading: String,
}

/// A text that a document had when it was found.
#[derive(Clone, Debug, FromQueryResult)]
pub struct FirstText {
    /// The document.
    pub document_id: Id<Document>,
    /// Its title then.
    pub title: String,
    /// Its text then.
    pub text: String,
}

impl Store {
    /// Looks whether the index of words holds together, and makes an empty one in its place where it does not. Says whether it was made
    /// anew. PostgreSQL looks after its own.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn mend_words(&self) -> Result<bool, StoreError> {
        if self.engine() == Engine::Postgres {
            return Ok(false);
        }
        let tx = self.begin().await?;
        let look = "INSERT INTO document_words (document_words) VALUES ('integrity-check')";
        match row::run(tx.connection(), look, vec![]).await {
            Ok(_) => return Ok(false),
            // They say nothing of the index, which is kept.
            Err(fault @ (StoreError::DiskFull | StoreError::Locked | StoreError::Disk(_))) => return Err(fault),
            // An index that lost its settings answers with no more than "SQL logic error".
            Err(_) => drop(tx),
        }
        let tx = self.begin().await?;
        row::run(tx.connection(), "DROP TABLE document_words", vec![]).await?;
        tx.connection().execute_unprepared(self.engine().full_text_tables()).await?;
        tx.commit().await?;
        Ok(true)
    }
}

impl Reader {
    /// Documents with ids above `after`, the lowest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn documents_after(&self, after: Id<Document>, limit: u32) -> Result<Vec<Document>, StoreError> {
        let sql = format!("{} WHERE workspace_id = $1 AND id > $2 ORDER BY id LIMIT $3", DOCUMENT);
        row::all(&self.connection, &sql, vec![self.workspace.into(), after.into(), i64::from(limit).into()]).await
    }

    /// What those of these documents said at first that were changed since.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn first_texts(&self, ids: &[Id<Document>]) -> Result<Vec<FirstText>, StoreError> {
        let among = self.engine.numbers(1);
        let sql =
            format!("SELECT document_id, title, text FROM document_versions WHERE version = 1 AND document_id IN ({among})");
        row::all(&self.connection, &sql, vec![row::ids(ids)]).await
    }
}

impl Tx {
    /// Keeps what documents are found by and what they speak of, in place of what was kept.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn index_documents(&self, workspace: Id<Workspace>, documents: &[Indexed]) -> Result<(), StoreError> {
        if documents.is_empty() {
            return Ok(());
        }
        let ids: Vec<Id<Document>> = documents.iter().map(|document| document.id).collect();
        let among = self.engine.numbers(1);
        let words = format!("DELETE FROM document_words WHERE {} IN ({among})", self.engine.id_of_words());
        let aspects = format!("DELETE FROM document_aspects WHERE document_id IN ({among})");
        for sql in [words, aspects] {
            row::run(self.connection(), &sql, vec![row::ids(&ids)]).await?;
        }
        let words: Vec<(Id<Document>, &[String])> = documents.iter().map(|one| (one.id, one.words.as_slice())).collect();
        self.put_words(&words).await?;
        self.put_aspects(workspace, documents.iter().map(|one| (one.id, one.reading.as_str()))).await
    }

    /// Drops the words of documents that are no longer there; says of how many.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn drop_lost_words(&self) -> Result<u64, StoreError> {
        let id = self.engine.id_of_words();
        let sql =
            format!("DELETE FROM document_words WHERE {id} IN (SELECT {id} FROM document_words EXCEPT SELECT id FROM documents)");
        row::run(self.connection(), &sql, vec![]).await
    }

    /// Forgets which documents of the workspace are copies of one another: each is a story by itself.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn forget_stories(&self, workspace: Id<Workspace>) -> Result<(), StoreError> {
        let own = "IN (SELECT id FROM documents WHERE workspace_id = $1)";
        for sql in [
            &format!("DELETE FROM copies WHERE document_id {own} OR story_id {own}"),
            "DELETE FROM story_texts WHERE workspace_id = $1",
        ] {
            row::run(self.connection(), sql, vec![workspace.into()]).await?;
        }
        Ok(())
    }

    /// Says of each document and each mention of the workspace anew whether it leads its story: the first document of a story that any
    /// topic caught, and of each topic the first that it caught. The hourly figures are to be counted anew in the same transaction.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn lead_anew(&self, workspace: Id<Workspace>) -> Result<(), StoreError> {
        // Whoever nobody copied leads; of the others the first of each story.
        let story = "COALESCE((SELECT c.story_id FROM copies c WHERE c.document_id = d.id), d.id)";
        let first_caught = format!(
            "SELECT MIN(id) FROM (SELECT d.id, {story} AS story FROM documents d WHERE d.workspace_id = $1 AND d.caught) AS s GROUP BY story"
        );
        let first_mention = format!(
            "SELECT topic_id, MIN(id) FROM (SELECT m.topic_id, d.id, {story} AS story FROM mentions m JOIN documents d ON d.id = m.document_id \
             WHERE m.workspace_id = $1) AS s GROUP BY topic_id, story"
        );
        for sql in [
            format!("UPDATE documents SET leads = NOT leads WHERE workspace_id = $1 AND leads <> (id IN ({first_caught}))"),
            format!(
                "UPDATE mentions SET leads = NOT leads WHERE workspace_id = $1 AND leads <> ((topic_id, document_id) IN ({first_mention}))"
            ),
        ] {
            row::run(self.connection(), &sql, vec![workspace.into()]).await?;
        }
        Ok(())
    }
}
