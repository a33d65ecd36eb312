//! The work that is due: leased, done, finished in the transaction of its effect, or tried again later.

use std::{collections::HashMap, time::Duration};

use store::{
    Id, StoreError,
    job::{Job, Room},
};
use tokio::{
    sync::watch,
    task::{self, JoinSet},
};

use crate::{
    App, Refusal, Trouble,
    listen::{
        alerting::{COMPOSE_JOB, NOTIFY_JOB},
        opml_import::IMPORT_JOB,
        reread::REREAD_JOB,
        signal_watch::SIGNAL_JOB,
        topic_search::SEARCH_JOB,
        visit::VISIT_JOB,
    },
    publish::{
        amend::AMEND_JOB, article_links::LINK_JOB, chain_save::ASK_JOB, channel_watch::CHANNEL_JOB, deliver::DELIVER_JOB,
        evergreen::LIST_JOB, feed_post::FEED_JOB, notice::NOTICE_JOB, rounds::ROUNDS_JOB,
    },
};

/// Jobs at work at once in one process. Most of them wait for a site.
pub const JOBS_AT_ONCE_MAX: usize = 64;
/// Visits among them at most: however many sites do not answer, there is room for what tells, sends and searches.
pub const VISITS_AT_ONCE_MAX: usize = 48;
/// How long a worker may be silent before another takes its job over, microseconds: so long is lost when a process is killed.
pub const LEASE_US: i64 = 60 * 1_000_000;
/// How often a worker says that it is still at its jobs, microseconds: several times before they are taken from it.
const HOLD_US: i64 = LEASE_US / 4;
/// The longest that the worker waits before it looks again: another process may have asked for work.
const LOOK_AGAIN: Duration = Duration::from_millis(500);
/// The same after the database did not answer.
const LOOK_AGAIN_AFTER_TROUBLE: Duration = Duration::from_secs(2);
/// The first wait after a failure, microseconds; twice as long after each further one.
const RETRY_FIRST_US: i64 = 10 * 1_000_000;
/// The longest wait between two tries, microseconds.
const RETRY_US_MAX: i64 = 3_600 * 1_000_000;
/// The same while the database takes nothing in, whatever the work.
const RETRY_IN_TROUBLE_US_MAX: i64 = 60 * 1_000_000;
/// A job that failed so often in a row is given up and shown to people; see [`gives_up`] for those that never are.
const ATTEMPTS_MAX: i64 = 12;

/// What a worker knows of a job while it runs.
struct Underway {
    id: Id<Job>,
    kind: String,
    lane: String,
    attempts: i64,
}

impl App {
    /// Does what is due until `stop` says so, or nobody is left to say it; then waits for what is under way.
    pub async fn work(&self, mut stop: watch::Receiver<bool>) {
        let mut underway: HashMap<task::Id, Underway> = HashMap::new();
        let mut running: JoinSet<()> = JoinSet::new();
        let mut held_at = self.now();
        while !*stop.borrow() {
            let free = JOBS_AT_ONCE_MAX.saturating_sub(running.len());
            let (leased, wait) = match self.lease(&underway, free).await {
                Ok(leased) => (leased, LOOK_AGAIN),
                Err(error) => {
                    self.note_trouble(&error);
                    tracing::error!(error = ?error, "the worker could not look for work");
                    (Vec::new(), LOOK_AGAIN_AFTER_TROUBLE)
                }
            };
            let idle = leased.is_empty();
            for job in leased {
                let known = Underway { id: job.id, kind: job.kind.clone(), lane: job.lane.clone(), attempts: job.attempts };
                let app = self.clone();
                let task = running.spawn(async move { app.do_job(job).await });
                underway.insert(task.id(), known);
            }
            held_at = self.hold(&underway, held_at).await;
            if idle {
                // Only an empty look is followed by a wait: a slow job holds back nothing that comes due beside it.
                tokio::select! {
                    Some(ended) = running.join_next_with_id(), if !running.is_empty() => self.forget(&mut underway, ended).await,
                    () = self.bell.notified() => {}
                    () = tokio::time::sleep(wait) => {}
                    told = stop.changed() => if told.is_err() { break },
                }
            }
            while let Some(ended) = running.try_join_next_with_id() {
                self.forget(&mut underway, ended).await;
            }
        }
        while !running.is_empty() {
            tokio::select! {
                Some(ended) = running.join_next_with_id() => self.forget(&mut underway, ended).await,
                () = tokio::time::sleep(LOOK_AGAIN) => held_at = self.hold(&underway, held_at).await,
            }
        }
    }

    /// Says that the jobs under way are still worked on, when it was last said at `held_at` and that is a while ago; gives when it
    /// was said now.
    async fn hold(&self, underway: &HashMap<task::Id, Underway>, held_at: i64) -> i64 {
        let now = self.now();
        if now - held_at < HOLD_US {
            return held_at;
        }
        let jobs: Vec<Id<Job>> = underway.values().map(|job| job.id).collect();
        if !jobs.is_empty()
            && let Err(error) = self.store.hold(&jobs, now + LEASE_US).await
        {
            // It is said again at the next look.
            tracing::warn!(error = ?error, "the worker could not say that it is still at work");
            return held_at;
        }
        now
    }

