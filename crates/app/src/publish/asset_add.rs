//! Adding to the library: from a form, a script or an address.

use connect::fetch::Request;
use domain::hat::Act;
use media::{Facts, Picture, Rendition, Wish, distance, name_with_suffix};
use serde_json::json;
use sha2::{Digest, Sha256};
use store::{
    Id, StoreError,
    asset::{Asset, AssetFile},
};
use url::Url;

use super::{
    asset_change::{ASSET_NAME_CHARS_MAX, folded, shelf_words},
    library::{THUMBNAIL_SIDE, noted, place, rendition_place},
};
use crate::{Actor, App, Noun, Refusal};

/// Pictures that a new one is compared with: the newest.
const LOOKS_MAX: u32 = 100_000;
/// The most alike ones that are told.
const ALIKE_MAX: usize = 8;
/// What an address is asked for.
const ACCEPT: &str = "image/*, video/*;q=0.9";

/// A file that is handed in.
#[derive(Clone, Debug, Default)]
pub struct NewAsset {
    /// What it is called.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The folder it goes to; empty for none.
    pub folder: String,
    /// Its tags.
    pub tags: Vec<String>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// The asset.
    pub id: Id<Asset>,
    /// Whether one with these very bytes was there already; nothing was added then.
    pub twin: bool,
    /// Whether its name ended like a format that it is not; its name was put right.
    pub misnamed: bool,
    /// Others that look alike, newest first.
    pub alike: Vec<Id<Asset>>,
}

/// A file that was looked at.
struct Seen {
    bytes: Vec<u8>,
    hash: String,
    facts: Facts,
    likeness: Option<u64>,
    thumbnail: Option<Rendition>,
}

/// Looks at a file: what it is, and how it looks in small.
fn look_at(bytes: Vec<u8>) -> Result<Seen, media::MediaFault> {
    let facts = media::read(&bytes)?;
    let hash = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    if facts.format.is_film() {
        return Ok(Seen { bytes, hash, facts, likeness: None, thumbnail: None });
    }
    let picture = Picture::open(&bytes, facts.format)?;
    let thumbnail = picture.fit(&Wish::thumbnail(THUMBNAIL_SIDE))?;
    Ok(Seen { hash, facts, likeness: picture.likeness(), thumbnail: Some(thumbnail), bytes })
}

impl App {
    /// Adds a file to the library. Its format is found in its bytes; one with the very same bytes is not added twice.
    ///
    /// # Errors
    /// When the hats do not allow it, it is too large, or it is nothing that is taken: then nothing was kept.
    pub async fn add_asset(&self, actor: &Actor, new: NewAsset) -> Result<Added, Refusal> {
        actor.may(Act::Publish)?;
        let seen = self.seen(new.bytes).await?;
        let (name, misnamed) = named(&new.name, &seen.facts);
        let alike = self.alike(actor, seen.likeness, None).await?;
        if let Some(twin) = self.reader(actor).asset_of_hash(&seen.hash).await? {
            return Ok(Added { id: twin.id, twin: true, misnamed, alike: Vec::new() });
        }
        let now = self.now();
        let (folder, tags) = shelf_words(&new.folder, &new.tags)?;
        let file = file_of(&seen, now);
        let asset = Asset {
            id: Id::new(0),
            workspace_id: actor.workspace,
            words: folded(&name, &std::collections::BTreeMap::new(), &tags),
            name,
            kind: if seen.facts.format.is_film() { "video" } else { "image" }.to_owned(),
            hash: seen.hash.clone(),
            mime: file.mime.clone(),
            bytes: file.bytes,
            width: file.width,
            height: file.height,
            milliseconds: file.milliseconds,
            likeness: seen.likeness.map(u64::cast_signed),
            alt: "{}".to_owned(),
            rights_owner: String::new(),
            rights_note: String::new(),
            expires_at: None,
            tells: false,
            folder,
            tags: json!(tags).to_string(),
            created_by: actor.user,
            created_at: now,
            changed_at: now,
            removed_at: None,
        };
        self.put(actor, &seen).await?;
        let tx = self.store.begin().await?;
        let id = match tx.add_asset(&asset).await {
            Err(StoreError::Taken) => {
                drop(tx);
                let twin = self.reader(actor).asset_of_hash(&seen.hash).await?.ok_or(Refusal::Changed(Noun::Asset))?;
                return Ok(Added { id: twin.id, twin: true, misnamed, alike: Vec::new() });
            }
            added => added?,
        };
        tx.add_asset_file(id, &file).await?;
        if let Some(thumbnail) = &seen.thumbnail {
            let key = Wish::thumbnail(THUMBNAIL_SIDE).key();
            tx.put_rendition(actor.workspace, &noted(&seen.hash, key, thumbnail, now)).await?;
        }
        let detail = json!({ "name": asset.name, "mime": asset.mime, "bytes": asset.bytes });
        tx.record(&actor.event("asset.added", "asset", Some(id.get()), &detail, now)).await?;
        tx.commit().await?;
        self.mend(actor, &seen).await?;
        Ok(Added { id, twin: false, misnamed, alike })
    }

