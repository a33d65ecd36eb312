//! What becomes of the entries of a source by itself, for scripts.

use app::{Noun, publish::feed_post::FeedWish};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use store::{Id, feed_rule::FeedRule};
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

/// The addresses of this noun.
pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/feed-rules", Gate::Token, list)
            .says(Operation::read("The rules that make posts of sources, oldest first").lists_whole::<RuleView>()),
        post("/api/v1/feed-rules", Gate::Token, add).says(
            Operation::write("Make posts of what comes in from a source from now on, each entry once for ever")
                .given::<RuleWish>()
                .answers::<RuleView>()
                .with(201),
        ),
        delete("/api/v1/feed-rules/{rule}", Gate::Token, remove)
            .says(Operation::write("Remove a rule; the posts that it made stay").with(204)),
    ]
}

/// What becomes of a source's entries.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FeedRule)]
pub(super) struct RuleView {
    id: i64,
    source: i64,
    channels: Vec<i64>,
    /// The text, with `{title}`, `{link}` and `{summary}` filled in from each entry.
    template: String,
    /// Whether posts are planned; drafts otherwise.
    plans: bool,
    /// The hour on the workspace's wall from which on they leave, 0 to 23.
    from_hour: i64,
    /// The hour before which they leave, 1 to 24.
    to_hour: i64,
    created_at: String,
}

/// A rule as it should be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FeedRuleWish)]
pub(super) struct RuleWish {
    source: i64,
    #[serde(default)]
    channels: Vec<i64>,
    /// The text, with `{title}`, `{link}` and `{summary}` where those belong.
    template: String,
    /// Whether posts are planned; drafts otherwise.
    #[serde(default)]
    plans: bool,
    /// The hour on the workspace's wall from which on they leave; 0 when left out.
    #[serde(default)]
    from_hour: u8,
    /// The hour before which they leave; 24 when left out.
    #[serde(default = "midnight")]
    to_hour: u8,
}

const fn midnight() -> u8 {
    24
}

impl RuleView {
    fn of(rule: FeedRule) -> Self {
        Self {
            id: rule.id.get(),
            source: rule.source_id.get(),
            channels: serde_json::from_str(&rule.channels).unwrap_or_default(),
            template: rule.template,
            plans: rule.plans,
            from_hour: rule.from_hour,
            to_hour: rule.to_hour,
            created_at: Reader::iso(rule.created_at),
        }
    }
}

async fn list(State(web): State<Web>, script: Script, tongue: Tongue) -> Result<List<RuleView>, Fault> {
    let rules = script.reader.feed_rules().await.map_err(tongue.fault(&web))?;
    Ok(List::whole(rules.into_iter().map(RuleView::of).collect()))
}

async fn add(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    wish: Result<Json<RuleWish>, JsonRejection>,
) -> Result<Response, Fault> {
    let body = tongue.body(&web, wish)?;
    let wish = FeedWish {
        source: Id::new(body.source),
        channels: body.channels.into_iter().map(Id::new).collect(),
        template: &body.template,
        plans: body.plans,
        hours: (body.from_hour, body.to_hour),
    };
    let rule = Box::pin(web.app.add_feed_rule(&script.actor, &wish)).await.map_err(tongue.fault(&web))?;
    let made = script.reader.feed_rule(rule).await.map_err(tongue.fault(&web))?;
    let made = made.ok_or_else(|| tongue.fault(&web)(app::Refusal::NoSuch(Noun::FeedRule)))?;
    Ok((StatusCode::CREATED, Json(RuleView::of(made))).into_response())
}

async fn remove(State(web): State<Web>, script: Script, tongue: Tongue, Path(rule): Path<String>) -> Result<StatusCode, Fault> {
    let rule = id(&rule, Noun::FeedRule).map_err(tongue.fault(&web))?;
    Box::pin(web.app.remove_feed_rule(&script.actor, rule)).await.map_err(tongue.fault(&web))?;
    Ok(StatusCode::NO_CONTENT)
}
