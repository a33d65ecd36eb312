use super::*;
use proptest::prelude::*;

fn strongest(text: &str, language: &str) -> Option<Intent> {
    let scores = judge(text, language, Leaning::default());
    scores.into_iter().filter(|(_, score)| *score >= 0.5).max_by(|one, other| one.1.total_cmp(&other.1)).map(|(intent, _)| intent)
}

#[test]
fn what_is_wanted_is_told() {
    for (text, language, intent) in [
        ("When does the new store open?", "en", Some(Intent::Question)),
        ("the charger stopped working after two days", "en", Some(Intent::Complaint)),
        ("thanks a lot, wonderful team!", "en", Some(Intent::Praise)),
        ("you should add a night mode", "en", Some(Intent::Suggestion)),
        ("I want to buy this jacket", "en", Some(Intent::Purchase)),
        ("I am cancelling my contract", "en", Some(Intent::Leaving)),
        ("my son was injured by your toy", "en", Some(Intent::Crisis)),
        ("À quelle heure fermez-vous ?", "fr", Some(Intent::Question)),
        ("le chargeur ne marche plus", "fr", Some(Intent::Complaint)),
        ("merci beaucoup, équipe formidable", "fr", Some(Intent::Praise)),
        ("vous devriez ajouter un mode nuit", "fr", Some(Intent::Suggestion)),
        ("je veux acheter cette veste", "fr", Some(Intent::Purchase)),
        ("je résilie mon contrat", "fr", Some(Intent::Leaving)),
        ("mon fils a été blessé par votre jouet", "fr", Some(Intent::Crisis)),
        ("we walked to the lake", "en", None),
        ("on a marché jusqu'au lac", "fr", None),
        ("", "und", None),
    ] {
        assert_eq!(strongest(text, language), intent, "{text}: {:?}", judge(text, language, Leaning::default()));
    }
}

proptest! {
    #[test]
    fn any_text_is_judged(text in "(\\PC|how |l'|est ce que |never |\u{202E}|🤡|\\?|\\.){0,80}", language in "(en|fr|und)") {
        for (_, score) in judge(&text, &language, Leaning { negative: 0.9, positive: 0.1 }) {
            prop_assert!((0.0..=1.0).contains(&score));
        }
    }
}

#[test]
fn long_texts_take_bounded_time() {
    for piece in ["never ", "pas ", "?", "l'", "🤡", "a'"] {
        let scores = judge(&piece.repeat(5_000_000 / piece.len()), "und", Leaning::default());
        assert!(scores.iter().all(|(_, score)| (0.0..=1.0).contains(score)));
    }
}
