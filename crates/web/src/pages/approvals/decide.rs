//! `POST /w/{workspace}/posts/{post}/decide` and `…/approval-link`: a member says yes or no; a link for an outsider by hand.

use app::{Noun, Refusal, publish::approval_decide::Verdict};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use minijinja::context;
use store::{Id, post::Post};

use crate::{
    Web,
    error::{Fault, told},
    page,
    pages::{
        mentions::fields::Fields,
        publish::{fault, id, say},
    },
    request::Member,
};

/// Says yes or no.
pub(super) async fn act(
    State(web): State<Web>,
    member: Member,
    Path((_, said)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let post: Id<Post> = id(&web, &member, &said, Noun::Post)?;
    let fields = Fields::read(&body);
    let is_yes = fields.text("act") == "yes";
    let chain = fields.text("chain").parse().unwrap_or(Id::new(0));
    let verdict = Verdict { chain, seen: fields.text("seen"), is_yes, note: fields.text("note") };
    let here = member.href(&format!("posts/{post}"));
    let back = fields.way_back(&here);
    match Box::pin(web.app.decide(&member.actor, post, verdict)).await {
        Ok(()) => Ok(page::go(&web, back, "good", if is_yes { "approval-said-yes" } else { "approval-said-no" }, &[])),
        Err(refusal @ (Refusal::NoSuch(_) | Refusal::NotAllowed(_) | Refusal::Store(_))) => Err(fault(&web, &member)(refusal)),
        // The sentence stands on the page of the post as it is now, which is what has to be looked at.
        Err(refusal) => {
            let (_, sentence) = told(&web, member.language(), &refusal);
            Ok(page::go(&web, back, "bad", "approval-not-said", &[("why", &sentence)]))
        }
    }
}

/// Makes a link for an outsider and shows it, this once.
pub(super) async fn link(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let post: Id<Post> = id(&web, &member, &said, Noun::Post)?;
    let outsider = Fields::read(&body).text("outsider").parse().unwrap_or(Id::new(0));
    let link = web.app.make_approval_link(&member.actor, post, outsider).await.map_err(fault(&web, &member))?;
    let outsiders = member.reader.outsiders().await.map_err(fault(&web, &member))?;
    let who = outsiders.into_iter().find(|one| one.id == outsider).map(|one| one.email);
    let own = context! { link => link.reveal(), who, back_href => member.href(&format!("posts/{post}")), days => app::publish::approval_link::LINK_SECONDS / 86_400 };
    Ok(page::show(&web, &member, &headers, "publish", &say(&web, &member, "approval-link-title"), "approvals/link.html", own))
}
