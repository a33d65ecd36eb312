//! `/w/{workspace}/sources/imports/{import}`: how far an import is, and what each line came to.

use app::{Noun, Refusal, listen::opml_import::LineReason};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use domain::Language;
use fluent_bundle::FluentValue;
use minijinja::{Value, context};
use store::import::{Import, ImportLine, OutcomeCount};

use super::{asked::Asked, fault, id, say};
use crate::{Web, error::Fault, page, request::Member};

/// Lines on one page.
const PAGE: u32 = 100;
/// Lines read at a time for the file.
const FILE_PAGE: u32 = 2_000;
/// What a line can come to, in the order of the tabs.
const OUTCOMES: [&str; 4] = ["added", "known", "refused", "waiting"];

type At = Path<(String, String)>;

/// The page.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    at: At,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let failed = fault::<store::StoreError>(&web, &member);
    let import = find(&web, &member, &at).await?;
    let asked = Asked::read(query.unwrap_or_default().as_bytes());
    let outcome = OUTCOMES.into_iter().find(|outcome| *outcome == asked.text("outcome"));
    let after: i64 = asked.text("after").parse().unwrap_or(0);
    let mut lines = member.reader.import_lines(import.id, outcome, after, PAGE + 1).await.map_err(&failed)?;
    let counts = member.reader.import_outcomes(import.id).await.map_err(&failed)?;
    let base = member.href(&format!("sources/imports/{}", import.id));
    let here = outcome.map_or_else(|| format!("{base}?"), |outcome| format!("{base}?outcome={outcome}&"));
    let more = lines.len() > PAGE as usize;
    lines.truncate(PAGE as usize);
    let next = lines.last().filter(|_| more).map(|last| format!("{here}after={}", last.position));
    let own = context! {
        title => import.title.as_str(), state => import.state.as_str(), total => import.total, done => import.done,
        created_at => import.created_at, ended_at => import.ended_at, counts => outcome_counts(&counts),
        tabs => tabs(&web, &member, &base, outcome, &import, &counts),
        rows => lines.iter().map(|line| row(&web, &member, &import, line)).collect::<Vec<_>>(),
        next, start => (after > 0).then(|| here.trim_end_matches(['?', '&']).to_owned()),
        base => base.as_str(), list_href => member.href("sources"), new_href => member.href("sources/new"),
    };
    let title = say(&web, &member, "sources-import-title");
    Ok(page::show(&web, &member, &headers, "sources", &title, "sources/import.html", own))
}

/// Stops it; what was added stays.
pub(super) async fn stop(State(web): State<Web>, member: Member, at: At) -> Result<Response, Fault> {
    let import = find(&web, &member, &at).await?;
    web.app.stop_import(&member.actor, import.id).await.map_err(fault(&web, &member))?;
    Ok(page::go(&web, &member.href(&format!("sources/imports/{}", import.id)), "good", "sources-import-stopped", &[]))
}

/// `…/lines.csv`: the report as a file.
pub(super) async fn csv(State(web): State<Web>, member: Member, at: At) -> Result<Response, Fault> {
    let import = find(&web, &member, &at).await?;
    let language = member.language();
    let mut text = String::from("line,title,address,folder,outcome,reason\r\n");
    let mut after = 0;
    loop {
        let lines = member.reader.import_lines(import.id, None, after, FILE_PAGE).await;
        let lines = lines.map_err(fault(&web, &member))?;
        let Some(last) = lines.last() else { break };
        after = last.position;
        for line in &lines {
            let reason = reason_words(&web, language, line).unwrap_or_default();
            let cells = [&line.line.to_string(), &line.title, &line.address, &line.folder, &line.outcome, &reason]
                .map(|cell| cell_of(cell));
            text.push_str(&cells.join(","));
            text.push_str("\r\n");
        }
    }
    let name = format!("attachment; filename=\"parvis-import-{}.csv\"", import.id);
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)], text)
        .into_response())
}

/// A cell of a table (RFC 4180). What a spreadsheet would take for a formula is marked as text.
fn cell_of(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

async fn find(web: &Web, member: &Member, Path((_, import)): &At) -> Result<Import, Fault> {
    let id = id(web, member, import, Noun::Import)?;
    let import = member.reader.import(id).await.map_err(fault(web, member))?;
    import.ok_or_else(|| fault::<Refusal>(web, member)(Refusal::NoSuch(Noun::Import)))
}

fn count_of(counts: &[OutcomeCount], outcome: &str) -> i64 {
    counts.iter().find(|count| count.outcome == outcome).map_or(0, |count| count.lines)
}

fn outcome_counts(counts: &[OutcomeCount]) -> Value {
    context! {
        added => count_of(counts, "added"), known => count_of(counts, "known"),
        refused => count_of(counts, "refused"), waiting => count_of(counts, "waiting"),
    }
}

fn tabs(web: &Web, member: &Member, base: &str, on: Option<&str>, import: &Import, counts: &[OutcomeCount]) -> Vec<Value> {
    let number = |n: i64| super::reads(web, member).number(n);
    let all = context! {
        label => say(web, member, "sources-outcome-all"), href => base, on => on.is_none(), count => number(import.total),
    };
    let shown = OUTCOMES.into_iter().map(|outcome| (outcome, count_of(counts, outcome))).filter(|(_, lines)| *lines > 0);
    let named = shown.map(|(outcome, lines)| {
        context! {
            label => say(web, member, &format!("sources-outcome-{outcome}")), href => format!("{base}?outcome={outcome}"),
            on => on == Some(outcome), count => number(lines),
        }
    });
    std::iter::once(all).chain(named).collect()
}

fn row(web: &Web, member: &Member, import: &Import, line: &ImportLine) -> Value {
    // A line that was still waiting when the import was stopped waits for nothing.
    let outcome = if line.outcome == "waiting" && import.state == "stopped" { "left" } else { line.outcome.as_str() };
    context! {
        line => line.line, title => line.title.as_str(), address => line.address.as_str(), folder => line.folder.as_str(),
        outcome, words => say(web, member, &format!("sources-outcome-{outcome}")), reason => reason_words(web, member.language(), line),
        kind => match outcome { "added" => "good", "refused" => "bad", _ => "" },
        href => line.source_id.map(|id| member.href(&format!("sources/{id}"))),
    }
}

/// Why a line was refused, as a sentence; none when it was not.
pub(crate) fn reason_words(web: &Web, language: Language, line: &ImportLine) -> Option<String> {
    let reason = LineReason::from_stored(&line.reason)?;
    let key = format!("sources-line-{}", reason.name().replace('_', "-"));
    let args: Vec<(&str, FluentValue<'_>)> = match &reason {
        LineReason::BadAddress { written } | LineReason::Rubbish { written } => vec![("written", written.as_str().into())],
        LineReason::Twice { first_line } => vec![("first", first_line.to_string().into())],
        LineReason::MoreProblems { count } => vec![("count", count.to_string().into())],
        _ => Vec::new(),
    };
    Some(web.views.words.say(language, &key, &args))
}
