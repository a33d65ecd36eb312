//! The work that is due: leased, done, finished in the transaction of its effect, or tried again later.

use std::{collections::HashMap, time::Duration};

use store::{Id, job::Job};
use tokio::{sync::watch, task::JoinSet};

use crate::{
    App, Refusal,
    listen::{
        alerting::{COMPOSE_JOB, NOTIFY_JOB},
        opml_import::IMPORT_JOB,
        topic_search::SEARCH_JOB,
        visit::VISIT_JOB,
    },
};

/// Jobs at work at once in one process. Most of them wait for a site.
pub const JOBS_AT_ONCE_MAX: usize = 64;
/// How long a worker may be silent before another takes its job over, microseconds.
pub const LEASE_US: i64 = 5 * 60 * 1_000_000;
/// The longest that the worker waits before it looks again: another process may have asked for work.
const LOOK_AGAIN: Duration = Duration::from_millis(500);
/// The first wait after a failure, microseconds; twice as long after each further one.
const RETRY_FIRST_US: i64 = 10 * 1_000_000;
/// The longest wait between two tries, microseconds.
const RETRY_US_MAX: i64 = 3_600 * 1_000_000;
/// A job that failed so often in a row is given up and shown to people.
const ATTEMPTS_MAX: i64 = 12;

impl App {
    /// Does what is due until `stop` says so; then waits for what is under way.
    pub async fn work(&self, mut stop: watch::Receiver<bool>) {
        let mut lanes: HashMap<Id<Job>, String> = HashMap::new();
        let mut running: JoinSet<Id<Job>> = JoinSet::new();
        while !*stop.borrow() {
            let free = JOBS_AT_ONCE_MAX.saturating_sub(running.len());
            let leased = self.lease(&lanes, free).await;
            let idle = leased.is_empty();
            for job in leased {
                lanes.insert(job.id, job.lane.clone());
                let app = self.clone();
                running.spawn(async move {
                    let id = job.id;
                    app.do_job(job).await;
                    id
                });
            }
            tokio::select! {
                Some(ended) = running.join_next(), if !running.is_empty() => forget(&mut lanes, ended),
                () = self.bell.notified(), if idle => {}
                () = tokio::time::sleep(LOOK_AGAIN), if idle => {}
                _ = stop.changed() => {}
                else => {}
            }
            while let Some(ended) = running.try_join_next() {
                forget(&mut lanes, ended);
            }
        }
        while running.join_next().await.is_some() {}
    }

    async fn lease(&self, lanes: &HashMap<Id<Job>, String>, free: usize) -> Vec<Job> {
        if free == 0 {
            return Vec::new();
        }
        let now = self.now();
        let busy: Vec<String> = lanes.values().cloned().collect();
        match self.store.lease(now, now + LEASE_US, &busy, u32::try_from(free).unwrap_or(u32::MAX)).await {
            Ok(jobs) => jobs,
            Err(error) => {
                tracing::error!(error = ?error, "the worker could not look for work");
                tokio::time::sleep(LOOK_AGAIN).await;
                Vec::new()
            }
        }
    }

    /// Does everything that is due now, one job after the other; says how many. For tests and for the command line.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn run_due_jobs(&self) -> Result<usize, Refusal> {
        let mut done = 0;
        loop {
            let now = self.now();
            let jobs = self.store.lease(now, now + LEASE_US, &[], 16).await?;
            if jobs.is_empty() {
                return Ok(done);
            }
            for job in jobs {
                self.do_job(job).await;
                done += 1;
            }
        }
    }

    /// Does one job. A failure is written down and the job tried again later, or given up.
    async fn do_job(&self, job: Job) {
        let (id, attempts, kind) = (job.id, job.attempts, job.kind.clone());
        let Err(refusal) = self.dispatch(job).await else { return };
        tracing::warn!(job = %id, kind, attempts, error = ?refusal, "a job failed");
        let now = self.now();
        let again = (attempts < ATTEMPTS_MAX).then(|| now + retry_wait(attempts));
        let written = async {
            let tx = self.store.begin().await?;
            tx.fail(id, &refusal.to_string(), again, now).await?;
            tx.commit().await
        };
        if let Err(error) = written.await {
            // The lease runs out and the job is taken again.
            tracing::error!(job = %id, error = ?error, "the failure of a job could not be written down");
        }
    }

    async fn dispatch(&self, job: Job) -> Result<(), Refusal> {
        match job.kind.as_str() {
            VISIT_JOB => self.visit_source(&job).await,
            COMPOSE_JOB => self.compose_alert(&job).await,
            NOTIFY_JOB => Box::pin(self.send_notification(&job)).await,
            SEARCH_JOB => self.search_topic(&job).await,
            IMPORT_JOB => self.advance_import(&job).await,
            other => {
                tracing::error!(kind = other, "a job of a kind that this program does not know");
                let tx = self.store.begin().await?;
                tx.fail(job.id, "this program does not know such work", None, self.now()).await?;
                Ok(tx.commit().await?)
            }
        }
    }
}

fn forget(lanes: &mut HashMap<Id<Job>, String>, ended: Result<Id<Job>, tokio::task::JoinError>) {
    match ended {
        Ok(id) => {
            lanes.remove(&id);
        }
        Err(error) => {
            // A panic took the id with it: the lanes are read anew from what still runs by letting all leases speak.
            tracing::error!(error = %error, "a job panicked");
            lanes.clear();
        }
    }
}

/// Ten seconds, then twice as long each time, up to an hour.
fn retry_wait(attempts: i64) -> i64 {
    let doublings = u32::try_from(attempts.saturating_sub(1)).unwrap_or(0).min(20);
    RETRY_FIRST_US.saturating_mul(1 << doublings).min(RETRY_US_MAX)
}
