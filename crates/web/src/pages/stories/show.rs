//! `GET /w/{workspace}/stories/{story}`: one story: its first and its best copy, how it spread, and every copy.

use app::{
    Noun, Refusal,
    listen::{
        figures_sample::AuthorKey,
        story_read::{COPIES_MAX, StoryRead},
        volume::Stretch,
    },
};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use minijinja::{Value, context};
use store::{
    Id,
    mention::HOUR_US,
    story::{Story, StoryCopy},
};

use crate::{
    Web,
    chart::{self, Form, Point, Series, VolumeChart},
    error::Fault,
    format::Reader,
    page,
    pages::{authors::author_path, listen::volume::chart_words, mentions::row},
    private,
    request::Member,
};

/// A story that spread within so many hours is drawn by the hour.
const HOURLY_HOURS_MAX: i64 = 72;
/// What is drawn at most of its beginning, in days.
const DAYS_MAX: i64 = 365;
/// Up to so many points stand as bars.
const BARS_MAX: usize = 24;

/// Draws a story.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, story)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let fault = |refusal| Fault::page(&web, member.language(), refusal);
    let id: Id<Story> = story.parse().map_err(|_not_a_number| fault(Refusal::NoSuch(Noun::Story)))?;
    let told = web.app.read_story(&member.actor, id).await.map_err(fault)?;
    let reads = row::reads(&web, &member);
    let title = told.best().map(|copy| private::line(&web, &member, name(copy))).unwrap_or_default();
    let copy = |copy: &StoryCopy| drawn(&web, &member, &reads, copy);
    let voices = told.voices().filter(|_| told.copies.len() > 1).map(|voices| {
        let (loudest, often) = voices.loudest;
        let (copied, copies) = voices.most_copied;
        context! { first => copy(voices.first), loudest => copy(loudest), often, copied => copy(copied), copies }
    });
    let own = context! {
        title => title.as_str(), copies => told.story.copies, sites => told.story.sites, first => told.first().map(copy), best => told.best().map(copy),
        voices, is_best_first => told.first().map(|copy| copy.id) == told.best().map(|copy| copy.id), rows => told.copies.iter().map(copy).collect::<Vec<_>>(),
        is_cut => told.story.copies > COPIES_MAX, chart => spread(&web, &reads, &told), list_href => member.href("mentions?by=story"),
    };
    Ok(page::show(&web, &member, &headers, "listen", &title, "stories/show.html", own))
}

/// The title of a copy; where it has none, who said it, or where.
fn name(copy: &StoryCopy) -> &str {
    [&copy.title, &copy.author].into_iter().find(|text| !text.is_empty()).unwrap_or(&copy.site)
}

fn drawn(web: &Web, member: &Member, reads: &Reader, copy: &StoryCopy) -> Value {
    context! {
        title => private::line(web, member, name(copy)), site => copy.site.as_str(), author => copy.author.as_str(), kind_symbol => row::kind_symbol(&copy.kind),
        kind => row::kind_words(web, reads.language, &copy.kind), at => copy.published_at, outside_href => copy.address.as_deref(),
        author_href => (copy.caught && !copy.author.is_empty())
            .then(|| member.href(&author_path(&AuthorKey { site: copy.site.clone(), name: copy.author.clone() }))),
        // What no topic caught is in the archive only, and has no page here.
        href => copy.caught.then(|| member.href(&format!("mentions/{}", copy.id))),
    }
}

/// The beginning of the reader's day in which a moment is, UTC microseconds.
fn day_begins(reads: &Reader, at: i64) -> i64 {
    reads.zoned(at).start_of_day().map_or(at, |day| day.timestamp().as_microsecond())
}

/// Copies over time, by the hour or by the day.
fn spread(web: &Web, reads: &Reader, told: &StoryRead) -> Option<Value> {
    let (first, last) = (told.hours.first()?.hour, told.hours.last()?.hour);
    let hourly = last - first < HOURLY_HOURS_MAX;
    let from = if hourly { first * HOUR_US } else { day_begins(reads, first * HOUR_US) };
    let to = ((last + 1) * HOUR_US).min(from + DAYS_MAX * 24 * HOUR_US);
    let buckets = Stretch { from, to, hourly }.buckets(&told.hours, Some(first), reads.now, &reads.zone);
    if buckets.len() < 2 {
        return None;
    }
    let say = |key: &str| web.views.words.say(reads.language, key, &[]);
    let name = |at: i64| if hourly { format!("{} {}", reads.day(at), reads.clock(at)) } else { reads.day(at) };
    let (title, unit) = (say("stories-spread"), say(if hourly { "stories-per-hour" } else { "stories-per-day" }));
    let chart = VolumeChart {
        title: title.clone(),
        unit: unit.clone(),
        form: if buckets.len() <= BARS_MAX { Form::Bars } else { Form::Line },
        points: buckets.iter().map(|bucket| Point { name: name(bucket.from), short: None, href: None }).collect(),
        series: vec![Series { name: say("stories-copies"), values: buckets.iter().map(|bucket| bucket.mentions).collect() }],
        unfinished: false,
        ..VolumeChart::default()
    };
    Some(context! { title, unit, svg => Value::from_safe_string(chart::volume(&chart, &chart_words(web, reads))) })
}
