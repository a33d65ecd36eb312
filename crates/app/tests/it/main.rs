//! The verbs on real databases.

mod access;
mod events;
mod imports;
mod ingest;
mod jobs;
mod sources;
mod topics;
mod visit;
mod visit_site;