    async fn lease(&self, underway: &HashMap<task::Id, Underway>, free: usize) -> Result<Vec<Job>, StoreError> {
        if free == 0 {
            return Ok(Vec::new());
        }
        let now = self.now();
        let busy: Vec<String> = underway.values().map(|job| job.lane.clone()).collect();
        let visits = underway.values().filter(|job| job.kind == VISIT_JOB).count();
        let places = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let room = Room { all: places(free), visits: places(VISITS_AT_ONCE_MAX.saturating_sub(visits)) };
        self.store.lease(now, now + LEASE_US, &busy, room).await
    }

    /// Frees the lane of a job that ended. One that panicked could not write that down itself.
    async fn forget(&self, underway: &mut HashMap<task::Id, Underway>, ended: Result<(task::Id, ()), task::JoinError>) {
        let (task, panic) = match ended {
            Ok((task, ())) => (task, None),
            Err(error) => (error.id(), Some(error)),
        };
        let Some(job) = underway.remove(&task) else { return };
        if let Some(error) = panic {
            tracing::error!(job = %job.id, kind = job.kind, error = %error, "a job panicked");
            self.note_failure(job.id, &job.kind, job.attempts, &Refusal::Interrupted).await;
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
            let jobs = self.store.lease(now, now + LEASE_US, &[], Room::of(16)).await?;
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
        let Err(refusal) = self.dispatch(job).await else {
            self.note_written();
            return;
        };
        if let Refusal::Store(error) = &refusal {
            self.note_trouble(error);
        }
        tracing::warn!(job = %id, kind, attempts, error = ?refusal, "a job failed");
        self.note_failure(id, &kind, attempts, &refusal).await;
    }

    async fn note_failure(&self, id: Id<Job>, kind: &str, attempts: i64, refusal: &Refusal) {
        let now = self.now();
        let again = (!gives_up(kind, attempts, refusal)).then(|| now + retry_wait(attempts, refusal));
        let written = async {
            let tx = self.store.begin().await?;
            tx.fail(id, &refusal.to_string(), again, now).await?;
            tx.commit().await
        };
        if let Err(error) = written.await {
            self.note_trouble(&error);
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
            CHANNEL_JOB => Box::pin(self.watch_channel(&job)).await,
            DELIVER_JOB => Box::pin(self.deliver(&job)).await,
            AMEND_JOB => Box::pin(self.amend(&job)).await,
            LINK_JOB => Box::pin(self.look_at_link(&job)).await,
            ASK_JOB => Box::pin(self.ask_planned(&job)).await,
            NOTICE_JOB => Box::pin(self.send_notice(&job)).await,
            ROUNDS_JOB => Box::pin(self.make_rounds(&job)).await,
            FEED_JOB => self.make_feed_posts(&job).await,
            LIST_JOB => Box::pin(self.send_of_list(&job)).await,
            REREAD_JOB => Box::pin(self.reread_documents(&job)).await,
            SIGNAL_JOB => Box::pin(self.watch_topics(&job)).await,
            other => {
                tracing::error!(kind = other, "a job of a kind that this program does not know");
                let tx = self.store.begin().await?;
                tx.fail(job.id, "this program does not know such work", None, self.now()).await?;
                Ok(tx.commit().await?)
            }
        }
    }
}

/// Whether a failure is a job's last. A source is visited for as long as it is there, and a database that is full, damaged
/// or held by another program says nothing about the work.
fn gives_up(kind: &str, attempts: i64, refusal: &Refusal) -> bool {
    attempts >= ATTEMPTS_MAX && kind != VISIT_JOB && Trouble::of_refusal(refusal).is_none()
}

/// Ten seconds, then twice as long each time, up to an hour; up to a minute while the database takes nothing in, so that work goes on
/// soon after there is room again.
fn retry_wait(attempts: i64, refusal: &Refusal) -> i64 {
    let doublings = attempts.saturating_sub(1).clamp(0, 20);
    let longest = if Trouble::of_refusal(refusal).is_some() { RETRY_IN_TROUBLE_US_MAX } else { RETRY_US_MAX };
    RETRY_FIRST_US.saturating_mul(1 << doublings).min(longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: &str, attempts: i64, refusal: &Refusal, expected: bool) {
        assert_eq!(gives_up(kind, attempts, refusal), expected, "{kind} {attempts} {refusal:?}");
    }

    #[test]
    fn work_is_given_up_after_many_failures_of_its_own() {
        check(IMPORT_JOB, 1, &Refusal::Interrupted, false);
        check(IMPORT_JOB, ATTEMPTS_MAX - 1, &Refusal::Interrupted, false);
        check(IMPORT_JOB, ATTEMPTS_MAX, &Refusal::Interrupted, true);
        check(IMPORT_JOB, 1_000, &Refusal::Store(StoreError::DiskFull), false);
        check(IMPORT_JOB, 1_000, &Refusal::Store(StoreError::Locked), false);
        check(IMPORT_JOB, 1_000, &Refusal::Store(StoreError::Unreadable { what: "id" }), true);
        check(VISIT_JOB, 1_000, &Refusal::Interrupted, false);
    }

    #[test]
    fn waits_grow_up_to_an_hour() {
        let own = &Refusal::Interrupted;
        assert_eq!(retry_wait(1, own), 10 * 1_000_000);
        assert_eq!(retry_wait(2, own), 20 * 1_000_000);
        assert_eq!(retry_wait(i64::MAX, own), RETRY_US_MAX);
        assert_eq!(retry_wait(i64::MIN, own), RETRY_FIRST_US);
        assert_eq!(retry_wait(30, &Refusal::Store(StoreError::DiskFull)), RETRY_IN_TROUBLE_US_MAX);
    }
}
