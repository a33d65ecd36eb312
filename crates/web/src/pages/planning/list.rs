//! `/w/{workspace}/publish/lists/{list}`: one evergreen list, its texts and when it sends one.

use app::{
    Noun, Refusal,
    publish::{evergreen::ListWish, recurrence_set::Repeat},
};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::hat::Act;
use minijinja::{Value, context};
use store::{Id, channel::Channel, list::List, post::Post};

use super::{
    choices, lists,
    repeat::{Asked, dates},
};
use crate::{
    Web,
    error::Fault,
    page,
    pages::{
        mentions::fields::Fields,
        posts::{moment, moment_fields},
        publish::{fault, id, mendable, reads, say, title_of},
    },
    request::Member,
};

/// The most drafts that are offered as texts.
const DRAFTS_MAX: u32 = 500;

/// What somebody typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    pub(super) name: String,
    pub(super) repeat: Asked,
    /// The first day and the time of day.
    pub(super) starts: (String, String),
    /// When it begins; nothing when that was not said.
    pub(super) starts_at: Option<i64>,
    /// Why that is no moment.
    pub(super) time_error: Option<String>,
    pub(super) channels: Vec<Id<Channel>>,
    pub(super) problem: String,
}

impl Typed {
    pub(super) fn read(web: &Web, member: &Member, fields: &Fields) -> Self {
        let text = |name: &str| fields.text(name).trim().to_owned();
        let starts = (text("start_day"), text("start_time"));
        let starts_at = moment(&starts.0, &starts.1, &reads(web, member).zone);
        Self {
            name: text("name"),
            repeat: Asked::read(fields).unwrap_or_default(),
            starts_at: starts_at.ok().flatten(),
            time_error: starts_at.err().map(|why| say(web, member, &format!("post-due-{}", why.replace('_', "-")))),
            starts,
            channels: fields.ids("channel"),
            problem: String::new(),
        }
    }

    /// Keeps it.
    pub(super) async fn save(&self, web: &Web, member: &Member, id: Option<Id<List>>) -> Result<Id<List>, Refusal> {
        let rule = self.repeat.rule();
        let wish = ListWish {
            name: &self.name,
            repeat: Repeat { rule: &rule, zone: "" },
            starts_at: self.starts_at,
            channels: self.channels.clone(),
        };
        Box::pin(web.app.save_list(&member.actor, id, &wish)).await
    }
}

/// The page.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let list = found(&web, &member, &said).await?;
    let typed = Typed {
        name: list.name.clone(),
        repeat: Asked::of(&list.recurrence),
        starts: moment_fields(Some(list.starts_at), &reads(&web, &member).zone),
        channels: member.reader.list_channels(list.id).await.map_err(fault(&web, &member))?,
        ..Typed::default()
    };
    draw(&web, &member, &headers, StatusCode::OK, &list, &typed).await
}

/// Writes name, channels and times anew.
pub(super) async fn save(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let list = found(&web, &member, &said).await?;
    member.actor.may(Act::Publish).map_err(fault(&web, &member))?;
    let mut typed = Typed::read(&web, &member, &Fields::read(&body));
    if typed.time_error.is_some() {
        return draw(&web, &member, &headers, StatusCode::UNPROCESSABLE_ENTITY, &list, &typed).await;
    }
    match typed.save(&web, &member, Some(list.id)).await {
        Ok(id) => Ok(page::go(&web, &member.href(&format!("publish/lists/{id}")), "good", "plan-list-saved", &[])),
        Err(refusal) => {
            let (status, problem) = mendable(&web, &member, refusal)?;
            typed.problem = problem;
            draw(&web, &member, &headers, status, &list, &typed).await
        }
    }
}

/// Removes the list; its texts are drafts again.
pub(super) async fn remove(
    State(web): State<Web>,
    member: Member,
    Path((_, said)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let list = found(&web, &member, &said).await?;
    Box::pin(web.app.remove_list(&member.actor, list.id)).await.map_err(fault(&web, &member))?;
    Ok(page::go(&web, &member.href("publish/lists"), "good", "plan-list-removed", &[("name", &list.name)]))
}

/// The list of an address.
pub(super) async fn found(web: &Web, member: &Member, said: &str) -> Result<List, Fault> {
    let found = member.reader.list(id(web, member, said, Noun::List)?).await.map_err(fault(web, member))?;
    found.ok_or_else(|| fault(web, member)(Refusal::NoSuch(Noun::List)))
}

/// What the fields are drawn from.
pub(super) fn form(web: &Web, member: &Member, typed: &Typed, channels: &[Channel]) -> Value {
    context! {
        name => typed.name.as_str(), repeat => typed.repeat.value(web, member, false), start_day => typed.starts.0.as_str(),
        start_time => typed.starts.1.as_str(), time_error => typed.time_error.as_deref(), channels => choices(channels, &typed.channels),
        zone => member.workspace.time_zone.replace('_', " "),
    }
}

async fn draw(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    status: StatusCode,
    list: &List,
    typed: &Typed,
) -> Result<Response, Fault> {
    let failed = fault::<store::StoreError>(web, member);
    let channels = member.reader.channels().await.map_err(&failed)?;
    let inside = member.reader.list_posts(list.id).await.map_err(&failed)?;
    let mut posts = member.reader.posts(&inside).await.map_err(&failed)?;
    posts.sort_by_key(|post| inside.iter().position(|id| *id == post.id));
    let drafts = member.reader.drafts(DRAFTS_MAX).await.map_err(&failed)?;
    let text = |post: &Post, on: bool| {
        let title = title_of(&serde_json::from_str(&post.content).unwrap_or_default());
        context! { id => post.id.get(), title, href => member.href(&format!("posts/{}", post.id)), on }
    };
    let texts = posts.iter().map(|post| text(post, true)).chain(drafts.iter().map(|post| text(post, false)));
    let own = context! {
        form_of => form(web, member, typed, &channels), problem => typed.problem.as_str(), texts => texts.collect::<Vec<_>>(), inside => inside.len(),
        dates => dates(web, member, &list.recurrence, &list.zone, list.starts_at), next => lists::next(list),
        base => member.href(&format!("publish/lists/{}", list.id)), lists_href => member.href("publish/lists"), publish_href => member.href("publish"),
        may_publish => member.actor.allows(Act::Publish), new_href => member.href("posts/new"), has_channels => !typed.channels.is_empty(),
    };
    Ok(page::show_as(web, member, headers, status, "publish", &list.name, "planning/list.html", own))
}
