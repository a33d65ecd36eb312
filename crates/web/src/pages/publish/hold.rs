//! `POST /w/{workspace}/publish/hold`: the switch that holds everything.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;

use super::fault;
use crate::{Web, error::Fault, page, pages::mentions::fields::Fields, request::Member};

/// Throws the switch, one way or the other.
pub(super) async fn act(State(web): State<Web>, member: Member, body: Bytes) -> Result<Response, Fault> {
    let fields = Fields::read(&body);
    let hold = fields.text("hold") == "1";
    Box::pin(web.app.hold_publishing(&member.actor, hold)).await.map_err(fault(&web, &member))?;
    let calendar = member.href("publish");
    let said = if hold { "publish-held-done" } else { "publish-resumed-done" };
    Ok(page::go(&web, fields.way_back(&calendar), if hold { "warn" } else { "good" }, said, &[]))
}
