//! `GET /calendar/{token}.ics`: the calendar as other programs read it (RFC 5545), by the filters in the address. No session is needed;
//! the token is of one person, and shows what that person may read now.

use std::collections::BTreeMap;

use app::{Noun, Refusal, publish::calendar_subscribe::Subscribed};
use axum::extract::{Path, RawQuery, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::{Language, delivery, holiday::Place, post::Variant};
use icalendar::{Calendar, Component, Event, Property};
use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use store::{Id, delivery::Delivery, post::Post, publication::Publication};

use super::{calendar_filter::Filters, title_of};
use crate::{Web, error::Fault, pages::access::fields::Caller, request::Visitor};

/// So many days before today are told.
const BACK_DAYS: i64 = 31;
/// So many days after today.
const AHEAD_DAYS: i64 = 366;
/// The most deliveries that are told at once.
const DELIVERIES_MAX: u32 = 5_000;
/// The most drafts that are looked at for those with a time.
const DRAFTS_MAX: u32 = 500;
/// How long a post is drawn, minutes: it is a moment, which many programs do not show.
const DRAWN_MINUTES: i64 = 15;
/// How often a program is asked to come again (RFC 7986).
const AGAIN: &str = "PT30M";

/// What events are made with.
struct Making<'a> {
    web: &'a Web,
    of: &'a Subscribed,
    language: Language,
    /// What stands after the `@` of every name of an event.
    host: String,
    channels: BTreeMap<i64, String>,
    calendar: Calendar,
}

/// Gives the file.
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    caller: Caller,
    Path(file): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let fault = |refusal: Refusal| Fault::page(&web, visitor.language, refusal);
    let token = file.strip_suffix(".ics").ok_or_else(|| fault(Refusal::NoSuch(Noun::Subscription)))?;
    let of = web.app.subscribed(token, caller.address()).await.map_err(fault)?;
    let filters = Filters::read(&query.unwrap_or_default());
    let calendar = made(&web, &of, &filters).await.map_err(fault)?;
    let name = [(header::CONTENT_TYPE, "text/calendar; charset=utf-8"), (header::CACHE_CONTROL, "private, no-cache")];
    let shown = [(header::CONTENT_DISPOSITION, "inline; filename=\"parvis.ics\"")];
    Ok((name, shown, calendar.to_string()).into_response())
}

async fn made(web: &Web, of: &Subscribed, filters: &Filters) -> Result<Calendar, Refusal> {
    let reader = web.app.reader(&of.actor);
    let zone = TimeZone::get(&of.workspace.time_zone).unwrap_or(TimeZone::UTC);
    let today = web.app.clock().now().to_zoned(zone.clone()).date();
    let (from, to) = (today.saturating_sub(BACK_DAYS.days()), today.saturating_add(AHEAD_DAYS.days()));
    let begins = |day: Date| day.to_zoned(zone.clone()).map_or(0, |at| at.timestamp().as_microsecond());
    let during = begins(from)..begins(to);
    let channels = reader.channels().await?;
    let mut making = Making {
        web,
        of,
        language: Language::from_code(&of.user.language).unwrap_or_default(),
        host: url::Url::parse(&web.app.config().public_address)
            .ok()
            .and_then(|url| url.host_str().map(str::to_owned))
            .unwrap_or_else(|| "parvis".to_owned()),
        channels: channels.into_iter().map(|channel| (channel.id.get(), channel.name)).collect(),
        calendar: empty(&of.workspace.name),
    };
    let deliveries = reader.deliveries(&filters.deliveries(during.start, during.end), DELIVERIES_MAX).await?;
    let posts: Vec<Id<Post>> = super::calendar_day::posts_of(&deliveries);
    let posts: BTreeMap<Id<Post>, Post> = reader.posts(&posts).await?.into_iter().map(|post| (post.id, post)).collect();
    making.deliveries(&deliveries, &posts);
    if filters.state.is_none() {
        let drafts = filters.drafts(&reader, reader.drafts(DRAFTS_MAX).await?).await?;
        drafts.iter().filter(|draft| draft.due_at.is_some_and(|at| during.contains(&at))).for_each(|draft| making.draft(draft));
    }
    filters.elsewhere(&reader, during.start, during.end).await?.iter().for_each(|said| making.elsewhere(said));
    for code in web.app.calendar_countries(&of.actor).await? {
        let Some(place) = Place::from_code(&code) else { continue };
        for holiday in place.holidays_between(from, to) {
            let words = format!("{} ({})", holiday.name(making.language), place.code);
            making.day(&format!("holiday-{}-{}", place.code, holiday.date), (holiday.date, holiday.date), &words, 0);
        }
    }
    for mark in web.app.marks_between(&of.actor, from, to).await? {
        let (Ok(first), Ok(last)) = (mark.from_day.parse::<Date>(), mark.to_day.parse::<Date>()) else { continue };
        let kind = making.say(if mark.kind == "embargo" { "plan-mark-embargo" } else { "plan-mark-note" });
        making.day(&format!("mark-{}", mark.id), (first, last), &format!("{kind}: {}", mark.words), mark.created_at);
    }
    Ok(making.calendar)
}

