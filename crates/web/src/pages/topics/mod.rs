//! Topics: made, tried, changed, looked at, ended.

mod check;
mod draft;
mod edit;
mod keep;
mod query_markup;
mod show;

use crate::{
    Route,
    router::{Gate, get, post},
};

/// The addresses of this room.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/w/{workspace}/topics", Gate::Member, keep::list),
        get("/w/{workspace}/topics/new", Gate::Member, edit::new),
        post("/w/{workspace}/topics/new", Gate::Member, edit::add),
        post("/w/{workspace}/topics/check", Gate::Member, check::check),
        get("/w/{workspace}/topics/{topic}", Gate::Member, show::show),
        get("/w/{workspace}/topics/{topic}/edit", Gate::Member, edit::edit),
        post("/w/{workspace}/topics/{topic}/edit", Gate::Member, edit::save),
        post("/w/{workspace}/topics/{topic}/search", Gate::Member, keep::search),
        post("/w/{workspace}/topics/{topic}/stop", Gate::Member, keep::stop),
        post("/w/{workspace}/topics/{topic}/archive", Gate::Member, keep::archive),
        post("/w/{workspace}/topics/{topic}/revive", Gate::Member, keep::revive),
        post("/w/{workspace}/topics/{topic}/remove", Gate::Member, keep::remove),
    ]
}
