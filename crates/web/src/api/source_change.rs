//! Acts on sources, for scripts.

use app::{Noun, Refusal, listen::source_change::SourceAct};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use store::Id;
use utoipa::ToSchema;

use crate::{
    Web,
    api::source::{Tongue, id},
    error::Fault,
    request::Script,
};

/// One thing to do to many sources.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct ManyWish {
    /// Their ids.
    sources: Vec<i64>,
    /// pause, resume, visit, move or remove
    act: String,
    /// Where to: the id of a folder; left out: in none.
    folder: Option<i64>,
}

/// How many sources were changed.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Changed {
    changed: usize,
}

pub(super) async fn pause(web: State<Web>, script: Script, tongue: Tongue, at: Path<String>) -> Result<StatusCode, Fault> {
    change(web, &script, &tongue, at, SourceAct::Pause).await
}

pub(super) async fn resume(web: State<Web>, script: Script, tongue: Tongue, at: Path<String>) -> Result<StatusCode, Fault> {
    change(web, &script, &tongue, at, SourceAct::Resume).await
}

pub(super) async fn visit(web: State<Web>, script: Script, tongue: Tongue, at: Path<String>) -> Result<StatusCode, Fault> {
    change(web, &script, &tongue, at, SourceAct::VisitNow).await
}

pub(super) async fn remove(web: State<Web>, script: Script, tongue: Tongue, at: Path<String>) -> Result<StatusCode, Fault> {
    change(web, &script, &tongue, at, SourceAct::Remove).await
}

async fn change(
    State(web): State<Web>,
    script: &Script,
    tongue: &Tongue,
    Path(source): Path<String>,
    act: SourceAct,
) -> Result<StatusCode, Fault> {
    let id = id(&source, Noun::Source).map_err(tongue.fault(&web))?;
    web.app.change_source(&script.actor, id, act).await.map_err(tongue.fault(&web))?;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn many(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    wish: Result<Json<ManyWish>, JsonRejection>,
) -> Result<Json<Changed>, Fault> {
    let wish = tongue.body(&web, wish)?;
    let act = match wish.act.as_str() {
        "pause" => SourceAct::Pause,
        "resume" => SourceAct::Resume,
        "visit" => SourceAct::VisitNow,
        "move" => SourceAct::Move(wish.folder.map(Id::new)),
        "remove" => SourceAct::Remove,
        _ => return Err(tongue.fault(&web)(Refusal::Invalid { field: "act", why: "unknown" })),
    };
    let ids: Vec<_> = wish.sources.into_iter().map(Id::new).collect();
    let changed = web.app.change_sources(&script.actor, &ids, act).await.map_err(tongue.fault(&web))?;
    Ok(Json(Changed { changed }))
}
