use super::*;
use proptest::prelude::*;

/// A judge that knows four words.
fn tone(clause: &str) -> i8 {
    let clause = clause.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| clause.contains(word));
    i8::from(has(&["great", "super"])) - i8::from(has(&["slow", "lente"]))
}

fn check(text: &str, language: &str, expected: &[(Aspect, &str, i8)]) {
    let found = find(text, language, tone);
    let found: Vec<(Aspect, &str, i8)> =
        found.iter().map(|spoken| (spoken.aspect, &text[spoken.at.clone()], spoken.tone)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn each_aspect_takes_the_tone_of_its_clause() {
    check(
        "Great quality but the delivery was slow",
        "en",
        &[(Aspect::Quality, "quality", 1), (Aspect::Delivery, "delivery", -1)],
    );
    check(
        "The price is great and the delivery so slow",
        "en",
        &[(Aspect::Price, "price", 1), (Aspect::Delivery, "delivery", -1)],
    );
    check("Super prix, livraison très lente", "fr", &[(Aspect::Price, "prix", 1), (Aspect::Delivery, "livraison", -1)]);
    check(
        "L'appli est super mais le service client est lente",
        "fr",
        &[(Aspect::App, "appli", 1), (Aspect::Service, "service client", -1)],
    );
    check("Nice weather today", "en", &[]);
    check("", "fr", &[]);
}

proptest! {
    #[test]
    fn any_text_has_aspects_in_place(text in "(\\PC|price |l'appli |, |but |et |livraison|\u{202E}|🤡|\\.){0,60}", language in "(en|fr|und)") {
        for spoken in find(&text, &language, str::len) {
            prop_assert!(text.get(spoken.at.clone()).is_some());
            prop_assert!(spoken.tone >= spoken.at.len());
        }
    }
}

#[test]
fn long_texts_take_bounded_time() {
    for piece in ["price ", "price and ", "prix, ", "🤡"] {
        assert!(find(&piece.repeat(5_000_000 / piece.len()), "und", str::len).len() <= ASPECTS_MAX);
    }
}
