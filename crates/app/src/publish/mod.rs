//! Saying it: channels, posts, deliveries.

pub mod channel_connect;
pub mod channel_consent;
pub mod channel_open;
pub mod channel_watch;
pub mod deliver;
mod deliver_note;
pub mod delivery_act;
pub mod policy;
pub mod post_save;

pub use connect::channels::{Account, Counts, Fault, Field, FieldKind};
