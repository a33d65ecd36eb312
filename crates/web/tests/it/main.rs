//! The pages and the API, asked over HTTP.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod access;
mod alerts;
mod api_document;
mod approvals;
mod article_update;
mod articles;
mod calendar;
mod compose;
mod figures;
mod links;
mod media;
mod planning;
mod private;
mod publishing;
mod reading;
mod refusals;
mod signals;
mod sources;
mod spending;
mod stories;
mod topic_care;
mod topics;
mod walk;
mod walk_rows;
