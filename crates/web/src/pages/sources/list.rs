//! `GET /w/{workspace}/sources`: every source with how it stands, by folder, state and words.

use std::collections::BTreeMap;

use app::listen::opml_import::FOLDER_JOINT;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use domain::address;
use minijinja::{Value, context};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use store::{
    Id,
    source::{Folder, Source, SourceFilter, StateCount},
};

use super::{asked::Asked, choices, fault, health, say};
use crate::{Web, error::Fault, page, request::Member};

/// Sources on one page.
const PAGE: u32 = 50;
/// The states in the order in which they are told: what is well first, then what needs somebody.
pub(super) const STATES: [&str; 8] = ["as_expected", "new", "waiting", "late", "failing", "blocked", "gone", "paused"];

/// What the address asks for.
struct Wish {
    filter: SourceFilter,
    /// `none` for sources in no folder, an id, or nothing.
    folder: String,
    is_filtered: bool,
}

impl Wish {
    fn read(asked: &Asked) -> Self {
        let folder = asked.text("folder").to_owned();
        let words = Some(asked.text("words")).filter(|words| !words.is_empty()).map(str::to_owned);
        let state = STATES.into_iter().find(|state| *state == asked.text("state")).map(str::to_owned);
        let after = asked.text("after").split_once('~').and_then(|(id, title)| Some((title.to_owned(), id.parse().ok()?)));
        let chosen = match folder.as_str() {
            "none" => Some(None),
            said => said.parse().ok().map(|id| Some(Id::new(id))),
        };
        let is_filtered = words.is_some() || state.is_some() || chosen.is_some();
        Self { filter: SourceFilter { folder: chosen, state, words, after }, folder, is_filtered }
    }

    /// The address of the list under this wish, with one thing changed.
    fn href(&self, member: &Member, changed: &str, value: &str) -> String {
        let state = self.filter.state.clone().unwrap_or_default();
        let words = self.filter.words.clone().unwrap_or_default();
        let mut parts = BTreeMap::from([("folder", self.folder.as_str()), ("state", &state), ("words", &words)]);
        parts.insert(changed, value);
        let pairs: Vec<String> = parts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)))
            .collect();
        member.href(&if pairs.is_empty() { "sources".to_owned() } else { format!("sources?{}", pairs.join("&")) })
    }
}

/// The page.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let wish = Wish::read(&Asked::read(query.unwrap_or_default().as_bytes()));
    let failed = fault::<store::StoreError>(&web, &member);
    let mut sources = member.reader.sources(&wish.filter, PAGE + 1).await.map_err(&failed)?;
    let folders = member.reader.folders().await.map_err(&failed)?;
    let states = member.reader.source_states().await.map_err(&failed)?;
    let total: i64 = states.iter().map(|count| count.sources).sum();
    let shown = if wish.is_filtered { member.reader.count_sources(&wish.filter).await.map_err(&failed)? } else { total };
    let next = (sources.len() > PAGE as usize).then(|| sources.truncate(PAGE as usize)).and_then(|()| sources.last());
    let next = next.map(|last| wish.href(&member, "after", &format!("{}~{}", last.id, last.title)));
    let start = wish.filter.after.is_some().then(|| wish.href(&member, "after", ""));
    let names: BTreeMap<Id<Folder>, &str> = folders.iter().map(|folder| (folder.id, folder.name.as_str())).collect();
    let own = context! {
        rows => sources.iter().map(|source| row(&web, &member, source, &names)).collect::<Vec<_>>(),
        total, shown, is_filtered => wish.is_filtered, next, start,
        counts => counts(&web, &member, &wish, &states),
        tree => tree(&member, &wish, &folders, total),
        folders => choices::folders(&web, &member, &folders),
        folder => wish.folder.as_str(), state => wish.filter.state.as_deref(), words => wish.filter.words.as_deref(),
        states => state_choices(&web, &member),
        chosen => chosen_folder(&member, &wish, &folders),
        here => member.here.as_str(), base => member.href("sources"), folder_base => member.href("folders"),
    };
    Ok(page::show(&web, &member, &headers, "sources", &say(&web, &member, "rail-sources"), "sources/list.html", own))
}

