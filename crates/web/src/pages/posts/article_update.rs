//! `POST /w/{workspace}/posts/{post}/update`: the sites that have an article get it as it is kept now.

use app::{Noun, Refusal};
use axum::extract::{Path, State};
use axum::response::Response;
use store::{Id, delivery::DeliveryFilter, post::Post};

use crate::{
    Web,
    error::Fault,
    page,
    pages::publish::{fault, id},
    request::Member,
};

/// The most sites of one article.
const DELIVERIES_MAX: u32 = 50;

/// Asks for the new words wherever they differ. What was changed there meanwhile is not written over: the delivery's page tells of it.
pub(super) async fn act(
    State(web): State<Web>,
    member: Member,
    Path((_, said)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let post: Id<Post> = id(&web, &member, &said, Noun::Post)?;
    let none = || fault(&web, &member)(Refusal::NoSuch(Noun::Post));
    let found = web.app.post_draft(&member.actor, post).await.map_err(fault(&web, &member))?;
    let (_, draft) = found.filter(|(_, draft)| draft.content.article).ok_or_else(none)?;
    let filter = DeliveryFilter { post: Some(post), states: vec!["published".to_owned()], ..DeliveryFilter::default() };
    let there = member.reader.deliveries(&filter, DELIVERIES_MAX).await.map_err(fault(&web, &member))?;
    let mut asked = 0;
    for delivery in there.iter().filter(|delivery| draft.channels.contains_key(&delivery.channel_id)) {
        let wished = draft.on(delivery.channel_id);
        asked += Box::pin(web.app.edit_published(&member.actor, delivery.id, wished)).await.map_err(fault(&web, &member))?;
    }
    let here = member.href(&format!("posts/{post}"));
    let (kind, told) = if asked > 0 { ("good", "article-update-asked") } else { ("info", "article-update-nothing") };
    Ok(page::go(&web, &here, kind, told, &[]))
}
