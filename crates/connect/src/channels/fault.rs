//! Why a conversation with a network came to nothing.

use domain::Language;
use domain::delivery::{Class, Outcome};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::fetch::{FetchError, RETRY_AFTER_MAX, Reply};

/// Where interfaces tell when a limit begins anew.
const RESET_HEADERS: [&str; 4] = ["x-ratelimit-reset-after", "x-ratelimit-reset", "x-rate-limit-reset", "ratelimit-reset"];
/// Where answers tell how long to wait, and how many of that are a second.
const WAITS: [(&str, f64); 2] = [("/retry_after_ms", 1_000.0), ("/extras/wait_seconds", 1.0)];
/// Numbers from here on are seconds since 1970 (September 2001), smaller ones a wait.
const EPOCH_SECONDS_MIN: f64 = 1e9;

/// Why a conversation with a network came to nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{said}")]
pub struct Fault {
    /// Why, in kind.
    pub class: Class,
    /// What the network said, or what went wrong on the way.
    pub said: String,
    /// Not before, UTC microseconds, where the network told.
    pub again_at: Option<i64>,
    /// Whether what was asked may have been done all the same.
    pub maybe_done: bool,
}

impl Fault {
    /// A refusal that is about who asks.
    #[must_use]
    pub const fn auth(said: String) -> Self {
        Self { class: Class::Auth, said, again_at: None, maybe_done: false }
    }

    /// A refusal that is about what is said.
    #[must_use]
    pub const fn content(said: String) -> Self {
        Self { class: Class::Content, said, again_at: None, maybe_done: false }
    }

    /// A place that is no longer there.
    #[must_use]
    pub const fn gone(said: String) -> Self {
        Self { class: Class::Gone, said, again_at: None, maybe_done: false }
    }

    /// An answer that cannot be believed: what was asked may have been done.
    #[must_use]
    pub const fn unbelievable(said: String) -> Self {
        Self { class: Class::Network, said, again_at: None, maybe_done: true }
    }

    /// This network does not know such a thing.
    #[must_use]
    pub fn unsupported() -> Self {
        Self::content("this network does not know such a thing".to_owned())
    }

    /// What a refusal of an interface means, by its status alone: what most of them mean by it.
    #[must_use]
    pub fn of_reply(reply: &Reply) -> Self {
        let (class, maybe_done) = match reply.status {
            401 | 403 => (Class::Auth, false),
            404 | 410 => (Class::Gone, false),
            426 => (Class::UnsupportedVersion, false),
            408 | 425 | 429 => (Class::Rate, false),
            // One that says when to come back says that it did nothing; others may have broken off in the middle.
            503 if reply.retry_after.is_some() => (Class::Network, false),
            500..=599 => (Class::Network, true),
            300..=399 => (Class::Gone, false),
            _ => (Class::Content, false),
        };
        let again_at = reply.retry_after.map(jiff::Timestamp::as_microsecond);
        Self { class, said: told(reply), again_at, maybe_done }
    }

    /// The same with another kind.
    #[must_use]
    pub fn as_class(self, class: Class) -> Self {
        Self { class, maybe_done: false, ..self }
    }

    /// The same of something before the call that says it: nothing was said yet.
    #[must_use]
    pub fn before(self) -> Self {
        Self { maybe_done: false, ..self }
    }

    /// The same with the moment at which a refusal for haste ends, where a header of the usual names tells it: a date, seconds since 1970,
    /// or seconds from now; or where the answer tells a wait in one of the usual places. `Retry-After` stands above them.
    #[must_use]
    pub(super) fn resting(self, reply: &Reply, now: Timestamp) -> Self {
        if self.class != Class::Rate || self.again_at.is_some() {
            return self;
        }
        let told = RESET_HEADERS.iter().find_map(|name| reset(reply.header(name)?, now)).or_else(|| waited(reply, now));
        Self { again_at: told.map(|at| at.clamp(now, now + RETRY_AFTER_MAX).as_microsecond()), ..self }
    }

    /// What it means for something that was to be said.
    #[must_use]
    pub fn outcome(self) -> Outcome {
        if self.maybe_done {
            Outcome::Unknown { why: self.said }
        } else {
            Outcome::Rejected { class: self.class, said: self.said, again_at: self.again_at }
        }
    }
}

fn waited(reply: &Reply, now: Timestamp) -> Option<Timestamp> {
    let told: serde_json::Value = reply.json().ok()?;
    let seconds = WAITS.iter().find_map(|(place, per_second)| Some(told.pointer(place)?.as_f64()? / per_second))?;
    now.checked_add(SignedDuration::try_from_secs_f64(seconds).ok()?).ok()
}

fn reset(told: &str, now: Timestamp) -> Option<Timestamp> {
    let Ok(seconds) = told.trim().parse::<f64>() else { return told.trim().parse().ok() };
    let length = SignedDuration::try_from_secs_f64(seconds).ok()?;
    if seconds >= EPOCH_SECONDS_MIN { Timestamp::UNIX_EPOCH.checked_add(length).ok() } else { now.checked_add(length).ok() }
}

/// What a person can read of a refusal: the sentence in the JSON answer where one of the usual names holds it, otherwise the status and
/// the beginning of the body without its markup.
fn told(reply: &Reply) -> String {
    let said = reply.said();
    let named = reply.json::<serde_json::Value>().ok().and_then(|value| sentence(&value));
    let rest = named.unwrap_or_else(|| {
        let text = if said.trim_start().starts_with('<') { "an HTML page".to_owned() } else { said };
        text.chars().take(300).collect()
    });
    format!("{}: {}", reply.status, rest.trim())
}

/// The first sentence under a name that interfaces use for it, at any depth of up to four.
fn sentence(value: &serde_json::Value) -> Option<String> {
    fn within(value: &serde_json::Value, depth: u8) -> Option<String> {
        match value {
            serde_json::Value::String(said) => Some(said.clone()).filter(|said| !said.is_empty()),
            serde_json::Value::Array(list) if depth > 0 => list.first().and_then(|first| within(first, depth - 1)),
            serde_json::Value::Object(map) if depth > 0 => {
                let names =
                    ["error_description", "message", "detail", "description", "error", "errors", "status", "title", "reason"];
                names.iter().find_map(|name| map.get(*name).and_then(|value| within(value, depth - 1)))
            }
            _ => None,
        }
    }
    if value.is_string() { None } else { within(value, 4) }
}

impl From<FetchError> for Fault {
    fn from(error: FetchError) -> Self {
        let maybe_done = !error.surely_unsent();
        Self { class: Class::Network, said: error.sentence(Language::English), again_at: None, maybe_done }
    }
}

impl From<serde_json::Error> for Fault {
    /// An answer of another shape than promised, such as a page where JSON was due: what was asked may have been done.
    fn from(error: serde_json::Error) -> Self {
        Self::unbelievable(format!("the answer is not what the interface promises: {error}"))
    }
}
