//! `GET` and `POST /welcome/{token}`: the link of the first start makes the owner.

use app::access::{FirstOwner, NewAccount};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::Language;
use minijinja::{Value, context};

use super::{
    fields::{Caller, Fields, Wrong, first_zone, language_choices, zone_choices},
    sign_in::come_in,
};
use crate::{Web, error::Fault, page, request::Visitor};

/// The form.
pub(super) async fn show(State(web): State<Web>, visitor: Visitor, Path(token): Path<String>) -> Result<Response, Fault> {
    let found = web.app.first_invitation(&token).await;
    found.map_err(|refusal| Fault::page(&web, visitor.language, refusal))?;
    let language = visitor.language;
    let typed = context! { language => language.code(), time_zone => first_zone(language) };
    Ok(draw(&web, &visitor, first_zone(language), typed, &Wrong::nothing()))
}

/// Makes the owner, the workspace and a session; goes on to the empty Today, which says what to do first.
pub(super) async fn act(
    State(web): State<Web>,
    visitor: Visitor,
    Path(token): Path<String>,
    caller: Caller,
    fields: Fields,
) -> Result<Response, Fault> {
    let said = FirstOwner {
        email: fields.text("email"),
        workspace: fields.text("workspace"),
        account: NewAccount {
            name: fields.text("name"),
            password: fields.secret("password"),
            language: fields.text("language"),
            time_zone: fields.text("time_zone"),
        },
    };
    match web.app.accept_first(&token, &said, caller.browser()).await {
        Ok((opened, workspace)) => Ok(come_in(&web, &opened, &format!("/w/{workspace}/today"))),
        Err(refusal) => {
            let language = Language::from_code(fields.text("language")).unwrap_or(visitor.language);
            let wrong = Wrong::of(&web, language, refusal)?;
            let visitor = Visitor { language, ..visitor };
            Ok(draw(&web, &visitor, fields.text("time_zone"), fields.typed(), &wrong))
        }
    }
}

fn draw(web: &Web, visitor: &Visitor, zone: &str, typed: Value, wrong: &Wrong) -> Response {
    let title = web.views.words.say(visitor.language, "access-welcome-title", &[]);
    let own = context! {
        typed, errors => wrong.errors.clone(), problem => wrong.problem.as_str(), zones => zone_choices(zone), languages => language_choices(),
    };
    page::show_gate(web, visitor, wrong.status, &title, "access/welcome.html", own)
}
