//! What happened since somebody left, and what waits for them: the figures of the home page.

use domain::hat::Act;
use futures_util::future::try_join_all;
use jiff::tz::TimeZone;
use store::{
    Id, Reader,
    alert::{Alert, Notification},
    mention::HOUR_US,
    rollup::CellsOf,
    signal::{Signal, SignalFilter},
    source::StateCount,
    stream::StreamFilter,
    topic::Topic,
};

use crate::{
    Actor, App, Refusal,
    listen::{
        filter::{MentionFilter, Treated},
        stream::Mention,
        usual::{Between, Standing, mean, rise, standing},
    },
};

/// What the page tells of when nobody had been here before, microseconds.
const FIRST_STRETCH_US: i64 = 24 * HOUR_US;
/// The shortest stretch in which a topic is seen rising, microseconds: an hour has too few mentions to tell.
const RISE_STRETCH_US: i64 = 24 * HOUR_US;
/// The stretch of the share of voice, in days.
pub const SHARE_DAYS: i64 = 7;
/// The most rising topics that are named.
const RISERS_MAX: usize = 2;
/// What the small chart of a rising topic shows, in hours.
const RISER_CHART_HOURS: i64 = 48;
/// The most mentions of each list.
const WAITING_MAX: usize = 5;
/// What waits is counted so far and no further.
pub const WAITING_COUNT_MAX: u32 = 1_000;
/// The most signals that are shown.
const SIGNALS_MAX: u32 = 6;
/// The most jobs and imports that are shown at work.
const UNDER_WAY_MAX: u32 = 20;

/// The home page of one person.
#[derive(Clone, Debug)]
pub struct Today {
    /// The stretch it tells of.
    pub since: Between,
    /// Whether the person had been here before: then the stretch begins when they left.
    pub left: bool,
    /// Mentions said in it.
    pub mentions: i64,
    /// Of these, the first of their stories.
    pub stories: i64,
    /// How many such a stretch usually brings.
    pub usual: Option<i64>,
    /// How the two stand beside each other.
    pub standing: Standing,
    /// Signals that last, and those that began or ended in the stretch.
    pub signals: Vec<Signal>,
    /// The topics they are about.
    pub topics: Vec<Topic>,
    /// Topics that rise, the steepest first.
    pub risers: Vec<Riser>,
    /// Own brand and competitors by mentions of the last [`SHARE_DAYS`] days, own brand first; empty when there is nothing to compare.
    pub shares: Vec<TopicShare>,
    /// The stretch of the shares.
    pub shares_between: Between,
    /// How many sources are in which state.
    pub sources: Vec<StateCount>,
    /// Mentions of the own brand that nobody has treated; of all topics when none is the own brand.
    pub open: Waiting,
    /// Mentions given to this person.
    pub mine: Waiting,
    /// Alerts whose last message did not leave.
    pub unsent: Vec<(Alert, Notification)>,
    /// Imports and searches at work.
    pub under_way: Vec<UnderWay>,
    /// Whether there is a source, a topic, an alert.
    pub steps: Steps,
}

/// A topic of which more is said than usual.
#[derive(Clone, Debug)]
pub struct Riser {
    /// The topic.
    pub topic: Topic,
    /// The stretch that was looked at.
    pub between: Between,
    /// Mentions in it.
    pub mentions: i64,
    /// How many are usual.
    pub usual: f64,
    /// The last hours, oldest first; none before the first mention of all.
    pub hours: Vec<Option<u64>>,
    /// Its newest mention.
    pub newest: Option<Mention>,
}

/// A topic's part of what is said of a brand and its competitors.
#[derive(Clone, Debug)]
pub struct TopicShare {
    /// The topic.
    pub topic: Topic,
    /// Its mentions.
    pub mentions: i64,
}

/// Mentions that wait for somebody.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The newest of them.
    pub mentions: Vec<Mention>,
    /// How many there are, at most [`WAITING_COUNT_MAX`].
    pub count: i64,
    /// The filter that shows all of them.
    pub filter: MentionFilter,
}

