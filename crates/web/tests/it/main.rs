//! The pages and the API, asked over HTTP.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod access;
mod alerts;
mod api_document;
mod approvals;
mod articles;
mod figures;
mod links;
mod media;
mod planning;
mod private;
mod publishing;
mod signals;
mod sources;
mod stories;
mod topic_care;
mod topics;
mod walk;
