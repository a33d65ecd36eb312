//! What a text says: its language, its tone, what is rude or private in it, what it wants and of what it speaks.
//!
//! Pure: no network, no files; every model is compiled in.

pub mod aspect;
mod clause;
pub mod disguise;
pub mod fingerprint;
pub mod grams;
pub mod intent;
pub mod language;
pub mod lesson;
pub mod linear;
mod memory;
pub mod model;
pub mod personal;
pub mod phrases;
mod reading;
pub mod rude;
mod signs;
pub mod spam;
pub mod stories;
pub mod tone;

pub use reading::{Reader, Reading, read};
