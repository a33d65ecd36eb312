//! What we plan to say, and its form for one channel.

mod amend;
mod article;
mod count;
mod crop;
mod finish;
mod links;
mod split;
mod validate;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub use amend::{amended, take_step};
pub use article::{Picture, article, article_with, front_matter, pictured};
pub use count::{Count, count};
pub use crop::{CROP_SIDE_MIN, SHAPES, shaped, tidied};
pub use finish::{LinkPlace, finished};
pub use links::{Span, links, mentions, tags};
pub use split::split;
pub use validate::{Gravity, Policy, Problem, THREAD_PARTS_MAX, validate};

/// What leaves for one channel: the whole of it, so that its hash is the hash of what was decided.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Variant {
    /// Its title, where the network has one.
    pub title: String,
    /// Its text: Markdown for articles, plain otherwise.
    pub text: String,
    /// Images and videos, in order.
    pub media: Vec<Medium>,
    /// What follows as a thread, in order.
    pub thread: Vec<Part>,
    /// A comment of ours that follows at once; empty for none.
    pub first_comment: String,
    /// A question with answers to choose from.
    pub poll: Option<Poll>,
    /// What a reader is warned of before the text; empty for no warning.
    pub warning: String,
    /// Who may see it; `None` for what the network does by itself.
    pub visibility: Option<Visibility>,
    /// The language it is written in, BCP 47; empty when that is not told.
    pub language: String,
    /// What the network wants besides, by the names of its settings.
    pub settings: BTreeMap<String, String>,
    /// Whether it is written as an article: Markdown, with what is told of it before it.
    #[serde(skip_serializing_if = "is_false")]
    pub article: bool,
    /// Where its addresses stand; `None` for where those of the channel do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<LinkPlace>,
    /// Whether it leaves without the signature of the channel.
    #[serde(skip_serializing_if = "is_false")]
    pub unsigned: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
const fn is_false(told: &bool) -> bool {
    !*told
}

/// One part of a thread after the first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Part {
    /// Its text.
    pub text: String,
    /// Its images and videos.
    pub media: Vec<Medium>,
}

/// What a step is of its post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// The post itself.
    Post,
    /// A part of its thread.
    Part,
    /// The first comment under it.
    Comment,
}

/// One call's worth of what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step<'a> {
    /// What it is of its post.
    pub kind: StepKind,
    /// What it says.
    pub text: &'a str,
    /// What it shows.
    pub media: &'a [Medium],
}

/// A file that goes with a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Medium {
    /// The asset of the library.
    pub asset: i64,
    /// The hash of its bytes, hexadecimal: another picture under the same id is another post.
    pub hash: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// What sort of file it is.
    pub kind: MediumKind,
    /// Its MIME type, as found in its bytes.
    pub mime: String,
    /// Its size, bytes.
    pub bytes: u64,
    /// Its width, pixels; 0 when unknown.
    pub width: u32,
    /// Its height, pixels; 0 when unknown.
    pub height: u32,
    /// How long it plays, milliseconds; 0 for an image, or when unknown.
    pub milliseconds: u64,
    /// The part of it that is shown: left, top, width and height in thousandths of the whole; `None` for all of it.
    pub crop: Option<[u32; 4]>,
}

/// What sort of file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediumKind {
    /// A picture that stands still, or an animated one that goes as a picture.
    #[default]
    Image,
    /// A film.
    Video,
}

/// A question with answers to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Poll {
    /// The answers, in order.
    pub options: Vec<String>,
    /// How long it is open, seconds.
    pub seconds: u64,
    /// Whether several answers may be chosen.
    pub multiple: bool,
}

/// Who may see a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Everybody, in every list.
    Public,
    /// Everybody who has its address, in no public list.
    Unlisted,
    /// Those who follow or are connected.
    Followers,
    /// Nobody but us.
    Private,
}

impl Visibility {
    /// All of them, widest first.
    pub const ALL: [Self; 4] = [Self::Public, Self::Unlisted, Self::Followers, Self::Private];

    /// The stable name in forms and in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Unlisted => "unlisted",
            Self::Followers => "followers",
            Self::Private => "private",
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

impl Medium {
    /// Whether a part of it can be shown: a picture that stands still, of a size that is known.
    #[must_use]
    pub const fn can_be_cropped(&self) -> bool {
        matches!(self.kind, MediumKind::Image) && self.milliseconds == 0 && self.width > 0 && self.height > 0
    }
}

impl Variant {
    /// All the files of the post and of its thread.
    pub fn all_media(&self) -> impl Iterator<Item = &Medium> {
        self.media.iter().chain(self.thread.iter().flat_map(|part| &part.media))
    }

    /// How many calls to the network it takes to say it all: the post, its thread, its first comment.
    #[must_use]
    pub fn steps(&self) -> usize {
        1 + self.thread.len() + usize::from(!self.first_comment.trim().is_empty())
    }

    /// A step of [`Variant::steps`]: 0 the post, then its thread, then the first comment.
    #[must_use]
    pub fn step(&self, step: usize) -> Step<'_> {
        let part = step.checked_sub(1).map(|place| self.thread.get(place));
        match part {
            None => Step { kind: StepKind::Post, text: &self.text, media: &self.media },
            Some(Some(part)) => Step { kind: StepKind::Part, text: &part.text, media: &part.media },
            Some(None) => Step { kind: StepKind::Comment, text: &self.first_comment, media: &[] },
        }
    }

    /// Whether nothing was written into it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.title.trim().is_empty() && self.media.is_empty() && self.thread.is_empty()
    }
}
