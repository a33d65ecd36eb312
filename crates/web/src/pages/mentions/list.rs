//! `GET /w/{workspace}/mentions`: the stream under the filter of its address.

use app::listen::{filter::MentionFilter, stream::is_unaskable};
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use minijinja::{Value, context, value::Serde};
use store::stream::Place;

use super::{
    choices::{Choices, by, selects},
    filters::{address, chips},
    place,
    row::{self, Rows},
};
use crate::{
    Web,
    error::{Fault, query_problems},
    page,
    pages::{listen::volume, topics::found},
    private,
    request::Member,
};

/// Mentions of one page of the list; the next come by themselves.
pub(crate) const PAGE_MENTIONS: usize = 40;

/// Draws the stream.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let query = query.unwrap_or_default();
    let own = draw(&web, &member, &query).await.map_err(|refusal| Fault::page(&web, member.language(), refusal))?;
    let title = web.views.words.say(member.language(), "mentions-title", &[]);
    Ok(page::show(&web, &member, &headers, "listen", &title, "mentions/list.html", own))
}

async fn draw(web: &Web, member: &Member, query: &str) -> Result<Value, app::Refusal> {
    let reads = row::reads(web, member);
    let filter = MentionFilter::from_address(query, &reads.zone);
    let after = place::of_address(query);
    let reader = member.reader.together();
    let source = async {
        match filter.source {
            Some(id) => reader.source(id).await,
            None => Ok(None),
        }
    };
    // Further pages are fetched by scrolling: what stands above the list is not drawn again for them.
    let above = async {
        if after.is_some() {
            return Ok((None, None));
        }
        let survey = web.app.survey(&member.actor, &filter).await?;
        let chart = volume::of_survey(web, member, &filter, &survey, volume::Beside::default()).await?;
        Ok::<_, app::Refusal>((Some(survey), chart))
    };
    let beside = async { Ok(tokio::try_join!(Choices::read(&reader), reader.views(), source)?) };
    let (stream, (survey, chart), (choices, views, source)) =
        tokio::try_join!(web.app.stream(&member.actor, &filter, after, PAGE_MENTIONS), above, beside)?;
    let here = filter.to_address();
    let view = views.iter().find(|view| view.filter == here && !here.is_empty());
    let rows = Rows::new(web, member, &choices.names, &filter).rows(&stream.mentions);
    let problems = query_problems(&filter.problems, reads.language);
    Ok(context! {
        rows, private => private::choice(member, stream.mentions.iter().flat_map(|mention| [&mention.title, &mention.excerpt])), chips => chips(web, member, &reads, &filter, &choices, source.as_ref()), filter => selects(web, &reads, &filter, &choices),
        filter_address => here.as_str(), list_href => member.href("mentions"), treat_href => member.href("mentions/treat"),
        views_href => member.href("views"), csv_href => file(member, "mentions.csv", &here), semicolon_href => file(member, "mentions.csv", &with_separator(&here)), semicolons_first => reads.language == domain::Language::French, json_href => file(member, "mentions.jsonl", &here),
        next_href => stream.next.map(|next| private::carried(member, with_place(&address(member, &filter), next))),
        start_href => after.map(|_| private::carried(member, address(member, &filter))),
        searched => found::searched_words(web, member, stream.next.filter(|_| stream.mentions.len() < PAGE_MENTIONS).map(|next| next.published_at)),
        by => by(web, &reads, &filter, |filter| address(member, filter)), by_story => filter.by_story,
        is_first => after.is_none(), count => survey.as_ref().map(|survey| survey.count), exact => survey.as_ref().is_none_or(|survey| survey.exact),
        chart, unaskable => is_unaskable(&filter), problems => Value::from(Serde(&problems)), anything => filter_is_on(&here),
        view => view.map(|view| context! { name => view.name.as_str(), remove_href => member.href(&format!("views/{}/remove", view.id)) }),
        views => views.iter().map(|view| context! { name => view.name.as_str(), href => member.href(&format!("views/{}", view.id)), on => view.filter == here }).collect::<Vec<_>>(),
        members => choices.names.iter().map(|(id, name)| context! { id => id.get(), name => name.as_str() }).collect::<Vec<_>>(),
        tags => choices.tags.iter().map(|tag| tag.tag.clone()).collect::<Vec<_>>(), topics_href => member.href("topics/new"),
        has_topics => !choices.topics.is_empty(), return_to => member.here.as_str(), alert_href => view.map(|view| member.href(&format!("alerts/new?view={}", view.id))),
    })
}

fn filter_is_on(filter: &str) -> bool {
    !filter.is_empty()
}

/// The filter, and that cells be parted as spreadsheets of countries with a decimal comma part them.
fn with_separator(filter: &str) -> String {
    if filter.is_empty() { "separator=semicolon".to_owned() } else { format!("{filter}&separator=semicolon") }
}

fn file(member: &Member, name: &str, filter: &str) -> String {
    member.href(&if filter.is_empty() { name.to_owned() } else { format!("{name}?{filter}") })
}

fn with_place(address: &str, place: Place) -> String {
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}after={}", place::write(place))
}
