//! The pages, one room a folder, one page or act a file. Each room lists its own addresses.

pub mod fault;
pub mod health;

use crate::Route;

/// The addresses of all rooms.
pub(crate) fn routes() -> Vec<Route> {
    let routes: Vec<Route> = Vec::new();
    routes
}
