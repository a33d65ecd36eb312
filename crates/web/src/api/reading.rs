//! What was read before being read again, for scripts.

use app::listen::reread::{REREAD_DAYS, REREAD_JOB};
use axum::{Json, extract::State, http::StatusCode};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    Gate, Route, Web,
    api::{Operation, source::Tongue},
    error::Fault,
    request::Script,
    router::{get, post},
};

/// The addresses of this noun.
pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/reading", Gate::Token, show).says(
            Operation::read("Whether what people taught is used, and how far the reading again is").answers::<ReadingView>(),
        ),
        post("/api/v1/reading", Gate::Token, begin).says(
            Operation::write("Read the documents of the last days again; one that is under way begins anew")
                .answers::<ReadingView>()
                .with(202),
        ),
        post("/api/v1/reading/stop", Gate::Token, stop)
            .says(Operation::write("Stop the reading again; what was read again stays").with(204)),
    ]
}

/// How texts are read.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Reading)]
struct ReadingView {
    /// Whether what people taught by their corrections is used.
    learning: bool,
    /// How many days back are read again.
    days: i64,
    /// What is being read again now, if anything is.
    again: Option<AgainView>,
}

/// A reading again that is under way.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReadingAgain)]
struct AgainView {
    /// Documents read so far.
    done: i64,
    /// Documents in all; 0 while they are not counted yet.
    total: i64,
}

async fn view(web: &Web, script: &Script) -> Result<ReadingView, app::Refusal> {
    let job = script.reader.open_job(REREAD_JOB, &script.actor.workspace.to_string()).await?;
    let again = job.map(|job| AgainView { done: job.done, total: job.total });
    Ok(ReadingView { learning: web.app.learning_is_on(&script.actor).await?, days: REREAD_DAYS, again })
}

async fn show(State(web): State<Web>, script: Script, tongue: Tongue) -> Result<Json<ReadingView>, Fault> {
    Ok(Json(view(&web, &script).await.map_err(tongue.fault(&web))?))
}

async fn begin(State(web): State<Web>, script: Script, tongue: Tongue) -> Result<(StatusCode, Json<ReadingView>), Fault> {
    web.app.reread(&script.actor).await.map_err(tongue.fault(&web))?;
    Ok((StatusCode::ACCEPTED, Json(view(&web, &script).await.map_err(tongue.fault(&web))?)))
}

async fn stop(State(web): State<Web>, script: Script, tongue: Tongue) -> Result<StatusCode, Fault> {
    web.app.stop_rereading(&script.actor).await.map_err(tongue.fault(&web))?;
    Ok(StatusCode::NO_CONTENT)
}
