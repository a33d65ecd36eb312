//! Making and changing an alert.

use app::{
    Refusal,
    listen::alert_save::{About, AlertForm, DIGEST_HOUR, SavedAlert},
};
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use minijinja::{Value, context};
use store::{Id, alert::Alert};
use url::form_urlencoded;

use super::{fault, show, words::Names};
use crate::{
    Web,
    error::Fault,
    page,
    pages::access::fields::{Fields, Wrong},
    request::Member,
};

/// The form of a new alert; `?topic=3`, `?view=5` or `?signals=3` choose what it is about.
pub(super) async fn new(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let query = query.unwrap_or_default();
    let about = form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| matches!(name.as_ref(), "topic" | "view" | "signals"))
        .and_then(|(name, value)| About::from_word(&format!("{name}:{value}")))
        .map(About::word);
    let typed = context! {
        about, rhythm => "at_once", hour => DIGEST_HOUR, way => "mail", address => member.signed.user.email.as_str(),
    };
    draw(&web, &member, &headers, None, typed, &Wrong::nothing()).await
}

/// Makes it.
pub(super) async fn add(State(web): State<Web>, member: Member, headers: HeaderMap, fields: Fields) -> Result<Response, Fault> {
    keep(&web, &member, &headers, None, &fields).await
}

/// The form of an alert that is there.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let alert = super::alert(&web, &member, &said).await?;
    let typed = context! {
        name => alert.name.as_str(), about => About::of(&alert).map(About::word), rhythm => alert.rhythm.as_str(), hour => alert.hour,
        way => alert.way.as_str(), address => alert.address.as_str(),
    };
    draw(&web, &member, &headers, Some(&alert), typed, &Wrong::nothing()).await
}

/// Changes it.
pub(super) async fn save(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Fault> {
    let alert = super::alert(&web, &member, &said).await?;
    keep(&web, &member, &headers, Some(&alert), &fields).await
}

async fn keep(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    alert: Option<&Alert>,
    fields: &Fields,
) -> Result<Response, Fault> {
    let said = AlertForm {
        name: fields.text("name"),
        about: fields.text("about"),
        rhythm: fields.text("rhythm"),
        hour: fields.text("hour"),
        way: fields.text("way"),
        address: fields.text("address"),
    };
    match web.app.save_alert(&member.actor, alert.map(|alert| alert.id), said).await {
        Ok(SavedAlert { id, secret: None }) => {
            Ok(page::go(web, &member.href(&format!("alerts/{id}")), "good", "alerts-saved", &[]))
        }
        // A secret is in no address and in no cookie: the page is drawn at once, this once.
        Ok(SavedAlert { id, secret }) => {
            let alert = saved(web, member, id).await?;
            show::draw(web, member, headers, &alert, secret, None).await
        }
        Err(refusal) => {
            let wrong = Wrong::of(web, member.language(), refusal)?;
            draw(web, member, headers, alert, fields.typed(), &wrong).await
        }
    }
}

async fn saved(web: &Web, member: &Member, id: Id<Alert>) -> Result<Alert, Fault> {
    super::alert(web, member, &id.to_string()).await
}

async fn draw(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    alert: Option<&Alert>,
    typed: Value,
    wrong: &Wrong,
) -> Result<Response, Fault> {
    let language = member.language();
    let read = async {
        let names = Names::read(member).await?;
        Ok::<_, Refusal>((names, web.app.mail_server(member.workspace.id).await?.is_some()))
    };
    let (names, has_mail) = read.await.map_err(fault(web, member))?;
    let say = |key: &str| web.views.words.say(language, key, &[]);
    let choice = |value: String, label: &str| context! { value, label };
    let topics: Vec<Value> = names.topics.iter().map(|topic| choice(About::Topic(topic.id).word(), &topic.name)).collect();
    let views: Vec<Value> = names.views.iter().map(|view| choice(About::View(view.id).word(), &view.name)).collect();
    let signals: Vec<Value> = names.topics.iter().map(|topic| choice(About::Signals(topic.id).word(), &topic.name)).collect();
    let mut about = Vec::new();
    for (key, choices) in [("alerts-topics", topics), ("alerts-signals", signals), ("alerts-views", views)] {
        if !choices.is_empty() {
            about.push(context! { label => say(key), choices });
        }
    }
    let hours: Vec<Value> = (0..24).map(|hour| choice(format!("{hour}"), &format!("{hour:02}:00"))).collect();
    let (action, back) = match alert {
        Some(alert) => (format!("alerts/{}/edit", alert.id), format!("alerts/{}", alert.id)),
        None => ("alerts".to_owned(), "alerts".to_owned()),
    };
    let title = alert.map_or_else(|| say("alerts-new"), |alert| alert.name.clone());
    let own = context! {
        title => title.as_str(), new => alert.is_none(), about, hours, typed, errors => wrong.errors.clone(), problem => wrong.problem.as_str(),
        action => member.href(&action), back_href => member.href(&back), list_href => member.href("alerts"), has_mail,
        mail_href => member.href("settings/mail"), topics_href => member.href("topics/new"), zone => member.signed.user.time_zone.as_str(),
    };
    Ok(page::show_as(web, member, headers, wrong.status, "alerts", &title, "alerts/edit.html", own))
}
