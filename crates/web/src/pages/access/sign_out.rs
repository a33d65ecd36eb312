//! `POST /sign-out`.

use app::Refusal;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

use crate::{
    Web,
    error::Fault,
    page,
    request::{SESSION_COOKIE, Visitor, set_cookie},
};

/// Ends the session and takes the cookie away; without a session, only the latter.
pub(super) async fn act(State(web): State<Web>, visitor: Visitor) -> Result<Response, Fault> {
    if let Some(signed) = &visitor.signed {
        match web.app.sign_out(signed).await {
            Ok(()) | Err(Refusal::NoSuch(_)) => {}
            Err(refusal) => return Err(Fault::page(&web, visitor.language, refusal)),
        }
    }
    Ok(([set_cookie(&web, SESSION_COOKIE, "", 0)], page::go_on("/sign-in")).into_response())
}
