//! `GET` and `POST /workspaces`: the workspaces of the user, and a new one.

use app::govern::WorkspaceForm;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::Language;
use minijinja::{Value, context};

use super::fields::{Fields, Wrong, colour_choices, hat_words, language_choices, zone_choices};
use crate::{
    Web,
    error::Fault,
    frame::{hue, initials},
    page,
    request::Person,
};

/// The list and the form.
pub(super) async fn show(State(web): State<Web>, person: Person, headers: HeaderMap) -> Response {
    let user = &person.signed.user;
    let typed = context! { language => user.language.as_str(), time_zone => user.time_zone.as_str(), colour => "0" };
    let zone = user.time_zone.clone();
    draw(&web, &person, &headers, &zone, typed, &Wrong::nothing())
}

/// Makes a workspace and goes into it.
pub(super) async fn act(State(web): State<Web>, person: Person, headers: HeaderMap, fields: Fields) -> Result<Response, Fault> {
    let said = WorkspaceForm {
        name: fields.text("name"),
        colour: fields.text("colour"),
        language: fields.text("language"),
        time_zone: fields.text("time_zone"),
    };
    match web.app.add_workspace(&person.signed, said).await {
        Ok(id) => {
            Ok(page::go(&web, &format!("/w/{id}/today"), "good", "access-workspace-added", &[("name", fields.text("name"))]))
        }
        Err(refusal) => {
            let wrong = Wrong::of(&web, language(&person), refusal)?;
            Ok(draw(&web, &person, &headers, fields.text("time_zone"), fields.typed(), &wrong))
        }
    }
}

fn language(person: &Person) -> Language {
    Language::from_code(&person.signed.user.language).unwrap_or_default()
}

fn draw(web: &Web, person: &Person, headers: &HeaderMap, zone: &str, typed: Value, wrong: &Wrong) -> Response {
    let language = language(person);
    let title = web.views.words.say(language, "access-workspaces", &[]);
    let rows: Vec<Value> = person
        .signed
        .memberships
        .iter()
        .map(|membership| {
            context! {
                name => membership.name.as_str(), href => format!("/w/{}/today", membership.workspace_id), seen_at => membership.seen_at,
                initials => initials(&membership.name), hue => hue(&membership.colour), hats => hat_words(web, language, &membership.hats()),
            }
        })
        .collect();
    let own = context! {
        rows, may_add => person.signed.may_add_workspace(), typed, errors => wrong.errors.clone(), problem => wrong.problem.as_str(),
        zones => zone_choices(zone), languages => language_choices(), colours => colour_choices(web, language),
    };
    page::show_person(web, person, headers, wrong.status, &title, "access/workspaces.html", own)
}
