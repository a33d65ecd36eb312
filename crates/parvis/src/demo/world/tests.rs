//! The world as a visitor meets it, through a real socket.

use std::collections::HashSet;

use domain::Kind;
use jiff::SignedDuration;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::*;
use crate::demo::sites::{Format, Mood};

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .find_map(|line| line.split_once(": ").filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value))
    }
}

/// One visit with headers as written, the connection closed after it.
async fn visit(world: &World, key: &str, path: &str, headers: &str) -> Answer {
    let mut stream = TcpStream::connect(world.address()).await.unwrap();
    let port = world.address().port();
    let request = format!("GET {path} HTTP/1.1\r\nHost: {key}.localhost:{port}\r\nConnection: close\r\n{headers}\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let answer = String::from_utf8(answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, head: head.to_owned(), body: body.to_owned() }
}

fn now() -> Timestamp {
    "2026-11-21T21:00:00Z".parse().unwrap()
}

async fn started() -> (Running, Clock) {
    let clock = Clock::standing_at(now());
    (World::start(7, now(), 60, clock.clone(), Naming::Names, Language::French).await.unwrap(), clock)
}

fn path_of<'a>(world: &World, key: SourceKey, address: &'a str) -> &'a str {
    address.strip_prefix(&world.base(key)).unwrap()
}

#[tokio::test]
async fn every_site_serves_its_feed_or_says_why_not() {
    let (running, _) = started().await;
    let world = running.world();
    for place in world.places() {
        let site = place.site;
        let answer = visit(world, site.key, site.moved_feed_path(), "").await;
        match site.mood {
            Mood::Gone(_) => assert_eq!(answer.status, 410, "{}", site.key),
            Mood::Walled => assert_eq!(answer.status, 403, "{}", site.key),
            _ => {
                assert_eq!(answer.status, 200, "{}", site.key);
                assert!(answer.header("content-type").unwrap().starts_with(site.format.media_type()));
                let entries = match site.format {
                    Format::Rss => answer.body.matches("<item>").count(),
                    Format::Atom => answer.body.matches("<entry>").count(),
                    Format::Json => {
                        serde_json::from_str::<serde_json::Value>(&answer.body).unwrap()["items"].as_array().unwrap().len()
                    }
                };
                assert_eq!(entries, FEED_DOCUMENTS_MAX, "{}", site.key);
            }
        }
    }
}

#[tokio::test]
async fn feeds_say_what_was_said() {
    let (running, _) = started().await;
    let world = running.world();
    for place in world.places().iter().filter(|place| !matches!(place.site.mood, Mood::Gone(_) | Mood::Walled)) {
        let site = place.site;
        let answer = visit(world, site.key, site.moved_feed_path(), "").await;
        let context = connect::feed::FeedContext { content_type: answer.header("content-type"), ..Default::default() };
        let feed = connect::feed::parse(answer.body.as_bytes(), &context).unwrap();
        assert!(feed.problems.is_empty(), "{}: {:?}", site.key, feed.problems);
        assert_eq!(feed.language.as_deref(), Some(site.language.code()), "{}", site.key);
        let said = talk::past_of_site(7, now(), 60, site, FEED_DOCUMENTS_MAX);
        assert_eq!(feed.entries.len(), said.len(), "{}", site.key);
        for (entry, said) in feed.entries.iter().zip(&said) {
            assert_eq!(entry.guid.as_deref(), Some(said.guid.as_str()));
            assert_eq!(entry.address.as_deref(), Some(world.address_of(said).as_str()));
            assert_eq!(entry.published, Some(said.published), "{}", said.guid);
            assert_eq!(entry.title.raw, said.title, "{}", said.guid);
            assert_eq!(entry.authors.first().map(|author| author.name.as_str()), Some(said.author.as_str()));
            assert_eq!(entry.categories, said.tags, "{}", said.guid);
            assert_eq!(entry.body().raw.trim(), said.html.trim(), "{}", said.guid);
        }
    }
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let (running, clock) = started().await;
    let world = running.world();
    let first = visit(world, "forum-rando", "/feed.xml", "").await;
    let (mark, date) = (first.header("etag").unwrap().to_owned(), first.header("last-modified").unwrap().to_owned());
    for headers in [
        format!("If-None-Match: {mark}\r\n"),
        format!("If-Modified-Since: {date}\r\n"),
        format!("If-None-Match: \"other\", {mark}\r\n"),
    ] {
        let again = visit(world, "forum-rando", "/feed.xml", &headers).await;
        assert_eq!((again.status, again.body.as_str(), again.header("etag")), (304, "", Some(mark.as_str())), "{headers}");
    }
    let other =
        visit(world, "forum-rando", "/feed.xml", &format!("If-None-Match: \"other\"\r\nIf-Modified-Since: {date}\r\n")).await;
    assert_eq!(other.status, 200, "a mark outweighs a date");
    clock.advance(SignedDuration::from_hours(2));
    let later = visit(world, "forum-rando", "/feed.xml", &format!("If-None-Match: {mark}\r\n")).await;
    assert_eq!(later.status, 200);
    assert_ne!(later.header("etag"), Some(mark.as_str()));
    assert_ne!(later.body, first.body);
}

