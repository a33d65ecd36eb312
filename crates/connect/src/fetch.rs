//! The one way out to a foreign address: guarded, polite, bounded.
//!
//! [`Client::get`] visits an address for reading. Before it connects, and again at every redirect, the address is checked by
//! the guard (only public addresses, unless the configuration opens others), the host's turn is awaited (one connection at a time and a pause
//! between visits), and its `robots.txt` is read when the request asks for it. Every time and every size has a limit in
//! [`FetchPolicy`]. What goes wrong is a [`FetchError`], which can be stored, compared and told in both languages.
//!
//! [`Client::call`] speaks to the interface of a network, under the same guard. It follows no redirect and asks no robots rules: whoever
//! holds a key to a door does not ask the wall.
//!
//! [`Client::post`] sends one body for a webhook under the same guard and follows no redirect.

mod body;
mod call;
mod client;
mod error;
mod exchange;
mod guard;
mod headers;
mod hosts;
mod policy;
mod robots;
mod visit;
mod wall;
mod words;

pub use call::{Call, REPLY_BYTES_MAX, Reply};
pub use client::{Client, ClientError};
pub use error::{AddressFault, FetchError, RedirectFault, Stage};
pub(crate) use exchange::own_client;
pub use headers::RETRY_AFTER_MAX;
pub use hosts::FETCH_HOSTS_MAX;
pub use policy::{FETCH_BODY_BYTES_MAX, FETCH_REDIRECTS_MAX, FetchPolicy};
pub use robots::{ROBOTS_BYTES_MAX, ROBOTS_LIFETIME, ROBOTS_UNREACHABLE_LIFETIME};
pub use visit::{Answer, Post, Request, Response};
pub use wall::Wall;
