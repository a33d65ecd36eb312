//! What the generator promises: the same talk for the same seed, variety, rhythm, the two stories, and traps.
use super::*;
