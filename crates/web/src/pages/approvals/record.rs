//! The record of all decisions as a file: who said what, when, on which hash.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use store::{Id, decision::Decision};
use utoipa::ToSchema;

use crate::{
    Web,
    error::Fault,
    format::Reader,
    pages::publish::{fault, reads},
    request::Member,
};

/// Decisions that are read at once.
const DECISIONS_AT_ONCE: u32 = 1_000;
/// The most decisions of one file; scripts read on from there page by page.
const DECISIONS_MAX: usize = 100_000;

/// What somebody said on what was to leave for one channel.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Decision)]
pub(crate) struct DecisionView {
    /// Its id.
    pub(crate) id: i64,
    /// When.
    at: String,
    /// Who, by the name or mail address of then.
    who: String,
    /// The user; nothing for somebody without an account.
    user: Option<i64>,
    /// `yes` or `no`.
    decision: &'static str,
    /// What was said with it.
    note: String,
    /// The post.
    post: i64,
    /// The version of the post.
    version: i64,
    /// The channel.
    channel: i64,
    /// The SHA-256 of the channel and of exactly what was to leave there.
    hash: String,
    /// The chain, by the name of then.
    chain: String,
    /// The step, from 1.
    step: i64,
}

impl DecisionView {
    /// As it is told.
    pub(crate) fn of(decision: Decision) -> Self {
        Self {
            id: decision.id.get(),
            at: Reader::iso(decision.at),
            user: decision.user_id.map(Id::get),
            decision: if decision.is_yes { "yes" } else { "no" },
            post: decision.post_id.get(),
            version: decision.version,
            channel: decision.channel_id.get(),
            step: decision.step + 1,
            who: decision.who,
            note: decision.note,
            hash: decision.hash,
            chain: decision.chain,
        }
    }

    fn line(&self) -> String {
        let user = self.user.map(|user| user.to_string()).unwrap_or_default();
        let cells = [
            self.id.to_string(),
            self.at.clone(),
            self.who.clone(),
            user,
            self.decision.to_owned(),
            self.note.clone(),
            self.post.to_string(),
            self.version.to_string(),
            self.channel.to_string(),
            self.hash.clone(),
            self.chain.clone(),
            self.step.to_string(),
        ];
        let mut line = cells.map(|cell| csv_cell(&cell)).join(",");
        line.push_str("\r\n");
        line
    }
}

/// A cell as RFC 4180 wants it. What a spreadsheet would take for a formula has an apostrophe before it.
fn csv_cell(said: &str) -> String {
    let shielded = if said.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{said}") } else { said.to_owned() };
    if shielded.contains([',', '"', '\n', '\r']) { format!("\"{}\"", shielded.replace('"', "\"\"")) } else { shielded }
}

/// `GET /w/{workspace}/approvals/record.csv`
pub(super) async fn csv(State(web): State<Web>, member: Member) -> Result<Response, Fault> {
    let mut text = "id,at,who,user,decision,note,post,version,channel,hash,chain,step\r\n".to_owned();
    for decision in record(&web, &member).await? {
        text.push_str(&decision.line());
    }
    Ok(file(&web, &member, text, "text/csv; charset=utf-8", "csv"))
}

/// `GET /w/{workspace}/approvals/record.json`
pub(super) async fn json(State(web): State<Web>, member: Member) -> Result<Response, Fault> {
    let text = serde_json::to_string_pretty(&record(&web, &member).await?).unwrap_or_default();
    Ok(file(&web, &member, text, "application/json", "json"))
}

async fn record(web: &Web, member: &Member) -> Result<Vec<DecisionView>, Fault> {
    let mut all: Vec<DecisionView> = Vec::new();
    let mut after: Id<Decision> = Id::new(0);
    while all.len() < DECISIONS_MAX {
        let some = member.reader.record(after, DECISIONS_AT_ONCE).await.map_err(fault(web, member))?;
        let Some(last) = some.last().map(|decision| decision.id) else { break };
        after = last;
        all.extend(some.into_iter().map(DecisionView::of));
    }
    Ok(all)
}

fn file(web: &Web, member: &Member, text: String, media: &'static str, ending: &str) -> Response {
    let reads = reads(web, member);
    let day = reads.zoned(reads.now.as_microsecond()).date();
    let name = format!("attachment; filename=\"approvals-{day}.{ending}\"");
    ([(header::CONTENT_TYPE, media.to_owned()), (header::CONTENT_DISPOSITION, name)], text).into_response()
}

#[cfg(test)]
mod tests {
    use super::csv_cell;

    #[test]
    fn cells_are_quoted_and_are_no_formulas() {
        for (said, expected) in
            [("Oui", "Oui"), ("a, \"b\"", "\"a, \"\"b\"\"\""), ("=1+1", "'=1+1"), ("un\ndeux", "\"un\ndeux\"")]
        {
            assert_eq!(csv_cell(said), expected);
        }
    }
}
