//! What a text says: its language, its tone, what is rude or private in it, what it wants and of what it speaks.
//!
//! Pure: no network, no files; every model is compiled in.

pub mod fingerprint;
pub mod stories;
