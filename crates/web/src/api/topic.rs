//! Topics: kept, changed, ended; queries checked and tried.

use app::{
    Noun, Refusal,
    listen::topic_save::{Asked, TopicDraft},
};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use query::TopicForm;
use serde::{Deserialize, Serialize};
use store::Id;
use utoipa::ToSchema;

use super::{
    List, Operation, Param,
    handed_in::{fault, id, read, told_in},
};
use crate::{
    Gate, Route, Web,
    error::{Fault, query_problems, spoken},
    format::Reader,
    request::Script,
    router::{delete, get, post, put},
};

/// A standing query.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Topic {
    id: i64,
    name: String,
    /// `own_brand`, `product`, `competitor`, `theme` or `person`.
    kind: String,
    query: String,
    /// 1, and one more for each change of the query.
    version: i64,
    created_at: String,
    changed_at: String,
    /// When it stopped listening.
    archived_at: Option<String>,
    /// Of a form that was just saved: what of it cannot be asked as it was written, in sentences.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    remarks: Vec<String>,
}

/// Lists of names from which a query is made.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Form {
    names: Vec<String>,
    spellings: Vec<String>,
    handles: Vec<String>,
    hashtags: Vec<String>,
    products: Vec<String>,
    /// One of these must be in the text as well.
    context: Vec<String>,
    /// None of these may be in the text.
    exclude: Vec<String>,
    /// Codes (ISO 639-1), or names in French or English.
    languages: Vec<String>,
}

/// A topic to save, by a query or by the lists of the form.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct NewTopic {
    name: String,
    /// `own_brand`, `product`, `competitor`, `theme` or `person`.
    kind: String,
    /// Left out when there is a form.
    query: Option<String>,
    form: Option<Form>,
    /// Why the query is changed, for the history of texts; may be left out.
    #[serde(default)]
    reason: String,
}

/// A query to check or to try.
#[derive(Debug, Deserialize)]
pub(super) struct AskedQuery {
    #[serde(default)]
    pub(super) query: String,
}

/// What a query is handed in as.
pub(super) const QUERY: Param = Param { name: "query", about: "the query" };

/// A place in a query and what is wrong there.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = QueryProblem)]
pub(super) struct Problem {
    /// The first byte.
    start: usize,
    /// The byte after the last.
    end: usize,
    /// `error` or `warning`.
    severity: String,
    message: String,
}

/// What became of a check.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Checked {
    /// The query as Parvis writes it; none when it cannot be asked.
    query: Option<String>,
    problems: Vec<Problem>,
}

/// What a query would have caught.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Tried {
    /// Documents of the last 30 days.
    caught: usize,
    /// False when there may be more.
    complete: bool,
    /// Ids of some of them, newest first.
    samples: Vec<i64>,
}

impl From<store::topic::Topic> for Topic {
    fn from(topic: store::topic::Topic) -> Self {
        Self {
            id: topic.id.get(),
            name: topic.name,
            kind: topic.kind,
            query: topic.query,
            version: topic.version,
            created_at: Reader::iso(topic.created_at),
            changed_at: Reader::iso(topic.changed_at),
            archived_at: topic.archived_at.map(Reader::iso),
            remarks: Vec::new(),
        }
    }
}

impl From<NewTopic> for TopicDraft {
    fn from(new: NewTopic) -> Self {
        let asked = match (new.query, new.form) {
            (None, Some(form)) => Asked::Form(TopicForm {
                names: form.names,
                spellings: form.spellings,
                handles: form.handles,
                hashtags: form.hashtags,
                products: form.products,
                context: form.context,
                exclude: form.exclude,
                languages: form.languages,
            }),
            (query, _) => Asked::Text(query.unwrap_or_default()),
        };
        Self { name: new.name, kind: new.kind, asked }
    }
}

/// What of a form cannot be asked as it was written, in the asker's language.
fn remarks_on(draft: &TopicDraft) -> Vec<String> {
    let Asked::Form(form) = &draft.asked else { return Vec::new() };
    form.remarks().iter().map(|remark| remark.sentence(spoken(told_in()))).collect()
}

/// The addresses of topics.
pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/topics", Gate::Token, list)
            .says(Operation::read("Topics, those that listen no more last").lists_whole::<Topic>()),
        post("/api/v1/topics", Gate::Token, add).says(
            Operation::write("Make a topic; the archive is searched for it").given::<NewTopic>().answers::<Topic>().with(201),
        ),
        get("/api/v1/topics/{topic}", Gate::Token, show).says(Operation::read("One topic").answers::<Topic>()),
        put("/api/v1/topics/{topic}", Gate::Token, save)
            .says(Operation::write("Change a topic; what it caught before stays").given::<NewTopic>().answers::<Topic>()),
        delete("/api/v1/topics/{topic}", Gate::Token, remove)
            .says(Operation::write("Remove a topic with its mentions and alerts").with(204)),
        post("/api/v1/topics/{topic}/archive", Gate::Token, archive)
            .says(Operation::write("Let a topic listen no more").with(204)),
        post("/api/v1/topics/{topic}/revive", Gate::Token, revive).says(Operation::write("Let it listen again").with(204)),
        post("/api/v1/topics/{topic}/search", Gate::Token, search).says(Operation::write("Search the archive again").with(202)),
        get("/api/v1/queries/check", Gate::Token, check)
            .says(Operation::read("Say what is wrong with a query, and where").takes(&[QUERY]).answers::<Checked>()),
        get("/api/v1/queries/try", Gate::Token, try_out)
            .says(Operation::read("Say what a query would have caught").takes(&[QUERY]).answers::<Tried>()),
    ]
}

