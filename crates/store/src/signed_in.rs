//! Who a session cookie belongs to: asked at every page, hence by one question.

use sea_orm::FromQueryResult;

use crate::{
    Store, StoreError,
    access::{Session, User},
    row,
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
    /// The session of a cookie, if it has not ended, and whose it is.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn signed_in(&self, token_hash: &str, now: i64) -> Result<Option<SignedIn>, StoreError> {
        let sql = "SELECT u.*, s.id AS s_id, s.user_id AS s_user_id, s.user_agent AS s_user_agent, s.address AS s_address, \
                   s.created_at AS s_created_at, s.seen_at AS s_seen_at, s.ends_at AS s_ends_at \
                   FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.token_hash = $1 AND s.ends_at > $2";
        row::one(self.readers(), sql, vec![token_hash.into(), now.into()]).await
    }
}