/// Work that takes a while.
#[derive(Clone, Debug)]
pub struct UnderWay {
    /// What it is.
    pub what: Work,
    /// How far it is.
    pub done: i64,
    /// How far it has to go; 0 when that is not known yet.
    pub total: i64,
}

/// A sort of work that people wait for.
#[derive(Clone, Debug)]
pub enum Work {
    /// A list of sources being taken in: its id and title.
    Import(Id<store::import::Import>, String),
    /// The archive being searched for a topic.
    Search(Box<Topic>),
}

/// The first steps in a workspace: what is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Steps {
    /// A source.
    pub source: bool,
    /// A topic.
    pub topic: bool,
    /// An alert.
    pub alert: bool,
}

impl Steps {
    /// Whether something is still to be done.
    #[must_use]
    pub const fn remain(self) -> bool {
        !(self.source && self.topic && self.alert)
    }
}

impl App {
    /// What the home page shows to `actor`. Days and evenings are those of `zone`.
    ///
    /// # Errors
    /// When the hats do not allow reading, or the database does not answer.
    pub async fn today(&self, actor: &Actor, zone: &TimeZone) -> Result<Today, Refusal> {
        actor.may(Act::Read)?;
        let reader = self.reader(actor).together();
        let now = self.now();
        let left_at = async {
            match actor.user {
                Some(user) => Ok(reader.member(user).await?.and_then(|member| member.left_at)),
                None => Ok(None),
            }
        };
        let (left_at, topics, first_hour, sources, alerts) =
            tokio::try_join!(left_at, reader.topics(), reader.first_hour(None), reader.source_states(), reader.alerts())?;
        let since = Between { from: left_at.unwrap_or(now - FIRST_STRETCH_US).min(now), to: now };
        let shares_between = Between { from: now - SHARE_DAYS * 24 * HOUR_US, to: now };
        let steps =
            Steps { source: sources.iter().any(|count| count.sources > 0), topic: !topics.is_empty(), alert: !alerts.is_empty() };
        let told = SignalFilter { since: Some(since.from), ..SignalFilter::default() };
        let ((mentions, stories), usual, risers, shares, signals, open, mine, unsent, under_way) = tokio::try_join!(
            exact_counts(&reader, since),
            self.usual(&reader, since, first_hour, zone),
            self.risers(&reader, &topics, since, first_hour, zone),
            shares(&reader, &topics, shares_between),
            async { Ok(reader.signals(&told, SIGNALS_MAX).await?) },
            self.open_mentions(&reader, &topics, zone),
            self.my_mentions(actor, &reader, zone),
            unsent(&reader, alerts),
            under_way(&reader, &topics),
        )?;
        Ok(Today {
            since,
            left: left_at.is_some(),
            mentions,
            stories,
            usual: usual.map(rounded),
            standing: standing(mentions, usual),
            risers,
            shares,
            signals,
            shares_between,
            sources,
            open,
            mine,
            unsent,
            under_way,
            steps,
            topics,
        })
    }

    /// The mean of what the same hours of earlier weeks brought.
    async fn usual(
        &self,
        reader: &Reader,
        since: Between,
        first_hour: Option<i64>,
        zone: &TimeZone,
    ) -> Result<Option<f64>, Refusal> {
        let weeks = since.earlier(zone);
        // Each stretch by itself: the days between them are most of the hours.
        let hours = weeks.iter().map(|week| reader.hours(None, week.hours().0, week.hours().1, CellsOf::default()));
        let hours = try_join_all(hours).await?;
        let earlier: Vec<(Between, f64)> = weeks.into_iter().zip(&hours).map(|(week, hours)| (week, week.sum(hours))).collect();
        Ok(mean(&earlier, first_hour))
    }

