//! The files of what leaves: the rendition that fits the network, the rights that still hold, and for networks that fetch files themselves an
//! address that ends.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use connect::channels::File;
use domain::{
    network::MediaRule,
    post::{Gravity, Medium, Problem, Variant, tidied},
};
use media::{Format, MediaFault, Rendition, Wish, name_with_suffix};
use store::{
    Id,
    asset::{Asset, AssetFile},
    workspace::Workspace,
};
use url::{Host, Url};

use super::{
    asset_change::alt_in,
    library::{CROPPED_FROM_SIDE, THUMBNAIL_SIDE, make, place, rendition_place},
    post_save::PostDraft,
};
use crate::{Actor, App, Refusal};

/// How long an address of a file holds, microseconds: a network that is slow to fetch has a day.
pub const FILE_ADDRESS_US: i64 = 86_400 * 1_000_000;
/// The longest token of a file in an address, bytes.
const TOKEN_BYTES_MAX: usize = 400;

/// Why a file cannot leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It was removed from the library, or was never in it.
    Gone,
    /// The right to use it ended.
    Expired,
    /// Nothing that the network takes can be made of it.
    Fault(MediaFault),
}

impl Unfit {
    /// The stable word for the reason of a delivery.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gone => "asset_gone",
            Self::Expired => "asset_expired",
            Self::Fault(_) => "asset_unfit",
        }
    }
}

