//! Mentions: the stream, one of them, and what is done about them.

use std::collections::BTreeMap;

use app::{
    Noun, Refusal,
    listen::{mention_treat::Treatment, stream::Mention as Row, taught::About},
};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query, RawQuery, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use store::{Id, access::User, document::Document};
use utoipa::ToSchema;

use super::{
    List, Operation, Paging, Param,
    handed_in::{fault, filter, id, read},
    story::Copied,
};
use crate::{
    Gate, Route, Web,
    error::Fault,
    format::Reader,
    pages::mentions::place,
    request::Script,
    router::{get, post},
};

/// A topic that caught a mention.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Catch {
    id: i64,
    name: String,
    /// The number of the topic's text that caught it.
    version: i64,
    /// Whether somebody labelled it relevant to the topic, or not; none when nobody did.
    relevant: Option<bool>,
}

/// A document that a topic caught.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Mention {
    id: i64,
    published_at: String,
    /// Whether the source says when; otherwise `published_at` is when it was found.
    published_known: bool,
    found_at: String,
    title: String,
    /// Of a long text a list gives the first 20,000 characters; the mention by itself gives it all.
    text: String,
    address: Option<String>,
    site: String,
    author: String,
    author_address: Option<String>,
    /// ISO 639-1.
    language: Option<String>,
    kind: String,
    /// `negative`, `neutral`, `positive` or `unsure`; none when the text was not read.
    sentiment: Option<String>,
    /// What it wants: `crisis`, `leaving`, `complaint`, `question`, `purchase`, `suggestion` or `praise`; none when nothing is clear.
    intent: Option<String>,
    /// How rude it is, 0 to 1.
    toxicity: f64,
    /// How much it looks like spam, 0 to 1.
    spam: f64,
    /// The reading of the models, as `parvis text` prints it; lists that are empty and shares below 0.1 are left out.
    #[schema(value_type = Object)]
    reading: serde_json::Value,
    /// Stars, 0 to 5.
    rating: Option<f64>,
    source: Option<String>,
    source_id: i64,
    topics: Vec<Catch>,
    /// The team's tags.
    tags: Vec<String>,
    starred: bool,
    done_at: Option<String>,
    assignee: Option<String>,
    /// How many notes stand beside it.
    notes: i64,
    /// Its story, when it has copies.
    story: Option<Copied>,
}

/// How many mentions there are.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Count {
    count: i64,
    /// False when there are more than were counted.
    exact: bool,
    hours: Vec<Hour>,
}

/// Mentions of one hour.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Hour {
    from: String,
    mentions: i64,
    /// Of these, the first of their stories.
    stories: i64,
}

/// What to do about mentions.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct Treat {
    /// Ids of mentions, at most 1,000.
    mentions: Vec<i64>,
    /// `star`, `unstar`, `done`, `reopen`, `tag`, `untag` or `assign`.
    act: String,
    /// For `tag` and `untag`.
    #[serde(default)]
    tag: String,
    /// For `assign`: the id of a member; nobody when left out.
    assignee: Option<i64>,
}

/// What mentions are, said by a person.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct Correct {
    /// Ids of mentions, at most 1,000.
    mentions: Vec<i64>,
    /// `sentiment`, `intent` or `kind`.
    about: String,
    /// One of the words that a mention can have there; empty for an intent that is not there.
    said: String,
}

/// How many were treated.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Treated {
    treated: u64,
}

/// A note to write.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct NewNote {
    text: String,
}

/// A note that was written.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Note {
    id: i64,
}

/// What may stand behind `?` of the stream, the same as in the addresses of the pages.
const FILTER: [Param; 19] = [
    Param { name: "topic", about: "id of a topic" },
    Param { name: "period", about: "`7d`: the last 7 days, today included" },
    Param { name: "from", about: "first day, `2026-11-04`" },
    Param { name: "to", about: "last day" },
    Param { name: "lang", about: "language it is written in, ISO 639-1; `none` for not known" },
    Param { name: "sentiment", about: "`negative`, `neutral`, `positive` or `unsure`; `none` for not read" },
    Param { name: "intent", about: "`crisis`, `leaving`, `complaint`, `question`, `purchase`, `suggestion` or `praise`" },
    Param { name: "rude", about: "`1` for insulting ones only" },
    Param { name: "kind", about: "news, blog, forum, review, social, video, comment, mail or other" },
    Param { name: "source", about: "id of the source that brought it first" },
    Param { name: "folder", about: "id of a folder of sources" },
    Param { name: "site", about: "host it was said on" },
    Param { name: "tag", about: "a tag of the team" },
    Param { name: "state", about: "`open` or `done`" },
    Param { name: "starred", about: "`1` for starred ones only" },
    Param { name: "assignee", about: "id of a member" },
    Param { name: "label", about: "`relevant`, `irrelevant` or `none`, for the topic that is filtered by or for any" },
    Param { name: "by", about: "`story` for one mention of each story, the first that was caught" },
    Param { name: "words", about: "words in them, in the query language" },
];

