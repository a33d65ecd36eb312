//! `/w/{workspace}/publish/lists`: the evergreen lists, and a form for a new one.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::{hat::Act, recurrence::Recurrence};
use jiff::{Timestamp, tz::TimeZone};
use minijinja::{Value, context};
use store::list::List;

use super::{
    list::{Typed, form},
    repeat::Asked,
};
use crate::{
    Web,
    error::Fault,
    page,
    pages::{
        mentions::fields::Fields,
        publish::{fault, mark, mendable, say},
    },
    request::Member,
};

/// The page.
pub(super) async fn show(State(web): State<Web>, member: Member, headers: HeaderMap) -> Result<Response, Fault> {
    let weekly = Asked { every: "weekly".to_owned(), ..Asked::default() };
    let typed = Typed { repeat: weekly, ..Typed::default() };
    draw(&web, &member, &headers, StatusCode::OK, &typed).await
}

/// Makes a list.
pub(super) async fn add(State(web): State<Web>, member: Member, headers: HeaderMap, body: Bytes) -> Result<Response, Fault> {
    member.actor.may(Act::Publish).map_err(fault(&web, &member))?;
    let mut typed = Typed::read(&web, &member, &Fields::read(&body));
    if typed.time_error.is_some() {
        return draw(&web, &member, &headers, StatusCode::UNPROCESSABLE_ENTITY, &typed).await;
    }
    match typed.save(&web, &member, None).await {
        Ok(id) => Ok(page::go(&web, &member.href(&format!("publish/lists/{id}")), "good", "plan-list-made", &[])),
        Err(refusal) => {
            let (status, problem) = mendable(&web, &member, refusal)?;
            typed.problem = problem;
            draw(&web, &member, &headers, status, &typed).await
        }
    }
}

/// When a list sends next, UTC microseconds.
pub(super) fn next(list: &List) -> Option<i64> {
    let (rule, zone) = (Recurrence::parse(&list.recurrence).ok()?, TimeZone::get(&list.zone).ok()?);
    let at = |micros| Timestamp::from_microsecond(micros).unwrap_or(Timestamp::MAX);
    let found = rule.occurrences(zone.to_datetime(at(list.starts_at)), &zone, at(list.done_at), 1);
    found.first().map(|one| one.at.as_microsecond())
}

async fn draw(web: &Web, member: &Member, headers: &HeaderMap, status: StatusCode, typed: &Typed) -> Result<Response, Fault> {
    let failed = fault::<store::StoreError>(web, member);
    let channels = member.reader.channels().await.map_err(&failed)?;
    let mut rows: Vec<Value> = Vec::new();
    for list in member.reader.lists().await.map_err(&failed)? {
        let to = member.reader.list_channels(list.id).await.map_err(&failed)?;
        let texts = member.reader.list_posts(list.id).await.map_err(&failed)?;
        let marks = channels.iter().filter(|channel| to.contains(&channel.id)).map(|channel| mark(&channel.network));
        rows.push(context! {
            name => list.name.as_str(), href => member.href(&format!("publish/lists/{}", list.id)), texts => texts.len(),
            networks => marks.collect::<Vec<_>>(), next => next(&list),
        });
    }
    let own = context! {
        rows, form_of => form(web, member, typed, &channels), base => member.href("publish/lists"), publish_href => member.href("publish"),
        may_publish => member.actor.allows(Act::Publish), problem => typed.problem.as_str(),
    };
    Ok(page::show_as(web, member, headers, status, "publish", &say(web, member, "plan-lists"), "planning/lists.html", own))
}
