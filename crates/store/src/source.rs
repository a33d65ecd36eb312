//! Sources: where documents are read from.

use sea_orm::{FromQueryResult, Value};
use serde::Serialize;

use crate::{Id, Reader, StoreError, Tx, row, workspace::Workspace};

pub use crate::{folder::Folder, visit::Visit};

/// Where documents are read from.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct Source {
    /// Its id.
    pub id: Id<Source>,
    /// The workspace it belongs to.
    pub workspace_id: Id<Workspace>,
    /// The folder it is in.
    pub folder_id: Option<Id<Folder>>,
    /// What it is read as: `feed`.
    pub medium: String,
    /// The name shown.
    pub title: String,
    /// Where it is fetched from.
    pub address: String,
    /// The page that people read.
    pub site_address: Option<String>,
    /// What sort of place it is: a name of [`domain::Kind`].
    pub kind: String,
    /// The language it declares, ISO 639-1.
    pub language: Option<String>,
    /// `new`, `well`, `failing`, `blocked`, `gone` or `paused`.
    pub state: String,
    /// Why it is so, JSON as the verb wrote it; empty when there is nothing to say.
    pub state_reason: String,
    /// When it was paused, UTC microseconds.
    pub paused_at: Option<i64>,
    /// What the server called the last version.
    pub etag: Option<String>,
    /// When the server said it last changed.
    pub last_modified: Option<String>,
    /// A hash of the last body, for servers that know neither.
    pub body_hash: Option<String>,
    /// What the feed and server say of its rhythm, JSON.
    pub hints: String,
    /// Failures in a row.
    pub failures: i64,
    /// How long it is usually silent between two documents, seconds.
    pub expected_seconds: Option<i64>,
    /// The last visit, UTC microseconds.
    pub visited_at: Option<i64>,
    /// The last visit that was answered, UTC microseconds.
    pub succeeded_at: Option<i64>,
    /// When its newest document was published, UTC microseconds.
    pub newest_at: Option<i64>,
    /// The next visit, UTC microseconds.
    pub next_at: Option<i64>,
    /// Why then, JSON as the verb wrote it.
    pub next_reason: String,
    /// How many documents it brought, those included that another source had brought before.
    pub documents: i64,
    /// When it was added, UTC microseconds.
    pub created_at: i64,
}

impl Source {
    /// A feed at `address` of which nothing is known yet, titled by its address; its first visit is due at `now`, UTC microseconds.
    #[must_use]
    pub fn new(workspace: Id<Workspace>, address: &str, now: i64) -> Self {
        Self {
            id: Id::new(0),
            workspace_id: workspace,
            folder_id: None,
            medium: "feed".to_owned(),
            title: address.to_owned(),
            address: address.to_owned(),
            site_address: None,
            kind: domain::Kind::default().name().to_owned(),
            language: None,
            state: "new".to_owned(),
            state_reason: String::new(),
            paused_at: None,
            etag: None,
            last_modified: None,
            body_hash: None,
            hints: "{}".to_owned(),
            failures: 0,
            expected_seconds: None,
            visited_at: None,
            succeeded_at: None,
            newest_at: None,
            next_at: Some(now),
            next_reason: String::new(),
            documents: 0,
            created_at: now,
        }
    }
}

/// How many sources are in which state.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct StateCount {
    /// A value of [`Source::state`].
    pub state: String,
    /// How many.
    pub sources: i64,
}