/// The addresses of mentions.
pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/mentions", Gate::Token, list)
            .says(Operation::read("Mentions, newest first").takes(&FILTER).lists::<Mention>()),
        get("/api/v1/mentions/count", Gate::Token, count)
            .says(Operation::read("How many mentions, and when they were said").takes(&FILTER).answers::<Count>()),
        post("/api/v1/mentions/treat", Gate::Token, treat)
            .says(Operation::write("Star, tag, give or finish mentions").given::<Treat>().answers::<Treated>()),
        post("/api/v1/mentions/correct", Gate::Token, correct)
            .says(Operation::write("Say what mentions are; it is learned from").given::<Correct>().answers::<Treated>()),
        get("/api/v1/mentions/{document}", Gate::Token, show).says(Operation::read("One mention").answers::<Mention>()),
        get("/api/v1/mentions/{document}/notes", Gate::Token, notes)
            .says(Operation::read("The notes beside a mention, oldest first").lists_whole::<ReadNote>()),
        post("/api/v1/mentions/{document}/notes", Gate::Token, note)
            .says(Operation::write("Write a note beside a mention").given::<NewNote>().answers::<Note>().with(201)),
    ]
}

/// A note that was written beside a mention.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReadNote {
    id: i64,
    /// The id of the member who wrote it.
    user: i64,
    /// The member's name.
    name: String,
    text: String,
    created_at: String,
}

fn shown(row: &Row, names: &BTreeMap<Id<User>, String>) -> Mention {
    let document = row.row.clone();
    Mention {
        id: document.id.get(),
        published_at: Reader::iso(document.published_at),
        published_known: document.published_known,
        found_at: Reader::iso(document.found_at),
        title: document.title,
        text: document.text,
        address: document.address,
        site: document.site,
        author: document.author,
        author_address: document.author_address,
        language: Some(document.language).filter(|language| !language.is_empty()),
        kind: document.kind,
        reading: serde_json::from_str(&document.understood.reading).unwrap_or_default(),
        sentiment: Some(document.understood.sentiment).filter(|sentiment| !sentiment.is_empty()),
        intent: Some(document.understood.intent).filter(|intent| !intent.is_empty()),
        toxicity: share(document.understood.toxicity),
        spam: share(document.understood.spam),
        rating: document.rating,
        source: row.source.clone(),
        source_id: document.source_id.get(),
        topics: row
            .topics
            .iter()
            .map(|catch| Catch {
                id: catch.topic_id.get(),
                name: catch.name.clone(),
                version: catch.topic_version,
                relevant: catch.label,
            })
            .collect(),
        tags: row.tags.clone(),
        starred: document.starred,
        done_at: document.done_at.map(Reader::iso),
        assignee: document.assignee_id.and_then(|id| names.get(&id)).cloned(),
        notes: row.notes,
        story: row.story.as_ref().map(Copied::from),
    }
}

/// Per mille as a share of one.
#[expect(clippy::cast_precision_loss, reason = "at most a thousand")]
fn share(per_mille: i64) -> f64 {
    per_mille as f64 / 1_000.0
}

async fn names(web: &Web, script: &Script) -> Result<BTreeMap<Id<User>, String>, Fault> {
    let members = script.reader.members().await.map_err(|error| fault(web)(error.into()))?;
    Ok(members.into_iter().map(|member| (member.user_id, member.name)).collect())
}

async fn list(
    State(web): State<Web>,
    script: Script,
    Query(paging): Query<Paging>,
    RawQuery(query): RawQuery,
) -> Result<List<Mention>, Fault> {
    let filter = filter(&web, &script, query.as_deref()).await?;
    let after: Option<String> = paging.after().map_err(fault(&web))?;
    let after = match after.as_deref() {
        Some(cursor) => {
            Some(place::read(cursor).ok_or_else(|| fault(&web)(Refusal::Invalid { field: "cursor", why: "unknown" }))?)
        }
        None => None,
    };
    let limit = usize::try_from(paging.limit()).unwrap_or(usize::MAX);
    let page = web.app.stream(&script.actor, &filter, after, limit).await.map_err(fault(&web))?;
    let names = names(&web, &script).await?;
    let next = page.next.and_then(|next| serde_json::to_string(&place::write(next)).ok());
    Ok(List { data: page.mentions.iter().map(|mention| shown(mention, &names)).collect(), next })
}

