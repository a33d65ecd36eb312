//! `GET /w/{workspace}/alerts`: every alert, how it stands, what was told.

use app::Refusal;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use minijinja::{Value, context};

use super::{
    fault, log,
    words::{Names, latency},
};
use crate::{Web, error::Fault, page, request::Member};

/// Lines of the log under the list.
const LOG_LINES: u32 = 30;

/// Draws the list.
pub(super) async fn show(State(web): State<Web>, member: Member, headers: HeaderMap) -> Result<Response, Fault> {
    let own = draw(&web, &member).await.map_err(fault(&web, &member))?;
    let title = web.views.words.say(member.language(), "alerts-title", &[]);
    Ok(page::show(&web, &member, &headers, "alerts", &title, "alerts/list.html", own))
}

async fn draw(web: &Web, member: &Member) -> Result<Value, Refusal> {
    let names = Names::read(member).await?;
    let alerts = member.reader.alerts().await?;
    let last = member.reader.last_notifications().await?;
    let mut rows = Vec::new();
    for alert in &alerts {
        let told = last.iter().find(|notification| notification.alert_id == alert.id);
        let took = web.app.alert_latency(&member.actor, alert.id).await?;
        rows.push(context! {
            alert => names.alert(member, alert), latency => latency(&took),
            last => told.map(|told| context! { state => told.state.as_str(), at => told.sent_at.unwrap_or(told.created_at), total => told.total }),
        });
    }
    let notifications = member.reader.notifications(None, None, LOG_LINES).await?;
    let mail_missing = alerts.iter().any(|alert| alert.way == "mail" && alert.state == "on")
        && web.app.mail_server(member.workspace.id).await?.is_none();
    Ok(context! {
        rows, lines => log::lines(member, member.language(), &notifications, &alerts), new_href => member.href("alerts/new"),
        may_make => !names.topics.is_empty() || !names.views.is_empty(), topics_href => member.href("topics/new"),
        mail_missing, mail_href => member.href("settings/mail"),
    })
}
