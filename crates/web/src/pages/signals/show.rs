//! `GET /w/{workspace}/signals/{signal}`: what happened, why it was told, and what explains it.

use app::{
    Noun, Refusal,
    listen::filter::MentionFilter,
    listen::signal_read::{Replayed, SignalRead},
};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::signal::{Kind, Named, Part, PartKind};
use minijinja::{Value, context};
use store::{Id, document::Document, signal::Signal};

use super::drawn::{Remarks, kind_words, mentions, narrowed, picture, tenth, whole};
use crate::{Web, error::Fault, format::Reader, page, pages::mentions::row, private, request::Member};

/// So much before and after the signal is drawn, in seconds.
const AROUND_S: i64 = 24 * 3_600;
const SECOND_US: i64 = 1_000_000;
/// A new theme is told from the mentions of so long before, in seconds.
const THEME_S: i64 = 2 * 3_600;

/// Draws a signal.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, signal)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let fault = |refusal| Fault::page(&web, member.language(), refusal);
    let id: Id<Signal> = signal.parse().map_err(|_not_a_number| fault(Refusal::NoSuch(Noun::Signal)))?;
    let read = web.app.read_signal(&member.actor, id).await.map_err(fault)?;
    let own = draw(&web, &member, &read).await.map_err(fault)?;
    let title = format!("{} · {}", read.topic.name, kind_words(&web, member.language(), &read.signal.kind));
    Ok(page::show(&web, &member, &headers, "signals", &title, "signals/show.html", own))
}

async fn draw(web: &Web, member: &Member, read: &SignalRead) -> Result<Value, Refusal> {
    let reads = row::reads(web, member);
    let (signal, told, topic) = (&read.signal, &read.told, &read.topic);
    let now_s = web.app.now() / SECOND_US;
    let (start_s, last_s) = (signal.started_at / SECOND_US, signal.ended_at.map_or(now_s, |at| at / SECOND_US));
    let (from_s, to_s) = (start_s - AROUND_S, (last_s + AROUND_S).min(now_s));
    let replayed: Replayed = web.app.replay_topic(&member.actor, topic.id, from_s, to_s, to_s).await?;
    let alarm_s = signal.alarmed_at / SECOND_US;
    let first = match told.evidence.first_document {
        Some(id) => web.app.mentions(&member.actor, &[Id::<Document>::new(id)]).await?.pop(),
        None => None,
    };
    let (low, high) = told.evidence.negative_bounds;
    // A theme is explained by the mentions that have its phrase, of the hours before it was known to burst, too.
    let (heard_s, theme) = match told.episode.kind {
        Kind::NewTheme => (start_s - THEME_S, quoted(&signal.phrase)),
        _ => (start_s, String::new()),
    };
    let named = |all: &[Named], to: fn(&mut MentionFilter, &str)| -> Vec<Value> {
        let href = |name: &str| {
            narrowed(member, topic.id, heard_s, last_s, |filter| {
                filter.ask(&theme);
                to(filter, name);
            })
        };
        let one =
            |one: &Named| context! { name => private::line(web, member, &one.name), count => one.count, href => href(&one.name) };
        all.iter().map(one).collect()
    };
    Ok(context! {
        id => signal.id.get(), topic => topic.name.as_str(), topic_href => member.href(&format!("topics/{}", topic.id)), list_href => member.href("signals"),
        kind => kind_words(web, reads.language, &signal.kind), sentence => told.sentence(reads.language), lasts => signal.ended_at.is_none(),
        started_at => signal.started_at, alarmed_at => signal.alarmed_at, peak_at => signal.peak_at, ended_at => signal.ended_at, hindsight => signal.hindsight,
        band => band(web, &reads, read),
        chart => picture(web, member, &reads, topic.id, &replayed, Remarks { alarm_s: Some(alarm_s), curtain: None }), mentions_href => mentions(member, topic.id, start_s, last_s),
        replay_href => member.href(&format!("topics/{}/replay?from={}&to={}", topic.id, day(&reads, from_s), day(&reads, to_s))),
        buzz => whole(told.buzz.score), buzz_parts => told.buzz.parts.iter().map(|one| part(web, &reads, one)).collect::<Vec<_>>(),
        factor => tenth(reads.language, told.buzz.factor), looked_at => told.evidence.mentions,
        private => private::choice(member, first.iter().flat_map(|mention| [&mention.title, &mention.excerpt])),
        first => first.map(|mention| context! {
            href => member.href(&format!("mentions/{}", mention.row.id)), title => private::drawn(web, member, if mention.row.title.is_empty() { &mention.excerpt } else { &mention.title }),
            site => mention.row.site.as_str(), author => mention.row.author.as_str(), at => mention.row.published_at,
        }),
        phrases => named(&told.evidence.phrases, |filter, phrase| filter.ask(format!("{} {}", filter.words, quoted(phrase)).trim())),
        sites => named(&told.evidence.sites, |filter, site| filter.site = Some(site.to_owned())), sites_count => told.evidence.sites_count,
        authors => named(&told.evidence.authors, |filter, author| filter.author = Some(author.to_owned())), authors_count => told.evidence.authors_count, judged => told.evidence.judged,
        negative => told.evidence.negative, negative_low => whole(low * 100.0), negative_high => whole(high * 100.0),
        feedback => signal.feedback.as_str(), judge_href => member.href(&format!("signals/{}/judge", signal.id)),
        threshold => read.threshold.map(|threshold| tenth(reads.language, threshold.value())),
        threshold_factor => read.threshold.map(|threshold| whole(threshold.factor() * 100.0)),
    })
}

/// The strongest point in words, against what is usual there, where points tell more than the sentence does.
fn band(web: &Web, reads: &Reader, read: &SignalRead) -> Option<String> {
    let (signal, told) = (&read.signal, &read.told);
    let key = match told.episode.kind {
        Kind::Peak => "signals-band-peak",
        Kind::NegativePeak => "signals-band-negative",
        Kind::Silence | Kind::NewTheme | Kind::Spread => return None,
    };
    let span = match told.grain_s {
        300 => "five",
        3_600 => "hour",
        _ => "day",
    };
    let number = |value: f64| reads.number(i64::try_from(whole(value)).unwrap_or(i64::MAX));
    let args = [
        ("span", span.into()),
        ("n", signal.count.round().into()),
        ("count", number(signal.count).into()),
        ("low", number(signal.low).into()),
        ("high", number(signal.high).into()),
    ];
    Some(web.views.words.say(reads.language, key, &args))
}

/// A day as a form writes it.
pub(super) fn day(reads: &Reader, at_s: i64) -> String {
    reads.zoned(at_s * SECOND_US).date().to_string()
}

/// Some words as a query asks for them next to each other.
fn quoted(phrase: &str) -> String {
    format!("\"{}\"", phrase.replace(['"', '\\'], " "))
}

fn part(web: &Web, reads: &Reader, part: &Part) -> Value {
    let key = match part.kind {
        PartKind::Volume => "volume",
        PartKind::Negative => "negative",
        PartKind::Speed => "speed",
        PartKind::Spread => "spread",
        PartKind::Authors => "authors",
        PartKind::Reach => "reach",
    };
    let say = |key: String| web.views.words.say(reads.language, &key, &[]);
    context! {
        name => say(format!("signals-part-{key}")), how => say(format!("signals-part-{key}-how")),
        points => tenth(reads.language, part.points), most => tenth(reads.language, part.most), value => whole(part.points * 10.0), max => whole(part.most * 10.0).max(1),
    }
}
