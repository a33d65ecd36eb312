//! Saying it: channels, posts, deliveries, the library of pictures and films.

pub mod aftermath;
pub mod amend;
pub mod approval;
mod approval_ask;
pub mod approval_decide;
pub mod approval_link;
pub mod article_check;
pub mod article_links;
pub mod asset_add;
pub mod asset_change;
pub mod asset_files;
pub mod chain_save;
pub mod channel_connect;
pub mod channel_consent;
pub mod channel_open;
pub mod channel_watch;
pub mod deliver;
mod deliver_approval;
mod deliver_files;
mod deliver_note;
pub mod delivery_act;
pub mod library;
pub mod link;
pub mod notice;
mod notice_mail;
pub mod policy;
pub mod post_comment;
pub(crate) mod post_label;
pub mod post_save;

pub use connect::channels::{Account, Counts, Fault, Field, FieldKind};
