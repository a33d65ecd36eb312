//! Saying it: channels, posts, deliveries, the library of pictures and films.

pub mod asset_add;
pub mod asset_change;
pub mod asset_files;
pub mod best_times;
pub mod calendar_days;
pub mod channel_connect;
pub mod channel_consent;
pub mod channel_open;
pub mod channel_watch;
pub mod deliver;
mod deliver_files;
mod deliver_note;
pub mod delivery_act;
pub mod evergreen;
pub mod feed_post;
pub mod library;
pub mod policy;
pub mod post_csv;
pub mod post_export;
pub mod post_judge;
pub mod post_save;
pub mod recurrence_set;
pub mod rounds;
pub mod slots;

pub use connect::channels::{Account, Counts, Fault, Field, FieldKind};
