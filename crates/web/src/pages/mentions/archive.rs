//! `GET /w/{workspace}/archive`: everything that the sources brought, caught or not, asked by words or a query.

use app::Refusal;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use minijinja::{Value, context, value::Serde};
use store::{Id, document::Document};
use url::form_urlencoded;

use super::place;
use crate::{
    Web,
    error::{Fault, query_problems},
    page,
    pages::topics::found,
    private,
    request::Member,
};

/// Documents of one page of the list; the next come by themselves.
const PAGE_DOCUMENTS: usize = 40;

/// Draws the field and what was found.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let own = draw(&web, &member, &query.unwrap_or_default()).await;
    let own = own.map_err(|refusal| Fault::page(&web, member.language(), refusal))?;
    let title = web.views.words.say(member.language(), "care-archive", &[]);
    Ok(page::show(&web, &member, &headers, "listen", &title, "mentions/archive.html", own))
}

async fn draw(web: &Web, member: &Member, query: &str) -> Result<Value, Refusal> {
    let asked = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "words").map(|(_, value)| value);
    let words = asked.as_deref().unwrap_or_default().trim();
    let after = place::of_address(query);
    let written = |name: &str| form_urlencoded::Serializer::new(String::new()).append_pair(name, words).finish();
    let here = member.href(&format!("archive?{}", written("words")));
    let (page, problems) = if words.is_empty() {
        (None, Vec::new())
    } else {
        match web.app.ask_archive(&member.actor, words, after, PAGE_DOCUMENTS).await {
            Ok(page) => (Some(page), Vec::new()),
            Err(Refusal::Query(problems)) => (None, problems),
            Err(refusal) => return Err(refusal),
        }
    };
    let found = page.as_ref().map_or(&[][..], |page| &page.found);
    let ids: Vec<Id<Document>> = found.iter().map(|shown| shown.id).collect();
    let mut catches = member.reader.catches(&ids).await?;
    let rows: Vec<Value> = found
        .iter()
        .map(|shown| {
            let topics = catches.remove(&shown.id).unwrap_or_default();
            let topics: Vec<Value> = topics
                .iter()
                .map(|catch| context! { name => catch.name.as_str(), href => member.href(&format!("topics/{}", catch.topic_id)) })
                .collect();
            context! { topics, ..found::found(web, member, shown) }
        })
        .collect();
    let problems = query_problems(&problems, member.language());
    let next = page.as_ref().and_then(|page| page.next);
    Ok(context! {
        words, rows, private => private::choice(member, found.iter().flat_map(|shown| [&shown.title, &shown.excerpt])), problems => Value::from(Serde(&problems)), asked => page.is_some(), archive_href => member.href("archive"),
        searched => found::searched_words(web, member, page.as_ref().and_then(|page| page.searched_to)),
        next_href => next.map(|next| format!("{here}&after={}", place::write(next))), start_href => after.map(|_| here.as_str()),
        topic_href => member.href(&format!("topics/new?{}", written("query"))), sources_href => member.href("sources/new"), listen_href => member.href("listen"),
    })
}
