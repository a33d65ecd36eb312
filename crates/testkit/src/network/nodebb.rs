//! The calls of a `NodeBB` forum that a delivery makes. Nothing keeps a second call from becoming a second topic.

use std::sync::{Arc, Mutex};

use axum::{
    Json, Router,
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
    routing::{get, post},
};
use serde_json::{Value, json};

use super::{Saying, Shared, Told, World, do_in_mood, lock, token};

/// When everything was said, milliseconds since 1970: later than any test.
const SAID_AT_MS: u64 = 32_503_680_000_000;

pub(super) fn routes() -> Router<Arc<Mutex<World>>> {
    Router::new()
        .route("/api/self", get(me))
        .route("/api/user/uid/{id}", get(user))
        .route("/api/user/{slug}/posts", get(posts))
        .route("/api/v3/topics", post(topic))
        .route("/api/v3/posts/{id}/raw", get(raw))
}

async fn me(State(world): Shared, headers: HeaderMap) -> Response {
    match token(&lock(&world), &headers) {
        Ok(token) => {
            axum::response::IntoResponse::into_response(Json(json!({ "uid": token, "username": token, "userslug": token })))
        }
        Err(refused) => *refused,
    }
}

async fn user(Path(id): Path<String>) -> Json<Value> {
    Json(json!({ "userslug": id }))
}

fn made(told: &Told) -> Value {
    json!({ "status": { "code": "ok" }, "response": { "tid": told.id, "mainPid": told.id } })
}

async fn topic(State(world): Shared, headers: HeaderMap, Json(asked): Json<Value>) -> Response {
    let token = match token(&lock(&world), &headers) {
        Ok(token) => token,
        Err(refused) => return *refused,
    };
    let text = asked["content"].as_str().unwrap_or_default().to_owned();
    let title = asked["title"].as_str().unwrap_or_default().to_owned();
    do_in_mood(&world, Saying { token, text, key: String::new(), parent: title, chosen: false }, made).await
}

async fn posts(State(world): Shared, Path(slug): Path<String>) -> Json<Value> {
    let mut world = lock(&world);
    world.looks += 1;
    let of = world.told.iter().rev().filter(|told| told.token == slug).take(40).map(|told| {
        json!({
            "tid": told.id, "pid": told.id, "timestamp": SAID_AT_MS, "isMainPost": true, "content": told.text, "topic": { "title": told.parent },
        })
    });
    Json(json!({ "posts": of.collect::<Vec<_>>() }))
}

async fn raw(State(world): Shared, Path(id): Path<String>) -> Json<Value> {
    let world = lock(&world);
    let text = world.told.iter().find(|told| told.id == id).map_or("", |told| told.text.as_str());
    Json(json!({ "response": { "content": text } }))
}
