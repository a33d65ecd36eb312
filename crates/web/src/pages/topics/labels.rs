//! `POST …/{topic}/labels/{document}`: a document labelled relevant to a topic, or not, or the label taken back.

use app::{Noun, Refusal};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use store::{Id, document::Document};

use super::{found::fault, keep};
use crate::{Web, error::Fault, page, pages::mentions::fields::Fields, request::Member};

/// Labels, and goes back.
pub(super) async fn act(
    State(web): State<Web>,
    member: Member,
    Path((_, topic, document)): Path<(String, String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let topic = keep::id(&web, &member, &topic)?;
    let none = |_not_a_number| fault(&web, &member)(Refusal::NoSuch(Noun::Mention));
    let document: Id<Document> = document.parse().map_err(none)?;
    let fields = Fields::read(&body);
    let relevant = match fields.text("label") {
        "relevant" => Some(true),
        "irrelevant" => Some(false),
        _ => None,
    };
    web.app.label_documents(&member.actor, topic, &[document], relevant).await.map_err(fault(&web, &member))?;
    Ok(page::go_on(fields.way_back(&member.href(&format!("mentions/{document}")))))
}