#[tokio::test]
async fn time_brings_what_the_talk_says_and_nothing_of_the_future() {
    let (running, clock) = started().await;
    let world = running.world();
    let soon = now().checked_add(SignedDuration::from_hours(6)).unwrap();
    let live: Vec<Said> = talk::live(7, now(), soon).filter(|said| said.source == "azuree").collect();
    let last = live.last().unwrap();
    let before = visit(world, "azuree", &last.path, "").await;
    assert_eq!(before.status, 404);
    clock.advance(SignedDuration::from_hours(6));
    let after = visit(world, "azuree", &last.path, "").await;
    assert_eq!(after.status, 200);
    let feed = visit(world, "azuree", "/feed.xml", "").await;
    assert!(live.iter().all(|said| feed.body.contains(&said.guid)), "{} live documents", live.len());
}

#[tokio::test]
async fn moods_are_told_as_the_web_tells_them() {
    let (running, _) = started().await;
    let world = running.world();
    let moved = visit(world, "voix-alpine", "/rss.xml", "").await;
    assert_eq!(
        (moved.status, moved.header("location")),
        (301, Some(format!("{}/flux/actualites.xml", world.base("voix-alpine")).as_str()))
    );
    let mut statuses = Vec::new();
    for _ in 0..10 {
        let answer = visit(world, "courrier-des-vallees", "/atom.xml", "").await;
        assert_eq!(answer.header("retry-after"), (answer.status == 429).then_some("20"));
        statuses.push(answer.status);
    }
    assert_eq!(statuses, [200, 200, 200, 200, 429, 200, 200, 200, 200, 429]);
    let mut last = 200;
    for _ in 0..7 {
        let answer = visit(world, "gazette-des-gaves", "/feed.xml", "").await;
        last = answer.status;
        if last == 503 {
            assert_eq!(answer.header("retry-after"), Some("Sat, 21 Nov 2026 21:00:30 GMT"));
        }
    }
    assert_eq!(last, 503);
    assert_eq!(visit(world, "outdoor-trade", "/", "").await.status, 403);
    assert_eq!(visit(world, "outdoor-trade", "/", "Sec-Fetch-Dest: document\r\n").await.status, 200);
    assert_eq!(visit(world, "alpes-a-deux", "/", "").await.status, 410);
}

#[tokio::test]
async fn links_lead_somewhere() {
    let (running, _) = started().await;
    let world = running.world();
    let mut authors = HashSet::new();
    for said in talk::past(7, now(), 2).step_by(9) {
        let site = sites::site(said.source).unwrap();
        let address = world.address_of(&said);
        let page = visit(world, site.key, path_of(world, site.key, &address), "Sec-Fetch-Dest: document\r\n").await;
        assert_eq!(page.status, 200, "{address}");
        assert!(page.body.contains(&said.html), "{address}");
        if let Some(path) = said.author_path.clone().filter(|path| authors.insert(path.clone())).filter(|_| !said.reprint) {
            let theirs = visit(world, site.key, &path, "Sec-Fetch-Dest: document\r\n").await;
            assert!(theirs.status == 200 && theirs.body.contains(&address), "{} {path}", site.key);
        }
    }
    let home = visit(world, "sommets", "/", "").await;
    assert!(home.body.contains(&format!(
        "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Sommets\" href=\"{}/atom.xml\">",
        world.base("sommets")
    )));
    for path in ["/nowhere", "/2026/11/no-such/zzzz", "/%00", "/t//", "/_", "//"] {
        assert_eq!(visit(world, "sommets", path, "").await.status, 404, "{path}");
    }
    assert_eq!(visit(world, "127.0.0.1", "/", "").await.status, 404, "an unknown name under .localhost");
}

#[tokio::test]
async fn sites_are_found_by_name_and_by_path() {
    let running = World::start(7, now(), 60, Clock::standing_at(now()), Naming::Paths, Language::French).await.unwrap();
    let world = running.world();
    let place = world.places().into_iter().find(|place| place.site.key == "ridgeline").unwrap();
    assert_eq!(place.feed, format!("http://{}/ridgeline/feed.xml", world.address()));
    let mut stream = TcpStream::connect(world.address()).await.unwrap();
    stream.write_all(b"GET /ridgeline/feed.xml HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n").await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.contains("200 OK") && answer.contains(&format!("<link>http://{}/ridgeline/2026/", world.address())));
    let robots = visit(world, "ridgeline", "/robots.txt", "").await;
    assert!(robots.status == 200 && robots.body.contains("User-agent: *"));
}

#[tokio::test]
async fn a_document_is_ready_for_the_one_door() {
    let (running, _) = started().await;
    let world = running.world();
    let said = talk::past(7, now(), 5).find(|said| said.kind == Kind::Review).unwrap();
    let document = world.document(&said);
    assert_eq!(document.rating, said.rating.map(f32::from));
    assert_eq!(document.language.as_deref(), Some(said.language.code()));
    assert!(document.address.unwrap().starts_with(&world.base(said.source)));
    assert!(!document.text.contains('<') && document.text.len() > 20);
}

#[tokio::test]
async fn the_world_ends_with_its_keeper() {
    let (running, _) = started().await;
    let address = running.world().address();
    let mut open = TcpStream::connect(address).await.unwrap();
    open.write_all(b"GET /robots.txt HTTP/1.1\r\nHost: sommets.localhost\r\n\r\n").await.unwrap();
    let mut some = [0; 16];
    assert!(open.read(&mut some).await.unwrap() > 0);
    running.stop();
    let mut rest = Vec::new();
    // The kept connection is closed: reading comes to an end.
    open.read_to_end(&mut rest).await.unwrap();
    assert!(TcpStream::connect(address).await.is_err());
}
