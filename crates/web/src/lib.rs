//! Everything that a browser or a program asks of Parvis over HTTP: pages, the API, and what they are made of.

pub mod assets;
pub mod icon;
