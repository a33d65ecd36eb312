//! Deliveries: one variant leaving for one channel, its steps, what was done for it, and how fast accounts may go.

use sea_orm::FromQueryResult;

use crate::{Id, Reader, StoreError, Tx, access::User, channel::Channel, link::Campaign, post::Post, row, workspace::Workspace};

/// One variant leaving for one channel.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Delivery {
    /// Its id.
    pub id: Id<Delivery>,
    /// The workspace it belongs to.
    pub workspace_id: Id<Workspace>,
    /// What is said.
    pub post_id: Id<Post>,
    /// Where.
    pub channel_id: Id<Channel>,
    /// Which time, for a post that comes again; 0 for the first.
    pub round: i64,
    /// A `domain::delivery::State`.
    pub state: String,
    /// Why it is where it is: a word for the translations; empty when there is nothing to say.
    pub reason: String,
    /// What the network said; may be empty.
    pub said: String,
    /// When it is to leave, UTC microseconds.
    pub due_at: i64,
    /// When something is to be done for it next, UTC microseconds.
    pub next_at: i64,
    /// A person said that it may leave though it is late.
    pub released: bool,
    /// What leaves: a `domain::post::Variant` as JSON.
    pub content: String,
    /// The hash of that.
    pub hash: String,
    /// The step it is at, from 0.
    pub step: i64,
    /// How many steps it has.
    pub steps: i64,
    /// What a network at work is asked by; empty otherwise.
    pub handle: String,
    /// When its first step was there, UTC microseconds.
    pub published_at: Option<i64>,
    /// When it was planned, UTC microseconds.
    pub created_at: i64,
    /// When it last changed, UTC microseconds.
    pub changed_at: i64,
}

/// One call of a delivery.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Step {
    /// The delivery.
    pub delivery_id: Id<Delivery>,
    /// Which step, from 0.
    pub step: i64,
    /// Its key, the same for ever.
    pub key: String,
    /// How often it was called.
    pub attempts: i64,
    /// How often the account was looked at since the last call.
    pub looks: i64,
    /// How often a network at work was asked about it.
    pub checks: i64,
    /// When it was first about to leave, UTC microseconds.
    pub first_at: i64,
    /// When it was last called, UTC microseconds.
    pub called_at: i64,
    /// Its id on the network; empty as long as it has none.
    pub remote_id: String,
    /// Where a person sees it.
    pub remote_address: String,
}

/// What was done for a delivery.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Attempt {
    /// Its id.
    pub id: Id<Attempt>,
    /// For which step.
    pub step: i64,
    /// `publish`, `find`, `check`, or what a person did.
    pub act: String,
    /// When it began, UTC microseconds.
    pub at: i64,
    /// How long it took.
    pub milliseconds: i64,
    /// The hash of what left; empty when nothing did.
    pub hash: String,
    /// What was answered: JSON; empty as long as nothing was.
    pub answered: String,
    /// What that was taken to mean: a state.
    pub decided: String,
}

/// What deliveries are asked for by.
#[derive(Clone, Debug, Default)]
pub struct DeliveryFilter {
    /// Due at or after, UTC microseconds.
    pub from: Option<i64>,
    /// Due before, UTC microseconds.
    pub to: Option<i64>,
    /// Only of this channel.
    pub channel: Option<Id<Channel>>,
    /// Only in these states; all when empty.
    pub states: Vec<String>,
    /// Only of this post.
    pub post: Option<Id<Post>>,
    /// Only of posts of this campaign.
    pub campaign: Option<Id<Campaign>>,
    /// Only of posts that this user began.
    pub author: Option<Id<User>>,
    /// Only of posts that are filed under this label, as it is written there.
    pub label: Option<String>,
}

pub(crate) const DELIVERY: &str = "SELECT id, workspace_id, post_id, channel_id, round, state, reason, said, due_at, next_at, released, content, hash, step, steps, \
                        handle, published_at, created_at, changed_at FROM deliveries";
const STEP: &str =
    "SELECT delivery_id, step, key, attempts, looks, checks, first_at, called_at, remote_id, remote_address FROM delivery_steps";

