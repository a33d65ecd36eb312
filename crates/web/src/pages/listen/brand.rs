//! `GET /w/{workspace}/dashboard`: own brand against competitors: how much, how felt, over time.

use app::{
    Refusal,
    listen::{
        figures::{BRAND_TOPICS_MAX, BrandTopic},
        filter::{MentionFilter, Period},
    },
};
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use minijinja::{Value, context};
use store::Id;

use super::{
    felt,
    figures::{self, Overview},
    show::days,
};
use crate::{
    Web,
    chart::whole_per_cents,
    error::Fault,
    page,
    pages::mentions::{choices::by, row},
    request::Member,
};

/// The most lines of the chart; a picture tells no more apart.
const LINES_MAX: usize = 5;

/// Draws the brand.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let own =
        draw(&web, &member, &query.unwrap_or_default()).await.map_err(|refusal| Fault::page(&web, member.language(), refusal))?;
    let title = web.views.words.say(member.language(), "figures-brand", &[]);
    Ok(page::show(&web, &member, &headers, "listen", &title, "listen/brand.html", own))
}

async fn draw(web: &Web, member: &Member, query: &str) -> Result<Value, Refusal> {
    let reads = row::reads(web, member);
    let days = days(query, &reads);
    let by_story = MentionFilter::from_address(query, &reads.zone).by_story;
    let filter = MentionFilter { period: Period::Days(days), by_story, ..MentionFilter::all(reads.zone.clone()) };
    let brand = web.app.brand_figures(&member.actor, &filter).await?;
    let ids: Vec<_> = brand.topics.iter().map(|one| one.topic.id).chain([Id::new(0)]).collect();
    let overview = Overview::read(&member.reader, &ids, &filter, &reads).await?;
    let counts: Vec<u64> = brand.topics.iter().map(|one| u64::try_from(one.feeling.felt.all()).unwrap_or(0)).collect();
    let shares = whole_per_cents(&counts);
    let suffix = if by_story { "&by=story" } else { "" };
    let rows = |one: &BrandTopic, share: u64| {
        let id = one.topic.id;
        let of_topic = MentionFilter { topic: Some(id), ..filter.clone() };
        context! {
            name => one.topic.name.as_str(), kind => one.topic.kind.as_str(), href => member.href(&format!("topics/{id}/dashboard?period={days}d{suffix}")), share,
            mentions_href => felt::address(member, &of_topic), feeling => felt::feeling(web, &reads, &one.feeling), figures => overview.of(id).value(web, &reads, &one.topic.name),
        }
    };
    let rows: Vec<Value> = brand.topics.iter().zip(shares).map(|(one, share)| rows(one, share)).collect();
    let series: Vec<_> = brand.topics.iter().take(LINES_MAX).map(|one| (one.topic.name.clone(), one.volume.as_slice())).collect();
    let chart = felt::lines(web, &reads, brand.stretch, "figures-brand-over-time", &series, &[], |bucket| {
        Some(felt::behind(member, &filter, bucket))
    });
    let has = |kind: &str| brand.topics.iter().any(|one| one.topic.kind == kind);
    let own =
        |days: i32, by_story: bool| member.href(&format!("dashboard?period={days}d{}", if by_story { "&by=story" } else { "" }));
    Ok(context! {
        days, periods => figures::periods(web, &reads, days, |days| own(days, by_story)), by => by(web, &reads, &filter, |filter| own(days, filter.by_story)),
        topics => rows, chart, has_own => has("own_brand"), has_competitor => has("competitor"), left_out => brand.left_out, topics_max => BRAND_TOPICS_MAX,
        lines_max => LINES_MAX, new_href => member.href("topics/new"), listen_href => member.href("listen"), by_story,
    })
}
