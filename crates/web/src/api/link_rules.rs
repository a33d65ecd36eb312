//! What is added to the links of a channel, and the host of short links, for scripts.

use std::collections::BTreeMap;

use app::{Noun, Refusal};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use store::{Id, channel::Channel};
use utoipa::ToSchema;

use super::{
    Operation,
    source::{Tongue, id},
};
use crate::{
    Gate, Route, Web,
    error::Fault,
    request::Script,
    router::{get, put},
};

/// The addresses of this noun.
pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/channels/{channel}/link-rules", Gate::Token, show)
            .says(Operation::read("What is added to the links of a channel, over what a campaign says").answers::<RulesView>()),
        put("/api/v1/channels/{channel}/link-rules", Gate::Token, change)
            .says(Operation::write("Say what is added to the links of a channel").given::<RulesView>().answers::<RulesView>()),
        get("/api/v1/link-home", Gate::Token, home)
            .says(Operation::read("What short links of the workspace begin with").answers::<HomeView>()),
        put("/api/v1/link-home", Gate::Token, set_home)
            .says(Operation::write("Tell short links with a host of one's own").given::<HomeWish>().answers::<HomeView>()),
    ]
}

/// What is added to links.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = LinkRules)]
#[serde(deny_unknown_fields)]
struct RulesView {
    /// Templates for `source`, `medium`, `campaign`, `term`, `content`; one that is left out adds nothing of its own.
    rules: BTreeMap<String, String>,
}

/// What short links begin with.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LinkHome)]
struct HomeView {
    /// The host of the workspace's own, such as `https://go.solenne.fr`; nothing for that of the installation.
    host: Option<String>,
    /// What a short link begins with, up to its ending.
    begins: String,
}

/// The host of short links as it should be.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = LinkHomeWish)]
#[serde(deny_unknown_fields)]
struct HomeWish {
    /// A name such as `go.solenne.fr`; empty for that of the installation.
    host: String,
}

async fn channel(web: &Web, script: &Script, tongue: &Tongue, said: &str) -> Result<Id<Channel>, Fault> {
    let id: Id<Channel> = id(said, Noun::Channel).map_err(tongue.fault(web))?;
    let found = script.reader.channel(id).await.map_err(tongue.fault(web))?;
    found.map(|channel| channel.id).ok_or_else(|| tongue.fault(web)(Refusal::NoSuch(Noun::Channel)))
}

async fn show(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(said): Path<String>,
) -> Result<Json<RulesView>, Fault> {
    let id = channel(&web, &script, &tongue, &said).await?;
    let rules = web.app.channel_rules(&script.actor, id).await.map_err(tongue.fault(&web))?;
    Ok(Json(RulesView { rules }))
}

async fn change(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(said): Path<String>,
    wish: Result<Json<RulesView>, JsonRejection>,
) -> Result<Json<RulesView>, Fault> {
    let wish = tongue.body(&web, wish)?;
    let id = channel(&web, &script, &tongue, &said).await?;
    web.app.set_channel_rules(&script.actor, id, &wish.rules).await.map_err(tongue.fault(&web))?;
    show(State(web), script, tongue, Path(said)).await
}

async fn home(State(web): State<Web>, script: Script, tongue: Tongue) -> Result<Json<HomeView>, Fault> {
    let host = web.app.link_home(script.actor.workspace).await.map_err(tongue.fault(&web))?;
    let begins = web.app.short_home(script.actor.workspace).await.map_err(tongue.fault(&web))?;
    Ok(Json(HomeView { host, begins }))
}

async fn set_home(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    wish: Result<Json<HomeWish>, JsonRejection>,
) -> Result<Json<HomeView>, Fault> {
    let wish = tongue.body(&web, wish)?;
    web.app.set_link_home(&script.actor, &wish.host).await.map_err(tongue.fault(&web))?;
    home(State(web), script, tongue).await
}
