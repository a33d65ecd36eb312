//! `POST /w/{workspace}/posts/{post}/move`: another time, from the calendar, by a form or by dragging.

use app::{Noun, Refusal, publish::post_save::PostDraft};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::hat::Act;

use super::{fault, id, reads};
use crate::{
    Web,
    error::Fault,
    page,
    pages::{mentions::fields::Fields, posts::moment},
    request::Member,
};

/// Moves a post. A day without a time keeps the time that it had.
pub(super) async fn act(
    State(web): State<Web>,
    member: Member,
    Path((_, said)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let fields = Fields::read(&body);
    let failed = fault(&web, &member);
    let found = web.app.post_draft(&member.actor, id(&web, &member, &said, Noun::Post)?).await.map_err(&failed)?;
    let (post, draft) = found.ok_or_else(|| failed(Refusal::NoSuch(Noun::Post)))?;
    member.actor.may(Act::Publish).map_err(&failed)?;
    let calendar = member.href("publish");
    let back = fields.way_back(&calendar);
    let reads = reads(&web, &member);
    let time = match fields.text("time").trim() {
        "" => draft.due_at.map_or_else(|| "09:00".to_owned(), |at| reads.clock(at)),
        time => time.to_owned(),
    };
    let Ok(Some(at)) = moment(fields.text("day").trim(), &time, &reads.zone) else {
        return Ok(page::go(&web, back, "bad", "publish-move-unreadable", &[]));
    };
    if post.state == "planned" && at < web.app.now() {
        return Ok(page::go(&web, back, "bad", "publish-move-past", &[]));
    }
    if !post.recurrence.is_empty() || post.state == "listed" {
        return Ok(page::go(&web, back, "bad", "plan-move-again", &[]));
    }
    let moved = PostDraft { due_at: Some(at), ..draft };
    match Box::pin(web.app.write_post(&member.actor, post.id, post.version, &moved)).await {
        Ok(_) => {
            let args = [("day", &*reads.long_day(at)), ("clock", &*reads.clock(at))];
            Ok(page::go(&web, back, "good", "publish-moved", &args))
        }
        Err(refusal) => Err(failed(refusal)),
    }
}
