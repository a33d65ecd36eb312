//! The words of the pages in French and English, from `locales/`.

use std::{borrow::Cow, collections::HashMap};

use domain::Language;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

/// `(en/frame.ftl, text)` of every file, written by the build script.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/locales.rs"));

/// All sentences, by language and key.
pub struct Words {
    bundles: HashMap<Language, FluentBundle<FluentResource>>,
}

impl Words {
    /// Reads the files that the program carries. What is wrong in one of them is a fault of the program, found by a test;
    /// here it costs its own sentence only.
    #[must_use]
    pub fn load() -> Self {
        let mut bundles = HashMap::new();
        for language in Language::ALL {
            let identifier: LanguageIdentifier = language.code().parse().unwrap_or_default();
            let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
            // Marks that isolate directions would be copied into addresses and attributes.
            bundle.set_use_isolating(false);
            for (_, text) in FILES.iter().filter(|(name, _)| name.starts_with(&format!("{}/", language.code()))) {
                let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(resource, _)| resource);
                bundle.add_resource_overriding(resource);
            }
            bundles.insert(language, bundle);
        }
        Self { bundles }
    }

    /// The sentence for a key, or the key itself when there is none: a missing word must not cost a page.
    #[must_use]
    pub fn say(&self, language: Language, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        self.find(language, key, args).unwrap_or_else(|| {
            tracing::warn!(key, language = language.code(), "a sentence is missing");
            key.to_owned()
        })
    }

    /// The sentence for a key that is given nothing, which is most of them: as it stands, without a copy.
    #[must_use]
    pub fn say_plain(&self, language: Language, key: &str) -> Cow<'_, str> {
        let pattern = self.bundles.get(&language).and_then(|bundle| Some((bundle, bundle.get_message(key)?.value()?)));
        match pattern {
            Some((bundle, pattern)) => bundle.format_pattern(pattern, None, &mut Vec::new()),
            None => Cow::Owned(self.say(language, key, &[])),
        }
    }

    /// The sentence for a key, if there is one.
    #[must_use]
    pub fn find(&self, language: Language, key: &str, args: &[(&str, FluentValue<'_>)]) -> Option<String> {
        let bundle = self.bundles.get(&language)?;
        let pattern = bundle.get_message(key)?.value()?;
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        Some(bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The keys of the lines that begin a message (`key = …`), which is how Fluent's syntax marks them.
    fn keys(language: Language) -> BTreeSet<&'static str> {
        let prefix = format!("{}/", language.code());
        let mut keys = BTreeSet::new();
        for (name, text) in FILES.iter().filter(|(name, _)| name.starts_with(&prefix)) {
            if let Err((_, errors)) = FluentResource::try_new((*text).to_owned()) {
                panic!("{name}: {errors:?}");
            }
            let begins = |line: &&str| line.starts_with(|c: char| c.is_ascii_alphabetic());
            for line in text.lines().filter(begins) {
                let key = line.split('=').next().unwrap_or_default().trim();
                assert!(keys.insert(key), "{name}: {key} stands twice");
            }
        }
        keys
    }

    #[test]
    fn both_languages_have_the_same_keys_once_each() {
        let (english, french) = (keys(Language::English), keys(Language::French));
        let missing: Vec<_> = english.symmetric_difference(&french).collect();
        assert!(missing.is_empty(), "in one language only: {missing:?}");
    }
}
