//! The figures of a topic and of a brand over a stretch of time. What the rollups count is exact; what they do not (sites, sources,
//! authors, phrases, aspects, intents, stories) is counted over the newest mentions of the stretch, and says over how many.

use std::collections::BTreeMap;

use domain::{
    feeling::{Felt, REPUTATION_DAYS, reputation},
    hat::Act,
};
use store::{
    Id, Reader,
    figure::{FeltCount, Grain},
    mention::HOUR_US,
    rollup::{Facet, HourCount, WordCount},
    topic::Topic,
};

use crate::{
    Actor, App, Noun, Refusal,
    listen::{
        figures_sample::{FIGURES_SAMPLE_MAX, Sample},
        filter::MentionFilter,
        volume::{Bucket, Stretch},
    },
};

/// Longer stretches are read by the day of UTC instead of by the hour, in days.
const BY_THE_HOUR_DAYS_MAX: i64 = 60;
/// The most topics that a brand's page holds side by side.
pub const BRAND_TOPICS_MAX: usize = 12;
const DAY_US: i64 = 24 * HOUR_US;

/// The sentiments in the order in which figures list them.
pub const FELT: [&str; 4] = ["positive", "neutral", "negative", "unsure"];

/// What was felt in a stretch, and in the one of the same length just before.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Feeling {
    /// In the stretch.
    pub felt: Felt,
    /// Just before; none when not all of that time was heard.
    pub before: Option<Felt>,
    /// The index of reputation at the end of the stretch.
    pub reputation: Option<f64>,
    /// The index at its beginning.
    pub reputation_before: Option<f64>,
}

/// A topic's figures over a stretch. Counts are mentions, or the first ones of their stories when the filter counts by story.
#[derive(Clone, Debug)]
pub struct TopicFigures {
    /// The stretch.
    pub stretch: Stretch,
    /// What was felt.
    pub feeling: Feeling,
    /// By sentiment, in the order of [`FELT`], over time.
    pub over_time: Vec<(&'static str, Vec<Bucket>)>,
    /// By sort of place.
    pub kinds: Vec<WordCount>,
    /// By language.
    pub languages: Vec<WordCount>,
    /// By sentiment.
    pub sentiments: Vec<WordCount>,
    /// What is counted over the newest mentions.
    pub sample: Sample,
}

/// One topic of a brand's page.
#[derive(Clone, Debug)]
pub struct BrandTopic {
    /// The topic.
    pub topic: Topic,
    /// What was felt.
    pub feeling: Feeling,
    /// Mentions over time.
    pub volume: Vec<Bucket>,
}

/// A brand's page: its own topics, then those of competitors.
#[derive(Clone, Debug)]
pub struct Brand {
    /// The stretch.
    pub stretch: Stretch,
    /// At most [`BRAND_TOPICS_MAX`].
    pub topics: Vec<BrandTopic>,
    /// How many topics of these kinds there are beyond.
    pub left_out: usize,
}

impl App {
    /// The figures of the filter's topic over the filter's period.
    ///
    /// # Errors
    /// When the hats do not allow reading, there is no such topic, or the database does not answer.
    pub async fn topic_figures(&self, actor: &Actor, filter: &MentionFilter) -> Result<TopicFigures, Refusal> {
        actor.may(Act::Read)?;
        let reader = self.reader(actor);
        let topic = filter.topic.ok_or(Refusal::NoSuch(Noun::Topic))?;
        reader.topic(topic).await?.ok_or(Refusal::NoSuch(Noun::Topic))?;
        let stretch = Stretch::of(filter, self.clock.now());
        let (from, to) = stretch.hours();
        let first = reader.first_hour(None).await?;
        let facet = |facet| {
            let reader = &reader;
            async move { Ok::<_, Refusal>(counted(reader.facet(facet, Some(topic), from, to).await?, filter.by_story)) }
        };
        let (kinds, languages, sentiments) =
            (facet(Facet::Kind).await?, facet(Facet::Language).await?, facet(Facet::Sentiment).await?);
        let asked = filter.to_stream(self.clock.now());
        let rows = reader.sample(&asked, true, FIGURES_SAMPLE_MAX + 1).await?;
        Ok(TopicFigures {
            feeling: self.feeling(&reader, topic, filter, stretch, first).await?,
            over_time: self.felt_over_time(&reader, topic, filter, stretch, first).await?,
            kinds,
            languages,
            sentiments,
            sample: Sample::count(&reader, rows, FIGURES_SAMPLE_MAX).await?,
            stretch,
        })
    }

