//! The verbs on real databases.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up must stop and say why")]

mod access;
mod aftermath;
mod alerts;
mod approvals;
mod articles;
mod assets;
mod campaigns;
mod compose;
mod events;
mod figures;
mod imports;
mod ingest;
mod jobs;
mod leaving;
mod newsletter;
mod publish;
mod reindex;
mod rounds;
mod signals;
mod sources;
mod spending;
mod stories;
mod tables;
mod today;
mod topic_care;
mod topics;
mod understanding;
mod visit;
mod visit_site;
