//! Telling people and programs: mail by SMTP, JSON by webhook.
//!
//! Both give one attempt its outcome and never retry by themselves: that is the worker's, from a row. A failure has a
//! [`FailureClass`] that says whether trying again can help and whether it can double.

use serde::{Deserialize, Serialize};

pub mod mail;
pub mod webhook;

/// What a failed notification means for the next attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailureClass {
    /// It surely did not arrive, and may later.
    Temporary,
    /// It surely did not arrive, and will not unless somebody changes something.
    Permanent,
    /// It was sent and nobody said what became of it: it may have arrived.
    Unknown,
}

/// A password or key. It has no `Debug` and no `Serialize`, so that it cannot reach a log or a page by accident.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret.
    #[must_use]
    pub const fn new(secret: String) -> Self {
        Self(secret)
    }

    /// The secret itself, for the one who must use it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}
