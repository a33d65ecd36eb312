//! What XML formats share: gathering the feed's own elements, and making entries of the others.

use super::element::{Element, Node};
use super::namespace::Space;
use super::{FEED_ENTRIES_MAX, FEED_PROBLEMS_MAX, Feed, FeedFormat, FeedProblem, atom, cdf, rss};

/// The most elements of the feed itself that are kept.
const METADATA_ELEMENTS_MAX: usize = 1_000;

/// The three families of XML feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    Rss,
    Atom,
    Cdf,
}

impl Family {
    /// The family of a feed whose outermost element has that name (without prefix).
    pub(crate) fn of_root(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "rss" | "rdf" => Some(Self::Rss),
            "feed" => Some(Self::Atom),
            "channel" => Some(Self::Cdf),
            _ => None,
        }
    }
}

/// A feed being read.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) family: Family,
    feed: Feed,
    /// The feed's own elements, with its scope, until all are there: some are only second best to later ones.
    metadata: Element,
    is_full: bool,
}

impl Reading {
    pub(crate) fn new(family: Family, root: &Element) -> Self {
        let format = match family {
            Family::Rss => rss::format(root),
            Family::Atom => atom::format(root),
            Family::Cdf => FeedFormat::Cdf,
        };
        Self { family, feed: Feed::new(format), metadata: root.clone(), is_full: false }
    }

    /// RSS keeps its scope and `rdf:about` on the channel.
    pub(crate) fn enter_channel(&mut self, channel: &Element) {
        self.metadata.base.clone_from(&channel.base);
        self.metadata.language.clone_from(&channel.language);
        self.metadata.attributes.extend(channel.attributes.iter().cloned());
    }

    /// Whether no more entries are wanted.
    pub(crate) const fn is_full(&self) -> bool {
        self.is_full
    }

    /// Takes a child of the feed or its channel.
    pub(crate) fn take(&mut self, element: Element, is_cut: bool) {
        let is_entry = match self.family {
            Family::Rss | Family::Cdf => element.is(Space::Core, "item"),
            Family::Atom => element.is(Space::Atom, "entry"),
        };
        if !is_entry {
            if self.metadata.nodes.len() < METADATA_ELEMENTS_MAX {
                self.metadata.nodes.push(Node::Element(element));
            }
            return;
        }
        if self.feed.entries.len() >= FEED_ENTRIES_MAX {
            self.feed.problems.push(FeedProblem::TooManyEntries { kept: FEED_ENTRIES_MAX });
            self.is_full = true;
            return;
        }
        let mut dates = Vec::new();
        let mut entry = match self.family {
            Family::Rss => rss::entry(&element, &mut dates),
            Family::Atom => atom::entry(&element, &mut dates),
            Family::Cdf => cdf::entry(&element, &mut dates),
        };
        entry.cut = is_cut;
        if is_cut && entry.guid.is_none() && entry.address.is_none() && entry.title.is_empty() {
            return;
        }
        self.feed.entries.push(entry);
        let number = self.feed.entries.len();
        self.tell_dates(Some(number), dates);
    }

    fn tell_dates(&mut self, entry: Option<usize>, dates: Vec<String>) {
        for written in dates {
            if self.feed.problems.len() < FEED_PROBLEMS_MAX {
                self.feed.problems.push(FeedProblem::BadDate { entry, written });
            }
        }
    }

    /// The feed, its own elements read at last.
    pub(crate) fn finish(mut self) -> Feed {
        let mut dates = Vec::new();
        match self.family {
            Family::Rss => rss::metadata(&self.metadata, &mut self.feed, &mut dates),
            Family::Atom => atom::metadata(&self.metadata, &mut self.feed, &mut dates),
            Family::Cdf => cdf::metadata(&self.metadata, &mut self.feed),
        }
        self.tell_dates(None, dates);
        self.feed
    }
}
