//! `GET` and `POST /w/{workspace}/topics/import`: queries of other tools, read, shown as ours with what is wrong, and made topics of.

use app::{
    Refusal,
    listen::{
        query_import::{ConvertedQuery, HandedQuery, IMPORTED_QUERIES_MAX, read_queries},
        topic_save::TOPIC_KINDS,
    },
};
use axum::extract::State;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::hat::Act;
use minijinja::{Value, context, value::Serde};
use query::Dialect;
use store::{Id, topic::Topic};

use super::{
    found::fault,
    query_markup::{escape, markup},
};
use crate::{
    Web,
    error::{Fault, QueryProblem, invalid, query_problems, told},
    page,
    request::Member,
};

/// What was handed in.
#[derive(Debug)]
struct Handed {
    dialect: Dialect,
    kind: String,
    is_list: bool,
    name: String,
    pasted: String,
    /// Lines that were shown before, to be made topics of: those that are ticked.
    lines: Vec<Line>,
    act: String,
}

/// A line that was shown before.
#[derive(Clone, Debug, Default)]
struct Line {
    number: usize,
    name: String,
    query: String,
    is_ticked: bool,
}

impl Default for Handed {
    fn default() -> Self {
        Self {
            dialect: Dialect::Brandwatch,
            kind: "theme".to_owned(),
            is_list: false,
            name: String::new(),
            pasted: String::new(),
            lines: Vec::new(),
            act: String::new(),
        }
    }
}

/// What is shown under the form.
enum Outcome {
    Nothing,
    Read(Vec<ConvertedQuery>),
    Made(Vec<(HandedQuery, Result<Id<Topic>, Refusal>)>),
}

/// Draws the empty form.
pub(super) async fn show(State(web): State<Web>, member: Member, headers: HeaderMap) -> Result<Response, Fault> {
    draw(&web, &member, &headers, &Handed::default(), &Outcome::Nothing, None)
}

