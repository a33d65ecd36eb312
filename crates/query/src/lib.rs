//! The query language.
mod analysis;
mod document;
mod fold;
mod place;
mod segment;
pub use analysis::*;
pub use document::*;
pub use fold::*;
