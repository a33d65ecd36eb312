//! The home of a workspace: what happened since its reader left, and what waits for them.

mod show;
mod words;

use crate::{
    Route,
    router::{Gate, get},
};

/// The addresses of this room.
pub(crate) fn routes() -> Vec<Route> {
    vec![get("/w/{workspace}/today", Gate::Member, show::show)]
}
