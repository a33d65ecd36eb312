//! Hearing what is said: sources, documents, topics, mentions, alerts.

pub mod alert_latency;
pub mod alert_message;
pub(crate) mod alert_plan;
pub mod alert_problem;
pub mod alert_save;
pub mod alert_send;
pub(crate) mod alert_signal;
pub mod alerting;
pub mod archive_ask;
pub mod author_read;
pub mod excerpt;
pub mod export;
pub(crate) mod feed_document;
pub mod figures;
pub mod figures_sample;
pub mod filter;
mod filter_strict;
pub mod folder_edit;
pub mod identity;
pub mod ingest;
pub(crate) mod ingest_arrival;
mod ingest_recognise;
pub mod judging;
pub mod kept;
pub mod listening;
pub mod mention_correct;
pub mod mention_read;
pub mod mention_treat;
pub mod opml_export;
pub mod opml_import;
pub mod private;
pub mod query_import;
pub mod reading;
pub mod reading_line;
pub(crate) mod reading_room;
pub mod reindex;
pub mod reread;
pub(crate) mod signal_raise;
pub mod signal_read;
pub mod signal_watch;
pub mod source_add;
pub mod source_change;
pub mod source_field;
pub mod source_find;
pub(crate) mod story_index;
pub(crate) mod story_place;
pub mod story_read;
pub mod stream;
pub mod taught;
pub mod today;
pub mod topic_archive;
pub mod topic_compare;
pub mod topic_exclude;
pub mod topic_explain;
pub mod topic_label;
pub mod topic_leaves;
pub mod topic_missed;
pub mod topic_quality;
pub mod topic_save;
pub mod topic_search;
pub mod topic_try;
pub mod usual;
pub mod view_save;
pub mod visit;
mod visit_reason;
pub mod volume;

use domain::Language;

/// What went wrong with an address, for people. `web` never names `connect`, so it asks here.
#[must_use]
pub fn fetch_sentence(error: &connect::fetch::FetchError, language: Language) -> String {
    error.sentence(language)
}
