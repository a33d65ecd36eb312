//! A site for the bench `fetch`: many feeds on the loopback interface, each unchanged until the end.
//!
//! `feeds_site HOSTS FEEDS ENTRIES` listens on the first `HOSTS` addresses after 127.1.0.0, so that politeness to one host is
//! not what is measured, and prints the address of each of `FEEDS` feeds, one a line, then `ready`. It ends when its
//! standard input does.
#![expect(clippy::print_stdout, reason = "what it prints is how it is found")]

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::fmt::Write as _;
use std::net::Ipv4Addr;
use std::sync::Arc;
use tokio::net::TcpListener;

/// What the feeds talk of, in turn: every fifth entry names the brand of the demo.
const WORDS: [&str; 5] = ["Solenne jackets on the ridge", "snow in the valley", "a new hut", "the long trail", "boots and maps"];
/// The days of a month that entries are published on.
const DAYS: usize = 28;

#[tokio::main]
async fn main() -> Result<()> {
    let numbers: Vec<usize> =
        std::env::args().skip(1).map(|argument| argument.parse()).collect::<Result<_, _>>().context("three numbers")?;
    let [hosts, feeds, entries] = numbers[..] else { anyhow::bail!("usage: feeds_site HOSTS FEEDS ENTRIES") };
    let router = Router::new().route("/{feed}/feed.xml", get(feed)).with_state(Arc::new(entries));
    let mut origins = Vec::new();
    for host in 0..hosts {
        let [.., high, low] = u32::try_from(host + 1)?.to_be_bytes();
        let listener = TcpListener::bind((Ipv4Addr::new(127, 1, high, low), 0)).await?;
        origins.push(listener.local_addr()?);
        let router = router.clone();
        tokio::spawn(async move { axum::serve(listener, router).await });
    }
    for feed in 0..feeds {
        println!("http://{}/{feed}/feed.xml", origins[feed % hosts]);
    }
    println!("ready");
    tokio::task::spawn_blocking(|| std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink())).await??;
    Ok(())
}

async fn feed(State(entries): State<Arc<usize>>, Path(feed): Path<usize>, headers: HeaderMap) -> Response {
    let etag = format!("\"{feed}\"");
    if headers.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == etag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, [(ETAG, etag)]).into_response();
    }
    let body = rss(feed, *entries);
    ([(ETAG, etag), (CONTENT_TYPE, "application/rss+xml; charset=utf-8".to_owned())], body).into_response()
}

fn rss(feed: usize, entries: usize) -> String {
    let mut body = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel><title>Feed {feed}</title>\
         <link>http://feed{feed}.example/</link><description>Feed {feed}</description>\n"
    );
    for entry in 0..entries {
        let words = WORDS[(feed + entry) % WORDS.len()];
        let day = entry % DAYS + 1;
        // Writing to a String cannot fail.
        let _ = writeln!(
            body,
            "<item><title>{words}, part {entry} of {feed}</title><link>http://feed{feed}.example/{entry}</link>\
             <guid>http://feed{feed}.example/{entry}</guid><pubDate>{day:02} Oct 2026 08:00:00 GMT</pubDate>\
             <description>&lt;p&gt;{}&lt;/p&gt;</description></item>",
            format!("{words}, seen by reader {entry} of feed {feed}. ").repeat(8)
        );
    }
    body.push_str("</channel></rss>");
    body
}
