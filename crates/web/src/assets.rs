//! Style, script, fonts and icon of the pages, bundled when the crate is built and carried inside the program.
//!
//! Every file has its own hash in its address, so that it may be kept for ever by who has read it once.

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use minijinja::{Environment, Error, ErrorKind};

/// How long an asset may be kept: a year, and without asking again, because a changed file has another address.
pub const CACHE_CONTROL: &str = "public, max-age=31536000, immutable";

/// One bundled file.
#[derive(Clone, Copy)]
pub struct Asset {
    /// What the source calls it: `app.css`.
    pub name: &'static str,
    /// Its address on the site, with its hash: `/assets/app-1A2B3C4D.css`.
    pub path: &'static str,
    /// Its media type.
    pub content_type: &'static str,
    /// Its strong validator, with the quotes.
    pub etag: &'static str,
    /// The file itself.
    pub bytes: &'static [u8],
    /// The same compressed with brotli, for what gains by it.
    pub brotli: Option<&'static [u8]>,
    /// The same compressed with gzip, for what gains by it.
    pub gzip: Option<&'static [u8]>,
}

/// All bundled files, written by the build script.
pub static ASSETS: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets/dist/table.rs"));

/// The file at an address (`/assets/app-1A2B3C4D.css`, or its last part alone).
#[must_use]
pub fn asset(path: &str) -> Option<&'static Asset> {
    let file = path.strip_prefix("/assets/").unwrap_or(path);
    ASSETS.iter().find(|asset| asset.path.strip_prefix("/assets/") == Some(file))
}

/// The address of a file by the name the source gives it: `asset_path("app.js")`.
#[must_use]
pub fn asset_path(name: &str) -> Option<&'static str> {
    ASSETS.iter().find(|asset| asset.name == name).map(|asset| asset.path)
}

/// Gives templates `asset("app.css")`. A name that does not exist is an error of the template.
pub fn add_to(env: &mut Environment<'_>) {
    env.add_function("asset", |name: &str| {
        asset_path(name).ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("there is no asset named {name:?}")))
    });
}

/// Answers `GET /assets/{file}`: the best compressed variant the client takes, 304 when it has the file, 404 when there is none.
pub async fn serve(Path(file): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = asset(&file) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|value| value.as_bytes() == asset.etag.as_bytes());
    let (encoding, body) = variant(asset, headers.get(header::ACCEPT_ENCODING));
    let mut response = if known { StatusCode::NOT_MODIFIED.into_response() } else { body.into_response() };
    let fixed = [
        (header::CONTENT_TYPE, asset.content_type),
        (header::CACHE_CONTROL, CACHE_CONTROL),
        (header::ETAG, asset.etag),
        (header::VARY, "accept-encoding"),
    ];
    for (name, value) in fixed {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    if let (Some(encoding), false) = (encoding, known) {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// The smallest variant among those that `accept` names, and the name of its encoding.
fn variant(asset: &Asset, accept: Option<&HeaderValue>) -> (Option<&'static str>, &'static [u8]) {
    let accept = accept.and_then(|value| value.to_str().ok()).unwrap_or_default();
    let takes = |coding: &str| accept.split(',').any(|part| accepts(part, coding));
    match (asset.brotli, asset.gzip) {
        (Some(bytes), _) if takes("br") => (Some("br"), bytes),
        (_, Some(bytes)) if takes("gzip") => (Some("gzip"), bytes),
        _ => (None, asset.bytes),
    }
}

/// Whether one part of an `Accept-Encoding` (`gzip;q=0.5`) takes `coding`; a weight of zero refuses it.
fn accepts(part: &str, coding: &str) -> bool {
    let mut pieces = part.split(';').map(str::trim);
    let named = pieces.next().is_some_and(|name| name.eq_ignore_ascii_case(coding));
    let refused = pieces.filter_map(|piece| piece.strip_prefix("q=")).any(|weight| weight.parse() == Ok(0.0_f32));
    named && !refused
}

#[cfg(test)]
mod look;

#[cfg(test)]
mod tests {
    use super::*;

    /// Most bytes of script and style that a page may ask for, compressed (issue 2, "How fast").
    const SCRIPT_BYTES_MAX: usize = 60 * 1024;
    const STYLE_BYTES_MAX: usize = 25 * 1024;

    fn named(name: &str) -> &'static Asset {
        asset(asset_path(name).unwrap()).unwrap()
    }

    #[test]
    fn script_and_style_keep_their_budget() {
        let (script, style) = (named("app.js").gzip.unwrap().len(), named("app.css").gzip.unwrap().len());
        assert!(script <= SCRIPT_BYTES_MAX, "app.js is {script} bytes compressed");
        assert!(style <= STYLE_BYTES_MAX, "app.css is {style} bytes compressed");
    }

    #[test]
    fn addresses_carry_a_hash_and_lead_back() {
        for asset in ASSETS {
            assert!(asset.path.starts_with("/assets/"), "{}", asset.path);
            assert_ne!(asset.path.trim_start_matches("/assets/"), asset.name);
            assert_eq!(super::asset(asset.path).unwrap().name, asset.name);
        }
        assert!(asset("/assets/../Cargo.toml").is_none());
        assert!(asset("app.js").is_none(), "without its hash a file has no address");
    }

    #[test]
    fn the_client_chooses_the_encoding() {
        let check = |accept: &'static str, expect| {
            assert_eq!(variant(named("app.css"), Some(&HeaderValue::from_static(accept))).0, expect, "{accept}");
        };
        check("gzip, deflate, br, zstd", Some("br"));
        check("gzip", Some("gzip"));
        check("br;q=0, gzip;q=0.5", Some("gzip"));
        check("identity", None);
        assert_eq!(variant(named("inter-latin-wght-normal.woff2"), Some(&HeaderValue::from_static("br"))).0, None);
    }

    #[tokio::test]
    async fn who_has_the_file_is_not_sent_it_again() {
        let asset = named("app.css");
        let mut headers = HeaderMap::new();
        headers.insert(header::IF_NONE_MATCH, HeaderValue::from_static(asset.etag));
        assert_eq!(serve(Path(asset.path.into()), headers).await.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(serve(Path("no.css".into()), HeaderMap::new()).await.status(), StatusCode::NOT_FOUND);
    }
}
