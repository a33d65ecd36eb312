//! `GET …/{topic}/dashboard`: a topic's figures over a period, each with its formula and its mentions.

use app::{
    Refusal,
    listen::{
        figures::TopicFigures,
        figures_sample::{AuthorKey, Sample},
        filter::{MentionFilter, Period},
        signal_read::SIGNALS_MAX,
        volume::Stretch,
    },
};
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use minijinja::{Value, context};
use store::{
    Id,
    rollup::{CellsOf, Facet},
    signal::SignalFilter,
    topic::Topic,
};

use super::{
    edit::read,
    found::{self, fault},
    show::{facet_bar, in_order},
};
use crate::{
    Web,
    error::Fault,
    format::Reader,
    pages::{
        authors::author_path,
        listen::{
            felt,
            figures::{self, Overview},
            show::days,
            volume,
        },
        mentions::{
            choices::by,
            row,
            understood::{aspect_words, intent_words, sentiment_words},
        },
    },
    request::Member,
};

/// Draws the figures.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, topic)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let topic = read(&web, &member, &topic).await?;
    let own = draw(&web, &member, &topic, &query.unwrap_or_default()).await.map_err(fault(&web, &member))?;
    Ok(found::show(&web, &member, &headers, &topic, "dashboard", own))
}

async fn draw(web: &Web, member: &Member, topic: &Topic, query: &str) -> Result<Value, Refusal> {
    let reads = row::reads(web, member);
    let days = days(query, &reads);
    let by_story = MentionFilter::from_address(query, &reads.zone).by_story;
    let filter =
        MentionFilter { topic: Some(topic.id), period: Period::Days(days), by_story, ..MentionFilter::all(reads.zone.clone()) };
    let told = web.app.topic_figures(&member.actor, &filter).await?;
    let topics = member.reader.topics().await?;
    let compared = topics.iter().filter(|one| figures::is_compared(one)).map(|one| one.id);
    let ids: Vec<Id<Topic>> = std::iter::once(topic.id).chain(compared).collect();
    let overview = Overview::read(&member.reader, &ids, &filter, &reads).await?;
    let counted = overview.of(topic.id);
    let own = |days: i32, by_story: bool| {
        member.href(&format!("topics/{}/dashboard?period={days}d{}", topic.id, if by_story { "&by=story" } else { "" }))
    };
    let address = |filter: &MentionFilter| felt::address(member, filter);
    let feels = |sentiment: &str| address(&MentionFilter { sentiment: Some(sentiment.to_owned()), ..filter.clone() });
    Ok(context! {
        days, periods => figures::periods(web, &reads, days, |days| own(days, by_story)), by => by(web, &reads, &filter, |filter| own(days, filter.by_story)),
        figures => counted.value(web, &reads, &topic.name), stories_href => address(&MentionFilter { by_story: true, ..filter.clone() }),
        mentions_href => address(&MentionFilter { by_story: false, ..filter.clone() }), unsure_href => feels("unsure"), feels_href => address(&filter),
        feeling => felt::feeling(web, &reads, &told.feeling), share => figures::share_of_voice(web, member, &reads, &topics, &overview),
        chart => volume_chart(web, member, &filter).await?, felt_chart => felt_chart(web, member, &reads, &filter, &told),
        kinds => facet_bar(web, member, &reads, &filter, &told.kinds, Facet::Kind), languages => facet_bar(web, member, &reads, &filter, &told.languages, Facet::Language),
        sentiments => facet_bar(web, member, &reads, &filter, &in_order(told.sentiments.clone()), Facet::Sentiment),
        sample => sample(web, member, &reads, &filter, &told.sample), authors_href => member.href(&format!("authors?topic={}&period={days}d", topic.id)),
        brand_href => member.href(&format!("dashboard?period={days}d")), by_story,
    })
}

/// Volume beside that of the period before, with its signals.
async fn volume_chart(web: &Web, member: &Member, filter: &MentionFilter) -> Result<Option<Value>, Refusal> {
    let survey = web.app.survey(&member.actor, filter).await?;
    let stretch = Stretch::of(filter, web.app.clock().now());
    let (earlier, until) = stretch.before(&filter.zone).hours();
    let mut before = member.reader.hours(filter.topic, earlier, until, CellsOf::default()).await?;
    if filter.by_story {
        before.iter_mut().for_each(|hour| hour.mentions = hour.stories);
    }
    let of_topic = SignalFilter { topic: filter.topic, since: Some(stretch.from), ..SignalFilter::default() };
    let signals = member.reader.signals(&of_topic, SIGNALS_MAX).await?;
    volume::of_survey(web, member, filter, &survey, volume::Beside { before: Some(&before), signals: &signals }).await
}

fn felt_chart(web: &Web, member: &Member, reads: &Reader, filter: &MentionFilter, told: &TopicFigures) -> Option<Value> {
    let series: Vec<_> =
        told.over_time.iter().map(|(name, buckets)| (sentiment_words(web, reads.language, name), buckets.as_slice())).collect();
    felt::lines(web, reads, told.stretch, "figures-felt-over-time", &series, &felt::FELT_TONES, |bucket| {
        Some(felt::behind(member, filter, bucket))
    })
}

/// What is counted over the newest mentions, every line leading to its mentions.
fn sample(web: &Web, member: &Member, reads: &Reader, filter: &MentionFilter, sample: &Sample) -> Value {
    let narrowed = |change: &dyn Fn(&mut MentionFilter)| {
        let mut narrowed = filter.clone();
        change(&mut narrowed);
        Some(felt::address(member, &narrowed))
    };
    let language = reads.language;
    let phrase = |phrase: &String| {
        let asked = format!("\"{}\"", phrase.replace('"', " "));
        (phrase.clone(), narrowed(&|filter| filter.ask(&asked)))
    };
    let gone = || web.views.words.say(language, "mentions-source-gone", &[]);
    context! {
        mentions => sample.mentions, complete => sample.complete,
        sites => felt::tallies(web, reads, &sample.sites, |site| (site.clone(), narrowed(&|filter| filter.site = Some(site.clone())))),
        sources => felt::tallies(web, reads, &sample.sources, |(id, title)| {
            (title.clone().unwrap_or_else(gone), narrowed(&|filter| filter.source = Some(*id)))
        }),
        authors => felt::tallies(web, reads, &sample.authors, |key: &AuthorKey| {
            (format!("{} · {}", key.name, key.site), Some(member.href(&author_path(key))))
        }),
        phrases => felt::tallies(web, reads, &sample.phrases, phrase),
        aspects => felt::tallies(web, reads, &sample.aspects, |name| {
            (aspect_words(web, language, name), narrowed(&|filter| filter.aspect = Some(name.clone())))
        }),
        intents => felt::tallies(web, reads, &sample.intents, |name| {
            (intent_words(web, language, name), narrowed(&|filter| filter.intent = Some(name.clone())))
        }),
        stories => felt::stories(web, member, reads, &sample.stories),
    }
}
