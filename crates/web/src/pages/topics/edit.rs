//! Making and changing a topic, by the form or by a query, with what it would catch before it is saved.

use app::{
    Noun, Refusal,
    listen::{topic_compare::Comparison, topic_try::Tried},
};
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use minijinja::{Value, context, value::Serde};
use store::topic::Topic;
use url::form_urlencoded;

use super::{check::caught_words, compared, draft::Draft, found, keep::id, query_markup::markup, suggest::suggestions};
use crate::{
    Web,
    error::{Fault, invalid, query_problems, told},
    page,
    pages::mentions::fields::Fields,
    request::Member,
};

/// The most characters of remarks on a form that the next page is told.
const REMARKS_CHARACTERS_MAX: usize = 400;

/// What is said beside the form.
#[derive(Default)]
struct Said {
    /// The field that is wrong and what is wrong with it.
    error: Option<(&'static str, String)>,
    problems: Vec<query::Problem>,
    tried: Option<Tried>,
    compared: Option<Comparison>,
}

/// `GET /w/{workspace}/topics/new`
pub(super) async fn new(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let topics = member.reader.topics().await.map_err(|error| Fault::page(&web, member.language(), error.into()))?;
    let query = query.unwrap_or_default();
    let asked = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "query").map(|(_, value)| value.into_owned());
    let by_form = query != "by=query" && asked.is_none();
    let mut draft = Draft::empty(topics.is_empty() && asked.is_none(), &member.workspace.name, by_form);
    draft.query = asked.unwrap_or_default();
    draw(&web, &member, &headers, None, &draft, Said::default()).await
}

/// `GET …/{topic}/edit`
pub(super) async fn edit(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, topic)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let topic = read(&web, &member, &topic).await?;
    let mut draft = Draft::of(&topic);
    match query.as_deref() {
        Some("by=query") => draft.by_form = false,
        Some("by=form") => draft.by_form = true,
        _ => {}
    }
    let exclusion = query.as_deref().unwrap_or_default();
    let exclusion = form_urlencoded::parse(exclusion.as_bytes()).find(|(name, _)| name == "exclude").map(|(_, value)| value);
    let said = match exclusion.filter(|words| !words.trim().is_empty()) {
        Some(words) => {
            draft.exclude(words.trim());
            try_out(&web, &member, &draft, Some(&topic)).await?
        }
        None => Said::default(),
    };
    draw(&web, &member, &headers, Some(&topic), &draft, said).await
}

/// `POST /w/{workspace}/topics/new`
pub(super) async fn add(State(web): State<Web>, member: Member, headers: HeaderMap, body: Bytes) -> Result<Response, Fault> {
    take(&web, &member, &headers, None, &Fields::read(&body)).await
}

/// `POST …/{topic}/edit`
pub(super) async fn save(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, topic)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let topic = read(&web, &member, &topic).await?;
    take(&web, &member, &headers, Some(&topic), &Fields::read(&body)).await
}

/// The topic that an address names.
pub(super) async fn read(web: &Web, member: &Member, topic: &str) -> Result<Topic, Fault> {
    let id = id(web, member, topic)?;
    let topic = member.reader.topic(id).await.map_err(|error| Fault::page(web, member.language(), error.into()))?;
    topic.ok_or_else(|| Fault::page(web, member.language(), Refusal::NoSuch(Noun::Topic)))
}

/// What was posted: to be tried, to go on as a query, or to be saved.
async fn take(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    topic: Option<&Topic>,
    fields: &Fields,
) -> Result<Response, Fault> {
    let mut draft = Draft::read(fields);
    match fields.text("act") {
        "as_query" => {
            draft.by_form = false;
            draw(web, member, headers, topic, &draft, Said::default()).await
        }
        "try" => {
            let said = try_out(web, member, &draft, topic).await?;
            draw(web, member, headers, topic, &draft, said).await
        }
        _ => {
            match web.app.save_topic_because(&member.actor, topic.map(|topic| topic.id), &draft.to_save(), &draft.reason).await {
                Ok(id) => {
                    // A sentence of the next page is short: it travels in a cookie.
                    let remarks: Vec<String> = draft.remarks(member.language()).into_iter().take(2).collect();
                    let remarks: String = remarks.join(" ").chars().take(REMARKS_CHARACTERS_MAX).collect();
                    let (kind, key) = if remarks.is_empty() { ("good", "topics-saved") } else { ("warn", "topics-saved-but") };
                    let words = [("name", draft.name.trim()), ("remarks", remarks.as_str())];
                    Ok(page::go(web, &member.href(&format!("topics/{id}")), kind, key, &words))
                }
                Err(refusal) => {
                    let said = why_not(web, member, refusal)?;
                    draw(web, member, headers, topic, &draft, said).await
                }
            }
        }
    }
}