    /// Adds what is at an address, through the guarded client.
    ///
    /// # Errors
    /// As [`App::add_asset`], and when the address cannot be read.
    pub async fn add_asset_from(&self, actor: &Actor, address: &str, folder: &str) -> Result<Added, Refusal> {
        actor.may(Act::Publish)?;
        let Ok(address) = Url::parse(address.trim()) else {
            return Err(Refusal::Invalid { field: "address", why: "not_an_address" });
        };
        let name = address.path_segments().and_then(|mut parts| parts.next_back()).unwrap_or_default().to_owned();
        let request = Request { accept: ACCEPT, robots: false, ..Request::page(address, self.clock.now()) };
        let response = Box::pin(self.client.get(&request)).await.map_err(|fault| Refusal::Fetch(Box::new(fault)))?;
        if response.cut {
            return Err(media::MediaFault::Short.into());
        }
        let new = NewAsset { name, bytes: response.body, folder: folder.to_owned(), tags: Vec::new() };
        Box::pin(self.add_asset(actor, new)).await
    }

    /// Puts another file in place of an asset's. Posts that were written with the one of before keep it.
    ///
    /// # Errors
    /// As [`App::add_asset`]; [`Refusal::Taken`] when another asset has these very bytes.
    pub async fn replace_asset(&self, actor: &Actor, id: Id<Asset>, new: NewAsset) -> Result<Added, Refusal> {
        actor.may(Act::Publish)?;
        let asset = self.standing_asset(actor, id).await?;
        let seen = self.seen(new.bytes).await?;
        let (name, misnamed) = named(&new.name, &seen.facts);
        if seen.hash == asset.hash {
            return Ok(Added { id, twin: true, misnamed, alike: Vec::new() });
        }
        let alike = self.alike(actor, seen.likeness, Some(id)).await?;
        let now = self.now();
        let file = file_of(&seen, now);
        let alt = serde_json::from_str(&asset.alt).unwrap_or_default();
        let tags: Vec<String> = serde_json::from_str(&asset.tags).unwrap_or_default();
        let replaced = Asset {
            words: folded(&name, &alt, &tags),
            name,
            kind: if seen.facts.format.is_film() { "video" } else { "image" }.to_owned(),
            hash: seen.hash.clone(),
            mime: file.mime.clone(),
            bytes: file.bytes,
            width: file.width,
            height: file.height,
            milliseconds: file.milliseconds,
            likeness: seen.likeness.map(u64::cast_signed),
            changed_at: now.max(asset.changed_at + 1),
            ..asset.clone()
        };
        self.put(actor, &seen).await?;
        let tx = self.store.begin().await?;
        if !tx.save_asset(&replaced, asset.changed_at).await.map_err(Refusal::taken(Noun::Asset))? {
            return Err(Refusal::Changed(Noun::Asset));
        }
        tx.add_asset_file(id, &file).await?;
        if let Some(thumbnail) = &seen.thumbnail {
            let key = Wish::thumbnail(THUMBNAIL_SIDE).key();
            tx.put_rendition(actor.workspace, &noted(&seen.hash, key, thumbnail, now)).await?;
        }
        let detail = json!({ "name": replaced.name, "replaced": asset.hash });
        tx.record(&actor.event("asset.replaced", "asset", Some(id.get()), &detail, now)).await?;
        tx.commit().await?;
        self.mend(actor, &seen).await?;
        Ok(Added { id, twin: false, misnamed, alike })
    }

