//! Sources: the list with how each stands, one source with its history, finding and adding feeds, lists handed in and out.

mod act;
mod add;
mod asked;
mod bulk;
mod choices;
mod edit;
mod folders;
mod import_add;
mod import_show;
mod list;
mod show;

pub(crate) use import_show::reason_words;

use app::{Noun, Refusal, listen::opml_import::OPML_BYTES_MAX};
use axum::{extract::DefaultBodyLimit, http::StatusCode};
use domain::Language;
use jiff::tz::TimeZone;
use minijinja::{Value, context};
use store::Id;

use crate::{
    Route, Web,
    error::{Fault, invalid, told},
    format::Reader,
    request::Member,
    router::{Gate, get, post},
};

/// The addresses of this room.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/w/{workspace}/sources", Gate::Member, list::show),
        post("/w/{workspace}/sources", Gate::Member, add::act),
        get("/w/{workspace}/sources.opml", Gate::Member, list::opml),
        get("/w/{workspace}/sources/new", Gate::Member, add::show),
        post("/w/{workspace}/sources/find", Gate::Member, add::find),
        post("/w/{workspace}/sources/bulk", Gate::Member, bulk::act),
        post("/w/{workspace}/sources/import", Gate::Member, import_add::act).layered(a_list()),
        get("/w/{workspace}/sources/imports/{import}", Gate::Member, import_show::show),
        get("/w/{workspace}/sources/imports/{import}/lines.csv", Gate::Member, import_show::csv),
        post("/w/{workspace}/sources/imports/{import}/stop", Gate::Member, import_show::stop),
        get("/w/{workspace}/sources/{source}", Gate::Member, show::show),
        get("/w/{workspace}/sources/{source}/edit", Gate::Member, edit::show),
        post("/w/{workspace}/sources/{source}/edit", Gate::Member, edit::act),
        post("/w/{workspace}/sources/{source}/pause", Gate::Member, act::pause),
        post("/w/{workspace}/sources/{source}/resume", Gate::Member, act::resume),
        post("/w/{workspace}/sources/{source}/visit", Gate::Member, act::visit),
        post("/w/{workspace}/sources/{source}/remove", Gate::Member, act::remove),
        post("/w/{workspace}/folders", Gate::Member, folders::add),
        get("/w/{workspace}/folders/{folder}/edit", Gate::Member, folders::show),
        post("/w/{workspace}/folders/{folder}/edit", Gate::Member, folders::rename),
        post("/w/{workspace}/folders/{folder}/remove", Gate::Member, folders::remove),
    ]
}

/// Room for the longest list and what a form puts around it.
fn a_list() -> DefaultBodyLimit {
    DefaultBodyLimit::max(OPML_BYTES_MAX + (1 << 20))
}

/// A sentence in the member's language.
fn say(web: &Web, member: &Member, key: &str) -> String {
    web.views.words.say(member.language(), key, &[])
}

/// Turns a refusal, or a fault of the store, into a page.
fn fault<'a, E: Into<Refusal>>(web: &'a Web, member: &'a Member) -> impl Fn(E) -> Fault + 'a {
    move |error| Fault::page(web, member.language(), error.into())
}

/// An id of the address; one that is no number leads nowhere.
fn id<N>(web: &Web, member: &Member, said: &str, noun: Noun) -> Result<Id<N>, Fault> {
    said.parse().map_err(|_parse| Fault::page(web, member.language(), Refusal::NoSuch(noun)))
}

/// How times and figures are written for the member.
fn reads(web: &Web, member: &Member) -> Reader {
    let zone = TimeZone::get(&member.signed.user.time_zone).unwrap_or(TimeZone::UTC);
    Reader { language: member.language(), zone, now: web.app.clock().now() }
}

/// The shape that a state has in a list: see the macro `health`.
fn health(state: &str) -> &'static str {
    match state {
        "as_expected" => "good",
        "late" | "waiting" => "late",
        "paused" => "paused",
        "new" => "new",
        _ => "bad",
    }
}

/// What was wrong with a form: the status, and a sentence beside a field.
struct Wrong {
    status: StatusCode,
    errors: Value,
}

impl Wrong {
    fn nothing() -> Self {
        Self { status: StatusCode::OK, errors: context! {} }
    }

    /// A refusal as a form tells it. What the form cannot mend becomes a page of its own.
    fn of(web: &Web, language: Language, refusal: Refusal) -> Result<Self, Fault> {
        let beside = |field: &'static str, sentence: String| Value::from_pairs([(field, sentence)]);
        let (status, sentence) = match &refusal {
            Refusal::Invalid { field, why } => (StatusCode::UNPROCESSABLE_ENTITY, invalid(web, language, field, why)),
            Refusal::Fetch(_) | Refusal::Taken(_) | Refusal::Unreadable { .. } => told(web, language, &refusal),
            _ => return Err(Fault::page(web, language, refusal)),
        };
        let sentence = match &refusal {
            // Nothing is kept of an address that was only looked at, so nobody else will try it again.
            Refusal::Fetch(error) if error.is_passing() => {
                format!("{sentence} {}", web.views.words.say(language, "sources-find-later", &[]))
            }
            _ => sentence,
        };
        let field = match &refusal {
            Refusal::Invalid { field, .. } => field,
            Refusal::Unreadable { .. } => "list",
            Refusal::Taken(Noun::Folder) => "name",
            _ => "address",
        };
        Ok(Self { status, errors: beside(field, sentence) })
    }
}
