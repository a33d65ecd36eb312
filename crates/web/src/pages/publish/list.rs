//! `GET /w/{workspace}/deliveries`: deliveries in one state, first those that want somebody.

use std::collections::BTreeMap;

use axum::extract::{RawQuery, State as Given};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::{delivery::State, hat::Act};
use minijinja::{Value, context};
use store::{
    Id,
    channel::Channel,
    delivery::{Delivery, DeliveryFilter},
};
use url::form_urlencoded;

use super::{delivery::why, fault, mark, say, state, title_of};
use crate::{Web, error::Fault, page, request::Member};

/// The most that are shown at once.
const ROWS_MAX: u32 = 200;

/// Draws the page.
pub(super) async fn show(
    Given(web): Given<Web>,
    member: Member,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let query = query.unwrap_or_default();
    let asked = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "state").map(|(_, value)| value.into_owned());
    let chosen = asked.and_then(|said| State::from_name(&said));
    let states = chosen.iter().map(|state| state.name().to_owned()).collect();
    let filter = DeliveryFilter { states, ..DeliveryFilter::default() };
    let failed = fault::<store::StoreError>(&web, &member);
    let deliveries = match chosen {
        None => wanting(&member, ROWS_MAX).await,
        Some(_) => member.reader.deliveries(&filter, ROWS_MAX).await,
    };
    let deliveries = deliveries.map_err(&failed)?;
    let channels = member.reader.channels().await.map_err(&failed)?;
    let tab = |one: Option<State>| {
        let (label, href) = match one {
            Some(state) => (format!("delivery-state-{}", state.name()), format!("deliveries?state={}", state.name())),
            None => ("deliveries-wanting".to_owned(), "deliveries".to_owned()),
        };
        context! { label => say(&web, &member, &label), href => member.href(&href), on => one == chosen }
    };
    let tabs: Vec<Value> = std::iter::once(None).chain(State::ALL.into_iter().map(Some)).map(tab).collect();
    let own = context! {
        rows => rows(&web, &member, &deliveries, &channels), tabs, is_wanting => chosen.is_none(), here => member.here.as_str(),
        may_publish => member.actor.allows(Act::Publish), calendar_href => member.href("publish"), more => deliveries.len() >= ROWS_MAX as usize,
    };
    Ok(page::show(&web, &member, &headers, "publish", &say(&web, &member, "deliveries-title"), "publish/deliveries.html", own))
}

/// Deliveries that want a person: those that do not go on by themselves, and those of which something was to be changed and was not.
pub(super) async fn wanting(member: &Member, limit: u32) -> Result<Vec<Delivery>, store::StoreError> {
    let states = State::ALL.into_iter().filter(|state| state.wants_person()).map(|state| state.name().to_owned());
    let filter = DeliveryFilter { states: states.collect(), ..DeliveryFilter::default() };
    let mut found = member.reader.deliveries(&filter, limit).await?;
    let not_amended = member.reader.deliveries_not_amended(limit).await?;
    found.extend(not_amended.into_iter().map(|delivery| Delivery { reason: "not_amended".to_owned(), ..delivery }));
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

/// Deliveries as a list shows them.
pub(crate) fn rows(web: &Web, member: &Member, deliveries: &[Delivery], channels: &[Channel]) -> Vec<Value> {
    let channels: BTreeMap<Id<Channel>, &Channel> = channels.iter().map(|channel| (channel.id, channel)).collect();
    deliveries
        .iter()
        .map(|delivery| {
            let channel = channels.get(&delivery.channel_id);
            context! {
                href => member.href(&format!("deliveries/{}", delivery.id)), title => title_of(&serde_json::from_str(&delivery.content).unwrap_or_default()),
                at => delivery.due_at, state => state(web, member, &delivery.state), why => why(web, member, delivery),
                name => channel.map(|channel| channel.name.as_str()), network => channel.map(|channel| mark(&channel.network)),
                post => delivery.post_id.get(),
            }
        })
        .collect()
}
