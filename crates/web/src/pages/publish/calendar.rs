//! `GET /w/{workspace}/publish`: what leaves when, by month, week, day or as a list.

use std::collections::BTreeMap;

use axum::extract::{RawQuery, State as Given};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::{delivery::State, hat::Act};
use jiff::{ToSpan, civil::Date};
use minijinja::{Value, context};
use store::{Id, post::Post};

use super::{
    calendar_choices::{choices, elsewhere_chip, printed},
    calendar_day::{Drawing, Tile, by_day, posts_of, varied},
    calendar_filter::Filters,
    calendar_marks::marks,
    calendar_slots::{Gaps, gaps},
    calendar_wish::{View, Wish, is_weekend},
    fault, health, reads, say, title_of,
};
use crate::{Web, error::Fault, page, pages::approvals::today::marks as approval_marks, request::Member};

/// The most deliveries of one stretch; beyond it the page says that there are more.
pub(super) const DELIVERIES_MAX: u32 = 10_000;
/// The most tiles of one day in a month; the others are a link away.
const MONTH_TILES_MAX: usize = 5;
/// The most tiles of one day in a week.
const WEEK_TILES_MAX: usize = 40;
/// The most tiles of a day and of a list.
const TILES_MAX: usize = 1_000;
/// The most drafts beside the calendar.
const DRAFTS_SHOWN: usize = 12;
/// The most drafts that are looked at for those with a day of their own.
const DRAFTS_MAX: u32 = 500;
/// The hours that a day always shows.
const HOURS: std::ops::RangeInclusive<i8> = 8..=19;

/// Draws the page.
pub(super) async fn show(
    Given(web): Given<Web>,
    member: Member,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let reads = reads(&web, &member);
    let wish = Wish::read(&query.unwrap_or_default(), &reads.now.to_zoned(reads.zone.clone()));
    let failed = fault::<store::StoreError>(&web, &member);
    let (filters, during) = (&wish.filters, wish.during());
    let deliveries = member.reader.deliveries(&wish.filter(), DELIVERIES_MAX).await.map_err(&failed)?;
    let drafts = member.reader.drafts(DRAFTS_MAX).await.map_err(&failed)?;
    let drafts = filters.drafts(&member.reader, drafts).await.map_err(&failed)?;
    let elsewhere = filters.elsewhere(&member.reader, during.start, during.end).await.map_err(&failed)?;
    let channels = member.reader.channels().await.map_err(&failed)?;
    let held = web.app.held_by(member.workspace.id).await.map_err(fault(&web, &member))?;
    let (from, to) = wish.days();
    let dated = drafts.iter().filter(|draft| filters.state.is_none() && draft.due_at.is_some_and(|at| during.contains(&at)));
    let dated: Vec<Post> = dated.cloned().collect();
    let varied = member.reader.posts(&varied(&deliveries)).await.map_err(&failed)?;
    let shared = varied.into_iter().map(|post| (post.id, serde_json::from_str(&post.content).unwrap_or_default()));
    let ids: Vec<Id<Post>> = deliveries.iter().filter(|one| one.step == 0).map(|one| one.post_id).collect();
    let asks = member.reader.asks(&ids).await.map_err(&failed)?;
    let fixed = member.reader.fixed_posts(&posts_of(&deliveries)).await.map_err(&failed)?;
    let drawing = Drawing {
        fixed: fixed.into_iter().collect(),
        member: &member,
        reads,
        channels: channels.iter().map(|channel| (channel.id, channel.clone())).collect(),
        may_publish: member.actor.allows(Act::Publish),
        shared: shared.collect(),
        words: Drawing::all_words(&web, &member),
        approvals: approval_marks(&asks),
        approval_words: Drawing::approval_words(&web, &member),
    };
    let days = by_day(&wish, &deliveries, &dated, &elsewhere);
    let marks = marks(&web, &member, &wish).await.map_err(fault(&web, &member))?;
    let gaps = gaps(&wish, &member, &drawing, &deliveries).await.map_err(&failed)?;
    let offered = choices(&web, &member, filters, &channels, &drawing.words).await.map_err(&failed)?;
    let own = context! {
        view => wish.view.name(), title => stretch(&wish, &drawing), days => drawn_days(&wish, &drawing, &days, &gaps, &marks),
        hours => (wish.view == View::Day).then(|| hours(&drawing, days.get(&wish.at).map_or(&[][..], Vec::as_slice), gaps.get(&wish.at).map_or(&[][..], Vec::as_slice))),
        views => View::ALL.map(|view| context! {
            label => say(&web, &member, &format!("publish-view-{}", view.name())), href => wish.href(&member, view, wish.at), on => view == wish.view,
        }).to_vec(),
        before_href => wish.href(&member, wish.view, wish.step(false)), after_href => wish.href(&member, wish.view, wish.step(true)),
        today_href => wish.href(&member, wish.view, wish.today), is_now => (from..to).contains(&wish.today),
        filters => offered.clone(), at => wish.at.to_string(), base => member.href("publish"),
        all_href => wish.href_as(&member, wish.view, wish.at, &Filters { is_ours_only: filters.is_ours_only, ..Filters::default() }),
        printed => printed(&member, filters, &offered, &channels), subscribe_href => wish.subscribe_href(&member), elsewhere => elsewhere_chip(&member, &wish, elsewhere.len()),
        counts => counts(&wish, &member, &drawing, &deliveries), more => deliveries.len() >= DELIVERIES_MAX as usize,
        drafts => drafts.iter().take(DRAFTS_SHOWN).map(|draft| draft_row(&member, draft)).collect::<Vec<_>>(), drafts_total => drafts.len(),
        held => held.map(|held| context! { name => held.name, at => held.at }), hold_href => member.href("publish/hold"),
        may_publish => drawing.may_publish, may_connect => member.actor.allows(Act::Connect), no_channels => channels.is_empty(),
        is_empty => deliveries.is_empty() && drafts.is_empty(), new_href => member.href("posts/new"), article_href => member.href("articles/new"), approvals_href => member.href("approvals"), channels_href => member.href("channels"),
        more_links => crate::pages::planning::links(&web, &member), connect_href => member.href("channels/new"), weekdays => (0..7).map(|day| say(&web, &member, &format!("publish-weekday-{day}"))).collect::<Vec<_>>(),
    };
    Ok(page::show(&web, &member, &headers, "publish", &say(&web, &member, "rail-publish"), "publish/calendar.html", own))
}

