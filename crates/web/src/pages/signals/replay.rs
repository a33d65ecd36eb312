//! `GET /w/{workspace}/topics/{topic}/replay`: a part of the past as if it were live. `from` and `to` are days of the reader, `at` is how many
//! steps of it were known.

use app::{Noun, Refusal, listen::signal_read::REPLAY_DAYS_MAX};
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::signal::Finding;
use jiff::{Span, civil::Date};
use minijinja::{Value, context};
use store::{Id, topic::Topic};
use url::form_urlencoded;

use super::drawn::{kind_words, mentions, picture, tenth};
use crate::{Web, error::Fault, format::Reader, page, pages::mentions::row, request::Member};

/// What is shown when nothing is said, in days.
const DAYS: i64 = 7;
/// The steps of the slider.
const STEPS: i64 = 100;
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

/// What was asked for: first day, last day, and how far of a hundred.
fn asked(query: &str, reads: &Reader) -> (Date, Date, i64) {
    let today = reads.now.to_zoned(reads.zone.clone()).date();
    let value =
        |name: &str| form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    let day = |name: &str| value(name).and_then(|value| value.parse::<Date>().ok());
    let to = day("to").unwrap_or(today).min(today);
    let first = |days: i64| to.saturating_sub(Span::new().days(days - 1));
    let from = day("from").unwrap_or_else(|| first(DAYS)).clamp(first(REPLAY_DAYS_MAX), to);
    let at = value("at").and_then(|value| value.parse::<i64>().ok()).unwrap_or(STEPS).clamp(0, STEPS);
    (from, to, at)
}

async fn draw(web: &Web, member: &Member, topic: &Topic, query: &str) -> Result<Value, Refusal> {
    let reads = row::reads(web, member);
    let (from, to, at) = asked(query, &reads);
    let begins = |day: Date| day.to_zoned(reads.zone.clone()).map_or(0, |zoned| zoned.timestamp().as_second());
    let from_s = begins(from);
    let to_s = begins(to.saturating_add(Span::new().days(1))).min(web.app.now() / SECOND_US);
    let at_s = from_s + (to_s - from_s) * at / STEPS;
    let replayed = web.app.replay_topic(&member.actor, topic.id, from_s, to_s, at_s).await?;
    let first_alarm = replayed.findings.iter().map(|finding| finding.known_s).find(|known_s| *known_s > from_s);
    Ok(context! {
        topic => topic.name.as_str(), topic_href => member.href(&format!("topics/{}", topic.id)), from => from.to_string(), to => to.to_string(), at, steps => STEPS,
        known_to => replayed.at_s * SECOND_US, learnt_from => replayed.learnt_from_s * SECOND_US,
        chart => picture(web, member, &reads, topic.id, &replayed, first_alarm), days_max => REPLAY_DAYS_MAX,
        found => replayed.findings.iter().map(|finding| found(web, member, topic, &reads, finding)).collect::<Vec<_>>(),
        action => member.href(&format!("topics/{}/replay", topic.id)), recall_href => member.href(&format!("topics/{}/recall", topic.id)),
        signals_href => member.href(&format!("signals?topic={}", topic.id)), is_archived => topic.archived_at.is_some(),
    })
}

fn found(web: &Web, member: &Member, topic: &Topic, reads: &Reader, finding: &Finding) -> Value {
    let episode = &finding.episode;
    let end_s = episode.last_s + i64::from(finding.grain_s);
    context! {
        kind => kind_words(web, reads.language, app::listen::signal_watch::word(episode.kind)), phrase => finding.phrase.as_deref(),
        known_at => finding.known_s * SECOND_US, started_at => episode.start_s * SECOND_US, ended_at => episode.end_s.map(|_over| end_s * SECOND_US),
        count => tenth(reads.language, episode.peak_count), expected => tenth(reads.language, episode.peak_expected),
        high => tenth(reads.language, finding.band.1), href => mentions(member, topic.id, episode.start_s, end_s),
    }
}
