//! Planning: slots and best times of channels, evergreen lists, what feeds become, posts from tables and as files.

mod days;
mod export;
mod feeds;
mod import;
mod list;
mod list_texts;
mod lists;
pub(crate) mod repeat;
mod slots;
pub(crate) mod times;

use domain::hat::Act;
use minijinja::{Value, context};
use store::{Id, channel::Channel};

use crate::{
    Route, Web,
    pages::publish::{mark, say},
    request::Member,
    router::{Gate, get, post},
};

/// The addresses of this room.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/w/{workspace}/channels/{channel}/slots", Gate::Member, slots::show),
        post("/w/{workspace}/channels/{channel}/slots", Gate::Member, slots::act),
        post("/w/{workspace}/channels/{channel}/history", Gate::Member, slots::history),
        get("/w/{workspace}/publish/lists", Gate::Member, lists::show),
        post("/w/{workspace}/publish/lists", Gate::Member, lists::add),
        get("/w/{workspace}/publish/lists/{list}", Gate::Member, list::show),
        post("/w/{workspace}/publish/lists/{list}", Gate::Member, list::save),
        post("/w/{workspace}/publish/lists/{list}/texts", Gate::Member, list_texts::act),
        post("/w/{workspace}/publish/lists/{list}/remove", Gate::Member, list::remove),
        get("/w/{workspace}/publish/feeds", Gate::Member, feeds::show),
        post("/w/{workspace}/publish/feeds", Gate::Member, feeds::add),
        post("/w/{workspace}/publish/feeds/{rule}/remove", Gate::Member, feeds::remove),
        get("/w/{workspace}/publish/days", Gate::Member, days::show),
        post("/w/{workspace}/publish/days", Gate::Member, days::add),
        post("/w/{workspace}/publish/days/countries", Gate::Member, days::countries),
        post("/w/{workspace}/publish/days/{mark}/remove", Gate::Member, days::remove),
        get("/w/{workspace}/publish/import", Gate::Member, import::show),
        post("/w/{workspace}/publish/import", Gate::Member, import::act),
        get("/w/{workspace}/publish/posts.csv", Gate::Member, export::csv),
        get("/w/{workspace}/publish/posts.jsonl", Gate::Member, export::json_lines),
    ]
}

/// The rooms of planning, as the menu of the calendar and their own pages link them.
pub(crate) fn links(web: &Web, member: &Member) -> Value {
    let link = |key: &str, path: &str, symbol: &str| {
        context! { label => say(web, member, key), href => member.href(path), symbol }
    };
    let mut links = vec![
        link("plan-lists", "publish/lists", "refresh"),
        link("plan-feeds", "publish/feeds", "feed"),
        link("plan-days", "publish/days", "calendar"),
        link("media-title", "media", "image"),
        link("links-title", "links", "copy"),
        link("campaigns-title", "campaigns", "note"),
        link("channels-title", "channels", "publish"),
    ];
    if member.actor.allows(Act::Publish) {
        links.push(link("plan-import", "publish/import", "upload"));
    }
    Value::from(links)
}

/// Channels as boxes to tick.
fn choices(channels: &[Channel], on: &[Id<Channel>]) -> Vec<Value> {
    let choice = |channel: &Channel| {
        context! {
            id => channel.id.get(), name => channel.name.as_str(), network => mark(&channel.network), on => on.contains(&channel.id),
        }
    };
    channels.iter().map(choice).collect()
}
