//! Drawing what was felt: net sentiment, reputation, sentiment over time, and lists of counts with what was felt in each.

use app::listen::{
    figures::Feeling,
    figures_sample::{SampledStory, Tally},
    filter::{MentionFilter, Period},
    volume::{Bucket, Stretch},
};
use domain::feeling::Felt;
use fluent_bundle::FluentValue;
use minijinja::{Value, context};

use super::volume::chart_words;
use crate::{
    Web,
    chart::{self, Form, Point, Series, Share, Tone, VolumeChart},
    format::Reader,
    pages::mentions::understood::sentiment_words,
    private,
    request::Member,
};

/// What was felt with its colours, in the order of a bar.
fn parts(web: &Web, reads: &Reader, felt: &Felt) -> Vec<Share> {
    let part = |name: &str, value: i64, tone: Tone| Share {
        name: sentiment_words(web, reads.language, name),
        value: u64::try_from(value).unwrap_or(0),
        href: None,
        tone,
    };
    vec![
        part("positive", felt.positive, Tone::Good),
        part("neutral", felt.neutral, Tone::Series(2)),
        part("negative", felt.negative, Tone::Bad),
        part("unsure", felt.unsure + felt.unread, Tone::Rest),
    ]
}

/// A bar of what was felt, said in words for who cannot see it.
pub(crate) fn strip(web: &Web, reads: &Reader, felt: &Felt) -> Option<Value> {
    let parts = parts(web, reads, felt);
    let said: Vec<String> =
        parts.iter().filter(|part| part.value > 0).map(|part| format!("{} {}", part.name, part.value)).collect();
    (!said.is_empty()).then(|| Value::from_safe_string(chart::share_strip(&said.join(", "), &parts)))
}

/// `+12`, `−4`, `0`: a figure in points with its sign.
pub(crate) fn signed(reads: &Reader, points: f64) -> String {
    let whole = rounded(points);
    if whole > 0 { format!("+{}", reads.number(whole)) } else { reads.number(whole) }
}

/// A whole number of points.
#[expect(clippy::cast_possible_truncation, reason = "points are between −100 and 100")]
pub(crate) const fn rounded(points: f64) -> i64 {
    points.round() as i64
}

/// Net sentiment, its bounds, its base, what is unsure, and the index of reputation, each with what it was before.
pub(crate) fn feeling(web: &Web, reads: &Reader, feeling: &Feeling) -> Value {
    let net = feeling.felt.net();
    let before = feeling.before.and_then(|before| before.net());
    context! {
        all => feeling.felt.all(), net => net.map(|net| signed(reads, net.net)),
        low => net.map(|net| signed(reads, net.low)), high => net.map(|net| signed(reads, net.high)), sure => feeling.felt.sure(),
        net_before => before.map(|net| signed(reads, net.net)), unsure => feeling.felt.unsure, read => feeling.felt.sure() + feeling.felt.unsure,
        unread => feeling.felt.unread, strip => strip(web, reads, &feeling.felt),
        reputation => feeling.reputation.map(rounded), reputation_before => feeling.reputation_before.map(rounded),
    }
}

/// The name of a bucket in the reader's language.
fn name(reads: &Reader, stretch: Stretch, at: i64) -> String {
    if stretch.hourly { format!("{} {}", reads.day(at), reads.clock(at)) } else { reads.day(at) }
}

/// The colours of [`app::listen::figures::FELT`].
pub(crate) const FELT_TONES: [Tone; 4] = [Tone::Good, Tone::Series(2), Tone::Bad, Tone::Rest];

/// Several series over the same stretch as lines, in these colours or the usual ones; `href` says where a point leads.
pub(crate) fn lines(
    web: &Web,
    reads: &Reader,
    stretch: Stretch,
    title_key: &str,
    series: &[(String, &[Bucket])],
    tones: &[Tone],
    href: impl Fn(&Bucket) -> Option<String>,
) -> Option<Value> {
    let (_, first) = series.first()?;
    let said = |bucket: &Bucket| {
        series.iter().any(|(_, buckets)| buckets.iter().any(|one| one.from == bucket.from && one.mentions > Some(0)))
    };
    if first.len() < 2 || !first.iter().any(said) {
        return None;
    }
    let say = |key: &str| web.views.words.say(reads.language, key, &[]);
    let points = first.iter().map(|bucket| Point {
        name: name(reads, stretch, bucket.from),
        short: None,
        href: if said(bucket) { href(bucket) } else { None },
    });
    let (title, unit) = (say(title_key), say(if stretch.hourly { "topics-chart-per-hour" } else { "topics-chart-per-day" }));
    let chart = VolumeChart {
        title: title.clone(),
        unit: unit.clone(),
        form: Form::Line,
        points: points.collect(),
        series: series
            .iter()
            .map(|(name, buckets)| Series { name: name.clone(), values: buckets.iter().map(|bucket| bucket.mentions).collect() })
            .collect(),
        unfinished: first.last().is_some_and(|bucket| bucket.to > reads.now.as_microsecond()),
        ..VolumeChart::default()
    };
    Some(context! { title, unit, svg => Value::from_safe_string(chart::volume_in(&chart, tones, &chart_words(web, reads))) })
}

/// The mentions of a bucket under a filter.
pub(crate) fn behind(member: &Member, filter: &MentionFilter, bucket: &Bucket) -> String {
    address(member, &MentionFilter { period: Period::Moments(bucket.from, bucket.to), ..filter.clone() })
}

/// The stream under a filter.
pub(crate) fn address(member: &Member, filter: &MentionFilter) -> String {
    member.href(&format!("mentions?{}", filter.to_address()))
}

/// A list of counts: what each is called, where it leads, how many, what was felt.
pub(crate) fn tallies<K>(
    web: &Web,
    reads: &Reader,
    tallies: &[Tally<K>],
    of: impl Fn(&K) -> (String, Option<String>),
) -> Vec<Value> {
    let row = |tally: &Tally<K>| {
        let (name, href) = of(&tally.key);
        context! { name, href, mentions => tally.mentions, strip => strip(web, reads, &tally.felt) }
    };
    tallies.iter().map(row).collect()
}

/// Stories with how much they were copied.
pub(crate) fn stories(web: &Web, member: &Member, reads: &Reader, stories: &[SampledStory]) -> Vec<Value> {
    let row = |told: &SampledStory| {
        let number = |n: i64| FluentValue::from(f64::from(u32::try_from(n).unwrap_or(u32::MAX)));
        let words = web.views.words.say(
            reads.language,
            "stories-copied",
            &[
                ("n", number(told.story.copies)),
                ("n_words", reads.number(told.story.copies).into()),
                ("sites", number(told.story.sites)),
                ("sites_words", reads.number(told.story.sites).into()),
            ],
        );
        context! { name => private::line(web, member, &told.title), href => member.href(&format!("stories/{}", told.story.id)), words }
    };
    stories.iter().map(row).collect()
}
