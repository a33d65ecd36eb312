//! The query language from outside: cases a reader can check by eye, and properties over everything.

mod cases;
mod dialects;
mod explanations;
mod limits;
mod problems;
mod properties;
mod topic_forms;
