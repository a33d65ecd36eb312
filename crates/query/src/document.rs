//! What the query language may ask of a document: its two texts and its fields.

/// A document as the query language sees it. Everything is borrowed; nothing is copied to judge it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Document<'a> {
    /// The title, plain text.
    pub title: &'a str,
    /// The body, plain text.
    pub body: &'a str,
    /// What is known of it beside its words.
    pub fields: Fields<'a>,
}

/// The fields of a document. What is absent is not known, and a clause about it does not hold.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fields<'a> {
    /// Its own address, absolute (`url:`, `site:`, `tld:`).
    pub url: Option<&'a str>,
    /// The site it was said on, a host with an optional path, when that is not the one of `url`.
    pub site: Option<&'a str>,
    /// The addresses it links to (`link:`).
    pub links: &'a [&'a str],
    /// The author's name as shown, or handle (`author:`).
    pub author: Option<&'a str>,
    /// How many people follow the author.
    pub followers: Option<u64>,
    /// ISO 639-1 code of its language, which also chooses the stemmer of `stem()`.
    pub lang: Option<&'a str>,
    /// ISO 3166-1 code of its country.
    pub country: Option<&'a str>,
    /// The network it was said on: `mastodon`, `bluesky`.
    pub network: Option<&'a str>,
    /// What sort of place it was said in: one of [`crate::KINDS`].
    pub kind: Option<&'a str>,
    /// The name of the source that brought it.
    pub source: Option<&'a str>,
    /// The tags put on it.
    pub tags: &'a [&'a str],
    /// The id of the conversation it belongs to, compared as written.
    pub thread: Option<&'a str>,
    /// Stars, from 0 to 5.
    pub rating: Option<f32>,
    /// `negative`, `neutral`, `positive` or `unsure`.
    pub sentiment: Option<&'a str>,
    /// From 0 (harmless) to 1 (toxic).
    pub toxicity: Option<f32>,
    /// How many people it may have reached.
    pub reach: Option<u64>,
    /// When it was said, in microseconds since 1970 UTC.
    pub published: Option<i64>,
    /// What it is (`is:`).
    pub is: IsFlags,
    /// What it holds (`has:`).
    pub has: HasFlags,
}

/// What a document is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IsFlags {
    /// It answers another.
    pub reply: bool,
    /// It repeats another.
    pub repost: bool,
    /// It asks something.
    pub question: bool,
    /// It neither answers nor repeats.
    pub original: bool,
}

/// What a document holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HasFlags {
    /// A picture.
    pub image: bool,
    /// A film.
    pub video: bool,
    /// An address.
    pub link: bool,
    /// Something that tells of a private person: a phone number, a home address.
    pub personal_data: bool,
}
