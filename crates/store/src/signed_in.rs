//! Who a session cookie belongs to: asked at every page, hence by one question.

use sea_orm::FromQueryResult;

use crate::{
    Store, StoreError,
    access::{Session, User},
    row,
    workspace::Membership,
};

/// A session and whose it is.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The session.
    pub session: Session,
    /// The user.
    pub user: User,
}

impl FromQueryResult for SignedIn {
    fn from_query_result(row: &sea_orm::QueryResult, prefix: &str) -> Result<Self, sea_orm::DbErr> {
        Ok(Self {
            session: Session::from_query_result(row, &format!("{prefix}s_"))?,
            user: User::from_query_result(row, prefix)?,
        })
    }
}

impl Store {
    /// The session of a cookie, if it has not ended, whose it is, and their workspaces, by name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn signed_in(&self, token_hash: &str, now: i64) -> Result<Option<(SignedIn, Vec<Membership>)>, StoreError> {
        let sql = "SELECT u.*, s.id AS s_id, s.user_id AS s_user_id, s.user_agent AS s_user_agent, s.address AS s_address, \
                   s.created_at AS s_created_at, s.seen_at AS s_seen_at, s.ends_at AS s_ends_at \
                   FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.token_hash = $1 AND s.ends_at > $2";
        let workspaces = "SELECT m.workspace_id, w.name, w.colour, m.hats, m.left_at, m.seen_at FROM sessions s \
                          JOIN members m ON m.user_id = s.user_id JOIN workspaces w ON w.id = m.workspace_id \
                          WHERE s.token_hash = $1 ORDER BY w.name, w.id";
        let readers = self.readers().together();
        let (signed_in, memberships) = tokio::try_join!(
            row::one(&readers, sql, vec![token_hash.into(), now.into()]),
            row::all(&readers, workspaces, vec![token_hash.into()]),
        )?;
        Ok(signed_in.map(|signed_in| (signed_in, memberships)))
    }
}
