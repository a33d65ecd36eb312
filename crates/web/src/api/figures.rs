//! The figures of a topic and of a brand. What each is made of stands in `docs/figures.md`.

use app::listen::{
    figures::{Feeling, TopicFigures},
    figures_sample::{SampledStory, Tally},
    filter::MentionFilter,
    volume::{Bucket, Stretch},
};
use axum::Json;
use axum::extract::{Path, RawQuery, State};
use domain::feeling::Felt;
use serde::Serialize;
use store::rollup::WordCount;
use utoipa::ToSchema;

use super::{
    Operation, Param,
    handed_in::{fault, filter},
    topic::there,
};
use crate::{Gate, Route, Web, error::Fault, format::Reader, request::Script, router::get};

/// What a period is chosen by, as everywhere in the API.
pub(super) const PERIOD: [Param; 3] = [
    Param { name: "period", about: "the last so many days, such as `7d`; eight weeks when nothing is said" },
    Param { name: "from", about: "from this day on, such as `2026-11-04`" },
    Param { name: "to", about: "up to and with this day" },
];
const BY: Param = Param { name: "by", about: "`story` counts of each story only the first mention" };

/// Mentions by what they were felt to be.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FeltCounts {
    positive: i64,
    neutral: i64,
    negative: i64,
    /// Read, and not clear.
    unsure: i64,
    /// Not read.
    unread: i64,
}

/// A net sentiment.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Net {
    /// (positive − negative) ÷ (positive + neutral + negative) × 100.
    net: f64,
    /// The bounds between which the true one lies in 95 of 100 such counts.
    low: f64,
    high: f64,
    /// Mentions that it was counted on.
    of: i64,
}

/// What was felt in a period, and in the one of the same length just before.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Felts {
    /// Mentions in the period; stories when `by=story`.
    count: i64,
    felt: FeltCounts,
    /// None when nothing was clear.
    net: Option<Net>,
    /// The part of what was read that stayed unclear, 0 to 1.
    unsure_share: Option<f64>,
    /// 0 to 100 at the end of the period; none when nothing was clear in its last 30 days.
    reputation: Option<f64>,
    /// The same at its beginning.
    reputation_before: Option<f64>,
    /// None when not all of the period before was heard.
    before: Option<FeltCounts>,
}

/// How many have something in common.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NamedCount {
    name: String,
    /// For an author: the site that the name is on.
    #[serde(skip_serializing_if = "Option::is_none")]
    site: Option<String>,
    /// For a source.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<i64>,
    mentions: i64,
    /// None where it is not counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    felt: Option<FeltCounts>,
}

/// Mentions of an hour or a day.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Moment {
    from: String,
    to: String,
    /// None when nothing was heard yet, which is not silence.
    positive: Option<u64>,
    neutral: Option<u64>,
    negative: Option<u64>,
    unsure: Option<u64>,
}

/// A story and how much it was copied.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CopiedStory {
    id: i64,
    title: String,
    copies: i64,
    sites: i64,
}

/// Figures over the newest mentions of the period.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OfNewest {
    /// Mentions that were looked at, at most 5,000.
    mentions: usize,
    /// Whether these are all of the period.
    complete: bool,
    sites: Vec<NamedCount>,
    sources: Vec<NamedCount>,
    authors: Vec<NamedCount>,
    phrases: Vec<NamedCount>,
    aspects: Vec<NamedCount>,
    intents: Vec<NamedCount>,
    stories: Vec<CopiedStory>,
}

/// The figures of a topic.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Figures {
    from: String,
    to: String,
    feeling: Felts,
    over_time: Vec<Moment>,
    kinds: Vec<NamedCount>,
    languages: Vec<NamedCount>,
    newest: OfNewest,
}

/// One topic of a brand's page.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BrandTopic {
    id: i64,
    name: String,
    /// `own_brand` or `competitor`.
    kind: String,
    /// Of the mentions of all topics here, 0 to 1; none when there are none.
    share_of_voice: Option<f64>,
    feeling: Felts,
}

/// Own brand and competitors side by side.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Brand {
    from: String,
    to: String,
    /// At most 12, own brand first.
    topics: Vec<BrandTopic>,
    /// How many more there are.
    left_out: usize,
}

/// The addresses.
pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/topics/{topic}/figures", Gate::Token, of_topic)
            .says(Operation::read("The figures of a topic over a period").takes(&PERIOD).takes(&[BY]).answers::<Figures>()),
        get("/api/v1/figures", Gate::Token, of_brand).says(
            Operation::read("Own brand and competitors side by side over a period")
                .takes(&PERIOD)
                .takes(&[BY])
                .answers::<Brand>(),
        ),
    ]
}

/// What was felt, for JSON.
pub(super) const fn felt(felt: &Felt) -> FeltCounts {
    FeltCounts {
        positive: felt.positive,
        neutral: felt.neutral,
        negative: felt.negative,
        unsure: felt.unsure,
        unread: felt.unread,
    }
}

