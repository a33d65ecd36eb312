//! Saved views.

use app::{Noun, Refusal};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    List, Operation,
    handed_in::{fault, id, read},
};
use crate::{
    Gate, Route, Web,
    error::Fault,
    format::Reader,
    request::Script,
    router::{delete, get, post},
};

/// A saved view of the stream.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct View {
    id: i64,
    name: String,
    /// What may stand behind `?` of the mentions.
    filter: String,
    created_at: String,
}

/// A view to save.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct NewView {
    name: String,
    /// What may stand behind `?` of the mentions.
    filter: String,
}

impl From<store::view::View> for View {
    fn from(view: store::view::View) -> Self {
        Self { id: view.id.get(), name: view.name, filter: view.filter, created_at: Reader::iso(view.created_at) }
    }
}

/// The addresses of views.
pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/views", Gate::Token, list).says(Operation::read("Saved views").lists_whole::<View>()),
        post("/api/v1/views", Gate::Token, add)
            .says(Operation::write("Save a view").given::<NewView>().answers::<View>().with(201)),
        delete("/api/v1/views/{view}", Gate::Token, remove)
            .says(Operation::write("Remove a view and the alerts on it").with(204)),
    ]
}

async fn list(State(web): State<Web>, script: Script) -> Result<List<View>, Fault> {
    let views = script.reader.views().await.map_err(|error| fault(&web)(error.into()))?;
    Ok(List::whole(views.into_iter().map(View::from).collect()))
}

async fn add(State(web): State<Web>, script: Script, body: Bytes) -> Result<(StatusCode, Json<View>), Fault> {
    let fault = fault(&web);
    let new: NewView = read(&web, &body)?;
    let id = web.app.save_view(&script.actor, &new.name, &new.filter).await.map_err(&fault)?;
    let view = script.reader.view(id).await.map_err(|error| fault(error.into()))?;
    let view = view.ok_or_else(|| fault(Refusal::NoSuch(Noun::View)))?;
    Ok((StatusCode::CREATED, Json(view.into())))
}

async fn remove(State(web): State<Web>, script: Script, Path(view): Path<String>) -> Result<StatusCode, Fault> {
    web.app.remove_view(&script.actor, id(&view)).await.map_err(fault(&web))?;
    Ok(StatusCode::NO_CONTENT)
}