/// A file of the library, for a page or a network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedFile {
    /// What it is called.
    pub name: String,
    /// Its MIME type.
    pub mime: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl App {
    async fn rights(&self, workspace: Id<Workspace>, medium: &Medium, at: i64) -> Result<Result<Asset, Unfit>, Refusal> {
        let reader = self.store.reader(workspace);
        let found = reader.asset(Id::new(medium.asset)).await?.filter(|asset| asset.removed_at.is_none());
        let Some(asset) = found else { return Ok(Err(Unfit::Gone)) };
        // Only what was a file of this asset leaves under its name.
        let known = asset.hash == medium.hash || reader.asset_files(asset.id).await?.iter().any(|file| file.hash == medium.hash);
        let expired = asset.expires_at.is_some_and(|end| end <= at);
        Ok(match (known, expired) {
            (false, _) => Err(Unfit::Gone),
            (_, true) => Err(Unfit::Expired),
            _ => Ok(asset),
        })
    }

    /// The files of a step, each made for the network; or why one of them cannot leave.
    pub(super) async fn files(
        &self,
        workspace: Id<Workspace>,
        media: &[Medium],
        rule: &MediaRule,
        pulls: bool,
    ) -> Result<Result<Vec<File>, Unfit>, Refusal> {
        let mut files = Vec::with_capacity(media.len());
        for medium in media {
            let asset = match self.rights(workspace, medium, self.now()).await? {
                Ok(asset) => asset,
                Err(unfit) => return Ok(Err(unfit)),
            };
            let wish = wish(medium, rule, asset.tells);
            let made = match self.rendition(workspace, &medium.hash, &wish).await? {
                Some(Ok(made)) => made,
                Some(Err(fault)) => return Ok(Err(Unfit::Fault(fault))),
                None => return Ok(Err(Unfit::Gone)),
            };
            let Rendition { bytes, format, width, height } = made;
            files.push(File {
                name: name_with_suffix(&asset.name, format).0,
                mime: format.mime().to_owned(),
                bytes,
                alt: medium.alt.clone(),
                width,
                height,
                address: if pulls { self.public_file_address(workspace, &medium.hash, &wish.key(), format) } else { None },
            });
        }
        Ok(Ok(files))
    }

    /// A public address of a rendition that ends; `None` when nobody outside can reach this installation over HTTPS.
    #[must_use]
    pub fn public_file_address(&self, workspace: Id<Workspace>, hash: &str, key: &str, format: Format) -> Option<Url> {
        let home = Url::parse(&self.config.public_address).ok().filter(is_public)?;
        let said = format!("{workspace}.{hash}.{key}.{}", self.now().saturating_add(FILE_ADDRESS_US));
        let mac = URL_SAFE_NO_PAD.encode(self.vault.sign(&said));
        home.join(&format!("/files/{said}.{mac}.{}", format.suffix())).ok()
    }

    /// The file that an address of ours leads to; `None` when we did not make it, it is over, or the file was removed.
    ///
    /// # Errors
    /// When the database or the shelf does not answer.
    pub async fn open_public_file(&self, token: &str) -> Result<Option<OpenedFile>, Refusal> {
        if token.len() > TOKEN_BYTES_MAX {
            return Ok(None);
        }
        let parts: Vec<&str> = token.split('.').collect();
        let &[workspace, hash, key, until, mac, suffix] = parts.as_slice() else { return Ok(None) };
        let Ok(mac) = URL_SAFE_NO_PAD.decode(mac) else { return Ok(None) };
        if !self.vault.is_signed(&format!("{workspace}.{hash}.{key}.{until}"), &mac) {
            return Ok(None);
        }
        let (Ok(workspace), Ok(until)) = (workspace.parse::<Id<Workspace>>(), until.parse::<i64>()) else { return Ok(None) };
        if until <= self.now() {
            return Ok(None);
        }
        let tx = self.store.begin().await?;
        let in_use = tx.is_file_in_use(workspace, hash).await?;
        drop(tx);
        let Some(kept) = self.store.reader(workspace).rendition(hash, key).await?.filter(|_| in_use) else { return Ok(None) };
        let bytes = self.config.library.shelf.get(&rendition_place(workspace, hash, key), u64::MAX).await?;
        Ok(bytes.map(|bytes| OpenedFile {
            name: format!("{}.{suffix}", hash.get(..12).unwrap_or_default()),
            mime: kept.mime,
            bytes,
        }))
    }

    /// An asset in small, or the `crop` of it (as [`Medium::crop`] says it), for a page; `None` for a film, or when it is not there.
    ///
    /// # Errors
    /// When the database or the shelf does not answer.
    pub async fn asset_thumbnail(
        &self,
        actor: &Actor,
        asset: &Asset,
        crop: Option<[u32; 4]>,
    ) -> Result<Option<OpenedFile>, Refusal> {
        if asset.kind == "video" || asset.removed_at.is_some() {
            return Ok(None);
        }
        let small = Wish::thumbnail(THUMBNAIL_SIDE);
        let opened =
            |made: Rendition| OpenedFile { name: asset.name.clone(), mime: made.format.mime().to_owned(), bytes: made.bytes };
        let Some(crop) = crop.and_then(tidied) else {
            let made = self.rendition(actor.workspace, &asset.hash, &small).await?;
            return Ok(made.and_then(Result::ok).map(opened));
        };
        // Whoever crops tries many parts: they are cut from one copy of middle size, and not kept.
        let Some(Ok(middle)) = self.rendition(actor.workspace, &asset.hash, &Wish::thumbnail(CROPPED_FROM_SIDE)).await? else {
            return Ok(None);
        };
        let wish = Wish { crop: Some(crop), ..small };
        let made = self.config.library.work(move || make(&middle.bytes, &wish)).await?;
        Ok(made.ok().map(opened))
    }

    /// An asset as it was handed in, with all that it tells; or one of the renditions that were made of it.
    ///
    /// # Errors
    /// When the database or the shelf does not answer.
    pub async fn asset_bytes(&self, actor: &Actor, asset: &Asset, key: Option<&str>) -> Result<Option<OpenedFile>, Refusal> {
        if asset.removed_at.is_some() {
            return Ok(None);
        }
        let shelf = &self.config.library.shelf;
        let Some(key) = key else {
            let bytes = shelf.get(&place(actor.workspace, &asset.hash), u64::MAX).await?;
            return Ok(bytes.map(|bytes| OpenedFile { name: asset.name.clone(), mime: asset.mime.clone(), bytes }));
        };
        let Some(kept) = self.reader(actor).rendition(&asset.hash, key).await? else { return Ok(None) };
        let bytes = shelf.get(&rendition_place(actor.workspace, &asset.hash, key), u64::MAX).await?;
        let name =
            Format::from_mime(&kept.mime).map_or_else(|| asset.name.clone(), |format| name_with_suffix(&asset.name, format).0);
        Ok(bytes.map(|bytes| OpenedFile { name, mime: kept.mime, bytes }))
    }

    /// What stands against the assets of a variant that is to leave at a moment: one that is gone keeps it, one whose right ends first
    /// will keep it then.
    pub(super) async fn asset_problems(
        &self,
        workspace: Id<Workspace>,
        variant: &Variant,
        due_at: i64,
    ) -> Result<Vec<Problem>, Refusal> {
        let mut problems = Vec::new();
        let parts = std::iter::once(&variant.media).chain(variant.thread.iter().map(|part| &part.media));
        for (part, media) in (0..).zip(parts) {
            for (file, medium) in (1..).zip(media) {
                let Err(unfit) = self.rights(workspace, medium, due_at).await? else { continue };
                let gravity = if unfit == Unfit::Gone { Gravity::Stops } else { Gravity::Warns };
                let code = unfit.name().to_owned();
                problems.push(Problem { code, part, file, amount: 0, limit: 0, about: String::new(), gravity });
            }
        }
        Ok(problems)
    }

    /// A draft whose media say what the library knows of them: whoever names an asset need not know its hash and size, and cannot make
    /// them up. What is gone stays as it was written.
    pub async fn with_facts(&self, actor: &Actor, draft: &PostDraft) -> Result<PostDraft, Refusal> {
        let mut draft = draft.clone();
        let variants = std::iter::once(&mut draft.content).chain(draft.channels.values_mut().flatten());
        for variant in variants {
            let language = variant.language.clone();
            let media = variant.media.iter_mut().chain(variant.thread.iter_mut().flat_map(|part| &mut part.media));
            for medium in media {
                let found = self.reader(actor).asset(Id::new(medium.asset)).await?.filter(|asset| asset.removed_at.is_none());
                let Some(asset) = found else { continue };
                let files = self.reader(actor).asset_files(asset.id).await?;
                let named = files.iter().find(|file| file.hash == medium.hash);
                let Some(file) = named.or_else(|| files.iter().find(|file| file.hash == asset.hash)) else { continue };
                put_facts(medium, file);
                if medium.alt.trim().is_empty() {
                    medium.alt = alt_in(&asset, &language);
                }
            }
        }
        Ok(draft)
    }
}

