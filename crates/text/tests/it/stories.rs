//! Fingerprints and stories.

use std::collections::HashMap;

use proptest::prelude::*;
use text::{
    fingerprint::{self, Fingerprint, MARKS_MAX},
    stories::{KEYS_KEPT, Stories},
};

const NEWS: &str = "The airline said on Monday that all flights from the northern airport would stay on the ground until Thursday \
                    because of a strike of its technicians, who ask for better pay and shorter nights.";
const OTHER: &str = "A letter to the company was signed by four hundred passengers who slept two nights between the shops of the hall \
                     and want their money back before the end of the month.";

/// The stories of texts in their order.
fn placed(texts: &[&str]) -> Vec<u64> {
    let mut stories = Stories::default();
    let placed: Vec<u64> = (0..).zip(texts).map(|(number, text)| stories.place(number, fingerprint::of(text)).story).collect();
    placed.into_iter().map(|story| stories.called(story)).collect()
}

fn same(a: &str, b: &str) -> bool {
    placed(&[a, b]) == [0, 0]
}

#[test]
fn copies_are_known_in_all_their_forms() {
    for copy in [
        NEWS.to_uppercase(),
        format!("RT @someone: {NEWS}"),
        format!("Unbelievable! RT @someone: {NEWS}"),
        format!("“@someone: {NEWS}” So it goes"),
        format!("{NEWS} https://t.example/x?utm_source=y #airline"),
        format!("{NEWS} Read also: ten pictures of the week. Subscribe to our letter."),
        NEWS.replace(", ", " — ").replace("airline", "airl\u{200b}ine"),
        NEWS[..NEWS.len() / 2].to_owned(),
        format!("{}…", &NEWS[..NEWS.len() / 2]),
        NEWS[NEWS.len() / 2..].to_owned(),
        NEWS.replace("Monday", "Tuesday"),
    ] {
        assert!(same(NEWS, &copy), "{copy}");
        assert!(same(&copy, NEWS), "{copy} first");
    }
    assert!(same(
        "L’été à Besançon : 1\u{202f}000 entrées vendues en « un » jour",
        "L'ete a Besancon: 1,000 entrees vendues en \"un\" jour"
    ));
    assert!(same(
        "台風十九号が関東地方に接近しています、ご注意ください",
        "台風十九号が関東地方に接近しています。ご注意ください！"
    ));
}

#[test]
fn other_texts_are_not_copies() {
    for (a, b) in [
        (NEWS, OTHER),
        (NEWS, "The airline said on Friday that it had found an agreement with its technicians and would fly again."),
        ("thank you so much", "thank you"),
        ("😂😂😂", "😂😂😂"),
        ("https://t.example/a", "https://t.example/b"),
        ("", ""),
        ("merci", "merci"),
        ("@a lol", "@b lol"),
    ] {
        assert!(!same(a, b), "{a} | {b}");
    }
}

#[test]
fn a_headline_counts_only_where_there_is_little_else() {
    let one = |title, text| fingerprint::of_document(title, text);
    let mut stories = Stories::default();
    stories.place(0, one("Flights stay on the ground", NEWS));
    assert_eq!(stories.place(1, one("Strike at the airport", NEWS)).story, 0);
    stories.place(2, one("A first article about the garden in spring", "Read the rest on our site."));
    assert_eq!(stories.place(3, one("Another one on quite something else, for summer", "Read the rest on our site.")).story, 3);
}

#[test]
fn a_banner_brings_nobody_together() {
    let banner =
        "We use cookies and similar technologies to give you a better experience and to measure our audience. You may refuse.";
    let texts: Vec<String> = (0..40)
        .map(|n| {
            let own: Vec<String> = (0..24).map(|word| format!("w{}", n * 100 + word)).collect();
            format!("{banner} {}", own.join(" "))
        })
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let stories = placed(&texts);
    assert_eq!(stories, (0..40).collect::<Vec<u64>>());
}

