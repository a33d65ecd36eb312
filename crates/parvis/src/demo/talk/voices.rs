//! Who speaks: desks of journalists, regulars who say most, newcomers who pass, and how each of them types.

use domain::Language;

use super::{
    chance::{Chance, word_key},
    grammar::Telling,
    typeset::Hand,
};
use crate::demo::sites::{Flavour, Site};

/// Somebody who speaks on one site.
#[derive(Clone, Debug)]
pub(crate) struct Voice {
    /// The name shown.
    pub name: String,
    /// The path of their page on the site, when it has one.
    pub path: Option<String>,
    /// How they type.
    pub hand: Hand,
}

/// How many regulars a place has, and which share of what is said comes from somebody who passes.
const fn circle(flavour: Flavour) -> (usize, f64) {
    match flavour {
        Flavour::Regional => (7, 0.0),
        Flavour::Agency => (4, 0.0),
        Flavour::Magazine => (6, 0.05),
        Flavour::Blog => (1, 0.0),
        Flavour::Forum => (70, 0.12),
        Flavour::Video => (6, 0.1),
        Flavour::Reviews => (200, 0.6),
        Flavour::Social => (380, 0.2),
    }
}

/// Somebody of that site, the regulars likelier.
pub(crate) fn somebody(seed: u64, site: &Site, chance: &mut Chance) -> Voice {
    let (regulars, passing) = circle(site.flavour);
    let number = if chance.happens(passing) { chance.next() } else { chance.leaning(regulars) as u64 };
    // A person is a key of their own, so that the same regular has the same name every day.
    let mut person = Chance::keyed(&[seed, word_key(site.key), word_key("voice"), number]);
    let mut telling = Telling::new(site.language, &mut person);
    let rule = match site.flavour {
        Flavour::Regional | Flavour::Agency | Flavour::Magazine | Flavour::Blog => "personne",
        Flavour::Forum => "pseudo",
        Flavour::Video => "chaine",
        Flavour::Social => "nom_social",
        Flavour::Reviews => "prenom",
    };
    let mut name = telling.say(rule);
    if site.flavour == Flavour::Reviews {
        let initial = telling.say("famille").chars().next().unwrap_or('M');
        name = format!("{name} {initial}.");
    }
    named(site, name)
}

/// Somebody of that site whose name is known.
pub(crate) fn named(site: &Site, name: impl Into<String>) -> Voice {
    let name = name.into();
    let habit = word_key(&name) % 10;
    let hand = match (site.flavour, habit) {
        (Flavour::Forum | Flavour::Social, 0..=2) | (Flavour::Reviews, 0..=4) => Hand::Careful,
        (Flavour::Forum | Flavour::Social, 3..=6) | (Flavour::Reviews, 5..=8) => Hand::Plain,
        (Flavour::Forum | Flavour::Social | Flavour::Reviews, _) => Hand::Hasty,
        _ => Hand::Careful,
    };
    let label = slug(&name);
    let path = match site.flavour {
        Flavour::Agency | Flavour::Blog | Flavour::Reviews => None,
        Flavour::Regional | Flavour::Magazine => Some(format!("/{}/{label}", author_word(site.language))),
        Flavour::Forum => Some(format!("/u/{label}")),
        Flavour::Video | Flavour::Social => Some(format!("/@{label}")),
    };
    Voice { name, path, hand }
}

const fn author_word(language: Language) -> &'static str {
    match language {
        Language::French => "auteur",
        Language::English => "author",
    }
}

/// The longest slug, in bytes.
const SLUG_BYTES_MAX: usize = 64;

/// A text as the part of an address that people read: small letters without accents, joined by hyphens.
pub(crate) fn slug(text: &str) -> String {
    let mut out = String::with_capacity(SLUG_BYTES_MAX);
    for letter in text.chars().flat_map(char::to_lowercase) {
        let folded = match letter {
            'a'..='z' | '0'..='9' => letter,
            'à' | 'â' | 'ä' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'î' | 'ï' => 'i',
            'ô' | 'ö' => 'o',
            'û' | 'ù' | 'ü' => 'u',
            'ç' => 'c',
            'œ' => 'e',
            _ => '-',
        };
        if out.len() >= SLUG_BYTES_MAX {
            break;
        }
        if folded != '-' || !(out.is_empty() || out.ends_with('-')) {
            out.push(folded);
        }
    }
    out.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_plain() {
        assert_eq!(slug("Névé : l’été « déjà » ?"), "neve-l-ete-deja");
        assert_eq!(slug("🧵"), "");
    }
}
