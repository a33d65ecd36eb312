//! `GET` and `POST /w/{workspace}/campaigns` and `…/{campaign}`: what campaigns there are; one, with what is added to its links.

use app::{
    Refusal,
    publish::link::{CampaignForm, PARAMETERS},
};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::hat::Act;
use minijinja::{Value, context};
use store::link::Campaign;

use super::{campaign_posts::posts, list::row};
use crate::{
    Web,
    error::{Fault, invalid, told},
    page,
    pages::{
        mentions::fields::Fields,
        publish::{fault, say},
    },
    request::Member,
};

/// Links that the page of a campaign names.
const LINKS: u32 = 200;

/// The list, with the form of a new one.
pub(super) async fn list(State(web): State<Web>, member: Member, headers: HeaderMap) -> Result<Response, Fault> {
    draw_list(&web, &member, &headers, StatusCode::OK, &CampaignForm::fresh(), context! {}).await
}

/// Makes one.
pub(super) async fn add(State(web): State<Web>, member: Member, headers: HeaderMap, body: Bytes) -> Result<Response, Fault> {
    let form = read(&Fields::read(&body));
    match web.app.add_campaign(&member.actor, &form).await {
        Ok(id) => Ok(page::go(&web, &member.href(&format!("campaigns/{id}")), "good", "campaign-added", &[])),
        Err(refusal) => {
            let errors = errors(&web, &member, refusal)?;
            draw_list(&web, &member, &headers, StatusCode::UNPROCESSABLE_ENTITY, &form, errors).await
        }
    }
}

/// One of them.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let campaign = super::campaign(&web, &member, &said).await?;
    draw_one(&web, &member, &headers, StatusCode::OK, &campaign, &CampaignForm::of(&campaign), context! {}).await
}

/// Changes it.
pub(super) async fn change(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let campaign = super::campaign(&web, &member, &said).await?;
    let form = read(&Fields::read(&body));
    match web.app.change_campaign(&member.actor, campaign.id, &form).await {
        Ok(()) => Ok(page::go(&web, &member.href(&format!("campaigns/{}", campaign.id)), "good", "campaign-changed", &[])),
        Err(refusal) => {
            let errors = errors(&web, &member, refusal)?;
            draw_one(&web, &member, &headers, StatusCode::UNPROCESSABLE_ENTITY, &campaign, &form, errors).await
        }
    }
}

fn errors(web: &Web, member: &Member, refusal: Refusal) -> Result<Value, Fault> {
    match refusal {
        Refusal::Invalid { field, why } => Ok(Value::from_pairs([(field, invalid(web, member.language(), field, why))])),
        Refusal::Taken(_) => Ok(context! { name => told(web, member.language(), &refusal).1 }),
        refusal => Err(fault(web, member)(refusal)),
    }
}

fn read(fields: &Fields) -> CampaignForm {
    let text = |name: &str| fields.text(name).trim().to_owned();
    CampaignForm {
        name: text("name"),
        starts_on: text("starts_on"),
        ends_on: text("ends_on"),
        rules: PARAMETERS.iter().map(|name| ((*name).to_owned(), text(name))).collect(),
    }
}

fn typed(web: &Web, member: &Member, form: &CampaignForm) -> Value {
    let rule = |name: &&str| {
        context! { name => *name, label => say(web, member, &format!("campaign-{name}")), value => form.rules.get(*name) }
    };
    context! {
        name => form.name.as_str(), starts_on => form.starts_on.as_str(), ends_on => form.ends_on.as_str(),
        rules => PARAMETERS.iter().map(rule).collect::<Vec<_>>(),
    }
}

async fn draw_list(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    status: StatusCode,
    form: &CampaignForm,
    errors: Value,
) -> Result<Response, Fault> {
    let campaigns = member.reader.campaigns().await.map_err(fault(web, member))?;
    let one = |campaign: &Campaign| {
        context! {
            href => member.href(&format!("campaigns/{}", campaign.id)), name => campaign.name.as_str(),
            starts_on => campaign.starts_on.as_str(), ends_on => campaign.ends_on.as_str(),
        }
    };
    let own = context! {
        rows => campaigns.iter().map(one).collect::<Vec<_>>(), typed => typed(web, member, form), errors, action => member.href("campaigns"),
        links_href => member.href("links"), may_add => member.actor.allows(Act::Publish),
    };
    let title = say(web, member, "campaigns-title");
    Ok(page::show_as(web, member, headers, status, "publish", &title, "links/campaigns.html", own))
}

async fn draw_one(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    status: StatusCode,
    campaign: &Campaign,
    form: &CampaignForm,
    errors: Value,
) -> Result<Response, Fault> {
    let links = member.reader.links(Some(campaign.id), None, LINKS).await.map_err(fault(web, member))?;
    let (humans, robots) = links.iter().fold((0, 0), |(humans, robots), link| (humans + link.humans, robots + link.robots));
    let home = web.app.short_home(member.workspace.id).await.map_err(fault(web, member))?;
    let base = member.href(&format!("campaigns/{}", campaign.id));
    let own = context! {
        name => campaign.name.as_str(), typed => typed(web, member, form), errors, action => base, humans, robots,
        rows => links.iter().map(|link| row(member, link, std::slice::from_ref(campaign), &home)).collect::<Vec<_>>(),
        posts => posts(web, member, campaign.id).await.map_err(fault(web, member))?, calendar_href => member.href(&format!("publish?campaign={}", campaign.id)),
        new_post_href => member.href(&format!("posts/new?campaign={}", campaign.id)), list_href => member.href("campaigns"), new_link_href => member.href(&format!("links?campaign={}", campaign.id)),
        may_add => member.actor.allows(Act::Publish),
    };
    Ok(page::show_as(web, member, headers, status, "publish", &campaign.name, "links/campaign.html", own))
}
