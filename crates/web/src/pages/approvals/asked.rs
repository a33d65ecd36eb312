//! `GET /w/{workspace}/approvals`: what is asked of me, of others, where I was called, and the record.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::hat::Act;
use minijinja::{Value, context};

use super::{post::said, today::wanted};
use crate::{
    Web,
    error::Fault,
    page,
    pages::publish::{fault, say},
    request::Member,
};

/// The most lines of the record that are shown; all of it is in the files.
const RECORD_SHOWN: u32 = 50;

/// Draws the page.
pub(super) async fn show(State(web): State<Web>, member: Member, headers: HeaderMap) -> Result<Response, Fault> {
    let wanted = wanted(&member).await.map_err(fault(&web, &member))?;
    let decisions = member.reader.last_decisions(RECORD_SHOWN).await.map_err(fault(&web, &member))?;
    let chains = member.reader.chains().await.map_err(fault(&web, &member))?;
    let channels = member.reader.channels().await.map_err(fault(&web, &member))?;
    let channel = |id| channels.iter().find(|one| one.id == id).map(|one| one.name.as_str());
    let record: Vec<Value> = decisions
        .iter()
        .map(|one| context! { href => member.href(&format!("posts/{}#approval", one.post_id)), post => one.post_id.get(), channel => channel(one.channel_id), said => said(one) })
        .collect();
    let own = context! {
        asked => wanted.asked, others => wanted.others, called => wanted.called, record, has_chains => !chains.is_empty(),
        csv_href => member.href("approvals/record.csv"), json_href => member.href("approvals/record.json"),
        chains_href => member.href("settings/approval"), may_govern => member.actor.allows(Act::Govern), calendar_href => member.href("publish"),
    };
    Ok(page::show(&web, &member, &headers, "publish", &say(&web, &member, "approvals-title"), "approvals/list.html", own))
}
