//! The store on real databases.

mod disk;
mod migration;
