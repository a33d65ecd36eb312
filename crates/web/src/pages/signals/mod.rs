//! Signals: what happened with the topics, why it was told, and the past replayed.

pub(crate) mod drawn;
mod judge;
mod list;
mod replay;
mod show;

use crate::{
    Route,
    router::{Gate, get, post},
};

/// The addresses of this room.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/w/{workspace}/signals", Gate::Member, list::list),
        get("/w/{workspace}/signals/{signal}", Gate::Member, show::show),
        post("/w/{workspace}/signals/{signal}/judge", Gate::Member, judge::judge),
        get("/w/{workspace}/topics/{topic}/replay", Gate::Member, replay::show),
        post("/w/{workspace}/topics/{topic}/recall", Gate::Member, judge::recall),
    ]
}
