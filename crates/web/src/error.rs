//! The one table from a [`Refusal`] to what a person or a script is told: a page with a sentence, or `application/problem+json`
//! (RFC 9457).

use app::{Noun, Refusal};
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Language;
use fluent_bundle::FluentValue;
use minijinja::context;
use serde::Serialize;

use crate::{Web, api::code::family_of, frame, words::Words};

/// An answer instead of a page. Boxed: it is rare, and results that carry it are not.
#[derive(Debug)]
pub struct Fault(Box<Response>);

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        *self.0
    }
}

/// What a script is told, RFC 9457.
#[derive(Debug, Serialize)]
pub struct Problem {
    /// Where the kind of problem is explained.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind, in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened, what was kept, what to do.
    pub detail: String,
    /// The stable code.
    pub code: String,
    /// For a query: where in it, and what.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<QueryProblem>,
}

/// A place in a query and what is wrong there.
#[derive(Clone, Debug, Serialize)]
pub struct QueryProblem {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// `error` or `warning`.
    pub severity: &'static str,
    /// The sentence.
    pub message: String,
}

impl Fault {
    /// A page that says why nothing was done.
    #[must_use]
    pub fn page(web: &Web, language: Language, refusal: Refusal) -> Self {
        let (status, sentence) = told(web, language, &refusal);
        Self(Box::new(page(web, language, title_of(&refusal, status), status, &sentence)))
    }

    /// What was refused before any handler was asked, as a page or, for a script, as a problem document. `said` is how the framework
    /// names it, in English.
    #[must_use]
    pub fn unasked(web: &Web, language: Language, status: StatusCode, said: &str, script: bool) -> Self {
        let code = match status {
            StatusCode::METHOD_NOT_ALLOWED => "method_not_allowed",
            StatusCode::PAYLOAD_TOO_LARGE => "too_large",
            StatusCode::FORBIDDEN => "another_site",
            _ => "unreadable",
        };
        let key = format!("refusal-{}", code.replace('_', "-"));
        let sentence = web.views.words.say(language, &key, &[("said", said.into())]);
        Self(Box::new(if script {
            problem(web, language, title_key(status), status, code.to_owned(), sentence, Vec::new())
        } else {
            page(web, language, title_key(status), status, &sentence)
        }))
    }

    /// A problem document.
    #[must_use]
    pub fn api(web: &Web, language: Language, refusal: Refusal) -> Self {
        let (status, detail) = told(web, language, &refusal);
        let code = refusal.code();
        let problems = match &refusal {
            Refusal::Query(problems) => query_problems(problems, language),
            _ => Vec::new(),
        };
        let retry =
            if let Refusal::TooOften { seconds } = refusal { HeaderValue::from_str(&seconds.to_string()).ok() } else { None };
        let mut response = problem(web, language, title_of(&refusal, status), status, code, detail, problems);
        if let Some(retry) = retry {
            response.headers_mut().insert(header::RETRY_AFTER, retry);
        }
        Self(Box::new(response))
    }

    /// The answer to a script that shows no token, or one that opens nothing.
    #[must_use]
    pub fn no_token(web: &Web, language: Language) -> Self {
        let detail = web.views.words.say(language, "refusal-no-token", &[]);
        let status = StatusCode::UNAUTHORIZED;
        let mut response = problem(web, language, title_key(status), status, "no_token".to_owned(), detail, Vec::new());
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        Self(Box::new(response))
    }

    /// Sends somebody who is not signed in to the door, and back afterwards.
    #[must_use]
    pub fn sign_in(here: &str) -> Self {
        let next = percent_encoding::utf8_percent_encode(here, percent_encoding::NON_ALPHANUMERIC);
        Self(Box::new(Redirect::to(&format!("/sign-in?next={next}")).into_response()))
    }

    /// Any other answer.
    #[must_use]
    pub fn other(response: Response) -> Self {
        Self(Box::new(response))
    }
}

