//! Posts, for scripts: made, read, changed (also when they are planned), planned, thrown away.

use std::collections::BTreeMap;

use app::{
    Noun, Refusal,
    publish::post_save::{PostDraft, Saved},
};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::post::{LinkPlace, Medium, Part, Poll, Problem, Variant, Visibility};
use serde::{Deserialize, Serialize};
use store::{Id, post::Post};
use utoipa::ToSchema;

use super::{
    Operation,
    source::{Tongue, id},
};
use crate::{
    Gate, Route, Web,
    error::Fault,
    format::Reader,
    request::Script,
    router::{delete, get, post, put},
};

/// The addresses of this noun.
pub(super) fn routes() -> Vec<Route> {
    vec![
        post("/api/v1/posts", Gate::Token, add)
            .says(Operation::write("Begin a post, as a draft").given::<PostWish>().answers::<PostView>().with(201)),
        get("/api/v1/posts/{post}", Gate::Token, show)
            .says(Operation::read("One post, with what stands against it on each channel").answers::<PostView>()),
        put("/api/v1/posts/{post}", Gate::Token, edit).says(
            Operation::write("Change a post, also a planned one: what has not left says the new words")
                .given::<PostWish>()
                .answers::<PostView>(),
        ),
        post("/api/v1/posts/{post}/plan", Gate::Token, plan)
            .says(Operation::write("Plan a post for its time; a time that is past means now").answers::<PostView>()),
        delete("/api/v1/posts/{post}", Gate::Token, remove)
            .says(Operation::write("Take a post out of the plan, or throw a draft away; what has left stays").with(204)),
    ]
}

/// What is said.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Words {
    /// Its title, where the network has one.
    title: String,
    /// Its text: Markdown for articles, plain otherwise.
    text: String,
    /// What follows as a thread, in order.
    thread: Vec<String>,
    /// A comment of ours that follows at once; empty for none.
    first_comment: String,
    /// A question with answers to choose from.
    poll: Option<PollWords>,
    /// What a reader is warned of; empty for no warning.
    warning: String,
    /// `public`, `unlisted`, `followers` or `private`; nothing for what the network does by itself.
    visibility: Option<String>,
    /// The language it is written in, BCP 47; empty when that is not told.
    language: String,
    /// What the network wants besides, by the names of its settings.
    settings: BTreeMap<String, String>,
    /// Whether it is written as an article, with an editor of its own: Markdown, with what is told of it before it between two lines `---`.
    article: bool,
    /// Where its addresses stand: `text`, `end` or `comment`; as its channel says when this is left out.
    links: Option<String>,
    /// Whether it leaves without the signature of the channel.
    unsigned: bool,
    /// Its pictures and films, in order; what they are now when this is left out.
    media: Option<Vec<MediumWords>>,
}

/// A picture or film of a post.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MediumWords {
    /// The file of the library.
    asset: i64,
    /// What it shows; what the library says when this is empty.
    #[serde(default)]
    alt: String,
    /// The part of it that is shown: left, top, width and height in thousandths of the whole; all of it when left out.
    #[serde(default)]
    crop: Option<[u32; 4]>,
    /// The part of the thread that shows it; 0 for the post itself.
    #[serde(default)]
    part: usize,
}

/// A question with answers to choose from.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub(super) struct PollWords {
    /// The answers, in order.
    options: Vec<String>,
    /// How long it is open, seconds.
    seconds: u64,
    /// Whether several answers may be chosen.
    #[serde(default)]
    multiple: bool,
}

impl Words {
    fn of(said: &Variant) -> Self {
        Self {
            title: said.title.clone(),
            text: said.text.clone(),
            thread: said.thread.iter().map(|part| part.text.clone()).collect(),
            first_comment: said.first_comment.clone(),
            poll: said.poll.clone().map(|poll| PollWords {
                options: poll.options,
                seconds: poll.seconds,
                multiple: poll.multiple,
            }),
            warning: said.warning.clone(),
            visibility: said.visibility.map(|one| one.name().to_owned()),
            language: said.language.clone(),
            settings: said.settings.clone(),
            article: said.article,
            links: said.links.map(|place| place.name().to_owned()),
            unsigned: said.unsigned,
            media: Some(media(said)),
        }
    }

