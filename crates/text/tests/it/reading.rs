//! All of a text at once: whatever it is, the answer is whole and lies in the text.

use proptest::prelude::*;
use text::tone::{Verdict, judge};

fn check(text: &str) {
    let reading = text::read(text, None);
    let tone = reading.tone;
    assert!((tone.negative + tone.neutral + tone.positive - 1.0).abs() < 1e-4, "{text:?}");
    assert!(reading.rudeness.spans.iter().all(|span| text.get(span.clone()).is_some()), "{text:?}");
    assert!(reading.aspects.iter().all(|spoken| text.get(spoken.at.clone()).is_some()), "{text:?}");
    assert!(reading.personal.iter().all(|found| text.get(found.start..found.end).is_some()), "{text:?}");
    assert!((0.0..=1.0).contains(&reading.spam) && (0.0..=1.0).contains(&reading.rudeness.toxicity), "{text:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_signs_are_read(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn odd_mixtures_are_read(parts in proptest::collection::vec(prop::sample::select(vec![
        "not ", "J'adore", "😡", "👨\u{200d}👩\u{200d}👧", "\u{202e}", "\u{200b}", "!!", "...", "http://a.example/", "@a", "#", "मत ", "لا ",
        "ß", "İ", "ﬁ", "h3ll0", "heeeello", "QUJDREVG", "06 12 34 56 78", "\u{301}", "'", "’", "\n", "\0", "a",
    ]), 0..60)) {
        check(&parts.concat());
    }
}

#[test]
fn tone_of_the_languages_that_are_read() {
    let check = |text: &str, language: &str, expect: Verdict| {
        assert_eq!(judge(text, language).verdict, expect, "{text:?}: {:?}", judge(text, language));
    };
    check("Das ist wirklich wunderbar, danke, ich liebe es!", "de", Verdict::Positive);
    check("Me encanta, es una experiencia maravillosa, gracias", "es", Verdict::Positive);
    check("Che schifo, servizio pessimo, una vergogna", "it", Verdict::Negative);
    check("Que vergonha, odeio esse atendimento, péssimo", "pt", Verdict::Negative);
}
