//! Addresses as feeds write them, made absolute.

use std::sync::Arc;

use url::Url;

use super::FeedContext;

/// Schemes that a feed may name as a place to read; `javascript:` and `data:` are not.
const SCHEMES: [&str; 12] = ["http", "https", "ftp", "mailto", "news", "nntp", "gopher", "tel", "magnet", "geo", "at", "gemini"];

/// The address against which the whole document's relative addresses are meant: the `Content-Location` if it can be one,
/// else where the document came from.
pub(crate) fn document_base(context: &FeedContext<'_>) -> Option<Arc<Url>> {
    let location = context
        .content_location
        .map(str::trim)
        .filter(|location| !location.is_empty())
        .and_then(|location| context.address.map_or_else(|| Url::parse(location), |address| address.join(location)).ok());
    location.filter(|location| matches!(location.scheme(), "http" | "https")).or_else(|| context.address.cloned()).map(Arc::new)
}

/// The base inside an element with that `xml:base`.
pub(crate) fn inner_base(outer: Option<&Arc<Url>>, written: &str) -> Option<Arc<Url>> {
    let joined = match outer {
        Some(outer) => outer.join(written).ok(),
        None => Url::parse(written).ok(),
    };
    joined.filter(|base| matches!(base.scheme(), "http" | "https")).map(Arc::new).or_else(|| outer.cloned())
}

/// The address that is meant, absolute when there is a base; an absolute one stays as it is written. `None` for an empty
/// one and for one that is no place to read.
pub(crate) fn resolve(base: Option<&Arc<Url>>, written: &str) -> Option<String> {
    let written: String = written.trim().chars().filter(|c| !c.is_control()).collect();
    let written = written.strip_prefix("feed:").map_or(written.as_str(), |rest| {
        // `feed://host` stands for `http://host`, `feed:https://host` for what follows.
        if rest.starts_with("//") { rest } else { rest.trim_start() }
    });
    if written.is_empty() {
        return None;
    }
    match Url::parse(written) {
        Ok(url) if !SCHEMES.contains(&url.scheme()) => None,
        Ok(url) if written.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>')) => Some(url.into()),
        Ok(_) => Some(written.to_owned()),
        Err(_) => match base {
            Some(base) => base.join(written).ok().map(Into::into),
            None => Some(written.strip_prefix("//").map_or_else(|| written.to_owned(), |rest| format!("http://{rest}"))),
        },
    }
}

/// Whether a text is an absolute address of the web.
pub(crate) fn is_web(written: &str) -> bool {
    Url::parse(written).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, expected: Option<&str>) {
        let base = Arc::new(Url::parse("https://site.example/a/b").unwrap());
        assert_eq!(resolve(Some(&base), written).as_deref(), expected, "{written}");
    }

    #[test]
    fn addresses_are_made_absolute_and_scripts_refused() {
        check("c?d", Some("https://site.example/a/c?d"));
        check(" /c\n", Some("https://site.example/c"));
        check("//other.example/x", Some("https://other.example/x"));
        check("HTTP://Other.example", Some("HTTP://Other.example"));
        check("http://other.example/a b", Some("http://other.example/a%20b"));
        check("feed:https://other.example/x", Some("https://other.example/x"));
        check("javascript:alert(1)", None);
        check("", None);
    }
}
