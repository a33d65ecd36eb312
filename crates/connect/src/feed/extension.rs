//! What RSS and Atom feeds say in modules that they share: Dublin Core, Media RSS, podcasts, threads, rhythm.

use jiff::Timestamp;

use super::element::Element;
use super::namespace::Space;
use super::{Enclosure, Entry, FeedAuthor, Rhythm, address, read_date};

/// The most authors, categories or files that one entry keeps.
const ENTRY_PARTS_MAX: usize = 100;
/// A date that cannot be read is quoted up to this many bytes.
const QUOTED_DATE_BYTES_MAX: usize = 40;

/// The first of several dates that can be read; those that cannot are noted in `unread`.
pub(crate) fn date(of: &Element, names: &[(Space, &str)], unread: &mut Vec<String>) -> Option<Timestamp> {
    for (space, name) in names {
        for written in of.all(*space, name).map(Element::text).filter(|text| !text.is_empty()) {
            if let Some(moment) = read_date(&written) {
                return Some(moment);
            }
            unread.push(domain::html::cut(&written, QUOTED_DATE_BYTES_MAX).to_owned());
        }
    }
    None
}

/// An address in a child element: its text, or its `href`, `url` or `rdf:resource`.
pub(crate) fn address_in(element: &Element) -> Option<String> {
    let text = element.text();
    let written = if text.is_empty() {
        ["href", "url", "resource", "src"].iter().find_map(|name| element.attribute(name))?.to_owned()
    } else {
        text
    };
    address::resolve(element.base.as_ref(), &written)
}

/// An address in an attribute.
pub(crate) fn address_at(element: &Element, attribute: &str) -> Option<String> {
    address::resolve(element.base.as_ref(), element.attribute(attribute)?)
}

/// Adds a text once.
pub(crate) fn add_once(texts: &mut Vec<String>, text: &str) {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !text.is_empty() && texts.len() < ENTRY_PARTS_MAX && !texts.contains(&text) {
        texts.push(text);
    }
}

/// Adds an author once.
pub(crate) fn add_author(authors: &mut Vec<FeedAuthor>, author: FeedAuthor) {
    let is_empty = author.name.is_empty() && author.email.is_none() && author.address.is_none();
    let is_known =
        authors.iter().any(|known| known.name == author.name && (known.email == author.email || author.email.is_none()));
    if !is_empty && !is_known && authors.len() < ENTRY_PARTS_MAX {
        authors.push(author);
    }
}

/// An author written as RSS does: `mail (Name)`, `Name <mail>`, a mail address, or a name.
pub(crate) fn author_of_line(line: &str) -> FeedAuthor {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let parts = line
        .split_once('(')
        .map(|(mail, name)| (name.trim_end_matches(')'), mail))
        .or_else(|| line.split_once('<').map(|(name, mail)| (name, mail.trim_end_matches('>'))));
    let is_mail = |text: &str| text.contains('@') && !text.contains(char::is_whitespace);
    match parts {
        Some((name, mail)) if is_mail(mail.trim()) => {
            FeedAuthor { name: name.trim().to_owned(), email: Some(mail.trim().to_owned()), address: None }
        }
        _ if is_mail(&line) => FeedAuthor { name: String::new(), email: Some(line), address: None },
        _ => FeedAuthor { name: line, email: None, address: None },
    }
}

/// An author written as Atom does, with elements inside.
pub(crate) fn author_of_parts(element: &Element) -> FeedAuthor {
    let part = |name| element.text_of(Space::Atom, name).or_else(|| element.text_of(Space::Core, name));
    let name = part("name");
    if name.is_none() && element.elements().next().is_none() {
        return author_of_line(&element.text());
    }
    let written = ["uri", "url", "homepage"].into_iter().find_map(part);
    FeedAuthor {
        name: name.unwrap_or_default(),
        email: part("email"),
        address: written.and_then(|written| address::resolve(element.base.as_ref(), &written)),
    }
}

/// Reads what modules say of an entry, where the format's own elements have said nothing.
pub(crate) fn entry(element: &Element, entry: &mut Entry) {
    for creator in element.elements().filter(|child| matches!(child.space, Space::Dc | Space::DcTerms) && child.name == "creator")
    {
        add_author(&mut entry.authors, author_of_line(&creator.text()));
    }
    if entry.authors.is_empty() {
        let others = [(Space::Dc, "author"), (Space::Itunes, "author"), (Space::Media, "credit"), (Space::Dc, "publisher")];
        if let Some(author) = others.iter().find_map(|(space, name)| element.text_of(*space, name)) {
            add_author(&mut entry.authors, author_of_line(&author));
        }
    }
    for child in element.elements() {
        match (child.space, child.name.as_str()) {
            (Space::Dc | Space::DcTerms, "subject") | (Space::Media, "category") => {
                add_once(&mut entry.categories, &child.text())
            }
            (Space::Itunes, "category") => add_once(&mut entry.categories, child.attribute("text").unwrap_or_default()),
            (Space::Itunes, "keywords") => child.text().split(',').for_each(|word| add_once(&mut entry.categories, word)),
            (Space::Slash, "comments") | (Space::Thread, "total") => entry.comments_count = child.text().parse().ok(),
            (Space::Wfw, "commentrss") => entry.comments_feed = address_in(child),
            (Space::Thread, "in-reply-to") => {
                entry.answers = child.attribute("ref").or_else(|| child.attribute("href")).map(str::to_owned)
            }
            _ => {}
        }
    }
    let publishers_own = element.first(Space::FeedBurner, "origlink").and_then(address_in).filter(|it| address::is_web(it));
    entry.address = publishers_own.or_else(|| entry.address.take());
    entry.language = element.text_of(Space::Dc, "language").or_else(|| element.language.as_deref().map(str::to_owned));
    media(element, entry);
    podcast(element, entry);
}

