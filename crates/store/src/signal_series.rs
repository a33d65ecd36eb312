//! What signals are found in: counts and voices of a topic over time, and what is known of its usual.

use sea_orm::FromQueryResult;

use crate::{Id, Reader, StoreError, Tx, document::Document, row, source::Source, topic::Topic, workspace::Workspace};

/// Microseconds of the finest step of the counts.
const STEP_US: i64 = 300_000_000;

/// What is known of the usual of a topic.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Watch {
    /// The topic.
    pub topic_id: Id<Topic>,
    /// Up to when, seconds since 1970.
    pub settled_to: i64,
    /// JSON of [`domain::signal::TopicWatch`].
    pub state: String,
}

/// How far a topic is watched.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Settled {
    /// The topic.
    pub topic_id: Id<Topic>,
    /// Up to when, seconds since 1970; none when nothing is known of it yet.
    pub settled_to: Option<i64>,
    /// Whether a signal of it lasts.
    pub lasts: bool,
    /// When its newest mention of late was published, UTC microseconds; 0 when there is none.
    pub newest: i64,
}

/// What was said of a topic in five minutes.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct SlotCount {
    /// Its beginning, in units of five minutes since 1970.
    pub slot: i64,
    /// Mentions.
    pub mentions: i64,
    /// Those whose tone is known.
    pub judged: i64,
    /// Those that are negative.
    pub negative: i64,
}

/// A mention as evidence.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Voice {
    /// Its document.
    pub document_id: Id<Document>,
    /// When it was published, UTC microseconds.
    pub published_at: i64,
    /// Where.
    pub site: String,
    /// By whom; may be empty.
    pub author: String,
    /// What it was felt to be.
    pub sentiment: String,
    /// What was read in it, JSON; may be empty.
    pub reading: String,
}

impl Reader {
    /// How far each topic that listens is watched, and whether something was said of it since a moment (UTC microseconds).
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn settled(&self, since: i64) -> Result<Vec<Settled>, StoreError> {
        let sql = "SELECT t.id AS topic_id, w.settled_to, \
                   EXISTS (SELECT 1 FROM signals s WHERE s.topic_id = t.id AND s.ended_at IS NULL) AS lasts, \
                   COALESCE((SELECT MAX(m.published_at) FROM mentions m WHERE m.topic_id = t.id AND m.published_at >= $2), 0) AS newest \
                   FROM topics t LEFT JOIN signal_watches w ON w.topic_id = t.id \
                   WHERE t.workspace_id = $1 AND t.archived_at IS NULL ORDER BY t.id";
        row::all(&self.connection, sql, vec![self.workspace.into(), since.into()]).await
    }

