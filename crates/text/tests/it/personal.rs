//! What is private: `personal.tsv` as a whole, some cases one by one, and whatever else may come.

use proptest::prelude::*;
use text::personal::{Kind, find, mask};

fn check(text: &str, expect: &[(Kind, &str)]) {
    let found: Vec<_> = find(text).into_iter().map(|found| (found.kind, &text[found.start..found.end])).collect();
    assert_eq!(found, expect, "{text:?}");
}

/// The text of a line without its marks, and what is marked.
fn unmarked(marked: &str) -> (String, Vec<(Kind, usize, usize)>) {
    let (mut text, mut wanted) = (String::new(), Vec::new());
    for (number, piece) in marked.split('⟦').enumerate() {
        let Some((inside, behind)) = piece.split_once('⟧').filter(|_| number > 0) else {
            text.push_str(piece);
            continue;
        };
        let (name, value) = inside.split_once(':').unwrap();
        let kind = Kind::ALL.into_iter().find(|kind| kind.name() == name).unwrap();
        wanted.push((kind, text.len(), text.len() + value.len()));
        text.push_str(value);
        text.push_str(behind);
    }
    (text, wanted)
}

#[test]
fn the_file_is_read_as_well_as_is_aimed_at() {
    let (mut right, mut missed, mut wrong) = (0, Vec::new(), Vec::new());
    for line in include_str!("../personal.tsv").lines() {
        let (text, wanted) = unmarked(&line.split_once('\t').unwrap().1.replace("\\n", "\n"));
        let found = find(&text);
        for (kind, start, end) in &wanted {
            let is_found = found.iter().any(|found| found.kind == *kind && found.start < *end && found.end > *start);
            if is_found { right += 1 } else { missed.push(line) }
        }
        let extra = found.iter().filter(|found| {
            !wanted.iter().any(|(kind, start, end)| found.kind == *kind && found.start < *end && found.end > *start)
        });
        wrong.extend(extra.map(|_| line));
    }
    assert!(right >= 300, "{right}");
    assert!(wrong.len() * 100 <= right + wrong.len(), "{wrong:#?}");
    assert!(missed.len() * 50 <= right + missed.len(), "{missed:#?}");
}

#[test]
fn check_sums_decide() {
    check("FR76 3000 6000 0112 3456 7890 189", &[(Kind::Iban, "FR76 3000 6000 0112 3456 7890 189")]);
    check("FR76 3000 6000 0112 3456 7890 188", &[]);
    check("4111 1111 1111 1111", &[(Kind::Card, "4111 1111 1111 1111")]);
    check("4111 1111 1111 1112", &[]);
    check("1 72 02 2A 004 018 71", &[(Kind::Nir, "1 72 02 2A 004 018 71")]);
    check("1 72 02 2A 004 018 72", &[]);
}

#[test]
fn a_name_beside_a_number_decides() {
    check("mon tel : 06 39 98 12 34", &[(Kind::Phone, "06 39 98 12 34")]);
    check("commande 0639981234", &[]);
    check("version 45.12.100.7", &[]);
    check("IP 45.12.100.7", &[(Kind::Ip, "45.12.100.7")]);
    check("la voiture AB 345 CD", &[(Kind::Plate, "AB 345 CD")]);
    check("les lettres AB 345 CD", &[]);
}

#[test]
fn what_is_private_is_masked_in_its_place() {
    let text = "Écrivez à lea@example.com ou au 06 39 98 12 34 !";
    assert_eq!(mask(text), "Écrivez à [email] ou au [phone] !");
    assert_eq!(mask("rien à cacher, 12 € et 3 colis"), "rien à cacher, 12 € et 3 colis");
}

#[test]
fn bad_input_takes_bounded_time() {
    for piece in [
        "1",
        "1 ",
        "06 ",
        "a@",
        "@",
        "a at ",
        "1.1.1.",
        "FR76 ",
        "::",
        "2001:",
        "(",
        "+1 ",
        "12 rue de ",
        "AB-123-CD",
        "é1",
        "\u{202e}1\u{200b}",
        "😀",
        "QUJDREVG0123",
        "rue ",
        "12 Main ",
        "www.",
        "://",
        "a.",
        "1/",
        "1-",
        "point ",
        "x at y dot ",
        "\n",
    ] {
        let text = piece.repeat(5_000_000 / piece.len());
        assert!(is_sound(&text), "{piece:?}");
    }
}

/// Whether what is found lies in the text, in order and apart.
fn is_sound(text: &str) -> bool {
    let found = find(text);
    let are_apart = found.windows(2).all(|pair| pair[0].end <= pair[1].start);
    are_apart && found.iter().all(|found| found.start < found.end && text.get(found.start..found.end).is_some())
}

proptest! {
    #[test]
    fn nothing_breaks_it(text in any::<String>()) {
        prop_assert!(is_sound(&text));
        let _ = mask(&text);
    }

    #[test]
    fn digits_and_signs_do_not_either(text in "[0-9a-cA-CFR@.:/+() \u{a0}\u{202f}\u{301}é'’\n-]{0,120}") {
        prop_assert!(is_sound(&text));
    }

    #[test]
    fn words_of_addresses_do_not_either(
        words in proptest::collection::vec(
            prop::sample::select(vec!["12", "rue", "de", "l'", "Église", "at", "dot", "com", "[at]", "(at)", "75001", "Paris", "St", "Main", ",", "\n", "AB",
                "CD", "AB-123-CD", "06", "39", "+33", "1.2", "::", "8 mai 1945", "Apt", "IL", "é", "point", "fr", "plaque", "tel", "BP", "//", "Straße"]), 0..24),
        between in prop::sample::select(vec![" ", "", "-", "."]),
    ) {
        prop_assert!(is_sound(&words.join(between)));
    }
}
