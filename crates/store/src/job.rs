//! Work due. A job is committed together with its cause, leased by a worker, and finished with its effect.

use sea_orm::FromQueryResult;
use serde::Serialize;

use crate::{Id, Reader, Store, StoreError, Tx, row, workspace::Workspace};

/// Work due.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct Job {
    /// Its id.
    pub id: Id<Job>,
    /// The workspace it is for.
    pub workspace_id: Id<Workspace>,
    /// What is to be done, such as `visit`.
    pub kind: String,
    /// What it is about; unique among the open jobs of a kind.
    pub key: String,
    /// Jobs of one lane never run at once: the host for a visit, the job's own key otherwise.
    pub lane: String,
    /// What the verb needs, JSON.
    pub payload: String,
    /// `open`, `done` or `failed`.
    pub state: String,
    /// Not before, UTC microseconds.
    pub due_at: i64,
    /// Taken by a worker until, UTC microseconds.
    pub leased_until: Option<i64>,
    /// How many times it was begun since it last succeeded.
    pub attempts: i64,
    /// How far it is.
    pub done: i64,
    /// How far it has to go; 0 when that is not known.
    pub total: i64,
    /// The sentence of the last failure; empty when there is none.
    pub problem: String,
    /// When it was asked for, UTC microseconds.
    pub created_at: i64,
    /// When it was done or given up, UTC microseconds.
    pub ended_at: Option<i64>,
}

/// A job to be made.
#[derive(Clone, Debug)]
pub struct NewJob {
    /// The workspace it is for.
    pub workspace_id: Id<Workspace>,
    /// What is to be done.
    pub kind: &'static str,
    /// What it is about.
    pub key: String,
    /// What must not run beside it.
    pub lane: String,
    /// What the verb needs, JSON.
    pub payload: String,
    /// Not before, UTC microseconds.
    pub due_at: i64,
}

/// How much work a worker has room for.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// Jobs of all kinds together.
    pub all: u32,
    /// How many of them may be visits: these wait for other people's sites, and must not take the places of what does not.
    pub visits: u32,
}

impl Room {
    /// Room for so many jobs, whatever they are.
    #[must_use]
    pub const fn of(all: u32) -> Self {
        Self { all, visits: all }
    }
}

/// Whether somebody is at the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkSigns {
    /// How many jobs a worker holds now.
    pub held: i64,
    /// Since when the oldest job has been due that nobody holds, UTC microseconds.
    pub waiting_since: Option<i64>,
}

impl Store {
    /// Whether somebody is at the work, as the jobs show it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn work_signs(&self, now: i64) -> Result<WorkSigns, StoreError> {
        let held = "SELECT COUNT(*) AS n FROM jobs WHERE state = 'open' AND leased_until > $1";
        let waiting = "SELECT COALESCE(MIN(due_at), 0) AS n FROM jobs WHERE state = 'open' AND due_at <= $1 \
                       AND (leased_until IS NULL OR leased_until <= $1)";
        let held = row::number(self.readers(), held, vec![now.into()]).await?;
        let since = row::number(self.readers(), waiting, vec![now.into()]).await?;
        Ok(WorkSigns { held, waiting_since: Some(since).filter(|&at| at != 0) })
    }

    /// When the next open job of these kinds is due that nobody holds, UTC microseconds.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn next_due(&self) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT COALESCE(MIN(due_at), 0) AS n FROM jobs WHERE state = 'open'";
        let next = row::number(self.readers(), sql, vec![]).await?;
        Ok(Some(next).filter(|&at| at != 0))
    }

    /// Takes jobs that are due and free, until `until`, as many as there is room for: at most one a lane, and none of a lane of which any
    /// process holds a job or that is in `busy`.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn lease(&self, now: i64, until: i64, busy: &[String], room: Room) -> Result<Vec<Job>, StoreError> {
        let tx = self.begin().await?;
        tx.lock_leases().await?;
        let mut jobs: Vec<Job> = Vec::new();
        for (kinds, most) in [("kind = 'visit'", room.visits.min(room.all)), ("kind <> 'visit'", room.all)] {
            let limit = most.min(room.all.saturating_sub(u32::try_from(jobs.len()).unwrap_or(u32::MAX)));
            if limit == 0 {
                continue;
            }
            let sql = format!(
                "UPDATE jobs SET leased_until = $2, attempts = attempts + 1 WHERE id IN ( \
                   SELECT id FROM jobs WHERE state = 'open' AND (leased_until IS NULL OR leased_until <= $1) AND id IN ( \
                     SELECT id FROM (SELECT id, due_at, ROW_NUMBER() OVER (PARTITION BY lane ORDER BY due_at, id) AS place FROM jobs \
                       WHERE state = 'open' AND due_at <= $1 AND (leased_until IS NULL OR leased_until <= $1) AND {kinds} AND lane NOT IN ({}) \
                         AND lane NOT IN (SELECT lane FROM jobs WHERE state = 'open' AND leased_until > $1)) AS free \
                     WHERE place = 1 ORDER BY due_at, id LIMIT $3) {}) RETURNING *",
                self.engine().words(4),
                self.engine().skip_locked(),
            );
            let values = vec![now.into(), until.into(), i64::from(limit).into(), row::list(busy.iter().map(String::as_str))];
            jobs.extend(row::all::<Job>(tx.connection(), &sql, values).await?);
        }
        tx.commit().await?;
        jobs.sort_by_key(|job| (job.due_at, job.id));
        Ok(jobs)
    }

    /// Holds jobs that are at work until `until`; those that ended meanwhile, or are held for longer, are left as they are.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn hold(&self, jobs: &[Id<Job>], until: i64) -> Result<(), StoreError> {
        let tx = self.begin().await?;
        let sql = format!("UPDATE jobs SET leased_until = $1 WHERE leased_until < $1 AND id IN ({})", self.engine().numbers(2));
        row::run(tx.connection(), &sql, vec![until.into(), row::ids(jobs)]).await?;
        tx.commit().await
    }
}

