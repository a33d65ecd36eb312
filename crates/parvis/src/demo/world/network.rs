//! A network of the little world on which the brand publishes: what a Mastodon server answers, as far as Parvis asks
//! (<https://docs.joinmastodon.org/methods/statuses/>). What is said there is kept until the demo ends.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::{
    Json,
    body::to_bytes,
    extract::Request,
    http::{HeaderMap, Method, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use domain::Language;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::World;
use crate::demo::{brand::PAST, talk::escape};

/// The first label of its host.
pub(super) const HOST: &str = "bivouac";
/// The accounts of the brand: the key with which it is connected is the name of the account.
pub(crate) const ACCOUNTS: [(&str, &str); 2] = [("solenne", "Solenne"), ("atelier-solenne", "L’Atelier Solenne")];
/// The largest picture or film that it takes, bytes.
const BODY_BYTES_MAX: usize = 64 << 20;

/// Something that was said there.
#[derive(Clone, Debug)]
struct Status {
    id: usize,
    account: String,
    text: String,
    key: String,
    parent: Option<String>,
    files: usize,
    at: Timestamp,
    edited_at: Option<Timestamp>,
}

/// All that was said there.
#[derive(Debug)]
pub(super) struct Network(Mutex<Vec<Status>>);

impl Network {
    /// What the brand said before the demo began.
    pub(super) fn before(started: Timestamp, language: Language) -> Self {
        let said = PAST.iter().enumerate().map(|(id, (account, hours, text))| Status {
            id,
            account: (*account).to_owned(),
            text: text.said(language).to_owned(),
            key: String::new(),
            parent: None,
            files: 0,
            at: started.checked_sub(SignedDuration::from_hours(*hours)).unwrap_or(started),
            edited_at: None,
        });
        Self(Mutex::new(said.collect()))
    }

    fn said(&self) -> MutexGuard<'_, Vec<Status>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Answers one call.
pub(super) async fn answer(world: &Arc<World>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let path: Vec<&str> = parts.uri.path().split('/').filter(|part| !part.is_empty()).collect();
    match (&parts.method, path.as_slice()) {
        (&Method::GET, ["api", "v2", "instance"]) => Json(json!({ "title": "Bivouac", "configuration": {
            "statuses": { "max_characters": 500, "max_media_attachments": 4 }, "media_attachments": { "description_limit": 1500 } } }))
        .into_response(),
        (&Method::GET, [at] | [at, _]) if at.starts_with('@') => page(world, at.trim_start_matches('@')),
        (&Method::GET, []) => page(world, ""),
        (_, ["api", rest @ ..]) => {
            let Some(account) = account(&parts.headers) else {
                return refuse(StatusCode::UNAUTHORIZED, "The access token is invalid");
            };
            let Ok(body) = to_bytes(body, BODY_BYTES_MAX).await else {
                return refuse(StatusCode::PAYLOAD_TOO_LARGE, "That is too large");
            };
            let body: Value = serde_json::from_slice(&body).unwrap_or_default();
            let key = parts.headers.get("idempotency-key").and_then(|key| key.to_str().ok()).unwrap_or_default();
            call(world, &parts.method, rest, account, &body, key)
        }
        _ => refuse(StatusCode::NOT_FOUND, "Record not found"),
    }
}

fn call(world: &World, method: &Method, path: &[&str], account: &'static str, body: &Value, key: &str) -> Response {
    let mut said = world.network.said();
    match (method, path) {
        (&Method::GET, ["v1", "accounts", "verify_credentials"]) => {
            let name = ACCOUNTS.iter().find(|(known, _)| *known == account).map_or(account, |(_, name)| name);
            Json(json!({ "id": account, "acct": account, "display_name": name, "url": format!("{}/@{account}", world.base(HOST)) }))
                .into_response()
        }
        (&Method::GET, ["v1", "accounts", of, "statuses"]) => {
            let theirs = said.iter().rev().filter(|status| status.account == *of).take(40);
            Json(Value::from(theirs.map(|status| shown(world, status)).collect::<Vec<_>>())).into_response()
        }
        (&Method::POST, ["v2", "media"]) => Json(json!({ "id": "1", "type": "image" })).into_response(),
        (&Method::POST, ["v1", "statuses"]) => {
            let known = said.iter().position(|status| !key.is_empty() && status.key == key && status.account == account);
            let place = known.unwrap_or_else(|| {
                let id = said.last().map_or(0, |last| last.id + 1);
                said.push(Status {
                    id,
                    account: account.to_owned(),
                    text: text(body, "status"),
                    key: key.to_owned(),
                    parent: Some(text(body, "in_reply_to_id")).filter(|parent| !parent.is_empty()),
                    files: body["media_ids"].as_array().map_or(0, Vec::len),
                    at: world.clock.now(),
                    edited_at: None,
                });
                said.len() - 1
            });
            Json(shown(world, &said[place])).into_response()
        }
        (_, ["v1", "statuses", id]) => {
            let Some(place) = said.iter().position(|status| status.id.to_string() == *id) else {
                return refuse(StatusCode::NOT_FOUND, "Record not found");
            };
            match *method {
                Method::DELETE => Json(shown(world, &said.remove(place))).into_response(),
                Method::PUT => {
                    said[place].text = text(body, "status");
                    said[place].edited_at = Some(world.clock.now());
                    Json(shown(world, &said[place])).into_response()
                }
                _ => Json(shown(world, &said[place])).into_response(),
            }
        }
        _ => refuse(StatusCode::NOT_FOUND, "Record not found"),
    }
}

/// The account whose key was given.
fn account(headers: &HeaderMap) -> Option<&'static str> {
    let key = headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")?;
    ACCOUNTS.iter().map(|(account, _)| *account).find(|account| *account == key)
}

fn text(body: &Value, name: &str) -> String {
    body[name].as_str().unwrap_or_default().to_owned()
}

fn refuse(status: StatusCode, why: &str) -> Response {
    (status, Json(json!({ "error": why }))).into_response()
}

fn shown(world: &World, status: &Status) -> Value {
    // The older and the longer, the more were seen to like it: figures that differ and do not move by themselves.
    let hours = world.clock.now().duration_since(status.at).as_hours().clamp(0, 72);
    let likes = hours * i64::try_from(status.text.len() % 13).unwrap_or_default() / 6;
    json!({
        "id": status.id.to_string(), "url": format!("{}/@{}/{}", world.base(HOST), status.account, status.id), "uri": "",
        "content": format!("<p>{}</p>", escape(&status.text)), "created_at": status.at.to_string(),
        "edited_at": status.edited_at.map(|at| at.to_string()), "in_reply_to_id": status.parent, "spoiler_text": "",
        "media_attachments": vec![json!({}); status.files],
        "favourites_count": likes, "reblogs_count": likes / 4, "replies_count": likes / 7,
    })
}

/// What stands there, for people.
fn page(world: &World, account: &str) -> Response {
    let said = world.network.said();
    let theirs = said.iter().rev().filter(|status| account.is_empty() || status.account == account);
    let list: String = theirs
        .map(|status| {
            format!(
                "<li><p><b>@{}</b> {}</p><p>{}</p></li>",
                status.account,
                status.at.strftime("%Y-%m-%d %H:%M"),
                escape(&status.text)
            )
        })
        .collect();
    Html(format!(
        "<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\"><title>Bivouac</title><h1>Bivouac</h1><ul>{list}</ul></html>",
        world.language.code()
    ))
    .into_response()
}
