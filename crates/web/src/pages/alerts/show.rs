//! `GET /w/{workspace}/alerts/{alert}`: one alert and its log.

use app::{Refusal, access::Secret};
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use minijinja::{Value, context};
use store::alert::Alert;
use url::form_urlencoded;

use super::{
    fault, log,
    words::{Names, latency},
};
use crate::{Web, error::Fault, page, request::Member};

/// Lines of the log on one page.
const LOG_LINES: usize = 50;

/// Draws the alert.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, alert)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let alert = super::alert(&web, &member, &alert).await?;
    let before = query.as_deref().and_then(before);
    draw(&web, &member, &headers, &alert, None, before).await
}

/// The page; `secret` is one that was just made and is shown this once.
pub(super) async fn draw(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    alert: &Alert,
    secret: Option<Secret>,
    before: Option<i64>,
) -> Result<Response, Fault> {
    let own = own(web, member, alert, secret, before).await.map_err(fault(web, member))?;
    Ok(page::show(web, member, headers, "alerts", &alert.name, "alerts/show.html", own))
}

fn before(query: &str) -> Option<i64> {
    let (_, value) = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "before")?;
    value.parse().ok()
}

async fn own(web: &Web, member: &Member, alert: &Alert, secret: Option<Secret>, before: Option<i64>) -> Result<Value, Refusal> {
    let names = Names::read(member).await?;
    let limit = u32::try_from(LOG_LINES + 1).unwrap_or(u32::MAX);
    let mut notifications = member.reader.notifications(Some(alert.id), before, limit).await?;
    let more = notifications.len() > LOG_LINES;
    notifications.truncate(LOG_LINES);
    let next = notifications.last().filter(|_| more).map(|last| last.id);
    let took = web.app.alert_latency(&member.actor, alert.id).await?;
    let here = format!("alerts/{}", alert.id);
    let due = member.reader.open_job(app::listen::alerting::COMPOSE_JOB, &alert.id.to_string()).await?.map(|job| job.due_at);
    let mail_missing = alert.way == "mail" && web.app.mail_server(member.workspace.id).await?.is_none();
    Ok(context! {
        alert => names.alert(member, alert), latency => latency(&took), lines => log::lines(member, member.language(), &notifications, &[]),
        next_href => next.map(|id| member.href(&format!("{here}?before={id}"))), start_href => before.map(|_| member.href(&here)),
        due_at => due.filter(|_| alert.rhythm == "daily"), secret => secret.as_ref().map(Secret::reveal), mail_missing,
        mail_href => member.href("settings/mail"), list_href => member.href("alerts"), edit_href => member.href(&format!("{here}/edit")),
        base => member.href(&here),
    })
}