/// `GET /w/{workspace}/sources.opml`: the sources for any feed reader.
pub(super) async fn opml(State(web): State<Web>, member: Member) -> Result<Response, Fault> {
    let text = web.app.export_opml(&member.actor).await.map_err(fault(&web, &member))?;
    let head = [
        (header::CONTENT_TYPE, "text/x-opml; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"parvis-sources.opml\""),
    ];
    Ok((head, text).into_response())
}

fn row(web: &Web, member: &Member, source: &Source, folders: &BTreeMap<Id<Folder>, &str>) -> Value {
    context! {
        id => source.id.get(), href => member.href(&format!("sources/{}", source.id)), title => source.title.as_str(),
        site => address::site(&source.address), state => source.state.as_str(), health => health(&source.state),
        words => say(web, member, &format!("sources-state-{}", source.state.replace('_', "-"))),
        folder => source.folder_id.and_then(|id| folders.get(&id).copied()),
        documents => source.documents, newest_at => source.newest_at, next_at => source.next_at,
        expected => source.expected_seconds.map(rounded),
    }
}

/// A rhythm is an estimate: from two hours on, minutes would only look exact.
pub(super) const fn rounded(seconds: i64) -> i64 {
    const HOUR: i64 = 3_600;
    if seconds >= 2 * HOUR { (seconds + HOUR / 2) / HOUR * HOUR } else { seconds }
}

/// "236 as expected, 3 late, 1 blocks us": each a link to those.
fn counts(web: &Web, member: &Member, wish: &Wish, states: &[StateCount]) -> Vec<Value> {
    let found = |state: &str| states.iter().find(|count| count.state == state).map_or(0, |count| count.sources);
    let counted = STATES.into_iter().map(|state| (state, found(state))).filter(|(_, sources)| *sources > 0);
    let on = |state: &str| wish.filter.state.as_deref() == Some(state);
    counted
        .map(|(state, n)| {
            let href = wish.href(member, "state", if on(state) { "" } else { state });
            let key = format!("sources-count-{}", state.replace('_', "-"));
            let args = [("n", fluent_bundle::FluentValue::from(n)), ("n_words", super::reads(web, member).number(n).into())];
            context! { words => web.views.words.say(member.language(), &key, &args), href, on => on(state), health => health(state) }
        })
        .collect()
}

fn state_choices(web: &Web, member: &Member) -> Vec<Value> {
    let any = context! { value => "", label => say(web, member, "sources-any-state") };
    let label = |state: &str| say(web, member, &format!("sources-state-{}", state.replace('_', "-")));
    let named = STATES.into_iter().map(|state| context! { value => state, label => label(state) });
    std::iter::once(any).chain(named).collect()
}

/// The folder that is shown, for its head.
fn chosen_folder(member: &Member, wish: &Wish, folders: &[Folder]) -> Option<Value> {
    let id = wish.filter.folder.flatten()?;
    let folder = folders.iter().find(|folder| folder.id == id)?;
    Some(context! { name => folder.name.as_str(), href => member.href(&format!("folders/{id}/edit")) })
}

/// The folders as lines of a tree: the names of a path stand one under the other, each a step further in.
fn tree(member: &Member, wish: &Wish, folders: &[Folder], total: i64) -> Value {
    let in_folders: i64 = folders.iter().map(|folder| folder.sources).sum();
    let mut lines: Vec<Value> = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    for folder in folders {
        let path: Vec<&str> = folder.name.split(FOLDER_JOINT).collect();
        let (name, above) = path.split_last().map_or(("", &[][..]), |(name, above)| (*name, above));
        let shared = open.iter().zip(above).take_while(|(one, other)| one == other).count();
        for (depth, heading) in above.iter().enumerate().skip(shared) {
            lines.push(context! { depth, name => *heading });
        }
        let id = folder.id.to_string();
        lines.push(context! {
            depth => above.len(), name, sources => folder.sources, on => wish.folder == id, href => wish.href(member, "folder", &id),
        });
        open = path;
    }
    context! {
        lines, all_href => wish.href(member, "folder", ""), all_on => wish.folder.is_empty(), total,
        none_href => wish.href(member, "folder", "none"), none_on => wish.folder == "none", none => total - in_folders,
    }
}