fn put_facts(medium: &mut Medium, file: &AssetFile) {
    let small = |side: i64| u32::try_from(side).unwrap_or(0);
    let large = |amount: i64| u64::try_from(amount).unwrap_or(0);
    medium.hash.clone_from(&file.hash);
    medium.mime.clone_from(&file.mime);
    medium.kind = if file.mime.starts_with("video/") { domain::post::MediumKind::Video } else { domain::post::MediumKind::Image };
    (medium.width, medium.height) = (small(file.width), small(file.height));
    (medium.bytes, medium.milliseconds) = (large(file.bytes), large(file.milliseconds));
    // What moves goes as it is: a crop that nobody would see is none.
    medium.crop = if medium.can_be_cropped() { medium.crop.and_then(tidied) } else { None };
}

/// What a network wants of a medium.
fn wish(medium: &Medium, rule: &MediaRule, tells: bool) -> Wish {
    match Format::from_mime(&medium.mime) {
        Some(format) if format.is_film() => Wish::film(rule.video_bytes_max, tells),
        _ => Wish::of(rule, medium.crop, tells),
    }
}

/// Whether an address can be reached by a network: HTTPS, and a name that is not one of a house or a machine.
fn is_public(address: &Url) -> bool {
    let inside = ["localhost", "local", "internal", "lan", "home", "test", "example", "invalid", "arpa"];
    let named = match address.host() {
        Some(Host::Domain(name)) => name.rsplit_once('.').is_some_and(|(_, last)| !last.is_empty() && !inside.contains(&last)),
        _ => false,
    };
    named && address.scheme() == "https"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_address_that_a_network_can_reach_is_given_to_one() {
        let check = |address: &str, expected| assert_eq!(is_public(&address.parse().unwrap()), expected, "{address}");
        check("https://parvis.solenne.fr", true);
        check("http://parvis.solenne.fr", false);
        check("https://localhost:8443", false);
        check("https://parvis.local", false);
        check("https://parvis", false);
        check("https://10.0.0.3", false);
    }
}