    /// What is kept of it.
    fn variant(self, kept: &Variant) -> Result<Variant, Refusal> {
        let visibility = match self.visibility.as_deref() {
            None | Some("") => None,
            Some(name) => Some(Visibility::from_name(name).ok_or(Refusal::Invalid { field: "visibility", why: "unknown" })?),
        };
        let links = match self.links.as_deref() {
            None | Some("") => None,
            Some(name) => Some(LinkPlace::from_name(name).ok_or(Refusal::Invalid { field: "links", why: "unknown" })?),
        };
        let parts = self.thread.len();
        if self.media.as_ref().is_some_and(|media| media.iter().any(|one| one.part > parts)) {
            return Err(Refusal::Invalid { field: "media", why: "unknown" });
        }
        let files = |place: usize| match &self.media {
            Some(media) => media.iter().filter(|one| one.part == place).map(|one| one.medium(kept)).collect(),
            None if place == 0 => kept.media.clone(),
            None => kept.thread.get(place - 1).map(|part| part.media.clone()).unwrap_or_default(),
        };
        let media = files(0);
        let thread = self.thread.iter().enumerate().map(|(place, text)| Part { text: text.clone(), media: files(place + 1) });
        let thread: Vec<Part> = thread.collect();
        Ok(Variant {
            title: self.title,
            text: self.text,
            media,
            thread,
            first_comment: self.first_comment,
            poll: self.poll.map(|poll| Poll { options: poll.options, seconds: poll.seconds, multiple: poll.multiple }),
            warning: self.warning,
            visibility,
            language: self.language,
            settings: self.settings,
            article: self.article,
            links,
            unsigned: self.unsigned,
        })
    }
}

impl MediumWords {
    /// What is kept of it: the very file that was chosen then, where it is among those of the post.
    fn medium(&self, kept: &Variant) -> Medium {
        let known = kept.all_media().find(|known| known.asset == self.asset).cloned().unwrap_or_default();
        Medium { asset: self.asset, alt: self.alt.clone(), crop: self.crop, ..known }
    }
}

fn media(said: &Variant) -> Vec<MediumWords> {
    let parts = std::iter::once(&said.media).chain(said.thread.iter().map(|part| &part.media)).enumerate();
    let words = |part: usize, one: &Medium| MediumWords { asset: one.asset, alt: one.alt.clone(), crop: one.crop, part };
    parts.flat_map(|(part, media)| media.iter().map(move |one| words(part, one))).collect()
}

/// A post to begin or to change.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PostWish {
    /// What is said on every channel that has no words of its own.
    content: Words,
    /// Where.
    #[serde(default)]
    channels: Vec<ChannelWords>,
    /// When it is due; a planned post needs it.
    due_at: Option<String>,
    /// The words it is filed under; what they are now when this is left out.
    labels: Option<Vec<String>>,
    /// The campaign it belongs to; 0 for none, what it is now when this is left out.
    campaign: Option<i64>,
    /// Which version was seen, for a change: one that somebody else wrote meanwhile is not written over.
    version: Option<i64>,
}

/// A channel of a post.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChannelWords {
    /// The channel.
    channel: i64,
    /// Words of its own; nothing when it says what all say.
    #[serde(default)]
    content: Option<Words>,
}

/// What stands against a post on a channel.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ProblemView {
    /// The channel.
    channel: i64,
    /// What it is, such as `text_too_long`.
    code: String,
    /// Whether it keeps the post from leaving.
    stops: bool,
    /// Which part of the thread; 0 for the post itself.
    part: u32,
    /// How much there is.
    amount: u64,
    /// How much there may be.
    limit: u64,
    /// What it is about: a setting, or when something else goes there.
    about: String,
}

/// A post.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PostView {
    /// Its id.
    id: i64,
    /// `draft`, `planned`, `listed` (a text of an evergreen list) or `dropped`.
    state: String,
    /// The rule by which it comes again (RFC 5545); empty when it goes once.
    recurrence: String,
    /// The zone of that rule's wall; empty without a rule.
    zone: String,
    /// What is said on every channel that has no words of its own.
    content: Words,
    /// Where.
    channels: Vec<ChannelWords>,
    /// When it is due.
    due_at: Option<String>,
    /// The words it is filed under.
    labels: Vec<String>,
    /// The campaign it belongs to.
    campaign: Option<i64>,
    /// 1, and one more with each change.
    version: i64,
    /// When it was last changed.
    changed_at: String,
    /// What stands against it now.
    problems: Vec<ProblemView>,
}

/// A time as a script writes it, UTC microseconds.
pub(super) fn moment(said: &str, field: &'static str) -> Result<i64, Refusal> {
    let read: Option<jiff::Timestamp> = said.parse().ok();
    read.map(jiff::Timestamp::as_microsecond).ok_or(Refusal::Invalid { field, why: "not_a_time" })
}

