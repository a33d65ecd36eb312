//! The verbs on real databases.

mod imports;
mod ingest;
mod sources;
