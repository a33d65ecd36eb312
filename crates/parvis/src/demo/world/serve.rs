//! What a request gets: which site is meant, in what mood its server is, and what has changed since the last visit.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::{SignedDuration, Timestamp, fmt::rfc2822::DateTimeParser};

use super::{World, feed, network, page};
use crate::demo::{
    sites::{self, Flavour, Mood, Site},
    talk::{self, Said},
};

/// How long a hurried server asks to be left alone, in seconds.
const HURRIED_SECONDS: i64 = 20;
/// How long an overloaded one does, in seconds.
const OVERLOADED_SECONDS: i64 = 30;
/// Which of the visits to a hurried server's feed is one too many, of every so many.
const HURRIED_EVERY: u64 = 5;
/// The same for an overloaded one.
const OVERLOADED_EVERY: u64 = 7;
/// How many of a site's newest documents an author's page is gathered from.
const AUTHOR_LOOK_BACK_DAYS: u32 = 10;
/// The most documents looked through for an author's page.
const AUTHOR_LOOK_BACK_DOCUMENTS_MAX: usize = 300;

const ROBOTS: &str = "User-agent: *\nDisallow: /compte/\nDisallow: /account/\n";

/// The team's chat, which takes what alerts send: the first label of its host, and the path.
pub(super) const CHAT: &str = "salon";
pub(super) const CHAT_PATH: &str = "/alertes";

/// The world's one route: everything.
pub(super) fn app(world: Arc<World>) -> Router {
    Router::new().fallback(answer).with_state(world)
}

async fn answer(State(world): State<Arc<World>>, request: Request) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if host.split('.').next() == Some(network::HOST) {
        return network::answer(&world, request).await;
    }
    if *request.method() == Method::POST && is_chat(host, request.uri().path()) {
        return StatusCode::NO_CONTENT.into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    // An address may write the sign of an account either way.
    let path = request.uri().path().replace("%40", "@");
    match addressed(host, &path) {
        Some((site, rest)) => of_site(&world, site, rest, request.headers()),
        None if path == "/" && !host.contains(".localhost") => html(StatusCode::OK, page::all_sites(&world)),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn is_chat(host: &str, path: &str) -> bool {
    let by_host = host.split('.').next() == Some(CHAT) && path == CHAT_PATH;
    by_host || path.strip_prefix('/').and_then(|path| path.strip_prefix(CHAT)) == Some(CHAT_PATH)
}

/// The site that is meant, by the host's first label or by the path's first part, and the path on it.
fn addressed<'a>(host: &str, path: &'a str) -> Option<(&'static Site, &'a str)> {
    let name = host.split(':').next().unwrap_or_default();
    if let Some(key) = name.strip_suffix(".localhost").or_else(|| name.strip_suffix(".example")) {
        return sites::site(key).map(|site| (site, path));
    }
    let inside = path.strip_prefix('/')?;
    let (key, _) = inside.split_once('/').unwrap_or((inside, ""));
    let rest = &inside[key.len()..];
    sites::site(key).map(|site| (site, if rest.is_empty() { "/" } else { rest }))
}

fn of_site(world: &World, site: &'static Site, path: &str, headers: &HeaderMap) -> Response {
    if path == "/robots.txt" {
        return ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], ROBOTS).into_response();
    }
    // A wall lets people's browsers through, which say that they fetch a page to show it.
    let person = headers.get("sec-fetch-dest").is_some_and(|purpose| purpose == "document");
    match site.mood {
        Mood::Gone(_) => return html(StatusCode::GONE, page::gone(site)),
        Mood::Walled if !person => return html(StatusCode::FORBIDDEN, page::wall(site)),
        Mood::Moved if path == site.feed_path() => {
            let now = format!("{}{}", world.base(site.key), site.moved_feed_path());
            return (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, now)]).into_response();
        }
        _ => {}
    }
    if path == site.moved_feed_path() {
        return refusal(world, site).unwrap_or_else(|| the_feed(world, site, headers));
    }
    if path == "/" {
        return html(StatusCode::OK, page::home(world, site, &world.newest(site)));
    }
    if let Some(said) = world.find(site, path) {
        return html(StatusCode::OK, page::article(world, site, &said));
    }
    author(world, site, path).unwrap_or_else(|| html(StatusCode::NOT_FOUND, page::missing(world, site)))
}