fn page(web: &Web, language: Language, title_key: &str, status: StatusCode, sentence: &str) -> Response {
    let title = web.views.words.say(language, title_key, &[]);
    let context = context! {
        frame => frame::gate(web, language, &title),
        title, sentence, status => status.as_u16(),
    };
    web.views.answer(status, "fault.html", context)
}

fn problem(
    web: &Web,
    language: Language,
    title_key: &str,
    status: StatusCode,
    code: String,
    detail: String,
    problems: Vec<QueryProblem>,
) -> Response {
    let title = web.views.words.say(language, title_key, &[]);
    let body =
        Problem { kind: format!("/api#code-{}", family_of(&code)), title, status: status.as_u16(), detail, code, problems };
    let mut response = (status, Json(body)).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response
}

/// The problems of a query as the editor and the API show them.
#[must_use]
pub fn query_problems(problems: &[query::Problem], language: Language) -> Vec<QueryProblem> {
    let language = spoken(language);
    let severity = |problem: &query::Problem| match problem.severity() {
        query::Severity::Error => "error",
        query::Severity::Warning => "warning",
    };
    problems
        .iter()
        .map(|problem| QueryProblem {
            start: problem.span.start,
            end: problem.span.end,
            severity: severity(problem),
            message: problem.sentence(language),
        })
        .collect()
}

/// The query crate knows nothing of ours, its two languages included.
#[must_use]
pub const fn spoken(language: Language) -> query::Language {
    match language {
        Language::English => query::Language::English,
        Language::French => query::Language::French,
    }
}

/// What stands above the sentence. An address that could not be read misses nothing that its asker could add.
const fn title_of(refusal: &Refusal, status: StatusCode) -> &'static str {
    match refusal {
        Refusal::Fetch(_) => "fault-fetch",
        _ => title_key(status),
    }
}

const fn title_key(status: StatusCode) -> &'static str {
    match status.as_u16() {
        401 => "fault-unknown",
        403 => "fault-forbidden",
        404 => "fault-missing",
        409 => "fault-conflict",
        410 => "fault-over",
        400 | 405 | 413 | 415 | 422 => "fault-input",
        429 => "fault-too-often",
        _ => "fault-ours",
    }
}

/// The status and the sentence of each refusal. What is ours to repair is logged with its cause; nobody else sees the cause.
#[must_use]
pub fn told(web: &Web, language: Language, refusal: &Refusal) -> (StatusCode, String) {
    sentence(&web.views.words, language, refusal)
}

