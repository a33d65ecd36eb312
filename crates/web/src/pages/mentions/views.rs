//! Saved views of the stream.

use app::{Noun, Refusal};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use store::{Id, view::View};

use super::fields::Fields;
use crate::{Web, error::Fault, page, request::Member};

/// `GET /w/{workspace}/views/{view}`: the stream under its filter.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    Path((_, view)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let fault = |refusal| Fault::page(&web, member.language(), refusal);
    let id: Id<View> = view.parse().map_err(|_not_a_number| fault(Refusal::NoSuch(Noun::View)))?;
    let view =
        member.reader.view(id).await.map_err(|error| fault(error.into()))?.ok_or_else(|| fault(Refusal::NoSuch(Noun::View)))?;
    Ok(page::go_on(&member.href(&format!("mentions?{}", view.filter))))
}

/// `POST /w/{workspace}/views`: keeps the filter of the list under a name.
pub(super) async fn save(State(web): State<Web>, member: Member, body: Bytes) -> Result<Response, Fault> {
    let fault = |refusal| Fault::page(&web, member.language(), refusal);
    let fields = Fields::read(&body);
    let list = member.href(&format!("mentions?{}", fields.text("filter")));
    match web.app.save_view(&member.actor, fields.text("name"), fields.text("filter")).await {
        Ok(_) => Ok(page::go(&web, &list, "good", "mentions-view-saved", &[("name", fields.text("name").trim())])),
        Err(Refusal::Taken(Noun::View)) => Ok(page::go(&web, &list, "bad", "refusal-taken-view", &[])),
        Err(Refusal::Invalid { field: "name", why: "empty" }) => Ok(page::go(&web, &list, "bad", "mentions-view-nameless", &[])),
        Err(refusal) => Err(fault(refusal)),
    }
}

/// `POST /w/{workspace}/views/{view}/remove`
pub(super) async fn remove(
    State(web): State<Web>,
    member: Member,
    Path((_, view)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let fault = |refusal| Fault::page(&web, member.language(), refusal);
    let id: Id<View> = view.parse().map_err(|_not_a_number| fault(Refusal::NoSuch(Noun::View)))?;
    web.app.remove_view(&member.actor, id).await.map_err(fault)?;
    Ok(page::go(&web, &member.href("mentions"), "good", "mentions-view-removed", &[]))
}
