//! `GET /`: on to where one was, or to the door.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use minijinja::context;

use crate::{Web, error::Fault, page, request::Visitor};

/// The last workspace's Today for who is signed in; the door for others; before the first account, how to get in.
pub(super) async fn show(State(web): State<Web>, visitor: Visitor) -> Result<Response, Fault> {
    if let Some(signed) = &visitor.signed {
        let last = signed.memberships.iter().max_by_key(|membership| membership.seen_at);
        return Ok(match last {
            Some(membership) => page::go_on(&format!("/w/{}/today", membership.workspace_id)),
            None => page::go_on("/workspaces"),
        });
    }
    let is_first = web.app.has_no_user().await.map_err(|refusal| Fault::page(&web, visitor.language, refusal))?;
    if !is_first {
        return Ok(page::go_on("/sign-in"));
    }
    let title = web.views.words.say(visitor.language, "access-first-title", &[]);
    Ok(page::show_gate(&web, &visitor, StatusCode::OK, &title, "access/first.html", context! {}))
}
