//! The OpenAPI document, made from what the addresses say of themselves.

use axum::Json;
use serde_json::{Map, Value, json};

use crate::{Gate, Route, api::describe::Operation};

/// `GET /api/v1/openapi.json`.
pub(crate) async fn show() -> Json<Value> {
    Json(document())
}

/// The document, OpenAPI 3.1.
#[must_use]
pub fn document() -> Value {
    let (mut paths, mut shapes) = (Map::new(), Map::new());
    for route in crate::routes().iter().filter(|route| route.gate == Gate::Token) {
        let Some(operation) = &route.says else { continue };
        let path = paths.entry(route.path).or_insert_with(|| json!({}));
        path[route.method.as_str().to_lowercase()] = described(route, operation, &mut shapes);
    }
    shapes.insert("Problem".to_owned(), problem());
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Parvis",
            "version": "v1",
            "description": "What the pages can do, for scripts. Times are RFC 3339 in UTC. Lists come in pages: follow `next` with `cursor`.",
            "license": { "name": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "security": [{ "token": [] }],
        "paths": paths,
        "components": {
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer", "description": "A token of the workspace, made in its settings." } },
            "schemas": shapes,
        },
    })
}

fn described(route: &Route, operation: &Operation, shapes: &mut Map<String, Value>) -> Value {
    let mut parameters: Vec<Value> = holes(route.path)
        .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }))
        .collect();
    parameters.extend(
        operation.query.iter().map(
            |param| json!({ "name": param.name, "in": "query", "description": param.about, "schema": { "type": "string" } }),
        ),
    );
    let answer = operation.answer.map(|shape| {
        shape.add_to(shapes);
        if operation.paged {
            json!({ "type": "object", "required": ["data"], "properties": {
                "data": { "type": "array", "items": shape.reference() },
                "next": { "type": ["string", "null"], "description": "the `cursor` of the next page" },
            } })
        } else {
            shape.reference()
        }
    });
    let content = match answer {
        Some(schema) => json!({ "description": operation.summary, "content": { operation.answer_type: { "schema": schema } } }),
        None if operation.answer_type != "application/json" => {
            json!({ "description": operation.summary, "content": { operation.answer_type: { "schema": { "type": "string" } } } })
        }
        None => json!({ "description": operation.summary }),
    };
    let mut value = json!({
        "summary": operation.summary,
        "tags": [tag(route.path)],
        "parameters": parameters,
        "responses": {
            operation.status.to_string(): content,
            "default": { "description": "Nothing was done", "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } } },
        },
    });
    if operation.writes {
        value["description"] = json!("Takes a token with the scope `write`.");
    }
    if let Some(shape) = operation.body {
        shape.add_to(shapes);
        value["requestBody"] = json!({ "required": true, "content": { operation.body_type: { "schema": shape.reference() } } });
    } else if operation.body_type != "application/json" {
        value["requestBody"] =
            json!({ "required": true, "content": { operation.body_type: { "schema": { "type": "string" } } } });
    }
    value
}

/// The noun of an address: `topics` of `/api/v1/topics/{topic}`.
pub(crate) fn tag(path: &str) -> &str {
    path.strip_prefix("/api/v1/").and_then(|rest| rest.split('/').next()).unwrap_or_default()
}

fn holes(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter_map(|part| part.strip_prefix('{').and_then(|part| part.strip_suffix('}')))
}

fn problem() -> Value {
    json!({
        "type": "object",
        "description": "Why nothing was done (RFC 9457).",
        "required": ["type", "title", "status", "detail", "code"],
        "properties": {
            "type": { "type": "string", "description": "where /api explains the kind of problem" },
            "title": { "type": "string", "description": "the kind, in words" },
            "status": { "type": "integer", "description": "the HTTP status" },
            "detail": { "type": "string", "description": "what happened, what was kept, what to do" },
            "code": { "type": "string", "description": "stays the same; act on this" },
            "problems": { "type": "array", "description": "of a query: where and what", "items": { "$ref": "#/components/schemas/QueryProblem" } },
        },
    })
}
