//! What a host's `robots.txt` permits, remembered for a day (RFC 9309).

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use texting_robots::Robot;
use url::Url;

/// The name by which a `robots.txt` addresses us.
const ROBOTS_AGENT: &str = "parvis";
/// How much of a `robots.txt` is read: 500 KiB (RFC 9309, 2.5).
pub const ROBOTS_BYTES_MAX: usize = 500 << 10;
/// How long rules are kept (RFC 9309, 2.4).
pub const ROBOTS_LIFETIME: SignedDuration = SignedDuration::from_hours(24);
/// How long nothing is allowed after the server failed to give its rules.
pub const ROBOTS_UNREACHABLE_LIFETIME: SignedDuration = SignedDuration::from_hours(1);
/// The most redirects from a `robots.txt` (RFC 9309, 2.3.1.2).
pub(super) const ROBOTS_REDIRECTS_MAX: usize = 5;
/// The most hosts whose rules are kept.
const ROBOTS_HOSTS_MAX: usize = 2_000;
/// The longest pause between visits that a `Crawl-delay` can ask for.
const CRAWL_DELAY_MAX: Duration = Duration::from_secs(60);

/// What was found out about a host, until when it holds.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    verdict: Verdict,
    pub(super) until: Timestamp,
}

#[derive(Clone, Debug)]
enum Verdict {
    /// There are none: all is allowed.
    None,
    /// They could not be read for a fault of the server: nothing is.
    Unreachable,
    /// These.
    Read(Arc<Robot>),
}

/// Whether an address may be visited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Permission {
    Granted,
    Denied,
    /// Nothing is allowed for want of rules.
    Unreachable,
}

impl Rules {
    /// Rules from the answer of a server: 2xx is read, 5xx forbids for a while, everything else permits.
    pub(super) fn from_answer(status: u16, body: &[u8], now: Timestamp) -> Self {
        let (verdict, lifetime) = match status {
            200..=299 => (Self::read(body), ROBOTS_LIFETIME),
            500..=599 => (Verdict::Unreachable, ROBOTS_UNREACHABLE_LIFETIME),
            _ => (Verdict::None, ROBOTS_LIFETIME),
        };
        Self { verdict, until: now.checked_add(lifetime).unwrap_or(Timestamp::MAX) }
    }

    fn read(body: &[u8]) -> Verdict {
        let body = &body[..body.len().min(ROBOTS_BYTES_MAX)];
        // Many sites answer every address with a page; that is no rule.
        if body.trim_ascii_start().starts_with(b"<") {
            return Verdict::None;
        }
        Robot::new(ROBOTS_AGENT, body).map_or(Verdict::None, |robot| Verdict::Read(Arc::new(robot)))
    }

    pub(super) fn permission(&self, address: &Url) -> Permission {
        match &self.verdict {
            Verdict::None => Permission::Granted,
            Verdict::Unreachable => Permission::Unreachable,
            Verdict::Read(robot) if robot.allowed(address.as_str()) => Permission::Granted,
            Verdict::Read(_) => Permission::Denied,
        }
    }

    /// The pause between visits that the host asks for, within limits.
    pub(super) fn pause(&self) -> Option<Duration> {
        let Verdict::Read(robot) = &self.verdict else { return None };
        let seconds = f64::from(robot.delay?);
        Duration::try_from_secs_f64(seconds).ok().map(|pause| pause.min(CRAWL_DELAY_MAX))
    }
}

/// The rules of the hosts visited lately.
#[derive(Debug, Default)]
pub(super) struct RobotsMemory {
    known: Mutex<HashMap<String, Rules>>,
}

impl RobotsMemory {
    /// The rules of the address's origin, unless they are unknown or too old.
    pub(super) fn recall(&self, address: &Url, now: Timestamp) -> Option<Rules> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&origin(address)).filter(|rules| rules.until > now).cloned()
    }

    /// Keeps the rules of the address's origin. When there are too many, the outdated go, then those that end first.
    pub(super) fn keep(&self, address: &Url, rules: Rules, now: Timestamp) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= ROBOTS_HOSTS_MAX {
            known.retain(|_, rules| rules.until > now);
        }
        if known.len() >= ROBOTS_HOSTS_MAX {
            let mut ends: Vec<Timestamp> = known.values().map(|rules| rules.until).collect();
            let half = ends.len() / 2;
            let (_, median, _) = ends.select_nth_unstable(half);
            let median = *median;
            known.retain(|_, rules| rules.until > median);
        }
        known.insert(origin(address), rules);
    }
}

/// Where the rules of an address are.
pub(super) fn robots_address(address: &Url) -> Option<Url> {
    address.join("/robots.txt").ok()
}

fn origin(address: &Url) -> String {
    address.origin().ascii_serialization()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn check(status: u16, body: &str, path: &str, expected: Permission) {
        let rules = Rules::from_answer(status, body.as_bytes(), NOW);
        let address = Url::parse("https://site.example").unwrap().join(path).unwrap();
        assert_eq!(rules.permission(&address), expected, "{status} {body:?} {path}");
    }

    #[test]
    fn rules_are_those_for_us_or_for_all() {
        let both = "User-agent: *\nDisallow: /\n\nUser-agent: Parvis\nDisallow: /private\nAllow: /private/feed$\n";
        check(200, both, "/feed", Permission::Granted);
        check(200, both, "/private/x", Permission::Denied);
        check(200, both, "/private/feed", Permission::Granted);
        check(200, "User-agent: *\nDisallow: /*.xml", "/a.xml?x", Permission::Denied);
        check(200, "<html>Disallow: /</html>", "/feed", Permission::Granted);
        check(404, "User-agent: *\nDisallow: /", "/feed", Permission::Granted);
        check(403, "", "/feed", Permission::Granted);
        check(503, "", "/feed", Permission::Unreachable);
    }

    #[test]
    fn a_crawl_delay_is_a_pause_within_limits() {
        let pause = |body: &str| Rules::from_answer(200, body.as_bytes(), NOW).pause();
        assert_eq!(pause("User-agent: *\nCrawl-delay: 2.5\n"), Some(Duration::from_millis(2_500)));
        assert_eq!(pause("User-agent: *\nCrawl-delay: 86400\n"), Some(CRAWL_DELAY_MAX));
        assert_eq!(pause("User-agent: *\nCrawl-delay: -1\n"), None);
        assert_eq!(pause("User-agent: *\nDisallow:\n"), None);
    }

    #[test]
    fn rules_are_forgotten_in_time_and_in_number() {
        let memory = RobotsMemory::default();
        let address = |number: usize| Url::parse(&format!("https://h{number}.example/feed")).unwrap();
        for number in 0..ROBOTS_HOSTS_MAX * 2 {
            let at = NOW + SignedDuration::from_secs(i64::try_from(number).unwrap());
            memory.keep(&address(number), Rules::from_answer(404, b"", at), at);
        }
        assert!(memory.known.lock().unwrap().len() <= ROBOTS_HOSTS_MAX);
        let last = address(ROBOTS_HOSTS_MAX * 2 - 1);
        assert!(memory.recall(&last, NOW).is_some());
        assert!(memory.recall(&last, NOW + ROBOTS_LIFETIME * 2).is_none());
    }
}
