//! All posts and what became of them, as a file.

use app::listen::export::{Format, Separator};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::{
    Web,
    error::Fault,
    pages::publish::{fault, reads},
    request::Member,
};

/// `GET /w/{workspace}/publish/posts.csv`
pub(super) async fn csv(State(web): State<Web>, member: Member) -> Result<Response, Fault> {
    send(&web, &member, Format::Csv(Separator::Comma), "text/csv; charset=utf-8", "csv").await
}

/// `GET /w/{workspace}/publish/posts.jsonl`
pub(super) async fn json_lines(State(web): State<Web>, member: Member) -> Result<Response, Fault> {
    send(&web, &member, Format::JsonLines, "application/jsonl", "jsonl").await
}

async fn send(web: &Web, member: &Member, format: Format, media: &'static str, ending: &str) -> Result<Response, Fault> {
    let file = web.app.export_posts(&member.actor, format).await.map_err(fault(web, member))?;
    let name = format!("attachment; filename=\"posts-{}.{ending}\"", reads(web, member).zoned(web.app.now()).date());
    Ok(([(header::CONTENT_TYPE, media.to_owned()), (header::CONTENT_DISPOSITION, name)], file).into_response())
}
