use super::*;
use proptest::prelude::*;

fn toxicity(text: &str, language: &str) -> f32 {
    judge(text, language).toxicity
}

fn hate(text: &str, language: &str) -> f32 {
    judge(text, language).kinds.iter().find(|(kind, _)| *kind == Kind::Hate).map(|(_, score)| *score).unwrap()
}

#[test]
fn the_model_is_whole() {
    Layer::read(include_bytes!("../../models/rude.bin")).unwrap();
}

#[test]
fn insults_are_toxic_and_harmless_text_is_not() {
    for (text, language) in [
        ("you are a complete idiot", "en"),
        ("shut up you moron", "en"),
        ("what a bunch of assholes", "en"),
        ("t'es vraiment un gros connard", "fr"),
        ("ferme ta gueule espèce d'abruti", "fr"),
        ("va te faire foutre fils de pute", "fr"),
    ] {
        assert!(toxicity(text, language) > 0.5, "{text}: {:?}", judge(text, language));
    }
    for (text, language) in [
        ("the parcel arrived on time, thank you", "en"),
        ("my neighbours are Muslims and we drink tea on sundays", "en"),
        ("does the new phone have two cameras?", "en"),
        ("le colis est arrivé à l'heure, merci", "fr"),
        ("mes voisins sont musulmans et nous buvons le thé le dimanche", "fr"),
        ("est-ce que le nouveau téléphone a deux caméras ?", "fr"),
    ] {
        assert!(toxicity(text, language) < 0.5, "{text}: {:?}", judge(text, language));
    }
}

#[test]
fn a_language_that_was_not_told_is_found_by_its_words() {
    assert!(toxicity("t'es un gros connard", "und") > 0.5);
    assert!(toxicity("you are such an idiot", "nl") > 0.5);
}

#[test]
fn hate_is_told_from_words_against_it() {
    assert!(hate("all immigrants are vermin and should be shot", "en") > 0.5);
    assert!(hate("nobody should hate immigrants", "en") < 0.5);
    assert!(hate("les immigrés sont des parasites, dehors", "fr") > 0.5);
    assert!(hate("personne ne devrait détester les immigrés", "fr") < 0.5);
}

#[test]
fn disguise_does_not_help() {
    for (text, word) in [
        ("you are an 1d10t", "1d10t"),
        ("you f.u.c.k.i.n.g moron", "f.u.c.k.i.n.g moron"),
        ("gros c0nn4rd va", "c0nn4rd"),
        ("you аsshоle", "аsshоle"),
    ] {
        let language = if text.contains("gros") { "fr" } else { "en" };
        let rudeness = judge(text, language);
        assert!(rudeness.toxicity > 0.5, "{text}: {rudeness:?}");
        assert!(rudeness.spans.iter().any(|span| text[span.clone()].contains(word)), "{text}: {:?}", rudeness.spans);
    }
}

#[test]
fn codes_prices_and_years_are_no_insults() {
    for text in ["Galaxy A55 in stock", "ref. B00B5-4S5 for $455", "in 1999 and 2024", "A$$ets 2024 report", "the 5H17 adapter"] {
        assert!(toxicity(text, "en") < 0.5, "{text}: {:?}", judge(text, "en"));
    }
}

proptest! {
    #[test]
    fn any_text_is_judged(text in "(\\PC|[\u{200B}-\u{202E}🤡💩\u{FE0F}ıﬁßa$*@#'\"«»0-9 ]){0,120}", language in "(en|fr|ar|und)") {
        let rudeness = judge(&text, &language);
        prop_assert!((0.0..=1.0).contains(&rudeness.toxicity));
        for (_, score) in rudeness.kinds {
            prop_assert!((0.0..=1.0).contains(&score));
        }
        let mut last = 0;
        for span in rudeness.spans {
            prop_assert!(span.start >= last && span.end > span.start && text.get(span.clone()).is_some());
            last = span.end;
        }
    }
}

#[test]
fn long_texts_take_bounded_time() {
    for piece in
        ["idiot ", "a*", "🤡", "f.u.c.k ", "connard", "\u{202E}\u{200B}", "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo", "@", "'"]
    {
        let text = piece.repeat(5_000_000 / piece.len());
        assert!((0.0..=1.0).contains(&judge(&text, "fr").toxicity));
    }
}