fn draft(wish: PostWish, kept: &PostDraft) -> Result<PostDraft, Refusal> {
    let mut channels = BTreeMap::new();
    for ChannelWords { channel, content } in wish.channels {
        let channel = Id::new(channel);
        let own = content.map(|words| words.variant(kept.on(channel))).transpose()?;
        channels.insert(channel, own);
    }
    let due_at = wish.due_at.as_deref().map(|said| moment(said, "due_at")).transpose()?;
    let labels = wish.labels.unwrap_or_else(|| kept.labels.clone());
    let campaign = wish.campaign.map_or(kept.campaign, |id| (id != 0).then(|| Id::new(id)));
    Ok(PostDraft { content: wish.content.variant(&kept.content)?, channels, due_at, labels, campaign })
}

async fn found(web: &Web, script: &Script, tongue: &Tongue, said: &str) -> Result<(Post, PostDraft), Fault> {
    let post = id(said, Noun::Post).map_err(tongue.fault(web))?;
    let found = web.app.post_draft(&script.actor, post).await.map_err(tongue.fault(web))?;
    found.ok_or_else(|| tongue.fault(web)(Refusal::NoSuch(Noun::Post)))
}

async fn view(web: &Web, script: &Script, tongue: &Tongue, said: &str) -> Result<PostView, Fault> {
    let (post, draft) = found(web, script, tongue, said).await?;
    let judged = web.app.judge_post(&script.actor, &draft, Some(post.id)).await.map_err(tongue.fault(web))?;
    let problem = |channel: i64, problem: Problem| ProblemView {
        channel,
        code: problem.code,
        stops: problem.gravity == domain::post::Gravity::Stops,
        part: problem.part,
        amount: problem.amount,
        limit: problem.limit,
        about: problem.about,
    };
    let problems =
        judged.into_iter().flat_map(|(channel, problems)| problems.into_iter().map(move |one| problem(channel.id.get(), one)));
    let own = |(channel, own): (&Id<_>, &Option<Variant>)| ChannelWords {
        channel: channel.get(),
        content: own.as_ref().map(Words::of),
    };
    Ok(PostView {
        id: post.id.get(),
        state: post.state,
        recurrence: post.recurrence,
        zone: post.zone,
        content: Words::of(&draft.content),
        channels: draft.channels.iter().map(own).collect(),
        due_at: draft.due_at.map(Reader::iso),
        labels: draft.labels,
        campaign: draft.campaign.map(Id::get),
        version: post.version,
        changed_at: Reader::iso(post.changed_at),
        problems: problems.collect(),
    })
}

async fn add(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    wish: Result<Json<PostWish>, JsonRejection>,
) -> Result<Response, Fault> {
    let draft = draft(tongue.body(&web, wish)?, &PostDraft::default()).map_err(tongue.fault(&web))?;
    let Saved { id, .. } = Box::pin(web.app.begin_post(&script.actor, &draft)).await.map_err(tongue.fault(&web))?;
    Ok((StatusCode::CREATED, Json(view(&web, &script, &tongue, &id.to_string()).await?)).into_response())
}

async fn show(State(web): State<Web>, script: Script, tongue: Tongue, Path(post): Path<String>) -> Result<Json<PostView>, Fault> {
    Ok(Json(view(&web, &script, &tongue, &post).await?))
}

async fn edit(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(post): Path<String>,
    wish: Result<Json<PostWish>, JsonRejection>,
) -> Result<Json<PostView>, Fault> {
    let wish = tongue.body(&web, wish)?;
    let (kept, before) = found(&web, &script, &tongue, &post).await?;
    let missing = |field| tongue.fault(&web)(Refusal::Invalid { field, why: "empty" });
    let seen = wish.version.ok_or_else(|| missing("version"))?;
    let draft = draft(wish, &before).map_err(tongue.fault(&web))?;
    Box::pin(web.app.write_post(&script.actor, kept.id, seen, &draft)).await.map_err(tongue.fault(&web))?;
    Ok(Json(view(&web, &script, &tongue, &post).await?))
}

async fn plan(State(web): State<Web>, script: Script, tongue: Tongue, Path(post): Path<String>) -> Result<Json<PostView>, Fault> {
    let (kept, _) = found(&web, &script, &tongue, &post).await?;
    Box::pin(web.app.plan_post(&script.actor, kept.id, kept.version)).await.map_err(tongue.fault(&web))?;
    Ok(Json(view(&web, &script, &tongue, &post).await?))
}

async fn remove(State(web): State<Web>, script: Script, tongue: Tongue, Path(post): Path<String>) -> Result<StatusCode, Fault> {
    let (kept, _) = found(&web, &script, &tongue, &post).await?;
    Box::pin(web.app.drop_post(&script.actor, kept.id, kept.version)).await.map_err(tongue.fault(&web))?;
    Ok(StatusCode::NO_CONTENT)
}
