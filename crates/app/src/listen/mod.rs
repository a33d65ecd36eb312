//! Hearing what is said: sources, documents, topics, mentions, alerts.

pub mod alerting;
pub mod excerpt;
pub mod filter;
pub mod identity;
pub mod ingest;
pub mod kept;
pub mod listening;
pub mod mention_treat;
pub mod reading;
pub mod stream;
pub mod view_save;
pub mod visit;
pub mod volume;

use domain::Language;

/// What went wrong with an address, for people. `web` never names `connect`, so it asks here.
#[must_use]
pub fn fetch_sentence(error: &connect::fetch::FetchError, language: Language) -> String {
    error.sentence(language)
}
