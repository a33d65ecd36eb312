//! `GET /health`: whether the program and its database answer and take new things in, for whoever watches the machine.

use app::Trouble;
use axum::extract::State;
use axum::http::StatusCode;

use crate::Web;

/// `ok` with 200, or a sentence with 503.
pub async fn show(State(web): State<Web>) -> (StatusCode, &'static str) {
    let words = match (web.app.ping().await, web.app.trouble()) {
        (Ok(()), None) => return (StatusCode::OK, "ok\n"),
        (Err(_), _) => "the database does not answer\n",
        (_, Some(Trouble::DiskFull)) => "the disk is full: nothing new is kept\n",
        (_, Some(Trouble::Locked)) => "another program holds the database: nothing new is kept\n",
        (_, Some(Trouble::Damaged)) => "the database is damaged\n",
    };
    (StatusCode::SERVICE_UNAVAILABLE, words)
}
