//! Snippets, and where the addresses of a text stand on a channel, for scripts.

use app::{Noun, Refusal, publish::snippet_save::SnippetForm};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::{post::LinkPlace, snippet::Kind};
use serde::{Deserialize, Serialize};
use store::{Id, channel::Channel, snippet::Snippet};
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
    router::{delete, get, post, put},
};

/// The addresses of this noun.
pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/snippets", Gate::Token, list)
            .says(Operation::read("Templates, signatures and groups of hashtags").lists_whole::<SnippetView>()),
        post("/api/v1/snippets", Gate::Token, add)
            .says(Operation::write("Make a snippet").given::<SnippetWish>().answers::<SnippetView>().with(201)),
        get("/api/v1/snippets/{snippet}", Gate::Token, show).says(Operation::read("One snippet").answers::<SnippetView>()),
        put("/api/v1/snippets/{snippet}", Gate::Token, change)
            .says(Operation::write("Change a snippet").given::<SnippetWish>().answers::<SnippetView>()),
        delete("/api/v1/snippets/{snippet}", Gate::Token, remove)
            .says(Operation::write("Take a snippet away; texts that it was put into stay").with(204)),
        get("/api/v1/channels/{channel}/link-place", Gate::Token, place)
            .says(Operation::read("Where the addresses of a text stand on a channel").answers::<PlaceView>()),
        put("/api/v1/channels/{channel}/link-place", Gate::Token, set_place).says(
            Operation::write("Say where the addresses of a text stand on a channel").given::<PlaceView>().answers::<PlaceView>(),
        ),
    ]
}

/// Words that are used again and again.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Snippet)]
struct SnippetView {
    id: i64,
    /// `template`, `signature` or `hashtags`.
    kind: String,
    name: String,
    /// Its words; holes stand in braces.
    text: String,
    /// The channels that it is for; none for all.
    channels: Vec<i64>,
    /// Whether it stands under whatever leaves there; signatures alone do.
    always: bool,
    changed_at: String,
}

/// A snippet as it should be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SnippetWish {
    /// `template`, `signature` or `hashtags`.
    kind: String,
    name: String,
    /// At most 5,000 characters; hashtags with spaces between.
    text: String,
    /// The channels that it is for; all when left out.
    #[serde(default)]
    channels: Vec<i64>,
    /// Whether a signature stands under whatever leaves there.
    #[serde(default)]
    always: bool,
}

/// Where the addresses of a text stand.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LinkPlace)]
struct PlaceView {
    /// `text`, `end` or `comment`: the first comment, at the end where a network has none.
    place: String,
}

fn form(wish: SnippetWish) -> Result<SnippetForm, Refusal> {
    let kind = Kind::from_name(&wish.kind).ok_or(Refusal::Invalid { field: "kind", why: "unknown" })?;
    let channels = wish.channels.into_iter().map(Id::new).collect();
    Ok(SnippetForm { kind, name: wish.name, text: wish.text, channels, always: wish.always })
}

fn view(snippet: Snippet) -> SnippetView {
    SnippetView {
        id: snippet.id.get(),
        kind: snippet.kind,
        name: snippet.name,
        text: snippet.text,
        channels: serde_json::from_str(&snippet.channels).unwrap_or_default(),
        always: snippet.always,
        changed_at: Reader::iso(snippet.changed_at),
    }
}

async fn found(web: &Web, script: &Script, tongue: &Tongue, snippet: Id<Snippet>) -> Result<Json<SnippetView>, Fault> {
    let found = script.reader.snippet(snippet).await.map_err(tongue.fault(web))?;
    found.map(|found| Json(view(found))).ok_or_else(|| tongue.fault(web)(Refusal::NoSuch(Noun::Snippet)))
}

async fn list(State(web): State<Web>, script: Script, tongue: Tongue) -> Result<List<SnippetView>, Fault> {
    let snippets = script.reader.snippets().await.map_err(tongue.fault(&web))?;
    Ok(List::whole(snippets.into_iter().map(view).collect()))
}

async fn add(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    wish: Result<Json<SnippetWish>, JsonRejection>,
) -> Result<Response, Fault> {
    let form = form(tongue.body(&web, wish)?).map_err(tongue.fault(&web))?;
    let id = Box::pin(web.app.add_snippet(&script.actor, &form)).await.map_err(tongue.fault(&web))?;
    Ok((StatusCode::CREATED, found(&web, &script, &tongue, id).await?).into_response())
}

async fn show(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(snippet): Path<String>,
) -> Result<Json<SnippetView>, Fault> {
    let snippet = id(&snippet, Noun::Snippet).map_err(tongue.fault(&web))?;
    found(&web, &script, &tongue, snippet).await
}

async fn change(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(snippet): Path<String>,
    wish: Result<Json<SnippetWish>, JsonRejection>,
) -> Result<Json<SnippetView>, Fault> {
    let form = form(tongue.body(&web, wish)?).map_err(tongue.fault(&web))?;
    let snippet = id(&snippet, Noun::Snippet).map_err(tongue.fault(&web))?;
    Box::pin(web.app.change_snippet(&script.actor, snippet, &form)).await.map_err(tongue.fault(&web))?;
    found(&web, &script, &tongue, snippet).await
}

async fn remove(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(snippet): Path<String>,
) -> Result<StatusCode, Fault> {
    let snippet = id(&snippet, Noun::Snippet).map_err(tongue.fault(&web))?;
    Box::pin(web.app.remove_snippet(&script.actor, snippet)).await.map_err(tongue.fault(&web))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn channel(web: &Web, script: &Script, tongue: &Tongue, said: &str) -> Result<Id<Channel>, Fault> {
    let channel: Id<Channel> = id(said, Noun::Channel).map_err(tongue.fault(web))?;
    let found = script.reader.channel(channel).await.map_err(tongue.fault(web))?;
    found.map(|found| found.id).ok_or_else(|| tongue.fault(web)(Refusal::NoSuch(Noun::Channel)))
}

async fn place(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(said): Path<String>,
) -> Result<Json<PlaceView>, Fault> {
    let channel = channel(&web, &script, &tongue, &said).await?;
    let finishes = web.app.finishes(script.actor.workspace).await.map_err(tongue.fault(&web))?;
    Ok(Json(PlaceView { place: finishes.place(channel).name().to_owned() }))
}

async fn set_place(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(said): Path<String>,
    wish: Result<Json<PlaceView>, JsonRejection>,
) -> Result<Json<PlaceView>, Fault> {
    let wish = tongue.body(&web, wish)?;
    let channel = channel(&web, &script, &tongue, &said).await?;
    let unknown = || tongue.fault(&web)(Refusal::Invalid { field: "place", why: "unknown" });
    let place = LinkPlace::from_name(&wish.place).ok_or_else(unknown)?;
    Box::pin(web.app.set_link_place(&script.actor, channel, place)).await.map_err(tongue.fault(&web))?;
    Ok(Json(PlaceView { place: place.name().to_owned() }))
}
