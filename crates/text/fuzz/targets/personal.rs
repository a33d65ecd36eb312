//! What is found to be private in any text lies in it, in order and apart, and can be masked.
#![no_main]

use libfuzzer_sys::fuzz_target;
use text::personal::{find, mask};

fuzz_target!(|text: &str| {
    let found = find(text);
    assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start));
    assert!(found.iter().all(|found| found.start < found.end && text.get(found.start..found.end).is_some()));
    let _ = mask(text);
});
