//! The verbs on real databases.

mod ingest;
