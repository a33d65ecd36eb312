//! `/w/{workspace}/settings/publishing`: what the workspace asks of everything that leaves.

use app::{
    Refusal,
    publish::policy::{LATE_MINUTES_MAX, PublishingPolicy},
};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::{
    hat::Act,
    post::{Gravity, Policy},
};
use minijinja::{Value, context};

use super::{
    budget::{Wrong, budgets},
    link_home, tabs,
};
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
    draw(&web, &member, &headers, StatusCode::OK, Back::default()).await
}

/// What is kept of the policy, as its form shows it.
async fn kept(web: &Web, member: &Member) -> Result<Value, Refusal> {
    let policy = web.app.publishing_policy(member.workspace.id).await?;
    Ok(context! {
        late_minutes => policy.late_minutes, alt => word(policy.content.alt), video_alt => word(policy.content.video_alt),
    })
}

/// Changes it.
pub(super) async fn act(State(web): State<Web>, member: Member, headers: HeaderMap, body: Bytes) -> Result<Response, Fault> {
    let fields = Fields::read(&body);
    let said = fields.text("late_minutes").trim();
    let again = async |why: &str| {
        let typed = context! { late_minutes => said, alt => fields.text("alt"), video_alt => fields.text("video_alt") };
        let error = invalid(&web, member.language(), "late_minutes", why);
        let back = Back { typed: Some(typed), error: Some(error), ..Back::default() };
        draw(&web, &member, &headers, StatusCode::UNPROCESSABLE_ENTITY, back).await
    };
    member.actor.may(Act::Govern).map_err(fault(&web, &member))?;
    let late_minutes = match said.parse::<u32>() {
        Ok(minutes) if minutes <= LATE_MINUTES_MAX => minutes,
        Ok(_) => return again("out_of_range").await,
        Err(_) => return again("not_a_number").await,
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

/// The forms that came back; what is not among them is drawn as it is kept.
#[derive(Default)]
pub(super) struct Back<'a> {
    /// The policy as it was typed, and what is wrong with it.
    pub(super) typed: Option<Value>,
    pub(super) error: Option<String>,
    /// A budget that could not be kept.
    pub(super) budget: Option<&'a Wrong>,
    /// The form of [`link_home`].
    pub(super) links: Option<Value>,
}

/// The page, with forms that came back.
pub(super) async fn draw(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    status: StatusCode,
    back: Back<'_>,
) -> Result<Response, Fault> {
    let budgets = budgets(web, member, back.budget).await.map_err(fault(web, member))?;
    let links = match back.links {
        Some(links) => links,
        None => link_home::kept(web, member).await?,
    };
    let typed = match back.typed {
        Some(typed) => typed,
        None => kept(web, member).await.map_err(fault(web, member))?,
    };
    let own = context! {
        budgets, links, error => back.error,
        tabs => tabs(web, member, "publishing"), typed, late_max => LATE_MINUTES_MAX, base => member.href("settings/publishing"),
        channels_href => member.href("channels"),
    };
    let title = say(web, member, "access-tab-publishing");
    Ok(page::show_as(web, member, headers, status, "settings", &title, "settings/publishing.html", own))
}
