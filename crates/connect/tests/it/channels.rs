//! Each network's adapter against a recorded server: the calls that its documentation wants, and what its answers become.

mod bluesky;
mod discourse;
mod ghost;
mod mail;
mod mastodon;
mod matrix;
mod server;
mod webhook;
mod wordpress;
