//! What holds for every request: headers that forbid what we never do, no act on the word of another site, none left half done, every refusal in our words.

use app::publish::channel_consent::CONSENT_PATH;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::{Web, error::Fault, pages::readers::UNSUBSCRIBE_PATH, request::wished_language};

/// The most bytes of what the framework says of its refusal.
const FRAMEWORK_WORDS_BYTES_MAX: usize = 2_000;

/// Scripts, styles and pictures of our own only; no frame around us, no form to elsewhere.
const CONTENT_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                              connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Puts the headers on every answer.
pub async fn headers(State(web): State<Web>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let fixed: [(HeaderName, &str); 6] = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
    ];
    for (name, value) in fixed {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    }
    if web.options.secure_cookies {
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    response
}

/// Refuses an act that another site's page sent with our visitor's cookie. Browsers say where a request comes from
/// (`Sec-Fetch-Site`, and `Origin` before that); one that says neither is no browser of the last six years, and has a token instead.
///
/// The API knows tokens alone, which no browser adds by itself, and no cookie: there is nothing there that another site could borrow.
pub async fn same_origin(State(web): State<Web>, request: Request, next: Next) -> Response {
    if is_safe(&request) || is_of_api(&request) || is_ours(request.headers()) || is_mail_program(&request) {
        return next.run(request).await;
    }
    Fault::unasked(&web, wished_language(request.headers()), StatusCode::FORBIDDEN, "", false).into_response()
}

/// Does an act to its end though its reader leaves: a connection that closes would drop the handler wherever it stands, between what a
/// network was told and what is written down of it, and a link pressed right after “Save” closes it. So does a network's consent, which
/// comes by a link: its code is good for one use.
pub async fn to_its_end(request: Request, next: Next) -> Response {
    if is_safe(&request) && request.uri().path() != CONSENT_PATH {
        return next.run(request).await;
    }
    match tokio::spawn(next.run(request)).await {
        Ok(response) => response,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // Tasks are cancelled only when the program ends.
            Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        },
    }
}

/// Tells what the framework refuses by itself (a body that is too large, a number that is none, a method that an address does not know)
/// as everything else is told: in a sentence of the reader's language, to a script as a problem document.
pub async fn in_our_words(State(web): State<Web>, request: Request, next: Next) -> Response {
    let script = is_of_api(&request);
    let language = wished_language(request.headers());
    let response = next.run(request).await;
    let is_bare = response.headers().get(header::CONTENT_TYPE).is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    let is_theirs = matches!(
        response.status(),
        StatusCode::BAD_REQUEST
            | StatusCode::METHOD_NOT_ALLOWED
            | StatusCode::PAYLOAD_TOO_LARGE
            | StatusCode::UNSUPPORTED_MEDIA_TYPE
            | StatusCode::UNPROCESSABLE_ENTITY
    );
    if !(is_bare && is_theirs) {
        return response;
    }
    let (parts, body) = response.into_parts();
    let said = axum::body::to_bytes(body, FRAMEWORK_WORDS_BYTES_MAX).await.unwrap_or_default();
    let fault = Fault::unasked(&web, language, parts.status, &String::from_utf8_lossy(&said), script);
    let mut response = fault.into_response();
    if let Some(allowed) = parts.headers.get(header::ALLOW) {
        response.headers_mut().insert(header::ALLOW, allowed.clone());
    }
    response
}

/// Whether a script asked; the page that describes the API is for people.
fn is_of_api(request: &Request) -> bool {
    request.uri().path().starts_with("/api/")
}

fn is_safe(request: &Request) -> bool {
    matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS)
}

fn is_ours(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let origin = text("origin").and_then(|origin| origin.split_once("://")).map(|(_, host)| host);
    origin.is_some() && origin == text("x-forwarded-host").or_else(|| text("host"))
}

/// A mail program that unsubscribes its reader by one click shows no origin and no cookie; the address alone says whose it is (RFC 8058,
/// section 3.2).
fn is_mail_program(request: &Request) -> bool {
    let headers = request.headers();
    request.uri().path().starts_with(UNSUBSCRIBE_PATH)
        && !headers.contains_key("sec-fetch-site")
        && !headers.contains_key(header::ORIGIN)
        && !headers.contains_key(header::COOKIE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(headers: &[(&'static str, &str)], expected: bool) {
        let map: HeaderMap =
            headers.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_str(value).unwrap())).collect();
        assert_eq!(is_ours(&map), expected, "{headers:?}");
    }

    #[test]
    fn only_our_own_pages_may_act() {
        check(&[("sec-fetch-site", "same-origin")], true);
        check(&[("sec-fetch-site", "same-site")], false);
        check(&[("sec-fetch-site", "cross-site"), ("origin", "http://a.example"), ("host", "a.example")], false);
        check(&[("origin", "http://a.example:8080"), ("host", "a.example:8080")], true);
        check(&[("origin", "http://evil.example"), ("host", "a.example")], false);
        check(&[("origin", "null"), ("host", "a.example")], false);
        check(&[("host", "a.example")], false);
    }
}
