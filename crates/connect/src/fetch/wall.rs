//! "This site blocks us": recognising the walls that stand between a site and programs.
//!
//! Markers were gathered from the products' own documentation of their challenge answers (Cloudflare `cf-mitigated`, AWS WAF
//! `x-amzn-waf-action`, Vercel `x-vercel-mitigated`) and from the pages that they serve.

use memchr::memmem;
use reqwest::header::HeaderMap;
use serde::{Deserialize, Serialize};

/// How much of a page is looked at for a wall.
pub(super) const WALL_LOOK_BYTES_MAX: usize = 64 << 10;

/// A product that stops programs at a site's door.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wall {
    /// Cloudflare.
    Cloudflare,
    /// Akamai.
    Akamai,
    /// Anubis.
    Anubis,
    /// AWS WAF.
    AwsWaf,
    /// `DataDome`.
    DataDome,
    /// DDoS-Guard.
    DdosGuard,
    /// Imperva, formerly Incapsula.
    Imperva,
    /// HUMAN, formerly `PerimeterX`.
    PerimeterX,
    /// Sucuri.
    Sucuri,
    /// Vercel.
    Vercel,
}

impl Wall {
    /// The product's name.
    #[must_use]
    pub const fn product(self) -> &'static str {
        match self {
            Self::Cloudflare => "Cloudflare",
            Self::Akamai => "Akamai",
            Self::Anubis => "Anubis",
            Self::AwsWaf => "AWS WAF",
            Self::DataDome => "DataDome",
            Self::DdosGuard => "DDoS-Guard",
            Self::Imperva => "Imperva",
            Self::PerimeterX => "HUMAN",
            Self::Sucuri => "Sucuri",
            Self::Vercel => "Vercel",
        }
    }
}

/// Headers that only a challenge carries: name, beginning of the value.
const HEADERS: [(&str, &str, Wall); 3] = [
    ("cf-mitigated", "challenge", Wall::Cloudflare),
    ("x-amzn-waf-action", "c", Wall::AwsWaf),
    ("x-vercel-mitigated", "challenge", Wall::Vercel),
];

/// What only the challenge pages themselves contain, so that an article about them is not taken for one: all of the words.
const PAGES: [(&[&str], Wall); 11] = [
    (&["<title>Just a moment...</title>", "/cdn-cgi/challenge-platform/"], Wall::Cloudflare),
    (&["<title>Attention Required! | Cloudflare</title>"], Wall::Cloudflare),
    (&["<title>Access Denied</title>", "errors.edgesuite.net"], Wall::Akamai),
    (&["/.within.website/x/cmd/anubis/static/", "anubis_challenge"], Wall::Anubis),
    (&["AwsWafIntegration", "challenge.js"], Wall::AwsWaf),
    (&["geo.captcha-delivery.com", "var dd="], Wall::DataDome),
    (&["<title>DDoS-Guard</title>"], Wall::DdosGuard),
    (&["/_Incapsula_Resource?", "NOINDEX, NOFOLLOW"], Wall::Imperva),
    (&["px-captcha", "_pxAppId"], Wall::PerimeterX),
    (&["Sucuri WebSite Firewall - Access Denied"], Wall::Sucuri),
    (&["<title>Vercel Security Checkpoint</title>"], Wall::Vercel),
];

/// The wall that an answer's head tells of.
pub(super) fn of_headers(headers: &HeaderMap) -> Option<Wall> {
    HEADERS.into_iter().find_map(|(name, begins, wall)| {
        let value = headers.get(name)?.to_str().ok()?;
        value.starts_with(begins).then_some(wall)
    })
}

/// The wall that a page is, by its first [`WALL_LOOK_BYTES_MAX`] bytes.
pub(super) fn of_page(body: &[u8]) -> Option<Wall> {
    let look = &body[..body.len().min(WALL_LOOK_BYTES_MAX)];
    PAGES
        .into_iter()
        .find_map(|(words, wall)| words.iter().all(|word| memmem::find(look, word.as_bytes()).is_some()).then_some(wall))
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    #[test]
    fn a_wall_is_known_by_its_head_or_its_page() {
        let mut headers = HeaderMap::new();
        assert_eq!(of_headers(&headers), None);
        headers.insert("cf-mitigated", HeaderValue::from_static("challenge"));
        assert_eq!(of_headers(&headers), Some(Wall::Cloudflare));
        let page = b"<html><title>Just a moment...</title><script src=/cdn-cgi/challenge-platform/h/b></script>";
        assert_eq!(of_page(page), Some(Wall::Cloudflare));
        assert_eq!(of_page(b"<html><title>How we beat Just a moment...</title>"), None);
    }
}
