//! `GET /w/{workspace}/listen`: every topic with its figures, saved views, and what was said last.

use app::{
    Refusal,
    listen::{
        filter::{MentionFilter, Period, Treated},
        topic_search::SEARCH_JOB,
    },
};
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use minijinja::{Value, context};
use store::{Id, topic::Topic};
use url::form_urlencoded;

use super::{
    figures::{self, Overview, PERIOD_DAYS, PERIODS},
    volume,
};
use crate::{
    Web,
    error::Fault,
    page,
    pages::mentions::row::{self, Rows},
    request::Member,
};

/// Topics that the page shows at once; of more, those of most mentions are shown, and the others by their names.
const TOPICS_SHOWN: usize = 30;
/// Mentions that the page shows of the stream.
const MENTIONS_SHOWN: usize = 12;

/// Draws the room.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let own =
        draw(&web, &member, &query.unwrap_or_default()).await.map_err(|refusal| Fault::page(&web, member.language(), refusal))?;
    let title = web.views.words.say(member.language(), "topics-listen", &[]);
    Ok(page::show(&web, &member, &headers, "listen", &title, "listen/show.html", own))
}

/// The period that an address names, or eight weeks.
pub(crate) fn days(query: &str, reads: &crate::format::Reader) -> i32 {
    match MentionFilter::from_address(query, &reads.zone).period {
        Period::Days(days) if PERIODS.contains(&days) => days,
        _ => PERIOD_DAYS,
    }
}

/// Which of many topics are shown.
struct TopicChoice {
    /// Letters of their names; empty for none.
    find: String,
    /// All of them.
    all: bool,
}

impl TopicChoice {
    fn of(query: &str) -> Self {
        let mut choice = Self { find: String::new(), all: false };
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match name.as_ref() {
                "find" => value.trim().clone_into(&mut choice.find),
                "topics" => choice.all = value == "all",
                _ => {}
            }
        }
        choice
    }

    /// Those that the letters name; without letters all that are wished or few, or else those of most mentions.
    fn among<'t>(&self, topics: &'t [Topic], overview: &Overview) -> Vec<&'t Topic> {
        let wanted = query::fold(&self.find);
        let mut shown: Vec<&Topic> = topics.iter().filter(|topic| query::fold(&topic.name).contains(&wanted)).collect();
        if !self.all && wanted.is_empty() && shown.len() > TOPICS_SHOWN {
            shown.sort_by_key(|topic| std::cmp::Reverse(overview.topics.get(&topic.id).map_or(0, |figures| figures.mentions)));
            shown.truncate(TOPICS_SHOWN);
        }
        shown
    }
}

async fn draw(web: &Web, member: &Member, query: &str) -> Result<Value, Refusal> {
    let reads = row::reads(web, member);
    let days = days(query, &reads);
    let filter = MentionFilter { period: Period::Days(days), ..MentionFilter::all(reads.zone.clone()) };
    let topics = member.reader.topics().await?;
    let ids: Vec<Id<Topic>> = std::iter::once(Id::new(0)).chain(topics.iter().map(|topic| topic.id)).collect();
    let overview = Overview::read(&member.reader, &ids, &filter, &reads).await?;
    let names = row::names(member).await?;
    let everything = MentionFilter::all(reads.zone.clone());
    let stream = web.app.stream(&member.actor, &everything, None, MENTIONS_SHOWN).await?;
    let survey = web.app.survey(&member.actor, &filter).await?;
    let chart = volume::of_survey(web, member, &filter, &survey, volume::Beside::default()).await?;
    let open = web.app.survey(&member.actor, &MentionFilter { treated: Treated::Open, ..filter.clone() }).await?;
    let views = member.reader.views().await?;
    let jobs = member.reader.jobs(20).await?;
    let searches: Vec<Value> = jobs
        .iter()
        .filter(|job| job.kind == SEARCH_JOB && job.state == "open")
        .filter_map(|job| {
            let topic = topics.iter().find(|topic| topic.id.to_string() == job.key)?;
            Some(context! { name => topic.name.as_str(), href => member.href(&format!("topics/{}", topic.id)), done => job.done, total => job.total })
        })
        .collect();
    let choice = TopicChoice::of(query);
    let shown = choice.among(&topics, &overview);
    let rows: Vec<Value> = shown
        .iter()
        .map(|topic| {
            context! {
                name => topic.name.as_str(), kind => topic.kind.as_str(), href => member.href(&format!("topics/{}?period={days}d", topic.id)),
                mentions_href => member.href(&format!("mentions?topic={}&period={days}d", topic.id)),
                figures => overview.of(topic.id).value(web, &reads, &topic.name),
            }
        })
        .collect();
    let archived = member.reader.archived_topics().await?;
    let archived: Vec<Value> = archived
        .iter()
        .map(|topic| context! { name => topic.name.as_str(), href => member.href(&format!("topics/{}", topic.id)), at => topic.archived_at })
        .collect();
    let all_name = web.views.words.say(reads.language, "topics-all", &[]);
    Ok(context! {
        total => topics.len(), shown => shown.len(), find => choice.find.as_str(), find_href => member.href("listen"), all_topics_href => (shown.len() < topics.len()).then(|| member.href(&format!("listen?period={days}d&topics=all"))),
        days, periods => figures::periods(web, &reads, days, |days| member.href(&format!("listen?period={days}d"))), topics => rows, searches, archived,
        all => overview.all().value(web, &reads, &all_name), share => figures::share_of_voice(web, member, &reads, &topics, &overview), chart,
        open => open.count, open_exact => open.exact, open_href => member.href(&format!("mentions?period={days}d&state=open")),
        views => views.iter().map(|view| context! { name => view.name.as_str(), href => member.href(&format!("views/{}", view.id)) }).collect::<Vec<_>>(),
        rows => Rows::new(web, member, &names, &everything).rows(&stream.mentions), mentions_href => member.href("mentions"),
        period_href => member.href(&format!("mentions?period={days}d")), treat_href => member.href("mentions/treat"), return_to => member.here.as_str(),
        new_href => member.href("topics/new"), brand_href => member.href(&format!("dashboard?period={days}d")), authors_href => member.href(&format!("authors?period={days}d")), archive_href => member.href("archive"), sources_href => member.href("sources/new"), more => stream.next.is_some(),
    })
}
