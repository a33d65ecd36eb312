//! `GET /w/{workspace}/topics/{topic}`: a topic's figures, its volume, where and in what language it is spoken of, its mentions, its texts.

use app::{
    Noun, Refusal,
    listen::{
        filter::{MentionFilter, Period},
        signal_read::SIGNALS_MAX,
        taught::{About, SENTIMENTS},
        topic_search::SEARCH_JOB,
        volume::Stretch,
    },
};
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use minijinja::{Value, context, value::Serde};
use store::{
    Id,
    rollup::{CellsOf, Facet, WordCount},
    signal::SignalFilter,
    topic::Topic,
};

use super::{found, keep::id, query_markup::markup};
use crate::{
    Web, chart,
    chart::{Share, Tone},
    error::Fault,
    format::Reader,
    page,
    pages::{
        listen::{
            figures::{self, Overview},
            show::days,
            volume,
        },
        mentions::{
            choices::by,
            row::{self, Rows},
            understood::sentiment_words,
        },
        settings::learning,
        signals::drawn,
    },
    private,
    request::Member,
};

/// Mentions that the page shows of the stream.
const MENTIONS_SHOWN: usize = 15;
/// Signals that the page shows.
const SIGNALS_SHOWN: usize = 5;
/// Parts of a share that are named; the rest is one part.
const PARTS_MAX: usize = 5;

/// Draws a topic.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, topic)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let id = id(&web, &member, &topic)?;
    let fault = |refusal| Fault::page(&web, member.language(), refusal);
    let topic =
        member.reader.topic(id).await.map_err(|error| fault(error.into()))?.ok_or_else(|| fault(Refusal::NoSuch(Noun::Topic)))?;
    let own = draw(&web, &member, &topic, &query.unwrap_or_default()).await.map_err(fault)?;
    Ok(page::show(&web, &member, &headers, "listen", &topic.name, "topics/show.html", own))
}

async fn draw(web: &Web, member: &Member, topic: &Topic, query: &str) -> Result<Value, Refusal> {
    let reads = row::reads(web, member);
    let days = days(query, &reads);
    let by_story = MentionFilter::from_address(query, &reads.zone).by_story;
    let filter =
        MentionFilter { topic: Some(topic.id), period: Period::Days(days), by_story, ..MentionFilter::all(reads.zone.clone()) };
    let address = |filter: &MentionFilter| member.href(&format!("mentions?{}", filter.to_address()));
    let reader = member.reader.together();
    let stretch = Stretch::of(&filter, reads.now);
    let (from, to) = stretch.hours();
    let (earlier, until) = stretch.before(&reads.zone).hours();
    let filter_of = SignalFilter { topic: Some(topic.id), since: Some(stretch.from), ..SignalFilter::default() };
    let key = topic.id.to_string();
    let counted = async {
        Ok(tokio::try_join!(
            reader.topics(),
            reader.hours(Some(topic.id), earlier, until, CellsOf::default()),
            reader.facet(Facet::Kind, Some(topic.id), from, to),
            reader.facet(Facet::Language, Some(topic.id), from, to),
            reader.facet(Facet::Sentiment, Some(topic.id), from, to),
            reader.signals(&filter_of, SIGNALS_MAX),
            reader.members(),
            fresh(member, &reader, topic.id),
            reader.open_job(SEARCH_JOB, &key),
            reader.gain(About::Sentiment.name(), Some(topic.id)),
            reader.label_counts(topic.id),
            reader.first_hour(Some(topic.id)),
        )?)
    };
    let ((topics, mut before, kinds, languages, sentiments, signals, members, fresh, job, gain, labels, first), survey, stream) =
        tokio::try_join!(
            counted,
            web.app.survey(&member.actor, &filter),
            web.app.stream(&member.actor, &filter, None, MENTIONS_SHOWN),
        )?;
    if by_story {
        before.iter_mut().for_each(|hour| hour.mentions = hour.stories);
    }
    let compared = topics.iter().filter(|one| figures::is_compared(one)).map(|one| one.id);
    let ids: Vec<Id<Topic>> = std::iter::once(topic.id).chain(compared).collect();
    let beside = volume::Beside { before: Some(&before), signals: &signals };
    let overview = async { Ok(Overview::read(&reader, &ids, &filter, &reads).await?) };
    let (overview, chart) = tokio::try_join!(overview, volume::of_survey(web, member, &filter, &survey, beside))?;
    let names = row::named(members);
    let figures = overview.of(topic.id);
    let base = format!("topics/{}", topic.id);
    let act = |act: &str| member.href(&format!("{base}/{act}"));
    let own =
        |days: i32, by_story: bool| member.href(&format!("{base}?period={days}d{}", if by_story { "&by=story" } else { "" }));
    Ok(context! {
        topic => Value::from(Serde(topic)), query => Value::from_safe_string(markup(&topic.query)), days,
        periods => figures::periods(web, &reads, days, |days| own(days, by_story)), by => by(web, &reads, &filter, |filter| own(days, filter.by_story)),
        each_day => each_day(figures.mentions, days, first, to), figures => figures.value(web, &reads, &topic.name), fresh,
        fresh_href => member.href(&format!("mentions?topic={}", topic.id)), share => figures::share_of_voice(web, member, &reads, &topics, &overview),
        signals => signals.iter().take(SIGNALS_SHOWN).map(|one| drawn::signal(web, member, one, &topics)).collect::<Vec<_>>(), signals_href => member.href(&format!("signals?topic={}", topic.id)), replay_href => act("replay"),
        chart, kinds => facet_bar(web, member, &reads, &filter, &kinds, Facet::Kind), languages => facet_bar(web, member, &reads, &filter, &languages, Facet::Language),
        gain => learning::gain_words(web, member, gain),
        sentiments => facet_bar(web, member, &reads, &filter, &in_order(sentiments), Facet::Sentiment),
        rows => Rows::new(web, member, &names, &filter).rows(&stream.mentions), more => stream.next.is_some(), mentions_href => address(&MentionFilter { by_story: false, ..filter.clone() }), stories_href => address(&MentionFilter { by_story: true, ..filter.clone() }),
        private => private::choice(member, stream.mentions.iter().flat_map(|mention| [&mention.title, &mention.excerpt])),
        list_href => member.href("mentions"), treat_href => member.href("mentions/treat"), return_to => member.here.as_str(),
        tabs => found::tabs(web, member, topic.id, "show"), labels => Value::from(Serde(&labels)), versions_href => act("versions"),
        search => job.map(|job| context! { done => job.done, total => job.total, problem => job.problem }),
        edit_href => act("edit"), search_href => act("search"), stop_href => act("stop"), archive_href => act("archive"), revive_href => act("revive"),
        remove_href => act("remove"), alert_href => member.href(&format!("alerts/new?topic={}", topic.id)), listen_href => member.href("listen"),
    })
}