/// Media RSS: files and pictures, directly inside or in groups.
fn media(element: &Element, entry: &mut Entry) {
    let groups = element.all(Space::Media, "group");
    for scope in std::iter::once(element).chain(groups) {
        for content in scope.all(Space::Media, "content") {
            let Some(address) = address_at(content, "url") else { continue };
            let media_type = content.attribute("type").map(str::to_owned);
            let is_image =
                content.attribute("medium") == Some("image") || media_type.as_deref().is_some_and(|it| it.starts_with("image/"));
            if is_image && entry.image.is_none() {
                entry.image = Some(address.clone());
            }
            if entry.image.is_none() {
                entry.image = content.first(Space::Media, "thumbnail").and_then(|it| address_at(it, "url"));
            }
            add_enclosure(
                entry,
                Enclosure {
                    address,
                    media_type,
                    bytes: content.attribute("filesize").and_then(|bytes| bytes.parse().ok()),
                    duration_seconds: content.attribute("duration").and_then(duration_seconds),
                    title: content.text_of(Space::Media, "title"),
                },
            );
        }
        if let Some(thumbnail) =
            scope.first(Space::Media, "thumbnail").and_then(|it| address_at(it, "url").or_else(|| address_in(it)))
        {
            entry.image = Some(thumbnail);
        }
    }
}

fn podcast(element: &Element, entry: &mut Entry) {
    if let Some(image) = element.first(Space::Itunes, "image").and_then(address_in) {
        entry.image.get_or_insert(image);
    }
    let duration = element.text_of(Space::Itunes, "duration").as_deref().and_then(duration_seconds);
    if let (Some(duration), Some(first)) = (duration, entry.enclosures.first_mut()) {
        first.duration_seconds.get_or_insert(duration);
    }
    if entry.image.is_none() {
        let picture = entry.enclosures.iter().find(|file| file.media_type.as_deref().is_some_and(|it| it.starts_with("image/")));
        entry.image = picture.map(|picture| picture.address.clone());
    }
}

/// Adds a file once.
pub(crate) fn add_enclosure(entry: &mut Entry, enclosure: Enclosure) {
    if entry.enclosures.len() < ENTRY_PARTS_MAX && entry.enclosures.iter().all(|known| known.address != enclosure.address) {
        entry.enclosures.push(enclosure);
    }
}

/// Seconds of a duration written `3600`, `60:00` or `1:00:00`.
pub(crate) fn duration_seconds(written: &str) -> Option<u64> {
    let mut seconds = 0_u64;
    for (number, part) in written.trim().split(':').enumerate() {
        let value: f64 = part.trim().parse().ok().filter(|value: &f64| (0.0..1e9).contains(value) && number < 3)?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 1e9 by the line above")]
        let value = value as u64;
        seconds = seconds * 60 + value;
    }
    Some(seconds)
}

/// How often the feed says it should be visited.
pub(crate) fn rhythm(metadata: &Element) -> Rhythm {
    let period_minutes =
        metadata.text_of(Space::Sy, "updateperiod").and_then(|period| match period.to_ascii_lowercase().as_str() {
            "hourly" => Some(60),
            "daily" => Some(24 * 60),
            "weekly" => Some(7 * 24 * 60),
            "monthly" => Some(30 * 24 * 60),
            "yearly" => Some(365 * 24 * 60),
            _ => None,
        });
    let frequency = metadata.text_of(Space::Sy, "updatefrequency").and_then(|text| text.parse::<u32>().ok()).filter(|it| *it > 0);
    let skip_days = metadata.first(Space::Core, "skipdays").into_iter().flat_map(|days| days.all(Space::Core, "day"));
    let skip_hours = metadata.first(Space::Core, "skiphours").into_iter().flat_map(|hours| hours.all(Space::Core, "hour"));
    Rhythm {
        ttl_minutes: metadata.text_of(Space::Core, "ttl").and_then(|text| text.parse().ok()),
        every_minutes: period_minutes.map(|minutes: u32| (minutes / frequency.unwrap_or(1)).max(1)),
        every_from: metadata.text_of(Space::Sy, "updatebase").as_deref().and_then(read_date),
        // RSS 0.91 counted hours from 1 to 24.
        skip_hours: skip_hours
            .filter_map(|hour| hour.text().parse::<u8>().ok())
            .filter(|hour| *hour <= 24)
            .map(|hour| hour % 24)
            .collect(),
        skip_days: skip_days.filter_map(|day| weekday(&day.text())).collect(),
    }
}

fn weekday(name: &str) -> Option<u8> {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let at = DAYS.iter().position(|day| name.eq_ignore_ascii_case(day))?;
    u8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_are_read_from_a_line() {
        let check = |line: &str, name: &str, email: Option<&str>| {
            let author = author_of_line(line);
            assert_eq!((author.name.as_str(), author.email.as_deref()), (name, email), "{line}");
        };
        check("me@site.example (Ada  Lovelace)", "Ada Lovelace", Some("me@site.example"));
        check("Ada Lovelace <me@site.example>", "Ada Lovelace", Some("me@site.example"));
        check("me@site.example", "", Some("me@site.example"));
        check("Ada (editor)", "Ada (editor)", None);
    }

    #[test]
    fn durations_are_read_in_seconds() {
        assert_eq!(duration_seconds("1:02:03"), Some(3_723));
        assert_eq!(duration_seconds("90.5"), Some(90));
        assert_eq!(duration_seconds("1:2:3:4"), None);
        assert_eq!(duration_seconds("-1"), None);
    }
}
