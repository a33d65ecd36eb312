//! The page of a post.

use app::{Refusal, publish::post_save::PostDraft};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::hat::Act;
use minijinja::{Value, context};
use store::{
    delivery::{Delivery, DeliveryFilter},
    post::Post,
};

use super::{article_panel, files::Shelf, form::Typed, insert::Inserts, meter::meters, panel::Channels, when::when};
use crate::{
    Web,
    error::Fault,
    page,
    pages::{
        approvals,
        publish::{fault, mark, reads, say, say_with, state},
    },
    request::Member,
};

/// The most deliveries of one post that its page shows.
const DELIVERIES_MAX: u32 = 200;

/// What the page is drawn with besides what was typed.
pub(super) struct Around<'a> {
    /// The post, when there is one already.
    pub(super) post: Option<&'a Post>,
    /// The status.
    pub(super) status: StatusCode,
    /// A sentence above the form; empty for none.
    pub(super) problem: String,
    /// What somebody else wrote meanwhile, beside what was typed.
    pub(super) conflict: Option<Value>,
}

impl<'a> Around<'a> {
    /// A page with nothing wrong.
    pub(super) fn of(post: Option<&'a Post>) -> Self {
        Self { post, status: StatusCode::OK, problem: String::new(), conflict: None }
    }
}

/// Draws it.
pub(super) async fn draw(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    typed: &Typed,
    around: Around<'_>,
) -> Result<Response, Fault> {
    let parts = parts(web, member, typed, around.post, true).await.map_err(fault(web, member))?;
    let about = match around.post {
        Some(post) => about(web, member, post, &typed.draft).await.map_err(fault(web, member))?,
        None => context! {},
    };
    let base = around.post.map(|post| member.href(&format!("posts/{}", post.id)));
    let title = match (around.post.is_some(), typed.draft.content.article) {
        (false, false) => "post-new",
        (false, true) => "article-new",
        (true, false) => "post-title",
        (true, true) => "article-title",
    };
    let title = say(web, member, title);
    let due_fault = typed.due_fault.map(|why| say(web, member, &format!("post-due-{}", why.replace('_', "-"))));
    let own = context! {
        drawn => parts, about, action => base.clone().unwrap_or_else(|| member.href("posts")), base, version => typed.version, due_day => typed.due.0.as_str(),
        due_time => typed.due.1.as_str(), due_fault, labels => typed.draft.labels.join(", "), campaign => typed.draft.campaign.map(|id| id.to_string()),
        problem => around.problem, conflict => around.conflict,
        zone => member.signed.user.time_zone.replace('_', " "), today => reads(web, member).zoned(web.app.now()).date().to_string(),
        post_id => around.post.map(|post| post.id.get()), state => around.post.map_or("draft", |post| post.state.as_str()), may_publish => member.actor.allows(Act::Publish),
        may_connect => member.actor.allows(Act::Connect), connect_href => member.href("channels/new"),
        preview_href => member.href("posts/preview"), accounts_href => member.href("posts/accounts"), emoji_href => member.href("posts/emoji"), calendar_href => member.href("publish"),
        local_key => format!("parvis-post-{}-{}", member.workspace.id, around.post.map_or_else(|| "new".to_owned(), |post| post.id.to_string())),
        title => title.as_str(), is_article => typed.draft.content.article,
        again_href => around.post.map(|post| member.href(&format!("posts/new?from={}", post.id))),
    };
    Ok(page::show_as(web, member, headers, around.status, "publish", &title, "posts/edit.html", own))
}

/// What the form itself is made of: the same for the page and for its script. `suggests` as for [`when`].
pub(super) async fn parts(
    web: &Web,
    member: &Member,
    typed: &Typed,
    post: Option<&Post>,
    suggests: bool,
) -> Result<Value, Refusal> {
    let channels = Channels::of(member).await?;
    let channels = if typed.draft.content.article { channels.that_take_articles() } else { channels };
    let shelf = Shelf::of(member, &typed.draft).await?;
    let typed = &Typed { draft: web.app.with_facts(&member.actor, &typed.draft).await?, ..typed.clone() };
    let finishes = web.app.finishes(member.workspace.id).await?;
    let inserts = Inserts::of(member, (channels.signed(&finishes), channels.mentioning())).await?;
    let found = web.app.judge_post(&member.actor, &typed.worth(), post.map(|post| post.id)).await?;
    let article = if typed.draft.content.article { Some(article_panel::article(web, member, typed).await?) } else { None };
    let meters = meters(web, member, typed, (&channels, &finishes), post).await?;
    Ok(context! {
        article, meters, emoji_href => member.href("posts/emoji"), opened => typed.opened.as_str(),
        channels => channels.choices(typed), panels => channels.panels(web, member, typed, &shelf, &inserts), judged => channels.judged(web, member, typed, (&found, &finishes), &shelf),
        campaigns => member.reader.campaigns().await?.iter().map(|one| context! { value => one.id.to_string(), label => one.name.as_str() }).collect::<Vec<_>>(),
        offered => shelf.offered(member), media_href => member.href("media"),
        when => when(web, member, typed, &channels, post, suggests).await?, none => channels.is_empty(), may_split => channels.rule(typed, None).is_some(),
    })
}

/// The sites on which an article was changed since we last did, and an update of ours waits for a decision.
async fn moved_there(member: &Member, deliveries: &[Delivery]) -> Result<Vec<Value>, Refusal> {
    let mut moved = Vec::new();
    for delivery in member.reader.deliveries_not_amended(DELIVERIES_MAX).await? {
        if !deliveries.iter().any(|one| one.id == delivery.id) {
            continue;
        }
        let channel = member.reader.channel(delivery.channel_id).await?;
        for wish in member.reader.amendments(delivery.id).await?.iter().filter(|one| one.state == "conflict" && one.act == "edit")
        {
            let href = member.href(&format!("deliveries/{}/amendments/{}/beside", delivery.id, wish.id));
            moved.push(context! { href, name => channel.as_ref().map(|channel| channel.name.clone()) });
        }
    }
    Ok(moved)
}

/// Where a post stands: its deliveries, who wrote it last, what it said before.
async fn about(web: &Web, member: &Member, post: &Post, draft: &PostDraft) -> Result<Value, Refusal> {
    let filter = DeliveryFilter { post: Some(post.id), ..DeliveryFilter::default() };
    let deliveries = member.reader.deliveries(&filter, DELIVERIES_MAX).await?;
    let team = member.reader.members().await?;
    let by = |user: Option<store::Id<store::access::User>>| {
        team.iter().find(|one| Some(one.user_id) == user).map(|one| one.name.clone())
    };
    let mut rows: Vec<Value> = Vec::new();
    for delivery in &deliveries {
        let channel = member.reader.channel(delivery.channel_id).await?;
        rows.push(context! {
            href => member.href(&format!("deliveries/{}", delivery.id)), name => channel.as_ref().map(|channel| channel.name.clone()),
            network => channel.as_ref().map(|channel| mark(&channel.network)), state => state(web, member, &delivery.state), at => delivery.due_at,
        });
    }
    let versions = super::versions::versions(web, member, post.id).await?;
    let last = by(post.changed_by).map(|name| say_with(web, member, "post-last-by", &[("name", name.into())]));
    let is_published = deliveries.iter().any(|delivery| delivery.state == "published");
    let approval = approvals::post::approval(web, member, post, draft).await?;
    let comments = approvals::comments::comments(member, post).await?;
    Ok(
        context! { is_published, moved_there => moved_there(member, &deliveries).await?, deliveries => rows, versions, approval, comments, changed_at => post.changed_at, last, state => post.state.as_str() },
    )
}
