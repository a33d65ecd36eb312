//! A visit from its address to its outcome.

use std::{sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};
use reqwest::{
    Method, StatusCode,
    header::{
        ACCEPT, ACCEPT_ENCODING, CONTENT_LANGUAGE, CONTENT_TYPE, ETAG, EXPIRES, HeaderMap, HeaderName, HeaderValue,
        IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, LOCATION,
    },
};
use tokio::time::Instant;
use url::Url;

use super::{
    AddressFault, Answer, FetchError, FetchPolicy, Post, RedirectFault, Request, Response,
    body::{self, Decoded},
    exchange::{Exchange, Rest},
    guard::Guard,
    headers,
    hosts::{Hosts, Turn},
    robots::{self, Permission, RobotsMemory, Rules},
    wall,
};

/// How much of the answer to a [`Post`] is kept for the log, in bytes.
const ANSWER_BYTES_MAX: usize = 2_000;

/// The guarded, polite client. One per process: clones share connections, the hosts' turns and the robots rules.
#[derive(Clone, Debug)]
pub struct Client {
    pub(super) parts: Arc<Parts>,
}

#[derive(Debug)]
pub(super) struct Parts {
    pub(super) guard: Guard,
    pub(super) exchange: Exchange,
    hosts: Hosts,
    robots: RobotsMemory,
    redirects_max: usize,
    pub(super) total_time_max: Duration,
}

/// Why a client could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The TLS library refused its own defaults.
    #[error("encrypted connections cannot be set up: {0}")]
    Tls(#[source] rustls::Error),
    /// The HTTP library refused the policy.
    #[error("the web client cannot be set up: {0}")]
    Http(#[source] reqwest::Error),
}

/// What one request of a visit came to.
enum Step {
    Redirect { target: Url, permanent: bool },
    Done(Box<Response>),
}

impl Client {
    /// A client under these rules.
    ///
    /// # Errors
    /// When the libraries under it cannot be set up, which no address or site can cause.
    pub fn new(policy: &FetchPolicy) -> Result<Self, ClientError> {
        let guard = Guard::new(&policy.allowed_ranges);
        Ok(Self {
            parts: Arc::new(Parts {
                exchange: Exchange::new(policy, guard.clone())?,
                guard,
                hosts: Hosts::new(policy),
                robots: RobotsMemory::default(),
                redirects_max: policy.redirects_max,
                total_time_max: policy.total_time_max,
            }),
        })
    }

    /// Visits an address to read it, following redirects.
    ///
    /// # Errors
    /// Everything but 2xx, and 304 to kept validators, is an error; see [`FetchError`].
    pub async fn get(&self, request: &Request) -> Result<Response, FetchError> {
        let parts = &*self.parts;
        let began = Instant::now();
        let mut address = without_fragment(&request.address);
        let mut seen: Vec<Url> = Vec::new();
        let (mut spent, mut all_permanent) = (Duration::ZERO, true);
        let mut kept: Option<Turn> = None;
        loop {
            parts.guard.check(&address)?;
            // A redirect within a host belongs to the same visit; a turn of another host is given back before waiting.
            let turn = match kept.take().filter(|turn| turn.covers(&address)) {
                Some(turn) => turn,
                None => parts.hosts.turn(&address, after(request.now, began.elapsed())).await?,
            };
            let step_began = Instant::now();
            let clock = Moment { at: after(request.now, began.elapsed()), instant: step_began };
            let deadline = step_began + parts.total_time_max.saturating_sub(spent);
            let step = Box::pin(parts.step(request, &address, &turn, clock, deadline)).await?;
            kept = Some(turn);
            spent += step_began.elapsed();
            match step {
                Step::Done(mut response) => {
                    response.elapsed = spent;
                    response.permanent_address = (all_permanent && !seen.is_empty()).then(|| response.final_address.clone());
                    return Ok(*response);
                }
                Step::Redirect { target, permanent } => {
                    all_permanent &= permanent;
                    seen.push(std::mem::replace(&mut address, target));
                    if seen.contains(&address) {
                        return Err(FetchError::Redirects { fault: RedirectFault::Loop });
                    }
                    if seen.len() > parts.redirects_max {
                        return Err(FetchError::Redirects { fault: RedirectFault::TooMany });
                    }
                }
            }
        }
    }

    /// Sends one body and tells what was answered, whatever the status. Follows no redirect, asks no robots rules.
    ///
    /// # Errors
    /// When there is no answer; [`FetchError::surely_unsent`] tells whether the body may have arrived all the same.
    pub async fn post(&self, post: &Post) -> Result<Answer, FetchError> {
        let parts = &*self.parts;
        parts.guard.check(&post.address)?;
        let began = Instant::now();
        let deadline = began + parts.total_time_max;
        let mut sent = reqwest::Request::new(Method::POST, without_fragment(&post.address));
        for (name, value) in &post.headers {
            let fault = FetchError::BadAddress { fault: AddressFault::Header };
            let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) else {
                return Err(fault);
            };
            sent.headers_mut().insert(name, value);
        }
        *sent.body_mut() = Some(post.body.clone().into());
        let response = Box::pin(parts.exchange.ask(sent, deadline)).await?;
        let status = response.status().as_u16();
        let retry_after = headers::retry_after(response.headers(), after(post.now, began.elapsed()));
        let rest = Rest::Left { wire_bytes_max: ANSWER_BYTES_MAX };
        // The answer is its status; a body that fails takes nothing from it.
        let body = Box::pin(parts.exchange.read(response, rest, deadline)).await.map(|body| body.bytes).unwrap_or_default();
        let body_start = String::from_utf8_lossy(&body[..body.len().min(ANSWER_BYTES_MAX)]).into_owned();
        Ok(Answer { status, retry_after, body_start, elapsed: began.elapsed() })
    }
}

