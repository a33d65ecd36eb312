//! What the forms about sources let one choose from.

use app::Refusal;
use domain::Kind;
use minijinja::{Value, context};
use store::{
    Id,
    source::{Folder, Source},
};

use super::{asked::Asked, say};
use crate::{Web, request::Member};

/// The languages that are offered by name; any other that a feed declares is kept and shown by its code.
const LANGUAGES: [&str; 16] = ["fr", "en", "ar", "ca", "de", "es", "eu", "it", "ja", "nl", "pl", "pt", "ru", "sv", "tr", "zh"];

/// The folders to choose from, the first choice being none.
pub(super) fn folders(web: &Web, member: &Member, folders: &[Folder]) -> Vec<Value> {
    let none = context! { value => "", label => say(web, member, "sources-no-folder") };
    let named = folders.iter().map(|folder| context! { value => folder.id.get(), label => folder.name.as_str() });
    std::iter::once(none).chain(named).collect()
}

/// The sorts of places.
pub(super) fn kinds(web: &Web, member: &Member) -> Vec<Value> {
    let label = |kind: Kind| say(web, member, &format!("sources-kind-{}", kind.name()));
    Kind::ALL.into_iter().map(|kind| context! { value => kind.name(), label => label(kind) }).collect()
}

/// The languages, the first choice being what the feed declares. `kept` is offered even when it is rare.
pub(super) fn languages(web: &Web, member: &Member, kept: Option<&str>) -> Vec<Value> {
    let declared = context! { value => "", label => say(web, member, "sources-language-declared") };
    let named = LANGUAGES.map(|code| context! { value => code, label => super::show::language_words(web, member, code) });
    let rare = kept.filter(|code| !LANGUAGES.contains(code)).map(|code| context! { value => code, label => code });
    std::iter::once(declared).chain(rare).chain(named).collect()
}

/// The folder that a form names: the new one when a name was typed, else the chosen one.
pub(super) async fn folder_of(web: &Web, member: &Member, asked: &Asked) -> Result<Option<Id<Folder>>, Refusal> {
    let new = asked.text("new_folder");
    if new.is_empty() {
        return Ok(asked.id("folder"));
    }
    match web.app.add_folder(&member.actor, new).await {
        Ok(id) => Ok(Some(id)),
        Err(Refusal::Invalid { why, .. }) => Err(Refusal::Invalid { field: "new_folder", why }),
        Err(refusal) => Err(refusal),
    }
}

/// The ids that were ticked.
pub(super) fn ticked(asked: &Asked) -> Vec<Id<Source>> {
    asked.all("source").filter_map(|value| value.parse().ok()).collect()
}
