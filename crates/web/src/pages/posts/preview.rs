//! `POST /w/{workspace}/posts/preview`: what the form would show, for its script; nothing is kept.

use app::publish::post_save::PostDraft;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use domain::hat::Act;
use minijinja::context;
use serde::Serialize;

use super::{draw::parts, form::Typed, redraw::redraw};
use crate::{
    Web,
    error::Fault,
    frame,
    pages::{
        mentions::fields::Fields,
        publish::{fault, reads},
    },
    request::Member,
    view::with_frame,
};

/// What is drawn anew.
#[derive(Serialize)]
pub(super) struct Drawn {
    /// Counters and problems.
    judged: String,
    /// How it will look.
    previews: String,
    /// When it comes again.
    when: String,
    /// When it could leave, when the channels changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    suggested: Option<String>,
    /// The day and the time, when a button chose them.
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<(String, String)>,
    /// The field into which words were put, and the UTF-16 units up to their end.
    #[serde(skip_serializing_if = "Option::is_none")]
    caret: Option<(String, usize)>,
    /// The fields, when they changed by more than what was typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    fields: Option<String>,
}

/// Reads the form and draws its parts.
pub(super) async fn show(State(web): State<Web>, member: Member, body: Bytes) -> Result<Json<Drawn>, Fault> {
    member.actor.may(Act::Publish).map_err(fault(&web, &member))?;
    let fields = Fields::read(&body);
    let kept = match fields.ids("post").first() {
        Some(id) => web.app.post_draft(&member.actor, *id).await.map_err(fault(&web, &member))?,
        None => None,
    };
    let (post, kept) = kept.map_or_else(|| (None, PostDraft::default()), |(post, draft)| (Some(post), draft));
    let mut typed = Typed::read(&fields, &kept, &reads(&web, &member).zone);
    let is_redrawn = !typed.act.is_empty();
    if is_redrawn {
        redraw(&web, &member, &mut typed, &fields).await.map_err(fault(&web, &member))?;
    }
    let parts = parts(&web, &member, &typed, post.as_ref(), is_redrawn).await.map_err(fault(&web, &member))?;
    let page = with_frame(frame::member(&web, &member, "publish", "", &[]), context! { drawn => parts });
    let draw = |template: &str| {
        web.views.draw(template, page.clone()).map_err(|error| {
            tracing::error!(template, error = %format!("{error:#}"), "a template could not be drawn");
            Fault::other(axum::response::IntoResponse::into_response(axum::http::StatusCode::INTERNAL_SERVER_ERROR))
        })
    };
    let [form, judged, previews] = if typed.draft.content.article {
        ["posts/article_fields.html", "posts/article_judged.html", "posts/article_previews.html"]
    } else {
        ["posts/fields.html", "posts/judged.html", "posts/previews.html"]
    };
    Ok(Json(Drawn {
        judged: draw(judged)?,
        previews: draw(previews)?,
        when: draw("posts/when.html")?,
        suggested: if is_redrawn { Some(draw("posts/suggested.html")?) } else { None },
        caret: typed.caret.clone(),
        due: typed.act.starts_with("at-").then(|| typed.due.clone()),
        fields: if is_redrawn { Some(draw(form)?) } else { None },
    }))
}
