//! `GET /w/{workspace}/channels/{channel}`: how a channel stands, what it can do, and connecting it anew.

use app::publish::{Fault as Told, FieldKind, channel_connect, channel_open::capabilities};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::{hat::Act, post::LinkPlace};
use minijinja::{Value, context};
use store::{channel::Channel, delivery::DeliveryFilter};

use super::{channel, connect::Wrong, field, meter::meter, network, row};
use crate::{
    Web,
    error::Fault,
    page,
    pages::{
        mentions::fields::Fields,
        publish::{fault, say, say_with, state, title_of},
    },
    request::Member,
};

/// The last deliveries that are shown.
const LAST: u32 = 10;
/// How far back they are looked for, microseconds: thirty days.
const BACK_US: i64 = 30 * 86_400 * 1_000_000;

/// The page.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let channel = channel(&web, &member, &said).await?;
    draw(&web, &member, &headers, &channel, &Fields::default(), &Wrong::default()).await
}

/// The page, with a form that came back.
pub(super) async fn draw(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    channel: &Channel,
    fields: &Fields,
    wrong: &Wrong,
) -> Result<Response, Fault> {
    let reader = &member.reader;
    let open = reader.deliveries_open_on(channel.id).await.map_err(fault(web, member))?;
    let now = web.app.now();
    let filter =
        DeliveryFilter { from: Some(now - BACK_US), to: Some(now), channel: Some(channel.id), ..DeliveryFilter::default() };
    let mut last = reader.deliveries(&filter, u32::MAX >> 1).await.map_err(fault(web, member))?;
    last.reverse();
    last.truncate(LAST as usize);
    let connectable = channel_connect::connectable().into_iter().find(|one| one.can.name == channel.network);
    let wanted = connectable.map_or(&[][..], |one| one.fields);
    let kept: std::collections::BTreeMap<String, String> = serde_json::from_str(&channel.settings).unwrap_or_default();
    let open_fields = wanted.iter().filter(|field| field.kind != FieldKind::Secret).map(|field| {
        let said = fields.text(field.name);
        let kept = if field.kind == FieldKind::Server { Some(&channel.server) } else { kept.get(field.name) };
        (field.name, if said.is_empty() { kept.cloned().unwrap_or_default() } else { said.to_owned() })
    });
    let meter = meter(web, member, channel).await.map_err(fault(web, member))?;
    let place = web.app.finishes(member.workspace.id).await.map_err(fault(web, member))?.place(channel.id);
    let places = LinkPlace::ALL.map(|place| {
        context! { value => place.name(), label => say(web, member, &format!("post-links-{}", place.name())) }
    });
    let own = context! {
        meter,
        link_place => place.name(), link_places => places.to_vec(), may_publish => member.actor.allows(Act::Publish),
        channel => row(member, channel), server => channel.server.as_str(), created_at => channel.created_at,
        disconnected_at => channel.disconnected_at, problem => problem(web, member, channel), open,
        is_standing => channel.disconnected_at.is_none(), may_connect => member.actor.allows(Act::Connect),
        table => capabilities(channel).map(|can| network::table(&can)),
        fields => wanted.iter().map(|one| field(web, member, one)).collect::<Vec<_>>(),
        typed => Value::from_pairs(open_fields), wrong => wrong.value(),
        last => last.iter().map(|delivery| context! {
            href => member.href(&format!("deliveries/{}", delivery.id)), at => delivery.due_at, state => state(web, member, &delivery.state),
            title => title_of(&serde_json::from_str(&delivery.content).unwrap_or_default()),
        }).collect::<Vec<_>>(),
        link_rules => crate::pages::links::channel_rules::kept(web, member, channel).await?,
        base => member.href(&format!("channels/{}", channel.id)), list_href => member.href("channels"),
        new_href => member.href(&format!("channels/new/{}", channel.network)),
    };
    Ok(page::show_as(web, member, headers, wrong.status(), "publish", &channel.name, "channels/show.html", own))
}

/// Why a channel is broken, as a sentence.
fn problem(web: &Web, member: &Member, channel: &Channel) -> Option<String> {
    if channel.problem.is_empty() {
        return None;
    }
    // A test writes the fault itself, a delivery what was answered to it: both hold these two.
    let told: serde_json::Value = serde_json::from_str(&channel.problem).unwrap_or_default();
    let fault: Option<Told> = serde_json::from_str(&channel.problem).ok();
    let class = told["class"].as_str().unwrap_or("network").replace('_', "-");
    let said = fault.map_or_else(|| told["said"].as_str().unwrap_or_default().to_owned(), |fault| fault.said);
    Some(say_with(web, member, &format!("channels-problem-{class}"), &[("said", said.into())]))
}
