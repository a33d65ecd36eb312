//! `GET /w/{workspace}/find?q=`: the palette without scripts.

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use minijinja::{Value, context, value::Serde};
use serde::Deserialize;

use super::palette::{Group, groups};
use crate::{Web, error::Fault, page, request::Member};

/// The most characters of what is looked for.
const WORDS_CHARS_MAX: usize = 100;

/// What is looked for.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
}

/// The entries whose name has the words in it, whatever their capitals and accents; all of them without words.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let said: String = asked.q.trim().chars().take(WORDS_CHARS_MAX).collect();
    let words = (!said.is_empty()).then_some(said.as_str());
    let groups = groups(&web, &member, words).await.map_err(|refusal| Fault::page(&web, member.language(), refusal))?;
    let wanted = query::fold(&said);
    let groups: Vec<Group> = groups
        .into_iter()
        .map(|group| {
            let entries = group.entries.into_iter();
            let named = entries.filter(|entry| query::fold(&format!("{} {}", entry.label, entry.hint)).contains(&wanted));
            Group { label: group.label, entries: named.collect() }
        })
        .filter(|group| !group.entries.is_empty())
        .collect();
    let title = web.views.words.say(member.language(), "frame-find", &[]);
    let own = context! { q => said, groups => Value::from(Serde(&groups)) };
    Ok(page::show(&web, &member, &headers, "find", &title, "access/find.html", own))
}
