//! What a network can do, as a value.

use serde::Serialize;

use super::Network;
use crate::post::{Variant, Visibility, links};

/// What a network can do. Limits are those of its documentation; what a server tells of its own stands above them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Capabilities {
    /// The network.
    pub network: Network,
    /// Its stable name.
    pub name: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// The rule of the text.
    pub text: TextRule,
    /// The longest text beside a file, in what the rule of the text counts, where that is shorter.
    pub caption_max: Option<u32>,
    /// The rule of the title, where there is one.
    pub title: Option<TextRule>,
    /// The text may be long, with headings and images within it: an article.
    pub article: bool,
    /// The rule of images and videos.
    pub media: MediaRule,
    /// How many parts a thread may have; 0 where there are no threads.
    pub thread_max: u32,
    /// Whether a comment of ours can follow the post at once.
    pub first_comment: bool,
    /// The rule of polls, where there are any.
    pub poll: Option<PollRule>,
    /// Whether a content warning can stand before the text.
    pub warning: bool,
    /// Who may see it, the usual one first; empty where there is no choice.
    pub visibilities: &'static [Visibility],
    /// Whether the language is told to the network.
    pub language: bool,
    /// What is said goes to readers of a list of ours, each of whom gets a letter of their own.
    pub readers: bool,
    /// Whether a published post can be edited.
    pub edit: bool,
    /// Whether a published post can be deleted.
    pub delete: bool,
    /// Whether counts (likes, answers, shares, views) can be read back.
    pub counts: bool,
    /// Whether our own posts of before can be imported.
    pub history: bool,
    /// What keeps a second try from becoming a second post.
    pub guarantee: Guarantee,
    /// Whether accounts there can be looked for by their names, so as to mention them.
    pub finds_accounts: bool,
    /// How many hashtags are allowed; `None` where nothing says so.
    pub tags_max: Option<u32>,
    /// How many people may be mentioned; `None` where nothing says so.
    pub mentions_max: Option<u32>,
    /// The network fetches media from an address of ours, which must be public.
    pub pulls_media: bool,
    /// The version of the interface that is called, where it has one that ends.
    pub version: Option<Version>,
    /// What an act costs.
    pub costs: &'static [Cost],
    /// How much may be done in a time, beyond which the network refuses.
    pub quota: Option<Quota>,
    /// How fast one account may publish.
    pub rate: Rate,
    /// How fast all accounts of one application may together; `None` where only accounts are counted.
    pub application_rate: Option<Rate>,
    /// What has to be told to the network besides, such as a board or a category.
    pub settings: &'static [Setting],
    /// How this adapter was proven.
    pub proof: Proof,
}

/// How a text is measured, and how much is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TextRule {
    /// What is counted.
    pub counting: Counting,
    /// The most that is allowed, in that count.
    pub max: u32,
    /// The most UTF-8 bytes, where that is limited too.
    pub bytes_max: Option<u32>,
    /// Whether it may not be empty.
    pub required: bool,
}

/// What a network counts as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// Unicode scalar values.
    Characters,
    /// What a reader sees as one character (extended grapheme clusters).
    Graphemes,
    /// UTF-16 code units.
    Utf16,
    /// Graphemes, but an address counts 23 and of a mention on another server only the name counts (Mastodon).
    Mastodon,
    /// Weights: an address counts 23, most letters 1, East Asian letters and any emoji 2 (X).
    Weighted,
    /// Scalar values, but an emoji counts its UTF-8 bytes (Threads).
    EmojiBytes,
}

/// How many files a post may have, and of what sort.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct MediaRule {
    /// Whether there must be one.
    pub required: bool,
    /// The most images.
    pub images_max: u32,
    /// The most videos.
    pub videos_max: u32,
    /// Whether images and videos may stand together.
    pub mixed: bool,
    /// The most bytes of an image; a rendition is made that fits.
    pub image_bytes_max: u64,
    /// The longest side of an image that is worth sending, pixels.
    pub image_side_max: u32,
    /// The most bytes of a video.
    pub video_bytes_max: u64,
    /// The longest video, milliseconds.
    pub video_ms_max: u64,
    /// The formats of images that are taken as they are (the last part of their MIME type); others are made into the first.
    pub image_formats: &'static [&'static str],
    /// The narrowest and the widest image, width by height in thousandths; (0, 0) for any.
    pub aspect: (u32, u32),
    /// The longest alternative text, in characters; 0 where it cannot be given.
    pub alt_max: u32,
}

