//! `GET …/{topic}/why`: a document found by its address or by words, and the tree of the topic's query with each clause's verdict on
//! it.

use app::{Noun, Refusal, listen::topic_explain::TopicExplained};
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use minijinja::{Value, context, value::Serde};
use query::Killer;
use store::{Id, document::Document, topic::Topic};
use url::form_urlencoded;

use super::{
    edit::read,
    found::{self, fault},
    tree,
};
use crate::{
    Web,
    error::{Fault, query_problems, spoken},
    request::Member,
};

/// Draws the field, what was found, and the tree.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, topic)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let topic = read(&web, &member, &topic).await?;
    let query = query.unwrap_or_default();
    let asked = |name: &str| {
        form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.trim().to_owned())
    };
    let about = asked("about").unwrap_or_default();
    let (document, found, problems) = match asked("document") {
        Some(id) => {
            let none = |_not_a_number| fault(&web, &member)(Refusal::NoSuch(Noun::Mention));
            (Some(id.parse::<Id<Document>>().map_err(none)?), Vec::new(), Vec::new())
        }
        None if about.is_empty() => (None, Vec::new(), Vec::new()),
        None => match web.app.find_documents(&member.actor, &about).await {
            Ok(found) if found.len() == 1 => (Some(found[0].id), Vec::new(), Vec::new()),
            Ok(found) => (None, found, Vec::new()),
            Err(Refusal::Query(problems)) => (None, Vec::new(), problems),
            Err(refusal) => return Err(fault(&web, &member)(refusal)),
        },
    };
    let told = match document {
        Some(document) => Some(explained(&web, &member, &topic, document).await?),
        None => None,
    };
    let here = member.href(&format!("topics/{}/why", topic.id));
    let choices: Vec<Value> = found
        .iter()
        .map(|shown| context! { href => format!("{here}?document={}", shown.id), ..found::found(&web, &member, shown) })
        .collect();
    let problems = query_problems(&problems, member.language());
    let own = context! {
        about => about.as_str(), why_href => here.as_str(), choices, told, problems => Value::from(Serde(&problems)),
        nothing => !about.is_empty() && found.is_empty() && document.is_none() && problems.is_empty(),
        sources_href => member.href("sources/new"),
    };
    Ok(found::show(&web, &member, &headers, &topic, "why", own))
}

async fn explained(web: &Web, member: &Member, topic: &Topic, document: Id<Document>) -> Result<Value, Fault> {
    let told = web.app.explain_topic(&member.actor, topic.id, document).await.map_err(fault(web, member))?;
    let TopicExplained { shown, address, explanation, catch, label } = &told;
    Ok(context! {
        holds => explanation.holds, address => address.as_deref(), caught => catch.as_ref().map(|catch| context! { version => catch.topic_version, at => catch.found_at }),
        killer => explanation.killer.as_ref().map(|killer| killer_words(member, killer)),
        tree => Value::from_safe_string(tree::verdicts(web, member.language(), explanation)),
        label => found::label(member, topic.id, document, label.as_ref().map(|label| label.relevant)),
        labelled => label.as_ref().map(|label| label.relevant),
        ..found::found(web, member, shown)
    })
}

/// The clause that stood in the way, and what is wrong with it.
pub(super) fn killer_words(member: &Member, killer: &Killer) -> Value {
    context! { clause => killer.clause.as_str(), reason => killer.reason.sentence(spoken(member.language())) }
}
