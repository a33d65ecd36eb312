//! `/w/{workspace}/publish/days`: notes and embargoes of the calendar, and the countries whose holidays it shows.

use app::{
    Noun,
    publish::calendar_days::{MARK_CHARS_MAX, MarkKind, MarkWish},
};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::{hat::Act, holiday::Place};
use jiff::{ToSpan, civil::Date};
use minijinja::{Value, context};
use store::calendar_mark::CalendarMark;

use crate::{
    Web,
    error::{Fault, invalid},
    page,
    pages::{
        mentions::fields::Fields,
        publish::{fault, id, mendable, reads, say},
    },
    request::Member,
};

/// So far back marks are listed, days.
const BACK_DAYS: i64 = 31;

/// What somebody typed.
#[derive(Default)]
struct Typed {
    kind: String,
    from: String,
    to: String,
    words: String,
    problem: String,
}

/// The page; `?day=2026-12-24` says which day a new mark is for.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    axum::extract::RawQuery(query): axum::extract::RawQuery,
) -> Result<Response, Fault> {
    let query = query.unwrap_or_default();
    let day = url::form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == "day").map(|(_, day)| day.into_owned());
    let typed = Typed { kind: "note".to_owned(), from: day.unwrap_or_default(), ..Typed::default() };
    draw(&web, &member, &headers, StatusCode::OK, &typed).await
}

/// Puts a note or an embargo on days.
pub(super) async fn add(State(web): State<Web>, member: Member, headers: HeaderMap, body: Bytes) -> Result<Response, Fault> {
    member.actor.may(Act::Publish).map_err(fault(&web, &member))?;
    let fields = Fields::read(&body);
    let text = |name: &str| fields.text(name).trim().to_owned();
    let mut typed =
        Typed { kind: text("kind"), from: text("from"), to: text("to"), words: text("words"), problem: String::new() };
    let from = typed.from.parse::<Date>();
    let to = if typed.to.is_empty() { from.clone() } else { typed.to.parse::<Date>() };
    let (Ok(from), Ok(to)) = (from, to) else {
        typed.problem = invalid(&web, member.language(), "days", "unknown");
        return draw(&web, &member, &headers, StatusCode::UNPROCESSABLE_ENTITY, &typed).await;
    };
    let wish = MarkWish { kind: MarkKind::from_name(&typed.kind).unwrap_or(MarkKind::Note), from, to, words: &typed.words };
    match Box::pin(web.app.mark_days(&member.actor, &wish)).await {
        Ok(_) => Ok(page::go(&web, &member.href("publish/days"), "good", "plan-mark-added", &[])),
        Err(refusal) => {
            let (status, problem) = mendable(&web, &member, refusal)?;
            typed.problem = problem;
            draw(&web, &member, &headers, status, &typed).await
        }
    }
}

/// Takes a note or an embargo away.
pub(super) async fn remove(
    State(web): State<Web>,
    member: Member,
    Path((_, said)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let mark = id(&web, &member, &said, Noun::Mark)?;
    Box::pin(web.app.unmark_days(&member.actor, mark)).await.map_err(fault(&web, &member))?;
    Ok(page::go(&web, &member.href("publish/days"), "good", "plan-mark-removed", &[]))
}

/// Chooses the countries.
pub(super) async fn countries(State(web): State<Web>, member: Member, body: Bytes) -> Result<Response, Fault> {
    let codes: Vec<String> = Fields::read(&body).all("country").map(str::to_owned).collect();
    Box::pin(web.app.set_calendar_countries(&member.actor, &codes)).await.map_err(fault(&web, &member))?;
    Ok(page::go(&web, &member.href("publish/days"), "good", "plan-countries-saved", &[]))
}

async fn draw(web: &Web, member: &Member, headers: &HeaderMap, status: StatusCode, typed: &Typed) -> Result<Response, Fault> {
    let reads = reads(web, member);
    let today = reads.zoned(web.app.now()).date();
    let marks = web.app.marks_between(&member.actor, today.saturating_sub(BACK_DAYS.days()), Date::MAX).await;
    let marks = marks.map_err(fault(web, member))?;
    let chosen = web.app.calendar_countries(&member.actor).await.map_err(fault(web, member))?;
    let noon = |day: &str| day.parse::<Date>().ok().and_then(|day| reads.zone.to_timestamp(day.at(12, 0, 0, 0)).ok());
    let written = |day: &str| noon(day).map_or_else(|| day.to_owned(), |at| reads.long_day(at.as_microsecond()));
    let row = |mark: &CalendarMark| {
        context! {
            kind => mark.kind.as_str(), words => mark.words.as_str(), from => written(&mark.from_day),
            to => (mark.to_day != mark.from_day).then(|| written(&mark.to_day)),
            remove_href => member.href(&format!("publish/days/{}/remove", mark.id)),
        }
    };
    let country = |place: &&Place| {
        context! { code => place.code, name => place.name(member.language()), on => chosen.iter().any(|code| code == place.code) }
    };
    let own = context! {
        marks => marks.iter().map(row).collect::<Vec<_>>(), countries => Place::all().iter().map(country).collect::<Vec<Value>>(),
        kind => typed.kind.as_str(), from => typed.from.as_str(), to => typed.to.as_str(), words => typed.words.as_str(),
        problem => typed.problem.as_str(), words_max => MARK_CHARS_MAX, base => member.href("publish/days"), publish_href => member.href("publish"),
        may_publish => member.actor.allows(Act::Publish),
    };
    Ok(page::show_as(web, member, headers, status, "publish", &say(web, member, "plan-days"), "planning/days.html", own))
}
