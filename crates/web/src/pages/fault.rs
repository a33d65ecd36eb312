//! An address that leads nowhere.

use app::{Noun, Refusal};
use axum::extract::State;
use axum::response::{IntoResponse, Response};

use crate::{Web, error::Fault, request::Visitor};

/// 404, in the reader's language; for the API as a problem document.
pub async fn missing(State(web): State<Web>, visitor: Visitor) -> Response {
    let refusal = Refusal::NoSuch(Noun::Workspace);
    let fault = if visitor.here.starts_with("/api/") {
        Fault::api(&web, visitor.language, refusal)
    } else {
        Fault::page(&web, visitor.language, refusal)
    };
    fault.into_response()
}