    /// What is known of the usual of a topic.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn watch(&self, topic: Id<Topic>) -> Result<Option<Watch>, StoreError> {
        let sql = "SELECT topic_id, settled_to, state FROM signal_watches WHERE workspace_id = $1 AND topic_id = $2";
        row::one(&self.connection, sql, vec![self.workspace.into(), topic.into()]).await
    }

    /// Mentions of a topic by five minutes in `[from, to)`, UTC microseconds.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn slots(&self, topic: Id<Topic>, from: i64, to: i64) -> Result<Vec<SlotCount>, StoreError> {
        let sql = format!(
            "SELECT published_at / {STEP_US} AS slot, COUNT(*) AS mentions, \
             CAST(SUM(CASE WHEN sentiment IN ('negative', 'neutral', 'positive') THEN 1 ELSE 0 END) AS BIGINT) AS judged, \
             CAST(SUM(CASE WHEN sentiment = 'negative' THEN 1 ELSE 0 END) AS BIGINT) AS negative FROM mentions \
             WHERE workspace_id = $1 AND topic_id = $2 AND published_at >= $3 AND published_at < $4 GROUP BY published_at / {STEP_US}"
        );
        row::all(&self.connection, &sql, vec![self.workspace.into(), topic.into(), from.into(), to.into()]).await
    }

    /// When the first mention of a topic at or after `from` was published, UTC microseconds.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn first_mention(&self, topic: Id<Topic>, from: i64) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT COALESCE(MIN(published_at), 0) AS n FROM mentions WHERE workspace_id = $1 AND topic_id = $2 AND published_at >= $3";
        let first = row::number(&self.connection, sql, vec![self.workspace.into(), topic.into(), from.into()]).await?;
        Ok(Some(first).filter(|&at| at != 0))
    }

    /// Mentions of a topic in `[from, to)` (UTC microseconds) as evidence, in the order of time, the first `limit`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn voices(&self, topic: Id<Topic>, from: i64, to: i64, limit: u32) -> Result<Vec<Voice>, StoreError> {
        let sql = "SELECT m.document_id, m.published_at, d.site, d.author, m.sentiment, d.reading FROM mentions m \
                   JOIN documents d ON d.id = m.document_id \
                   WHERE m.workspace_id = $1 AND m.topic_id = $2 AND m.published_at >= $3 AND m.published_at < $4 \
                   ORDER BY m.published_at, m.document_id LIMIT $5";
        let values = vec![self.workspace.into(), topic.into(), from.into(), to.into(), i64::from(limit).into()];
        row::all(&self.connection, sql, values).await
    }

    /// The sources that do not answer: failing, blocked, gone or paused, or whose visit was due before `overdue` (UTC microseconds).
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn ill_sources(&self, overdue: i64) -> Result<Vec<Id<Source>>, StoreError> {
        #[derive(FromQueryResult)]
        struct Ill {
            id: Id<Source>,
        }
        let sql = "SELECT id FROM sources WHERE workspace_id = $1 AND (state NOT IN ('new', 'well') OR next_at < $2) ORDER BY id";
        let ill: Vec<Ill> = row::all(&self.connection, sql, vec![self.workspace.into(), overdue.into()]).await?;
        Ok(ill.into_iter().map(|ill| ill.id).collect())
    }

    /// Mentions of a topic since a moment (UTC microseconds): all, and those that these sources brought.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn brought_by(&self, topic: Id<Topic>, since: i64, sources: &[Id<Source>]) -> Result<(i64, i64), StoreError> {
        #[derive(FromQueryResult)]
        struct Brought {
            total: i64,
            theirs: i64,
        }
        let sql = format!(
            "SELECT COUNT(*) AS total, CAST(COALESCE(SUM(CASE WHEN source_id IN ({}) THEN 1 ELSE 0 END), 0) AS BIGINT) AS theirs \
             FROM mentions WHERE workspace_id = $1 AND topic_id = $2 AND published_at >= $3",
            self.engine.numbers(4)
        );
        let values = vec![self.workspace.into(), topic.into(), since.into(), row::ids(sources)];
        let brought: Option<Brought> = row::one(&self.connection, &sql, values).await?;
        Ok(brought.map_or((0, 0), |brought| (brought.total, brought.theirs)))
    }
}

impl Tx {
    /// Keeps other writers of a topic's watch off until this transaction ends, or waits for them; gives the watch.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn lock_watch(&self, workspace: Id<Workspace>, topic: Id<Topic>) -> Result<Option<Watch>, StoreError> {
        let sql = "UPDATE signal_watches SET settled_to = settled_to WHERE workspace_id = $1 AND topic_id = $2 \
                   RETURNING topic_id, settled_to, state";
        row::one(self.connection(), sql, vec![workspace.into(), topic.into()]).await
    }

    /// Keeps what is known of the usual of a topic.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_watch(&self, workspace: Id<Workspace>, watch: &Watch) -> Result<(), StoreError> {
        let sql = "INSERT INTO signal_watches (topic_id, workspace_id, settled_to, state) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (topic_id) DO UPDATE SET settled_to = excluded.settled_to, state = excluded.state";
        let values = vec![watch.topic_id.into(), workspace.into(), watch.settled_to.into(), watch.state.as_str().into()];
        row::run(self.connection(), sql, values).await?;
        Ok(())
    }

    /// Forgets what is known of the usual of a topic: it is learnt again from all that was said.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn forget_watch(&self, workspace: Id<Workspace>, topic: Id<Topic>) -> Result<(), StoreError> {
        let sql = "DELETE FROM signal_watches WHERE workspace_id = $1 AND topic_id = $2";
        row::run(self.connection(), sql, vec![workspace.into(), topic.into()]).await?;
        Ok(())
    }
}