/// Problems as scripts are told them.
pub(super) fn problems(problems: &[query::Problem]) -> Vec<Problem> {
    let told = query_problems(problems, told_in()).into_iter().map(|problem| Problem {
        start: problem.start,
        end: problem.end,
        severity: problem.severity.to_owned(),
        message: problem.message,
    });
    told.collect()
}

/// The topic of an address, or that there is none: told before what is wrong with what was handed in.
pub(super) async fn there(web: &Web, script: &Script, topic: &str) -> Result<store::topic::Topic, Fault> {
    let topic = script.reader.topic(id(topic)).await.map_err(|error| fault(web)(error.into()))?;
    topic.ok_or_else(|| fault(web)(Refusal::NoSuch(Noun::Topic)))
}

async fn list(State(web): State<Web>, script: Script) -> Result<List<Topic>, Fault> {
    let mut topics = script.reader.topics().await.map_err(|error| fault(&web)(error.into()))?;
    topics.extend(script.reader.archived_topics().await.map_err(|error| fault(&web)(error.into()))?);
    Ok(List::whole(topics.into_iter().map(Topic::from).collect()))
}

async fn one(web: &Web, script: &Script, id: Id<store::topic::Topic>) -> Result<Topic, Fault> {
    let topic = script.reader.topic(id).await.map_err(|error| fault(web)(error.into()))?;
    topic.map(Topic::from).ok_or_else(|| fault(web)(Refusal::NoSuch(Noun::Topic)))
}

async fn add(State(web): State<Web>, script: Script, body: Bytes) -> Result<(StatusCode, Json<Topic>), Fault> {
    let new: NewTopic = read(&web, &body)?;
    let draft = TopicDraft::from(new);
    let id = web.app.save_topic(&script.actor, None, &draft).await.map_err(fault(&web))?;
    let saved = Topic { remarks: remarks_on(&draft), ..one(&web, &script, id).await? };
    Ok((StatusCode::CREATED, Json(saved)))
}

async fn show(State(web): State<Web>, script: Script, Path(topic): Path<String>) -> Result<Json<Topic>, Fault> {
    Ok(Json(one(&web, &script, id(&topic)).await?))
}

async fn save(State(web): State<Web>, script: Script, Path(topic): Path<String>, body: Bytes) -> Result<Json<Topic>, Fault> {
    // A topic that is not there is told before what is wrong with the body.
    let id = id(&topic);
    one(&web, &script, id).await?;
    let new: NewTopic = read(&web, &body)?;
    let reason = new.reason.clone();
    let draft = TopicDraft::from(new);
    web.app.save_topic_because(&script.actor, Some(id), &draft, &reason).await.map_err(fault(&web))?;
    Ok(Json(Topic { remarks: remarks_on(&draft), ..one(&web, &script, id).await? }))
}

async fn remove(State(web): State<Web>, script: Script, Path(topic): Path<String>) -> Result<StatusCode, Fault> {
    web.app.remove_topic(&script.actor, id(&topic)).await.map_err(fault(&web))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn archive(State(web): State<Web>, script: Script, Path(topic): Path<String>) -> Result<StatusCode, Fault> {
    web.app.archive_topic(&script.actor, id(&topic)).await.map_err(fault(&web))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn revive(State(web): State<Web>, script: Script, Path(topic): Path<String>) -> Result<StatusCode, Fault> {
    web.app.revive_topic(&script.actor, id(&topic)).await.map_err(fault(&web))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn search(State(web): State<Web>, script: Script, Path(topic): Path<String>) -> Result<StatusCode, Fault> {
    web.app.search_archive(&script.actor, id(&topic)).await.map_err(fault(&web))?;
    Ok(StatusCode::ACCEPTED)
}

async fn check(State(web): State<Web>, script: Script, Query(asked): Query<AskedQuery>) -> Result<Json<Checked>, Fault> {
    let parsed = web.app.check_query(&script.actor, &asked.query, None).await.map_err(fault(&web))?;
    Ok(Json(Checked { query: parsed.query.map(|query| query.to_string()), problems: problems(&parsed.problems) }))
}

async fn try_out(State(web): State<Web>, script: Script, Query(asked): Query<AskedQuery>) -> Result<Json<Tried>, Fault> {
    let tried = web.app.try_query(&script.actor, &asked.query, None).await.map_err(fault(&web))?;
    let samples = tried.samples.iter().map(|sample| sample.id.get()).collect();
    Ok(Json(Tried { caught: tried.caught, complete: tried.complete, samples }))
}
