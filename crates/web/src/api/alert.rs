//! Alerts and what they told, for scripts.

use app::{
    Noun, Refusal,
    access::Secret,
    listen::{
        alert_problem::AlertProblem,
        alert_save::{About, AlertForm},
    },
};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::Language;
use serde::{Deserialize, Serialize};
use store::{
    Id,
    alert::{Alert, Notification},
};
use utoipa::ToSchema;

use crate::{
    Gate, Route, Web,
    api::{List, Operation, Paging, source::Tongue},
    error::Fault,
    format::Reader,
    request::Script,
    router::{delete, get, post, put},
};

/// The addresses of this noun.
pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/alerts", Gate::Token, list).says(Operation::read("All alerts, by name").lists_whole::<AlertView>()),
        post("/api/v1/alerts", Gate::Token, add).says(
            Operation::write("Make an alert; a webhook’s secret is given this once")
                .given::<AlertWish>()
                .answers::<AlertMade>()
                .with(201),
        ),
        get("/api/v1/alerts/{alert}", Gate::Token, show).says(Operation::read("One alert").answers::<AlertView>()),
        put("/api/v1/alerts/{alert}", Gate::Token, edit).says(
            Operation::write("Change an alert; a webhook’s secret is given when one had to be made")
                .given::<AlertWish>()
                .answers::<AlertMade>(),
        ),
        delete("/api/v1/alerts/{alert}", Gate::Token, remove)
            .says(Operation::write("Remove an alert and the log of what it told").with(204)),
        post("/api/v1/alerts/{alert}/pause", Gate::Token, pause)
            .says(Operation::write("Tell nothing until it is resumed; what is said meanwhile is not told later").with(204)),
        post("/api/v1/alerts/{alert}/resume", Gate::Token, resume).says(Operation::write("Tell again").with(204)),
        post("/api/v1/alerts/{alert}/test", Gate::Token, test)
            .says(Operation::write("Send a sample at once, marked as a test").with(204)),
        post("/api/v1/alerts/{alert}/secret", Gate::Token, renew)
            .says(Operation::write("Make a new secret for a webhook; the old one is believed no more").answers::<AlertSecret>()),
        get("/api/v1/alerts/{alert}/notifications", Gate::Token, notifications_of)
            .says(Operation::read("What an alert told, newest first").lists::<NotificationView>()),
        get("/api/v1/notifications", Gate::Token, notifications)
            .says(Operation::read("What all alerts told, newest first").lists::<NotificationView>()),
    ]
}

/// An alert.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AlertView {
    /// Its id.
    id: i64,
    /// Its name.
    name: String,
    /// What it tells of: `topic:3` or `view:5`.
    about: Option<String>,
    /// `at_once` or `daily`.
    rhythm: String,
    /// The hour of a daily message, 0 to 23, in its owner's zone.
    hour: i64,
    /// `mail` or `webhook`.
    way: String,
    /// Mail addresses separated by commas, or the address that is called.
    address: String,
    /// `on` or `paused`.
    state: String,
    /// The user whose it is.
    user: i64,
    /// When it was made.
    created_at: String,
}

impl AlertView {
    fn of(alert: &Alert) -> Self {
        Self {
            id: alert.id.get(),
            name: alert.name.clone(),
            about: About::of(alert).map(About::word),
            rhythm: alert.rhythm.clone(),
            hour: alert.hour,
            way: alert.way.clone(),
            address: alert.address.clone(),
            state: alert.state.clone(),
            user: alert.user_id.get(),
            created_at: Reader::iso(alert.created_at),
        }
    }
}

/// What an alert is to be.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct AlertWish {
    /// The name; that of the topic or view when left out.
    #[serde(default)]
    name: String,
    /// `topic:3` or `view:5`.
    about: String,
    /// `at_once` or `daily`.
    rhythm: String,
    /// The hour of a daily message, 0 to 23; 8 when left out.
    hour: Option<i64>,
    /// `mail` or `webhook`.
    way: String,
    /// Mail addresses separated by commas, or the address to call.
    address: String,
}

/// An alert that was saved.
#[derive(Serialize, ToSchema)]
pub(super) struct AlertMade {
    /// The alert.
    alert: AlertView,
    /// The webhook's secret when one was made; it is given this once.
    secret: Option<String>,
}

/// The secret of a webhook.
#[derive(Serialize, ToSchema)]
pub(super) struct AlertSecret {
    /// It is given this once.
    secret: String,
}

/// What was told, or is about to be.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NotificationView {
    /// Its id.
    id: i64,
    /// The alert.
    alert: i64,
    /// The same for every attempt: what a webhook gets as `Parvis-Delivery`.
    delivery: String,
    /// Where it goes.
    address: String,
    /// `sending`, `sent`, `retrying` or `failed`.
    state: String,
    /// Whether somebody asked for a test.
    test: bool,
    /// How many mentions it tells of.
    total: i64,
    /// How often it was tried.
    attempts: i64,
    /// What went wrong the last time: `no_mail_server`, `mail`, `webhook`, `no_secret`, `paused` or `stopped`.
    problem: Option<&'static str>,
    /// The same as a sentence.
    problem_sentence: Option<String>,
    /// When it was made.
    created_at: String,
    /// When it left.
    sent_at: Option<String>,
    /// From the publication of its newest mention until it left, seconds.
    since_published_seconds: Option<i64>,
    /// From the finding of its newest mention until it left, seconds.
    since_found_seconds: Option<i64>,
}

