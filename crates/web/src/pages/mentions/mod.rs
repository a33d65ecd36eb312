//! The mentions: the stream under any filter, one mention in full, what the team does about them, views and files.

mod archive;
pub(crate) mod choices;
mod export;
pub(crate) mod fields;
mod filters;
mod list;
mod notes;
pub(crate) mod place;
pub(crate) mod row;
mod show;
mod treat;
pub(crate) mod understood;
mod views;

use crate::{
    Route,
    router::{Gate, get, post},
};

/// The addresses of this room.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/w/{workspace}/mentions", Gate::Member, list::show),
        get("/w/{workspace}/archive", Gate::Member, archive::show),
        get("/w/{workspace}/mentions.csv", Gate::Member, export::csv),
        get("/w/{workspace}/mentions.jsonl", Gate::Member, export::json_lines),
        post("/w/{workspace}/mentions/treat", Gate::Member, treat::many),
        get("/w/{workspace}/mentions/{document}", Gate::Member, show::show),
        post("/w/{workspace}/mentions/{document}/star", Gate::Member, treat::star),
        post("/w/{workspace}/mentions/{document}/unstar", Gate::Member, treat::unstar),
        post("/w/{workspace}/mentions/{document}/done", Gate::Member, treat::done),
        post("/w/{workspace}/mentions/{document}/reopen", Gate::Member, treat::reopen),
        post("/w/{workspace}/mentions/{document}/tag", Gate::Member, treat::tag),
        post("/w/{workspace}/mentions/{document}/untag", Gate::Member, treat::untag),
        post("/w/{workspace}/mentions/{document}/assign", Gate::Member, treat::assign),
        post("/w/{workspace}/mentions/{document}/correct", Gate::Member, understood::correct),
        post("/w/{workspace}/mentions/{document}/notes", Gate::Member, notes::add),
        post("/w/{workspace}/mentions/{document}/notes/{note}/remove", Gate::Member, notes::remove),
        get("/w/{workspace}/views/{view}", Gate::Member, views::show),
        post("/w/{workspace}/views", Gate::Member, views::save),
        post("/w/{workspace}/views/{view}/remove", Gate::Member, views::remove),
    ]
}
