//! The members of the workspace, for whoever gives them mentions.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::{List, Operation, handed_in::fault};
use crate::{Gate, Route, Web, error::Fault, request::Script, router::get};

/// A member of the workspace.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MemberView {
    /// What `assignee`, `user` and the like mean.
    id: i64,
    name: String,
    /// What the member may do: names of hats.
    hats: Vec<String>,
}

/// The address of members.
pub(super) fn routes() -> Vec<Route> {
    vec![get("/api/v1/members", Gate::Token, list).says(Operation::read("Members of the workspace").lists_whole::<MemberView>())]
}

async fn list(State(web): State<Web>, script: Script) -> Result<List<MemberView>, Fault> {
    let members = script.reader.members().await.map_err(|error| fault(&web)(error.into()))?;
    let shown = members.into_iter().filter(|member| member.disabled_at.is_none()).map(|member| MemberView {
        id: member.user_id.get(),
        name: member.name,
        hats: member.hats.split(',').filter(|hat| !hat.is_empty()).map(str::to_owned).collect(),
    });
    Ok(List::whole(shown.collect()))
}
