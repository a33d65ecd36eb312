//! Assets: pictures and films of the library, the files they were, and the renditions made of them.

use sea_orm::{FromQueryResult, Value};

use crate::{Id, Reader, StoreError, Tx, access::User, post::Post, row, workspace::Workspace};

/// A file of the library. Its bytes are on the shelf under its hash.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Asset {
    /// Its id.
    pub id: Id<Asset>,
    /// The workspace it belongs to.
    pub workspace_id: Id<Workspace>,
    /// What it is called, with an ending that fits its format.
    pub name: String,
    /// `image` or `video`.
    pub kind: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub hash: String,
    /// Its MIME type, as found in its bytes.
    pub mime: String,
    /// Its size, bytes.
    pub bytes: i64,
    /// Its width as it is shown, pixels; 0 when unknown.
    pub width: i64,
    /// Its height as it is shown, pixels; 0 when unknown.
    pub height: i64,
    /// How long it plays, milliseconds; 0 when it stands still or when unknown.
    pub milliseconds: i64,
    /// What alike pictures share nearly all bits of.
    pub likeness: Option<i64>,
    /// What it shows, by language: JSON.
    pub alt: String,
    /// Whom it belongs to.
    pub rights_owner: String,
    /// What may be done with it.
    pub rights_note: String,
    /// When the right to use it ends, UTC microseconds.
    pub expires_at: Option<i64>,
    /// Whether what is published of it goes on telling where and by what it was taken.
    pub tells: bool,
    /// The folder it is in; empty for none.
    pub folder: String,
    /// Its tags: a JSON list.
    pub tags: String,
    /// Name, texts and tags, folded, for looking for words.
    pub words: String,
    /// Who added it.
    pub created_by: Option<Id<User>>,
    /// When it was added, UTC microseconds.
    pub created_at: i64,
    /// When it was last changed, UTC microseconds.
    pub changed_at: i64,
    /// When it was removed, UTC microseconds.
    pub removed_at: Option<i64>,
}

/// A file that an asset is or was.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct AssetFile {
    /// SHA-256 of its bytes, hexadecimal.
    pub hash: String,
    /// Its MIME type.
    pub mime: String,
    /// Its size, bytes.
    pub bytes: i64,
    /// Its width, pixels; 0 when unknown.
    pub width: i64,
    /// Its height, pixels; 0 when unknown.
    pub height: i64,
    /// How long it plays, milliseconds.
    pub milliseconds: i64,
    /// When it was added, UTC microseconds.
    pub created_at: i64,
}

/// What is looked for in the library.
#[derive(Clone, Debug, Default)]
pub struct AssetFilter {
    /// Words that name, texts or tags have, folded.
    pub words: Vec<String>,
    /// A folder; empty for those in none.
    pub folder: Option<String>,
    /// A tag.
    pub tag: Option<String>,
    /// `image` or `video`.
    pub kind: Option<String>,
    /// Only those that nobody described.
    pub without_alt: bool,
    /// Only those whose right ends before that moment, UTC microseconds.
    pub expires_before: Option<i64>,
    /// Only those before that id, for the next page.
    pub before: Option<Id<Asset>>,
}

/// A folder or a tag, and how many assets it has.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Shelved {
    /// Its name.
    pub name: String,
    /// How many.
    pub assets: i64,
}

/// An asset and how it looks, for finding those that look alike.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Look {
    /// The asset.
    pub id: Id<Asset>,
    /// What alike pictures share nearly all bits of.
    pub likeness: i64,
}

/// A post that shows an asset.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Using {
    /// The post.
    pub id: Id<Post>,
    /// `draft`, `planned` or `dropped`.
    pub state: String,
    /// What it says: a `domain::post::Variant` as JSON.
    pub content: String,
    /// When it is due, UTC microseconds.
    pub due_at: Option<i64>,
    /// How many of its deliveries are still to leave.
    pub open: i64,
}

/// A file of an asset that was removed.
#[derive(Clone, Debug, FromQueryResult)]
pub struct RemovedFile {
    /// The workspace.
    pub workspace_id: Id<Workspace>,
    /// The asset.
    pub asset_id: Id<Asset>,
    /// SHA-256 of its bytes, hexadecimal.
    pub hash: String,
}

const ASSET: &str = "SELECT id, workspace_id, name, kind, hash, mime, bytes, width, height, milliseconds, likeness, alt, rights_owner, \
                     rights_note, expires_at, tells, folder, tags, words, created_by, created_at, changed_at, removed_at FROM assets";

