//! A grammar of sentences and the telling of one document with it. The form of the files is told at the head of `french.txt`.

use std::{collections::HashMap, sync::LazyLock};

use domain::Language;

use super::chance::Chance;

/// How deep rules and choices may stand in one another. The files need seven.
const EXPANSION_DEPTH_MAX: usize = 16;

/// Numbers up to here may be years, which are written in one piece.
const YEAR_MAX: i64 = 2_030;

static FRENCH: LazyLock<Grammar> = LazyLock::new(|| Grammar::read(include_str!("french.txt")));
static ENGLISH: LazyLock<Grammar> = LazyLock::new(|| Grammar::read(include_str!("english.txt")));

/// Rules by name, each with the ways to say it.
#[derive(Debug)]
pub(crate) struct Grammar {
    rules: HashMap<&'static str, Vec<&'static str>>,
}

impl Grammar {
    /// The grammar of that language.
    pub(crate) fn of(language: Language) -> &'static Self {
        match language {
            Language::French => &FRENCH,
            Language::English => &ENGLISH,
        }
    }

    fn read(text: &'static str) -> Self {
        let mut rules: HashMap<&'static str, Vec<&'static str>> = HashMap::new();
        let mut name = "";
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with("//")) {
            match line.strip_prefix("# ") {
                Some(next) => name = next,
                None => rules.entry(name).or_default().push(line),
            }
        }
        Self { rules }
    }

    /// Whether there is such a rule.
    pub(crate) fn has(&self, rule: &str) -> bool {
        self.rules.contains_key(rule)
    }

    fn ways(&self, rule: &str) -> &[&'static str] {
        self.rules.get(rule).map_or(&[], Vec::as_slice)
    }
}

/// The telling of one document: what has been chosen for the whole of it is kept from sentence to sentence.
#[derive(Debug)]
pub(crate) struct Telling<'a> {
    language: Language,
    grammar: &'static Grammar,
    chance: &'a mut Chance,
    kept: HashMap<String, String>,
}

impl<'a> Telling<'a> {
    /// A telling in that language, with that chance.
    pub(crate) fn new(language: Language, chance: &'a mut Chance) -> Self {
        Self { language, grammar: Grammar::of(language), chance, kept: HashMap::new() }
    }

    /// From here on, `{name}` says `words`.
    pub(crate) fn keep(&mut self, name: &str, words: impl Into<String>) {
        self.kept.insert(name.to_owned(), words.into());
    }

    /// The chance, for choices that are not words.
    pub(crate) const fn chance(&mut self) -> &mut Chance {
        self.chance
    }

    /// Whether the language has such a rule.
    pub(crate) fn has(&self, rule: &str) -> bool {
        self.grammar.has(rule)
    }

    /// One way to say the rule; nothing when there is none.
    pub(crate) fn say(&mut self, rule: &str) -> String {
        let ways = self.grammar.ways(rule);
        let way = self.chance.one_of(ways).copied().unwrap_or_default();
        self.told(way)
    }

    /// Up to `count` different ways to say the rule, in any order.
    pub(crate) fn several(&mut self, rule: &str, count: usize) -> Vec<String> {
        let mut ways = self.grammar.ways(rule).to_vec();
        let mut said = Vec::with_capacity(count);
        while said.len() < count && !ways.is_empty() {
            let way = ways.swap_remove(self.chance.below(ways.len()));
            said.push(self.told(way));
        }
        said
    }

    /// All ways to say the rule, in order: the paragraphs of a text written beforehand.
    pub(crate) fn all(&mut self, rule: &str) -> Vec<String> {
        self.grammar.ways(rule).iter().map(|way| self.told(way)).collect()
    }

    fn told(&mut self, way: &str) -> String {
        let mut out = String::with_capacity(way.len());
        self.expand(way, EXPANSION_DEPTH_MAX, &mut out);
        out
    }

    fn expand(&mut self, way: &str, depth: usize, out: &mut String) {
        let Some(deeper) = depth.checked_sub(1) else { return };
        let mut rest = way;
        while let Some(at) = rest.find(['[', '{']) {
            out.push_str(&rest[..at]);
            let inside = &rest[at + 1..];
            let end = closing(inside);
            let (part, after) = (&inside[..end], inside.get(end + 1..).unwrap_or_default());
            if rest[at..].starts_with('[') {
                let ways = alternatives(part);
                let chosen = self.chance.one_of(&ways).copied().unwrap_or_default();
                self.expand(chosen, deeper, out);
            } else {
                self.slot(part, deeper, out);
            }
            rest = after;
        }
        out.push_str(rest);
    }

