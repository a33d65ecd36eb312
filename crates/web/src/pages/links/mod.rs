//! Short links of ours and the campaigns they belong to: made, counted, drawn as a code for cameras; and the addresses themselves.

mod campaign;
mod campaign_posts;
pub(crate) mod channel_rules;
mod follow;
mod list;
pub(crate) mod shorten;
mod show;

use app::{Noun, Refusal};
use store::{
    Id,
    link::{Campaign, Link},
};

use crate::{
    Route, Web,
    error::Fault,
    pages::publish::fault,
    request::Member,
    router::{Gate, get, post},
};

/// The addresses of this room.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/l/{slug}", Gate::Open, follow::go),
        get("/l/{slug}/about", Gate::Open, follow::about),
        post("/w/{workspace}/channels/{channel}/links", Gate::Member, channel_rules::act),
        get("/w/{workspace}/links", Gate::Member, list::show),
        post("/w/{workspace}/links", Gate::Member, list::add),
        get("/w/{workspace}/links/{link}", Gate::Member, show::show),
        post("/w/{workspace}/links/{link}", Gate::Member, show::switch),
        get("/w/{workspace}/links/{link}/qr.svg", Gate::Member, show::code),
        get("/w/{workspace}/campaigns", Gate::Member, campaign::list),
        post("/w/{workspace}/campaigns", Gate::Member, campaign::add),
        get("/w/{workspace}/campaigns/{campaign}", Gate::Member, campaign::show),
        post("/w/{workspace}/campaigns/{campaign}", Gate::Member, campaign::change),
    ]
}

/// The link that an address names.
async fn link(web: &Web, member: &Member, said: &str) -> Result<Link, Fault> {
    let none = || fault(web, member)(Refusal::NoSuch(Noun::Link));
    let id: Id<Link> = said.parse().ok().ok_or_else(none)?;
    member.reader.link(id).await.map_err(fault(web, member))?.ok_or_else(none)
}

/// The campaign that an address names.
async fn campaign(web: &Web, member: &Member, said: &str) -> Result<Campaign, Fault> {
    let none = || fault(web, member)(Refusal::NoSuch(Noun::Campaign));
    let id: Id<Campaign> = said.parse().ok().ok_or_else(none)?;
    member.reader.campaign(id).await.map_err(fault(web, member))?.ok_or_else(none)
}
