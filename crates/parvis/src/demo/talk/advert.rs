//! Advertisements put where people speak: what a team that listens meets every day and does not want to count as talk. They are
//! there so that who tries the demo sees what is called spam, and that it is.

use domain::Language;

use super::{
    chance::{Chance, word_key},
    grammar::Telling,
    voices::{self, Voice},
};
use crate::demo::sites::{Flavour, Site};

/// One text in so many on networks and forums is an advertisement.
const ONE_IN: f64 = 40.0;

/// The rules of the words and of who says them.
const fn rules(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::French => ("reclame", "reclameur"),
        Language::English => ("advert", "advertiser"),
    }
}

/// What stands in place of the text of that code on that site (the title stays, for it is in the same thread), if it is an advertisement, and who put it there. It depends on
/// nothing else, so that the rest of the talk is the same with it and without.
pub(crate) fn advert(seed: u64, site: &Site, code: &str) -> Option<(Vec<String>, Voice)> {
    if !matches!(site.flavour, Flavour::Forum | Flavour::Social) {
        return None;
    }
    let mut chance = Chance::keyed(&[seed, word_key("advert"), word_key(site.key), word_key(code)]);
    if !chance.happens(1.0 / ONE_IN) {
        return None;
    }
    let (words, who) = rules(site.language);
    let mut telling = Telling::new(site.language, &mut chance);
    let said = vec![telling.say(words)];
    let name = telling.say(who);
    Some((said, voices::named(site, name)))
}

#[cfg(test)]
#[expect(clippy::print_stdout, reason = "the figures are there to be read")]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::demo::{SEED, sites, talk};

    /// From here on a list calls a text spam, as `web` does.
    const SPAM_FROM: f32 = 0.8;

    #[test]
    fn every_advertisement_is_called_spam() {
        for site in ["azuree", "trompe", "forum-rando", "summit-talk"].map(|key| sites::site(key).unwrap()) {
            for number in 0..4_000_u32 {
                let Some((said, _)) = advert(SEED, site, &number.to_string()) else { continue };
                assert!(text::spam::judge(&said[0]) >= SPAM_FROM, "{}: {}", text::spam::judge(&said[0]), said[0]);
            }
        }
    }

    #[test]
    fn a_few_texts_of_a_hundred_are_called_spam_and_most_of_them_are() {
        let now = "2026-11-21T21:00:00Z".parse().unwrap();
        let said: Vec<_> = talk::past(SEED, now, 60).collect();
        let mut judge = text::spam::Judge::default();
        let called: Vec<_> = said
            .iter()
            .filter(|said| {
                let text = domain::SafeHtml::sanitise(&said.html, None).to_text();
                judge.judge(&format!("{}\n{text}", said.title)) >= SPAM_FROM
            })
            .collect();
        let adverts: HashSet<&str> = said
            .iter()
            .filter(|said| sites::site(said.source).is_some_and(|site| advert(SEED, site, said.code()).is_some()))
            .map(|said| said.guid.as_str())
            .collect();
        let right = called.iter().filter(|said| adverts.contains(said.guid.as_str())).count();
        println!("{} of {} texts called spam, {right} of them are; {} adverts", called.len(), said.len(), adverts.len());
        let share = called.len() as f64 / said.len() as f64;
        assert!((0.01..0.04).contains(&share), "{share}");
        assert!(right * 2 > called.len(), "{right} of {}", called.len());
    }
}