impl Reader {
    /// A source.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn source(&self, id: Id<Source>) -> Result<Option<Source>, StoreError> {
        row::one(
            &self.connection,
            &format!("{SOURCE} WHERE workspace_id = $1 AND id = $2"),
            vec![self.workspace.into(), id.into()],
        )
        .await
    }

    /// The source with that canonical address.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn source_at(&self, address_key: &str) -> Result<Option<Source>, StoreError> {
        let sql = format!("{SOURCE} WHERE workspace_id = $1 AND address_key = $2");
        row::one(&self.connection, &sql, vec![self.workspace.into(), address_key.into()]).await
    }

    /// Sources by title, a page of them: those after (`after_title`, `after_id`), of one folder (`Some(None)`: of none) and one state.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sources(&self, asked: &SourceFilter, limit: u32) -> Result<Vec<Source>, StoreError> {
        let mut sql = format!("{SOURCE} WHERE workspace_id = $1");
        let mut values: Vec<Value> = vec![self.workspace.into()];
        match asked.folder {
            Some(Some(folder)) => push(&mut sql, &mut values, " AND folder_id = ", folder.into()),
            Some(None) => sql.push_str(" AND folder_id IS NULL"),
            None => {}
        }
        if let Some(state) = &asked.state {
            push(&mut sql, &mut values, " AND state = ", state.as_str().into());
        }
        if let Some(words) = &asked.words {
            // Both sides by the engine's own LOWER: SQLite's knows ASCII only.
            push(&mut sql, &mut values, " AND LOWER(title || ' ' || address) LIKE LOWER(", format!("%{words}%").into());
            sql.push(')');
        }
        if let Some((title, id)) = &asked.after {
            push(&mut sql, &mut values, " AND (LOWER(title), id) > (LOWER(", title.as_str().into());
            push(&mut sql, &mut values, "), ", (*id).into());
            sql.push(')');
        }
        push(&mut sql, &mut values, " ORDER BY LOWER(title), id LIMIT ", i64::from(limit).into());
        row::all(&self.connection, &sql, values).await
    }

    /// The titles of these sources; those of other workspaces are left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn source_titles(&self, ids: &[Id<Source>]) -> Result<std::collections::BTreeMap<Id<Source>, String>, StoreError> {
        #[derive(FromQueryResult)]
        struct Titled {
            id: Id<Source>,
            title: String,
        }
        let sql = format!("SELECT id, title FROM sources WHERE workspace_id = $1 AND id IN ({})", self.engine.numbers(2));
        let titled: Vec<Titled> = row::all(&self.connection, &sql, vec![self.workspace.into(), row::ids(ids)]).await?;
        Ok(titled.into_iter().map(|source| (source.id, source.title)).collect())
    }

    /// How many sources are in which state.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn source_states(&self) -> Result<Vec<StateCount>, StoreError> {
        let sql = "SELECT state, COUNT(*) AS sources FROM sources WHERE workspace_id = $1 GROUP BY state ORDER BY state";
        row::all(&self.connection, sql, vec![self.workspace.into()]).await
    }

    /// The moments at which a source's last documents were published, newest first, UTC microseconds.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn source_moments(&self, source: Id<Source>, limit: u32) -> Result<Vec<i64>, StoreError> {
        #[derive(FromQueryResult)]
        struct Moment {
            published_at: i64,
        }
        let first = "SELECT published_at FROM documents WHERE workspace_id = $1 AND source_id = $2 AND published_known \
                     ORDER BY published_at DESC LIMIT $3";
        let values = || vec![self.workspace.into(), source.into(), i64::from(limit).into()];
        let mut moments: Vec<Moment> = row::all(&self.connection, first, values()).await?;
        if moments.len() < limit as usize {
            // What another source brought first counts as well, and is looked for only where the index alone does not tell enough.
            let any = "SELECT published_at FROM documents WHERE workspace_id = $1 AND published_known \
                       AND id IN (SELECT document_id FROM document_sources WHERE source_id = $2) ORDER BY published_at DESC LIMIT $3";
            moments = row::all(&self.connection, any, values()).await?;
        }
        Ok(moments.into_iter().map(|moment| moment.published_at).collect())
    }
}

/// Which sources a page shows.
#[derive(Clone, Debug, Default)]
pub struct SourceFilter {
    /// One folder; `Some(None)` for sources in no folder.
    pub folder: Option<Option<Id<Folder>>>,
    /// One value of [`Source::state`].
    pub state: Option<String>,
    /// Letters in the title or address.
    pub words: Option<String>,
    /// The title and id of the last source of the page before.
    pub after: Option<(String, Id<Source>)>,
}

const SOURCE: &str = "SELECT id, workspace_id, folder_id, medium, title, address, site_address, kind, language, state, state_reason, paused_at, \
                      etag, last_modified, body_hash, hints, failures, expected_seconds, visited_at, succeeded_at, newest_at, next_at, \
                      next_reason, documents, created_at FROM sources";

