use proptest::prelude::*;

use super::*;
use crate::Language::{English, French};

fn is_word(word: &str) -> bool {
    ["jaime", "mon", "chien", "black", "friday", "marché", "de", "noël", "chienne", "international"].contains(&word)
}

/// The codes of what is found, with the words they are at.
fn found(text: &str) -> Vec<String> {
    check_text(text, &is_word)
        .iter()
        .map(|finding| match finding {
            Finding::JoinedTag { at, better } => format!("tag {} {}", &text[at.clone()], better.as_deref().unwrap_or("-")),
            Finding::Capitals { at } => format!("capitals {}", &text[at.clone()]),
            Finding::EmojiRow { at, count } => format!("row {} {count}", &text[at.clone()]),
            Finding::EmojiBullets { lines } => format!("bullets {lines}"),
            Finding::Lookalikes { at, plain } => format!("lookalikes {} {plain}", at.len()),
            Finding::VagueLink { at } => format!("link {}", &text[at.clone()]),
            other => other.code().to_owned(),
        })
        .collect()
}

fn check(text: &str, expect: &[&str]) {
    assert_eq!(found(text), expect, "{text:?}");
}

#[test]
fn a_tag_of_several_words_is_taken_apart_where_they_are_known() {
    check("J’adore #jaimemonchien !", &["tag #jaimemonchien #JaimeMonChien"]);
    check("#BLACKFRIDAY", &["tag #BLACKFRIDAY #BlackFriday"]);
    check("#blackfriday2026", &["tag #blackfriday2026 #BlackFriday2026"]);
    check("#marchédenoël", &["tag #marchédenoël #MarchéDeNoël"]);
    check("#unmotinconnudetous", &["tag #unmotinconnudetous -"]);
    for well in [
        "#JaimeMonChien",
        "#chien #chienne",
        "#international",
        "#jaime_mon_chien",
        "#2026",
        "# jaimemonchien",
        "a#jaimemonchien",
        "https://a.example/#jaimemonchien",
        "#猫猫猫猫猫猫猫猫猫猫猫猫猫猫猫猫",
        "#quatorzelettre",
    ] {
        check(well, &[]);
    }
}

#[test]
fn words_in_capitals_are_said_and_acronyms_are_not() {
    check("VENEZ TOUS DEMAIN à Lyon", &["capitals VENEZ TOUS DEMAIN"]);
    check("OFFER ENDS ON A SUNDAY!", &["capitals OFFER ENDS ON A SUNDAY!"]);
    for well in [
        "La SNCF et la RATP",
        "SNCF, RATP, URSSAF, CNIL",
        "NASA ESA",
        "Le TGV INOUI",
        "1 200 € ET 3",
        "@VENEZ #TOUS DEMAIN SOIR",
        "猫 猫 猫 猫",
    ] {
        check(well, &[]);
    }
}

#[test]
fn emoji_are_counted_as_people_see_them() {
    check("Bravo 🎉🎉🎉", &[]);
    check("Bravo 🎉🎉 🎉🎉!", &["row 🎉🎉 🎉🎉 4"]);
    // Families, flags and skins are one each, and so is a sign that is an emoji by its selector.
    check("👩‍👩‍👧‍👦🇫🇷👍🏽", &[]);
    check("👩‍👩‍👧‍👦🇫🇷👍🏽❤️", &["row 👩‍👩‍👧‍👦🇫🇷👍🏽❤️ 4"]);
    check("1234 ## ** © ™", &[]);
    check("✅ un\n✅ deux", &[]);
    check("✅ un\n  ✅ deux\n👉 trois\nquatre", &["bullets 3"]);
}

#[test]
fn letters_of_mathematics_are_no_letters() {
    check("𝗦𝗼𝗹𝗱𝗲𝘀 𝗱’été", &["lookalikes 29 Soldes d"]);
    check("Ⓐⓑⓒ", &["lookalikes 9 Abc"]);
    check("où 𝑥 est grand", &[]);
    check("ordinary bold", &[]);
}

#[test]
fn a_link_says_where_it_leads() {
    check("[Click here!](https://a.example) and [the plan](https://b.example)", &["link Click here!"]);
    check(
        "[En savoir plus](/a) ![ici](b.png) [https://a.example](https://a.example)",
        &["link En savoir plus", "link https://a.example"],
    );
    check("](a) ]( [](", &["link "]);
    assert!(is_vague_link(" ici ") && is_vague_link("Plus d’infos →") && !is_vague_link("ici, à Lyon"));
}

