//! `GET /w/{workspace}/authors`: who speaks, by weight, of a topic and in a period.

use app::{
    Refusal,
    listen::{
        author_read::{AUTHORS_LISTED_MAX, AUTHORS_SAMPLE_MAX},
        filter::{MentionFilter, Period},
    },
};
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use minijinja::{Value, context};

use super::ranked;
use crate::{
    Web,
    error::Fault,
    page,
    pages::{
        listen::{figures, show::days},
        mentions::row,
    },
    request::Member,
};

/// Draws the ranking.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let own =
        draw(&web, &member, &query.unwrap_or_default()).await.map_err(|refusal| Fault::page(&web, member.language(), refusal))?;
    let title = web.views.words.say(member.language(), "figures-authors", &[]);
    Ok(page::show(&web, &member, &headers, "listen", &title, "authors/list.html", own))
}

async fn draw(web: &Web, member: &Member, query: &str) -> Result<Value, Refusal> {
    let reads = row::reads(web, member);
    let days = days(query, &reads);
    let topic = MentionFilter::from_address(query, &reads.zone).topic;
    let filter = MentionFilter { topic, period: Period::Days(days), ..MentionFilter::all(reads.zone.clone()) };
    let ranking = web.app.rank_authors(&member.actor, &filter).await?;
    let topics = member.reader.topics().await?;
    let here = |days: i32| {
        let filter = MentionFilter { period: Period::Days(days), ..filter.clone() };
        member.href(&format!("authors?{}", filter.to_address()))
    };
    let any = web.views.words.say(reads.language, "mentions-any-topic", &[]);
    let choices: Vec<Value> = std::iter::once(context! { value => "", label => any })
        .chain(topics.iter().map(|topic| context! { value => topic.id.to_string(), label => topic.name.as_str() }))
        .collect();
    let period = format!("period={days}d");
    Ok(context! {
        days, periods => figures::periods(web, &reads, days, here), topics => choices, topic => topic.map(|id| id.to_string()),
        authors => ranking.authors.iter().map(|author| ranked(web, member, &reads, author, &period)).collect::<Vec<_>>(),
        count => ranking.count, listed_max => AUTHORS_LISTED_MAX, mentions => ranking.mentions, complete => ranking.complete, nameless => ranking.nameless.filter(|nameless| *nameless > 0), sample_max => AUTHORS_SAMPLE_MAX,
        action => member.href("authors"), listen_href => member.href("listen"), sources_href => member.href("sources/new"),
    })
}