/// The present moment, which goes on while an answer is awaited.
#[derive(Clone, Copy)]
struct Moment {
    at: Timestamp,
    instant: Instant,
}

impl Moment {
    fn now(self) -> Timestamp {
        after(self.at, self.instant.elapsed())
    }
}

impl Parts {
    async fn step(
        &self,
        request: &Request,
        address: &Url,
        turn: &Turn,
        clock: Moment,
        deadline: Instant,
    ) -> Result<Step, FetchError> {
        if request.robots {
            Box::pin(self.ask_permission(address, turn, clock, deadline)).await?;
        }
        let response = self.exchange.ask(question(request, address), deadline).await?;
        let status = response.status();
        if let Some(target) = target_of_redirect(&response, address)? {
            let permanent = matches!(status, StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT);
            return Ok(Step::Redirect { target, permanent });
        }
        let asked_back = request.etag.is_some() || request.last_modified.is_some();
        let not_modified = status == StatusCode::NOT_MODIFIED && asked_back;
        if !status.is_success() && !not_modified {
            return Err(self.failure(response, turn, clock, deadline).await);
        }
        if let Some(wall) = wall::of_headers(response.headers()) {
            return Err(FetchError::Blocked { status: status.as_u16(), wall: Some(wall) });
        }
        let head = response.headers().clone();
        let body = if not_modified {
            Decoded { bytes: Vec::new(), cut: false }
        } else {
            self.exchange.read(response, Rest::Refused, deadline).await?
        };
        let is_page = headers::text(&head, &CONTENT_TYPE).is_some_and(|kind| kind.to_ascii_lowercase().contains("html"));
        if let Some(wall) = is_page.then(|| wall::of_page(&body.bytes)).flatten() {
            return Err(FetchError::Blocked { status: status.as_u16(), wall: Some(wall) });
        }
        Ok(Step::Done(Box::new(success(status, not_modified, address, &head, body, clock.now()))))
    }

    /// Reads the rules of the host if they are not known, and asks them.
    async fn ask_permission(&self, address: &Url, turn: &Turn, clock: Moment, deadline: Instant) -> Result<(), FetchError> {
        let now = clock.now();
        let rules = match self.robots.recall(address, now) {
            Some(rules) => rules,
            None => {
                let rules = self.read_rules(address, turn, clock, deadline).await?;
                self.robots.keep(address, rules.clone(), now);
                rules
            }
        };
        if let Some(pause) = rules.pause() {
            turn.slow_down(pause);
        }
        let host = || address.host_str().unwrap_or_default().to_owned();
        match rules.permission(address) {
            Permission::Granted => Ok(()),
            Permission::Denied => Err(FetchError::RobotsDisallow { host: host() }),
            Permission::Unreachable => Err(FetchError::RobotsUnreachable { host: host(), until: rules.until }),
        }
    }

    /// Fetches `robots.txt`. A network that fails is an error of the visit itself and says nothing of rules.
    async fn read_rules(&self, address: &Url, turn: &Turn, clock: Moment, deadline: Instant) -> Result<Rules, FetchError> {
        const NOT_FOUND: u16 = 404;
        let none = || Rules::from_answer(NOT_FOUND, b"", clock.now());
        let Some(mut rules_address) = robots::robots_address(address) else { return Ok(none()) };
        for _ in 0..=robots::ROBOTS_REDIRECTS_MAX {
            self.guard.check(&rules_address)?;
            let mut asked = reqwest::Request::new(Method::GET, rules_address.clone());
            asked.headers_mut().insert(ACCEPT_ENCODING, HeaderValue::from_static(body::ACCEPT_ENCODING));
            let response = self.exchange.ask(asked, deadline).await?;
            let status = response.status();
            match target_of_redirect(&response, &rules_address) {
                Ok(Some(target)) => {
                    rules_address = target;
                    continue;
                }
                Ok(None) => {}
                Err(_) => return Ok(none()),
            }
            if status == StatusCode::TOO_MANY_REQUESTS {
                let until = headers::retry_after(response.headers(), clock.now());
                until.into_iter().for_each(|until| turn.rest(until));
                return Err(FetchError::RateLimited { status: status.as_u16(), until });
            }
            if !status.is_success() {
                return Ok(Rules::from_answer(status.as_u16(), b"", clock.now()));
            }
            let rest = Rest::Left { wire_bytes_max: robots::ROBOTS_BYTES_MAX };
            return match self.exchange.read(response, rest, deadline).await {
                Ok(body) => Ok(Rules::from_answer(status.as_u16(), &body.bytes, clock.now())),
                Err(FetchError::TooLarge { .. } | FetchError::BadEncoding) => Ok(none()),
                Err(fault) => Err(fault),
            };
        }
        Ok(none())
    }