/// The same for who has the words alone, such as a command.
#[must_use]
pub fn sentence(words: &Words, language: Language, refusal: &Refusal) -> (StatusCode, String) {
    let say = |key: &str, args: &[(&str, FluentValue<'_>)]| words.say(language, key, args);
    match refusal {
        Refusal::NoSuch(noun) => (StatusCode::NOT_FOUND, say(&format!("refusal-no-such-{}", noun.name()), &[])),
        Refusal::NotAllowed(_) => (StatusCode::FORBIDDEN, say("refusal-not-allowed", &[])),
        Refusal::NeedsPerson => (StatusCode::FORBIDDEN, say("refusal-needs-person", &[])),
        Refusal::Invalid { field, why } => (StatusCode::UNPROCESSABLE_ENTITY, wrong(words, language, field, why)),
        Refusal::Filter { name, value } => {
            let args = [("name", name.as_str().into()), ("value", value.as_str().into())];
            (StatusCode::UNPROCESSABLE_ENTITY, say("refusal-filter", &args))
        }
        Refusal::Taken(noun) => (StatusCode::CONFLICT, say(&format!("refusal-taken-{}", taken_name(*noun)), &[])),
        Refusal::WrongPassword => (StatusCode::UNPROCESSABLE_ENTITY, say("refusal-wrong-password", &[])),
        Refusal::TooOften { seconds } => {
            let seconds = i64::try_from(*seconds).unwrap_or(i64::MAX);
            (StatusCode::TOO_MANY_REQUESTS, say("refusal-too-often", &[("wait", spell_wait(seconds).into())]))
        }
        Refusal::LastOwner => (StatusCode::CONFLICT, say("refusal-last-owner", &[])),
        Refusal::Query(problems) => {
            let first = query_problems(problems, language).into_iter().find(|problem| problem.severity == "error");
            (StatusCode::UNPROCESSABLE_ENTITY, first.map_or_else(|| say("refusal-query", &[]), |problem| problem.message))
        }
        Refusal::Fetch(error) => (StatusCode::UNPROCESSABLE_ENTITY, app::listen::fetch_sentence(error, language)),
        Refusal::Unreadable { english, french } => {
            let sentence = if language == Language::French { french } else { english };
            (StatusCode::UNPROCESSABLE_ENTITY, sentence.clone())
        }
        Refusal::Channel(fault) => {
            let key = format!("refusal-channel-{}", fault.class.name().replace('_', "-"));
            (StatusCode::UNPROCESSABLE_ENTITY, say(&key, &[("said", fault.said.as_str().into())]))
        }
        Refusal::Problems { channel, .. } => {
            (StatusCode::UNPROCESSABLE_ENTITY, say("refusal-problems", &[("channel", channel.as_str().into())]))
        }
        Refusal::Changed(noun) => (StatusCode::CONFLICT, say(&format!("refusal-changed-{}", noun.name()), &[])),
        Refusal::TooLate(noun) => (StatusCode::CONFLICT, say(&format!("refusal-too-late-{}", noun.name()), &[])),
        Refusal::NotYours(why) => (StatusCode::FORBIDDEN, say(&format!("refusal-{}", why.code().replace('_', "-")), &[])),
        Refusal::Unapproved => (StatusCode::CONFLICT, say("refusal-unapproved", &[])),
        Refusal::LinkOver(state) => (StatusCode::GONE, say(&format!("refusal-link-{}", state.code()), &[])),
        Refusal::Held { posts } => {
            let posts: Vec<String> = posts.iter().map(|post| format!("#{post}")).collect();
            (StatusCode::CONFLICT, say("refusal-held", &[("posts", posts.join(", ").into())]))
        }
        Refusal::Shelf(fault) => {
            tracing::error!(error = ?fault, "the place of the library refused");
            (StatusCode::INTERNAL_SERVER_ERROR, say("refusal-shelf", &[]))
        }
        Refusal::NoMailServer => (StatusCode::UNPROCESSABLE_ENTITY, say("refusal-no-mail-server", &[])),
        Refusal::Store(error) => {
            tracing::error!(error = ?error, "the database refused");
            let key = match error {
                store::StoreError::DiskFull => "refusal-disk-full",
                store::StoreError::Locked => "refusal-database-locked",
                store::StoreError::Damaged(_) => "refusal-database-damaged",
                _ => "refusal-database",
            };
            (StatusCode::INTERNAL_SERVER_ERROR, say(key, &[]))
        }
        Refusal::Interrupted => (StatusCode::INTERNAL_SERVER_ERROR, say("refusal-interrupted", &[])),
    }
}

/// What is wrong with a field: its own sentence when there is one (`invalid-email-empty`), the general one otherwise (`invalid-empty`).
#[must_use]
pub fn invalid(web: &Web, language: Language, field: &str, why: &str) -> String {
    wrong(&web.views.words, language, field, why)
}

fn wrong(words: &Words, language: Language, field: &str, why: &str) -> String {
    let why = why.replace('_', "-");
    let own = words.find(language, &format!("invalid-{}-{why}", field.replace('_', "-")), &[]);
    own.unwrap_or_else(|| words.say(language, &format!("invalid-{why}"), &[]))
}

const fn taken_name(noun: Noun) -> &'static str {
    match noun {
        Noun::Member => "member",
        Noun::Folder => "folder",
        Noun::Source => "source",
        Noun::Topic => "topic",
        Noun::View => "view",
        Noun::Channel => "channel",
        Noun::Asset => "asset",
        Noun::Link => "link",
        Noun::List => "list",
        _ => "name",
    }
}

fn spell_wait(seconds: i64) -> String {
    if seconds < 90 { format!("{seconds}\u{a0}s") } else { format!("{}\u{a0}min", (seconds + 59) / 60) }
}
