//! An article that was changed on its site, theirs beside ours, for scripts.

use app::{Noun, Refusal};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use store::{Id, amendment::Amendment};
use utoipa::ToSchema;

use super::{
    Operation,
    source::{Tongue, id},
};
use crate::{
    Gate, Route, Web,
    error::Fault,
    request::Script,
    router::{get, post},
};

/// The addresses of this noun.
pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/deliveries/{delivery}/amendments/{amendment}/beside", Gate::Token, show)
            .says(Operation::read("An article that was changed on its site, theirs beside ours").answers::<BesideView>()),
        post("/api/v1/deliveries/{delivery}/amendments/{amendment}/theirs", Gate::Token, take)
            .says(Operation::write("Make the site's version the article").given::<TakeWish>().answers::<TakenView>()),
    ]
}

/// One version of an article.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ArticleText)]
struct TextView {
    title: String,
    /// Markdown, as a site gives it back.
    text: String,
}

/// Two versions of one article.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ArticleBeside)]
struct BesideView {
    ours: TextView,
    theirs: TextView,
    /// What the site calls its version; taking it over names it.
    version: String,
}

/// Which version was seen.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ArticleTake)]
#[serde(deny_unknown_fields)]
struct TakeWish {
    /// The version of `beside`: one that was changed there since is not taken.
    version: String,
}

/// What it became.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ArticleTaken)]
struct TakenView {
    /// The post.
    post: i64,
}

async fn wish(web: &Web, script: &Script, tongue: &Tongue, (delivery, said): (&str, &str)) -> Result<Id<Amendment>, Fault> {
    let delivery = id(delivery, Noun::Delivery).map_err(tongue.fault(web))?;
    let amendment: Id<Amendment> = id(said, Noun::Delivery).map_err(tongue.fault(web))?;
    let found = script.reader.amendment(amendment).await.map_err(tongue.fault(web))?;
    let found = found.filter(|wish| wish.delivery_id == delivery);
    found.map(|wish| wish.id).ok_or_else(|| tongue.fault(web)(Refusal::NoSuch(Noun::Delivery)))
}

async fn show(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path((delivery, said)): Path<(String, String)>,
) -> Result<Json<BesideView>, Fault> {
    let wish = wish(&web, &script, &tongue, (&delivery, &said)).await?;
    let beside = Box::pin(web.app.article_beside(&script.actor, wish)).await.map_err(tongue.fault(&web))?;
    let view = |(title, text): (String, String)| TextView { title, text };
    Ok(Json(BesideView { ours: view(beside.ours), theirs: view(beside.theirs), version: beside.version }))
}

async fn take(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path((delivery, said)): Path<(String, String)>,
    body: Result<Json<TakeWish>, JsonRejection>,
) -> Result<Json<TakenView>, Fault> {
    let body = tongue.body(&web, body)?;
    let wish = wish(&web, &script, &tongue, (&delivery, &said)).await?;
    let post = Box::pin(web.app.take_theirs(&script.actor, wish, &body.version)).await.map_err(tongue.fault(&web))?;
    Ok(Json(TakenView { post: post.get() }))
}
