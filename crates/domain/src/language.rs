//! The two languages the program speaks.

use serde::{Deserialize, Serialize};

/// A language of the program's own pages, mails and messages. What *documents* are written in is a plain ISO 639-1 code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// French.
    #[serde(rename = "fr")]
    French,
}

impl Language {
    /// Both, in the order a choice shows them.
    pub const ALL: [Self; 2] = [Self::English, Self::French];

    /// The ISO 639-1 code: `en` or `fr`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
        }
    }

    /// Reads a code such as `fr`, `fr-CA` or `FR`; `None` for a language the program does not speak.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(primary))
    }

    /// The first language of an `Accept-Language` header that the program speaks, by the header's own order.
    #[must_use]
    pub fn from_accept_language(header: &str) -> Option<Self> {
        header.split(',').find_map(|part| Self::from_code(part.split(';').next().unwrap_or_default().trim()))
    }
}
