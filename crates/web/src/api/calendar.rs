//! Notes, embargoes and holidays of the calendar, for scripts.

use app::{
    Noun, Refusal,
    publish::calendar_days::{MarkKind, MarkWish},
};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::calendar_mark::CalendarMark;
use utoipa::ToSchema;

use super::{
    List, Operation,
    source::{Tongue, id},
};
use crate::{
    Gate, Route, Web,
    error::Fault,
    request::Script,
    router::{delete, get, post, put},
};

/// The addresses of this noun.
pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/calendar/marks", Gate::Token, list)
            .says(Operation::read("Notes and embargoes of the calendar, by day").lists_whole::<MarkView>()),
        post("/api/v1/calendar/marks", Gate::Token, add)
            .says(Operation::write("Put a note or an embargo on days").given::<MarkBody>().answers::<MarkMade>().with(201)),
        delete("/api/v1/calendar/marks/{mark}", Gate::Token, remove)
            .says(Operation::write("Take a note or an embargo away").with(204)),
        get("/api/v1/calendar/countries", Gate::Token, countries)
            .says(Operation::read("The countries whose holidays the calendar shows").answers::<Countries>()),
        put("/api/v1/calendar/countries", Gate::Token, set_countries).says(
            Operation::write("Choose the countries whose holidays the calendar shows")
                .given::<Countries>()
                .answers::<Countries>(),
        ),
    ]
}

/// A note or an embargo.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CalendarMark)]
pub(super) struct MarkView {
    id: i64,
    /// `note` or `embargo`.
    kind: String,
    /// The first day.
    from: String,
    /// The last day, counted in.
    to: String,
    words: String,
}

/// A note or an embargo as it should be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CalendarMarkWish)]
pub(super) struct MarkBody {
    /// `note` or `embargo`.
    kind: String,
    /// The first day, ISO 8601.
    from: String,
    /// The last day, counted in; the first when left out.
    to: Option<String>,
    /// At most 200 characters.
    words: String,
}

/// A note or an embargo that was made.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CalendarMarkMade)]
pub(super) struct MarkMade {
    id: i64,
}

/// Countries whose holidays are shown.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CalendarCountries)]
pub(super) struct Countries {
    /// Codes of ISO 3166, such as `FR` or `GB-ENG`.
    countries: Vec<String>,
}

fn view(mark: CalendarMark) -> MarkView {
    MarkView { id: mark.id.get(), kind: mark.kind, from: mark.from_day, to: mark.to_day, words: mark.words }
}

async fn list(State(web): State<Web>, script: Script, tongue: Tongue) -> Result<List<MarkView>, Fault> {
    let marks = web.app.marks_between(&script.actor, Date::MIN, Date::MAX).await.map_err(tongue.fault(&web))?;
    Ok(List::whole(marks.into_iter().map(view).collect()))
}

async fn add(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    wish: Result<Json<MarkBody>, JsonRejection>,
) -> Result<Response, Fault> {
    let body = tongue.body(&web, wish)?;
    let day = |said: &str| {
        said.parse::<Date>().ok().ok_or_else(|| tongue.fault(&web)(Refusal::Invalid { field: "days", why: "unknown" }))
    };
    let from = day(&body.from)?;
    let to = body.to.as_deref().map_or(Ok(from), day)?;
    let kind =
        MarkKind::from_name(&body.kind).ok_or_else(|| tongue.fault(&web)(Refusal::Invalid { field: "kind", why: "unknown" }))?;
    let wish = MarkWish { kind, from, to, words: &body.words };
    let id = Box::pin(web.app.mark_days(&script.actor, &wish)).await.map_err(tongue.fault(&web))?.get();
    Ok((StatusCode::CREATED, Json(MarkMade { id })).into_response())
}

async fn remove(State(web): State<Web>, script: Script, tongue: Tongue, Path(mark): Path<String>) -> Result<StatusCode, Fault> {
    let mark = id(&mark, Noun::Mark).map_err(tongue.fault(&web))?;
    Box::pin(web.app.unmark_days(&script.actor, mark)).await.map_err(tongue.fault(&web))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn countries(State(web): State<Web>, script: Script, tongue: Tongue) -> Result<Json<Countries>, Fault> {
    let countries = web.app.calendar_countries(&script.actor).await.map_err(tongue.fault(&web))?;
    Ok(Json(Countries { countries }))
}

async fn set_countries(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    wish: Result<Json<Countries>, JsonRejection>,
) -> Result<Json<Countries>, Fault> {
    let wish = tongue.body(&web, wish)?;
    Box::pin(web.app.set_calendar_countries(&script.actor, &wish.countries)).await.map_err(tongue.fault(&web))?;
    countries(State(web), script, tongue).await
}