    /// Own brand and competitors side by side over the filter's period; the filter's topic does not matter.
    ///
    /// # Errors
    /// When the hats do not allow reading, or the database does not answer.
    pub async fn brand_figures(&self, actor: &Actor, filter: &MentionFilter) -> Result<Brand, Refusal> {
        actor.may(Act::Read)?;
        let reader = self.reader(actor);
        let stretch = Stretch::of(filter, self.clock.now());
        let (from, to) = stretch.hours();
        let first = reader.first_hour(None).await?;
        let mut compared = reader.topics().await?;
        compared.retain(|topic| matches!(topic.kind.as_str(), "own_brand" | "competitor"));
        compared.sort_by_key(|topic| topic.kind != "own_brand");
        let left_out = compared.len().saturating_sub(BRAND_TOPICS_MAX);
        compared.truncate(BRAND_TOPICS_MAX);
        let ids: Vec<Id<Topic>> = compared.iter().map(|topic| topic.id).collect();
        let mut hours = reader.topic_hours(&ids, from, to).await?;
        let mut topics = Vec::new();
        for topic in compared {
            let mut of_topic = hours.remove(&topic.id).unwrap_or_default();
            if filter.by_story {
                of_topic.iter_mut().for_each(|hour| hour.mentions = hour.stories);
            }
            let volume = stretch.buckets(&of_topic, first, self.clock.now(), &filter.zone);
            let feeling = self.feeling(&reader, topic.id, filter, stretch, first).await?;
            topics.push(BrandTopic { topic, feeling, volume });
        }
        Ok(Brand { stretch, topics, left_out })
    }

    async fn feeling(
        &self,
        reader: &Reader,
        topic: Id<Topic>,
        filter: &MentionFilter,
        stretch: Stretch,
        first: Option<i64>,
    ) -> Result<Feeling, Refusal> {
        let sum = |counts: Vec<WordCount>| {
            let mut felt = Felt::default();
            counts.iter().for_each(|count| felt.add(&count.word, count.mentions));
            felt
        };
        let (from, to) = stretch.hours();
        let (earlier, until) = stretch.before(&filter.zone).hours();
        let felt = sum(counted(reader.facet(Facet::Sentiment, Some(topic), from, to).await?, filter.by_story));
        // A change is told only against a whole stretch that was heard.
        let before = if first.is_some_and(|first| first <= earlier) {
            Some(sum(counted(reader.facet(Facet::Sentiment, Some(topic), earlier, until).await?, filter.by_story)))
        } else {
            None
        };
        let last = (stretch.to.min(self.now()) - 1).div_euclid(DAY_US);
        let last_before = (stretch.from - 1).div_euclid(DAY_US);
        let days = reader.felt(&[topic], Grain::Day, last_before - REPUTATION_DAYS + 1, last + 1).await?;
        let days = by_time(&days, filter.by_story);
        let index = |last: i64| reputation(days.iter().map(|(day, felt)| (*day, *felt)), last);
        Ok(Feeling { felt, before, reputation: index(last), reputation_before: before.and_then(|_| index(last_before)) })
    }

    async fn felt_over_time(
        &self,
        reader: &Reader,
        topic: Id<Topic>,
        filter: &MentionFilter,
        stretch: Stretch,
        first: Option<i64>,
    ) -> Result<Vec<(&'static str, Vec<Bucket>)>, Refusal> {
        let (from, to) = stretch.hours();
        let (counts, hour_of): (Vec<FeltCount>, fn(i64) -> i64) = if stretch.to - stretch.from <= BY_THE_HOUR_DAYS_MAX * DAY_US {
            (reader.felt(&[topic], Grain::Hour, from, to).await?, |hour| hour)
        } else {
            // The noon of a day of UTC is the same day in nearly every zone.
            (reader.felt(&[topic], Grain::Day, from.div_euclid(24), -(-to).div_euclid(24)).await?, |day| day * 24 + 12)
        };
        let of = |name: &'static str| {
            let hours: Vec<HourCount> = counts
                .iter()
                .filter(|count| count.sentiment == name)
                .map(|count| {
                    let mentions = if filter.by_story { count.stories } else { count.mentions };
                    HourCount { hour: hour_of(count.at), mentions, stories: count.stories, past: 0 }
                })
                .collect();
            (name, stretch.buckets(&hours, first, self.clock.now(), &filter.zone))
        };
        Ok(FELT.map(of).to_vec())
    }
}

/// What was felt, by day or hour.
fn by_time(counts: &[FeltCount], by_story: bool) -> BTreeMap<i64, Felt> {
    let mut times: BTreeMap<i64, Felt> = BTreeMap::new();
    for count in counts {
        times.entry(count.at).or_default().add(&count.sentiment, if by_story { count.stories } else { count.mentions });
    }
    times
}

/// The counts of mentions, or of stories in their place; what comes to nothing is left out.
fn counted(mut counts: Vec<WordCount>, by_story: bool) -> Vec<WordCount> {
    if by_story {
        counts.iter_mut().for_each(|count| count.mentions = count.stories);
        counts.sort_by(|one, other| other.mentions.cmp(&one.mentions).then_with(|| one.word.cmp(&other.word)));
    }
    counts.retain(|count| count.mentions > 0);
    counts
}
