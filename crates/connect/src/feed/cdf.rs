//! Microsoft's Channel Definition Format of 1997, which some sites still answer with.

use super::element::Element;
use super::extension;
use super::namespace::Space;
use super::{Entry, Feed, markup};

/// An entry of an `<ITEM>`.
pub(crate) fn entry(item: &Element, unread_dates: &mut Vec<String>) -> Entry {
    let modified = item.attribute("lastmod").map(str::to_owned);
    let updated = modified.as_deref().and_then(super::read_date);
    unread_dates.extend(modified.filter(|_| updated.is_none()));
    Entry {
        address: extension::address_at(item, "href")
            .or_else(|| item.first(Space::Core, "a").and_then(|link| extension::address_at(link, "href"))),
        title: item.first(Space::Core, "title").map(markup::unsaid).unwrap_or_default(),
        summary: item.first(Space::Core, "abstract").map(markup::unsaid).unwrap_or_default(),
        updated,
        language: item.language.as_deref().map(str::to_owned),
        ..Entry::default()
    }
}

/// The channel's own elements.
pub(crate) fn metadata(channel: &Element, feed: &mut Feed) {
    feed.title = channel.first(Space::Core, "title").map(markup::unsaid).unwrap_or_default();
    feed.description = channel.first(Space::Core, "abstract").map(markup::unsaid).unwrap_or_default();
    feed.site_address = extension::address_at(channel, "href");
    feed.address = extension::address_at(channel, "self");
    feed.updated = channel.attribute("lastmod").and_then(super::read_date);
    feed.language = channel.language.as_deref().map(str::to_owned);
}
