//! Each network's adapter against a recorded server: the calls that its documentation wants, and what its answers become.

mod discord;
mod facebook;
mod flickr;
mod instagram;
mod lemmy;
mod linkedin;
mod mastodon;
mod nodebb;
mod pinterest;
mod reddit;
mod server;
mod slack;
mod telegram;
mod threads;
mod tiktok;
mod webhook;
mod x;
mod youtube;
