//! `POST /w/{workspace}/sources/bulk`: one act on the sources that were ticked.

use app::{Refusal, listen::source_change::SourceAct};
use axum::extract::State;
use axum::response::Response;

use super::{
    asked::Asked,
    choices::{folder_of, ticked},
    fault,
};
use crate::{Web, error::Fault, page, request::Member};

/// Does it and goes back to the list as it was filtered.
pub(super) async fn act(State(web): State<Web>, member: Member, asked: Asked) -> Result<Response, Fault> {
    let list = member.href("sources");
    let back = Some(asked.text("return_to")).filter(|to| to.starts_with(&list)).unwrap_or(&list);
    let sources = ticked(&asked);
    if sources.is_empty() {
        return Ok(page::go(&web, back, "warn", "sources-none-ticked", &[]));
    }
    let failed = fault::<Refusal>(&web, &member);
    let (act, flash) = match asked.text("act") {
        "pause" => (SourceAct::Pause, "sources-bulk-paused"),
        "resume" => (SourceAct::Resume, "sources-bulk-resumed"),
        "visit" => (SourceAct::VisitNow, "sources-bulk-visits"),
        "remove" => (SourceAct::Remove, "sources-bulk-removed"),
        "move" => (SourceAct::Move(folder_of(&web, &member, &asked).await.map_err(&failed)?), "sources-bulk-moved"),
        _ => return Err(failed(Refusal::Invalid { field: "act", why: "unknown" })),
    };
    let changed = web.app.change_sources(&member.actor, &sources, act).await.map_err(&failed)?;
    Ok(page::go(&web, back, "good", flash, &[("n", &changed.to_string())]))
}
