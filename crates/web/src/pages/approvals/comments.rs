//! What people say to each other about a post, on its page.

use app::{Noun, Refusal};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::hat::Act;
use minijinja::{Value, context};
use store::{Id, post::Post, post_comment::PostComment};

use crate::{
    Web,
    error::{Fault, told},
    frame::initials,
    page,
    pages::{
        mentions::fields::Fields,
        publish::{fault, id},
    },
    request::Member,
};

/// The most comments that a page shows.
const COMMENTS_SHOWN: u32 = 200;

/// The comments of a post, and what the form needs.
pub(crate) async fn comments(member: &Member, post: &Post) -> Result<Value, Refusal> {
    let team = member.reader.members().await?;
    let kept = member.reader.post_comments(post.id, COMMENTS_SHOWN).await?;
    let row = |one: &PostComment| {
        let by =
            team.iter().find(|colleague| Some(colleague.user_id) == one.resolved_by).map(|colleague| colleague.name.as_str());
        context! {
            id => one.id.get(), who => one.who.as_str(), initials => initials(&one.who), hue => one.user_id.map_or(7, Id::get), is_outside => one.outsider_id.is_some(),
            text => one.text.as_str(), at => one.at, version => one.version, resolved_at => one.resolved_at, resolved_by => by,
            href => member.href(&format!("comments/{}", one.id)),
        }
    };
    Ok(context! {
        rows => kept.iter().map(row).collect::<Vec<_>>(), open => kept.iter().filter(|one| one.resolved_at.is_none()).count(),
        add_href => member.href(&format!("posts/{}/comments", post.id)), may_comment => member.actor.allows(Act::Personal),
        names => team.iter().filter(|one| Some(one.user_id) != member.actor.user).map(|one| format!("@{}", one.name)).collect::<Vec<_>>().join(", "),
    })
}

/// `POST /w/{workspace}/posts/{post}/comments`
pub(super) async fn add(
    State(web): State<Web>,
    member: Member,
    Path((_, said)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let post: Id<Post> = id(&web, &member, &said, Noun::Post)?;
    let fields = Fields::read(&body);
    let back = member.href(&format!("posts/{post}#comments"));
    match web.app.comment_on_post(&member.actor, post, fields.text("comment")).await {
        Ok(_) => Ok(page::go(&web, &back, "good", "comment-added", &[])),
        Err(refusal @ Refusal::Invalid { .. }) => {
            let (_, sentence) = told(&web, member.language(), &refusal);
            Ok(page::go(&web, &back, "bad", "approval-not-said", &[("why", &sentence)]))
        }
        Err(refusal) => Err(fault(&web, &member)(refusal)),
    }
}

/// `POST /w/{workspace}/comments/{comment}`: settled, or open again.
pub(super) async fn resolve(
    State(web): State<Web>,
    member: Member,
    Path((_, said)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let comment: Id<PostComment> = id(&web, &member, &said, Noun::Comment)?;
    let is_resolved = Fields::read(&body).text("resolved") == "1";
    let comment = web.app.resolve_comment(&member.actor, comment, is_resolved).await.map_err(fault(&web, &member))?;
    let said = if is_resolved { "comment-resolved" } else { "comment-reopened" };
    Ok(page::go(&web, &member.href(&format!("posts/{}#comments", comment.post_id)), "good", said, &[]))
}
