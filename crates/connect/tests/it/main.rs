//! What the outside world says and how it is read, tried through the crate's public face.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should fail at once")]

mod channels;
mod feed;
mod feed_discover;
mod feed_robust;
mod fetch;
mod fetch_site;
mod notify_mail;
mod notify_webhook;
mod opml;
mod page;
