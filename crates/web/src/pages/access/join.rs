//! `GET` and `POST /join/{token}`: an invitation.

use app::access::{Acceptance, Invited, NewAccount};
use axum::extract::{Path, State};
use axum::response::Response;
use minijinja::{Value, context};

use super::{
    fields::{Caller, Fields, Wrong, hat_words, language_choices, zone_choices},
    sign_in::come_in,
};
use crate::{Web, error::Fault, page, request::Visitor};

/// Who invites to what, and the form: a new account, the password of the one there is, or a button for who is signed in with it.
pub(super) async fn show(State(web): State<Web>, visitor: Visitor, Path(token): Path<String>) -> Result<Response, Fault> {
    let invited = invited(&web, &visitor, &token).await?;
    let typed = context! { language => visitor.language.code(), time_zone => invited.workspace.time_zone.as_str() };
    Ok(draw(&web, &visitor, &invited, &invited.workspace.time_zone, typed, &Wrong::nothing()))
}

/// Joins.
pub(super) async fn act(
    State(web): State<Web>,
    visitor: Visitor,
    Path(token): Path<String>,
    caller: Caller,
    fields: Fields,
) -> Result<Response, Fault> {
    let invited = invited(&web, &visitor, &token).await?;
    let acceptance = match (&visitor.signed, invited.has_account) {
        (Some(signed), true) if signed.user.email == invited.email => Acceptance::Signed(signed),
        (_, true) => Acceptance::Password(fields.secret("password")),
        (_, false) => Acceptance::New(NewAccount {
            name: fields.text("name"),
            password: fields.secret("password"),
            language: fields.text("language"),
            time_zone: fields.text("time_zone"),
        }),
    };
    match web.app.accept_invitation(&token, acceptance, caller.browser()).await {
        Ok(joined) => {
            let to = format!("/w/{}/today", joined.workspace);
            Ok(joined.opened.map_or_else(|| page::go_on(&to), |opened| come_in(&web, &opened, &to)))
        }
        Err(refusal) => {
            let wrong = Wrong::of(&web, visitor.language, refusal)?;
            Ok(draw(&web, &visitor, &invited, fields.text("time_zone"), fields.typed(), &wrong))
        }
    }
}

async fn invited(web: &Web, visitor: &Visitor, token: &str) -> Result<Invited, Fault> {
    web.app.invitation(token).await.map_err(|refusal| Fault::page(web, visitor.language, refusal))
}

fn draw(web: &Web, visitor: &Visitor, invited: &Invited, zone: &str, typed: Value, wrong: &Wrong) -> Response {
    let language = visitor.language;
    let title = web.views.words.say(language, "access-join-title", &[("workspace", invited.workspace.name.as_str().into())]);
    let is_signed = visitor.signed.as_ref().is_some_and(|signed| signed.user.email == invited.email);
    let own = context! {
        typed, errors => wrong.errors.clone(), problem => wrong.problem.as_str(), zones => zone_choices(zone), languages => language_choices(),
        workspace => invited.workspace.name.as_str(), email => invited.email.as_str(), has_account => invited.has_account, is_signed,
        hats => hat_words(web, language, &invited.hats),
    };
    page::show_gate(web, visitor, wrong.status, &title, "access/join.html", own)
}
