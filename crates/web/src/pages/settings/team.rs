//! `/w/{workspace}/settings/team`: who belongs to the workspace, with which hats; invitations.

use app::{Noun, Refusal, govern::Posted};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::{Hat, hat::Act};
use minijinja::{Value, context};

use super::{id, tabs};
use crate::{
    Web,
    error::Fault,
    frame::initials,
    page,
    pages::access::fields::{Fields, Wrong, hat_choices, hat_words},
    request::Member,
};

/// The team, the invitations that wait, and the form of a new one.
pub(super) async fn show(State(web): State<Web>, member: Member, headers: HeaderMap) -> Result<Response, Fault> {
    draw(&web, &member, &headers, context! {}, &[Hat::CommunityManager], &Wrong::nothing(), context! {}).await
}

/// Invites, and shows the link this once.
pub(super) async fn invite(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, Fault> {
    let said = fields.all("hats");
    match web.app.invite_member(&member.actor, fields.text("email"), &said).await {
        Ok(invite) => {
            let posted = match &invite.posted {
                Posted::NoServer => context! { state => "no_server" },
                Posted::Taken => context! { state => "taken" },
                Posted::Failed(_) => context! { state => "failed", why => invite.posted.problem(member.language()) },
            };
            let made = context! { email => fields.text("email"), link => invite.link.reveal(), posted };
            draw(&web, &member, &headers, context! {}, &[Hat::CommunityManager], &Wrong::nothing(), made).await
        }
        Err(refusal) => {
            let worn: Vec<Hat> = said.iter().filter_map(|name| Hat::from_name(name)).collect();
            let wrong = Wrong::of(&web, member.language(), refusal)?;
            draw(&web, &member, &headers, fields.typed(), &worn, &wrong, context! {}).await
        }
    }
}

/// Takes an invitation back.
pub(super) async fn withdraw(
    State(web): State<Web>,
    member: Member,
    Path((_, invitation)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let invitation = id(&web, &member, &invitation, Noun::Invitation)?;
    let done = web.app.withdraw_invitation(&member.actor, invitation).await;
    done.map_err(|refusal| Fault::page(&web, member.language(), refusal))?;
    Ok(page::go(&web, &member.href("settings/team"), "good", "access-invitation-withdrawn", &[]))
}

/// Gives a member other hats.
pub(super) async fn change_hats(
    State(web): State<Web>,
    member: Member,
    Path((_, other)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Fault> {
    let other = id(&web, &member, &other, Noun::Member)?;
    let done = web.app.change_hats(&member.actor, other, &fields.all("hats")).await;
    told(&web, &member, done, "access-hats-changed")
}

/// Sends a member away, or lets oneself go.
pub(super) async fn remove(
    State(web): State<Web>,
    member: Member,
    Path((_, other)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let other = id(&web, &member, &other, Noun::Member)?;
    let leaves = other == member.signed.user.id;
    match web.app.remove_member(&member.actor, other).await {
        Ok(()) if leaves => Ok(page::go(&web, "/workspaces", "good", "access-left", &[("name", &member.workspace.name)])),
        done => told(&web, &member, done, "access-member-removed"),
    }
}

/// Back to the team, with what was done or why it was not: these buttons have no fields to write beside.
fn told(web: &Web, member: &Member, done: Result<(), Refusal>, key: &str) -> Result<Response, Fault> {
    let back = member.href("settings/team");
    match done {
        Ok(()) => Ok(page::go(web, &back, "good", key, &[])),
        Err(Refusal::LastOwner) => Ok(page::go(web, &back, "bad", "refusal-last-owner", &[])),
        Err(Refusal::Invalid { field: "hats", .. }) => Ok(page::go(web, &back, "bad", "invalid-hats-empty", &[])),
        Err(refusal) => Err(Fault::page(web, member.language(), refusal)),
    }
}

async fn draw(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    typed: Value,
    worn: &[Hat],
    wrong: &Wrong,
    made: Value,
) -> Result<Response, Fault> {
    let language = member.language();
    let fault = |error: store::StoreError| Fault::page(web, language, error.into());
    let may_govern = member.actor.allows(Act::Govern);
    let members = member.reader.members().await.map_err(fault)?;
    let rows: Vec<Value> = members
        .iter()
        .map(|one| {
            context! {
                id => one.user_id.get(), name => one.name.as_str(), email => one.email.as_str(), initials => initials(&one.name),
                hue => one.user_id.get(), hats => hat_words(web, language, &one.hats()), choices => hat_choices(web, language, &one.hats()),
                seen_at => one.seen_at, joined_at => one.joined_at, is_closed => one.disabled_at.is_some(), is_you => one.user_id == member.signed.user.id,
            }
        })
        .collect();
    let waiting = if may_govern { member.reader.invitations(web.app.now()).await.map_err(fault)? } else { Vec::new() };
    let waiting: Vec<Value> = waiting
        .iter()
        .map(|one| {
            context! { id => one.id.get(), email => one.email.as_str(), hats => hat_words(web, language, &one.hats()), ends_at => one.ends_at }
        })
        .collect();
    let title = web.views.words.say(language, "access-tab-team", &[]);
    let own = context! {
        tabs => tabs(web, member, "team"), rows, waiting, typed, errors => wrong.errors.clone(), problem => wrong.problem.as_str(),
        hats => hat_choices(web, language, worn), made, base => member.href("settings"),
    };
    Ok(page::show_as(web, member, headers, wrong.status, "settings", &title, "settings/team.html", own))
}