fn empty(name: &str) -> Calendar {
    let mut calendar = Calendar::empty();
    for (key, value) in [("VERSION", "2.0"), ("PRODID", "-//Parvis//Calendar//EN"), ("CALSCALE", "GREGORIAN")] {
        calendar.append_property(Property::new(key, value));
    }
    calendar.append_property(Property::new("X-WR-CALNAME", line(name)));
    let again = Property::new("REFRESH-INTERVAL", AGAIN).add_parameter("VALUE", "DURATION").done();
    calendar.append_property(again).append_property(Property::new("X-PUBLISHED-TTL", AGAIN));
    calendar
}

impl Making<'_> {
    fn say(&self, key: &str) -> String {
        self.web.views.words.say(self.language, key, &[])
    }

    /// What leaves together: a round of a post at one time is one event. The first of a round keeps the name that its draft had, so
    /// that a program moves the event it knows when the post is moved.
    fn deliveries(&mut self, deliveries: &[Delivery], posts: &BTreeMap<Id<Post>, Post>) {
        let mut together: BTreeMap<(Id<Post>, i64, i64), Vec<&Delivery>> = BTreeMap::new();
        let mut first: BTreeMap<(Id<Post>, i64), Id<Delivery>> = BTreeMap::new();
        for delivery in deliveries {
            together.entry((delivery.post_id, delivery.round, delivery.due_at)).or_default().push(delivery);
            let first = first.entry((delivery.post_id, delivery.round)).or_insert(delivery.id);
            *first = (*first).min(delivery.id);
        }
        for ((post, round, at), all) in together {
            let Some(least) = all.iter().map(|one| one.id).min() else { continue };
            let is_first = first.get(&(post, round)) == Some(&least);
            let uid = if is_first { format!("post-{post}-{round}") } else { format!("delivery-{least}") };
            let said: Variant = serde_json::from_str(posts.get(&post).map_or("{}", |post| &post.content)).unwrap_or_default();
            let channels: Vec<&str> =
                all.iter().filter_map(|one| self.channels.get(&one.channel_id.get())).map(String::as_str).collect();
            let states: Vec<String> = all
                .iter()
                .map(|one| {
                    let name = self.channels.get(&one.channel_id.get()).map_or("–", String::as_str);
                    format!("{name}: {}", self.say(&format!("delivery-state-{}", one.state)))
                })
                .collect();
            let title = format!("{} ({})", self.title(&said), channels.join(", "));
            let words = format!("{}\n\n{}", said.text, states.join("\n"));
            let changed = all.iter().map(|one| one.changed_at).max().unwrap_or(at);
            let mut event = self.moment(&uid, at, &title, &words, changed);
            event.add_property("STATUS", status(&all));
            self.add(event, &format!("posts/{post}"));
        }
    }

    fn draft(&mut self, draft: &Post) {
        let said: Variant = serde_json::from_str(&draft.content).unwrap_or_default();
        let title = format!("{} ({})", self.title(&said), self.say("delivery-state-draft"));
        let at = draft.due_at.unwrap_or(draft.created_at);
        let mut event = self.moment(&format!("post-{}-0", draft.id), at, &title, &said.text, draft.changed_at);
        event.add_property("STATUS", "TENTATIVE");
        self.add(event, &format!("posts/{}", draft.id));
    }

    fn elsewhere(&mut self, said: &Publication) {
        let variant = Variant { text: said.text.clone(), ..Variant::default() };
        let channel = self.channels.get(&said.channel_id.get()).map_or("–", String::as_str);
        let title = format!("{} ({channel}, {})", self.title(&variant), self.say("delivery-state-elsewhere"));
        let mut event =
            self.moment(&format!("publication-{}", said.id), said.published_at, &title, &said.text, said.published_at);
        event.add_property("STATUS", "CONFIRMED");
        self.add(event, &format!("channels/{}", said.channel_id));
    }

    /// Something that stands on whole days, the last one counted in.
    fn day(&mut self, uid: &str, (from, to): (Date, Date), words: &str, changed: i64) {
        let mut event = self.event(uid, words, changed);
        let after = to.saturating_add(1.days());
        for (key, day) in [("DTSTART", from), ("DTEND", after)] {
            event.append_property(Property::new(key, day.strftime("%Y%m%d").to_string()).add_parameter("VALUE", "DATE").done());
        }
        self.calendar.push(event.done());
    }

    fn title(&self, said: &Variant) -> String {
        let title = title_of(said);
        if title.is_empty() { self.say("post-untitled") } else { title }
    }

    fn moment(&self, uid: &str, at: i64, title: &str, words: &str, changed: i64) -> Event {
        let mut event = self.event(uid, title, changed);
        event.description(&text(words));
        event.add_property("DTSTART", moment(at)).add_property("DTEND", moment(at.saturating_add(DRAWN_MINUTES * 60_000_000)));
        event
    }

    fn event(&self, uid: &str, title: &str, changed: i64) -> Event {
        let mut event = Event::new();
        event.uid(&format!("{uid}-{}@{}", self.of.workspace.id, self.host)).summary(&line(title));
        // It is known by when it changed, so that the same plan is the same file. Nobody is busy because something is published.
        event.add_property("DTSTAMP", moment(changed)).add_property("LAST-MODIFIED", moment(changed));
        event.add_property("TRANSP", "TRANSPARENT");
        event
    }

    fn add(&mut self, mut event: Event, path: &str) {
        let page = format!("{}/w/{}/{path}", self.web.app.config().public_address, self.of.workspace.id);
        self.calendar.push(event.url(&page).done());
    }
}

