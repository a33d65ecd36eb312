//! Notes beside a mention.

use app::{Noun, Refusal};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use store::{
    Id,
    document::{Document, Note},
};

use super::{fields::Fields, show};
use crate::{Web, error::Fault, page, request::Member};

/// `POST …/notes`: writes one. What cannot be kept comes back with the reason, nothing typed lost.
pub(super) async fn add(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, document)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let fault = |refusal| Fault::page(&web, member.language(), refusal);
    let id: Id<Document> = document.parse().map_err(|_not_a_number| fault(Refusal::NoSuch(Noun::Mention)))?;
    let fields = Fields::read(&body);
    let own = member.href(&format!("mentions/{id}"));
    match web.app.add_note(&member.actor, id, fields.text("note")).await {
        Ok(_) => Ok(page::go(&web, fields.way_back(&own), "good", "mentions-noted", &[])),
        Err(Refusal::Invalid { field, why }) => {
            let draft = show::NoteDraft {
                text: fields.text("note").to_owned(),
                error: Some(crate::error::invalid(&web, member.language(), field, why)),
            };
            show::draw(&web, &member, &headers, id, "", draft).await
        }
        Err(refusal) => Err(fault(refusal)),
    }
}

/// `POST …/notes/{note}/remove`: removes one of one's own.
pub(super) async fn remove(
    State(web): State<Web>,
    member: Member,
    Path((_, document, note)): Path<(String, String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let fault = |refusal| Fault::page(&web, member.language(), refusal);
    let none = |_not_a_number| Refusal::NoSuch(Noun::Note);
    let id: Id<Document> = document.parse().map_err(none).map_err(fault)?;
    let note: Id<Note> = note.parse().map_err(none).map_err(fault)?;
    web.app.remove_note(&member.actor, id, note).await.map_err(fault)?;
    let own = member.href(&format!("mentions/{id}"));
    Ok(page::go(&web, Fields::read(&body).way_back(&own), "good", "mentions-note-removed", &[]))
}
