//! `/approve/{token}`: somebody without an account sees what is about to leave as it will stand there, comments, accepts or refuses.

use app::{
    Noun, Refusal,
    publish::{
        approval_decide::Verdict,
        approval_link::{LinkState, Shown},
    },
};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::post::{MediumKind, Variant};
use jiff::tz::TimeZone;
use minijinja::{Value, context};
use store::post_comment::PostComment;

use crate::{
    App, Web,
    error::{Fault, told},
    format::Reader,
    page,
    pages::{
        access::fields::{Caller, Fields},
        media::answer,
        posts::shown,
    },
    request::Visitor,
};

/// The most comments that the page shows.
const COMMENTS_SHOWN: u32 = 50;

/// What is said above the page.
#[derive(Default)]
struct Told {
    status: StatusCode,
    kind: &'static str,
    sentence: String,
    note: String,
    comment: String,
}

/// What is about to leave, or why the link shows nothing.
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    caller: Caller,
    Path(token): Path<String>,
) -> Result<Response, Fault> {
    let shown = found(&web, &visitor, &caller, &token).await?;
    draw(&web, &visitor, &token, &shown, Told::default()).await
}

/// Yes, no, or a comment.
pub(super) async fn act(
    State(web): State<Web>,
    visitor: Visitor,
    caller: Caller,
    Path(token): Path<String>,
    fields: Fields,
) -> Result<Response, Fault> {
    let before = found(&web, &visitor, &caller, &token).await?;
    let say = |key: &str| web.views.words.say(visitor.language, key, &[]);
    let typed = || Told { note: fields.text("note").to_owned(), comment: fields.text("comment").to_owned(), ..Told::default() };
    let is_comment = fields.text("act") == "comment";
    let done = if is_comment {
        web.app.comment_by_link(&token, fields.text("comment")).await
    } else {
        match App::asked_chain(&before, fields.text("chain")) {
            Some(chain) => {
                let is_yes = fields.text("act") == "yes";
                let verdict = Verdict { chain, seen: fields.text("seen"), is_yes, note: fields.text("note") };
                Box::pin(web.app.decide_by_link(&token, verdict)).await
            }
            None => Err(Refusal::LinkOver(before.state)),
        }
    };
    match done {
        Ok(()) => {
            let after = found(&web, &visitor, &caller, &token).await?;
            let key = match (is_comment, fields.text("act")) {
                (true, _) => "door-commented",
                (_, "yes") => "door-accepted",
                _ => "door-refused",
            };
            let told = Told { kind: "good", sentence: say(key), ..Told::default() };
            draw(&web, &visitor, &token, &after, told).await
        }
        Err(refusal @ (Refusal::Invalid { .. } | Refusal::Changed(_) | Refusal::LinkOver(_) | Refusal::TooLate(_))) => {
            let (status, sentence) = told(&web, visitor.language, &refusal);
            let after = found(&web, &visitor, &caller, &token).await?;
            draw(&web, &visitor, &token, &after, Told { status, kind: "bad", sentence, ..typed() }).await
        }
        Err(refusal) => Err(Fault::page(&web, visitor.language, refusal)),
    }
}

/// `GET /approve/{token}/files/{place}`: a picture of what is about to leave, small.
pub(super) async fn file(
    State(web): State<Web>,
    visitor: Visitor,
    caller: Caller,
    Path((token, place)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let fault = |refusal| Fault::page(&web, visitor.language, refusal);
    let shown = found(&web, &visitor, &caller, &token).await?;
    let found = web.app.shown_picture(&shown, place.parse().unwrap_or(usize::MAX)).await.map_err(fault)?;
    found.map(|file| answer(file, "private, max-age=600", "inline")).ok_or_else(|| fault(Refusal::NoSuch(Noun::Asset)))
}

async fn found(web: &Web, visitor: &Visitor, caller: &Caller, token: &str) -> Result<Shown, Fault> {
    let fault = |refusal| Fault::page(web, visitor.language, refusal);
    web.app.count_at_door(caller.address()).map_err(fault)?;
    web.app.approval_shown(token).await.map_err(fault)
}

async fn draw(web: &Web, visitor: &Visitor, token: &str, shown: &Shown, told: Told) -> Result<Response, Fault> {
    let language = visitor.language;
    let zone = TimeZone::get(&shown.workspace.time_zone).unwrap_or(TimeZone::UTC);
    let reads = Reader { language, zone, now: web.app.clock().now() };
    let is_open = shown.state == LinkState::Open;
    let comments = if is_open { web.app.comments_shown(shown, COMMENTS_SHOWN).await } else { Ok(Vec::new()) };
    let comments = comments.map_err(|refusal| Fault::page(web, language, refusal))?;
    let status = if told.kind == "bad" {
        told.status
    } else if is_open || told.kind == "good" {
        StatusCode::OK
    } else {
        StatusCode::GONE
    };
    let mut place = 0;
    let mut leaving: Vec<Value> = Vec::new();
    for (channel, delivery) in &shown.leaving {
        let said: Variant = serde_json::from_str(&delivery.content).unwrap_or_default();
        let mut media: Vec<Value> = Vec::new();
        for medium in said.all_media() {
            let src = (medium.kind != MediumKind::Video).then(|| format!("/approve/{token}/files/{place}"));
            media.push(context! { src, alt => medium.alt.as_str() });
            place += 1;
        }
        let at = delivery.due_at;
        if let Some(preview) = self::shown(&reads, channel, &said) {
            leaving.push(context! { day => reads.long_day(at), clock => reads.clock(at), media, ..preview });
        }
    }
    let asked: Vec<Value> = shown
        .asked
        .iter()
        .map(|one| context! { id => one.chain.id.get(), name => one.chain.name.as_str(), seen => one.digest.as_str() })
        .collect();
    let said = |one: &PostComment| context! { who => one.who.as_str(), text => one.text.as_str(), at => reads.exact(one.at) };
    let title = web.views.words.say(language, "door-title", &[("workspace", shown.workspace.name.as_str().into())]);
    let own = context! {
        state => shown.state.code(), workspace => shown.workspace.name.as_str(), email => shown.outsider.email.as_str(), leaving, asked,
        comments => comments.iter().map(said).collect::<Vec<_>>(), ends => reads.exact(shown.ends_at), kind => told.kind, sentence => told.sentence,
        note => told.note, comment => told.comment, base => format!("/approve/{token}"), zone => shown.workspace.time_zone.replace('_', " "),
    };
    Ok(page::show_gate(web, visitor, status, &title, "approvals/door.html", own))
}
