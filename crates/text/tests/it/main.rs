//! What a text says, from outside.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed, which is its way of saying so")]

mod language;
mod personal;
mod reading;
mod stories;
