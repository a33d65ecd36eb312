//! What a handler answers with: a page in its frame, or a way on with one sentence.

use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use fluent_bundle::FluentValue;
use minijinja::{Value, context};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::{
    Web, frame,
    request::{FLASH_COOKIE, Member, Person, REDRAW_HEADER, Visitor, cookie, set_cookie},
    view::with_frame,
};

/// How long the sentence for the next page waits, seconds.
const FLASH_SECONDS: i64 = 60;

/// A page inside a workspace. `room` is the key of the rail that is lit, `title_key` the sentence of the title.
#[must_use]
pub fn show(web: &Web, member: &Member, headers: &HeaderMap, room: &str, title: &str, template: &str, own: Value) -> Response {
    show_as(web, member, headers, StatusCode::OK, room, title, template, own)
}

/// The same with another status, as when a form comes back with what was wrong in it.
#[expect(clippy::too_many_arguments, reason = "each is a part of the answer; a struct would name them twice")]
#[must_use]
pub fn show_as(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    status: StatusCode,
    room: &str,
    title: &str,
    template: &str,
    own: Value,
) -> Response {
    let flashes = flashes(web, member.language(), headers);
    let frame = frame::member(web, member, room, title, &flashes);
    clear_flash(web, &flashes, web.views.answer(status, template, with_frame(frame, own)))
}

/// A page about the signed-in person.
#[must_use]
pub fn show_person(
    web: &Web,
    person: &Person,
    headers: &HeaderMap,
    status: StatusCode,
    title: &str,
    template: &str,
    own: Value,
) -> Response {
    let language = domain::Language::from_code(&person.signed.user.language).unwrap_or_default();
    let flashes = flashes(web, language, headers);
    let frame = frame::person(web, person, title, &flashes);
    clear_flash(web, &flashes, web.views.answer(status, template, with_frame(frame, own)))
}

/// A page for anybody, drawn as a gate.
#[must_use]
pub fn show_gate(web: &Web, visitor: &Visitor, status: StatusCode, title: &str, template: &str, own: Value) -> Response {
    web.views.answer(status, template, with_frame(frame::gate(web, visitor.language, title), own))
}

/// Goes on to another page, which says the sentence `key` first. `kind` is `good`, `bad`, `warn` or `info`.
#[must_use]
pub fn go(web: &Web, to: &str, kind: &str, key: &str, args: &[(&str, &str)]) -> Response {
    let mut text = format!("{kind}|{key}");
    for (name, value) in args {
        text.push_str(&format!("|{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)));
    }
    let value = utf8_percent_encode(&text, NON_ALPHANUMERIC).to_string();
    ([set_cookie(web, FLASH_COOKIE, &value, FLASH_SECONDS)], Redirect::to(local(to))).into_response()
}

/// Goes on to another page in silence.
#[must_use]
pub fn go_on(to: &str) -> Response {
    Redirect::to(local(to)).into_response()
}

/// An address of ours, or the start page: nobody is sent elsewhere by an address that was handed in.
#[must_use]
pub fn local(to: &str) -> &str {
    if to.starts_with('/') && !to.starts_with("//") && !to.contains('\\') && !to.contains(char::is_control) { to } else { "/" }
}

/// The sentence that the page before left, in the reader's language. Only keys of ours are spoken.
fn flashes(web: &Web, language: domain::Language, headers: &HeaderMap) -> Vec<Value> {
    if headers.contains_key(REDRAW_HEADER) {
        return Vec::new();
    }
    let Some(text) = cookie(headers, FLASH_COOKIE).and_then(|value| percent_decode_str(value).decode_utf8().ok()) else {
        return Vec::new();
    };
    let mut parts = text.split('|');
    let (Some(kind), Some(key)) = (parts.next(), parts.next()) else { return Vec::new() };
    let args: Vec<(&str, String)> = parts
        .filter_map(|part| part.split_once('='))
        .filter_map(|(name, value)| percent_decode_str(value).decode_utf8().ok().map(|value| (name, value.into_owned())))
        .collect();
    let args: Vec<(&str, FluentValue<'_>)> = args
        .iter()
        .map(|(name, value)| (*name, value.parse::<f64>().map_or_else(|_| FluentValue::from(value.as_str()), FluentValue::from)))
        .collect();
    let Some(words) = web.views.words.find(language, key, &args) else { return Vec::new() };
    vec![context! { kind, words }]
}

fn clear_flash(web: &Web, flashes: &[Value], mut response: Response) -> Response {
    if !flashes.is_empty() {
        let (name, value) = set_cookie(web, FLASH_COOKIE, "", 0);
        response.headers_mut().append(name, value);
    }
    response
}