fn push(sql: &mut String, values: &mut Vec<Value>, words: &str, value: Value) {
    values.push(value);
    sql.push_str(words);
    sql.push('$');
    sql.push_str(&values.len().to_string());
}

impl Tx {
    /// Adds a source. The id of `source` is ignored.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when the workspace has a source with that canonical address.
    pub async fn add_source(&self, source: &Source, address_key: &str) -> Result<Id<Source>, StoreError> {
        let sql = "INSERT INTO sources (workspace_id, folder_id, medium, title, address, address_key, site_address, kind, language, state, next_at, \
                   next_reason, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id";
        let Source {
            workspace_id,
            folder_id,
            medium,
            title,
            address,
            site_address,
            kind,
            language,
            state,
            next_at,
            next_reason,
            created_at,
            ..
        } = source.clone();
        let folder: Option<i64> = folder_id.map(Id::get);
        let values = vec![
            workspace_id.into(),
            folder.into(),
            medium.into(),
            title.into(),
            address.into(),
            address_key.into(),
            site_address.into(),
            kind.into(),
            language.into(),
            state.into(),
            next_at.into(),
            next_reason.into(),
            created_at.into(),
        ];
        row::insert(self.connection(), sql, values).await.map(Id::new)
    }

    /// Finds a source inside the transaction and holds it until the end, so that nothing is written over what another changes.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn source(&self, workspace: Id<Workspace>, id: Id<Source>) -> Result<Option<Source>, StoreError> {
        let sql = format!("{SOURCE} WHERE workspace_id = $1 AND id = $2 {}", self.engine.hold_rows());
        row::one(self.connection(), &sql, vec![workspace.into(), id.into()]).await
    }

    /// Finds the source with that canonical address inside the transaction.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn source_at(&self, workspace: Id<Workspace>, address_key: &str) -> Result<Option<Source>, StoreError> {
        row::one(
            self.connection(),
            &format!("{SOURCE} WHERE workspace_id = $1 AND address_key = $2"),
            vec![workspace.into(), address_key.into()],
        )
        .await
    }

    /// Saves everything of a source but its address, count of documents and birth.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn save_source(&self, source: &Source) -> Result<(), StoreError> {
        let sql = "UPDATE sources SET folder_id = $2, title = $3, site_address = $4, kind = $5, language = $6, state = $7, state_reason = $8, \
                   paused_at = $9, etag = $10, last_modified = $11, body_hash = $12, hints = $13, failures = $14, expected_seconds = $15, \
                   visited_at = $16, succeeded_at = $17, newest_at = $18, next_at = $19, next_reason = $20 WHERE id = $1";
        let s = source.clone();
        let folder: Option<i64> = s.folder_id.map(Id::get);
        let values = vec![
            s.id.into(),
            folder.into(),
            s.title.into(),
            s.site_address.into(),
            s.kind.into(),
            s.language.into(),
            s.state.into(),
            s.state_reason.into(),
            s.paused_at.into(),
            s.etag.into(),
            s.last_modified.into(),
            s.body_hash.into(),
            s.hints.into(),
            s.failures.into(),
            s.expected_seconds.into(),
            s.visited_at.into(),
            s.succeeded_at.into(),
            s.newest_at.into(),
            s.next_at.into(),
            s.next_reason.into(),
        ];
        row::run(self.connection(), sql, values).await?;
        Ok(())
    }

    /// Rewrites where a source is fetched from.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when another source of the workspace is fetched from there.
    pub async fn move_source(&self, id: Id<Source>, address: &str, address_key: &str) -> Result<(), StoreError> {
        let sql = "UPDATE sources SET address = $2, address_key = $3 WHERE id = $1";
        row::run(self.connection(), sql, vec![id.into(), address.into(), address_key.into()]).await?;
        Ok(())
    }

    /// Removes a source; what it brought stays. False when there is none.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn remove_source(&self, workspace: Id<Workspace>, id: Id<Source>) -> Result<bool, StoreError> {
        let sql = "DELETE FROM sources WHERE workspace_id = $1 AND id = $2";
        Ok(row::run(self.connection(), sql, vec![workspace.into(), id.into()]).await? > 0)
    }
}
