//! `/w/{workspace}/settings/publishing`: what the workspace asks of everything that leaves.

use app::publish::policy::{LATE_MINUTES_MAX, PublishingPolicy};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::{
    hat::Act,
    post::{Gravity, Policy},
};
use minijinja::{Value, context};

use super::tabs;
use crate::{
    Web,
    error::{Fault, invalid},
    page,
    pages::{
        mentions::fields::Fields,
        publish::{fault, say},
    },
    request::Member,
};

/// The form for who governs; the facts for others.
pub(super) async fn show(State(web): State<Web>, member: Member, headers: HeaderMap) -> Result<Response, Fault> {
    let policy = web.app.publishing_policy(member.workspace.id).await.map_err(fault(&web, &member))?;
    let typed = context! {
        late_minutes => policy.late_minutes, alt => word(policy.content.alt), video_alt => word(policy.content.video_alt),
    };
    Ok(draw(&web, &member, &headers, StatusCode::OK, typed, None))
}

/// Changes it.
pub(super) async fn act(State(web): State<Web>, member: Member, headers: HeaderMap, body: Bytes) -> Result<Response, Fault> {
    let fields = Fields::read(&body);
    let said = fields.text("late_minutes").trim();
    let again = |why: &str| {
        let typed = context! { late_minutes => said, alt => fields.text("alt"), video_alt => fields.text("video_alt") };
        let error = invalid(&web, member.language(), "late_minutes", why);
        draw(&web, &member, &headers, StatusCode::UNPROCESSABLE_ENTITY, typed, Some(error))
    };
    member.actor.may(Act::Govern).map_err(fault(&web, &member))?;
    let late_minutes = match said.parse::<u32>() {
        Ok(minutes) if minutes <= LATE_MINUTES_MAX => minutes,
        Ok(_) => return Ok(again("out_of_range")),
        Err(_) => return Ok(again("not_a_number")),
    };
    let content = Policy { alt: gravity(fields.text("alt")), video_alt: gravity(fields.text("video_alt")) };
    let policy = PublishingPolicy { late_minutes, content };
    Box::pin(web.app.set_publishing_policy(&member.actor, policy)).await.map_err(fault(&web, &member))?;
    Ok(page::go(&web, &member.href("settings/publishing"), "good", "publishing-saved", &[]))
}

const fn word(gravity: Gravity) -> &'static str {
    match gravity {
        Gravity::Stops => "stops",
        Gravity::Warns => "warns",
    }
}

fn gravity(said: &str) -> Gravity {
    if said == "warns" { Gravity::Warns } else { Gravity::Stops }
}

fn draw(web: &Web, member: &Member, headers: &HeaderMap, status: StatusCode, typed: Value, error: Option<String>) -> Response {
    let own = context! {
        tabs => tabs(web, member, "publishing"), typed, error, late_max => LATE_MINUTES_MAX, base => member.href("settings/publishing"),
        channels_href => member.href("channels"),
    };
    let title = say(web, member, "access-tab-publishing");
    page::show_as(web, member, headers, status, "settings", &title, "settings/publishing.html", own)
}
