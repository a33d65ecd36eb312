//! Readers of a newsletter: who they are, and how they leave.

mod change;
mod door;
mod list;

use crate::{
    Route,
    router::{Gate, get, post},
};

/// Where a reader leaves, below the public address; mail programs come here too, which show no origin (RFC 8058).
pub(crate) const UNSUBSCRIBE_PATH: &str = "/unsubscribe/";

/// The addresses of this room.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/w/{workspace}/channels/{channel}/readers", Gate::Member, list::show),
        post("/w/{workspace}/channels/{channel}/readers", Gate::Member, change::add),
        post("/w/{workspace}/channels/{channel}/readers/{reader}", Gate::Member, change::act),
        get("/unsubscribe/{token}", Gate::Open, door::show),
        post("/unsubscribe/{token}", Gate::Open, door::act),
    ]
}
