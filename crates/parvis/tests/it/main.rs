//! The program itself, as a process.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up must stop and say why")]

mod article;
mod installation;
mod kill;
mod reindex;
mod signal;
mod trouble;
mod ways;
