//! Lists of sources handed in by scripts.

use app::{
    Noun, Refusal,
    listen::opml_import::{LineReason, OPML_BYTES_MAX},
};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use store::{Id, import};
use utoipa::ToSchema;

use crate::{
    Gate, Route, Web,
    api::{
        List, Operation, Paging, Param,
        source::{Tongue, id},
    },
    error::Fault,
    format::Reader,
    pages::sources::reason_words,
    request::Script,
    router::{get, post},
};

/// The addresses of this noun.
pub(super) fn routes() -> Vec<Route> {
    let outcome = [Param { name: "outcome", about: "only lines that came to this: added, known, refused or waiting" }];
    vec![
        get("/api/v1/imports", Gate::Token, list).says(Operation::read("The last imports, newest first").lists::<ImportView>()),
        post("/api/v1/imports", Gate::Token, add).layered(DefaultBodyLimit::max(OPML_BYTES_MAX)).says(
            Operation::write("Hand in a list of sources, OPML or one address a line; follow it by its id")
                .given_as("text/x-opml")
                .answers::<ImportView>()
                .with(202),
        ),
        get("/api/v1/imports/{import}", Gate::Token, show).says(Operation::read("How far an import is").answers::<ImportView>()),
        get("/api/v1/imports/{import}/lines", Gate::Token, lines)
            .says(Operation::read("What each line came to, in the order of the list").lists::<LineView>().takes(&outcome)),
        post("/api/v1/imports/{import}/stop", Gate::Token, stop)
            .says(Operation::write("Stop an import; what was added stays").with(204)),
    ]
}

/// A list that was handed in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Import)]
struct ImportView {
    id: i64,
    title: String,
    /// open, done or stopped
    state: String,
    /// Lines in all.
    total: i64,
    /// Lines decided.
    done: i64,
    created_at: String,
    ended_at: Option<String>,
}

impl From<import::Import> for ImportView {
    fn from(import: import::Import) -> Self {
        Self {
            id: import.id.get(),
            title: import.title,
            state: import.state,
            total: import.total,
            done: import.done,
            created_at: Reader::iso(import.created_at),
            ended_at: import.ended_at.map(Reader::iso),
        }
    }
}

/// A line of a list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportLine)]
struct LineView {
    /// Its place among the lines that say something, from 1.
    position: i64,
    /// The line of the file, from 1.
    line: i64,
    title: String,
    address: String,
    folder: String,
    /// added, known, refused or waiting
    outcome: String,
    /// The stable word for why it was refused.
    reason: Option<&'static str>,
    /// The same in words.
    reason_words: Option<String>,
    /// The id of the source that it became or already was.
    source: Option<i64>,
}

/// What lines may be filtered by.
#[derive(Debug, Default, Deserialize)]
struct Filters {
    outcome: Option<String>,
}

async fn list(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Query(paging): Query<Paging>,
) -> Result<List<ImportView>, Fault> {
    let imports = script.reader.imports(paging.limit()).await.map_err(tongue.fault(&web))?;
    Ok(List::whole(imports.into_iter().map(ImportView::from).collect()))
}

async fn add(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    body: Bytes,
) -> Result<(StatusCode, Json<ImportView>), Fault> {
    let id = web.app.import_opml(&script.actor, body.to_vec(), "API").await.map_err(tongue.fault(&web))?;
    Ok((StatusCode::ACCEPTED, Json(one(&web, &script, &tongue, id).await?)))
}

async fn show(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(import): Path<String>,
) -> Result<Json<ImportView>, Fault> {
    let id = id(&import, Noun::Import).map_err(tongue.fault(&web))?;
    Ok(Json(one(&web, &script, &tongue, id).await?))
}

async fn lines(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(import): Path<String>,
    Query(paging): Query<Paging>,
    Query(filters): Query<Filters>,
) -> Result<List<LineView>, Fault> {
    let id = id(&import, Noun::Import).map_err(tongue.fault(&web))?;
    one(&web, &script, &tongue, id).await?;
    let after = paging.after::<i64>().map_err(tongue.fault(&web))?.unwrap_or(0);
    let lines = script.reader.import_lines(id, filters.outcome.as_deref(), after, paging.limit() + 1).await;
    let view = |line: import::ImportLine| LineView {
        position: line.position,
        line: line.line,
        reason: LineReason::from_stored(&line.reason).map(|reason| reason.name()),
        reason_words: reason_words(&web, tongue.language(), &line),
        title: line.title,
        address: line.address,
        folder: line.folder,
        outcome: line.outcome,
        source: line.source_id.map(Id::get),
    };
    let rows = lines.map_err(tongue.fault(&web))?.into_iter().map(view).collect();
    Ok(List::of(rows, paging.limit(), |line: &LineView| line.position))
}

async fn stop(State(web): State<Web>, script: Script, tongue: Tongue, Path(import): Path<String>) -> Result<StatusCode, Fault> {
    let id = id(&import, Noun::Import).map_err(tongue.fault(&web))?;
    web.app.stop_import(&script.actor, id).await.map_err(tongue.fault(&web))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn one(web: &Web, script: &Script, tongue: &Tongue, id: Id<import::Import>) -> Result<ImportView, Fault> {
    let found = script.reader.import(id).await.map_err(tongue.fault(web))?;
    let import = found.ok_or(Refusal::NoSuch(Noun::Import)).map_err(tongue.fault(web))?;
    Ok(import.into())
}