    async fn seen(&self, bytes: Vec<u8>) -> Result<Seen, Refusal> {
        let library = &self.config.library;
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > library.bytes_max {
            return Err(Refusal::Invalid { field: "files", why: "too_large" });
        }
        Ok(library.work(move || look_at(bytes)).await??)
    }

    /// Puts the bytes on the shelf, before the row that names them.
    async fn put(&self, actor: &Actor, seen: &Seen) -> Result<(), Refusal> {
        let shelf = &self.config.library.shelf;
        if let Some(thumbnail) = &seen.thumbnail {
            let key = Wish::thumbnail(THUMBNAIL_SIDE).key();
            shelf.put(&rendition_place(actor.workspace, &seen.hash, &key), thumbnail.bytes.clone()).await?;
        }
        Ok(shelf.put(&place(actor.workspace, &seen.hash), seen.bytes.clone()).await?)
    }

    /// Puts the bytes again where a sweep took them for those of a removed asset before the new row was there.
    async fn mend(&self, actor: &Actor, seen: &Seen) -> Result<(), Refusal> {
        let there = self.config.library.shelf.has(&place(actor.workspace, &seen.hash)).await?;
        if there { Ok(()) } else { self.put(actor, seen).await }
    }

    /// Assets that look like this one, newest first.
    async fn alike(&self, actor: &Actor, likeness: Option<u64>, but: Option<Id<Asset>>) -> Result<Vec<Id<Asset>>, Refusal> {
        let Some(likeness) = likeness else { return Ok(Vec::new()) };
        let looks = self.reader(actor).looks(LOOKS_MAX).await?;
        let near = looks.into_iter().filter(|look| distance(look.likeness.cast_unsigned(), likeness) <= media::DISTANCE_MAX);
        Ok(near.map(|look| look.id).filter(|id| Some(*id) != but).take(ALIKE_MAX).collect())
    }

    /// Assets that look like one of the library, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn assets_alike(&self, actor: &Actor, asset: &Asset) -> Result<Vec<Id<Asset>>, Refusal> {
        self.alike(actor, asset.likeness.map(i64::cast_unsigned), Some(asset.id)).await
    }
}

/// A name that can stand on a page and in a download, with an ending that fits the bytes; and whether it had another.
fn named(name: &str, facts: &Facts) -> (String, bool) {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|c| !c.is_control()).take(ASSET_NAME_CHARS_MAX).collect();
    let plain = plain.trim().trim_start_matches('.');
    let plain = if plain.is_empty() { if facts.format.is_film() { "film" } else { "image" } } else { plain };
    name_with_suffix(plain, facts.format)
}

fn file_of(seen: &Seen, now: i64) -> AssetFile {
    AssetFile {
        hash: seen.hash.clone(),
        mime: seen.facts.format.mime().to_owned(),
        bytes: i64::try_from(seen.bytes.len()).unwrap_or(i64::MAX),
        width: seen.facts.width.into(),
        height: seen.facts.height.into(),
        milliseconds: i64::try_from(seen.facts.milliseconds).unwrap_or(i64::MAX),
        created_at: now,
    }
}
