//! Readers of a newsletter, and what became of each letter to one.

use sea_orm::FromQueryResult;

use crate::{Id, Reader as View, Store, StoreError, Tx, channel::Channel, delivery::Delivery, row, workspace::Workspace};

/// Somebody who asked for a newsletter.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Subscriber {
    /// Their id.
    pub id: Id<Subscriber>,
    /// The workspace they belong to.
    pub workspace_id: Id<Workspace>,
    /// The channel that they read.
    pub channel_id: Id<Channel>,
    /// Their address, in small letters.
    pub email: String,
    /// Their name; may be empty.
    pub name: String,
    /// When they were added, UTC microseconds.
    pub added_at: i64,
    /// When they left, UTC microseconds.
    pub left_at: Option<i64>,
}

/// A letter of a delivery to one reader.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Letter {
    /// To which address.
    pub email: String,
    /// To whom; none when they were removed since.
    pub reader_id: Option<Id<Subscriber>>,
    /// `waiting`, `sending`, `taken`, `refused`, `unknown` or `left`.
    pub state: String,
    /// What the mail server said, when it did not take it.
    pub said: String,
    /// When it last changed, UTC microseconds.
    pub changed_at: i64,
}

/// How many letters of a delivery stand where.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct LetterCount {
    /// The state.
    pub state: String,
    /// How many.
    pub n: i64,
}

const SUBSCRIBER: &str = "SELECT id, workspace_id, channel_id, email, name, added_at, left_at FROM readers";
const LETTER: &str = "SELECT l.email, l.reader_id, l.state, l.said, l.changed_at FROM letters l JOIN deliveries d ON d.id = l.delivery_id \
                      WHERE d.workspace_id = $1 AND l.delivery_id = $2";

impl Store {
    /// A reader, whoever's they are: for the link in a letter, which says that it is theirs.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn subscriber(&self, id: Id<Subscriber>) -> Result<Option<Subscriber>, StoreError> {
        row::one(self.readers(), &format!("{SUBSCRIBER} WHERE id = $1"), vec![id.into()]).await
    }
}

impl View {
    /// The readers of a channel by their address, from one after `after` on: those who read it, or those who left.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn subscribers(
        &self,
        channel: Id<Channel>,
        has_left: bool,
        after: &str,
        limit: u32,
    ) -> Result<Vec<Subscriber>, StoreError> {
        let sql = format!(
            "{SUBSCRIBER} WHERE workspace_id = $1 AND channel_id = $2 AND email > $3 AND (left_at IS NOT NULL) = ($4 = 1) ORDER BY email LIMIT $5"
        );
        let values =
            vec![self.workspace.into(), channel.into(), after.into(), i64::from(has_left).into(), i64::from(limit).into()];
        row::all(&self.connection, &sql, values).await
    }

    /// How many read a channel, and how many left it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn subscriber_counts(&self, channel: Id<Channel>) -> Result<(i64, i64), StoreError> {
        let of = |what: &str| {
            format!("SELECT COUNT(*) AS n FROM readers WHERE workspace_id = $1 AND channel_id = $2 AND left_at IS {what}")
        };
        let values = || vec![self.workspace.into(), channel.into()];
        let read = row::number(&self.connection, &of("NULL"), values()).await?;
        Ok((read, row::number(&self.connection, &of("NOT NULL"), values()).await?))
    }

    /// How many letters of a delivery stand where.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn letter_counts(&self, delivery: Id<Delivery>) -> Result<Vec<LetterCount>, StoreError> {
        let sql = "SELECT l.state, COUNT(*) AS n FROM letters l JOIN deliveries d ON d.id = l.delivery_id \
                   WHERE d.workspace_id = $1 AND l.delivery_id = $2 GROUP BY l.state ORDER BY l.state";
        row::all(&self.connection, sql, vec![self.workspace.into(), delivery.into()]).await
    }

    /// The letters of a delivery in one of these states, by address.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn letters(&self, delivery: Id<Delivery>, states: &[&str], limit: u32) -> Result<Vec<Letter>, StoreError> {
        let sql = format!("{LETTER} AND l.state IN ({}) ORDER BY l.email LIMIT $3", self.engine.words(4));
        let values = vec![self.workspace.into(), delivery.into(), i64::from(limit).into(), row::list(states.iter().copied())];
        row::all(&self.connection, &sql, values).await
    }
}

