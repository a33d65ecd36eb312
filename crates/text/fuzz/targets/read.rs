//! Any text is read whole: shares sum to 1, and whatever is found lies in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let reading = text::read(text, None);
    let tone = reading.tone;
    assert!((tone.negative + tone.neutral + tone.positive - 1.0).abs() < 1e-4);
    assert!(reading.rudeness.spans.iter().all(|span| text.get(span.clone()).is_some()));
    assert!(reading.aspects.iter().all(|spoken| text.get(spoken.at.clone()).is_some()));
    assert!(reading.personal.iter().all(|found| text.get(found.start..found.end).is_some()));
});
