//! What the team does about documents: stars, done marks, assignments, tags, notes.

use std::collections::BTreeMap;

use sea_orm::{FromQueryResult, Value};
use serde::Serialize;

use crate::{Id, Reader, StoreError, Tx, access::User, document::Document, row, workspace::Workspace};

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

impl Reader {
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
            self.engine.numbers(2)
        );
        let noted: Vec<Noted> = row::all(&self.connection, &sql, vec![self.workspace.into(), row::ids(ids)]).await?;
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
            self.engine.numbers(2)
        );
        let tagged: Vec<Tagged> = row::all(&self.connection, &sql, vec![self.workspace.into(), row::ids(ids)]).await?;
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
    /// Those of these ids that are documents of the workspace, in ascending order.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn documents_among(&self, workspace: Id<Workspace>, ids: &[Id<Document>]) -> Result<Vec<Id<Document>>, StoreError> {
        #[derive(FromQueryResult)]
        struct Found {
            id: Id<Document>,
        }
        let sql = format!("SELECT id FROM documents WHERE workspace_id = $1 AND id IN ({}) ORDER BY id", self.engine.numbers(2));
        let found: Vec<Found> = row::all(self.connection(), &sql, vec![workspace.into(), row::ids(ids)]).await?;
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
        let sql =
            format!("UPDATE documents SET {change} WHERE workspace_id = ${first} AND id IN ({})", self.engine.numbers(first + 1));
        values.extend([workspace.into(), row::ids(ids)]);
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
            self.engine.numbers(3)
        );
        row::run(self.connection(), &sql, vec![tag.into(), workspace.into(), row::ids(ids)]).await
    }

    /// Takes a tag off documents of the workspace.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn untag(&self, workspace: Id<Workspace>, ids: &[Id<Document>], tag: &str) -> Result<u64, StoreError> {
        let sql = format!(
            "DELETE FROM document_tags WHERE tag = $1 AND workspace_id = $2 AND document_id IN ({})",
            self.engine.numbers(3)
        );
        row::run(self.connection(), &sql, vec![tag.into(), workspace.into(), row::ids(ids)]).await
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
