//! `parvis demo`: an invented brand, sixty days of what is said of it, and a little world that goes on talking.
//!
//! Three parts that know nothing of the rest of Parvis but `domain`: [`brand`] is the workspace to lay out, [`talk`] writes
//! documents, [`world`] serves them as sites on the loopback interface. Everything in them is invented; hosts end in
//! `.localhost`, mail addresses in `.example`.

/// The seed of the demo's talk: the one with which its promises are tested.
pub(crate) const SEED: u64 = 7;

pub(crate) mod brand;
pub(crate) mod layout;
pub(crate) mod plan;
pub(crate) mod sites;
pub(crate) mod talk;
#[cfg(test)]
mod tests;
pub(crate) mod words;
pub(crate) mod world;
