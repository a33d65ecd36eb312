//! Snippets: words that are used again and again, with holes that are filled in as they are put into a text.

use std::collections::BTreeSet;

use crate::post::tags;

/// The longest snippet, characters.
pub const TEXT_CHARS_MAX: usize = 5_000;
/// The most holes that are asked for; what is beyond them stays as it is written.
pub const HOLES_MAX: usize = 20;
/// The longest name of a hole, characters.
const HOLE_CHARS_MAX: usize = 40;

/// What a snippet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The beginning of a text, with holes.
    Template,
    /// What stands under a text.
    Signature,
    /// Hashtags that go together.
    Hashtags,
}

impl Kind {
    /// All of them, in the order of a list.
    pub const ALL: [Self; 3] = [Self::Template, Self::Signature, Self::Hashtags];

    /// The stable word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Template => "template",
            Self::Signature => "signature",
            Self::Hashtags => "hashtags",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A hole that fills itself, where what it is about is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// The day on which it leaves.
    Date,
    /// The time at which it leaves.
    Time,
    /// The name of the channel.
    Channel,
    /// The name of the campaign.
    Campaign,
    /// The first address of the text.
    Link,
    /// The name of the workspace.
    Brand,
    /// The name of who writes.
    Author,
}

impl Known {
    /// All of them.
    pub const ALL: [Self; 7] = [Self::Date, Self::Time, Self::Channel, Self::Campaign, Self::Link, Self::Brand, Self::Author];

    /// Its names, in English and French: a snippet may be written in either.
    #[must_use]
    pub const fn names(self) -> [&'static str; 2] {
        match self {
            Self::Date => ["date", "date"],
            Self::Time => ["time", "heure"],
            Self::Channel => ["channel", "canal"],
            Self::Campaign => ["campaign", "campagne"],
            Self::Link => ["link", "lien"],
            Self::Brand => ["brand", "marque"],
            Self::Author => ["author", "auteur"],
        }
    }

    /// The one of that name, whatever its case.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        Self::ALL.into_iter().find(|known| known.names().contains(&name.as_str()))
    }
}

/// A text in pieces: words, and the names of holes.
enum Piece<'a> {
    Words(&'a str),
    Hole(&'a str),
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let after = &rest[open + 1..];
        let named = after.find(['{', '}', '\n']).filter(|end| after[*end..].starts_with('}')).map(|end| &after[..end]);
        let is_name = |name: &&str| !name.trim().is_empty() && name.chars().count() <= HOLE_CHARS_MAX;
        match named.filter(is_name) {
            Some(name) => {
                pieces.push(Piece::Words(&rest[..open]));
                pieces.push(Piece::Hole(name.trim()));
                rest = &after[name.len() + 1..];
            }
            None => {
                pieces.push(Piece::Words(&rest[..=open]));
                rest = after;
            }
        }
    }
    pieces.push(Piece::Words(rest));
    pieces
}

/// The names in braces, each once, in the order in which they stand; at most [`HOLES_MAX`].
#[must_use]
pub fn holes(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for piece in pieces(text) {
        if let Piece::Hole(name) = piece
            && names.len() < HOLES_MAX
            && !names.iter().any(|known| known == name)
        {
            names.push(name.to_owned());
        }
    }
    names
}

/// A text with its holes filled; those for which nothing is given stay as they are written.
#[must_use]
pub fn filled(text: &str, fill: impl Fn(&str) -> Option<String>) -> String {
    let said = |piece| match piece {
        Piece::Words(words) => words.to_owned(),
        Piece::Hole(name) => fill(name).unwrap_or_else(|| format!("{{{name}}}")),
    };
    pieces(text).into_iter().map(said).collect()
}

/// A group of hashtags as it is kept: each word with its `#`, once, one space between; `None` when a word cannot be a hashtag, or there is
/// none.
#[must_use]
pub fn hashtags(said: &str) -> Option<String> {
    let mut seen = BTreeSet::new();
    let mut group: Vec<String> = Vec::new();
    for word in said.split(|c: char| c.is_whitespace() || c == ',' || c == ';').filter(|word| !word.is_empty()) {
        let tag = format!("#{}", word.trim_start_matches('#'));
        if tags(&tag).first().is_none_or(|span| span.at != (0..tag.len())) {
            return None;
        }
        if seen.insert(tag.to_lowercase()) {
            group.push(tag);
        }
    }
    (!group.is_empty()).then(|| group.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn holes_are_found_and_filled() {
        let text = "{date} : {first name}, voici {link} {date} {} {\n} {a{b} }";
        assert_eq!(holes(text), ["date", "first name", "link", "b"]);
        let fill = |name: &str| (name == "date").then(|| "lundi".to_owned());
        assert_eq!(filled(text, fill), "lundi : {first name}, voici {link} lundi {} {\n} {a{b} }");
        assert_eq!(Known::from_name("Heure"), Some(Known::Time));
        assert_eq!(Known::from_name("first name"), None);
    }

    #[test]
    fn what_fills_a_hole_is_no_hole() {
        assert_eq!(filled("{a} {b}", |name| Some(if name == "a" { "{b}" } else { "x" }.to_owned())), "{b} x");
    }

    #[test]
    fn a_group_is_kept_as_hashtags() {
        assert_eq!(hashtags("neige, #Hiver\n#NEIGE montagne_2026"), Some("#neige #Hiver #montagne_2026".to_owned()));
        for wrong in ["", " ", "neige fra-îche", "#2026", "#"] {
            assert_eq!(hashtags(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost_where_nothing_is_filled(text in "[a-z{}\n é]{0,60}") {
            let squeeze = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(squeeze(&filled(&text, |_| None)), squeeze(&text));
        }
    }
}
