//! Posts from a table and as files, for scripts.

use app::{
    listen::export::{Format, Separator},
    publish::post_csv::{CSV_BYTES_MAX, CsvProblem, CsvRow},
};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use store::Id;
use utoipa::ToSchema;

use super::{Operation, Param, source::Tongue};
use crate::{
    Gate, Route, Web,
    error::Fault,
    format::Reader,
    request::Script,
    router::{get, post},
};

/// The addresses of this noun.
pub(super) fn routes() -> Vec<Route> {
    let make = Param { name: "make", about: "`drafts` or `planned` to make the good rows; left out, nothing is made" };
    vec![
        post("/api/v1/posts/import", Gate::Token, import).layered(DefaultBodyLimit::max(CSV_BYTES_MAX)).says(
            Operation::write("Check a table of posts row by row, and make the good rows where that is asked")
                .takes(&[make])
                .given_as("text/csv")
                .answers::<TableView>(),
        ),
        get("/api/v1/posts.csv", Gate::Token, csv)
            .says(Operation::read("All posts and what became of them").answers_as("text/csv")),
        get("/api/v1/posts.jsonl", Gate::Token, json_lines)
            .says(Operation::read("All posts and what became of them, one a line").answers_as("application/jsonl")),
    ]
}

#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    make: String,
}

/// What a table came to.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PostTable)]
pub(super) struct TableView {
    /// The rows: when posts were made, those that were left.
    rows: Vec<RowView>,
    /// The posts that were made.
    made: Vec<MadeView>,
}

/// A row of a table.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PostTableRow)]
pub(super) struct RowView {
    /// The line of the file at which it begins, from 1.
    line: u64,
    /// Its text.
    text: String,
    channels: Vec<i64>,
    due_at: Option<String>,
    labels: Vec<String>,
    campaign: Option<i64>,
    /// The addresses of pictures that are brought into the library when it is made.
    image_addresses: Vec<String>,
    /// What is wrong with it; nothing is made of a row with problems.
    problems: Vec<RowProblemView>,
}

/// What is wrong with a row.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PostTableProblem)]
pub(super) struct RowProblemView {
    /// The column.
    column: &'static str,
    /// What it is, such as `unknown` or `text_too_long`.
    code: String,
    /// What stood there, or the channel it is about.
    about: String,
}

/// A post that was made.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PostTableMade)]
pub(super) struct MadeView {
    line: u64,
    post: i64,
}

impl RowView {
    fn of(row: CsvRow) -> Self {
        let problem = |problem: CsvProblem| RowProblemView { column: problem.column, code: problem.why, about: problem.about };
        Self {
            line: row.line,
            text: row.draft.content.text,
            channels: row.draft.channels.into_keys().map(Id::get).collect(),
            due_at: row.draft.due_at.map(Reader::iso),
            labels: row.draft.labels,
            campaign: row.draft.campaign.map(Id::get),
            image_addresses: row.images.into_iter().map(|image| image.address).collect(),
            problems: row.problems.into_iter().map(problem).collect(),
        }
    }
}

async fn import(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Query(asked): Query<Asked>,
    body: Bytes,
) -> Result<Json<TableView>, Fault> {
    if asked.make.is_empty() {
        let rows = web.app.check_posts_csv(&script.actor, &body).await.map_err(tongue.fault(&web))?;
        return Ok(Json(TableView { rows: rows.into_iter().map(RowView::of).collect(), made: Vec::new() }));
    }
    if !matches!(asked.make.as_str(), "drafts" | "planned") {
        return Err(tongue.fault(&web)(app::Refusal::Invalid { field: "make", why: "unknown" }));
    }
    let made = Box::pin(web.app.import_posts_csv(&script.actor, &body, asked.make == "planned")).await;
    let made = made.map_err(tongue.fault(&web))?;
    Ok(Json(TableView {
        rows: made.left.into_iter().map(RowView::of).collect(),
        made: made.made.into_iter().map(|(line, post)| MadeView { line, post: post.get() }).collect(),
    }))
}

async fn csv(State(web): State<Web>, script: Script, tongue: Tongue) -> Result<Response, Fault> {
    let file = web.app.export_posts(&script.actor, Format::Csv(Separator::Comma)).await.map_err(tongue.fault(&web))?;
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], file).into_response())
}

async fn json_lines(State(web): State<Web>, script: Script, tongue: Tongue) -> Result<Response, Fault> {
    let file = web.app.export_posts(&script.actor, Format::JsonLines).await.map_err(tongue.fault(&web))?;
    Ok(([(header::CONTENT_TYPE, "application/jsonl")], file).into_response())
}