/// What a poll may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PollRule {
    /// The most answers to choose from.
    pub options_max: u32,
    /// The longest answer, in characters.
    pub option_max: u32,
    /// The shortest time it is open, seconds.
    pub seconds_min: u64,
    /// The longest time it is open, seconds.
    pub seconds_max: u64,
    /// Whether several answers may be chosen.
    pub multiple: bool,
}

/// What keeps a second try from becoming a second post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Guarantee {
    /// The server promises to make one post of two calls with the same key. Some break that promise.
    Key,
    /// We choose the id of the post: writing it twice writes the same one.
    ChosenId,
    /// Nothing does. Only looking at the account tells whether it is there.
    Nothing,
}

/// A version of an interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Version {
    /// What it is called in a call.
    pub name: &'static str,
    /// The day on which it ends, `YYYY-MM-DD`, where that is announced.
    pub sunset: Option<&'static str>,
}

/// What an act costs, in millionths of a dollar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Cost {
    /// Which act.
    pub of: CostOf,
    /// Its price, millionths of a United States dollar.
    pub micros: u64,
}

/// An act with a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CostOf {
    /// A post without an address in it.
    Post,
    /// A post with an address in it.
    PostWithLink,
    /// Something of ours that is read back, with its counts.
    Read,
}

impl CostOf {
    /// The stable name in the database and the translations.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::PostWithLink => "post_with_link",
            Self::Read => "read",
        }
    }
}

/// How much may be done in a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Quota {
    /// What it is counted in, the last part of its name in the translations: `posts`, `units`.
    pub unit: &'static str,
    /// How much there is.
    pub amount: u32,
    /// How much a post takes.
    pub per_post: u32,
    /// Over how long it is counted, seconds.
    pub seconds: u64,
    /// The zone at whose midnight it begins anew; `None` where it counts back from each moment.
    pub zone: Option<&'static str>,
    /// Whether all channels of one application share it; otherwise each account has its own.
    pub is_shared: bool,
}

/// How fast one may go: so many at once, and then one each interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Rate {
    /// How many may go at once after a rest.
    pub burst: u32,
    /// The time in which one more is allowed, milliseconds.
    pub interval_ms: u64,
}

/// Something that has to be told to the network besides the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Setting {
    /// Its name, also in the translations.
    pub name: &'static str,
    /// Whether it may not be empty.
    pub required: bool,
    /// What may be chosen; empty where it is free.
    pub choices: &'static [&'static str],
}

/// How an adapter was proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// Against the real server, in our tests.
    Server,
    /// Against its documented contract only.
    Contract,
}

impl Capabilities {
    /// What a post costs, millionths of a dollar.
    #[must_use]
    pub fn cost(&self, has_link: bool) -> u64 {
        let price = |of| self.costs.iter().find(|cost| cost.of == of).map(|cost| cost.micros);
        let linked = if has_link { price(CostOf::PostWithLink) } else { None };
        linked.or_else(|| price(CostOf::Post)).unwrap_or_default()
    }

    /// What it costs to read back one thing of ours, millionths of a dollar.
    #[must_use]
    pub fn cost_of_reading(&self) -> u64 {
        self.costs.iter().find(|cost| cost.of == CostOf::Read).map_or(0, |cost| cost.micros)
    }

    /// Which price the call of a step has; `None` where nothing is asked for it.
    #[must_use]
    pub fn priced(&self, text: &str) -> Option<CostOf> {
        let has_link = !links(text).is_empty();
        let linked = has_link && self.costs.iter().any(|cost| cost.of == CostOf::PostWithLink);
        (self.cost(has_link) > 0).then_some(if linked { CostOf::PostWithLink } else { CostOf::Post })
    }

    /// What a post of this text costs, millionths of a dollar.
    #[must_use]
    pub fn cost_of_text(&self, text: &str) -> u64 {
        self.cost(!links(text).is_empty())
    }

    /// What all steps of a variant cost, millionths of a dollar.
    #[must_use]
    pub fn cost_of(&self, said: &Variant) -> u64 {
        (0..said.steps()).map(|step| self.cost_of_text(said.step(step).text)).sum()
    }
}
