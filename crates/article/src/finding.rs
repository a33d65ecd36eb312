//! What the check of an article finds: each a kind with its facts, words elsewhere.

use serde::Serialize;

/// One thing that was found. Lines are those of the file, from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the facts of each kind are named by what they are")]
pub enum Finding {
    /// There is no title.
    TitleMissing,
    /// The title is wider than what is shown of it.
    TitleTooWide { px: u32, most: u32 },
    /// The title leaves most of its place empty.
    TitleTooNarrow { px: u32, least: u32 },
    /// There is no description: search engines take some sentence of the text.
    DescriptionMissing,
    /// The description is wider than what is shown of it.
    DescriptionTooWide { px: u32, most: u32 },
    /// The description leaves most of its place empty.
    DescriptionTooNarrow { px: u32, least: u32 },
    /// The end of the address has other signs than small letters, digits and hyphens.
    SlugUnclean { slug: String },
    /// The original address is none of the web.
    CanonicalUnreadable { address: String },
    /// A line before the article could not be used.
    FrontUnused { line: usize, said: String, why: &'static str },
    /// Nothing is a first heading: neither a title nor one in the text.
    TopHeadingMissing,
    /// A first heading in the text besides the title, or a second one.
    TopHeadingAgain { line: usize, words: String },
    /// A heading without words.
    HeadingEmpty { line: usize },
    /// A heading that leaves a level out.
    HeadingSkips { line: usize, words: String, from: u8, to: u8 },
    /// A long text without headings within.
    HeadingsMissing { words: usize, most: usize },
    /// A link that leads nowhere any more.
    LinkDead { line: usize, address: String, status: u16 },
    /// A link to what is now elsewhere for good.
    LinkMoved { line: usize, address: String, to: String },
    /// A link to a site that did not answer.
    LinkSilent { line: usize, address: String },
    /// A link to an address that nobody outside can reach.
    LinkPrivate { line: usize, address: String },
    /// A link without an address.
    LinkEmpty { line: usize, words: String },
    /// A link whose words do not say where it leads.
    LinkVague { line: usize, words: String },
    /// A picture without words for those who do not see it.
    AltMissing { line: usize },
    /// Such words that are longer than read out.
    AltTooLong { line: usize, amount: usize, most: usize },
    /// Such words that begin with "image of".
    AltSaysImage { line: usize },
    /// Such words that are the name of a file.
    AltIsFileName { line: usize },
    /// A picture of a number that no file has.
    ImageUnknown { line: usize, number: usize },
    /// All pictures together are heavier than a page should be.
    ImagesHeavy { bytes: u64, most: u64, heaviest: usize },
    /// There is no picture at all.
    ImageMissing,
    /// The picture that stands for the article is small.
    ImageNarrow { width: u32, least: u32 },
    /// A field of the product's sheet that cannot be right.
    ProductWrong { field: &'static str, why: &'static str },
    /// What search engines are told lacks something that they ask for.
    StructuredLacks { kind: &'static str, property: &'static str },
    /// What search engines are told lacks something that they would show.
    StructuredPoorer { kind: &'static str, property: &'static str },
    /// The text is hard to read. The score is of Flesch, rounded.
    HardToRead { score: i32, words: usize, sentences: usize },
    /// A sentence that is hard to follow.
    SentenceLong { words: usize, most: usize, begins: String },
    /// Words in capitals, emoji in rows and the like, by the code of `domain::readable`.
    Unreadable { kind: &'static str, said: String },
    /// What people say of us, and the article does not.
    PhraseUnused { phrase: String, mentions: u64 },
}

/// How much something weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Worth a thought.
    Hint,
    /// It would be found or read better otherwise.
    Better,
    /// It is wrong.
    Wrong,
}

impl Weight {
    /// A stable word for it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Better => "better",
            Self::Wrong => "wrong",
        }
    }
}

impl Finding {
    /// How much it weighs.
    #[must_use]
    pub const fn weight(&self) -> Weight {
        match self {
            Self::TitleMissing
            | Self::CanonicalUnreadable { .. }
            | Self::TopHeadingMissing
            | Self::TopHeadingAgain { .. }
            | Self::LinkDead { .. }
            | Self::LinkPrivate { .. }
            | Self::LinkEmpty { .. }
            | Self::AltMissing { .. }
            | Self::ImageUnknown { .. }
            | Self::ProductWrong { .. }
            | Self::StructuredLacks { .. } => Weight::Wrong,
            Self::TitleTooNarrow { .. }
            | Self::DescriptionTooNarrow { .. }
            | Self::LinkSilent { .. }
            | Self::ImageNarrow { .. }
            | Self::StructuredPoorer { .. }
            | Self::SentenceLong { .. }
            | Self::PhraseUnused { .. } => Weight::Hint,
            _ => Weight::Better,
        }
    }

    /// Its facts by name, with `code` among them.
    #[must_use]
    pub fn facts(&self) -> serde_json::Map<String, serde_json::Value> {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::Object(facts)) => facts,
            _ => serde_json::Map::new(),
        }
    }
}
