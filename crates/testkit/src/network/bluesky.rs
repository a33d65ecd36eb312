//! The calls of the AT Protocol that a delivery makes. The key of a record is the caller's: putting it twice writes one record.

use std::sync::{Arc, Mutex};

use axum::{
    Json, Router,
    extract::{Query, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::{Value, json};

use super::{Saying, Shared, Told, World, do_in_mood, lock, token};

pub(super) fn routes() -> Router<Arc<Mutex<World>>> {
    Router::new()
        .route("/xrpc/com.atproto.server.createSession", post(session))
        .route("/xrpc/app.bsky.actor.getProfile", get(profile))
        .route("/xrpc/com.atproto.repo.putRecord", post(put))
        .route("/xrpc/com.atproto.repo.getRecord", get(one))
}

async fn session(Json(asked): Json<Value>) -> Json<Value> {
    let handle = asked["identifier"].as_str().unwrap_or_default();
    Json(json!({ "accessJwt": handle, "refreshJwt": "", "did": format!("did:plc:{handle}"), "handle": handle }))
}

async fn profile() -> Json<Value> {
    Json(json!({ "displayName": "Compte" }))
}

fn recorded(told: &Told) -> Value {
    json!({ "uri": format!("at://did:plc:{}/app.bsky.feed.post/{}", told.token, told.key), "cid": told.id, "value": { "text": told.text } })
}

async fn put(State(world): Shared, headers: HeaderMap, Json(asked): Json<Value>) -> Response {
    let token = match token(&lock(&world), &headers) {
        Ok(token) => token,
        Err(refused) => return *refused,
    };
    let text = |path: &str| asked.pointer(path).and_then(Value::as_str).unwrap_or_default().to_owned();
    let saying =
        Saying { token, text: text("/record/text"), key: text("/rkey"), parent: text("/record/reply/parent/uri"), chosen: true };
    do_in_mood(&world, saying, recorded).await
}

async fn one(State(world): Shared, Query(asked): Query<Vec<(String, String)>>) -> Response {
    let mut world = lock(&world);
    world.looks += 1;
    let of = |name: &str| asked.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    let found = world.told.iter().find(|told| told.key == of("rkey") && of("repo").ends_with(&told.token));
    match found {
        Some(told) => Json(recorded(told)).into_response(),
        None => (StatusCode::BAD_REQUEST, Json(json!({ "error": "RecordNotFound", "message": "Could not locate record" })))
            .into_response(),
    }
}
