//! What is rude in a text: insult, threat, hate, harassment, sexual; how toxic it is in all, and the words that say so.
//!
//! A text is folded ([`crate::disguise`]), cut into words, each word looked up for what it does in a sentence about people
//! ([`cue`]), and a linear layer sums words, letters, rows of what words do, and the meanings of words.

pub mod cue;
pub mod layer;
pub mod reading;
mod words;