impl AssetFilter {
    fn sql(&self, values: &mut Vec<Value>) -> String {
        let mut sql = String::from(" WHERE workspace_id = $1 AND removed_at IS NULL");
        let mut and = |condition: &str, value: Value| {
            values.push(value);
            sql.push_str(&condition.replace('?', &format!("${}", values.len())));
        };
        for word in &self.words {
            let literal = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            and(" AND words LIKE ? ESCAPE '\\'", format!("%{literal}%").into());
        }
        if let Some(folder) = &self.folder {
            and(" AND folder = ?", folder.clone().into());
        }
        if let Some(tag) = &self.tag {
            // A tag stands in its list between quotation marks, which it cannot hold itself.
            let literal = tag.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            and(" AND tags LIKE ? ESCAPE '\\'", format!("%\"{literal}\"%").into());
        }
        if let Some(kind) = &self.kind {
            and(" AND kind = ?", kind.clone().into());
        }
        if self.without_alt {
            and(" AND alt = ?", "{}".into());
        }
        if let Some(moment) = self.expires_before {
            and(" AND expires_at < ?", moment.into());
        }
        if let Some(before) = self.before {
            and(" AND id < ?", before.into());
        }
        sql
    }
}

impl Reader {
    /// Assets that are not removed, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn assets(&self, filter: &AssetFilter, limit: u32) -> Result<Vec<Asset>, StoreError> {
        let mut values = vec![self.workspace.into()];
        let wanted = filter.sql(&mut values);
        values.push(i64::from(limit).into());
        let sql = format!("{ASSET}{wanted} ORDER BY id DESC LIMIT ${}", values.len());
        row::all(&self.connection, &sql, values).await
    }

    /// How many assets there are of that sort.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count_assets(&self, filter: &AssetFilter) -> Result<i64, StoreError> {
        let mut values = vec![self.workspace.into()];
        let wanted = filter.sql(&mut values);
        row::number(&self.connection, &format!("SELECT COUNT(*) AS n FROM assets{wanted}"), values).await
    }

    /// An asset, also one that was removed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn asset(&self, id: Id<Asset>) -> Result<Option<Asset>, StoreError> {
        let sql = format!("{ASSET} WHERE workspace_id = $1 AND id = $2");
        row::one(&self.connection, &sql, vec![self.workspace.into(), id.into()]).await
    }

    /// The asset whose file has these very bytes.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn asset_of_hash(&self, hash: &str) -> Result<Option<Asset>, StoreError> {
        let sql = format!("{ASSET} WHERE workspace_id = $1 AND hash = $2 AND removed_at IS NULL");
        row::one(&self.connection, &sql, vec![self.workspace.into(), hash.into()]).await
    }

    /// The files that an asset is and was, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn asset_files(&self, id: Id<Asset>) -> Result<Vec<AssetFile>, StoreError> {
        let sql = "SELECT f.hash, f.mime, f.bytes, f.width, f.height, f.milliseconds, f.created_at FROM asset_files f \
                   JOIN assets a ON a.id = f.asset_id WHERE a.workspace_id = $1 AND a.id = $2 ORDER BY f.created_at DESC, f.hash";
        row::all(&self.connection, sql, vec![self.workspace.into(), id.into()]).await
    }

    /// How the pictures look that can be compared, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn looks(&self, limit: u32) -> Result<Vec<Look>, StoreError> {
        let sql = "SELECT id, likeness FROM assets WHERE workspace_id = $1 AND removed_at IS NULL AND likeness IS NOT NULL \
                   ORDER BY id DESC LIMIT $2";
        row::all(&self.connection, sql, vec![self.workspace.into(), i64::from(limit).into()]).await
    }

    /// The folders that hold anything, by name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn asset_folders(&self) -> Result<Vec<Shelved>, StoreError> {
        let sql = "SELECT folder AS name, COUNT(*) AS assets FROM assets WHERE workspace_id = $1 AND removed_at IS NULL \
                   AND folder <> '' GROUP BY folder ORDER BY folder";
        row::all(&self.connection, sql, vec![self.workspace.into()]).await
    }

    /// The lists of tags that are in use, each with how many assets have that very list.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn asset_tags(&self) -> Result<Vec<Shelved>, StoreError> {
        let sql = "SELECT tags AS name, COUNT(*) AS assets FROM assets WHERE workspace_id = $1 AND removed_at IS NULL \
                   AND tags <> '[]' GROUP BY tags ORDER BY tags";
        row::all(&self.connection, sql, vec![self.workspace.into()]).await
    }

    /// The posts that show an asset on any channel and were not dropped, last changed first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn posts_with_asset(&self, id: Id<Asset>, limit: u32) -> Result<Vec<Using>, StoreError> {
        // The number is followed by a comma, since the hash comes next: 12 is not found in 123.
        let sql = "SELECT p.id, p.state, p.content, p.due_at, (SELECT COUNT(*) FROM deliveries d WHERE d.post_id = p.id \
                   AND d.state NOT IN ('published', 'cancelled') AND d.content LIKE $2) AS open FROM posts p \
                   WHERE p.workspace_id = $1 AND p.state <> 'dropped' AND (p.content LIKE $2 OR EXISTS (SELECT 1 FROM variants v \
                   WHERE v.post_id = p.id AND v.content LIKE $2) OR EXISTS (SELECT 1 FROM deliveries d WHERE d.post_id = p.id \
                   AND d.content LIKE $2)) ORDER BY p.changed_at DESC, p.id DESC LIMIT $3";
        let shows = format!("%\"asset\":{id},%");
        row::all(&self.connection, sql, vec![self.workspace.into(), shows.into(), i64::from(limit).into()]).await
    }
}

