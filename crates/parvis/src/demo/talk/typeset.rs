//! How a text looks on the page: a newsroom's typography, or a thumb on a telephone.

use domain::Language;

use super::chance::Chance;

/// A no-break space, before a colon and inside « ».
const NO_BREAK: char = '\u{a0}';
/// A narrow no-break space, before `;`, `!`, `?` and units (Imprimerie nationale, "Lexique des règles typographiques").
const NARROW: char = '\u{202f}';

/// The text as a careful writer of that language sets it.
pub(crate) fn careful(text: &str, language: Language) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 16);
    for (at, &letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|place| letters.get(place)).copied().unwrap_or(' ');
        let after = letters.get(at + 1).copied().unwrap_or(' ');
        out.push(match letter {
            '\'' => '’',
            ' ' if language == Language::French => french_space(before, after),
            other => other,
        });
    }
    out
}

fn french_space(before: char, after: char) -> char {
    match (before, after) {
        (_, ';' | '!' | '?') => NARROW,
        (_, ':' | '»') | ('«', _) => NO_BREAK,
        (digit, '€' | '%' | 'm' | 'g' | 'h' | 'k' | 'L') if digit.is_ascii_digit() => NARROW,
        (digit, '0'..='9') if digit.is_ascii_digit() => NARROW,
        _ => ' ',
    }
}

/// How somebody types when nobody corrects them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hand {
    /// Sets everything right.
    Careful,
    /// Typewriter apostrophes and ordinary spaces, as a keyboard gives them.
    Plain,
    /// In a hurry: small letters, shortened words, a slip now and then.
    Hasty,
}

/// The text as that hand types it.
pub(crate) fn typed(text: &str, language: Language, hand: Hand, chance: &mut Chance) -> String {
    // A choice that begins with a comma leaves a space before it.
    let text = text.replace(" ,", ",");
    let text = match language {
        Language::French => elided(&text),
        Language::English => amounts(&text),
    };
    match hand {
        Hand::Careful => careful(&text, language),
        Hand::Plain => text,
        Hand::Hasty => hasty(&text, language, chance),
    }
}

/// The text without the spaces between figures and the sign of per cent.
fn closed_up(text: &str) -> String {
    let mut parts = text.split(" %");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(if out.ends_with(|letter: char| letter.is_ascii_digit()) { "%" } else { " %" });
        out.push_str(part);
    }
    out
}

/// English sets the sign of euros before the figure, and that of per cent right behind it.
fn amounts(text: &str) -> String {
    let text = closed_up(text);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find(" €") {
        let (before, after) = (&rest[..at], &rest[at + " €".len()..]);
        // Thousands stand in groups of three behind spaces.
        let mut figure = before.len() - before.bytes().rev().take_while(u8::is_ascii_digit).count();
        while before.len() > figure
            && before[figure..].split(' ').next().is_some_and(|group| group.len() == 3)
            && before[..figure].ends_with(' ')
        {
            let earlier = &before[..figure - 1];
            let digits = earlier.bytes().rev().take_while(u8::is_ascii_digit).count();
            if digits == 0 || digits > 3 {
                break;
            }
            figure -= digits + 1;
        }
        out.push_str(&before[..figure]);
        out.push_str(if figure < before.len() { "€" } else { " €" });
        out.push_str(&before[figure..]);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// French drops the vowel of `le`, `la` and `de` before a name that begins with one: `de Annecy` is `d'Annecy`.
fn elided(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        let vowel = words.peek().is_some_and(|next| next.starts_with(['A', 'E', 'É', 'I', 'O', 'U', 'Î', 'Ô']));
        match word {
            "le" | "la" if vowel => out.push_str("l'"),
            "Le" | "La" if vowel => out.push_str("L'"),
            "de" if vowel => out.push_str("d'"),
            _ => {
                out.push_str(word);
                if words.peek().is_some() {
                    out.push(' ');
                }
            }
        }
    }
    out
}

const FRENCH_SHORT: [(&str, &str); 14] = [
    ("Quelqu'un", "Qqn"),
    ("quelqu'un", "qqn"),
    ("beaucoup", "bcp"),
    ("toujours", "tjs"),
    (" problème", " pb"),
    ("c'est", "c est"),
    ("C'est", "C"),
    ("rendez-vous", "rdv"),
    ("vraiment", "vmt"),
    ("pendant", "pdt"),
    ("Merci d'avance", "Merci davance"),
    ("déjà", "deja"),
    ("après", "apres"),
    ("très", "tres"),
];
const ENGLISH_SHORT: [(&str, &str); 10] = [
    ("because", "cos"),
    ("really", "rly"),
    ("don't", "dont"),
    ("can't", "cant"),
    ("definitely", "definately"),
    ("received", "recieved"),
    ("though", "tho"),
    ("I'd", "Id"),
    ("thanks", "thx"),
    ("it's", "its"),
];
/// How likely one word is typed with two letters swapped.
const SLIP: f64 = 0.012;

fn hasty(text: &str, language: Language, chance: &mut Chance) -> String {
    let short: &[(&str, &str)] = match language {
        Language::French => &FRENCH_SHORT,
        Language::English => &ENGLISH_SHORT,
    };
    let mut shortened = text.to_owned();
    for (long, brief) in short {
        if chance.happens(0.6) {
            shortened = shortened.replace(long, brief);
        }
    }
    let small = chance.happens(0.5);
    let mut out = String::with_capacity(shortened.len());
    for (place, word) in shortened.split(' ').enumerate() {
        if place > 0 {
            out.push(' ');
        }
        let mut letters: Vec<char> = word.chars().collect();
        if small && place == 0 && letters.len() > 1 {
            letters = letters.iter().flat_map(|letter| letter.to_lowercase()).collect();
        }
        // Names keep their letters: a brand misspelt is a mention lost, and that is a matter for the topics, not for chance.
        if letters.len() > 4 && letters.iter().all(|letter| letter.is_lowercase()) && chance.happens(SLIP) {
            letters.swap(2, 3);
        }
        out.extend(letters);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, language: Language, expect: &str) {
        assert_eq!(careful(text, language), expect);
    }

    #[test]
    fn french_spaces_do_not_break() {
        check("« L'œuvre » : quoi ?", Language::French, "«\u{a0}L’œuvre\u{a0}»\u{a0}: quoi\u{202f}?");
        check("12 000 pas, 30 € !", Language::French, "12\u{202f}000 pas, 30\u{202f}€\u{202f}!");
    }

    #[test]
    fn english_writes_amounts_its_own_way() {
        let check = |text: &str, expect: &str| assert_eq!(amounts(text), expect);
        check("At 319 €, down 18 % from 1 200 000 €.", "At €319, down 18% from €1 200 000.");
        check("€ and % alone, 5 €", "€ and % alone, €5");
        check("4 to 5 €", "4 to €5");
    }

    #[test]
    fn vowels_meet_no_vowels() {
        assert_eq!(elided("les élus de Annecy et la Alto de la Isère"), "les élus d'Annecy et l'Alto de l'Isère");
        assert_eq!(elided("la veste de Briançon, de"), "la veste de Briançon, de");
    }

    #[test]
    fn haste_never_touches_names() {
        let mut chance = Chance::keyed(&[1]);
        for _ in 0..500 {
            let text = hasty("La veste Alto de Solenne a lâché après trois sorties", Language::French, &mut chance);
            assert!(text.contains("Alto") && text.contains("Solenne"), "{text}");
        }
    }
}
