//! `GET …/{topic}/missed`: documents that hold some of a topic's words and that it does not catch, each with what stood in the way.

use app::listen::topic_missed::NearMiss;
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use minijinja::{Value, context};
use store::topic::Topic;

use super::{
    edit::read,
    found::{self, fault},
    why::killer_words,
};
use crate::{Web, error::Fault, pages::mentions::place, request::Member};

/// Draws the list.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, topic)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let topic = read(&web, &member, &topic).await?;
    let after = place::of_address(&query.unwrap_or_default());
    let misses = web.app.near_misses(&member.actor, topic.id, after, found::LISTED).await.map_err(fault(&web, &member))?;
    let ids: Vec<_> = misses.found.iter().map(|miss| miss.shown.id).collect();
    let labels = found::labels(&member, topic.id, &ids).await.map_err(fault(&web, &member))?;
    let here = member.href(&format!("topics/{}/missed", topic.id));
    let rows: Vec<Value> =
        misses.found.iter().map(|miss| one(&web, &member, &topic, miss, labels.get(&miss.shown.id).copied())).collect();
    let own = context! {
        rows, searched => found::searched_words(&web, &member, misses.searched_to),
        next_href => misses.next.map(|next| format!("{here}?after={}", place::write(next))), start_href => after.map(|_| here.as_str()),
        edit_href => member.href(&format!("topics/{}/edit", topic.id)),
    };
    Ok(found::show(&web, &member, &headers, &topic, "missed", own))
}

fn one(web: &Web, member: &Member, topic: &Topic, miss: &NearMiss, label: Option<bool>) -> Value {
    let document = miss.shown.id;
    context! {
        killer => killer_words(member, &miss.killer),
        why_href => member.href(&format!("topics/{}/why?document={document}", topic.id)),
        label => found::label(member, topic.id, document, label), labelled => label,
        ..found::found(web, member, &miss.shown)
    }
}
