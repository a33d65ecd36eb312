//! The archive: everything that the sources brought, asked by a query.

use app::{Refusal, listen::judging::Shown};
use axum::extract::{Query, State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{List, Operation, Paging, Param, handed_in::fault};
use crate::{Gate, Route, Web, error::Fault, format::Reader, pages::mentions::place, request::Script, router::get};

/// A document that a query found, caught by a topic or not.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FoundDocument {
    /// As of a mention.
    id: i64,
    title: String,
    /// The sentence in which it was found.
    excerpt: String,
    site: String,
    published_at: String,
}

impl From<&Shown> for FoundDocument {
    fn from(shown: &Shown) -> Self {
        Self {
            id: shown.id.get(),
            title: shown.title.text.clone(),
            excerpt: shown.excerpt.text.clone(),
            site: shown.site.clone(),
            published_at: Reader::iso(shown.published_at),
        }
    }
}

#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    query: String,
}

/// The addresses of the archive.
pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/archive", Gate::Token, list).says(
            Operation::read(
                "Documents of the whole archive that a query holds for, newest first; a page may be short and have a next one",
            )
            .takes(&[Param { name: "query", about: "the query" }])
            .lists::<FoundDocument>(),
        ),
    ]
}

async fn list(
    State(web): State<Web>,
    script: Script,
    Query(paging): Query<Paging>,
    Query(asked): Query<Asked>,
) -> Result<List<FoundDocument>, Fault> {
    let after = after(&web, &paging)?;
    let limit = usize::try_from(paging.limit()).unwrap_or(usize::MAX);
    let page = web.app.ask_archive(&script.actor, &asked.query, after, limit).await.map_err(fault(&web))?;
    Ok(List { data: page.found.iter().map(FoundDocument::from).collect(), next: page.next.and_then(next) })
}

/// The place that a cursor of documents in time names.
pub(super) fn after(web: &Web, paging: &Paging) -> Result<Option<store::stream::Place>, Fault> {
    let cursor: Option<String> = paging.after().map_err(fault(web))?;
    match cursor.as_deref() {
        Some(cursor) => match place::read(cursor) {
            Some(place) => Ok(Some(place)),
            None => Err(fault(web)(Refusal::Invalid { field: "cursor", why: "unknown" })),
        },
        None => Ok(None),
    }
}

/// The cursor of a place.
pub(super) fn next(place: store::stream::Place) -> Option<String> {
    serde_json::to_string(&place::write(place)).ok()
}
