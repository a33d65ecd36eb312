//! The entries that a page lists, by selectors.

use std::sync::Arc;

use jiff::Timestamp;
use scraper::{ElementRef, Html, Selector};
use url::Url;

use super::{PageError, metadata};
use crate::feed::{self, address};

/// The most entries that are read from one page.
pub const PAGE_ENTRIES_MAX: usize = 500;
/// The longest text of one entry, bytes.
const ENTRY_TEXT_BYTES_MAX: usize = 10_000;

/// Where the entries of a list page are, as CSS selectors. `None` for a part means the entry's own element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntrySelectors {
    /// Each entry, in the page.
    pub item: String,
    /// The title, in the entry.
    pub title: Option<String>,
    /// The element whose `href` is the entry's address, in the entry.
    pub link: Option<String>,
    /// The date, in the entry: its `datetime`, `content` or text; without one, entries have no date.
    pub date: Option<String>,
    /// The short text, in the entry; without one, entries have no text.
    pub text: Option<String>,
}

/// An entry of a list page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageEntry {
    /// The title, one line.
    pub title: String,
    /// Where it can be read, absolute.
    pub address: Option<String>,
    /// The date as shown.
    pub date: Option<String>,
    /// The date, when it can be read.
    pub published: Option<Timestamp>,
    /// The short text, one line.
    pub text: String,
}

/// Selectors that have been read.
#[derive(Debug)]
pub(crate) struct Parts {
    item: Selector,
    title: Option<Selector>,
    link: Option<Selector>,
    date: Option<Selector>,
    text: Option<Selector>,
}

impl Parts {
    pub(crate) fn read(selectors: &EntrySelectors) -> Result<Self, PageError> {
        let one =
            |written: &str| Selector::parse(written).map_err(|_reason| PageError::BadSelector { selector: written.to_owned() });
        let part = |written: &Option<String>| written.as_deref().map(one).transpose();
        Ok(Self {
            item: one(&selectors.item)?,
            title: part(&selectors.title)?,
            link: part(&selectors.link)?,
            date: part(&selectors.date)?,
            text: part(&selectors.text)?,
        })
    }

    /// The entries of a page that have a title or an address.
    pub(crate) fn entries(&self, page: &Html, base: Option<&Arc<Url>>, entries_max: usize) -> Vec<PageEntry> {
        let entries = page.select(&self.item).map(|element| self.entry(element, base));
        entries.filter(|entry| !entry.title.is_empty() || entry.address.is_some()).take(entries_max).collect()
    }

    fn entry(&self, element: ElementRef<'_>, base: Option<&Arc<Url>>) -> PageEntry {
        let part = |selector: &Option<Selector>| match selector {
            Some(selector) => element.select(selector).next(),
            None => Some(element),
        };
        let link = part(&self.link).and_then(|link| link.attr("href"));
        let date =
            self.date.as_ref().and_then(|selector| element.select(selector).next()).map(date_of).filter(|date| !date.is_empty());
        let text =
            self.text.as_ref().and_then(|selector| element.select(selector).next()).map(metadata::line).unwrap_or_default();
        PageEntry {
            title: part(&self.title).map(metadata::line).map(cut).unwrap_or_default(),
            address: link.and_then(|written| address::resolve(base, written)),
            published: date.as_deref().and_then(feed::read_date),
            date,
            text: cut(text),
        }
    }
}

fn cut(text: String) -> String {
    if text.len() <= ENTRY_TEXT_BYTES_MAX { text } else { domain::html::cut(&text, ENTRY_TEXT_BYTES_MAX).to_owned() }
}

/// The date that an element shows or carries.
pub(crate) fn date_of(element: ElementRef<'_>) -> String {
    let carried =
        element.attr("datetime").or_else(|| element.attr("content")).map(str::trim).filter(|written| !written.is_empty());
    carried.map_or_else(|| metadata::line(element), str::to_owned)
}

/// Reads the entries of a list page by its selectors, in the page's order, at most [`PAGE_ENTRIES_MAX`].
///
/// # Errors
/// [`PageError`] for a page that is too long, too intricate or empty, and for a selector that means nothing.
pub fn read_entries(html: &str, address: Option<&Url>, selectors: &EntrySelectors) -> Result<Vec<PageEntry>, PageError> {
    super::check(html)?;
    let parts = Parts::read(selectors)?;
    let page = Html::parse_document(html);
    let base = metadata::base(&page, address);
    Ok(parts.entries(&page, base.as_ref(), PAGE_ENTRIES_MAX))
}
