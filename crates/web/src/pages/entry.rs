//! `GET /enter/{token}`: a link made at the machine lets an account in, once.

use app::access::{Browser, SESSION_SECONDS};
use axum::extract::{FromRequestParts, Path, Request, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};

use crate::{
    Web,
    error::Fault,
    request::{SESSION_COOKIE, Visitor, remote_address, set_cookie},
};

/// Opens the session and goes to the start.
///
/// # Errors
/// When the link was used or is over.
pub async fn show(State(web): State<Web>, Path(token): Path<String>, request: Request) -> Result<Response, Fault> {
    let (mut parts, _) = request.into_parts();
    let visitor = Visitor::from_request_parts(&mut parts, &web).await?;
    let user_agent = parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let address = remote_address(&web, &parts);
    let opened = web.app.enter(&token, Browser { user_agent, address: &address }).await;
    let opened = opened.map_err(|refusal| Fault::page(&web, visitor.language, refusal))?;
    let cookie = set_cookie(&web, SESSION_COOKIE, opened.cookie.reveal(), SESSION_SECONDS);
    Ok(([cookie], Redirect::to("/")).into_response())
}
