//! `GET /w/{workspace}/topics/{topic}/replay`: a part of the past as if it were live. `from` and `to` are days of the reader, `at` of `of` is how
//! much of it is known.

use app::{
    Noun, Refusal,
    listen::signal_read::{REPLAY_DAYS_MAX, Replayed},
};
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::signal::Finding;
use fluent_bundle::FluentValue;
use jiff::{Span, civil::Date};
use minijinja::{Value, context, value::Serde};
use serde::Serialize;
use store::{Id, topic::Topic};
use url::form_urlencoded;

use super::drawn::{Remarks, kind_words, mentions, moment, picture, whole};
use crate::{Web, chart::POINTS_MAX, error::Fault, format::Reader, page, pages::mentions::row, request::Member};

/// What is shown when nothing is said, in days.
const DAYS: i64 = 7;
const SECOND_US: i64 = 1_000_000;

/// Draws the replay.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, topic)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let fault = |refusal| Fault::page(&web, member.language(), refusal);
    let id: Id<Topic> = topic.parse().map_err(|_not_a_number| fault(Refusal::NoSuch(Noun::Topic)))?;
    let topic = member.reader.topic(id).await.map_err(|error| fault(error.into()))?;
    let topic = topic.ok_or_else(|| fault(Refusal::NoSuch(Noun::Topic)))?;
    let own = draw(&web, &member, &topic, &query.unwrap_or_default()).await.map_err(fault)?;
    let title = web.views.words.say(member.language(), "signals-replay-of", &[("name", topic.name.as_str().into())]);
    Ok(page::show(&web, &member, &headers, "listen", &title, "signals/replay.html", own))
}

/// What was asked for: first day, last day, and how far, as a part of a whole.
fn asked(query: &str, reads: &Reader) -> (Date, Date, Option<(usize, usize)>) {
    let today = reads.now.to_zoned(reads.zone.clone()).date();
    let value =
        |name: &str| form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    let day = |name: &str| value(name).and_then(|value| value.parse::<Date>().ok());
    let number = |name: &str| value(name).and_then(|value| value.parse::<usize>().ok()).filter(|n| *n <= POINTS_MAX);
    let to = day("to").unwrap_or(today).min(today);
    let first = |days: i64| to.saturating_sub(Span::new().days(days - 1));
    let from = day("from").unwrap_or_else(|| first(DAYS)).clamp(first(REPLAY_DAYS_MAX), to);
    (from, to, number("at").zip(number("of").filter(|of| *of > 0)))
}

async fn draw(web: &Web, member: &Member, topic: &Topic, query: &str) -> Result<Value, Refusal> {
    let reads = row::reads(web, member);
    let (from, to, part) = asked(query, &reads);
    let begins = |day: Date| day.to_zoned(reads.zone.clone()).map_or(0, |zoned| zoned.timestamp().as_second());
    let from_s = begins(from);
    let to_s = begins(to.saturating_add(Span::new().days(1))).min(web.app.now() / SECOND_US);
    let replayed = web.app.replay_topic(&member.actor, topic.id, from_s, to_s, to_s).await?;
    let steps = replayed.points.len();
    let at = part.map_or(steps, |(at, of)| (steps * at / of).min(steps));
    let first_alarm = replayed.findings.iter().map(|finding| finding.known_s).find(|known_s| *known_s > from_s);
    let states: Vec<Moment> = (0..=steps).map(|known| state(web, &reads, &replayed, known)).collect();
    let href = |path: &str| member.href(&format!("topics/{}/{path}", topic.id));
    let moment_href = |known: usize| href(&format!("replay?from={from}&to={to}&at={known}&of={steps}"));
    let found = |finding: &Finding| found(web, member, topic, &reads, finding, known_at(&replayed, finding), at);
    Ok(context! {
        topic => topic.name.as_str(), topic_href => member.href(&format!("topics/{}", topic.id)), from => from.to_string(), to => to.to_string(), at, steps,
        state => Value::from(Serde(&states.get(at))), states => serde_json::to_string(&states).unwrap_or_default(), learnt_from => replayed.learnt_from_s * SECOND_US,
        chart => picture(web, member, &reads, topic.id, &replayed, Remarks { alarm_s: first_alarm, curtain: Some(at) }), days_max => REPLAY_DAYS_MAX,
        found => replayed.findings.iter().map(|finding| context! { moment_href => moment_href(known_at(&replayed, finding)), ..found(finding) }).collect::<Vec<_>>(),
        found_yet => replayed.findings.iter().filter(|finding| known_at(&replayed, finding) <= at).count(),
        action => href("replay"), recall_href => href("recall"),
        signals_href => member.href(&format!("signals?topic={}", topic.id)), is_archived => topic.archived_at.is_some(),
    })
}

/// What the detector says at a moment of the replay.
#[derive(Serialize)]
struct Moment {
    /// When that is.
    moment: String,
    /// What was counted there, and what is usual.
    said: String,
    /// How far it is from an alarm.
    judged: String,
    /// `calm`, `alarm` or `lasts`.
    mood: &'static str,
    /// The surprise, in per cent of what an alarm takes, at most a hundred.
    part: u64,
}

/// The state after so many points.
fn state(web: &Web, reads: &Reader, replayed: &Replayed, known: usize) -> Moment {
    let say = |key: &str, args: &[(&str, FluentValue<'_>)]| web.views.words.say(reads.language, key, args);
    let Some(point) = known.checked_sub(1).and_then(|at| replayed.points.get(at)) else {
        let moment = moment(reads, replayed, replayed.from_s);
        return Moment { moment, said: say("signals-state-begin", &[]), judged: String::new(), mood: "calm", part: 0 };
    };
    let number = |value: f64| reads.number(i64::try_from(whole(value)).unwrap_or(i64::MAX));
    let args = [
        ("n", point.count.round().into()),
        ("count", number(point.count).into()),
        ("low", number(point.low).into()),
        ("high", number(point.high).into()),
    ];
    let part = whole((point.score * 200.0).min(100.0));
    let (mood, judged) = if point.alarm.is_some() {
        ("alarm", say("signals-state-alarm", &[]))
    } else if point.lasts {
        ("lasts", say("signals-state-lasts", &[]))
    } else {
        ("calm", say("signals-state-calm", &[("part", number(point.score * 200.0).into())]))
    };
    Moment { moment: moment(reads, replayed, point.at_s), said: say("signals-state-said", &args), judged, mood, part }
}

/// After how many points a finding is known.
fn known_at(replayed: &Replayed, finding: &Finding) -> usize {
    replayed
        .points
        .iter()
        .filter(|point| point.at_s + replayed.grain_s < finding.known_s)
        .count()
        .min(replayed.points.len().saturating_sub(1))
        + 1
}

fn found(web: &Web, member: &Member, topic: &Topic, reads: &Reader, finding: &Finding, known: usize, at: usize) -> Value {
    let episode = &finding.episode;
    let end_s = episode.last_s + i64::from(finding.grain_s);
    context! {
        kind => kind_words(web, reads.language, app::listen::signal_watch::word(episode.kind)), phrase => finding.phrase.as_deref(),
        known_at => finding.known_s * SECOND_US, started_at => episode.start_s * SECOND_US, ended_at => episode.end_s.map(|_over| end_s * SECOND_US),
        sentence => finding.sentence(reads.language), href => mentions(member, topic.id, episode.start_s, end_s), known, is_later => known > at,
    }
}
