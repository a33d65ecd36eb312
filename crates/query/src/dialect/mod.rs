//! The query languages of other tools, read into ours.
//!
//! They share most of their grammar, so that one lexer and one parser serve all: what differs is a table of rules. A word of
//! theirs that has no equivalent here is refused by its name; nothing is dropped in silence.

mod brandwatch;
mod tables;

use crate::field::Field;

/// A language that queries can be read from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// Our own.
    #[default]
    Parvis,
    /// Brandwatch Consumer Research.
    Brandwatch,
    /// Talkwalker.
    Talkwalker,
    /// Meltwater.
    Meltwater,
    /// Google search and Google Alerts, which Mention follows.
    Google,
    /// X, formerly Twitter.
    X,
}

impl Dialect {
    /// All that `parvis query convert --from` knows.
    pub const ALL: [Self; 6] = [Self::Parvis, Self::Brandwatch, Self::Talkwalker, Self::Meltwater, Self::Google, Self::X];

    /// The name of the tool.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Parvis => "Parvis",
            Self::Brandwatch => "Brandwatch",
            Self::Talkwalker => "Talkwalker",
            Self::Meltwater => "Meltwater",
            Self::Google => "Google",
            Self::X => "X",
        }
    }

    /// The dialect of that name, upper and lower case alike; `mention` is Google's.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        if name.eq_ignore_ascii_case("mention") {
            return Some(Self::Google);
        }
        Self::ALL.into_iter().find(|dialect| dialect.name().eq_ignore_ascii_case(name))
    }

    pub(crate) const fn rules(self) -> &'static Rules {
        match self {
            Self::Parvis => &tables::PARVIS,
            Self::Brandwatch => &brandwatch::BRANDWATCH,
            Self::Talkwalker => &tables::TALKWALKER,
            Self::Meltwater => &tables::MELTWATER,
            Self::Google => &tables::GOOGLE,
            Self::X => &tables::X,
        }
    }
}

/// From a value in another dialect to a field and its value here, a range written `low TO high`.
pub(crate) type Translate = fn(&str) -> Option<(Field, String)>;

/// What a field's name asks for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Asked {
    /// This field, its value as written.
    Field(Field),
    /// This field or another one, depending on the value.
    Translated(Field, Translate),
    /// Nothing we have.
    Nothing,
}

impl Asked {
    pub(crate) const fn is_text(self) -> bool {
        matches!(self, Self::Field(field) if field.is_text())
    }

    pub(crate) const fn field(self) -> Field {
        match self {
            Self::Field(field) | Self::Translated(field, _) => field,
            Self::Nothing => Field::Text,
        }
    }
}

/// How a dialect differs.
pub(crate) struct Rules {
    /// Operators are read in lower case as well.
    pub(crate) has_any_case: bool,
    /// `a b OR c` is a and one of b, c.
    pub(crate) or_binds_tighter: bool,
    /// `a | b` is OR.
    pub(crate) has_pipe: bool,
    /// `-a` is NOT.
    pub(crate) has_dash: bool,
    /// `{As Written}`.
    pub(crate) has_braces: bool,
    /// `++AsWritten`.
    pub(crate) has_plus_plus: bool,
    /// `/regular expression/`.
    pub(crate) has_regexes: bool,
    /// `stem(word)`.
    pub(crate) has_stem: bool,
    /// `AROUND(5)`.
    pub(crate) has_around: bool,
    /// What the dialect's field names ask for; ours follow when `has_own_fields`.
    pub(crate) fields: &'static [(&'static str, Asked)],
    /// Our own field names are known as well.
    pub(crate) has_own_fields: bool,
}

impl Rules {
    pub(crate) fn field(&self, name: &str) -> Option<Asked> {
        let theirs = self.fields.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, asked)| *asked);
        theirs.or_else(|| Field::from_name(name).filter(|_| self.has_own_fields).map(Asked::Field))
    }
}
