//! Evergreen lists, for scripts.

use app::{
    Noun, Refusal,
    publish::{evergreen::ListWish, recurrence_set::Repeat},
};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use store::{Id, list::List as Row};
use utoipa::ToSchema;

use super::{
    List, Operation,
    post::moment,
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
        get("/api/v1/lists", Gate::Token, list).says(Operation::read("The evergreen lists, by name").lists_whole::<ListView>()),
        post("/api/v1/lists", Gate::Token, add)
            .says(Operation::write("Make an evergreen list").given::<ListBody>().answers::<ListView>().with(201)),
        get("/api/v1/lists/{list}", Gate::Token, show).says(Operation::read("One evergreen list").answers::<ListView>()),
        put("/api/v1/lists/{list}", Gate::Token, edit).says(
            Operation::write("Change a list; the posts stay when they are left out").given::<ListBody>().answers::<ListView>(),
        ),
        delete("/api/v1/lists/{list}", Gate::Token, remove)
            .says(Operation::write("Remove a list; its posts are drafts again").with(204)),
    ]
}

/// Texts that are sent again and again.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EvergreenList)]
pub(super) struct ListView {
    id: i64,
    name: String,
    /// The rule by which it sends one of its texts (RFC 5545).
    rule: String,
    /// The zone of the rule's wall.
    zone: String,
    /// When the rule begins.
    starts_at: String,
    /// Where to.
    channels: Vec<i64>,
    /// Its texts, in order.
    posts: Vec<i64>,
}

/// A list as it should be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = EvergreenListWish)]
pub(super) struct ListBody {
    name: String,
    /// The rule by which it sends one of its texts (RFC 5545).
    rule: String,
    /// The zone of the rule's wall; the workspace's when left out.
    #[serde(default)]
    zone: String,
    /// When the rule begins, RFC 3339; now when left out, and as it was for a list that is changed.
    starts_at: Option<String>,
    /// Where to.
    #[serde(default)]
    channels: Vec<i64>,
    /// Drafts that become its texts, in order; as it was when left out.
    posts: Option<Vec<i64>>,
}

async fn view(web: &Web, script: &Script, tongue: &Tongue, row: Row) -> Result<ListView, Fault> {
    let channels = script.reader.list_channels(row.id).await.map_err(tongue.fault(web))?;
    let posts = script.reader.list_posts(row.id).await.map_err(tongue.fault(web))?;
    Ok(ListView {
        id: row.id.get(),
        name: row.name,
        rule: row.recurrence,
        zone: row.zone,
        starts_at: Reader::iso(row.starts_at),
        channels: channels.into_iter().map(Id::get).collect(),
        posts: posts.into_iter().map(Id::get).collect(),
    })
}

async fn found(web: &Web, script: &Script, tongue: &Tongue, list: Id<Row>) -> Result<Row, Fault> {
    let found = script.reader.list(list).await.map_err(tongue.fault(web))?;
    found.ok_or_else(|| tongue.fault(web)(Refusal::NoSuch(Noun::List)))
}

async fn list(State(web): State<Web>, script: Script, tongue: Tongue) -> Result<List<ListView>, Fault> {
    let mut views = Vec::new();
    for row in script.reader.lists().await.map_err(tongue.fault(&web))? {
        views.push(view(&web, &script, &tongue, row).await?);
    }
    Ok(List::whole(views))
}

async fn show(State(web): State<Web>, script: Script, tongue: Tongue, Path(list): Path<String>) -> Result<Json<ListView>, Fault> {
    let row = found(&web, &script, &tongue, id(&list, Noun::List).map_err(tongue.fault(&web))?).await?;
    Ok(Json(view(&web, &script, &tongue, row).await?))
}

async fn save(web: &Web, script: &Script, tongue: &Tongue, list: Option<Id<Row>>, body: ListBody) -> Result<ListView, Fault> {
    let starts_at = body.starts_at.as_deref().map(|said| moment(said, "starts_at")).transpose().map_err(tongue.fault(web))?;
    let wish = ListWish {
        name: &body.name,
        repeat: Repeat { rule: &body.rule, zone: &body.zone },
        starts_at,
        channels: body.channels.into_iter().map(Id::new).collect(),
    };
    let list = Box::pin(web.app.save_list(&script.actor, list, &wish)).await.map_err(tongue.fault(web))?;
    if let Some(posts) = body.posts {
        let posts: Vec<_> = posts.into_iter().map(Id::new).collect();
        Box::pin(web.app.set_list_posts(&script.actor, list, &posts)).await.map_err(tongue.fault(web))?;
    }
    let row = found(web, script, tongue, list).await?;
    view(web, script, tongue, row).await
}

async fn add(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    wish: Result<Json<ListBody>, JsonRejection>,
) -> Result<Response, Fault> {
    let wish = tongue.body(&web, wish)?;
    Ok((StatusCode::CREATED, Json(save(&web, &script, &tongue, None, wish).await?)).into_response())
}

async fn edit(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(list): Path<String>,
    wish: Result<Json<ListBody>, JsonRejection>,
) -> Result<Json<ListView>, Fault> {
    let wish = tongue.body(&web, wish)?;
    let list = id(&list, Noun::List).map_err(tongue.fault(&web))?;
    Ok(Json(save(&web, &script, &tongue, Some(list), wish).await?))
}

async fn remove(State(web): State<Web>, script: Script, tongue: Tongue, Path(list): Path<String>) -> Result<StatusCode, Fault> {
    let list = id(&list, Noun::List).map_err(tongue.fault(&web))?;
    Box::pin(web.app.remove_list(&script.actor, list)).await.map_err(tongue.fault(&web))?;
    Ok(StatusCode::NO_CONTENT)
}
