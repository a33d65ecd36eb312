//! Reading the heads of answers.

use std::time::SystemTime;

use jiff::{SignedDuration, Timestamp};
use reqwest::header::{self, HeaderMap, HeaderName};
use url::Url;

/// The longest that a server can make us wait by `Retry-After`.
pub const RETRY_AFTER_MAX: SignedDuration = SignedDuration::from_hours(24);
/// The longest header value that is kept, in bytes; a longer `ETag` is not sent back.
const HEADER_VALUE_BYTES_MAX: usize = 2_000;
/// The most links of `Link` headers that are read.
const HEADER_LINKS_MAX: usize = 50;

/// A header as text: only when it is printable and of bearable length.
pub(super) fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let value = headers.get(name)?;
    let text = value.to_str().ok()?.trim();
    (!text.is_empty() && text.len() <= HEADER_VALUE_BYTES_MAX).then(|| text.to_owned())
}

/// `Retry-After` as a moment (RFC 9110, 10.2.3: seconds or a date), not before `now` and at most [`RETRY_AFTER_MAX`] later.
pub(super) fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Timestamp> {
    let value = text(headers, &header::RETRY_AFTER)?;
    let wait = match value.parse::<u64>() {
        Ok(seconds) => SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(i64::MAX)),
        Err(_) => date(&value)?.duration_since(now),
    };
    now.checked_add(wait.clamp(SignedDuration::ZERO, RETRY_AFTER_MAX)).ok()
}

/// A date in any of the three forms of HTTP (RFC 9110, 5.6.7).
pub(super) fn date(value: &str) -> Option<Timestamp> {
    let at: SystemTime = httpdate::parse_http_date(value).ok()?;
    Timestamp::try_from(at).ok()
}

/// The words of `Cache-Control` that concern us (RFC 9111, 5.2.2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CacheControl {
    pub(super) max_age: Option<SignedDuration>,
    pub(super) no_cache: bool,
    pub(super) no_store: bool,
}

pub(super) fn cache_control(headers: &HeaderMap) -> CacheControl {
    let mut read = CacheControl::default();
    for value in headers.get_all(header::CACHE_CONTROL) {
        for word in value.to_str().unwrap_or_default().split(',') {
            let (name, argument) = word.split_once('=').unwrap_or((word, ""));
            match name.trim().to_ascii_lowercase().as_str() {
                "no-cache" => read.no_cache = true,
                "no-store" => read.no_store = true,
                "max-age" => {
                    let seconds = argument.trim().trim_matches('"').parse::<u64>().ok();
                    read.max_age = seconds.map(|seconds| SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(i64::MAX)));
                }
                _ => {}
            }
        }
    }
    read
}

/// The first address of `Link` headers with that relation (RFC 8288).
pub(super) fn link(headers: &HeaderMap, relation: &str, base: &Url) -> Option<Url> {
    let values = headers.get_all(header::LINK).into_iter().filter_map(|value| value.to_str().ok());
    values.flat_map(links).take(HEADER_LINKS_MAX).find_map(|(target, parameters)| {
        let mut relations = parameters.split(';').filter_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            name.trim().eq_ignore_ascii_case("rel").then(|| value.trim().trim_matches('"'))
        });
        let wanted = relations.next()?.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case(relation));
        wanted.then(|| base.join(target).ok()).flatten().filter(|url| matches!(url.scheme(), "http" | "https"))
    })
}

/// The targets and parameters of a `Link` value. A comma can stand in a target, so the text is cut at `<`.
fn links(value: &str) -> impl Iterator<Item = (&str, &str)> {
    value
        .split('<')
        .skip(1)
        .filter_map(|link| link.split_once('>'))
        .map(|(target, rest)| (target.trim(), rest.trim_end_matches([',', ' '])))
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    fn head(name: HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn retry_after_is_seconds_or_a_date_within_limits() {
        let now: Timestamp = "1994-11-06T08:49:37Z".parse().unwrap();
        for (value, seconds) in [
            ("120", Some(120)),
            ("Sun, 06 Nov 1994 08:50:37 GMT", Some(60)),
            ("Sunday, 06-Nov-94 08:50:37 GMT", Some(60)),
            ("Sun Nov  6 08:50:37 1994", Some(60)),
            ("Sat, 06 Nov 1993 08:50:37 GMT", Some(0)),
            ("99999999999999999", Some(86_400)),
            ("-1", None),
            ("soon", None),
        ] {
            let read = retry_after(&head(header::RETRY_AFTER, value), now);
            assert_eq!(read, seconds.map(|seconds| now + SignedDuration::from_secs(seconds)), "{value}");
        }
    }

    #[test]
    fn cache_control_is_read_word_by_word() {
        for (value, max_age, no_cache, no_store) in [
            ("public, Max-Age=\"60\"", Some(60), false, false),
            ("no-cache, no-store, max-age=0", Some(0), true, true),
            ("max-age=x", None, false, false),
            ("s-maxage=9", None, false, false),
        ] {
            let max_age = max_age.map(SignedDuration::from_secs);
            let expected = CacheControl { max_age, no_cache, no_store };
            assert_eq!(cache_control(&head(header::CACHE_CONTROL, value)), expected, "{value}");
        }
    }

    #[test]
    fn links_are_found_by_their_relation() {
        let base = Url::parse("https://site.example/feed").unwrap();
        let value = "<https://hub.example/?a,b>; rel=\"hub\", </feed;x>;title=t; rel=\"SELF alternate\", <mailto:x>; rel=me";
        let headers = head(header::LINK, value);
        assert_eq!(link(&headers, "hub", &base).unwrap().as_str(), "https://hub.example/?a,b");
        assert_eq!(link(&headers, "self", &base).unwrap().as_str(), "https://site.example/feed;x");
        assert_eq!(link(&headers, "me", &base), None);
    }
}
