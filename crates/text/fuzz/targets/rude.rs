//! Any text folds, is judged, and has spans, aspects and phrases that lie in it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use text::{aspect, disguise, intent, phrases, rude, spam};

fuzz_target!(|text: &str| {
    let folded = disguise::fold(text, |word| word.len() % 2 == 0);
    for (at, letter) in folded.text().char_indices() {
        assert!(text.get(folded.origin(at..at + letter.len_utf8())).is_some());
    }
    assert!((0.0..=1.0).contains(&spam::judge(text)));
    for language in ["en", "fr", "und"] {
        let rudeness = rude::judge(text, language);
        assert!((0.0..=1.0).contains(&rudeness.toxicity));
        assert!(rudeness.spans.iter().all(|span| text.get(span.clone()).is_some()));
        let intents = intent::judge(text, language, intent::Leaning::default());
        assert!(intents.iter().all(|(_, score)| (0.0..=1.0).contains(score)));
        assert!(aspect::find(text, language, str::len).iter().all(|spoken| text.get(spoken.at.clone()).is_some()));
        assert!(phrases::find(text, language).iter().all(|phrase| text.get(phrase.at.clone()).is_some()));
    }
});
