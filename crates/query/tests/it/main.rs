//! The query language from outside: cases a reader can check by eye, and properties over everything.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that panics has failed, which is its way of saying so")]

mod cases;
mod dialects;
mod explanations;
mod limits;
mod problems;
mod properties;
mod standing;
mod topic_forms;