fn felts(feeling: &Feeling) -> Felts {
    let all = &feeling.felt;
    Felts {
        count: all.all(),
        felt: felt(all),
        net: all.net().map(|net| Net { net: net.net, low: net.low, high: net.high, of: all.sure() }),
        unsure_share: all.unsure_share(),
        reputation: feeling.reputation,
        reputation_before: feeling.reputation_before,
        before: feeling.before.as_ref().map(felt),
    }
}

/// Counts by a key; `name` gives its words.
pub(super) fn tallied<K>(tallies: &[Tally<K>], name: impl Fn(&K) -> (String, Option<String>, Option<i64>)) -> Vec<NamedCount> {
    let one = |tally: &Tally<K>| {
        let (name, site, id) = name(&tally.key);
        NamedCount { name, site, id, mentions: tally.mentions, felt: Some(felt(&tally.felt)) }
    };
    tallies.iter().map(one).collect()
}

/// Stories for JSON.
pub(super) fn stories(stories: &[SampledStory]) -> Vec<CopiedStory> {
    let one = |told: &SampledStory| CopiedStory {
        id: told.story.id.get(),
        title: told.title.clone(),
        copies: told.story.copies,
        sites: told.story.sites,
    };
    stories.iter().map(one).collect()
}

fn words(counts: &[WordCount]) -> Vec<NamedCount> {
    counts
        .iter()
        .map(|count| NamedCount { name: count.word.clone(), site: None, id: None, mentions: count.mentions, felt: None })
        .collect()
}

fn over_time(told: &TopicFigures) -> Vec<Moment> {
    let of = |name: &str, at: usize| {
        let buckets = told.over_time.iter().find(|(felt, _)| *felt == name).map(|(_, buckets)| buckets)?;
        buckets.get(at)?.mentions
    };
    let first: &[Bucket] = told.over_time.first().map(|(_, buckets)| buckets.as_slice()).unwrap_or_default();
    first
        .iter()
        .enumerate()
        .map(|(at, bucket)| Moment {
            from: Reader::iso(bucket.from),
            to: Reader::iso(bucket.to),
            positive: of("positive", at),
            neutral: of("neutral", at),
            negative: of("negative", at),
            unsure: of("unsure", at),
        })
        .collect()
}

fn edges(stretch: Stretch) -> (String, String) {
    (Reader::iso(stretch.from), Reader::iso(stretch.to))
}

async fn of_topic(
    State(web): State<Web>,
    script: Script,
    Path(topic): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Json<Figures>, Fault> {
    let topic = there(&web, &script, &topic).await?;
    let asked = filter(&web, &script, query.as_deref()).await?;
    let asked = MentionFilter { topic: Some(topic.id), ..only_period(asked) };
    let told = web.app.topic_figures(&script.actor, &asked).await.map_err(fault(&web))?;
    let (from, to) = edges(told.stretch);
    let sample = &told.sample;
    let plain = |name: &String| (name.clone(), None, None);
    Ok(Json(Figures {
        from,
        to,
        feeling: felts(&told.feeling),
        over_time: over_time(&told),
        kinds: words(&told.kinds),
        languages: words(&told.languages),
        newest: OfNewest {
            mentions: sample.mentions,
            complete: sample.complete,
            sites: tallied(&sample.sites, plain),
            sources: tallied(&sample.sources, |(id, title)| (title.clone().unwrap_or_default(), None, Some(id.get()))),
            authors: tallied(&sample.authors, |key| (key.name.clone(), Some(key.site.clone()), None)),
            phrases: tallied(&sample.phrases, plain),
            aspects: tallied(&sample.aspects, plain),
            intents: tallied(&sample.intents, plain),
            stories: stories(&sample.stories),
        },
    }))
}

/// Of a filter only what figures are chosen by: rollups know nothing of the rest.
pub(super) fn only_period(filter: MentionFilter) -> MentionFilter {
    let all = MentionFilter::all(filter.zone);
    MentionFilter { topic: filter.topic, period: filter.period, by_story: filter.by_story, ..all }
}

async fn of_brand(State(web): State<Web>, script: Script, RawQuery(query): RawQuery) -> Result<Json<Brand>, Fault> {
    let asked = only_period(filter(&web, &script, query.as_deref()).await?);
    let brand = web.app.brand_figures(&script.actor, &asked).await.map_err(fault(&web))?;
    let (from, to) = edges(brand.stretch);
    let whole: i64 = brand.topics.iter().map(|one| one.feeling.felt.all()).sum();
    let share = |count: i64| (whole > 0).then(|| real(count) / real(whole));
    let topics = brand.topics.iter().map(|one| BrandTopic {
        id: one.topic.id.get(),
        name: one.topic.name.clone(),
        kind: one.topic.kind.clone(),
        share_of_voice: share(one.feeling.felt.all()),
        feeling: felts(&one.feeling),
    });
    Ok(Json(Brand { from, to, topics: topics.collect(), left_out: brand.left_out }))
}

#[expect(clippy::cast_precision_loss, reason = "counts of mentions are far below 2^53")]
const fn real(count: i64) -> f64 {
    count as f64
}