/// The mean of the last `days`, whose last hour (since 1970) is before `to`; those before the topic's first mention do not count.
fn each_day(mentions: i64, days: i32, first: Option<i64>, to: i64) -> i64 {
    let days = i64::from(days).max(1);
    let known = first.map_or(days, |first| (to - first + 23).div_euclid(24));
    mentions / known.clamp(1, days)
}

/// How many were caught since the member left; none when they had not been here.
async fn fresh(member: &Member, reader: &store::Reader, topic: Id<Topic>) -> Result<Option<i64>, store::StoreError> {
    let here = member.signed.memberships.iter().find(|one| one.workspace_id == member.workspace.id);
    match here.and_then(|here| here.left_at) {
        Some(left) => reader.caught_since(topic, left).await.map(Some),
        None => Ok(None),
    }
}

/// Sentiments from good to bad, what is not known last.
pub(super) fn in_order(mut counts: Vec<WordCount>) -> Vec<WordCount> {
    counts.sort_by_key(|count| SENTIMENTS.iter().rev().position(|name| *name == count.word).unwrap_or(SENTIMENTS.len()));
    counts
}

/// The colour of a part: sentiments have their own, other parts one after the other.
fn tone_of(facet: Facet, word: &str, at: usize) -> Tone {
    match (facet, word) {
        (Facet::Sentiment, "positive") => Tone::Good,
        (Facet::Sentiment, "negative") => Tone::Bad,
        (Facet::Sentiment, "neutral") => Tone::Series(2),
        (Facet::Sentiment, _) => Tone::Rest,
        _ => Tone::Series(u8::try_from(at + 1).unwrap_or(1)),
    }
}

/// The parts of a choice as one bar, each part leading to its mentions.
pub(super) fn facet_bar(
    web: &Web,
    member: &Member,
    reads: &Reader,
    filter: &MentionFilter,
    counts: &[WordCount],
    facet: Facet,
) -> Option<Value> {
    if counts.is_empty() {
        return None;
    }
    let say = |key: &str| web.views.words.say(reads.language, key, &[]);
    let count = |count: &WordCount| u64::try_from(count.mentions).unwrap_or(0);
    let name = |word: &str| match facet {
        Facet::Kind => row::kind_words(web, reads.language, word),
        Facet::Language => row::language_words(web, reads, if word.is_empty() { "none" } else { word }),
        Facet::Sentiment => sentiment_words(web, reads.language, word),
    };
    let narrowed = |word: &str| match facet {
        Facet::Kind => MentionFilter { kind: Some(word.to_owned()), ..filter.clone() },
        Facet::Language => {
            MentionFilter { language: Some(if word.is_empty() { "none".to_owned() } else { word.to_owned() }), ..filter.clone() }
        }
        Facet::Sentiment => {
            MentionFilter { sentiment: Some(if word.is_empty() { "none".to_owned() } else { word.to_owned() }), ..filter.clone() }
        }
    };
    let mut parts: Vec<Share> = counts
        .iter()
        .take(PARTS_MAX)
        .enumerate()
        .map(|(at, part)| Share {
            name: name(&part.word),
            value: count(part),
            href: Some(member.href(&format!("mentions?{}", narrowed(&part.word).to_address()))),
            tone: tone_of(facet, &part.word, at),
        })
        .collect();
    let rest: u64 = counts.iter().skip(PARTS_MAX).map(count).sum();
    if rest > 0 {
        parts.push(Share { name: say("topics-rest"), value: rest, href: None, tone: Tone::Rest });
    }
    let title = say(match facet {
        Facet::Kind => "topics-kinds",
        Facet::Language => "topics-languages",
        Facet::Sentiment => "understood-sentiment",
    });
    Some(Value::from_safe_string(chart::share_bar(&title, &parts, &volume::chart_words(web, reads))))
}

#[cfg(test)]
mod tests {
    use super::each_day;

    #[test]
    fn the_mean_of_a_day_leaves_out_what_nobody_knows() {
        assert_eq!(each_day(70, 7, None, 1_000), 10);
        assert_eq!(each_day(70, 7, Some(0), 1_000), 10);
        assert_eq!(each_day(70, 7, Some(970), 1_000), 35, "a day that began counts");
        assert_eq!(each_day(70, 7, Some(1_000), 1_000), 70);
    }
}
