//! `/unsubscribe/{token}`: the link in each letter. Opening it asks, since programs open links too; a mail program that offers to unsubscribe
//! posts here without asking (RFC 8058).

use app::Refusal;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use minijinja::context;

use crate::{Web, error::Fault, page, pages::access::fields::Caller, request::Visitor};

/// Asks.
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    caller: Caller,
    Path(token): Path<String>,
) -> Result<Response, Fault> {
    let fault = |refusal: Refusal| Fault::page(&web, visitor.language, refusal);
    web.app.count_at_door(caller.address()).map_err(fault)?;
    let (reader, name) = web.app.reader_of_link(&token).await.map_err(fault)?;
    Ok(draw(&web, &visitor, &name, &reader.email, reader.left_at.is_some()))
}

/// Leaves.
pub(super) async fn act(State(web): State<Web>, visitor: Visitor, Path(token): Path<String>) -> Result<Response, Fault> {
    let fault = |refusal: Refusal| Fault::page(&web, visitor.language, refusal);
    let name = Box::pin(web.app.leave_by_link(&token)).await.map_err(fault)?;
    Ok(draw(&web, &visitor, &name, "", true))
}

fn draw(web: &Web, visitor: &Visitor, name: &str, email: &str, has_left: bool) -> Response {
    let title = web.views.words.say(visitor.language, "unsubscribe-title", &[("name", name.into())]);
    let own = context! { title => title.as_str(), name, email, has_left };
    page::show_gate(web, visitor, StatusCode::OK, &title, "readers/door.html", own)
}
