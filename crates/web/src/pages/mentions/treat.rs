//! What the team does about mentions, by the buttons of a row, of a mention's page and of the bar over many.

use app::{Noun, Refusal, listen::mention_treat::Treatment};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use store::{Id, document::Document};

use super::fields::Fields;
use crate::{Web, error::Fault, page, request::Member};

/// One mention, what is done, and what is said of it afterwards.
async fn one(
    web: &Web,
    member: &Member,
    document: &str,
    fields: &Fields,
    treatment: Treatment,
    said: &str,
) -> Result<Response, Fault> {
    let fault = |refusal| Fault::page(web, member.language(), refusal);
    let id: Id<Document> = document.parse().map_err(|_not_a_number| fault(Refusal::NoSuch(Noun::Mention)))?;
    web.app.treat_mentions(&member.actor, &[id], &treatment).await.map_err(fault)?;
    let own = member.href(&format!("mentions/{id}"));
    let to = fields.way_back(&own);
    // A star or a tick shows by itself; what is less plain is said.
    Ok(if said.is_empty() { page::go_on(to) } else { page::go(web, to, "good", said, &[]) })
}

/// `POST …/star`
pub(super) async fn star(
    State(web): State<Web>,
    member: Member,
    Path((_, document)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    one(&web, &member, &document, &Fields::read(&body), Treatment::Star(true), "").await
}

/// `POST …/unstar`
pub(super) async fn unstar(
    State(web): State<Web>,
    member: Member,
    Path((_, document)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    one(&web, &member, &document, &Fields::read(&body), Treatment::Star(false), "").await
}

/// `POST …/done`
pub(super) async fn done(
    State(web): State<Web>,
    member: Member,
    Path((_, document)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    one(&web, &member, &document, &Fields::read(&body), Treatment::Done(true), "").await
}

/// `POST …/reopen`
pub(super) async fn reopen(
    State(web): State<Web>,
    member: Member,
    Path((_, document)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    one(&web, &member, &document, &Fields::read(&body), Treatment::Done(false), "").await
}

/// `POST …/tag`
pub(super) async fn tag(
    State(web): State<Web>,
    member: Member,
    Path((_, document)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let fields = Fields::read(&body);
    one(&web, &member, &document, &fields, Treatment::Tag(fields.text("tag").to_owned()), "mentions-tagged-one").await
}

/// `POST …/untag`
pub(super) async fn untag(
    State(web): State<Web>,
    member: Member,
    Path((_, document)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let fields = Fields::read(&body);
    one(&web, &member, &document, &fields, Treatment::Untag(fields.text("tag").to_owned()), "mentions-untagged-one").await
}

/// `POST …/assign`
pub(super) async fn assign(
    State(web): State<Web>,
    member: Member,
    Path((_, document)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let fields = Fields::read(&body);
    let to = assignee(&fields).map_err(|refusal| Fault::page(&web, member.language(), refusal))?;
    let said = if to.is_some() { "mentions-assigned-one" } else { "mentions-unassigned-one" };
    one(&web, &member, &document, &fields, Treatment::Assign(to), said).await
}

/// The member that a form names; none for nobody, which the bar over many says by a word so that a choice not made is none.
fn assignee(fields: &Fields) -> Result<Option<Id<store::access::User>>, Refusal> {
    match fields.text("assignee") {
        "" | "nobody" => Ok(None),
        text => text.parse().map(Some).map_err(|_not_a_number| Refusal::Invalid { field: "assignee", why: "unknown" }),
    }
}

/// `POST /w/{workspace}/mentions/treat`: the ticked ones at once.
pub(super) async fn many(State(web): State<Web>, member: Member, body: Bytes) -> Result<Response, Fault> {
    let fault = |refusal| Fault::page(&web, member.language(), refusal);
    let fields = Fields::read(&body);
    let ids: Vec<Id<Document>> = fields.ids("mention");
    let list = member.href("mentions");
    let to = fields.way_back(&list);
    if ids.is_empty() {
        return Ok(page::go(&web, to, "info", "mentions-none-ticked", &[]));
    }
    let (treatment, said) = match fields.text("act") {
        "done" => (Treatment::Done(true), "mentions-done-many"),
        "reopen" => (Treatment::Done(false), "mentions-reopened-many"),
        "star" => (Treatment::Star(true), "mentions-starred-many"),
        "unstar" => (Treatment::Star(false), "mentions-unstarred-many"),
        "tag" => (Treatment::Tag(fields.text("tag").to_owned()), "mentions-tagged-many"),
        "untag" => (Treatment::Untag(fields.text("tag").to_owned()), "mentions-untagged-many"),
        "assign" if fields.text("assignee").is_empty() => return Ok(page::go(&web, to, "bad", "mentions-assign-empty", &[])),
        "assign" => (Treatment::Assign(assignee(&fields).map_err(fault)?), "mentions-assigned-many"),
        _ => return Err(fault(Refusal::Invalid { field: "act", why: "unknown" })),
    };
    match web.app.treat_mentions(&member.actor, &ids, &treatment).await {
        Ok(treated) => Ok(page::go(&web, to, "good", said, &[("n", &treated.to_string())])),
        // The ticks would be lost on a page of its own; the list says it instead.
        Err(Refusal::Invalid { field: "tag", why: "empty" }) => Ok(page::go(&web, to, "bad", "mentions-tag-empty", &[])),
        Err(refusal) => Err(fault(refusal)),
    }
}
