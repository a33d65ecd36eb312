//! The stream as a file, under the filter of its address.

use std::borrow::Cow;

use app::listen::{
    export::{Format, Separator},
    filter::MentionFilter,
};
use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use url::form_urlencoded;

use super::row;
use crate::{Web, error::Fault, request::Member};

/// `GET /w/{workspace}/mentions.csv`; with `separator=semicolon` for spreadsheets that split there.
pub(super) async fn csv(State(web): State<Web>, member: Member, RawQuery(query): RawQuery) -> Result<Response, Fault> {
    let is_semicolon = |(name, value): (Cow<'_, str>, Cow<'_, str>)| name == "separator" && value == "semicolon";
    let semicolons = form_urlencoded::parse(query.as_deref().unwrap_or_default().as_bytes()).any(is_semicolon);
    let separator = if semicolons { Separator::Semicolon } else { Separator::Comma };
    send(&web, &member, query, Format::Csv(separator), "text/csv; charset=utf-8", "csv").await
}

/// `GET /w/{workspace}/mentions.jsonl`
pub(super) async fn json_lines(State(web): State<Web>, member: Member, RawQuery(query): RawQuery) -> Result<Response, Fault> {
    send(&web, &member, query, Format::JsonLines, "application/jsonl", "jsonl").await
}

async fn send(
    web: &Web,
    member: &Member,
    query: Option<String>,
    format: Format,
    media: &'static str,
    ending: &str,
) -> Result<Response, Fault> {
    let reads = row::reads(web, member);
    let filter = MentionFilter::from_address(&query.unwrap_or_default(), &reads.zone);
    let pieces =
        web.app.export(&member.actor, filter, format).await.map_err(|refusal| Fault::page(web, member.language(), refusal))?;
    let day = reads.zoned(reads.now.as_microsecond()).date();
    let name = format!("attachment; filename=\"mentions-{day}.{ending}\"");
    Ok(([(header::CONTENT_TYPE, media.to_owned()), (header::CONTENT_DISPOSITION, name)], Body::from_stream(pieces))
        .into_response())
}
