//! What leaves in one step.

use domain::{
    delivery::Remote,
    post::{Medium, StepKind, Variant},
};
use url::Url;

/// One step of a delivery, as it leaves.
#[derive(Clone, Copy)]
pub struct Sending<'a> {
    /// All that is said.
    pub variant: &'a Variant,
    /// Which step: 0 the post, then its thread, then the first comment.
    pub step: usize,
    /// The files of this step, in the order of its media.
    pub files: &'a [File],
    /// The same for this step for ever, and for no other: letters, digits and hyphens, at most 36.
    pub key: &'a str,
    /// The post that the thread began with; `None` at step 0.
    pub root: Option<&'a Remote>,
    /// What this step follows; `None` at step 0.
    pub parent: Option<&'a Remote>,
    /// When it was first about to leave, UTC microseconds: the same at every try.
    pub at: i64,
    /// Ids on this account that are known to be something else, such as the same words of last week: never found for this.
    pub others: &'a [String],
}

impl Sending<'_> {
    /// What this step is.
    #[must_use]
    pub fn kind(&self) -> StepKind {
        self.variant.step(self.step).kind
    }

    /// What this step says.
    #[must_use]
    pub fn text(&self) -> &str {
        self.variant.step(self.step).text
    }

    /// What this step shows.
    #[must_use]
    pub fn media(&self) -> &[Medium] {
        self.variant.step(self.step).media
    }
}

/// A file as it leaves: a rendition that fits the network.
#[derive(Clone)]
pub struct File {
    /// Its name, with an ending that fits its format.
    pub name: String,
    /// Its MIME type.
    pub mime: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it shows.
    pub alt: String,
    /// Its width, pixels.
    pub width: u32,
    /// Its height, pixels.
    pub height: u32,
    /// A public address of it that ends, for networks that fetch it themselves; `None` when this installation has no public address.
    pub address: Option<Url>,
}
