//! Where links of articles lead, as it was last seen: so that a site is not asked about the same address again and again.

use sea_orm::FromQueryResult;

use crate::{Id, Reader, StoreError, Tx, row, workspace::Workspace};

/// One look at a link.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct LinkSight {
    /// SHA-256 of the address, hexadecimal.
    pub hash: String,
    /// The address, without the place in the page.
    pub address: String,
    /// `alive`, `moved`, `dead`, `silent`, `private` or `unasked`.
    pub state: String,
    /// What the site answered; 0 where it did not.
    pub status: i64,
    /// Where it is now, of one that moved for good; empty otherwise.
    pub moved_to: String,
    /// When it was looked at, UTC microseconds.
    pub seen_at: i64,
}

impl Reader {
    /// The last looks at these links, those that there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn link_sights(&self, hashes: &[String]) -> Result<Vec<LinkSight>, StoreError> {
        let sql = format!(
            "SELECT hash, address, state, status, moved_to, seen_at FROM link_sights WHERE workspace_id = $1 AND hash IN ({})",
            self.engine.words(2)
        );
        row::all(&self.connection, &sql, vec![self.workspace.into(), row::list(hashes.iter().map(String::as_str))]).await
    }
}

impl Tx {
    /// Remembers a look at a link, in place of the one before.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_link_sight(&self, workspace: Id<Workspace>, sight: &LinkSight) -> Result<(), StoreError> {
        let sql = "INSERT INTO link_sights (workspace_id, hash, address, state, status, moved_to, seen_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (workspace_id, hash) DO UPDATE SET address = excluded.address, \
                   state = excluded.state, status = excluded.status, moved_to = excluded.moved_to, seen_at = excluded.seen_at";
        let LinkSight { hash, address, state, status, moved_to, seen_at } = sight.clone();
        let values =
            vec![workspace.into(), hash.into(), address.into(), state.into(), status.into(), moved_to.into(), seen_at.into()];
        row::run(self.connection(), sql, values).await?;
        Ok(())
    }

    /// Forgets looks from before `before`; says how many.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn forget_link_sights(&self, before: i64) -> Result<u64, StoreError> {
        row::run(self.connection(), "DELETE FROM link_sights WHERE seen_at < $1", vec![before.into()]).await
    }
}