#[test]
fn a_bridge_joins_two_and_the_older_name_stays() {
    let whole = format!("{NEWS} {OTHER}");
    let mut stories = Stories::default();
    for (number, text) in [(0, NEWS), (1, OTHER)] {
        assert_eq!(stories.place(number, fingerprint::of(text)).story, number);
    }
    let bridge = stories.place(2, fingerprint::of(&whole));
    assert_eq!((bridge.story, &bridge.merged[..]), (0, &[1][..]));
    assert_eq!((stories.called(1), stories.called(0)), (0, 0));
    assert_eq!(stories.place(3, fingerprint::of(OTHER)).story, 0);
}

#[test]
fn small_changes_do_not_lead_from_one_text_to_another() {
    let words: Vec<String> = (0..400).map(|word| format!("word{word}")).collect();
    // A window that moves: each text is much like the one before, the last has nothing of the first.
    let texts: Vec<String> = (0..90).map(|step| words[step * 4..step * 4 + 40].join(" ")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let stories = placed(&texts);
    assert_ne!(stories[0], stories[89]);
    let mut sizes: HashMap<u64, usize> = HashMap::new();
    stories.iter().for_each(|story| *sizes.entry(*story).or_default() += 1);
    assert!(sizes.values().all(|size| *size <= 45), "{sizes:?}");
}

#[test]
fn five_megabytes_make_a_small_fingerprint() {
    let many: String = (0..600_000_u32).map(|n| format!("{} ", n.wrapping_mul(2_654_435_761))).collect();
    for text in
        ["word ".repeat(1_000_000), "a".repeat(5_000_000), "\u{200b}\u{202e}é".repeat(700_000), "。日本".repeat(600_000), many]
    {
        let read = fingerprint::of(&text);
        let bytes = read.to_bytes();
        assert!(bytes.len() <= 20 + 4 * MARKS_MAX);
        let mut stories = Stories::default();
        stories.place(0, read.clone());
        stories.place(1, read);
    }
}

/// Any text of pieces that are hard to read.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z]{1,7} ",
        Just("RT @x: ".to_owned()),
        Just("http://x.example/1 ".to_owned()),
        Just("… ".to_owned()),
        Just("\u{202e}".to_owned()),
        Just("é\u{301}".to_owned()),
        Just("👩‍👩‍👧 ".to_owned()),
        Just("1.000,5 ".to_owned()),
        Just("&amp; &#x ".to_owned()),
        Just("العربية ".to_owned()),
        Just("漢字".to_owned()),
        Just("aGVsbG8gd29ybGQ= ".to_owned()),
        any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn a_fingerprint_reads_back_and_anything_is_read(title in text(), body in text()) {
        let read = fingerprint::of_document(&title, &body);
        prop_assert_eq!(Fingerprint::from_bytes(&read.to_bytes()), Some(read.clone()));
        prop_assert_eq!(read.to_string().len(), 16);
    }

    #[test]
    fn any_bytes_are_a_fingerprint_or_none(bytes in proptest::collection::vec(any::<u8>(), 0..700)) {
        if let Some(read) = Fingerprint::from_bytes(&bytes) {
            prop_assert_eq!(read.to_bytes(), bytes);
            let mut stories = Stories::default();
            stories.place(0, read.clone());
            stories.place(1, read);
        }
    }

    /// Exact copies are together in whatever order they come, and a story is called by its first text.
    #[test]
    fn exact_copies_stay_together_in_any_order(texts in proptest::collection::vec(text(), 1..12), order in proptest::collection::vec(any::<usize>(), 1..40)) {
        let mut stories = Stories::default();
        let mut first: HashMap<usize, (u64, bool)> = HashMap::new();
        for (number, at) in (0..).zip(order) {
            let at = at % texts.len();
            let read = fingerprint::of(&texts[at]);
            let bare = read.is_bare();
            let placed = stories.place(number, read);
            prop_assert!(placed.story <= number);
            prop_assert!(placed.keys.len() <= KEYS_KEPT + 1);
            let (before, _) = *first.entry(at).or_insert((placed.story, bare));
            if !bare {
                prop_assert_eq!(stories.called(before), stories.called(placed.story));
            } else {
                prop_assert_eq!(placed.story, number);
            }
        }
    }
}
