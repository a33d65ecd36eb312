//! The verbs on real databases.

mod access;
mod imports;
mod alerts;
mod ingest;
mod sources;
mod today;
