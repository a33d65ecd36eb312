//! Channels, and the switch that holds everything, for scripts.

use app::{Noun, Refusal, publish::channel_open::capabilities};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::channel::Channel;
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
    router::{get, post, put},
};

/// The addresses of this noun.
pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/channels", Gate::Token, list)
            .says(Operation::read("The channels that are connected, by network and name").lists_whole::<ChannelView>()),
        get("/api/v1/channels/{channel}", Gate::Token, show)
            .says(Operation::read("One channel, with what is possible there").answers::<ChannelView>()),
        post("/api/v1/channels/{channel}/test", Gate::Token, test)
            .says(Operation::write("Ask the network whether it knows us").answers::<TestView>()),
        get("/api/v1/publishing/hold", Gate::Token, held)
            .says(Operation::read("Whether everything is held, and by whom").answers::<HoldView>()),
        put("/api/v1/publishing/hold", Gate::Token, hold)
            .says(Operation::write("Hold everything, or let it go on").given::<HoldWish>().answers::<HoldView>()),
    ]
}

/// An account that is published on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ChannelView {
    /// Its id.
    id: i64,
    /// The name of its network, such as `mastodon`.
    network: String,
    /// What people call it.
    name: String,
    /// Its handle there.
    handle: String,
    /// Where a person sees it; may be empty.
    address: String,
    /// `connected`, `broken` or `disconnected`.
    state: String,
    /// When the access ends, where that is known.
    expires_at: Option<String>,
    /// When it was last checked.
    checked_at: String,
    /// What is possible there: limits, media, threads, polls, guarantee, price.
    #[schema(value_type = Object)]
    can: Value,
}

impl ChannelView {
    fn of(channel: &Channel) -> Self {
        Self {
            id: channel.id.get(),
            network: channel.network.clone(),
            name: channel.name.clone(),
            handle: channel.handle.clone(),
            address: channel.address.clone(),
            state: channel.state.clone(),
            expires_at: channel.expires_at.map(Reader::iso),
            checked_at: Reader::iso(channel.checked_at),
            can: serde_json::to_value(capabilities(channel)).unwrap_or_default(),
        }
    }
}

/// What a network said to a test.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TestView {
    /// Whether it knows us.
    good: bool,
    /// Why not, in kind: `content`, `auth`, `rate`, `network`, `gone` or `unsupported_version`.
    class: Option<&'static str>,
    /// What it said.
    said: Option<String>,
}

/// Whether everything is held.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HoldView {
    /// Whether it is.
    held: bool,
    /// Who threw the switch.
    by: Option<String>,
    /// When.
    since: Option<String>,
}

/// Which way the switch is thrown.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct HoldWish {
    /// Whether everything is to be held.
    held: bool,
}

async fn list(State(web): State<Web>, script: Script, tongue: Tongue) -> Result<List<ChannelView>, Fault> {
    let channels = script.reader.channels().await.map_err(tongue.fault(&web))?;
    Ok(List::whole(channels.iter().map(ChannelView::of).collect()))
}

async fn show(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(channel): Path<String>,
) -> Result<Json<ChannelView>, Fault> {
    let found = script.reader.channel(id(&channel, Noun::Channel).map_err(tongue.fault(&web))?).await;
    let found = found.map_err(tongue.fault(&web))?.ok_or_else(|| tongue.fault(&web)(Refusal::NoSuch(Noun::Channel)))?;
    Ok(Json(ChannelView::of(&found)))
}

async fn test(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(channel): Path<String>,
) -> Result<Json<TestView>, Fault> {
    let channel = id(&channel, Noun::Channel).map_err(tongue.fault(&web))?;
    let told = Box::pin(web.app.test_channel(&script.actor, channel)).await.map_err(tongue.fault(&web))?;
    Ok(Json(match told {
        Ok(()) => TestView { good: true, class: None, said: None },
        Err(fault) => TestView { good: false, class: Some(fault.class.name()), said: Some(fault.said) },
    }))
}

async fn held(State(web): State<Web>, script: Script, tongue: Tongue) -> Result<Json<HoldView>, Fault> {
    let held = web.app.held_by(script.actor.workspace).await.map_err(tongue.fault(&web))?;
    let (by, since) = held.map(|held| (held.name, Reader::iso(held.at))).unzip();
    Ok(Json(HoldView { held: by.is_some(), by, since }))
}

async fn hold(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    wish: Result<Json<HoldWish>, JsonRejection>,
) -> Result<Json<HoldView>, Fault> {
    let wish = tongue.body(&web, wish)?;
    Box::pin(web.app.hold_publishing(&script.actor, wish.held)).await.map_err(tongue.fault(&web))?;
    held(State(web), script, tongue).await
}