    /// The error that an answer without success is.
    async fn failure(&self, response: reqwest::Response, turn: &Turn, clock: Moment, deadline: Instant) -> FetchError {
        let status = response.status().as_u16();
        match status {
            404 => return FetchError::NotFound,
            410 => return FetchError::Gone,
            _ => {}
        }
        let until = headers::retry_after(response.headers(), clock.now());
        let mut wall = wall::of_headers(response.headers());
        if wall.is_none() {
            let rest = Rest::Left { wire_bytes_max: wall::WALL_LOOK_BYTES_MAX };
            wall = self.exchange.read(response, rest, deadline).await.ok().and_then(|page| wall::of_page(&page.bytes));
        }
        match (status, until) {
            _ if wall.is_some() => FetchError::Blocked { status, wall },
            (429, _) | (403 | 503, Some(_)) => {
                until.into_iter().for_each(|until| turn.rest(until));
                FetchError::RateLimited { status, until }
            }
            (401 | 403 | 451, _) => FetchError::Blocked { status, wall },
            (500..=599, _) => FetchError::ServerFault { status },
            _ => FetchError::Refused { status },
        }
    }
}

fn question(request: &Request, address: &Url) -> reqwest::Request {
    let mut asked = reqwest::Request::new(Method::GET, address.clone());
    let head = asked.headers_mut();
    head.insert(ACCEPT, HeaderValue::from_static(request.accept));
    head.insert(ACCEPT_ENCODING, HeaderValue::from_static(body::ACCEPT_ENCODING));
    let kept = [(IF_NONE_MATCH, &request.etag), (IF_MODIFIED_SINCE, &request.last_modified)];
    for (name, value) in kept {
        // What was kept came from a header, but has been in a database since.
        if let Some(value) = value.as_deref().and_then(|value| HeaderValue::from_str(value).ok()) {
            head.insert(name, value);
        }
    }
    asked
}

/// Where a redirect leads; `None` when the answer is none.
fn target_of_redirect(response: &reqwest::Response, address: &Url) -> Result<Option<Url>, FetchError> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let no_target = FetchError::Redirects { fault: RedirectFault::NoTarget };
    let Some(location) = response.headers().get(LOCATION) else { return Err(no_target) };
    // Servers send unescaped UTF-8 here, which is not text to `HeaderValue` but is to `Url`.
    let target = std::str::from_utf8(location.as_bytes()).ok().and_then(|location| address.join(location.trim()).ok());
    target.map(|target| Some(without_fragment(&target))).ok_or(no_target)
}

fn success(status: StatusCode, not_modified: bool, address: &Url, head: &HeaderMap, body: Decoded, now: Timestamp) -> Response {
    let cache = headers::cache_control(head);
    let validator = |name: &HeaderName| headers::text(head, name).filter(|_| !body.cut);
    Response {
        status: status.as_u16(),
        not_modified,
        final_address: address.clone(),
        permanent_address: None,
        etag: validator(&ETAG),
        last_modified: validator(&LAST_MODIFIED),
        max_age: cache.max_age,
        no_cache: cache.no_cache,
        no_store: cache.no_store,
        expires: headers::text(head, &EXPIRES).and_then(|value| headers::date(&value)),
        retry_after: headers::retry_after(head, now),
        content_type: headers::text(head, &CONTENT_TYPE),
        content_language: headers::text(head, &CONTENT_LANGUAGE),
        hub: headers::link(head, "hub", address),
        self_address: headers::link(head, "self", address),
        cut: body.cut,
        body: body.bytes,
        elapsed: Duration::ZERO,
    }
}

fn without_fragment(address: &Url) -> Url {
    let mut address = address.clone();
    address.set_fragment(None);
    address
}

pub(super) fn after(now: Timestamp, wait: Duration) -> Timestamp {
    SignedDuration::try_from(wait).ok().and_then(|wait| now.checked_add(wait).ok()).unwrap_or(Timestamp::MAX)
}
