//! When two addresses are one: the canonical form under which copies of a document meet.

use std::net::IpAddr;

use url::Url;

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
/// a route of its own, `#!`), no tracking parameters, the others sorted, no trailing slash or index page.
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
    key.push_str(canonical_path(url.path()));
    let mut pairs: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _)| !is_tracking(name))
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    if !pairs.is_empty() {
        pairs.sort();
        let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        key.push('?');
        key.push_str(&query);
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
    fn the_registrable_part_follows_the_public_suffix_list() {
        assert_eq!(registrable("blog.example.co.uk"), "example.co.uk");
        assert_eq!(registrable("127.0.0.1"), "127.0.0.1");
    }
}
