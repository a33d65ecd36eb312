//! One host's turn: how many connections at a time, how long between visits, how long it rests.
//!
//! Nothing here is locked across an `await`, and each host has its own gate, so a slow host delays nobody but itself.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{Instant, sleep_until, timeout_at},
};
use url::Url;

use super::{FetchError, FetchPolicy};

/// The most hosts that are remembered; beyond it those that are idle are forgotten, the resting ones last.
pub const FETCH_HOSTS_MAX: usize = 10_000;

#[derive(Debug)]
pub(super) struct Hosts {
    connections: usize,
    interval: Duration,
    wait_max: Duration,
    known: Mutex<HashMap<String, Arc<Host>>>,
}

#[derive(Debug)]
struct Host {
    name: String,
    gate: Arc<Semaphore>,
    pace: Mutex<Pace>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Pace {
    interval: Duration,
    next: Option<Instant>,
    resting_until: Option<Timestamp>,
    /// How long a visit of the host takes, lately.
    usual: Duration,
    /// When the visit that is under way began, the latest of them.
    begun: Option<Instant>,
    /// Visits that wait for their turn.
    waiting: u32,
}

/// A place in the queue of a host, given up when dropped.
struct Place<'a>(&'a Host);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut pace = lock(&self.0.pace);
        pace.waiting = pace.waiting.saturating_sub(1);
    }
}

/// The right to one connection to a host. Dropping it begins the host's pause.
#[derive(Debug)]
pub(super) struct Turn {
    host: Arc<Host>,
    begun: Instant,
    _permit: OwnedSemaphorePermit,
}

impl Turn {
    /// Whether the address belongs to the host whose turn this is.
    pub(super) fn covers(&self, address: &Url) -> bool {
        self.host.name == name_of(address)
    }

    /// The host asked for a pause of its own between visits.
    pub(super) fn slow_down(&self, interval: Duration) {
        let mut pace = lock(&self.host.pace);
        pace.interval = pace.interval.max(interval);
    }

    /// The host asked not to be visited until then.
    pub(super) fn rest(&self, until: Timestamp) {
        let mut pace = lock(&self.host.pace);
        pace.resting_until = pace.resting_until.max(Some(until));
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut pace = lock(&self.host.pace);
        pace.next = (!pace.interval.is_zero()).then(|| Instant::now() + pace.interval);
        pace.usual = (pace.usual * 3 + self.begun.elapsed()) / 4;
        pace.begun = None;
    }
}

impl Hosts {
    pub(super) fn new(policy: &FetchPolicy) -> Self {
        Self {
            connections: policy.host_connections.clamp(1, Semaphore::MAX_PERMITS),
            interval: policy.host_interval,
            wait_max: policy.host_wait_max,
            known: Mutex::default(),
        }
    }

    /// Waits for the turn of the address's host, at most the policy's `host_wait_max`. `now` is the present moment.
    ///
    /// Where the wait would clearly be longer it is refused at once, so that one slow host with many sources holds up few
    /// visits at a time.
    pub(super) async fn turn(&self, address: &Url, now: Timestamp) -> Result<Turn, FetchError> {
        let began = Instant::now();
        let give_up = began + self.wait_max;
        let host = self.host(&name_of(address), now);
        let name = || host.name.clone();
        self.refuse_resting(&host, now)?;
        let (place, expected) = self.queue(&host);
        let busy = |wait: Duration| FetchError::HostBusy { host: name(), until: after(now, began.elapsed() + wait) };
        if expected > self.wait_max {
            return Err(busy(expected));
        }
        // The gate is never closed, so an error of it cannot be; busy is the truthful answer if it ever were.
        let Ok(Ok(permit)) = timeout_at(give_up, Arc::clone(&host.gate).acquire_owned()).await else {
            return Err(busy(expected.max(self.wait_max)));
        };
        drop(place);
        // Whoever was before us may have been asked to wait.
        let now = after(now, began.elapsed());
        self.refuse_resting(&host, now)?;
        let pace = *lock(&host.pace);
        let rest = pace.resting_until.and_then(|until| Duration::try_from(until.duration_since(now)).ok());
        let ready = pace.next.into_iter().chain(rest.map(|rest| Instant::now() + rest)).max();
        if let Some(ready) = ready {
            if ready > give_up {
                return Err(busy(ready.saturating_duration_since(Instant::now())));
            }
            sleep_until(ready).await;
        }
        let begun = Instant::now();
        lock(&host.pace).begun = Some(begun);
        Ok(Turn { host: Arc::clone(&host), begun, _permit: permit })
    }

    /// Takes a place in the host's queue and tells how long it will probably last.
    fn queue<'a>(&self, host: &'a Host) -> (Place<'a>, Duration) {
        let mut pace = lock(&host.pace);
        let under_way = pace.begun.map(|begun| begun.elapsed());
        let each = pace.interval + pace.usual.max(under_way.unwrap_or_default());
        let ahead = pace.waiting + u32::from(under_way.is_some());
        pace.waiting += 1;
        let at_once = u32::try_from(self.connections).unwrap_or(u32::MAX);
        (Place(host), each.saturating_mul(ahead) / at_once)
    }

    fn refuse_resting(&self, host: &Host, now: Timestamp) -> Result<(), FetchError> {
        let patience = after(now, self.wait_max);
        match lock(&host.pace).resting_until {
            Some(until) if until > patience => Err(FetchError::HostResting { host: host.name.clone(), until }),
            _ => Ok(()),
        }
    }

    fn host(&self, name: &str, now: Timestamp) -> Arc<Host> {
        let mut known = lock(&self.known);
        if let Some(host) = known.get(name) {
            return Arc::clone(host);
        }
        if known.len() >= FETCH_HOSTS_MAX {
            let instant = Instant::now();
            known.retain(|_, host| Arc::strong_count(host) > 1 || lock(&host.pace).matters(now, instant));
        }
        if known.len() >= FETCH_HOSTS_MAX {
            known.retain(|_, host| Arc::strong_count(host) > 1);
        }
        let pace = Pace { interval: self.interval, ..Pace::default() };
        let gate = Arc::new(Semaphore::new(self.connections));
        let host = Arc::new(Host { name: name.to_owned(), gate, pace: Mutex::new(pace) });
        known.insert(name.to_owned(), Arc::clone(&host));
        host
    }
}

