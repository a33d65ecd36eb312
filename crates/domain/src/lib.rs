//! The nouns of Parvis and their rules: what a document is, when two addresses are one, when a source is visited next.
//!
//! Pure: no network, no database, no clock of its own (see [`Clock`]), no async.

pub mod address;
pub mod alike;
pub mod approval;
pub mod best_time;
pub mod budget;
pub mod click;
pub mod clock;
pub mod delivery;
pub mod document;
pub mod evergreen;
pub mod feeling;
pub mod handle;
pub mod hat;
pub mod holiday;
pub mod html;
pub mod influence;
pub mod language;
pub mod late;
pub mod network;
pub mod post;
pub mod proportion;
pub mod readable;
pub mod recurrence;
pub mod rhythm;
pub mod signal;
pub mod slot;
pub mod snippet;
pub mod utm;

pub use clock::Clock;
pub use document::{Document, Kind};
pub use hat::Hat;
pub use html::SafeHtml;
pub use language::Language;
