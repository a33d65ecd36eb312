//! `GET /w/{workspace}/sources/{source}`: one source, its rhythm, what it brought, and every visit that was made to it.

use std::collections::BTreeMap;

use app::{
    Noun, Refusal,
    listen::visit::{Reason, next_sentence_at},
};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::address;
use jiff::{ToSpan, civil::Date};
use minijinja::{Value, context};
use store::{
    rollup::HourCount,
    source::{Source, Visit},
    source_brought::Brought,
};

use super::{fault, health, id, reads, say};
use crate::{
    Web,
    chart::{ChartWords, Form, Point, Series, VolumeChart, volume},
    error::Fault,
    format::Reader,
    page,
    pages::mentions::row,
    private,
    request::Member,
};

/// Days of the chart.
const DAYS: i64 = 30;
/// Visits of the log.
const VISITS: u32 = 25;
/// Documents of the list.
const BROUGHT: u32 = 8;

/// The page.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, source)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let failed = fault::<store::StoreError>(&web, &member);
    let id = id(&web, &member, &source, Noun::Source)?;
    let source = member.reader.source(id).await.map_err(&failed)?;
    let source = source.ok_or_else(|| fault::<Refusal>(&web, &member)(Refusal::NoSuch(Noun::Source)))?;
    let reader = reads(&web, &member);
    let days = days(&reader);
    let from =
        days.first().and_then(|day| day.to_zoned(reader.zone.clone()).ok()).map_or(0, |at| at.timestamp().as_microsecond());
    let hours = member.reader.source_hours(id, from).await.map_err(&failed)?;
    let visits = member.reader.visits(id, VISITS).await.map_err(&failed)?;
    let brought = member.reader.source_brought(id, BROUGHT).await.map_err(&failed)?;
    let folders = member.reader.folders().await.map_err(&failed)?;
    let folder = source.folder_id.and_then(|id| folders.into_iter().find(|folder| folder.id == id));
    let own = context! {
        id => id.get(), title => source.title.as_str(), address => source.address.as_str(), site_address => web_address(source.site_address.as_deref()),
        site => address::site(&source.address), kind => say(&web, &member, &format!("sources-kind-{}", source.kind)),
        language => source.language.as_deref().map(|code| language_words(&web, &member, code)),
        state => state(&web, &member, &source), is_paused => source.paused_at.is_some(), is_gone => source.state == "gone",
        expected => source.expected_seconds.map(super::list::rounded), succeeded_at => source.succeeded_at, newest_at => source.newest_at,
        visited_at => source.visited_at, next_at => source.next_at, is_due => source.next_at.is_some_and(|at| at <= web.app.now()),
        next_why => next_sentence_at(&source.next_reason, member.language(), reader.now), documents => source.documents, created_at => source.created_at,
        folder => folder.map(|folder| context! { name => folder.name, href => member.href(&format!("sources?folder={}", folder.id)) }),
        chart => if source.documents > 0 { Some(Value::from_safe_string(chart(&web, &member, &reader, &days, &hours, &source))) } else { None },
        visits => visits.iter().map(|visit| visit_line(&web, &member, visit)).collect::<Vec<_>>(),
        brought => brought.iter().map(|document| brought_line(&web, &member, document)).collect::<Vec<_>>(),
        base => member.href(&format!("sources/{id}")), list_href => member.href("sources"), mentions_href => member.href(&format!("mentions?source={id}")),
    };
    Ok(page::show(&web, &member, &headers, "sources", &source.title, "sources/show.html", own))
}

/// Only what leads to the web is made a link.
fn web_address(said: Option<&str>) -> Option<&str> {
    said.filter(|address| address.starts_with("https://") || address.starts_with("http://"))
}

/// The name of a language in the reader's own, or its code.
pub(super) fn language_words(web: &Web, member: &Member, code: &str) -> String {
    row::language_words(web, &row::reads(web, member), code)
}

/// How it stands: shape, word, and the sentences that explain it.
fn state(web: &Web, member: &Member, source: &Source) -> Value {
    let reason = Reason::from_stored(&source.state_reason);
    let sentences = reason.sentences(member.language(), web.app.clock().now());
    let shape = health(&source.state);
    context! {
        health => shape, words => say(web, member, &format!("sources-state-{}", source.state.replace('_', "-"))),
        // What is well, or not known yet, is told by its word alone.
        sentences => if matches!(shape, "bad" | "late") { sentences } else { Vec::new() },
        kind => if shape == "bad" { "bad" } else { "warn" },
    }
}

fn visit_line(web: &Web, member: &Member, visit: &Visit) -> Value {
    let reason = Reason::from_stored(&visit.problem);
    let well = matches!(visit.outcome.as_str(), "read" | "unchanged");
    let waits = matches!(visit.outcome.as_str(), "host_busy" | "host_resting" | "rate_limited" | "robots_unreachable");
    let kind = match (well, visit.new > 0 || visit.changed > 0) {
        (true, true) => "good",
        (true, false) => "",
        (false, _) if waits => "warn",
        (false, _) => "bad",
    };
    context! {
        at => visit.at, outcome => visit.outcome.as_str(), status => visit.status, seen => visit.seen, new => visit.new, changed => visit.changed,
        milliseconds => visit.milliseconds, kind, well, sentences => reason.sentences(member.language(), web.app.clock().now()),
    }
}

fn brought_line(web: &Web, member: &Member, document: &Brought) -> Value {
    let href = document.caught.then(|| member.href(&format!("mentions/{}", document.id)));
    context! {
        title => private::line(web, member, &document.title), at => document.published_at, caught => document.caught,
        href, outside => web_address(document.address.as_deref()),
    }
}

/// The days of the chart in the reader's zone, from the oldest to today.
fn days(reader: &Reader) -> Vec<Date> {
    let today = reader.now.to_zoned(reader.zone.clone()).date();
    (0..DAYS).rev().filter_map(|back| today.checked_sub(back.days()).ok()).collect()
}

fn chart(web: &Web, member: &Member, reader: &Reader, days: &[Date], hours: &[HourCount], source: &Source) -> String {
    let day_of = |at: i64| reader.zoned(at).date();
    let mut counts: BTreeMap<Date, u64> = BTreeMap::new();
    for hour in hours {
        *counts.entry(day_of(hour.begins())).or_default() += u64::try_from(hour.mentions).unwrap_or(0);
    }
    // Before it was known and before its oldest document nothing is known: a gap, not a zero.
    let first = counts.keys().next().copied().unwrap_or(Date::MAX).min(day_of(source.created_at));
    let value = |day: &Date| counts.get(day).copied().or((*day >= first).then_some(0));
    let name =
        |day: &Date| day.to_zoned(reader.zone.clone()).map(|at| reader.day(at.timestamp().as_microsecond())).unwrap_or_default();
    let title = say(web, member, "sources-chart");
    let chart = VolumeChart {
        unit: say(web, member, "sources-chart-unit"),
        form: Form::Bars,
        points: days.iter().map(|day| Point { name: name(day), short: None, href: None }).collect(),
        series: vec![Series { name: title.clone(), values: days.iter().map(value).collect() }],
        unfinished: true,
        title,
        ..VolumeChart::default()
    };
    volume(&chart, &ChartWords::new(member.language().code(), |key| say(web, member, key)))
}
