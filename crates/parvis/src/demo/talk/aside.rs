//! What now and then slips into the talk: something private, or something rude, so that who tries the demo sees what becomes of it.
//!
//! Nobody is meant. Telephone numbers are of those that ARCEP (decision 2018-0881) and Ofcom keep for fiction, mail goes to `example.org`
//! (RFC 2606), and the account is one with right check sums of a bank that there is not.

use domain::Language;

use super::chance::{Chance, word_key};
use crate::demo::sites::{Flavour, Site};

/// One text in so many, where anybody may speak, holds something private.
const PRIVATE_ONE_IN: f64 = 200.0;
/// And so many something rude.
const RUDE_ONE_IN: f64 = 160.0;

/// Rude sentences; each is one that `text::rude` calls toxic.
const RUDE_FRENCH: [&str; 6] = [
    "Espèce d'abruti, lis la notice avant de parler.",
    "Bande de crétins, vous vous foutez de nous.",
    "Allez vous faire foutre avec vos excuses, bande de menteurs.",
    "Quel connard ce livreur, sérieusement.",
    "Vous êtes vraiment une bande d'imbéciles.",
    "Ta gueule, pauvre con, tu n'as jamais mis les pieds en montagne.",
];
const RUDE_ENGLISH: [&str; 6] = [
    "Whoever signed this off is a complete idiot.",
    "What a bunch of lying morons.",
    "Shut up, you stupid clown, you have never been up a hill.",
    "You people are pathetic, fuck off with your excuses.",
    "The driver was a total asshole about it.",
    "Only a moron would pay for that twice.",
];

/// What slips into the text of that code on that site, if anything does. It depends on nothing else, so that the rest of the talk is the
/// same with it and without.
pub(crate) fn aside(seed: u64, site: &Site, code: &str) -> Option<String> {
    if !matches!(site.flavour, Flavour::Forum | Flavour::Reviews | Flavour::Video | Flavour::Social) {
        return None;
    }
    let mut chance = Chance::keyed(&[seed, word_key("aside"), word_key(site.key), word_key(code)]);
    if chance.happens(1.0 / PRIVATE_ONE_IN) {
        return Some(private(site.language, &mut chance));
    }
    let rude = if site.language == Language::French { &RUDE_FRENCH } else { &RUDE_ENGLISH };
    chance.happens(1.0 / RUDE_ONE_IN).then(|| chance.one_of(rude).map(|words| (*words).to_owned())).flatten()
}

/// A sentence with a telephone number, an address of mail or an account.
fn private(language: Language, chance: &mut Chance) -> String {
    let mail = format!("{}.{}@example.org", name(chance), chance.between(10, 99));
    match (language, chance.below(5)) {
        (Language::French, 0 | 1) => {
            let begin = if chance.happens(0.5) { "06 39 98" } else { "01 99 00" };
            format!("Si ça intéresse quelqu'un, appelez-moi au {begin} {} {}.", two(chance), two(chance))
        }
        (Language::French, 2 | 3) => format!("Écrivez-moi à {mail}, je réponds à tout le monde."),
        (Language::French, _) => format!("Pour le remboursement, mon compte est le {}.", iban(chance)),
        (Language::English, 0 | 1) => format!("If anybody is interested, ring me on 07700 900{:03}.", chance.between(0, 999)),
        (Language::English, 2 | 3) => format!("Drop me a line at {mail} and I will send you the photos."),
        (Language::English, _) => format!("For the refund, my account is {}.", iban(chance)),
    }
}

/// A first name, as it stands in addresses.
fn name(chance: &mut Chance) -> &'static str {
    chance
        .one_of(&["julie", "marc", "anouk", "paul", "nadia", "loic", "ines", "romain", "agathe", "karim"])
        .copied()
        .unwrap_or("lea")
}

/// Two digits.
fn two(chance: &mut Chance) -> String {
    format!("{:02}", chance.between(0, 99))
}

/// A French account of bank 99999, which there is not, with the key of its RIB and the check digits of ISO 13616.
fn iban(chance: &mut Chance) -> String {
    let (bank, branch) = (99_999_u128, 1_u128);
    let account = u128::try_from(chance.between(10_000_000, 99_999_999)).unwrap_or_default();
    let key = 97 - (89 * bank + 15 * branch + 3 * account) % 97;
    let own = ((bank * 100_000 + branch) * 100_000_000_000 + account) * 100 + key;
    // `FR` and two noughts behind it: F is 15, R is 27.
    let check = 98 - (own * 1_000_000 + 152_700) % 97;
    let digits = format!("FR{check:02}{own:023}");
    digits.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use text::{personal, rude};

    use super::*;
    use crate::demo::{SEED, talk};

    #[test]
    fn what_is_rude_is_heard_as_such() {
        for (language, sentences) in [("fr", RUDE_FRENCH), ("en", RUDE_ENGLISH)] {
            for words in sentences {
                let heard = rude::judge(words, language);
                assert!(heard.toxicity >= rude::TOXIC_FROM && !heard.spans.is_empty(), "{words}: {heard:?}");
            }
        }
    }

    #[test]
    fn what_is_private_is_found_and_of_every_kind() {
        let mut kinds = [0; 3];
        for number in 0..200 {
            let mut chance = Chance::keyed(&[SEED, number]);
            let language = if number % 2 == 0 { Language::French } else { Language::English };
            let words = private(language, &mut chance);
            let found: Vec<_> = personal::find(&words).iter().map(|one| one.kind).collect();
            let of = |kind: personal::Kind| usize::from(found == [kind]);
            let one = [personal::Kind::Phone, personal::Kind::Email, personal::Kind::Iban].map(of);
            assert_eq!(one.iter().sum::<usize>(), 1, "{words}: {found:?}");
            kinds.iter_mut().zip(one).for_each(|(sum, one)| *sum += one);
        }
        assert!(kinds.iter().all(|count| *count > 20), "{kinds:?}");
    }

    #[test]
    fn sixty_days_hold_some_of_each() {
        let now = "2026-11-21T21:00:00Z".parse().unwrap();
        let (mut private, mut rude, mut all) = (0, 0, 0);
        for said in talk::past(SEED, now, 60) {
            all += 1;
            private += usize::from(!personal::find(&said.html).is_empty());
            rude += usize::from(RUDE_FRENCH.iter().chain(&RUDE_ENGLISH).any(|words| said.html.contains(words)));
        }
        assert!((all / 500..all / 150).contains(&private), "{private} of {all}");
        assert!((all / 500..all / 120).contains(&rude), "{rude} of {all}");
    }
}