    async fn risers(
        &self,
        reader: &Reader,
        topics: &[Topic],
        since: Between,
        first_hour: Option<i64>,
        zone: &TimeZone,
    ) -> Result<Vec<Riser>, Refusal> {
        // Hours that a stretch touches count whole, so it begins with one: the link to the mentions shows as many as are told.
        let from = since.from.min(since.to - RISE_STRETCH_US).div_euclid(HOUR_US) * HOUR_US;
        let between = Between { from, to: since.to };
        let stretches: Vec<Between> = std::iter::once(between).chain(between.earlier(zone)).collect();
        let ids: Vec<Id<Topic>> = topics.iter().map(|topic| topic.id).collect();
        let counts = reader.counts_of_stretches(&ids, &stretches.iter().map(Between::hours).collect::<Vec<_>>()).await?;
        let mut rising: Vec<(f64, &Topic, i64, f64)> = Vec::new();
        for topic in topics {
            let mut of_stretches =
                stretches.iter().zip(&counts).map(|(stretch, counts)| (*stretch, counts.get(&topic.id).copied().unwrap_or(0)));
            let Some((_, now)) = of_stretches.next() else { continue };
            let weeks: Vec<(Between, f64)> = of_stretches.map(|(week, count)| (week, real(count))).collect();
            let usual = mean(&weeks, first_hour);
            if let (Some(steepness), Some(usual)) = (rise(now, usual), usual) {
                rising.push((steepness, topic, now, usual));
            }
        }
        rising.sort_by(|one, other| other.0.total_cmp(&one.0));
        let risers = rising.into_iter().take(RISERS_MAX).map(async |(_, topic, mentions, usual)| {
            let filter = MentionFilter { topic: Some(topic.id), ..MentionFilter::all(zone.clone()) };
            let (mut newest, hours) =
                tokio::try_join!(self.stream_by(reader, &filter, None, 1), last_hours(reader, topic.id, since.to, first_hour))?;
            Ok::<_, Refusal>(Riser { topic: topic.clone(), between, mentions, usual, hours, newest: newest.mentions.pop() })
        });
        try_join_all(risers).await
    }

    /// The newest untreated mentions of the own brand. A workspace with none, or with several, sees those of all its topics.
    async fn open_mentions(&self, reader: &Reader, topics: &[Topic], zone: &TimeZone) -> Result<Waiting, Refusal> {
        let own: Vec<&Topic> = topics.iter().filter(|topic| topic.kind == "own_brand").collect();
        let topic = if let [one] = own[..] { Some(one.id) } else { None };
        self.waiting(reader, MentionFilter { topic, treated: Treated::Open, ..MentionFilter::all(zone.clone()) }).await
    }

    async fn my_mentions(&self, actor: &Actor, reader: &Reader, zone: &TimeZone) -> Result<Waiting, Refusal> {
        let all = MentionFilter::all(zone.clone());
        let Some(user) = actor.user else { return Ok(Waiting { mentions: Vec::new(), count: 0, filter: all }) };
        self.waiting(reader, MentionFilter { assignee: Some(user), treated: Treated::Open, ..all }).await
    }

    async fn waiting(&self, reader: &Reader, filter: MentionFilter) -> Result<Waiting, Refusal> {
        let asked = filter.to_stream(self.clock.now());
        let count = async { Ok(reader.count(&asked, WAITING_COUNT_MAX).await?) };
        let (page, count) = tokio::try_join!(self.stream_by(reader, &filter, None, WAITING_MAX), count)?;
        Ok(Waiting { mentions: page.mentions, count, filter })
    }
}

/// Mentions said in a stretch, and of these the first of their stories, to the microsecond: the hour in which it begins is counted,
/// the others are read from the rollups.
async fn exact_counts(reader: &Reader, between: Between) -> Result<(i64, i64), Refusal> {
    let (first, last) = between.hours();
    let begins_whole = between.from.rem_euclid(HOUR_US) == 0;
    let whole_from = if begins_whole { first } else { first + 1 };
    let part =
        StreamFilter { from: Some(between.from), to: Some(between.to.min(whole_from * HOUR_US) + 1), ..StreamFilter::default() };
    let of_part = async |by_story: bool| match begins_whole {
        true => Ok(0),
        false => reader.count(&StreamFilter { by_story, ..part.clone() }, u32::MAX).await,
    };
    let (hours, mentions, stories) =
        tokio::try_join!(reader.hours(None, whole_from, last, CellsOf::default()), of_part(false), of_part(true))?;
    Ok(hours.iter().fold((mentions, stories), |(mentions, stories), hour| (mentions + hour.mentions, stories + hour.stories)))
}