impl Pace {
    fn matters(self, now: Timestamp, instant: Instant) -> bool {
        self.next.is_some_and(|next| next > instant) || self.resting_until.is_some_and(|until| until > now)
    }
}

/// The host and port that connections are counted for. Two names of one machine are two hosts: what a site gives a name of
/// its own it may also want to be visited on its own.
fn name_of(address: &Url) -> String {
    let host = address.host_str().unwrap_or_default();
    address.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

fn after(now: Timestamp, wait: Duration) -> Timestamp {
    SignedDuration::try_from(wait).ok().and_then(|wait| now.checked_add(wait).ok()).unwrap_or(Timestamp::MAX)
}

/// A panic elsewhere leaves these values whole, so a poisoned lock is as good as another.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn hosts(interval: u64, wait_max: u64) -> Hosts {
        Hosts::new(&FetchPolicy {
            host_interval: Duration::from_secs(interval),
            host_wait_max: Duration::from_secs(wait_max),
            ..FetchPolicy::default()
        })
    }

    fn address(host: &str) -> Url {
        Url::parse(&format!("http://{host}/")).unwrap()
    }

    #[tokio::test(start_paused = true)]
    async fn visits_of_one_host_are_spaced_and_others_are_not_delayed() {
        let hosts = hosts(3, 10);
        let began = Instant::now();
        drop(hosts.turn(&address("a"), NOW).await.unwrap());
        let kept = hosts.turn(&address("a"), NOW).await.unwrap();
        assert_eq!(began.elapsed().as_secs(), 3);
        drop(hosts.turn(&address("b"), NOW).await.unwrap());
        drop(hosts.turn(&address("a:81"), NOW).await.unwrap());
        assert_eq!(began.elapsed().as_secs(), 3);
        let busy = hosts.turn(&address("a"), NOW).await.unwrap_err();
        assert_eq!(busy.class(), "host_busy");
        assert_eq!(began.elapsed().as_secs(), 13);
        drop(kept);
    }

    #[tokio::test(start_paused = true)]
    async fn a_long_queue_is_told_at_once() {
        let hosts = Arc::new(hosts(1, 10));
        let kept = hosts.turn(&address("a"), NOW).await.unwrap();
        tokio::time::advance(Duration::from_secs(4)).await;
        // A visit that has lasted four seconds, and a pause: five each. The third in the queue would wait more than ten.
        let queued = || {
            let hosts = Arc::clone(&hosts);
            tokio::spawn(async move { hosts.turn(&address("a"), NOW).await.map(drop) })
        };
        let (first, second) = (queued(), queued());
        tokio::task::yield_now().await;
        let began = Instant::now();
        let until = NOW + SignedDuration::from_secs(15);
        let refused = hosts.turn(&address("a"), NOW).await.unwrap_err();
        assert_eq!(refused, FetchError::HostBusy { host: "a".to_owned(), until });
        assert!(began.elapsed().is_zero());
        drop(kept);
        assert!(first.await.unwrap().is_ok() && second.await.unwrap().is_ok());
        assert!(hosts.turn(&address("a"), NOW).await.is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn a_resting_host_is_awaited_when_short_and_refused_when_long() {
        let hosts = hosts(0, 10);
        let began = Instant::now();
        let turn = hosts.turn(&address("a"), NOW).await.unwrap();
        turn.rest(NOW + SignedDuration::from_secs(4));
        drop(turn);
        let turn = hosts.turn(&address("a"), NOW).await.unwrap();
        assert!((4..6).contains(&began.elapsed().as_secs()));
        let until = NOW + SignedDuration::from_secs(600);
        turn.rest(until);
        drop(turn);
        let refused = hosts.turn(&address("a"), NOW).await.unwrap_err();
        assert_eq!(refused, FetchError::HostResting { host: "a".to_owned(), until });
        let later = NOW + SignedDuration::from_secs(601);
        assert!(hosts.turn(&address("a"), later).await.is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_that_a_host_asks_for_lasts() {
        let hosts = hosts(0, 60);
        let turn = hosts.turn(&address("a"), NOW).await.unwrap();
        turn.slow_down(Duration::from_secs(20));
        drop(turn);
        let began = Instant::now();
        drop(hosts.turn(&address("a"), NOW).await.unwrap());
        assert_eq!(began.elapsed().as_secs(), 20);
    }

    #[tokio::test]
    async fn what_is_remembered_of_hosts_is_bounded() {
        let hosts = hosts(0, 1);
        let kept = hosts.turn(&address("kept"), NOW).await.unwrap();
        for number in 0..FETCH_HOSTS_MAX * 2 {
            drop(hosts.turn(&address(&format!("h{number}")), NOW).await.unwrap());
        }
        let known = lock(&hosts.known);
        assert!(known.len() <= FETCH_HOSTS_MAX && known.contains_key("kept"));
        drop(known);
        drop(kept);
    }
}
