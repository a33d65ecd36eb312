//! `POST /w/{workspace}/publish/lists/{list}/texts`: which posts a list sends.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use store::{Id, post::Post};

use super::list::found;
use crate::{
    Web,
    error::Fault,
    page,
    pages::{mentions::fields::Fields, publish::fault},
    request::Member,
};

/// Puts the ticked posts in place of those the list had, in the order of the page.
pub(super) async fn act(
    State(web): State<Web>,
    member: Member,
    Path((_, said)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let list = found(&web, &member, &said).await?;
    let posts: Vec<Id<Post>> = Fields::read(&body).ids("text");
    Box::pin(web.app.set_list_posts(&member.actor, list.id, &posts)).await.map_err(fault(&web, &member))?;
    Ok(page::go(&web, &member.href(&format!("publish/lists/{}", list.id)), "good", "plan-list-filled", &[]))
}
