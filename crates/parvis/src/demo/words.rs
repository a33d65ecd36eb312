//! What the workspace itself is labelled with, in the language of whoever starts the demo. What is said about the brand stays in
//! both languages, as the sources speak them.

use domain::Language;

/// One text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Words {
    /// In French.
    pub french: &'static str,
    /// In English.
    pub english: &'static str,
}

impl Words {
    /// No words at all.
    pub(crate) const NONE: Self = same("");

    /// The text in that language.
    pub(crate) const fn said(self, language: Language) -> &'static str {
        match language {
            Language::French => self.french,
            Language::English => self.english,
        }
    }
}

/// A text in French, then in English.
pub(crate) const fn words(french: &'static str, english: &'static str) -> Words {
    Words { french, english }
}

/// A name that is the same in both languages.
pub(crate) const fn same(name: &'static str) -> Words {
    words(name, name)
}