impl Reader {
    /// A delivery.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn delivery(&self, id: Id<Delivery>) -> Result<Option<Delivery>, StoreError> {
        let sql = format!("{DELIVERY} WHERE workspace_id = $1 AND id = $2");
        row::one(&self.connection, &sql, vec![self.workspace.into(), id.into()]).await
    }

    /// Deliveries in the order in which they are due.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn deliveries(&self, filter: &DeliveryFilter, limit: u32) -> Result<Vec<Delivery>, StoreError> {
        let sql = format!(
            "{DELIVERY} WHERE workspace_id = $1 AND due_at >= $2 AND due_at < $3 AND ($4 = 0 OR channel_id = $4) AND ($5 = 0 OR post_id = $5) \
             AND ($6 = 0 OR state IN ({})) AND ($8 = 0 OR post_id IN (SELECT id FROM posts WHERE campaign_id = $8)) \
             AND ($9 = 0 OR post_id IN (SELECT id FROM posts WHERE author_id = $9)) \
             AND ($10 = '' OR post_id IN (SELECT post_id FROM post_labels WHERE label = $10)) ORDER BY due_at, id LIMIT $7",
            self.engine.words(11)
        );
        let values = vec![
            self.workspace.into(),
            filter.from.unwrap_or(i64::MIN).into(),
            filter.to.unwrap_or(i64::MAX).into(),
            filter.channel.map_or(0, Id::get).into(),
            filter.post.map_or(0, Id::get).into(),
            i64::from(!filter.states.is_empty()).into(),
            i64::from(limit).into(),
            filter.campaign.map_or(0, Id::get).into(),
            filter.author.map_or(0, Id::get).into(),
            filter.label.clone().unwrap_or_default().into(),
            row::list(filter.states.iter().map(String::as_str)),
        ];
        row::all(&self.connection, &sql, values).await
    }

    /// The steps of a delivery, in order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn delivery_steps(&self, id: Id<Delivery>) -> Result<Vec<Step>, StoreError> {
        let sql = format!(
            "{STEP} WHERE delivery_id = $2 AND EXISTS (SELECT 1 FROM deliveries d WHERE d.id = $2 AND d.workspace_id = $1) ORDER BY step"
        );
        row::all(&self.connection, &sql, vec![self.workspace.into(), id.into()]).await
    }

    /// What was done for a delivery, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn attempts(&self, id: Id<Delivery>, limit: u32) -> Result<Vec<Attempt>, StoreError> {
        let sql = "SELECT a.id, a.step, a.act, a.at, a.milliseconds, a.hash, a.answered, a.decided FROM attempts a \
                   JOIN deliveries d ON d.id = a.delivery_id WHERE d.workspace_id = $1 AND a.delivery_id = $2 ORDER BY a.id DESC LIMIT $3";
        row::all(&self.connection, sql, vec![self.workspace.into(), id.into(), i64::from(limit).into()]).await
    }

    /// The ids on a channel that deliveries are known to have since a moment, the last `limit` of them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn remote_ids(&self, channel: Id<Channel>, since: i64, limit: u32) -> Result<Vec<String>, StoreError> {
        #[derive(FromQueryResult)]
        struct Remote {
            remote_id: String,
        }
        // What was only seen on the account may be what a delivery without an answer is looking for.
        let sql = "SELECT remote_id FROM publications WHERE workspace_id = $1 AND channel_id = $2 AND published_at >= $3 \
                   AND delivery_id IS NOT NULL ORDER BY published_at DESC LIMIT $4";
        let values = vec![self.workspace.into(), channel.into(), since.into(), i64::from(limit).into()];
        let found: Vec<Remote> = row::all(&self.connection, sql, values).await?;
        Ok(found.into_iter().map(|found| found.remote_id).collect())
    }

    /// How many deliveries are in each state, of those due in a time.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn delivery_counts(&self, from: i64, to: i64) -> Result<Vec<(String, i64)>, StoreError> {
        #[derive(FromQueryResult)]
        struct Counted {
            state: String,
            n: i64,
        }
        let sql =
            "SELECT state, COUNT(*) AS n FROM deliveries WHERE workspace_id = $1 AND due_at >= $2 AND due_at < $3 GROUP BY state";
        let counted: Vec<Counted> = row::all(&self.connection, sql, vec![self.workspace.into(), from.into(), to.into()]).await?;
        Ok(counted.into_iter().map(|row| (row.state, row.n)).collect())
    }
}

impl Tx {
    /// Plans a delivery. The id is ignored.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when this round of the post is planned for the channel already.
    pub async fn add_delivery(&self, delivery: &Delivery) -> Result<Id<Delivery>, StoreError> {
        let sql = "INSERT INTO deliveries (workspace_id, post_id, channel_id, round, state, reason, said, due_at, next_at, released, content, hash, \
                   step, steps, handle, published_at, created_at, changed_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) RETURNING id";
        let d = delivery.clone();
        let values = vec![
            d.workspace_id.into(),
            d.post_id.into(),
            d.channel_id.into(),
            d.round.into(),
            d.state.into(),
            d.reason.into(),
            d.said.into(),
            d.due_at.into(),
            d.next_at.into(),
            d.released.into(),
            d.content.into(),
            d.hash.into(),
            d.step.into(),
            d.steps.into(),
            d.handle.into(),
            d.published_at.into(),
            d.created_at.into(),
            d.changed_at.into(),
        ];
        row::insert(self.connection(), sql, values).await.map(Id::new)
    }

