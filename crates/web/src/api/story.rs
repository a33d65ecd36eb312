//! Stories: texts that are copies of one another.

use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;
use store::{Id, story::StoryCopy};
use utoipa::ToSchema;

use super::{
    Operation,
    handed_in::{fault, id},
};
use crate::{Gate, Route, Web, error::Fault, format::Reader, request::Script, router::get};

/// How much a mention was copied.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Copied {
    /// The story: the id of its first document. Under an older name it is found too.
    id: i64,
    /// Its documents, caught by a topic or not.
    copies: i64,
    /// Hosts that they were said on.
    sites: i64,
}

impl From<&store::story::Story> for Copied {
    fn from(story: &store::story::Story) -> Self {
        Self { id: story.id.get(), copies: story.copies, sites: story.sites }
    }
}

/// One document of a story.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CopyOf {
    id: i64,
    title: String,
    address: Option<String>,
    site: String,
    author: String,
    kind: String,
    published_at: String,
    /// Whether a topic caught it: then it is a mention.
    caught: bool,
}

/// A story with its copies.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Told {
    id: i64,
    copies: i64,
    sites: i64,
    /// The document that was said first.
    first: i64,
    /// The document to read: the longest that leads somewhere.
    best: i64,
    /// The documents in the order in which they were said, at most 500.
    documents: Vec<CopyOf>,
}

/// The addresses of stories.
pub(super) fn routes() -> Vec<Route> {
    vec![get("/api/v1/stories/{story}", Gate::Token, show).says(Operation::read("One story with its copies").answers::<Told>())]
}

fn shown(copy: &StoryCopy) -> CopyOf {
    let copy = copy.clone();
    CopyOf {
        id: copy.id.get(),
        title: copy.title,
        address: copy.address,
        site: copy.site,
        author: copy.author,
        kind: copy.kind,
        published_at: Reader::iso(copy.published_at),
        caught: copy.caught,
    }
}

async fn show(State(web): State<Web>, script: Script, Path(story): Path<String>) -> Result<Json<Told>, Fault> {
    let id: Id<store::story::Story> = id(&story);
    let told = web.app.read_story(&script.actor, id).await.map_err(fault(&web))?;
    let number = |copy: Option<&StoryCopy>| copy.map_or(told.story.id.get(), |copy| copy.id.get());
    Ok(Json(Told {
        id: told.story.id.get(),
        copies: told.story.copies,
        sites: told.story.sites,
        first: number(told.first()),
        best: number(told.best()),
        documents: told.copies.iter().map(shown).collect(),
    }))
}
