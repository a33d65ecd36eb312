//! The verbs. Each takes an [`Actor`], changes rows and records one event in the same transaction.
//!
//! Rooms: [`access`] (who may come in), [`listen`] (sources, documents, topics, mentions, alerts), [`govern`] (the workspace
//! itself), [`publish`] (channels, posts, deliveries). [`worker`] does the work that is due.

mod actor;
mod refusal;
mod state;
pub mod vault;

pub mod access;
pub mod govern;
pub mod listen;
pub mod live;
pub mod publish;
pub mod sweep;
pub mod trouble;
pub mod worker;

pub use actor::{Actor, Means};
pub use refusal::{Noun, Refusal};
pub use state::{App, Config};
pub use trouble::Trouble;
pub use vault::{Sealed, Vault};
