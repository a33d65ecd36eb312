//! Whether everybody can read a post: what screen readers spell out, read aloud ten times or leave out, and how hard the words are.
//!
//! Checks of the text alone, in English and French, each a finding with its place; whether a finding stops a post is up to the workspace.
//! The rules are those that the networks' own guides and WCAG 2.2 give: 1.1.1 (alt texts), 1.3.1 (lists), 2.4.4 (link text),
//! 3.1.5 (reading level).

mod alt;
mod level;
mod signs;
mod tags;

use std::ops::Range;

pub use alt::{ALT_GRAPHEMES_MAX, Picture, check_picture, is_vague_link};
pub use level::{Ease, LEVEL_WORDS_MIN, Level, reading_level, syllables};
pub use signs::{CAPITAL_LETTERS_MIN, CAPITAL_WORDS_MIN, EMOJI_BULLETS_MIN, EMOJI_ROW_MAX, LOOKALIKES_MIN};
pub use tags::{JOINED_LETTERS_MIN, TAG_BYTES_MAX};

/// Bytes of a text that are looked at, from its beginning.
pub const TEXT_BYTES_MAX: usize = 200_000;

/// One thing that somebody cannot read well. Places are in bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A hashtag of several words in one, which is read out as one word.
    JoinedTag {
        /// Where, with its `#`.
        at: Range<usize>,
        /// The same with a capital for each word, where the words are known.
        better: Option<String>,
    },
    /// Words in capitals, which some screen readers spell and nobody reads fast.
    Capitals {
        /// Where.
        at: Range<usize>,
    },
    /// Many emoji in a row, each of which is read out by its name.
    EmojiRow {
        /// Where.
        at: Range<usize>,
        /// How many.
        count: usize,
    },
    /// Emoji instead of the signs of a list.
    EmojiBullets {
        /// Lines that begin with one.
        lines: usize,
    },
    /// Letters of the mathematical alphabets as if they were bold or italic: they are left out or spelled as formulas.
    Lookalikes {
        /// Where.
        at: Range<usize>,
        /// The same in letters.
        plain: String,
    },
    /// A link whose words do not say where it leads, such as "here".
    VagueLink {
        /// Where the words are.
        at: Range<usize>,
    },
    /// A picture without an alt text.
    AltMissing,
    /// An alt text that is longer than allowed.
    AltTooLong {
        /// Its length in characters as people count them (grapheme clusters).
        graphemes: usize,
        /// How many are allowed.
        most: usize,
    },
    /// An alt text that begins with "image of", which the screen reader said already.
    AltSaysImage,
    /// An alt text that is the name of a file.
    AltIsFileName,
}

impl Finding {
    /// A stable word for it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::JoinedTag { .. } => "joined_tag",
            Self::Capitals { .. } => "capitals",
            Self::EmojiRow { .. } => "emoji_row",
            Self::EmojiBullets { .. } => "emoji_bullets",
            Self::Lookalikes { .. } => "lookalikes",
            Self::VagueLink { .. } => "vague_link",
            Self::AltMissing => "alt_missing",
            Self::AltTooLong { .. } => "alt_too_long",
            Self::AltSaysImage => "alt_says_image",
            Self::AltIsFileName => "alt_is_file_name",
        }
    }
}

/// What is found in a text, in the order of the kinds. `is_word` says whether a word in small letters is one that the workspace
/// knows; from such words a hashtag is taken apart. Where none are known, a tag of [`JOINED_LETTERS_MIN`] letters of one case is said.
#[must_use]
pub fn check_text(text: &str, is_word: &dyn Fn(&str) -> bool) -> Vec<Finding> {
    let text = beginning(text, TEXT_BYTES_MAX);
    let mut findings = tags::joined(text, is_word);
    findings.extend(signs::capitals(text));
    findings.extend(signs::emoji_rows(text));
    findings.extend(signs::emoji_bullets(text));
    findings.extend(signs::lookalikes(text));
    findings.extend(alt::vague_links(text));
    findings
}

/// The text up to so many bytes, without half a character.
fn beginning(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests;
