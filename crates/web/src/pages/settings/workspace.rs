//! `GET` and `POST /w/{workspace}/settings`: name, colour, language, zone.

use app::govern::WorkspaceForm;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use minijinja::{Value, context};

use super::tabs;
use crate::{
    Web,
    error::Fault,
    page,
    pages::access::fields::{Fields, Wrong, colour_choices, language_choices, zone_choices},
    request::Member,
};

/// The form for who governs; the facts for others.
pub(super) async fn show(State(web): State<Web>, member: Member, headers: HeaderMap) -> Response {
    let workspace = &member.workspace;
    let typed = context! {
        name => workspace.name.as_str(), colour => crate::frame::hue(&workspace.colour), language => workspace.language.as_str(),
        time_zone => workspace.time_zone.as_str(),
    };
    let zone = workspace.time_zone.clone();
    draw(&web, &member, &headers, &zone, typed, &Wrong::nothing())
}

/// Saves it.
pub(super) async fn act(State(web): State<Web>, member: Member, headers: HeaderMap, fields: Fields) -> Result<Response, Fault> {
    let said = WorkspaceForm {
        name: fields.text("name"),
        colour: fields.text("colour"),
        language: fields.text("language"),
        time_zone: fields.text("time_zone"),
    };
    match web.app.save_workspace(&member.actor, said).await {
        Ok(()) => Ok(page::go(&web, &member.href("settings"), "good", "access-workspace-saved", &[])),
        Err(refusal) => {
            let wrong = Wrong::of(&web, member.language(), refusal)?;
            Ok(draw(&web, &member, &headers, fields.text("time_zone"), fields.typed(), &wrong))
        }
    }
}

/// `POST …/settings/private`: pages mask what is private in foreign texts, or show it.
pub(super) async fn mask(State(web): State<Web>, member: Member, fields: Fields) -> Result<Response, Fault> {
    let on = fields.text("on") == "1";
    web.app.mask_private(&member.actor, on).await.map_err(|refusal| Fault::page(&web, member.language(), refusal))?;
    let said = if on { "understood-private-switched-on" } else { "understood-private-switched-off" };
    Ok(page::go(&web, &member.href("settings"), "good", said, &[]))
}

fn draw(web: &Web, member: &Member, headers: &HeaderMap, zone: &str, typed: Value, wrong: &Wrong) -> Response {
    let language = member.language();
    let title = web.views.words.say(language, "frame-settings", &[]);
    let own = context! {
        tabs => tabs(web, member, "workspace"), typed, errors => wrong.errors.clone(), problem => wrong.problem.as_str(),
        zones => zone_choices(zone), languages => language_choices(), colours => colour_choices(web, language),
        created_at => member.workspace.created_at, masks => member.sight.masks_here(), mask_href => member.href("settings/private"), leave_href => member.href(&format!("settings/team/{}/remove", member.signed.user.id)),
    };
    page::show_as(web, member, headers, wrong.status, "settings", &title, "settings/workspace.html", own)
}
