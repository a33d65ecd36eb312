//! Folders of sources, for scripts.

use app::Noun;
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Gate, Route, Web,
    api::{
        List, Operation,
        source::{Tongue, id},
    },
    error::Fault,
    request::Script,
    router::{delete, get, post, put},
};

/// The addresses of this noun.
pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/folders", Gate::Token, list).says(Operation::read("All folders by name").lists_whole::<FolderView>()),
        post("/api/v1/folders", Gate::Token, add).says(
            Operation::write("Make a folder, or find the one of that name")
                .given::<FolderWish>()
                .answers::<FolderMade>()
                .with(201),
        ),
        put("/api/v1/folders/{folder}", Gate::Token, rename)
            .says(Operation::write("Give a folder another name").given::<FolderWish>().with(204)),
        delete("/api/v1/folders/{folder}", Gate::Token, remove)
            .says(Operation::write("Remove a folder; its sources stay, in none").with(204)),
    ]
}

/// A folder.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Folder)]
struct FolderView {
    id: i64,
    name: String,
    /// How many sources are in it.
    sources: i64,
}

/// A folder as it should be.
#[derive(Debug, Deserialize, ToSchema)]
struct FolderWish {
    /// `Press / Regional` stands inside `Press`.
    name: String,
}

/// A folder that is there now.
#[derive(Debug, Serialize, ToSchema)]
struct FolderMade {
    id: i64,
}

async fn list(State(web): State<Web>, script: Script, tongue: Tongue) -> Result<List<FolderView>, Fault> {
    let folders = script.reader.folders().await.map_err(tongue.fault(&web))?;
    let view = folders.into_iter().map(|folder| FolderView { id: folder.id.get(), name: folder.name, sources: folder.sources });
    Ok(List::whole(view.collect()))
}

async fn add(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    wish: Result<Json<FolderWish>, JsonRejection>,
) -> Result<(StatusCode, Json<FolderMade>), Fault> {
    let wish = tongue.body(&web, wish)?;
    let id = web.app.add_folder(&script.actor, &wish.name).await.map_err(tongue.fault(&web))?;
    Ok((StatusCode::CREATED, Json(FolderMade { id: id.get() })))
}

async fn rename(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(folder): Path<String>,
    wish: Result<Json<FolderWish>, JsonRejection>,
) -> Result<StatusCode, Fault> {
    let id = id(&folder, Noun::Folder).map_err(tongue.fault(&web))?;
    let wish = tongue.body(&web, wish)?;
    web.app.rename_folder(&script.actor, id, &wish.name).await.map_err(tongue.fault(&web))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn remove(State(web): State<Web>, script: Script, tongue: Tongue, Path(folder): Path<String>) -> Result<StatusCode, Fault> {
    let id = id(&folder, Noun::Folder).map_err(tongue.fault(&web))?;
    web.app.remove_folder(&script.actor, id).await.map_err(tongue.fault(&web))?;
    Ok(StatusCode::NO_CONTENT)
}
