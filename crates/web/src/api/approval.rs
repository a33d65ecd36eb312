//! Approvals of posts, the record of decisions, and comments, for scripts.

use app::{
    Noun,
    publish::{approval::Standing, approval_decide::Verdict},
};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use domain::approval::Who;
use serde::{Deserialize, Serialize};
use store::{Id, post::Post, post_comment::PostComment};
use utoipa::ToSchema;

use super::{
    List, Operation, Paging,
    source::{Tongue, id},
};
use crate::{
    Gate, Route, Web,
    error::Fault,
    format::Reader,
    pages::approvals::record::DecisionView,
    request::Script,
    router::{get, post},
};

/// The most comments that are told of one post.
const COMMENTS_MAX: u32 = 500;

/// The addresses of this noun.
pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/posts/{post}/approval", Gate::Token, show)
            .says(Operation::read("Where a post stands in each of its chains").answers::<StandingsView>()),
        post("/api/v1/posts/{post}/decisions", Gate::Token, decide).says(
            Operation::write("Say yes or no, as the member whose token it is, to exactly what was seen")
                .given::<VerdictWish>()
                .answers::<StandingsView>(),
        ),
        get("/api/v1/decisions", Gate::Token, record)
            .says(Operation::read("The record: who said what, when, on which hash, oldest first").lists::<DecisionView>()),
        get("/api/v1/posts/{post}/comments", Gate::Token, comments)
            .says(Operation::read("What was said about a post, oldest first").lists_whole::<CommentView>()),
        post("/api/v1/posts/{post}/comments", Gate::Token, comment).says(
            Operation::write("Comment on a post; `@` and a name calls a member")
                .given::<CommentWish>()
                .answers::<CommentMade>()
                .with(201),
        ),
        post("/api/v1/comments/{comment}/resolve", Gate::Token, resolve).says(Operation::write("Resolve a comment").with(204)),
        post("/api/v1/comments/{comment}/reopen", Gate::Token, reopen).says(Operation::write("Open a comment again").with(204)),
    ]
}

/// Where a post stands in each of its chains.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ApprovalStandings)]
struct StandingsView {
    /// One for each chain that it passes.
    chains: Vec<StandingView>,
}

/// Where a post stands in a chain.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ApprovalStanding)]
struct StandingView {
    /// The chain.
    chain: i64,
    /// Its name.
    name: String,
    /// `waiting`, `approved` or `refused`.
    state: String,
    /// The step that is asked or that refused, from 1; the last one once it is approved.
    step: usize,
    /// How many steps there are.
    steps: usize,
    /// Whose yes is awaited.
    asked: Vec<AskedView>,
    /// What a decision has to name as `seen`: it changes with text, media and channel.
    digest: String,
    /// What is decided on.
    covered: Vec<CoveredView>,
    /// Whether anything can still be decided: nothing can once it left.
    open: bool,
}

/// Somebody who is asked.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = Asked)]
struct AskedView {
    /// Whoever wears this hat …
    hat: Option<String>,
    /// … or this member …
    user: Option<i64>,
    /// … or somebody without an account, by mail address.
    email: Option<String>,
}

/// What leaves for one channel.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Covered)]
struct CoveredView {
    /// The channel.
    channel: i64,
    /// The hash of exactly what leaves.
    hash: String,
    /// `waiting`, `approved` or `refused`.
    state: String,
}

/// A yes or a no.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct VerdictWish {
    /// In which chain.
    chain: i64,
    /// The digest of what was seen.
    seen: String,
    /// Yes or no.
    yes: bool,
    /// What is said with it; a no needs it.
    #[serde(default)]
    note: String,
}

/// A comment to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CommentWish {
    /// What is said.
    text: String,
}

/// A comment that is there now.
#[derive(Debug, Serialize, ToSchema)]
struct CommentMade {
    /// Its id.
    id: i64,
}

/// A comment on a post.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PostComment)]
struct CommentView {
    /// Its id.
    id: i64,
    /// Who said it, by the name or mail address of then.
    who: String,
    /// The user; nothing for somebody without an account.
    user: Option<i64>,
    /// What was said.
    text: String,
    /// Users who are called.
    mentions: Vec<i64>,
    /// The version of the post that it is about.
    version: i64,
    /// When.
    at: String,
    /// When it was resolved.
    resolved_at: Option<String>,
}

