//! The chart of mentions over time, whose points open the mentions behind them.

use app::{
    Refusal,
    listen::{
        filter::{MentionFilter, Period},
        stream::Survey,
        volume::{Bucket, CHART_DAYS, Stretch},
    },
};
use fluent_bundle::FluentValue;
use minijinja::{Value, context};
use store::{rollup::HourCount, signal::Signal};

use crate::{
    Web,
    chart::{self, ChartWords, Form, Mark, Note, Point, Series, VolumeChart},
    format::Reader,
    pages::{mentions::row::reads, signals::drawn},
    request::Member,
};

/// Up to so many points stand as bars; more of them make a line.
const BARS_MAX: usize = 15;
/// From so many times the usual on, the title speaks of the peak.
const PEAK_TIMES: u64 = 2;
/// A peak of fewer mentions is no news.
const PEAK_MENTIONS_MIN: u64 = 8;

/// The words of charts in the reader's language.
pub(crate) fn chart_words(web: &Web, reads: &Reader) -> ChartWords {
    ChartWords::new(reads.language.code(), |key| web.views.words.say(reads.language, key, &[]))
}

/// What may stand beside a volume.
#[derive(Clone, Copy, Default)]
pub(crate) struct Beside<'a> {
    /// The hours of the stretch of the same length just before.
    pub(crate) before: Option<&'a [HourCount]>,
    /// Signals: those that were strongest in the stretch are marked.
    pub(crate) signals: &'a [Signal],
}

/// A volume to be drawn.
struct Volume {
    stretch: Stretch,
    buckets: Vec<Bucket>,
    earlier: Option<Vec<Bucket>>,
    marks: Vec<Mark>,
    /// The key of what to say of a stretch before the first that is known.
    unknown_key: &'static str,
}

/// The chart of a survey: a heading, a unit and the picture. None when there is nothing to draw.
pub(crate) async fn of_survey(
    web: &Web,
    member: &Member,
    filter: &MentionFilter,
    survey: &Survey,
    beside: Beside<'_>,
) -> Result<Option<Value>, Refusal> {
    if survey.hours.is_empty() {
        return Ok(None);
    }
    let reads = reads(web, member);
    let stretch = Stretch::of(filter, reads.now);
    let first = member.reader.first_hour(filter.topic).await?;
    let mut buckets = stretch.buckets(&survey.hours, first, reads.now, &reads.zone);
    for bucket in buckets.iter_mut().filter(|bucket| survey.whole_from.is_some_and(|whole_from| bucket.from < whole_from)) {
        // A day of which a part was looked at would be drawn as a quiet one.
        bucket.mentions = None;
    }
    let earlier = beside.before.map(|hours| stretch.before(&reads.zone).buckets(hours, first, reads.now, &reads.zone));
    let marks = marks(web, member, &reads, &buckets, beside.signals);
    let unknown_key = if survey.whole_from.is_some() { "topics-chart-not-looked" } else { "topics-chart-not-collected" };
    Ok(draw(web, member, &reads, filter, &Volume { stretch, buckets, earlier, marks, unknown_key }))
}

/// A mark for each bucket in which signals were strongest; more than one lead to the list of the topic's signals.
fn marks(web: &Web, member: &Member, reads: &Reader, buckets: &[Bucket], signals: &[Signal]) -> Vec<Mark> {
    let of_bucket = |(at, bucket): (usize, &Bucket)| {
        let here: Vec<&Signal> = signals.iter().filter(|signal| (bucket.from..bucket.to).contains(&signal.peak_at)).collect();
        let first = here.first()?;
        let said = |signal: &&Signal| {
            let kind = drawn::kind_words(web, reads.language, &signal.kind);
            format!("{kind} · {}", reads.exact(signal.peak_at))
        };
        let path = if here.len() == 1 { format!("signals/{}", first.id) } else { format!("signals?topic={}", first.topic_id) };
        let words = here.iter().map(said).collect::<Vec<_>>().join("\n");
        Some(Mark { at, words, href: member.href(&path) })
    };
    buckets.iter().enumerate().filter_map(of_bucket).collect()
}

