//! Files that are handed in, one after the other: each is taken or told why not, and one that is not takes nothing from the others.

use app::{
    Actor, Refusal,
    publish::asset_add::{Added, NewAsset},
};
use axum::extract::multipart::{Field, Multipart, MultipartError};
use domain::Language;
use store::{Id, asset::Asset};

use crate::{Web, error::told};

/// The most files of one form.
pub(crate) const UPLOAD_FILES_MAX: usize = 100;
/// The longest field of a form that is no file, bytes.
const FIELD_BYTES_MAX: usize = 10_000;

/// What came of a form with files.
#[derive(Default)]
pub(crate) struct Taken {
    /// What was added, or was there already.
    pub(crate) added: Vec<Added>,
    /// What was not taken: its name, and the sentence that says why.
    pub(crate) refused: Vec<(String, String)>,
}

/// Takes every file of a form, and what is at its `address`. Fields: `folder` (before the files), `files`, `address`.
///
/// # Errors
/// When nobody may add here, or the library itself does not work: what was added before stays.
pub(crate) async fn take(web: &Web, actor: &Actor, language: Language, mut form: Multipart) -> Result<Taken, Refusal> {
    actor.may(domain::hat::Act::Publish)?;
    let mut taken = Taken::default();
    let mut folder = String::new();
    while let Some(mut field) = form.next_field().await.map_err(|error| cut_short(&error))? {
        let field_name = field.name().unwrap_or_default().to_owned();
        match field_name.as_str() {
            "folder" => folder = text(&mut field).await?,
            "address" => {
                let address = text(&mut field).await?;
                if !address.trim().is_empty() {
                    let added = Box::pin(web.app.add_asset_from(actor, &address, &folder)).await;
                    taken.note(web, language, address, added)?;
                }
            }
            "files" if taken.added.len() + taken.refused.len() < UPLOAD_FILES_MAX => {
                let name = field.file_name().unwrap_or_default().to_owned();
                let added = match bytes(web, &mut field).await {
                    // A form without a chosen file sends one without name and bytes.
                    Ok(bytes) if bytes.is_empty() && name.is_empty() => continue,
                    Ok(bytes) => {
                        let new = NewAsset { name: name.clone(), bytes, folder: folder.clone(), tags: Vec::new() };
                        Box::pin(web.app.add_asset(actor, new)).await
                    }
                    Err(refusal) => Err(refusal),
                };
                taken.note(web, language, name, added)?;
            }
            _ => {}
        }
    }
    if taken.added.is_empty() && taken.refused.is_empty() {
        return Err(Refusal::Invalid { field: "files", why: "empty" });
    }
    Ok(taken)
}

/// Takes the one file of a form that replaces another.
///
/// # Errors
/// As [`take`], and when there is no file in the form.
pub(crate) async fn replacement(web: &Web, actor: &Actor, id: Id<Asset>, mut form: Multipart) -> Result<Added, Refusal> {
    actor.may(domain::hat::Act::Publish)?;
    while let Some(mut field) = form.next_field().await.map_err(|error| cut_short(&error))? {
        if field.name() == Some("files") {
            let name = field.file_name().unwrap_or_default().to_owned();
            let new = NewAsset { name, bytes: bytes(web, &mut field).await?, ..NewAsset::default() };
            return Box::pin(web.app.replace_asset(actor, id, new)).await;
        }
    }
    Err(Refusal::Invalid { field: "files", why: "empty" })
}

impl Taken {
    fn note(&mut self, web: &Web, language: Language, name: String, added: Result<Added, Refusal>) -> Result<(), Refusal> {
        match added {
            Ok(added) => self.added.push(added),
            Err(refusal @ (Refusal::Invalid { .. } | Refusal::Unreadable { .. } | Refusal::Fetch(_))) => {
                let (_, sentence) = told(web, language, &refusal);
                self.refused.push((name, sentence));
            }
            Err(refusal) => return Err(refusal),
        }
        Ok(())
    }
}

fn cut_short(error: &MultipartError) -> Refusal {
    tracing::debug!(%error, "a form with files broke off");
    Refusal::Invalid { field: "files", why: "cut_short" }
}

/// The bytes of a file, as far as the library takes them: what is larger is not even held.
async fn bytes(web: &Web, field: &mut Field<'_>) -> Result<Vec<u8>, Refusal> {
    let most = usize::try_from(web.app.config().library.bytes_max).unwrap_or(usize::MAX);
    let mut bytes = Vec::new();
    let mut too_large = false;
    while let Some(chunk) = field.chunk().await.map_err(|error| cut_short(&error))? {
        too_large |= bytes.len() + chunk.len() > most;
        if too_large {
            bytes = Vec::new();
        } else {
            bytes.extend_from_slice(&chunk);
        }
    }
    if too_large { Err(Refusal::Invalid { field: "files", why: "too_large" }) } else { Ok(bytes) }
}

async fn text(field: &mut Field<'_>) -> Result<String, Refusal> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|error| cut_short(&error))? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > FIELD_BYTES_MAX {
            return Err(Refusal::Invalid { field: "folder", why: "too_long" });
        }
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
