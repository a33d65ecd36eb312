//! `GET` and `POST /w/{workspace}/links`: every short link with how often it was followed; a new one.

use app::{Refusal, publish::link::LinkForm};
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::hat::Act;
use minijinja::{Value, context};
use serde::Deserialize;
use store::{
    Id,
    link::{Campaign, Followed, Link},
};

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

/// Links of one page.
const PAGE: u32 = 50;

/// What the list is asked for by.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wish {
    campaign: String,
    before: String,
}

/// The list.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Query(wish): Query<Wish>,
) -> Result<Response, Fault> {
    let form = LinkForm { campaign: wish.campaign.parse().ok(), ..LinkForm::default() };
    draw(&web, &member, &headers, StatusCode::OK, &wish, &form, context! {}).await
}

/// Makes a link.
pub(super) async fn add(State(web): State<Web>, member: Member, headers: HeaderMap, body: Bytes) -> Result<Response, Fault> {
    let fields = Fields::read(&body);
    let form = LinkForm {
        target: fields.text("target").trim().to_owned(),
        slug: fields.text("slug").trim().to_owned(),
        name: fields.text("name").trim().to_owned(),
        campaign: fields.text("campaign").parse().ok(),
        channel: fields.text("channel").parse().ok(),
    };
    let errors = match web.app.add_link(&member.actor, &form).await {
        Ok(link) => return Ok(page::go(&web, &member.href(&format!("links/{}", link.id)), "good", "link-added", &[])),
        Err(Refusal::Invalid { field, why }) => Value::from_pairs([(field, invalid(&web, member.language(), field, why))]),
        Err(refusal @ Refusal::Taken(_)) => context! { slug => told(&web, member.language(), &refusal).1 },
        Err(refusal) => return Err(fault(&web, &member)(refusal)),
    };
    draw(&web, &member, &headers, StatusCode::UNPROCESSABLE_ENTITY, &Wish::default(), &form, errors).await
}

async fn draw(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    status: StatusCode,
    wish: &Wish,
    form: &LinkForm,
    errors: Value,
) -> Result<Response, Fault> {
    let failed = fault::<store::StoreError>(web, member);
    let chosen: Option<Id<Campaign>> = wish.campaign.parse().ok();
    let before: Option<Id<Link>> = wish.before.parse().ok();
    let mut links = member.reader.links(chosen, before, PAGE + 1).await.map_err(&failed)?;
    let more = links.len() > PAGE as usize;
    links.truncate(PAGE as usize);
    let campaigns = member.reader.campaigns().await.map_err(&failed)?;
    let channels = member.reader.channels().await.map_err(&failed)?;
    let next =
        links.last().filter(|_| more).map(|last| member.href(&format!("links?campaign={}&before={}", wish.campaign, last.id)));
    let home = web.app.short_home(member.workspace.id).await.map_err(fault(web, member))?;
    let choice = |id: String, label: &str| context! { value => id, label };
    let own = context! {
        rows => links.iter().map(|link| row(member, link, &campaigns, &home)).collect::<Vec<_>>(), next, errors, is_filtered => chosen.is_some(),
        start => before.is_some().then(|| member.href("links")),
        typed => context! {
            target => form.target.as_str(), slug => form.slug.as_str(), name => form.name.as_str(),
            campaign => form.campaign.map(|id| id.to_string()), channel => form.channel.map(|id| id.to_string()),
        },
        campaigns => campaigns.iter().map(|one| choice(one.id.to_string(), &one.name)).collect::<Vec<_>>(),
        channels => channels.iter().map(|one| choice(one.id.to_string(), &one.name)).collect::<Vec<_>>(),
        base => member.href("links"), campaigns_href => member.href("campaigns"), calendar_href => member.href("publish"),
        may_add => member.actor.allows(Act::Publish), before_slug => home.as_str(),
    };
    let title = say(web, member, "links-title");
    Ok(page::show_as(web, member, headers, status, "publish", &title, "links/list.html", own))
}

/// One link of a list.
pub(super) fn row(member: &Member, link: &Followed, campaigns: &[Campaign], home: &str) -> Value {
    let campaign = campaigns.iter().find(|one| Some(one.id) == link.campaign_id);
    context! {
        href => member.href(&format!("links/{}", link.id)), short => format!("{home}{}", link.slug), target => link.target.as_str(),
        name => link.name.as_str(), campaign => campaign.map(|one| one.name.as_str()), humans => link.humans, robots => link.robots,
        created_at => link.created_at, is_off => link.off_at.is_some(),
    }
}