fn draw(web: &Web, member: &Member, reads: &Reader, filter: &MentionFilter, volume: &Volume) -> Option<Value> {
    let say = |key: &str, args: &[(&str, FluentValue<'_>)]| web.views.words.say(reads.language, key, args);
    let (stretch, buckets) = (volume.stretch, &volume.buckets);
    if buckets.len() < 2 || buckets.iter().all(|bucket| bucket.mentions.is_none_or(|mentions| mentions == 0)) {
        return None;
    }
    let name = |bucket: &Bucket| {
        if stretch.hourly { format!("{} {}", reads.day(bucket.from), reads.clock(bucket.from)) } else { reads.day(bucket.from) }
    };
    let peak = peak(buckets);
    let title = match peak {
        Some((at, times)) => say(
            "topics-chart-peak",
            &[
                ("times", FluentValue::from(f64::from(u32::try_from(times).unwrap_or(u32::MAX)))),
                ("day", name(&buckets[at]).into()),
            ],
        ),
        None => plain_title(web, reads, buckets, stretch.hourly),
    };
    let note = peak
        .map(|(at, _)| Note { at, words: format!("{} · {}", name(&buckets[at]), reads.number(whole(buckets[at].mentions))) });
    let values = |buckets: &[Bucket]| buckets.iter().map(|bucket| bucket.mentions).collect::<Vec<_>>();
    let comparison = volume
        .earlier
        .as_deref()
        .filter(|earlier| is_comparable(earlier))
        .map(|earlier| Series { name: say("chart-before", &[]), values: values(earlier) });
    let goes_on = |bucket: &Bucket| bucket.to > reads.now.as_microsecond();
    let points = buckets.iter().map(|bucket| {
        let (short, href) = (name(bucket), behind(member, filter, bucket));
        match goes_on(bucket) {
            true => Point { name: say("topics-chart-so-far", &[("when", short.as_str().into())]), short: Some(short), href },
            false => Point { name: short, short: None, href },
        }
    });
    let unit = match (stretch.hourly, &filter.period) {
        (true, _) => say("topics-chart-per-hour", &[]),
        // What stands beside is of all times; the chart is not.
        (false, Period::All) => say("topics-chart-per-day-of", &[("weeks", FluentValue::from(CHART_DAYS / 7))]),
        (false, _) => say("topics-chart-per-day", &[]),
    };
    let first = buckets.iter().find(|bucket| bucket.mentions.is_some());
    let chart = VolumeChart {
        title: title.clone(),
        unit: unit.clone(),
        form: if buckets.len() <= BARS_MAX { Form::Bars } else { Form::Line },
        points: points.collect(),
        series: vec![Series {
            name: say(if filter.by_story { "stories-series" } else { "topics-chart-series" }, &[]),
            values: values(buckets),
        }],
        comparison,
        note,
        marks: volume.marks.clone(),
        unfinished: buckets.last().is_some_and(goes_on),
        unknown_before: first.map(|bucket| say(volume.unknown_key, &[("day", name(bucket).into())])),
        ..VolumeChart::default()
    };
    Some(context! { title, unit, svg => Value::from_safe_string(chart::volume(&chart, &chart_words(web, reads))) })
}

/// Whether enough is known of the stretch before to draw it: most of it.
fn is_comparable(earlier: &[Bucket]) -> bool {
    earlier.iter().filter(|bucket| bucket.mentions.is_some()).count() * 2 > earlier.len()
}

/// Where a point leads: its mentions; nowhere when there are none.
fn behind(member: &Member, filter: &MentionFilter, bucket: &Bucket) -> Option<String> {
    bucket.mentions.filter(|mentions| *mentions > 0)?;
    let behind = MentionFilter { period: Period::Moments(bucket.from, bucket.to), ..filter.clone() };
    Some(member.href(&format!("mentions?{}", behind.to_address())))
}

/// The greatest bucket and how many times the usual (the median of what is known) it is, when that is worth saying.
fn peak(buckets: &[Bucket]) -> Option<(usize, u64)> {
    let mut known: Vec<u64> = buckets.iter().filter_map(|bucket| bucket.mentions).collect();
    known.sort_unstable();
    let usual = known.get(known.len() / 2).copied().filter(|usual| *usual > 0 && known.len() >= 7)?;
    let (at, most) = buckets
        .iter()
        .enumerate()
        .filter_map(|(at, bucket)| Some((at, bucket.mentions?)))
        .max_by_key(|(_, mentions)| *mentions)?;
    (most >= PEAK_MENTIONS_MIN && most / usual >= PEAK_TIMES).then_some((at, most / usual))
}

fn plain_title(web: &Web, reads: &Reader, buckets: &[Bucket], hourly: bool) -> String {
    let known: Vec<u64> = buckets.iter().filter_map(|bucket| bucket.mentions).collect();
    let total: u64 = known.iter().sum();
    let each = total.checked_div(known.len() as u64).unwrap_or(0);
    let key = match (each, hourly) {
        (0, _) => "topics-chart-plain",
        (_, true) => "topics-chart-plain-hours",
        (_, false) => "topics-chart-plain-days",
    };
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    web.views.words.say(
        reads.language,
        key,
        &[
            ("n", FluentValue::from(f64::from(u32::try_from(total).unwrap_or(u32::MAX)))),
            ("n_words", reads.number(number(total)).into()),
            ("each", reads.number(number(each)).into()),
        ],
    )
}

fn whole(mentions: Option<u64>) -> i64 {
    i64::try_from(mentions.unwrap_or(0)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(values: &[u64], expected: Option<(usize, u64)>) {
        let buckets: Vec<Bucket> = values.iter().map(|value| Bucket { from: 0, to: 1, mentions: Some(*value) }).collect();
        assert_eq!(peak(&buckets), expected, "{values:?}");
    }

    #[test]
    fn only_an_outstanding_day_is_spoken_of() {
        check(&[5, 6, 5, 40, 6, 5, 7, 6], Some((3, 6)));
        check(&[5, 6, 5, 7, 6, 5, 7, 6], None);
        check(&[0, 0, 1, 3, 0, 0, 0, 0], None);
        check(&[1, 1, 1, 3, 1, 1, 1, 1], None);
        check(&[1, 100], None);
    }
}
