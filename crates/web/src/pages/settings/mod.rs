//! The workspace's settings: its name, its team, its tokens, its mail server, what it asks of posts, what it taught, the log of acts.

mod approval;
mod budget;
pub(crate) mod learning;
mod link_home;
mod log;
mod mail;
mod publishing;
pub(crate) mod snippets;
mod team;
mod tokens;
mod workspace;

use app::{Noun, Refusal};
use minijinja::{Value, context};

use crate::{
    Route, Web,
    error::Fault,
    request::Member,
    router::{Gate, get, post},
};

/// The addresses of this room.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/w/{workspace}/settings", Gate::Member, workspace::show),
        post("/w/{workspace}/settings", Gate::Member, workspace::act),
        post("/w/{workspace}/settings/private", Gate::Member, workspace::mask),
        get("/w/{workspace}/settings/team", Gate::Member, team::show),
        post("/w/{workspace}/settings/team", Gate::Member, team::invite),
        post("/w/{workspace}/settings/team/{member}/hats", Gate::Member, team::change_hats),
        post("/w/{workspace}/settings/team/{member}/remove", Gate::Member, team::remove),
        post("/w/{workspace}/settings/invitations/{invitation}/withdraw", Gate::Member, team::withdraw),
        get("/w/{workspace}/settings/tokens", Gate::Member, tokens::show),
        post("/w/{workspace}/settings/tokens", Gate::Member, tokens::act),
        post("/w/{workspace}/settings/tokens/{token}/revoke", Gate::Member, tokens::revoke),
        get("/w/{workspace}/settings/mail", Gate::Member, mail::show),
        post("/w/{workspace}/settings/mail", Gate::Member, mail::act),
        post("/w/{workspace}/settings/mail/test", Gate::Member, mail::test),
        post("/w/{workspace}/settings/mail/remove", Gate::Member, mail::remove),
        get("/w/{workspace}/settings/publishing", Gate::Member, publishing::show),
        post("/w/{workspace}/settings/publishing", Gate::Member, publishing::act),
        post("/w/{workspace}/settings/publishing/budget", Gate::Member, budget::act),
        post("/w/{workspace}/settings/publishing/links", Gate::Member, link_home::act),
        get("/w/{workspace}/settings/approval", Gate::Member, approval::list),
        get("/w/{workspace}/settings/approval/new", Gate::Member, approval::new),
        post("/w/{workspace}/settings/approval", Gate::Member, approval::add),
        get("/w/{workspace}/settings/approval/{chain}", Gate::Member, approval::show),
        post("/w/{workspace}/settings/approval/{chain}", Gate::Member, approval::change),
        post("/w/{workspace}/settings/approval/{chain}/remove", Gate::Member, approval::remove),
        get("/w/{workspace}/settings/snippets", Gate::Member, snippets::list),
        get("/w/{workspace}/settings/snippets/new", Gate::Member, snippets::new),
        post("/w/{workspace}/settings/snippets", Gate::Member, snippets::add),
        get("/w/{workspace}/settings/snippets/{snippet}", Gate::Member, snippets::show),
        post("/w/{workspace}/settings/snippets/{snippet}", Gate::Member, snippets::change),
        post("/w/{workspace}/settings/snippets/{snippet}/remove", Gate::Member, snippets::remove),
        get("/w/{workspace}/settings/learning", Gate::Member, learning::show),
        post("/w/{workspace}/settings/learning", Gate::Member, learning::switch),
        post("/w/{workspace}/settings/learning/reread", Gate::Member, learning::reread),
        post("/w/{workspace}/settings/learning/reread/stop", Gate::Member, learning::stop),
        get("/w/{workspace}/settings/log", Gate::Member, log::show),
    ]
}

/// The tabs over each page of this room: those that the hats allow.
fn tabs(web: &Web, member: &Member, on: &str) -> Value {
    const TABS: [(&str, &str, bool); 9] = [
        ("workspace", "settings", false),
        ("team", "settings/team", false),
        ("tokens", "settings/tokens", true),
        ("mail", "settings/mail", true),
        ("publishing", "settings/publishing", false),
        ("approval", "settings/approval", false),
        ("snippets", "settings/snippets", false),
        ("learning", "settings/learning", false),
        ("log", "settings/log", false),
    ];
    let governs = member.actor.allows(domain::hat::Act::Govern);
    let shown = TABS.iter().filter(|(.., needs)| governs || !needs);
    let label = |key: &str| web.views.words.say(member.language(), &format!("access-tab-{key}"), &[]);
    shown.map(|&(key, path, _)| context! { label => label(key), href => member.href(path), on => key == on }).collect()
}

/// An id of the address; one that is no number leads nowhere.
fn id<N>(web: &Web, member: &Member, said: &str, noun: Noun) -> Result<store::Id<N>, Fault> {
    said.parse().ok().ok_or_else(|| Fault::page(web, member.language(), Refusal::NoSuch(noun)))
}
