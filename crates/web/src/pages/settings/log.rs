//! `GET /w/{workspace}/settings/log`: the log of acts, in words.

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::Language;
use fluent_bundle::FluentValue;
use minijinja::{Value, context};
use serde::Deserialize;
use store::event::Event;

use super::tabs;
use crate::{Web, error::Fault, page, request::Member};

/// Lines of one page.
const LINES_OF_PAGE: u32 = 50;

/// From where to read.
#[derive(Deserialize)]
pub(super) struct Asked {
    before: Option<String>,
}

/// Fifty lines, newest first.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let language = member.language();
    let before = asked.before.as_deref().and_then(|before| before.parse().ok());
    let events = member.reader.events(before, LINES_OF_PAGE + 1).await;
    let mut events = events.map_err(|error| Fault::page(&web, language, error.into()))?;
    let has_more = events.len() > LINES_OF_PAGE as usize;
    events.truncate(LINES_OF_PAGE as usize);
    let next = events.last().filter(|_| has_more).map(|event| event.id);
    let rows: Vec<Value> = events
        .iter()
        .map(|event| context! { at => event.at, actor => actor(&web, language, event), words => words(&web, language, event) })
        .collect();
    let title = web.views.words.say(language, "access-tab-log", &[]);
    let own = context! {
        tabs => tabs(&web, &member, "log"), rows, next_href => next.map(|id| member.href(&format!("settings/log?before={id}"))),
        start_href => before.map(|_| member.href("settings/log")),
    };
    Ok(page::show(&web, &member, &headers, "settings", &title, "settings/log.html", own))
}

fn actor(web: &Web, language: Language, event: &Event) -> String {
    match event.actor.as_str() {
        "worker" if event.user_id.is_none() => web.views.words.say(language, "access-actor-worker", &[]),
        "command line" if event.user_id.is_none() => web.views.words.say(language, "access-actor-machine", &[]),
        name => name.to_owned(),
    }
}

/// What was done, as it follows the name of who did it. A verb without words of its own is shown by its name.
fn words(web: &Web, language: Language, event: &Event) -> String {
    let detail: serde_json::Value = serde_json::from_str(&event.detail).unwrap_or_default();
    let mut args: Vec<(&str, FluentValue<'_>)> = vec![("verb", event.verb.as_str().into())];
    let mut values: Vec<(&String, &serde_json::Value)> = detail.as_object().into_iter().flatten().collect();
    // What a bulk act did stands one level deeper.
    let deeper = detail.get("what").and_then(serde_json::Value::as_object);
    values.extend(deeper.into_iter().flatten());
    for (name, value) in values {
        if let Some(text) = value.as_str() {
            args.push((name, text.into()));
        } else if let Some(number) = value.as_f64() {
            args.push((name, number.into()));
        } else if let (true, Some(worn)) = (name == "hats", value.as_array()) {
            let say = |hat: &str| web.views.words.say(language, &format!("access-hat-{}", hat.replace('_', "-")), &[]);
            let worn: Vec<String> = worn.iter().filter_map(|hat| hat.as_str()).map(say).collect();
            args.push(("hats", worn.join(", ").into()));
        } else if let Some(several) = value.as_array() {
            args.push((name, several.len().into()));
        }
    }
    let key = format!("access-act-{}", event.verb.replace(['.', '_'], "-"));
    let own = web.views.words.find(language, &key, &args);
    // A sentence whose values are missing, as of a line written by an older version, would show their names.
    own.filter(|sentence| !sentence.contains("{$")).unwrap_or_else(|| web.views.words.say(language, "access-act-other", &args))
}
