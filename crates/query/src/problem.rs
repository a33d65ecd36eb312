//! What can be wrong with a query, and where.

use std::ops::Range;

use crate::{dialect::Dialect, field::Field, word_regex::RegexFault};

/// The most problems reported for one query; what follows them is seldom worth reading.
pub const PROBLEMS_MAX: usize = 100;

/// The languages a problem can be told in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// French.
    French,
    /// English.
    #[default]
    English,
}

/// Whether a query with this problem can still be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It can, but perhaps does not mean what was meant.
    Warning,
    /// It cannot.
    Error,
}

/// One problem of a query's text.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What it is.
    pub kind: ProblemKind,
    /// The bytes of the text to underline.
    pub span: Range<usize>,
}

impl Problem {
    /// Whether the query can still be asked.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.kind.severity()
    }
}

/// What a proximity cannot be measured from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Around {
    /// Several things at once.
    And,
    /// Something that is not there.
    Not,
    /// A field, which has no place in the text.
    Field,
    /// A count.
    AtLeast,
}

/// The kinds of problems. Words are quoted as the text has them.
#[derive(Clone, Debug, PartialEq)]
pub enum ProblemKind {
    /// There is nothing to look for.
    Empty,
    /// The query says only what must not be there.
    OnlyNegative,
    /// `*` or `?` begins a word.
    WildcardFirst(String),
    /// Fewer than two letters stand before the first `*` or `?`.
    WildcardTooEarly(String),
    /// `*` in the middle of a script without spaces.
    WildcardInside(String),
    /// `*` as a word inside `"…"~5`.
    StarInStretch,
    /// `NEAR`, `SENTENCE` or `ATLEAST` around what has no place.
    ProximityAround(&'static str, Around),
    /// The number after `NEAR/`, `ATLEAST/` or `"…"~` is none, or out of range.
    BadBound(&'static str, String),
    /// A field nobody knows, and the nearest known one.
    UnknownField(String, Field),
    /// Clauses stand too deep inside one another.
    TooDeep,
    /// More leaves than allowed.
    TooManyLeaves,
    /// The text is too long.
    TooLong,
    /// The phrase has too many words.
    TooManyWords,
    /// A quotation mark without its closing one.
    UnclosedQuote,
    /// `(` without `)`.
    UnclosedParenthesis,
    /// `)` without `(`.
    ExtraParenthesis,
    /// `{` without `}`, or `}` without `{`.
    UnclosedBrace,
    /// `<<<` without `>>>`.
    UnclosedComment,
    /// `[[` without `]]`.
    UnclosedName,
    /// `[x TO y` without `]`, or without `TO`.
    BadRange(String),
    /// An operator with nothing on one side.
    MissingOperand(String),
    /// `()`.
    EmptyGroup,
    /// `field:` with nothing after it.
    FieldWithoutValue(Field),
    /// A field inside another field's parentheses.
    FieldInsideField(Field),
    /// A value that the field cannot have.
    BadValue(Field, String),
    /// A range asked of a field that has no order.
    NoRange(Field),
    /// A regular expression that cannot be used.
    BadRegex(RegexFault),
    /// A regular expression without an ordinary word beside it.
    RegexAlone,
    /// Too many regular expressions.
    TooManyRegexes,
    /// `stem()` of several words or of none.
    NotOneWord(String),
    /// `NOT`, or a dash, behind a field's colon or `ATLEAST`, which ask for what is there: the field or the operator.
    NotBehind(String),
    /// No saved query has this name.
    NoSuchQuery(String),
    /// The saved query holds itself.
    SavedLoop(String),
    /// The saved query has an error of its own.
    SavedBroken(String),
    /// Another dialect's word that has no equivalent here.
    NoEquivalent(Dialect, String),

    /// Punctuation, which is not searched.
    NothingToFind(String),
    /// `and`, `or`, `not` in lower case between words.
    LowercaseOperator(String),
    /// What looks like a regular expression but has a space in it.
    SpacedRegex(String),
    /// AND and OR at one level without parentheses.
    MixedAndOr,
    /// A word ends with `?`, which stands for one letter.
    EndingQuestionMark(String),
    /// The clause says what its neighbour says already.
    NeverMatters(String),
    /// The clause can never hold.
    NeverHolds(String),
    /// A term found in too much of the archive: the term, and percent.
    TermCommon(String, f64),
    /// A term found nowhere in the archive.
    TermAbsent(String),
}

impl ProblemKind {
    /// Whether a query with this problem can still be asked.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::NothingToFind(_)
            | Self::LowercaseOperator(_)
            | Self::SpacedRegex(_)
            | Self::MixedAndOr
            | Self::EndingQuestionMark(_)
            | Self::NeverMatters(_)
            | Self::NeverHolds(_)
            | Self::TermCommon(..)
            | Self::TermAbsent(_) => Severity::Warning,
            _ => Severity::Error,
        }
    }
}
