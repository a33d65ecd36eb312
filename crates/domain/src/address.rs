//! When two addresses are one: the canonical form under which copies of a document meet.

use std::net::IpAddr;

use url::{Url, form_urlencoded::byte_serialize};

/// Query parameters that only follow the reader around and never change what is shown. Gathered from the documentation of the
/// tools that add them (Google Analytics `utm_*` and `gclid`, Matomo `pk_*`/`mtm_*`, Meta `fbclid`, Microsoft `msclkid`,
/// Mailchimp `mc_*`, HubSpot `_hs*`, Yandex `yclid`, AT Internet `xtor`, Adobe `s_cid`, and the feed markers of publishers).
const TRACKING: [&str; 36] = [
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "wbraid",
    "gbraid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "li_fat_id",
    "igshid",
    "igsh",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "_hsenc",
    "_hsmi",
    "__hssc",
    "__hstc",
    "__hsfp",
    "hsctatracking",
    "xtor",
    "s_cid",
    "s_kwcid",
    "vero_id",
    "vero_conv",
    "oly_anon_id",
    "oly_enc_id",
    "rb_clickid",
    "wickedid",
    "_openstat",
    "cmpid",
    "ns_campaign",
    "ns_source",
    "ref_src",
];
const TRACKING_PREFIXES: [&str; 6] = ["utm_", "pk_", "mtm_", "piwik_", "hsa_", "at_"];

/// The canonical form of an `http` or `https` address: one scheme, no `www.`, no default port, no fragment (unless it is
/// a route of its own, `#!`), no tracking parameters, the others sorted, no trailing slash or index page, and one spelling
/// of what is percent-encoded (RFC 3986 section 6.2.2).
/// `None` for anything that is not such an address. It is a key for comparing, not an address to visit.
#[must_use]
pub fn canonical(address: &str) -> Option<String> {
    let url = Url::parse(address.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let host = host(&url)?;
    let mut key = String::with_capacity(address.len());
    key.push_str("https://");
    key.push_str(host);
    if let Some(port) = url.port() {
        key.push(':');
        key.push_str(&port.to_string());
    }
    key.push_str(canonical_path(&one_spelling(url.path())));
    let mut pairs: Vec<(Vec<u8>, Vec<u8>)> = url
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (form_bytes(name), form_bytes(value)))
        .filter(|(name, _)| !is_tracking(&String::from_utf8_lossy(name)))
        .collect();
    pairs.sort();
    for (number, (name, value)) in pairs.iter().enumerate() {
        key.push(if number == 0 { '?' } else { '&' });
        key.extend(byte_serialize(name));
        key.push('=');
        key.extend(byte_serialize(value));
    }
    if let Some(route) = url.fragment().filter(|fragment| fragment.starts_with('!')) {
        key.push('#');
        key.push_str(route);
    }
    Some(key)
}

/// The host that a reader would name: lower case, without `www.`.
#[must_use]
pub fn site(address: &str) -> Option<String> {
    let url = Url::parse(address.trim()).ok()?;
    host(&url).map(str::to_owned)
}

/// The part of a host that somebody registered: `example.co.uk` of `blog.example.co.uk`, by the public suffix list.
/// A host with no public suffix, such as an address in numbers, is its own.
#[must_use]
pub fn registrable(host: &str) -> &str {
    if host.parse::<IpAddr>().is_ok() || host.starts_with('[') {
        return host;
    }
    psl::domain_str(host).unwrap_or(host)
}

