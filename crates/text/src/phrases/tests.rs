use super::*;
use proptest::prelude::*;

fn check(text: &str, language: &str, expected: &[&str]) {
    let found = find(text, language);
    let found: Vec<&str> = found.iter().map(|phrase| phrase.phrase.as_str()).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn runs_between_stop_words_are_phrases() {
    check(
        "The express delivery was late and the customer service never answers",
        "en",
        &["express delivery", "customer service", "late", "answers"],
    );
    check(
        "La livraison express est arrivée en retard, et la livraison express coûte cher",
        "fr",
        &["livraison express coûte", "livraison express", "arrivée", "retard", "cher"],
    );
    check("and the or of", "en", &[]);
    check("", "und", &[]);
}

proptest! {
    #[test]
    fn phrases_stand_in_the_text(text in "(\\PC|livraison |the |l'|, |\u{202E}|🤡|\\.){0,60}", language in "(en|fr|und)") {
        let found = find(&text, &language);
        prop_assert!(found.len() <= PHRASES_MAX);
        for phrase in found {
            prop_assert_eq!(text.get(phrase.at).map(str::to_lowercase), Some(phrase.phrase));
        }
    }
}

#[test]
fn long_texts_take_bounded_time() {
    for piece in ["delivery ", "la ", "🤡", "QUJDREVG"] {
        assert!(find(&piece.repeat(5_000_000 / piece.len()), "und").len() <= PHRASES_MAX);
    }
}
