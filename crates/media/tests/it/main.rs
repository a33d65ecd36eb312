//! What files of all sorts come to: sound ones, damaged ones, bombs, liars.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed, which is its way of saying so")]

mod made;
mod metadata;
mod robust;
mod sizes;
