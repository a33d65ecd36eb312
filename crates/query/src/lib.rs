//! The query language of Parvis: what a topic says, read against everything that arrives.
//!
//! A text becomes an [`Analysis`], a query becomes a [`Query`], and [`Query::matches`] judges the one by the other. The same
//! evaluator judges the live stream and the candidates that [`candidates()`] lets an archive's full-text index propose, so that
//! a query means the same on both. Pure: no input or output, no clock, no async.
//!
//! ```
//! use query::{Analysis, Document, parse};
//!
//! let parsed = parse(r#"(marque OR @marque) AND "service client" NOT emploi"#);
//! let query = parsed.query.expect("a query without errors");
//! let document = Document { title: "La Marque répond", body: "Son service client est joignable.", ..Document::default() };
//! let mut analysis = Analysis::new();
//! analysis.read(&document);
//! assert!(query.matches(&analysis, &document, 0));
//! ```

mod analysis;
mod candidates;
mod checks;
mod date;
mod dialect;
mod document;
mod evaluate;
mod explain;
mod field;
mod fold;
pub mod form;
mod hash;
mod hits;
mod leaves;
mod letters;
mod lexer;
mod occurrences;
mod parser;
mod place;
mod print;
mod problem;
mod remark;
mod segment;
mod sentences;
mod sign;
mod special;
mod standing;
mod stem;
mod syntax;
mod terms;
mod tongue;
mod tree;
mod values;
mod wildcard;
mod word_regex;

pub use analysis::{Analysis, BODY, INDEX_TERM_BYTES_MAX, PART_BYTES_MAX, PART_GAP, Span, TITLE, WORD_BYTES_MAX};
pub use candidates::{Candidates, candidates};
pub use checks::{COMMON_PERCENT, Statistics};
pub use dialect::Dialect;
pub use document::{Document, Fields, HasFlags, IsFlags};
pub use explain::{Explained, Explanation, Killer, LEAF_HITS_MAX, Reason};
pub use field::{Field, HAS_FLAGS, IS_FLAGS, KINDS, SENTIMENTS};
pub use fold::{cut, fold};
pub use form::TopicForm;
pub use hits::HITS_MAX;
pub use occurrences::PROXIMITY_PLACES_MAX;
pub use parser::{Parsed, SAVED_QUERIES_MAX, parse, parse_as, parse_with};
pub use print::print;
pub use problem::{Around, Language, PROBLEMS_MAX, Problem, ProblemKind, Severity};
pub use remark::Remark;
pub use standing::{Frequencies, Matcher, Standing, StandingQueries};
pub use syntax::{BOUND_MAX, DEPTH_MAX, LEAVES_MAX, PHRASE_WORDS_MAX, QUERY_BYTES_MAX, Query, REGEXES_MAX};
pub use word_regex::{REGEX_BYTES_MAX, REGEX_DEPTH_MAX, REGEX_TEXT_BYTES_MAX, RegexFault};
