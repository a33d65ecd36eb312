//! Publishing: the calendar, the switch that holds everything, and each delivery with what became of it.

mod beside;
mod calendar;
mod calendar_choices;
mod calendar_day;
mod calendar_file;
mod calendar_filter;
mod calendar_marks;
mod calendar_slots;
mod calendar_subscribe;
mod calendar_wish;
mod delivery;
mod hold;
mod letters;
mod list;
mod move_post;
pub(crate) mod problem;
mod published;
pub(crate) mod today;

use app::{Noun, Refusal};
use axum::http::StatusCode;
use domain::{delivery::State, network::Network, post::Variant};
use fluent_bundle::FluentValue;
use jiff::tz::TimeZone;
use minijinja::{Value, context};
use store::Id;

use crate::{
    Route, Web,
    error::{Fault, told},
    format::Reader,
    frame,
    request::Member,
    router::{Gate, get, post},
};

/// The most letters of a title that is made from the beginning of a text.
const TITLE_CHARACTERS: usize = 60;

/// The addresses of this room.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/w/{workspace}/publish", Gate::Member, calendar::show),
        get("/w/{workspace}/publish/subscribe", Gate::Member, calendar_subscribe::show),
        post("/w/{workspace}/publish/subscribe", Gate::Member, calendar_subscribe::add),
        post("/w/{workspace}/publish/subscribe/{subscription}/remove", Gate::Member, calendar_subscribe::remove),
        get("/calendar/{file}", Gate::Open, calendar_file::show),
        post("/w/{workspace}/publish/hold", Gate::Member, hold::act),
        post("/w/{workspace}/posts/{post}/move", Gate::Member, move_post::act),
        get("/w/{workspace}/deliveries", Gate::Member, list::show),
        get("/w/{workspace}/deliveries/{delivery}", Gate::Member, delivery::show),
        post("/w/{workspace}/deliveries/{delivery}", Gate::Member, delivery::act),
        get("/w/{workspace}/deliveries/{delivery}/edit", Gate::Member, published::show),
        post("/w/{workspace}/deliveries/{delivery}/edit", Gate::Member, published::edit),
        post("/w/{workspace}/deliveries/{delivery}/delete", Gate::Member, published::delete),
        post("/w/{workspace}/deliveries/{delivery}/amendments/{amendment}", Gate::Member, published::act),
        get("/w/{workspace}/deliveries/{delivery}/amendments/{amendment}/beside", Gate::Member, beside::show),
        post("/w/{workspace}/deliveries/{delivery}/amendments/{amendment}/beside", Gate::Member, beside::take),
    ]
}

/// A sentence in the member's language.
pub(crate) fn say(web: &Web, member: &Member, key: &str) -> String {
    web.views.words.say(member.language(), key, &[])
}

/// A sentence with values in it.
pub(crate) fn say_with(web: &Web, member: &Member, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
    web.views.words.say(member.language(), key, args)
}

/// Turns a refusal, or a fault of the store, into a page.
pub(crate) fn fault<'a, E: Into<Refusal>>(web: &'a Web, member: &'a Member) -> impl Fn(E) -> Fault + 'a {
    move |error| Fault::page(web, member.language(), error.into())
}

/// An id of the address; one that is no number leads nowhere.
pub(crate) fn id<N>(web: &Web, member: &Member, said: &str, noun: Noun) -> Result<Id<N>, Fault> {
    said.parse().map_err(|_parse| Fault::page(web, member.language(), Refusal::NoSuch(noun)))
}

/// How times and figures are written for the member.
pub(crate) fn reads(web: &Web, member: &Member) -> Reader {
    let zone = TimeZone::get(&member.signed.user.time_zone).unwrap_or(TimeZone::UTC);
    Reader { language: member.language(), zone, now: web.app.clock().now() }
}

/// What a form is told that can be mended: the status and the sentence. What it cannot mend becomes a page of its own.
pub(crate) fn mendable(web: &Web, member: &Member, refusal: Refusal) -> Result<(StatusCode, String), Fault> {
    match refusal {
        Refusal::NoSuch(_) | Refusal::NotAllowed(_) | Refusal::NeedsPerson | Refusal::Store(_) | Refusal::Interrupted => {
            Err(Fault::page(web, member.language(), refusal))
        }
        refusal => Ok(told(web, member.language(), &refusal)),
    }
}

/// A network as a small square with its letter; its name is said beside it or for the ear.
pub(crate) fn mark(network: &str) -> Value {
    let label = Network::from_name(network).map_or(network, |network| network.capabilities().label);
    let letter: String = label.chars().take(1).flat_map(char::to_uppercase).collect();
    context! { letter, hue => frame::hue(network), label }
}

/// What a post is called where there is room for a line: its title, or how it begins.
pub(crate) fn title_of(variant: &Variant) -> String {
    let parts = [&variant.title, &variant.text].into_iter().map(|text| text.trim());
    let from = parts.chain(variant.thread.iter().map(|part| part.text.trim())).find(|text| !text.is_empty()).unwrap_or_default();
    let line = from.lines().next().unwrap_or_default();
    let mut title: String = line.chars().take(TITLE_CHARACTERS).collect();
    if title.len() < line.len() {
        title.push('…');
    }
    title
}

/// The shape and colour of a state: see the macro `health`.
pub(crate) const fn health(state: State) -> &'static str {
    match state {
        State::Published => "good",
        State::Waiting => "new",
        State::Sending | State::Retrying | State::Pending | State::Unknown => "late",
        State::Held | State::Cancelled => "paused",
        State::Refused | State::Asking => "bad",
    }
}

/// A state as a list shows it: its name, its shape, its word.
pub(crate) fn state(web: &Web, member: &Member, name: &str) -> Value {
    let state = State::from_name(name).unwrap_or(State::Cancelled);
    context! { name => state.name(), health => health(state), words => say(web, member, &format!("delivery-state-{}", state.name())) }
}
