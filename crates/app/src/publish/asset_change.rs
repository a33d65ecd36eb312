//! What is said of an asset: its text, its rights, its place; and taking it out of the library.

use std::collections::BTreeMap;

use domain::hat::Act;
use serde_json::json;
use store::{Id, asset::Asset};

use super::library::{place, rendition_place};
use crate::{Actor, App, Noun, Refusal};

/// The longest name of an asset, characters.
pub const ASSET_NAME_CHARS_MAX: usize = 200;
/// The longest text of an asset, characters: what the most generous network takes.
pub const ASSET_ALT_CHARS_MAX: usize = 4_000;
/// The most languages in which an asset is described.
pub const ASSET_ALTS_MAX: usize = 20;
/// The longest note on rights, characters.
pub const RIGHTS_CHARS_MAX: usize = 1_000;
/// The longest name of a folder or tag, characters.
const SHELF_WORD_CHARS_MAX: usize = 80;
/// The most tags of an asset.
pub const ASSET_TAGS_MAX: usize = 30;
/// Posts that are named when they hold an asset.
const POSTS_NAMED_MAX: u32 = 10;
/// The bytes of a removed asset are kept for so long, microseconds: what was removed by mistake can be brought back by hand.
pub const REMOVED_KEPT_US: i64 = 86_400 * 1_000_000;
/// Files that are forgotten in one sweep.
const FORGOTTEN_AT_ONCE: u32 = 500;

/// What is said of an asset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssetForm {
    /// What it is called.
    pub name: String,
    /// What it shows, by language (BCP 47); a language without words is left out.
    pub alt: BTreeMap<String, String>,
    /// Whom it belongs to.
    pub rights_owner: String,
    /// What may be done with it.
    pub rights_note: String,
    /// When the right to use it ends, UTC microseconds.
    pub expires_at: Option<i64>,
    /// Whether what is published of it goes on telling where and by what it was taken.
    pub tells: bool,
    /// Its folder; empty for none.
    pub folder: String,
    /// Its tags.
    pub tags: Vec<String>,
}

impl AssetForm {
    /// What is said of an asset now.
    #[must_use]
    pub fn of(asset: &Asset) -> Self {
        Self {
            name: asset.name.clone(),
            alt: alts(asset),
            rights_owner: asset.rights_owner.clone(),
            rights_note: asset.rights_note.clone(),
            expires_at: asset.expires_at,
            tells: asset.tells,
            folder: asset.folder.clone(),
            tags: tags(asset),
        }
    }
}

/// What an asset shows, by language.
#[must_use]
pub fn alts(asset: &Asset) -> BTreeMap<String, String> {
    serde_json::from_str(&asset.alt).unwrap_or_default()
}

/// The tags of an asset.
#[must_use]
pub fn tags(asset: &Asset) -> Vec<String> {
    serde_json::from_str(&asset.tags).unwrap_or_default()
}

/// What it shows, in a language where it was described in that, in any otherwise; empty when nobody did.
#[must_use]
pub fn alt_in(asset: &Asset, language: &str) -> String {
    let all = alts(asset);
    let main = language.split('-').next().unwrap_or_default();
    all.get(language).or_else(|| all.get(main)).or_else(|| all.values().next()).cloned().unwrap_or_default()
}

/// Folder and tags as they are kept.
pub(super) fn shelf_words(folder: &str, tags: &[String]) -> Result<(String, Vec<String>), Refusal> {
    let plain =
        |word: &str| word.chars().filter(|c| !c.is_control() && *c != '"' && *c != '\\').collect::<String>().trim().to_owned();
    let folder = plain(folder);
    let mut tags: Vec<String> = tags.iter().map(|tag| plain(tag.trim_start_matches('#'))).filter(|tag| !tag.is_empty()).collect();
    tags.sort();
    tags.dedup();
    let long = |word: &String| word.chars().count() > SHELF_WORD_CHARS_MAX;
    if long(&folder) {
        return Err(Refusal::Invalid { field: "folder", why: "too_long" });
    }
    if tags.len() > ASSET_TAGS_MAX || tags.iter().any(long) {
        return Err(Refusal::Invalid { field: "tags", why: "too_long" });
    }
    Ok((folder, tags))
}

/// Name, texts and tags as words are looked for: folded as the query language folds them.
pub(super) fn folded(name: &str, alt: &BTreeMap<String, String>, tags: &[String]) -> String {
    let all = std::iter::once(name).chain(alt.values().map(String::as_str)).chain(tags.iter().map(String::as_str));
    all.flat_map(str::split_whitespace).map(query::fold).collect::<Vec<_>>().join(" ")
}

impl App {
    /// An asset that was not removed.
    pub(super) async fn standing_asset(&self, actor: &Actor, id: Id<Asset>) -> Result<Asset, Refusal> {
        let asset = self.reader(actor).asset(id).await?.filter(|asset| asset.removed_at.is_none());
        asset.ok_or(Refusal::NoSuch(Noun::Asset))
    }