#[test]
fn an_alt_text_is_there_is_short_and_shows() {
    let codes = |alt: Option<&str>, is_decorative| {
        let picture = Picture { alt, is_decorative, alt_graphemes_max: 40 };
        check_picture(picture).iter().map(Finding::code).collect::<Vec<_>>()
    };
    assert_eq!(codes(None, false), ["alt_missing"]);
    assert_eq!(codes(Some("  "), false), ["alt_missing"]);
    assert_eq!(codes(None, true), [""; 0]);
    assert_eq!(codes(Some("A dog asleep on a red sofa"), false), [""; 0]);
    assert_eq!(codes(Some("Image of a dog"), false), ["alt_says_image"]);
    assert_eq!(codes(Some("Une photo d’un chien"), false), ["alt_says_image"]);
    assert_eq!(codes(Some("Image denture"), false), [""; 0]);
    assert_eq!(codes(Some("IMG_2041.JPG"), false), ["alt_is_file_name"]);
    assert_eq!(codes(Some("DSC00012"), false), ["alt_is_file_name"]);
    assert_eq!(codes(Some(&"👩‍👩‍👧‍👦".repeat(40)), false), [""; 0]);
    assert_eq!(codes(Some(&"a".repeat(41)), false), ["alt_too_long"]);
}

#[test]
fn syllables_are_those_of_a_dictionary() {
    let count = |language, expect: usize, words: &str| {
        for word in words.split(' ') {
            assert_eq!(syllables(word, language), expect, "{word}");
        }
    };
    count(English, 1, "cat make makes walked the tree school strength boat don't through");
    count(English, 2, "table tables reading wanted churches people nation lion quiet simple open science create");
    count(English, 3, "beautiful important idea area video computer horizon another");
    count(English, 4, "information especially community america");
    count(French, 1, "le des chat que guerre quatre une rue œuf yeux oui trois pluie langue août");
    count(French, 2, "client théâtres Noël maïs voyage payer chaos réel jouer nuage journée l’été accueil parlaient");
    count(French, 3, "ouvrier février aujourd’hui actuel document lentement essayer");
    count(French, 4, "bibliothèque situation réalité information");
    assert_eq!(syllables("123", English), 0);
    assert_eq!(syllables("", French), 0);
    assert_eq!(syllables("brr", French), 1);
}

#[test]
fn the_level_is_that_of_the_formulas() {
    // Ten times "The cat sat." of three words and three syllables.
    let easy = reading_level(&"The cat sat. ".repeat(10), English).unwrap();
    assert_eq!((easy.words, easy.sentences, easy.syllables), (30, 10, 30));
    assert!((easy.score - (206.835 - 1.015 * 3.0 - 84.6)).abs() < 1e-9);
    assert_eq!(easy.ease(), Ease::VeryEasy);
    let simple = reading_level(&"Le chat dort. ".repeat(10), French).unwrap();
    assert!((simple.score - (207.0 - 1.015 * 3.0 - 73.6)).abs() < 1e-9);
    let hard = "Considérant l’opportunité d’une réorganisation administrative, la collectivité territoriale procédera ultérieurement \
                à la généralisation expérimentale des dispositifs d’accompagnement personnalisé, conformément aux recommandations \
                méthodologiques internationales préalablement communiquées aux établissements publics concernés par cette réforme.";
    let hard = reading_level(hard, French).unwrap();
    assert_eq!((hard.ease(), hard.sentences), (Ease::VeryHard, 1));
    assert!(hard.ease() < easy.ease());
}

#[test]
fn names_and_addresses_are_no_words_and_few_words_say_nothing() {
    assert_eq!(reading_level(&"The cat sat. ".repeat(9), English), None);
    assert_eq!(reading_level(&"#tag @name https://a.example 🎉 42 ".repeat(50), English), None);
    let lines = reading_level(&"one two three\n".repeat(10), English).unwrap();
    assert_eq!((lines.words, lines.sentences), (30, 10));
}

proptest! {
    #[test]
    fn no_text_makes_it_panic_and_every_place_is_in_the_text(text in "(\\PC|#|\\[|\\]\\(|[A-Z]{3} |🎉|𝗮|\n){0,60}") {
        for finding in check_text(&text, &|word| word.chars().count() == 2) {
            match finding {
                Finding::JoinedTag { at, .. } | Finding::Capitals { at } | Finding::EmojiRow { at, .. }
                | Finding::Lookalikes { at, .. } | Finding::VagueLink { at } => prop_assert!(text.get(at).is_some()),
                _ => {}
            }
        }
        for language in crate::Language::ALL {
            let _ = reading_level(&text.repeat(20), language);
            for word in text.split_whitespace() {
                prop_assert!(syllables(word, language) <= word.chars().count());
            }
        }
    }

    #[test]
    fn a_tag_taken_apart_is_the_same_word_in_other_case(tag in "#(jaime|mon|chien|black|friday|marché|de|noël){2,5}") {
        let findings = check_text(&tag, &is_word);
        let Some(Finding::JoinedTag { better: Some(better), .. }) = findings.first() else { panic!("{findings:?}") };
        prop_assert_eq!(better.to_lowercase(), tag.clone());
        prop_assert!(check_text(better, &is_word).is_empty());
    }
}