    /// Writes where a delivery stands, when it still stands where it was seen: in `seen`, last changed at `changed_at`. False when
    /// somebody else moved it: then nothing was written.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn move_delivery(&self, delivery: &Delivery, seen: (&str, i64)) -> Result<bool, StoreError> {
        let sql = "UPDATE deliveries SET state = $2, reason = $3, said = $4, due_at = $5, next_at = $6, released = $7, content = $8, hash = $9, \
                   step = $10, steps = $11, handle = $12, published_at = $13, changed_at = $14 WHERE id = $1 AND state = $15 AND changed_at = $16";
        let d = delivery.clone();
        let values = vec![
            d.id.into(),
            d.state.into(),
            d.reason.into(),
            d.said.into(),
            d.due_at.into(),
            d.next_at.into(),
            d.released.into(),
            d.content.into(),
            d.hash.into(),
            d.step.into(),
            d.steps.into(),
            d.handle.into(),
            d.published_at.into(),
            d.changed_at.into(),
            seen.0.into(),
            seen.1.into(),
        ];
        Ok(row::run(self.connection(), sql, values).await? > 0)
    }

    /// Forgets deliveries of which nothing left, such as those to a channel that was taken out of a post.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn remove_delivery(&self, id: Id<Delivery>) -> Result<(), StoreError> {
        row::run(self.connection(), "DELETE FROM deliveries WHERE id = $1", vec![id.into()]).await?;
        Ok(())
    }

    /// Writes a step down, in place of what was known of it. Its key and its first moment stay as they were first written.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_step(&self, step: &Step) -> Result<(), StoreError> {
        let sql = "INSERT INTO delivery_steps (delivery_id, step, key, attempts, looks, checks, first_at, called_at, remote_id, remote_address) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (delivery_id, step) DO UPDATE SET attempts = excluded.attempts, \
                   looks = excluded.looks, checks = excluded.checks, called_at = excluded.called_at, remote_id = excluded.remote_id, \
                   remote_address = excluded.remote_address";
        let s = step.clone();
        let values = vec![
            s.delivery_id.into(),
            s.step.into(),
            s.key.into(),
            s.attempts.into(),
            s.looks.into(),
            s.checks.into(),
            s.first_at.into(),
            s.called_at.into(),
            s.remote_id.into(),
            s.remote_address.into(),
        ];
        row::run(self.connection(), sql, values).await?;
        Ok(())
    }

    /// Writes down what is being done for a delivery. The id is ignored.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_attempt(&self, delivery: Id<Delivery>, attempt: &Attempt) -> Result<Id<Attempt>, StoreError> {
        let sql = "INSERT INTO attempts (delivery_id, step, act, at, milliseconds, hash, answered, decided) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id";
        let a = attempt.clone();
        let values = vec![
            delivery.into(),
            a.step.into(),
            a.act.into(),
            a.at.into(),
            a.milliseconds.into(),
            a.hash.into(),
            a.answered.into(),
            a.decided.into(),
        ];
        row::insert(self.connection(), sql, values).await.map(Id::new)
    }

    /// Writes down what came of what was done.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn end_attempt(&self, id: Id<Attempt>, milliseconds: i64, answered: &str, decided: &str) -> Result<(), StoreError> {
        let sql = "UPDATE attempts SET milliseconds = $2, answered = $3, decided = $4 WHERE id = $1";
        row::run(self.connection(), sql, vec![id.into(), milliseconds.into(), answered.into(), decided.into()]).await?;
        Ok(())
    }

    /// Asks for a turn at an even pace of one each `interval` microseconds after `burst` at once, and takes it when it is free. Gives
    /// when the turn is: `now` when it was taken, later when it was not (the generic cell rate algorithm, ITU-T I.371).
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn take_turn(&self, scope: &str, burst: i64, interval: i64, now: i64) -> Result<i64, StoreError> {
        #[derive(FromQueryResult)]
        struct Rate {
            even_at: i64,
            closed_until: i64,
        }
        let sql = "INSERT INTO rates (scope, even_at, closed_until) VALUES ($1, 0, 0) ON CONFLICT (scope) DO UPDATE SET scope = excluded.scope \
                   RETURNING even_at, closed_until";
        let rate: Option<Rate> = row::one(self.connection(), sql, vec![scope.into()]).await?;
        let Rate { even_at, closed_until } = rate.ok_or(StoreError::Unreadable { what: "rate" })?;
        let turn = closed_until.max(even_at.saturating_sub(interval.saturating_mul(burst.max(1) - 1)));
        if turn > now {
            return Ok(turn);
        }
        let even_at = even_at.max(now).saturating_add(interval);
        row::run(self.connection(), "UPDATE rates SET even_at = $2 WHERE scope = $1", vec![scope.into(), even_at.into()]).await?;
        Ok(now)
    }

    /// Remembers that a network wants nothing more from an account or application until a moment.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn close_until(&self, scope: &str, until: i64) -> Result<(), StoreError> {
        let sql = "INSERT INTO rates (scope, even_at, closed_until) VALUES ($1, 0, $2) ON CONFLICT (scope) DO UPDATE SET closed_until = \
                   CASE WHEN excluded.closed_until > rates.closed_until THEN excluded.closed_until ELSE rates.closed_until END";
        row::run(self.connection(), sql, vec![scope.into(), until.into()]).await?;
        Ok(())
    }
}
