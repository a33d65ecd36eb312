//! Alerts: the list with what was told, one alert with its log, making and changing, acts.

mod act;
mod edit;
mod list;
mod log;
mod show;
mod words;

use app::{Noun, Refusal};
use store::{Id, alert::Alert};

use crate::{
    Route, Web,
    error::Fault,
    request::Member,
    router::{Gate, get, post},
};

/// The addresses of this room.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/w/{workspace}/alerts", Gate::Member, list::show),
        post("/w/{workspace}/alerts", Gate::Member, edit::add),
        get("/w/{workspace}/alerts/new", Gate::Member, edit::new),
        get("/w/{workspace}/alerts/{alert}", Gate::Member, show::show),
        get("/w/{workspace}/alerts/{alert}/edit", Gate::Member, edit::show),
        post("/w/{workspace}/alerts/{alert}/edit", Gate::Member, edit::save),
        post("/w/{workspace}/alerts/{alert}/test", Gate::Member, act::test),
        post("/w/{workspace}/alerts/{alert}/pause", Gate::Member, act::pause),
        post("/w/{workspace}/alerts/{alert}/resume", Gate::Member, act::resume),
        post("/w/{workspace}/alerts/{alert}/secret", Gate::Member, act::secret),
        post("/w/{workspace}/alerts/{alert}/remove", Gate::Member, act::remove),
    ]
}

/// Turns a refusal, or a fault of the store, into a page.
fn fault<'a, E: Into<Refusal>>(web: &'a Web, member: &'a Member) -> impl Fn(E) -> Fault + 'a {
    move |error| Fault::page(web, member.language(), error.into())
}

/// The alert that an address names.
async fn alert(web: &Web, member: &Member, said: &str) -> Result<Alert, Fault> {
    let none = || Fault::page(web, member.language(), Refusal::NoSuch(Noun::Alert));
    let id: Id<Alert> = said.parse().ok().ok_or_else(none)?;
    member.reader.alert(id).await.map_err(fault(web, member))?.ok_or_else(none)
}