impl NotificationView {
    fn of(notification: &Notification, language: Language) -> Self {
        let problem = AlertProblem::from_stored(&notification.problem);
        Self {
            id: notification.id.get(),
            alert: notification.alert_id.get(),
            delivery: notification.key.clone(),
            address: notification.address.clone(),
            state: notification.state.clone(),
            test: notification.test,
            total: notification.total,
            attempts: notification.attempts,
            problem: problem.as_ref().map(AlertProblem::code),
            problem_sentence: problem.map(|problem| problem.sentence(language)),
            created_at: Reader::iso(notification.created_at),
            sent_at: notification.sent_at.map(Reader::iso),
            since_published_seconds: notification.since_published_seconds,
            since_found_seconds: notification.since_found_seconds,
        }
    }
}

async fn found(web: &Web, script: &Script, tongue: &Tongue, said: &str) -> Result<Alert, Fault> {
    let none = || tongue.fault(web)(Refusal::NoSuch(Noun::Alert));
    let id: Id<Alert> = said.parse().ok().ok_or_else(none)?;
    script.reader.alert(id).await.map_err(tongue.fault(web))?.ok_or_else(none)
}

async fn list(State(web): State<Web>, script: Script, tongue: Tongue) -> Result<List<AlertView>, Fault> {
    let alerts = script.reader.alerts().await.map_err(tongue.fault(&web))?;
    Ok(List::whole(alerts.iter().map(AlertView::of).collect()))
}

async fn show(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(alert): Path<String>,
) -> Result<Json<AlertView>, Fault> {
    Ok(Json(AlertView::of(&found(&web, &script, &tongue, &alert).await?)))
}

async fn add(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    wish: Result<Json<AlertWish>, JsonRejection>,
) -> Result<Response, Fault> {
    let wish = tongue.body(&web, wish)?;
    Ok((StatusCode::CREATED, Json(keep(&web, &script, &tongue, None, &wish).await?)).into_response())
}

async fn edit(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(alert): Path<String>,
    wish: Result<Json<AlertWish>, JsonRejection>,
) -> Result<Json<AlertMade>, Fault> {
    let wish = tongue.body(&web, wish)?;
    let alert = found(&web, &script, &tongue, &alert).await?;
    Ok(Json(keep(&web, &script, &tongue, Some(alert.id), &wish).await?))
}

async fn keep(web: &Web, script: &Script, tongue: &Tongue, id: Option<Id<Alert>>, wish: &AlertWish) -> Result<AlertMade, Fault> {
    let hour = wish.hour.map(|hour| hour.to_string()).unwrap_or_default();
    let form = AlertForm {
        name: &wish.name,
        about: &wish.about,
        rhythm: &wish.rhythm,
        hour: &hour,
        way: &wish.way,
        address: &wish.address,
    };
    let saved = web.app.save_alert(&script.actor, id, form).await.map_err(tongue.fault(web))?;
    let alert = found(web, script, tongue, &saved.id.to_string()).await?;
    let secret = saved.secret.as_ref().map(Secret::reveal).map(str::to_owned);
    Ok(AlertMade { alert: AlertView::of(&alert), secret })
}

async fn renew(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(alert): Path<String>,
) -> Result<Json<AlertSecret>, Fault> {
    let alert = found(&web, &script, &tongue, &alert).await?;
    let secret = web.app.renew_alert_secret(&script.actor, alert.id).await.map_err(tongue.fault(&web))?;
    Ok(Json(AlertSecret { secret: secret.reveal().to_owned() }))
}

async fn remove(State(web): State<Web>, script: Script, tongue: Tongue, Path(alert): Path<String>) -> Result<StatusCode, Fault> {
    let alert = found(&web, &script, &tongue, &alert).await?;
    web.app.remove_alert(&script.actor, alert.id).await.map_err(tongue.fault(&web))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn pause(State(web): State<Web>, script: Script, tongue: Tongue, Path(alert): Path<String>) -> Result<StatusCode, Fault> {
    let alert = found(&web, &script, &tongue, &alert).await?;
    web.app.pause_alert(&script.actor, alert.id).await.map_err(tongue.fault(&web))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn resume(State(web): State<Web>, script: Script, tongue: Tongue, Path(alert): Path<String>) -> Result<StatusCode, Fault> {
    let alert = found(&web, &script, &tongue, &alert).await?;
    web.app.resume_alert(&script.actor, alert.id).await.map_err(tongue.fault(&web))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn test(State(web): State<Web>, script: Script, tongue: Tongue, Path(alert): Path<String>) -> Result<StatusCode, Fault> {
    let alert = found(&web, &script, &tongue, &alert).await?;
    web.app.test_alert(&script.actor, alert.id).await.map_err(tongue.fault(&web))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn notifications_of(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(alert): Path<String>,
    Query(paging): Query<Paging>,
) -> Result<List<NotificationView>, Fault> {
    let alert = found(&web, &script, &tongue, &alert).await?;
    told(&web, &script, &tongue, Some(alert.id), &paging).await
}

async fn notifications(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Query(paging): Query<Paging>,
) -> Result<List<NotificationView>, Fault> {
    told(&web, &script, &tongue, None, &paging).await
}

async fn told(
    web: &Web,
    script: &Script,
    tongue: &Tongue,
    alert: Option<Id<Alert>>,
    paging: &Paging,
) -> Result<List<NotificationView>, Fault> {
    let before: Option<i64> = paging.after().map_err(tongue.fault(web))?;
    let limit = paging.limit();
    let rows = script.reader.notifications(alert, before, limit + 1).await.map_err(tongue.fault(web))?;
    Ok(List::of(rows.iter().map(|row| NotificationView::of(row, tongue.language())).collect(), limit, |row| row.id))
}
