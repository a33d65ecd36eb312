//! Approvals: what is asked of somebody, the chain on a post's page, comments, the link of an outsider, the record.

mod asked;
pub(crate) mod comments;
mod decide;
mod door;
pub(crate) mod post;
pub(crate) mod record;
pub(crate) mod today;

use crate::{
    Route,
    router::{Gate, get, post},
};

/// The addresses of this room.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/w/{workspace}/approvals", Gate::Member, asked::show),
        get("/w/{workspace}/approvals/record.csv", Gate::Member, record::csv),
        get("/w/{workspace}/approvals/record.json", Gate::Member, record::json),
        post("/w/{workspace}/posts/{post}/decide", Gate::Member, decide::act),
        post("/w/{workspace}/posts/{post}/approval-link", Gate::Member, decide::link),
        post("/w/{workspace}/posts/{post}/comments", Gate::Member, comments::add),
        post("/w/{workspace}/comments/{comment}", Gate::Member, comments::resolve),
        get("/approve/{token}", Gate::Open, door::show),
        post("/approve/{token}", Gate::Open, door::act),
        get("/approve/{token}/files/{place}", Gate::Open, door::file),
    ]
}
