//! A signal and its picture, as the pages draw them.

use app::listen::{
    filter::{MentionFilter, Period},
    signal_read::{Replayed, sentence},
};
use domain::{Language, signal::Reading};
use fluent_bundle::FluentValue;
use jiff::tz::TimeZone;
use minijinja::{Value, context};
use store::{Id, signal::Signal, topic::Topic};

use crate::{
    Web,
    chart::{self, Band, Form, Note, Point, Series, VolumeChart},
    format::Reader,
    pages::listen::volume::chart_words,
    request::Member,
};

const SECOND_US: i64 = 1_000_000;

/// A signal of a list.
pub(crate) fn signal(web: &Web, member: &Member, signal: &Signal, topics: &[Topic]) -> Value {
    let topic = topics.iter().find(|topic| topic.id == signal.topic_id);
    context! {
        id => signal.id.get(), href => member.href(&format!("signals/{}", signal.id)), kind => kind_words(web, member.language(), &signal.kind),
        tone => tone(signal), topic => topic.map(|topic| topic.name.as_str()), topic_href => member.href(&format!("topics/{}", signal.topic_id)),
        sentence => sentence(signal, member.language()), started_at => signal.started_at, ended_at => signal.ended_at, lasts => signal.ended_at.is_none(),
        hindsight => signal.hindsight, feedback => signal.feedback.as_str(), buzz => rounded(signal.buzz),
    }
}

/// The words of a kind.
pub(crate) fn kind_words(web: &Web, language: Language, kind: &str) -> String {
    web.views.words.say(language, &format!("signals-kind-{}", kind.replace('_', "-")), &[])
}

/// The colour of a signal: bad where it looks like a bad buzz.
fn tone(signal: &Signal) -> &'static str {
    match signal.kind.as_str() {
        "negative_peak" => "bad",
        "peak" | "new_theme" | "spread" if signal.buzz < BAD_BUZZ => "info",
        _ => "warn",
    }
}

/// From this score on, a signal is drawn as a warning.
const BAD_BUZZ: f64 = 30.0;

/// A number of zero or more as a whole one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts and scores are small and never negative")]
pub(super) fn whole(value: f64) -> u64 {
    value.max(0.0).round() as u64
}

fn rounded(value: f64) -> i64 {
    i64::try_from(whole(value)).unwrap_or(i64::MAX)
}

/// A number with one digit after the point, as the reader writes it.
pub(super) fn tenth(language: Language, value: f64) -> String {
    let text = format!("{value:.1}");
    if language == Language::French { text.replace('.', ",") } else { text }
}

/// The address of the mentions of a topic between two moments, seconds since 1970.
pub(super) fn mentions(member: &Member, topic: Id<Topic>, from_s: i64, to_s: i64) -> String {
    narrowed(member, topic, from_s, to_s, |_| {})
}

/// The same, of those that something else holds for, too.
pub(super) fn narrowed(member: &Member, topic: Id<Topic>, from_s: i64, to_s: i64, to: impl FnOnce(&mut MentionFilter)) -> String {
    let period = Period::Moments(from_s * SECOND_US, to_s * SECOND_US);
    let mut filter = MentionFilter { topic: Some(topic), period, ..MentionFilter::all(TimeZone::UTC) };
    to(&mut filter);
    member.href(&format!("mentions?{}", filter.to_address()))
}

/// What is remarked on a picture of a series.
#[derive(Clone, Copy, Default)]
pub(super) struct Remarks {
    /// When an alarm was raised, seconds since 1970.
    pub(super) alarm_s: Option<i64>,
    /// Points from this one on are still to come.
    pub(super) curtain: Option<usize>,
}

/// The name of a moment of a series.
pub(super) fn moment(reads: &Reader, replayed: &Replayed, at_s: i64) -> String {
    let at = at_s * SECOND_US;
    if replayed.grain_s < 86_400 { format!("{} {}", reads.day(at), reads.clock(at)) } else { reads.day(at) }
}

/// Volume with what was expected and the band of what is usual; a point leads to its mentions.
pub(super) fn picture(
    web: &Web,
    member: &Member,
    reads: &Reader,
    topic: Id<Topic>,
    replayed: &Replayed,
    remarks: Remarks,
) -> Option<Value> {
    let points = replayed.points.as_slice();
    if points.len() < 2 {
        return None;
    }
    let say = |key: &str, args: &[(&str, FluentValue<'_>)]| web.views.words.say(reads.language, key, args);
    let place = remarks
        .alarm_s
        .and_then(|alarm_s| points.iter().rposition(|point| point.at_s < alarm_s && alarm_s <= point.at_s + replayed.grain_s));
    let unit = match replayed.grain_s {
        300 => say("signals-per-five", &[]),
        3_600 => say("topics-chart-per-hour", &[]),
        _ => say("topics-chart-per-day", &[]),
    };
    let title = say("signals-chart", &[]);
    let values = |of: fn(&Reading) -> f64| points.iter().map(|point| Some(whole(of(point)))).collect::<Vec<_>>();
    let behind = |point: &Reading| Point {
        name: moment(reads, replayed, point.at_s),
        short: None,
        href: (point.count > 0.0).then(|| mentions(member, topic, point.at_s, point.at_s + replayed.grain_s)),
    };
    let chart = VolumeChart {
        title: title.clone(),
        unit: unit.clone(),
        form: Form::Line,
        points: points.iter().map(behind).collect(),
        series: vec![Series { name: say("topics-chart-series", &[]), values: values(|point| point.count) }],
        comparison: Some(Series { name: say("signals-expected", &[]), values: values(|point| point.expected) }),
        band: Some(Band { name: say("signals-usual", &[]), low: values(|point| point.low), high: values(|point| point.high) }),
        note: place.map(|at| Note {
            at,
            words: say("signals-alarm", &[("when", reads.clock(remarks.alarm_s.unwrap_or(0) * SECOND_US).into())]),
        }),
        curtain: remarks.curtain,
        ..VolumeChart::default()
    };
    Some(context! { title, unit, svg => Value::from_safe_string(chart::volume(&chart, &chart_words(web, reads))) })
}