fn host(url: &Url) -> Option<&str> {
    url.host_str().map(|host| host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}

fn canonical_path(path: &str) -> &str {
    const INDEX_PAGES: [&str; 4] = ["index.html", "index.htm", "index.php", "default.aspx"];
    let path = INDEX_PAGES.iter().find_map(|page| path.strip_suffix(page).filter(|rest| rest.ends_with('/'))).unwrap_or(path);
    path.strip_suffix('/').unwrap_or(path)
}

/// A path in which each percent-encoding is written in one way: those of letters, digits, `-`, `.`, `_` and `~` as the
/// character itself, all others with upper-case digits. The others stay encoded, for `%2F` is no `/`.
fn one_spelling(path: &str) -> String {
    let mut spelled = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(at) = rest.find('%') {
        spelled.push_str(&rest[..at]);
        let Some(byte) = encoded_byte(&rest.as_bytes()[at..]) else {
            spelled.push('%');
            rest = &rest[at + 1..];
            continue;
        };
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            spelled.push(char::from(byte));
        } else {
            spelled.push_str(&rest[at..at + 3].to_ascii_uppercase());
        }
        rest = &rest[at + 3..];
    }
    spelled.push_str(rest);
    spelled
}

/// What a name or value of a query means, as bytes: the queries of old sites are not in UTF-8, and made text their letters
/// would all become the same U+FFFD.
fn form_bytes(written: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(written.len());
    let mut rest = written.as_bytes();
    while let [first, after @ ..] = rest {
        let encoded = encoded_byte(rest);
        bytes.push(encoded.unwrap_or(if *first == b'+' { b' ' } else { *first }));
        rest = if encoded.is_some() { &after[2..] } else { after };
    }
    bytes
}

/// The byte that `%` and two digits at the beginning stand for.
fn encoded_byte(written: &[u8]) -> Option<u8> {
    let [b'%', high, low, ..] = written else { return None };
    let digit = |digit: u8| char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    Some(digit(*high)? << 4 | digit(*low)?)
}

fn is_tracking(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    TRACKING.contains(&name.as_str()) || TRACKING_PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, expected: Option<&str>) {
        assert_eq!(canonical(address).as_deref(), expected, "{address}");
    }

    #[test]
    fn addresses_that_show_the_same_meet() {
        check("http://www.Example.com:80/a/?utm_source=x&b=2&a=1#top", Some("https://example.com/a?a=1&b=2"));
        check("https://example.com/a?FBCLID=9", Some("https://example.com/a"));
        check("https://example.com/index.php", Some("https://example.com"));
        check("https://example.com/myindex.php", Some("https://example.com/myindex.php"));
        check("https://example.com:8443/é", Some("https://example.com:8443/%C3%A9"));
        check("https://example.com/#!/route", Some("https://example.com#!/route"));
        check("mailto:a@example.com", None);
        check("no address", None);
    }

    #[test]
    fn one_address_is_percent_encoded_in_one_way() {
        for address in ["https://dup.example/caf%c3%a9", "https://dup.example/caf%C3%A9", "https://dup.example/café"] {
            check(address, Some("https://dup.example/caf%C3%A9"));
        }
        check("https://example.com/%7Elea/%61%2Db%2ec%5f", Some("https://example.com/~lea/a-b.c_"));
        check("https://example.com/a/%69ndex.php", Some("https://example.com/a"));
        // What is reserved stays as written: a slash inside of a name parts nothing.
        check("https://example.com/a%2fb%3fc%25", Some("https://example.com/a%2Fb%3Fc%25"));
        check("https://example.com/%2561", Some("https://example.com/%2561"));
        check("https://example.com/100%/%zz%4", Some("https://example.com/100%/%zz%4"));
        for address in
            ["https://a.example/?q=caf%c3%a9+%61", "https://a.example?q=café%20a", "https://a.example/?%71=caf%C3%A9+a"]
        {
            check(address, Some("https://a.example?q=caf%C3%A9+a"));
        }
        check("https://a.example/?a=b%26c&d&&e=%2B%", Some("https://a.example?a=b%26c&d=&e=%2B%25"));
    }

    #[test]
    fn queries_that_are_not_in_utf_8_stay_apart() {
        check("https://a.example/?mot=p%e9che", Some("https://a.example?mot=p%E9che"));
        check("https://a.example/?mot=p%eache", Some("https://a.example?mot=p%EAche"));
    }

    #[test]
    fn the_registrable_part_follows_the_public_suffix_list() {
        assert_eq!(registrable("blog.example.co.uk"), "example.co.uk");
        assert_eq!(registrable("127.0.0.1"), "127.0.0.1");
    }
}