/// A server in a bad mood asks for patience now and then: one in seconds, the other by the clock.
fn refusal(world: &World, site: &Site) -> Option<Response> {
    let visit = world.visit(site);
    let (every, status, patience) = match site.mood {
        Mood::Hurried => (HURRIED_EVERY, StatusCode::TOO_MANY_REQUESTS, Some(HURRIED_SECONDS.to_string())),
        Mood::Overloaded => {
            let until = world.clock.now().checked_add(SignedDuration::from_secs(OVERLOADED_SECONDS)).ok();
            (OVERLOADED_EVERY, StatusCode::SERVICE_UNAVAILABLE, until.and_then(feed::http_date))
        }
        _ => return None,
    };
    (visit % every == every - 1).then(|| (status, [(header::RETRY_AFTER, patience.unwrap_or_default())]).into_response())
}

fn the_feed(world: &World, site: &'static Site, headers: &HeaderMap) -> Response {
    let documents = world.newest(site);
    let changed = documents.first().map_or(world.started, |newest| newest.published);
    let mark = format!("\"{}-{}\"", documents.first().map_or("empty", Said::code), documents.len());
    let mut answer = if unchanged(headers, &mark, changed) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let media_type = format!("{}; charset=utf-8", site.format.media_type());
        ([(header::CONTENT_TYPE, media_type)], feed::written(world, site, &documents)).into_response()
    };
    let fresh = match site.flavour {
        Flavour::Social | Flavour::Forum => "max-age=30",
        _ => "max-age=120",
    };
    let out = answer.headers_mut();
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(fresh));
    if let Ok(mark) = HeaderValue::from_str(&mark) {
        out.insert(header::ETAG, mark);
    }
    if let Some(date) = feed::http_date(changed).and_then(|date| HeaderValue::from_str(&date).ok()) {
        out.insert(header::LAST_MODIFIED, date);
    }
    answer
}

/// Whether the visitor has this already: by the mark when one is given, else by the date (RFC 9110, 13.2.2).
fn unchanged(headers: &HeaderMap, mark: &str, changed: Timestamp) -> bool {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    if let Some(known) = text(header::IF_NONE_MATCH) {
        return known.split(',').any(|known| matches!(known.trim().trim_start_matches("W/"), "*") || known.trim() == mark);
    }
    let since = text(header::IF_MODIFIED_SINCE).and_then(|date| DateTimeParser::new().parse_timestamp(date).ok());
    // The header knows whole seconds only.
    since.is_some_and(|since| changed.as_second() <= since.as_second())
}

/// The page of an author, when somebody of that path spoke lately.
fn author(world: &World, site: &'static Site, path: &str) -> Option<Response> {
    let mut lately = world.newest(site);
    let older = talk::past_of_site(world.seed, world.started, AUTHOR_LOOK_BACK_DAYS, site, AUTHOR_LOOK_BACK_DOCUMENTS_MAX);
    lately.extend(older);
    lately.retain(|said| said.author_path.as_deref() == Some(path));
    lately.dedup_by(|one, other| one.guid == other.guid);
    let name = lately.first()?.author.clone();
    Some(html(StatusCode::OK, page::author(world, site, &name, &lately)))
}

fn html(status: StatusCode, page: String) -> Response {
    (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chat_is_found_by_its_host_and_by_its_path() {
        for (host, path, expected) in [
            ("salon.localhost:4000", "/alertes", true),
            ("127.0.0.1:4000", "/salon/alertes", true),
            ("salon.localhost:4000", "/", false),
            ("azuree.localhost:4000", "/alertes", false),
        ] {
            assert_eq!(is_chat(host, path), expected, "{host} {path}");
        }
    }
}
