//! The acts on a topic that need no form: search again, stop, archive, revive, remove.

use app::{Noun, Refusal};
use axum::extract::{Path, State};
use axum::response::Response;
use store::{Id, topic::Topic};

use crate::{Web, error::Fault, page, request::Member};

/// The topic that an address names. Whether it is there is the verb's to say.
pub(super) fn id(web: &Web, member: &Member, topic: &str) -> Result<Id<Topic>, Fault> {
    topic.parse().map_err(|_not_a_number| Fault::page(web, member.language(), Refusal::NoSuch(Noun::Topic)))
}

/// `GET /w/{workspace}/topics`: the list of topics is the room itself.
pub(super) async fn list(member: Member) -> Response {
    page::go_on(&member.href("listen"))
}

/// What came of an act: on to a page with a sentence, or back to the topic with the reason why not.
fn answer(
    web: &Web,
    member: &Member,
    done: Result<(), Refusal>,
    topic: Id<Topic>,
    to: &str,
    said: &str,
) -> Result<Response, Fault> {
    match done {
        Ok(()) => Ok(page::go(web, &member.href(to), "good", said, &[])),
        Err(Refusal::Invalid { field: "topic", why: "named_by_others" }) => {
            Ok(page::go(web, &member.href(&format!("topics/{topic}")), "bad", "invalid-topic-named-by-others", &[]))
        }
        Err(refusal) => Err(Fault::page(web, member.language(), refusal)),
    }
}

/// `POST …/search`: the archive again.
pub(super) async fn search(
    State(web): State<Web>,
    member: Member,
    Path((_, topic)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let id = id(&web, &member, &topic)?;
    let done = web.app.search_archive(&member.actor, id).await;
    answer(&web, &member, done, id, &format!("topics/{id}"), "topics-search-began")
}

/// `POST …/stop`: no further.
pub(super) async fn stop(
    State(web): State<Web>,
    member: Member,
    Path((_, topic)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let id = id(&web, &member, &topic)?;
    let done = web.app.stop_search(&member.actor, id).await;
    answer(&web, &member, done, id, &format!("topics/{id}"), "topics-search-stopped")
}

/// `POST …/archive`
pub(super) async fn archive(
    State(web): State<Web>,
    member: Member,
    Path((_, topic)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let id = id(&web, &member, &topic)?;
    let done = web.app.archive_topic(&member.actor, id).await;
    answer(&web, &member, done, id, &format!("topics/{id}"), "topics-archived-done")
}

/// `POST …/revive`
pub(super) async fn revive(
    State(web): State<Web>,
    member: Member,
    Path((_, topic)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let id = id(&web, &member, &topic)?;
    let done = web.app.revive_topic(&member.actor, id).await;
    answer(&web, &member, done, id, &format!("topics/{id}"), "topics-revived-done")
}

/// `POST …/remove`
pub(super) async fn remove(
    State(web): State<Web>,
    member: Member,
    Path((_, topic)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let id = id(&web, &member, &topic)?;
    let done = web.app.remove_topic(&member.actor, id).await;
    answer(&web, &member, done, id, "listen", "topics-removed-done")
}
