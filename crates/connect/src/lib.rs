//! The outside world: fetching, reading what sources say, sending notices, keeping files.

pub mod channels;
pub mod charset;
pub mod feed;
pub mod fetch;
pub mod notify;
pub mod opml;
pub mod page;
pub mod shelf;
