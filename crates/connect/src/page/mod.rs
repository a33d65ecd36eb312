//! Reads what a page says when it has no feed: its article, and the entries that it lists. No network here.

mod article;
mod entries;
mod metadata;
mod propose;
mod selector;

pub use article::{Article, article};
use domain::Language;
pub use entries::{EntrySelectors, PAGE_ENTRIES_MAX, PageEntry, read_entries};
pub use propose::{EntriesProposal, PROPOSALS_MAX, propose_items};
use thiserror::Error;

use crate::feed::token::{Token, Tokens};

/// The longest page that is read, bytes. Pages of news are under 1 MB; what is longer is a dump or an attack.
pub const PAGE_BYTES_MAX: usize = 6 << 20;
/// The most elements of a page: what is worked out of them grows faster than their number.
pub const PAGE_ELEMENTS_MAX: usize = 60_000;
/// The deepest nesting of a page's elements.
pub const PAGE_DEPTH_MAX: usize = 1_000;

/// Why a page is not read.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum PageError {
    /// Longer than [`PAGE_BYTES_MAX`].
    #[error("the page has {bytes} bytes, more than {PAGE_BYTES_MAX}")]
    TooLong {
        /// Its length, bytes.
        bytes: usize,
    },
    /// More elements than [`PAGE_ELEMENTS_MAX`], or deeper than [`PAGE_DEPTH_MAX`].
    #[error("the page has too many elements, or too deep ones")]
    TooIntricate,
    /// Nothing in it.
    #[error("the page is empty")]
    Empty,
    /// A selector that means nothing in CSS.
    #[error("the selector {selector:?} means nothing in CSS")]
    BadSelector {
        /// As written.
        selector: String,
    },
}

impl PageError {
    /// The sentence for a reader of that language.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let limit = PAGE_BYTES_MAX >> 20;
        match (self, language) {
            (Self::TooLong { .. }, Language::English) => format!("The page is longer than {limit} MB."),
            (Self::TooLong { .. }, Language::French) => format!("La page dépasse {limit} Mo."),
            (Self::TooIntricate, Language::English) => "The page has too many elements to be read.".to_owned(),
            (Self::TooIntricate, Language::French) => "La page a trop d’éléments pour être lue.".to_owned(),
            (Self::Empty, Language::English) => "The page is empty.".to_owned(),
            (Self::Empty, Language::French) => "La page est vide.".to_owned(),
            (Self::BadSelector { selector }, Language::English) => format!("“{selector}” is not a CSS selector."),
            (Self::BadSelector { selector }, Language::French) => format!("« {selector} » n’est pas un sélecteur CSS."),
        }
    }
}

/// Refuses what would take too long or too deep a stack, by a look at the tags alone.
fn check(html: &str) -> Result<(), PageError> {
    if html.len() > PAGE_BYTES_MAX {
        return Err(PageError::TooLong { bytes: html.len() });
    }
    if html.trim().is_empty() {
        return Err(PageError::Empty);
    }
    // Elements whose end tag may be left out close one another and so do not add up.
    const CLOSING: [&str; 16] = [
        "p", "li", "td", "tr", "th", "dd", "dt", "option", "thead", "tbody", "tfoot", "colgroup", "path", "circle", "rect", "use",
    ];
    let (mut elements, mut depth, mut deepest) = (0_usize, 0_usize, 0_usize);
    for token in Tokens::new(html) {
        match token {
            Token::Open { name, is_empty, .. } => {
                elements += 1;
                let is_one = |known: &[&str]| known.iter().any(|known| name.eq_ignore_ascii_case(known));
                if !is_empty && !is_one(&CLOSING) && !is_one(&crate::feed::serialise::VOID) {
                    depth += 1;
                    deepest = deepest.max(depth);
                }
            }
            Token::Close(name) if !CLOSING.iter().any(|known| name.eq_ignore_ascii_case(known)) => {
                depth = depth.saturating_sub(1)
            }
            _ => {}
        }
        if elements > PAGE_ELEMENTS_MAX || deepest > PAGE_DEPTH_MAX {
            return Err(PageError::TooIntricate);
        }
    }
    Ok(())
}