/// Mentions of each topic in a stretch, in the order of the topics; hours that it touches count whole.
async fn topic_counts(reader: &Reader, topics: &[Topic], between: Between) -> Result<Vec<i64>, Refusal> {
    let ids: Vec<Id<Topic>> = topics.iter().map(|topic| topic.id).collect();
    let (from, to) = between.hours();
    let counts = reader.counts_of_topics(&ids, from, to).await?;
    let of = |id: &Id<Topic>| counts.iter().find(|count| count.topic_id == *id).map_or(0, |count| count.mentions);
    Ok(ids.iter().map(of).collect())
}

async fn last_hours(reader: &Reader, topic: Id<Topic>, now: i64, first_hour: Option<i64>) -> Result<Vec<Option<u64>>, Refusal> {
    let to = now.div_euclid(HOUR_US) + 1;
    let from = to - RISER_CHART_HOURS;
    let counts = reader.hours(Some(topic), from, to, CellsOf::default()).await?;
    let of = |hour: i64| counts.iter().find(|count| count.hour == hour).map_or(0, |count| count.mentions);
    let known = |hour: i64| first_hour.is_some_and(|first| hour >= first);
    Ok((from..to).map(|hour| known(hour).then(|| u64::try_from(of(hour)).unwrap_or(0))).collect())
}

/// Own brand and competitors, when there are both and something was said.
async fn shares(reader: &Reader, topics: &[Topic], between: Between) -> Result<Vec<TopicShare>, Refusal> {
    let is = |kind: &str| topics.iter().any(|topic| topic.kind == kind);
    if !is("own_brand") || !is("competitor") {
        return Ok(Vec::new());
    }
    let compared: Vec<Topic> =
        topics.iter().filter(|topic| matches!(topic.kind.as_str(), "own_brand" | "competitor")).cloned().collect();
    let counts = topic_counts(reader, &compared, between).await?;
    if counts.iter().sum::<i64>() == 0 {
        return Ok(Vec::new());
    }
    Ok(compared.into_iter().zip(counts).map(|(topic, mentions)| TopicShare { topic, mentions }).collect())
}

/// Alerts that are on and whose last message did not leave.
async fn unsent(reader: &Reader, alerts: Vec<Alert>) -> Result<Vec<(Alert, Notification)>, Refusal> {
    let last = reader.last_notifications().await?;
    let unsent = last.into_iter().filter(|notification| matches!(notification.state.as_str(), "failed" | "retrying"));
    let with_alert = unsent.filter_map(|notification| {
        let alert = alerts.iter().find(|alert| alert.id == notification.alert_id && alert.state == "on")?;
        Some((alert.clone(), notification))
    });
    Ok(with_alert.collect())
}

async fn under_way(reader: &Reader, topics: &[Topic]) -> Result<Vec<UnderWay>, Refusal> {
    let (imports, jobs) = tokio::try_join!(reader.imports(UNDER_WAY_MAX), reader.jobs(UNDER_WAY_MAX))?;
    let imports = imports.into_iter().filter(|import| import.state == "open");
    let mut under_way: Vec<UnderWay> = imports
        .map(|import| UnderWay { what: Work::Import(import.id, import.title), done: import.done, total: import.total })
        .collect();
    let searches = jobs.into_iter().filter(|job| job.kind == "search" && job.state == "open");
    under_way.extend(searches.filter_map(|job| {
        let topic = topics.iter().find(|topic| topic.id.to_string() == job.key)?;
        Some(UnderWay { what: Work::Search(Box::new(topic.clone())), done: job.done, total: job.total })
    }));
    Ok(under_way)
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
const fn real(count: i64) -> f64 {
    count as f64
}

#[expect(clippy::cast_possible_truncation, reason = "a mean of counts is far below 2^63")]
fn rounded(mean: f64) -> i64 {
    mean.round() as i64
}
