//! `GET /w/{workspace}/channels`: every channel and how it stands.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::hat::Act;
use minijinja::{Value, context};

use super::row;
use crate::{
    Web,
    error::Fault,
    page,
    pages::publish::{fault, say},
    request::Member,
};

/// Draws the page.
pub(super) async fn show(State(web): State<Web>, member: Member, headers: HeaderMap) -> Result<Response, Fault> {
    let channels = member.reader.channels().await.map_err(fault(&web, &member))?;
    let own = context! {
        rows => channels.iter().map(|channel| row(&member, channel)).collect::<Vec<Value>>(),
        may_connect => member.actor.allows(Act::Connect), new_href => member.href("channels/new"),
        publish_href => member.href("publish"),
    };
    Ok(page::show(&web, &member, &headers, "publish", &say(&web, &member, "channels-title"), "channels/list.html", own))
}
