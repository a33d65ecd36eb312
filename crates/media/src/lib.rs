//! What the bytes of a file are, and what is made of them: formats found in the bytes and never in a name, sizes read before anything is
//! decoded, metadata taken out, renditions that fit a network.
//!
//! It reads bytes and gives bytes: no files, no sockets, no database. Whatever it is given, it answers with a [`MediaFault`] at worst.

mod alike;
mod boxes;
mod ebml;
mod facts;
mod fault;
mod format;
mod gif;
mod jpeg;
mod picture;
mod png;
mod rendition;
mod riff;
mod strip;

pub use alike::{DISTANCE_MAX, distance};
pub use facts::{Facts, read};
pub use fault::MediaFault;
pub use format::{Format, name_with_suffix, sniff, suffix};
pub use picture::{PIXELS_MAX, Picture};
pub use rendition::{Rendition, Wish, as_it_is, renditions};
pub use strip::strip;
