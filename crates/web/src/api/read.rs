//! `GET /api`: the API for people, drawn from the same descriptions as the OpenAPI document.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use minijinja::{Value, context};

use crate::{Gate, Web, api::document, page, request::Visitor};

/// Every operation with what it takes and gives.
pub(crate) async fn show(State(web): State<Web>, visitor: Visitor) -> Response {
    let mut nouns: Vec<(String, Vec<Value>)> = Vec::new();
    for route in crate::routes().iter().filter(|route| route.gate == Gate::Token) {
        let Some(operation) = &route.says else { continue };
        let query: Vec<Value> =
            operation.query.iter().map(|param| context! { name => param.name, about => param.about }).collect();
        let call = context! {
            verb => route.method.as_str(), path => route.path, summary => operation.summary, writes => operation.writes, query,
            status => operation.status, paged => operation.paged,
        };
        let noun = document::tag(route.path);
        match nouns.last_mut().filter(|(last, _)| last == noun) {
            Some((_, calls)) => calls.push(call),
            None => nouns.push((noun.to_owned(), vec![call])),
        }
    }
    let nouns: Vec<Value> = nouns.into_iter().map(|(name, calls)| context! { name, calls }).collect();
    let title = web.views.words.say(visitor.language, "api-title", &[]);
    let address = web.app.config().public_address.clone();
    page::show_gate(&web, &visitor, StatusCode::OK, &title, "api.html", context! { nouns, address })
}