/// The days with what stands on them.
fn drawn_days(
    wish: &Wish,
    drawing: &Drawing<'_>,
    days: &BTreeMap<Date, Vec<Tile<'_>>>,
    gaps: &Gaps,
    marks: &BTreeMap<Date, Vec<Value>>,
) -> Vec<Value> {
    let most = match wish.view {
        View::Month => MONTH_TILES_MAX,
        View::Week => WEEK_TILES_MAX,
        View::Day | View::List => TILES_MAX,
    };
    let (from, to) = wish.days();
    let mut drawn = Vec::new();
    let mut day = from;
    while day < to {
        let tiles = days.get(&day).map_or(&[][..], Vec::as_slice);
        let shown = if tiles.len() > most { most - 1 } else { tiles.len() };
        let noon = wish.begins(day) + 12 * 3_600_000_000;
        if wish.view != View::List || !tiles.is_empty() || marks.contains_key(&day) || day == wish.today {
            drawn.push(context! {
                date => day.to_string(), number => day.day(), at => noon, weekday => day.weekday().to_monday_zero_offset(),
                is_out => wish.is_outside(day), is_today => day == wish.today, is_past => day < wish.today, is_weekend => is_weekend(day),
                tiles => tiles.iter().take(shown).map(|tile| drawing.tile(tile)).collect::<Vec<_>>(), more => tiles.len() - shown,
                href => wish.href(drawing.member, View::Day, day), count => tiles.len(),
                marks => marks.get(&day).cloned().unwrap_or_default(), gaps => gaps.get(&day).into_iter().flatten().map(|(_, gap)| gap.clone()).collect::<Vec<_>>(),
                new_href => drawing.member.href(&format!("posts/new?day={day}")),
            });
        }
        day = day.saturating_add(1.days());
    }
    drawn
}

/// The hours of a day: those of work, and every other one that has something.
fn hours(drawing: &Drawing<'_>, tiles: &[Tile<'_>], gaps: &[(i8, Value)]) -> Vec<Value> {
    let drawn: Vec<Value> = tiles.iter().take(TILES_MAX).map(|tile| drawing.tile(tile)).collect();
    let of = |tile: &Value| tile.get_attr("hour").ok().and_then(|hour| i64::try_from(hour).ok()).unwrap_or_default();
    (0..24_i8)
        .filter_map(|hour| {
            let tiles: Vec<Value> = drawn.iter().filter(|tile| of(tile) == i64::from(hour)).cloned().collect();
            let gaps: Vec<Value> = gaps.iter().filter(|(of, _)| *of == hour).map(|(_, gap)| gap.clone()).collect();
            let is_drawn = HOURS.contains(&hour) || !tiles.is_empty() || !gaps.is_empty();
            is_drawn.then(|| context! { hour => format!("{hour:02}:00"), tiles, gaps })
        })
        .collect()
}

/// What the stretch is called: `November 2026`, a week, a day.
fn stretch(wish: &Wish, drawing: &Drawing<'_>) -> String {
    let noon = |day: Date| wish.begins(day) + 12 * 3_600_000_000;
    let (from, to) = wish.days();
    match wish.view {
        View::Month | View::List => {
            // A heading begins with a capital, also where the names of months do not.
            let month = drawing.reads.month(noon(wish.at.first_of_month()));
            let mut letters = month.chars();
            letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
        }
        View::Week => {
            format!("{}\u{a0}– {}", drawing.reads.day(noon(from)), drawing.reads.day(noon(to.saturating_sub(1.days()))))
        }
        View::Day => drawing.reads.long_day(noon(wish.at)),
    }
}

/// How many of the stretch stand where: each a link to those.
fn counts(wish: &Wish, member: &Member, drawing: &Drawing<'_>, deliveries: &[store::delivery::Delivery]) -> Vec<Value> {
    let n = |state: State| deliveries.iter().filter(|delivery| delivery.state == state.name()).count();
    let some = State::ALL.into_iter().map(|state| (state, n(state))).filter(|(_, n)| *n > 0);
    some.map(|(state, n)| {
        let on = wish.filters.state == Some(state);
        let filters = Filters { state: Some(state).filter(|_| !on), ..wish.filters.clone() };
        let href = wish.href_as(member, wish.view, wish.at, &filters);
        context! { words => drawing.words.get(state.name()), n, health => health(state), href, on }
    })
    .collect()
}

fn draft_row(member: &Member, draft: &Post) -> Value {
    let title = title_of(&serde_json::from_str(&draft.content).unwrap_or_default());
    context! { href => member.href(&format!("posts/{}", draft.id)), title, changed_at => draft.changed_at, due_at => draft.due_at }
}
