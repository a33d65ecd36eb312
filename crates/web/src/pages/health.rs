//! `GET /health`: whether the program and its database answer, for whoever watches the machine.

use axum::extract::State;
use axum::http::StatusCode;

use crate::Web;

/// `ok` with 200, or a sentence with 503.
pub async fn show(State(web): State<Web>) -> (StatusCode, &'static str) {
    match web.app.ping().await {
        Ok(()) => (StatusCode::OK, "ok\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}