    /// Writes what is said of an asset. `seen` is the moment of the change that was seen; without it whatever stands is written over.
    ///
    /// # Errors
    /// When the hats do not allow it, something is too long, or somebody else wrote meanwhile.
    pub async fn change_asset(&self, actor: &Actor, id: Id<Asset>, seen: Option<i64>, form: AssetForm) -> Result<(), Refusal> {
        actor.may(Act::Publish)?;
        let asset = self.standing_asset(actor, id).await?;
        let form = checked(form)?;
        let (folder, tags) = shelf_words(&form.folder, &form.tags)?;
        let now = self.now();
        let (name, _) = match media::Format::from_mime(&asset.mime) {
            Some(format) => media::name_with_suffix(&form.name, format),
            None => (form.name, false),
        };
        let changed = Asset {
            words: folded(&name, &form.alt, &tags),
            name,
            alt: json!(form.alt).to_string(),
            rights_owner: form.rights_owner,
            rights_note: form.rights_note,
            expires_at: form.expires_at,
            tells: form.tells,
            folder,
            tags: json!(tags).to_string(),
            changed_at: now.max(asset.changed_at + 1),
            ..asset.clone()
        };
        let tx = self.store.begin().await?;
        if !tx.save_asset(&changed, seen.unwrap_or(asset.changed_at)).await? {
            return Err(Refusal::Changed(Noun::Asset));
        }
        let detail = json!({ "name": changed.name, "tells": changed.tells, "expires_at": changed.expires_at });
        tx.record(&actor.event("asset.changed", "asset", Some(id.get()), &detail, now)).await?;
        Ok(tx.commit().await?)
    }

    /// Takes an asset out of the library. What was published of it stays where it is.
    ///
    /// # Errors
    /// When the hats do not allow it; [`Refusal::Held`] when planned posts still need it.
    pub async fn remove_asset(&self, actor: &Actor, id: Id<Asset>) -> Result<(), Refusal> {
        actor.may(Act::Publish)?;
        let asset = self.standing_asset(actor, id).await?;
        let posts = self.reader(actor).posts_with_asset(id, u32::MAX >> 1).await?;
        let holding: Vec<i64> = posts.iter().filter(|post| post.open > 0).map(|post| post.id.get()).collect();
        if !holding.is_empty() {
            return Err(Refusal::Held { posts: holding.into_iter().take(POSTS_NAMED_MAX as usize).collect() });
        }
        let now = self.now();
        let removed = Asset { removed_at: Some(now), changed_at: now.max(asset.changed_at + 1), ..asset.clone() };
        let tx = self.store.begin().await?;
        if !tx.save_asset(&removed, asset.changed_at).await? {
            return Err(Refusal::Changed(Noun::Asset));
        }
        let detail = json!({ "name": asset.name });
        tx.record(&actor.event("asset.removed", "asset", Some(id.get()), &detail, now)).await?;
        Ok(tx.commit().await?)
    }

    /// Forgets the bytes of assets that were removed a while ago, where no other needs them; says how many files.
    ///
    /// # Errors
    /// When the database or the shelf refuses.
    pub(crate) async fn forget_removed_files(&self) -> Result<u64, Refusal> {
        let mut forgotten = 0;
        let tx = self.store.begin().await?;
        let files = tx.removed_files(self.now() - REMOVED_KEPT_US, FORGOTTEN_AT_ONCE).await?;
        drop(tx);
        for file in files {
            let tx = self.store.begin().await?;
            tx.forget_asset_file(file.asset_id, &file.hash).await?;
            if !tx.is_file_in_use(file.workspace_id, &file.hash).await? {
                let shelf = &self.config.library.shelf;
                for key in tx.forget_renditions(file.workspace_id, &file.hash).await? {
                    shelf.remove(&rendition_place(file.workspace_id, &file.hash, &key)).await?;
                }
                shelf.remove(&place(file.workspace_id, &file.hash)).await?;
                forgotten += 1;
            }
            tx.commit().await?;
        }
        Ok(forgotten)
    }
}

fn checked(form: AssetForm) -> Result<AssetForm, Refusal> {
    let too_long = |field| Refusal::Invalid { field, why: "too_long" };
    let name: String = form.name.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned();
    if name.is_empty() {
        return Err(Refusal::Invalid { field: "name", why: "empty" });
    }
    if name.chars().count() > ASSET_NAME_CHARS_MAX {
        return Err(too_long("name"));
    }
    let language =
        |code: &str| code.len() <= 35 && !code.is_empty() && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let said = form.alt.into_iter().map(|(code, text)| (code, text.trim().to_owned()));
    let alt: BTreeMap<String, String> = said.filter(|(code, text)| !text.is_empty() && language(code)).collect();
    if alt.len() > ASSET_ALTS_MAX || alt.values().any(|text| text.chars().count() > ASSET_ALT_CHARS_MAX) {
        return Err(too_long("alt"));
    }
    let (rights_owner, rights_note) = (form.rights_owner.trim().to_owned(), form.rights_note.trim().to_owned());
    for (field, text) in [("rights_owner", &rights_owner), ("rights_note", &rights_note)] {
        if text.chars().count() > RIGHTS_CHARS_MAX {
            return Err(too_long(field));
        }
    }
    Ok(AssetForm { name, alt, rights_owner, rights_note, ..form })
}
