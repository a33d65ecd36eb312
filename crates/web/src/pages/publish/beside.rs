//! `GET` and `POST /w/{workspace}/deliveries/{delivery}/amendments/{amendment}/beside`: an article that was changed on its site, theirs
//! beside ours, and which of them holds.

use app::{Noun, Refusal, publish::article_conflict::Beside};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use minijinja::{Value, context, value::Serde};
use store::{Id, amendment::Amendment};

use super::{fault, id, mark, mendable, say};
use crate::{Web, difference::difference, error::Fault, page, pages::mentions::fields::Fields, request::Member};

/// Both texts, and what differs between them word by word.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, delivery, amendment)): Path<(String, String, String)>,
) -> Result<Response, Fault> {
    let amendment = wish(&web, &member, &delivery, &amendment).await?;
    let beside = Box::pin(web.app.article_beside(&member.actor, amendment)).await.map_err(fault(&web, &member))?;
    Ok(draw(&web, &member, &headers, StatusCode::OK, &beside, ""))
}

/// Makes theirs the article.
pub(super) async fn take(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, delivery, amendment)): Path<(String, String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let amendment = wish(&web, &member, &delivery, &amendment).await?;
    let seen = Fields::read(&body).text("seen").to_owned();
    match Box::pin(web.app.take_theirs(&member.actor, amendment, &seen)).await {
        Ok(post) => Ok(page::go(&web, &member.href(&format!("posts/{post}")), "good", "beside-taken", &[])),
        Err(refusal) => {
            let (status, problem) = mendable(&web, &member, refusal)?;
            let beside = Box::pin(web.app.article_beside(&member.actor, amendment)).await.map_err(fault(&web, &member))?;
            Ok(draw(&web, &member, &headers, status, &beside, &problem))
        }
    }
}

/// The wish that an address names, which has to be one of its delivery.
async fn wish(web: &Web, member: &Member, delivery: &str, amendment: &str) -> Result<Id<Amendment>, Fault> {
    let none = || fault(web, member)(Refusal::NoSuch(Noun::Delivery));
    let delivery = id(web, member, delivery, Noun::Delivery)?;
    let found = member.reader.amendment(id(web, member, amendment, Noun::Delivery)?).await.map_err(fault(web, member))?;
    found.filter(|wish| wish.delivery_id == delivery).map(|wish| wish.id).ok_or_else(none)
}

fn draw(web: &Web, member: &Member, headers: &HeaderMap, status: StatusCode, beside: &Beside, problem: &str) -> Response {
    let changes = |ours: &str, theirs: &str| Value::from(Serde(difference(ours, theirs)));
    let base = member.href(&format!("deliveries/{}", beside.delivery.id));
    let own = context! {
        channel => context! { name => beside.channel.name.as_str(), mark => mark(&beside.channel.network) }, problem, version => beside.version.as_str(),
        titles => (beside.ours.0 != beside.theirs.0).then(|| changes(&beside.ours.0, &beside.theirs.0)), is_same => beside.ours == beside.theirs,
        changes => changes(&beside.ours.1, &beside.theirs.1), ours => beside.ours.1.as_str(), theirs => beside.theirs.1.as_str(),
        our_title => beside.ours.0.as_str(), their_title => beside.theirs.0.as_str(), delivery_href => base.as_str(),
        post_href => member.href(&format!("posts/{}", beside.delivery.post_id)), keep_href => format!("{base}/amendments/{}", beside.wish.id),
        take_href => format!("{base}/amendments/{}/beside", beside.wish.id),
    };
    page::show_as(web, member, headers, status, "publish", &say(web, member, "beside-title"), "publish/beside.html", own)
}
