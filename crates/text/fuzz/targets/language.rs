//! Any text has a language or none, with a probability.
#![no_main]

use libfuzzer_sys::fuzz_target;
use text::language::{UNKNOWN, detect};

fuzz_target!(|text: &str| {
    let guess = detect(text);
    assert!((0.0..=1.0).contains(&guess.confidence));
    assert_eq!(guess.code == UNKNOWN, guess.confidence <= 0.0);
});
