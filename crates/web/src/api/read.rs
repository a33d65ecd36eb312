//! `GET /api`: the API for people, drawn from the OpenAPI document itself.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use minijinja::{Value, context};
use serde_json::Value as Json;

use super::{
    code::FAMILIES,
    document,
    fields::{fields, shape_of},
};
use crate::{Gate, Route, Web, api::Operation, page, request::Visitor};

/// Every operation with what it takes and gives, the shapes that these are made of, and what problems are called.
pub(crate) async fn show(State(web): State<Web>, visitor: Visitor) -> Response {
    let say = |key: &str| web.views.words.say(visitor.language, key, &[]);
    let document = document::document();
    let shapes = &document["components"]["schemas"];
    let mut nouns: Vec<(String, Vec<Value>)> = Vec::new();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for route in crate::routes().iter().filter(|route| route.gate == Gate::Token) {
        let Some(operation) = &route.says else { continue };
        let described = &document["paths"][route.path][route.method.as_str().to_lowercase()];
        let call = call(route, operation, described, shapes, &mut told);
        let noun = document::tag(route.path);
        match nouns.iter_mut().find(|(known, _)| known == noun) {
            Some((_, calls)) => calls.push(call),
            None => nouns.push((noun.to_owned(), vec![call])),
        }
    }
    let nouns: Vec<Value> = nouns.into_iter().map(|(name, calls)| context! { name, calls }).collect();
    let all = shapes.as_object().into_iter().flatten();
    let shapes: Vec<Value> = all
        .filter(|(name, _)| !told.contains(name.as_str()))
        .map(|(name, schema)| context! { name, about => schema["description"].as_str(), fields => fields(schema) })
        .collect();
    let codes: Vec<Value> = FAMILIES
        .iter()
        .map(|family| {
            let words = say(&format!("api-code-{}", family.name));
            context! { name => family.name, codes => family.codes, status => family.status, words }
        })
        .collect();
    let title = say("api-title");
    let address = web.app.config().public_address.clone();
    page::show_gate(&web, &visitor, StatusCode::OK, &title, "api.html", context! { nouns, shapes, codes, address })
}

/// One call. The fields of what it takes and gives stand beside it; `told` are the shapes that were shown so.
fn call<'d>(route: &Route, operation: &Operation, described: &'d Json, shapes: &'d Json, told: &mut BTreeSet<&'d str>) -> Value {
    let query: Vec<Value> = operation.query.iter().map(|param| context! { name => param.name, about => param.about }).collect();
    let mut shown = |content: &'d Json| {
        let (media_type, content) = content.as_object()?.iter().next()?;
        let schema = &content["schema"];
        let of = if operation.paged && media_type == operation.answer_type {
            shape_of(&schema["properties"]["data"]["items"])
        } else {
            None
        };
        let name = of.or_else(|| shape_of(schema));
        // What stands under several calls is shown whole under the first, and by its name under the others.
        let first = name.is_some_and(|name| told.insert(name));
        let fields = name.filter(|_| first).map(|name| fields(&shapes[name])).unwrap_or_default();
        Some(context! { media_type, name, fields, first, many => of.is_some() })
    };
    let takes = shown(&described["requestBody"]["content"]);
    let gives = shown(&described["responses"][operation.status.to_string()]["content"]);
    context! {
        verb => route.method.as_str(), path => route.path, summary => operation.summary, writes => operation.writes, query,
        status => operation.status, takes, gives,
    }
}
