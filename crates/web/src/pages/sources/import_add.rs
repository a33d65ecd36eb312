//! `POST /w/{workspace}/sources/import`: a list is handed in, as a file or as lines that were pasted.

use app::Refusal;
use axum::extract::State;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::http::HeaderMap;
use axum::response::Response;
use minijinja::context;

use super::{Wrong, add, say};
use crate::{Web, error::Fault, page, request::Member};

/// What was handed in.
#[derive(Default)]
struct Handed {
    bytes: Vec<u8>,
    file_name: String,
    pasted: String,
}

/// Begins the import and shows how far it is.
pub(super) async fn act(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Fault> {
    let handed = match form {
        Ok(form) => read(form).await,
        Err(_) => Err(Refusal::Invalid { field: "list", why: "cut_short" }),
    };
    let pasted = handed.as_ref().map(|handed| handed.pasted.clone()).unwrap_or_default();
    let begun = match handed {
        Ok(Handed { bytes, file_name, .. }) if !bytes.is_empty() => web.app.import_opml(&member.actor, bytes, &file_name).await,
        Ok(Handed { pasted, .. }) if !pasted.trim().is_empty() => {
            let name = say(&web, &member, "sources-import-pasted");
            web.app.import_opml(&member.actor, pasted.into_bytes(), &name).await
        }
        Ok(_) => Err(Refusal::Invalid { field: "list", why: "empty" }),
        Err(refusal) => Err(refusal),
    };
    match begun {
        Ok(id) => Ok(page::go(&web, &member.href(&format!("sources/imports/{id}")), "good", "sources-import-begun", &[])),
        Err(refusal) => {
            let wrong = Wrong::of(&web, member.language(), refusal)?;
            add::draw(&web, &member, &headers, context! { pasted }, wrong).await
        }
    }
}

async fn read(mut form: Multipart) -> Result<Handed, Refusal> {
    let cut_short = |_| Refusal::Invalid { field: "list", why: "cut_short" };
    let mut handed = Handed::default();
    while let Some(field) = form.next_field().await.map_err(cut_short)? {
        match field.name() {
            Some("list") => {
                handed.file_name = field.file_name().unwrap_or_default().to_owned();
                handed.bytes = field.bytes().await.map_err(cut_short)?.to_vec();
            }
            Some("pasted") => handed.pasted = field.text().await.map_err(cut_short)?,
            _ => {}
        }
    }
    Ok(handed)
}
