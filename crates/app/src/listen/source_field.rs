//! What a form about sources may say, and the shape in which it is kept.

use domain::Kind;
use store::{Id, Tx, source::Folder, workspace::Workspace};
use url::{Host, Url};

use crate::{Noun, Refusal};

/// The most characters of a source's title.
pub const SOURCE_TITLE_CHARS_MAX: usize = 200;
/// The most bytes of an address.
pub const SOURCE_ADDRESS_BYTES_MAX: usize = 2_000;
/// The most characters of a folder's name.
pub const FOLDER_NAME_CHARS_MAX: usize = 120;

/// One line without control characters; white space around it is taken off, runs of it become one space.
pub(crate) fn line(said: &str) -> String {
    let joined = said.split_whitespace().collect::<Vec<_>>().join(" ");
    joined.chars().filter(|c| !c.is_control()).collect()
}

/// The first `chars` characters.
pub(crate) fn cut(said: &str, chars: usize) -> String {
    said.chars().take(chars).collect()
}

/// A title: something, and not too long.
pub(crate) fn title(said: &str) -> Result<String, Refusal> {
    named("title", said, SOURCE_TITLE_CHARS_MAX)
}

/// The name of a folder. A ` / ` in it makes it stand inside another one on the page and in a list that is handed out.
pub(crate) fn folder_name(said: &str) -> Result<String, Refusal> {
    named("name", said, FOLDER_NAME_CHARS_MAX)
}

fn named(field: &'static str, said: &str, chars_max: usize) -> Result<String, Refusal> {
    let said = line(said);
    match said.chars().count() {
        0 => Err(Refusal::Invalid { field, why: "empty" }),
        count if count > chars_max => Err(Refusal::Invalid { field, why: "too_long" }),
        _ => Ok(said),
    }
}

/// An address of the web as people write it: with or without `https://`, or with the `feed:` of old readers. Names and passwords
/// in it are refused, for addresses are shown and logged.
pub(crate) fn address(said: &str) -> Result<Url, Refusal> {
    let wrong = |why| Refusal::Invalid { field: "address", why };
    let said = said.trim();
    if said.is_empty() {
        return Err(wrong("empty"));
    }
    if said.len() > SOURCE_ADDRESS_BYTES_MAX {
        return Err(wrong("too_long"));
    }
    let bare = said.strip_prefix("feed:").map_or(said, |rest| rest.strip_prefix("//").unwrap_or(rest));
    let whole = if has_scheme(bare) { bare.to_owned() } else { format!("https://{bare}") };
    let mut url = Url::parse(&whole).map_err(|_parse| wrong("not_an_address"))?;
    let names_a_site = match url.host() {
        Some(Host::Domain(name)) => name.trim_end_matches('.').contains('.') || name == "localhost",
        Some(Host::Ipv4(_) | Host::Ipv6(_)) => true,
        None => false,
    };
    if !matches!(url.scheme(), "http" | "https") || !names_a_site {
        return Err(wrong("not_an_address"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong("has_password"));
    }
    url.set_fragment(None);
    Ok(url)
}

/// What was handed in as an address, without the name and password that may stand in it before the host: lists are kept and shown.
pub(crate) fn without_password(said: &str) -> String {
    let (scheme, rest) = match said.find("://") {
        Some(at) => said.split_at(at + 3),
        None => ("", said),
    };
    let authority = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    match rest[..authority].rfind('@') {
        // Without a scheme a mail address looks the same but for the colon.
        Some(at) if !scheme.is_empty() || rest[..at].contains(':') => format!("{scheme}{}", &rest[at + 1..]),
        _ => said.to_owned(),
    }
}

/// Whether an address says how it is reached, as opposed to a host with its port.
pub(crate) fn has_scheme(said: &str) -> bool {
    said.contains("://")
}

/// What sort of place it is; nothing said is `other`.
pub(crate) fn kind(said: &str) -> Result<&'static str, Refusal> {
    if said.is_empty() {
        return Ok(Kind::default().name());
    }
    Kind::from_name(said).map(Kind::name).ok_or(Refusal::Invalid { field: "kind", why: "unknown" })
}

/// A code of ISO 639: two or three letters, perhaps with a region, which is left off; none when nothing is said.
pub(crate) fn language(said: &str) -> Result<Option<String>, Refusal> {
    let code = said.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    match code.len() {
        0 if said.trim().is_empty() => Ok(None),
        2 | 3 if code.bytes().all(|byte| byte.is_ascii_lowercase()) => Ok(Some(code)),
        _ => Err(Refusal::Invalid { field: "language", why: "unknown" }),
    }
}

/// A folder that must be of the workspace.
pub(crate) async fn own_folder(tx: &Tx, workspace: Id<Workspace>, folder: Option<Id<Folder>>) -> Result<(), Refusal> {
    match folder {
        Some(id) if tx.folder(workspace, id).await?.is_none() => Err(Refusal::NoSuch(Noun::Folder)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_as_people_write_them() {
        let check = |said: &str, expected: Result<&str, &str>| {
            let found = address(said).map(String::from).map_err(|refusal| match refusal {
                Refusal::Invalid { why, .. } => why,
                _ => "something else",
            });
            assert_eq!(found.as_deref().map_err(|why| *why), expected, "{said}");
        };
        check(" site.example/feed ", Ok("https://site.example/feed"));
        check("http://site.example", Ok("http://site.example/"));
        check("feed://site.example/rss", Ok("https://site.example/rss"));
        check("feed:https://site.example/rss", Ok("https://site.example/rss"));
        check("localhost:8080/a#top", Ok("https://localhost:8080/a"));
        check("127.0.0.1:9/feed", Ok("https://127.0.0.1:9/feed"));
        check("ftp://site.example/", Err("not_an_address"));
        check("mailto:lea@site.example", Err("has_password"));
        check("javascript:alert(1)", Err("not_an_address"));
        check("solenne", Err("not_an_address"));
        check("deux mots.example", Err("not_an_address"));
        check("https://lea:secret@site.example/", Err("has_password"));
        check("", Err("empty"));
        check(&format!("https://site.example/{}", "a".repeat(2_000)), Err("too_long"));
    }

    #[test]
    fn languages_are_codes() {
        assert_eq!(language("fr-CA").unwrap(), Some("fr".to_owned()));
        assert_eq!(language(" ").unwrap(), None);
        assert!(language("français").is_err());
        assert!(language("1a").is_err());
    }

    #[test]
    fn titles_are_one_line() {
        assert_eq!(title(" Le\n Monde\u{7} ").unwrap(), "Le Monde");
        assert!(title("\n").is_err());
        assert!(title(&"a".repeat(201)).is_err());
        assert_eq!(cut("été", 2), "ét");
    }

    #[test]
    fn a_password_is_taken_out_of_what_is_kept() {
        for (said, kept) in [
            ("http://u:p@x.example/f", "http://x.example/f"),
            ("https://lea@x.example", "https://x.example"),
            ("https://u:p@w@x.example:8080/a@b", "https://x.example:8080/a@b"),
            ("https://x.example/@lea", "https://x.example/@lea"),
            ("x.example/feed", "x.example/feed"),
            ("u:p@x.example/f", "x.example/f"),
            ("lea@x.example", "lea@x.example"),
            ("http://u:p@not a host/f", "http://not a host/f"),
        ] {
            assert_eq!(without_password(said), kept);
        }
    }
}
