//! Texts, one a line: all are placed, a fingerprint reads back, and the same line again goes to the same story.
#![no_main]

use libfuzzer_sys::fuzz_target;
use text::{
    fingerprint::{self, Fingerprint},
    stories::Stories,
};

fuzz_target!(|texts: &str| {
    let mut stories = Stories::default();
    let lines: Vec<&str> = texts.lines().take(64).collect();
    for (number, line) in (0_u64..).zip(lines.iter().chain(&lines)) {
        let read = fingerprint::of(line);
        assert_eq!(Fingerprint::from_bytes(&read.to_bytes()).as_ref(), Some(&read));
        let bare = read.is_bare();
        let placed = stories.place(number, read);
        let before = number.checked_sub(lines.len() as u64);
        assert!(placed.story <= number);
        if let Some(before) = before.filter(|_| !bare) {
            let again = stories.place(number, fingerprint::of(lines[before as usize]));
            assert_eq!(stories.called(again.story), stories.called(placed.story));
        }
    }
});