impl Tx {
    /// Adds an asset. The id is ignored.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when one with these very bytes is there.
    pub async fn add_asset(&self, asset: &Asset) -> Result<Id<Asset>, StoreError> {
        let sql = "INSERT INTO assets (workspace_id, name, kind, hash, mime, bytes, width, height, milliseconds, likeness, alt, rights_owner, \
                   rights_note, expires_at, tells, folder, tags, words, created_by, created_at, changed_at) VALUES \
                   ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) RETURNING id";
        let a = asset.clone();
        let mut values: Vec<Value> = vec![a.workspace_id.into(), a.name.into(), a.kind.into(), a.hash.into(), a.mime.into()];
        values.extend([a.bytes, a.width, a.height, a.milliseconds].map(Value::from));
        values.append(&mut vec![
            a.likeness.into(),
            a.alt.into(),
            a.rights_owner.into(),
            a.rights_note.into(),
            a.expires_at.into(),
        ]);
        values.append(&mut vec![
            a.tells.into(),
            a.folder.into(),
            a.tags.into(),
            a.words.into(),
            a.created_by.map(Id::get).into(),
        ]);
        values.extend([a.created_at, a.changed_at].map(Value::from));
        row::insert(self.connection(), sql, values).await.map(Id::new)
    }

    /// Writes what is known of an asset now. False when somebody else changed it since it was seen.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when another has the bytes that it shall have.
    pub async fn save_asset(&self, asset: &Asset, seen: i64) -> Result<bool, StoreError> {
        let sql = "UPDATE assets SET name = $3, kind = $4, hash = $5, mime = $6, bytes = $7, width = $8, height = $9, milliseconds = $10, \
                   likeness = $11, alt = $12, rights_owner = $13, rights_note = $14, expires_at = $15, tells = $16, folder = $17, tags = $18, \
                   words = $19, changed_at = $20, removed_at = $21 WHERE workspace_id = $1 AND id = $2 AND changed_at = $22";
        let a = asset.clone();
        let mut values: Vec<Value> =
            vec![a.workspace_id.into(), a.id.into(), a.name.into(), a.kind.into(), a.hash.into(), a.mime.into()];
        values.extend([a.bytes, a.width, a.height, a.milliseconds].map(Value::from));
        values.append(&mut vec![
            a.likeness.into(),
            a.alt.into(),
            a.rights_owner.into(),
            a.rights_note.into(),
            a.expires_at.into(),
        ]);
        values.append(&mut vec![a.tells.into(), a.folder.into(), a.tags.into(), a.words.into(), a.changed_at.into()]);
        values.append(&mut vec![a.removed_at.into(), seen.into()]);
        Ok(row::run(self.connection(), sql, values).await? > 0)
    }

    /// Remembers a file that an asset is.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_asset_file(&self, asset: Id<Asset>, file: &AssetFile) -> Result<(), StoreError> {
        let sql = "INSERT INTO asset_files (asset_id, hash, mime, bytes, width, height, milliseconds, created_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (asset_id, hash) DO NOTHING";
        let f = file.clone();
        let mut values: Vec<Value> = vec![asset.into(), f.hash.into(), f.mime.into()];
        values.extend([f.bytes, f.width, f.height, f.milliseconds, f.created_at].map(Value::from));
        row::run(self.connection(), sql, values).await?;
        Ok(())
    }

    /// Whether any asset that is not removed is or was the file of that hash.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn is_file_in_use(&self, workspace: Id<Workspace>, hash: &str) -> Result<bool, StoreError> {
        let sql = "SELECT COUNT(*) AS n FROM asset_files f JOIN assets a ON a.id = f.asset_id \
                   WHERE a.workspace_id = $1 AND f.hash = $2 AND a.removed_at IS NULL";
        Ok(row::number(self.connection(), sql, vec![workspace.into(), hash.into()]).await? > 0)
    }

    /// Files of assets of any workspace that were removed before a moment, UTC microseconds.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn removed_files(&self, before: i64, limit: u32) -> Result<Vec<RemovedFile>, StoreError> {
        let sql = "SELECT a.workspace_id, f.asset_id, f.hash FROM asset_files f JOIN assets a ON a.id = f.asset_id \
                   WHERE a.removed_at < $1 ORDER BY f.asset_id, f.hash LIMIT $2";
        row::all(self.connection(), sql, vec![before.into(), i64::from(limit).into()]).await
    }

    /// Forgets that an asset was a file.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn forget_asset_file(&self, asset: Id<Asset>, hash: &str) -> Result<(), StoreError> {
        let sql = "DELETE FROM asset_files WHERE asset_id = $1 AND hash = $2";
        row::run(self.connection(), sql, vec![asset.into(), hash.into()]).await?;
        Ok(())
    }
}
