//! Acts on one alert: test, pause, resume, new secret, remove.

use app::Refusal;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::{fault, show};
use crate::{Web, error::Fault, page, request::Member};

type InAddress = Path<(String, String)>;

/// Sends a sample.
pub(super) async fn test(State(web): State<Web>, member: Member, Path((_, said)): InAddress) -> Result<Response, Fault> {
    let alert = super::alert(&web, &member, &said).await?;
    let done = web.app.test_alert(&member.actor, alert.id).await;
    back(&web, &member, &said, done, "alerts-test-leaves")
}

/// Stops it for a while.
pub(super) async fn pause(State(web): State<Web>, member: Member, Path((_, said)): InAddress) -> Result<Response, Fault> {
    let alert = super::alert(&web, &member, &said).await?;
    let done = web.app.pause_alert(&member.actor, alert.id).await;
    back(&web, &member, &said, done, "alerts-paused")
}

/// Lets it tell again.
pub(super) async fn resume(State(web): State<Web>, member: Member, Path((_, said)): InAddress) -> Result<Response, Fault> {
    let alert = super::alert(&web, &member, &said).await?;
    let done = web.app.resume_alert(&member.actor, alert.id).await;
    back(&web, &member, &said, done, "alerts-resumed")
}

/// Makes a new secret and shows it this once.
pub(super) async fn secret(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): InAddress,
) -> Result<Response, Fault> {
    let alert = super::alert(&web, &member, &said).await?;
    let secret = web.app.renew_alert_secret(&member.actor, alert.id).await.map_err(fault(&web, &member))?;
    show::draw(&web, &member, &headers, &alert, Some(secret), None).await
}

/// Removes it with its log.
pub(super) async fn remove(State(web): State<Web>, member: Member, Path((_, said)): InAddress) -> Result<Response, Fault> {
    let alert = super::alert(&web, &member, &said).await?;
    web.app.remove_alert(&member.actor, alert.id).await.map_err(fault(&web, &member))?;
    Ok(page::go(&web, &member.href("alerts"), "good", "alerts-removed", &[("name", &alert.name)]))
}

fn back(web: &Web, member: &Member, said: &str, done: Result<(), Refusal>, key: &str) -> Result<Response, Fault> {
    done.map_err(fault(web, member))?;
    Ok(page::go(web, &member.href(&format!("alerts/{said}")), "good", key, &[]))
}
