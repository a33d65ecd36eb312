//! Keeping a post: saved as one types, saved by a button, planned, sent at once, thrown away.

use app::{
    Noun, Refusal,
    publish::post_save::{PostDraft, Saved},
};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::hat::Act;
use serde_json::json;
use store::{Id, post::Post};

use super::{
    conflict::conflict,
    draw::{Around, draw},
    form::Typed,
    redraw::redraw,
    when,
};
use crate::{
    Web,
    error::{Fault, told},
    page,
    pages::{
        mentions::fields::Fields,
        publish::{fault, id, mendable, reads, say},
    },
    request::Member,
};

/// A post that is being written, and who writes it.
struct Writing<'a> {
    web: &'a Web,
    member: &'a Member,
    headers: &'a HeaderMap,
    kept: Option<(Post, PostDraft)>,
    typed: Typed,
    /// The form as it came.
    fields: Fields,
}

/// The form of a new post.
pub(super) async fn begin(State(web): State<Web>, member: Member, headers: HeaderMap, body: Bytes) -> Result<Response, Fault> {
    member.actor.may(Act::Publish).map_err(fault(&web, &member))?;
    let zone = reads(&web, &member).zone;
    let fields = Fields::read(&body);
    let typed = Typed::read(&fields, &PostDraft::default(), &zone);
    Writing { web: &web, member: &member, headers: &headers, kept: None, typed, fields }.act().await
}

/// The form of a post that is there.
pub(super) async fn write(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let kept = found(&web, &member, &said).await?;
    member.actor.may(Act::Publish).map_err(fault(&web, &member))?;
    let zone = reads(&web, &member).zone;
    let fields = Fields::read(&body);
    let typed = Typed::read(&fields, &kept.1, &zone);
    Writing { web: &web, member: &member, headers: &headers, kept: Some(kept), typed, fields }.act().await
}

