//! Readers of a newsletter, for scripts.

use app::{Noun, publish::newsletter::Brought};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use store::{channel::Channel, newsletter::Subscriber};
use utoipa::ToSchema;

use super::{
    List, Operation,
    source::{Tongue, id},
};
use crate::{
    Gate, Route, Web,
    error::Fault,
    format::Reader,
    request::Script,
    router::{delete, get, post},
};

/// The most readers of one answer: all that a newsletter can have.
const LISTED: u32 = app::publish::newsletter::READERS_MAX;

/// The addresses of this noun.
pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/channels/{channel}/readers", Gate::Token, list)
            .says(Operation::read("Who reads a newsletter, and who left, by address").lists_whole::<ReaderView>()),
        post("/api/v1/channels/{channel}/readers", Gate::Token, add).says(
            Operation::write("Add readers; those who left are not brought back").given::<ReadersWish>().answers::<BroughtView>(),
        ),
        delete("/api/v1/channels/{channel}/readers/{reader}", Gate::Token, remove)
            .says(Operation::write("Forget a reader altogether").with(204)),
    ]
}

/// Somebody who asked for a newsletter.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Reader)]
struct ReaderView {
    /// Their id.
    id: i64,
    /// Their address.
    email: String,
    /// Their name; may be empty.
    name: String,
    /// When they were added.
    added_at: String,
    /// When they left; null while they read.
    left_at: Option<String>,
}

/// Readers to be added.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReadersWish {
    /// One a line: an address, `Name <address>`, or a table with the address and then the name.
    readers: String,
}

/// What became of a list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReadersBrought)]
struct BroughtView {
    /// So many were added.
    added: u32,
    /// So many were there already.
    known: u32,
    /// So many had left, and were not brought back.
    left: u32,
    /// The lines without an address that can be used, from 1; the first fifty.
    wrong: Vec<u32>,
}

async fn list(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(channel): Path<String>,
) -> Result<List<ReaderView>, Fault> {
    let channel = id::<Channel>(&channel, Noun::Channel).map_err(tongue.fault(&web))?;
    let found = script.reader.channel(channel).await.map_err(tongue.fault(&web))?;
    found.ok_or_else(|| tongue.fault(&web)(app::Refusal::NoSuch(Noun::Channel)))?;
    let mut all: Vec<Subscriber> = Vec::new();
    for has_left in [false, true] {
        all.extend(script.reader.subscribers(channel, has_left, "", LISTED).await.map_err(tongue.fault(&web))?);
    }
    let view = |one: Subscriber| ReaderView {
        id: one.id.get(),
        email: one.email,
        name: one.name,
        added_at: Reader::iso(one.added_at),
        left_at: one.left_at.map(Reader::iso),
    };
    Ok(List::whole(all.into_iter().map(view).collect()))
}

async fn add(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(channel): Path<String>,
    wish: Result<Json<ReadersWish>, JsonRejection>,
) -> Result<Json<BroughtView>, Fault> {
    let channel = id::<Channel>(&channel, Noun::Channel).map_err(tongue.fault(&web))?;
    let wish = tongue.body(&web, wish)?;
    let brought = Box::pin(web.app.add_readers(&script.actor, channel, &wish.readers)).await;
    let Brought { added, known, left, wrong } = brought.map_err(tongue.fault(&web))?;
    Ok(Json(BroughtView { added, known, left, wrong: wrong.into_iter().map(|(line, _)| line).collect() }))
}

async fn remove(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path((channel, reader)): Path<(String, String)>,
) -> Result<StatusCode, Fault> {
    let channel = id::<Channel>(&channel, Noun::Channel).map_err(tongue.fault(&web))?;
    let reader = id::<Subscriber>(&reader, Noun::Reader).map_err(tongue.fault(&web))?;
    Box::pin(web.app.remove_reader(&script.actor, channel, reader)).await.map_err(tongue.fault(&web))?;
    Ok(StatusCode::NO_CONTENT)
}
