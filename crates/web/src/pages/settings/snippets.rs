//! `/w/{workspace}/settings/snippets`: templates, signatures and groups of hashtags, kept for the composer.

use app::{Noun, Refusal, publish::snippet_save::SnippetForm};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::{
    hat::Act,
    snippet::{Kind, TEXT_CHARS_MAX},
};
use minijinja::{Value, context};
use store::{Id, channel::Channel, snippet::Snippet};

use super::{id, tabs};
use crate::{
    Web,
    error::Fault,
    page,
    pages::{
        mentions::fields::Fields,
        publish::{fault, mark, mendable, say},
    },
    request::Member,
};

/// All of them.
pub(super) async fn list(State(web): State<Web>, member: Member, headers: HeaderMap) -> Result<Response, Fault> {
    let snippets = member.reader.snippets().await.map_err(fault(&web, &member))?;
    let team = member.reader.members().await.map_err(fault(&web, &member))?;
    let channels = member.reader.channels().await.map_err(fault(&web, &member))?;
    let row = |one: &Snippet| {
        let named = channels_of(one);
        context! {
            href => member.href(&format!("settings/snippets/{}", one.id)), name => one.name.as_str(), text => one.text.as_str(), always => one.always,
            channels => channels.iter().filter(|channel| named.contains(&channel.id)).map(|channel| channel.name.clone()).collect::<Vec<_>>().join(", "),
            by => team.iter().find(|user| Some(user.user_id) == one.changed_by).map(|user| user.name.clone()), at => one.changed_at,
        }
    };
    let kinds = Kind::ALL.map(|kind| {
        let rows = snippets.iter().filter(|one| one.kind == kind.name()).map(row).collect::<Vec<_>>();
        context! { kind => kind.name(), rows, new_href => member.href(&format!("settings/snippets/new?kind={}", kind.name())) }
    });
    let own = context! {
        tabs => tabs(&web, &member, "snippets"), kinds => kinds.to_vec(), is_empty => snippets.is_empty(), may_publish => member.actor.allows(Act::Publish),
    };
    let title = say(&web, &member, "access-tab-snippets");
    Ok(page::show(&web, &member, &headers, "settings", &title, "settings/snippets.html", own))
}

/// An empty form; `?kind=signature` says of what.
pub(super) async fn new(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    axum::extract::RawQuery(query): axum::extract::RawQuery,
) -> Result<Response, Fault> {
    member.actor.may(Act::Publish).map_err(fault(&web, &member))?;
    let query = query.unwrap_or_default();
    let kind = url::form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == "kind");
    let kind = kind.and_then(|(_, kind)| Kind::from_name(&kind)).unwrap_or(Kind::Template);
    let form = SnippetForm { kind, name: String::new(), text: String::new(), channels: Vec::new(), always: false };
    draw(&web, &member, &headers, None, &form, (StatusCode::OK, String::new())).await
}

/// One as it is.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let snippet = found(&web, &member, &said).await?;
    member.actor.may(Act::Publish).map_err(fault(&web, &member))?;
    let form = SnippetForm {
        kind: Kind::from_name(&snippet.kind).unwrap_or(Kind::Template),
        channels: channels_of(&snippet),
        name: snippet.name,
        text: snippet.text,
        always: snippet.always,
    };
    draw(&web, &member, &headers, Some(snippet.id), &form, (StatusCode::OK, String::new())).await
}

/// Makes one.
pub(super) async fn add(State(web): State<Web>, member: Member, headers: HeaderMap, body: Bytes) -> Result<Response, Fault> {
    let form = read(&Fields::read(&body));
    match Box::pin(web.app.add_snippet(&member.actor, &form)).await {
        Ok(_) => Ok(page::go(&web, &member.href("settings/snippets"), "good", "snippet-saved", &[])),
        Err(refusal) => draw(&web, &member, &headers, None, &form, mendable(&web, &member, refusal)?).await,
    }
}

/// Changes one.
pub(super) async fn change(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let snippet = found(&web, &member, &said).await?;
    let form = read(&Fields::read(&body));
    match Box::pin(web.app.change_snippet(&member.actor, snippet.id, &form)).await {
        Ok(()) => Ok(page::go(&web, &member.href("settings/snippets"), "good", "snippet-saved", &[])),
        Err(refusal) => draw(&web, &member, &headers, Some(snippet.id), &form, mendable(&web, &member, refusal)?).await,
    }
}

/// Takes one away.
pub(super) async fn remove(
    State(web): State<Web>,
    member: Member,
    Path((_, said)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let snippet = found(&web, &member, &said).await?;
    Box::pin(web.app.remove_snippet(&member.actor, snippet.id)).await.map_err(fault(&web, &member))?;
    Ok(page::go(&web, &member.href("settings/snippets"), "good", "snippet-removed", &[]))
}

fn read(fields: &Fields) -> SnippetForm {
    SnippetForm {
        kind: Kind::from_name(fields.text("kind")).unwrap_or(Kind::Template),
        name: fields.text("name").to_owned(),
        text: fields.text("text").to_owned(),
        channels: fields.ids("channels"),
        always: fields.text("always") == "1",
    }
}

async fn found(web: &Web, member: &Member, said: &str) -> Result<Snippet, Fault> {
    let found = member.reader.snippet(id(web, member, said, Noun::Snippet)?).await.map_err(fault(web, member))?;
    found.ok_or_else(|| fault(web, member)(Refusal::NoSuch(Noun::Snippet)))
}

/// The channels that a snippet is for; none for all.
pub(crate) fn channels_of(snippet: &Snippet) -> Vec<Id<Channel>> {
    serde_json::from_str(&snippet.channels).unwrap_or_default()
}

async fn draw(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    snippet: Option<Id<Snippet>>,
    form: &SnippetForm,
    (status, problem): (StatusCode, String),
) -> Result<Response, Fault> {
    let channels = member.reader.channels().await.map_err(fault(web, member))?;
    let chip = |one: &Channel| {
        context! { id => one.id.get(), name => one.name.as_str(), network => mark(&one.network), on => form.channels.contains(&one.id) }
    };
    let kind = |kind: Kind| {
        let words = |key: &str| say(web, member, &format!("snippet-{key}{}", kind.name()));
        context! { value => kind.name(), label => words("kind-"), hint => words("what-") }
    };
    let own = context! {
        tabs => tabs(web, member, "snippets"), kind => form.kind.name(), kinds => Kind::ALL.map(kind).to_vec(), name => form.name.as_str(),
        text => form.text.as_str(), always => form.always, channels => channels.iter().map(chip).collect::<Vec<Value>>(), problem, text_max => TEXT_CHARS_MAX,
        base => snippet.map_or_else(|| member.href("settings/snippets"), |id| member.href(&format!("settings/snippets/{id}"))),
        list_href => member.href("settings/snippets"), is_new => snippet.is_none(),
    };
    let title = say(web, member, if snippet.is_none() { "snippet-new" } else { "snippet-edit" });
    Ok(page::show_as(web, member, headers, status, "settings", &title, "settings/snippet_edit.html", own))
}
