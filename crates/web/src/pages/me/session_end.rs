//! `POST /me/sessions/{session}/end` and `POST /me/sessions/end-others`.

use app::{Noun, Refusal};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};

use super::show::language;
use crate::{
    Web,
    error::Fault,
    page,
    request::{Person, SESSION_COOKIE, set_cookie},
};

/// Ends one session; one's own, too.
pub(super) async fn act(State(web): State<Web>, person: Person, Path(session): Path<String>) -> Result<Response, Fault> {
    let fault = |refusal| Fault::page(&web, language(&person), refusal);
    let id = session.parse().ok().ok_or_else(|| fault(Refusal::NoSuch(Noun::Session)))?;
    web.app.end_session(&person.signed, id).await.map_err(fault)?;
    if id == person.signed.session.id {
        return Ok(([set_cookie(&web, SESSION_COOKIE, "", 0)], page::go_on("/sign-in")).into_response());
    }
    Ok(page::go(&web, "/me", "good", "access-session-ended", &[]))
}

/// Ends all sessions but the one that asks.
pub(super) async fn act_on_others(State(web): State<Web>, person: Person) -> Result<Response, Fault> {
    let ended = web.app.end_other_sessions(&person.signed).await;
    let ended = ended.map_err(|refusal| Fault::page(&web, language(&person), refusal))?;
    Ok(page::go(&web, "/me", "good", "access-sessions-ended", &[("n", &ended.to_string())]))
}
