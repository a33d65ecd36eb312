//! What is asked and what comes back.

use std::time::Duration;

use domain::rhythm::Hints;
use jiff::{SignedDuration, Timestamp};
use url::Url;

/// One visit to read something.
#[derive(Clone, Debug)]
pub struct Request {
    /// The address, `http` or `https`, without name and password.
    pub address: Url,
    /// The `ETag` kept from the last answer, exactly as it came.
    pub etag: Option<String>,
    /// The `Last-Modified` kept from the last answer, exactly as it came.
    pub last_modified: Option<String>,
    /// What is hoped for, as an `Accept` header.
    pub accept: &'static str,
    /// Whether the host's `robots.txt` must allow the visit.
    pub robots: bool,
    /// The present moment, for what is remembered of hosts.
    pub now: Timestamp,
}

impl Request {
    /// What [`Request::feed`] accepts.
    pub const ACCEPT_FEED: &'static str = "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, \
         application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.7, */*;q=0.5";
    /// What [`Request::page`] accepts.
    pub const ACCEPT_PAGE: &'static str = "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8";

    /// A visit for a feed, with no kept validators, under the host's robots rules.
    #[must_use]
    pub const fn feed(address: Url, now: Timestamp) -> Self {
        Self { address, etag: None, last_modified: None, accept: Self::ACCEPT_FEED, robots: true, now }
    }

    /// A visit for a web page, with no kept validators, under the host's robots rules.
    #[must_use]
    pub const fn page(address: Url, now: Timestamp) -> Self {
        Self { address, etag: None, last_modified: None, accept: Self::ACCEPT_PAGE, robots: true, now }
    }
}

/// The answer to a [`Request`] that succeeded: 2xx, or 304 to kept validators.
#[derive(Clone, Debug)]
pub struct Response {
    /// The status of the last answer.
    pub status: u16,
    /// Whether the server says that nothing changed since the kept validators; the body is empty then.
    pub not_modified: bool,
    /// Where the answer came from, after redirects.
    pub final_address: Url,
    /// The address to keep from now on: set only when there were redirects and every one was permanent (301 or 308).
    pub permanent_address: Option<Url>,
    /// `ETag`, to be sent back at the next visit.
    pub etag: Option<String>,
    /// `Last-Modified`, to be sent back at the next visit.
    pub last_modified: Option<String>,
    /// `Cache-Control: max-age`.
    pub max_age: Option<SignedDuration>,
    /// `Cache-Control: no-cache`.
    pub no_cache: bool,
    /// `Cache-Control: no-store`.
    pub no_store: bool,
    /// `Expires`, when it is a date.
    pub expires: Option<Timestamp>,
    /// `Retry-After`, as a moment, at most [`super::RETRY_AFTER_MAX`] away.
    pub retry_after: Option<Timestamp>,
    /// `Content-Type`, as it came.
    pub content_type: Option<String>,
    /// `Content-Language`, as it came.
    pub content_language: Option<String>,
    /// The WebSub hub of a `Link` header.
    pub hub: Option<Url>,
    /// The `self` address of a `Link` header, the WebSub topic.
    pub self_address: Option<Url>,
    /// The body, content codings undone, its charset untouched.
    pub body: Vec<u8>,
    /// Whether the connection or the compressed data broke off within the body. What came before is in `body`, and the
    /// validators are left out so that the next visit asks for the whole again.
    pub cut: bool,
    /// How long the visit took, waiting for the host's turn not included.
    pub elapsed: Duration,
}

impl Response {
    /// What the head of the answer asks of the rhythm. The feed's own words (`ttl`, `sy:`) are for the caller to add.
    #[must_use]
    pub fn hints(&self) -> Hints {
        let unwilling = self.no_cache || self.no_store;
        Hints {
            max_age: self.max_age.filter(|_| !unwilling),
            expires: self.expires.filter(|_| !unwilling && self.max_age.is_none()),
            ..Hints::default()
        }
    }
}

/// One body sent out, for a webhook.
#[derive(Clone, Debug)]
pub struct Post {
    /// The address, under the same rules as [`Request::address`].
    pub address: Url,
    /// Header names in lower case and values; one that is not a valid header is refused.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// The present moment.
    pub now: Timestamp,
}

/// What the receiver of a [`Post`] answered, whatever it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its `Retry-After`, as a moment.
    pub retry_after: Option<Timestamp>,
    /// The beginning of its body, for the log: at most 2,000 bytes, broken UTF-8 replaced.
    pub body_start: String,
    /// How long it took.
    pub elapsed: Duration,
}
