//! The library: what it is kept on, and where in it each file is.

use std::sync::Arc;

use connect::shelf::{Shelf, ShelfFault};
use media::{Facts, Format, MediaFault, Picture, Rendition, Wish};
use store::{Id, StoreError, rendition::KeptRendition, workspace::Workspace};
use tokio::sync::Semaphore;

use crate::{App, Refusal};

/// The largest file that the library takes where the configuration says nothing, bytes.
pub const ASSET_BYTES_MAX: u64 = 200_000_000;
/// Pictures that are decoded at once in one process: the largest takes a gigabyte of memory.
const PICTURES_AT_ONCE: usize = 2;
/// The side of a small picture for pages, pixels: twice as many as it is shown with, for dense screens.
pub const THUMBNAIL_SIDE: u32 = 480;
/// The side of the copy that small pictures of a part are cut from, pixels: a third of it is still a sharp thumbnail.
pub(super) const CROPPED_FROM_SIDE: u32 = 1_440;

/// What the library is kept on, as the installation's owner decided.
#[derive(Clone, Debug)]
pub struct Library {
    /// Where the bytes are.
    pub shelf: Shelf,
    /// The largest file that is taken, bytes.
    pub bytes_max: u64,
    turns: Arc<Semaphore>,
}

impl Library {
    /// A library on a shelf, of files up to a size in bytes.
    #[must_use]
    pub fn new(shelf: Shelf, bytes_max: u64) -> Self {
        Self { shelf, bytes_max, turns: Arc::new(Semaphore::new(PICTURES_AT_ONCE)) }
    }

    /// Does work on a picture away from the async threads, when it is its turn.
    pub(super) async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Refusal> {
        let Ok(_turn) = self.turns.acquire().await else { return Err(Refusal::Interrupted) };
        Ok(tokio::task::spawn_blocking(work).await?)
    }
}

impl Default for Library {
    /// In the memory of the process, for tests and for commands that publish nothing.
    fn default() -> Self {
        Self::new(Shelf::memory(), ASSET_BYTES_MAX)
    }
}

impl From<ShelfFault> for Refusal {
    fn from(fault: ShelfFault) -> Self {
        match fault {
            ShelfFault::Full => Self::Store(StoreError::DiskFull),
            fault => Self::Shelf(Box::new(fault)),
        }
    }
}

impl From<MediaFault> for Refusal {
    fn from(fault: MediaFault) -> Self {
        Self::Unreadable { english: fault.sentence(domain::Language::English), french: fault.sentence(domain::Language::French) }
    }
}

/// The name of a file on the shelf. Each workspace has its own, so that nothing is shared that could be told apart.
pub(super) fn place(workspace: Id<Workspace>, hash: &str) -> String {
    format!("w{workspace}/{}/{hash}", hash.get(..2).unwrap_or("__"))
}

/// The name of a rendition of it.
pub(super) fn rendition_place(workspace: Id<Workspace>, hash: &str, key: &str) -> String {
    format!("{}.{key}", place(workspace, hash))
}

/// Makes a rendition of bytes: as they are where they fit, anew otherwise.
pub(super) fn make(bytes: &[u8], wish: &Wish) -> Result<Rendition, MediaFault> {
    let facts: Facts = media::read(bytes)?;
    match media::as_it_is(bytes, &facts, wish)? {
        Some(rendition) => Ok(rendition),
        None => Picture::open(bytes, facts.format)?.fit(wish),
    }
}

impl App {
    /// A rendition of a file of the workspace, as it was made before or made now; `None` when the bytes are not there.
    pub(super) async fn rendition(
        &self,
        workspace: Id<Workspace>,
        hash: &str,
        wish: &Wish,
    ) -> Result<Option<Result<Rendition, MediaFault>>, Refusal> {
        let key = wish.key();
        if let Some(kept) = self.kept_rendition(workspace, hash, &key).await? {
            return Ok(Some(Ok(kept)));
        }
        let library = &self.config.library;
        let Some(original) = library.shelf.get(&place(workspace, hash), u64::MAX).await? else { return Ok(None) };
        let wished = wish.clone();
        let made = match library.work(move || make(&original, &wished)).await? {
            Ok(made) => made,
            Err(fault) => return Ok(Some(Err(fault))),
        };
        library.shelf.put(&rendition_place(workspace, hash, &key), made.bytes.clone()).await?;
        let tx = self.store.begin().await?;
        tx.put_rendition(workspace, &noted(hash, key, &made, self.now())).await?;
        tx.commit().await?;
        Ok(Some(Ok(made)))
    }

    async fn kept_rendition(&self, workspace: Id<Workspace>, hash: &str, key: &str) -> Result<Option<Rendition>, Refusal> {
        let Some(kept) = self.store.reader(workspace).rendition(hash, key).await? else { return Ok(None) };
        let Some(format) = Format::from_mime(&kept.mime) else { return Ok(None) };
        let bytes = self.config.library.shelf.get(&rendition_place(workspace, hash, key), u64::MAX).await?;
        let side = |side: i64| u32::try_from(side).unwrap_or(0);
        Ok(bytes.map(|bytes| Rendition { bytes, format, width: side(kept.width), height: side(kept.height) }))
    }
}

/// What is written down of a rendition.
pub(super) fn noted(hash: &str, key: String, made: &Rendition, now: i64) -> KeptRendition {
    KeptRendition {
        hash: hash.to_owned(),
        key,
        mime: made.format.mime().to_owned(),
        bytes: i64::try_from(made.bytes.len()).unwrap_or(i64::MAX),
        width: made.width.into(),
        height: made.height.into(),
        created_at: now,
    }
}