async fn standings(web: &Web, script: &Script, tongue: &Tongue, post: Id<Post>) -> Result<Json<StandingsView>, Fault> {
    let found = script.reader.post(post).await.map_err(tongue.fault(web))?;
    found.ok_or_else(|| tongue.fault(web)(app::Refusal::NoSuch(Noun::Post)))?;
    let (standings, _) = web.app.approval_of(&script.reader, post).await.map_err(tongue.fault(web))?;
    let outsiders = script.reader.outsiders().await.map_err(tongue.fault(web))?;
    let who = |who: &Who| match who {
        Who::Hat(hat) => AskedView { hat: Some(hat.name().to_owned()), ..AskedView::default() },
        Who::User(user) => AskedView { user: Some(*user), ..AskedView::default() },
        Who::Outsider(one) => AskedView {
            email: outsiders.iter().find(|known| known.id.get() == *one).map(|known| known.email.clone()),
            ..AskedView::default()
        },
    };
    let view = |one: &Standing| StandingView {
        chain: one.chain.id.get(),
        name: one.chain.name.clone(),
        state: one.state.code().to_owned(),
        step: one.step() + 1,
        steps: one.steps.steps().len(),
        asked: one.asked().iter().map(who).collect(),
        digest: one.digest.clone(),
        covered: one
            .covered
            .iter()
            .map(|c| CoveredView { channel: c.channel.get(), hash: c.hash.clone(), state: c.state.code().to_owned() })
            .collect(),
        open: one.is_open,
    };
    Ok(Json(StandingsView { chains: standings.iter().map(view).collect() }))
}

async fn show(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(post): Path<String>,
) -> Result<Json<StandingsView>, Fault> {
    let post = id(&post, Noun::Post).map_err(tongue.fault(&web))?;
    standings(&web, &script, &tongue, post).await
}

async fn decide(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(post): Path<String>,
    wish: Result<Json<VerdictWish>, JsonRejection>,
) -> Result<Json<StandingsView>, Fault> {
    let post = id(&post, Noun::Post).map_err(tongue.fault(&web))?;
    let wish = tongue.body(&web, wish)?;
    let verdict = Verdict { chain: Id::new(wish.chain), seen: &wish.seen, is_yes: wish.yes, note: &wish.note };
    Box::pin(web.app.decide(&script.actor, post, verdict)).await.map_err(tongue.fault(&web))?;
    standings(&web, &script, &tongue, post).await
}

async fn record(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Query(paging): Query<Paging>,
) -> Result<List<DecisionView>, Fault> {
    let after = paging.after::<i64>().map_err(tongue.fault(&web))?.unwrap_or(0);
    let some = script.reader.record(Id::new(after), paging.limit() + 1).await.map_err(tongue.fault(&web))?;
    Ok(List::of(some.into_iter().map(DecisionView::of).collect(), paging.limit(), |one| one.id))
}

async fn comments(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(post): Path<String>,
) -> Result<List<CommentView>, Fault> {
    let post: Id<Post> = id(&post, Noun::Post).map_err(tongue.fault(&web))?;
    let found = script.reader.post(post).await.map_err(tongue.fault(&web))?;
    found.ok_or_else(|| tongue.fault(&web)(app::Refusal::NoSuch(Noun::Post)))?;
    let said = script.reader.post_comments(post, COMMENTS_MAX).await.map_err(tongue.fault(&web))?;
    let view = |one: PostComment| CommentView {
        id: one.id.get(),
        user: one.user_id.map(Id::get),
        mentions: serde_json::from_str(&one.mentions).unwrap_or_default(),
        version: one.version,
        at: Reader::iso(one.at),
        resolved_at: one.resolved_at.map(Reader::iso),
        who: one.who,
        text: one.text,
    };
    Ok(List::whole(said.into_iter().map(view).collect()))
}

async fn comment(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(post): Path<String>,
    wish: Result<Json<CommentWish>, JsonRejection>,
) -> Result<(StatusCode, Json<CommentMade>), Fault> {
    let post = id(&post, Noun::Post).map_err(tongue.fault(&web))?;
    let wish = tongue.body(&web, wish)?;
    let made = web.app.comment_on_post(&script.actor, post, &wish.text).await.map_err(tongue.fault(&web))?;
    Ok((StatusCode::CREATED, Json(CommentMade { id: made.get() })))
}

async fn settle(web: &Web, script: &Script, tongue: &Tongue, said: &str, is_resolved: bool) -> Result<StatusCode, Fault> {
    let comment = id(said, Noun::Comment).map_err(tongue.fault(web))?;
    web.app.resolve_comment(&script.actor, comment, is_resolved).await.map_err(tongue.fault(web))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn resolve(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(comment): Path<String>,
) -> Result<StatusCode, Fault> {
    settle(&web, &script, &tongue, &comment, true).await
}

async fn reopen(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(comment): Path<String>,
) -> Result<StatusCode, Fault> {
    settle(&web, &script, &tongue, &comment, false).await
}