impl Reader {
    /// The open job of a kind about something.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn open_job(&self, kind: &str, key: &str) -> Result<Option<Job>, StoreError> {
        let sql = "SELECT * FROM jobs WHERE workspace_id = $1 AND kind = $2 AND key = $3 AND state = 'open'";
        row::one(&self.connection, sql, vec![self.workspace.into(), kind.into(), key.into()]).await
    }

    /// The work of the workspace besides visits, open first, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn jobs(&self, limit: u32) -> Result<Vec<Job>, StoreError> {
        let sql =
            "SELECT * FROM jobs WHERE workspace_id = $1 AND kind <> 'visit' ORDER BY (state = 'open') DESC, id DESC LIMIT $2";
        row::all(&self.connection, sql, vec![self.workspace.into(), i64::from(limit).into()]).await
    }
}

impl Tx {
    /// Asks for work. When the same is asked for already, the earlier of the two times stands and the new payload.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn enqueue(&self, job: &NewJob, now: i64) -> Result<(), StoreError> {
        let sql = "INSERT INTO jobs (workspace_id, kind, key, lane, payload, state, due_at, attempts, done, total, problem, created_at) \
                   VALUES ($1, $2, $3, $4, $5, 'open', $6, 0, 0, 0, '', $7) \
                   ON CONFLICT (kind, key) WHERE state = 'open' DO UPDATE SET payload = excluded.payload, \
                   due_at = CASE WHEN excluded.due_at < jobs.due_at THEN excluded.due_at ELSE jobs.due_at END";
        let NewJob { workspace_id, kind, key, lane, payload, due_at } = job.clone();
        let values = vec![workspace_id.into(), kind.into(), key.into(), lane.into(), payload.into(), due_at.into(), now.into()];
        row::run(self.connection(), sql, values).await?;
        Ok(())
    }

    /// Whether a job is still wanted: neither ended nor dropped.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn is_open(&self, id: Id<Job>) -> Result<bool, StoreError> {
        let sql = "SELECT COUNT(*) AS n FROM jobs WHERE id = $1 AND state = 'open'";
        Ok(row::number(self.connection(), sql, vec![id.into()]).await? > 0)
    }

    /// Moves an open job to another time and sets its attempts back, as after a visit that was made.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn reschedule(&self, id: Id<Job>, due_at: i64) -> Result<(), StoreError> {
        let sql = "UPDATE jobs SET due_at = $2, leased_until = NULL, attempts = 0, problem = '' WHERE id = $1 AND state = 'open'";
        row::run(self.connection(), sql, vec![id.into(), due_at.into()]).await?;
        Ok(())
    }

    /// Ends a job well.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn finish(&self, id: Id<Job>, now: i64) -> Result<(), StoreError> {
        let sql =
            "UPDATE jobs SET state = 'done', leased_until = NULL, ended_at = $2, problem = '' WHERE id = $1 AND state = 'open'";
        row::run(self.connection(), sql, vec![id.into(), now.into()]).await?;
        Ok(())
    }

    /// Notes a failure: the job is tried again at `again_at`, or given up when there is none.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn fail(&self, id: Id<Job>, problem: &str, again_at: Option<i64>, now: i64) -> Result<(), StoreError> {
        let sql = match again_at {
            Some(_) => "UPDATE jobs SET problem = $2, due_at = $3, leased_until = NULL WHERE id = $1 AND state = 'open'",
            None => {
                "UPDATE jobs SET problem = $2, state = 'failed', ended_at = $3, leased_until = NULL WHERE id = $1 AND state = 'open'"
            }
        };
        row::run(self.connection(), sql, vec![id.into(), problem.into(), again_at.unwrap_or(now).into()]).await?;
        Ok(())
    }

    /// Notes how far a job is and keeps it for longer.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn progress(&self, id: Id<Job>, done: i64, total: i64, payload: &str, leased_until: i64) -> Result<(), StoreError> {
        let sql = "UPDATE jobs SET done = $2, total = $3, payload = $4, leased_until = $5 WHERE id = $1 AND state = 'open'";
        row::run(self.connection(), sql, vec![id.into(), done.into(), total.into(), payload.into(), leased_until.into()]).await?;
        Ok(())
    }

    /// Makes the open jobs about these things due at `due_at` when they were to wait for longer and nobody is at them.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn hasten(&self, kind: &str, keys: &[String], due_at: i64) -> Result<u64, StoreError> {
        let sql = format!(
            "UPDATE jobs SET due_at = $1 WHERE kind = $2 AND state = 'open' AND due_at > $1 AND leased_until IS NULL AND key IN ({})",
            self.engine.words(3)
        );
        let keys = row::list(keys.iter().map(String::as_str));
        row::run(self.connection(), &sql, vec![due_at.into(), kind.into(), keys]).await
    }

    /// Drops the open job about something that is gone or paused.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn cancel_job(&self, kind: &str, key: &str) -> Result<bool, StoreError> {
        let sql = "DELETE FROM jobs WHERE kind = $1 AND key = $2 AND state = 'open'";
        Ok(row::run(self.connection(), sql, vec![kind.into(), key.into()]).await? > 0)
    }

    /// Forgets jobs that ended before `before`; says how many.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn forget_jobs(&self, before: i64) -> Result<u64, StoreError> {
        row::run(self.connection(), "DELETE FROM jobs WHERE state <> 'open' AND ended_at < $1", vec![before.into()]).await
    }
}
