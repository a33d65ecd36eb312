//! Coming in: the start page, signing in and out, the first owner, invitations, the list of workspaces, and finding one's way.

pub(crate) mod fields;
mod find;
mod join;
mod palette;
mod sign_in;
mod sign_out;
mod start;
mod welcome;
mod workspaces;

use crate::{
    Route,
    router::{Gate, get, post},
};

/// The addresses of this room.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/", Gate::Open, start::show),
        get("/sign-in", Gate::Open, sign_in::show),
        post("/sign-in", Gate::Open, sign_in::act),
        post("/sign-out", Gate::Open, sign_out::act),
        get("/welcome/{token}", Gate::Open, welcome::show),
        post("/welcome/{token}", Gate::Open, welcome::act),
        get("/join/{token}", Gate::Open, join::show),
        post("/join/{token}", Gate::Open, join::act),
        get("/workspaces", Gate::Person, workspaces::show),
        post("/workspaces", Gate::Person, workspaces::act),
        get("/palette", Gate::Person, palette::outside),
        get("/w/{workspace}/palette", Gate::Member, palette::inside),
        get("/w/{workspace}/find", Gate::Member, find::show),
    ]
}
