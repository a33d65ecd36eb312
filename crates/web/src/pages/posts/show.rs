//! `GET /w/{workspace}/posts/new` and `GET /w/{workspace}/posts/{post}`.

use app::{Noun, Refusal, publish::post_save::PostDraft};
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::hat::Act;
use url::form_urlencoded;

use super::{
    draw::{Around, draw},
    form::Typed,
};
use crate::{
    Web,
    error::Fault,
    pages::{
        planning::repeat::Asked,
        publish::{fault, id, reads},
    },
    request::Member,
};

/// An empty form of an article; with the same wishes as that of a post.
pub(super) async fn new_article(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    begin(&web, &member, &headers, query.unwrap_or_default(), true).await
}

/// An empty form; `?day=2026-11-27` and `?time=09:00` say when, `?from=3` takes the words of another post, `?channel=7` and `?campaign=2` choose a
/// channel and a campaign.
pub(super) async fn new(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    begin(&web, &member, &headers, query.unwrap_or_default(), false).await
}

async fn begin(web: &Web, member: &Member, headers: &HeaderMap, query: String, is_article: bool) -> Result<Response, Fault> {
    member.actor.may(Act::Publish).map_err(fault(web, member))?;
    let asked =
        |name: &str| form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    let mut draft = PostDraft::default();
    if let Some(from) = asked("from").and_then(|from| from.parse().ok()) {
        let found = web.app.post_draft(&member.actor, from).await.map_err(fault(web, member))?;
        let standing = member.reader.channels().await.map_err(fault(web, member))?;
        draft = found.map(|(_, draft)| PostDraft { due_at: None, ..draft }).unwrap_or_default();
        draft.channels.retain(|id, _| standing.iter().any(|channel| channel.id == *id));
    }
    draft.content.article |= is_article;
    let mut typed = Typed::kept(draft, 0, &reads(web, member).zone);
    typed.due = (asked("day").unwrap_or_default(), asked("time").unwrap_or_default());
    if let Some(channel) = asked("channel").and_then(|channel| channel.parse().ok()) {
        typed.draft.channels.entry(channel).or_insert(None);
    }
    if let Some(campaign) = asked("campaign").and_then(|campaign| campaign.parse().ok()) {
        typed.draft.campaign = Some(campaign);
    }
    draw(web, member, headers, &typed, Around::of(None)).await
}

/// A post as it is kept.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let post = id(&web, &member, &said, Noun::Post)?;
    let found = web.app.post_draft(&member.actor, post).await.map_err(fault(&web, &member))?;
    let (post, draft) = found.ok_or_else(|| fault(&web, &member)(Refusal::NoSuch(Noun::Post)))?;
    let repeat = Some(Asked::of(&post.recurrence));
    let typed = Typed { repeat, ..Typed::kept(draft, post.version, &reads(&web, &member).zone) };
    draw(&web, &member, &headers, &typed, Around::of(Some(&post))).await
}