impl Tx {
    /// Adds a reader. False when the address is known already, also of somebody who left: they are not brought back.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_subscriber(
        &self,
        (workspace, channel): (Id<Workspace>, Id<Channel>),
        email: &str,
        name: &str,
        now: i64,
    ) -> Result<bool, StoreError> {
        let sql = "INSERT INTO readers (workspace_id, channel_id, email, name, added_at) VALUES ($1, $2, $3, $4, $5) \
                   ON CONFLICT (channel_id, email) DO NOTHING";
        let values = vec![workspace.into(), channel.into(), email.into(), name.into(), now.into()];
        Ok(row::run(self.connection(), sql, values).await? > 0)
    }

    /// Brings back a reader who left and asked for it. False when they had not left.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn bring_back(&self, channel: Id<Channel>, email: &str, now: i64) -> Result<bool, StoreError> {
        let sql = "UPDATE readers SET left_at = NULL, added_at = $3 WHERE channel_id = $1 AND email = $2 AND left_at IS NOT NULL";
        Ok(row::run(self.connection(), sql, vec![channel.into(), email.into(), now.into()]).await? > 0)
    }

    /// Notes that a reader left. False when they had already.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn leave(&self, id: Id<Subscriber>, now: i64) -> Result<bool, StoreError> {
        let sql = "UPDATE readers SET left_at = $2 WHERE id = $1 AND left_at IS NULL";
        Ok(row::run(self.connection(), sql, vec![id.into(), now.into()]).await? > 0)
    }

    /// Forgets a reader altogether. False when there is none such.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn remove_subscriber(&self, workspace: Id<Workspace>, id: Id<Subscriber>) -> Result<bool, StoreError> {
        let sql = "DELETE FROM readers WHERE workspace_id = $1 AND id = $2";
        Ok(row::run(self.connection(), sql, vec![workspace.into(), id.into()]).await? > 0)
    }

    /// Writes down a letter of a delivery for each who reads its channel now, unless that was done; gives how many wait.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn write_letters(&self, delivery: &Delivery, now: i64) -> Result<i64, StoreError> {
        let sql = "INSERT INTO letters (delivery_id, email, reader_id, state, said, changed_at) \
                   SELECT $1, email, id, 'waiting', '', $3 FROM readers WHERE channel_id = $2 AND left_at IS NULL \
                   AND NOT EXISTS (SELECT 1 FROM letters l WHERE l.delivery_id = $1)";
        row::run(self.connection(), sql, vec![delivery.id.into(), delivery.channel_id.into(), now.into()]).await?;
        let sql = "SELECT COUNT(*) AS n FROM letters WHERE delivery_id = $1 AND state = 'waiting'";
        row::number(self.connection(), sql, vec![delivery.id.into()]).await
    }

    /// Moves a letter from one state to another. False when it is not where it was seen: then nothing was written.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn move_letter(
        &self,
        delivery: Id<Delivery>,
        email: &str,
        (from, to): (&str, &str),
        said: &str,
        now: i64,
    ) -> Result<bool, StoreError> {
        let sql =
            "UPDATE letters SET state = $4, said = $5, changed_at = $6 WHERE delivery_id = $1 AND email = $2 AND state = $3";
        let values = vec![delivery.into(), email.into(), from.into(), to.into(), said.into(), now.into()];
        Ok(row::run(self.connection(), sql, values).await? > 0)
    }

    /// Moves all letters of a delivery that stand in one state to another; says how many.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn move_letters(&self, delivery: Id<Delivery>, (from, to): (&str, &str), now: i64) -> Result<u64, StoreError> {
        let sql = "UPDATE letters SET state = $3, changed_at = $4 WHERE delivery_id = $1 AND state = $2";
        row::run(self.connection(), sql, vec![delivery.into(), from.into(), to.into(), now.into()]).await
    }
}
