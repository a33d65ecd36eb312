//! `GET` and `POST /sign-in`.

use app::access::{Opened, SESSION_SECONDS};
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use minijinja::context;
use serde::Deserialize;

use super::fields::{Caller, Fields, Wrong};
use crate::{
    Web,
    error::Fault,
    page,
    request::{SESSION_COOKIE, Visitor, set_cookie},
};

/// Where to go afterwards.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    next: String,
}

/// The form; who is signed in already goes on.
pub(super) async fn show(State(web): State<Web>, visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    if visitor.signed.is_some() {
        return page::go_on(&asked.next);
    }
    draw(&web, &visitor, &asked.next, "", &Wrong::nothing())
}

/// Signs in.
pub(super) async fn act(State(web): State<Web>, visitor: Visitor, caller: Caller, fields: Fields) -> Result<Response, Fault> {
    let (email, next) = (fields.text("email"), fields.text("next"));
    match web.app.sign_in(email, fields.secret("password"), caller.browser()).await {
        Ok(opened) => Ok(come_in(&web, &opened, next)),
        Err(refusal) => Ok(draw(&web, &visitor, next, email, &Wrong::of(&web, visitor.language, refusal)?)),
    }
}

fn draw(web: &Web, visitor: &Visitor, next: &str, email: &str, wrong: &Wrong) -> Response {
    let title = web.views.words.say(visitor.language, "access-sign-in", &[]);
    let own = context! { next, email, errors => wrong.errors.clone(), problem => wrong.problem.as_str() };
    page::show_gate(web, visitor, wrong.status, &title, "access/sign_in.html", own)
}

/// Hands the session's cookie over and goes on.
pub(super) fn come_in(web: &Web, opened: &Opened, to: &str) -> Response {
    ([set_cookie(web, SESSION_COOKIE, opened.cookie.reveal(), SESSION_SECONDS)], page::go_on(to)).into_response()
}
