//! The verbs on real databases.

mod access;
mod imports;
mod ingest;
mod sources;
