//! Emoji by their names in English and French: what Unicode's CLDR calls them, from the package `emojibase-data`, written into a table while
//! the assets are bundled.

use std::sync::LazyLock;

use domain::{Language, utm::fold};

/// The most that are given at once.
pub(crate) const SHOWN_MAX: usize = 48;

/// One line each: the emoji, its name and its words in English, its name and its words in French, with tabs between, in the order of
/// pickers.
const TABLE: &str = include_str!(concat!(env!("OUT_DIR"), "/assets/dist/emoji.tsv"));

/// An emoji and what it is called.
pub(crate) struct Emoji {
    /// The emoji.
    pub(crate) sign: &'static str,
    names: [&'static str; 2],
    /// Names and words in both languages, folded.
    words: Vec<String>,
}

impl Emoji {
    /// What it is called.
    pub(crate) fn name(&self, language: Language) -> &'static str {
        self.names[usize::from(language == Language::French)]
    }

    /// How well it is called by words: 0 for not at all. Each of them has to begin one of its own.
    fn fits(&self, asked: &[String], language: Language) -> u32 {
        if !asked.iter().all(|one| self.words.iter().any(|word| word.starts_with(one.as_str()))) {
            return 0;
        }
        let name = fold(self.name(language));
        let whole = asked.join("-");
        // The name itself, then a name that begins so, then a word that is the very one.
        match () {
            () if name == whole => 4,
            () if name.starts_with(&whole) => 3,
            () if asked.iter().all(|one| self.words.contains(one)) => 2,
            () => 1,
        }
    }
}

static EMOJI: LazyLock<Vec<Emoji>> = LazyLock::new(|| TABLE.lines().filter_map(read).collect());

fn read(line: &'static str) -> Option<Emoji> {
    let [sign, english, more, french, plus] = line.split('\t').collect::<Vec<_>>()[..] else { return None };
    let mut words: Vec<String> = Vec::new();
    for word in [english, more, french, plus].into_iter().flat_map(|said| said.split([' ', ',', '\'', '’', ':'])) {
        let word = fold(word);
        if !word.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    }
    Some(Emoji { sign, names: [english, french], words })
}

/// The emoji that words call, in either language, best first; without words, the first ones of all.
pub(crate) fn find(said: &str, language: Language) -> Vec<&'static Emoji> {
    let asked: Vec<String> = said.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect();
    let mut found: Vec<(u32, &Emoji)> = EMOJI.iter().map(|emoji| (emoji.fits(&asked, language), emoji)).collect();
    found.retain(|(fits, emoji)| *fits > 0 || said.contains(emoji.sign));
    if !asked.is_empty() {
        found.sort_by_key(|(fits, _)| std::cmp::Reverse(*fits));
    }
    found.into_iter().take(SHOWN_MAX).map(|(_, emoji)| emoji).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(said: &str, language: Language) -> &'static str {
        find(said, language).first().map_or("", |emoji| emoji.sign)
    }

    #[test]
    fn an_emoji_is_found_by_its_words_in_both_languages() {
        assert_eq!(first("snowflake", Language::English), "❄️");
        assert_eq!(first("flocon", Language::French), "❄️");
        assert_eq!(first("ski", Language::French), "🎿");
        assert_eq!(first("coeur rouge", Language::French), "❤️");
        assert_eq!(first("cœur rouge", Language::French), "❤️");
        assert_eq!(first("red heart", Language::French), "❤️", "either language is understood");
        assert!(find("zzzz", Language::French).is_empty());
        assert_eq!(find("", Language::English).len(), SHOWN_MAX);
        assert_eq!(first("", Language::English), "😀");
    }
}
