//! The store on real databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must stop and say why")]
#![expect(clippy::large_futures, reason = "several databases opened in one test")]

mod disk;
mod folding;
mod migration;
mod readers;
