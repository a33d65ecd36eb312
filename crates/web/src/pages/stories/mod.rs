//! Stories: the copies of one text.

mod show;

use crate::{
    Route,
    router::{Gate, get},
};

/// The addresses of this room.
pub(crate) fn routes() -> Vec<Route> {
    vec![get("/w/{workspace}/stories/{story}", Gate::Member, show::show)]
}
