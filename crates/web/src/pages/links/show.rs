//! `GET` and `POST /w/{workspace}/links/{link}`: how often one link was followed, day by day; its code for cameras; off and on.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use domain::hat::Act;
use jiff::{ToSpan, civil::Date, tz::TimeZone};
use minijinja::{Value, context};
use qrcode::{QrCode, render::svg};
use store::link::LinkDay;

use crate::{
    Web,
    chart::{self, ChartWords, Form, Point, Series, VolumeChart},
    error::Fault,
    page,
    pages::{
        mentions::fields::Fields,
        publish::{fault, reads, say},
    },
    request::Member,
};

/// The days that the picture shows.
const DAYS: i64 = 30;
/// The side of a code, pixels of its drawing: it is lines, and as sharp at any size.
const CODE_SIDE: u32 = 240;

/// The page.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let link = super::link(&web, &member, &said).await?;
    let failed = fault::<store::StoreError>(&web, &member);
    let days = member.reader.link_days(link.id).await.map_err(&failed)?;
    let campaign = match link.campaign_id {
        Some(id) => member.reader.campaign(id).await.map_err(&failed)?,
        None => None,
    };
    let sum = |of: fn(&LinkDay) -> i64| days.iter().map(of).sum::<i64>();
    let base = member.href(&format!("links/{}", link.id));
    let short = web.app.short_home(member.workspace.id).await.map_err(fault(&web, &member))? + &link.slug;
    let own = context! {
        short => short.as_str(), target => link.target.as_str(), name => link.name.as_str(), created_at => link.created_at, is_off => link.off_at.is_some(),
        humans => sum(|day| day.humans), robots => sum(|day| day.robots), picture => picture(&web, &member, &days),
        campaign => campaign.map(|one| context! { name => one.name, href => member.href(&format!("campaigns/{}", one.id)) }),
        base => base.as_str(), code_href => format!("{base}/qr.svg"), about_href => format!("/l/{}/about", link.slug),
        list_href => member.href("links"), may_change => member.actor.allows(Act::Publish),
    };
    let title = if link.name.is_empty() { short } else { link.name };
    Ok(page::show(&web, &member, &headers, "publish", &title, "links/show.html", own))
}

/// Switches it off, or on again.
pub(super) async fn switch(
    State(web): State<Web>,
    member: Member,
    Path((_, said)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let link = super::link(&web, &member, &said).await?;
    let off = Fields::read(&body).text("act") == "off";
    web.app.switch_link(&member.actor, link.id, off).await.map_err(fault(&web, &member))?;
    let told = if off { "link-switched-off" } else { "link-switched-on" };
    Ok(page::go(&web, &member.href(&format!("links/{}", link.id)), "good", told, &[]))
}

/// The short address as a code for cameras (ISO/IEC 18004), as a drawing that may be printed at any size.
pub(super) async fn code(
    State(web): State<Web>,
    member: Member,
    Path((_, said)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let link = super::link(&web, &member, &said).await?;
    let short = web.app.short_home(member.workspace.id).await.map_err(fault(&web, &member))? + &link.slug;
    let Ok(code) = QrCode::new(short.as_bytes()) else {
        return Err(fault(&web, &member)(app::Refusal::Invalid { field: "slug", why: "too_long" }));
    };
    let drawn = code.render::<svg::Color<'_>>().min_dimensions(CODE_SIDE, CODE_SIDE).build();
    let shown = format!("inline; filename=\"{}.svg\"", link.slug);
    Ok(([(header::CONTENT_TYPE, "image/svg+xml".to_owned()), (header::CONTENT_DISPOSITION, shown)], drawn).into_response())
}

/// People by day, of the last days; nothing when there was nobody.
fn picture(web: &Web, member: &Member, days: &[LinkDay]) -> Option<Value> {
    let reads = reads(web, member);
    let known: BTreeMap<Date, i64> = days.iter().filter_map(|day| Some((day.day.parse().ok()?, day.humans))).collect();
    let today = reads.now.to_zoned(TimeZone::UTC).date();
    let shown: Vec<Date> = (0..DAYS).rev().map(|back| today.saturating_sub(back.days())).collect();
    let values: Vec<Option<u64>> =
        shown.iter().map(|day| Some(u64::try_from(known.get(day).copied().unwrap_or(0)).unwrap_or(0))).collect();
    if values.iter().flatten().all(|value| *value == 0) {
        return None;
    }
    let named =
        |day: &Date| day.to_zoned(TimeZone::UTC).map(|start| reads.day(start.timestamp().as_microsecond())).unwrap_or_default();
    let title = say(web, member, "link-chart");
    let drawn = VolumeChart {
        title: title.clone(),
        unit: say(web, member, "link-chart-unit"),
        form: Form::Bars,
        points: shown.iter().map(|day| Point { name: named(day), short: None, href: None }).collect(),
        series: vec![Series { name: say(web, member, "link-humans"), values }],
        ..VolumeChart::default()
    };
    let words = ChartWords::new(reads.language.code(), |key| web.views.words.say(reads.language, key, &[]));
    Some(context! { title, unit => drawn.unit.as_str(), svg => Value::from_safe_string(chart::volume(&drawn, &words)) })
}
