//! What the fake network is handed as files.

use axum::{
    Json, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, State},
    routing::post,
};
use serde_json::{Value, json};

use super::{FakeNetwork, Shared, World, lock};

impl FakeNetwork {
    /// The forms with files that it was handed, in order, as they came.
    #[must_use]
    pub fn files(&self) -> Vec<Vec<u8>> {
        lock(&self.world).files.clone()
    }
}

pub(super) fn routes() -> Router<std::sync::Arc<std::sync::Mutex<World>>> {
    Router::new().route("/api/v2/media", post(take)).layer(DefaultBodyLimit::disable())
}

async fn take(State(world): Shared, body: Bytes) -> Json<Value> {
    let mut world = lock(&world);
    world.files.push(body.to_vec());
    Json(json!({ "id": format!("file-{}", world.files.len()), "type": "image" }))
}
