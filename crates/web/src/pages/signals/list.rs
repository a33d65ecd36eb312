//! `GET /w/{workspace}/signals`: what happened with the topics, what lasts first; `?topic=3&kind=peak` narrows it.

use app::{
    Refusal,
    listen::signal_watch::{KINDS, kind_of, word},
};
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use minijinja::{Value, context};
use store::{Id, signal::SignalFilter, topic::Topic};
use url::form_urlencoded;

use super::drawn::{kind_words, signal};
use crate::{Web, error::Fault, page, request::Member};

/// Draws the list.
pub(super) async fn list(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let own = draw(&web, &member, &filter(&query.unwrap_or_default())).await;
    let own = own.map_err(|refusal| Fault::page(&web, member.language(), refusal))?;
    let title = web.views.words.say(member.language(), "signals-title", &[]);
    Ok(page::show(&web, &member, &headers, "signals", &title, "signals/list.html", own))
}

/// The filter of an address; what it does not know is left out.
fn filter(query: &str) -> SignalFilter {
    let mut filter = SignalFilter::default();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match name.as_ref() {
            "topic" => filter.topic = value.parse::<Id<Topic>>().ok(),
            "kind" => filter.kind = kind_of(&value).map(|kind| word(kind).to_owned()),
            _ => {}
        }
    }
    filter
}

async fn draw(web: &Web, member: &Member, filter: &SignalFilter) -> Result<Value, Refusal> {
    let topics = member.reader.topics().await?;
    let signals = web.app.signals(&member.actor, filter).await?;
    let chosen = |value: String, label: &str| context! { value, label };
    let rows = |lasts: bool| {
        let of = signals.iter().filter(|one| one.ended_at.is_none() == lasts);
        of.map(|one| signal(web, member, one, &topics)).collect::<Vec<_>>()
    };
    let any = web.views.words.say(member.language(), "signals-any", &[]);
    let all = || chosen(String::new(), &any);
    let kinds = KINDS.map(|kind| chosen(word(kind).to_owned(), &kind_words(web, member.language(), word(kind))));
    Ok(context! {
        open => rows(true), ended => rows(false), is_narrowed => filter.topic.is_some() || filter.kind.is_some(),
        topics => std::iter::once(all()).chain(topics.iter().map(|topic| chosen(topic.id.to_string(), &topic.name))).collect::<Vec<_>>(),
        kinds => std::iter::once(all()).chain(kinds).collect::<Vec<_>>(),
        topic => filter.topic.map(|topic| topic.to_string()), kind => filter.kind.as_deref(), has_topics => !topics.is_empty(),
        list_href => member.href("signals"), topics_href => member.href("topics/new"), alerts_href => member.href("alerts/new"),
    })
}