/// What stands of a round: cancelled when all of it is, tentative as long as somebody has to do something.
fn status(all: &[&Delivery]) -> &'static str {
    let states = || all.iter().filter_map(|one| delivery::State::from_name(&one.state));
    if states().all(|state| state == delivery::State::Cancelled) {
        "CANCELLED"
    } else if states().any(delivery::State::wants_person) {
        "TENTATIVE"
    } else {
        "CONFIRMED"
    }
}

/// A moment as the format writes it, in UTC.
fn moment(at: i64) -> String {
    let at = Timestamp::from_microsecond(at).unwrap_or(Timestamp::UNIX_EPOCH);
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text without the signs that the format does not allow; line ends stay, and are escaped as it is written.
fn text(said: &str) -> String {
    said.replace("\r\n", "\n").chars().filter(|c| !c.is_control() || *c == '\n').collect()
}

/// The same on one line.
fn line(said: &str) -> String {
    text(said).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_breaks_lines_breaks_no_file() {
        let mut calendar = empty("Solenne\r\nX-EVIL:1");
        let mut event = Event::new();
        event.uid("1@x").summary(&line("Un\r\nEND:VEVENT")).description(&text("a, b; c\\d\u{7}\rX:1\nfin"));
        event.add_property("DTSTAMP", moment(0));
        calendar.push(event.done());
        let written = calendar.to_string();
        assert!(written.lines().all(|line| !line.starts_with("X-EVIL") && !line.starts_with("X:1")), "{written}");
        assert_eq!(written.lines().filter(|line| *line == "END:VEVENT").count(), 1, "{written}");
        assert!(written.contains("DESCRIPTION:a\\, b\\; c\\\\dX:1\\nfin\r\n"), "{written}");
        assert!(written.contains("DTSTAMP:19700101T000000Z\r\n"));
    }
}