    /// A number between two bounds as people write it: zeros in front kept (`0921`), thousands set apart unless the bounds
    /// may mean years.
    fn number(&mut self, first: &str, last: &str) -> String {
        let (low, high) = (first.parse().unwrap_or_default(), last.parse().unwrap_or_default());
        let number = self.chance.between(low, high);
        let zeros = if first.starts_with('0') { first.len() } else { 0 };
        if number < 1_000 || high <= YEAR_MAX {
            return format!("{number:0zeros$}");
        }
        let apart = if self.language == Language::French { '\u{202f}' } else { ',' };
        format!("{}{apart}{:03}", number / 1_000, number % 1_000)
    }

    fn slot(&mut self, slot: &str, depth: usize, out: &mut String) {
        if let Some(bounds) = slot.strip_prefix("n:") {
            let (first, last) = bounds.split_once('-').unwrap_or((bounds, bounds));
            out.push_str(&self.number(first, last));
            return;
        }
        if let Some(rule) = slot.strip_prefix('^') {
            let mut words = String::new();
            self.slot(rule, depth, &mut words);
            let mut letters = words.chars();
            out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            out.push_str(letters.as_str());
            return;
        }
        let (rule, for_good) = slot.strip_prefix('=').map_or((slot, false), |rule| (rule, true));
        if let Some(words) = self.kept.get(rule) {
            out.push_str(words);
            return;
        }
        let way = self.chance.one_of(self.grammar.ways(rule)).copied().unwrap_or_default();
        let mut words = String::new();
        self.expand(way, depth, &mut words);
        out.push_str(&words);
        if for_good {
            self.keep(rule, words);
        }
    }
}

/// Where the bracket or brace that was just opened closes; the end when it never does.
fn closing(inside: &str) -> usize {
    let mut open = 1;
    for (at, letter) in inside.char_indices() {
        match letter {
            '[' | '{' => open += 1,
            ']' | '}' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return at;
        }
    }
    inside.len()
}

/// What stands between the bars of a choice, bars of inner choices aside.
fn alternatives(choice: &str) -> Vec<&str> {
    let (mut found, mut from, mut open) = (Vec::new(), 0, 0);
    for (at, letter) in choice.char_indices() {
        match letter {
            '[' | '{' => open += 1,
            ']' | '}' => open -= 1,
            '|' if open == 0 => {
                found.push(&choice[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    found.push(&choice[from..]);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a document is told about; bound by `subject`, so no rule of the grammar.
    const BOUND: [&str; 20] = [
        "age",
        "prix",
        "promo",
        "p",
        "pn",
        "compte",
        "dep",
        "ap",
        "map",
        "cep",
        "il",
        "e",
        "nom",
        "sorte",
        "marque",
        "rp",
        "rnom",
        "rmarque",
        "fondateur",
        "n",
    ];

    fn slots(way: &str, found: &mut Vec<String>) {
        for (at, _) in way.match_indices('{') {
            let inside = &way[at + 1..];
            let slot = &inside[..closing(inside)];
            let slot = slot.trim_start_matches('^').trim_start_matches('=');
            found.push(slot.split(':').next().unwrap_or_default().to_owned());
        }
    }

    #[test]
    fn every_slot_is_a_rule_or_bound_and_every_bracket_closes() {
        for language in Language::ALL {
            let grammar = Grammar::of(language);
            for (name, ways) in &grammar.rules {
                for way in ways {
                    let opened = way.matches(['[', '{']).count();
                    assert_eq!(opened, way.matches([']', '}']).count(), "{}: {name}: {way}", language.code());
                    let mut found = Vec::new();
                    slots(way, &mut found);
                    for slot in found.iter().filter(|slot| !grammar.has(slot)) {
                        assert!(BOUND.contains(&slot.as_str()), "{}: {name}: unknown slot {slot} in {way}", language.code());
                    }
                }
            }
        }
    }

    #[test]
    fn a_telling_keeps_what_it_chose_for_good() {
        let mut chance = Chance::keyed(&[3]);
        let mut telling = Telling::new(Language::French, &mut chance);
        let first = telling.told("{=ville}");
        assert!((0..20).all(|_| telling.told("{=ville}") == first));
        telling.keep("p", "la veste Alto");
        assert_eq!(telling.told("{^p} !"), "La veste Alto !");
        assert_eq!(telling.told("{no such rule}[|]"), "");
    }

    #[test]
    fn several_ways_are_different_and_no_more_than_there_are() {
        let mut chance = Chance::keyed(&[4]);
        let mut telling = Telling::new(Language::English, &mut chance);
        let said = telling.several("verdict", 50);
        assert_eq!(said.len(), Grammar::of(Language::English).ways("verdict").len());
    }
}
