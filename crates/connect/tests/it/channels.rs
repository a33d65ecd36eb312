//! Each network's adapter against a recorded server: the calls that its documentation wants, and what its answers become.

mod bluesky;
mod discord;
mod discourse;
mod facebook;
mod flickr;
mod ghost;
mod instagram;
mod lemmy;
mod linkedin;
mod mail;
mod mastodon;
mod matrix;
mod nodebb;
mod pinterest;
mod reddit;
mod server;
mod slack;
mod telegram;
mod threads;
mod tiktok;
mod webhook;
mod wordpress;
mod x;
mod youtube;