/// What the draft would catch; for a topic that is there, what it gains and loses.
async fn try_out(web: &Web, member: &Member, draft: &Draft, topic: Option<&Topic>) -> Result<Said, Fault> {
    let own = topic.map(|topic| (topic.id, draft.name.as_str()));
    let text = draft.to_query();
    let fault = |refusal| Fault::page(web, member.language(), refusal);
    if draft.by_form && text.is_empty() {
        return why_not(web, member, Refusal::Invalid { field: "names", why: "empty" });
    }
    let parsed = web.app.check_query(&member.actor, &text, own).await.map_err(fault)?;
    let (mut tried, mut compared) = (None, None);
    match (&parsed.query, topic) {
        (None, _) => {}
        (Some(_), None) => tried = Some(web.app.try_query(&member.actor, &text, own).await.map_err(fault)?),
        (Some(_), Some(topic)) => match web.app.compare_query(&member.actor, topic.id, &draft.name, &text).await {
            Ok(comparison) => compared = Some(comparison),
            // The saved text can be asked no more, as when a topic that it names is gone: there is nothing to hold the new one against.
            Err(Refusal::Query(_)) => tried = Some(web.app.try_query(&member.actor, &text, own).await.map_err(fault)?),
            Err(refusal) => return Err(fault(refusal)),
        },
    }
    Ok(Said { error: None, problems: parsed.problems, tried, compared })
}

/// What stands beside the form when it cannot be saved; a page of its own when nothing in the form can help.
fn why_not(web: &Web, member: &Member, refusal: Refusal) -> Result<Said, Fault> {
    let language = member.language();
    match refusal {
        Refusal::Invalid { field, why } => {
            Ok(Said { error: Some((field, invalid(web, language, field, why))), ..Said::default() })
        }
        Refusal::Taken(Noun::Topic) => {
            let (_, sentence) = told(web, language, &refusal);
            Ok(Said { error: Some(("name", sentence)), ..Said::default() })
        }
        Refusal::Query(problems) => Ok(Said { problems, ..Said::default() }),
        other => Err(Fault::page(web, language, other)),
    }
}

async fn draw(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    topic: Option<&Topic>,
    draft: &Draft,
    said: Said,
) -> Result<Response, Fault> {
    if !member.actor.allows(domain::hat::Act::Listen) {
        return Err(Fault::page(web, member.language(), Refusal::NotAllowed(domain::hat::Act::Listen)));
    }
    let language = member.language();
    let suggest = if draft.by_form { String::new() } else { suggested(web, member, topic).await? };
    let problems = query_problems(&said.problems, language);
    let wrong = said.error.is_some() || problems.iter().any(|problem| problem.severity == "error");
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let title = web.views.words.say(language, if topic.is_some() { "topics-edit" } else { "topics-new" }, &[]);
    let home = topic.map_or_else(|| "listen".to_owned(), |topic| format!("topics/{}", topic.id));
    let here = topic.map_or_else(|| "topics/new".to_owned(), |topic| format!("topics/{}/edit", topic.id));
    let check = topic.map_or_else(|| "topics/check".to_owned(), |topic| format!("topics/check?topic={}", topic.id));
    let made = if draft.by_form { draft.to_query() } else { String::new() };
    let own = context! {
        suggest, draft => draft.value(), title => title.as_str(), is_new => topic.is_none(), name_now => topic.map(|topic| topic.name.as_str()), action => member.href(&here), check_href => member.href(&check),
        cancel_href => member.href(&home), import_href => member.href("topics/import"), form_href => member.href(&format!("{here}?by=form")), query_href => member.href(&format!("{here}?by=query")),
        error_field => said.error.as_ref().map(|(field, _)| *field), error => said.error.as_ref().map(|(_, sentence)| sentence.as_str()),
        problems => Value::from(Serde(&problems)), remarks => draft.remarks(language), made => (!made.is_empty()).then(|| Value::from_safe_string(markup(&made))),
        tried => said.tried.as_ref().map(|tried| tried_value(web, member, &draft.to_query(), tried)),
        compared => said.compared.as_ref().zip(topic).map(|(comparison, topic)| compared::value(web, member, topic, draft, comparison)),
    };
    Ok(page::show_as(web, member, headers, status, "listen", &title, "topics/edit.html", own))
}

/// What the editor suggests.
async fn suggested(web: &Web, member: &Member, topic: Option<&Topic>) -> Result<String, Fault> {
    let fault = |error: store::StoreError| Fault::page(web, member.language(), error.into());
    let topics = member.reader.topics().await.map_err(fault)?;
    let languages = member.reader.languages().await.map_err(fault)?;
    let languages: Vec<String> = languages.into_iter().map(|count| count.word).collect();
    Ok(suggestions(web, member, topic, &topics, &languages))
}

fn tried_value(web: &Web, member: &Member, text: &str, tried: &Tried) -> Value {
    let samples: Vec<Value> = tried.samples.iter().map(|sample| found::found(web, member, sample)).collect();
    let words = form_urlencoded::Serializer::new(String::new()).append_pair("words", text).finish();
    context! { words => caught_words(web, member, tried.caught, tried.complete), samples, archive_href => member.href(&format!("archive?{words}")) }
}
