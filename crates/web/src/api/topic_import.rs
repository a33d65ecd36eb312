//! Queries of other tools: read as ours, and made topics of.

use app::{Refusal, listen::query_import::HandedQuery};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Query, State};
use query::Dialect;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    List, Operation, Param,
    handed_in::{fault, read, told_in},
    topic::{Problem, QUERY, problems},
};
use crate::{
    Gate, Route, Web,
    error::{Fault, told},
    request::Script,
    router::{get, post},
};

/// Queries of another tool.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct Queries {
    /// `parvis`, `brandwatch`, `talkwalker`, `meltwater`, `google`, `mention` or `x`.
    dialect: String,
    /// At most 500.
    queries: Vec<NamedQuery>,
    /// What the topics are; `theme` when left out.
    #[serde(default = "theme")]
    kind: String,
}

fn theme() -> String {
    "theme".to_owned()
}

/// A query and the name of its topic.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct NamedQuery {
    name: String,
    query: String,
}

/// A query as it was read.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Converted {
    /// In our language; none when an error stands in the way.
    query: Option<String>,
    /// Places are in the query that was handed in.
    problems: Vec<Problem>,
}

#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    dialect: String,
    #[serde(default)]
    query: String,
}

/// What became of a query.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Made {
    name: String,
    /// The topic; none when it was refused.
    topic: Option<i64>,
    /// Why it was refused.
    code: Option<String>,
    detail: Option<String>,
}

/// The addresses.
pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/queries/convert", Gate::Token, convert).says(
            Operation::read("Read a query of another tool as ours")
                .takes(&[Param { name: "dialect", about: "the tool, as of an import" }, QUERY])
                .answers::<Converted>(),
        ),
        post("/api/v1/topics/import", Gate::Token, make).says(
            Operation::write(
                "Make topics of queries of another tool; one that is refused does not keep the others, and the list comes whole",
            )
            .given::<Queries>()
            .lists_whole::<Made>(),
        ),
    ]
}

fn dialect(web: &Web, name: &str) -> Result<Dialect, Fault> {
    Dialect::from_name(name).ok_or_else(|| fault(web)(Refusal::Invalid { field: "dialect", why: "unknown" }))
}

fn handed(web: &Web, body: &Bytes) -> Result<(Dialect, String, Vec<HandedQuery>), Fault> {
    let queries: Queries = read(web, body)?;
    let dialect = dialect(web, &queries.dialect)?;
    let handed = queries.queries.into_iter().enumerate();
    let handed = handed.map(|(at, one)| HandedQuery { line: at + 1, name: one.name, query: one.query });
    Ok((dialect, queries.kind, handed.collect()))
}

async fn convert(State(web): State<Web>, script: Script, Query(asked): Query<Asked>) -> Result<Json<Converted>, Fault> {
    script.actor.may(domain::hat::Act::Read).map_err(fault(&web))?;
    let parsed = query::parse_as(dialect(&web, &asked.dialect)?, &asked.query);
    Ok(Json(Converted { query: parsed.query.map(|query| query.to_string()), problems: problems(&parsed.problems) }))
}

async fn make(State(web): State<Web>, script: Script, body: Bytes) -> Result<List<Made>, Fault> {
    let (dialect, kind, handed) = handed(&web, &body)?;
    let made = web.app.make_topics(&script.actor, dialect, &kind, handed).await.map_err(fault(&web))?;
    let shown = made.into_iter().map(|(handed, outcome)| match outcome {
        Ok(id) => Made { name: handed.name, topic: Some(id.get()), code: None, detail: None },
        Err(refusal) => {
            Made { name: handed.name, topic: None, code: Some(refusal.code()), detail: Some(told(&web, told_in(), &refusal).1) }
        }
    });
    Ok(List::whole(shown.collect()))
}
