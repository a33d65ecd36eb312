//! The fields a query may ask of, and the questions it may put to them.

use crate::{date::Period, syntax::Term};

/// What `kind:` knows, in the order a choice shows them.
pub const KINDS: [&str; 9] = ["news", "blog", "forum", "review", "social", "video", "comment", "mail", "other"];
/// What `is:` knows.
pub const IS_FLAGS: [&str; 4] = ["reply", "repost", "question", "original"];
/// What `has:` knows.
pub const HAS_FLAGS: [&str; 4] = ["image", "video", "link", "personal_data"];
/// What `sentiment:` knows.
pub const SENTIMENTS: [&str; 4] = ["negative", "neutral", "positive", "unsure"];

/// A field of a document that a query can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Words of the title.
    Title,
    /// Words of the body and what follows it.
    Text,
    /// Letters of the document's own address.
    Url,
    /// A host with its subdomains, and the beginning of a path.
    Site,
    /// The end of the host.
    Tld,
    /// An address the document links to, asked as `Site` is.
    Link,
    /// Words of the author's name.
    Author,
    /// How many follow the author.
    Followers,
    /// Language code.
    Lang,
    /// Country code.
    Country,
    /// Network name.
    Network,
    /// One of [`KINDS`].
    Kind,
    /// Words of the source's name.
    Source,
    /// A whole tag.
    Tag,
    /// Conversation id.
    Thread,
    /// Stars.
    Rating,
    /// One of [`SENTIMENTS`].
    Sentiment,
    /// From 0 to 1.
    Toxicity,
    /// How many it may have reached.
    Reach,
    /// When it was said.
    Published,
    /// One of [`IS_FLAGS`].
    Is,
    /// One of [`HAS_FLAGS`].
    Has,
}

impl Field {
    /// All fields, in the order that a list of suggestions shows them.
    pub const ALL: [Self; 22] = [
        Self::Title,
        Self::Text,
        Self::Url,
        Self::Site,
        Self::Tld,
        Self::Link,
        Self::Author,
        Self::Followers,
        Self::Lang,
        Self::Country,
        Self::Network,
        Self::Kind,
        Self::Source,
        Self::Tag,
        Self::Thread,
        Self::Rating,
        Self::Sentiment,
        Self::Toxicity,
        Self::Reach,
        Self::Published,
        Self::Is,
        Self::Has,
    ];

    /// The word before the colon.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Text => "text",
            Self::Url => "url",
            Self::Site => "site",
            Self::Tld => "tld",
            Self::Link => "link",
            Self::Author => "author",
            Self::Followers => "followers",
            Self::Lang => "lang",
            Self::Country => "country",
            Self::Network => "network",
            Self::Kind => "kind",
            Self::Source => "source",
            Self::Tag => "tag",
            Self::Thread => "thread",
            Self::Rating => "rating",
            Self::Sentiment => "sentiment",
            Self::Toxicity => "toxicity",
            Self::Reach => "reach",
            Self::Published => "published",
            Self::Is => "is",
            Self::Has => "has",
        }
    }

    /// The field of that name, upper and lower case alike.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name().eq_ignore_ascii_case(name))
    }

    /// The field whose name is written most like `name`.
    #[must_use]
    pub fn nearest(name: &str) -> Self {
        let name = name.to_ascii_lowercase();
        let start = Self::Title;
        Self::ALL.into_iter().min_by_key(|field| edit_distance(field.name(), &name)).unwrap_or(start)
    }

    /// True for the fields that hold words of the text itself.
    pub(crate) const fn is_text(self) -> bool {
        matches!(self, Self::Title | Self::Text)
    }

    /// The words this field chooses from, if it chooses from a list.
    #[must_use]
    pub const fn choices(self) -> Option<&'static [&'static str]> {
        match self {
            Self::Kind => Some(&KINDS),
            Self::Sentiment => Some(&SENTIMENTS),
            Self::Is => Some(&IS_FLAGS),
            Self::Has => Some(&HAS_FLAGS),
            _ => None,
        }
    }

    /// True for a field that is a number.
    #[must_use]
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Followers | Self::Rating | Self::Toxicity | Self::Reach)
    }
}

/// Levenshtein's distance between two short words; what is longer than a field name can be is far from all of them.
fn edit_distance(left: &str, right: &str) -> usize {
    const LENGTH_MAX: usize = 40;
    let right: Vec<char> = right.chars().take(LENGTH_MAX).collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (above, letter) in left.chars().enumerate() {
        let mut corner = row[0];
        row[0] = above + 1;
        for (at, other) in right.iter().enumerate() {
            let changed = corner + usize::from(letter != *other);
            corner = row[at + 1];
            row[at + 1] = changed.min(corner + 1).min(row[at] + 1);
        }
    }
    row.last().copied().unwrap_or(usize::MAX)
}

/// A question put to one field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum FieldTest {
    /// The field equals this: a code, a name, a choice (folded), or a thread's id (as written).
    Is(Field, Box<str>),
    /// These words stand side by side in the field; for `tag:` they are the whole tag.
    Words(Field, Vec<Term>),
    /// The address holds these letters, which may hold `*`.
    Letters(Box<str>),
    /// The host is this or under it, and the path begins with this (`site:`, `link:`).
    Address(Field, Box<str>),
    /// The host ends with these labels.
    Tld(Box<str>),
    /// The number is at least the first and at most the second.
    Number(Field, Option<f64>, Option<f64>),
    /// It was said in this period.
    Published(Period),
}

impl FieldTest {
    /// The field that is asked.
    #[must_use]
    pub(crate) const fn field(&self) -> Field {
        match self {
            Self::Is(field, _) | Self::Words(field, _) | Self::Address(field, _) | Self::Number(field, _, _) => *field,
            Self::Letters(_) => Field::Url,
            Self::Tld(_) => Field::Tld,
            Self::Published(_) => Field::Published,
        }
    }
}