async fn count(State(web): State<Web>, script: Script, RawQuery(query): RawQuery) -> Result<Json<Count>, Fault> {
    let filter = filter(&web, &script, query.as_deref()).await?;
    let survey = web.app.survey(&script.actor, &filter).await.map_err(fault(&web))?;
    let hours =
        survey.hours.iter().map(|hour| Hour { from: Reader::iso(hour.begins()), mentions: hour.mentions, stories: hour.stories });
    Ok(Json(Count { count: survey.count, exact: survey.exact, hours: hours.collect() }))
}

async fn show(State(web): State<Web>, script: Script, Path(document): Path<String>) -> Result<Json<Mention>, Fault> {
    let id: Id<Document> = id(&document);
    let found = web.app.mentions(&script.actor, &[id]).await.map_err(fault(&web))?;
    let mention = found.first().ok_or_else(|| fault(&web)(Refusal::NoSuch(Noun::Mention)))?;
    Ok(Json(shown(mention, &names(&web, &script).await?)))
}

async fn treat(State(web): State<Web>, script: Script, body: Bytes) -> Result<Json<Treated>, Fault> {
    let asked: Treat = read(&web, &body)?;
    let treatment = match asked.act.as_str() {
        "star" => Treatment::Star(true),
        "unstar" => Treatment::Star(false),
        "done" => Treatment::Done(true),
        "reopen" => Treatment::Done(false),
        "tag" => Treatment::Tag(asked.tag),
        "untag" => Treatment::Untag(asked.tag),
        "assign" => Treatment::Assign(asked.assignee.map(Id::new)),
        _ => return Err(fault(&web)(Refusal::Invalid { field: "act", why: "unknown" })),
    };
    let ids: Vec<Id<Document>> = asked.mentions.into_iter().map(Id::new).collect();
    let treated = web.app.treat_mentions(&script.actor, &ids, &treatment).await.map_err(fault(&web))?;
    Ok(Json(Treated { treated }))
}

async fn correct(State(web): State<Web>, script: Script, body: Bytes) -> Result<Json<Treated>, Fault> {
    let asked: Correct = read(&web, &body)?;
    let about = About::from_name(&asked.about).ok_or(Refusal::Invalid { field: "about", why: "unknown" }).map_err(fault(&web))?;
    let ids: Vec<Id<Document>> = asked.mentions.into_iter().map(Id::new).collect();
    let treated = web.app.correct_mentions(&script.actor, &ids, about, &asked.said).await.map_err(fault(&web))?;
    Ok(Json(Treated { treated }))
}

async fn notes(State(web): State<Web>, script: Script, Path(document): Path<String>) -> Result<List<ReadNote>, Fault> {
    let id: Id<Document> = id(&document);
    if script.reader.document(id).await.map_err(|error| fault(&web)(error.into()))?.is_none() {
        return Err(fault(&web)(Refusal::NoSuch(Noun::Mention)));
    }
    let notes = script.reader.notes(id).await.map_err(|error| fault(&web)(error.into()))?;
    let read = notes.into_iter().map(|note| ReadNote {
        id: note.id.get(),
        user: note.user_id.get(),
        name: note.name,
        text: note.text,
        created_at: Reader::iso(note.created_at),
    });
    Ok(List::whole(read.collect()))
}

async fn note(
    State(web): State<Web>,
    script: Script,
    Path(document): Path<String>,
    body: Bytes,
) -> Result<(StatusCode, Json<Note>), Fault> {
    // A mention that is not there is told before what is wrong with the note.
    let id: Id<Document> = id(&document);
    if script.reader.document(id).await.map_err(|error| fault(&web)(error.into()))?.is_none() {
        return Err(fault(&web)(Refusal::NoSuch(Noun::Mention)));
    }
    let new: NewNote = read(&web, &body)?;
    let note = web.app.add_note(&script.actor, id, &new.text).await.map_err(fault(&web))?;
    Ok((StatusCode::CREATED, Json(Note { id: note.get() })))
}
