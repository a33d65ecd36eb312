//! Acts on one source.

use app::{Noun, listen::source_change::SourceAct};
use axum::extract::{Path, State};
use axum::response::Response;

use super::{fault, id};
use crate::{Web, error::Fault, page, request::Member};

type At = Path<(String, String)>;

/// No more visits until it is resumed.
pub(super) async fn pause(State(web): State<Web>, member: Member, at: At) -> Result<Response, Fault> {
    change(&web, &member, &at, SourceAct::Pause, "sources-paused").await
}

/// Visits again.
pub(super) async fn resume(State(web): State<Web>, member: Member, at: At) -> Result<Response, Fault> {
    change(&web, &member, &at, SourceAct::Resume, "sources-resumed").await
}

/// A visit at once.
pub(super) async fn visit(State(web): State<Web>, member: Member, at: At) -> Result<Response, Fault> {
    change(&web, &member, &at, SourceAct::VisitNow, "sources-visit-asked").await
}

/// Removes it; what it brought stays.
pub(super) async fn remove(State(web): State<Web>, member: Member, at: At) -> Result<Response, Fault> {
    change(&web, &member, &at, SourceAct::Remove, "sources-removed").await
}

async fn change(web: &Web, member: &Member, Path((_, source)): &At, act: SourceAct, flash: &str) -> Result<Response, Fault> {
    let id = id(web, member, source, Noun::Source)?;
    web.app.change_source(&member.actor, id, act).await.map_err(fault(web, member))?;
    let to = member.href(&if act == SourceAct::Remove { "sources".to_owned() } else { format!("sources/{id}") });
    Ok(page::go(web, &to, "good", flash, &[]))
}
