//! Drawing a page: templates, the words and figures they call, and the frame around them.

use std::sync::Arc;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use domain::Language;
use fluent_bundle::FluentValue;
use jiff::{Timestamp, tz::TimeZone};
use minijinja::{Environment, Error, ErrorKind, State, Value, context, value::Kwargs};

use crate::{assets, format::Reader, icon, words::Words};

/// `(frame.html, text)` of every template, written by the build script.
const TEMPLATES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/templates.rs"));

/// Templates with everything they can call.
#[derive(Clone)]
pub struct Views {
    environment: Arc<Environment<'static>>,
    /// The sentences.
    pub words: Arc<Words>,
}

impl Views {
    /// Reads the templates that the program carries.
    ///
    /// # Errors
    /// When a template has a fault, which a test finds before anybody else.
    pub fn load() -> Result<Self, Error> {
        let words = Arc::new(Words::load());
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|name| {
            if name.ends_with(".html") { minijinja::AutoEscape::Html } else { minijinja::AutoEscape::None }
        });
        for (name, text) in TEMPLATES {
            environment.add_template(name, text)?;
        }
        assets::add_to(&mut environment);
        icon::add_to(&mut environment);
        add_words(&mut environment, words.clone());
        add_figures(&mut environment);
        Ok(Self { environment: Arc::new(environment), words })
    }

    /// Draws a template.
    ///
    /// # Errors
    /// When the template asks for what the context does not hold.
    pub fn draw(&self, template: &str, context: Value) -> Result<String, Error> {
        self.environment.get_template(template)?.render(context)
    }

    /// Draws a template as an answer. A fault of the template is logged and answered with 500.
    #[must_use]
    pub fn answer(&self, status: StatusCode, template: &str, context: Value) -> Response {
        match self.draw(template, context) {
            Ok(page) => {
                let mut response = (status, Html(page)).into_response();
                response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
                response
            }
            Err(error) => {
                tracing::error!(template, error = %format!("{error:#}"), "a template could not be drawn");
                // Whoever writes pages sees at once what is wrong with this one; nobody else ever does.
                let told = if cfg!(debug_assertions) { format!("{error:#}") } else { String::new() };
                (StatusCode::INTERNAL_SERVER_ERROR, told).into_response()
            }
        }
    }
}

/// Who reads the page that is being drawn. Looked for once a page: sentences and times ask by the hundred.
fn reader_of(state: &mut State<'_, '_>) -> Reader {
    if let Some(reader) = state.get_extension::<Reader>() {
        return reader.clone();
    }
    let frame = state.lookup("frame");
    let reader = reader_in(&frame.clone().unwrap_or_default());
    // What stands outside of a frame has no reader, which says nothing of the rest of the page.
    if frame.is_some() {
        state.get_or_insert_extension(reader.clone());
    }
    reader
}

/// The same from `lang`, `zone` and `now` of a frame.
fn reader_in(frame: &Value) -> Reader {
    let text = |name: &str| frame.get_attr(name).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
    let now = frame.get_attr("now").ok().and_then(|value| i64::try_from(value).ok()).unwrap_or_default();
    Reader {
        language: Language::from_code(&text("lang")).unwrap_or_default(),
        zone: TimeZone::get(&text("zone")).unwrap_or(TimeZone::UTC),
        now: Timestamp::from_microsecond(now).unwrap_or(Timestamp::UNIX_EPOCH),
    }
}

/// `t("key", name=value…)`: a number given is written as the language does and still chooses the plural form.
fn add_words(environment: &mut Environment<'static>, words: Arc<Words>) {
    environment.add_function("t", move |state: &mut State<'_, '_>, key: &str, kwargs: Kwargs| -> Result<Value, Error> {
        let reader = reader_of(state);
        let mut names = kwargs.args().peekable();
        if names.peek().is_none() {
            return Ok(Value::from(&*words.say_plain(reader.language, key)));
        }
        let mut args = Vec::new();
        for name in names {
            let value: Value = kwargs.get(name)?;
            let value = match i64::try_from(value.clone()) {
                Ok(number) if value.is_number() => counted(number),
                _ => FluentValue::from(value.to_string()),
            };
            args.push((name, value));
        }
        let written: Vec<(String, String)> = args
            .iter()
            .filter_map(|(name, value)| number_of(value).map(|n| (format!("{name}_words"), reader.number(n))))
            .collect();
        let mut all: Vec<(&str, FluentValue<'_>)> = args.clone();
        all.extend(written.iter().map(|(name, text)| (name.as_str(), FluentValue::from(text.as_str()))));
        Ok(Value::from(words.say(reader.language, key, &all)))
    });
}

/// A number for choosing a plural form.
#[expect(clippy::cast_precision_loss, reason = "plural forms do not change beyond 2^53")]
fn counted(number: i64) -> FluentValue<'static> {
    FluentValue::from(number as f64)
}

#[expect(clippy::cast_possible_truncation, reason = "made from a whole number just before")]
fn number_of(value: &FluentValue<'_>) -> Option<i64> {
    match value {
        FluentValue::Number(number) => Some(number.value as i64),
        _ => None,
    }
}

/// `number(n)`, and for UTC microseconds `day(at)`, `long_day(at)`, `clock(at)`, `exact(at)`, `ago(at)`, `iso(at)`; `span(seconds)`.
fn add_figures(environment: &mut Environment<'static>) {
    environment.add_function("number", |state: &mut State<'_, '_>, n: i64| reader_of(state).number(n));
    environment.add_function("day", |state: &mut State<'_, '_>, at: i64| reader_of(state).day(at));
    environment.add_function("long_day", |state: &mut State<'_, '_>, at: i64| reader_of(state).long_day(at));
    environment.add_function("clock", |state: &mut State<'_, '_>, at: i64| reader_of(state).clock(at));
    environment.add_function("exact", |state: &mut State<'_, '_>, at: i64| reader_of(state).exact(at));
    environment.add_function("ago", |state: &mut State<'_, '_>, at: i64| reader_of(state).ago(at));
    environment.add_function("span", |state: &mut State<'_, '_>, seconds: i64| reader_of(state).span(seconds));
    environment.add_function("iso", |at: i64| Reader::iso(at));
    environment.add_function("percent", |state: &mut State<'_, '_>, part: i64, whole: i64| -> Result<String, Error> {
        if whole <= 0 {
            return Err(Error::new(ErrorKind::InvalidOperation, "a share of nothing"));
        }
        let space = if reader_of(state).language == Language::French { "\u{202f}%" } else { "\u{a0}%" };
        Ok(format!("{}{space}", (part * 200 + whole) / (whole * 2)))
    });
}

/// A page's own values under the frame.
#[must_use]
pub fn with_frame(frame: Value, own: Value) -> Value {
    context! { frame, ..own }
}
