//! `GET /w/{workspace}/authors/{site}/{author}`: one author: what they say, when, of what, how they feel about us, and their weight.

use app::{
    Refusal,
    listen::{
        author_read::AuthorRead,
        figures_sample::AuthorKey,
        filter::{MentionFilter, Period},
    },
};
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use minijinja::{Value, context};

use super::{author_path, influence};
use crate::{
    Web, chart,
    chart::Rhythm,
    error::Fault,
    format::Reader,
    page,
    pages::{
        listen::{felt, figures, show::days, volume},
        mentions::row::{self, Rows},
    },
    request::Member,
};

/// Mentions that the page shows.
const MENTIONS_SHOWN: usize = 10;

/// Draws an author.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, site, author)): Path<(String, String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let key = AuthorKey { site, name: author };
    let own = draw(&web, &member, &key, &query.unwrap_or_default())
        .await
        .map_err(|refusal| Fault::page(&web, member.language(), refusal))?;
    Ok(page::show(&web, &member, &headers, "listen", &key.name, "authors/show.html", own))
}

async fn draw(web: &Web, member: &Member, key: &AuthorKey, query: &str) -> Result<Value, Refusal> {
    let reads = row::reads(web, member);
    let days = days(query, &reads);
    let filter = MentionFilter {
        site: Some(key.site.clone()),
        author: Some(key.name.clone()),
        period: Period::Days(days),
        ..MentionFilter::all(reads.zone.clone())
    };
    let told = web.app.read_author(&member.actor, key, &filter).await?;
    let survey = web.app.survey(&member.actor, &filter).await?;
    let chart = volume::of_survey(web, member, &filter, &survey, volume::Beside::default()).await?;
    let stream = web.app.stream(&member.actor, &filter, None, MENTIONS_SHOWN).await?;
    let names = row::names(member).await?;
    let narrowed = |change: &dyn Fn(&mut MentionFilter)| {
        let mut narrowed = filter.clone();
        change(&mut narrowed);
        Some(felt::address(member, &narrowed))
    };
    Ok(context! {
        name => key.name.as_str(), site => key.site.as_str(), days, mentions => survey.count, exact => survey.exact, looked_at => told.mentions, complete => told.complete,
        periods => figures::periods(web, &reads, days, |days| member.href(&format!("{}?period={days}d", author_path(key)))),
        address => told.address.as_deref(), mentions_href => felt::address(member, &filter), authors_href => member.href(&format!("authors?period={days}d")),
        felt => felt::strip(web, &reads, &told.felt), has_us => told.felt_of_us.is_some(), us => told.felt_of_us.and_then(|us| felt::strip(web, &reads, &us)), of_us => told.felt_of_us.map(|us| us.all()),
        influence => influence(web, &reads, &told.influence), chart, rhythm => rhythm(web, &reads, &told),
        topics => felt::tallies(web, &reads, &told.topics, |(id, name)| (name.clone(), narrowed(&|filter| filter.topic = Some(*id)))),
        languages => felt::tallies(web, &reads, &told.languages, |code| {
            let code = if code.is_empty() { "none" } else { code.as_str() };
            (row::language_words(web, &reads, code), narrowed(&|filter| filter.language = Some(code.to_owned())))
        }),
        begun => felt::stories(web, member, &reads, &told.begun), joined => felt::stories(web, member, &reads, &told.joined),
        rows => Rows::new(web, member, &names, &filter).rows(&stream.mentions), more => stream.next.is_some(),
        treat_href => member.href("mentions/treat"), return_to => member.here.as_str(),
    })
}

/// When the author speaks: hours of weekdays.
fn rhythm(web: &Web, reads: &Reader, told: &AuthorRead) -> Option<Value> {
    if told.mentions == 0 {
        return None;
    }
    let say = |key: &str| web.views.words.say(reads.language, key, &[]);
    let title = say("figures-rhythm");
    let chart = Rhythm {
        title: title.clone(),
        unit: say("topics-chart-series"),
        days: std::array::from_fn(|day| say(&format!("figures-weekday-{}", day + 1))),
        counts: told.rhythm,
    };
    Some(context! { title, svg => Value::from_safe_string(chart::rhythm(&chart, &volume::chart_words(web, reads))) })
}
