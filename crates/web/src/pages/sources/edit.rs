//! `/w/{workspace}/sources/{source}/edit`: what a person says of a source.

use app::{Noun, Refusal, listen::source_add::NewSource};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::hat::Act;
use minijinja::{Value, context};
use store::source::Source;

use super::{Wrong, asked::Asked, choices, fault, id, say};
use crate::{Web, error::Fault, page, request::Member};

/// The form.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, source)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let source = find(&web, &member, &source).await?;
    let typed = context! {
        title => source.title.as_str(), address => source.address.as_str(), folder => source.folder_id.map(store::Id::get),
        kind => source.kind.as_str(), language => source.language.as_deref().unwrap_or_default(),
    };
    draw(&web, &member, &headers, &source, typed, Wrong::nothing()).await
}

/// Saves it.
pub(super) async fn act(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, source)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Fault> {
    let source = find(&web, &member, &source).await?;
    let saved = async {
        let edit = NewSource {
            address: asked.text("address").to_owned(),
            title: asked.text("title").to_owned(),
            site_address: None,
            folder: choices::folder_of(&web, &member, &asked).await?,
            kind: asked.text("kind").to_owned(),
            language: asked.text("language").to_owned(),
        };
        web.app.edit_source(&member.actor, source.id, &edit).await
    };
    match saved.await {
        Ok(()) => Ok(page::go(&web, &member.href(&format!("sources/{}", source.id)), "good", "sources-saved", &[])),
        Err(refusal) => {
            let wrong = Wrong::of(&web, member.language(), refusal)?;
            draw(&web, &member, &headers, &source, asked.typed(), wrong).await
        }
    }
}

async fn find(web: &Web, member: &Member, said: &str) -> Result<Source, Fault> {
    let id = id(web, member, said, Noun::Source)?;
    member.actor.may(Act::Listen).map_err(fault(web, member))?;
    let source = member.reader.source(id).await.map_err(fault(web, member))?;
    source.ok_or_else(|| fault::<Refusal>(web, member)(Refusal::NoSuch(Noun::Source)))
}

async fn draw(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    source: &Source,
    typed: Value,
    wrong: Wrong,
) -> Result<Response, Fault> {
    let folders = member.reader.folders().await.map_err(fault(web, member))?;
    let own = context! {
        typed, errors => wrong.errors, name => source.title.as_str(), folders => choices::folders(web, member, &folders),
        kinds => choices::kinds(web, member), languages => choices::languages(web, member, source.language.as_deref()),
        list_href => member.href("sources"), base => member.href(&format!("sources/{}", source.id)),
    };
    let title = say(web, member, "sources-edit-title");
    Ok(page::show_as(web, member, headers, wrong.status, "sources", &title, "sources/edit.html", own))
}