/// Reads what was handed in, or makes topics of what was ticked.
pub(super) async fn act(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Fault> {
    member.actor.may(Act::Listen).map_err(fault(&web, &member))?;
    let cut_short = Refusal::Invalid { field: "queries", why: "cut_short" };
    let handed = match form {
        Ok(form) => read(form).await,
        Err(_) => Err(cut_short),
    };
    let handed = match handed {
        Ok(handed) => handed,
        Err(refusal) => {
            let wrong = why_not(&web, &member, refusal)?;
            return draw(&web, &member, &headers, &Handed::default(), &Outcome::Nothing, Some(wrong));
        }
    };
    let outcome = if handed.act == "make" {
        let made = web.app.make_topics(&member.actor, handed.dialect, &handed.kind, handed.queries(true)).await;
        made.map(Outcome::Made)
    } else {
        let queries = read_queries(&handed.pasted, handed.is_list, &handed.name);
        web.app.convert_queries(&member.actor, handed.dialect, queries).await.map(Outcome::Read)
    };
    match outcome {
        Ok(outcome) => draw(&web, &member, &headers, &handed, &outcome, None),
        Err(refusal) => {
            let wrong = why_not(&web, &member, refusal)?;
            // Lines that were shown before stay: nothing of them was ticked.
            let again = match handed.queries(false) {
                lines if lines.is_empty() => Outcome::Nothing,
                lines => {
                    let converted = web.app.convert_queries(&member.actor, handed.dialect, lines).await;
                    Outcome::Read(converted.map_err(fault(&web, &member))?)
                }
            };
            draw(&web, &member, &headers, &handed, &again, Some(wrong))
        }
    }
}

/// What is wrong with what was handed in; a page of its own when nothing in the form can help.
fn why_not(web: &Web, member: &Member, refusal: Refusal) -> Result<String, Fault> {
    match refusal {
        Refusal::Invalid { field, why } => Ok(invalid(web, member.language(), field, why)),
        other => Err(fault(web, member)(other)),
    }
}

async fn read(mut form: Multipart) -> Result<Handed, Refusal> {
    let cut_short = |_| Refusal::Invalid { field: "queries", why: "cut_short" };
    let mut handed = Handed::default();
    while let Some(field) = form.next_field().await.map_err(cut_short)? {
        let name = field.name().unwrap_or_default().to_owned();
        let is_table =
            field.file_name().is_some_and(|name| [".csv", ".tsv"].iter().any(|end| name.to_lowercase().ends_with(end)));
        let bytes = field.bytes().await.map_err(cut_short)?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        match name.as_str() {
            "dialect" => handed.dialect = Dialect::from_name(&text).unwrap_or_default(),
            "kind" => handed.kind = text,
            "shape" => handed.is_list = text == "list",
            "name" => handed.name = text,
            "act" => handed.act = text,
            "pasted" if !text.trim().is_empty() => handed.pasted = text,
            // A table is a list, whatever was chosen before; other files are what was chosen.
            "file" if !text.trim().is_empty() => {
                handed.pasted = text;
                handed.is_list |= is_table;
            }
            _ => handed.line(&name, text),
        }
    }
    Ok(handed)
}

impl Handed {
    /// The lines that were shown before: those that are ticked, or all.
    fn queries(&self, ticked: bool) -> Vec<HandedQuery> {
        let lines = self.lines.iter().filter(|line| line.is_ticked || !ticked).cloned();
        lines.map(|line| HandedQuery { line: line.number, name: line.name, query: line.query }).collect()
    }

    /// `line-3-name` and its like.
    fn line(&mut self, name: &str, text: String) {
        let Some((number, part)) = name.strip_prefix("line-").and_then(|rest| rest.split_once('-')) else { return };
        let Ok(number) = number.parse::<usize>() else { return };
        let at = match self.lines.iter().position(|line| line.number == number) {
            Some(at) => at,
            None if self.lines.len() < IMPORTED_QUERIES_MAX => {
                self.lines.push(Line { number, ..Line::default() });
                self.lines.len() - 1
            }
            None => return,
        };
        match part {
            "name" => self.lines[at].name = text,
            "query" => self.lines[at].query = text,
            "take" => self.lines[at].is_ticked = true,
            _ => {}
        }
    }
}

fn draw(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    handed: &Handed,
    outcome: &Outcome,
    wrong: Option<String>,
) -> Result<Response, Fault> {
    member.actor.may(Act::Listen).map_err(fault(web, member))?;
    let title = web.views.words.say(member.language(), "care-import", &[]);
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let dialects: Vec<Value> = Dialect::ALL
        .into_iter()
        .map(|dialect| {
            let label = if dialect == Dialect::Google { "Google Alerts, Mention" } else { dialect.name() };
            context! { value => dialect.name(), label }
        })
        .collect();
    let kinds: Vec<Value> = TOPIC_KINDS
        .iter()
        .map(|kind| context! { value => *kind, label => web.views.words.say(member.language(), &format!("topics-kind-{kind}"), &[]) })
        .collect();
    let own = context! {
        title => title.as_str(), dialects, kinds, dialect => handed.dialect.name(), kind => handed.kind.as_str(), is_list => handed.is_list, name => handed.name.as_str(),
        pasted => handed.pasted.as_str(), queries_max => IMPORTED_QUERIES_MAX, action => member.href("topics/import"), listen_href => member.href("listen"),
        error => wrong,
        lines => if let Outcome::Read(converted) = outcome { Some(converted.iter().map(|one| line(member, one)).collect::<Vec<_>>()) } else { None },
        sound => if let Outcome::Read(converted) = outcome { converted.iter().filter(|one| one.converted.is_some()).count() } else { 0 },
        made => if let Outcome::Made(made) = outcome { Some(made.iter().map(|(handed, outcome)| report(web, member, handed, outcome)).collect::<Vec<_>>()) } else { None },
        made_count => if let Outcome::Made(made) = outcome { made.iter().filter(|(_, outcome)| outcome.is_ok()).count() } else { 0 },
    };
    Ok(page::show_as(web, member, headers, status, "listen", &title, "topics/import.html", own))
}

fn line(member: &Member, one: &ConvertedQuery) -> Value {
    let problems = query_problems(&one.problems, member.language());
    context! {
        number => one.handed.line, name => one.handed.name.as_str(), query => one.handed.query.as_str(),
        underlined => Value::from_safe_string(underlined(&one.handed.query, &problems)), problems => Value::from(Serde(&problems)), taken => one.taken,
        converted => one.converted.as_deref().map(|query| Value::from_safe_string(markup(query))),
    }
}

/// The text with the places of its problems marked.
fn underlined(text: &str, problems: &[QueryProblem]) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for problem in problems {
        let start = problem.start.max(at);
        if start >= problem.end {
            continue;
        }
        let (Some(before), Some(inside)) = (text.get(at..start), text.get(start..problem.end)) else { continue };
        out.push_str(&escape(before));
        out.push_str(&format!("<u class=\"q-problem q-{}\">{}</u>", problem.severity, escape(inside)));
        at = problem.end;
    }
    out.push_str(&escape(text.get(at..).unwrap_or_default()));
    out
}

fn report(web: &Web, member: &Member, handed: &HandedQuery, outcome: &Result<Id<Topic>, Refusal>) -> Value {
    let (href, wrong) = match outcome {
        Ok(id) => (Some(member.href(&format!("topics/{id}"))), None),
        Err(refusal) => (None, Some(told(web, member.language(), refusal).1)),
    };
    context! { number => handed.line, name => handed.name.as_str(), href, wrong }
}
