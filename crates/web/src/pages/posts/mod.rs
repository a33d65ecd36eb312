//! Posts: written for all channels at once and for each in words of its own, judged while one writes, planned, thrown away.

mod article_form;
mod article_panel;
mod article_update;
mod conflict;
mod draw;
mod files;
mod find;
mod form;
mod insert;
mod meter;
mod panel;
mod preview;
mod redraw;
mod save;
mod short;
mod show;
mod time;
mod versions;
mod when;

use crate::{
    Route,
    router::{Gate, get, post},
};

pub(crate) use panel::shown;
pub(crate) use time::{fields as moment_fields, moment};

/// The addresses of this room.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/w/{workspace}/posts/new", Gate::Member, show::new),
        get("/w/{workspace}/articles/new", Gate::Member, show::new_article),
        post("/w/{workspace}/posts", Gate::Member, save::begin),
        post("/w/{workspace}/posts/preview", Gate::Member, preview::show),
        get("/w/{workspace}/posts/accounts", Gate::Member, find::accounts),
        get("/w/{workspace}/posts/emoji", Gate::Member, find::emoji),
        get("/w/{workspace}/posts/{post}", Gate::Member, show::show),
        post("/w/{workspace}/posts/{post}", Gate::Member, save::write),
        post("/w/{workspace}/posts/{post}/update", Gate::Member, article_update::act),
        post("/w/{workspace}/posts/{post}/drop", Gate::Member, save::throw_away),
    ]
}
