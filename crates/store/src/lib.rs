//! Tables, migrations and plain SQL: everything that Parvis remembers, on SQLite and on PostgreSQL alike.
//!
//! Reading goes through a [`Reader`], which is bound to one workspace and cannot write. Writing goes through a [`Tx`].
//! What the two engines cannot say in the same words is in `dialect.rs` and nowhere else.

mod connection;
mod dialect;
mod document_keep;
mod document_treat;
mod error;
mod folder;
mod folding;
mod id;
mod migration;
mod notification;
mod reader;
mod readers;
mod rollup_cell;
mod rollup_facet;
mod row;
mod signal_series;
mod tx;
mod visit;

pub mod access;
pub mod alert;
pub mod amendment;
pub mod archive;
pub mod asset;
pub mod calendar_mark;
pub mod chain;
pub mod channel;
pub mod correction;
pub mod decision;
pub mod delivery;
mod delivery_list;
pub mod document;
pub mod document_index;
pub mod event;
pub mod feed_rule;
pub mod figure;
pub mod import;
pub mod job;
pub mod label;
pub mod link;
pub mod link_sight;
pub mod list;
pub mod mention;
pub mod met;
pub mod newsletter;
pub mod notice;
pub mod post;
pub mod post_comment;
mod post_label;
pub mod publication;
pub mod rendition;
pub mod rollup;
mod round;
pub mod signal;
pub mod signed_in;
pub mod slot;
pub mod snippet;
pub mod source;
pub mod source_brought;
pub mod source_change;
pub mod spent;
pub mod story;
pub mod stream;
mod stream_count;
pub mod subscription;
pub mod topic;
pub mod view;
pub mod workspace;

pub use connection::{Engine, Schema, Store};
pub use error::StoreError;
pub use id::Id;
pub use reader::Reader;
pub use tx::Tx;
