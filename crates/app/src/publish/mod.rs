//! Saying it: channels, posts, deliveries.

pub mod best_times;
pub mod channel_connect;
pub mod channel_open;
pub mod deliver;
mod deliver_note;
pub mod delivery_act;
pub mod evergreen;
pub mod policy;
pub mod post_judge;
pub mod post_save;
pub mod recurrence_set;
pub mod rounds;
pub mod slots;

pub use connect::channels::{Account, Counts, Fault, Field, FieldKind};
