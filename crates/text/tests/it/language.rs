//! In which language a text is: sentences of our own, and whatever else may come.

use proptest::prelude::*;
use text::language::{UNKNOWN, detect};

fn check(text: &str, code: &str) {
    let guess = detect(text);
    assert_eq!(guess.code, code, "{text:?}: {guess:?}");
    assert!((0.0..=1.0).contains(&guess.confidence));
}

#[test]
fn sentences_are_told_apart() {
    check("La livraison a pris trois semaines et personne ne répond.", "fr");
    check("The parcel took three weeks and nobody answers the phone.", "en");
    check("Die Lieferung hat drei Wochen gedauert und niemand antwortet.", "de");
    check("El pedido ha tardado tres semanas y nadie contesta.", "es");
    check("La consegna ha richiesto tre settimane e nessuno risponde.", "it");
    check("De levering duurde drie weken en niemand neemt op.", "nl");
    check("A entrega demorou três semanas e ninguém responde.", "pt");
    check("Dostawa trwała trzy tygodnie i nikt nie odpowiada.", "pl");
    check("Доставка заняла три недели, и никто не отвечает.", "ru");
    check("Доставка тривала три тижні, і ніхто не відповідає.", "uk");
    check("استغرق التوصيل ثلاثة أسابيع ولا أحد يجيب", "ar");
    check("ارسال بسته سه هفته طول کشید و هیچکس پاسخ نمی‌دهد", "fa");
    check("डिलीवरी में तीन हफ्ते लगे और कोई जवाब नहीं देता", "hi");
    check("Η παράδοση πήρε τρεις εβδομάδες.", "el");
    check("配送に三週間かかりました。", "ja");
    check("送货花了三个星期，没有人回答。", "zh");
    check("배송에 삼 주가 걸렸습니다.", "ko");
    check("การจัดส่งใช้เวลาสามสัปดาห์", "th");
}

#[test]
fn what_a_network_adds_says_nothing() {
    check("RT @the_best_shop: https://example.com/the/best/offer #livraison toujours pas reçu mon colis 😡😡", "fr");
    check("@jean_dupont @marie @lucie where is my order?? https://exemple.fr/ma-commande", "en");
    check("j'ADORE cette marqueeeee ❤❤❤ http://example.com/this-is-the-best-thing-you-will-ever-read", "fr");
}

#[test]
fn letters_and_marks_may_be_parted() {
    // The same sentence with its accents as signs of their own.
    check("La livraison a e\u{301}te\u{301} reporte\u{301}e a\u{300} la semaine prochaine", "fr");
}

#[test]
fn what_says_nothing_is_unknown() {
    for text in [
        "",
        " \n\t",
        "12345 67,89 €",
        "😀😀😀",
        "https://example.com/bonjour/tout/le/monde",
        "@bonjour @hello",
        "!?…",
        "x",
        "a b",
        "\u{202e}\u{200b}\u{feff}",
    ] {
        assert_eq!(detect(text).code, UNKNOWN, "{text:?}");
        assert!(detect(text).confidence.abs() < f32::EPSILON);
    }
    for text in ["qsdfkjh qskdjfh mlkjqsdf", "xkcdq zzrtp vbnmk qwrtz", "dGhpcyBpcyBub3Q kZm9yIHlvdQ"] {
        let guess = detect(text);
        assert!(guess.code == UNKNOWN || guess.confidence < 0.6, "{text:?}: {guess:?}");
    }
}

#[test]
fn bad_input_takes_bounded_time() {
    let texts = [
        "bonjour ".repeat(700_000),
        "a".repeat(5_000_000),
        "é".repeat(2_500_000),
        "\u{202e}\u{200d}".repeat(900_000),
        "😀".repeat(1_250_000),
        "&".repeat(5_000_000),
        "@".repeat(5_000_000),
        "http://".repeat(700_000),
        "e\u{301}\u{301}\u{301}".repeat(700_000),
        "مرحبا hello привет ".repeat(150_000),
        "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo".repeat(140_000),
        " ".repeat(5_000_000),
    ];
    for text in texts {
        let guess = detect(&text);
        assert!((0.0..=1.0).contains(&guess.confidence), "{guess:?} for {:?}", text.chars().take(20).collect::<String>());
    }
}

proptest! {
    #[test]
    fn nothing_breaks_it(text in any::<String>()) {
        let guess = detect(&text);
        prop_assert!((0.0..=1.0).contains(&guess.confidence));
        prop_assert_eq!(guess.code == UNKNOWN, guess.confidence <= 0.0);
    }

    #[test]
    fn mixed_scripts_do_not_either(text in "[a-zé@#&;' \u{202e}\u{200d}\u{301}ийあ漢한ไ😀ا0-9/:.]{0,300}") {
        prop_assert!(detect(&text).confidence <= 1.0);
    }
}
