//! `stem(run)`: a word and its inflections, by the Snowball stemmer of the text's language.

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;

use crate::fold::{fold, fold_into};

/// A word of which any inflection counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stem {
    /// Lower case, NFC, accents kept: stemmers need them.
    word: Box<str>,
}

impl Stem {
    pub(crate) fn new(written: &str) -> Self {
        Self { word: lower(written).into() }
    }

    /// The word as a query writes it.
    #[must_use]
    pub(crate) fn word(&self) -> &str {
        &self.word
    }

    /// What is asked of each word of a text in this language (ISO 639-1); without a stemmer for it, the word itself.
    pub(crate) fn in_language(&self, language: Option<&str>) -> Inflections {
        let stemmer = language.and_then(algorithm_of).map(Stemmer::create);
        let wanted = stemmed(stemmer.as_ref(), &self.word);
        Inflections { stemmer, wanted }
    }

    /// What every inflection begins with, folded, or nothing when that is not known.
    ///
    /// The stemmers change the ends of words, and some (`dying`, `die`) all but the first letter; the Arabic and the Tamil one
    /// take prefixes away.
    pub(crate) fn prefix(&self) -> String {
        let folded = fold(&self.word);
        folded.chars().next().filter(char::is_ascii_alphabetic).map(String::from).unwrap_or_default()
    }
}

/// A stem in one language.
pub(crate) struct Inflections {
    stemmer: Option<Stemmer>,
    wanted: String,
}

impl Inflections {
    /// True when the word, as written, is an inflection.
    pub(crate) fn holds(&self, written: &str) -> bool {
        stemmed(self.stemmer.as_ref(), &lower(written)) == self.wanted
    }
}

fn lower(written: &str) -> String {
    written.nfc().flat_map(char::to_lowercase).nfc().collect()
}

fn stemmed(stemmer: Option<&Stemmer>, lower: &str) -> String {
    let mut out = String::new();
    match stemmer {
        Some(stemmer) => fold_into(&stemmer.stem(lower), &mut out),
        None => fold_into(lower, &mut out),
    }
    out
}

fn algorithm_of(language: &str) -> Option<Algorithm> {
    let primary = language.split(['-', '_']).next()?;
    Some(match primary.to_ascii_lowercase().as_str() {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "nl" => Algorithm::Dutch,
        "en" => Algorithm::English,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "no" | "nb" | "nn" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "es" => Algorithm::Spanish,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Stem, algorithm_of};
    use crate::fold::fold;

    #[test]
    fn inflections_are_those_of_the_language() {
        let check = |word: &str, language: Option<&str>, written: &str, expect: bool| {
            assert_eq!(Stem::new(word).in_language(language).holds(written), expect, "{word} {language:?} {written}");
        };
        check("run", Some("en"), "Running", true);
        check("run", Some("en"), "runner", false);
        check("run", None, "running", false);
        check("run", None, "RUN", true);
        check("mangé", Some("fr"), "mangeait", true);
        check("mangé", Some("fr-CA"), "MANGÉS", true);
        check("die", Some("en"), "dying", true);
    }

    proptest! {
        #[test]
        fn no_stemmer_changes_the_first_latin_letter(word in "[a-zé]{1,8}") {
            let Some(first) = fold(&word).chars().next() else { return Ok(()) };
            for language in "ar da nl en fi fr de el hu it no pt ro ru es sv ta tr".split(' ') {
                let stemmer = rust_stemmers::Stemmer::create(algorithm_of(language).unwrap());
                prop_assert_eq!(fold(&stemmer.stem(&word)).chars().next(), Some(first), "{}", language);
            }
        }
    }
}
