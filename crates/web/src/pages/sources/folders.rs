//! Folders: a new one, another name, away with it.

use app::{Noun, Refusal};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use minijinja::context;
use store::{Id, source::Folder};

use super::{Wrong, asked::Asked, fault, id, say};
use crate::{Web, error::Fault, page, request::Member};

/// `POST /w/{workspace}/folders`.
pub(super) async fn add(State(web): State<Web>, member: Member, asked: Asked) -> Result<Response, Fault> {
    match web.app.add_folder(&member.actor, asked.text("name")).await {
        Ok(id) => Ok(page::go(&web, &member.href(&format!("sources?folder={id}")), "good", "sources-folder-added", &[])),
        Err(Refusal::Invalid { .. }) => Ok(page::go(&web, &member.href("sources"), "warn", "sources-folder-unnamed", &[])),
        Err(refusal) => Err(fault(&web, &member)(refusal)),
    }
}

/// The form of one folder.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, folder)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let id = id(&web, &member, &folder, Noun::Folder)?;
    draw(&web, &member, &headers, id, None, Wrong::nothing()).await
}

/// Gives it another name.
pub(super) async fn rename(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, folder)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Fault> {
    let id = id(&web, &member, &folder, Noun::Folder)?;
    match web.app.rename_folder(&member.actor, id, asked.text("name")).await {
        Ok(()) => Ok(page::go(&web, &member.href(&format!("sources?folder={id}")), "good", "sources-folder-renamed", &[])),
        Err(refusal) => {
            let wrong = Wrong::of(&web, member.language(), refusal)?;
            draw(&web, &member, &headers, id, Some(asked.text("name")), wrong).await
        }
    }
}

/// Removes it; its sources stay.
pub(super) async fn remove(
    State(web): State<Web>,
    member: Member,
    Path((_, folder)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let id = id(&web, &member, &folder, Noun::Folder)?;
    web.app.remove_folder(&member.actor, id).await.map_err(fault(&web, &member))?;
    Ok(page::go(&web, &member.href("sources"), "good", "sources-folder-removed", &[]))
}

async fn draw(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    id: Id<Folder>,
    typed: Option<&str>,
    wrong: Wrong,
) -> Result<Response, Fault> {
    let folders = member.reader.folders().await.map_err(fault(web, member))?;
    let folder = folders.into_iter().find(|folder| folder.id == id);
    let folder = folder.ok_or_else(|| fault::<Refusal>(web, member)(Refusal::NoSuch(Noun::Folder)))?;
    let own = context! {
        name => typed.unwrap_or(&folder.name), sources => folder.sources, errors => wrong.errors, list_href => member.href("sources"),
        base => member.href(&format!("folders/{id}")),
    };
    let title = say(web, member, "sources-folder-title");
    Ok(page::show_as(web, member, headers, wrong.status, "sources", &title, "sources/folder.html", own))
}
