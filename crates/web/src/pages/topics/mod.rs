//! Topics: made, tried, changed, looked at, ended.

mod check;
mod compared;
mod dashboard;
mod draft;
mod edit;
pub(crate) mod found;
mod import;
mod keep;
mod labels;
mod leaves;
mod missed;
mod query_markup;
mod show;
mod suggest;
mod tree;
mod versions;
mod why;

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
        get("/w/{workspace}/topics/import", Gate::Member, import::show),
        post("/w/{workspace}/topics/import", Gate::Member, import::act),
        get("/w/{workspace}/topics/{topic}", Gate::Member, show::show),
        get("/w/{workspace}/topics/{topic}/dashboard", Gate::Member, dashboard::show),
        get("/w/{workspace}/topics/{topic}/versions", Gate::Member, versions::show),
        post("/w/{workspace}/topics/{topic}/revert", Gate::Member, versions::revert),
        get("/w/{workspace}/topics/{topic}/leaves", Gate::Member, leaves::show),
        get("/w/{workspace}/topics/{topic}/missed", Gate::Member, missed::show),
        get("/w/{workspace}/topics/{topic}/why", Gate::Member, why::show),
        post("/w/{workspace}/topics/{topic}/labels/{document}", Gate::Member, labels::act),
        get("/w/{workspace}/topics/{topic}/edit", Gate::Member, edit::edit),
        post("/w/{workspace}/topics/{topic}/edit", Gate::Member, edit::save),
        post("/w/{workspace}/topics/{topic}/search", Gate::Member, keep::search),
        post("/w/{workspace}/topics/{topic}/stop", Gate::Member, keep::stop),
        post("/w/{workspace}/topics/{topic}/archive", Gate::Member, keep::archive),
        post("/w/{workspace}/topics/{topic}/revive", Gate::Member, keep::revive),
        post("/w/{workspace}/topics/{topic}/remove", Gate::Member, keep::remove),
    ]
}
