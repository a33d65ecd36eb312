//! Hearing what is said: sources, documents, topics, mentions, alerts.

pub mod alerting;
pub mod filter;
pub mod identity;
pub mod ingest;
pub mod listening;
pub mod reading;
pub mod visit;

use domain::Language;

/// What went wrong with an address, for people. `web` never names `connect`, so it asks here.
#[must_use]
pub fn fetch_sentence(error: &connect::fetch::FetchError, language: Language) -> String {
    error.sentence(language)
}
