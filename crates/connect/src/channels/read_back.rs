//! What a network tells of what is there: accounts, what was said, what is counted of it, what stands on a site.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Remote, markdown::markdown};

/// What is counted of something that was said. What a network does not tell is `None`, which is not zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Those who liked it.
    pub likes: Option<u64>,
    /// Those who answered.
    pub replies: Option<u64>,
    /// Those who passed it on, with words of theirs or without.
    pub shares: Option<u64>,
    /// How often it was shown.
    pub views: Option<u64>,
    /// Those who kept it.
    pub saves: Option<u64>,
}

/// Somebody who can be mentioned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// What a mention takes, with its `@`.
    pub handle: String,
    /// What people call them.
    pub name: String,
}

/// What stands on a site now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stands {
    /// Its title.
    pub title: String,
    /// Its text, Markdown.
    pub text: String,
    /// What the site calls its version, as [`super::Adapter::version`] gives it.
    pub version: String,
}

impl Stands {
    /// What stands on a site that tells the moment of a change, `at`, in whole seconds. More than one change has its place in a second,
    /// so the version is of the words too.
    pub(super) fn read(title: String, html: &str, at: &str) -> Self {
        let version = format!("{at} {}", hash(format!("{title}\n{html}").as_bytes()));
        Self { title, text: markdown(html), version }
    }
}

/// Enough of a hash to tell one thing from the next on one site.
pub(super) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// Something the account said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Where it is.
    pub remote: Remote,
    /// Its text.
    pub text: String,
    /// When, UTC microseconds.
    pub at: i64,
    /// What is counted of it.
    pub counts: Counts,
}
