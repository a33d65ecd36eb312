//! `GET /w/{workspace}/channels/{channel}/readers`: who reads a newsletter, and who left.

use app::{
    Noun, Refusal,
    publish::{channel_open::capabilities, newsletter::Brought},
};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::hat::Act;
use minijinja::{Value, context};
use serde::Deserialize;
use store::{channel::Channel, newsletter::Subscriber};

use crate::{
    Web,
    error::Fault,
    page,
    pages::publish::{fault, id, mark, say},
    request::Member,
};

/// Readers of one page.
const SHOWN: u32 = 100;

/// Where a list goes on, and which.
#[derive(Default, Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    after: String,
    #[serde(default)]
    left: String,
}

/// What is shown besides the list.
#[derive(Default)]
pub(super) struct Told {
    pub(super) status: StatusCode,
    /// What was typed and could not be kept.
    pub(super) typed: String,
    pub(super) error: String,
    /// What became of a list.
    pub(super) brought: Option<Brought>,
}

/// The page.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
    Query(wish): Query<Wish>,
) -> Result<Response, Fault> {
    let channel = newsletter(&web, &member, &said).await?;
    draw(&web, &member, &headers, &channel, &wish, Told::default()).await
}

/// The channel of an address, when it has readers.
pub(super) async fn newsletter(web: &Web, member: &Member, said: &str) -> Result<Channel, Fault> {
    let found = member.reader.channel(id(web, member, said, Noun::Channel)?).await.map_err(fault(web, member))?;
    let found = found.filter(|channel| capabilities(channel).is_some_and(|can| can.readers));
    found.ok_or_else(|| fault(web, member)(Refusal::NoSuch(Noun::Channel)))
}

/// Draws it.
pub(super) async fn draw(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    channel: &Channel,
    wish: &Wish,
    told: Told,
) -> Result<Response, Fault> {
    let has_left = wish.left == "1";
    let base = member.href(&format!("channels/{}/readers", channel.id));
    let mut found = member.reader.subscribers(channel.id, has_left, &wish.after, SHOWN + 1).await.map_err(fault(web, member))?;
    let goes_on = found.len() > SHOWN as usize;
    found.truncate(SHOWN as usize);
    let ending = if has_left { "left=1&" } else { "" };
    let next = found.last().filter(|_| goes_on).map(|last| {
        let after: String = url::form_urlencoded::byte_serialize(last.email.as_bytes()).collect();
        format!("{base}?{ending}after={after}")
    });
    let (read, left) = member.reader.subscriber_counts(channel.id).await.map_err(fault(web, member))?;
    let row = |one: &Subscriber| {
        context! {
            email => one.email.as_str(), name => one.name.as_str(), added_at => one.added_at, left_at => one.left_at,
            action => format!("{base}/{}", one.id),
        }
    };
    let brought = told.brought.map(|brought| {
        let wrong: Vec<Value> = brought.wrong.iter().map(|(line, text)| context! { line, text }).collect();
        context! { added => brought.added, known => brought.known, left => brought.left, wrong }
    });
    let own = context! {
        rows => found.iter().map(row).collect::<Vec<_>>(), next, start => (!wish.after.is_empty()).then(|| base.clone()), read, left, has_left,
        base => base.as_str(), channel => channel.name.as_str(), network => mark(&channel.network), list_href => member.href("channels"),
        channel_href => member.href(&format!("channels/{}", channel.id)), may_publish => member.actor.allows(Act::Publish),
        typed => told.typed, error => told.error, brought,
    };
    let title = say(web, member, "readers-title");
    Ok(page::show_as(web, member, headers, told.status, "publish", &title, "readers/list.html", own))
}
