//! Listen: all topics at a glance and the stream of everything.

mod brand;
pub(crate) mod felt;
pub(crate) mod figures;
pub(crate) mod show;
pub(crate) mod volume;

use crate::{
    Route,
    router::{Gate, get},
};

/// The addresses of this room.
pub(crate) fn routes() -> Vec<Route> {
    vec![get("/w/{workspace}/listen", Gate::Member, show::show), get("/w/{workspace}/dashboard", Gate::Member, brand::show)]
}
