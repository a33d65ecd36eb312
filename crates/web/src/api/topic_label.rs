//! Labels: documents said to be relevant to a topic, or not.

use app::{Noun, Refusal};
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use store::{Id, document::Document, label::LabelPlace};
use utoipa::ToSchema;

use super::{
    List, Operation, Paging,
    handed_in::{fault, id, read},
    topic::there,
};
use crate::{
    Gate, Route, Web,
    error::Fault,
    format::Reader,
    request::Script,
    router::{delete, get, put},
};

/// What somebody said of a document for a topic.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Label {
    /// The document, as of a mention.
    document: i64,
    relevant: bool,
    /// Who said so; none when the account is gone.
    by: Option<String>,
    at: String,
    #[serde(skip)]
    place: (i64, i64),
}

/// What to say of a document.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct NewLabel {
    relevant: bool,
}

/// The addresses of labels.
pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/topics/{topic}/labels", Gate::Token, list)
            .says(Operation::read("Documents labelled for a topic, newest label first").lists::<Label>()),
        put("/api/v1/topics/{topic}/labels/{document}", Gate::Token, save).says(
            Operation::write("Label a document relevant to a topic, or not; the topic need not have caught it")
                .given::<NewLabel>()
                .with(204),
        ),
        delete("/api/v1/topics/{topic}/labels/{document}", Gate::Token, remove)
            .says(Operation::write("Take a label back").with(204)),
    ]
}

async fn list(
    State(web): State<Web>,
    script: Script,
    Path(topic): Path<String>,
    Query(paging): Query<Paging>,
) -> Result<List<Label>, Fault> {
    let topic = there(&web, &script, &topic).await?;
    let after: Option<(i64, i64)> = paging.after().map_err(fault(&web))?;
    let after = after.map(|(at, document)| LabelPlace { at, document: Id::new(document) });
    let labels = script.reader.labels(topic.id, after, paging.limit() + 1).await;
    let labels = labels.map_err(|error| fault(&web)(error.into()))?;
    let shown = labels.into_iter().map(|label| Label {
        document: label.document_id.get(),
        relevant: label.relevant,
        by: label.name,
        at: Reader::iso(label.at),
        place: (label.at, label.document_id.get()),
    });
    Ok(List::of(shown.collect(), paging.limit(), |label| label.place))
}

/// The document of an address, or that there is none.
async fn document(web: &Web, script: &Script, document: &str) -> Result<Id<Document>, Fault> {
    let found = script.reader.document(id(document)).await.map_err(|error| fault(web)(error.into()))?;
    found.map(|document| document.id).ok_or_else(|| fault(web)(Refusal::NoSuch(Noun::Mention)))
}

async fn save(
    State(web): State<Web>,
    script: Script,
    Path((topic, named)): Path<(String, String)>,
    body: Bytes,
) -> Result<StatusCode, Fault> {
    let topic = there(&web, &script, &topic).await?;
    let document = document(&web, &script, &named).await?;
    let label: NewLabel = read(&web, &body)?;
    web.app.label_documents(&script.actor, topic.id, &[document], Some(label.relevant)).await.map_err(fault(&web))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn remove(
    State(web): State<Web>,
    script: Script,
    Path((topic, named)): Path<(String, String)>,
) -> Result<StatusCode, Fault> {
    let topic = there(&web, &script, &topic).await?;
    let document = document(&web, &script, &named).await?;
    web.app.label_documents(&script.actor, topic.id, &[document], None).await.map_err(fault(&web))?;
    Ok(StatusCode::NO_CONTENT)
}
