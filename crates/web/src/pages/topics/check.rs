//! `POST /w/{workspace}/topics/check`: a query checked while it is written, for the editor.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use fluent_bundle::FluentValue;
use serde::Serialize;
use store::{Id, topic::Topic};
use url::form_urlencoded;

use crate::{
    Web,
    error::{Fault, QueryProblem, query_problems},
    pages::mentions::{fields::Fields, row},
    request::Member,
};

/// What the editor is told.
#[derive(Debug, Serialize)]
pub(super) struct Checked {
    problems: Vec<QueryProblem>,
    summary: String,
}

/// Says what is wrong with a query, or what it would have caught.
pub(super) async fn check(
    State(web): State<Web>,
    member: Member,
    RawQuery(address): RawQuery,
    body: Bytes,
) -> Result<Json<Checked>, Fault> {
    let fault = |refusal| Fault::api(&web, member.language(), refusal);
    let fields = Fields::read(&body);
    let text = fields.text("query");
    let own = own(&member, &address.unwrap_or_default()).await.map_err(|error| fault(error.into()))?;
    let own = own.as_ref().map(|topic| (topic.id, topic.name.as_str()));
    let parsed = web.app.check_query(&member.actor, text, own).await.map_err(fault)?;
    let summary = if parsed.query.is_some() {
        let tried = web.app.try_query(&member.actor, text, own).await.map_err(fault)?;
        caught_words(&web, &member, tried.caught, tried.complete)
    } else {
        String::new()
    };
    Ok(Json(Checked { problems: query_problems(&parsed.problems, member.language()), summary }))
}

/// The topic that is being edited, as the editor's address names it.
async fn own(member: &Member, address: &str) -> Result<Option<Topic>, store::StoreError> {
    let id =
        form_urlencoded::parse(address.as_bytes()).find(|(name, _)| name == "topic").and_then(|(_, value)| value.parse().ok());
    match id {
        Some(id) => member.reader.topic(Id::new(id)).await,
        None => Ok(None),
    }
}

/// How much a query would have caught, in words.
pub(super) fn caught_words(web: &Web, member: &Member, caught: usize, complete: bool) -> String {
    let reads = row::reads(web, member);
    let number = i64::try_from(caught).unwrap_or(i64::MAX);
    let args = [
        ("n", FluentValue::from(f64::from(u32::try_from(caught).unwrap_or(u32::MAX)))),
        ("n_words", FluentValue::from(reads.number(number))),
        ("more", FluentValue::from(if complete { "no" } else { "yes" })),
    ];
    web.views.words.say(reads.language, "topics-would-catch", &args)
}
