//! Renditions: what was made of a file of the library, and is kept beside it.

use sea_orm::{FromQueryResult, Value};

use crate::{Id, Reader, StoreError, Tx, row, workspace::Workspace};

/// What was made of a file.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct KeptRendition {
    /// The hash of the file it was made of.
    pub hash: String,
    /// The name of the wish it was made for.
    pub key: String,
    /// Its MIME type.
    pub mime: String,
    /// Its size, bytes.
    pub bytes: i64,
    /// Its width, pixels; 0 when unknown.
    pub width: i64,
    /// Its height, pixels; 0 when unknown.
    pub height: i64,
    /// When it was made, UTC microseconds.
    pub created_at: i64,
}

impl Reader {
    /// What was made of a file, as it was made.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn renditions(&self, hash: &str) -> Result<Vec<KeptRendition>, StoreError> {
        let sql = "SELECT hash, key, mime, bytes, width, height, created_at FROM renditions WHERE workspace_id = $1 AND hash = $2 \
                   ORDER BY created_at, key";
        row::all(&self.connection, sql, vec![self.workspace.into(), hash.into()]).await
    }

    /// One of them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn rendition(&self, hash: &str, key: &str) -> Result<Option<KeptRendition>, StoreError> {
        let sql = "SELECT hash, key, mime, bytes, width, height, created_at FROM renditions WHERE workspace_id = $1 AND hash = $2 AND key = $3";
        row::one(&self.connection, sql, vec![self.workspace.into(), hash.into(), key.into()]).await
    }
}

impl Tx {
    /// Remembers what was made of a file.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_rendition(&self, workspace: Id<Workspace>, rendition: &KeptRendition) -> Result<(), StoreError> {
        let sql = "INSERT INTO renditions (workspace_id, hash, key, mime, bytes, width, height, created_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (workspace_id, hash, key) DO NOTHING";
        let r = rendition.clone();
        let mut values: Vec<Value> = vec![workspace.into(), r.hash.into(), r.key.into(), r.mime.into()];
        values.extend([r.bytes, r.width, r.height, r.created_at].map(Value::from));
        row::run(self.connection(), sql, values).await?;
        Ok(())
    }

    /// Forgets what was made of a file; gives the names under which it was kept.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn forget_renditions(&self, workspace: Id<Workspace>, hash: &str) -> Result<Vec<String>, StoreError> {
        #[derive(FromQueryResult)]
        struct Forgotten {
            key: String,
        }
        let sql = "DELETE FROM renditions WHERE workspace_id = $1 AND hash = $2 RETURNING key";
        let rows: Vec<Forgotten> = row::all(self.connection(), sql, vec![workspace.into(), hash.into()]).await?;
        Ok(rows.into_iter().map(|row| row.key).collect())
    }
}