/// Takes a post out of the plan, or throws a draft away.
pub(super) async fn throw_away(
    State(web): State<Web>,
    member: Member,
    Path((_, said)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (post, _) = found(&web, &member, &said).await?;
    let dropped = Box::pin(web.app.drop_post(&member.actor, post.id, post.version)).await;
    dropped.map_err(fault(&web, &member))?;
    Ok(page::go(&web, &member.href("publish"), "good", "post-dropped-done", &[]))
}

async fn found(web: &Web, member: &Member, said: &str) -> Result<(Post, PostDraft), Fault> {
    let post: Id<Post> = id(web, member, said, Noun::Post)?;
    let found = web.app.post_draft(&member.actor, post).await.map_err(fault(web, member))?;
    found.ok_or_else(|| fault(web, member)(Refusal::NoSuch(Noun::Post)))
}

impl Writing<'_> {
    async fn act(mut self) -> Result<Response, Fault> {
        match self.typed.act.as_str() {
            "save" | "plan" | "now" | "slots" => {}
            _ => {
                let done = redraw(self.web, self.member, &mut self.typed, &self.fields).await;
                done.map_err(fault(self.web, self.member))?;
                return self.again(StatusCode::OK, String::new()).await;
            }
        }
        let is_planned = self.kept.as_ref().is_some_and(|(post, _)| post.state == "planned");
        if self.typed.act == "now" {
            self.typed.draft.due_at = Some(self.web.app.now());
            self.typed.due_fault = None;
        } else if self.typed.act == "slots" {
            // Its time is that of the slots; until then it keeps the one it had.
            self.typed.draft.due_at = self.kept.as_ref().and_then(|(_, kept)| kept.due_at);
            self.typed.due_fault = None;
        } else if self.typed.draft.due_at.is_none() && self.typed.due_fault.is_none() && is_planned {
            // Without a time it would leave at once, which an emptied field does not ask for.
            self.typed.due_fault = Some("planned");
        }
        if self.typed.due_fault.is_some() {
            if self.typed.is_script {
                // A day half typed is not kept; all the rest is.
                self.typed.draft.due_at = self.kept.as_ref().and_then(|(_, kept)| kept.due_at);
            } else {
                return self.again(StatusCode::UNPROCESSABLE_ENTITY, String::new()).await;
            }
        }
        let draft = self.typed.worth();
        let actor = &self.member.actor;
        let saved = match &self.kept {
            Some((post, _)) => Box::pin(self.web.app.write_post(actor, post.id, self.typed.version, &draft)).await,
            None => Box::pin(self.web.app.begin_post(actor, &draft)).await,
        };
        match saved {
            Ok(saved) => self.saved(saved).await,
            Err(refusal) => self.refused(refusal).await,
        }
    }

    /// It is kept; now it comes again and is planned, where that was asked.
    async fn saved(self, saved: Saved) -> Result<Response, Fault> {
        let (web, member) = (self.web, self.member);
        let here = member.href(&format!("posts/{}", saved.id));
        let before = self.kept.as_ref().map(|(post, _)| post);
        let saved = match when::keep(web, member, &self.typed, before, saved).await {
            Ok(saved) => saved,
            // A rule half typed is not kept; all the rest is.
            Err(Refusal::Invalid { .. }) if self.typed.is_script => saved,
            Err(refusal) => return self.kept_but(saved, refusal).await,
        };
        if self.typed.is_script {
            return Ok(Json(json!({ "id": saved.id, "version": saved.version, "href": here })).into_response());
        }
        let is_planned = before.is_some_and(|post| post.state == "planned");
        if self.typed.act == "save" || is_planned && self.typed.act == "plan" {
            let said = if is_planned { "post-changed" } else { "post-saved" };
            return Ok(page::go(web, &here, "good", said, &[]));
        }
        let planned = match self.typed.act.as_str() {
            "slots" => Box::pin(web.app.plan_post_in_slots(&member.actor, saved.id, saved.version)).await,
            _ => Box::pin(web.app.plan_post(&member.actor, saved.id, saved.version)).await,
        };
        match planned {
            Ok(_) => {
                let said = if self.typed.act == "now" { "post-leaves" } else { "post-planned" };
                Ok(page::go(web, &here, "good", said, &[]))
            }
            Err(refusal) => self.kept_but(saved, refusal).await,
        }
    }

    /// The text is kept by now, and something else was refused: the form goes on from there.
    async fn kept_but(mut self, saved: Saved, refusal: Refusal) -> Result<Response, Fault> {
        let (web, member) = (self.web, self.member);
        self.kept = web.app.post_draft(&member.actor, saved.id).await.map_err(fault(web, member))?;
        self.typed.version = saved.version;
        if let Refusal::Invalid { field: "due_at", why } = refusal {
            self.typed.due_fault = Some(if why == "empty" { "missing" } else { "too_far" });
            return self.again(StatusCode::UNPROCESSABLE_ENTITY, String::new()).await;
        }
        if let Refusal::Invalid { field: "channels", .. } = refusal {
            let problem = say(web, member, "post-no-channel");
            return self.again(StatusCode::UNPROCESSABLE_ENTITY, problem).await;
        }
        let (status, problem) = mendable(web, member, refusal)?;
        self.again(status, problem).await
    }

    /// It could not be kept: what was typed comes back, beside what somebody else wrote meanwhile.
    async fn refused(mut self, refusal: Refusal) -> Result<Response, Fault> {
        let (web, member) = (self.web, self.member);
        if self.typed.is_script {
            let (status, problem) = told(web, member.language(), &refusal);
            return Ok((status, Json(json!({ "problem": problem }))).into_response());
        }
        if let (Refusal::Changed(_), Some((post, kept))) = (&refusal, &self.kept) {
            let beside = conflict(member, post, kept, &self.typed).await.map_err(fault(web, member))?;
            self.typed.version = post.version;
            let around =
                Around { post: Some(post), status: StatusCode::CONFLICT, problem: String::new(), conflict: Some(beside) };
            return draw(web, member, self.headers, &self.typed, around).await;
        }
        let (status, problem) = mendable(web, member, refusal)?;
        self.again(status, problem).await
    }

    /// The form with what was typed in it.
    async fn again(&self, status: StatusCode, problem: String) -> Result<Response, Fault> {
        let post = self.kept.as_ref().map(|(post, _)| post);
        draw(self.web, self.member, self.headers, &self.typed, Around { status, problem, ..Around::of(post) }).await
    }
}
