//! Temporary.
/// c
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "temporary")]
pub enum Candidates { Everything, Term(String), Prefix(String), And(Vec<Self>), Or(Vec<Self>) }
