//! The client against real sockets.

use std::{
    io::Write,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use connect::fetch::{Client, FetchError, FetchPolicy, Post, RedirectFault, Request, Response, Stage, Wall};
use domain::{Language, rhythm::Trouble};
use jiff::{SignedDuration, Timestamp};
use tokio::{io::AsyncWriteExt, net::TcpListener};
use url::Url;

use crate::fetch_site::{Asked, Reply, Site, answer, written};

fn now() -> Timestamp {
    "2026-03-11T12:00:00Z".parse().unwrap()
}

/// A policy for loopback: only 127.0.0.1 is open, nothing is paced.
pub(crate) fn loopback() -> FetchPolicy {
    FetchPolicy { allowed_ranges: vec!["127.0.0.1/32".parse().unwrap()], host_interval: Duration::ZERO, ..FetchPolicy::default() }
}

fn client() -> Client {
    Client::new(&loopback()).unwrap()
}

fn request(address: Url) -> Request {
    Request { robots: false, ..Request::feed(address, now()) }
}

async fn get(site: &Site, path: &str) -> Result<Response, FetchError> {
    client().get(&request(site.at(path))).await
}

async fn site_of(reply: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Site {
    Site::start(reply).await
}

#[tokio::test]
async fn an_answer_comes_with_what_its_head_says_and_its_bytes_untouched() {
    let site = site_of(|_| {
        let headers = [
            "etag: \"v1\"",
            "last-modified: Wed, 11 Mar 2026 10:00:00 GMT",
            "cache-control: public, max-age=600",
            "expires: Wed, 11 Mar 2026 13:00:00 GMT",
            "content-type: text/xml; charset=iso-8859-1",
            "content-language: fr",
            "link: <https://hub.example/>; rel=hub, </feed>; rel=self",
        ];
        answer("200 OK", &headers, b"caf\xe9")
    })
    .await;
    let policy = FetchPolicy { user_agent_contact: "cm@brand.example".to_owned(), ..loopback() };
    let got = Client::new(&policy).unwrap().get(&request(site.at("/feed#part"))).await.unwrap();
    assert_eq!((got.status, got.not_modified, got.cut), (200, false, false));
    assert_eq!(got.body, b"caf\xe9");
    assert_eq!(got.etag.as_deref(), Some("\"v1\""));
    assert_eq!(got.last_modified.as_deref(), Some("Wed, 11 Mar 2026 10:00:00 GMT"));
    assert_eq!(got.content_type.as_deref(), Some("text/xml; charset=iso-8859-1"));
    assert_eq!(got.content_language.as_deref(), Some("fr"));
    assert_eq!(got.hints().max_age, Some(SignedDuration::from_mins(10)));
    assert_eq!(got.expires, Some("2026-03-11T13:00:00Z".parse().unwrap()));
    assert_eq!(got.hints().expires, None);
    assert_eq!(got.hub.unwrap().as_str(), "https://hub.example/");
    assert_eq!(got.self_address.unwrap(), site.at("/feed"));
    assert_eq!((got.final_address, got.permanent_address), (site.at("/feed"), None));
    let asked = &site.seen()[0];
    assert_eq!(asked.line, "GET /feed HTTP/1.1");
    assert_eq!(asked.header("user-agent"), Some(policy.user_agent().as_str()));
    assert_eq!(asked.header("accept-encoding"), Some("gzip, br, zstd, deflate"));
    assert!(asked.header("accept").unwrap().contains("application/atom+xml"));
    assert_eq!(asked.header("referer").or(asked.header("cookie")), None);
}

#[tokio::test]
async fn kept_validators_are_sent_and_304_is_no_change() {
    let site = site_of(|asked| match asked.header("if-none-match") {
        Some("\"v1\"") => answer("304 Not Modified", &["etag: \"v1\""], ""),
        _ => answer("200 OK", &["etag: \"v1\""], "new"),
    })
    .await;
    let kept = Request { etag: Some("\"v1\"".to_owned()), last_modified: Some("then".to_owned()), ..request(site.at("/")) };
    let got = client().get(&kept).await.unwrap();
    assert!(got.not_modified && got.body.is_empty());
    assert_eq!((got.status, got.etag.as_deref()), (304, Some("\"v1\"")));
    assert_eq!(site.seen()[0].header("if-modified-since"), Some("then"));
    let unusable = Request { etag: Some("a\r\nX: b".to_owned()), ..request(site.at("/")) };
    assert_eq!(client().get(&unusable).await.unwrap().body, b"new");
}

#[tokio::test]
async fn a_304_that_nobody_asked_for_is_refused() {
    let site = site_of(|_| answer("304 Not Modified", &[], "")).await;
    assert_eq!(get(&site, "/").await.unwrap_err(), FetchError::Refused { status: 304 });
}

/// `/301/308/end` answers 301 to `/308/end`, and so on; `/end` is the end.
async fn redirecting() -> Site {
    site_of(|asked| match asked.path[1..].split_once('/') {
        None => answer("200 OK", &[], "end"),
        Some((status, rest)) => answer(&format!("{status} There"), &[&format!("location: /{rest}#x")], ""),
    })
    .await
}

#[tokio::test]
async fn an_address_moves_for_good_only_when_every_step_says_so() {
    let site = redirecting().await;
    for (path, moves) in [
        ("/end", false),
        ("/301/end", true),
        ("/301/308/end", true),
        ("/302/end", false),
        ("/301/302/end", false),
        ("/307/308/end", false),
        ("/303/end", false),
    ] {
        let got = get(&site, path).await.unwrap();
        assert_eq!(got.final_address, site.at("/end"), "{path}");
        assert_eq!(got.permanent_address, moves.then(|| site.at("/end")), "{path}");
    }
}

#[tokio::test]
async fn a_redirect_within_a_host_is_one_visit_without_a_pause() {
    let site = redirecting().await;
    let client = Client::new(&FetchPolicy { host_interval: Duration::from_secs(3_600), ..loopback() }).unwrap();
    assert_eq!(client.get(&request(site.at("/301/302/end"))).await.unwrap().body, b"end");
    assert_eq!(client.get(&request(site.at("/end"))).await.unwrap_err().class(), "host_busy");
}

#[tokio::test]
async fn redirects_that_lead_nowhere_end() {
    let site = site_of(|asked| match asked.path.as_str() {
        "/loop" => answer("302 Found", &["location: /loop"], ""),
        "/a" => answer("301 Moved", &["location: /b"], ""),
        "/b" => answer("301 Moved", &["location: /a"], ""),
        "/none" => answer("301 Moved", &[], ""),
        "/broken" => answer("301 Moved", &["location: http://"], ""),
        path => {
            let number: u32 = path[1..].parse().unwrap();
            answer("302 Found", &[&format!("location: /{}", number + 1)], "")
        }
    })
    .await;
    for (path, fault) in [
        ("/loop", RedirectFault::Loop),
        ("/a", RedirectFault::Loop),
        ("/none", RedirectFault::NoTarget),
        ("/broken", RedirectFault::NoTarget),
        ("/1", RedirectFault::TooMany),
    ] {
        assert_eq!(get(&site, path).await.unwrap_err(), FetchError::Redirects { fault }, "{path}");
    }
    assert!(site.paths().len() < 20);
}

#[tokio::test]
async fn the_guard_stands_before_every_step() {
    let site = site_of(|asked| {
        let target = asked.path.trim_start_matches('/');
        answer("302 Found", &[&format!("location: {target}")], "")
    })
    .await;
    for (target, class) in [
        ("http://127.0.0.2:1/", "forbidden_address"),
        ("http://10.0.0.1/", "forbidden_address"),
        ("http://[::ffff:169.254.169.254]/", "forbidden_address"),
        ("http://0x7f000002/", "forbidden_address"),
        ("file:///etc/passwd", "bad_address"),
        ("http://name:word@example.org/", "bad_address"),
    ] {
        assert_eq!(get(&site, &format!("/{target}")).await.unwrap_err().class(), class, "{target}");
    }
}

#[tokio::test]
async fn a_name_is_judged_by_the_addresses_it_has() {
    let site = site_of(|_| answer("200 OK", &[], "here")).await;
    let mut address = site.address.clone();
    address.set_host(Some("localhost")).unwrap();
    assert_eq!(client().get(&request(address.clone())).await.unwrap().body, b"here");
    let closed = Client::new(&FetchPolicy { allowed_ranges: Vec::new(), ..loopback() }).unwrap();
    let refused = FetchError::ForbiddenAddress { host: "localhost".to_owned() };
    assert_eq!(closed.get(&request(address)).await.unwrap_err(), refused);
    assert_eq!(closed.get(&request(site.address.clone())).await.unwrap_err().class(), "forbidden_address");
    assert_eq!(site.seen().len(), 1);
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn bodies_are_bounded_before_and_after_decompression() {
    let bomb = gzip(&vec![0; 8 << 20]);
    let site = site_of(move |asked| match asked.path.as_str() {
        "/gzip" => answer("200 OK", &["content-encoding: gzip"], gzip(b"small")),
        "/bomb" => answer("200 OK", &["content-encoding: gzip"], &bomb),
        "/announced" => Reply::Silent(b"HTTP/1.1 200 OK\r\ncontent-length: 1000000000\r\n\r\n".to_vec()),
        "/unknown" => answer("200 OK", &["content-encoding: exi"], "?"),
        _ => Reply::Endless(b"HTTP/1.1 200 OK\r\n\r\n".to_vec()),
    })
    .await;
    let client = Client::new(&FetchPolicy { body_bytes_max: 100_000, wire_bytes_max: 50_000, ..loopback() }).unwrap();
    assert_eq!(client.get(&request(site.at("/gzip"))).await.unwrap().body, b"small");
    for (path, expected) in [
        ("/bomb", FetchError::TooLarge { limit_bytes: 100_000 }),
        ("/announced", FetchError::TooLarge { limit_bytes: 50_000 }),
        ("/endless", FetchError::TooLarge { limit_bytes: 50_000 }),
        ("/unknown", FetchError::BadEncoding),
    ] {
        assert_eq!(client.get(&request(site.at(path))).await.unwrap_err(), expected, "{path}");
    }
}

#[tokio::test]
async fn a_slow_server_is_left_in_time() {
    let site = site_of(|asked| match asked.path.as_str() {
        "/head" => Reply::Silent(b"HTTP/1.1 200 OK\r\n".to_vec()),
        "/body" => Reply::Silent(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc".to_vec()),
        _ => Reply::Dripping(b"HTTP/1.1 200 OK\r\n\r\n".to_vec()),
    })
    .await;
    let short = Duration::from_millis(150);
    for (path, stage, policy) in [
        ("/head", Stage::Head, FetchPolicy { header_time_max: short, ..loopback() }),
        ("/body", Stage::Body, FetchPolicy { idle_time_max: short, ..loopback() }),
        ("/drip", Stage::Whole, FetchPolicy { total_time_max: short * 2, ..loopback() }),
    ] {
        let expected = FetchError::Timeout { host: "127.0.0.1".to_owned(), stage };
        assert_eq!(Client::new(&policy).unwrap().get(&request(site.at(path))).await.unwrap_err(), expected, "{path}");
    }
}

#[tokio::test]
async fn a_slow_host_delays_no_other_and_is_itself_asked_once_at_a_time() {
    let slow = site_of(|_| Reply::Silent(Vec::new())).await;
    let quick = site_of(|_| answer("200 OK", &[], "quick")).await;
    let client = Client::new(&FetchPolicy { host_wait_max: Duration::from_millis(50), ..loopback() }).unwrap();
    let waiting = tokio::spawn({
        let (client, asked) = (client.clone(), request(slow.at("/")));
        async move { client.get(&asked).await }
    });
    assert_eq!(client.get(&request(quick.at("/"))).await.unwrap().body, b"quick");
    while slow.seen().is_empty() {
        tokio::task::yield_now().await;
    }
    let busy = client.get(&request(slow.at("/"))).await.unwrap_err();
    assert_eq!(busy.class(), "host_busy");
    assert!(matches!(busy.trouble(), Trouble::HostBusy { until } if until > now()));
    waiting.abort();
}

#[tokio::test]
async fn one_host_gets_one_connection_however_many_feeds_it_has() {
    const FEEDS: usize = 300;
    let site = site_of(|asked| answer("200 OK", &[], &asked.path)).await;
    let client = Client::new(&FetchPolicy { host_wait_max: Duration::from_secs(60), ..loopback() }).unwrap();
    let mut visits = tokio::task::JoinSet::new();
    for number in 0..FEEDS {
        let (client, asked) = (client.clone(), request(site.at(&format!("/{number}"))));
        visits.spawn(async move { client.get(&asked).await.unwrap().body });
    }
    let bodies: std::collections::BTreeSet<Vec<u8>> = visits.join_all().await.into_iter().collect();
    assert_eq!(bodies.len(), FEEDS);
    assert_eq!(site.most_at_once(), 1);
}

#[tokio::test]
async fn a_host_that_asks_to_wait_rests_and_only_that_host() {
    let site = site_of(|asked| match asked.path.as_str() {
        "/seconds" => answer("429 Too Many Requests", &["retry-after: 600"], ""),
        "/date" => answer("503 Service Unavailable", &["retry-after: Wed, 11 Mar 2026 13:00:00 GMT"], ""),
        "/odd" => answer("403 Forbidden", &["retry-after: 60"], ""),
        "/plain" => answer("429 Too Many Requests", &[], ""),
        "/fault" => answer("503 Service Unavailable", &[], ""),
        _ => answer("200 OK", &[], "fine"),
    })
    .await;
    let other = site_of(|_| answer("200 OK", &[], "other")).await;
    for (path, status, wait) in [("/seconds", 429, 600), ("/date", 503, 3_600), ("/odd", 403, 60)] {
        let client = client();
        let FetchError::RateLimited { status: told, until: Some(until) } = client.get(&request(site.at(path))).await.unwrap_err()
        else {
            panic!("{path} is no rate limit")
        };
        assert_eq!(told, status, "{path}");
        // The server counts from when it answers, which is a little after the request was made.
        let away = until.duration_since(now());
        assert!((wait..wait + 5).contains(&away.as_secs()), "{path}: {away:?}");
        let resting = FetchError::HostResting { host: host_of(&site), until };
        assert_eq!(client.get(&request(site.at("/fine"))).await.unwrap_err(), resting, "{path}");
        assert_eq!(client.get(&request(other.at("/"))).await.unwrap().body, b"other");
        let later = Request { now: until, ..request(site.at("/fine")) };
        assert_eq!(client.get(&later).await.unwrap().body, b"fine");
    }
    assert_eq!(get(&site, "/plain").await.unwrap_err(), FetchError::RateLimited { status: 429, until: None });
    assert_eq!(get(&site, "/fault").await.unwrap_err(), FetchError::ServerFault { status: 503 });
}

fn host_of(site: &Site) -> String {
    format!("127.0.0.1:{}", site.address.port().unwrap())
}

#[tokio::test]
async fn robots_rules_are_read_once_and_kept_to() {
    let site = site_of(|asked| match asked.path.as_str() {
        "/robots.txt" => answer("301 Moved", &["location: /rules"], ""),
        "/rules" => answer("200 OK", &[], "User-agent: *\nDisallow: /private\n"),
        _ => answer("200 OK", &[], "feed"),
    })
    .await;
    let client = client();
    let polite = |path: &str| Request::feed(site.at(path), now());
    assert_eq!(client.get(&polite("/feed")).await.unwrap().body, b"feed");
    let excluded = FetchError::RobotsDisallow { host: "127.0.0.1".to_owned() };
    assert_eq!(client.get(&polite("/private/feed")).await.unwrap_err(), excluded);
    assert_eq!(site.paths(), ["/robots.txt", "/rules", "/feed"]);
    assert_eq!(client.get(&request(site.at("/private/feed"))).await.unwrap().body, b"feed");
    let tomorrow = Request { now: now() + SignedDuration::from_hours(25), ..polite("/feed") };
    client.get(&tomorrow).await.unwrap();
    assert_eq!(site.paths().iter().filter(|path| *path == "/robots.txt").count(), 2);
}

#[tokio::test]
async fn rules_that_a_server_fails_to_give_forbid_for_an_hour_and_missing_ones_nothing() {
    let visits = AtomicUsize::new(0);
    let site = site_of(move |asked| match asked.path.as_str() {
        "/robots.txt" if visits.fetch_add(1, Ordering::SeqCst) == 0 => answer("500 Oops", &[], ""),
        "/robots.txt" => answer("404 Not Found", &[], "User-agent: *\nDisallow: /"),
        _ => answer("200 OK", &[], "feed"),
    })
    .await;
    let client = client();
    let at = |now| Request::feed(site.at("/feed"), now);
    let FetchError::RobotsUnreachable { until, .. } = client.get(&at(now())).await.unwrap_err() else { panic!("read") };
    assert_eq!(client.get(&at(now())).await.unwrap_err().class(), "robots_unreachable");
    assert_eq!(site.paths(), ["/robots.txt"]);
    assert_eq!(client.get(&at(until)).await.unwrap().body, b"feed");
}

#[tokio::test]
async fn a_redirect_is_judged_by_the_rules_of_where_it_leads() {
    let target = site_of(|asked| match asked.path.as_str() {
        "/robots.txt" => answer("200 OK", &[], "User-agent: parvis\nDisallow: /\n"),
        _ => answer("200 OK", &[], "feed"),
    })
    .await;
    let location = format!("location: {}", target.at("/feed"));
    let site = site_of(move |asked| match asked.path.as_str() {
        "/robots.txt" => answer("404 Not Found", &[], ""),
        _ => answer("302 Found", &[&location], ""),
    })
    .await;
    let error = client().get(&Request::feed(site.at("/feed"), now())).await.unwrap_err();
    assert_eq!(error.class(), "robots_disallow");
    assert_eq!(target.paths(), ["/robots.txt"]);
}

#[tokio::test]
async fn a_site_that_blocks_us_is_told_as_such() {
    const CHALLENGE: &str = "<html><title>Just a moment...</title><script src=\"/cdn-cgi/challenge-platform/x\"></script></html>";
    let site = site_of(|asked| match asked.path.as_str() {
        "/401" => answer("401 Unauthorized", &[], ""),
        "/403" => answer("403 Forbidden", &[], ""),
        "/451" => answer("451 Legal", &[], ""),
        "/head" => answer("403 Forbidden", &["cf-mitigated: challenge"], ""),
        "/page" => answer("503 Unavailable", &["content-type: text/html"], CHALLENGE),
        "/soft" => answer("200 OK", &["content-type: text/html; charset=utf-8"], CHALLENGE),
        _ => answer("200 OK", &["content-type: application/rss+xml"], CHALLENGE),
    })
    .await;
    let cloudflare = Some(Wall::Cloudflare);
    for (path, status, wall) in [
        ("/401", 401, None),
        ("/403", 403, None),
        ("/451", 451, None),
        ("/head", 403, cloudflare),
        ("/page", 503, cloudflare),
        ("/soft", 200, cloudflare),
    ] {
        let error = get(&site, path).await.unwrap_err();
        assert_eq!(error, FetchError::Blocked { status, wall }, "{path}");
        assert_eq!(error.trouble(), Trouble::Blocked);
    }
    assert!(get(&site, "/feed").await.is_ok());
}

#[tokio::test]
async fn other_statuses_have_their_class() {
    let site = site_of(|asked| answer(&format!("{} X", &asked.path[1..]), &[], "")).await;
    for (status, class) in [(404, "not_found"), (410, "gone"), (500, "server_fault"), (599, "server_fault"), (418, "refused")] {
        assert_eq!(get(&site, &format!("/{status}")).await.unwrap_err().class(), class, "{status}");
    }
    assert_eq!(get(&site, "/410").await.unwrap_err().trouble(), Trouble::Gone);
}

#[tokio::test]
async fn what_came_before_a_break_is_kept_and_asked_for_again() {
    let site = site_of(|asked| {
        if asked.path == "/empty" {
            return Reply::Closing(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n".to_vec());
        }
        let whole = written("200 OK", &["etag: \"v1\""], b"<rss><item/>and more");
        Reply::Closing(whole[..whole.len() - 8].to_vec())
    })
    .await;
    let got = get(&site, "/").await.unwrap();
    assert_eq!(got.body, b"<rss><item/>");
    assert!(got.cut && got.etag.is_none());
    assert_eq!(get(&site, "/empty").await.unwrap_err().class(), "network");
}

#[tokio::test]
async fn faults_under_http_have_their_class() {
    let plain = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let encrypted = Url::parse(&format!("https://{}/", plain.local_addr().unwrap())).unwrap();
    let unencrypted = tokio::spawn(async move {
        let (mut stream, _) = plain.accept().await.unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
        stream
    });
    assert_eq!(client().get(&request(encrypted)).await.unwrap_err(), FetchError::Tls { host: "127.0.0.1".to_owned() });
    unencrypted.await.unwrap();
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let closed = Url::parse(&format!("http://{closed}/")).unwrap();
    let refused = client().get(&request(closed)).await.unwrap_err();
    assert_eq!(refused, FetchError::Network { host: "127.0.0.1".to_owned(), stage: Stage::Connect });
    assert!(refused.surely_unsent());
    let broken = site_of(|_| Reply::Closing(b"rubbish\r\n\r\n".to_vec())).await;
    assert_eq!(get(&broken, "/").await.unwrap_err().class(), "network");
    let unnamed = Url::parse("http://name.invalid/").unwrap();
    assert_eq!(client().get(&request(unnamed)).await.unwrap_err(), FetchError::Dns { host: "name.invalid".to_owned() });
}

#[tokio::test]
async fn a_post_is_answered_whatever_the_status_and_follows_nothing() {
    let site = site_of(|asked| match asked.path.as_str() {
        "/moved" => answer("301 Moved", &["location: /hook"], "over there"),
        "/long" => Reply::Endless(b"HTTP/1.1 200 OK\r\n\r\n".to_vec()),
        _ => answer("204 No Content", &["retry-after: 5"], ""),
    })
    .await;
    let post = |address: Url| Post { address, headers: vec![("x-mark", "1".to_owned())], body: b"{}".to_vec(), now: now() };
    let sent = client().post(&post(site.at("/hook"))).await.unwrap();
    assert_eq!(sent.status, 204);
    assert!(sent.retry_after.unwrap() >= now() + SignedDuration::from_secs(5));
    let seen = &site.seen()[0];
    assert_eq!((seen.line.as_str(), seen.header("x-mark"), seen.body.as_slice()), ("POST /hook HTTP/1.1", Some("1"), &b"{}"[..]));
    let moved = client().post(&post(site.at("/moved"))).await.unwrap();
    assert_eq!((moved.status, moved.body_start.as_str()), (301, "over there"));
    assert_eq!(client().post(&post(site.at("/long"))).await.unwrap().body_start.len(), 2_000);
    assert_eq!(site.seen().len(), 3);
    let private = Url::parse("http://192.168.0.1/").unwrap();
    assert_eq!(client().post(&post(private)).await.unwrap_err().class(), "forbidden_address");
    let injected = Post { headers: vec![("x-mark", "1\r\nX: 2".to_owned())], ..post(site.at("/hook")) };
    assert_eq!(client().post(&injected).await.unwrap_err().class(), "bad_address");
}

#[test]
fn a_pause_and_unreadable_rules_are_told_apart_to_the_rhythm() {
    let (host, until) = ("site.example".to_owned(), now());
    let check = |error: FetchError, expected: Trouble, is_put_off: bool| {
        assert_eq!(error.trouble(), expected);
        assert_eq!(expected.is_put_off(), is_put_off, "{expected:?}");
        assert!(error.is_passing(), "{error:?}");
    };
    check(FetchError::HostResting { host: host.clone(), until }, Trouble::HostResting { until }, true);
    check(FetchError::HostBusy { host: host.clone(), until }, Trouble::HostBusy { until }, true);
    check(FetchError::RobotsUnreachable { host, until }, Trouble::RobotsUnreachable { until }, false);
    check(FetchError::RateLimited { status: 429, until: None }, Trouble::AskedToWait { until: None }, false);
}

#[test]
fn an_error_can_be_kept_and_told_in_both_languages() {
    let host = || "site.example".to_owned();
    for error in [
        FetchError::ForbiddenAddress { host: host() },
        FetchError::Dns { host: host() },
        FetchError::Network { host: host(), stage: Stage::Connect },
        FetchError::Tls { host: host() },
        FetchError::Timeout { host: host(), stage: Stage::Whole },
        FetchError::TooLarge { limit_bytes: 16 << 20 },
        FetchError::BadEncoding,
        FetchError::Redirects { fault: RedirectFault::Loop },
        FetchError::Blocked { status: 403, wall: Some(Wall::Anubis) },
        FetchError::Gone,
        FetchError::NotFound,
        FetchError::RateLimited { status: 429, until: Some(now()) },
        FetchError::ServerFault { status: 500 },
        FetchError::Refused { status: 418 },
        FetchError::RobotsDisallow { host: host() },
        FetchError::RobotsUnreachable { host: host(), until: now() },
        FetchError::HostResting { host: host(), until: now() },
        FetchError::HostBusy { host: host(), until: now() },
    ] {
        let kept = serde_json::to_string(&error).unwrap();
        assert!(kept.contains(&format!("\"class\":\"{}\"", error.class())), "{kept}");
        assert_eq!(serde_json::from_str::<FetchError>(&kept).unwrap(), error);
        let [english, french] = Language::ALL.map(|language| error.sentence(language));
        assert!(english != french && english.ends_with('.') && french.ends_with('.'), "{english} {french}");
        // The same sentence stands where an address is only looked at, of which nothing is kept.
        for promise in ["will be", "follows shortly", "sera", "sous peu"] {
            assert!(!english.contains(promise) && !french.contains(promise), "{english} {french}");
        }
    }
    let large = FetchError::TooLarge { limit_bytes: 16 << 20 }.sentence(Language::French);
    assert_eq!(large, "La réponse dépasse 16\u{a0}Mo\u{202f}; la lecture s’est arrêtée là.");
}
