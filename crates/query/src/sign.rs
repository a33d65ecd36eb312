//! The signs that a query is made of.

use std::ops::Range;

use crate::dialect::Asked;

/// One sign of a query. Ranges are bytes of the query's text.
#[derive(Clone, Debug)]
pub(crate) enum Sign {
    Open,
    Close,
    And,
    Or,
    Not,
    Near {
        distance: u32,
        ordered: bool,
    },
    Sentence,
    AtLeast(u32),
    Word,
    /// What stands between the quotation marks, and the number after `~`.
    Quoted {
        inner: Range<usize>,
        slack: Option<u32>,
    },
    /// What stands between braces, or after `++`.
    Exact(Range<usize>),
    Regex(Range<usize>),
    Stem(Range<usize>),
    Saved(Range<usize>),
    /// What follows is its value.
    Field(Asked),
    Range {
        low: Range<usize>,
        high: Range<usize>,
    },
}

/// A sign and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub(crate) sign: Sign,
    pub(crate) span: Range<usize>,
}
