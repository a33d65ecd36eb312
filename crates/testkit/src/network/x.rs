//! The calls of X that a delivery makes. Nothing keeps a second call from becoming a second post.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use axum::{
    Json, Router,
    extract::{Path, Query, State},
    http::HeaderMap,
    response::Response,
    routing::{get, post},
};
use serde_json::{Value, json};

use super::{Saying, Shared, Told, World, do_in_mood, lock, token};

pub(super) fn routes() -> Router<Arc<Mutex<World>>> {
    Router::new().route("/2/tweets", post(say).get(some)).route("/2/users/{id}/tweets", get(posts))
}

fn shown(told: &Told) -> Value {
    let counts = json!({ "like_count": 3, "reply_count": 1, "retweet_count": 2, "quote_count": 0 });
    json!({ "id": told.id, "text": told.text, "created_at": "2999-01-01T00:00:00Z", "public_metrics": counts })
}

fn made(told: &Told) -> Value {
    json!({ "data": { "id": told.id } })
}

async fn say(State(world): Shared, headers: HeaderMap, Json(asked): Json<Value>) -> Response {
    let token = match token(&lock(&world), &headers) {
        Ok(token) => token,
        Err(refused) => return *refused,
    };
    let text = asked["text"].as_str().unwrap_or_default().to_owned();
    let parent = asked["reply"]["in_reply_to_tweet_id"].as_str().unwrap_or_default().to_owned();
    do_in_mood(&world, Saying { token, text, key: String::new(), parent, chosen: false }, made).await
}

async fn posts(State(world): Shared, Path(id): Path<String>) -> Json<Value> {
    let mut world = lock(&world);
    world.looks += 1;
    let of: Vec<Value> = world.told.iter().rev().filter(|told| told.token == id).map(shown).collect();
    Json(json!({ "meta": { "result_count": of.len() }, "data": of }))
}

async fn some(State(world): Shared, Query(asked): Query<HashMap<String, String>>) -> Json<Value> {
    let world = lock(&world);
    let ids: Vec<&str> = asked.get("ids").map(String::as_str).unwrap_or_default().split(',').collect();
    let found: Vec<Value> = world.told.iter().filter(|told| ids.contains(&told.id.as_str())).map(shown).collect();
    Json(json!({ "data": found }))
}
