//! What can go wrong on a visit, in classes that a rhythm, a page and a log can use.

use domain::{Language, rhythm::Trouble};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Wall, words};

/// Why a visit brought nothing. Serialises, so that the source's page can tell it later in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "class", rename_all = "snake_case")]
#[error("{}", self.sentence(Language::English))]
pub enum FetchError {
    /// The address is not one that can be visited.
    BadAddress {
        /// What is wrong with it.
        fault: AddressFault,
    },
    /// The host is or leads to an address of a private network, this machine, or another that is not public.
    ForbiddenAddress {
        /// The host.
        host: String,
    },
    /// The host's name could not be resolved.
    Dns {
        /// The host.
        host: String,
    },
    /// The connection failed or broke.
    Network {
        /// The host.
        host: String,
        /// How far the visit had come.
        stage: Stage,
    },
    /// No trusted encrypted connection could be made.
    Tls {
        /// The host.
        host: String,
    },
    /// It took too long.
    Timeout {
        /// The host.
        host: String,
        /// How far the visit had come.
        stage: Stage,
    },
    /// The body is larger than the limit, as sent or after decompression.
    TooLarge {
        /// The limit in bytes.
        limit_bytes: u64,
    },
    /// The body uses a content coding that we did not ask for, or is not what its header says.
    BadEncoding,
    /// The redirects lead nowhere.
    Redirects {
        /// How.
        fault: RedirectFault,
    },
    /// The site refuses us: 401, 403, 451 or a bot wall.
    Blocked {
        /// The status.
        status: u16,
        /// The product that stopped us, when it could be recognised.
        wall: Option<Wall>,
    },
    /// 410: gone for good.
    Gone,
    /// 404: nothing there.
    NotFound,
    /// 429, or 503 or 403 with `Retry-After`: too many requests.
    RateLimited {
        /// The status.
        status: u16,
        /// When to come back, if the server said so.
        until: Option<Timestamp>,
    },
    /// Another 5xx.
    ServerFault {
        /// The status.
        status: u16,
    },
    /// Another status that is no success.
    Refused {
        /// The status.
        status: u16,
    },
    /// The host's `robots.txt` excludes the address.
    RobotsDisallow {
        /// The host.
        host: String,
    },
    /// The host's `robots.txt` could not be read for a fault of the server, so nothing is allowed for a while (RFC 9309, 2.3.1.4).
    RobotsUnreachable {
        /// The host.
        host: String,
        /// When the rules will be asked for again.
        until: Timestamp,
    },
    /// The host asked us to wait, at this visit or an earlier one to it.
    HostResting {
        /// The host.
        host: String,
        /// Until when.
        until: Timestamp,
    },
    /// Other visits to the same host come first, and the wait would be too long.
    HostBusy {
        /// The host.
        host: String,
        /// When to try again.
        until: Timestamp,
    },
}

/// What is wrong with an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AddressFault {
    /// Neither `http` nor `https`.
    Scheme,
    /// It has no host.
    Host,
    /// It carries a name or password.
    Credentials,
    /// A header cannot be sent as given.
    Header,
}

/// What is wrong with redirects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RedirectFault {
    /// They come back to where they were.
    Loop,
    /// They are more than the limit.
    TooMany,
    /// One names no address that can be understood.
    NoTarget,
}

/// How far a visit had come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Connecting; nothing was sent yet.
    Connect,
    /// Waiting for the head of the answer.
    Head,
    /// Reading the body.
    Body,
    /// The visit as a whole.
    Whole,
}

impl FetchError {
    /// The stable name of the class, as it is serialised: `dns`, `timeout`, `blocked`…
    #[must_use]
    pub const fn class(&self) -> &'static str {
        match self {
            Self::BadAddress { .. } => "bad_address",
            Self::ForbiddenAddress { .. } => "forbidden_address",
            Self::Dns { .. } => "dns",
            Self::Network { .. } => "network",
            Self::Tls { .. } => "tls",
            Self::Timeout { .. } => "timeout",
            Self::TooLarge { .. } => "too_large",
            Self::BadEncoding => "bad_encoding",
            Self::Redirects { .. } => "redirects",
            Self::Blocked { .. } => "blocked",
            Self::Gone => "gone",
            Self::NotFound => "not_found",
            Self::RateLimited { .. } => "rate_limited",
            Self::ServerFault { .. } => "server_fault",
            Self::Refused { .. } => "refused",
            Self::RobotsDisallow { .. } => "robots_disallow",
            Self::RobotsUnreachable { .. } => "robots_unreachable",
            Self::HostResting { .. } => "host_resting",
            Self::HostBusy { .. } => "host_busy",
        }
    }

    /// Whether the same address may answer when it is asked again later.
    #[must_use]
    pub const fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::Network { .. }
                | Self::Timeout { .. }
                | Self::RateLimited { .. }
                | Self::ServerFault { .. }
                | Self::RobotsUnreachable { .. }
                | Self::HostResting { .. }
                | Self::HostBusy { .. }
        )
    }

    /// What happened and what to do, for people. It promises no further visit: whether there is one is for the asker to know.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        words::sentence(self, language)
    }

    /// What it means for the source's rhythm. What [`Trouble::is_put_off`] is not to be counted as a failure.
    #[must_use]
    pub const fn trouble(&self) -> Trouble {
        match self {
            Self::Gone => Trouble::Gone,
            Self::Blocked { .. } | Self::RobotsDisallow { .. } => Trouble::Blocked,
            Self::RateLimited { until, .. } => Trouble::AskedToWait { until: *until },
            Self::RobotsUnreachable { until, .. } => Trouble::RobotsUnreachable { until: *until },
            Self::HostResting { until, .. } => Trouble::HostResting { until: *until },
            Self::HostBusy { until, .. } => Trouble::HostBusy { until: *until },
            _ => Trouble::Failing,
        }
    }

    /// Whether nothing of what was to be sent can have reached the receiver, so that sending again cannot double it.
    #[must_use]
    pub const fn surely_unsent(&self) -> bool {
        match self {
            Self::Network { stage, .. } | Self::Timeout { stage, .. } => matches!(stage, Stage::Connect),
            Self::BadAddress { .. }
            | Self::ForbiddenAddress { .. }
            | Self::Dns { .. }
            | Self::Tls { .. }
            | Self::RobotsDisallow { .. }
            | Self::RobotsUnreachable { .. }
            | Self::HostResting { .. }
            | Self::HostBusy { .. } => true,
            _ => false,
        }
    }
}
